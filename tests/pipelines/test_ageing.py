"""Ageing: a record shows when it stands for too long (S9)."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

import pytest

from leadflow import (
    Activity,
    Company,
    Crm,
    Deal,
    InvalidValue,
    InvalidWorkspace,
    Lead,
    Pipeline,
    Stage,
    UnknownName,
    Workspace,
)
from leadflow.testing import FixedClock


Open: TypeAlias = Callable[..., Crm]

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
SALES = Pipeline(
    "deals",
    stages=[
        Stage("new", expected_days=4),
        Stage("talks", expected_days=10, ageing_from="touch"),
        "later",
        Stage.won(),
        Stage.lost(),
    ],
)
WAITING = Workspace(pipelines=[SALES])


@pytest.fixture
def office(opened: Open) -> Crm:
    """Return a CRM whose deals grow old on two stages."""
    return opened(workspace=WAITING)


def color(crm: Crm, deal: Deal) -> str:
    """Return the colour of a deal; nothing where it does not age."""
    found = crm.stages.ageing(deal.id)
    return found.color if found else ""


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (0 * DAY, "green"),
        (4 * DAY - SECOND, "green"),
        (4 * DAY, "yellow"),
        (6 * DAY - SECOND, "yellow"),
        (6 * DAY, "red"),
        (900 * DAY, "red"),
    ],
)
def test_yellow_at_the_expected_days_red_at_one_and_a_half_times_as_many(
    office: Crm, clock: FixedClock, age: timedelta, expected: str
) -> None:
    """S9: both at the very moment."""
    deal = office.deals.add(Deal(title="A"))
    clock.advance(age)

    assert expected == color(office, deal)


def test_the_value_tells_since_when_and_what_is_expected(
    office: Crm, clock: FixedClock
) -> None:
    """S9: days are whole days that have passed."""
    deal = office.deals.add(Deal(title="A"))
    clock.advance(5 * DAY + 23 * timedelta(hours=1))
    age = office.stages.ageing(deal)

    assert age is not None
    assert (5, 4, "entry") == (age.days, age.expected, age.counted_from)
    assert deal.stage_entered_at == age.since
    assert (4 * DAY, 6 * DAY) == (age.yellow_at - age.since, age.red_at - age.since)


def test_an_update_does_not_make_an_entry_younger(
    office: Crm, clock: FixedClock
) -> None:
    """S9: counted from the entry, a deal ages whatever is written into it."""
    deal = office.deals.add(Deal(title="A"))
    clock.advance(5 * DAY)
    office.deals.update(deal, notes="Called")

    assert "yellow" == color(office, deal)


def test_coming_back_begins_anew(office: Crm, clock: FixedClock) -> None:
    """S9: it is the last entry that counts."""
    deal = office.deals.add(Deal(title="A"))
    clock.advance(5 * DAY)
    deal = office.move(office.move(deal, "later"), "new")

    assert "green" == color(office, deal)


def test_an_update_is_a_touch(office: Crm, clock: FixedClock) -> None:
    """S9: counted from the last touch, work keeps a deal young."""
    deal = office.deals.add(Deal(title="A", stage="talks"))
    clock.advance(9 * DAY)
    office.deals.update(deal, notes="Called")
    clock.advance(9 * DAY)

    assert "green" == color(office, deal)


def test_a_completed_activity_is_a_touch(office: Crm, clock: FixedClock) -> None:
    """S9: what was done for a deal counts from when it was done."""
    deal = office.deals.add(Deal(title="A", stage="talks"))
    clock.advance(12 * DAY)
    done = clock() - 3 * DAY
    office.activities.add(Activity(kind="call", bindings=[deal.id], done_at=done))
    age = office.stages.ageing(deal)

    assert age is not None
    assert (done, "green") == (age.since, age.color)


def test_planned_activities_do_not_reset_it(office: Crm, clock: FixedClock) -> None:
    """S9: an intention to call is no call."""
    deal = office.deals.add(Deal(title="A", stage="talks"))
    clock.advance(12 * DAY)
    due = clock() + DAY
    office.activities.add(Activity(kind="call", bindings=[deal.id], starts_at=due))

    assert "yellow" == color(office, deal)


def test_deleted_activities_do_not_count(office: Crm, clock: FixedClock) -> None:
    """S9: they were mistakes."""
    deal = office.deals.add(Deal(title="A", stage="talks"))
    clock.advance(12 * DAY)
    call = Activity(kind="call", bindings=[deal.id], done_at=clock())
    office.activities.delete(office.activities.add(call))

    assert "yellow" == color(office, deal)


@pytest.mark.parametrize("stage", ["later", "won", "lost"])
def test_a_stage_that_expects_nothing_has_no_age(
    office: Crm, clock: FixedClock, stage: str
) -> None:
    """S9: open records only, and only where days are expected."""
    deal = office.move(office.deals.add(Deal(title="A")), stage)
    clock.advance(99 * DAY)

    assert "" == color(office, deal)
    assert [] == list(office.reports.ageing("deals"))


def test_what_has_no_stage_has_no_age(office: Crm) -> None:
    """S9: companies stand on no stage."""
    firm = office.companies.add(Company(name="Ada"))
    with pytest.raises(InvalidValue, match="has no stages"):
        office.stages.ageing(firm.id)


# The list


def test_the_worst_come_first(office: Crm, clock: FixedClock) -> None:
    """S9: measured by what their stages expect."""
    fifteen_of_ten = office.deals.add(Deal(title="A", stage="talks"))
    clock.advance(5 * DAY)
    ten_of_four = office.deals.add(Deal(title="B"))
    clock.advance(5 * DAY)
    five_of_four = office.deals.add(Deal(title="C"))
    clock.advance(5 * DAY)
    office.deals.add(Deal(title="D"))
    rows = office.reports.ageing("deals").rows

    assert [ten_of_four.id, fifteen_of_ten.id, five_of_four.id] == [
        each.record for each in rows
    ]
    assert ["red", "red", "yellow"] == [each.color for each in rows]


def test_the_list_says_the_same_as_each_record(office: Crm, clock: FixedClock) -> None:
    """S9: touched by an update, by an activity, or not at all."""
    deals = office.deals.add_many(
        Deal(title="A", stage=stage) for stage in ("new", "talks", "talks", "talks")
    )
    clock.advance(11 * DAY)
    office.deals.update(deals[1], notes="Called")
    done = clock() - DAY
    office.activities.add(Activity(bindings=[deals[2].id], done_at=done))
    alone = {str(each.id): office.stages.ageing(each) for each in office.deals}
    listed = {each.record: each for each in office.reports.ageing("deals")}

    assert {deals[0].id, deals[3].id} == set(listed)
    assert listed == {id: alone[id] for id in listed}


def test_the_numbers_are_those_of_all_records(office: Crm, clock: FixedClock) -> None:
    """S9: a limit cuts the rows, not the counts."""
    office.deals.add_many(Deal(title=name) for name in "abc")
    clock.advance(2 * DAY)
    office.deals.add(Deal(title="d"))
    clock.advance(4 * DAY)
    office.deals.add(Deal(title="e"))
    report = office.reports.ageing("deals", limit=2)

    assert (2, 3, 1) == (len(report), report.red, report.yellow)
    assert [("new", 5, 1, 3), ("talks", 0, 0, 0)] == [
        (each.stage, each.standing, each.yellow, each.red) for each in report.stages
    ]


def test_the_list_takes_a_condition(office: Crm, clock: FixedClock) -> None:
    """S9: mine alone, for one."""
    office.deals.add_many(Deal(title=name, owner=name) for name in ("bob", "cleo"))
    clock.advance(9 * DAY)
    report = office.reports.ageing("deals", where="owner == 'cleo'", limit=None)

    assert ["cleo"] == [each.owner for each in report]


def test_the_list_is_right_as_of_any_time(office: Crm, clock: FixedClock) -> None:
    """H7: who was too old then, although it was won since."""
    deal = office.deals.add(Deal(title="A"))
    clock.advance(6 * DAY)
    then = clock()
    clock.advance(DAY)
    office.win(deal)

    assert [] == list(office.reports.ageing("deals"))
    assert ["red"] == [
        each.color for each in office.as_of(then).reports.ageing("deals")
    ]


def test_leads_grow_old_as_well(opened: Open, clock: FixedClock) -> None:
    """S9: whatever stands on a stage."""
    leads = Pipeline(
        "leads", entity="lead", stages=[Stage("new", expected_days=1), Stage.won()]
    )
    crm = opened(workspace=Workspace(pipelines=[leads]))
    crm.leads.add(Lead(title="A"))
    clock.advance(DAY)

    assert ["yellow"] == [each.color for each in crm.reports.ageing("leads")]


def test_a_slip_in_the_question_is_answered(office: Crm) -> None:
    """S9: with the nearest right name."""
    with pytest.raises(UnknownName, match="did you mean 'deals'"):
        office.reports.ageing("daels")
    with pytest.raises(InvalidValue, match="negative"):
        office.reports.ageing("deals", limit=-1)


def test_the_list_is_a_table(office: Crm, clock: FixedClock) -> None:
    """S9: in a terminal, and in a notebook with everything escaped."""
    office.deals.add(Deal(title="<b>Forklifts</b>"))
    clock.advance(6 * DAY)
    report = office.reports.ageing("deals")
    text, html = str(report), report._repr_html_()

    assert "<b>Forklifts</b>  ada    New    2026-01-05     6         4  Red" in text
    assert "&lt;b&gt;Forklifts&lt;/b&gt;" in html
    assert "<b>" not in html


def test_the_table_tells_of_what_it_leaves_out(office: Crm, clock: FixedClock) -> None:
    """S9: nobody takes the first rows for all of them."""
    office.deals.add_many(Deal(title=name) for name in "abc")
    clock.advance(5 * DAY)

    assert "Further ones: 2" in str(office.reports.ageing("deals", limit=1))


# The definition


@pytest.mark.parametrize(
    ("stage", "path"),
    [
        (Stage("b", kind="won", expected_days=3), "stages.b.expected_days"),
        (Stage("b", expected_days=0), "stages.b.expected_days"),
        (Stage("b", expected_days=99_999), "stages.b.expected_days"),
    ],
)
def test_only_open_stages_expect_days(stage: Stage, path: str) -> None:
    """S9: closed records do not age, and no days are no expectation."""
    rest = [] if stage.kind == "won" else [Stage.won()]
    with pytest.raises(InvalidWorkspace) as caught:
        Pipeline("deals", stages=["a", stage, *rest])

    assert [path] == [fault.path for fault in caught.value.faults]


def test_what_days_are_counted_from_is_one_of_two_words() -> None:
    """S9: a slip is answered with the nearest right word."""
    with pytest.raises(UnknownName, match="did you mean 'touch'"):
        Stage("new", expected_days=3, ageing_from="tuch")


def test_an_age_reads_like_a_sentence(office: Crm, clock: FixedClock) -> None:
    """S9: for a log and a notebook."""
    deal = office.deals.add(Deal(title="A"))
    clock.advance(5 * DAY)

    assert "New: 5 of 4 expected days, yellow" == str(office.stages.ageing(deal))
    assert "<AgeingReport of Deals: 1 yellow, 0 red>" == repr(
        office.reports.ageing("deals")
    )
