"""The constant statements of each entity, and how their values are laid out."""

# Names are the schema's; whatever users give is a value, never text.
# ruff: noqa: S608

from collections.abc import Sequence
from functools import cache

from attrs import frozen

from leadflow.entities import ENTITIES, Record
from leadflow.entities.records import blank
from leadflow.storage.codec import Codec, Column, codec_of
from leadflow.storage.sqlite.indexes import indexed_fields
from leadflow.storage.sqlite.schema import column_of, table_of


@frozen
class Plan:
    """How records of one entity are written."""

    name: str
    codec: Codec
    insert: str
    update: str
    look_up: str
    """Selects id, version and indexed columns, by a JSON array of ids."""
    look_up_one: str
    delete: str
    indexed: tuple[int, ...]
    """The places of the indexed columns in a row."""

    def update_values(self, row: Sequence[Column]) -> tuple[Column, ...]:
        """Return the values of an update: all columns, then id and old version."""
        version = row[1]
        before = version - 1 if isinstance(version, int) else version
        return (*row[1:], row[0], before)

    def is_reindexed(self, old: Sequence[Column], row: Sequence[Column]) -> bool:
        """Tell whether an update changes what finds the record."""
        now = [row[place] for place in self.indexed]
        return now != list(old[2:])

    def old_record(self, old: Sequence[Column]) -> Record:
        """Return a record of which only id and indexed fields are filled."""
        row = list(self.codec.row(blank(self.codec.entity)))
        row[0] = old[0]
        for place, value in zip(self.indexed, old[2:], strict=True):
            row[place] = value
        return self.codec.record(row)


@cache
def plan_of(entity: str) -> Plan:
    """Return the plan of an entity."""
    table, known = table_of(entity), ENTITIES[entity]
    fields = tuple(known.fields)
    names = indexed_fields(known)
    chosen = ", ".join(
        ['"id"', '"version"', *(column_of(known.fields[name]) for name in names)]
    )
    marks = ", ".join("?" for _ in table.columns)
    written = ", ".join(f"{column} = ?" for column in table.columns[1:])
    look_up = f"SELECT {chosen} FROM {table.name} WHERE"
    return Plan(
        entity,
        codec_of(entity),
        f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({marks})",
        f'UPDATE {table.name} SET {written} WHERE "id" = ? AND "version" = ?',
        f'{look_up} "id" IN (SELECT value FROM json_each(?))',
        f'{look_up} "id" = ?',
        f'DELETE FROM {table.name} WHERE "id" = ?',
        tuple(fields.index(name) for name in names),
    )
