"""What became of each row of an import."""

import csv
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import field, frozen

from leadflow.crm.watching import SKIPPED
from leadflow.errors import Fault
from leadflow.interchange.columns import REASON, Column, shown
from leadflow.interchange.rows import UNREADABLE


_SHOWN = 10
_FORMULA = re.compile(r"[=+\-@\t\r]")
_HARMLESS = re.compile(r"[+-][\d\s().,/-]*", re.ASCII)
_NEUTRALISED = re.compile(r"'(?=[=+\-@\t\r])")
_SIGNS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_ORDERS = {
    "dmy": "day, month, year",
    "mdy": "month, day, year",
    "ymd": "year, month, day",
}


@frozen
class Rejection:
    """A row that was not stored, and everything that is wrong with it."""

    line: int
    """Where the row begins in the file, counted from 1."""
    faults: tuple[Fault, ...]
    cells: tuple[str, ...] = field(repr=False)
    """The row as it was read: somebody's data, not for logs."""
    counted: str = "line"
    """What rows are counted by: ``row`` where they were mappings."""

    @property
    def reason(self) -> str:
        """Return all faults in one line."""
        return " · ".join(str(fault) for fault in self.faults)

    def placed(self, width: int) -> tuple[str, ...]:
        """Return the cells as they stand below a header of this width.

        What was never told apart stands beyond it, so that nobody, the importer
        included, takes it for a cell of the first column.
        """
        unread = any(fault.code == UNREADABLE for fault in self.faults)
        return ("",) * width + self.cells if unread else self.cells

    def __str__(self) -> str:
        return f"{self.counted} {self.line}: {self.reason}"


@frozen
class FoundRow:
    """A row whose record was there already (D2)."""

    line: int
    """Where the row begins in the file, counted from 1."""
    outcome: str
    """``merged`` into that record, ``replaced`` its values, or ``skipped``."""
    record: str
    """The id of that record."""
    counted: str = "line"
    """As for ``Rejection``."""

    def __str__(self) -> str:
        where = f"{self.counted} {self.line}"
        return f"{where}: {self.outcome}, as {self.record} is there already"


@frozen(kw_only=True)
class Layout:
    """How a table was understood: found out, or given."""

    encoding: str = ""
    """Empty when it was text already."""
    delimiter: str
    """Empty for rows that are mappings."""
    columns: tuple[Column, ...]
    dates: tuple[tuple[str, str], ...] = ()
    """Header and order of the days in it: ``dmy``, ``mdy``, ``ymd``, or unknown."""
    decimal: str = ""
    """The sign before decimals; empty where the numbers do not tell."""
    rows: int = 0
    """All rows below the header."""
    notes: tuple[Fault, ...] = ()
    """What should be known: ignored columns, days that can be read twice."""

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        sign = _SIGNS.get(self.delimiter, f"'{self.delimiter}'")
        parts = [self.encoding or "text", f"cells between {sign}"]
        if not self.delimiter:
            parts = ["values by name"]
        if self.decimal:
            parts.append(f"decimals after '{self.decimal}'")
        orders = dict.fromkeys(order for _, order in self.dates if order)
        parts.extend(f"days as {_ORDERS[order]}" for order in orders)
        yield f"read as: {', '.join(parts)}"
        mapped = [str(column) for column in self.columns if column.target]
        yield f"columns: {', '.join(mapped)}"
        yield from (f"note: {note}" for note in self.notes)


