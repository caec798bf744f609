"""What can be done with any record: copy it with changes, compare, follow links."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

import attrs
from attrs import frozen

from leadflow.entities.catalog import ENTITIES, R, Record, entity_of
from leadflow.entities.schema import EntityType, Kind


@frozen
class _Shape:
    """How to take an entity's records apart and put them together, fast.

    attrs' own ``evolve`` converts all fields again; a copy of a stored record
    needs that for the changed ones only.
    """

    names: tuple[str, ...]
    take: Callable[[Any], tuple[Any, ...]]
    setters: tuple[Callable[[Any, Any], None], ...]


def _shape(entity: EntityType) -> _Shape:
    names = tuple(entity.fields)
    setters = tuple(getattr(entity.cls, name).__set__ for name in names)
    return _Shape(names, attrgetter(*names), setters)


_SHAPES: Mapping[type, _Shape] = {
    entity.cls: _shape(entity) for entity in ENTITIES.values()
}


def build(cls: type[R], values: tuple[Any, ...]) -> R:
    """Return a record of field values in declared order, without converting them.

    Only for values that leadflow made: what a store reads back, copies.
    """
    record = object.__new__(cls)
    for put, value in zip(_SHAPES[cls].setters, values, strict=True):
        put(record, value)
    return record


def values_of(record: Record) -> tuple[Any, ...]:
    """Return the field values of a record, in declared order."""
    return _SHAPES[type(record)].take(record)


def evolve(record: R, /, **changes: object) -> R:
    """Return a copy of ``record`` with ``changes``.

    Values are converted like those given to the class; an unknown name raises
    ``UnknownName``. ``custom`` is merged: omitted codes keep their values and
    ``None`` clears one (F4).

    >>> from leadflow.entities import Lead
    >>> str(evolve(Lead(title="Forklifts"), amount="5 UAH").amount)
    '5.00 UAH'
    """
    entity = entity_of(record)
    copy = build(type(record), values_of(record))
    for name, value in changes.items():
        spec = entity.spec(name)
        if spec.kind is Kind.CUSTOM and isinstance(value, Mapping):
            value = getattr(record, name).merged(value)  # noqa: PLW2901
        new = spec.convert(value) if spec.convert else value
        getattr(type(record), name).__set__(copy, new)
    return copy


def with_values(record: R, /, **values: object) -> R:
    """Return a copy with values that leadflow made itself, taken as they are."""
    copy = build(type(record), values_of(record))
    for name, value in values.items():
        getattr(type(record), name).__set__(copy, value)
    return copy


def differences(before: Record, after: Record) -> Iterator[tuple[str, Any, Any]]:
    """Yield name, old and new value of every field that differs."""
    old, new = values_of(before), values_of(after)
    for name, was, now in zip(_SHAPES[type(after)].names, old, new, strict=True):
        if was is not now and was != now:
            yield name, was, now


@cache
def blank(entity: EntityType) -> Record:
    """Return the record of the entity with nothing filled in."""
    record: Record = entity.cls()
    return record


@frozen
class Reference:
    """One link from a record to another."""

    field: str
    target: str
    position: str = ""
    role: str = ""
    primary: bool = False


def references(record: Record) -> Iterator[Reference]:
    """Yield every link from this record to others, whatever field holds it."""
    for spec in _REFERRING[type(record)]:
        value = getattr(record, spec.name)
        if spec.kind is Kind.REFERENCE:
            if value:
                yield Reference(spec.name, value)
        else:
            for each in value:
                yield from _reference(spec.name, each)


def _reference(name: str, value: object) -> Iterator[Reference]:
    if isinstance(value, str):
        yield Reference(name, value)
        return
    if target := getattr(value, _LINK_ENDS[type(value)]):
        yield Reference(
            name,
            target,
            getattr(value, "position", ""),
            getattr(value, "role", ""),
            getattr(value, "primary", False),
        )


def _link_end(cls: type) -> str:
    """Return the field by which a value points at a record, or ``""``."""
    if not attrs.has(cls):
        return ""
    ends = ("company", "contact", "product")
    return next((a.name for a in attrs.fields(cls) if a.name in ends), "")


_LINK_ENDS: Mapping[type, str] = {
    spec.type: end
    for entity in ENTITIES.values()
    for spec in entity.fields.values()
    if spec.kind is Kind.VALUES and (end := _link_end(spec.type))
}

_REFERRING = {
    entity.cls: tuple(
        spec
        for spec in entity.fields.values()
        if spec.name != "id"
        and (
            spec.kind is Kind.REFERENCE
            or (spec.kind is Kind.TEXTS and spec.target)
            or spec.type in _LINK_ENDS
        )
    )
    for entity in ENTITIES.values()
}
