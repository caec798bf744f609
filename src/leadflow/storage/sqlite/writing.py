"""Writing inside one transaction."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from typing import cast

from attrs import field, frozen

from leadflow.entities import Record, entity_of
from leadflow.errors import Conflict, InvalidValue
from leadflow.events import Creation, Event
from leadflow.storage.codec import Column, to_text
from leadflow.storage.port import Command
from leadflow.storage.query import instant_text
from leadflow.storage.sqlite.facts import (
    ADD_EVENT,
    EVENTS,
    REWRITE_EVENT,
    rewriting_row,
)
from leadflow.storage.sqlite.fields import FIELD_INDEXES, index_changes
from leadflow.storage.sqlite.indexes import Entries, entries_of
from leadflow.storage.sqlite.plans import Plan, plan_of
from leadflow.storage.sqlite.reading import SQLiteReader
from leadflow.storage.sqlite.sessions import Row, Session
from leadflow.workspace import CustomField


_MOST_SEEN = 5_000
"""How many rows a transaction keeps in mind."""


@frozen
class _Batch:
    """New records of one entity, or new versions of known ones; each id once."""

    plan: Plan
    is_new: bool
    records: list[Record] = field(factory=list)
    rows: list[tuple[Column, ...]] = field(factory=list)


class SQLiteWriter(SQLiteReader):
    """Reads and writes in one transaction; see ``leadflow.storage.port.Writer``."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        # Rows as they are stored, of records that were read or written here: nobody
        # else can change them until the transaction ends.
        self._seen: dict[str, Sequence[Column]] = {}
        # What was inserted last; the facts of it come next.
        self._new: dict[str, tuple[Record, Sequence[Column]]] = {}

    def put(self, records: Iterable[Record]) -> None:
        """Store new records and new versions of known ones, all or none."""
        several = list(records)
        self._new.clear()
        with self._all_or_none(several):
            for batch in _batches(several):
                if batch.is_new:
                    self._insert(batch)
                else:
                    self._update(batch)

    def append(self, events: Iterable[Event]) -> None:
        """Add events; their ``seq`` is given here."""
        rows = [EVENTS.row(event, self._row_of(event.creation)) for event in events]
        with self._all_or_none(rows):
            self._change_each(ADD_EVENT, rows)

    def rewrite(self, events: Iterable[Event]) -> None:
        """Replace changes and cause of stored events, all or none."""
        rows = [rewriting_row(event) for event in events]
        connection = self._session.connection
        with self.savepoint():
            before = connection.total_changes
            self._change_each(REWRITE_EVENT, rows)
            if connection.total_changes - before != len(rows):
                hint = "change what it tells"
                raise InvalidValue("event", "is not the stored one", hint)

    def drop(self, records: Iterable[Record]) -> None:
        """Take records away for good, as they are stored, all or none."""
        with self.savepoint():
            for record in records:
                self._seen.pop(record.id, None)
                plan, entries = plan_of(entity_of(record).name), entries_of(record)
                self._change_each(plan.delete, [(record.id,)])
                self._change_each(_UNLINK, [link[:3] for link in entries.links])
                self._change_each(_UNPOINT, [point[:3] for point in entries.points])

    def remember(self, command: Command) -> None:
        """Keep a command under its key."""
        values = (
            command.actor,
            command.key,
            command.verb,
            command.request,
            command.result,
        )
        self._session.change(_REMEMBER, values)

    def next_number(self, name: str) -> int:
        """Return the number that follows the last one of this name, from 1 on."""
        self._session.change(_COUNT_ON, (name,))
        return self.last_number(name)

    def index(self, fields: Iterable[CustomField]) -> None:
        """Keep indexes for these custom fields and for no others."""
        known: dict[str, str] = dict(self._session.rows(FIELD_INDEXES))
        for statement in index_changes(known, fields):
            self._session.change(statement)

    def save_workspace(self, text: str, *, at: datetime | None = None) -> None:
        """Replace the stored workspace from ``at`` on; its revision grows by one."""
        with self.savepoint():
            # The one of a file that was made before settings were kept.
            self._session.change(_KEEP_FIRST)
            self._session.change(_SAVE_WORKSPACE, (text,))
            moment = None if at is None else instant_text(at)
            self._session.change(_KEEP_SETTING, (moment,))

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Open a nested block that is undone alone when it raises (H3)."""
        # One name serves all: SQLite means the innermost of that name.
        self._session.change("SAVEPOINT inner")
        try:
            yield
        except BaseException:
            self._seen.clear()
            if self._session.gone is None and self._session.fate.gone is None:
                self._session.change("ROLLBACK TO inner")
                self._session.change("RELEASE inner")
            raise
        self._session.change("RELEASE inner")

    def _all_or_none(self, several: Sequence[object]) -> AbstractContextManager[None]:
        # One statement is undone by SQLite itself.
        return self.savepoint() if len(several) > 1 else nullcontext()

    def _insert(self, batch: _Batch) -> None:
        before = self._session.connection.total_changes
        try:
            text, rows = batch.plan.insertion(batch.rows)
            self._session.change_each(text, rows)
        except sqlite3.IntegrityError as error:
            done = self._session.connection.total_changes - before
            record = batch.records[done]
            stored = self._versions(batch.plan, [record.id]).get(record.id)
            if stored is None:
                raise self._session.failed(error) from None
            raise Conflict(batch.plan.name, record.id, 0, stored[1]) from None
        self._note(batch.rows)
        pairs = zip(batch.records, batch.rows, strict=True)
        self._new.update((each[0].id, each) for each in pairs)
        entries = [entries_of(record) for record in batch.records]
        self._add(Entries.joined(entries))

    def _row_of(self, told: Creation | None) -> Sequence[Column] | None:
        """Return the row of a record that was inserted just now, if it was."""
        known = self._new.get(told.record.id) if told else None
        return known[1] if known and told and known[0] is told.record else None

    def _note(self, rows: Sequence[Sequence[Column]]) -> None:
        if len(self._seen) + len(rows) > _MOST_SEEN:
            self._seen.clear()
        for row in rows[:_MOST_SEEN]:
            self._seen[cast("str", row[0])] = row

    def _update(self, batch: _Batch) -> None:
        plan = batch.plan
        stored = self._versions(plan, [record.id for record in batch.records])
        for record in batch.records:
            version = stored[record.id][1] if record.id in stored else 0
            if record.version != version + 1:
                yours = record.version - 1
                raise Conflict(plan.name, record.id, yours, version)
        seen = [self._seen.get(record.id) for record in batch.records]
        text, rows = plan.replacement(list(zip(seen, batch.rows, strict=True)))
        self._change_each(text, list(rows))
        self._note(batch.rows)
        for record, row in zip(batch.records, batch.rows, strict=True):
            old = stored[record.id]
            if plan.is_reindexed(old, row):
                self._reindex(entries_of(self._read(plan.old_record, old)), record)

    def _versions(self, plan: Plan, ids: list[str]) -> dict[str, Row]:
        """Return what is stored of records, by id: id, version, indexed columns.

        What was read in this transaction nobody else has changed since.
        """
        known = {id: plan.chosen(row) for id in ids if (row := self._seen.get(id))}
        asked = [id for id in ids if id not in known]
        if not asked:
            return known
        if len(asked) == 1:
            rows = self._session.rows(plan.look_up_one, asked)
        else:
            rows = self._session.rows(plan.look_up, (to_text(asked),))
        return {**known, **{row[0]: row for row in rows}}

    def _reindex(self, old: Entries, record: Record) -> None:
        new = entries_of(record)
        gone = old.without(new)
        self._change_each(_UNLINK, [link[:3] for link in gone.links])
        self._change_each(_UNPOINT, [point[:3] for point in gone.points])
        self._add(new.without(old))

    def _add(self, entries: Entries) -> None:
        if entries.links:
            self._change_each(_LINK, entries.links)
        if entries.points:
            self._change_each(_POINT, entries.points)

    def _change_each(self, text: str, rows: Sequence[Sequence[Column]]) -> None:
        try:
            self._session.change_each(text, rows)
        except sqlite3.IntegrityError as error:
            raise self._session.failed(error) from None


def _batches(records: Iterable[Record]) -> Iterator[_Batch]:
    """Give records by entity and newness; an id that comes again begins anew."""
    batches: dict[tuple[str, bool], _Batch] = {}
    ids: set[str] = set()
    for record in records:
        name, is_new = entity_of(record).name, record.version == 1
        if record.id in ids:
            yield from batches.values()
            batches, ids = {}, set()
        ids.add(record.id)
        batch = batches.get((name, is_new))
        if batch is None:
            batch = batches[name, is_new] = _Batch(plan_of(name), is_new)
        batch.records.append(record)
        batch.rows.append(batch.plan.codec.row(record))
    yield from batches.values()


_REMEMBER = (
    'INSERT OR REPLACE INTO "commands" ("actor", "key", "verb", "request", "result") '
    "VALUES (?, ?, ?, ?, ?)"
)
_COUNT_ON = (
    'INSERT INTO "numbers" ("name", "last") VALUES (?, 1) '
    'ON CONFLICT ("name") DO UPDATE SET "last" = "last" + 1'
)
_SAVE_WORKSPACE = (
    'INSERT INTO "workspace" ("id", "text", "revision") VALUES (1, ?, 1) '
    'ON CONFLICT ("id") DO UPDATE SET "text" = excluded."text", '
    '"revision" = "revision" + 1'
)
_KEEP_FIRST = (
    'INSERT OR IGNORE INTO "settings" ("revision", "text", "at", "seq") '
    'SELECT "revision", "text", NULL, 0 FROM "workspace"'
)
_KEEP_SETTING = (
    'INSERT INTO "settings" ("revision", "text", "at", "seq") '
    'SELECT "revision", "text", ?, coalesce((SELECT max("seq") FROM "events"), 0) '
    'FROM "workspace"'
)
_LINK = (
    'INSERT OR REPLACE INTO "links" ("target", "record", "field", "entity", '
    '"role", "position", "is_primary") VALUES (?, ?, ?, ?, ?, ?, ?)'
)
_UNLINK = 'DELETE FROM "links" WHERE "target" = ? AND "record" = ? AND "field" = ?'
_POINT = (
    'INSERT OR REPLACE INTO "points" ("kind", "key", "record", "entity") '
    "VALUES (?, ?, ?, ?)"
)
_UNPOINT = 'DELETE FROM "points" WHERE "kind" = ? AND "key" = ? AND "record" = ?'
