"""The store: one file, one writer at a time, as many readers as ask."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakSet

from leadflow.errors import InvalidValue, StoreClosed
from leadflow.storage.port import Promises
from leadflow.storage.sqlite.connections import (
    DURABILITIES,
    check_version,
    connect,
    explained,
    initialise,
    is_empty,
    make_file,
    use_wal,
)
from leadflow.storage.sqlite.locking import Ticket
from leadflow.storage.sqlite.reading import SQLiteReader
from leadflow.storage.sqlite.sessions import Session
from leadflow.storage.sqlite.writing import SQLiteWriter


class SQLiteStore:
    """Keeps everything in one SQLite file, which is made where there is none.

    Threads and processes may share it. ``deadline``, in seconds, is how long a
    writer waits for its turn. ``durability`` is ``full``, or ``normal`` for
    data that may lose its last seconds in a power cut (P4).

    Raises ``NotAStore`` for files of others, ``StoreTooNew`` for those of a newer
    leadflow, and ``StoreFailed`` where the file cannot be opened.

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
        self._path = Path(path).absolute()
        self._deadline = deadline
        self._durability = durability
        self._gone: StoreClosed | None = None
        self._guard = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._sessions: WeakSet[Session] = WeakSet()
        self._ticket = Ticket(f"{self._path}-lock", deadline)
        self._writer: sqlite3.Connection | None = self._open()
        _STORES.add(self)

    def __repr__(self) -> str:
        return f"SQLiteStore({str(self._path)!r})"

    @contextmanager
    def read(self) -> Iterator[SQLiteReader]:
        """Open one instant for reading."""
        self._check()
        connection = self._borrowed()
        session = self._session(connection)
        try:
            session.run("BEGIN")
            # The instant is fixed by the first look at the file.
            session.rows('SELECT "name" FROM "meta" LIMIT 1')
            yield SQLiteReader(session)
        finally:
            session.undo()
            session.end()
            self._return(connection)

    @contextmanager
    def write(self) -> Iterator[SQLiteWriter]:
        """Open a transaction; it commits when the block ends well.

        Raises ``StoreBusy`` if other writers do not let go before the deadline,
        and ``InvalidValue`` inside another ``write()`` of the same thread.
        """
        self._check()
        with self._ticket.held():
            connection = self._taken()
            session = self._session(connection)
            try:
                session.undo()
                session.run("BEGIN IMMEDIATE")
                yield SQLiteWriter(session)
                session.commit()
            finally:
                session.undo()
                session.end()
                self._give_back(connection)

    def promises(self) -> Promises:
        """Return how far the store's word goes."""
        is_full = self._durability == "full"
        note = "" if is_full else "a power cut may take the last commits back"
        return Promises(durable=is_full, shared=True, note=note)

    def close(self) -> None:
        """Let go of the file; blocks that are still open end with an error."""
        with self._guard:
            if self._gone is None:
                self._gone = StoreClosed()
            for session in list(self._sessions):
                session.gone = session.gone or self._gone
            idle, self._idle = self._idle, []
            if self._writer is not None:
                idle.append(self._writer)
                self._writer = None
        for connection in idle:
            connection.close()
        self._ticket.close()

    def leave_behind(self) -> None:
        """Refuse to work in a process that was forked off (P23).

        Its connections are kept, unused: closing them would break the locks.
        """
        self._gone = StoreClosed("the store was opened in another process")
        for session in list(self._sessions):
            session.gone = self._gone
            _LEFT_BEHIND.append(session.connection)
        _LEFT_BEHIND.extend(self._idle)
        if self._writer is not None:
            _LEFT_BEHIND.append(self._writer)
        self._idle, self._writer = [], None
        self._ticket.close()

    def _open(self) -> sqlite3.Connection:
        make_file(self._path)
        with explained(self._path, self._deadline):
            is_new = is_empty(self._path, self._deadline)
            connection = connect(self._path, self._deadline, self._durability)
            try:
                use_wal(connection)
                if is_new:
                    with self._ticket.held():
                        initialise(connection, self._path)
            except BaseException:
                connection.close()
                self._ticket.close()
                raise
        return connection

    def _session(self, connection: sqlite3.Connection) -> Session:
        session = Session(connection, str(self._path), self._deadline)
        self._sessions.add(session)
        return session

    def _check(self) -> None:
        if self._gone is not None:
            raise self._gone

    def _taken(self) -> sqlite3.Connection:
        """Take the writer's connection; whoever has it closes or gives it back."""
        with self._guard:
            self._check()
            connection, self._writer = self._writer, None
        if connection is None:
            raise StoreClosed
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._guard:
            if self._gone is None:
                self._writer = connection
                return
        connection.close()

    def _borrowed(self) -> sqlite3.Connection:
        with self._guard:
            if self._idle:
                return self._idle.pop()
        with explained(self._path, self._deadline):
            connection = connect(self._path, self._deadline, self._durability)
            connection.execute("PRAGMA query_only = ON")
        return connection

    def _return(self, connection: sqlite3.Connection) -> None:
        with self._guard:
            if self._gone is None:
                self._idle.append(connection)
                return
        connection.close()


_STORES: "WeakSet[SQLiteStore]" = WeakSet()
_LEFT_BEHIND: list[sqlite3.Connection] = []


def _leave_behind() -> None:
    for store in list(_STORES):
        store.leave_behind()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_behind)
