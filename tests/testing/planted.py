"""Stores with one mistake each, which a suite worth its name must find."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice

import attrs

from leadflow.entities import Record
from leadflow.events import Event
from leadflow.expressions import ALWAYS
from leadflow.storage.memory import MemoryStore
from leadflow.storage.memory.store import MemoryReader, MemoryWriter
from leadflow.storage.port import Backlink, Command
from leadflow.storage.query import ANY, Query


class Planted(MemoryStore):
    """A store that reads and writes as its two classes do."""

    def __init__(
        self,
        *,
        reader: type[MemoryReader] = MemoryReader,
        writer: type[MemoryWriter] = MemoryWriter,
    ) -> None:
        super().__init__(deadline=1)
        self.reader = reader
        self.writer = writer

    @contextmanager
    def read(self) -> Iterator[MemoryReader]:
        """Open an instant."""
        yield self.reader(self, self.state)

    @contextmanager
    def write(self) -> Iterator[MemoryWriter]:
        """Open a transaction."""
        with self._turns.take():
            writer = self.writer(self, self.state)
            yield writer
            self._state = writer.state


class KeepsHalf(Planted):
    """Commits what was written before an exception."""

    @contextmanager
    def write(self) -> Iterator[MemoryWriter]:
        """Open a transaction that always commits."""
        writer = self.writer(self, self.state)
        try:
            yield writer
        finally:
            self._state = writer.state


class NoSavepoints(MemoryWriter):
    """Undoes nothing when a savepoint fails."""

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Open a block that is not undone."""
        yield


class Unsteady(MemoryReader):
    """Shows a reader what was committed after it began."""

    def find(self, query: Query) -> Iterator[Record]:
        """Find in the newest instant."""
        self._state = self._store.state
        return super().find(query)


class LastWins(MemoryWriter):
    """Stores whatever it is given, on top of whatever there is."""

    def put(self, records: Iterable[Record], *, facts: Iterable[Event] = ()) -> None:
        """Put the newest version."""
        del facts
        for record in records:
            table = self._state.tables[record.id.partition("_")[0]]
            tables = {
                **self._state.tables,
                record.id.partition("_")[0]: table.put(record.id, record),
            }
            self._state = attrs.evolve(self._state, tables=tables)


class ShowsDeleted(MemoryReader):
    """Finds deleted records among the living."""

    def find(self, query: Query) -> Iterator[Record]:
        """Find any record."""
        return super().find(attrs.evolve(query, which=ANY))


class AsksNothing(MemoryReader):
    """Finds records for which the condition is not true."""

    def find(self, query: Query) -> Iterator[Record]:
        """Find every record."""
        return super().find(attrs.evolve(query, where=ALWAYS))


class LosesOrder(MemoryReader):
    """Sorts by the first criterion alone."""

    def find(self, query: Query) -> Iterator[Record]:
        """Find in a poorer order."""
        return super().find(attrs.evolve(query, order=query.order[:1]))


class Gappy(MemoryWriter):
    """Leaves out the second of several events."""

    def append(self, events: Iterable[Event]) -> None:
        """Append all but the second event."""
        super().append(each for number, each in enumerate(events) if number != 1)


class OneWay(MemoryReader):
    """Knows links from the end that holds them only."""

    def links_to(self, targets: Sequence[str]) -> Sequence[Backlink]:
        """Return nobody."""
        del targets
        return []


class Unfounded(MemoryReader):
    """Knows of one event of each cause."""

    def caused_by(self, cause: str) -> Iterator[Event]:
        """Give the first event of the cause."""
        return islice(super().caused_by(cause), 1)


class OnePhone(MemoryReader):
    """Knows one holder of each contact point."""

    def holders(self, kind: str, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return the first holders."""
        found = super().holders(kind, keys)
        return {key: ids[:1] for key, ids in found.items()}


class Gossip(MemoryReader):
    """Tells one actor the result of another's command."""

    def command(self, actor: str, key: str) -> Command | None:
        """Return the command of anybody."""
        del actor
        return super().command("ada", key) or super().command("bob", key)


class Unrevised(MemoryReader):
    """Counts no revisions of the workspace."""

    def workspace(self) -> tuple[str, int]:
        """Return the workspace and 1."""
        return super().workspace()[0], min(super().workspace()[1], 1)


class Miscounts(MemoryWriter):
    """Gives a number that is not the next one."""

    def next_number(self, name: str) -> int:
        """Return the number after the next."""
        super().next_number(name)
        return super().next_number(name)


class Undead(Planted):
    """Can be used after it was closed."""

    def close(self) -> None:
        """Do nothing."""


STORES: Mapping[str, Callable[[], MemoryStore]] = {
    "keeps half": KeepsHalf,
    "undead": Undead,
    "no savepoints": partial(Planted, writer=NoSavepoints),
    "miscounts": partial(Planted, writer=Miscounts),
    "unsteady": partial(Planted, reader=Unsteady),
    "last wins": partial(Planted, writer=LastWins),
    "shows deleted": partial(Planted, reader=ShowsDeleted),
    "asks nothing": partial(Planted, reader=AsksNothing),
    "loses order": partial(Planted, reader=LosesOrder),
    "gappy": partial(Planted, writer=Gappy),
    "one way": partial(Planted, reader=OneWay),
    "unfounded": partial(Planted, reader=Unfounded),
    "one phone": partial(Planted, reader=OnePhone),
    "gossip": partial(Planted, reader=Gossip),
    "unrevised": partial(Planted, reader=Unrevised),
}
"""Each mistake by its name."""
