"""The straight way in leads where the long one leads, and takes nobody who is wrong."""

import pytest
from hypothesis import given, strategies as st

from leadflow.context import Context
from leadflow.entities import ENTITIES, Lead, Record
from leadflow.entities.records import with_values
from leadflow.errors import InvalidData
from leadflow.events import Act
from leadflow.records import USUAL, Options, create
from leadflow.records.straight import Straight, straight_over, straight_way
from leadflow.storage.memory import MemoryStore
from leadflow.testing import BEGINNING, CountingIds
from leadflow.testing.strategies import records
from leadflow.values import Money
from leadflow.workspace import CustomField, Pipeline, Stage, Workspace


FIRM = Workspace()


def straight(entity: str, firm: Workspace = FIRM) -> Straight[Record] | None:
    """Return the straight way of an entity's new records."""
    return straight_way(firm, ENTITIES[entity])


def outcome(record: Record, options: Options) -> tuple[object, ...]:
    """Return what becomes of a new record and what is told of it, or its faults."""
    with MemoryStore().read() as reader:
        act = Act(actor="ada", now=BEGINNING)
        context = Context(workspace=FIRM, reader=reader, act=act, new_id=CountingIds())
        try:
            new, change = create(context, record, options)
        except InvalidData as error:
            return error.faults
        return new, change.records, [(each, each.changes) for each in change.events]


@pytest.mark.parametrize("entity", [name for name in ENTITIES if straight(name)])
@given(data=st.data())
def test_both_ways_lead_to_the_same_record(data: st.DataObject, entity: str) -> None:
    """P15, P16: what is seen at a glance is what all rules see."""
    way = straight(entity)
    assert way is not None
    said = data.draw(records(entity, FIRM))
    quiet = dict(zip(way.quiet.names, way.quiet.empty, strict=True))
    for record in (said, with_values(said, **quiet)):
        assert outcome(record, Options()) == outcome(record, USUAL)


@pytest.mark.parametrize(
    "lead",
    [
        Lead(),
        Lead(title="Forklifts", stage="in_progress"),
        Lead(title="Forklifts", source="unheard_of"),
        Lead(title="Forklifts", loss_reason="price"),
        Lead(title="Forklifts", amount=Money("0.00001", "UAH")),
        Lead(title="Forklifts", custom={"seats": 5}),
        Lead(title="Forklifts", created_at=BEGINNING),
    ],
)
def test_who_says_more_goes_the_long_way(lead: Lead) -> None:
    """P16: where there is something to ask, every rule is asked."""
    way = straight("lead")
    assert way is not None

    assert not way.takes(lead)
    assert way.takes(Lead(title="Forklifts", source="web", amount="5 UAH"))


@pytest.mark.parametrize(
    "firm",
    [
        Workspace(
            fields=[CustomField("seats", entity="lead", type="integer", required=True)]
        ),
        Workspace(
            fields=[CustomField("seats", entity="lead", type="integer", default=5)]
        ),
        Workspace(
            pipelines=[
                Pipeline(
                    "leads",
                    entity="lead",
                    stages=[
                        Stage("new", require=["amount"]),
                        Stage.won(),
                        Stage.lost(),
                    ],
                )
            ]
        ),
    ],
)
def test_where_a_firm_asks_for_more_there_is_no_straight_way(firm: Workspace) -> None:
    """F2, F4, S4: what is required, filled in or guarded is looked at."""
    assert straight("lead", firm) is None


def test_fields_that_may_be_left_empty_are_no_hindrance() -> None:
    """F1: a firm with fields of its own takes in who says nothing of them."""
    firm = Workspace(fields=[CustomField("seats", entity="lead", type="integer")])

    assert straight("lead", firm) is not None


def test_of_an_invoice_more_is_asked() -> None:
    """C16: whose quote it bills is looked at each time."""
    assert straight("invoice") is None


def test_no_way_leads_to_what_the_office_does_not_use() -> None:
    """M6: a conversion makes none of it either."""
    assert straight_over(Workspace(chain="deal-invoice"), "quote") is None
