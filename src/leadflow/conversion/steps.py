"""The map from a source to one of its targets, compiled once per workspace (C4).

A map says the same of every record: which entries of the variant lie over which of
the default map, where their paths lead, what converts the values. All that is found
out when the first record is converted; of it remains one function for a target, which
takes a record. Values that are handed on as they are, which most are, it takes itself;
for each other entry there is a function that fills in its part.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias, assert_never

import attrs

from leadflow.context import Asked, Context, binder, compiled
from leadflow.conversion.defaults import DEFAULT_MAPS
from leadflow.conversion.fields import COPIED, Entry, Filling, Fit
from leadflow.deferred import expression
from leadflow.entities import ENTITIES, Lead, Record
from leadflow.entities.schema import converts_alike
from leadflow.errors import InvalidValue, UnknownName
from leadflow.expressions import Compare
from leadflow.values import Phone
from leadflow.workspace import (
    Constant,
    Conversion,
    Copy,
    FirstOf,
    Mapped,
    Target,
    Template,
    Workspace,
    copy,
    reader,
)
from leadflow.workspace.maps import WHOLE_NAME, counterpart
from leadflow.workspace.transforms import Transform, transform_named


Fill: TypeAlias = Callable[[Context, Record], Filling]
"""Gives what a record fills a target with."""
Step: TypeAlias = Callable[[Context, Record, Filling], None]
"""What fills in a field, if there is something to carry."""
Read: TypeAlias = Callable[[Context, Record], object]
"""What reads a path of the source."""
Taken: TypeAlias = tuple[object, str, str]
"""A value, the fields that it was taken from, and how."""
Take: TypeAlias = Callable[[Context, Record], Taken]

_EMPTY = (None, "", ())
_UNTRUE = (*_EMPTY, False)
_SLOT = expression(r"\{\s*([^{}]*?)\s*\}")


def filler(workspace: Workspace, variant: Conversion, entity: str) -> Fill:
    """Return what fills a target, in the order of its map (C4).

    Each value is as the target will hold it; one that does not fit is left as it is,
    and ``misfits`` tells why.
    """
    source, target = variant.source, variant.target(entity)
    entries = (
        *_layered(source, target, variant),
        *_same_custom(workspace, source, target),
    )
    parts = tuple([_part(workspace, source, entity, each) for each in entries])

    def fill(context: Context, record: Record) -> Filling:
        filling = Filling()
        values, told = filling.values, filling.entries
        for step, path, entry, asked, nothing in parts:
            if step is not None:
                step(context, record, filling)
                continue
            value = getattr(record, path)
            # Most often there is nothing to carry, and so nothing to ask about.
            if not value and value in nothing:
                continue
            if asked is None or asked(context.load, record) is True:
                values[entry[0]], told[entry[0]] = value, entry
        return filling

    return fill


@lru_cache(maxsize=1024)
def fit(workspace: Workspace, entity: str, name: str) -> Fit:
    """Return what makes a value one that a field of an entity holds."""
    own, _, code = name.partition(".")
    if code:
        return lambda value: _some(workspace.custom_field(entity, code).accept(value))
    return ENTITIES[entity].spec(own).convert


def _some(value: object) -> object:
    """Return a value; several of which there is none are no value."""
    return None if value == () else value


# Which entries there are.


def _layered(source: str, target: Target, variant: Conversion) -> Iterator[Mapped]:
    """Lay the variant's own entries over the default map."""
    own = {entry.to for entry in target.fields}
    usual = DEFAULT_MAPS[source, target.entity] if target.defaults else ()
    along = (*usual, *_going_along(source, target, variant))
    yield from (entry for entry in along if entry.to not in own)
    yield from target.fields


def _going_along(source: str, target: Target, variant: Conversion) -> Iterator[Mapped]:
    """Yield what goes by policy: tags and files, where both ends hold them (C1)."""
    for name, goes in (("tags", variant.tags), ("files", variant.files)):
        both = (ENTITIES[source].fields, ENTITIES[target.entity].fields)
        if goes and all(name in fields for fields in both):
            yield copy(name, to=name)


def _same_custom(workspace: Workspace, source: str, target: Target) -> Iterator[Mapped]:
    """Carry custom fields over by code, else by label and type (C4)."""
    if not target.defaults:
        return
    taken = {entry.to for entry in target.fields}
    theirs = workspace.fields_of(target.entity)
    for code, field in workspace.fields_of(source).items():
        match = counterpart(field, theirs)
        if match and f"custom.{match}" not in taken:
            yield copy(f"custom.{code}", to=f"custom.{match}")


# What each of them does.


_Part: TypeAlias = tuple[Step | None, str, Entry, Asked | None, tuple[object, ...]]
"""What an entry does: a step of its own, or a value that is handed on as it is.

Of such a one the source's field, what is told of it, its condition, if it has one, and
what is nothing to hand on.
"""


def _part(workspace: Workspace, source: str, target: str, entry: Mapped) -> _Part:
    if not (isinstance(entry, Copy) and _holds_the_same(source, target, entry)):
        step = _step(workspace, source, target, entry)
        return step, "", ("", "", ""), None, ()
    told = (entry.to, COPIED, entry.source)
    if _is_its_own_condition(entry):
        return None, entry.source, told, None, _UNTRUE
    asked = _asked(workspace, source, entry)
    return None, entry.source, told, asked, _EMPTY


def _is_its_own_condition(entry: Copy) -> bool:
    """Return whether a flag is handed on where it is set: then it need not be asked."""
    match entry.when:
        case Compare(path=(name,), op="eq", value=True):
            return name == entry.source
        case _:
            return False


