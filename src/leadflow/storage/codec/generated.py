"""Functions written as source text: what happens to every record and every value.

A loop over the fields of a lead asks the same fifty questions for each lead: is
this column read as it is, may it be empty, which function reads it. The answers
never change, so they are given once, as the lines of a function that is compiled
when it is first needed. It does nothing but what is left over: about a fifth of the
work. This is the only module of a store that writes source. Names and functions in
it are leadflow's own; nothing that users give is ever part of a text.

Objects are made as drafts, of which ``leadflow.entities.shapes`` tells.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias, TypeVar

from attrs import frozen

from leadflow.entities.shapes import shape
from leadflow.storage.codec.text import Unreadable


T = TypeVar("T")

Step: TypeAlias = Callable[[Any], Any]

MISSING = object()
"""Stands for the default of what has none."""

instant: Step = datetime.fromisoformat
"""The step of instants: rows see to it that they are of UTC."""


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


@frozen
class Cell:
    """One field of a record, as a row holds it."""

    name: str
    read: Step | None
    """What reads the column; ``None`` for one that is held as it is."""
    write: Step | None
    default: object
    """What an empty column (NULL) stands for."""
    is_composite: bool = False
    """Whatever is empty is NULL; the rest goes through its step."""
    is_money: bool = False
    """A second column, behind all fields, holds the currency."""


@frozen
class Telling:
    """One field of a new record, as the fact of its creation tells of it."""

    name: str
    start: str
    """How the text of its change begins: name, and the value before."""
    default: object
    write: Step
    """What gives the value as the text of JSON."""
    place: int
    """Which column of the record's row holds it."""
    is_composite: bool = False
    """The row holds the same text, or nothing."""
    is_time: bool = False
    """The row holds the text without its quotation marks."""


class _Source:
    """The lines of one function, and the objects that they name."""

    def __init__(self, head: str) -> None:
        self._lines = [head]
        self._names: dict[str, object] = {}

    def line(self, text: str, depth: int = 1) -> None:
        self._lines.append("    " * depth + text)

    def named(self, value: object, name: str) -> str:
        self._names[name] = value
        return name

    def begin(self, cls: type) -> None:
        """Make a draft of a class, named ``found``."""
        self.line(f"found = {self.named(object.__new__, 'new')}(Draft)")
        self.named(shape(cls).draft, "Draft")

    def end(self, cls: type) -> None:
        """Return the draft as what it has become."""
        self.line(f"found.__class__ = {self.named(cls, 'Finished')}")
        self.line("return found")

    def function(self, told: str) -> Any:  # noqa: ANN401  # whatever the head says
        """Return the function; ``told`` is where a traceback says that it stands."""
        code = compile("\n".join(self._lines), f"<leadflow: {told}>", "exec")
        exec(code, self._names)  # noqa: S102  # see above
        return self._names["made"]


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
    source = _Source("def made(plain):")
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
    source = _Source("def made(text):")
    usual = re.compile(rf"\[\{{{_usual(parts)}\}}\]")
    source.line(f"match = {source.named(usual.fullmatch, 'usual')}(text)")
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


def _read_part(source: _Source, number: int, part: Part, cls: str) -> None:
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


def _say(source: _Source, test: str, told: str) -> None:
    source.line(f"if {test}:")
    source.line(f"raise Unreadable({told!r})", 2)


def value_writer(cls: type, parts: Iterable[Part]) -> Callable[[Any], str]:
    """Return what gives a value as the text of JSON; parts come in order."""
    source = _Source("def made(value):")
    source.line(f"return {_value_written(source, parts)}")
    function: Callable[[Any], str] = source.function(f"writing {cls.__name__}")
    return function


def values_writer(cls: type, parts: Iterable[Part]) -> Callable[[Any], str]:
    """Return what gives several values as an array of JSON, in one call for all."""
    source = _Source("def made(values):")
    source.line("told = []")
    source.line("for value in values:")
    text = _value_written(source, parts, depth=2)
    source.line(f"told.append({text})", 2)
    source.line("return f\"[{','.join(told)}]\"")
    function: Callable[[Any], str] = source.function(f"writing each {cls.__name__}")
    return function


def _value_written(source: _Source, parts: Iterable[Part], depth: int = 1) -> str:
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


def row_reader(cls: type, cells: Sequence[Cell], money: Callable[..., Any]) -> Step:
    """Return what makes a record of a row: its fields, then the currencies.

    ``money`` makes an amount of units and currency. What a step raises is let
    through: whoever calls this finds out which column it was.
    """
    source = _Source("def made(row):")
    monies = [cell.name for cell in cells if cell.is_money]
    columns = [*(f"c_{cell.name}" for cell in cells), *(f"m_{each}" for each in monies)]
    source.line(f"{', '.join(columns)}, = row")
    source.begin(cls)
    source.named(money, "money")
    for number, cell in enumerate(cells):
        value = _cell_read(source, number, cell)
        source.line(f"found.{cell.name} = {value}")
    source.end(cls)
    read: Step = source.function(f"reading {cls.__name__}")
    return read


