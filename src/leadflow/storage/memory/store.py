"""The memory store: a real store without a file, and the oracle for all others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar

import attrs

from leadflow.entities import ENTITIES, Record
from leadflow.errors import StoreClosed, UnknownName
from leadflow.events import Event
from leadflow.storage.memory import finding
from leadflow.storage.memory.persistent import SortedMap
from leadflow.storage.memory.state import Key, State
from leadflow.storage.picking import Picked
from leadflow.storage.port import (
    Backlink,
    Command,
    Group,
    Promises,
    Setting,
    Told,
    Visit,
)
from leadflow.storage.query import Query
from leadflow.storage.turns import Turns


V = TypeVar("V")


class MemoryStore:
    """Keeps everything in memory, until it is closed or the process ends.

    Each instant is one unchangeable state; a commit is the assignment of the
    next one. So readers need no lock, a snapshot costs nothing, and whatever is
    interrupted leaves the state of before. ``deadline``, in seconds, is how
    long a writer waits for its turn.

    >>> from leadflow.testing import a_lead, stored
    >>> store = MemoryStore()
    >>> lead, change = stored(a_lead(title="Forklifts"))
    >>> with store.write() as writer:
    ...     writer.put(change.records)
    ...     writer.append(change.events)
    >>> with store.read() as reader:
    ...     reader.get("lead", [lead.id])[lead.id].title
    'Forklifts'
    """

    def __init__(self, *, deadline: float = 30.0) -> None:
        self._state = State()
        self._turns = Turns(deadline)
        self._is_closed = False

    @classmethod
    def holding(cls, records: Iterable[Record]) -> "MemoryStore":
        """Return a store that begins with these records, and no history."""
        store = cls()
        store._state = State.of(records)
        return store

    @contextmanager
    def read(self) -> Iterator["MemoryReader"]:
        """Open one instant for reading."""
        reader = MemoryReader(self, self.state)
        try:
            yield reader
        finally:
            reader.end()

    @contextmanager
    def write(self) -> Iterator["MemoryWriter"]:
        """Open a transaction; it commits when the block ends well.

        Raises ``StoreBusy`` if other writers do not let go before the deadline,
        and ``InvalidValue`` inside another ``write()`` of the same thread.
        """
        self.check_open()
        with self._turns.take():
            writer = MemoryWriter(self, self.state)
            try:
                yield writer
                self._state = writer.state
            finally:
                writer.end()

    def promises(self) -> Promises:
        """Return how far the store's word goes."""
        note = "everything is gone when the process ends"
        return Promises(durable=False, shared=False, note=note)

    def close(self) -> None:
        """Let go of everything that is held."""
        self._is_closed = True
        self._state = State()

    @property
    def state(self) -> State:
        """Return the present instant."""
        self.check_open()
        return self._state

    def check_open(self) -> None:
        """Raise ``StoreClosed`` if the store was closed."""
        if self._is_closed:
            raise StoreClosed


_parts = attrgetter(*(each.name for each in attrs.fields(Backlink)))