def _asked(workspace: Workspace, source: str, entry: Mapped) -> Asked | None:
    """Return the condition of an entry, compiled, if it has one."""
    return None if entry.when is None else compiled(workspace, source, entry.when)


def _step(workspace: Workspace, source: str, target: str, entry: Mapped) -> Step:
    carry = _carrying(workspace, source, target, entry)
    asked = _asked(workspace, source, entry)
    if asked is None:
        return carry

    def carry_where_it_holds(
        context: Context, record: Record, filling: Filling
    ) -> None:
        if asked(context.load, record) is True:
            carry(context, record, filling)

    return carry_where_it_holds


def _carrying(workspace: Workspace, source: str, target: str, entry: Mapped) -> Step:
    fitting = fit(workspace, target, entry.to)
    if isinstance(entry, Copy) and entry.by:
        return _transforming(_reading(workspace, source, entry.source), entry, fitting)
    if isinstance(entry, FirstOf):
        return _first(workspace, source, target, entry)
    take, name = _taking(workspace, source, entry), entry.to

    def carry(context: Context, record: Record, filling: Filling) -> None:
        value, fields, how = take(context, record)
        if value or value not in _EMPTY:
            filling.put_fitting((name, how, fields), value, fitting)

    return carry


def _holds_the_same(source: str, target: str, entry: Copy) -> bool:
    return not entry.by and _alike(source, entry.source, target, entry.to)


def _alike(source: str, path: str, target: str, name: str) -> bool:
    """Return whether one field holds just what the other does: nothing to convert."""
    one, other = ENTITIES[source].fields, ENTITIES[target].fields
    if path not in one or name not in other:
        return False
    return converts_alike(one[path], other[name])


def _taking(
    workspace: Workspace, source: str, entry: Copy | Constant | Template
) -> Take:
    match entry:
        case Copy(source=path):
            read = _reading(workspace, source, path)
            return lambda context, record: (read(context, record), path, COPIED)
        case Constant(value=value):
            return lambda _, __: (value, "", "constant")
        case Template(text=text):
            return _filling(workspace, source, text)
        case _:
            assert_never(entry)


def _reading(workspace: Workspace, source: str, path: str) -> Read:
    """Return what reads a path; ``name``, which only leads have, is the whole name."""
    if path == WHOLE_NAME:
        return _whole_name
    info = binder(workspace, source).paths[tuple(path.split("."))]
    if info.hops:
        return lambda context, record: reader(info, context.load)(record)
    read = reader(info, _no_links)
    return lambda _, record: read(record)


def _reader(workspace: Workspace, source: str, path: str) -> tuple[str, Read]:
    """Return the source's own field that a path names, if it does, and what reads it.

    Such a field is read without a call.
    """
    own = path if path in ENTITIES[source].fields else ""
    return own, _reading(workspace, source, path)


def _whole_name(_: Context, record: Record) -> object:
    return record.name.full() if isinstance(record, Lead) else None


def _no_links(_: str, __: str) -> None: ...


def _filling(workspace: Workspace, source: str, text: str) -> Take:
    first, *rest = _SLOT().split(text)
    names, words = rest[::2], rest[1::2]
    reads = [_reader(workspace, source, name) for name in names]
    fields = ", ".join(names)

    def take(context: Context, record: Record) -> Taken:
        filled = first
        for (own, read), word in zip(reads, words, strict=True):
            value = getattr(record, own) if own else read(context, record)
            filled += (value if type(value) is str else _text(value)) + word
        return filled.strip(), fields, "template"

    return take


def _text(value: object) -> str:
    """Return a field as text for templates."""
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return _text(value[0])
    return value.number if isinstance(value, Phone) else str(value)


def _first(workspace: Workspace, source: str, target: str, entry: FirstOf) -> Step:
    name = entry.to
    several = [
        (
            *_reader(workspace, source, path),
            (name, "first filled", path),
            None
            if _alike(source, path, target, name)
            else fit(workspace, target, name),
        )
        for path in entry.sources
    ]

    def carry(context: Context, record: Record, filling: Filling) -> None:
        for own, read, told, fitting in several:
            value = getattr(record, own) if own else read(context, record)
            if not value and value in _EMPTY:
                continue
            if fitting is None:
                filling.values[name], filling.entries[name] = value, told
            else:
                filling.put_fitting(told, value, fitting)
            return

    return carry


def _transforming(read: Read, entry: Copy, fitting: Fit) -> Step:
    """Copy through a transform; one that fails is a fault of the plan (C5)."""

    def carry(context: Context, record: Record, filling: Filling) -> None:
        value = read(context, record)
        if not value or not isinstance(value, str):
            return
        told = entry.to, COPIED, entry.source
        try:
            made = _made(transform_named(entry.by, context.transforms), entry, value)
        except (InvalidValue, UnknownName) as error:
            filling.put(told, None)
            filling.unfit[entry.to] = attrs.evolve(error.fault, path=entry.to)
            return
        if made:
            filling.put_fitting(told, made, fitting)

    return carry


def _made(transform: Transform, entry: Copy, value: str) -> str:
    what = f"transform '{entry.by}'"
    try:
        made: object = transform(value)
    except Exception as error:  # noqa: BLE001  # whatever the host's function raises
        # Its text may repeat the value, which may tell who a person is.
        hint = "it is the host's function: give it what it can take, or mend it"
        reason = f"failed on '{entry.source}' with {type(error).__name__}"
        raise InvalidValue(what, reason, hint) from None
    if not isinstance(made, str):
        reason = f"returned a {type(made).__name__}, not text"
        raise InvalidValue(what, reason, "let it return text")
    return made
