"""Importing leads from a table: identify, map, check, store (X2)."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from typing import TypeAlias

import attrs
from attrs import define, field, frozen

from leadflow.crm import Crm
from leadflow.entities import Lead
from leadflow.errors import ConversionRefused, Fault, InvalidData, MoveRefused
from leadflow.events import IMPORT
from leadflow.interchange.cells import Settings
from leadflow.interchange.choices import Choices
from leadflow.interchange.columns import base_of
from leadflow.interchange.drafts import Checker, Draft
from leadflow.interchange.identifying import Wishes, below_header, identify
from leadflow.interchange.report import ImportReport, Layout, Rejection
from leadflow.interchange.rows import Row
from leadflow.interchange.sources import Source, source_of
from leadflow.modes.admitting import faults_of
from leadflow.workspace import Workspace


Progress: TypeAlias = Callable[[int, int], None]
"""Told after each batch how many rows are done, and of how many (X7)."""
Table: TypeAlias = str | os.PathLike[str] | Iterable[str]
"""The path of a file, or lines of text."""

_BATCH = 500
# What the data of a row can be guilty of; everything else ends the import.
_ROW_FAULTS = (InvalidData, MoveRefused, ConversionRefused)


def examine_leads(  # noqa: PLR0913  # each is one thing that a file leaves open
    workspace: Workspace,
    table: Table,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str = "",
    delimiter: str = "",
    dates: str = "",
    decimal: str = "",
) -> Layout:
    """Return how ``import_leads`` would understand a table; writes nothing.

    >>> from leadflow import Workspace
    >>> print(examine_leads(Workspace(), ["Ім'я;Сума", "Олена;1 200,50"]))
    read as: text, cells between semicolons, decimals after ','
    columns: 'Ім'я' → name, 'Сума' → amount
    """
    wishes = Wishes(
        columns=columns or {}, delimiter=delimiter, dates=dates, decimal=decimal
    )
    with source_of(table, encoding) as source:
        return identify(workspace, source, wishes)


def import_leads(  # noqa: PLR0913  # as above
    crm: Crm,
    table: Table,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str = "",
    delimiter: str = "",
    dates: str = "",
    decimal: str = "",
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Store the leads of a CSV file, and return what became of each row.

    ``columns`` names the field of a header (``{"Budget": "custom.budget"}``);
    an empty name ignores the column. What is left empty is found out and
    reported: ``encoding``, ``delimiter``, ``dates`` (``dmy``, ``mdy``, ``ymd``),
    ``decimal`` (``,`` or ``.``).

    Each row is stored, rejected with all its faults, or skipped because it is
    blank (P17). Rows are written 500 at a time, each batch in a transaction;
    with ``dry_run`` all of them are undone together, and the report is the same.

    Raises ``InvalidData`` for a table that cannot be understood at all, before
    anything is written; ``OSError`` for a file that cannot be read.

    >>> import leadflow
    >>> crm = leadflow.open(actor="ada")
    >>> rows = ["Name,E-mail", "Olena Kovalenko,olena@kyiv.example", "Ivan,ivan@"]
    >>> report = import_leads(crm, rows)
    >>> print(report.stored, report.rejected[0])
    1 line 3: emails: e-mail has no valid domain; write it like 'olena@kyivlog.example'
    """
    wishes = Wishes(
        columns=columns or {}, delimiter=delimiter, dates=dates, decimal=decimal
    )
    with source_of(table, encoding) as source:
        work = partial(_imported, crm, source, wishes, progress)
        return _rehearsed(crm, work) if dry_run else work()


def _imported(
    crm: Crm, source: Source, wishes: Wishes, progress: Progress | None
) -> ImportReport:
    workspace = crm.workspace
    layout = identify(workspace, source, wishes)
    checker = Checker.of(layout.columns, _settings(workspace, layout))
    # A file may be called what no text can hold.
    name = source.name.encode(errors="replace").decode().replace("\0", "?")
    view = crm.because(f"{IMPORT}{name}")
    run = _Run(crm=view, checker=checker, total=layout.rows, progress=progress)
    run.take(_data(source, layout))
    return ImportReport(
        name=source.name,
        rows=run.done,
        stored=run.stored,
        rejected=tuple(run.rejected),
        blank_lines=tuple(run.blank_lines),
        layout=layout,
    )


