"""What can be done with any record: copy it with changes, compare, follow links."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

import attrs
from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities.catalog import ENTITIES, R, Record, entity_of
from leadflow.entities.references import Ref
from leadflow.entities.schema import EntityType, FieldSpec, Kind
from leadflow.errors import InvalidData, InvalidValue, LeadflowError, UnknownName


@by_value
@frozen(eq=False, repr=False)
class _Shape:
    """How to take an entity's records apart and put them together, fast.

    attrs' own ``evolve`` converts all fields again; a copy of a stored record
    needs that for the changed ones only.
    """

    names: tuple[str, ...]
    take: Callable[[Any], tuple[Any, ...]]
    draft: Callable[..., Any]
    """Takes all values by position; what it returns can still be written."""

    def finished(self, draft: Any, cls: type[R]) -> R:  # noqa: ANN401  # any draft
        """Return a draft as the record that it has become."""
        draft.__class__ = cls
        record: R = draft
        return record


class _Shapes(dict[type, _Shape]):
    """The shapes of the entities, each made when it is first needed."""

    def __missing__(self, cls: type) -> _Shape:
        # Filling a frozen record takes a descriptor call for each of its fifty
        # fields. A class with the same slots that is not frozen fills them five
        # times as fast, and Python lets an object change between such classes.
        names = tuple(each.name for each in attrs.fields(cls))
        draft = attrs.make_class(
            f"{cls.__name__}Draft",
            names,
            slots=True,
            weakref_slot=False,
            eq=False,
            repr=False,
        )
        shape = self[cls] = _Shape(names, attrgetter(*names), draft)
        return shape


_SHAPES = _Shapes()


def build(cls: type[R], values: tuple[Any, ...]) -> R:
    """Return a record of field values in declared order, without converting them.

    Only for values that leadflow made: what a store reads back, copies.
    """
    shape = _SHAPES[cls]
    return shape.finished(shape.draft(*values), cls)


def values_of(record: Record) -> tuple[Any, ...]:
    """Return the field values of a record, in declared order."""
    return _SHAPES[type(record)].take(record)


def evolve(record: R, /, **changes: object) -> R:
    """Return a copy of ``record`` with ``changes``.

    Values are converted like those given to the class. ``custom`` is merged:
    omitted codes keep their values and ``None`` clears one (F4). One wrong value
    raises ``InvalidValue``, one unknown name ``UnknownName``, several of them
    ``InvalidData`` with a fault for each.

    >>> from leadflow.entities import Lead
    >>> str(evolve(Lead(title="Forklifts"), amount="5 UAH").amount)
    '5.00 UAH'
    """
    entity, shape = entity_of(record), _SHAPES[type(record)]
    draft = shape.draft(*shape.take(record))
    wrong: dict[str, InvalidValue | UnknownName] = {}
    for name, value in changes.items():
        try:
            setattr(draft, name, _converted(entity.spec(name), record, value))
        except (InvalidValue, UnknownName) as error:
            wrong[name] = error
    if wrong:
        raise _all_of(entity, wrong)
    return shape.finished(draft, type(record))


def _converted(spec: FieldSpec, record: Record, value: object) -> object:
    """Return a value as the field keeps it."""
    if spec.kind is Kind.CUSTOM and isinstance(value, Mapping):
        value = getattr(record, spec.name).merged(value)
    return spec.convert(value) if spec.convert else value


def _all_of(
    entity: EntityType, wrong: Mapping[str, InvalidValue | UnknownName]
) -> LeadflowError:
    """Return one error for everything that is wrong."""
    if len(wrong) == 1:
        return next(iter(wrong.values()))
    faults = (
        attrs.evolve(error.fault, path=error.path or name)
        for name, error in wrong.items()
    )
    return InvalidData(entity.name, tuple(faults))


def with_values(record: R, /, **values: object) -> R:
    """Return a copy with values that leadflow made itself, taken as they are."""
    shape = _SHAPES[type(record)]
    draft = shape.draft(*shape.take(record))
    for name, value in values.items():
        setattr(draft, name, value)
    return shape.finished(draft, type(record))


def held_at(record: Record, name: str) -> object:
    """Return what a field holds; a custom one is named ``custom.`` and its code.

    >>> from leadflow.entities import Lead
    >>> held_at(Lead(title="Forklifts", custom={"seats": 5}), "custom.seats")
    5
    """
    head, _, code = name.partition(".")
    value: object = getattr(record, head)
    return record.custom.get(code) if code else value


def as_changes(values: Mapping[str, object]) -> dict[str, object]:
    """Return values by name as ``evolve`` takes them, those of custom fields in one.

    >>> as_changes({"title": "Forklifts", "custom.seats": 5})
    {'title': 'Forklifts', 'custom': {'seats': 5}}
    """
    parts = [(*name.partition("."), value) for name, value in values.items()]
    own = {name: value for name, _, code, value in parts if not code}
    custom = {code: value for _, _, code, value in parts if code}
    return {**own, "custom": custom} if custom else own


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


@by_value
@frozen(eq=False, repr=False)
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
    if record.custom:
        yield from _custom_references(record.custom)


def _custom_references(custom: Mapping[str, object]) -> Iterator[Reference]:
    """Yield the links in the fields that a workspace added (F6)."""
    for code, value in custom.items():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Ref):
                yield Reference(f"custom.{code}", each)


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
