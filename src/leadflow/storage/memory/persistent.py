"""A sorted map that never changes: every change gives a new map.

The keys stand in chunks of a few hundred. A change copies one chunk and the
list of chunks, whatever the size of the map, and shares all the rest; so a
snapshot is a reference, and going back is forgetting the newer map.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Generic, TypeVar


K = TypeVar("K", bound=str | int | tuple[str, ...])
V = TypeVar("V")

# Copying a chunk and copying the list of chunks cost about the same at 100,000.
LARGEST_CHUNK = 256
# Below it single steps are quicker than merging.
_FEW = 8


class Chunk(Generic[K, V]):
    """Neighbouring keys and their values; never changed once it is in a map."""

    __slots__ = ("keys", "values")

    def __init__(self, keys: list[K], values: list[V]) -> None:
        self.keys = keys
        self.values = values

    def __len__(self) -> int:
        return len(self.keys)


class SortedMap(Generic[K, V]):
    """An unchangeable mapping that is walked in the order of its keys.

    >>> one = SortedMap[str, int]().put("b", 2)
    >>> two = one.put("a", 1)
    >>> list(one.items()), list(two.items())
    ([('b', 2)], [('a', 1), ('b', 2)])
    """

    __slots__ = ("_chunks", "_firsts", "_size")

    _firsts: list[K]
    _chunks: list[Chunk[K, V]]
    _size: int

    def __init__(self) -> None:
        self._firsts = []
        self._chunks = []
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def __contains__(self, key: K) -> bool:
        return self._place(key)[2]

    def get(self, key: K) -> V | None:
        """Return the value of a key, or ``None``."""
        number, at, found = self._place(key)
        return self._chunks[number].values[at] if found else None

    def put(self, key: K, value: V) -> "SortedMap[K, V]":
        """Return the map with this value under the key."""
        if not self._chunks:
            return self._made([key], [Chunk([key], [value])], 1)
        number, at, found = self._place(key)
        chunk = self._chunks[number]
        if found:
            values = chunk.values.copy()
            values[at] = value
            return self._with(number, [Chunk(chunk.keys, values)], self._size)
        keys = [*chunk.keys[:at], key, *chunk.keys[at:]]
        values = [*chunk.values[:at], value, *chunk.values[at:]]
        halves = self._split(keys, values, number)
        return self._with(number, halves, self._size + 1)

    def without(self, key: K) -> "SortedMap[K, V]":
        """Return the map without the key, which need not be in it."""
        number, at, found = self._place(key)
        if not found:
            return self
        chunk = self._chunks[number]
        if len(chunk.keys) == 1:
            return self._with(number, [], self._size - 1)
        keys = chunk.keys[:at] + chunk.keys[at + 1 :]
        values = chunk.values[:at] + chunk.values[at + 1 :]
        return self._with(number, [Chunk(keys, values)], self._size - 1)

    def patched(self, changes: Mapping[K, V | None]) -> "SortedMap[K, V]":
        """Return the map with all these values; ``None`` takes a key away."""
        if len(changes) < _FEW:
            made = self
            for key, value in changes.items():
                made = made.without(key) if value is None else made.put(key, value)
            return made
        chunks, done, size = list[Chunk[K, V]](), 0, self._size
        for number, keys in groupby(sorted(changes), lambda key: self._place(key)[0]):
            old = self._chunks[number : number + 1]
            merged = _merged(old, {key: changes[key] for key in keys})
            chunks += [*self._chunks[done:number], *merged]
            done = number + 1
            size += sum(map(len, merged)) - sum(map(len, old))
        chunks += self._chunks[done:]
        return self._made([chunk.keys[0] for chunk in chunks], chunks, size)

    def items(self, start: K | None = None) -> Iterator[tuple[K, V]]:
        """Give keys and values in the order of the keys, from ``start`` on."""
        number, at = (0, 0) if start is None else self._place(start)[:2]
        for chunk in self._chunks[number:]:
            yield from zip(chunk.keys[at:], chunk.values[at:], strict=True)
            at = 0

    def values(self, after: K | None = None) -> Iterator[V]:
        """Give the values in the order of their keys, those behind ``after``."""
        number, at = 0, 0
        if after is not None:
            number, at, found = self._place(after)
            at += found
        for chunk in self._chunks[number:]:
            yield from chunk.values[at:] if at else chunk.values
            at = 0

    def last(self) -> K | None:
        """Return the greatest key, or ``None``."""
        return self._chunks[-1].keys[-1] if self._chunks else None

    def chunk_sizes(self) -> list[int]:
        """Return how full the chunks are."""
        return list(map(len, self._chunks))

    def _place(self, key: K) -> tuple[int, int, bool]:
        """Return the chunk, the place in it, and whether the key stands there."""
        number = max(bisect_right(self._firsts, key) - 1, 0)
        if not self._chunks:
            return 0, 0, False
        keys = self._chunks[number].keys
        at = bisect_left(keys, key)
        return number, at, at < len(keys) and keys[at] == key

    def _split(self, keys: list[K], values: list[V], number: int) -> list[Chunk[K, V]]:
        if len(keys) <= LARGEST_CHUNK:
            return [Chunk(keys, values)]
        # Ids grow, so most keys come last: a full chunk is then left full.
        is_last = number == len(self._chunks) - 1
        at = len(keys) - 1 if is_last else len(keys) // 2
        return [Chunk(keys[:at], values[:at]), Chunk(keys[at:], values[at:])]

    def _with(
        self, number: int, chunks: list[Chunk[K, V]], size: int
    ) -> "SortedMap[K, V]":
        firsts = [chunk.keys[0] for chunk in chunks]
        return self._made(
            [*self._firsts[:number], *firsts, *self._firsts[number + 1 :]],
            [*self._chunks[:number], *chunks, *self._chunks[number + 1 :]],
            size,
        )

    def _made(
        self, firsts: list[K], chunks: list[Chunk[K, V]], size: int
    ) -> "SortedMap[K, V]":
        made: SortedMap[K, V] = SortedMap()
        made._firsts, made._chunks, made._size = firsts, chunks, size
        return made


def _merged(old: list[Chunk[K, V]], changes: Mapping[K, V | None]) -> list[Chunk[K, V]]:
    """Return one chunk, or none, with the changes, as as many as it then takes."""
    known: dict[K, V] = {}
    for chunk in old:
        known.update(zip(chunk.keys, chunk.values, strict=True))
    for key, value in changes.items():
        if value is None:
            known.pop(key, None)
        else:
            known[key] = value
    keys = sorted(known)
    parts = (keys[at : at + LARGEST_CHUNK] for at in range(0, len(keys), LARGEST_CHUNK))
    return [Chunk(part, [known[key] for key in part]) for part in parts]
