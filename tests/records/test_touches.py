"""Touches: what last happened with a record."""

from datetime import datetime, timedelta
from typing import cast

import pytest
from hypothesis import given, settings, strategies as st

import leadflow
from leadflow import (
    Activity,
    Conflict,
    Crm,
    Deal,
    F,
    InvalidData,
    Lead,
    ReadOnly,
    evolve,
)
from leadflow.events import replay
from leadflow.records.touches import happened_at
from leadflow.testing import BEGINNING, CountingIds, FixedClock


DAY = timedelta(days=1)


def a_call(*records: object, days_ago: int | None = None, **values: object) -> Activity:
    """Return a call that was made some days ago, or is planned."""
    done_at = None if days_ago is None else BEGINNING - days_ago * DAY
    given = {"kind": "call", "owner": "bob", "done_at": done_at, **values}
    return Activity(bindings=records, **given)  # type: ignore[arg-type]  # as the tests say


def last(crm: Crm, record: Lead | Deal) -> tuple[datetime | None, str]:
    """Return what a record says of its last activity."""
    found = crm.leads.get(record.id) if isinstance(record, Lead) else None
    known = found or crm.deals.get(cast("Deal", record).id)
    return known.last_activity_at, known.last_activity_by


def test_what_is_done_touches_every_record_it_belongs_to(crm: Crm) -> None:
    """T1: one call belongs to the lead and to the deal."""
    lead = crm.leads.add(Lead(title="A"))
    deal = crm.deals.add(Deal(title="B"))
    crm.activities.add(a_call(lead, deal, days_ago=0))

    assert (BEGINNING, "bob") == last(crm, lead) == last(crm, deal)


def test_what_is_planned_touches_nothing(crm: Crm) -> None:
    """T1, S9: a promise to call is no call."""
    lead = crm.leads.add(Lead(title="A"))
    call = crm.activities.add(a_call(lead, starts_at=BEGINNING + DAY))

    assert (None, "") == last(crm, lead)
    crm.activities.update(call, done_at=BEGINNING)
    assert (BEGINNING, "bob") == last(crm, lead)


