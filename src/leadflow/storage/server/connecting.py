"""Whose connection it is: leadflow's own, one of a host's engine, or the host's."""

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final, TypeAlias

from attrs import field, frozen
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from leadflow.errors import InvalidValue, MissingExtra
from leadflow.storage.server.sessions import told
from leadflow.storage.server.sql import SPEECHES
from leadflow.storage.server.wires import OWN, is_reset


Place: TypeAlias = str | URL | Engine | Connection

_MAY_BE_NODES: Final = ("mysql", "mariadb")
_TOLD: Final = "leadflow keeps up"
_EXTRAS: Final = {"postgresql": "postgres", "mysql": "mysql", "mariadb": "mysql"}
_POSTGRES: Final = ("postgresql", "postgresql+psycopg")
LATEST: Final = "READ COMMITTED"
"""The isolation of writers: nobody else writes for the tenant meanwhile, so each
statement sees what the one before saw; and the first sees what was committed while it
waited."""
_TOLD_TO_PSYCOPG: Final[Mapping[str, Any]] = {
    # It comes with psycopg's BEGIN, which spares a statement.
    "isolation_level": LATEST,
    "execution_options": {OWN: True},
    # What it prepares it lets the server forget, and all else that is prepared.
    "connect_args": {"prepare_threshold": None, "client_encoding": "utf8"},
}
_DRIVERS: Final = {
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mariadb+pymysql",
}


@frozen
class Source:
    """Where connections come from."""

    engine: Engine
    host: Connection | None = None
    """The host's own connection, whose transaction is joined."""
    is_own: bool = False
    """The engine was made here, and is closed here."""
    process: int = field(factory=os.getpid)
    _resting: list[Connection] = field(factory=list)
    """Connections of our own that nobody borrows at the moment."""

    def __attrs_post_init__(self) -> None:
        if self.is_own:
            event.listen(self.engine, "engine_disposed", self._let_go)

    @property
    def name(self) -> str:
        """Return what is told of the place; no password is in it."""
        return self.engine.url.render_as_string(hide_password=True)

    def borrow(self, deadline: float) -> Connection:
        """Return a connection with a transaction begun."""
        if self.host is not None:
            if not self.host.in_transaction():
                # As SQLAlchemy itself does with the first statement.
                self.host.begin()
            return self.host
        with suppress(IndexError):
            return self._rested()
        connection = None
        try:
            connection = self.engine.connect()
            connection.begin()
            _keep_up(connection)
        except SQLAlchemyError as error:
            if connection is not None:
                connection.close()
            raise told(error, deadline) from None
        return connection

    def give_back(self, connection: Connection) -> None:
        """Roll back what was not committed; a host's connection stays as it is."""
        if connection is self.host:
            return
        if self._may_rest(connection):
            self._resting.append(connection)
            return
        try:
            connection.close()
        except SQLAlchemyError:
            # It broke halfway; the server rolls back when it notices. Whether it is
            # closed by now depends on SQLAlchemy's version, and a closed one says so.
            _release(connection)

    def close(self) -> None:
        """Close the connections that were made here."""
        if self.is_own and self.process == os.getpid():
            self.engine.dispose()

    def _rested(self) -> Connection:
        """Return a connection that was given back; SQLAlchemy's pool takes longer."""
        connection = self._resting.pop()
        if not connection.in_transaction():
            connection.begin()
        return connection

    def _may_rest(self, connection: Connection) -> bool:
        """Tell whether a connection can be borrowed as it is, and undo what is open."""
        if not self.is_own or connection.closed or connection.invalidated:
            return False
        pool = self.engine.pool
        # Whoever waits for the pool hears of nothing else.
        if isinstance(pool, QueuePool) and pool.checkedout() >= pool.size():
            return False
        return is_reset(connection)

    def _let_go(self, _: Engine) -> None:
        """Close what rests: what waits in the engine's pool is closed as well."""
        while self._resting:
            _release(self._resting.pop())


def _release(connection: Connection) -> None:
    for release in (connection.invalidate, connection.close):
        with suppress(SQLAlchemyError):
            release()


def _keep_up(connection: Connection) -> None:
    """Let a node of a Galera cluster read what other nodes have confirmed (P9).

    Each connection is told once; a server that is no node has nothing to be told.
    """
    if connection.dialect.name not in _MAY_BE_NODES or _TOLD in connection.info:
        return
    asked = connection.exec_driver_sql("SHOW VARIABLES LIKE 'wsrep_on'")
    if any(is_on == "ON" for _, is_on in asked):
        reads = "SET SESSION wsrep_sync_wait = @@SESSION.wsrep_sync_wait | 1"
        connection.exec_driver_sql(reads)
    connection.info[_TOLD] = True


def source_of(place: Place) -> Source:
    """Return where connections come from, or raise for what is no such place.

    Raises ``MissingExtra`` where the driver is not installed.
    """
    if isinstance(place, Connection):
        source = Source(place.engine, place)
    elif isinstance(place, Engine):
        source = Source(place)
    else:
        source = Source(engine_at(place), is_own=True)
    if source.engine.dialect.name not in SPEECHES:
        reason = f"is of the kind '{source.engine.dialect.name}'"
        raise InvalidValue("database", reason, "take PostgreSQL or MariaDB")
    return source


def _missing(url: URL) -> MissingExtra | InvalidValue:
    """Return what a driver that is not installed is told by.

    An extra brings one driver alone; whoever names another one installs it.
    """
    name = url.drivername.partition("+")[0]
    usual = _DRIVERS.get(name, "")
    if usual and url.drivername != usual:
        driver = url.drivername.partition("+")[2]
        reason = f"names the driver '{driver}', which is not installed"
        hint = f"install it, or leave it out: '{name}://…' takes another one"
        return InvalidValue("database", reason, hint)
    # The extra is named after the protocol, which MySQL speaks as well.
    also = " (MariaDB; MySQL is refused)" if name == "mysql" else ""
    return MissingExtra(f"a store at '{name}://…'{also}", _EXTRAS.get(name, "all"))


def engine_at(place: str | URL) -> Engine:
    """Return an engine of leadflow's own."""
    try:
        url = make_url(place)
    except (ArgumentError, ValueError):
        # A ValueError is what a port that is no number comes out as.
        hint = "write it like 'postgresql://user@host/sales'"
        raise InvalidValue("database", "has no URL", hint) from None
    if "+" not in url.drivername:
        url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
    try:
        told = _TOLD_TO_PSYCOPG if url.drivername in _POSTGRES else {}
        return create_engine(url, pool_size=20, max_overflow=10, **told)
    except ModuleNotFoundError:
        raise _missing(url) from None
    except (NoSuchModuleError, ArgumentError):
        reason = f"is of the kind '{url.drivername}'"
        raise InvalidValue("database", reason, "take PostgreSQL or MariaDB") from None
