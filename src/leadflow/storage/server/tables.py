"""The tables: those of the SQLite store, for servers that many tenants share.

===================  ====================================================
text, codes, ids     TEXT, compared by code point; a missing link is NULL
whole numbers        BIGINT
decimals             TEXT, with every digit
yes and no           BOOLEAN
dates, instants      DATE; TIMESTAMP WITH TIME ZONE, on MariaDB DATETIME(6) in UTC
money ``amount``     ``amount_e4`` BIGINT in ten-thousandths, and
                     ``amount_currency``
everything else      JSON as TEXT, NULL when empty; shapes are the codec's
``keys``             JSON: what texts and decimals are compared and sorted by,
                     where the server could not tell by itself
===================  ====================================================

Every primary key and every index starts with the tenant, so that a distributed
engine can split the tables by it. Names begin with ``leadflow_``: they live among
those of the host.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, TypeAlias

from attrs import frozen
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Index,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects import mysql
from sqlalchemy.types import TypeEngine

from leadflow.entities import ENTITIES, FieldSpec, Kind


FORMAT: Final = 1
"""The version of everything below; kept in the table ``leadflow_meta``."""
PREFIX: Final = "leadflow_"

Type: TypeAlias = TypeEngine[Any]
_MYSQL = ("mysql", "mariadb")
BINARY: Final = {"mysql": "utf8mb4_nopad_bin", "postgresql": "C"}
"""The collation that compares by code point, by the dialect's name."""

LONGEST_TENANT: Final = 64
_ID, _CODE = 64, 150


def _text() -> Type:
    plain = Text().with_variant(Text(collation=BINARY["postgresql"]), "postgresql")
    long = mysql.LONGTEXT(charset="utf8mb4", collation=BINARY["mysql"])
    return plain.with_variant(long, *_MYSQL)


def _short(length: int) -> Type:
    """Return text that is part of a key: MariaDB has to know how long it gets."""
    plain = Text().with_variant(Text(collation=BINARY["postgresql"]), "postgresql")
    short = mysql.VARCHAR(length, charset="utf8mb4", collation=BINARY["mysql"])
    return plain.with_variant(short, *_MYSQL)


def _instant() -> Type:
    precise = mysql.DATETIME(fsp=6)
    return DateTime(timezone=True).with_variant(precise, *_MYSQL)


@frozen
class Tables:
    """Everything that a store keeps, as SQLAlchemy knows it."""

    metadata: MetaData
    entities: Mapping[str, Table]
    """By the entity's name."""

    def __getitem__(self, name: str) -> Table:
        """Return one of the tables that all entities share."""
        schema = f"{self.metadata.schema}." if self.metadata.schema else ""
        return self.metadata.tables[f"{schema}{PREFIX}{name}"]


def metadata(schema: str | None = None) -> MetaData:
    """Return the tables as SQLAlchemy's ``MetaData``, for the migrations of a host.

    Alembic compares it with the database when it is part of ``target_metadata``.
    ``schema`` is PostgreSQL's, or the database on MariaDB.

    >>> "leadflow_leads" in metadata().tables
    True
    """
    return tables_of(schema).metadata


@cache
def tables_of(schema: str | None) -> Tables:
    """Return the tables of a schema, always the same."""
    names = {"pk": "pk_%(table_name)s", "ix": "ix_%(table_name)s_%(column_0_N_name)s"}
    made = MetaData(schema=schema, naming_convention=names)
    entities = {entity: _entity_table(made, entity) for entity in ENTITIES}
    for name, columns in _SHARED.items():
        Table(PREFIX + name, made, _tenant(), *columns(), **_LAYOUT)
    meta = (_key("name", 64), Column("value", _text(), nullable=False))
    Table(f"{PREFIX}meta", made, *meta, **_LAYOUT)
    tables = Tables(made, entities)
    _add_indexes(tables)
    return tables


def column_of(spec: FieldSpec) -> str:
    """Return the name of a field's column."""
    return f"{spec.name}_e4" if spec.kind is Kind.MONEY else spec.name


def currency_of(spec: FieldSpec) -> str:
    """Return the name of the column with a money field's currency."""
    return f"{spec.name}_currency"


def columns_of(entity: str) -> tuple[str, ...]:
    """Return the columns that make a record: its fields, then the currencies."""
    specs = ENTITIES[entity].fields.values()
    currencies = (currency_of(spec) for spec in specs if spec.kind is Kind.MONEY)
    return (*map(column_of, specs), *currencies)


_LAYOUT: Mapping[str, Any] = {
    f"{name}_{option}": value
    for name in _MYSQL
    for option, value in (("engine", "InnoDB"), ("row_format", "DYNAMIC"))
}


def _tenant() -> Column[Any]:
    return _key("tenant", LONGEST_TENANT)


def _key(name: str, length: int) -> Column[Any]:
    return Column(name, _short(length), primary_key=True, nullable=False)


def _whole_key(name: str) -> Column[Any]:
    kept = BigInteger()
    return Column(name, kept, primary_key=True, nullable=False, autoincrement=False)


