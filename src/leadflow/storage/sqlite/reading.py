"""Reading one instant of the file."""

# Names are the schema's; whatever users give is a value, never text.
# ruff: noqa: S608

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

import attrs

from leadflow.entities import ENTITIES, Record
from leadflow.errors import NotAStore, UnknownName
from leadflow.events import Event
from leadflow.storage.codec import Unreadable, codec_of, picker_of, to_text
from leadflow.storage.codec.customs import read_instant
from leadflow.storage.holding import Holders
from leadflow.storage.picking import Picked
from leadflow.storage.port import Backlink, Command, Group, Setting, Told, Visit
from leadflow.storage.query import Query
from leadflow.storage.reaching import Reach, Track
from leadflow.storage.sharing import Point, Sharers
from leadflow.storage.sqlite.facts import EVENTS, SELECTED
from leadflow.storage.sqlite.handing import (
    Row,
    known_by,
    one_by_id,
    several_by_id,
    sharing,
)
from leadflow.storage.sqlite.migrations import copy_to
from leadflow.storage.sqlite.queries import count_sql, find_sql, group_sql, visits_sql
from leadflow.storage.sqlite.reaching import reached_sql, reaches
from leadflow.storage.sqlite.schema import table_of
from leadflow.storage.sqlite.sessions import (
    NO_WORKSPACE,
    WORKSPACE,
    Session,
    Stream,
)
from leadflow.storage.sqlite.sql import Sql
from leadflow.storage.sqlite.streams import rows_of
from leadflow.values import Money
from leadflow.values.money import from_stored_units


T = TypeVar("T")

_AT_ONCE = 8
"""How many contact points are looked up by one statement."""
_CHUNK = 500
"""How many ids are looked up by one statement."""


