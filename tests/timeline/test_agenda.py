from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import (
    Activity,
    Crm,
    Deal,
    Dictionary,
    Entry,
    InvalidValue,
    Lead,
    NotFound,
    UnknownName,
    Workspace,
)
from leadflow.testing import FixedClock


NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
SHOWN = """\
Calendar · 2026-W10

Mon 2026-03-02
✓   10:00        Call: Status

Wed 2026-03-04
!   09:00–09:30  Call: Status

Thu 2026-03-05
    14:00        Task: Offer

Fri 2026-03-06
  ↻ 09:00–09:30  Call: Status"""


@pytest.fixture
def crm(opened: Callable[..., Crm]) -> Crm:
    """Return a CRM on a Wednesday."""
    return opened(clock=lambda: NOW, workspace=Workspace(zone="Europe/Kyiv"))


@pytest.fixture
def deal(crm: Crm) -> Deal:
    """Return a deal to do something about."""
    return crm.deals.add(Deal(title="Forklifts"))


def add(crm: Crm, subject: str, hours: float | None, **values: object) -> Activity:
    """Add a task that is due so many hours from now."""
    due = None if hours is None else NOW + hours * HOUR
    known = {"subject": subject, "due_at": due, **values}
    return crm.activities.add(Activity(**known))  # type: ignore[arg-type]


def subjects(found: object) -> list[str]:
    """Return what activities are about."""
    return [each.subject for each in found]  # type: ignore[attr-defined]


def test_what_is_open_is_planned_or_overdue(crm: Crm, deal: Deal) -> None:
    """T2, mission 1.36: by the deadline; what has none is never late."""
    add(crm, "later", 2, bindings=[deal])
    add(crm, "late", -2, bindings=[deal])
    add(crm, "some day", None, bindings=[deal])
    add(crm, "sooner", 1, bindings=[deal])
    add(crm, "now", 0, bindings=[deal])

    assert ["now", "sooner", "later", "some day"] == subjects(crm.agenda.planned())
    assert ["late"] == subjects(crm.agenda.overdue())


def test_calls_are_late_by_their_start(crm: Crm, deal: Deal) -> None:
    """T1: and by the due time where they have no start."""
    soon, past = NOW + HOUR, NOW - HOUR
    add(crm, "started", 5, kind="call", starts_at=past, bindings=[deal])
    add(crm, "to start", -5, kind="meeting", starts_at=soon, bindings=[deal])
    add(crm, "due", -5, kind="call", bindings=[deal])
    add(crm, "a task", 5, starts_at=past, bindings=[deal])

    assert ["due", "started"] == subjects(crm.agenda.overdue())
    assert ["to start", "a task"] == subjects(crm.agenda.planned())


def test_what_was_done_stands_when_it_was_done(crm: Crm, deal: Deal) -> None:
    """T2: in the period of the office's zone."""
    first = add(crm, "first", 9, bindings=[deal])
    second = add(crm, "second", 8, bindings=[deal])
    crm.complete(second)
    crm.complete(first, done_at=datetime(2026, 3, 2, 23, tzinfo=UTC))

    assert ["first", "second"] == subjects(crm.agenda.done())
    assert ["first"] == subjects(crm.agenda.done(during="2026-03-03"))
    assert 0 == len(crm.agenda.planned())


def test_notes_are_nothing_to_be_done(crm: Crm, deal: Deal) -> None:
    """T2: who wrote something down has planned nothing."""
    add(crm, "A thought", 1, kind="note", bindings=[deal])

    assert [] == [*crm.agenda.all(), *crm.agenda.calendar("2026-03-04").days[0]]
    assert [deal.id] == [each.id for each in crm.agenda.idle()]


def test_several_states_come_from_one_instant(crm: Crm, deal: Deal) -> None:
    """T2, P9: what is open, and everything."""
    for subject, hours in (("late", -1), ("later", 1), ("gone", 2)):
        add(crm, subject, hours, bindings=[deal])
    crm.complete(crm.agenda.planned()[1])

    assert ["late", "later"] == subjects(crm.agenda.open())
    assert ["late", "gone", "later"] == subjects(crm.agenda.all())
    assert "Activities: All" in str(crm.agenda.all())


