"""The history tells everything, and gives every record back (H1)."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import (
    Activity,
    Contact,
    Crm,
    Deal,
    Event,
    InvalidValue,
    Lead,
    LeadflowError,
    Workspace,
)
from leadflow.entities import ENTITIES, Record
from leadflow.events import replay
from leadflow.storage.memory import MemoryStore
from leadflow.storage.query import ANY, Query
from leadflow.testing import CountingIds, FixedClock, a_lead, nth_id
from leadflow.workspace import CustomField, Paths


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


OPERATIONS = [
    "add lead",
    "add deal",
    "update",
    "custom",
    "move",
    "lose",
    "win",
    "probability",
    "convert",
    "delete",
    "restore",
    "bind",
    "time",
]
steps = st.lists(
    st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 7), st.integers(0, 7)),
    max_size=25,
)
FIELDS = Workspace(
    fields=[
        CustomField("note", entity="lead"),
        CustomField("note", entity="deal"),
        CustomField("seats", entity="deal", type="integer", multiple=True),
    ]
)


class Office:
    """Does whatever it is told, as far as the rules allow."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.clock = FixedClock()
        self.crm = leadflow.open(
            self.store,
            actor="ada",
            workspace=FIELDS,
            clock=self.clock,
            ids=CountingIds(),
        )

    def do(self, operation: str, one: int, two: int) -> None:
        """Do one step; what the rules refuse is left undone."""
        ways: dict[str, Callable[[], object]] = {
            "add lead": lambda: self.crm.leads.add(a_lead(title=f"{one}")),
            "add deal": lambda: self.crm.deals.add(Deal(title=f"{one}")),
            "update": lambda: self.crm.deals.update(
                self._deal(one).id, amount=f"{two} UAH", tags=f"t{two}"
            ),
            "custom": lambda: self.crm.deals.update(
                self._deal(one).id, custom={"note": None if two % 2 else "x"}
            ),
            "move": lambda: self.crm.move(
                self._deal(one), ("new", "preparation", "executing", "won")[two % 4]
            ),
            "lose": lambda: self.crm.lose(self._deal(one), reason="price"),
            "win": lambda: self.crm.win(self._deal(one)),
            "probability": lambda: self.crm.deals.update(
                self._deal(one).id, probability=two * 10 or None
            ),
            "convert": lambda: self.crm.convert(nth_id("lead", one), key=f"{two}"),  # type: ignore[arg-type]  # any text
            "delete": lambda: self.crm.leads.delete(nth_id("lead", one)),  # type: ignore[arg-type]  # any text
            "restore": lambda: self.crm.leads.restore(nth_id("lead", one)),  # type: ignore[arg-type]  # any text
            "bind": lambda: self.crm.activities.add(
                Activity(subject="Ask", bindings=[nth_id("lead", one)])
            ),
            "time": lambda: self.clock.advance(timedelta(hours=one - two)),
        }
        try:
            ways[operation]()
        except LeadflowError:
            return

    def _deal(self, number: int) -> Deal:
        return self.crm.deals.get(nth_id("deal", number))  # type: ignore[arg-type]  # any text

    def everything(self) -> Iterator[Record]:
        """Give every record there is, deleted or not."""
        with self.store.read() as reader:
            for entity in ENTITIES.values():
                paths = Paths(FIELDS, entity)
                yield from reader.find(Query(paths=paths, which=ANY))


@given(steps)
def test_folding_the_facts_gives_the_record(taken: list[tuple[str, int, int]]) -> None:
    """H1: for every record, after anything that may happen to it."""
    office = Office()
    for step in taken:
        office.do(*step)
    for record in office.everything():
        assert record == replay(office.crm.history(record.id))


@given(steps)
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
