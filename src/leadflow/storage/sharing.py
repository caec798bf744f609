"""Finding whole records by several contact points at once.

Who asks whether a record is there already has its phones, its addresses and its firm's
name. A store that answers all of them by one question has this ability; of any other
one the same is put together of two.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Protocol, TypeAlias, TypeGuard, runtime_checkable

from leadflow.entities import Record
from leadflow.storage.port import Reader


Point: TypeAlias = tuple[str, str]
"""Kind and key; see ``leadflow.entities.points``."""
Sharers: TypeAlias = Mapping[Point, Sequence[Record]]
"""By contact point, the records that have it, by id."""


@runtime_checkable
class Sharing(Protocol):
    """A reader that finds records by several contact points; optional."""

    def sharing(self, entity: str, asked: Sequence[Point], most: int) -> Sharers:
        """Return the live records of an entity with these points, ``most`` of each."""
        ...


def sharers(reader: Reader, entity: str, asked: Sequence[Point], most: int) -> Sharers:
    """Return the live records of an entity that have one of these contact points.

    Of each point at most ``most`` records are given, the first by id.

    >>> from leadflow.storage.memory import MemoryStore
    >>> from leadflow.testing import a_lead, stored
    >>> lead, _ = stored(a_lead(phones="+380441234567"))
    >>> with MemoryStore.holding([lead]).read() as reader:
    ...     list(sharers(reader, "lead", [("phone", "+380441234567")], 20))
    [('phone', '+380441234567')]
    """
    if not asked:
        return {}
    if _is_sharing(reader):
        return reader.sharing(entity, asked, most)
    return dict(_put_together(reader, entity, asked, most))


def _put_together(
    reader: Reader, entity: str, asked: Sequence[Point], most: int
) -> Iterator[tuple[Point, Sequence[Record]]]:
    kinds: dict[str, list[str]] = {}
    for kind, key in asked:
        kinds.setdefault(kind, []).append(key)
    found: dict[Point, list[str]] = {}
    for kind, keys in kinds.items():
        for key, ids in reader.holders(kind, keys).items():
            own = sorted(each for each in ids if each.startswith(f"{entity}_"))
            if own:
                found[kind, key] = own[:most]
    wanted = dict.fromkeys(id for ids in found.values() for id in ids)
    records = reader.get(entity, list(wanted))
    for point, ids in found.items():
        yield point, [records[id] for id in ids if id in records]


def _is_sharing(reader: Reader) -> TypeGuard[Sharing]:
    return _shares(type(reader))


@cache
def _shares(kind: type) -> bool:
    # Asking a protocol takes longer than the question that it is asked for.
    return issubclass(kind, Sharing)
