"""Structured values at rest: how a field's value becomes plain JSON, and back."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from types import GenericAlias
from typing import Any, TypeAlias, TypeVar, get_args, get_origin

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
from leadflow.storage.codec.text import Unreadable
from leadflow.storage.query import instant_text


T = TypeVar("T")

Hook: TypeAlias = Callable[..., Any]

_EMPTIES = ("", None, ())
_MISSING = object()


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
    read = converter().get_structure_hook(known)
    return Shape(write, lambda plain: read(plain, known))


def shape_of_field(spec: FieldSpec) -> Shape:
    """Return the shape of a field; ``None`` stays ``None``."""
    shape = shape_of(spec.kind, spec.type)
    return Shape(
        lambda value: None if value is None else shape.plain(value),
        lambda plain: None if plain is None else shape.value(plain),
    )


def bare(cls: type[T]) -> Callable[..., T]:
    """Return what makes a value of its fields without judging them again."""
    setters = [getattr(cls, attribute.name).__set__ for attribute in attrs.fields(cls)]  # type: ignore[arg-type]  # an attrs class

    def make(*values: object) -> T:
        made = object.__new__(cls)
        for put, value in zip(setters, values, strict=True):
            put(made, value)
        return made

    return make


def _exactly(kind: type, plain: object, _: object) -> object:
    if type(plain) is kind:
        return plain
    raise Unreadable(f"a {kind.__name__} is missing")


def _read_by(read: Callable[[object], object], plain: object, _: object) -> object:
    return read(plain)


def _plain_decimal(value: Decimal) -> str:
    return format(value, "f")


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
    inner = get_args(kind)[0]
    read = converter.get_structure_hook(inner)

    def read_all(plain: Any, _: object) -> tuple[object, ...]:  # noqa: ANN401  # JSON
        if type(plain) is not list:
            raise Unreadable("several values are no array")
        return tuple([read(each, inner) for each in plain])

    return read_all


def _writer(converter: Converter, cls: type) -> Hook:
    short: Any = {
        attribute.name: override(omit_if_default=attribute.default in _EMPTIES)
        for attribute in attrs.fields(cls)
    }
    write: Hook = make_dict_unstructure_fn(cls, converter, **short)
    if not isinstance(getattr(cls, "key", None), property):
        return write
    return lambda value: {**write(value), "key": value.key}


def _builder(converter: Converter, cls: type) -> Hook:
    """Return what builds a value of a class from its stored fields."""
    parts = tuple(
        (
            attribute.name,
            getattr(cls, attribute.name).__set__,
            None if attribute.type is str else _reader(converter, attribute.type),
            _MISSING if attribute.default is attrs.NOTHING else attribute.default,
        )
        for attribute in attrs.fields(cls)
    )
    has_key = isinstance(getattr(cls, "key", None), property)

    def build(plain: Any, _: object) -> object:  # noqa: ANN401  # JSON as found
        if type(plain) is not dict:
            raise Unreadable(f"it is no {cls.__name__}")
        made: object = object.__new__(cls)
        unread = len(plain) - has_key
        for name, put, read, default in parts:
            found = plain.get(name, default)
            if found is not default:
                unread -= 1
                found = _text(found) if read is None else read(found)
            elif name in plain:
                unread -= 1
            elif default is _MISSING:
                raise Unreadable(f"a {cls.__name__} lacks its {name}")
            put(made, found)
        if unread:
            raise Unreadable(f"a {cls.__name__} holds other things than its fields")
        return made

    return build


def _text(plain: object) -> str:
    if type(plain) is str:
        return plain
    raise Unreadable("a text is missing")


def _reader(converter: Converter, kind: Any) -> Callable[[object], object]:  # noqa: ANN401  # an annotation
    hook = converter.get_structure_hook(kind)
    return lambda plain: hook(plain, kind)
