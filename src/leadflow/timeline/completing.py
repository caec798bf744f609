"""Doing what was planned: completing an activity, which plans the next one (T6).

Nothing happens by itself: the next occurrence is planned when this one is done, in
the same transaction. Each occurrence follows from the one before, so that one that
was missed is caught up, and none is planned twice.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from leadflow.context import Context
from leadflow.entities import ENTITIES, Activity, Custom, evolve
from leadflow.entities.records import differences, with_values
from leadflow.entities.shapes import altered
from leadflow.errors import InvalidValue
from leadflow.events import Change
from leadflow.records import create, latest, update
from leadflow.timeline.results import Completed


# What was done with one occurrence, and what another system holds of it.
_OWN = frozenset(
    "bindings created_at custom done_at done_automatically files is_pinned notes "
    "origin outcome parent provider_data recurrence result result_amount result_mark "
    "result_source result_value starts_at ends_at due_at occurs_at".split()
)


def complete(
    context: Context, stored: Activity, given: Activity
) -> tuple[Completed, Change]:
    """Return an activity as done, with what it brings about.

    ``given`` is the activity as it shall be. What is done already is answered as it
    is kept, and nothing is written.
    """
    if stored.is_done:
        return Completed(activity=stored, next=_planned(context, stored)), Change()
    differing = differences(stored, latest(context, given, stored))
    done, change = update(context, stored, differing)
    # What the next one takes over was there before: rules see all of it.
    whole = altered(context, seen=None)
    coming = following(whole, stored)
    if coming is None:
        return Completed(activity=done), change
    after = whole.after(change).because(context.act.cause or stored.id)
    new, more = create(after, coming)
    return Completed(activity=done, next=new), change + more


def following(context: Context, activity: Activity) -> Activity | None:
    """Return the next occurrence of an activity, to be added; ``None`` without one.

    It belongs to those records of this one that are still there.
    """
    slot = activity.occurs_at or activity.deadline
    if activity.recurrence is None or slot is None:
        return None
    rule = activity.recurrence.anchored(slot)
    at = rule.next_after(slot, context.workspace.zone)
    gone = context.missing(activity.bindings)
    bindings = [each for each in activity.bindings if each not in gone]
    if at is None or not bindings:
        return None
    kept = {
        spec.name: getattr(activity, spec.name)
        for spec in ENTITIES["activity"].fields.values()
        if not spec.system and spec.name not in _OWN
    }
    times = _shifted(activity, at)
    return with_values(
        Activity(),
        **{**kept, **times},
        bindings=tuple(bindings),
        custom=_custom(context, activity),
        parent=activity.id,
        recurrence=rule,
        occurs_at=at,
    )


def _shifted(activity: Activity, to: datetime) -> dict[str, datetime]:
    """Return the times of an activity whose deadline comes to stand at a moment."""
    deadline = activity.deadline
    by = to - deadline if deadline else timedelta()
    names = ("starts_at", "ends_at", "due_at")
    told = ((name, getattr(activity, name)) for name in names)
    return {name: moment + by for name, moment in told if moment is not None}


def _custom(context: Context, activity: Activity) -> Custom:
    own = context.workspace.fields_of("activity")
    # An occurrence is counted anew.
    counted = {code for code, each in own.items() if each.is_read_only}
    return Custom({k: v for k, v in activity.custom.items() if k not in counted})


def _planned(context: Context, done: Activity) -> Activity | None:
    """Return the occurrence that was planned when this one was done."""
    found = (each for each in _from(context, done) if each.occurs_at is not None)
    return min(found, key=lambda each: each.id, default=None)


def _from(context: Context, activity: Activity) -> Iterator[Activity]:
    if activity.recurrence is None:
        return
    seen = context.as_seen().reader
    links = seen.links_to([activity.id])
    ids = [link.record for link in links if link.field == "parent"]
    for each in seen.get("activity", ids).values():
        if isinstance(each, Activity) and each.deleted_at is None:
            yield each


def reschedule(
    context: Context, stored: Activity, given: Activity, to: datetime
) -> tuple[Activity, Change]:
    """Return an activity at another time; all its times move along.

    Of what comes back this one alone moves: the others keep their times.
    Raises ``InvalidValue`` for what is done.
    """
    if stored.is_done:
        hint = "add a new one for what is still to do"
        raise InvalidValue("activity", "is done already", hint)
    moved = evolve(given, **_moved(given, to))
    slot = stored.occurs_at or stored.deadline
    if stored.recurrence is not None and slot is not None:
        rule = stored.recurrence.anchored(slot)
        moved = evolve(moved, recurrence=rule, occurs_at=slot)
    return update(context, stored, differences(stored, latest(context, moved, stored)))


def _moved(activity: Activity, to: datetime) -> dict[str, datetime]:
    if activity.deadline is not None:
        return _shifted(activity, to)
    return {"starts_at" if activity.is_timed else "due_at": to}
