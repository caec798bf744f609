"""Purging: a deleted record goes for good, and the facts about it tell no data (H5)."""

from collections.abc import Iterator, Sequence
from typing import cast

import attrs
from attrs import frozen

from leadflow.context import Context
from leadflow.deferred import by_value, expression
from leadflow.entities import (
    Activity,
    ProductRow,
    Record,
    entity_of,
    evolve,
    references,
)
from leadflow.entities.records import as_changes, held_at
from leadflow.errors import Fault, InUse, InvalidValue
from leadflow.events import PURGED, Change, Event, changed
from leadflow.ids import prefix_of
from leadflow.storage.port import Backlink


# A cause that is an id tells nothing; any other may be a reason in free text.
_IDS = expression(r"([a-z]+:)?[a-z]+_[0-9a-z]{26}")


@by_value
@frozen(eq=False, repr=False)
class Removal:
    """What purging writes: a change, records that go, and facts that tell less."""

    change: Change
    gone: tuple[Record, ...]
    told: tuple[Event, ...]
    """The events of what goes, without data; their numbers stay."""


def purge(context: Context, stored: Record, *, unlink: bool = False) -> Removal:
    """Return what removes a deleted record for good, with its own activities.

    What happened stays told: when, by whom, on which stage; not with which values.
    Raises ``InvalidValue`` for a record that is not deleted, ``InUse`` with
    everything that points at it, unless ``unlink`` says to clear these links.
    """
    name = entity_of(stored).name
    if stored.deleted_at is None:
        raise InvalidValue(name, "is not deleted", "delete it first")
    context = context.because(f"purged:{stored.id}")
    family = (stored, *_own(context, stored))
    ids = [each.id for each in family]
    links = [each for each in context.reader.links_to(ids) if each.record not in ids]
    if links and not unlink:
        raise InUse(f"{name} '{stored.id}'", tuple(_uses(links)))
    return Removal(
        _unlinked(context, links, frozenset(ids))
        + Change((), tuple(_purged(context, each) for each in family)),
        family,
        tuple(event for each in family for event in _silenced(context, each)),
    )


def _own(context: Context, record: Record) -> Iterator[Activity]:
    """Yield the activities that belong to this record alone, deleted or not."""
    links = context.reader.links_to([record.id])
    ids = [link.record for link in links if link.field == "bindings"]
    for activity in context.reader.get("activity", ids).values():
        if isinstance(activity, Activity) and activity.bindings == (record.id,):
            yield activity


def _uses(links: Sequence[Backlink]) -> Iterator[Fault]:
    hint = "clear it, or say unlink=True"
    for link in links:
        message = f"of {link.entity} '{link.record}' points at it"
        yield Fault(link.field, message, hint, "in_use")


def _unlinked(
    context: Context, links: Sequence[Backlink], gone: frozenset[str]
) -> Change:
    ids = dict.fromkeys(link.record for link in links)
    # Whoever links is there: both are kept by one transaction.
    found = (cast("Record", context.load(prefix_of(id), id)) for id in ids)
    act = context.act
    return Change.total([changed(one, without(one, gone), act)[1] for one in found])


def without(record: Record, gone: frozenset[str]) -> Record:
    """Return a record that points at none of these."""
    names = {each.field for each in references(record) if each.target in gone}
    kept = {name: _kept(held_at(record, name), gone) for name in names}
    return evolve(record, **as_changes(kept))


def _kept(held: object, gone: frozenset[str]) -> object:
    """Return a value without links to what goes; product rows stay, unlinked."""
    if not isinstance(held, tuple):
        return None
    kept = (each for each in held if not _is_link(each, gone))
    return tuple(
        attrs.evolve(each, product=None)
        if isinstance(each, ProductRow) and each.product in gone
        else each
        for each in kept
    )


def _is_link(value: object, gone: frozenset[str]) -> bool:
    if isinstance(value, str):
        return value in gone
    ends = (getattr(value, end, None) for end in ("company", "contact", "id"))
    return any(end in gone for end in ends)


def _purged(context: Context, record: Record) -> Event:
    return Event(
        kind=PURGED,
        entity=entity_of(record).name,
        record=record.id,
        version=record.version + 1,
        at=context.act.now,
        actor=context.act.actor,
        cause=context.act.cause,
    )


def _silenced(context: Context, record: Record) -> Iterator[Event]:
    for event in context.reader.history(record.id):
        cause = event.cause if _IDS().fullmatch(event.cause) else ""
        yield attrs.evolve(event, changes=(), cause=cause)
