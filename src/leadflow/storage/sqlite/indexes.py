"""What finds a record from elsewhere: its links and its contact points."""

from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import add
from typing import TypeAlias

from attrs import frozen

from leadflow.entities import NAMES, Kind, Record, references
from leadflow.entities.points import POINTED, points
from leadflow.entities.schema import EntityType, FieldSpec
from leadflow.values import Requisites


Link: TypeAlias = tuple[str, str, str, str, str, str, int]
"""Target, record, field; entity, role, position, whether it is primary."""
Point: TypeAlias = tuple[str, str, str, str]
"""Kind, key, record; entity."""

_NAMES = ("name", "company_name", "delivery_keys")


@frozen
class Entries:
    """The rows that find one record, or several."""

    links: Sequence[Link]
    points: Sequence[Point]

    @classmethod
    def joined(cls, several: Iterable["Entries"]) -> "Entries":
        """Return all rows as one value."""
        known = list(several)
        links = tuple([link for each in known for link in each.links])
        return cls(links, tuple([point for each in known for point in each.points]))

    def without(self, others: "Entries") -> "Entries":
        """Return the rows that others have not."""
        links = set(others.links)
        points_ = set(others.points)
        return Entries(
            tuple(link for link in self.links if link not in links),
            tuple(point for point in self.points if point not in points_),
        )


def entries_of(record: Record, names: Iterable[str] = POINTED) -> Entries:
    """Return the rows that find a record, as far as these fields say where it is."""
    found = () if POINTED.isdisjoint(names) else points_of(record)
    return Entries(links_of(record), found)


def points_of(record: Record) -> tuple[Point, ...]:
    """Return the rows of a record's contact points."""
    mine = (record.id, NAMES[type(record)])
    return tuple(map(add, points(record), repeat(mine)))


def links_of(record: Record) -> tuple[Link, ...]:
    """Return the rows of a record's links."""
    entity, id = NAMES[type(record)], record.id
    links: dict[tuple[str, str], Link] = {}
    for each in references(record):
        # Several rows may name one product: they are one link.
        links.setdefault(
            (each.target, each.field),
            (
                each.target,
                id,
                each.field,
                entity,
                each.role,
                each.position,
                int(each.primary),
            ),
        )
    return tuple(links.values())


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
