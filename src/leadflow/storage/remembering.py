"""A reader that asks each question once: for commands that look things up often.

A command decides before it writes, so what it has read stays true until then.
"""

from collections.abc import Mapping, Sequence
from itertools import filterfalse

from leadflow.entities import Record
from leadflow.storage.holding import Holders, holders_of
from leadflow.storage.passing import Passing
from leadflow.storage.port import Backlink, Reader
from leadflow.storage.sharing import Point


class Remembering(Passing):
    """Reads through another reader and keeps the answers to look-ups."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self._records: dict[str, Record | None] = {}
        self._holders: dict[tuple[str, str], Sequence[str]] = {}
        self._links: dict[tuple[str, ...], Sequence[Backlink]] = {}

    @classmethod
    def of(cls, reader: Reader) -> Reader:
        """Return what reads through a reader and remembers, if that does not yet."""
        return reader if isinstance(reader, Remembering) else cls(reader)

    def get(self, entity: str, ids: Sequence[str]) -> Mapping[str, Record]:
        """Return the records with these ids, those that there are."""
        known = self._records
        # Verbs ask for one at a time, and mostly for what was read beforehand.
        if len(ids) == 1 and (record := known.get(ids[0])) is not None:
            return {ids[0]: record}
        if asked := [each for each in ids if each not in known]:
            found = self._asked.get(entity, asked)
            for each in asked:
                known[each] = found.get(each)
        return {each: record for each in ids if (record := known[each]) is not None}

    def holders(self, kind: str, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return, by key, the ids of the live records with this contact point."""
        known, found = self._holders, dict[str, Sequence[str]]()
        # Loops, and no comprehensions: it is mostly one key, asked for once.
        asked: list[str] = []
        for key in keys:
            if (kind, key) not in known:
                asked.append(key)
            elif ids := known[kind, key]:
                found[key] = ids
        if asked:
            answers = self._asked.holders(kind, asked)
            found.update(answers)
            for key in asked:
                known[kind, key] = answers.get(key, ())
        return found

    def holders_of(self, points: Sequence[Point]) -> Holders:
        """Return the same by point; points that nobody has are left out."""
        known, found = self._holders, dict[Point, Sequence[str]]()
        asked = list(filterfalse(known.__contains__, points))
        if asked:
            answers = holders_of(self._asked, asked)
            for point in asked:
                known[point] = answers.get(point, ())
        for point in points:
            if ids := known[point]:
                found[point] = ids
        return found

    def links_to(self, targets: Sequence[str]) -> Sequence[Backlink]:
        """Return who points at these records."""
        asked = tuple(targets)
        if asked not in self._links:
            self._links[asked] = self._asked.links_to(asked)
        return self._links[asked]
