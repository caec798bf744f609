"""The store: one file, one writer at a time, as many readers as ask."""

import glob
import os
import sqlite3
import sys
import threading
from contextlib import AbstractContextManager
from pathlib import Path
from weakref import WeakSet, finalize

from leadflow.errors import InvalidValue, StoreClosed
from leadflow.storage.port import Promises
from leadflow.storage.sqlite.connections import (
    DURABILITIES,
    Place,
    check_version,
    connect,
    open_or_make,
)
from leadflow.storage.sqlite.handing import Connection
from leadflow.storage.sqlite.locking import Hold, Ticket, leave_locks_to_parent
from leadflow.storage.sqlite.reading import SQLiteReader
from leadflow.storage.sqlite.sessions import Fate, Session, again, sweep
from leadflow.storage.sqlite.writing import SQLiteWriter


class SQLiteStore:
    """Keeps everything in one SQLite file, which is made where there is none.

    Threads and processes may share it. ``deadline``, in seconds, is how long a
    writer waits for its turn. ``durability`` is ``full``, or ``normal`` for
    data that may lose its last commits in a power cut (P4).

    Raises ``NotAStore`` for files of others and in a folder that is not there,
    ``StoreTooNew`` for those of a newer leadflow, and ``StoreFailed`` where the
    file cannot be opened.

    >>> store = SQLiteStore("sales.db")
    >>> store.promises().durable
    True
    >>> store.close()
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        deadline: float = 30.0,
        durability: str = "full",
    ) -> None:
        if durability not in DURABILITIES:
            hint = f"it is one of {', '.join(DURABILITIES)}"
            raise InvalidValue("durability", "is not known", hint)
        check_version(sqlite3.sqlite_version_info)
        self._place = Place(Path(path).absolute(), deadline, durability)
        self._ticket = Ticket(f"{self._place.path}-lock", deadline)
        self._fate = Fate()
        # Reentrant: an interruption may come just before it is let go of.
        self._guard = threading.RLock()
        self._idle: list[Connection] = []
        self._writer = open_or_make(self._place, self._ticket)
        self._opened = [self._writer]
        # Whoever forgets to close the store still leaves a tidy file behind.
        finalize(self, _close_all, self._opened, os.getpid())
        _STORES.add(self)

    def __repr__(self) -> str:
        return f"SQLiteStore({str(self._place.path)!r})"

    def read(self) -> AbstractContextManager[SQLiteReader]:
        """Open one instant for reading."""
        return _Instant(self)

    def write(self) -> AbstractContextManager[SQLiteWriter]:
        """Open a transaction; it commits when the block ends well.

        Raises ``StoreBusy`` if other writers do not let go before the deadline,
        and ``InvalidValue`` inside another ``write()`` of the same thread.
        """
        if self._fate.gone is not None:
            self.check()
        session = Session(self._writer, self._place, self._fate)
        return _Transaction(self, self._ticket, session)

    def promises(self) -> Promises:
        """Return how far the store's word goes."""
        is_full = self._place.durability == "full"
        note = "" if is_full else "a power cut may take the last commits back"
        return Promises(durable=is_full, shared=True, note=note)

    def copy_to(self, path: Path) -> None:
        """Write all that is committed into another file, which appears when whole."""
        with self.read() as reader:
            reader.copy_to(path)

    def sweep(self) -> tuple[str, ...]:
        """Rewrite the file without what was deleted, and empty its log.

        Returns the copies beside it that migrations kept. Raises ``StoreBusy``
        while somebody reads what was there before.
        """
        self.check()
        with self._ticket.held():
            session = self.writing_session()
            try:
                # It is known by its beginning as the one that writes.
                session.begin()
                session.undo()
                sweep(session)
            finally:
                session.end()
                self.put_back(session)
        path = self._place.path
        kept = path.parent.glob(f"{glob.escape(path.name)}.format-*")
        return tuple(sorted(map(str, kept)))

    def health(self) -> dict[str, int | str]:
        """Return figures about the file, sizes in bytes."""
        log = Path(f"{self._place.path}-wal")
        with self.read() as reader:
            found = reader.figures()
        return {**found, "log_bytes": log.stat().st_size if log.exists() else 0}

    def close(self) -> None:
        """Let go of the file; blocks that are still open end with an error."""
        with self._guard:
            self._fate.gone = self._fate.gone or StoreClosed()
            idle, self._idle = self._idle, []
            session = self._fate.writing() if self._fate.writing else None
        # Whatever is in use is closed by the block that uses it.
        if session is None or not session.is_open:
            idle.append(self._writer)
        for connection in idle:
            connection.close()
        self._ticket.close()

    def leave_to_parent(self) -> None:
        """Refuse to work in a process that was forked off.

        Its connections are kept, unused: closing them would break the locks.
        """
        self._fate.gone = StoreClosed("the store was opened in another process")
        _LEFT_TO_PARENTS.extend(self._opened)

    def reading_session(self) -> Session:
        """Return a session that nobody else has; ``put_back`` ends its use."""
        with self._guard:
            self.check()
            if self._idle:
                return Session(self._idle.pop(), self._place, self._fate)
        connection = connect(self._place, is_reader=True)
        self._opened.append(connection)
        return Session(connection, self._place, self._fate)

    def writing_session(self) -> Session:
        """Return the session of whoever has the right to write."""
        return Session(self._writer, self._place, self._fate)

    def check(self) -> None:
        """Raise ``StoreClosed`` if the store was closed."""
        if self._fate.gone is not None:
            raise again(self._fate.gone)

    def put_back(self, session: Session) -> None:
        """Take back the connection of a session that has ended."""
        connection = session.connection
        with self._guard:
            is_gone = self._fate.gone is not None
            if not is_gone and connection is not self._writer:
                self._idle.append(connection)
        if is_gone and self._place.is_here:
            connection.close()


