"""What stands in a story: one entry for each fact, each activity, each inquiry (T3)."""

from collections.abc import Iterable
from datetime import datetime

from leadflow.entities import Activity, Inquiry, Record
from leadflow.entities.cards import title_of
from leadflow.errors import UnknownName
from leadflow.events import TOUCHED, UPDATED, Event
from leadflow.records.touches import happened_at
from leadflow.timeline.states import kind_title, state_of
from leadflow.timeline.told import TimelineEntry
from leadflow.workspace import Dictionary, Workspace
from leadflow.workspace.naming import word
from leadflow.workspace.words import words


_WAS = "was_"
"""How the words for facts begin."""


def require_kinds(workspace: Workspace, names: Iterable[str]) -> None:
    """Raise ``UnknownName`` for a kind of entries that is a slip of a known one.

    Others may be kinds of a host, of which the workspace need not know.
    """
    facts = (each for each in words("en").words if each.startswith(_WAS))
    own = (each.code for each in workspace.dictionary("activity_kind").entries)
    codes = (*(each.removeprefix(_WAS) for each in facts), "inquiry", *own)
    known = Dictionary("kind", list(dict.fromkeys(codes)))
    for name in names:
        if known.slip_of(name):
            raise UnknownName("kind of entries", name, codes)


def is_told(event: Event) -> bool:
    """Return whether a fact has an entry: a touch is told by what touched."""
    return event.kind != TOUCHED and (event.kind != UPDATED or bool(event.changes))


def of_fact(
    workspace: Workspace, record: Record, event: Event, came: str
) -> TimelineEntry:
    """Return the entry of a fact; ``came`` is the stage on which the record stood."""
    return TimelineEntry(
        at=told_at(event),
        kind=event.kind,
        what=_what(workspace, event, came),
        title=title_of(record),
        record=record.id,
        entity=event.entity,
        actor=event.actor,
        cause=event.cause,
    )


def told_at(event: Event) -> datetime:
    """Return when a fact happened; what is brought along says when it came in."""
    told = event.change_of("created_at") if event.version == 1 else None
    created = told.after if told else None
    return created if isinstance(created, datetime) else event.at


def _what(workspace: Workspace, event: Event, came: str) -> str:
    language = workspace.language
    name = f"{_WAS}{event.kind}"
    known = words(language).words
    told = f"{workspace.label(event.entity)}: {known.get(name, event.kind)}"
    if event.stage is not None and event.stage.label != came:
        way = (came, event.stage.label)
        return f"{told} · {' → '.join(each for each in way if each)}"
    if event.kind == UPDATED:
        entity = event.entity
        names = [workspace.label(f"{entity}.{each.field}") for each in event.changes]
        return f"{told} · {', '.join(names)}"
    return told


def of_activity(
    workspace: Workspace, activity: Activity, now: datetime, fact: Event
) -> TimelineEntry:
    """Return the entry of an activity; ``fact`` is that by which it happened."""
    state = state_of(activity, now)
    kind = kind_title(workspace, activity)
    return TimelineEntry(
        at=happened_at(activity) or activity.deadline or told_at(fact),
        kind=activity.kind,
        what=f"{kind}: {word(state, workspace.language)}" if state else kind,
        title=activity.subject,
        record=activity.id,
        entity="activity",
        actor=fact.actor,
        text=activity.result or activity.description or activity.notes,
        files=activity.files,
        state=state,
    )


def of_inquiry(workspace: Workspace, inquiry: Inquiry, fact: Event) -> TimelineEntry:
    """Return the entry of an inquiry, with what was asked."""
    language = workspace.language
    return TimelineEntry(
        at=inquiry.received_at or told_at(fact),
        kind="inquiry",
        what=f"{workspace.label('inquiry')}: {word('was_received', language)}",
        title=inquiry.interest,
        record=inquiry.id,
        entity="inquiry",
        actor=fact.actor,
        text=inquiry.message,
        files=inquiry.files,
    )