def test_the_list_is_one_over_all_records(crm: Crm, deal: Deal) -> None:
    """T2, mission 3.13: of everybody and everything, or of one."""
    lead = crm.leads.add(Lead(title="Cranes"))
    add(crm, "of the deal", 1, bindings=[deal], owner="ada")
    add(crm, "of both", 2, bindings=[lead, deal], owner="bob")

    assert 2 == len(crm.agenda.planned())
    assert ["of both"] == subjects(crm.agenda.planned(of=lead))
    assert ["of the deal"] == subjects(crm.agenda.planned(owner="ada", of=deal.id))
    assert [] == subjects(crm.agenda.planned(owner="eve"))


def test_a_period_is_one_of_deadlines(crm: Crm, deal: Deal) -> None:
    """T2: what has no deadline is in none."""
    add(crm, "tomorrow", 24, bindings=[deal])
    add(crm, "some day", None, bindings=[deal])

    assert ["tomorrow"] == subjects(crm.agenda.planned(during="2026-03-05"))
    assert [] == subjects(crm.agenda.planned(during="2026-03-06"))


def test_deleted_records_and_activities_are_not_asked_for(crm: Crm, deal: Deal) -> None:
    """T2: what is gone is not to be done."""
    crm.activities.delete(add(crm, "gone", 1, bindings=[deal]))
    assert 0 == len(crm.agenda.planned())

    crm.deals.delete(deal)
    with pytest.raises(NotFound):
        crm.agenda.planned(of=deal)


def test_open_records_without_plans_are_told(crm: Crm, deal: Deal) -> None:
    """T2: of leads and deals; whoever was silent longest comes first."""
    lead = crm.leads.add(Lead(title="Cranes", created_at=NOW - 24 * HOUR))
    busy = crm.deals.add(Deal(title="Busy"))
    late = crm.deals.add(Deal(title="Late"))
    crm.win(crm.deals.add(Deal(title="Won")))
    add(crm, "call", 1, bindings=[busy])
    add(crm, "call", -1, bindings=[late])
    crm.complete(add(crm, "call", 1, bindings=[deal]))
    crm.activities.delete(add(crm, "call", 1, bindings=[lead]))

    assert [lead.id, deal.id] == [each.id for each in crm.agenda.idle()]
    assert [deal.id] == [each.id for each in crm.agenda.idle("deals")]
    assert [lead.id] == [each.id for each in crm.agenda.idle("lead", owner="ada")]
    assert [] == crm.agenda.idle(owner="bob")
    with pytest.raises(UnknownName):
        crm.agenda.idle("contacts")


def test_a_list_shows_itself(opened: Callable[..., Crm]) -> None:
    """T2: as text and in a notebook, with the firm's own kinds; nothing is markup."""
    kinds = Dictionary("activity_kind", entries=[Entry("visit", label="Виїзд")])
    crm = opened(workspace=Workspace(dictionaries=[kinds], language="uk"))
    deal = crm.deals.add(Deal(title="Forklifts"))
    add(crm, "<b>", None, kind="visit", bindings=[deal])
    listed = crm.agenda.planned()

    assert "Виїзд" in str(listed)
    assert "&lt;b&gt;" in listed._repr_html_()
    assert "<ActivityList: 1 planned>" == repr(listed)
    assert "<b>" == listed[0].subject
    assert 0 == len(crm.agenda.overdue())


@pytest.mark.parametrize("kind", ["call", "meeting", "task", "invoice_issuance"])
def test_work_of_each_kind_is_planned_and_done(crm: Crm, deal: Deal, kind: str) -> None:
    """T1, mission 3.12: calls, meetings, and that an invoice is to be issued."""
    when = NOW + HOUR
    planned = crm.activities.add(
        Activity(kind=kind, starts_at=when, due_at=when, bindings=[deal])
    )
    assert [planned.id] == [each.id for each in crm.agenda.planned(of=deal)]
    crm.complete(planned)

    assert [(kind, True)] == [(each.kind, each.is_done) for each in crm.agenda.done()]


def test_long_lists_say_how_many_are_left_out() -> None:
    """P25: a notebook shows the first two hundred."""
    crm = leadflow.open(actor="ada")
    deal = crm.deals.add(Deal(title="Forklifts"))
    crm.activities.add_many(Activity(subject="x", bindings=[deal]) for _ in range(201))

    assert str(crm.agenda.planned()).endswith("Further ones: 1")