class _Instant:
    """A block in which one instant is read.

    A generator would do, but half of a short block's time would be the generator's.
    Where an interruption takes the block away before it is left, its session goes,
    and with the session the instant.
    """

    __slots__ = ("_session", "_store")

    _session: Session

    def __init__(self, store: SQLiteStore) -> None:
        self._store = store

    def __enter__(self) -> SQLiteReader:
        self._session = session = self._store.reading_session()
        try:
            session.look()
        except BaseException:
            self.__exit__()
            raise
        return SQLiteReader(session)

    def __exit__(self, *_: object) -> None:
        session = self._session
        try:
            session.end()
        finally:
            self._store.put_back(session)


class _Transaction:
    """A block that writes; what it wrote is kept when the block ends well.

    Where an interruption takes the block away before it is left, all is undone.
    """

    __slots__ = ("__weakref__", "_hold", "_session", "_store", "_ticket")

    def __init__(self, store: SQLiteStore, ticket: Ticket, session: Session) -> None:
        self._store = store
        self._ticket = ticket
        self._session = session
        self._hold: Hold | None = None

    def __del__(self) -> None:
        if self._hold is not None:
            self.__exit__(BaseException)

    def __enter__(self) -> SQLiteWriter:
        self._hold = self._ticket.take(self)
        try:
            self._session.begin()
            return SQLiteWriter(self._session)
        except BaseException:
            self.__exit__(BaseException)
            raise

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        session = self._session
        try:
            if kind is None:
                session.commit()
        finally:
            # In this order: nobody may write before all is undone. Where it is
            # interrupted, the rest is done when the block goes.
            session.end()
            if session.fate.gone is not None:
                self._store.put_back(session)
            hold, self._hold = self._hold, None
            if hold is not None:
                self._ticket.give_back(self, hold)


def _close_all(connections: list[Connection], process: int) -> None:
    # A child's copies are the parent's: closing them would break its locks.
    if os.getpid() == process:
        for connection in connections:
            connection.close()


_STORES: "WeakSet[SQLiteStore]" = WeakSet()
_LEFT_TO_PARENTS: list[Connection] = []


def _leave_to_parent() -> None:
    leave_locks_to_parent()
    for store in list(_STORES):
        store.leave_to_parent()


if sys.platform != "win32":  # Windows does not fork
    os.register_at_fork(after_in_child=_leave_to_parent)
