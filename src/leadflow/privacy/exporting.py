"""Exporting a person: everything that is known, for whoever asks (P22)."""

from collections.abc import Iterator

from leadflow.context import Context
from leadflow.events import Event
from leadflow.privacy.people import person_of
from leadflow.storage.codec import changes_to_text, from_text, record_to_plain
from leadflow.storage.query import instant_text


def export_person(context: Context, id: str) -> dict[str, object]:
    """Return what is known of a contact or lead, as JSON can hold it.

    ``records`` are the person's own, ``related`` those in which the person takes
    part, ``history`` what happened to the person's own, oldest first.
    """
    person = person_of(context, id)
    history = [event for each in person.own for event in context.reader.history(each)]
    return {
        "person": id,
        "exported_at": instant_text(context.act.now),
        "exported_by": context.act.actor,
        "records": [record_to_plain(each) for each in person.own.values()],
        "related": [record_to_plain(each) for each in person.linked.values()],
        "history": list(_told(history)),
    }


def _told(events: list[Event]) -> Iterator[dict[str, object]]:
    for event in sorted(events, key=lambda each: each.seq):
        yield {
            "seq": event.seq,
            "at": instant_text(event.at),
            "actor": event.actor,
            "kind": event.kind,
            "record": event.record,
            "stage": event.stage.label if event.stage else "",
            "cause": event.cause,
            "changes": from_text(changes_to_text(event.entity, event.changes)),
        }
