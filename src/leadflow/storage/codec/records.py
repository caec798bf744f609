"""A whole record as plain JSON: what is filled in, by name."""

from functools import cache
from typing import Any

from leadflow.entities import ENTITIES, Record, entity_of
from leadflow.entities.records import blank, differences
from leadflow.storage.codec.shapes import Shape, shape_of_field
from leadflow.storage.codec.text import to_text


def record_to_plain(record: Record) -> dict[str, Any]:
    """Return a record's entity and filled fields as JSON can hold them.

    >>> from leadflow.entities import Lead
    >>> record_to_plain(Lead(title="Forklifts", amount="5 UAH"))["amount"]
    {'amount': '5', 'currency': 'UAH'}
    """
    entity = entity_of(record)
    shapes = _shapes(entity.name)
    filled = differences(blank(entity), record)
    plain = {name: shapes[name].plain(value) for name, _, value in filled}
    return {"entity": entity.name, **plain}


def record_to_text(record: Record) -> str:
    """Return a record's filled fields as JSON text."""
    return to_text(record_to_plain(record))


@cache
def _shapes(entity: str) -> dict[str, Shape]:
    specs = ENTITIES[entity].fields.values()
    return {spec.name: shape_of_field(spec) for spec in specs}
