"""The store: tables on a server, shared by many processes and many tenants."""

import math
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from pathlib import Path
from random import random
from typing import Any, NoReturn, TypeVar
from weakref import WeakSet

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from leadflow.errors import (
    InvalidValue,
    StoreBusy,
    StoreClosed,
    TransactionUndone,
)
from leadflow.storage.port import Foreseen, Promises
from leadflow.storage.server import migrations
from leadflow.storage.server.connecting import LATEST, Place, Source, source_of
from leadflow.storage.server.reading import ServerReader
from leadflow.storage.server.sessions import Session, again, told
from leadflow.storage.server.state import Known, State
from leadflow.storage.server.statements import Statements
from leadflow.storage.server.tables import FORMAT, LONGEST_TENANT, tables_of
from leadflow.storage.server.tasks import Task
from leadflow.storage.server.writing import ServerWriter


T = TypeVar("T")

_TRIES = 3


class ServerStore:
    """Keeps everything on PostgreSQL or MariaDB, through SQLAlchemy.

    ``place`` is a URL, the host's ``Engine``, or the host's own ``Connection``:
    then leadflow works inside the host's transaction, and only the host commits.
    Any number of tenants share the tables, and none sees another; ``schema`` is
    where the tables are. They are made, and brought to the present format, when the
    store is opened; with ``migrate=False``, and inside the host's transaction, they
    have to be there. ``deadline``, in seconds, is how long a writer waits.
    A call whose transaction the server undid in favour of another is done again, up
    to ``attempts`` times, with pauses that grow, and that ``jitter`` (from 0 to 1)
    makes unlike those of others.

    Raises ``MissingExtra`` where a driver is not installed, ``StoreTooNew`` for
    tables of a newer leadflow, and ``StoreFailed`` where the server is not reached.
    """

    def __init__(  # noqa: PLR0913  # every one has a default
        self,
        place: Place,
        *,
        tenant: str = "",
        schema: str | None = None,
        migrate: bool = True,
        deadline: float = 30.0,
        attempts: int = 10,
        jitter: Callable[[], float] = random,
    ) -> None:
        _require_tenant(tenant)
        self._source: Source = source_of(place)
        self._deadline = deadline
        self._attempts = attempts
        self._jitter = jitter
        self._gone: StoreClosed | None = None
        self._sessions: WeakSet[Session] = WeakSet()
        self._writing = threading.local()
        tables = tables_of(schema)
        self._statements = Statements(self._source.engine.dialect, tables)
        self._known = Known(tenant, self._source.name)
        try:
            self._prepare(migrate=migrate and self._source.host is None)
        except BaseException:
            self._source.close()
            raise

    def __repr__(self) -> str:
        return f"ServerStore({self._source.name!r}, tenant={self._known.tenant!r})"

    @contextmanager
    def read(self) -> Iterator[ServerReader]:
        """Open one instant for reading; inside a host's transaction it is that one."""
        session, reader = self._opened(self._begun_reading)
        try:
            yield reader
        finally:
            self._end(session)

    def write(self) -> AbstractContextManager[ServerWriter]:
        """Open a transaction; it commits when the block ends well.

        Inside a host's transaction it is a savepoint, and the host commits.
        Raises ``StoreBusy`` if other writers of the tenant do not let go before the
        deadline, and ``InvalidValue`` inside another ``write()`` of the same thread.
        """
        return self.write_foreseeing(Foreseen())

    @contextmanager
    def write_foreseeing(self, foreseen: Foreseen) -> Iterator[ServerWriter]:
        """Open a transaction as ``write`` does, and foresee with the same trip."""
        with self._turn():
            session, writer = self._opened(partial(self._begun_writing, foreseen))
            try:
                yield writer
                if self._source.host is None:
                    session.commit()
                else:
                    session.keep()
            finally:
                self._end(session)

    def promises(self) -> Promises:
        """Return how far the store's word goes, as the server is set up (P4)."""
        careful = _POSTGRES if self._statements.is_postgres else _MARIADB
        found = self._settings(*careful)
        weak = [name for name, values in careful.items() if found[name] not in values]
        if not weak:
            return Promises(durable=True, shared=True)
        listed = ", ".join(f"{name} = {found[name]}" for name in weak)
        note = f"a power cut may take the last commits back: {listed}"
        return Promises(durable=False, shared=True, note=note)

    def pause(self, attempt: int) -> bool:
        """Wait before a transaction is tried again; a host's is the host's affair."""
        if self._source.host is not None:
            return False
        if attempt >= self._attempts:
            raise StoreBusy(self._deadline)
        longest = min(_LONGEST_PAUSE, _PAUSE * 2**attempt)
        threading.Event().wait(longest * self._jitter())
        return True

    def copy_to(self, path: Path) -> NoReturn:
        """Refuse: a server's own tools copy it."""
        tool = "pg_dump" if self._statements.is_postgres else "mariadb-dump"
        reason = f"is kept by a server and cannot be copied to '{path.name}'"
        raise InvalidValue("store", reason, f"use the server's own tools: {tool}")

    def health(self) -> dict[str, int | str]:
        """Return figures about the store."""
        name = "server_version" if self._statements.is_postgres else "version"
        with self.read() as reader:
            last = reader.last_seq()
        return {
            "format": FORMAT,
            "server": self._source.engine.dialect.name,
            "version": self._settings(name)[name],
            "tenant": self._known.tenant,
            "events": last,
        }

    def close(self) -> None:
        """Let go of the server; blocks that are still open end with an error."""
        self._gone = self._gone or StoreClosed()
        for session in list(self._sessions):
            session.gone = session.gone or self._gone
        self._source.close()

    def _prepare(self, *, migrate: bool) -> None:
        """See that the tables are there, and a row for the tenant."""
        for _ in range(0 if self._source.host is not None else _TRIES - 1):
            # Others opened it at the same time, or the connection was an old one.
            with suppress(TransactionUndone):
                self._prepare_once(migrate=migrate)
                return
        self._prepare_once(migrate=migrate)

    def _prepare_once(self, *, migrate: bool) -> None:
        connection = self._source.borrow(self._deadline)
        tables = self._statements.tables
        try:
            require_fit(connection)
            if not migrations.is_current(connection, tables):
                if migrate:
                    migrations.migrate(connection, tables, self._deadline)
                else:
                    migrations.require(connection, tables)
            if self._source.host is None:
                self._welcome(connection)
                connection.commit()
        except SQLAlchemyError as error:
            raise told(error, self._deadline) from None
        finally:
            self._source.give_back(connection)

    def _welcome(self, connection: Connection) -> None:
        """Make room for the tenant; writers wait for each other at its row."""
        session = Session(connection, self._statements, self._deadline)
        tenant = (self._known.tenant,)
        if not session.rows(self._statements.begin_read, tenant):
            session.run([Task(self._statements.welcome, (tenant,))])

    def _settings(self, *names: str) -> Mapping[str, str]:
        """Return settings of the server, as text."""
        is_postgres = self._statements.is_postgres
        each = "current_setting('{}')" if is_postgres else "CAST(@@{} AS CHAR)"
        asked = ", ".join(each.format(name) for name in names)
        session, _ = self._opened(self._begun_reading)
        try:
            (row,) = session.rows(f"SELECT {asked}")  # our names
        finally:
            self._end(session)
        return dict(zip(names, row, strict=True))

    def _opened(
        self, begin: Callable[[Session], T], tries: int = _TRIES
    ) -> tuple[Session, T]:
        """Begin a block; a connection that was lost meanwhile is replaced."""
        self._check()
        try:
            return self._begun(begin)
        except TransactionUndone:
            if self._source.host is not None or tries == 1:
                raise
        return self._opened(begin, tries - 1)

    def _begun(self, begin: Callable[[Session], T]) -> tuple[Session, T]:
        connection = self._source.borrow(self._deadline)
        session = Session(connection, self._statements, self._deadline)
        self._sessions.add(session)
        try:
            if self._source.host is not None:
                session.enclose()
            return session, begin(session)
        except BaseException:
            self._end(session)
            raise

    def _begun_reading(self, session: Session) -> ServerReader:
        statements, tenant = self._statements, (self._known.tenant,)
        before = _SNAPSHOT if self._is_own_postgres else ()
        settled = Task(statements.begin_read, (tenant,))
        state = State()
        state.settle(session.run([*before, settled])[-1].rows)
        return ServerReader(session, self._known, state)

    def _begun_writing(self, foreseen: Foreseen, session: Session) -> ServerWriter:
        statements, tenant = self._statements, (self._known.tenant,)
        state = State()
        writer = ServerWriter(session, self._known, state)
        is_set = self._source.is_own or not self._is_own_postgres
        before = () if is_set else _LATEST
        asked = [self._locking(), Task(statements.last_seq, (tenant,))]
        questions = writer.questions(foreseen)
        further = [question.task for question in questions]
        found, seq, *told = session.run([*before, *asked, *further])[len(before) :]
        if not found.rows:
            welcome = Task(statements.welcome, (tenant,))
            _, found, seq, *told = session.run([welcome, *asked, *further])
        state.settle(found.rows, seq.rows)
        writer.learn(questions, told)
        return writer

    @property
    def _is_own_postgres(self) -> bool:
        return self._source.host is None and self._statements.is_postgres

    def _locking(self) -> Task:
        text, tenant = self._statements.begin_write, self._known.tenant
        if self._source.host is not None:
            return Task(self._statements.begin_inside, ((tenant,),))
        if not self._statements.is_postgres:
            patience = max(1, math.ceil(self._deadline))
            return Task(f"{text} WAIT {patience}", ((tenant,),))
        milliseconds = max(1, int(self._deadline * 1000))
        return Task(text, ((str(milliseconds), tenant),))

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Keep a thread from waiting for itself."""
        self._check()
        if getattr(self._writing, "is_open", False):
            hint = "use savepoint() for a block inside it"
            raise InvalidValue("write", "is already open in this thread", hint)
        self._writing.is_open = True
        try:
            yield
        finally:
            self._writing.is_open = False

    def _end(self, session: Session) -> None:
        session.end()
        self._sessions.discard(session)
        self._source.give_back(session.connection)

    def _check(self) -> None:
        if self._gone is not None:
            raise again(self._gone)
        if self._source.process != os.getpid():
            raise StoreClosed("the store was opened in another process")


def require_fit(connection: Connection) -> None:
    """Raise ``InvalidValue`` for a server or a connection that will not do."""
    if _commits_itself(connection):
        hint = "give a connection or an engine with transactions"
        raise InvalidValue("database", "commits each statement by itself", hint)
    dialect = connection.dialect
    if dialect.name == "postgresql":
        if connection.scalar(text("SHOW server_encoding")) != "UTF8":
            raise InvalidValue("database", "is not in UTF-8", "make one that is")
    elif not getattr(dialect, "is_mariadb", False):
        reason = "is MySQL; the extra 'mysql' is for MariaDB alone"
        raise InvalidValue("database", reason, "take PostgreSQL or MariaDB")


def _commits_itself(connection: Connection) -> bool:
    driver: Any = connection.connection.driver_connection
    asked = getattr(driver, "get_autocommit", None)
    return bool(asked()) if asked else getattr(driver, "autocommit", False) is True


_PAUSE, _LONGEST_PAUSE = 0.002, 0.5
"""Seconds."""
_SNAPSHOT = (Task("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"),)
_LATEST = (Task(f"SET TRANSACTION ISOLATION LEVEL {LATEST}"),)
_POSTGRES: Mapping[str, tuple[str, ...]] = {
    "fsync": ("on",),
    "synchronous_commit": ("on", "local", "remote_write", "remote_apply"),
}
_MARIADB: Mapping[str, tuple[str, ...]] = {"innodb_flush_log_at_trx_commit": ("1", "3")}


def _require_tenant(given: object) -> None:
    if not isinstance(given, str):
        reason = f"cannot be of type {type(given).__name__}"
        raise InvalidValue("tenant", reason, "give its name, as in tenant='acme'")
    if "\0" in given:
        raise InvalidValue("tenant", "contains a NUL character", "remove it")
    if len(given) > LONGEST_TENANT:
        hint = f"take at most {LONGEST_TENANT} characters"
        raise InvalidValue("tenant", "is too long", hint)
