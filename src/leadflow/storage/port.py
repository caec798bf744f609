"""The port: what leadflow asks of a place that keeps its data.

Whoever writes a store keeps these promises; ``leadflow.testing.suite.StoreSuite``
has a test for each of them.

1.  A write is all or nothing: an exception inside ``write()`` leaves the store
    as it was, because nothing becomes visible before the block ends well.
2.  A savepoint is the same inside a write: what happened in it goes, what
    happened before it stays.
3.  A reader sees one instant: whatever is written meanwhile, all reads of one
    ``read()`` agree with each other (P9).
4.  A writer sees its own writes.
5.  Writers take turns; none is starved, and none sees half of another's work.
6.  What a returned ``write()`` put is there after a restart, as far as
    ``promises()`` says (P4).
7.  ``put`` is all or none. It stores a record only on top of the version it was
    made from, else it raises ``Conflict`` with both versions (H2); version 1 is a
    new record.
8.  Records come back equal to what was put, each field of its own type.
9.  ``get`` gives deleted records too; ``find``, ``count`` and ``group`` obey the
    query's ``which``.
10. A condition holds where it is true; unknown is no match. Every store gives
    the same answer as the evaluation in Python (P15); what other records tell
    (``PathInfo.backed``) is found out in the same instant.
11. The order is total: the query's criteria, empties last, then the id; so a
    page that starts after a cursor neither repeats nor skips a record.
12. ``find`` and ``visits`` stream: they hold a bounded number of records at a time,
    and may run side by side. What is written while they run is not seen by them.
13. Events are only ever added; ``seq`` numbers them without a gap in the order of
    commit, whatever the clock says (P13, P16).
14. Links and contact points are found from the other end as soon as the record
    that holds them is put, and no longer once it is changed.
15. A command is remembered with its effect or not at all (P3).
16. The workspace is stored with the data; its revision grows with each change.
    Earlier ones are kept, with the time and the event after which each began.
17. After ``close`` everything raises ``StoreClosed``; closing twice is harmless.
18. The events that one cause brought about are found by it, in order, whatever
    records they tell of; an empty cause brings about nothing.
19. Numbers of a name come in order, each once: no two transactions that commit
    get the same one, whoever writes at the same time. A transaction, or a
    savepoint, that is undone gives its numbers back: so they have no gap, and
    only what was never stored is given again.
20. ``rewrite`` makes known events tell less: their changes and cause are replaced,
    and nothing else of them; no copy of what they told is found by reading.
21. ``drop`` takes records away with their links and contact points; their events
    stay.
22. ``pick`` gives, of the records that ``find`` would give, the named fields alone,
    equal to theirs and in the same order; see ``leadflow.storage.picking``.

Stores are shared between threads; a reader or writer belongs to the thread that
opened it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cache
from typing import Any, Protocol, TypeAlias, TypeGuard, runtime_checkable

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import Record
from leadflow.events import Event
from leadflow.storage.query import Query
from leadflow.values import Money
from leadflow.workspace import CustomField


Told: TypeAlias = Sequence[Any]
"""An event as it is stored; ``leadflow.storage.codec.tellings`` says how."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Promises:
    """How far a store's word goes."""

    durable: bool
    """What returned is there after a power cut (P4)."""
    shared: bool
    """Several processes may have it open at once."""
    note: str = ""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Group:
    """Records that share the values grouped by."""

    key: tuple[str, ...]
    count: int
    totals: tuple[Money, ...] = ()
    """The sum of the money field asked for, one per currency, by currency."""


@by_value
@frozen(eq=False, repr=False, weakref_slot=False)
class Visit:
    """A stage that a record has stood on, at any time."""

    record: str
    pipeline: str
    stage: str


@by_value
@frozen(eq=False, repr=False, weakref_slot=False)
class Backlink:
    """A record that points at another."""

    entity: str
    record: str
    field: str
    target: str
    role: str = ""
    position: str = ""
    primary: bool = False


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Command:
    """A request that took effect, kept under its key (P3)."""

    actor: str
    key: str
    verb: str
    request: str
    """What was asked, as text that is equal when the requests are."""
    result: str
    """What came of it: enough to answer the same request again."""


@frozen(kw_only=True)
class Foreseen:
    """What somebody is going to ask, as far as that is known beforehand."""

    ids: tuple[str, ...] = ()
    """Records that will be asked for."""
    targets: tuple[str, ...] = ()
    """Records of which it will be asked who points at them."""
    points: tuple[tuple[str, str], ...] = ()
    """Contact points, by kind and key, whose holders will be asked for."""
    commands: tuple[tuple[str, str], ...] = ()
    """Commands, by actor and key."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Setting:
    """A workspace that held from some moment on."""

    revision: int
    text: str
    at: datetime | None = None
    """When it began; ``None`` where nobody knows."""
    seq: int = 0
    """The last event before it."""


class Reader(Protocol):
    """Reads one instant of a store."""

    def get(self, entity: str, ids: Sequence[str]) -> Mapping[str, Record]:
        """Return the records with these ids, those that there are."""
        ...

    def find(self, query: Query) -> Iterator[Record]:
        """Give the records that the query asks for, in its order."""
        ...

    def count(self, query: Query) -> int:
        """Return how many records match; order, limit and cursor do not matter."""
        ...

    def group(
        self, query: Query, by: Sequence[str], *, total: str = ""
    ) -> Sequence[Group]:
        """Count the matching records by the values of built-in text fields.

        ``total`` names a money field to add up. Groups come sorted by key.
        """
        ...

    def visits(self, query: Query) -> Iterator[Visit]:
        """Give every stage that each matching record has stood on, once each.

        Visits come in the order of record ids; order and limit do not matter.
        """
        ...

    def history(self, record: str) -> Iterator[Event]:
        """Give the events of one record, oldest first."""
        ...

    def caused_by(self, cause: str) -> Iterator[Event]:
        """Give the events that one cause brought about, oldest first."""
        ...

    def events(self, *, after: int = 0) -> Iterator[Event]:
        """Give all events whose ``seq`` is above ``after``, in order."""
        ...

    def links_to(self, targets: Sequence[str]) -> Sequence[Backlink]:
        """Return who points at these records, by entity, record and field."""
        ...

    def holders(self, kind: str, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return, by key, the ids of the live records with this contact point.

        Kinds and keys are those of ``leadflow.entities.points``.
        """
        ...

    def command(self, actor: str, key: str) -> Command | None:
        """Return the command that was stored under this key."""
        ...

    def last_number(self, name: str) -> int:
        """Return the number last given under a name; 0 where none was."""
        ...

    def commands(self) -> Iterator[Command]:
        """Give every command that is kept, by actor and key."""
        ...

    def workspace(self) -> tuple[str, int]:
        """Return the stored workspace as text, and its revision (0: none yet)."""
        ...

    def settings(self) -> Sequence[Setting]:
        """Return every workspace that there was, oldest first (H7)."""
        ...


