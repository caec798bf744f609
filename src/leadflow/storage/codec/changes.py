"""The changes of an event at rest: an array of field, value before, value after.

What a conversion carried over follows as a fourth: an array of the target's field,
how, the source's id, its fields, the variant. Other changes have three. A change
whose values were erased has its field alone.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, TypeAlias

from leadflow.entities import EntityType, FieldSpec, Kind, Record, entity_named
from leadflow.errors import UnknownName
from leadflow.events import (
    GONE,
    IMPLIED,
    Carried,
    Creation,
    Event,
    FieldChange,
    Origins,
    Succession,
)
from leadflow.storage.codec.generated import Telling, creation_writer
from leadflow.storage.codec.parts import bare
from leadflow.storage.codec.rows import COMPOSITE, Row, codec_of
from leadflow.storage.codec.shapes import shape_of
from leadflow.storage.codec.source import Step
from leadflow.storage.codec.text import Unreadable, from_text, quote


_make = bare(FieldChange)


_Writer: TypeAlias = tuple[str, str, Any, Callable[[Any], str]]
_TIMES = (Kind.DATE, Kind.DATETIME)


Stored: TypeAlias = tuple[Row, Record]
"""The row of a record that was inserted, and the record."""


def told_to_text(event: Event, stored: Stored | None = None) -> str:
    """Return what a fact tells as JSON; the text of ``changes_to_text``.

    That of a creation is written straight from the record, without a list of its
    changes, and so is that of a next version from what differs. ``stored`` is what is
    known to be stored under the record's id.
    """
    entity, told = event.entity, event.told
    if isinstance(told, Creation):
        record = told.record
        # Another record of this id has another row.
        is_known = stored is not None and stored[1] is record
        row = stored[0] if stored and is_known else codec_of(entity).row(record)
        if told.origins.entries:
            return _carried_to_text(entity, told, row)
        return _creations(entity)(record, row)
    if not isinstance(told, Succession):
        return changes_to_text(entity, told)
    writers, texts = _writers(entity), list[str]()
    for name, before, after in told.differing:
        # The lines of ``_values``, which every update and every move goes through.
        start, opening, empty, write = writers[name]
        if before is not empty:
            opening = f"{start},{'null' if before is None else write(before)}"
        texts.append(f"{opening},{'null' if after is None else write(after)}]")
    return f"[{','.join(texts)}]"


def _carried_to_text(entity: str, told: Creation, row: Row) -> str:
    origins = told.origins
    fields, around = _around(origins.entries, origins.variant)
    texts = dict(zip(fields, map(quote(origins.source).join, around), strict=True))
    return _carried_creations(entity)(told.record, row, texts.get)


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
            writer = writers[each.field]
        except KeyError:
            kind = f"field of {entity}"
            known = tuple(writers)
            raise UnknownName(kind, each.field, known, "event.changes") from None
        if each.after is GONE:
            told.append(f"{writer[0]}]")
            continue
        carried = _origin(each.carried) if each.carried else ""
        told.append(f"{_values(writer, each.before, each.after)}{carried}]")
    return f"[{','.join(told)}]"


def _values(writer: _Writer, before: object, after: object) -> str:
    """Return a change as JSON, up to what may stand behind its values."""
    start, opening, empty, write = writer
    if before is not empty:
        opening = f"{start},{'null' if before is None else write(before)}"
    return f"{opening},{'null' if after is None else write(after)}"


def _origin(carried: tuple[Carried, ...]) -> str:
    told = ",".join([_one_origin(each) for each in carried])
    return f",[{told}]"


def _one_origin(carried: Carried) -> str:
    before, after = _around_the_source(
        carried.field, carried.how, carried.fields, carried.variant
    )
    return f"{before}{quote(carried.source)}{after}"


@lru_cache(maxsize=1024)
def _around_the_source(
    field: str, how: str, names: tuple[str, ...], variant: str
) -> tuple[str, str]:
    told = ",".join(map(quote, names))
    return f"[{quote(field)},{quote(how)},", f",[{told}],{quote(variant)}]"


# What a map says is the same of every record that it is used for.
@lru_cache(maxsize=1024)
def _around(
    entries: tuple[tuple[str, str, str], ...], variant: str
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return fields, and of each what stands round the source's ids."""
    mark = "\0"
    known = Origins(mark, variant, entries).carried
    told = [_origin(carried).split(quote(mark)) for carried in known.values()]
    return tuple(known), tuple(map(tuple, told))


def changes_from_text(entity: str, text: str) -> tuple[FieldChange, ...]:
    """Return the changes that ``changes_to_text`` wrote.

    Raises ``Unreadable`` for fields that the entity has not: a format that
    removes a field migrates its events too.

    >>> changes_from_text("lead", '[["stage","new","won"]]')
    (FieldChange('stage', 'new' → 'won'),)
    """
    readers = readers_of(entity)
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
    return _make(name, before, after, carried_from_plain(*carried) if carried else ())


def _is_text(value: object) -> bool:
    return value is None or type(value) is str


def carried_from_plain(plain: Any, *more: object) -> tuple[Carried, ...]:  # noqa: ANN401  # JSON
    """Return what stands behind the values of a change, or raise ``Unreadable``."""
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
def _writers(entity: str) -> dict[str, _Writer]:
    """Return how the change of each field begins, and what writes its values.

    The second text is how it begins where the field was empty before, and the third
    part what empty is: most changes are those of new records.
    """
    known: EntityType = entity_named(entity)
    return {name: _writer(spec) for name, spec in known.fields.items()}


def _writer(spec: FieldSpec) -> _Writer:
    write, empty = shape_of(spec.kind, spec.type).text, spec.default
    start = f"[{quote(spec.name)}"
    return start, f"{start},{'null' if empty is None else write(empty)}", empty, write


@cache
def _creations(entity: str) -> Callable[..., str]:
    """Return what tells of a new record of nobody's making."""
    cls = entity_named(entity).cls
    return creation_writer(cls, _tellings(entity), with_origins=False)


@cache
def _carried_creations(entity: str) -> Callable[..., str]:
    """Return what tells of a new record that a conversion made."""
    cls = entity_named(entity).cls
    return creation_writer(cls, _tellings(entity), with_origins=True)


def _tellings(entity: str) -> Iterator[Telling]:
    for place, (spec, writer) in enumerate(
        zip(
            entity_named(entity).fields.values(), _writers(entity).values(), strict=True
        )
    ):
        _, start, default, write = writer
        if spec.name not in IMPLIED:
            yield Telling(
                spec.name,
                start,
                default,
                write,
                place,
                is_composite=spec.kind in COMPOSITE,
                is_time=spec.kind in _TIMES,
            )


def readers_of(entity: str) -> Mapping[str, Step | None]:
    """Return what reads the values of each field; ``None`` for text."""
    try:
        return _readers(entity)
    except UnknownName:
        raise Unreadable("it tells of an entity that is not there") from None


@cache
def _readers(entity: str) -> Mapping[str, Step | None]:
    known: EntityType = entity_named(entity)
    return {
        name: None if _holds_text(spec) else shape_of(spec.kind, spec.type).value
        for name, spec in known.fields.items()
    }


def _holds_text(spec: FieldSpec) -> bool:
    return shape_of(spec.kind, spec.type).text is quote
