"""The changes of an event at rest: an array of field, value before, value after."""

from functools import cache
from typing import Any

from leadflow.entities import EntityType, entity_named
from leadflow.errors import UnknownName
from leadflow.events import FieldChange
from leadflow.storage.codec.shapes import Shape, shape_of_field
from leadflow.storage.codec.text import Unreadable, from_text, to_text


def changes_to_text(entity: str, changes: tuple[FieldChange, ...]) -> str:
    """Return changes as JSON, each value in the shape of its field.

    Raises ``UnknownName`` for a change of a field that the entity has not.

    >>> changes_to_text("lead", (FieldChange("stage", "new", "won"),))
    '[["stage","new","won"]]'
    """
    shapes = _shapes(entity)
    plain = []
    for each in changes:
        if each.field not in shapes:
            kind = f"field of {entity}"
            raise UnknownName(kind, each.field, tuple(shapes), "event.changes")
        shape = shapes[each.field]
        plain.append([each.field, shape.plain(each.before), shape.plain(each.after)])
    return to_text(plain)


def changes_from_text(entity: str, text: str) -> tuple[FieldChange, ...]:
    """Return the changes that ``changes_to_text`` wrote.

    Raises ``Unreadable`` for fields that the entity has not: a format that
    removes a field migrates its events too.

    >>> changes_from_text("lead", '[["stage","new","won"]]')
    (FieldChange('stage', 'new' → 'won'),)
    """
    try:
        shapes = _shapes(entity)
    except UnknownName:
        raise Unreadable("it tells of an entity that is not there") from None
    plain = from_text(text)
    if type(plain) is not list:
        raise Unreadable("it has no list of changes")
    return tuple([_change(shapes, each) for each in plain])


def _change(shapes: dict[str, Shape], plain: Any) -> FieldChange:  # noqa: ANN401  # JSON
    try:
        name, before, after = plain
        shape = shapes[name]
    except (TypeError, ValueError, KeyError):
        raise Unreadable("it tells of a field that is not there") from None
    return FieldChange(name, shape.value(before), shape.value(after))


@cache
def _shapes(entity: str) -> dict[str, Shape]:
    known: EntityType = entity_named(entity)
    return {name: shape_of_field(spec) for name, spec in known.fields.items()}