@frozen(kw_only=True, repr=False)
class ImportReport:
    """What became of each row (P17).

    Rows are what was stored, merged, skipped and rejected, and what an earlier run had
    stored: ``known``.
    """

    name: str
    """The file's name."""
    rows: int
    stored: int
    known: int = 0
    """Rows that an earlier run of the same import had stored (X3)."""
    found: tuple[FoundRow, ...] = field(default=(), repr=False)
    """The rows whose records were there already, with what became of each (D2)."""
    rejected: tuple[Rejection, ...] = ()
    blank_lines: tuple[int, ...] = field(default=(), repr=False)
    """The lines on which rows begin that have nothing in them."""
    layout: Layout
    dry_run: bool = False
    """Nothing was written, whatever ``stored`` says."""

    @property
    def merged(self) -> int:
        """Return how many rows went into records that were there already (D2)."""
        return sum(each.outcome != SKIPPED for each in self.found)

    @property
    def skipped(self) -> int:
        """Return how many rows were passed over: blank, or there already (D2)."""
        return len(self.blank_lines) + len(self.found) - self.merged

    @property
    def is_balanced(self) -> bool:
        """Return whether every row has ended somewhere (P17)."""
        ended = self.stored + self.known + self.merged + len(self.rejected)
        return self.rows == ended + self.skipped

    def write_rejected(self, path: str | os.PathLike[str]) -> int:
        """Write the rejected rows as CSV, to be corrected and imported again.

        The first column tells why; importing ignores it. Cells that a spreadsheet
        would take for formulas begin with an apostrophe, which importing removes
        (X6). An existing file is replaced. Returns the number of rows.
        """
        headers = (REASON, *(column.header for column in self.layout.columns))
        width = len(headers) - 1
        rows = ((each.reason, *each.placed(width)) for each in self.rejected)
        # Spreadsheets know UTF-8 by its mark only; broken characters stay visible.
        with Path(path).open(
            "w", encoding="utf-8-sig", errors="backslashreplace", newline=""
        ) as file:
            writer = csv.writer(file, delimiter=self.layout.delimiter or ",")
            writer.writerow(headers)
            writer.writerows(_safe(row) for row in rows)
        return len(self.rejected)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def __repr__(self) -> str:
        return f"<ImportReport: {self._headline()}>"

    def _repr_html_(self) -> str:
        from leadflow.interchange.drawing import drawn  # noqa: PLC0415  # notebooks

        rejected = [(each.line, each.faults) for each in self.rejected[:_SHOWN]]
        columns = [(shown(each.header), each.target) for each in self.layout.columns]
        how, *_ = str(self.layout).splitlines()
        notes = [*map(str, self.layout.notes), *self._rest()]
        counted = self.rejected[0].counted if self.rejected else ""
        return drawn(self._headline(), how, columns, rejected, notes, counted)

    def _headline(self) -> str:
        stored = "would be stored" if self.dry_run else "stored"
        known = f"{self.known:,} stored before, " if self.known else ""
        left = len(self.found) - self.merged
        merged = f"{self.merged:,} merged, " if self.merged else ""
        met = f"{merged}{left:,} skipped, " if left else merged
        return (
            f"{self.name}: {self.rows:,} rows: {self.stored:,} {stored}, {known}{met}"
            f"{len(self.rejected):,} rejected, {len(self.blank_lines):,} blank"
        )

    def _lines(self) -> Iterator[str]:
        yield self._headline()
        yield str(self.layout)
        yield from map(str, self.rejected[:_SHOWN])
        yield from self._rest()

    def _rest(self) -> Iterator[str]:
        if len(self.rejected) > _SHOWN:
            yield f"… and {len(self.rejected) - _SHOWN:,} more rejected rows"


def _safe(cells: Iterable[str]) -> list[str]:
    return [neutral(cell) for cell in cells]


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (X6).

    Phone numbers and negative amounts stay as they are.

    >>> neutral("=1+1"), neutral("+380 44 123 45 67")
    ("'=1+1", '+380 44 123 45 67')
    """
    if _FORMULA.match(cell) and not _HARMLESS.fullmatch(cell):
        return f"'{cell}"
    return cell


def original(cell: str) -> str:
    """Return a cell without the apostrophe that ``neutral`` put before it.

    >>> original("'=1+1"), original("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if _NEUTRALISED.match(cell) else cell
