"""A connection while one block of reads or writes has it."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from weakref import WeakSet, ref

from leadflow.errors import (
    LeadflowError,
    StoreBusy,
    StoreClosed,
    StoreError,
    StoreFailed,
)
from leadflow.storage.sqlite.connections import Place
from leadflow.storage.sqlite.handing import (
    NO_ROW,
    Connection,
    Reading,
    Row,
    is_unhanded,
)
from leadflow.storage.sqlite.sql import Sql, Value


_BATCH = 256
"""How many rows a stream holds at a time."""


def again(error: LeadflowError) -> LeadflowError:
    """Return the same error anew: one that was raised keeps its frames alive."""
    return type(error)(*error.args)


# An instant lasts as long as a statement that is not done: its second row is never
# read. That is two statements less than a transaction, and the first row is what
# everybody asks for.
_LOOK = (
    'SELECT w."text", w."revision" FROM (SELECT 1 UNION ALL SELECT 2) '
    'LEFT JOIN "workspace" w ON w."id" = 1'
)
WORKSPACE = 'SELECT "text", "revision" FROM "workspace"'
NO_WORKSPACE = "", 0
_ENDED = StoreClosed("the block that this belongs to has ended")


class Fate:
    """What has become of a store; all its sessions share it."""

    __slots__ = ("gone", "writing")

    def __init__(self) -> None:
        self.gone: LeadflowError | None = None
        # Whoever was interrupted is forgotten with it.
        self.writing: ref[Session] | None = None
        """Who writes, if anybody does."""


class Session:
    """Runs statements for one block, and refuses to once the block has ended."""

    __slots__ = (
        "__weakref__",
        "_looking",
        "_streams",
        "connection",
        "fate",
        "gone",
        "is_open",
        "place",
        "workspace",
    )

    def __init__(self, connection: Connection, place: Place, fate: Fate) -> None:
        self.connection = connection
        self.place = place
        self.fate = fate
        self.gone: LeadflowError | None = None
        """Why nothing can be asked any more."""
        self.is_open = True
        self.workspace: tuple[str, int] | None = None
        """The stored workspace and its revision, once they were looked at."""
        # Made on first use: most blocks have none.
        self._streams: WeakSet[Stream] | None = None
        self._looking: sqlite3.Cursor | None = None

    def look(self) -> None:
        """Begin an instant: whatever is read from now on is of this moment."""
        try:
            self._looking = cursor = self.connection.execute(_LOOK)
            text, revision = cursor.fetchone()
        except sqlite3.Error as error:
            raise self.failed(error) from None
        self.workspace = (text, revision) if revision else NO_WORKSPACE

    def run(self, text: str, values: Sequence[Value] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        if self.gone is not None or self.fate.gone is not None:
            self.check()
        try:
            return self.connection.execute(text, values)
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            raise self.failed(error) from None

    def rows(self, text: str, values: Sequence[Value] = ()) -> list[Row]:
        """Return all rows that a statement gives."""
        if self.gone is not None or self.fate.gone is not None:
            self.check()
        try:
            return self.connection.execute(text, values).fetchall()
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            raise self.failed(error) from None

    def one(self, reading: Reading, id: str) -> list[Row]:  # the column's name
        """Return the row with this id, if there is one."""
        if self.gone is not None or self.fate.gone is not None:
            self.check()
        handed = self.connection.handed
        handed.args = NO_ROW
        try:
            self.connection.execute(reading.handing, (id,)).fetchone()
        except (sqlite3.Error, UnicodeError) as error:
            return self._told_plainly(reading, (id,), error)
        row = handed.args
        return [row] if row else []

    def several(self, reading: Reading, values: Sequence[Value]) -> list[Row]:
        """Return the rows that are read, in the order in which SQLite finds them."""
        if self.gone is not None or self.fate.gone is not None:
            self.check()
        handed = self.connection.handed
        handed.args = NO_ROW
        try:
            found = self.connection.execute(reading.handing, values)
            # Each result is fetched when the next row has been handed over already.
            rows: list[Row] = [handed.args]
            rows += [handed.args for _ in found]
        except (sqlite3.Error, UnicodeError) as error:
            return self._told_plainly(reading, values, error)
        rows.pop()
        return rows

    def _told_plainly(
        self, reading: Reading, values: Sequence[Value], error: Exception
    ) -> list[Row]:
        """Read once more what could not be handed over, or tell why not."""
        if is_unhanded(error):
            return self.rows(reading.plain, values)
        raise self.failed(error) from None

    def stream(self, piece: Sql) -> "Stream":
        """Run a statement, and give its rows as they are asked for."""
        return self.followed(Stream(self, self.run(piece.text, piece.values)))

    def followed(self, stream: "Stream") -> "Stream":
        """Return a stream, which ends with the block and is read before a change."""
        if self._streams is None:
            self._streams = WeakSet()
        self._streams.add(stream)
        return stream

    def change(self, text: str, values: Sequence[Value] = ()) -> None:
        """Run a statement that writes."""
        self._settle()
        self.run(text, values)

    def change_each(self, text: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run a statement that writes, once for each row."""
        self._settle()
        try:
            self.connection.executemany(text, rows)
        except sqlite3.IntegrityError:
            raise
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            raise self.failed(error) from None

    def change_all(self, several: Iterable[tuple[str, Sequence[Row]]]) -> None:
        """Run statements that write, each once for each of its rows."""
        self._settle()
        try:
            for text, rows in several:
                if rows:
                    self.connection.executemany(text, rows)
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            raise self.failed(error) from None

    def check(self) -> None:
        """Raise if the block has ended, the store was closed, or it failed."""
        gone = self.gone or self.fate.gone
        if gone is not None:
            raise again(gone)

    def failed(self, error: Exception) -> Exception:
        """Return the documented error, and undo all where nothing can go on."""
        known = self.place.explained(error)
        if isinstance(known, StoreError):
            self.gone = known
            self.undo()
        return known

    def begin(self) -> None:
        """Begin to write, and look at the workspace, which everybody asks for."""
        # In this order, and without a lock: whoever closes the store meanwhile says so
        # first and then looks who writes, so that one of both sees the other.
        self.fate.writing = ref(self)
        if self.gone is not None or self.fate.gone is not None:
            self.is_open = False
            self.check()
        # A write that was interrupted while it ended may have left one.
        if self.connection.in_transaction:
            self.undo()
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            found = self.connection.execute(WORKSPACE).fetchone()
        except sqlite3.Error as error:
            raise self.failed(error) from None
        self.workspace = found or NO_WORKSPACE

    def commit(self) -> None:
        """Make everything visible and durable, or raise and undo it."""
        is_over = self.gone is not None or self.fate.gone is not None
        if is_over or self._streams or not self.connection.in_transaction:
            self._settle()
        try:
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise self.failed(error) from None

    def undo(self) -> None:
        """Leave the transaction, if SQLite has not left it already."""
        if self._streams:
            self._close_streams(self._streams)
        try:
            if self._looking is not None:
                self._looking.close()
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
        except sqlite3.Error:
            # The disk may be gone; SQLite rolls back when it is opened next.
            return

    def end(self) -> None:
        """Undo what was not committed, and refuse whatever is asked from now on."""
        # Once only: afterwards the connection may be somebody else's.
        if not self.is_open:
            return
        is_under_way = self.connection.in_transaction or self._looking is not None
        if (is_under_way or self._streams) and self.place.is_here:
            self.undo()
        self.gone = self.gone or self.fate.gone or _ENDED
        self.is_open = False

    def _settle(self) -> None:
        """Make ready for a change: open streams keep what they were going to give.

        SQLite does not say what a running SELECT makes of a change.
        """
        if self.gone is not None or self.fate.gone is not None:
            self.check()
        if not self.connection.in_transaction:
            self.gone = StoreFailed("the transaction was lost")
            raise again(self.gone)
        if self._streams:
            for stream in list(self._streams):
                stream.read_to_the_end()

    def _close_streams(self, streams: Iterable["Stream"]) -> None:
        for stream in list(streams):
            stream.close()


