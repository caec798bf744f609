"""The constant statements of each entity, and how their values are laid out."""

# Names are the schema's; whatever users give is a value, never text.
# ruff: noqa: S608

from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from itertools import compress
from operator import ne, or_
from typing import TypeAlias

from attrs import field, frozen

from leadflow.entities import ENTITIES, Record
from leadflow.entities.records import blank
from leadflow.storage.codec import Codec, Column, codec_of
from leadflow.storage.sqlite.indexes import indexed_fields
from leadflow.storage.sqlite.schema import Table, table_of


Rows: TypeAlias = Sequence[Sequence[Column]]
Written: TypeAlias = tuple[str, Iterable[Sequence[Column]]]
"""A statement, and the values of each time that it is run."""

Marks: TypeAlias = tuple[bool, ...]
"""By column, whether something stands in it."""

_WAYS = 64
"""So many statements of its own an entity's rows may have; SQLite keeps a few hundred.

Most records of a firm are filled alike. Where they are not, texts are handed over even
if they are empty, which leaves few ways to fill the rest.
"""


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
    _ways: dict[Marks, tuple[str, Marks]] = field(factory=dict, init=False)

    def insertion(self, rows: Rows) -> Written:
        """Return what inserts rows, of which there is one at least.

        Handing a value over takes SQLite's module longer than storing it, and of
        ``None`` it asks first whether somebody adapts it. So what is empty in all rows
        stands in the text, as the constant that it is.
        """
        if len(rows) == 1:
            text, marks = self._way(tuple(map(ne, rows[0], self.empty)))
            return text, (tuple(compress(rows[0], marks)),)
        columns = list(zip(*rows, strict=True))
        pairs = zip(columns, self.empty, strict=True)
        text, marks = self._way(tuple([own.count(no) < len(own) for own, no in pairs]))
        # A table may have so few rows that even ids look alike: there is one always.
        return text, zip(*compress(columns, marks), strict=True)

    def replacement(
        self, names: tuple[str, ...], records: Sequence[Record]
    ) -> tuple[str, list[tuple[Column, ...]]]:
        """Return what puts records in place of older versions, by what differs.

        Only columns of these fields are set: SQLite then leaves alone the indexes of
        all others.
        """
        text, part = _update(self, names)
        return text, part.rows(records)

    def _way(self, marks: Marks) -> tuple[str, Marks]:
        """Return what inserts rows that are filled so, and which columns it takes."""
        known = self._ways.get(marks)
        if known is not None:
            return known
        if len(self._ways) >= _WAYS:
            marks = tuple(map(or_, marks, self._texts))
        found = _insert(self, marks), marks
        if len(self._ways) < _WAYS:
            self._ways[marks] = found
        return found

    @cached_property
    def _texts(self) -> Marks:
        """The columns that hold something even where nothing is filled."""
        return tuple([no is not None for no in self.empty])


@lru_cache(maxsize=1024)
def _insert(plan: Plan, marks: Marks) -> str:
    names = ", ".join(plan.table.columns)
    pairs = zip(marks, plan.empty, strict=True)
    values = ["?" if is_filled else _literal(no) for is_filled, no in pairs]
    return f"INSERT INTO {plan.table.name} ({names}) VALUES ({', '.join(values)})"


@lru_cache(maxsize=1024)
def _update(plan: Plan, names: tuple[str, ...]) -> tuple[str, Codec]:
    part, places = plan.codec.part(names)
    sets = ", ".join(f"{plan.table.columns[at]} = ?" for at in places)
    text = f'UPDATE {plan.table.name} SET {sets} WHERE "id" = ? AND "version" = ?'
    return text, part


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
