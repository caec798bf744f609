"""What can be done with any record: copy it with changes, compare, follow links."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias, cast

import attrs
from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities.catalog import ENTITIES, R, Record, entity_of
from leadflow.entities.custom import EMPTY
from leadflow.entities.fieldsets import FieldSet
from leadflow.entities.references import Ref
from leadflow.entities.schema import EntityType, Kind
from leadflow.entities.shapes import SHAPES, altered, altered_by, shape
from leadflow.errors import InvalidData, InvalidValue, UnknownName
from leadflow.values.teaching import Wrong, together


Difference: TypeAlias = tuple[str, Any, Any]
"""A field, and its values before and after."""

Link: TypeAlias = tuple[str, str, str, str, bool]
"""A link's field, target, position, role, and whether it is the primary one."""


def build(cls: type[R], values: tuple[Any, ...]) -> R:
    """Return a record of field values in declared order, without converting them.

    Only for values that leadflow made: what a store reads back, copies.
    """
    return shape(cls).made(*values)


def values_of(record: Record) -> tuple[Any, ...]:
    """Return the field values of a record, in declared order."""
    return SHAPES[type(record)].take(record)


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
    return altered_by(record, converted(record, changes)) if changes else record


def converted(record: Record, changes: Mapping[str, object]) -> dict[str, object]:
    """Return changes as ``evolve`` makes them: values as the record's fields keep them.

    >>> from leadflow.entities import Lead
    >>> converted(Lead(title="Forklifts"), {"amount": "5 UAH", "notes": None})
    {'amount': Money('5.00', 'UAH'), 'notes': ''}
    """
    entity, values = entity_of(record), dict[str, object]()
    wrong: list[Wrong] = []
    for name, value in changes.items():
        try:
            spec, given = entity.spec(name), value
            if spec.kind is Kind.CUSTOM and isinstance(given, Mapping):
                given = record.custom.merged(given)
            values[name] = spec.convert(given)
        except (InvalidValue, UnknownName, InvalidData) as error:
            wrong.append(error)
    if wrong:
        raise together(entity.name, wrong)
    return values


def with_values(record: R, /, **values: object) -> R:
    """Return a copy with values that leadflow made itself, taken as they are."""
    return altered(record, **values)


def filled(record: R, values: Mapping[str, object]) -> R:
    """Return a copy with values that its fields are known to hold.

    As ``evolve``, with nothing to convert; those of ``custom``, whole or one by one by
    their codes, are merged as there.
    """
    if "custom" in "".join(values):
        values = as_changes(values)
    if "custom" in values:
        own = cast("Mapping[str, object]", values["custom"])
        values = {**values, "custom": record.custom.merged(own)}
    return altered_by(record, values)


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
    if "." not in "".join(values):
        return dict(values)
    parts = [(*name.partition("."), value) for name, value in values.items()]
    own = {name: value for name, _, code, value in parts if not code}
    custom = {code: value for _, _, code, value in parts if code}
    return {**own, "custom": custom} if custom else own


def differences(before: R, after: R) -> list[Difference]:
    """Return name, old and new value of every field that differs."""
    if before is after:
        return []
    return SHAPES[type(after)].differing(before, after)


def differences_by(before: Record, values: Mapping[str, Any]) -> list[Difference]:
    """Return the same of a record that would be given values by name.

    >>> from leadflow.entities import Lead
    >>> differences_by(Lead(title="Forklifts"), {"title": "Cranes", "notes": ""})
    [('title', 'Forklifts', 'Cranes')]
    """
    found = list[Difference]()
    for name in sorted(values, key=SHAPES[type(before)].places.__getitem__):
        was, now = getattr(before, name), values[name]
        if was is not now and was != now:
            found.append((name, was, now))
    return found


@cache
def blank(entity: EntityType) -> Record:
    """Return the record of the entity with nothing filled in."""
    record: Record = entity.cls()
    return record


@by_value
@frozen(eq=False, repr=False, weakref_slot=False)
class Reference:
    """One link from a record to another."""

    field: str
    target: str
    position: str = ""
    role: str = ""
    primary: bool = False


def references(record: Record) -> Iterator[Reference]:
    """Give every link from this record to others, whatever field holds it."""
    return (_made(*each) for each in links(record))


def links(record: Record) -> list[Link]:
    """Return the same as tuples: field, target, position, role, whether it is primary.

    >>> from leadflow.entities import Deal
    >>> [(field, role) for field, _, _, role, _ in links(Deal(lead="lead_" + "0" * 26))]
    [('lead', '')]
    """
    linking = LINKING[type(record)]
    held, at, found = linking.held(record), LINK_ENDS, list[Link]()
    if held == linking.empty and record.custom is EMPTY:
        return found
    for name, value in zip(linking.names, held, strict=True):
        if not value:
            continue
        for each in (value,) if isinstance(value, str) else value:
            target = each if isinstance(each, str) else getattr(each, at[type(each)])
            if target:
                role, primary = (
                    getattr(each, "role", ""),
                    getattr(each, "primary", False),
                )
                position = getattr(each, "position", "")
                found.append((name, target, position, role, primary))
    if record.custom is not EMPTY:
        found += _custom_links(record.custom)
    return found


def ends(record: Record) -> list[str]:
    """Return the ids of the records to which this one is linked.

    >>> from leadflow.entities import Deal
    >>> firm = "company_00000000000000000000000000"
    >>> ends(Deal(company=firm)) == [firm]
    True
    """
    linking = LINKING[type(record)]
    held, at, found = linking.held(record), LINK_ENDS, list[str]()
    if held == linking.empty and record.custom is EMPTY:
        return found
    for value in held:
        if not value:
            continue
        for each in (value,) if isinstance(value, str) else value:
            target = each if isinstance(each, str) else getattr(each, at[type(each)])
            if target:
                found.append(target)
    if record.custom is not EMPTY:
        found += [target for _, target, *_ in _custom_links(record.custom)]
    return found


def _custom_links(custom: Mapping[str, object]) -> Iterator[Link]:
    """Yield the links in the fields that a workspace added (F6)."""
    for code, value in custom.items():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Ref):
                yield f"custom.{code}", each, "", "", False


_made = shape(Reference).made


def _link_end(cls: type) -> str:
    """Return the field by which a value points at a record, or ``""``."""
    ends = ("company", "contact", "product")
    return next((a.name for a in attrs.fields(cls) if a.name in ends), "")


LINK_ENDS: Mapping[type, str] = {
    spec.type: end
    for entity in ENTITIES.values()
    for spec in entity.fields.values()
    if spec.kind is Kind.VALUES and (end := _link_end(spec.type))
}
"""By the class of a link with a role, or of a row: the field of its other end."""


def _links(entity: EntityType) -> Iterator[str]:
    """Yield the names of the fields that hold links; custom ones may too."""
    for spec in entity.fields.values():
        is_linking = (
            spec.kind is Kind.REFERENCE
            or (spec.kind is Kind.TEXTS and spec.target)
            or spec.type in LINK_ENDS
        )
        if is_linking and spec.name != "id":
            yield spec.name


LINKING: Mapping[type, FieldSet] = {
    entity.cls: FieldSet.of(entity, _links(entity)) for entity in ENTITIES.values()
}
"""By class of records: the fields that hold links, all empty in most new ones."""
