"""The calendar: an owner's days with what is on them, drawn as a week (T2)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from heapq import merge
from itertools import takewhile

from leadflow.context import Context
from leadflow.entities import Activity
from leadflow.errors import InvalidValue
from leadflow.expressions import F, any_of
from leadflow.timeline.results import Calendar
from leadflow.timeline.states import DONE, PLANNED, CalendarDay, Slot, state_of
from leadflow.timeline.todo import activities, of_whom
from leadflow.values import Period
from leadflow.values.calendars import zone_of


LONGEST = 366
"""So many days fit into one calendar."""


def calendar(context: Context, during: Period, owner: str) -> Calendar:
    """Return a period's days; what comes back stands on each day that it falls on.

    Raises ``InvalidValue`` for more than a year.
    """
    if (during.end - during.start).days > LONGEST:
        hint = "ask for a year at most"
        raise InvalidValue("period", f"has more than {LONGEST} days", hint)
    zone = zone_of(context.workspace.zone)
    span = during.bounds(zone)
    found = merge(
        *(_slots(context, each, span, zone) for each in _within(context, span, owner)),
        key=lambda slot: (slot.at.astimezone(UTC), slot.activity.id),
    )
    by_day: dict[date, list[Slot]] = {}
    for slot in found:
        by_day.setdefault(slot.at.date(), []).append(slot)
    days = (
        CalendarDay(day=part.start, slots=tuple(by_day.get(part.start, ())))
        for part in during.split("day")
    )
    return Calendar(
        period=during, days=tuple(days), owner=owner, workspace=context.workspace
    )


def _within(
    context: Context, span: tuple[datetime, datetime], owner: str
) -> Iterator[Activity]:
    """Give what may stand in a calendar: done within it, or due before its end."""
    begin, end = span
    is_open = F.done_at.is_empty() & any_of(F.starts_at < end, F.due_at < end)
    was_done = (F.done_at >= begin) & (F.done_at < end)
    return activities(context, of_whom(owner) & any_of(is_open, was_done))


def _slots(
    context: Context,
    activity: Activity,
    span: tuple[datetime, datetime],
    zone: tzinfo,
) -> Iterator[Slot]:
    begin, end = span
    first = activity.done_at or activity.deadline
    state = state_of(activity, context.act.now)
    if first is None or not state:
        return
    lasting = _lasting(activity)
    if begin <= first < end:
        yield _slot(activity, first.astimezone(zone), lasting, state)
    if state != DONE:
        for each in _repeats(context, activity, span):
            local = each.astimezone(zone)
            yield _slot(activity, local, lasting, PLANNED, is_repeat=True)


def _slot(
    activity: Activity,
    at: datetime,
    lasting: timedelta | None,
    state: str,
    *,
    is_repeat: bool = False,
) -> Slot:
    until = None
    if lasting is not None and state != DONE:
        until = (at.astimezone(UTC) + lasting).astimezone(at.tzinfo)
    return Slot(at=at, until=until, activity=activity, state=state, is_repeat=is_repeat)


def _lasting(activity: Activity) -> timedelta | None:
    begin, end = activity.deadline, activity.ends_at
    return end - begin if begin and end and end > begin else None


def _repeats(
    context: Context, activity: Activity, span: tuple[datetime, datetime]
) -> Iterator[datetime]:
    """Give the times in a period at which it comes back after this once."""
    slot = activity.occurs_at or activity.deadline
    if activity.recurrence is None or slot is None:
        return iter(())
    begin, end = span
    rule = activity.recurrence.anchored(slot)
    after = max(slot, begin - timedelta.resolution)
    coming = rule.occurrences(context.workspace.zone, after=after)
    return takewhile(lambda moment: moment < end, coming)
