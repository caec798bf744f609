"""What reads and writes the value objects that JSON holds: functions, one per class.

How they are written as source text, and why, tells ``source``.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from attrs import frozen

from leadflow.entities.shapes import shape
from leadflow.storage.codec.source import Source, Step
from leadflow.storage.codec.text import Unreadable


T = TypeVar("T")

MISSING = object()
"""Stands for the default of what has none."""


@frozen
class Part:
    """One field of a value object, as JSON holds it."""

    name: str
    default: object
    read: Step | None
    """What reads the value; ``None`` for text."""
    write: Step
    """What gives the value as the text of JSON."""
    omitted: bool = False
    """It is left out of JSON where it is the default."""
    is_property: bool = False
    """It is made of the fields, and not read: the key."""
    is_flag: bool = False
    """It is true or false."""


def bare(cls: type[T]) -> Callable[..., T]:
    """Return what makes a value of its fields, by position, without judging them.

    >>> from leadflow.values import Money
    >>> bare(Money)("any amount", "any currency").currency
    'any currency'
    """
    return shape(cls).made


def value_reader(cls: type, parts: Iterable[Part], *, has_key: bool) -> Step:
    """Return what makes a value of the object that JSON holds.

    It raises ``Unreadable`` for anything but such an object, for a value of a wrong
    type, and where something is missing or too much. ``has_key`` says that the
    value's key stands beside its fields.
    """
    source = Source("def made(plain):")
    name = cls.__name__
    source.named(Unreadable, "Unreadable")
    _say(source, "type(plain) is not dict", f"it is no {name}")
    source.begin(cls)
    source.line(f"unread = len(plain) - {int(has_key)}")
    for number, part in enumerate(parts):
        _read_part(source, number, part, name)
    _say(source, "unread", f"a {name} holds other things than its fields")
    source.end(cls)
    read: Step = source.function(f"reading {name}")
    return read


def usual_reader(cls: type, parts: Sequence[Part], slow: Step) -> Step:
    """Return what reads an array of one value, whose parts are texts and flags.

    That is what most phones, e-mails and people of a deal are. One expression takes
    the values out of the text as leadflow writes it; whatever it does not fit is left
    to ``slow``: several values, characters that JSON escapes, and damage. ``parts``
    are in the order of their names; of a property ``key`` nothing is taken, as fields
    have it.
    """
    source = Source("def made(text):")

    def first(text: str) -> re.Match[str] | None:
        # An expression takes longer to compile than most columns to read.
        usual = re.compile(rf"\[\{{{_usual(parts)}\}}\]").fullmatch
        source.named(usual, "usual")
        return usual(text)

    source.line(f"match = {source.named(first, 'usual')}(text)")
    source.line("if match is None:")
    source.line(f"return {source.named(slow, 'slow')}(text)", 2)
    taken = [part for part in parts if not part.is_property]
    source.line(f"{', '.join(part.name for part in taken)}, = match.groups()")
    source.begin(cls)
    for number, part in enumerate(taken):
        value = part.name
        if part.is_flag:
            value = f"{value} == 'true'"
        elif part.omitted:
            default = source.named(part.default, f"default_{number}")
            value = f"{default} if {value} is None else {value}"
        source.line(f"found.{part.name} = {value}")
    source.line(f"found.__class__ = {source.named(cls, 'Finished')}")
    source.line("return (found,)")
    read: Step = source.function(f"reading one {cls.__name__}")
    return read


# What JSON has between the marks of a text in which nothing is escaped.
_PLAIN_TEXT = r'[^"\\\x00-\x1f]*'


def _usual(parts: Sequence[Part]) -> str:
    """Return the expression of an object, its parts in order.

    Commas go with the parts that may be missing: behind those that stand before the
    first one that is always there, before all others.
    """
    first = next(place for place, part in enumerate(parts) if not part.omitted)
    pieces = []
    for place, part in enumerate(parts):
        text = _PLAIN_TEXT if part.is_property else f"({_PLAIN_TEXT})"
        value = "(true|false)" if part.is_flag else f'"{text}"'
        piece = f'"{part.name}":{value}'
        comma = f"{piece}," if place < first else f",{piece}"
        if part.omitted:
            piece = f"(?:{comma})?"
        elif place > first:
            piece = comma
        pieces.append(piece)
    return "".join(pieces)


def _read_part(source: Source, number: int, part: Part, cls: str) -> None:
    source.named(MISSING, "MISSING")
    source.line(f"value = plain.get({part.name!r}, MISSING)")
    source.line("if value is MISSING:")
    if part.default is MISSING:
        source.line(f"raise Unreadable('a {cls} lacks its {part.name}')", 2)
    else:
        default = source.named(part.default, f"default_{number}")
        source.line(f"value = {default}", 2)
    source.line("else:")
    source.line("unread -= 1", 2)
    if part.read is None:
        source.line("if type(value) is not str:", 2)
        source.line("raise Unreadable('a text is missing')", 3)
    else:
        source.line(f"value = {source.named(part.read, f'read_{number}')}(value)", 2)
    source.line(f"found.{part.name} = value")


def _say(source: Source, test: str, told: str) -> None:
    source.line(f"if {test}:")
    source.line(f"raise Unreadable({told!r})", 2)


def value_writer(cls: type, parts: Iterable[Part]) -> Callable[[Any], str]:
    """Return what gives a value as the text of JSON; parts come in order."""
    source = Source("def made(value):")
    source.line(f"return {_value_written(source, parts)}")
    function: Callable[[Any], str] = source.function(f"writing {cls.__name__}")
    return function


def values_writer(cls: type, parts: Iterable[Part]) -> Callable[[Any], str]:
    """Return what gives several values as an array of JSON, in one call for all."""
    source = Source("def made(values):")
    source.line("told = []")
    source.line("for value in values:")
    text = _value_written(source, parts, depth=2)
    source.line(f"told.append({text})", 2)
    source.line("return f\"[{','.join(told)}]\"")
    function: Callable[[Any], str] = source.function(f"writing each {cls.__name__}")
    return function


def _value_written(source: Source, parts: Iterable[Part], depth: int = 1) -> str:
    """Write ``value`` as JSON, and return what stands for the text."""
    pieces = []
    for number, part in enumerate(parts):
        found, write = f"value.{part.name}", source.named(part.write, f"write_{number}")
        if not part.omitted:
            pieces.append(f'"{part.name}":{{{write}({found})}},')
            continue
        default = source.named(part.default, f"default_{number}")
        text = f"f'\"{part.name}\":{{{write}(part)}},'"
        source.line(f"part = {found}", depth)
        source.line(f"is_empty = part is {default} or part == {default}", depth)
        source.line(f"text_{number} = '' if is_empty else {text}", depth)
        pieces.append(f"{{text_{number}}}")
    # Each part brings its comma along; the last one is one too many.
    source.line(f"text = f'{''.join(pieces)}'", depth)
    return "'{' + text[:-1] + '}'"
