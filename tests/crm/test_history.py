"""The history tells everything, and gives every record back (H1)."""

import pytest
from hypothesis import given

from leadflow import (
    Contact,
    Crm,
    Deal,
    Event,
    InvalidValue,
    Lead,
    Workspace,
)
from leadflow.events import replay
from leadflow.testing import a_lead, nth_id
from leadflow.workspace import CustomField
from tests.crm.office import Office, all_steps, steps


def test_the_history_begins_with_the_creation(crm: Crm) -> None:
    """H1: everything that was filled is in it."""
    lead = crm.leads.add(Lead(title="A", source="web"))
    (event,) = crm.history(lead)

    assert ("created", "lead", lead.id, 1, "ada") == (
        event.kind,
        event.entity,
        event.record,
        event.version,
        event.actor,
    )
    assert {"title": "A", "source": "web"}.items() <= {
        each.field: each.after for each in event.changes
    }.items()


def test_an_id_is_enough(crm: Crm) -> None:
    """H1: also of a record that was deleted."""
    lead = crm.leads.add(Lead(title="A"))
    crm.leads.delete(lead)

    assert ["created", "deleted"] == [each.kind for each in crm.history(lead.id)]


def test_what_never_was_has_no_history(crm: Crm) -> None:
    """H1: and what is no id is refused."""
    assert [] == crm.history(nth_id("lead", 9))
    with pytest.raises(InvalidValue):
        crm.history("nonsense")


def test_a_record_can_be_seen_as_it_was(crm: Crm) -> None:
    """P13: folding the first facts gives the past."""
    lead = crm.leads.add(Lead(title="A"))
    first = crm.leads.update(lead, title="B", amount="5 UAH")
    crm.move(first, "in_progress")
    events = crm.history(lead)

    assert [lead, first] == [replay(events[:1]), replay(events[:2])]


def test_clearing_is_told_too(crm: Crm) -> None:
    """H1: a cleared custom value does not come back on folding."""
    crm.configure(Workspace(fields=[CustomField("note", entity="lead")]))
    lead = crm.leads.add(Lead(title="A", custom={"note": "x"}))
    lead = crm.leads.update(lead, custom={"note": None})

    assert lead == replay(crm.history(lead))


# For any sequence of operations


@given(all_steps)
def test_folding_the_facts_gives_the_record(taken: list[tuple[str, int, int]]) -> None:
    """H1: for every record, after anything that may happen to it."""
    office = Office()
    for step in taken:
        office.do(*step)
    for record in office.everything():
        assert record == replay(office.crm.history(record.id))


@given(all_steps)
def test_the_history_has_no_gaps(taken: list[tuple[str, int, int]]) -> None:
    """P13: versions count from one, facts of the store from one too."""
    office = Office()
    for step in taken:
        office.do(*step)
    with office.store.read() as reader:
        events = list(reader.events())
    by_record: dict[str, list[Event]] = {}
    for event in events:
        by_record.setdefault(event.record, []).append(event)

    assert list(range(1, len(events) + 1)) == [event.seq for event in events]
    for several in by_record.values():
        assert list(range(1, len(several) + 1)) == [each.version for each in several]


@given(steps)
def test_stages_and_times_agree(taken: list[tuple[str, int, int]]) -> None:
    """S6: closed records know when, open ones do not; probabilities agree (S7)."""
    office = Office()
    for step in taken:
        office.do(*step)
    for record in office.everything():
        if not isinstance(record, Lead | Deal):
            continue
        assert (record.stage_kind == "open") == (record.closed_at is None)
        assert record.closed_at is None or record.created_at is not None
        if isinstance(record, Deal) and record.stage_kind != "open":
            sure = 100 if record.stage_kind == "won" else 0
            assert sure == record.probability
        if record.stage_kind != "lost":
            assert "" == record.loss_reason


@given(steps)
def test_counts_of_stages_add_up(taken: list[tuple[str, int, int]]) -> None:
    """P11: every record stands on exactly one stage."""
    office = Office()
    for step in taken:
        office.do(*step)
    deals = office.crm.deals
    stages = office.crm.workspace.pipeline("deals").stages

    assert deals.count() == sum(
        deals.where(f"stage == '{stage.code}'").count() for stage in stages
    )


def test_a_conversion_is_told_by_all_its_records(crm: Crm) -> None:
    """C9: the cause of each fact is the conversion."""
    person = crm.contacts.add(Contact(last_name="Kovalenko", phones="+380441234567"))
    done = crm.convert(crm.leads.add(a_lead()))

    assert done.contact is not None
    assert done.contact.id == person.id
    assert done.company is not None
    causes = {
        crm.history(each)[-1].cause for each in (done.lead, done.company, done.contact)
    }
    assert {done.id} == causes


@pytest.mark.parametrize(
    "words",
    ["import:a.csv", "conversion_1", "deleted:x", "erased:x", "purged:x", "switch:x"],
)
def test_nobody_gives_a_reason_that_reads_like_leadflows_own(
    crm: Crm, words: str
) -> None:
    """H1, C14: by these it finds what to undo and where values came from."""
    with pytest.raises(InvalidValue, match="in words of your own"):
        crm.because(words)


def test_a_program_that_brings_data_in_says_so(crm: Crm) -> None:
    """H1: its source is told as the file of an import is."""
    lead = crm.importing("fair.xlsx").leads.add(a_lead(title="A"))

    assert "import:fair.xlsx" == crm.history(lead)[0].cause
    assert "fair.xlsx" in str(crm.provenance(lead, "title"))
