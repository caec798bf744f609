"""Writing inside one transaction."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from operator import attrgetter
from typing import TypeAlias

from leadflow.entities import NAMES, Record, entity_of
from leadflow.entities.points import POINTED
from leadflow.entities.records import differences
from leadflow.errors import Conflict, InvalidValue
from leadflow.events import Event, Succession, successions
from leadflow.storage.codec import Column, Stored
from leadflow.storage.port import Command
from leadflow.storage.query import instant_text
from leadflow.storage.sqlite.facts import (
    ADD_EVENT,
    EVENTS,
    REWRITE_EVENT,
    rewriting_row,
)
from leadflow.storage.sqlite.fields import FIELD_INDEXES, index_changes
from leadflow.storage.sqlite.handing import Row
from leadflow.storage.sqlite.indexes import (
    Entries,
    Link,
    Point,
    entries_of,
    links_of,
    points_of,
    rest,
)
from leadflow.storage.sqlite.plans import Plan, Rows, plan_of
from leadflow.storage.sqlite.reading import SQLiteReader
from leadflow.storage.sqlite.sessions import Session
from leadflow.workspace import CustomField


_MOST_SEEN = 5_000
"""How many rows a transaction keeps in mind."""


_ID = attrgetter("id")
_Version: TypeAlias = tuple[str, int]
"""A record's id, and one of its versions."""

_Kind: TypeAlias = tuple[str, bool]
"""An entity, and whether its records are new or new versions of known ones."""
_Batch: TypeAlias = tuple[_Kind, Sequence[Record]]
"""Records of one kind; each id once."""


