"""Opening the file: judging what it is, making it, and connecting to it.

Nobody but SQLite opens the store's file. A process that closes it once by other
means loses every lock it has on it, and with them acknowledged writes.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Final

from leadflow.errors import NotAStore, StoreFailed, StoreTooNew
from leadflow.storage.query import decimal_key
from leadflow.storage.sqlite.failures import failure
from leadflow.storage.sqlite.schema import APPLICATION_ID, FORMAT, statements
from leadflow.values.decimals import ROUNDING
from leadflow.values.text import fold


OLDEST: Final = (3, 37, 0)
"""The first SQLite with STRICT tables."""

DURABILITIES: Final = {"full": "PRAGMA synchronous = FULL", "normal": "PRAGMA synchronous = NORMAL"}

_PRAGMAS: Final = (
    "PRAGMA fullfsync = ON",  # without it macOS only says that it wrote
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA trusted_schema = OFF",
)
# Held while a file is made: closing the new file must not drop the locks of
# another thread that has it open already.
_MAKING = threading.Lock()


def check_version(found: tuple[int, ...]) -> None:
    """Raise ``StoreFailed`` for an SQLite that is too old."""
    if found < OLDEST:
        versions = [".".join(map(str, version)) for version in (OLDEST, found)]
        reason = f"SQLite {versions[0]} or newer is needed, this Python has {versions[1]}"
        raise StoreFailed(reason)


def make_file(path: Path) -> None:
    """Make an empty file that only its owner may read, unless there is one."""
    if path.is_dir():
        raise NotAStore(str(path), "it is a folder")
    with _MAKING:
        try:
            file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        except FileExistsError:
            return
        except OSError:
            raise StoreFailed("the file or its folder cannot be opened") from None
        os.close(file)


def is_empty(path: Path, deadline: float) -> bool:
    """Tell whether a database is a fresh one; leave whatever it is untouched.

    Raises ``NotAStore`` for what is not ours, and ``StoreTooNew`` for a format
    that a newer leadflow wrote (H6).
    """
    with _closing(path, deadline, "ro") as connection:
        return _judge(connection, path)


def initialise(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables, unless another process just did."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _judge(connection, path):
            for statement in statements():
                connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise


def connect(
    path: Path, deadline: float, durability: str, *, mode: str = "rw"
) -> sqlite3.Connection:
    """Return a connection with everything that leadflow sets."""
    connection = _connected(path, deadline, mode)
    try:
        connection.execute(DURABILITIES[durability])
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        _register(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def use_wal(connection: sqlite3.Connection) -> None:
    """Let readers go on while somebody writes; the file remembers it."""
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        reason = "this place allows no write-ahead log, as network drives do not"
        raise StoreFailed(reason)


def roll_back(connection: sqlite3.Connection) -> None:
    """Leave the transaction, if SQLite has not left it already."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


@contextmanager
def explained(path: Path, deadline: float) -> Iterator[None]:
    """Turn SQLite's errors into documented ones."""
    try:
        yield
    except sqlite3.Error as error:
        raise failure(error, str(path), deadline) from None


def _judge(connection: sqlite3.Connection, path: Path) -> bool:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if (application, version, tables) == (0, 0, 0):
        return True
    if application != APPLICATION_ID:
        raise NotAStore(str(path), "it is the database of another program")
    if version > FORMAT:
        raise StoreTooNew(version, FORMAT)
    if version < 1:
        raise NotAStore(str(path), "it is damaged: it has no format")
    return False


@contextmanager
def _closing(path: Path, deadline: float, mode: str) -> Iterator[sqlite3.Connection]:
    connection = _connected(path, deadline, mode)
    try:
        yield connection
    finally:
        connection.close()


def _connected(path: Path, deadline: float, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=deadline,
        isolation_level=None,
        # One thread at a time uses a connection; the store sees to it.
        check_same_thread=False,
        cached_statements=256,
    )


def _register(connection: sqlite3.Connection) -> None:
    for name, function in (
        ("fold", _fold),
        ("decimal_key", _decimal_key),
        ("units_key", _units_key),
    ):
        connection.create_function(name, 1, function, deterministic=True)


def _fold(text: str | None) -> str | None:
    return None if text is None else fold(text)


def _decimal_key(text: str | None) -> str | None:
    return None if text is None else decimal_key(Decimal(text))


def _units_key(units: int | None) -> str | None:
    return None if units is None else decimal_key(Decimal(units).scaleb(-4, ROUNDING))
