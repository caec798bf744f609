"""Touches: what last happened with a record, kept on the record itself.

``last_activity_at`` and ``last_activity_by`` follow the activities that are bound
to a record. They are written with the activity, as part of the same change, so
that conditions and any SQL tool can ask who has been silent for how long.

A touch is a version of its own, and a fact: replaying explains every field. It
takes nothing from anybody, though: only leadflow writes these two fields. So who
holds the version before a touch holds the latest one, and ``latest`` says so.
"""

from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from leadflow.context import Context
from leadflow.deferred import by_value
from leadflow.entities import Activity, R, Record, entity_of
from leadflow.entities.records import with_values
from leadflow.errors import Conflict, NotFound
from leadflow.events import NOTED, TOUCHED, Change, changed
from leadflow.ids import prefix_of


_FIELDS = ("last_activity_at", "last_activity_by")
# What is noted of a record without taking anything from whoever holds it.
_NOTED = (*_FIELDS, "consents")


def happened_at(activity: Activity) -> datetime | None:
    """Return when an activity happened; ``None`` while it is only planned.

    What is done happened when it was done. A note happened when it was written,
    and what came in when it came in, whether it is dealt with or not.

    >>> happened_at(Activity(kind="call", subject="Ask about the amount"))
    """
    if activity.deleted_at is not None:
        return None
    if activity.done_at is not None:
        return activity.done_at
    is_past = activity.kind == "note" or activity.direction == "incoming"
    return activity.created_at if is_past else None


def touches(
    context: Context, before: Activity | None, after: Activity | None
) -> Change:
    """Return the touches of an activity that is added, changed or goes away."""
    several = (each.bindings for each in (before, after) if each is not None)
    ids = dict.fromkeys(id for bindings in several for id in bindings)
    cause = context.act.cause or (after or before or Activity()).id
    act = context.because(cause).act
    return Change.total(
        changed(record, _touched(context, record, before, after), act, kind=TOUCHED)[1]
        for record in _touchable(context, tuple(ids))
    )


def latest(context: Context, given: R, stored: R) -> R:
    """Return a record that a caller holds, as the version that is stored.

    Raises ``Conflict`` when anything but touches happened since it was read (H2).
    """
    if given.id != stored.id:
        why = f"it was merged into '{stored.id}'; read that one"
        raise NotFound(entity_of(given).name, given.id, why)
    if given.version == stored.version:
        return given
    if not is_latest(context, stored, given.version):
        name = entity_of(stored).name
        raise Conflict(name, stored.id, yours=given.version, stored=stored.version)
    kept = {name: getattr(stored, name) for name in _NOTED if hasattr(stored, name)}
    return with_values(given, version=stored.version, **kept)


def is_latest(context: Context, stored: Record, version: int) -> bool:
    """Return whether nothing but touches and marks came since a version (H2)."""
    if version == stored.version:
        return True
    if not 0 < version < stored.version:
        return False
    since = [
        event.kind
        for event in context.reader.history(stored.id)
        if event.version > version
    ]
    return bool(since) and NOTED.issuperset(since)


@by_value
@frozen(eq=False, repr=False)
class _Last:
    """What last happened: when, and which of several things at that time."""

    at: datetime
    activity: str
    owner: str


def _touchable(context: Context, ids: tuple[str, ...]) -> Iterator[Record]:
    for id in ids:
        record = context.load(prefix_of(id), id)
        if record is None or record.deleted_at is not None:
            continue
        if hasattr(record, _FIELDS[0]):
            yield record


def _touched(
    context: Context, record: Record, before: Activity | None, after: Activity | None
) -> Record:
    """Return the record as the activities tell now; mostly one look is enough."""
    old, new = (_told(each, record) for each in (before, after))
    at: datetime | None = getattr(record, _FIELDS[0])
    if new and (at is None or new.at > at):
        return _with(record, new)
    # Only what stood for the last thing, or happened at the same time, matters.
    if at is None or at not in [each.at for each in (old, new) if each]:
        return record
    others = _others(context, record, {each.activity for each in (old, new) if each})
    every = [*others, *((new,) if new else ())]
    return _with(
        record, max(every, key=lambda one: (one.at, one.activity), default=None)
    )


def _told(activity: Activity | None, record: Record) -> _Last | None:
    if activity is None or record.id not in activity.bindings:
        return None
    at = happened_at(activity)
    return _Last(at, activity.id, activity.owner) if at else None


def _with(record: Record, last: _Last | None) -> Record:
    at, owner = (last.at, last.owner) if last else (None, "")
    return with_values(record, last_activity_at=at, last_activity_by=owner)


def _others(context: Context, record: Record, without: set[str]) -> Iterator[_Last]:
    links = context.reader.links_to([record.id])
    ids = [link.record for link in links if link.field == "bindings"]
    stored = context.reader.get("activity", ids)
    for each in {**stored, **context.pending}.values():
        if not isinstance(each, Activity) or each.id in without:
            continue
        if told := _told(each, record):
            yield told