class SQLiteWriter(SQLiteReader):
    """Reads and writes in one transaction; see ``leadflow.storage.port.Writer``."""

    def __init__(self, session: Session) -> None:
        self._session = session
        # What is stored of records that were read or written here: nobody else can
        # change it until the transaction ends.
        self._seen: dict[str, Record] = {}
        # New records with their rows, until the facts about them are added.
        self._inserted: dict[str, Stored] = {}
        # What finds the records of one ``put``: written together, behind all of them.
        self._links: list[Link] = []
        self._points: list[Point] = []

    def put(self, records: Iterable[Record], *, facts: Iterable[Event] = ()) -> None:
        """Store new records and new versions of known ones, all or none."""
        several, told = list(records), list(facts)
        if len(several) <= 1:
            # One statement is undone by SQLite itself, and what follows it by whoever
            # opened the transaction.
            self._put(several, told)
            return
        with self.savepoint():
            self._put(several, told)

    def _put(self, several: Sequence[Record], facts: Sequence[Event]) -> None:
        try:
            for (entity, is_new), records in _batches(several):
                if is_new:
                    self._insert(plan_of(entity), records)
                else:
                    self._update(plan_of(entity), records, successions(facts))
            self._add()
        except sqlite3.IntegrityError as error:
            raise self._session.failed(error) from None
        finally:
            self._links, self._points = [], []

    def append(self, events: Iterable[Event]) -> None:
        """Add events; their ``seq`` is given here."""
        several = list(events)
        if len(several) <= 1:
            self._append(several)
            return
        with self.savepoint():
            self._append(several)

    def _append(self, several: Sequence[Event]) -> None:
        stored = self._inserted.get
        rows = [EVENTS.row(event, stored(event.record)) for event in several]
        self._inserted.clear()
        self._change_each(ADD_EVENT, rows)

    def save(self, records: Iterable[Record], events: Iterable[Event]) -> None:
        """Store what a verb has done; whoever opened the block undoes it if need be."""
        several, told = list(records), list(events)
        if len(several) == 1 == len(told) and self._is_done(several[0], told[0]):
            return
        if several:
            self._put(several, told)
        if told:
            self._append(told)

    def _is_done(self, record: Record, fact: Event) -> bool:
        """Store one record with its fact in one step, if that is enough of it."""
        if record.version == 1:
            self._begin(record, fact)
            return True
        told = fact.told
        if not isinstance(told, Succession) or fact.record != record.id:
            return False
        names, plan = told.names, plan_of(NAMES[type(record)])
        if not plan.indexed.isdisjoint(names):
            return False
        self._continue(plan, record, fact, names)
        return True

    def _continue(
        self, plan: Plan, record: Record, fact: Event, names: tuple[str, ...]
    ) -> None:
        """Store a next version that is found from elsewhere as it was, and its fact."""
        id = record.id
        old = self._seen.get(id) or self.get(plan.name, [id]).get(id)
        if old is None or record.version != old.version + 1:
            raise _conflict(record, old)
        self._session.change_all(
            (plan.replacement(names, (record,)), (ADD_EVENT, (EVENTS.row(fact),)))
        )
        self._seen[id] = record

    def _begin(self, record: Record, fact: Event) -> None:
        """Store a new record and what tells of it: most verbs write no more."""
        plan = plan_of(NAMES[type(record)])
        row = plan.codec.row(record)
        self._store(plan, (record,), (row,))
        self._session.change_all(
            (
                (_LINK, links_of(record)),
                (_POINT, points_of(record)),
                (ADD_EVENT, (EVENTS.row(fact, (row, record)),)),
            )
        )

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
                self._remove(entries)

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
            self._session.workspace = None  # it is another one

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Open a nested block that is undone alone when it raises (H3)."""
        # One name serves all: SQLite means the innermost of that name.
        self._session.change("SAVEPOINT inner")
        try:
            yield
        except BaseException:
            self._seen.clear()
            self._session.workspace = None
            if self._session.gone is None and self._session.fate.gone is None:
                self._session.change("ROLLBACK TO inner")
                self._session.change("RELEASE inner")
            raise
        self._session.change("RELEASE inner")

    def _insert(self, plan: Plan, records: Sequence[Record]) -> None:
        rows = plan.codec.rows(records)
        self._store(plan, records, rows)
        pairs = zip(rows, records, strict=True)
        self._inserted.update(zip(map(_ID, records), pairs, strict=True))
        for record in records:
            self._links += links_of(record)
            self._points += points_of(record)

    def _store(self, plan: Plan, records: Sequence[Record], rows: Rows) -> None:
        """Insert the rows of new records, or tell which one there is already."""
        before = self._session.connection.total_changes
        try:
            self._session.change_each(*plan.insertion(rows))
        except sqlite3.IntegrityError as error:
            done = self._session.connection.total_changes - before
            record = records[done]
            stored = self.get(plan.name, [record.id]).get(record.id)
            if stored is None:
                raise self._session.failed(error) from None
            raise Conflict(plan.name, record.id, 0, stored.version) from None
        self._note(dict(zip(map(_ID, records), records, strict=True)))

    def _records(self, entity: str, rows: Sequence[Row]) -> dict[str, Record]:
        found = super()._records(entity, rows)
        self._note(found)
        return found

    def _note(self, records: Mapping[str, Record]) -> None:
        """Keep in mind what is stored, as far as there is room."""
        if len(self._seen) + len(records) > _MOST_SEEN:
            self._seen.clear()
        if len(records) <= _MOST_SEEN:
            self._seen.update(records)

    def _update(
        self, plan: Plan, records: Sequence[Record], told: Mapping[_Version, Succession]
    ) -> None:
        alike: dict[tuple[str, ...], dict[str, Record]] = {}
        reindexed: list[tuple[Record, Record, Sequence[str]]] = []
        known = self._known(plan, records)
        for record in records:
            old = known.get(record.id)
            if old is None or record.version != old.version + 1:
                raise _conflict(record, old)
            fact = told.get((record.id, record.version))
            names = fact.names if fact else _differing(old, record)
            alike.setdefault(names, {})[record.id] = record
            if not plan.indexed.isdisjoint(names):
                reindexed.append((old, record, names))
        for names, several in alike.items():
            self._session.change_each(*plan.replacement(names, [*several.values()]))
            self._note(several)
        if reindexed:
            self._reindex(reindexed)

    def _known(self, plan: Plan, records: Sequence[Record]) -> Mapping[str, Record]:
        """Return what is stored of records, by id, and maybe of others."""
        asked = {*map(_ID, records)} - self._seen.keys()
        if not asked:
            return self._seen
        seen = dict(self._seen)
        return seen | self._records(plan.name, self._rows(plan.name, list(asked)))

    def _reindex(self, several: Iterable[tuple[Record, Record, Sequence[str]]]) -> None:
        """Replace what finds records by what finds their new versions.

        Old and new version come with the names of the fields that differ.
        """
        gone, come = Entries(), Entries()
        for old, new, names in several:
            was, now = links_of(old), links_of(new)
            gone.links += rest(was, now)
            come.links += rest(now, was)
            if not POINTED.isdisjoint(names):
                held, holds = points_of(old), points_of(new)
                gone.points += rest(held, holds)
                come.points += rest(holds, held)
        if gone.links or gone.points:
            # A record may come twice, and what found it first is among what goes.
            self._add()
            self._remove(gone)
        self._links += come.links
        self._points += come.points

    def _remove(self, entries: Entries) -> None:
        if entries.links:
            self._change_each(_UNLINK, [link[:3] for link in entries.links])
        if entries.points:
            self._change_each(_UNPOINT, [point[:3] for point in entries.points])

    def _add(self) -> None:
        if self._links:
            self._session.change_each(_LINK, self._links)
        if self._points:
            self._session.change_each(_POINT, self._points)
        self._links, self._points = [], []

    def _change_each(self, text: str, rows: Iterable[Sequence[Column]]) -> None:
        try:
            self._session.change_each(text, rows)
        except sqlite3.IntegrityError as error:
            raise self._session.failed(error) from None


def _conflict(record: Record, old: Record | None) -> Conflict:
    version = old.version if old else 0
    return Conflict(NAMES[type(record)], record.id, record.version - 1, version)


def _differing(old: Record, new: Record) -> tuple[str, ...]:
    return tuple([name for name, _, _ in differences(old, new)])


def _batches(records: Sequence[Record]) -> list[_Batch]:
    """Return records by entity and newness; an id that comes again begins anew."""
    if len(records) == 1:
        return [((NAMES[type(records[0])], records[0].version == 1), records)]
    done, batches, ids = list[_Batch](), dict[_Kind, list[Record]](), set[str]()
    for record in records:
        if record.id in ids:
            done += batches.items()
            batches, ids = {}, set()
        ids.add(record.id)
        kind = NAMES[type(record)], record.version == 1
        if (batch := batches.get(kind)) is None:
            batch = batches[kind] = []
        batch.append(record)
    return [*done, *batches.items()]


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
