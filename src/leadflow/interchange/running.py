"""An import on its way through the rows: check, store, and tell what became of each."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any, TypeAlias

from attrs import define, field, frozen

from leadflow.crm import Collection, Crm
from leadflow.crm.desk import Desk
from leadflow.crm.retrying import retried
from leadflow.crm.watching import SKIPPED, Wish, policy_of
from leadflow.deferred import collected_later
from leadflow.entities import ENTITIES, Record
from leadflow.errors import (
    ConversionRefused,
    Denied,
    DuplicateFound,
    Fault,
    InvalidData,
    MoveRefused,
    ReadOnly,
)
from leadflow.interchange.columns import base_of
from leadflow.interchange.drafts import Checker, Draft
from leadflow.interchange.report import FoundRow, Rejection
from leadflow.interchange.resuming import blocks
from leadflow.interchange.rows import Row
from leadflow.modes.admitting import faults_of
from leadflow.workspace.policies import MEETING


Progress: TypeAlias = Callable[[int, int], None]
"""Told after each batch how many rows are done, and of how many (X7)."""

_Standing: TypeAlias = tuple[int, int, tuple[int, ...]]
"""How many rows were stored, known, and of each kind that is listed."""

_BATCH = 500
# What the data of a row can be guilty of; everything else ends the import.
_ROW_FAULTS = (
    *(InvalidData, MoveRefused, ConversionRefused, Denied, DuplicateFound),
    ReadOnly,
)


class _Undo(Exception):
    """Leaves a transaction; it tells of no fault."""


@contextmanager
def undone(crm: Crm) -> Iterator[None]:
    """Leave nothing behind of what the block writes."""
    with suppress(_Undo), crm.transaction():
        yield
        raise _Undo


def collection_of(crm: Crm, entity: str) -> "Collection[Any, Any]":
    """Return the collection of an entity, by its name."""
    found: Collection[Any, Any] = getattr(crm, ENTITIES[entity].plural)
    return found


@frozen
class _Candidate:
    """A row that is ready to be stored."""

    row: Row
    record: Record


@define(kw_only=True)
class Run:
    """One import on its way through the rows."""

    crm: Crm
    entity: str
    checker: Checker
    identity: str
    """Equal for the same rows, read in the same way."""
    wish: Wish
    counted: str
    """What rows are counted by: ``line`` or ``row``."""
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
        return collection_of(self.crm, self.entity)

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

    def _standing(self) -> _Standing:
        listed = (len(self.found), len(self.rejected), len(self.blank_lines))
        return self.stored, self.known, listed

    @retried
    def _take(self, batch: Sequence[Row], standing: _Standing) -> None:
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
        drafts = self.checker.drafts(whole)
        found = map(self._candidate, whole, drafts)
        return [each for each in found if each is not None]

    def _candidate(self, row: Row, draft: Draft) -> _Candidate | None:
        record = self.checker.record(draft)
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
            with undone(self.crm):
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
            told = line, done.outcome, done.record.id, self.counted
            self.found.append(FoundRow(*told))
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
        self.rejected.append(Rejection(row.line, faults, row.cells, self.counted))
