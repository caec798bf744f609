"""Bringing an older file to the present format, all or nothing (H6, P24).

A file says its format in ``user_version`` and, in table ``meta``, a digest of its
tables' shape. What older files need is done in two parts, in one transaction:

1.  the numbered steps, for what cannot be derived: changed meanings, moved data;
2.  what is derived: tables and indexes that are new, and a column for each field
    that a class of the entities has gained. It holds the field's default in old
    rows, as folding their events does.

Before the number grows, a copy of the file is kept beside it, as it was:
``sales.db.format-1`` for ``sales.db``.
"""

import os
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from leadflow.errors import StoreFailed
from leadflow.storage.sqlite.schema import FORMAT, statements


STEPS: Final[Mapping[int, tuple[str, ...]]] = {2: ()}
"""What a file of the format before needs, by the format that it comes to.

Format 2 only adds: columns, and the tables of counters and settings.
"""

_NAMED = re.compile(r'CREATE (TABLE|INDEX) "(\w+)"')
_EMPTY = {"TEXT": "''", "INTEGER": "0", "REAL": "0"}


@cache
def shape() -> str:
    """Return a digest of the tables that this leadflow makes."""
    text = " ".join("\n".join(statements()).split())
    return sha256(text.encode()).hexdigest()


def is_current(connection: sqlite3.Connection, version: int) -> bool:
    """Tell whether the file's tables are those that this leadflow makes."""
    if version != FORMAT:
        return False
    note = 'SELECT "value" FROM "meta" WHERE "name" = \'shape\''
    found: tuple[str] | None = connection.execute(note).fetchone()
    return found == (shape(),)


def make(connection: sqlite3.Connection) -> None:
    """Make all tables, in the transaction that is open."""
    for statement in statements():
        connection.execute(statement)
    _note_shape(connection)


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring an older file to the present format, in the transaction that is open."""
    for number in range(version + 1, FORMAT + 1):
        for statement in STEPS[number]:
            connection.execute(statement)
    for statement in _missing(connection):
        connection.execute(statement)
    # Pragmas take no parameters; the number is ours.
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    _note_shape(connection)


def keep_copy(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Keep the file as it is beside itself, and return where."""
    kept = path.with_name(f"{path.name}.format-{version}")
    copy_to(connection, kept)
    return kept


def copy_to(connection: sqlite3.Connection, path: Path) -> None:
    """Write what a connection sees into another file, which appears when whole.

    Only its owner may read it. Others may read and write the store meanwhile.
    """
    part = path.with_name(f"{path.name}.part")
    with suppress(FileNotFoundError):
        part.unlink()
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(part)) as target:
            connection.backup(target, pages=_AT_A_TIME, sleep=0)
        part.replace(path)
    except OSError:
        raise StoreFailed(f"no copy can be written to '{path.parent}'") from None


# Writers that wait for a lock get it between two of these.
_AT_A_TIME = 4096


def _missing(connection: sqlite3.Connection) -> Iterator[str]:
    """Give what makes of the tables that there are those that should be."""
    known = dict(connection.execute('SELECT "name", "sql" FROM "sqlite_master"'))
    for statement in statements():
        named = _NAMED.search(statement)
        if named is None:
            continue
        kind, name = named.groups()
        if name not in known:
            yield statement
        elif kind == "TABLE":
            yield from _gained(connection, name, statement)
        elif known[name].split() != statement.split():
            yield f'DROP INDEX "{name}"'
            yield statement


def _gained(connection: sqlite3.Connection, table: str, wanted: str) -> Iterator[str]:
    rows = connection.execute(f'PRAGMA table_xinfo("{table}")')
    known = {row[1] for row in rows}
    for line in wanted.splitlines():
        definition = line.strip().rstrip(",")
        if not definition.startswith('"'):
            continue
        if definition.split('"')[1] not in known:
            yield f'ALTER TABLE "{table}" ADD COLUMN {_filled(definition)}'


def _filled(definition: str) -> str:
    """Return a column's definition, so that rows which lack it can have it."""
    if "NOT NULL" not in definition or "DEFAULT" in definition:
        return definition
    kind = definition.split()[1]
    return f"{definition} DEFAULT {_EMPTY[kind]}"


def _note_shape(connection: sqlite3.Connection) -> None:
    note = 'INSERT OR REPLACE INTO "meta" ("name", "value") VALUES (\'shape\', ?)'
    connection.execute(note, (shape(),))
