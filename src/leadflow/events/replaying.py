"""Folding facts into the record of which they tell (H1)."""

from collections.abc import Iterable

from leadflow.entities import ENTITIES, Record
from leadflow.entities.records import blank, with_values
from leadflow.events.changes import Act, signed
from leadflow.events.facts import GONE, Event


def replay(events: Iterable[Event]) -> Record | None:
    """Return the record that its events tell of, or ``None`` without events (H1).

    The events of one record, in the order of their versions; stopping early
    gives the record as it was then.
    """
    record: Record | None = None
    for event in events:
        record = applied(record, event)
    return record


def applied(record: Record | None, event: Event) -> Record:
    """Return a record as it is after the next of its events."""
    known: Record = record or blank(ENTITIES[event.entity])
    return with_values(
        known,
        **{
            **{
                each.field: each.after
                for each in event.changes
                if each.after is not GONE
            },
            "id": event.record,
            "version": event.version,
            **signed(event.kind, Act(actor=event.actor, now=event.at)),
        },
    )