def _entity_table(made: MetaData, entity: str) -> Table:
    known = ENTITIES[entity]
    specs = known.fields.values()
    columns = [_tenant(), *(_column(spec) for spec in specs)]
    monies = (spec for spec in specs if spec.kind is Kind.MONEY)
    columns += [Column(currency_of(spec), _short(3)) for spec in monies]
    keys = Column("keys", _text())
    return Table(PREFIX + known.plural, made, *columns, keys, **_LAYOUT)


def _column(spec: FieldSpec) -> Column[Any]:
    if spec.name == "id":
        return _key("id", _ID)
    is_filled = spec.kind in _FILLED or (
        spec.kind is Kind.INTEGER and spec.default is not None
    )
    return Column(
        column_of(spec),
        _type(spec),
        nullable=not is_filled,
        server_default=_default(spec),
    )


_FILLED = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.BOOLEAN)
_IN_INDEXES = ("pipeline", "stage")


def _type(spec: FieldSpec) -> Type:
    match spec.kind:
        case Kind.INTEGER | Kind.MONEY:
            return BigInteger()
        case Kind.BOOLEAN:
            return Boolean()
        case Kind.DATE:
            return Date()
        case Kind.DATETIME:
            return _instant()
        case Kind.REFERENCE:
            return _short(_ID)
        case _:
            return _short(_CODE) if spec.name in _IN_INDEXES else _text()


def _default(spec: FieldSpec) -> Any:  # noqa: ANN401  # as SQLAlchemy takes it
    """Return what rows hold that were written before the field was there."""
    match spec.default:
        case bool():
            return text("true" if spec.default else "false")
        case int():
            return text(str(spec.default))
        case str() if spec.kind in _FILLED:
            return text(f"'{spec.default}'")
        case _:
            return None


def _filled(name: str) -> Column[Any]:
    return Column(name, _text(), nullable=False)


def _number(name: str) -> Column[Any]:
    return Column(name, BigInteger(), nullable=False)


def _events() -> Iterator[Column[Any]]:
    yield _whole_key("seq")
    yield Column("record", _short(_ID), nullable=False)
    yield _number("version")
    yield from map(_filled, ("entity", "kind"))
    yield Column("at", _instant(), nullable=False)
    yield _filled("actor")
    yield _filled("cause")
    yield _filled("changes")
    for name in ("pipeline", "stage", "stage_label", "stage_kind"):
        yield Column(name, _text())
    yield _filled("overridden")


def _links() -> Iterator[Column[Any]]:
    yield from (_key("target", _ID), _key("record", _ID), _key("field", _CODE))
    yield from map(_filled, ("entity", "role", "position"))
    yield Column("is_primary", Boolean(), nullable=False)


def _points() -> Iterator[Column[Any]]:
    yield from (_key("kind", 20), _key("key", _CODE), _key("record", _ID))
    yield _filled("entity")
    yield Column("whole", _text())  # the key, where it is longer than one may be


def _commands() -> Iterator[Column[Any]]:
    yield _key("digest", 64)  # of actor and key, which may be of any length
    yield from map(_filled, ("actor", "key", "verb", "request", "result"))


def _numbers() -> Iterator[Column[Any]]:
    yield _key("name", _CODE)
    yield _number("last")


def _tenants() -> Iterator[Column[Any]]:
    yield _number("revision")
    yield from map(_filled, ("digest", "text"))


def _settings() -> Iterator[Column[Any]]:
    yield _whole_key("revision")
    yield _filled("text")
    yield Column("at", _instant())
    yield _number("seq")


_SHARED = {
    "events": _events,
    "links": _links,
    "points": _points,
    "commands": _commands,
    "numbers": _numbers,
    "tenants": _tenants,
    "settings": _settings,
}


def _add_indexes(tables: Tables) -> None:
    for entity, table in tables.entities.items():
        column = table.c
        if ENTITIES[entity].in_pipeline:
            # Serves a page of one stage, and the counts of a funnel.
            stages = (column.tenant, column.pipeline, column.stage, column.id)
            _index(f"{table.name}_by_stage", *stages, only=column.deleted_at.is_(None))
    deals, events = tables.entities["deal"].c, tables["events"].c
    # Each new deal asks for the others of its client (S10).
    own = (deals.tenant, deals.company, deals.id)
    _index(f"{PREFIX}deals_by_company", *own, only=deals.company.is_not(None))
    _index(f"{PREFIX}events_by_record", events.tenant, events.record, events.seq)
    # Most events have no cause: those that have one are what is asked for.
    caused = (events.tenant, events.cause, events.seq)
    Index(
        f"{PREFIX}events_by_cause",
        *caused,
        postgresql_where=events.cause != text("''"),
        mysql_length={"cause": _CODE},
        mariadb_length={"cause": _CODE},
    )


def _index(name: str, *columns: Column[Any], only: Any = None) -> None:  # noqa: ANN401  # an expression
    """Make an index; where the server can, of the rows alone that matter."""
    Index(name, *columns, postgresql_where=only)
