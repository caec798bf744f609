"""Hidden and locked fields: what is shown of a record, and what may come back (A5).

A hidden field is empty in what its reader gets. When such a record is written, the
field keeps what it holds; who puts something there is refused, whatever it holds.
"""

from collections.abc import Iterator

import attrs

from leadflow.access.rights import Rights
from leadflow.entities import ENTITIES, Custom, R, Record, Staged, entity_of
from leadflow.entities.records import blank, held_at, with_values
from leadflow.events import Event, FieldChange
from leadflow.workspace.roles import READ, UPDATE


def hidden(rights: Rights, record: Record) -> tuple[str, ...]:
    """Return the fields of a record that the actor may not read."""
    limited = rights.limited(entity_of(record).name)
    return tuple(each for each in limited if not rights.allows(READ, record, each))


def shown(rights: Rights, record: R) -> R:
    """Return the record with its hidden fields empty."""
    names = hidden(rights, record)
    return _with(record, dict.fromkeys(names)) if names else record


def unwritable(rights: Rights, record: Record) -> frozenset[str]:
    """Return the fields of a record that the actor may not read or may not change."""
    locked = rights.locked(entity_of(record).name)
    closed = (each for each in locked if not rights.allows(UPDATE, record, each))
    return frozenset((*hidden(rights, record), *closed))


def _with(record: R, values: dict[str, object]) -> R:
    """Return a record with values; ``None`` empties a field, also a custom one."""
    empty = blank(entity_of(record))
    own: dict[str, object] = {}
    custom = record.custom
    for name, value in values.items():
        head, _, code = name.partition(".")
        if code:
            custom = custom.merged({code: value})
        else:
            own[head] = getattr(empty, head) if value is None else value
    if custom is not record.custom:
        own["custom"] = custom
    return with_values(record, **own)


def given(rights: Rights, stored: R, after: R) -> R:
    """Return what an actor wants stored, with what was hidden as it is kept.

    Raises ``Denied`` for a value in a hidden field, and for another one in a locked
    field; the answer does not depend on what a hidden field holds.
    """
    entity = entity_of(stored).name
    kept: dict[str, object] = {}
    for name in hidden(rights, stored):
        if held_at(after, name) != _empty(entity, name):
            hiding = rights.decides(READ, stored, name)
            raise rights.denied(UPDATE, entity, hiding, name)
        kept[name] = held_at(stored, name)
    for name in rights.locked(entity):
        if name not in kept and held_at(after, name) != held_at(stored, name):
            rights.require(UPDATE, stored, name)
    return _with(after, kept) if kept else after


def filled(rights: Rights, new: R) -> R:
    """Return a new record, or raise ``Denied`` for fields its maker may not set."""
    entity = entity_of(new).name
    limits = dict.fromkeys((*rights.limited(entity), *rights.locked(entity)))
    said = [name for name in limits if held_at(new, name) != _empty(entity, name)]
    there = placed(rights, new) if said else new
    for name in said:
        rights.require(READ, there, name)
        rights.require(UPDATE, there, name)
    return new


def placed(rights: Rights, new: R) -> R:
    """Return a new record with the owner and the place that it will have."""
    owned = with_values(new, owner=new.owner or rights.actor)
    if not isinstance(new, Staged):
        return owned
    workspace = rights.workspace
    known = {each.code: each for each in workspace.pipelines_of(entity_of(new).name)}
    usual = workspace.default_pipeline(entity_of(new).name)
    pipeline = known.get(new.pipeline, usual)
    stage = new.stage or pipeline.first.code
    return with_values(owned, pipeline=pipeline.code, stage=stage)


def _empty(entity: str, name: str) -> object:
    return held_at(blank(ENTITIES[entity]), name)


def told(event: Event, names: tuple[str, ...]) -> Event:
    """Return an event without what it tells of hidden fields, and without number.

    Numbers count what happened to all records, also to those one may not read.
    """
    changes = tuple(_told(event, frozenset(names))) if names else event.changes
    return attrs.evolve(event, changes=changes, seq=0)


def _told(event: Event, names: frozenset[str]) -> Iterator[FieldChange]:
    codes = {each.partition(".")[2] for each in names} - {""}
    for each in event.changes:
        if each.field in names:
            continue
        if each.field != "custom" or not codes:
            yield each
            continue
        before, after = _without(each.before, codes), _without(each.after, codes)
        if before != after:
            carried = tuple(one for one in each.carried if one.field not in names)
            yield FieldChange("custom", before, after, carried)


def _without(value: object, codes: set[str]) -> object:
    if not isinstance(value, Custom):
        return value  # what was erased is told as gone
    return value.merged(dict.fromkeys(codes))
