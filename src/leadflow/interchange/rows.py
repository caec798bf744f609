"""Reading rows: each with its line, however broken its neighbours are.

Nothing here grows with the file, and no row is lost: a quote that is never
closed costs the row in which it stands, not all that follow (P17, P25).
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from leadflow.entities.shapes import shape
from leadflow.errors import Fault, InvalidData


LONGEST_LINE = 1_000_000
"""Characters; a longer line is rejected unread."""
LONGEST_ROW = 500
"""Lines; a cell of more lines is taken for a quote that was not closed."""
UNREADABLE = "unreadable_row"
"""The code of a fault for which a row has no cells, only its first line."""
_MOST_BROKEN = 100
_SHOWN = 200
_NONE: Mapping[int, Fault] = {}


@frozen(weakref_slot=False)
class Row:
    """The cells of one row, or the fault for which they cannot be told apart."""

    line: int
    """Where it begins, counted from 1."""
    cells: tuple[str, ...]
    fault: Fault | None = None
    unfit: Mapping[int, Fault] = _NONE
    """By index: the faults of values that no cell can hold."""

    @property
    def is_blank(self) -> bool:
        """Return whether nothing stands in it."""
        whole = self.fault is None and not self.unfit
        return whole and not any(map(str.strip, self.cells))


# A table has one for each of its lines, and is read twice.
_row = shape(Row).made


class _TooLong(Exception):
    """A line that is not worth reading."""


class _Lines:
    """Hands lines to ``csv`` and remembers which ones the present row took."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._back: deque[str] = deque()
        self._number = 0
        self._taken: list[str] = []
        self.ended_inside = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self._taken) >= LONGEST_ROW:
            raise _TooLong
        try:
            line = self._back.popleft() if self._back else next(self._lines)
        except StopIteration:
            self.ended_inside = bool(self._taken)
            raise
        self._taken.append(line)
        if len(line) > LONGEST_LINE:
            raise _TooLong
        return line

    def begin(self) -> int:
        """Begin a row and return the number of its first line."""
        self._number += len(self._taken)
        self._taken.clear()
        self.ended_inside = False
        return self._number + 1

    def give_back(self, line: int) -> Row:
        """Return the row's first line as broken; the others are read again."""
        first, *others = self._taken
        self._back.extendleft(reversed(others))
        self._taken = [first]
        fault = _why(first, len(others))
        return Row(line, (first[:_SHOWN].rstrip("\r\n"),), fault)


def rows(lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    """Give the rows of a table, broken ones with their fault.

    Raises ``InvalidData`` when more than a hundred rows are broken: then it is no
    table, or has another delimiter.

    >>> [row.cells for row in rows(["a;b", '"1;2";3'], ";")]
    [('a', 'b'), ('1;2', '3')]
    """
    feed, broken = _Lines(lines), 0
    reader = csv.reader(feed, delimiter=delimiter)
    while True:
        line = feed.begin()
        try:
            cells = tuple(next(reader))
            whole = not feed.ended_inside
        except StopIteration:
            return
        except (csv.Error, _TooLong):
            cells, whole = (), False
        if whole:
            yield _row(line, cells, None, _NONE)
            continue
        broken += 1
        _require_table(broken, line)
        yield feed.give_back(line)
        reader = csv.reader(feed, delimiter=delimiter)


def _require_table(broken: int, line: int) -> None:
    if broken > _MOST_BROKEN:
        message = f"more than {_MOST_BROKEN} rows up to here cannot be told apart"
        hint = "check the delimiter, and that quotes stand in pairs"
        raise InvalidData("table", (Fault(f"line {line}", message, hint),))


def _why(first: str, others: int) -> Fault:
    if len(first) > LONGEST_LINE:
        message = f"the line is longer than {LONGEST_LINE:,} characters"
        return Fault("", message, code=UNREADABLE)
    if others or len(first) <= csv.field_size_limit():
        hint = "write quotes in pairs"
        return Fault("", "a quote is opened and never closed", hint, UNREADABLE)
    message = f"a cell is longer than {csv.field_size_limit():,} characters"
    return Fault("", message, "shorten it", UNREADABLE)