class MemoryReader:
    """Reads one instant; see ``leadflow.storage.port.Reader``."""

    def __init__(self, store: MemoryStore, state: State) -> None:
        self._store = store
        self._state = state
        self._has_ended = False

    @property
    def state(self) -> State:
        """Return the instant that is read."""
        self._store.check_open()
        if self._has_ended:
            raise StoreClosed("the block that this belongs to has ended")
        return self._state

    def end(self) -> None:
        """Refuse whatever is asked from now on."""
        self._has_ended = True

    def get(self, entity: str, ids: Sequence[str]) -> Mapping[str, Record]:
        """Return the records with these ids, those that there are."""
        if entity not in ENTITIES:
            raise UnknownName("entity", entity, tuple(ENTITIES))
        table = self.state.tables[entity]
        found = ((id, table.get(id)) for id in ids)
        return {id: record for id, record in found if record is not None}

    def find(self, query: Query) -> Iterator[Record]:
        """Give the records that the query asks for, in its order."""
        return finding.find(self.state, query)

    def pick(self, query: Query, names: Sequence[str]) -> Iterator[Picked]:
        """Give the named fields of the records that ``find`` would give."""
        for record in self.find(query):
            yield tuple([getattr(record, name) for name in names])

    def count(self, query: Query) -> int:
        """Return how many records match; order, limit and cursor do not matter."""
        return sum(1 for _ in finding.matching(self.state, query))

    def group(
        self, query: Query, by: Sequence[str], *, total: str = ""
    ) -> Sequence[Group]:
        """Count the matching records by the values of built-in text fields."""
        return finding.group(self.state, query, by, total)

    def visits(self, query: Query) -> Iterator[Visit]:
        """Give every stage that each matching record has stood on, once each."""
        state = self.state
        for record in finding.matching(state, query):
            marks = (each.stage for each in state.history(record.id))
            stood = ((mark.pipeline, mark.stage) for mark in marks if mark)
            for pipeline, stage in dict.fromkeys(stood):
                yield Visit(record.id, pipeline, stage)

    def history(self, record: str) -> Iterator[Event]:
        """Give the events of one record, oldest first."""
        return iter(self.state.history(record))

    def caused_by(self, cause: str) -> Iterator[Event]:
        """Give the events that one cause brought about, oldest first."""
        return _under(self.state.causes, (cause,)) if cause else iter(())

    def events(self, *, after: int = 0) -> Iterator[Event]:
        """Give all events whose ``seq`` is above ``after``, in order."""
        return self.state.events.values(after)

    def links_to(self, targets: Sequence[str]) -> Sequence[Backlink]:
        """Return who points at these records, by entity, record and field."""
        links = self.state.backlinks
        found = [
            link
            for target in dict.fromkeys(targets)
            for link in _under(links, (target,))
        ]
        found.sort(key=lambda one: (one.entity, one.record, one.field, one.target))
        return found

    def holders(self, kind: str, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return, by key, the ids of the live records with this contact point."""
        holders = self.state.holders
        found = {key: list(_under(holders, (kind, key))) for key in keys}
        return {key: ids for key, ids in found.items() if ids}

    def tellings(self) -> Iterator[Told]:
        """Give all events as a file would keep them, by ``seq``."""
        # On use only: the codec brings cattrs along.
        from leadflow.storage.codec.tellings import told  # noqa: PLC0415

        return map(told, self.events())

    def histories(self, entity: str) -> Iterator[Told]:
        """Give those of all records of an entity, by record and ``seq``."""
        from leadflow.storage.codec.tellings import told  # noqa: PLC0415

        for id, events in self.state.histories.items(f"{entity}_"):
            if not id.startswith(f"{entity}_"):
                return
            yield from map(told, events)

    def links(self) -> Iterator[tuple[Any, ...]]:
        """Give every link, its parts in the order of ``Backlink``."""
        return map(_parts, self.state.backlinks.values())

    def points(self) -> Iterator[tuple[str, str, str]]:
        """Give every contact point of a live record: kind, key, id."""
        for (kind, key, *_), id in self.state.holders.items():
            yield kind, key, id

    def damage(self) -> Iterator[str]:
        """Give nothing: memory has no files."""
        return iter(())

    def command(self, actor: str, key: str) -> Command | None:
        """Return the command that was stored under this key."""
        return self.state.commands.get((actor, key))

    def last_number(self, name: str) -> int:
        """Return the number last given under a name; 0 where none was."""
        return self.state.numbers.get(name) or 0

    def commands(self) -> Iterator[Command]:
        """Give every command that is kept, by actor and key."""
        return self.state.commands.values()

    def workspace(self) -> tuple[str, int]:
        """Return the stored workspace as text, and its revision (0: none yet)."""
        now = next(reversed(self.settings()), None)
        return (now.text, now.revision) if now else ("", 0)

    def settings(self) -> Sequence[Setting]:
        """Return every workspace that there was, oldest first."""
        return self.state.settings


class MemoryWriter(MemoryReader):
    """Reads and writes inside one transaction; see ``leadflow.storage.port.Writer``.

    Each method makes the next state and then takes it over in one step.
    """

    def put(self, records: Iterable[Record], *, facts: Iterable[Event] = ()) -> None:
        """Store new records and new versions of known ones, all or none."""
        del facts  # they are kept as they are
        self._state = self.state.with_records(records)

    def append(self, events: Iterable[Event]) -> None:
        """Add events; their ``seq`` is given here."""
        self._state = self.state.with_events(events)

    def rewrite(self, events: Iterable[Event]) -> None:
        """Replace changes and cause of stored events, all or none."""
        self._state = self.state.with_rewritten(events)

    def drop(self, records: Iterable[Record]) -> None:
        """Take records away for good, as they are stored, all or none."""
        self._state = self.state.without(records)

    def remember(self, command: Command) -> None:
        """Keep a command under its key."""
        self._state = self.state.with_command(command)

    def next_number(self, name: str) -> int:
        """Return the number that follows the last one of this name, from 1 on."""
        self._state, number = self.state.with_next_number(name)
        return number

    def save_workspace(self, text: str, *, at: datetime | None = None) -> None:
        """Replace the stored workspace from ``at`` on; its revision grows by one."""
        self._state = self.state.with_workspace(text, at)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Open a nested block that is undone alone when it raises (H3)."""
        before = self.state
        try:
            yield
        except BaseException:
            self._state = before
            raise


def _under(index: SortedMap[Key, V], start: Key) -> Iterator[V]:
    """Give the values whose keys begin with ``start``."""
    for key, value in index.items(start):
        if key[: len(start)] != start:
            return
        yield value