class _Undo(Exception):
    """Leaves a transaction; it tells of no fault."""


@contextmanager
def _undone(crm: Crm) -> Iterator[None]:
    """Leave nothing behind of what the block writes."""
    with suppress(_Undo), crm.transaction():
        yield
        raise _Undo


def _rehearsed(crm: Crm, work: Callable[[], ImportReport]) -> ImportReport:
    """Return what the work reports, with nothing of it written."""
    reports = []
    with _undone(crm):
        reports.append(work())
    return attrs.evolve(reports[0], dry_run=True)


def _settings(workspace: Workspace, layout: Layout) -> Settings:
    orders = dict(layout.dates)
    return Settings(
        workspace=workspace,
        choices=Choices(workspace),
        decimal=layout.decimal,
        orders={c.index: orders.get(c.header, "") for c in layout.columns},
    )


def _data(source: Source, layout: Layout) -> Iterator[Row]:
    table = below_header(source, layout.delimiter)
    next(table, None)
    return table


@frozen
class _Candidate:
    """A row that is ready to be stored."""

    row: Row
    lead: Lead


@define(kw_only=True)
class _Run:
    """One import on its way through the rows."""

    crm: Crm
    checker: Checker
    total: int
    progress: Progress | None
    done: int = 0
    stored: int = 0
    rejected: list[Rejection] = field(factory=list)
    blank_lines: list[int] = field(factory=list)

    def take(self, table: Iterator[Row]) -> None:
        """Check and store all rows, batch by batch."""
        while batch := list(islice(table, _BATCH)):
            # The faults of one batch are found in several steps; the report
            # lists them as the file does.
            start = len(self.rejected)
            with self.crm.transaction():
                self._store(self._checked(batch))
            self.rejected[start:] = sorted(
                self.rejected[start:], key=lambda each: each.line
            )
            self.done += len(batch)
            if self.progress:
                self.progress(self.done, self.total)

    def _checked(self, batch: Sequence[Row]) -> list[_Candidate]:
        candidates = []
        for row in batch:
            if row.is_blank:
                self.blank_lines.append(row.line)
            elif row.fault:
                self._reject(row, (row.fault,))
            elif found := self._candidate(row):
                candidates.append(found)
        return candidates

    def _candidate(self, row: Row) -> _Candidate | None:
        draft = self.checker.draft(row.cells)
        if not draft.faults:
            return _Candidate(row, draft.lead())
        self._reject(row, (*draft.faults, *self._further(draft)))
        return None

    def _further(self, draft: Draft) -> Iterator[Fault]:
        """Yield what the store's border says of the rest of a faulty row."""
        known = {base_of(fault.path)[0] for fault in draft.faults}
        for fault in self._refused(draft.lead()):
            # Without a path it says that too little is known, which may be the
            # doing of the cells that could not be read.
            if fault.path and base_of(fault.path)[0] not in known:
                yield fault

    def _refused(self, lead: Lead) -> tuple[Fault, ...]:
        try:
            with _undone(self.crm):
                self.crm.leads.add(lead)
        except _ROW_FAULTS as error:
            return faults_of(error)
        return ()

    def _store(self, candidates: Sequence[_Candidate]) -> None:
        """Store many at once; where one is refused, halve until it stands alone."""
        if not candidates:
            return
        try:
            self.crm.leads.add_many(each.lead for each in candidates)
        except _ROW_FAULTS as error:
            if len(candidates) == 1:
                self._reject(candidates[0].row, faults_of(error))
                return
            middle = len(candidates) // 2
            self._store(candidates[:middle])
            self._store(candidates[middle:])
        else:
            self.stored += len(candidates)

    def _reject(self, row: Row, faults: tuple[Fault, ...]) -> None:
        self.rejected.append(Rejection(row.line, faults, row.cells))
