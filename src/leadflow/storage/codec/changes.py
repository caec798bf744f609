"""The changes of an event at rest: an array of field, value before, value after.

What a conversion carried over follows as a fourth: an array of the target's field,
how, the source's id, its fields, the variant. Other changes have three. A change
whose values were erased has its field alone.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from leadflow.entities import EntityType, entity_named
from leadflow.errors import UnknownName
from leadflow.events import GONE, Carried, FieldChange
from leadflow.storage.codec.shapes import Shape, shape_of_field
from leadflow.storage.codec.text import Unreadable, from_text, to_text


def changes_to_text(entity: str, changes: tuple[FieldChange, ...]) -> str:
    """Return changes as JSON, each value in the shape of its field.

    Raises ``UnknownName`` for a change of a field that the entity has not.

    >>> changes_to_text("lead", (FieldChange("stage", "new", "won"),))
    '[["stage","new","won"]]'
    """
    shapes = _shapes(entity)
    plain: list[object] = []
    for each in changes:
        if each.field not in shapes:
            kind = f"field of {entity}"
            raise UnknownName(kind, each.field, tuple(shapes), "event.changes")
        shape = shapes[each.field]
        if each.after is GONE:
            plain.append([each.field])
            continue
        values = (shape.plain(each.before), shape.plain(each.after))
        plain.append([each.field, *values, *_told(each.carried)])
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
        name, *told = plain
        shape = shapes[name]
        if not told:
            return FieldChange(name, GONE, GONE)
        before, after, *carried = told
    except (TypeError, ValueError, KeyError):
        raise Unreadable("it tells of a field that is not there") from None
    values = (shape.value(before), shape.value(after))
    return FieldChange(name, *values, _carried(*carried) if carried else ())


def _told(carried: tuple[Carried, ...]) -> Iterator[list[list[str | list[str]]]]:
    if carried:
        yield [
            [each.field, each.how, each.source, list(each.fields), each.variant]
            for each in carried
        ]


def _carried(plain: Any, *more: object) -> tuple[Carried, ...]:  # noqa: ANN401  # JSON
    if more or type(plain) is not list:
        raise Unreadable("it tells more of a change than there is")
    return tuple([_one_carried(each) for each in plain])


def _one_carried(plain: Any) -> Carried:  # noqa: ANN401  # JSON
    if not (type(plain) is list and len(plain) == len(_CARRIED)):
        raise Unreadable("it does not tell where a value came from")
    field, how, source, fields, variant = plain
    texts = (field, how, source, variant, *(fields if type(fields) is list else [0]))
    if not all(type(each) is str for each in texts):
        raise Unreadable("it does not tell where a value came from")
    return Carried(
        field=field, how=how, source=source, fields=tuple(fields), variant=variant
    )


_CARRIED = ("field", "how", "source", "fields", "variant")


@cache
def _shapes(entity: str) -> dict[str, Shape]:
    known: EntityType = entity_named(entity)
    return {name: shape_of_field(spec) for name, spec in known.fields.items()}
