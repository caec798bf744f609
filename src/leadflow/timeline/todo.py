"""The agenda: one list of what is planned, overdue and done, over all records (T2).

Each open activity is either overdue, when its deadline is past, or planned.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import cast

from attrs import frozen

from leadflow.context import Context, asked_of
from leadflow.entities import Activity, Deal, Lead
from leadflow.entities.activity import TIMED
from leadflow.expressions import ALWAYS, Condition, F, all_of, any_of
from leadflow.storage.query import Query
from leadflow.timeline.results import ActivityList
from leadflow.timeline.states import (
    ALL,
    DONE,
    NOTE,
    OPEN,
    OVERDUE,
    PLANNED,
    STATES,
    state_of,
)
from leadflow.values import Period
from leadflow.workspace import OPEN as OPEN_STAGE


_BATCH = 500


@frozen(kw_only=True)
class Wanted:
    """Which activities are asked for, in the words of ``crm.agenda``."""

    state: str = PLANNED
    owner: str = ""
    of: str = ""
    """The id of a record."""
    during: Period | None = None


def listed(context: Context, wanted: Wanted) -> ActivityList:
    """Return the activities that are asked for."""
    found = sorted(_found(context, wanted), key=_when)
    return ActivityList(
        activities=tuple(found), state=wanted.state, workspace=context.workspace
    )


def _when(activity: Activity) -> tuple[bool, datetime | None, str]:
    at = activity.done_at or activity.deadline
    return at is None, at, activity.id


def _found(context: Context, wanted: Wanted) -> Iterator[Activity]:
    if wanted.of:
        context.as_seen().live(wanted.of)
    condition = all_of(
        _state(wanted, context.act.now), of_whom(wanted.owner, wanted.of)
    )
    for each in activities(context, condition):
        at = each.done_at or each.deadline
        if state_of(each, context.act.now) not in STATES[wanted.state]:
            continue
        if wanted.during is None or (
            at and wanted.during.contains(at, context.workspace.zone)
        ):
            yield each


def activities(context: Context, where: Condition) -> Iterator[Activity]:
    """Give the activities for which a condition holds, by id.

    It is asked as it stands: a firm's own kinds need not have ours among them.
    """
    asked = asked_of(context.reader, context.workspace, "activity")
    found = context.reader.find(Query(paths=asked.paths, where=where))
    return cast("Iterator[Activity]", found)


def of_whom(owner: str, of: str = "") -> Condition:
    """Return the condition that activities are somebody's, and belong to a record."""
    mine = F.owner == owner if owner else ALWAYS
    return all_of(mine, F.bindings.contains(of) if of else ALWAYS)


def _state(wanted: Wanted, now: datetime) -> Condition:
    """Return what narrows the question in the store; Python looks once more."""
    if wanted.state == DONE:
        return ~F.done_at.is_empty()
    if wanted.state == ALL:
        return ALWAYS
    late = due_before(now) if wanted.state == OVERDUE else ALWAYS
    return all_of(F.done_at.is_empty(), F.kind != NOTE, late)


def due_before(moment: datetime) -> Condition:
    """Return the condition that a deadline lies before a moment."""
    timed = F.kind.in_(TIMED)
    due = F.due_at < moment
    return any_of(
        all_of(timed, any_of(F.starts_at < moment, F.starts_at.is_empty() & due)),
        ~timed & due,
    )


def idle(context: Context, entities: Iterable[str], owner: str) -> list[Lead | Deal]:
    """Return the open leads and deals for which nothing is planned (T2).

    Whoever was silent for longest comes first. An overdue activity is still to be
    done, and so the record is not idle.
    """
    found = [
        each
        for entity in entities
        for records in _open(context, entity, owner)
        for each in _without_plan(context, records)
    ]
    return sorted(found, key=_silent_since)


def _open(context: Context, entity: str, owner: str) -> Iterator[list[Lead | Deal]]:
    """Give the open records of an entity, some at a time."""
    asked = asked_of(context.reader, context.workspace, entity)
    mine = F.owner == owner if owner else ALWAYS
    where = asked.bind(all_of(F.stage.kind == OPEN_STAGE, mine))
    found = context.reader.find(Query(paths=asked.paths, where=where))
    work = cast("Iterator[Lead | Deal]", found)
    while batch := list(islice(work, _BATCH)):
        yield batch


def _without_plan(
    context: Context, records: list[Lead | Deal]
) -> Iterator[Lead | Deal]:
    links = context.reader.links_to([each.id for each in records])
    bound = [link for link in links if link.field == "bindings"]
    known = context.reader.get("activity", list({link.record for link in bound}))
    busy = {
        link.target
        for link in bound
        if isinstance(each := known.get(link.record), Activity)
        and each.deleted_at is None
        and state_of(each, context.act.now) in STATES[OPEN]
    }
    return (each for each in records if each.id not in busy)


def _silent_since(record: Lead | Deal) -> tuple[bool, datetime | None, str]:
    since = record.last_activity_at or record.created_at
    return since is None, since, record.id