@pytest.mark.parametrize(
    ("activity", "happened"),
    [
        (Activity(kind="note", created_at=BEGINNING), True),
        (Activity(kind="call", direction="incoming", created_at=BEGINNING), True),
        (Activity(kind="call", direction="outgoing", created_at=BEGINNING), False),
        (Activity(kind="task", created_at=BEGINNING), False),
    ],
)
def test_notes_and_what_came_in_have_happened(
    activity: Activity,
    happened: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    """T1: nobody can plan that a client calls."""
    assert happened is (happened_at(activity) == BEGINNING)


def test_what_is_brought_along_sets_nothing_back(crm: Crm) -> None:
    """T1: the last activity is the latest, not the one that was written last."""
    lead = crm.leads.add(Lead(title="A"))
    crm.activities.add_many([a_call(lead, days_ago=1), a_call(lead, days_ago=5)])

    assert BEGINNING - DAY == last(crm, lead)[0]
    assert 2 == crm.leads.get(lead.id).version


def test_what_goes_away_leaves_the_one_before_it(crm: Crm) -> None:
    """T1: deleted, restored, undone or bound to something else."""
    lead, other = crm.leads.add_many([Lead(title="A"), Lead(title="B")])
    crm.activities.add(a_call(lead, days_ago=5, owner="eve"))
    call = crm.activities.add(a_call(lead, days_ago=1))
    told = [last(crm, lead)[1]]
    crm.activities.delete(call)
    told.append(last(crm, lead)[1])
    call = crm.activities.restore(call)
    told.append(last(crm, lead)[1])
    call = crm.activities.update(call, done_at=None)
    told.append(last(crm, lead)[1])
    call = crm.activities.update(call, done_at=BEGINNING, bindings=[other])

    assert ["bob", "eve", "bob", "eve"] == told
    assert ("eve", "bob") == (last(crm, lead)[1], last(crm, other)[1])


def test_who_holds_a_record_is_not_disturbed_by_a_call(crm: Crm) -> None:
    """H2: a touch takes nothing from anybody."""
    lead = crm.leads.add(Lead(title="A", last_name="K"))
    crm.activities.add(a_call(lead, days_ago=2))
    changed = crm.leads.update(lead, amount="5 UAH")
    crm.activities.add(a_call(lead, days_ago=1))
    moved = crm.move(changed, "in_progress")
    crm.activities.add(a_call(lead, kind="note"))
    done = crm.convert(moved)

    assert BEGINNING == done.lead.last_activity_at
    assert 7 == done.lead.version


def test_a_plan_outlives_a_call(crm: Crm) -> None:
    """C5, H2: nothing that the plan goes by was changed."""
    plan = crm.plan_conversion(crm.leads.add(Lead(title="A", last_name="K")))
    lead = crm.leads.get(plan.source)  # type: ignore[arg-type]  # the id of a lead
    crm.activities.add(a_call(lead, days_ago=1))

    assert crm.convert(plan).lead.id == lead.id


def test_a_change_beside_a_touch_is_a_conflict(crm: Crm) -> None:
    """H2: somebody else's work would be lost."""
    lead = crm.leads.add(Lead(title="A"))
    crm.activities.add(a_call(lead, days_ago=1))
    crm.leads.update(lead, title="B")

    with pytest.raises(Conflict) as caught:
        crm.leads.update(lead, title="C")

    assert (1, 3) == (caught.value.yours, caught.value.stored)


def test_a_version_that_never_was_is_a_conflict(crm: Crm) -> None:
    """H2: only versions that are in the history can be held."""
    lead = crm.leads.add(Lead(title="A"))
    other = crm.leads.update(crm.leads.add(Lead(title="B")), title="C")
    wrong = evolve(other, id=lead.id)

    with pytest.raises(Conflict):
        crm.leads.update(wrong, title="D")


def test_a_touch_is_a_fact_of_its_own(crm: Crm) -> None:
    """H1: it says which activity, and replaying explains both fields."""
    lead = crm.leads.add(Lead(title="A"))
    call = crm.activities.add(a_call(lead, days_ago=1))
    events = crm.history(lead)

    assert ("touched", call.id) == (events[1].kind, events[1].cause)
    assert crm.leads.get(lead.id) == replay(events)


def test_a_touch_is_no_change_by_anybody(crm: Crm, clock: FixedClock) -> None:
    """S9: what was brought along does not look like work on the record."""
    lead = crm.leads.add(Lead(title="A"))
    clock.advance(DAY)
    crm.acting_as("eve").activities.add(a_call(lead, days_ago=1))
    found = crm.leads.get(lead.id)

    assert (lead.updated_at, "ada") == (found.updated_at, found.updated_by)


def test_a_converted_lead_is_touched(crm: Crm) -> None:
    """C9: it is closed to people, not to what happens."""
    done = crm.convert(crm.leads.add(Lead(title="A", last_name="K")))
    crm.activities.add(a_call(done.lead, days_ago=0))

    assert (BEGINNING, "bob") == last(crm, done.lead)


def test_nobody_writes_the_last_activity(crm: Crm) -> None:
    """H1: leadflow keeps it."""
    lead = crm.leads.add(Lead(title="A"))

    with pytest.raises(ReadOnly, match="last_activity_at"):
        crm.leads.update(lead, last_activity_at=BEGINNING)


def test_the_silent_ones_are_found(crm: Crm) -> None:
    """T1, F5: silence is a condition like any other."""
    old, new, never = crm.leads.add_many([Lead(title=each) for each in "ABC"])
    crm.activities.add_many([a_call(old, days_ago=9), a_call(new, days_ago=1)])
    silent = crm.leads.where(F.last_activity_at < BEGINNING - 7 * DAY)
    unknown = crm.leads.where(F.last_activity_at.is_empty())

    assert [old.id] == [each.id for each in silent]
    assert [never.id] == [each.id for each in unknown]


def test_what_fails_touches_nothing(crm: Crm) -> None:
    """H3: the touch is part of the same change."""
    lead = crm.leads.add(Lead(title="A"))
    with pytest.raises(InvalidData):
        crm.activities.add_many([a_call(lead, days_ago=1), a_call()])

    assert (1, None) == (crm.leads.get(lead.id).version, last(crm, lead)[0])


def test_nothing_is_done_tomorrow(crm: Crm) -> None:
    """T2: what is done lies in the past."""
    lead = crm.leads.add(Lead(title="A"))

    with pytest.raises(InvalidData, match="done_at: lies in the future"):
        crm.activities.add(a_call(lead, days_ago=-1))


steps = st.lists(
    st.tuples(
        st.sampled_from(("add", "update", "delete", "restore")),
        st.integers(0, 3),
        st.sampled_from((None, 0, 1, 1, 2)),
        st.sampled_from(("ada", "bob")),
    ),
    max_size=12,
)


@settings(max_examples=40)
@given(steps)
def test_the_last_activity_is_the_latest_of_those_that_happened(
    steps: list[tuple[str, int, int | None, str]],
) -> None:
    """T1: whatever is added, changed, deleted and restored, in whatever order."""
    with leadflow.open(clock=FixedClock(), ids=CountingIds()) as crm:
        lead = crm.leads.add(Lead(title="A"))
        made = [crm.activities.add(a_call(lead))]
        for verb, number, days_ago, owner in steps:
            one = made[number % len(made)]
            twin = a_call(lead, days_ago=days_ago, owner=owner)
            if verb == "add":
                made.append(crm.activities.add(twin))
            elif verb == "restore":
                crm.activities.restore(one)
            elif one.id in crm.activities and verb == "delete":
                crm.activities.delete(one)
            elif one.id in crm.activities:
                crm.activities.update(one.id, done_at=twin.done_at, owner=owner)
        happened = [
            (each.done_at, each.id, each.owner)
            for each in crm.activities
            if each.is_done
        ]
        latest = max(happened, default=(None, "", ""))

        assert (latest[0], latest[2]) == last(crm, lead)
        assert crm.leads.get(lead.id) == replay(crm.history(lead))