def test_many_idle_records_are_looked_at_in_batches() -> None:
    """T2, P25: five hundred at a time."""
    crm = leadflow.open(actor="ada")
    deals = crm.deals.add_many(Deal(title="x") for _ in range(501))
    crm.activities.add(Activity(subject="x", bindings=[deals[-1]]))

    assert 500 == len(crm.agenda.idle("deals"))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("call", "meeting", "task", "note", "visit")),
            st.none() | st.integers(-3, 3),
            st.none() | st.integers(-3, 3),
            st.none() | st.integers(-3, 0),
        ),
        max_size=8,
    )
)
def test_each_activity_is_exactly_one_of_three(
    given: list[tuple[str, int | None, int | None, int | None]],
) -> None:
    """T2: planned, overdue or done."""
    crm = leadflow.open(clock=lambda: NOW)
    deal = crm.deals.add(Deal(title="Forklifts", created_at=NOW - 9 * HOUR))
    for kind, starts, due, done in given:
        times = (None if each is None else NOW + each * HOUR for each in (starts, due))
        starts_at, due_at = times
        crm.activities.add(
            Activity(
                kind=kind,
                starts_at=starts_at,
                due_at=due_at,
                done_at=None if done is None else NOW + done * HOUR,
                bindings=[deal],
            )
        )
    agenda = crm.agenda
    parts = [*agenda.planned(), *agenda.overdue(), *agenda.done()]

    work = [each for each in crm.activities if each.kind != "note" or each.is_done]
    assert sorted(each.id for each in work) == sorted(each.id for each in parts)
    assert all((each.deadline or NOW) >= NOW for each in agenda.planned())
    assert all(each.deadline and each.deadline < NOW for each in agenda.overdue())


# The calendar


def test_a_week_shows_what_was_and_what_will_be(crm: Crm, deal: Deal) -> None:
    """T2, T6: what comes back stands on each of its days."""
    start = datetime(2026, 3, 2, 7, tzinfo=UTC)
    weekly = add(
        crm,
        "Status",
        None,
        kind="call",
        starts_at=start,
        ends_at=start + HOUR / 2,
        recurrence="FREQ=WEEKLY;BYDAY=MO,WE,FR",
        bindings=[deal],
    )
    add(crm, "Offer", 26, bindings=[deal])
    crm.complete(weekly, done_at=start + HOUR)
    week = crm.agenda.calendar("2026-W10")

    assert [1, 0, 1, 1, 1, 0, 0] == list(map(len, week))
    assert week == crm.agenda.calendar()
    assert ["done", "overdue", "planned", "planned"] == [
        slot.state for day in week for slot in day
    ]
    assert [False, False, False, True] == [
        slot.is_repeat for day in week for slot in day
    ]
    assert SHOWN == str(week)


def test_a_later_week_shows_what_comes_back(crm: Crm, deal: Deal) -> None:
    """T6: also where its first time lies before."""
    add(crm, "Status", 1, recurrence="FREQ=WEEKLY", bindings=[deal])

    assert [0, 0, 1, 0, 0, 0, 0] == list(map(len, crm.agenda.calendar("2026-W20")))


def test_a_calendar_is_somebodys(crm: Crm, deal: Deal) -> None:
    """T2: per owner, and of one day."""
    add(crm, "<b>", 1, bindings=[deal], owner="ada")
    mine = crm.agenda.calendar("2026-03-04", owner="ada")

    assert "<Calendar of 2026-03-04: 1 entries>" == repr(mine)
    assert "&lt;b&gt;" in mine._repr_html_()
    assert "There is nothing to show." in str(crm.agenda.calendar("2026", owner="bob"))
    assert 365 == len(crm.agenda.calendar("2026"))


def test_weeks_are_drawn_whole(crm: Crm) -> None:
    """T2: also where the calendar of Python ends."""
    drawn = crm.agenda.calendar("2026-02")._repr_html_()

    assert 5 * 7 == drawn.count("<td>")
    assert "Sun 01.02" in drawn
    assert "<table" in crm.agenda.calendar("9999-12-20..9999-12-31")._repr_html_()


def test_years_are_shown_one_at_a_time(crm: Crm) -> None:
    """P25: a century has no drawing."""
    with pytest.raises(InvalidValue):
        crm.agenda.calendar("2026-01-01..2028-01-01")


def test_time_stands_still_for_a_fixed_clock(opened: Callable[..., Crm]) -> None:
    """P16: what is late is judged by the clock of the CRM."""
    clock = FixedClock()
    crm = opened(clock=clock)
    deal = crm.deals.add(Deal(title="Forklifts"))
    crm.activities.add(Activity(due_at=clock() + HOUR, bindings=[deal]))
    later = crm.at(clock() + 2 * HOUR)

    assert (0, 1) == (len(crm.agenda.overdue()), len(later.agenda.overdue()))
