"""What finds a record from elsewhere: its links and its contact points."""

from collections.abc import Sequence
from itertools import repeat
from operator import add
from typing import TypeAlias, TypeVar

from attrs import define, field

from leadflow.entities import NAMES, Kind, Record
from leadflow.entities.points import points
from leadflow.entities.records import links
from leadflow.entities.schema import EntityType, FieldSpec
from leadflow.values import Requisites


T = TypeVar("T")

Link: TypeAlias = tuple[str, str, str, str, str, str, int]
"""Target, record, field; entity, role, position, whether it is primary."""
Point: TypeAlias = tuple[str, str, str, str]
"""Kind, key, record; entity."""

_NAMES = ("name", "company_name", "delivery_keys")


@define
class Entries:
    """The rows that find one record, or several."""

    links: list[Link] = field(factory=list)
    points: list[Point] = field(factory=list)


def rest(rows: Sequence[T], known: Sequence[T]) -> Sequence[T]:
    """Return the rows that are not among those that are known."""
    if not (rows and known):
        return rows
    among = set(known)
    return [row for row in rows if row not in among]


def entries_of(record: Record) -> Entries:
    """Return the rows that find a record."""
    return Entries(links_of(record), points_of(record))


def points_of(record: Record) -> list[Point]:
    """Return the rows of a record's contact points."""
    mine = (record.id, NAMES[type(record)])
    return list(map(add, points(record), repeat(mine)))


def links_of(record: Record) -> list[Link]:
    """Return the rows of a record's links."""
    entity, id = NAMES[type(record)], record.id
    found: dict[tuple[str, str], Link] = {}
    for name, target, position, role, primary in links(record):
        # Several rows may name one product: they are one link, the first one.
        if (target, name) not in found:
            row = (target, id, name, entity, role, position, int(primary))
            found[target, name] = row
    return list(found.values())


def is_indexed(spec: FieldSpec) -> bool:
    """Tell whether a field's value may be found from elsewhere."""
    if spec.kind is Kind.REFERENCE:
        return spec.name != "id"
    if spec.kind is Kind.TEXTS:
        return bool(spec.target) or spec.name in _NAMES
    if spec.kind is Kind.CUSTOM:
        return True
    return spec.kind is Kind.VALUES or spec.type is Requisites or spec.name in _NAMES


def indexed_fields(entity: EntityType) -> tuple[str, ...]:
    """Return the names of the fields by which a record is found from elsewhere."""
    return tuple(spec.name for spec in entity.fields.values() if is_indexed(spec))
