from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import (
    Activity,
    Conflict,
    Crm,
    CustomField,
    Deal,
    InvalidData,
    InvalidValue,
    NotFound,
    Recurrence,
    Workspace,
)
from leadflow.testing import FixedClock


KYIV = ZoneInfo("Europe/Kyiv")


def at(text: str) -> datetime:
    """Return a moment on the clocks of Kyiv."""
    return datetime.fromisoformat(text).replace(tzinfo=KYIV).astimezone(UTC)


@pytest.fixture
def crm(opened: Callable[..., Crm]) -> Crm:
    """Return the CRM of an office in Kyiv."""
    return opened(workspace=Workspace(zone="Europe/Kyiv"))


def call(crm: Crm, start: str = "2026-03-23 09:00", **values: object) -> Activity:
    """Add a weekly call about a new deal."""
    known: dict[str, object] = {
        "kind": "call",
        "starts_at": at(start),
        "recurrence": Recurrence("week"),
        "bindings": [crm.deals.add(Deal(title="Forklifts"))],
    }
    return crm.activities.add(Activity(**{**known, **values}))  # type: ignore[arg-type]


def test_what_is_completed_is_done_now(crm: Crm, clock: FixedClock) -> None:
    """T2: with its result, and with whatever else is said."""
    task = call(crm, kind="task", starts_at=None, recurrence=None)
    done = crm.complete(task, result="they take two", outcome="answered")

    assert done.next is None
    assert (clock(), "they take two", "answered") == (
        done.activity.done_at,
        done.activity.result,
        done.activity.outcome,
    )


def test_completing_plans_the_next_at_the_same_hour(crm: Crm) -> None:
    """T6: over the change to summer time, with its length and its people."""
    first = call(crm, ends_at=at("2026-03-23 09:45"), subject="Status", tags="vip")
    coming = crm.complete(first).next

    assert coming is not None
    assert (at("2026-03-30 09:00"), at("2026-03-30 09:45")) == (
        coming.starts_at,
        coming.ends_at,
    )
    assert ("Status", ("vip",), first.bindings) == (
        coming.subject,
        coming.tags,
        coming.bindings,
    )
    assert (first.id, None, "") == (coming.parent, coming.done_at, coming.result)
    assert first.id == crm.history(coming)[0].cause


def test_completing_twice_plans_once(crm: Crm) -> None:
    """T6: the second answer is the first one, and nothing is written."""
    first = call(crm)
    done = crm.complete(first, result="yes")
    again = crm.complete(first, result="no")

    assert done == again == crm.complete(first.id)
    assert 2 == crm.activities.count()

    assert done.next is not None
    crm.activities.delete(done.next)
    assert crm.complete(first).next is None
    task = call(crm, recurrence=None)
    assert crm.complete(task) == crm.complete(task)


def test_a_missed_one_is_caught_up(crm: Crm) -> None:
    """T6: the next one follows from the occurrence, not from today."""
    coming = crm.complete(call(crm, start="2025-11-03 09:00")).next

    assert coming is not None
    assert at("2025-11-10 09:00") == coming.starts_at


def test_the_31st_returns_through_february(crm: Crm) -> None:
    """T6: the anchor is kept from one occurrence to the next."""
    task = call(
        crm,
        kind="task",
        starts_at=None,
        due_at=at("2026-01-31 18:00"),
        recurrence="FREQ=MONTHLY",
    )
    short = crm.complete(task).next
    assert short is not None
    long = crm.complete(short).next

    assert long is not None
    assert (at("2026-02-28 18:00"), at("2026-03-31 18:00")) == (
        short.due_at,
        long.due_at,
    )


def test_what_is_put_off_comes_back_when_it_would_have(crm: Crm) -> None:
    """T6: one occurrence moves alone, with all its times."""
    first = call(crm, ends_at=at("2026-03-23 10:00"))
    moved = crm.reschedule(first, at("2026-03-25 14:00"))
    coming = crm.complete(moved).next

    assert coming is not None
    assert (at("2026-03-25 15:00"), at("2026-03-23 09:00")) == (
        moved.ends_at,
        moved.occurs_at,
    )
    assert (at("2026-03-30 09:00"), at("2026-03-30 10:00")) == (
        coming.starts_at,
        coming.ends_at,
    )


@pytest.mark.parametrize(
    ("kind", "missing"), [("task", "due_at"), ("call", "starts_at")]
)
def test_what_comes_back_says_when_it_falls_first(
    crm: Crm, kind: str, missing: str
) -> None:
    """T6: without a deadline nothing would ever be planned, and nobody be told."""
    with pytest.raises(InvalidData) as caught:
        call(crm, kind=kind, starts_at=None)

    assert [(missing, "required")] == [
        (each.path, each.code) for each in caught.value.faults
    ]
    due = at("2026-03-23 09:00")
    assert due == call(crm, kind=kind, due_at=due, starts_at=None).due_at