class SQLiteReader:
    """Reads one instant; see ``leadflow.storage.port.Reader``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, entity: str, ids: Sequence[str]) -> Mapping[str, Record]:
        """Return the records with these ids, those that there are."""
        if entity not in ENTITIES:
            raise UnknownName("entity", entity, tuple(ENTITIES))
        records = self._records(entity, self._rows(entity, ids))
        if len(ids) == 1:
            return records
        return {id: records[id] for id in ids if id in records}

    def find(self, query: Query) -> Iterator[Record]:
        """Give the records that the query asks for, in its order."""
        return self._each(rows_of(self._session, query), codec_of(query.entity).record)

    def pick(self, query: Query, names: Sequence[str]) -> Iterator[Picked]:
        """Give the named fields of the records that ``find`` would give."""
        codec, places = picker_of(query.entity, tuple(names))
        known = table_of(query.entity).columns
        columns = ", ".join(f"t.{known[place]}" for place in places)
        return self._each(self._session.stream(find_sql(query, columns)), codec.values)

    def count(self, query: Query) -> int:
        """Return how many records match; order, limit and cursor do not matter."""
        piece = count_sql(query)
        ((count,),) = self._session.rows(piece.text, piece.values)
        return int(count)

    def group(
        self, query: Query, by: Sequence[str], *, total: str = ""
    ) -> Sequence[Group]:
        """Count the matching records by the values of built-in text fields."""
        piece = group_sql(query, by, total)
        counts: dict[tuple[str, ...], int] = {}
        totals: dict[tuple[str, ...], list[Money]] = {}
        for row in self._session.rows(piece.text, piece.values):
            key, rest = row[: len(by)], row[len(by) :]
            count = rest[1] if total else rest[0]
            counts[key] = counts.get(key, 0) + count
            if total and rest[0] is not None:
                currency, _, high, low = rest
                sums = totals.setdefault(key, [])
                sums.append(from_stored_units((high << 32) + low, currency))
        return [
            Group(key=key, count=count, totals=_by_currency(totals.get(key, [])))
            for key, count in sorted(counts.items())
            if count
        ]

    def visits(self, query: Query) -> Iterator[Visit]:
        """Give every stage that each matching record has stood on, once each."""
        stream = self._session.stream(visits_sql(query))
        return self._each(stream, lambda row: Visit(*row))

    def reached(
        self, query: Query, track: Track, by: Sequence[str], *, total: str = ""
    ) -> Sequence[Reach]:
        """Count the matching records that ever stood on a pipeline, by the furthest."""
        piece = reached_sql(query, track, by, total)
        return reaches(self._session.rows(piece.text, piece.values), track)

    def history(self, record: str) -> Iterator[Event]:
        """Give the events of one record, oldest first."""
        return self._each(self._session.stream(Sql(_HISTORY, (record,))), EVENTS.event)

    def caused_by(self, cause: str) -> Iterator[Event]:
        """Give the events that one cause brought about, oldest first."""
        return self._each(self._session.stream(Sql(_CAUSED, (cause,))), EVENTS.event)

    def events(self, *, after: int = 0) -> Iterator[Event]:
        """Give all events whose ``seq`` is above ``after``, in order."""
        return self._each(self._session.stream(Sql(_EVENTS, (after,))), EVENTS.event)

    def links_to(self, targets: Sequence[str]) -> Sequence[Backlink]:
        """Return who points at these records, by entity, record and field."""
        if len(targets) == 1:
            rows = self._session.rows(_LINKS_TO_ONE, targets)
        else:
            rows = self._session.rows(_LINKS, (to_text(list(targets)),))
        if not rows:
            return []
        return [attrs.evolve(Backlink(*row), primary=bool(row[-1])) for row in rows]

    def holders(self, kind: str, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return, by key, the ids of the live records with this contact point."""
        if len(keys) == 1:
            rows = self._session.rows(_HOLDERS_OF_ONE, (kind, keys[0]))
        else:
            rows = self._session.rows(_HOLDERS, (kind, to_text(list(keys))))
        found: dict[str, list[str]] = {}
        for key, record in rows:
            found.setdefault(key, []).append(record)
        return found

    def holders_of(self, points: Sequence[Point]) -> Holders:
        """Return, by contact point, the ids of the live records that hold it."""
        found: dict[Point, list[str]] = {}
        for start in range(0, len(points), _AT_ONCE):
            some = points[start : start + _AT_ONCE]
            values = list(chain.from_iterable(some))
            for kind, key, record in self._session.rows(_held_text(len(some)), values):
                found.setdefault((kind, key), []).append(record)
        return found

    def known_by(self, entity: str, kind: str, key: str) -> Sequence[Record]:
        """Return the live records of an entity with this contact point, by id."""
        rows = self._session.several(known_by(entity), (kind, key))
        rows.sort(key=itemgetter(0))
        read = codec_of(entity).record
        return [self._read(read, row) for row in rows]

    def sharing(self, entity: str, asked: Sequence[Point], most: int) -> Sharers:
        """Return the live records of an entity with these points, ``most`` of each."""
        found: dict[Point, list[Record]] = {}
        read = codec_of(entity).record
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            values = [value for point in some for value in (*point, most)]
            rows = self._session.several(sharing(entity, len(some)), values)
            for row in sorted(rows, key=itemgetter(1)):
                record = self._read(read, row[1:])
                for place in row[0].split(","):
                    found.setdefault(some[int(place)], []).append(record)
        return found

    def tellings(self) -> Iterator[Told]:
        """Give all events as they are stored, by ``seq``."""
        return iter(self._session.stream(Sql(_EVENTS, (0,))))

    def histories(self, entity: str) -> Iterator[Told]:
        """Give those of all records of an entity, by record and ``seq``."""
        # The letter behind the underscore ends the ids that begin with it.
        piece = Sql(_HISTORIES, (f"{entity}_", f"{entity}`"))
        return iter(self._session.stream(piece))

    def links(self) -> Iterator[Row]:
        """Give every link, its parts in the order of ``Backlink``."""
        return iter(self._session.stream(Sql(_EVERY_LINK)))

    def points(self) -> Iterator[tuple[str, str, str]]:
        """Give every contact point of a live record: kind, key, id."""
        stream = self._session.stream(Sql(_EVERY_POINT))
        return ((kind, key, record) for kind, key, record in stream)

    def damage(self) -> Iterator[str]:
        """Give what SQLite itself finds wrong with the file."""
        for (text,) in self._session.rows("PRAGMA integrity_check"):
            if text != "ok":
                yield text

    def copy_to(self, path: Path) -> None:
        """Write this instant into another file."""
        self._session.check()
        try:
            copy_to(self._session.connection, path)
        except sqlite3.Error as error:
            raise self._session.failed(error) from None

    def figures(self) -> dict[str, int | str]:
        """Return the file's format, sizes in bytes, and who reads it."""
        names = ("user_version", "page_size", "page_count", "freelist_count")
        found = [self._session.rows(f"PRAGMA {name}")[0][0] for name in names]
        version, size, pages, free = found
        return {
            "format": version,
            "sqlite": sqlite3.sqlite_version,
            "bytes": size * pages,
            "free_bytes": size * free,
        }

    def command(self, actor: str, key: str) -> Command | None:
        """Return the command that was stored under this key."""
        rows = self._session.rows(_COMMAND, (actor, key))
        if not rows:
            return None
        verb, request, result = rows[0]
        return Command(actor=actor, key=key, verb=verb, request=request, result=result)

    def last_number(self, name: str) -> int:
        """Return the number last given under a name; 0 where none was."""
        rows = self._session.rows(_LAST_NUMBER, (name,))
        return int(rows[0][0]) if rows else 0

    def commands(self) -> Iterator[Command]:
        """Give every command that is kept, by actor and key."""
        stream = self._session.stream(Sql(_COMMANDS))
        return self._each(stream, _command)

    def workspace(self) -> tuple[str, int]:
        """Return the stored workspace as text, and its revision (0: none yet)."""
        session = self._session
        if session.gone is not None or session.fate.gone is not None:
            session.check()
        if session.workspace is None:
            rows = session.rows(WORKSPACE)
            session.workspace = rows[0] if rows else NO_WORKSPACE
        return session.workspace

    def settings(self) -> Sequence[Setting]:
        """Return every workspace that there was, oldest first."""
        text, revision = self.workspace()
        found = [self._read(_setting, row) for row in self._session.rows(_SETTINGS)]
        if revision and not found:  # stored before settings were kept
            return [Setting(revision=revision, text=text)]
        return found

    def _rows(self, entity: str, ids: Sequence[str]) -> list[Row]:
        """Return the rows with these ids, in any order."""
        if len(ids) == 1:
            return self._session.one(one_by_id(entity), ids[0])
        found: list[Row] = []
        for start in range(0, len(ids), _CHUNK):
            chunk = to_text(list(ids[start : start + _CHUNK]))
            found += self._session.several(several_by_id(entity), (chunk,))
        return found

    def _records(self, entity: str, rows: Sequence[Row]) -> dict[str, Record]:
        """Return the records that rows hold, by id."""
        try:
            return codec_of(entity).records(rows)
        except Unreadable as error:
            raise self._damaged(error) from None

    def _each(self, stream: Stream, read: Callable[[Row], T]) -> Iterator[T]:
        for row in stream:
            yield self._read(read, row)

    def _read(self, read: Callable[[Row], T], row: Row) -> T:
        try:
            return read(row)
        except Unreadable as error:
            raise self._damaged(error) from None

    def _damaged(self, error: Unreadable) -> NotAStore:
        return NotAStore(str(self._session.place.path), str(error))


