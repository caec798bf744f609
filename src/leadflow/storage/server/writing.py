"""Writing inside one transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NoReturn, TypeAlias

import attrs
from attrs import define, field, frozen

from leadflow.entities import Record, entity_of
from leadflow.errors import Conflict, InvalidValue, TransactionUndone
from leadflow.events import Event, Succession, successions
from leadflow.storage.port import Command
from leadflow.storage.server.asked import digest_of
from leadflow.storage.server.entries import Entries, entries_of
from leadflow.storage.server.foreseeing import ForeseeingReader
from leadflow.storage.server.joining import together
from leadflow.storage.server.keys import shortened
from leadflow.storage.server.rows import EVENTS, Row, rows_of, written_instant
from leadflow.storage.server.sessions import Session
from leadflow.storage.server.state import Known, State
from leadflow.storage.server.tasks import Task


_Told: TypeAlias = Mapping[tuple[str, int], Succession]
"""What facts tell of next versions, by id and version."""
_UNLINK = ("target", "record", "field")
_UNPOINT = ("kind", "key", "record")


@define
class _Batch:
    """New records of one entity, or new versions of known ones; each id once."""

    entity: str
    is_new: bool
    records: list[Record] = field(factory=list)
    rows: list[Row] = field(factory=list)

    @property
    def is_short(self) -> bool:
        """Tell whether one run of one statement writes it."""
        return len(self.rows) <= (_MOST_AT_ONCE if self.is_new else 1)


@frozen
class _Tasks:
    """What writes records: what finds them no more, then all the rest."""

    removing: list[Task]
    writing: list[Task]

    @property
    def all(self) -> list[Task]:
        """Return all of them, in order."""
        return [*self.removing, *self.writing]


class ServerWriter(ForeseeingReader):
    """Reads and writes in one transaction; see ``leadflow.storage.port.Writer``."""

    def __init__(self, session: Session, known: Known, state: State) -> None:
        super().__init__(session, known, state)
        # No other writer of the tenant is let in: what was read stays true.
        self._seen: dict[str, Record] = {}

    def get(self, entity: str, ids: Sequence[str]) -> dict[str, Record]:
        """Return the records with these ids, those that there are."""
        found = dict(super().get(entity, ids))
        if len(self._seen) > _MOST_SEEN:
            self._seen.clear()
        self._seen.update(found)
        return found

    def put(self, records: Iterable[Record], *, facts: Iterable[Event] = ()) -> None:
        """Store new records and new versions of known ones, all or none."""
        self._put_now(list(_batches(self._tenant, records)), successions(facts))

    def save(self, records: Iterable[Record], events: Iterable[Event]) -> None:
        """Store what a verb has done no later than the next question, or the end."""
        facts = list(events)
        self._put_soon(records, successions(facts))
        self.append(facts)

    def _put_soon(self, records: Iterable[Record], told: _Told) -> None:
        several = list(_batches(self._tenant, records))
        is_piped = self._statements.is_piped and not self._session.has_marks
        if is_piped and len(several) == 1 and all(each.is_short for each in several[0]):
            self._foresight.forget()
            (batches,) = several
            # Whatever fails undoes all of it; to ask first takes the server longer.
            tasks = self._tasks(batches, told, is_sure=not self._known.is_odd).all
            self._session.soon(tasks, lambda: self._explain(batches))
        else:
            self._put_now(several, told)

    def _put_now(self, several: Sequence[list[_Batch]], told: _Told) -> None:
        if not several:
            return
        self._foresight.forget()
        mark = self._session.mark()
        try:
            for batches in several:
                self._put(batches, told, mark)
        except BaseException:
            if self._session.gone is None:
                self._session.back_to(mark)
                self._seen.clear()
            raise
        self._session.forget(mark)

    def append(self, events: Iterable[Event]) -> None:
        """Add events; their ``seq`` is given here."""
        rows = [EVENTS.row(event) for event in events]
        if not rows:
            return
        start = self._state.seq + 1
        runs = [(self._tenant, seq, *row) for seq, row in enumerate(rows, start)]
        self._state.seq += len(rows)
        self._add("events", runs)

    def rewrite(self, events: Iterable[Event]) -> None:
        """Replace changes and cause of stored events, all or none."""
        several = list(events)
        if not several:
            return
        self._session.settle()
        # Counted first: MariaDB does not count rows that are as they were.
        told, fixed = [], []
        for each in several:
            given, known = EVENTS.rewriting(each)
            told.append(given)
            fixed.append((self._tenant, each.seq, *known))
        finding = [Task(self._statements.find_event, (run,)) for run in fixed]
        if not all(outcome.rows for outcome in self._session.run(finding)):
            hint = "change what it tells"
            raise InvalidValue("event", "is not the stored one", hint)
        runs = [(*new, *old) for new, old in zip(told, fixed, strict=True)]
        self._session.later(Task(self._statements.rewrite, runs))

    def drop(self, records: Iterable[Record]) -> None:
        """Take records away for good, as they are stored, all or none."""
        self._foresight.forget()
        for record in records:
            entity, entries = entity_of(record).name, entries_of(record)
            gone = self._statements.delete(entity, "id")
            self._session.later(Task(gone, ((self._tenant, record.id),)))
            self._remove(entries)
            self._seen.pop(record.id, None)

    def remember(self, command: Command) -> None:
        """Keep a command under its key, in place of what was there."""
        names = (command.actor, command.key)
        self._foresight.forget()
        digest = digest_of(*names)
        gone = self._statements.delete("commands", "digest")
        self._session.later(Task(gone, ((self._tenant, digest),), table="commands"))
        values = (*names, command.verb, command.request, command.result)
        self._add("commands", [(self._tenant, digest, *values)])

    def next_number(self, name: str) -> int:
        """Return the number that follows the last one of this name, from 1 on."""
        self._session.settle()
        values = (self._tenant, shortened(name))
        ((number,),) = self._session.rows(self._statements.count_on, values)
        return int(number)

    def save_workspace(self, text: str, *, at: datetime | None = None) -> None:
        """Replace the stored workspace from ``at`` on; its revision grows by one."""
        state = self._state
        digest = digest_of(text)
        state.revision, state.digest = state.revision + 1, digest
        self._known.remember(digest, text)
        values = (state.revision, digest, text, self._tenant)
        self._session.later(Task(self._statements.save_workspace, (values,)))
        moment = None if at is None else written_instant(at)
        row = (self._tenant, state.revision, text, moment, state.seq)
        self._add("settings", [row])

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Open a nested block that is undone alone when it raises (H3)."""
        mark, before = self._session.mark(), attrs.evolve(self._state)
        try:
            yield
        except BaseException:
            self._foresight.forget()
            if self._session.gone is None:
                self._session.back_to(mark)
                self._seen.clear()
                state = self._state
                state.revision, state.digest = before.revision, before.digest
                state.seq = before.seq
            raise
        self._session.forget(mark)

    def _put(self, batches: Sequence[_Batch], told: _Told, mark: str) -> None:
        """Write batches that have no id in common."""
        tasks = self._tasks(batches, told)
        done = self._done(tasks.removing, tasks.writing, mark)
        counts = [len(batch.rows) for batch in batches]
        if done[: len(counts)] != counts:
            self._session.back_to(mark)
            self._refuse(batches)

    def _tasks(
        self, batches: Sequence[_Batch], told: _Told, *, is_sure: bool = False
    ) -> _Tasks:
        """Return what writes batches; raises ``Conflict`` as far as it is known.

        Rows that are there already are an error where it ``is_sure`` that none is.
        """
        old, writing = self._old(batches), list[Task]()
        for batch in batches:
            if batch.is_new:
                task = self._insertion(batch.entity, batch.rows, is_sure=is_sure)
            else:
                self._require_next(batch, old)
                task = self._change(batch)
            writing.append(task._replace(due=len(batch.rows)))
        written = [record for batch in batches for record in batch.records]
        gone, come = _entries(written, old, told)
        self._seen.update((record.id, record) for record in written if record.id in old)
        removing = list(self._removals(gone))
        return _Tasks(removing, [*writing, *self._additions(come, is_sure=is_sure)])

    def _done(
        self, before: Sequence[Task], tasks: Sequence[Task], mark: str
    ) -> list[int]:
        """Run tasks, and return how many rows each wrote; fewer where one failed."""
        runs = [task.runs[0] for task in tasks if len(task.runs) == 1]
        if not self._statements.is_piped or not 1 < len(runs) == len(tasks):
            outcomes = self._session.tried([*before, *tasks], mark) or []
            return [outcome.written for outcome in outcomes[len(before) :]]
        # One statement for all: each one more costs a tenth of a millisecond.
        texts, widths = tuple(task.text for task in tasks), tuple(map(len, runs))
        text = together(texts, widths)
        values = [value for run in runs for value in run]
        outcomes = self._session.tried([*before, Task(text, (values,))], mark) or []
        return [int(count) for each in outcomes[-1:] for count in each.rows[0]]

    def _old(self, batches: Sequence[_Batch]) -> dict[str, Record]:
        """Return what is stored of the records that get a new version."""
        old: dict[str, Record] = {}
        for batch in batches:
            if not batch.is_new:
                ids = [record.id for record in batch.records]
                old.update((id, self._seen[id]) for id in ids if id in self._seen)
                if unseen := [id for id in ids if id not in old]:
                    old.update(super().get(batch.entity, unseen))
        return old

    def _require_next(self, batch: _Batch, old: dict[str, Record]) -> None:
        for record in batch.records:
            version = old[record.id].version if record.id in old else 0
            if record.version != version + 1:
                yours = record.version - 1
                raise Conflict(batch.entity, record.id, yours, version)

    def _refuse(self, batches: Sequence[_Batch]) -> NoReturn:
        self._check(batches)
        # All is as it was read, and yet a row was there: it came in since.
        raise TransactionUndone("another transaction came in between")

    def _explain(self, batches: Sequence[_Batch]) -> None:
        """Raise for the record that was refused; else what finds one was there."""
        self._check(batches)
        # The next attempt leaves it as it is.
        self._known.is_odd = True

    def _check(self, batches: Sequence[_Batch]) -> None:
        """Raise for the first record that is not on top of what is stored."""
        for batch in batches:
            text = self._statements.versions(batch.entity)
            ids = [record.id for record in batch.records]
            rows = self._in_chunks(text, (), ids)
            stored = {row[0]: row[1] for row in rows}
            for record in batch.records:
                version = stored.get(record.id, 0)
                if record.version != version + 1:
                    yours = record.version - 1
                    raise Conflict(batch.entity, record.id, yours, version)

    def _insertion(
        self, name: str, rows: Sequence[Sequence[Any]], *, is_sure: bool
    ) -> Task:
        """Return what adds rows; those that are there already are not counted."""
        statements = self._statements
        if not statements.is_postgres:
            return Task(statements.insert(name), rows)
        # An error would end the transaction, and what waits with it.
        return self._adding(name, rows, "" if is_sure else " ON CONFLICT DO NOTHING")

    def _change(self, batch: _Batch) -> Task:
        runs = [(row[2], *row[3:], row[0], row[1], row[2] - 1) for row in batch.rows]
        text = self._statements.update(batch.entity)
        return Task(text, runs, table=batch.entity)

    def _removals(self, gone: Iterable[Entries]) -> Iterator[Task]:
        several, tenant = list(gone), self._tenant
        links = [(tenant, *row[:3]) for each in several for row in each.links]
        points = [(tenant, *row[:3]) for each in several for row in each.points]
        if links:
            text = self._statements.delete("links", *_UNLINK)
            yield Task(text, links, table="links")
        if points:
            text = self._statements.delete("points", *_UNPOINT)
            yield Task(text, points, table="points")

    def _additions(self, come: Iterable[Entries], *, is_sure: bool) -> Iterator[Task]:
        several, tenant = list(come), self._tenant
        links = [(tenant, *row) for each in several for row in each.links]
        points = [(tenant, *row) for each in several for row in each.points]
        if links:
            yield self._insertion("links", links, is_sure=is_sure)
        if points:
            yield self._insertion("points", points, is_sure=is_sure)

    def _remove(self, entries: Entries) -> None:
        for task in self._removals([entries]):
            self._session.later(task)

    def _add(self, name: str, runs: Sequence[Sequence[Any]]) -> None:
        self._session.later(self._adding(name, runs))

    def _adding(
        self, name: str, rows: Sequence[Sequence[Any]], further: str = ""
    ) -> Task:
        statements = self._statements
        if not statements.is_postgres:
            return Task(statements.insert(name), rows, table=name)
        if 1 < len(rows) <= _MOST_AT_ONCE:
            values = [value for row in rows for value in row]
            text = statements.insert_several(name, len(rows))
            return Task(text + further, (values,), table=name)
        copy = statements.copy(name)
        return Task(statements.insert(name) + further, rows, copy, name)


