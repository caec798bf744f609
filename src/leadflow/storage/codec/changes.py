"""The changes of an event at rest: an array of field, value before, value after.

What a conversion carried over follows as a fourth: an array of the target's field,
how, the source's id, its fields, the variant. Other changes have three. A change
whose values were erased has its field alone.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from leadflow.entities import EntityType, FieldSpec, entity_named
from leadflow.errors import UnknownName
from leadflow.events import GONE, Carried, FieldChange
from leadflow.storage.codec.generated import Step, bare
from leadflow.storage.codec.shapes import shape_of
from leadflow.storage.codec.text import Unreadable, from_text, quote, to_text


_make = bare(FieldChange)


def changes_to_text(entity: str, changes: tuple[FieldChange, ...]) -> str:
    """Return changes as JSON, each value in the shape of its field.

    Raises ``UnknownName`` for a change of a field that the entity has not.

    >>> changes_to_text("lead", (FieldChange("stage", "new", "won"),))
    '[["stage","new","won"]]'
    """
    writers = _writers(entity)
    told = []
    for each in changes:
        try:
            start, opening, empty, write = writers[each.field]
        except KeyError:
            kind = f"field of {entity}"
            known = tuple(writers)
            raise UnknownName(kind, each.field, known, "event.changes") from None
        before, after, carried = each.before, each.after, each.carried
        if after is GONE:
            told.append(f"{start}]")
            continue
        if before is not empty:
            opening = f"{start},{'null' if before is None else write(before)}"
        now = "null" if after is None else write(after)
        told.append(f"{opening},{now}{_origin(carried) if carried else ''}]")
    return f"[{','.join(told)}]"


def _origin(carried: tuple[Carried, ...]) -> str:
    return f",{to_text([_plain(each) for each in carried])}"


def changes_from_text(entity: str, text: str) -> tuple[FieldChange, ...]:
    """Return the changes that ``changes_to_text`` wrote.

    Raises ``Unreadable`` for fields that the entity has not: a format that
    removes a field migrates its events too.

    >>> changes_from_text("lead", '[["stage","new","won"]]')
    (FieldChange('stage', 'new' → 'won'),)
    """
    try:
        readers = _readers(entity)
    except UnknownName:
        raise Unreadable("it tells of an entity that is not there") from None
    plain = from_text(text)
    if type(plain) is not list:
        raise Unreadable("it has no list of changes")
    return tuple([_change(readers, each) for each in plain])


def _change(readers: Mapping[str, Step | None], plain: Any) -> FieldChange:  # noqa: ANN401  # JSON
    try:
        name, *values = plain
        read = readers[name]
        if not values:
            return _make(name, GONE, GONE, ())
        before, after, *carried = values
    except (TypeError, ValueError, KeyError):
        raise Unreadable("it tells of a field that is not there") from None
    if read is not None:
        before = None if before is None else read(before)
        after = None if after is None else read(after)
    elif not (_is_text(before) and _is_text(after)):
        raise Unreadable("a text is missing")
    return _make(name, before, after, _carried(*carried) if carried else ())


def _is_text(value: object) -> bool:
    return value is None or type(value) is str


def _plain(carried: Carried) -> list[str | list[str]]:
    fields = list(carried.fields)
    return [carried.field, carried.how, carried.source, fields, carried.variant]


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
def _writers(entity: str) -> dict[str, tuple[str, str, Any, Callable[[Any], str]]]:
    """Return how the change of each field begins, and what writes its values.

    The second text is how it begins where the field was empty before, and the third
    part what empty is: most changes are those of new records.
    """
    known: EntityType = entity_named(entity)
    return {name: _writer(spec) for name, spec in known.fields.items()}


def _writer(spec: FieldSpec) -> tuple[str, str, Any, Callable[[Any], str]]:
    write, empty = shape_of(spec.kind, spec.type).text, spec.default
    start = f"[{quote(spec.name)}"
    return start, f"{start},{'null' if empty is None else write(empty)}", empty, write


@cache
def _readers(entity: str) -> dict[str, Step | None]:
    """Return what reads the values of each field; ``None`` for text."""
    known: EntityType = entity_named(entity)
    return {
        name: None if _holds_text(spec) else shape_of(spec.kind, spec.type).value
        for name, spec in known.fields.items()
    }


def _holds_text(spec: FieldSpec) -> bool:
    return shape_of(spec.kind, spec.type).text is quote
