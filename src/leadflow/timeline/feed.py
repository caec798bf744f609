"""Reading a story: the facts of all records of a family, in the order of time (T3).

A record's own facts keep the order in which they were written, whatever the clock
said: an earlier time counts as the one before it. Those of several records stand by
time, and at one time in the order of writing (P16).
"""

from collections.abc import Iterator
from datetime import datetime

import attrs
from attrs import frozen

from leadflow.access import guard_of
from leadflow.context import Context
from leadflow.entities import Activity, Inquiry, Record
from leadflow.errors import InvalidValue
from leadflow.events import Event
from leadflow.timeline.entries import (
    is_told,
    of_activity,
    of_fact,
    of_inquiry,
    require_kinds,
    told_at,
)
from leadflow.timeline.kin import Kin, first_purchase, kin_of
from leadflow.timeline.told import Filter, Purchase, TimelineEntry, TimelinePage


@frozen
class Row:
    """An entry and its place in the story."""

    at: datetime
    """By what it is ordered: no earlier than what was written before it."""
    number: int
    """Its place among everything that was written; told to nobody."""
    version: int
    """Of the record, after the fact."""
    entry: TimelineEntry

    @property
    def key(self) -> tuple[datetime, int]:
        """Return by what rows are sorted."""
        return self.at, self.number


@frozen
class Asked:
    """Which page is asked for."""

    size: int
    after: str
    is_reversed: bool


@frozen(kw_only=True)
class Story:
    """Everything that is told of a record, oldest first."""

    kin: Kin
    rows: tuple[Row, ...]
    purchase: Purchase | None


def story_of(context: Context, record: Record) -> Story:
    """Return the story of a record, as far as it may be seen."""
    kin = kin_of(context, record)
    rows = sorted(_rows(context, kin), key=lambda row: row.key)
    purchase = first_purchase(context, kin)
    if purchase is None:
        return Story(kin=kin, rows=tuple(rows), purchase=None)
    mark = (purchase.at, _number_of(context, purchase))
    marked = (_marked(row, mark, purchase) for row in rows)
    return Story(kin=kin, rows=tuple(marked), purchase=purchase)


def _marked(row: Row, mark: tuple[datetime, int], purchase: Purchase) -> Row:
    if row.key < mark:
        return row
    is_first = row.entry.record == purchase.record and row.number == mark[1]
    entry = attrs.evolve(row.entry, after_purchase=True, is_first_purchase=is_first)
    return attrs.evolve(row, entry=entry)


def _number_of(context: Context, purchase: Purchase) -> int:
    """Return the number of the fact by which something was bought."""
    found = 0
    for event, number in told(context, purchase.record):
        closed = event.change_of("closed_at")
        if not found or (closed and closed.after == purchase.at):
            found = number
    return found


def told(context: Context, id: str) -> Iterator[tuple[Event, int]]:
    """Give the facts of a record that may be seen, each with its number.

    The numbers of facts are not for everybody; here they order, and go no further.
    """
    guard = guard_of(context.reader)
    events = context.reader.history(id)
    if guard is None:
        yield from ((event, event.seq) for event in events)
        return
    yield from zip(events, (each.seq for each in guard.whole.history(id)), strict=False)


def _rows(context: Context, kin: Kin) -> Iterator[Row]:
    for record in kin.records:
        yield from _facts(context, record)
    for activity in kin.activities:
        yield from _activity(context, activity)
    for inquiry in kin.inquiries:
        yield from _inquiry(context, inquiry)


def _facts(context: Context, record: Record) -> Iterator[Row]:
    came, latest = "", None
    for event, number in told(context, record.id):
        at = told_at(event)
        latest = at if latest is None else max(at, latest)
        if is_told(event):
            entry = of_fact(context.workspace, record, event, came)
            yield Row(latest, number, event.version, entry)
        came = event.stage.label if event.stage else came


def _activity(context: Context, activity: Activity) -> Iterator[Row]:
    """Yield the one row of an activity: by the fact that made it happen."""
    known = list(told(context, activity.id))
    made = [one for one in known if _made(activity, one[0])] or known[:1]
    for event, number in made[-1:]:
        entry = of_activity(context.workspace, activity, context.act.now, event)
        yield Row(entry.at, number, event.version, entry)


def _made(activity: Activity, event: Event) -> bool:
    done = event.change_of("done_at")
    return activity.is_done and done is not None and done.after == activity.done_at


def _inquiry(context: Context, inquiry: Inquiry) -> Iterator[Row]:
    for event, number in list(told(context, inquiry.id))[:1]:
        entry = of_inquiry(context.workspace, inquiry, event)
        yield Row(entry.at, number, event.version, entry)


def entries_of(
    context: Context, record: Record, which: Filter, *, is_reversed: bool
) -> list[TimelineEntry]:
    """Return the entries that are asked for, in the order that is asked for."""
    story = story_of(context, record)
    return entries_in(story, context, which, is_reversed=is_reversed)


def entries_in(
    story: Story, context: Context, which: Filter, *, is_reversed: bool
) -> list[TimelineEntry]:
    """Return the entries of a story that are asked for, in that order."""
    rows = _chosen(story, context, which, is_reversed=is_reversed)
    return [row.entry for row in rows]


def page_of(
    context: Context, record: Record, which: Filter, asked: Asked
) -> TimelinePage:
    """Return one page of them.

    Raises ``InvalidValue`` for a mark that is none.
    """
    story = story_of(context, record)
    rows = _chosen(story, context, which, is_reversed=asked.is_reversed)
    begin = _after(rows, asked) if asked.after else 0
    items = rows[begin : begin + asked.size]
    more = begin + asked.size < len(rows)
    return TimelinePage(
        items=tuple(row.entry for row in items),
        next=_written(items[-1]) if more else "",
    )


def _chosen(
    story: Story, context: Context, which: Filter, *, is_reversed: bool
) -> list[Row]:
    require_kinds(context.workspace, which.kinds)
    zone = context.workspace.zone
    found = [row for row in story.rows if which.fits(row.entry, zone)]
    return found[::-1] if is_reversed else found


# Where a page ended: the time, the record and its version, of which nothing tells how
# many facts there are of records that may not be seen.


def _written(row: Row) -> str:
    return f"{row.at.isoformat()} {row.entry.record} {row.version}"


def _after(rows: list[Row], asked: Asked) -> int:
    """Return the place behind the entry with which a page ended."""
    at, record, version = _read(asked.after)
    for place, row in enumerate(rows):
        if (row.entry.record, row.version) == (record, version):
            return place + 1
    # What it ended with moved or went away: from its time on.
    return sum(row.at > at if asked.is_reversed else row.at <= at for row in rows)


def _read(mark: str) -> tuple[datetime, str, int]:
    try:
        time, record, version = mark.split(" ")
        at = datetime.fromisoformat(time)
        known = at if at.tzinfo is not None else None
        number = int(version)
    except ValueError:
        known, record, number = None, "", 0
    if known is None:
        hint = "give the 'next' of a page of the same timeline"
        raise InvalidValue("page mark", "does not fit here", hint)
    return known, record, number
