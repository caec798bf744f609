"""Asking at once who holds several contact points of several kinds.

A lead has a phone, an address and the name of a firm, and all of them are looked up
with each conversion. A store that answers one question for all has this ability; any
other one is asked kind by kind.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol, TypeAlias, TypeGuard, runtime_checkable

from leadflow.storage.port import Reader
from leadflow.storage.sharing import Point


Holders: TypeAlias = Mapping[Point, Sequence[str]]
"""By contact point, the ids of those that hold it."""


@runtime_checkable
class Holding(Protocol):
    """A reader that tells who holds several contact points; optional."""

    def holders_of(self, points: Sequence[Point]) -> Holders:
        """Return what ``holders`` tells of each; points that nobody has are left out.

        No point comes twice.
        """
        ...


def holders_of(reader: Reader, points: Sequence[Point]) -> Holders:
    """Return, by contact point, the ids of the live records that hold it.

    >>> from leadflow.storage.memory import MemoryStore
    >>> from leadflow.testing import a_lead, stored
    >>> lead, _ = stored(a_lead(phones="+380441234567"))
    >>> with MemoryStore.holding([lead]).read() as reader:
    ...     list(holders_of(reader, [("phone", "+380441234567"), ("name", "kyivlog")]))
    [('phone', '+380441234567')]
    """
    if _is_holding(reader):
        return reader.holders_of(points)
    kinds: dict[str, list[str]] = {}
    for kind, key in points:
        kinds.setdefault(kind, []).append(key)
    return {
        (kind, key): ids
        for kind, keys in kinds.items()
        for key, ids in reader.holders(kind, keys).items()
    }


def _is_holding(reader: Reader) -> TypeGuard[Holding]:
    return _holds(type(reader))


@cache
def _holds(kind: type) -> bool:
    # Asking a protocol takes longer than the question that it is asked for.
    return issubclass(kind, Holding)
