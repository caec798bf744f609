"""The journal of a conversion: what it did to each record, read from the facts."""

from collections.abc import Iterator
from itertools import takewhile
from typing import Any, TypeAlias

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import Custom, Record
from leadflow.errors import NotFound
from leadflow.events import (
    CONVERTED,
    CREATED,
    DELETED,
    Event,
    FieldChange,
    replay,
)
from leadflow.ids import ConversionId, prefix_of
from leadflow.storage.port import Reader


Bit: TypeAlias = tuple[str, Any, Any]
"""A field or a code of ``custom``, its value before and after a conversion."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Deed:
    """What one conversion did to one record."""

    entity: str
    record: str
    version: int
    """The record's version when the conversion was done with it."""
    kinds: frozenset[str]
    changes: tuple[FieldChange, ...] = field(repr=False)

    @property
    def is_made(self) -> bool:
        """Return whether the conversion created the record."""
        return CREATED in self.kinds

    @property
    def is_source(self) -> bool:
        """Return whether this is the record that was converted."""
        return CONVERTED in self.kinds

    def bits(self) -> Iterator[Bit]:
        """Yield each field that was changed; codes of ``custom`` one by one."""
        for each in _folded(self.changes):
            if each.field == "custom":
                yield from _codes(each.before, each.after)
            else:
                yield each.field, each.before, each.after


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Journal:
    """Everything that one conversion did, in the order of its facts."""

    id: ConversionId
    deeds: tuple[Deed, ...]
    variant: str = ""

    @property
    def source(self) -> str:
        """Return the id of the record that was converted."""
        return next(each.record for each in self.deeds if each.is_source)


def journal(reader: Reader, id: str) -> Journal:
    """Return what a conversion did; raises ``NotFound`` when there was none."""
    known: dict[str, list[Event]] = {}
    variant = ""
    for event in reader.caused_by(id):
        if event.kind == CONVERTED:
            first = next(iter(next(iter(known.values()), [event])))
            known[event.record] = [*_by_hand(reader, event, first.seq)]
        known.setdefault(event.record, []).append(event)
        told = (each.variant for change in event.changes for each in change.carried)
        variant = variant or next(told, "")
    deeds = tuple(_deed(events) for events in known.values())
    if not any(each.is_source for each in deeds):
        raise NotFound("conversion", id)
    return Journal(id=ConversionId(id), deeds=deeds, variant=variant)


def _by_hand(reader: Reader, converted: Event, since: int) -> Iterator[Event]:
    """Yield the move that won a lead, and made it be converted at once (C13).

    Where gates were passed over its cause is the reason of that; it stands amid the
    conversion's facts, where only what belongs to it can stand.
    """
    for event in reader.history(converted.record):
        is_last = event.version == converted.version - 1
        if is_last and since < event.seq < converted.seq:
            yield event


def conversions_of(reader: Reader, record: str) -> list[str]:
    """Return the ids of a record's conversions, those taken back among them."""
    return [each.cause for each in reader.history(record) if each.kind == CONVERTED]


def revert_cause(id: str) -> str:
    """Return the cause of the facts by which a conversion is taken back.

    >>> revert_cause("conversion_1")
    'reverted:conversion_1'
    """
    return f"reverted:{id}"


def reversal(reader: Reader, id: str) -> tuple[Event, ...]:
    """Return the facts by which a conversion was taken back; none if it stands."""
    return tuple(reader.caused_by(revert_cause(id)))


def as_made(reader: Reader, deed: Deed) -> Record | None:
    """Return a record as the conversion left it."""
    events = reader.history(deed.record)
    return replay(takewhile(lambda each: each.version <= deed.version, events))


def latest_change(reader: Reader, record: str, name: str) -> Event | None:
    """Return the latest fact that changed a field of a record."""
    head = name.partition(".")[0]
    found = None
    for event in reader.history(record):
        if event.change_of(head):
            found = event
    return found


def is_conversion(cause: str) -> bool:
    """Tell whether a fact's cause is a conversion.

    >>> is_conversion("conversion_1"), is_conversion("a call")
    (True, False)
    """
    return cause.startswith("conversion_")


def is_removal(event: Event) -> bool:
    """Tell whether a fact of a reversal removed a record that had been made."""
    return event.kind == DELETED


def _deed(events: list[Event]) -> Deed:
    last = events[-1]
    return Deed(
        entity=prefix_of(last.record),
        record=last.record,
        version=last.version,
        kinds=frozenset(each.kind for each in events),
        changes=tuple(change for each in events for change in each.changes),
    )


def _folded(changes: tuple[FieldChange, ...]) -> Iterator[FieldChange]:
    """Yield one change for each field: the first before, the last after."""
    known: dict[str, FieldChange] = {}
    for each in changes:
        first = known.get(each.field, each)
        known[each.field] = FieldChange(each.field, first.before, each.after)
    yield from known.values()


def _codes(before: Custom, after: Custom) -> Iterator[Bit]:
    for code in sorted({*before, *after}):
        if before.get(code) != after.get(code):
            yield f"custom.{code}", before.get(code), after.get(code)