def test_what_comes_back_keeps_its_deadline(crm: Crm) -> None:
    """T6: it is not taken away later, nor by another kind; whoever ends it may."""
    weekly = call(crm)
    for changes in {"starts_at": None}, {"kind": "task"}:
        with pytest.raises(InvalidData):
            crm.activities.update(weekly, **changes)

    ended = crm.activities.update(weekly, recurrence=None, starts_at=None)
    assert ended.deadline is None


def test_what_was_done_long_ago_plans_nothing(crm: Crm, clock: FixedClock) -> None:
    """T6: history that is brought along needs no day to count from."""
    assert call(crm, starts_at=None, done_at=clock()).is_done


def test_a_count_ends_a_series(crm: Crm) -> None:
    """T6: the count includes the first one."""
    first = call(crm, recurrence=Recurrence("day", count=2))
    second = crm.complete(first).next

    assert second is not None
    assert crm.complete(second).next is None


def test_a_series_ends_with_its_recurrence(crm: Crm) -> None:
    """T6: or with the records that it belonged to."""
    first = call(crm)
    crm.activities.update(first, recurrence=None)
    assert crm.complete(first.id).next is None

    other = call(crm)
    crm.activities.update(other, bindings=[*other.bindings, first.bindings[0]])
    crm.deals.delete(first.bindings[0])  # type: ignore[arg-type]  # a deal's
    coming = crm.complete(other.id).next
    assert coming is not None
    assert other.bindings == coming.bindings


def test_nothing_comes_of_what_belongs_nowhere(crm: Crm) -> None:
    """T1: an activity without records would be refused."""
    first = call(crm)
    deal = first.bindings[0]
    crm.activities.update(first, bindings=[deal, crm.deals.add(Deal(title="B"))])
    for each in crm.activities.get(first.id).bindings:
        crm.deals.delete(each)  # type: ignore[arg-type]  # a deal's

    assert crm.complete(first.id).next is None


def test_numbers_are_given_anew(opened: Callable[..., Crm]) -> None:
    """T6, F3: an occurrence takes the firm's own fields along, but no counter."""
    fields = [
        CustomField("number", entity="activity", type="counter"),
        CustomField("room", entity="activity", type="text"),
    ]
    crm = opened(workspace=Workspace(fields=fields))
    coming = crm.complete(call(crm, custom={"room": "12"})).next

    assert coming is not None
    assert ("12", "2") == (coming.custom["room"], coming.custom["number"])


def test_a_stale_activity_is_not_completed(crm: Crm) -> None:
    """H2: somebody else changed it meanwhile."""
    first = call(crm)
    crm.activities.update(first, subject="Another")

    with pytest.raises(Conflict):
        crm.complete(first)


def test_only_activities_are_completed(crm: Crm) -> None:
    """T2: and those that are there."""
    first = call(crm)
    crm.activities.delete(first)

    with pytest.raises(NotFound):
        crm.complete(first)
    with pytest.raises(InvalidValue):
        crm.complete(first.bindings[0])


def test_what_is_done_stays_where_it_is(crm: Crm) -> None:
    """T2: nothing is put off afterwards."""
    first = call(crm)
    crm.complete(first)

    with pytest.raises(InvalidValue):
        crm.reschedule(first, at("2026-03-24 09:00"))


@pytest.mark.parametrize(("kind", "field"), [("call", "starts_at"), ("task", "due_at")])
def test_what_has_no_time_is_given_one(crm: Crm, kind: str, field: str) -> None:
    """T1: a call its start, a task its due time."""
    some = call(crm, kind=kind, starts_at=None, recurrence=None)
    moved = crm.reschedule(some.id, at("2026-03-24 09:00"))

    assert at("2026-03-24 09:00") == getattr(moved, field) == moved.deadline
    assert moved.occurs_at is None
    assert crm.complete(moved).next is None


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001  # Kyiv's
    st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY"]),
    st.lists(st.integers(-20, 20), min_size=1, max_size=4),
)
def test_however_it_is_put_off_the_series_stays(
    start: datetime, rule: str, days: list[int]
) -> None:
    """T6: each occurrence once, in order, whatever was moved on the way."""
    crm = leadflow.open(workspace=Workspace(zone="Europe/Kyiv"), clock=FixedClock())
    anchor = start.replace(tzinfo=KYIV, fold=0).astimezone(UTC)
    one = call(crm, starts_at=anchor, recurrence=rule)
    slots = []
    for by in days:
        assert one.deadline is not None
        done = crm.complete(crm.reschedule(one, one.deadline + timedelta(days=by)))
        assert done.next is not None
        one = done.next
        slots.append(one.occurs_at)

    times = Recurrence.parse(rule).anchored(anchor).occurrences(KYIV, after=anchor)
    assert [next(times) for _ in days] == slots