def values_reader(cells: Sequence[Cell], money: Callable[..., Any]) -> Step:
    """Return what gives the values of a row, but for the first one, in a tuple.

    The row is that of ``row_reader`` with these cells alone.
    """
    source = _Source("def made(row):")
    monies = [cell.name for cell in cells if cell.is_money]
    columns = [*(f"c_{cell.name}" for cell in cells), *(f"m_{each}" for each in monies)]
    source.line(f"{', '.join(columns)}, = row")
    source.named(money, "money")
    wanted = list(enumerate(cells))[1:]
    values = [_cell_read(source, number, cell) for number, cell in wanted]
    source.line(f"return ({', '.join(values)},)")
    read: Step = source.function("reading some fields")
    return read


def _cell_read(source: _Source, number: int, cell: Cell) -> str:
    column = f"c_{cell.name}"
    if cell.is_money:
        return f"None if {column} is None else money({column}, m_{cell.name})"
    if cell.read is None:
        return column
    if cell.read is bool:
        # The columns of flags hold 1 and 0; the rest of numbers is true as well.
        return f"{column} != 0"
    if cell.read is instant:
        _read_instant(source, column)
        return column
    read = f"{source.named(cell.read, f'read_{number}')}({column})"
    default = source.named(cell.default, f"default_{number}")
    return f"{default} if {column} is None else {read}"


def _read_instant(source: _Source, column: str) -> None:
    """Read an instant in place: most records have four."""
    source.named(instant, "instant")
    source.named(Unreadable, "Unreadable")
    source.line(f"if {column} is not None:")
    source.line(f"{column} = instant({column})", 2)
    source.line(f"if {column}.tzinfo is not {source.named(UTC, 'UTC')}:", 2)
    source.line("raise Unreadable('it is no instant of UTC')", 3)


def row_writer(
    cls: type,
    cells: Sequence[Cell],
    units: Callable[..., int],
    behind: Sequence[str] = (),
) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives a record as a row: its fields, then the currencies.

    What stands behind these is told as it is to be written, of a ``record``.
    """
    source = _Source("def made(record):")
    source.named(units, "units")
    source.line("moment = None")
    given = [_cell_written(source, number, cell) for number, cell in enumerate(cells)]
    given += [f"m_{cell.name}" for cell in cells if cell.is_money]
    source.line(f"return ({', '.join((*given, *behind))},)")
    write: Callable[[Any], tuple[Any, ...]] = source.function(f"writing {cls.__name__}")
    return write


def _cell_written(source: _Source, number: int, cell: Cell) -> str:
    column = f"c_{cell.name}"
    if cell.is_money:
        source.line(f"{column} = record.{cell.name}")
        source.line(f"m_{cell.name} = None")
        source.line(f"if {column} is not None:")
        source.line(f"m_{cell.name} = {column}.currency", 2)
        source.line(f"{column} = units({column})", 2)
        return column
    if cell.write is None:
        return f"record.{cell.name}"
    write = source.named(cell.write, f"write_{number}")
    source.line(f"{column} = record.{cell.name}")
    if cell.is_composite:
        default = source.named(cell.default, f"default_{number}")
        # Most are empty, and custom values take a call to say so.
        test = f"{column} is not {default} and {column}"
        return f"{write}({column}) if {test} else None"
    if cell.read is instant:
        _write_instant(source, column, write)
        return column
    return f"{write}({column}) if {column} is not None else None"


def _write_instant(source: _Source, column: str, write: str) -> None:
    """Write an instant in place: all that happens at once has the same one."""
    source.line(f"if {column} is not None:")
    source.line(f"if {column} is not moment:", 2)
    source.line(f"moment = {column}", 3)
    source.line(f"told = {write}(moment)", 3)
    source.line(f"{column} = told", 2)


def creation_writer(
    cls: type, fields: Iterable[Telling], *, with_origins: bool
) -> Callable[..., str]:
    """Return what gives the changes of a new record as the text of JSON.

    It takes the record and its row, in which some texts stand already, and where
    values have origins, what gives the text of those for a field.
    """
    source = _Source(f"def made(record, row{', origin' if with_origins else ''}):")
    source.line("told = []")
    nothing = source.named("", "nothing")
    for number, each in enumerate(fields):
        default = source.named(each.default, f"default_{number}")
        name = source.named(each.name, f"name_{number}")
        source.line(f"value = record.{each.name}")
        other = "" if each.default is None else f" and value != {default}"
        source.line(f"if value is not {default}{other}:")
        rest = f"{{origin({name}, {nothing})}}" if with_origins else ""
        text = f"{each.start},".replace("{", "{{").replace("}", "}}")
        text += f"{_told(source, number, each)}{rest}]"
        source.line(f"told.append(f{text!r})", 2)
    source.line("return f\"[{','.join(told)}]\"")
    write: Callable[..., str] = source.function(f"telling of a new {cls.__name__}")
    return write


def _told(source: _Source, number: int, field: Telling) -> str:
    """Return the value's text as a part of an f-string."""
    if field.is_time:
        # A row holds the text of every time that there is.
        return f'"{{row[{field.place}]}}"'
    write = f"{source.named(field.write, f'write_{number}')}(value)"
    if field.is_composite:
        return f"{{row[{field.place}] or {write}}}"
    if field.default is None:
        return f"{{{write}}}"
    return f"{{{source.named('null', 'null')} if value is None else {write}}}"
