"""Passages: the ways between stages, each found out once for all who take it."""

import attrs
import pytest

from leadflow import Deal, Lead, MoveRefused, Pipeline, ReadOnly, Stage, Workspace
from leadflow.context import Context
from leadflow.entities import Staged
from leadflow.events import CLOSED, MOVED, PIPELINE_CHANGED, REOPENED, Act
from leadflow.ids import DealId, LeadId
from leadflow.pipelines import Destination, Passage, passage
from leadflow.storage.memory import MemoryStore
from leadflow.testing import CountingIds, nth_id
from leadflow.testing.clock import BEGINNING


OFFICE = Workspace(
    pipelines=[
        Pipeline(
            "deals",
            is_default=True,
            stages=[
                "new",
                Stage("visit", require=["amount"]),
                Stage.won(),
                Stage.lost(),
            ],
        ),
        Pipeline(
            "service",
            stages=["in", Stage.won("done")],
            arrivals={"deals": {"won": "in"}},
        ),
    ],
)
NEW = Deal(id=DealId(nth_id("deal", 1)), pipeline="deals", stage="new")
NEW = attrs.evolve(NEW, version=1, stage_kind="open")
WON = attrs.evolve(NEW, stage="won", stage_kind="won")


def taken(record: Staged, *, stage: str = "", pipeline: str = "") -> Passage:
    """Return the passage of a record."""
    with MemoryStore().read() as reader:
        act = Act(actor="ada", now=BEGINNING)
        context = Context(
            workspace=OFFICE, reader=reader, act=act, new_id=CountingIds()
        )
        to = Destination(stage=stage, pipeline=pipeline)
        return passage(context, record, to)


def test_records_that_stand_alike_take_one_passage() -> None:
    """S4: one rule for every path, and it is found out once."""
    other = attrs.evolve(NEW, id=DealId(nth_id("deal", 2)), title="Cranes", version=7)

    assert taken(NEW, stage="visit") is taken(other, stage="visit")
    assert taken(NEW, stage="visit") is not taken(NEW, stage="won")
    assert taken(NEW, stage="won") is not taken(WON, stage="won")


@pytest.mark.parametrize(
    ("record", "to", "kind"),
    [
        (NEW, {"stage": "visit"}, MOVED),
        (NEW, {"stage": "lost"}, CLOSED),
        (WON, {"stage": "lost"}, CLOSED),
        (WON, {"stage": "visit"}, REOPENED),
        (WON, {"pipeline": "service"}, PIPELINE_CHANGED),
    ],
)
def test_a_passage_says_what_the_fact_is_called(
    record: Deal, to: dict[str, str], kind: str
) -> None:
    """S3: moved, closed, reopened, into another pipeline."""
    assert kind == taken(record, **to).kind


def test_a_passage_knows_which_gates_stand_in_it() -> None:
    """S4: where a stage asks for nothing, nothing is asked."""
    assert 1 == len(taken(NEW, stage="visit").gates)
    assert () == taken(NEW, stage="lost").gates


def test_who_stays_takes_a_passage_too() -> None:
    """S8: without a stage a record stays where it stands."""
    stays = taken(NEW)

    assert stays.stays
    assert frozenset() == stays.differing
    assert frozenset({"stage", "stage_kind"}) == taken(NEW, stage="won").differing


def test_where_no_passage_leads_the_record_is_named() -> None:
    """S8: the stage map says nothing of those who stand there."""
    with pytest.raises(MoveRefused) as caught:
        taken(NEW, pipeline="service")

    assert NEW.id == caught.value.id


def test_a_passage_is_barred_to_converted_leads() -> None:
    """C9: a lead ends with its conversion, whoever took the passage before."""
    lead = Lead(id=LeadId(nth_id("lead", 1)), pipeline="leads", stage="new")
    lead = attrs.evolve(lead, stage_kind="open")
    way = taken(lead, stage="in_progress")
    with pytest.raises(ReadOnly):
        taken(attrs.evolve(lead, converted_at=BEGINNING), stage="in_progress")

    assert way.barred
