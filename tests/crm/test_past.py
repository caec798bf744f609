"""The past can be read: any record, query, report and history (H7)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings

import leadflow
from leadflow import (
    Activity,
    Company,
    Contact,
    Crm,
    Deal,
    Denied,
    F,
    Grant,
    InvalidValue,
    Lead,
    NotFound,
    PastReadOnly,
    Pipeline,
    Stage,
    UnknownName,
    Workspace,
)
from leadflow.crm.folding import Moment, whole_at
from leadflow.crm.past import PastStore
from leadflow.events import replay
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Setting
from leadflow.storage.remembering import Remembering
from leadflow.testing import BEGINNING, FixedClock, a_lead, digest, nth_id
from tests.access.office import firm, role
from tests.crm.office import Office, steps


HOUR = timedelta(hours=1)


def later(hours: int) -> datetime:
    """Return a time so many hours after the clock's first."""
    return BEGINNING + hours * HOUR


def test_a_record_is_as_it_was(crm: Crm, clock: FixedClock) -> None:
    """H7: the version that was the newest at that time."""
    lead = crm.leads.add(Lead(title="A"))
    clock.set(later(2))
    crm.leads.update(lead, title="B")

    assert lead == crm.as_of(later(1)).leads.get(lead.id)
    assert "B" == crm.as_of(later(2)).leads.get(lead.id).title


def test_what_was_not_there_yet_is_not_found(crm: Crm, clock: FixedClock) -> None:
    """H7: neither by id nor by a question."""
    clock.set(later(2))
    lead = crm.leads.add(Lead(title="A"))
    before = crm.as_of(later(1))
    with pytest.raises(NotFound):
        before.leads.get(lead.id)

    assert 0 == before.leads.count()
    assert lead.id not in before.leads
    assert [] == before.history(lead)


def test_what_was_deleted_since_is_live(crm: Crm, clock: FixedClock) -> None:
    """H7: and the deleted ones are those of then."""
    lead = crm.leads.add(Lead(title="A"))
    clock.set(later(2))
    crm.leads.delete(lead)
    view = crm.as_of(later(1))

    assert [lead] == view.leads.all()
    assert [] == view.leads.deleted().all()
    assert [] == crm.leads.all()


def test_queries_links_and_totals_are_those_of_then(
    crm: Crm, clock: FixedClock
) -> None:
    """H7: conditions step over the links that there were."""
    company = crm.companies.add(Company(name="Kyiv Logistics"))
    deal = crm.deals.add(Deal(title="A", amount="5 UAH", company=company))
    clock.set(later(2))
    crm.companies.update(company, name="Lviv Logistics")
    crm.deals.update(deal, amount="9 UAH", company=None)
    view = crm.as_of(later(1))
    named = view.deals.where(F.company.name.contains("Kyiv"))

    assert [deal] == named.order_by("-amount").all()
    assert ("5.00 UAH",) == tuple(map(str, view.deals.total()))


def test_the_funnel_is_that_of_then(crm: Crm, clock: FixedClock) -> None:
    """H7: every report can be asked of the past (Z6)."""
    lead = crm.leads.add(a_lead())
    deal = crm.deals.add(Deal(title="A", amount="5 UAH"))
    before = [crm.reports.funnel(of, view=view) for of, view in FUNNELS]
    clock.set(later(2))
    crm.convert(lead)
    crm.win(deal)
    past = crm.as_of(later(1))

    assert before == [past.reports.funnel(of, view=view) for of, view in FUNNELS]
    assert before != [crm.reports.funnel(of, view=view) for of, view in FUNNELS]


FUNNELS = [
    (of, view) for of in ("leads", "deals") for view in ("cumulative", "snapshot")
]


def test_the_workspace_is_that_of_then(crm: Crm, clock: FixedClock) -> None:
    """H7: a stage that went away since is there, with its records."""
    old = [Stage("talk"), Stage("offer"), Stage.won(), Stage.lost()]
    crm.configure(
        Workspace(name="Old", pipelines=[Pipeline("deals", stages=old)]),
        move_to={f"deals/{code}": "talk" for code in ("new", "preparation")},
    )
    deal = crm.deals.add(Deal(title="A", stage="offer"))
    clock.set(later(2))
    new = [Stage("talk"), Stage.won(), Stage.lost()]
    crm.configure(
        Workspace(name="New", pipelines=[Pipeline("deals", stages=new)]),
        move_to={"deals/offer": "talk"},
    )
    view = crm.as_of(later(1))
    counts = {step.code: step.count for step in view.reports.funnel("deals")}

    assert ("Old", "New") == (view.workspace.name, crm.workspace.name)
    assert [deal] == view.deals.where("stage == 'offer'").all()
    assert 1 == counts["offer"]


