"""Event codecs: an event as a row of its table, and back.

A row is laid out alike in every store. How an instant is written is the store's own:
as text where there are no instants, else as the server's own.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, Final

from attrs import frozen

from leadflow.errors import InvalidValue
from leadflow.events import Event, StageMark
from leadflow.storage.codec.changes import Stored, changes_from_text, told_to_text
from leadflow.storage.codec.text import Unreadable


EVENT_COLUMNS: Final = (
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
"""The columns of an event, without its number."""
REWRITTEN: Final = ("cause", "changes")
"""What may be told otherwise later on: it is there that a person may be named."""
FIXED: Final = tuple(name for name in EVENT_COLUMNS if name not in REWRITTEN)
"""Whatever stays as it is."""

_rewritten = itemgetter(*map(EVENT_COLUMNS.index, REWRITTEN))
_fixed = itemgetter(*map(EVENT_COLUMNS.index, FIXED))
_DAMAGED = (
    InvalidValue,
    Unreadable,
    AttributeError,
    TypeError,
    ValueError,
    ArithmeticError,
)


@frozen
class EventCodec:
    """Writes and reads the rows of events."""

    write_instant: Callable[[datetime], Any]
    read_instant: Callable[[Any], datetime]
    nowhere: str | None = None
    """What is handed over in place of a stage by a fact that tells of none."""

    def row(self, event: Event, stored: Stored | None = None) -> tuple[Any, ...]:
        """Return an event as the columns of its row, without its number.

        What is stored of its record, with its row as text, spares writing what stands
        there already: a creation tells what the record holds.
        Raises ``InvalidValue`` where it tells of what its fields cannot hold.
        """
        try:
            told = told_to_text(event, stored)
        except (AttributeError, TypeError, ValueError):
            reason = "tells of a value that its field cannot hold"
            raise InvalidValue("event", reason, path=event.kind) from None
        stage, nowhere = event.stage, self.nowhere
        return (
            event.record,
            event.version,
            event.entity,
            event.kind,
            self.write_instant(event.at),
            event.actor,
            event.cause,
            told,
            stage.pipeline if stage else nowhere,
            stage.stage if stage else nowhere,
            stage.label if stage else nowhere,
            stage.kind if stage else nowhere,
            " ".join(event.overridden),
        )

    def rewriting(self, event: Event) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
        """Return what of an event may be told otherwise, and what stays as it is.

        They are in the order of ``REWRITTEN`` and of ``FIXED``.
        """
        row = self.row(event)
        return _rewritten(row), _fixed(row)

    def event(self, row: Sequence[Any]) -> Event:
        """Return the event that a row holds behind its number.

        Raises ``Unreadable`` with the event's number where it is damaged.
        """
        seq, record, version, entity, kind, at, actor, cause, changes, *rest = row
        *stage, overridden = rest
        try:
            told, moment = changes_from_text(entity, changes), self.read_instant(at)
            passed = tuple(overridden.split())
        # A column that holds nothing where something was has none of the methods.
        except _DAMAGED as error:
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
