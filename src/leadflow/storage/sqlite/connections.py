"""Opening the file: judging what it is, making it, and connecting to it.

Nobody but SQLite opens the store's file. A process that closes it once by other
means loses every lock it has on it, and with them acknowledged writes.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Final

from attrs import field, frozen

from leadflow.errors import NotAStore, StoreFailed, StoreTooNew
from leadflow.storage.query import decimal_key
from leadflow.storage.sqlite import migrations
from leadflow.storage.sqlite.failures import failure
from leadflow.storage.sqlite.handing import Connection
from leadflow.storage.sqlite.locking import Ticket
from leadflow.storage.sqlite.schema import APPLICATION_ID, FORMAT
from leadflow.values.decimals import ROUNDING
from leadflow.values.text import fold


OLDEST: Final = (3, 37, 0)
"""The first SQLite with STRICT tables."""

DURABILITIES: Final = {
    "full": "PRAGMA synchronous = FULL",
    "normal": "PRAGMA synchronous = NORMAL",
}
_PRAGMAS: Final = (
    "PRAGMA fullfsync = ON",  # without it macOS only says that it wrote
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",
    "PRAGMA journal_size_limit = 67108864",
    # SQLite counts its JSON functions among those that a schema may not use where
    # it is not trusted, and indexes of custom fields use them. A hostile file gains
    # nothing: no extension can be loaded, and our own functions only compute.
    "PRAGMA trusted_schema = ON",
)
# Somebody was killed while he wrote. SQLite puts back what was there before as soon
# as it is asked anything, and for that it has to write.
_UNFINISHED: Final = (
    sqlite3.SQLITE_READONLY_ROLLBACK,
    sqlite3.SQLITE_READONLY_RECOVERY,
)
# Held while a file is made: closing the new file must not drop the locks of
# another thread that has it open already.
_MAKING = threading.Lock()


@frozen
class Place:
    """Where a store is, and how it is to be opened."""

    path: Path
    deadline: float
    """Seconds that a writer waits."""
    durability: str
    process: int = field(factory=os.getpid)
    """The process that opened it; its connections are of no use to others."""

    @property
    def is_here(self) -> bool:
        """Tell whether this is the process that opened it."""
        return self.process == os.getpid()

    def explained(self, error: Exception) -> Exception:
        """Return the documented error for one of SQLite's."""
        return failure(error, str(self.path), self.deadline)


def check_version(found: tuple[int, ...]) -> None:
    """Raise ``StoreFailed`` for an SQLite that is too old."""
    if found < OLDEST:
        needed, has = (".".join(map(str, version)) for version in (OLDEST, found))
        raise StoreFailed(f"SQLite {needed} or newer is needed, this Python has {has}")


class _Found(Enum):
    """What a file is that may be opened."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"


def open_or_make(place: Place, ticket: Ticket) -> Connection:
    """Return the connection of the writer; make the store where there is none.

    The file of an older leadflow is brought to the present format, whole or not
    at all; a copy of it is kept (H6).

    Raises ``NotAStore`` for what is not ours, and ``StoreTooNew`` for a format
    that a newer leadflow wrote; neither is touched (H6).
    """
    _make_file(place.path)
    found = _examine(place)
    connection = connect(place)
    try:
        with _explaining(place):
            use_wal(connection)
            if found is not _Found.CURRENT:
                with ticket.held():
                    _prepare(connection, place)
    except BaseException:
        connection.close()
        raise
    return connection


def connect(place: Place, *, is_reader: bool = False) -> Connection:
    """Return a connection with everything that leadflow sets."""
    with _explaining(place):
        connection = _connected(place, "rw")
        connection.execute(DURABILITIES[place.durability])
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        if is_reader:
            connection.execute("PRAGMA query_only = ON")
        for name, function in _FUNCTIONS.items():
            connection.create_function(name, 1, function, deterministic=True)
        connection.accept()
    return connection


@contextmanager
def _explaining(place: Place) -> Iterator[None]:
    try:
        yield
    # What SQLite says of a damaged schema may be no text at all.
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise place.explained(error) from None


def _make_file(path: Path) -> None:
    """Make an empty file that only its owner may read, unless there is one."""
    try:
        _require_place(path)
        # Another process may be quicker, and a link to nothing is there as well.
        with _MAKING, suppress(FileExistsError):
            if not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError:
        raise StoreFailed("the file or its folder cannot be opened") from None


def _require_place(path: Path) -> None:
    if path.is_dir():
        raise NotAStore(str(path), "it is a folder")
    if not path.parent.is_dir():
        reason = f"there is no folder '{path.parent}'; make it first"
        raise NotAStore(str(path), reason)


def _examine(place: Place) -> _Found:
    """Tell what the file is, and leave it as it is."""
    with _explaining(place):
        try:
            return _looked_at(place, "ro")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode not in _UNFINISHED:
                raise
        return _looked_at(place, "rw")


def _looked_at(place: Place, mode: str) -> _Found:
    connection = _connected(place, mode)
    try:
        # One instant: another process may be making the tables meanwhile.
        connection.execute("BEGIN")
        return _judged(connection, place)
    finally:
        connection.close()


def _judged(connection: sqlite3.Connection, place: Place) -> _Found:
    """Tell an empty database and a store, and refuse anything else."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    version = _version(connection)
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if (application, version, tables) == (0, 0, 0):
        return _Found.EMPTY
    if application != APPLICATION_ID:
        raise NotAStore(str(place.path), "it is the database of another program")
    if version > FORMAT:
        raise StoreTooNew(version, FORMAT)
    if version < 1:
        raise NotAStore(str(place.path), "it is damaged: it has no format")
    is_current = migrations.is_current(connection, version)
    return _Found.CURRENT if is_current else _Found.OLDER


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _prepare(connection: sqlite3.Connection, place: Place) -> None:
    """Make the tables, or bring them up to date."""
    before = _version(connection)
    # Another process may have been quicker.
    if 0 < before < FORMAT and _judged(connection, place) is _Found.OLDER:
        migrations.keep_copy(connection, place.path, before)
    # Whoever interrupts this closes the connection, which undoes it.
    connection.execute("BEGIN IMMEDIATE")
    match _judged(connection, place):
        case _Found.EMPTY:
            migrations.make(connection)
        case _Found.OLDER:
            migrations.migrate(connection, _version(connection))
        case _Found.CURRENT:
            pass
    connection.execute("COMMIT")


def use_wal(connection: sqlite3.Connection) -> None:
    """Let readers go on while somebody writes; the file remembers it."""
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        reason = "this place allows no write-ahead log, as network drives do not"
        raise StoreFailed(reason)


def _connected(place: Place, mode: str) -> Connection:
    return sqlite3.connect(
        f"{place.path.as_uri()}?mode={mode}",
        uri=True,
        timeout=place.deadline,
        isolation_level=None,
        # One thread at a time uses a connection; the store sees to it.
        check_same_thread=False,
        cached_statements=256,
        factory=Connection,
    )


def _fold(text: str | None) -> str | None:
    return None if text is None else fold(text)


def _decimal_key(text: str | None) -> str | None:
    return None if text is None else decimal_key(Decimal(text))


def _units_key(units: int | None) -> str | None:
    return None if units is None else decimal_key(Decimal(units).scaleb(-4, ROUNDING))


_FUNCTIONS: Final[dict[str, Callable[..., str | None]]] = {
    "fold": _fold,
    "decimal_key": _decimal_key,
    "units_key": _units_key,
}
"""What conditions and orders ask of values, beyond what SQLite can."""
