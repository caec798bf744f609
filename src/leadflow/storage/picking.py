"""Reading some fields of many records: what scans and lists need of them.

To make a whole record of a row takes several times as long as to read what a scan
looks at. A store that can read the named columns alone has this ability; of any other
one the same is taken from whole records.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, Protocol, TypeAlias, TypeGuard, runtime_checkable

from leadflow.storage.port import Reader
from leadflow.storage.query import Query


Picked: TypeAlias = tuple[Any, ...]
"""The values of some fields of a record, in the order in which they were named."""


@runtime_checkable
class Picking(Protocol):
    """A reader that gives some fields of records; optional."""

    def pick(self, query: Query, names: Sequence[str]) -> Iterator[Picked]:
        """Give the named built-in fields of what ``find`` would give (promise 22)."""
        ...


def picked(reader: Reader, query: Query, names: Sequence[str]) -> Iterator[Picked]:
    """Give the named fields of the records that a query asks for, in its order.

    Raises ``UnknownName`` for a field that there is not.

    >>> from leadflow.storage.memory import MemoryStore
    >>> from leadflow.testing import a_lead, stored
    >>> from leadflow.workspace import Paths, Workspace
    >>> from leadflow.entities import ENTITIES
    >>> lead, _ = stored(a_lead(title="Forklifts"))
    >>> query = Query(paths=Paths(Workspace(), ENTITIES["lead"]))
    >>> with MemoryStore.holding([lead]).read() as reader:
    ...     list(picked(reader, query, ("title", "version")))
    [('Forklifts', 1)]
    """
    for name in names:
        query.paths.entity.spec(name)
    if _is_picking(reader):
        return reader.pick(query, tuple(names))
    return _taken(reader, query, tuple(names))


def _taken(reader: Reader, query: Query, names: tuple[str, ...]) -> Iterator[Picked]:
    if len(names) == 1:
        (name,) = names
        return ((getattr(record, name),) for record in reader.find(query))
    return map(attrgetter(*names), reader.find(query))


def _is_picking(reader: Reader) -> TypeGuard[Picking]:
    return _picks(type(reader))


@cache
def _picks(kind: type) -> bool:
    # Asking a protocol takes longer than the question that it is asked for.
    return issubclass(kind, Picking)