def test_before_the_first_stored_workspace_the_usual_one_held(
    crm: Crm, clock: FixedClock
) -> None:
    """H7: whether it was stored or not."""
    usual = crm.workspace
    crm.leads.add(Lead(title="A"))
    clock.set(later(2))
    crm.configure(Workspace(name="New"))

    assert usual == crm.as_of(later(1)).workspace
    assert "New" == crm.as_of(later(2)).workspace.name


def test_before_everything_the_first_workspace_holds(crm: Crm) -> None:
    """H7: there is nothing, and it can be asked."""
    view = crm.as_of(datetime(2000, 1, 1, tzinfo=UTC))

    assert crm.workspace == view.workspace
    assert 0 == crm.as_of(0).leads.count() == view.leads.count()


WRITES: list[Callable[[Crm, Lead], object]] = [
    lambda crm, _: crm.leads.add(Lead(title="B")),
    lambda crm, _: crm.leads.add(Lead(title="B"), key="k"),
    lambda crm, lead: crm.leads.update(lead, title="B"),
    lambda crm, _: crm.leads.select().update(title="B"),
    lambda crm, lead: crm.leads.delete(lead),
    lambda crm, lead: crm.leads.restore(lead),
    lambda crm, lead: crm.move(lead, "in_progress"),
    lambda crm, lead: crm.convert(lead),
    lambda crm, _: crm.configure(Workspace()),
    lambda crm, _: crm.transaction().__enter__(),
]


@pytest.mark.parametrize("write", range(len(WRITES)))
def test_the_past_cannot_be_written(crm: Crm, clock: FixedClock, write: int) -> None:
    """H7: every way of writing says so, and nothing is written."""
    lead = crm.leads.add(Lead(title="A", last_name="B"))
    clock.set(later(2))
    view = crm.as_of(later(1))
    with pytest.raises(PastReadOnly, match="2026-01-05 10:00 UTC"):
        WRITES[write](view, lead)

    assert ["created"] == [each.kind for each in crm.history(lead)]


def test_the_clock_of_a_view_shows_its_time(crm: Crm, clock: FixedClock) -> None:
    """H7: a plan made there is a plan of then."""
    lead = crm.leads.add(a_lead())
    clock.set(later(2))
    crm.leads.update(lead, title="B")

    plan = crm.as_of(1).plan_conversion(lead)
    assert lead.title in str(plan)


def test_closing_a_view_closes_nothing(crm: Crm) -> None:
    """H7: the store is the caller's."""
    crm.leads.add(Lead(title="A"))
    with crm.as_of(1) as view:
        assert 1 == view.leads.count()

    assert 1 == view.leads.count() == crm.leads.count()
    assert crm.promises() == view.promises()


def test_a_view_of_a_view_is_the_earlier_of_the_two(
    crm: Crm, clock: FixedClock
) -> None:
    """H7: the past of the past is the past."""
    crm.leads.add(Lead(title="A"))
    clock.set(later(2))
    crm.leads.add(Lead(title="B"))
    view = crm.as_of(later(1)).as_of(later(3))

    assert ["A"] == [each.title for each in view.leads]


def test_history_brought_along_counts_by_its_own_times(crm: Crm) -> None:
    """H7: written today about March, it belongs to March."""
    march = datetime(2024, 3, 1, tzinfo=UTC)
    lead = crm.at(march).leads.add(Lead(title="A"))
    crm.at(march + 48 * HOUR).leads.update(lead, title="B")

    assert "A" == crm.as_of(march).leads.get(lead.id).title
    assert ["B"] == [each.title for each in crm.as_of(march + 72 * HOUR).leads]


def test_a_clock_that_went_back_gives_the_newest_version_of_then(
    crm: Crm, clock: FixedClock
) -> None:
    """H7: what was written at 11 counts at 12, although 13 was written before."""
    clock.set(later(4))
    lead = crm.leads.add(Lead(title="A"))
    clock.set(later(2))
    changed = crm.leads.update(lead, title="B")
    clock.set(later(6))
    crm.leads.update(changed, title="C")
    view = crm.as_of(later(3))

    assert [changed] == view.leads.all()
    assert changed == crm.as_of(later(3)).leads.get(lead.id)
    assert [] == crm.as_of(later(1)).leads.all()


def test_many_ids_are_found_as_few_are(crm: Crm, clock: FixedClock) -> None:
    """H7: whichever way the view takes, the answer is one."""
    leads = crm.leads.add_many(Lead(title=f"{n}") for n in range(30))
    ids = [each.id for each in leads]
    clock.set(later(2))
    crm.leads.select().update(title="B")

    assert leads == crm.as_of(later(1)).leads.get_many(ids)
    assert leads[:3] == crm.as_of(later(1)).leads.get_many(ids[:3])


