"""Pointing links at the survivor, whatever field holds them (D3).

Which fields are links, the schema tells; there is no list kept by hand, so a new
field is known here from the day on which it is added.
"""

from collections.abc import Hashable
from typing import Any

from leadflow.entities import ProductRow, Record, Ref, evolve, references
from leadflow.entities.links import sameness
from leadflow.entities.records import LINK_ENDS, as_changes, held_at
from leadflow.entities.shapes import altered
from leadflow.values.several import united


def repointed(record: Record, gone: frozenset[str], to: str) -> Record:
    """Return a record that points at ``to`` wherever it pointed at one of ``gone``.

    Two links to the same end become one; nobody points at himself.
    """
    names = {each.field for each in references(record) if each.target in gone}
    if not names:
        return record
    values = {name: _pointed(record, name, gone, to) for name in names}
    return evolve(record, **as_changes(values))


def _pointed(record: Record, name: str, gone: frozenset[str], to: str) -> object:
    held = held_at(record, name)
    if isinstance(held, tuple):
        moved = [_link(each, gone, to) for each in held]
        others = [each for each in moved if _end(each) != record.id]
        return united(_with_primary(others), _key)
    return None if record.id == to else _link(held, gone, to)


def _link(value: Any, gone: frozenset[str], to: str) -> Any:  # noqa: ANN401  # any link
    if isinstance(value, Ref):
        return Ref(to) if value in gone else value
    if isinstance(value, str):
        return to if value in gone else value
    end = LINK_ENDS[type(value)]
    return altered(value, **{end: to}) if getattr(value, end) in gone else value


def _end(value: Any) -> object:  # noqa: ANN401  # as above
    return value if isinstance(value, str) else getattr(value, LINK_ENDS[type(value)])


def _key(value: Any) -> Hashable:  # noqa: ANN401  # as above
    # Rows of products are no links alone: two of one product stay two.
    return id(value) if isinstance(value, ProductRow) else sameness(value)


def _with_primary(values: list[Any]) -> list[Any]:
    """Return links of which the first to an end is primary if any of them is."""
    main = {_key(each) for each in values if getattr(each, "primary", False)}
    return [
        altered(each, primary=True)
        if hasattr(each, "primary") and _key(each) in main
        else each
        for each in values
    ]
