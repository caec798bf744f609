"""The constant statements of each entity, and how their values are laid out."""

# Names are the schema's; whatever users give is a value, never text.
# ruff: noqa: S608

from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property, lru_cache
from typing import TypeAlias

from attrs import frozen

from leadflow.entities import ENTITIES, Record
from leadflow.entities.records import blank
from leadflow.storage.codec import Codec, Column, codec_of
from leadflow.storage.sqlite.indexes import indexed_fields
from leadflow.storage.sqlite.schema import Table, table_of


Rows: TypeAlias = Sequence[Sequence[Column]]
Written: TypeAlias = tuple[str, Iterable[Sequence[Column]]]
"""A statement, and the values of each time that it is run."""

_FEW = 8
"""Rows for which it does not pay to look for columns that are empty in all."""


@frozen(eq=False)
class Plan:
    """How records of one entity are written."""

    name: str
    codec: Codec
    table: Table
    empty: tuple[Column, ...]
    """The row of a record in which nothing is filled."""
    delete: str
    indexed: frozenset[str]
    """The fields that find a record from elsewhere."""

    def insertion(self, rows: Rows) -> Written:
        """Return what inserts rows.

        Handing a value over takes SQLite's module longer than storing it. So what
        is empty in all of many rows stands in the text, as the constant that it is.
        """
        if len(rows) < _FEW:
            return self._whole, rows
        columns = list(zip(*rows, strict=True))
        pairs = enumerate(zip(columns, self.empty, strict=True))
        filled = tuple([at for at, (own, no) in pairs if own.count(no) < len(own)])
        # A table may have so few rows that even ids look alike: there is one always.
        values = zip(*[columns[at] for at in filled], strict=True)
        return _insert(self, filled), values

    def replacement(self, names: tuple[str, ...], records: Iterable[Record]) -> Written:
        """Return what puts records in place of older versions, by what differs.

        Only columns of these fields are set: SQLite then leaves alone the indexes of
        all others.
        """
        text, row = _update(self, names)
        return text, [(*row(each), each.id, each.version - 1) for each in records]

    @cached_property
    def _whole(self) -> str:
        """The statement that inserts rows with a value for every column."""
        return _insert(self, range(len(self.empty)))


@lru_cache(maxsize=1024)
def _insert(plan: Plan, filled: Sequence[int]) -> str:
    names = ", ".join(plan.table.columns)
    values = ["?" if at in filled else _literal(no) for at, no in enumerate(plan.empty)]
    return f"INSERT INTO {plan.table.name} ({names}) VALUES ({', '.join(values)})"


@lru_cache(maxsize=1024)
def _update(
    plan: Plan, names: tuple[str, ...]
) -> tuple[str, Callable[[Record], tuple[Column, ...]]]:
    part, places = plan.codec.part(names)
    sets = ", ".join(f"{plan.table.columns[at]} = ?" for at in places)
    text = f'UPDATE {plan.table.name} SET {sets} WHERE "id" = ? AND "version" = ?'
    return text, part.row


def _literal(value: Column) -> str:
    """Return an empty value as SQL; it is a default of ours, never somebody's."""
    if value is None:
        return "NULL"
    return f"'{value}'" if isinstance(value, str) else str(int(value))


@cache
def plan_of(entity: str) -> Plan:
    """Return the plan of an entity."""
    table, known, codec = table_of(entity), ENTITIES[entity], codec_of(entity)
    return Plan(
        entity,
        codec,
        table,
        codec.row(blank(known)),
        f'DELETE FROM {table.name} WHERE "id" = ?',
        frozenset(indexed_fields(known)),
    )
