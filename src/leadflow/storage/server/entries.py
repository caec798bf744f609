"""What finds a record from elsewhere: the rows of its links and contact points."""

from typing import TypeAlias

from attrs import frozen

from leadflow.entities import ENTITIES, Record, entity_of, references
from leadflow.entities.points import POINTED, points
from leadflow.entities.records import LINKING
from leadflow.storage.server.keys import shortened


Entry: TypeAlias = tuple[str | bool | None, ...]


@frozen
class Entries:
    """The rows that find one record: without tenant, in the order of the columns."""

    links: tuple[Entry, ...]
    """Target, record, field; entity, role, position, whether it is primary."""
    points: tuple[Entry, ...]
    """Kind, key, record; entity, and the whole key where it is a long one."""

    def without(self, others: "Entries") -> "Entries":
        """Return the rows that others have not."""
        links, known = set(others.links), set(others.points)
        return Entries(
            tuple(each for each in self.links if each not in links),
            tuple(each for each in self.points if each not in known),
        )


def entries_of(record: Record, names: frozenset[str] | None = None) -> Entries:
    """Return the rows that find a record; of named fields, those that they make."""
    own = type(record)
    return Entries(
        _links(record) if names is None or names & _LINKED[own] else (),
        _points(record) if names is None or names & _POINTED else (),
    )


def _links(record: Record) -> tuple[Entry, ...]:
    entity, id = entity_of(record).name, record.id
    links: dict[tuple[str, str], Entry] = {}
    for each in references(record):
        told = (entity, each.role, each.position, each.primary)
        # Several rows may name one product: they are one link.
        links.setdefault(
            (each.target, each.field), (each.target, id, each.field, *told)
        )
    return tuple(links.values())


def _points(record: Record) -> tuple[Entry, ...]:
    entity, id = entity_of(record).name, record.id
    found = (
        (kind, short := shortened(key), id, entity, None if short == key else key)
        for kind, key in points(record)
    )
    return tuple(dict.fromkeys(found))


_POINTED = POINTED | {"deleted_at"}
_LINKED = {
    each.cls: frozenset(LINKING[each.cls].names) | {"custom"}
    for each in ENTITIES.values()
}
