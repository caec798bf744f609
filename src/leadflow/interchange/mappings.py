"""Rows as mappings: what a program, JSON or a data frame holds of a table.

Their values become the texts that a cell would hold, exactly, so that they are read
and judged as cells are. They are kept aside, as they may come but once.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any, TextIO

from attrs import field, frozen

from leadflow.errors import Fault, InvalidValue
from leadflow.interchange.rows import LONGEST_LINE, Row
from leadflow.values import Email, Money, Phone


_AS_THOUSANDS = -3
_MOST_DIGITS = 100


@frozen
class MappedSource:
    """Rows that were given as mappings, kept one to a line."""

    file: TextIO = field(repr=False)
    headers: tuple[str, ...]
    """Every name that a row has, in the order in which they came."""
    name: str = "rows"
    encoding: str = ""
    counted: str = "row"

    def lines(self) -> Iterator[str]:
        """Give what tells these rows from others."""
        self.file.seek(0)
        yield from iter(self.file.readline, "")

    def rows(self, _: str) -> Iterator[Row]:
        """Give the names as the header, and below it the rows, counted from 1."""
        yield Row(0, self.headers)
        for number, line in enumerate(self.lines(), start=1):
            cells, unfit = json.loads(line)
            places = enumerate(self.headers)
            faults = {i: Fault("", *unfit[name]) for i, name in places if name in unfit}
            texts = tuple(cells.get(name, "") for name in self.headers)
            yield Row(number, texts, unfit=faults)


def keep(rows: Iterable[object], file: TextIO) -> MappedSource:
    """Write rows into a file, and return them as a source.

    Raises ``InvalidValue`` for what is no mapping, and for names that are no text.
    """
    headers: dict[str, None] = {}
    for number, row in enumerate(rows, start=1):
        cells: dict[str, str] = {}
        unfit: dict[str, tuple[str, str]] = {}
        for name, value in _flat(row, number):
            try:
                cells[name] = cell_of(value)
            except InvalidValue as error:
                unfit[name] = error.fault.message, error.fault.hint
                cells[name] = repr(value) if isinstance(value, float) else ""
        headers.update(dict.fromkeys(cells))
        file.write(f"{json.dumps([cells, unfit])}\n")
    return MappedSource(file, tuple(headers))


def _flat(row: object, number: int) -> Iterator[tuple[str, object]]:
    """Yield names and values of a row: those of an inner mapping by their path."""
    if not isinstance(row, Mapping):
        reason = f"{number} must be a mapping as the first, not {type(row).__name__}"
        raise InvalidValue("row", reason, 'write {"Name": "Olena", "Phone": "…"}')
    for name, value in row.items():
        if not isinstance(name, str):
            reason = f"{number} has a name of type {type(name).__name__}"
            raise InvalidValue("row", reason, "give each value the name of its column")
        if isinstance(value, Mapping):
            yield from ((f"{name}.{part}", inner) for part, inner in value.items())
        else:
            yield name, value


def cell_of(value: object) -> str:
    """Return the text that a cell would hold for a value.

    Raises ``InvalidValue`` for what no cell can tell exactly, as a float.

    >>> cell_of(None), cell_of(True), cell_of(Money("1200.50", "EUR"))
    ('', 'yes', '1200.50 EUR')
    >>> cell_of(["vip", "warm"]), cell_of(date(2026, 11, 2))
    ('vip;warm', '2026-11-02')
    """
    for types, written in _WRITTEN:
        if isinstance(value, types):
            return written(value)
    raise _unfit(value)


def _bounded(text: str) -> str:
    if len(text) > LONGEST_LINE:
        raise InvalidValue("text", f"is longer than {LONGEST_LINE:,} characters")
    return text


def _number(given: Decimal | int) -> str:
    value = Decimal(given)
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise InvalidValue("number", "is not finite")
    if value.adjusted() > _MOST_DIGITS or exponent < -_MOST_DIGITS:
        raise InvalidValue("number", f"has more than {_MOST_DIGITS} digits")
    # One whose last three digits might be thousands has a zero behind them.
    return f"{value:f}0" if exponent == _AS_THOUSANDS else f"{value:f}"


def _sum(value: Money) -> str:
    return f"{_number(value.amount)} {value.currency}"


def _several(values: Iterable[object]) -> str:
    return _bounded(";".join(map(cell_of, values)))


# In this order: a boolean is an int to Python, and a datetime a date.
_WRITTEN: tuple[tuple[tuple[type, ...], Callable[[Any], str]], ...] = (
    ((NoneType,), lambda _: ""),
    ((str,), _bounded),
    ((bool,), lambda value: "yes" if value else "no"),
    ((int, Decimal), _number),
    ((Money,), _sum),
    ((date,), lambda value: value.isoformat()),
    ((Email, Phone), str),
    ((list, tuple, set, frozenset), _several),
)


def _unfit(value: object) -> InvalidValue:
    kind = type(value).__name__
    hint = "write it as text"
    if isinstance(value, float):
        hint = "give a Decimal or text, as in json.loads(…, parse_float=Decimal)"
    return InvalidValue("value", f"cannot be of type {kind}", hint)
