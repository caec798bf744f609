"""Importing records from a table: identify, map, check, store (X2)."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from typing import Any, TypeAlias

import attrs
from attrs import define, field, frozen

from leadflow.crm import Collection, Crm
from leadflow.crm.desk import Desk
from leadflow.crm.naming import require
from leadflow.crm.retrying import retried
from leadflow.crm.watching import SKIPPED, Wish, policy_of, wish_of
from leadflow.deferred import collected_later
from leadflow.entities import ENTITIES, Record, entity_named
from leadflow.errors import (
    ConversionRefused,
    Denied,
    DuplicateFound,
    Fault,
    InvalidData,
    InvalidValue,
    MoveRefused,
    ReadOnly,
    UnknownName,
)
from leadflow.interchange.cells import Settings
from leadflow.interchange.choices import Choices
from leadflow.interchange.columns import base_of
from leadflow.interchange.drafts import Checker, Draft
from leadflow.interchange.identifying import Wishes, below_header, identify
from leadflow.interchange.report import FoundRow, ImportReport, Layout, Rejection
from leadflow.interchange.resuming import blocks, identity
from leadflow.interchange.rows import Row
from leadflow.interchange.sources import Source, source_of
from leadflow.modes.admitting import faults_of
from leadflow.workspace import Workspace
from leadflow.workspace.policies import MEETING, REPLACE


Progress: TypeAlias = Callable[[int, int], None]
"""Told after each batch how many rows are done, and of how many (X7)."""
Table: TypeAlias = str | os.PathLike[str] | Iterable[str]
"""The path of a file, or lines of text."""

_Standing: TypeAlias = tuple[int, int, tuple[int, ...]]
"""How many rows were stored, known, and of each kind that is listed."""

_BATCH = 500
# What the data of a row can be guilty of; everything else ends the import.
_ROW_FAULTS = (
    *(InvalidData, MoveRefused, ConversionRefused, Denied, DuplicateFound),
    ReadOnly,
)


def examine_records(  # noqa: PLR0913  # each is one thing that a file leaves open
    workspace: Workspace,
    table: Table,
    *,
    entity: str = "lead",
    columns: Mapping[str, str] | None = None,
    encoding: str = "",
    delimiter: str = "",
    dates: str = "",
    decimal: str = "",
) -> Layout:
    """Return how ``import_records`` would understand a table; writes nothing.

    >>> from leadflow import Workspace
    >>> print(examine_records(Workspace(), ["Ім'я;Сума", "Олена;1 200,50"]))
    read as: text, cells between semicolons, decimals after ','
    columns: 'Ім'я' → name, 'Сума' → amount
    """
    wishes = Wishes(
        columns=columns or {}, delimiter=delimiter, dates=dates, decimal=decimal
    )
    with source_of(table, encoding) as source:
        return identify(workspace, source, wishes, entity_named(entity).name)


def import_records(  # noqa: PLR0913  # as above
    crm: Crm,
    table: Table,
    *,
    entity: str = "lead",
    columns: Mapping[str, str] | None = None,
    encoding: str = "",
    delimiter: str = "",
    dates: str = "",
    decimal: str = "",
    dry_run: bool = False,
    key: str = "",
    by: str | Iterable[str] = (),
    duplicates: str = "",
    progress: Progress | None = None,
) -> ImportReport:
    """Store the records of a CSV file, and return what became of each row.

    ``entity`` says what they are: ``leads``, ``contacts``, ``companies``, ``deals``,
    ``activities`` … ``columns`` names the field of a header
    (``{"Budget": "custom.budget"}``); an empty name ignores the column. A link is
    given by id, or by what only one record has: ``company.name``,
    ``contacts.email``. What is left empty is found out and reported: ``encoding``,
    ``delimiter``, ``dates`` (``dmy``, ``mdy``, ``ymd``), ``decimal`` (``,``, ``.``).

    Each row is stored, rejected with all its faults, or skipped because it is
    blank (P17). Rows are written 500 at a time, each batch in a transaction;
    with ``dry_run`` all of them are undone together, and the report is the same.
    A table is imported once: what an earlier run of the same actor has stored of the
    same rows, understood in the same way, is counted as ``known`` and not stored
    again, so that a run that was cut off is run once more (X3). ``key`` tells an
    import of the same rows apart that is wanted all the same.

    What a row meets that is there already, ``duplicates`` says, else the policy of
    the workspace (D2): with ``replace`` and ``merge`` the row goes into that record
    and counts as ``merged``, with ``skip`` it is left. ``by`` names the keys that
    decide alone, ``email`` or ``tax_id``, and replaces unless said otherwise; a row
    whose keys belong to different records is rejected (D5). ``found`` of the report
    says which row met what.

    Raises ``InvalidData`` for a table that cannot be understood at all, before
    anything is written; ``OSError`` for a file that cannot be read; ``Denied`` for
    who may not import such records.

    >>> import leadflow
    >>> crm = leadflow.open(actor="ada")
    >>> rows = ["Name,E-mail", "Olena Kovalenko,olena@kyiv.example", "Ivan,ivan@"]
    >>> report = import_records(crm, rows)
    >>> print(report.stored, report.rejected[0])
    1 line 3: emails: e-mail has no valid domain; write it like 'olena@kyivlog.example'
    >>> import_records(crm, ["Deal,Amount", "Cranes,5 UAH"], entity="deals").stored
    1
    """
    require(crm, Crm, "crm", "open one: leadflow.open()")
    wishes = Wishes(
        columns=columns or {}, delimiter=delimiter, dates=dates, decimal=decimal
    )
    name = entity_named(entity).name
    wish = wish_of(duplicates or (REPLACE if by else ""), by)
    crm.access.require("import", of=name)
    with source_of(table, encoding) as source:
        layout = identify(crm.workspace, source, wishes, name)
        task = _Task(crm, source, layout, name, key, wish)
        work = partial(_imported, task, progress)
        return _rehearsed(crm, work) if dry_run else work()


@frozen
class _Task:
    """What is imported, and how."""

    crm: Crm
    source: Source
    layout: Layout
    entity: str
    key: str
    wish: Wish

    @property
    def told(self) -> str:
        """Return what tells the same rows apart that are wanted otherwise."""
        said = (self.wish.policy, *self.wish.by)
        return f"{self.key} {' '.join(said)}" if any(said) else self.key


def _imported(task: _Task, progress: Progress | None) -> ImportReport:
    source, layout, entity = task.source, task.layout, task.entity
    # A file may be called what no text can hold.
    name = source.name.encode(errors="replace").decode().replace("\0", "?")
    view = task.crm.importing(name)
    run = _Run(
        crm=view,
        entity=entity,
        checker=Checker.of(layout.columns, _settings(view, layout, entity)),
        identity=identity(source, layout, entity, task.told),
        wish=task.wish,
        total=layout.rows,
        progress=progress,
    )
    run.take(_data(source, layout))
    return ImportReport(
        name=source.name,
        rows=run.done,
        stored=run.stored,
        known=run.known,
        found=tuple(run.found),
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


def _settings(crm: Crm, layout: Layout, entity: str) -> Settings:
    orders, workspace = dict(layout.dates), crm.workspace
    return Settings(
        workspace=workspace,
        entity=entity,
        choices=Choices(workspace, entity),
        find=partial(_found, crm),
        decimal=layout.decimal,
        orders={c.index: orders.get(c.header, "") for c in layout.columns},
    )


def _collection(crm: Crm, entity: str) -> "Collection[Any, Any]":
    found: Collection[Any, Any] = getattr(crm, ENTITIES[entity].plural)
    return found


def _found(crm: Crm, entity: str, kind: str, value: str) -> list[str]:
    return [each.id for each in _collection(crm, entity).known_by(kind, value)]


def _data(source: Source, layout: Layout) -> Iterator[Row]:
    table = below_header(source, layout.delimiter)
    next(table, None)
    return table


@frozen
class _Candidate:
    """A row that is ready to be stored."""

    row: Row
    record: Record


@define(kw_only=True)
class _Run:
    """One import on its way through the rows."""

    crm: Crm
    entity: str
    checker: Checker
    identity: str
    """Equal for the same rows, read in the same way."""
    wish: Wish
    total: int
    progress: Progress | None
    done: int = 0
    stored: int = 0
    known: int = 0
    found: list[FoundRow] = field(factory=list)
    rejected: list[Rejection] = field(factory=list)
    blank_lines: list[int] = field(factory=list)

    @property
    def records(self) -> "Collection[Any, Any]":
        """Return the collection that is imported into."""
        return _collection(self.crm, self.entity)

    def take(self, table: Iterator[Row]) -> None:
        """Check and store all rows, batch by batch."""
        while batch := list(islice(table, _BATCH)):
            # The faults of one batch are found in several steps; the report
            # lists them as the file does.
            start = len(self.rejected)
            self._take(batch, self._standing())
            self.rejected[start:] = sorted(
                self.rejected[start:], key=lambda each: each.line
            )
            self.done += len(batch)
            if self.progress:
                self.progress(self.done, self.total)

    @property
    def desk(self) -> Desk:
        """Return the desk that says how often a batch may be begun anew."""
        return self.crm._desk  # noqa: SLF001  # above Crm, and beside its verbs

    def _standing(self) -> "_Standing":
        listed = (len(self.found), len(self.rejected), len(self.blank_lines))
        return self.stored, self.known, listed

    @retried
    def _take(self, batch: Sequence[Row], standing: "_Standing") -> None:
        """Store a batch in one transaction, and in it what is stored by now.

        Where a server undid it, nothing of it counts, and it is begun anew.
        """
        self.stored, self.known, (found, rejected, blank) = standing
        del self.found[found:], self.rejected[rejected:], self.blank_lines[blank:]
        with collected_later(), blocks(self.crm, self.identity, batch) as done:
            rest = [row for row in batch if row.line not in done]
            candidates = self._checked(rest)
            stored = self._stored(candidates)
            self.known += len(batch) - len(rest)
            self.stored += len(stored)
            merged = [e.line for e in self.found[found:] if e.outcome != SKIPPED]
            done.add(sorted((*stored, *merged)))

    def _checked(self, batch: Sequence[Row]) -> list[_Candidate]:
        whole = []
        for row in batch:
            if row.is_blank:
                self.blank_lines.append(row.line)
            elif row.fault:
                self._reject(row, (row.fault,))
            else:
                whole.append(row)
        drafts = self.checker.drafts([row.cells for row in whole])
        found = map(self._candidate, whole, drafts)
        return [each for each in found if each is not None]

    def _candidate(self, row: Row, draft: Draft) -> _Candidate | None:
        try:
            record = draft.record(self.entity)
        except (InvalidValue, UnknownName) as error:
            # Each cell is right by itself, and all of them together are not.
            self._reject(row, (*draft.faults, error.fault))
            return None
        if not draft.faults:
            return _Candidate(row, record)
        self._reject(row, (*draft.faults, *self._further(draft, record)))
        return None

    def _further(self, draft: Draft, record: Record) -> Iterator[Fault]:
        """Yield what the store's border says of the rest of a faulty row."""
        known = {base_of(fault.path)[0] for fault in draft.faults}
        for fault in self._refused(record):
            # Without a path it says that too little is known, which may be the
            # doing of the cells that could not be read.
            if fault.path and base_of(fault.path)[0] not in known:
                yield fault

    def _refused(self, record: Record) -> tuple[Fault, ...]:
        try:
            with _undone(self.crm):
                self.records.add(record)
        except _ROW_FAULTS as error:
            return faults_of(error)
        return ()

    def _stored(self, candidates: Sequence[_Candidate]) -> list[int]:
        """Store rows, or let them meet what is there; return the lines of new ones."""
        policy = self._policy()
        if policy not in MEETING and not self.wish.by:
            return self._store(candidates)
        return [each.row.line for each in candidates if self._is_new(each, policy)]

    def _policy(self) -> str:
        with self.desk.reading() as reader:
            context = self.desk.context(reader, self.crm._hand.act())  # noqa: SLF001  # as for the desk
            return self.wish.policy or policy_of(context, self.entity)

    def _is_new(self, candidate: _Candidate, policy: str) -> bool:
        """Return whether a row was stored as a new record; others are told."""
        try:
            done = self.records.upsert(
                candidate.record, by=self.wish.by, duplicates=policy
            )
        except _ROW_FAULTS as error:
            self._reject(candidate.row, faults_of(error))
            return False
        if not done.is_new:
            line = candidate.row.line
            self.found.append(FoundRow(line, done.outcome, done.record.id))
        return done.is_new

    def _store(self, candidates: Sequence[_Candidate]) -> list[int]:
        """Store many at once; where one is refused, halve until it stands alone.

        Returns the lines of what is stored.
        """
        if not candidates:
            return []
        try:
            self.records.add_many(
                (each.record for each in candidates), duplicates=self.wish.policy
            )
        except _ROW_FAULTS as error:
            if len(candidates) == 1:
                self._reject(candidates[0].row, faults_of(error))
                return []
            middle = len(candidates) // 2
            first = self._store(candidates[:middle])
            return first + self._store(candidates[middle:])
        return [each.row.line for each in candidates]

    def _reject(self, row: Row, faults: tuple[Fault, ...]) -> None:
        self.rejected.append(Rejection(row.line, faults, row.cells))
