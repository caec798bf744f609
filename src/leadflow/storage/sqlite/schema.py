"""The tables: one per entity, typed, and the few that all entities share.

===================  ====================================================
text, codes, ids     TEXT; empty text is ``''``, a missing link is NULL
whole numbers        INTEGER
decimals             TEXT, with every digit
yes and no           INTEGER, 1 and 0
dates, instants      TEXT: ``2026-01-31``; instants in UTC, of fixed width
money ``amount``     ``amount_e4`` INTEGER in ten-thousandths, and
                     ``amount_currency`` TEXT; ``amount`` is a computed REAL
                     for people's tools, which leadflow never reads
everything else      JSON as TEXT, NULL when empty; shapes are the codec's
===================  ====================================================

Whatever finds records by a key of their own stands in a table of its own:
``links`` from the other end, ``points`` by phone or e-mail.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from attrs import frozen

from leadflow.entities import ENTITIES, EntityType, FieldSpec, Kind


APPLICATION_ID: Final = 0x6C64666C  # "ldfl", as file(1) shows it
FORMAT: Final = 2
"""The version of everything below; kept as the file's ``user_version``.

It grows with the first change after a release; ``migrations`` tells what an older
file needs.
"""

_TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "TEXT NOT NULL",
    Kind.LONG_TEXT: "TEXT NOT NULL",
    Kind.CHOICE: "TEXT NOT NULL",
    Kind.INTEGER: "INTEGER",
    Kind.MONEY: "INTEGER",
    Kind.BOOLEAN: "INTEGER NOT NULL",
}


@frozen
class Table:
    """The table of one entity."""

    entity: EntityType
    columns: tuple[str, ...]
    """Every stored column, quoted: one per field, then the currencies."""

    @property
    def name(self) -> str:
        """Return the name, quoted."""
        return quoted(self.entity.plural)


def quoted(name: str) -> str:
    """Return a name of the schema as SQL writes it; ``group`` is one."""
    return f'"{name}"'


def column_of(spec: FieldSpec) -> str:
    """Return the stored column of a field, quoted."""
    return quoted(f"{spec.name}_e4" if spec.kind is Kind.MONEY else spec.name)


def currency_of(spec: FieldSpec) -> str:
    """Return the column of a money field's currency, quoted."""
    return quoted(f"{spec.name}_currency")


@cache
def table_of(entity: str) -> Table:
    """Return the table in which an entity's records stand."""
    known = ENTITIES[entity]
    specs = known.fields.values()
    currencies = (currency_of(spec) for spec in specs if spec.kind is Kind.MONEY)
    return Table(known, (*map(column_of, specs), *currencies))


def selected(entity: str, alias: str) -> str:
    """Return the columns to select, so that a codec can read the row."""
    return ", ".join(f"{alias}.{column}" for column in table_of(entity).columns)


def statements() -> Iterator[str]:
    """Give what creates an empty store, in order."""
    for name in ENTITIES:
        yield _create(name)
        if ENTITIES[name].in_pipeline:
            yield _by_stage(name)
    yield _DEALS_BY_COMPANY
    yield from _SHARED
    # Pragmas take no parameters; both numbers are ours.
    yield f"PRAGMA application_id = {APPLICATION_ID}"
    yield f"PRAGMA user_version = {FORMAT}"


def _create(entity: str) -> str:
    table = table_of(entity)
    specs = table.entity.fields.values()
    columns = (column for spec in specs for column in _definitions(spec))
    body = ",\n    ".join(columns)
    return f"CREATE TABLE {table.name} (\n    {body}\n) STRICT"


def _definitions(spec: FieldSpec) -> Iterator[str]:
    column = column_of(spec)
    if spec.name == "id":
        yield f"{column} TEXT NOT NULL PRIMARY KEY"
        return
    kind = _TYPES.get(spec.kind, "TEXT")
    is_filled = spec.kind is Kind.INTEGER and spec.default is not None
    yield f"{column} {kind}{' NOT NULL' if is_filled else ''}{_default(spec)}"
    if spec.kind is Kind.MONEY:
        yield f"{currency_of(spec)} TEXT"
        computed = f"GENERATED ALWAYS AS ({column} / 10000.0) VIRTUAL"
        yield f"{quoted(spec.name)} REAL {computed}"


def _default(spec: FieldSpec) -> str:
    """Return what rows hold that were written before the field was there."""
    match spec.default:
        case bool() | int():
            return f" DEFAULT {int(spec.default)}"
        case str():
            return f" DEFAULT '{spec.default}'"
        case _:
            return ""


def _by_stage(entity: str) -> str:
    """Serve a page of one stage, the counts of a funnel, and both in order."""
    table = table_of(entity)
    name = quoted(f"{table.entity.plural}_by_stage")
    columns = '("pipeline", "stage", "id") WHERE "deleted_at" IS NULL'
    return f"CREATE INDEX {name} ON {table.name} {columns}"


# Each new deal asks for the others of its client (S10); those of a person are
# found by the links.
_DEALS_BY_COMPANY: Final = (
    'CREATE INDEX "deals_by_company" ON "deals" ("company", "id") '
    'WHERE "company" IS NOT NULL'
)

_SHARED: Final = (
    """
    CREATE TABLE "events" (
        "seq" INTEGER PRIMARY KEY,
        "record" TEXT NOT NULL,
        "version" INTEGER NOT NULL,
        "entity" TEXT NOT NULL,
        "kind" TEXT NOT NULL,
        "at" TEXT NOT NULL,
        "actor" TEXT NOT NULL,
        "cause" TEXT NOT NULL,
        "changes" TEXT NOT NULL,
        "pipeline" TEXT,
        "stage" TEXT,
        "stage_label" TEXT,
        "stage_kind" TEXT,
        "overridden" TEXT NOT NULL
    ) STRICT
    """,
    # One index serves both a record's history and the stages it stood on.
    """
    CREATE INDEX "events_by_record" ON "events" ("record", "pipeline", "stage")
    """,
    # Most events have no cause: those that have one are what is asked for.
    """
    CREATE INDEX "events_by_cause" ON "events" ("cause") WHERE "cause" <> ''
    """,
    """
    CREATE TABLE "links" (
        "target" TEXT NOT NULL,
        "record" TEXT NOT NULL,
        "field" TEXT NOT NULL,
        "entity" TEXT NOT NULL,
        "role" TEXT NOT NULL,
        "position" TEXT NOT NULL,
        "is_primary" INTEGER NOT NULL,
        PRIMARY KEY ("target", "record", "field")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "points" (
        "kind" TEXT NOT NULL,
        "key" TEXT NOT NULL,
        "record" TEXT NOT NULL,
        "entity" TEXT NOT NULL,
        PRIMARY KEY ("kind", "key", "record")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "commands" (
        "actor" TEXT NOT NULL,
        "key" TEXT NOT NULL,
        "verb" TEXT NOT NULL,
        "request" TEXT NOT NULL,
        "result" TEXT NOT NULL,
        PRIMARY KEY ("actor", "key")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "numbers" (
        "name" TEXT NOT NULL PRIMARY KEY,
        "last" INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "workspace" (
        "id" INTEGER PRIMARY KEY CHECK ("id" = 1),
        "text" TEXT NOT NULL,
        "revision" INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "settings" (
        "revision" INTEGER PRIMARY KEY,
        "text" TEXT NOT NULL,
        "at" TEXT,
        "seq" INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "meta" (
        "name" TEXT NOT NULL PRIMARY KEY,
        "value" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)