@pytest.mark.parametrize(
    "moment",
    [datetime(2026, 1, 1), True, -1, "yesterday", None, 1.5],  # noqa: DTZ001  # that is the test
)
def test_a_moment_is_a_time_with_a_zone_or_a_number(crm: Crm, moment: Any) -> None:  # noqa: ANN401  # anything
    """H7: whatever else is given is refused at once."""
    with pytest.raises(InvalidValue, match="moment"):
        crm.as_of(moment)


def test_a_moment_outside_of_all_years_is_refused(crm: Crm) -> None:
    """H7: in UTC there is no such time."""
    beyond = datetime.max.replace(tzinfo=timezone(-HOUR))
    with pytest.raises(InvalidValue, match="years 1 to 9999"):
        crm.as_of(beyond)


@settings(max_examples=25)
@given(steps)
def test_every_instant_can_be_seen_again(taken: list[tuple[str, int, int]]) -> None:
    """H7: a view of a time equals what was there then, down to the digest."""
    office = Office()
    seen = []
    for operation, one, two in taken:
        office.clock.advance(timedelta(minutes=7))
        office.do(operation, one, min(one, two))
        seen.append((office.clock(), digest(office.store)))

    for at, then in seen:
        assert then == digest(PastStore(office.desk, Moment(at=at)))


def folded(store: MemoryStore, moment: Moment) -> list[object]:
    """Return the past as it is told record by record, and fact by fact."""
    with store.read() as reader:
        several = [whole_at(each, moment) for each in (reader, Remembering(reader))]
    return [(digest(each.store), each.visits) for each in several]


@settings(max_examples=25)
@given(steps)
def test_both_ways_of_folding_agree(taken: list[tuple[str, int, int]]) -> None:
    """H7: a store that tells its facts as they are stored tells no other past."""
    office = Office()
    for number, step in enumerate(taken):
        office.clock.set(later((number * 5) % 7))
        office.do(*step)

    for moment in (Moment(at=later(3)), Moment(seq=max(office.last_event - 2, 0))):
        one, other = folded(office.store, moment)
        assert one == other


def test_both_ways_agree_where_clocks_went_back_and_records_are_gone(
    clock: FixedClock,
) -> None:
    """H7, H5: what was purged never was; what was written late counts by its time."""
    store = MemoryStore()
    crm = leadflow.open(store, actor="ada", clock=clock)
    clock.set(later(4))
    early, gone = crm.deals.add_many(Deal(title=each) for each in "AB")
    clock.set(later(2))
    moved = crm.win(early)
    clock.set(later(6))
    crm.move(moved, "new")
    crm.deals.delete(gone)
    crm.deals.purge(gone.id)
    one, other = folded(store, Moment(at=later(5)))

    assert one == other
    assert [moved] == crm.as_of(later(5)).deals.all()
    assert [] == list(crm.as_of(later(5)).history(gone.id))


@settings(max_examples=25)
@given(steps)
def test_every_event_ends_a_past(taken: list[tuple[str, int, int]]) -> None:
    """H7: by number the past is exact, whatever the clocks did (P16)."""
    office = Office()
    seen = []
    for step in taken:
        office.do(*step)
        seen.append((office.last_event, digest(office.store)))

    for seq, then in seen:
        assert then == digest(PastStore(office.desk, Moment(seq=seq)))


def test_activities_of_then_are_found_by_their_links(
    crm: Crm, clock: FixedClock
) -> None:
    """H7: what was bound to a record at that time."""
    lead, other = crm.leads.add(Lead(title="A")), crm.leads.add(Lead(title="B"))
    activity = crm.activities.add(Activity(subject="Ask", bindings=[lead]))
    clock.set(later(2))
    crm.activities.update(activity, bindings=[other])
    asked = F.bindings.contains(lead.id)

    assert [activity] == crm.as_of(later(1)).activities.where(asked).all()
    assert [] == crm.activities.where(asked).all()


def test_what_has_no_time_is_not_in_the_past(crm: Crm, clock: FixedClock) -> None:
    """H7: requests are forgotten, causes cut off, numbers those of now."""
    lead = crm.leads.add(a_lead(), key="k")
    clock.set(later(2))
    done = crm.convert(lead)
    store = PastStore(crm._desk, Moment.of(later(1)))  # noqa: SLF001  # as above
    with store.read() as reader:
        assert None is reader.command("ada", "k")
        assert [] == list(reader.commands())
        assert [] == list(reader.caused_by(done.id))
        assert 0 == reader.last_number("invoice")
        with pytest.raises(UnknownName):
            reader.get("leed", [lead.id])