def _command(row: Row) -> Command:
    actor, key, verb, request, result = row
    return Command(actor=actor, key=key, verb=verb, request=request, result=result)


def _setting(row: Row) -> Setting:
    revision, text, at, seq = row
    moment = None if at is None else read_instant(at)
    return Setting(revision=revision, text=text, at=moment, seq=seq)


def _by_currency(totals: list[Money]) -> tuple[Money, ...]:
    return tuple(sorted(totals, key=lambda total: total.currency))


@cache
def _held_text(count: int) -> str:
    # Each part comes in the order of its index, which is that of the records.
    return " UNION ALL ".join([_HOLDERS_OF_A_POINT] * count)


_HISTORY = f'SELECT {SELECTED} FROM "events" WHERE "record" = ? ORDER BY "seq"'
# The second condition is the index's own: most events have no cause.
_CAUSED = (
    f'SELECT {SELECTED} FROM "events" '
    'WHERE "cause" = ? AND "cause" <> \'\' ORDER BY "seq"'
)
_EVENTS = f'SELECT {SELECTED} FROM "events" WHERE "seq" > ? ORDER BY "seq"'
_HISTORIES = (
    f'SELECT {SELECTED} FROM "events" WHERE "record" >= ? AND "record" < ? '
    'ORDER BY "record", "seq"'
)
_EVERY_LINK = (
    'SELECT "entity", "record", "field", "target", "role", "position", "is_primary" '
    'FROM "links"'
)
_LINKS = (
    f'{_EVERY_LINK} WHERE "target" IN (SELECT value FROM json_each(?)) '
    'ORDER BY "entity", "record", "field", "target"'
)
_LINKS_TO_ONE = f'{_EVERY_LINK} WHERE "target" = ? ORDER BY "entity", "record", "field"'
_SETTINGS = 'SELECT "revision", "text", "at", "seq" FROM "settings" ORDER BY "revision"'
_LAST_NUMBER = 'SELECT "last" FROM "numbers" WHERE "name" = ?'
_COMMANDS = (
    'SELECT "actor", "key", "verb", "request", "result" FROM "commands" '
    'ORDER BY "actor", "key"'
)
_COMMAND = (
    'SELECT "verb", "request", "result" FROM "commands" WHERE "actor" = ? AND "key" = ?'
)
_DELETED = " ".join(
    f"WHEN '{name}' THEN (SELECT t.\"deleted_at\" FROM {table_of(name).name} t "
    'WHERE t."id" = "record")'
    for name in ENTITIES
)
_EVERY_POINT = (
    'SELECT "kind", "key", "record" FROM "points" '
    f'WHERE CASE "entity" {_DELETED} END IS NULL'
)
_HOLDERS_OF_ONE = (
    'SELECT "key", "record" FROM "points" WHERE "kind" = ? AND "key" = ? '
    f'AND CASE "entity" {_DELETED} END IS NULL ORDER BY "record"'
)
_HOLDERS_OF_A_POINT = (
    'SELECT "kind", "key", "record" FROM "points" WHERE "kind" = ? AND "key" = ? '
    f'AND CASE "entity" {_DELETED} END IS NULL'
)
_HOLDERS = (
    'SELECT "key", "record" FROM "points" '
    'WHERE "kind" = ? AND "key" IN (SELECT value FROM json_each(?)) '
    f'AND CASE "entity" {_DELETED} END IS NULL ORDER BY "record"'
)
