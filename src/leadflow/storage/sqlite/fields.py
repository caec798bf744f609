"""Indexes of the fields that a workspace adds, made where it asks for them (F5).

They are expressions over the JSON of ``custom``, in the words in which conditions
ask. Nothing of leadflow's own functions is in them, so that any SQL tool may go on
writing to the file.
"""

# Names are the schema's, and codes of fields have nothing but letters and digits.
# ruff: noqa: S608

from collections.abc import Iterable, Iterator, Mapping

from leadflow.entities import Kind
from leadflow.storage.sqlite.operands import indexed_operand, indexed_place
from leadflow.storage.sqlite.schema import quoted, table_of
from leadflow.storage.sqlite.sql import Sql
from leadflow.workspace import CustomField


_PREFIX = "own_"

# Names of entities and codes have no wildcard of GLOB.
FIELD_INDEXES = (
    'SELECT "name", "sql" FROM "sqlite_master" '
    f"WHERE \"type\" = 'index' AND \"name\" GLOB '{_PREFIX}*'"
)
"""Selects the indexes of fields that there are, with what made them."""


def index_changes(
    known: Mapping[str, str], fields: Iterable[CustomField]
) -> Iterator[str]:
    """Give what makes of the known indexes those of these fields."""
    wanted = dict(_index(each) for each in fields if each.indexed)
    for name, made_by in known.items():
        if wanted.get(name) != made_by:
            yield f"DROP INDEX {quoted(name)}"
    for name, statement in wanted.items():
        if known.get(name) != statement:
            yield statement


def _index(own: CustomField) -> tuple[str, str]:
    table = table_of(own.entity)
    name = f"{_PREFIX}{table.entity.plural}_{own.code}"
    found = ", ".join(piece.text for piece in _asked(own))
    return name, f'CREATE INDEX {quoted(name)} ON {table.name} ({found}, "id")'


def _asked(own: CustomField) -> Iterator[Sql]:
    found = indexed_operand(own.kind, indexed_place(own.code, '"custom"'))
    if own.kind is Kind.MONEY and found.currency is not None:
        yield found.currency
    every = (found.units, found.text, found.whole, found.flag, found.day, found.instant)
    yield from (each for each in every if each is not None)