def sweep(session: Session) -> None:
    """Leave no byte of what was deleted in the file and its log.

    Whatever is live is written anew, free space is zeroed, and the log, which holds
    older pages, is cut off. Nobody may be reading those.
    """
    session.run("PRAGMA secure_delete = ON")
    # Of what may be a large file no copy is made in memory.
    session.run("PRAGMA temp_store = FILE")
    try:
        session.run("VACUUM")
        ((is_busy, *_),) = session.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        session.run("PRAGMA temp_store = MEMORY")
    if is_busy:
        raise StoreBusy(session.place.deadline)


class Stream:
    """The rows of one statement, a batch at a time."""

    __slots__ = ("__weakref__", "_cursor", "_rest", "_session")

    def __init__(self, session: Session, cursor: sqlite3.Cursor) -> None:
        self._session = session
        self._cursor = cursor
        self._rest: list[Row] | None = None

    def __iter__(self) -> Iterator[Row]:
        session = self._session
        while batch := self._next_batch():
            for row in batch:
                if session.gone is not None or session.fate.gone is not None:
                    session.check()
                yield row

    def read_to_the_end(self) -> None:
        """Take all rows into memory, before something changes them."""
        if self._rest is None:
            self._session.check()
            self._rest = self.fetched(-1)

    def fetched(self, count: int) -> list[Row]:
        """Return the next rows; all of them for a count of -1."""
        cursor = self._cursor
        try:
            return cursor.fetchall() if count < 0 else cursor.fetchmany(count)
        except sqlite3.Error as error:
            raise self._session.failed(error) from None

    def close(self) -> None:
        """Let go of the statement."""
        self._cursor.close()

    def _next_batch(self) -> list[Row]:
        self._session.check()
        if self._rest is None:
            return self.fetched(_BATCH)
        batch, self._rest = self._rest, []
        return batch
