"""Making the tables, and bringing older ones to the present format (H6, P24).

The table ``leadflow_meta`` says which format the tables have, and a digest of their
shape. What older ones need is done in two parts:

1.  the numbered steps, for what cannot be derived: changed meanings, moved data;
2.  what is derived: tables and indexes that are new, and a column for each field
    that a class of the entities has gained, with its default in old rows.

PostgreSQL does all of it or nothing. MariaDB commits after each statement; each is
left out where it was done already, so that a migration that was cut off is ended
by the next one. Others wait meanwhile.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Inspector, Table, inspect, select, text
from sqlalchemy.schema import CreateColumn, CreateIndex, CreateTable

from leadflow.errors import NotAStore, StoreBusy, StoreTooNew
from leadflow.storage.server.tables import FORMAT, PREFIX, Tables


STEPS: Final[Mapping[int, tuple[str, ...]]] = {}
"""What tables of the format before need, by the format that they come to."""

_LOCK: Final = 0x6C64666C
"""Under this number nobody else migrates on PostgreSQL."""


def is_current(connection: Connection, tables: Tables) -> bool:
    """Tell whether the tables are those that this leadflow makes.

    Raises ``StoreTooNew`` for those of a newer one.
    """
    if not inspect(connection).has_table(f"{PREFIX}meta", tables.metadata.schema):
        return False
    meta = tables["meta"].c
    rows = connection.execute(select(meta.name, meta.value))
    known = {row[0]: row[1] for row in rows}
    found = int(known.get("format", 0))
    if found > FORMAT:
        raise StoreTooNew(found, FORMAT)
    return found == FORMAT and known.get("shape") == shape(tables)


def require(connection: Connection, tables: Tables) -> None:
    """Raise ``NotAStore`` unless all tables and columns are there."""
    lacking = list(_statements(connection, tables))
    if lacking:
        reason = f"{len(lacking)} tables, columns or indexes are missing; migrate it"
        raise NotAStore(str(connection.engine.url.database), reason)


def migrate(connection: Connection, tables: Tables, deadline: float) -> None:
    """Make or change the tables, in the transaction that is open."""
    _lock(connection, deadline)
    try:
        if is_current(connection, tables):
            return
        _steps(connection, tables)
        for statement in _statements(connection, tables):
            connection.execute(statement)
        _note(connection, tables)
    finally:
        _unlock(connection)


def shape(tables: Tables) -> str:
    """Return a digest of the tables that this leadflow makes."""
    told = [
        f"{table.name} {column.name} {column.type!r} {column.nullable}"
        for table in tables.metadata.sorted_tables
        for column in table.c
    ]
    told += [
        f"{index.name} {[column.name for column in index.columns]}"
        for table in tables.metadata.sorted_tables
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    ]
    return sha256("\n".join(told).encode()).hexdigest()


def _steps(connection: Connection, tables: Tables) -> None:
    if not inspect(connection).has_table(f"{PREFIX}meta", tables.metadata.schema):
        return
    meta = tables["meta"].c
    found = connection.scalar(select(meta.value).where(meta.name == "format"))
    for number in range(int(found or FORMAT) + 1, FORMAT + 1):
        for statement in STEPS[number]:
            connection.execute(text(statement))


def _statements(connection: Connection, tables: Tables) -> Iterator[Any]:
    """Give what makes of the tables that there are those that should be."""
    seen = inspect(connection)
    names = set(seen.get_table_names(tables.metadata.schema))
    for table in tables.metadata.sorted_tables:
        if table.name not in names:
            yield CreateTable(table)
            yield from map(CreateIndex, _sorted(table))
        else:
            yield from _gained(connection, seen, table)


def _gained(connection: Connection, seen: Inspector, table: Table) -> Iterator[Any]:
    schema = table.schema
    known = {column["name"] for column in seen.get_columns(table.name, schema)}
    place = connection.dialect.identifier_preparer.format_table(table)
    for column in table.c:
        if column.name not in known:
            made = CreateColumn(column).compile(dialect=connection.dialect)
            yield text(f"ALTER TABLE {place} ADD COLUMN {made}")
    indexes = {index["name"] for index in seen.get_indexes(table.name, schema)}
    for index in _sorted(table):
        if index.name not in indexes:
            yield CreateIndex(index)


def _sorted(table: Table) -> list[Any]:
    return sorted(table.indexes, key=lambda index: str(index.name))


def _note(connection: Connection, tables: Tables) -> None:
    meta = tables["meta"]
    connection.execute(meta.delete())
    values = {"format": str(FORMAT), "shape": shape(tables)}
    rows = [{"name": name, "value": value} for name, value in values.items()]
    connection.execute(meta.insert(), rows)


def _lock(connection: Connection, deadline: float) -> None:
    if connection.dialect.name == "postgresql":
        limit = text(f"SET LOCAL lock_timeout = {int(deadline * 1000)}")
        connection.execute(limit)
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        return
    got = connection.scalar(text(f"SELECT GET_LOCK('{PREFIX}', {deadline})"))
    if not got:
        raise StoreBusy(deadline)


def _unlock(connection: Connection) -> None:
    """Let others migrate; PostgreSQL does so with the end of the transaction."""
    if connection.dialect.name != "postgresql" and not connection.invalidated:
        connection.execute(text(f"SELECT RELEASE_LOCK('{PREFIX}')"))