class Writer(Reader, Protocol):
    """Reads and writes inside one transaction."""

    def put(self, records: Iterable[Record], *, facts: Iterable[Event] = ()) -> None:
        """Store new records and new versions of known ones, in order.

        ``facts`` are those about them that are appended next. That of a next version
        says what differs, which a store may otherwise have to find out.
        """
        ...

    def append(self, events: Iterable[Event]) -> None:
        """Add events; their ``seq`` is given here."""
        ...

    def rewrite(self, events: Iterable[Event]) -> None:
        """Replace changes and cause of stored events, all or none.

        Raises ``InvalidValue`` where an event is not stored, or where anything else
        of it differs.
        """
        ...

    def drop(self, records: Iterable[Record]) -> None:
        """Take records away for good, as they are stored, all or none."""
        ...

    def remember(self, command: Command) -> None:
        """Keep a command under its key, in place of what was there."""
        ...

    def next_number(self, name: str) -> int:
        """Return the number that follows the last one of this name, from 1 on."""
        ...

    def save_workspace(self, text: str, *, at: datetime | None = None) -> None:
        """Replace the stored workspace from ``at`` on; its revision grows by one."""
        ...

    def savepoint(self) -> AbstractContextManager[None]:
        """Open a nested block that is undone alone when it raises (H3)."""
        ...


@runtime_checkable
class Indexing(Protocol):
    """A writer that can find records fast by custom fields; optional."""

    def index(self, fields: Iterable[CustomField]) -> None:
        """Keep indexes for these custom fields and for no others.

        What is found is the same with and without them.
        """
        ...


@runtime_checkable
class Knowing(Protocol):
    """A reader that gives whole records by a contact point; optional."""

    def known_by(self, entity: str, kind: str, key: str) -> Sequence[Record]:
        """Return the live records of an entity that ``holders`` would name, by id."""
        ...


def is_knowing(reader: Reader) -> TypeGuard[Knowing]:
    """Tell whether a reader has the ability.

    >>> from leadflow.storage.memory import MemoryStore
    >>> with MemoryStore().read() as reader:
    ...     is_knowing(reader)
    False
    """
    return _knows(type(reader))


@cache
def _knows(reader: type) -> bool:
    # Asking a protocol takes longer than the question that it is asked for.
    return issubclass(reader, Knowing)


@runtime_checkable
class Telling(Protocol):
    """A reader that gives events as they are stored, to be folded; optional."""

    def tellings(self) -> Iterator[Told]:
        """Give all events, by ``seq``."""
        ...

    def histories(self, entity: str) -> Iterator[Told]:
        """Give those of all records of an entity, by record and ``seq``."""
        ...


@runtime_checkable
class Foreseeing(Protocol):
    """A writer that reads together what it will be asked one by one; optional."""

    def foresee(self, foreseen: Foreseen) -> None:
        """Read it; whatever is asked is answered as if it had not been foreseen."""
        ...


@runtime_checkable
class Saving(Protocol):
    """A writer that need not undo what a verb wrote, if all of its block is; optional.

    A block is a transaction or a savepoint.
    """

    def save(self, records: Iterable[Record], events: Iterable[Event]) -> None:
        """Put records and append events as the last thing that a block does.

        It may take until the next question, or the end of the block. What is raised
        then may leave some of it written, so nobody may go on in the same block who
        catches it.
        """
        ...


@runtime_checkable
class Prepared(Protocol):
    """A store that begins a transaction with what it will be asked; optional."""

    def write_foreseeing(self, foreseen: Foreseen) -> AbstractContextManager["Writer"]:
        """Open a transaction as ``write`` does, and foresee with the same trip."""
        ...


@runtime_checkable
class Patient(Protocol):
    """A store whose transactions may be undone in favour of others; optional."""

    def pause(self, attempt: int) -> bool:
        """Wait before a transaction is tried again, the first time with 1.

        Returns ``False`` where the transaction is not the store's own, and raises
        ``StoreBusy`` after so many attempts that trying on is no use.
        """
        ...


class Store(Protocol):
    """A place that keeps the data; see the promises above."""

    def read(self) -> AbstractContextManager[Reader]:
        """Open one instant for reading."""
        ...

    def write(self) -> AbstractContextManager[Writer]:
        """Open a transaction; it commits when the block ends well.

        Raises ``StoreBusy`` if other writers do not let go before the deadline.
        """
        ...

    def promises(self) -> Promises:
        """Return how far the store's word goes."""
        ...

    def close(self) -> None:
        """Let go of files and memory."""
        ...
