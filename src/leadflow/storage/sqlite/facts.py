"""The statements of events, whose rows are the codec's."""

# Names are the schema's; whatever users give is a value, never text.
# ruff: noqa: S608

from typing import Final

from leadflow.events import Event
from leadflow.storage.codec import EVENT_COLUMNS, FIXED, REWRITTEN, EventCodec
from leadflow.storage.codec.customs import read_instant
from leadflow.storage.query import instant_text
from leadflow.storage.sqlite.sql import Value


EVENTS: Final = EventCodec(instant_text, read_instant, nowhere="")

_STAGE = ("pipeline", "stage", "stage_label", "stage_kind")


def _given(name: str) -> str:
    """Return what stands for the value of a column that is handed over.

    Of ``None`` SQLite's module asks whether somebody adapts it, for most of what an
    insertion takes; so no stage is handed over as a text, and stored as NULL.
    """
    return "nullif(?, '')" if name in _STAGE else "?"


_WRITTEN = ", ".join(f'"{name}"' for name in EVENT_COLUMNS)
_GIVEN = ", ".join(f'"{name}" = ?' for name in REWRITTEN)
_VALUES = ", ".join(map(_given, EVENT_COLUMNS))
SELECTED = f'"seq", {_WRITTEN}'
# Without a value for it, SQLite numbers on from the greatest seq: no gap.
ADD_EVENT = f'INSERT INTO "events" ({_WRITTEN}) VALUES ({_VALUES})'

# Whatever an event tells of besides changes and cause must be what is stored.
REWRITE_EVENT = f'UPDATE "events" SET {_GIVEN} WHERE "seq" = ? AND ' + " AND ".join(
    f'"{name}" IS {_given(name)}' for name in FIXED
)


def rewriting_row(event: Event) -> tuple[Value, ...]:
    """Return the values that make a stored event tell what this one does."""
    told, fixed = EVENTS.rewriting(event)
    return (*told, event.seq, *fixed)
