"""Events as rows, and back."""

# Names are the schema's; whatever users give is a value, never text.
# ruff: noqa: S608

from collections.abc import Sequence
from typing import Any

from leadflow.errors import InvalidValue
from leadflow.events import Event, StageMark
from leadflow.storage.codec import Unreadable, changes_from_text, changes_to_text
from leadflow.storage.codec.customs import read_instant
from leadflow.storage.query import instant_text
from leadflow.storage.sqlite.sql import Value


_NAMES = (
    "record",
    "version",
    "entity",
    "kind",
    "at",
    "actor",
    "cause",
    "changes",
    "pipeline",
    "stage",
    "stage_label",
    "stage_kind",
    "overridden",
)
_WRITTEN = ", ".join(f'"{name}"' for name in _NAMES)
EVENT_COLUMNS = f'"seq", {_WRITTEN}'
# Without a value for it, SQLite numbers on from the greatest seq: no gap.
ADD_EVENT = f'INSERT INTO "events" ({_WRITTEN}) VALUES ({", ".join("?" * len(_NAMES))})'

# Whatever an event tells of besides changes and cause must be what is stored.
_FIXED = tuple(name for name in _NAMES if name not in ("changes", "cause"))
REWRITE_EVENT = (
    'UPDATE "events" SET "changes" = ?, "cause" = ? WHERE "seq" = ? AND '
    + " AND ".join(f'"{name}" IS ?' for name in _FIXED)
)


def rewriting_row(event: Event) -> tuple[Value, ...]:
    """Return the values that make a stored event tell what this one does."""
    named = dict(zip(_NAMES, event_row(event), strict=True))
    fixed = [named[name] for name in _FIXED]
    return (named["changes"], named["cause"], event.seq, *fixed)


def event_row(event: Event) -> tuple[Value, ...]:
    """Return an event as the columns of its row, without its number."""
    stage = event.stage
    return (
        event.record,
        event.version,
        event.entity,
        event.kind,
        instant_text(event.at),
        event.actor,
        event.cause,
        _changes(event),
        stage.pipeline if stage else None,
        stage.stage if stage else None,
        stage.label if stage else None,
        stage.kind if stage else None,
        " ".join(event.overridden),
    )


def event_of(row: Sequence[Any]) -> Event:
    """Return the event that a row holds, or raise ``Unreadable``."""
    seq, record, version, entity, kind, at, actor, cause, changes, *rest = row
    *stage, overridden = rest
    try:
        told, moment = changes_from_text(entity, changes), read_instant(at)
        passed = tuple(overridden.split())
    # A column that holds nothing where something was has none of the methods.
    except (Unreadable, AttributeError, ValueError, ArithmeticError) as error:
        reason = f"event {seq} of '{record}' is damaged: {error}"
        raise Unreadable(reason) from None
    return Event(
        kind=kind,
        entity=entity,
        record=record,
        version=version,
        at=moment,
        actor=actor,
        changes=told,
        stage=None if stage[1] is None else _mark(*stage),
        cause=cause,
        overridden=passed,
        seq=seq,
    )


def _mark(pipeline: str, stage: str, label: str, kind: str) -> StageMark:
    return StageMark(pipeline=pipeline, stage=stage, label=label, kind=kind)


def _changes(event: Event) -> str:
    try:
        return changes_to_text(event.entity, event.changes)
    except (AttributeError, TypeError, ValueError):
        reason = "tells of a value that its field cannot hold"
        raise InvalidValue("event", reason, path=event.kind) from None