def test_a_plan_of_then_matches_who_was_there(crm: Crm, clock: FixedClock) -> None:
    """H7: contact points are those of then."""
    contact = crm.contacts.add(Contact(last_name="Kovalenko", phones="102"))
    lead = crm.leads.add(Lead(title="A", last_name="Kovalenko", phones="102"))
    clock.set(later(2))
    crm.contacts.update(contact, phones="103")
    then, now = (view.plan_conversion(lead) for view in (crm.as_of(later(1)), crm))

    assert contact.id in str(then)
    assert contact.id not in str(now)


def test_the_past_of_a_store_says_what_it_is() -> None:
    """H7: in a repr, for whoever debugs."""
    crm = leadflow.open(MemoryStore())
    store = PastStore(crm._desk, Moment(seq=3))  # noqa: SLF001  # as above

    assert "event 3" in repr(store)
    assert None is replay(crm.as_of(3).history(nth_id("lead", 1)))


def test_a_view_answers_for_ids_as_any_store_does(crm: Crm) -> None:
    """H7, P15: neither what was never there, nor what is of another entity."""
    deal = crm.deals.add(Deal(title="A"))
    store = PastStore(crm._desk, Moment(seq=1))  # noqa: SLF001  # as above
    with store.read() as reader:
        assert {deal.id: deal} == reader.get("deal", [deal.id, nth_id("deal", 7)])
        assert {} == reader.get("lead", [deal.id])
        assert {} == reader.get("lead", [nth_id("lead", 7)])
        assert None is reader.command("ada", "key")
        assert [] == list(reader.commands())


def test_a_view_shows_the_workspaces_of_then(clock: FixedClock) -> None:
    """H7: those that were stored later were not there; before all was none."""
    crm = leadflow.open(MemoryStore(), clock=clock)
    store = PastStore(crm._desk, Moment(at=clock()))  # noqa: SLF001  # as above
    with store.read() as reader:
        assert ("", 0) == reader.workspace()
    crm.configure(Workspace(name="First"))
    clock.advance(HOUR)
    crm.configure(Workspace(name="Second"))
    with store.read() as reader:
        assert [1] == [each.revision for each in reader.settings()]


def test_what_began_at_a_time_that_nobody_knows_was_always_there() -> None:
    """H7: a workspace of an older file has no time."""
    assert Moment(at=BEGINNING).has(Setting(revision=1, text=""))
    assert not Moment(at=BEGINNING).has(Setting(revision=1, text="", at=later(1)))


def test_the_clock_of_a_numbered_view_is_that_of_its_event(
    crm: Crm, clock: FixedClock
) -> None:
    """H7: before all events, and after the last one, it is today's."""
    for _ in range(2):
        crm.leads.add(Lead(title="A"))
        clock.advance(HOUR)

    assert [later(2), later(0), later(1), later(2)] == [
        crm.as_of(number)._hand.clock()  # noqa: SLF001  # what reports ask
        for number in (0, 1, 2, 3)
    ]


def test_who_may_not_read_all_looks_back_by_time_alone(
    opened: Callable[..., Crm],
) -> None:
    """A3, H7: numbers count what happened to records that one may not see."""
    crm = opened(workspace=firm(role(Grant("any", "read", scope="own"))))
    crm.leads.add(Lead(title="Hers"))
    crm.leads.add(Lead(title="His", owner="bob"))
    bob = crm.acting_as("bob")

    assert ["His"] == [each.title for each in bob.as_of(later(1)).leads]
    with pytest.raises(Denied):
        bob.as_of(1)


def test_what_an_open_transaction_told_is_not_kept(crm: Crm) -> None:
    """H7, H3: a view that looked into it forgets what was undone."""
    crm.leads.add(Lead(title="A"))
    view = crm.as_of(2)
    with pytest.raises(RuntimeError):
        _look_and_fail(crm, view)
    crm.leads.add(Lead(title="B"))

    assert ["A", "B"] == [lead.title for lead in view.leads]


def _look_and_fail(crm: Crm, view: Crm) -> None:
    with crm.transaction():
        crm.leads.add(Lead(title="C"))
        assert ["A", "C"] == [lead.title for lead in view.leads]
        raise RuntimeError


def test_a_view_that_knows_the_past_looks_into_an_open_transaction(crm: Crm) -> None:
    """H7, H3: what is written now belongs to the instant that it may show."""
    view = crm.as_of(2)
    assert [] == view.leads.all()
    with crm.transaction():
        crm.leads.add(Lead(title="A"))

        assert ["A"] == [lead.title for lead in view.leads]
        crm.leads.add(Lead(title="B"))
        assert ["A", "B"] == [lead.title for lead in view.leads]
