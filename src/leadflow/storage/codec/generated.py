"""What makes a record of a row and a row of a record: functions, one pair per class.

How they are written as source text, and why, tells ``source``.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from attrs import frozen

from leadflow.storage.codec.source import Source, Step
from leadflow.storage.codec.text import Unreadable


instant: Step = datetime.fromisoformat
"""The step of instants: rows see to it that they are of UTC."""


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


def row_reader(cls: type, cells: Sequence[Cell], money: Callable[..., Any]) -> Step:
    """Return what makes a record of a row: its fields, then the currencies.

    ``money`` makes an amount of units and currency. What a step raises is let
    through: whoever calls this finds out which column it was.
    """
    source = Source("def made(row):")
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
    source = Source("def made(row):")
    monies = [cell.name for cell in cells if cell.is_money]
    columns = [*(f"c_{cell.name}" for cell in cells), *(f"m_{each}" for each in monies)]
    source.line(f"{', '.join(columns)}, = row")
    source.named(money, "money")
    wanted = list(enumerate(cells))[1:]
    values = [_cell_read(source, number, cell) for number, cell in wanted]
    source.line(f"return ({', '.join(values)},)")
    read: Step = source.function("reading some fields")
    return read


def _cell_read(source: Source, number: int, cell: Cell) -> str:
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


def _read_instant(source: Source, column: str) -> None:
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
    source = Source("def made(record):")
    source.named(units, "units")
    source.line("moment = None")
    given = [_cell_written(source, number, cell) for number, cell in enumerate(cells)]
    given += [f"m_{cell.name}" for cell in cells if cell.is_money]
    source.line(f"return ({', '.join((*given, *behind))},)")
    write: Callable[[Any], tuple[Any, ...]] = source.function(f"writing {cls.__name__}")
    return write


def _cell_written(source: Source, number: int, cell: Cell) -> str:
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


def _write_instant(source: Source, column: str, write: str) -> None:
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
    source = Source(f"def made(record, row{', origin' if with_origins else ''}):")
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


def _told(source: Source, number: int, field: Telling) -> str:
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
