"""Revisions: what is the same of all updates of the same fields, found out once."""

from collections.abc import Sequence

import attrs
import pytest
from hypothesis import given, strategies as st

from leadflow import Crm, Deal, Lead, Pipeline, Stage, Workspace
from leadflow.context import Context
from leadflow.entities import ENTITIES, R, Record, Staged, entity_of
from leadflow.entities.records import Difference, differences, with_values
from leadflow.errors import LeadflowError
from leadflow.events import Act, Change
from leadflow.records import changing, revisions, update
from leadflow.records.revisions import revision
from leadflow.storage.memory import MemoryStore
from leadflow.testing import BEGINNING, CountingIds, nth_id
from leadflow.testing.strategies import records
from leadflow.testing.suite.ledger import WORKSPACE


_STAGES = (
    Stage("new", require=["owner", "notes"]),
    Stage.won(),
    Stage.lost(reason_required=True),
)
STRICT = Workspace(
    pipelines=[
        Pipeline(each, entity=each, is_default=True, stages=_STAGES)
        for each in ("lead", "deal")
    ]
)


def standing(office: Workspace, record: R) -> R:
    """Return a record as if it was stored, on the last stage of its pipeline."""
    entity = entity_of(record).name
    known = with_values(record, id=nth_id(entity, 1), version=1)
    if not isinstance(record, Staged):
        return known
    pipeline = office.default_pipeline(entity)
    stage = pipeline.stages[-1] if record.notes else pipeline.first
    place = {"pipeline": pipeline.code, "stage": stage.code, "stage_kind": stage.kind}
    return with_values(known, **place)


def in_office(office: Workspace) -> Context:
    """Return what a verb may look at where nothing else is stored."""
    with MemoryStore().read() as reader:
        act = Act(actor="ada", now=BEGINNING)
        return Context(workspace=office, reader=reader, act=act, new_id=CountingIds())


def updated(
    office: Workspace, stored: Record, differing: Sequence[Difference]
) -> tuple[Record, Change] | tuple[str, object]:
    """Return what an update gives, or what it raises."""
    with MemoryStore().read() as reader:
        context = attrs.evolve(in_office(office), reader=reader)
        try:
            return update(context, stored, differing)
        except LeadflowError as error:
            return str(error), getattr(error, "faults", ())


@pytest.mark.parametrize("office", [WORKSPACE, STRICT], ids=["usual", "strict"])
@pytest.mark.parametrize("entity", ENTITIES)
@given(data=st.data())
def test_a_revision_does_what_the_long_way_does(
    data: st.DataObject, entity: str, office: Workspace
) -> None:
    """P13, S4: the same record and fact, or the same faults."""
    stored = standing(office, data.draw(records(entity, office)))
    other = data.draw(records(entity, office))
    several = [
        each
        for each in differences(stored, other)
        if each[0] not in revisions.SYSTEM[type(stored)]
    ]
    chosen = data.draw(st.lists(st.integers(0, 60), max_size=4))
    differing = [each for at, each in enumerate(several) if at in chosen]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(changing, "revision", lambda *_: None)
        long = updated(office, stored, differing)

    assert long == updated(office, stored, differing)


def test_records_that_stand_alike_take_one_revision() -> None:
    """S4: what is found out of one holds of all of them."""
    context, named = in_office(STRICT), [("title", "", "Forklifts")]
    deal, lost = (standing(STRICT, Deal(notes=notes)) for notes in ("", "said"))
    other = attrs.evolve(deal, version=7)

    assert revision(context, deal, named) is revision(context, other, named)
    assert revision(context, deal, named) is not revision(context, lost, named)


def test_only_so_many_revisions_are_kept(
    crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P25: whoever changes fields in ever other ways fills no memory."""
    monkeypatch.setattr(revisions, "_MOST", 2)
    lead = crm.leads.add(Lead(title="A"))
    for name in ("title", "notes", "interest", "job_title", "title"):
        lead = crm.leads.update(lead, **{name: f"{name} {lead.version}"})

    assert ("title 5", "notes 2") == (lead.title, lead.notes)


@pytest.mark.parametrize("name", ["id", "stage", "probability", "custom"])
def test_what_takes_more_has_no_revision(name: str) -> None:
    """S4, S7, F4: places, likelihoods and the firm's own fields go the long way."""
    deal = standing(STRICT, Deal(title="Forklifts"))

    assert revision(in_office(STRICT), deal, [(name, None, None)]) is None


def test_a_record_that_stays_is_judged_by_its_stage() -> None:
    """S4: what a stage demanded it goes on demanding."""
    deal = attrs.evolve(standing(STRICT, Deal(title="Forklifts")), notes="said")
    told, _ = updated(STRICT, deal, [("notes", "said", "")])

    assert "notes: is required on stage 'new'" in str(told)
