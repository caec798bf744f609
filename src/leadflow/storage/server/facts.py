"""Events as rows, and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from leadflow.errors import InvalidValue
from leadflow.events import Event, StageMark
from leadflow.storage.codec import Unreadable, changes_from_text, changes_to_text
from leadflow.storage.server.making import EVENT_COLUMNS
from leadflow.storage.server.rows import read_instant, written_instant


def event_row(event: Event) -> tuple[Any, ...]:
    """Return an event as the columns of its row, without tenant and number."""
    stage = event.stage
    return (
        event.record,
        event.version,
        event.entity,
        event.kind,
        written_instant(event.at),
        event.actor,
        event.cause,
        _changes(event),
        stage.pipeline if stage else None,
        stage.stage if stage else None,
        stage.label if stage else None,
        stage.kind if stage else None,
        " ".join(event.overridden),
    )


def told_values(event: Event) -> tuple[Any, Any]:
    """Return cause and changes, which may be told otherwise."""
    named = _named(event)
    return named["cause"], named["changes"]


def fixed_values(event: Event) -> tuple[Any, ...]:
    """Return whatever of an event stays as it is."""
    named = _named(event)
    return tuple(
        named[name] for name in EVENT_COLUMNS if name not in ("cause", "changes")
    )


def event_of(row: Sequence[Any]) -> Event:
    """Return the event that a row holds, or raise ``Unreadable``."""
    seq, record, version, entity, kind, at, actor, cause, changes, *rest = row
    *stage, overridden = rest
    try:
        told = changes_from_text(entity, changes)
    except (Unreadable, ValueError, ArithmeticError) as error:
        reason = f"event {seq} of '{record}' is damaged: {error}"
        raise Unreadable(reason) from None
    return Event(
        kind=kind,
        entity=entity,
        record=record,
        version=version,
        at=read_instant(at),
        actor=actor,
        changes=told,
        stage=None if stage[1] is None else _mark(*stage),
        cause=cause,
        overridden=tuple(overridden.split()),
        seq=seq,
    )


def _named(event: Event) -> Mapping[str, Any]:
    return dict(zip(EVENT_COLUMNS, event_row(event), strict=True))


def _mark(pipeline: str, stage: str, label: str, kind: str) -> StageMark:
    return StageMark(pipeline=pipeline, stage=stage, label=label, kind=kind)


def _changes(event: Event) -> str:
    try:
        return changes_to_text(event.entity, event.changes)
    except (AttributeError, TypeError, ValueError):
        reason = "tells of a value that its field cannot hold"
        raise InvalidValue("event", reason, path=event.kind) from None
