"""The files that records refer to."""

from collections.abc import Iterable, Iterator

from leadflow.entities import Custom
from leadflow.values import FileRef


def keys_of(values: Iterable[object]) -> Iterator[str]:
    """Yield the keys of the files among the values of a record, its own fields too."""
    for held in values:
        if isinstance(held, FileRef):
            yield held.key
        elif isinstance(held, Custom):
            yield from keys_of(held.values())
        elif isinstance(held, tuple):
            yield from keys_of(held)
