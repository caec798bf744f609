"""Structured values at rest: how a field's value becomes plain JSON, and back."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from types import GenericAlias, UnionType
from typing import Any, TypeAlias, Union, cast, get_args, get_origin

import attrs
from attrs import frozen
from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from leadflow.entities import Custom, FieldSpec, Kind
from leadflow.storage.codec.customs import (
    custom_from_plain,
    custom_to_plain,
    read_day,
    read_decimal,
    read_instant,
)
from leadflow.storage.codec.parts import (
    MISSING,
    Part,
    value_reader,
    value_writer,
    values_writer,
)
from leadflow.storage.codec.source import Step
from leadflow.storage.codec.text import Unreadable, quote, to_text
from leadflow.storage.query import instant_text


Hook: TypeAlias = Callable[..., Any]

_EMPTIES = ("", None, ())


def configure(converter: Converter) -> Converter:
    """Teach a cattrs converter the stored shape, and return it.

    - A value object is a JSON object of its fields. What is empty is left out
      where empty is the default; every other value is written, so that a
      changed default of the class does not change what was stored.
    - A value with a ``key`` (phone, e-mail, messenger, web site) carries it, so
      that SQL finds what Python would find.
    - Several values are an array, in their order.
    - Decimals, also those of money, are texts: no digit passes through a float.
    - Dates are ISO texts, instants fixed-width texts in UTC.
    - Custom values tell their types; see ``customs``.
    - Reading is strict: ``"4"`` is no number, unknown keys are refused.
    - Reading builds values without their converters: what leadflow wrote was
      judged when it came in. What it did not write raises ``Unreadable``.
    """
    for plain in (str, int, bool):
        converter.register_structure_hook(plain, partial(_exactly, plain))
    for kind, (write, read) in _SCALARS.items():
        converter.register_unstructure_hook(kind, write)
        converter.register_structure_hook(kind, partial(_read_by, read))
    converter.register_unstructure_hook_factory(attrs.has, partial(_writer, converter))
    converter.register_structure_hook_factory(attrs.has, partial(_builder, converter))
    converter.register_unstructure_hook_factory(_is_several, partial(_each, converter))
    converter.register_structure_hook_factory(_is_several, partial(_all, converter))
    return converter


@cache
def converter() -> Converter:
    """Return the one converter, made on first use."""
    return configure(Converter(detailed_validation=False))


@frozen
class Shape:
    """How the values of one field become plain JSON and come back."""

    plain: Callable[[Any], Any]
    value: Callable[[Any], Any]
    text: Callable[[Any], str]
    """Gives a value as JSON at once: the text of ``plain``."""


@cache
def shape_of(kind: Kind, type_: type) -> Shape:
    """Return the shape of a field's values, which must not be ``None``.

    >>> from leadflow.values import Money
    >>> shape_of(Kind.MONEY, Money).plain(Money("1.5", "UAH"))
    {'amount': '1.5', 'currency': 'UAH'}
    """
    several = kind in (Kind.TEXTS, Kind.VALUES)
    known: Any = GenericAlias(tuple, (type_, ...)) if several else type_
    write = converter().get_unstructure_hook(known)
    return Shape(write, _reader(converter(), known), text_writer(known))


def shape_of_field(spec: FieldSpec) -> Shape:
    """Return the shape of a field; ``None`` stays ``None``."""
    shape = shape_of(spec.kind, spec.type)
    return Shape(
        lambda value: None if value is None else shape.plain(value),
        lambda plain: None if plain is None else shape.value(plain),
        lambda value: "null" if value is None else shape.text(value),
    )


def _exactly(kind: type, plain: object, _: object) -> object:
    if type(plain) is kind:
        return plain
    raise Unreadable(f"a {kind.__name__} is missing")


def _read_by(read: Callable[[object], object], plain: object, _: object) -> object:
    return read(plain)


def _plain_decimal(value: Decimal) -> str:
    return format(value, "f")


def _flag_text(value: object) -> str:
    return "true" if value else "false"


def _custom_text(values: Custom) -> str:
    return to_text(custom_to_plain(values))


_TEXTS: Mapping[object, Callable[[Any], str]] = {
    bool: _flag_text,
    int: int.__repr__,
    Decimal: '"{:f}"'.format,
    date: lambda value: f'"{value.isoformat()}"',
    datetime: lambda value: f'"{instant_text(value)}"',
    Custom: _custom_text,
}

_SCALARS: Mapping[type, tuple[Hook, Hook]] = {
    Decimal: (_plain_decimal, read_decimal),
    date: (date.isoformat, read_day),
    datetime: (instant_text, read_instant),
    Custom: (custom_to_plain, custom_from_plain),
}


def _is_several(kind: Any) -> bool:  # noqa: ANN401  # any annotation
    return get_origin(kind) is tuple and get_args(kind)[-1] is Ellipsis


def _each(converter: Converter, kind: Any) -> Hook:  # noqa: ANN401  # an annotation
    write = converter.get_unstructure_hook(get_args(kind)[0])
    return lambda values: [write(each) for each in values]


def _all(converter: Converter, kind: Any) -> Hook:  # noqa: ANN401  # an annotation
    read = _several_reader(_reader(converter, get_args(kind)[0]))
    return lambda plain, _: read(plain)


def _several_reader(read: Step) -> Step:
    def read_all(plain: Any) -> tuple[object, ...]:  # noqa: ANN401  # JSON
        if type(plain) is not list:
            raise Unreadable("several values are no array")
        return tuple([read(each) for each in plain])

    return read_all


def _writer(converter: Converter, cls: type) -> Hook:
    short: Any = {
        attribute.name: override(omit_if_default=attribute.default in _EMPTIES)
        for attribute in attrs.fields(cls)
    }
    write: Hook = make_dict_unstructure_fn(cls, converter, **short)
    if not _has_key(cls):
        return write
    return lambda value: {**write(value), "key": value.key}


def _builder(converter: Converter, cls: type) -> Hook:
    """Return what builds a value of a class from its stored fields."""
    parts = [_part(converter, attribute) for attribute in attrs.fields(cls)]
    read = value_reader(cls, parts, has_key=_has_key(cls))
    _READERS[cls] = read
    return lambda plain, _: read(plain)


def _part(converter: Converter, attribute: "attrs.Attribute[Any]") -> Part:
    is_needed = attribute.default is attrs.NOTHING
    return Part(
        attribute.name,
        MISSING if is_needed else attribute.default,
        None if _is_text(attribute.type) else _reader(converter, attribute.type),
        text_writer(cast("Any", attribute.type)),
        attribute.default in _EMPTIES,
        is_flag=attribute.type is bool,
    )


def _has_key(cls: type) -> bool:
    return isinstance(getattr(cls, "key", None), property)


def _is_text(kind: Any) -> bool:  # noqa: ANN401  # an annotation
    return kind is str or getattr(kind, "__supertype__", None) is str


@cache
def text_writer(kind: Any) -> Callable[[Any], str]:  # noqa: ANN401  # an annotation
    """Return what gives a value of a type as the text of JSON.

    It is the text of what ``Shape.plain`` gives, without making that first.

    >>> text_writer(tuple[str, ...])(("a", "b"))
    '["a","b"]'
    """
    if _is_text(kind):
        return quote
    if kind in _TEXTS:
        return _TEXTS[kind]
    if attrs.has(kind):
        return value_writer(kind, parts_of(kind))
    if _is_several(kind):
        return _several_text(get_args(kind)[0])
    inner = [each for each in get_args(kind) if each is not type(None)]
    if get_origin(kind) in (Union, UnionType) and len(inner) == 1:
        write = text_writer(inner[0])
        return lambda value: "null" if value is None else write(value)
    hook = converter().get_unstructure_hook(kind)
    return lambda value: to_text(hook(value))


def parts_of(cls: type) -> list[Part]:
    """Return what stands in the object of a value: its fields and its key, in order."""
    parts = [_part(converter(), attribute) for attribute in attrs.fields(cls)]
    if _has_key(cls):
        parts.append(Part("key", MISSING, None, quote, is_property=True))
    return sorted(parts, key=lambda part: part.name)


def is_of_texts(cls: type) -> bool:
    """Tell whether all fields of a value class are texts, some of them always there.

    Flags may be among them.
    """
    fields = attrs.fields(cls)
    is_text = all(_is_text(each.type) or each.type is bool for each in fields)
    return is_text and not all(each.default in _EMPTIES for each in fields)


def _several_text(kind: Any) -> Callable[[Any], str]:  # noqa: ANN401  # as above
    if attrs.has(kind):
        return values_writer(kind, parts_of(kind))
    write = text_writer(kind)

    def write_all(values: tuple[Any, ...]) -> str:
        return f"[{','.join([write(each) for each in values])}]"

    return write_all


def _reader(converter: Converter, kind: Any) -> Step:  # noqa: ANN401  # an annotation
    """Return what reads a value, in as few calls as there can be."""
    if kind in _SCALARS:
        return _SCALARS[kind][1]
    hook = converter.get_structure_hook(kind)
    if kind in _READERS:
        return _READERS[kind]
    if _is_several(kind):
        return _several_reader(_reader(converter, get_args(kind)[0]))
    return lambda plain: hook(plain, kind)


_READERS: dict[object, Step] = {}
"""What reads the values of a class, once its hook was made."""