def _entries(
    records: Iterable[Record], old: dict[str, Record], told: _Told
) -> tuple[list[Entries], list[Entries]]:
    """Return what finds records no more, and what finds them now."""
    gone, come = list[Entries](), list[Entries]()
    for record in records:
        if record.id not in old:
            come.append(entries_of(record))
            continue
        fact = told.get((record.id, record.version))
        names = None if fact is None else frozenset(fact.names)
        new, known = entries_of(record, names), entries_of(old[record.id], names)
        gone.append(known.without(new))
        come.append(new.without(known))
    return gone, come


_MOST_SEEN = 5000
# PostgreSQL keeps a plan for each number of rows.
_MOST_AT_ONCE = 20


def _batches(tenant: str, records: Iterable[Record]) -> Iterator[list[_Batch]]:
    """Give records by entity and newness; an id that comes again begins anew."""
    batches: dict[tuple[str, bool], _Batch] = {}
    ids: set[str] = set()
    for record in records:
        name, is_new = entity_of(record).name, record.version == 1
        if record.id in ids:
            yield list(batches.values())
            batches, ids = {}, set()
        ids.add(record.id)
        batch = batches.setdefault((name, is_new), _Batch(name, is_new))
        batch.records.append(record)
        batch.rows.append(rows_of(name).row(tenant, record))
    if batches:
        yield list(batches.values())
