"""Reading one instant of a tenant's data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, and_, func, literal_column, select

from leadflow.entities import ENTITIES, Record
from leadflow.errors import NotAStore, UnknownName
from leadflow.events import Event
from leadflow.storage.codec import Unreadable, picker_of
from leadflow.storage.codec.tellings import AT
from leadflow.storage.picking import Picked
from leadflow.storage.port import Backlink, Command, Group, Setting, Told, Visit
from leadflow.storage.query import Query, instant_text
from leadflow.storage.reaching import Reach, Track
from leadflow.storage.server.asked import backlink, digest_of, is_text
from leadflow.storage.server.keys import shortened
from leadflow.storage.server.operands import Frame
from leadflow.storage.server.queries import count_of, groups_of, ids_behind, walk
from leadflow.storage.server.reaching import reached_by, reaches
from leadflow.storage.server.rows import EVENTS, NATIVE, Row, read_instant, rows_of
from leadflow.storage.server.sessions import Session
from leadflow.storage.server.sql import Expr
from leadflow.storage.server.state import Known, State
from leadflow.values import Money
from leadflow.values.money import from_stored_units


T = TypeVar("T")

_FIRST, _MOST = 256, 4096
"""How many rows a page has: the first, and the longest."""
_CHUNK = 500
"""How many ids are looked up by one statement."""


class ServerReader:
    """Reads one instant; see ``leadflow.storage.port.Reader``."""

    def __init__(self, session: Session, known: Known, state: State) -> None:
        self._session = session
        self._known = known
        self._state = state
        self._tenant = known.tenant
        self._statements = session.statements
        statements = session.statements
        self._frame = Frame(statements.tables, statements.speech, known.tenant)

    def get(self, entity: str, ids: Sequence[str]) -> Mapping[str, Record]:
        """Return the records with these ids, those that there are."""
        if entity not in ENTITIES:
            raise UnknownName("entity", entity, tuple(ENTITIES))
        found: list[Row] = []
        if len(ids) == 1 and is_text(ids[0]):
            values = (self._tenant, ids[0])
            found += self._session.rows(self._statements.get_one(entity), values)
        else:
            found += self._in_chunks(self._statements.get(entity), (), ids)
        records = {row[0]: self._read(rows_of(entity).record, row) for row in found}
        return {id: records[id] for id in ids if id in records}

    def find(self, query: Query) -> Iterator[Record]:
        """Give the records that the query asks for, in its order."""
        return self._each(self._found(query), rows_of(query.entity).record)

    def pick(self, query: Query, names: Sequence[str]) -> Iterator[Picked]:
        """Give the named fields of the records that ``find`` would give."""
        codec, places = picker_of(query.entity, tuple(names), NATIVE)
        width = len(places)
        rows = self._found(query, places)
        return self._each(rows, lambda row: codec.values(row[:width]))

    def count(self, query: Query) -> int:
        """Return how many records match; order, limit and cursor do not matter."""
        ((count,),) = self._session.selected(count_of(self._frame, query))
        return int(count)

    def group(
        self, query: Query, by: Sequence[str], *, total: str = ""
    ) -> Sequence[Group]:
        """Count the matching records by the values of built-in text fields."""
        counts: dict[tuple[str, ...], int] = {}
        totals: dict[tuple[str, ...], list[Money]] = {}
        for row in self._session.selected(groups_of(self._frame, query, by, total)):
            key, rest = tuple(row[: len(by)]), row[len(by) :]
            count = rest[1] if total else rest[0]
            counts[key] = counts.get(key, 0) + count
            if total and rest[0] is not None:
                money = from_stored_units(int(rest[2]), rest[0])
                totals.setdefault(key, []).append(money)
        return [
            Group(key=key, count=count, totals=_by_currency(totals.get(key, [])))
            for key, count in sorted(counts.items())
            if count
        ]

    def visits(self, query: Query) -> Iterator[Visit]:
        """Give every stage that each matching record has stood on, once each."""
        stream = self._session.stream(self._visited(query))
        return self._each(stream, lambda row: Visit(*row))

    def reached(
        self, query: Query, track: Track, by: Sequence[str], *, total: str = ""
    ) -> Sequence[Reach]:
        """Count the matching records that ever stood on a pipeline, by the furthest."""
        found = reached_by(self._frame, query, track, by, total)
        return reaches(self._joined_whole(found), track)

    def _joined_whole(self, found: Select[Any]) -> Sequence[Row]:
        """Return the rows of a statement that joins all of two tables.

        PostgreSQL takes tables of which it has no statistics yet for empty ones, and
        then looks through one for each row of the other. For this statement it may
        not; the setting is put back, as the transaction may be the host's.
        """
        if not self._statements.is_postgres:
            return self._session.selected(found)
        nest = self._statements.nest
        ((usual,),) = self._session.rows(self._statements.nesting)
        self._session.rows(nest, ("off",))
        rows = self._session.selected(found)
        self._session.rows(nest, (usual,))
        return rows

    def history(self, record: str) -> Iterator[Event]:
        """Give the events of one record, oldest first."""
        return self._events(self._statements.history, record)

    def caused_by(self, cause: str) -> Iterator[Event]:
        """Give the events that one cause brought about, oldest first."""
        if not cause:
            return iter(())
        return self._events(self._statements.caused_by, cause)

    def events(self, *, after: int = 0) -> Iterator[Event]:
        """Give all events whose ``seq`` is above ``after``, in order."""
        return self._events(self._statements.all_events, after=after)

    def links_to(self, targets: Sequence[str]) -> Sequence[Backlink]:
        """Return who points at these records, by entity, record and field."""
        if len(targets) == 1 and is_text(targets[0]):
            text = self._statements.links_to(one=True)
            found = self._session.rows(text, (self._tenant, targets[0]))
            return [backlink(row) for row in found]
        rows = self._in_chunks(self._statements.links_to(one=False), (), targets)
        if len(targets) > _CHUNK:
            rows.sort(key=lambda row: tuple(row[:4]))
        return [backlink(row) for row in rows]

    def holders(self, kind: str, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return, by key, the ids of the live records with this contact point."""
        short = {shortened(key): key for key in keys if is_text(key)}
        found: dict[str, list[str]] = {key: [] for key in keys}
        if len(short) == 1:
            text, (one,) = self._statements.holders_of(1), short
            rows = self._session.rows(text, (self._tenant, kind, one))
            return {short[one]: [record for *_, record in rows]} if rows else {}
        text = self._statements.holders
        for key, record in self._in_chunks(text, (kind,), list(short)):
            found[short[key]].append(record)
        return {key: ids for key, ids in found.items() if ids}

    def known_by(self, entity: str, kind: str, key: str) -> Sequence[Record]:
        """Return the live records of an entity with this contact point, by id."""
        if not is_text(key):
            return []
        values = (self._tenant, kind, shortened(key))
        rows = self._session.rows(self._statements.known_by(entity), values)
        read = rows_of(entity).record
        held = [self._read(read, row) for row in rows]
        return [each for each in held if each.deleted_at is None]

    def tellings(self) -> Iterator[Told]:
        """Give all events as they are stored, by ``seq``."""
        pages = self._behind(self._statements.all_events, (), 0)
        return map(_telling, self._session.stream(pages))

    def histories(self, entity: str) -> Iterator[Told]:
        """Give those of all records of an entity, by record and ``seq``."""
        return map(_telling, self._session.stream(self._told(entity)))

    def links(self) -> Iterator[Row]:
        """Give every link, its parts in the order of ``Backlink``."""
        return iter(self._session.rows(self._statements.all_links, (self._tenant,)))

    def points(self) -> Iterator[tuple[str, str, str]]:
        """Give every contact point of a live record."""
        rows = self._session.rows(self._statements.all_points, (self._tenant,))
        return ((kind, key, record) for kind, key, record in rows)

    def damage(self) -> Iterator[str]:
        """Give what the store finds wrong with its files: those are the server's."""
        return iter(())

    def command(self, actor: str, key: str) -> Command | None:
        """Return the command that was stored under this key."""
        values = (self._tenant, digest_of(actor, key))
        rows = self._session.rows(self._statements.command, values)
        if not rows:
            return None
        verb, request, result = rows[0]
        return Command(actor=actor, key=key, verb=verb, request=request, result=result)

    def last_number(self, name: str) -> int:
        """Return the number last given under a name; 0 where none was."""
        values = (self._tenant, shortened(name))
        rows = self._session.rows(self._statements.last_number, values)
        return int(rows[0][0]) if rows else 0

    def commands(self) -> Iterator[Command]:
        """Give every command that is kept, by actor and key."""
        rows = self._session.rows(self._statements.commands, (self._tenant,))
        return self._each(rows, _command)

    def workspace(self) -> tuple[str, int]:
        """Return the stored workspace as text, and its revision (0: none yet)."""
        state = self._state
        if not state.revision:
            return "", 0
        text = self._known.texts.get(state.digest)
        if text is None:
            ((text,),) = self._session.rows(self._statements.workspace, (self._tenant,))
            self._known.remember(state.digest, text)
        return text, state.revision

    def settings(self) -> Sequence[Setting]:
        """Return every workspace that there was, oldest first."""
        rows = self._session.rows(self._statements.settings, (self._tenant,))
        return [_setting(row) for row in rows]

    def last_seq(self) -> int:
        """Return the number of the last event."""
        ((last,),) = self._session.rows(self._statements.last_seq, (self._tenant,))
        return int(last)

    def _found(self, query: Query, places: Sequence[int] = ()) -> Iterator[Row]:
        found, start = walk(self._frame, query, places)

        def pages() -> Iterator[Sequence[Row]]:
            place, left, size = start, query.limit, _FIRST
            while left is None or left > 0:
                limit = size if left is None else min(size, left)
                rows = self._session.selected(found.page(place, limit))
                yield rows
                if len(rows) < limit:
                    return
                place, size = found.place(rows[-1]), min(size * 4, _MOST)
                left = None if left is None else left - limit

        return iter(self._session.stream(pages()))

    def _visited(self, query: Query) -> Iterator[Sequence[Row]]:
        last = ""
        while True:
            asked = ids_behind(self._frame, query, last, _CHUNK)
            ids = [row[0] for row in self._session.selected(asked)]
            if not ids:
                return
            if rows := self._session.selected(self._stages(ids)):
                yield rows
            last = ids[-1]

    def _stages(self, ids: Sequence[str]) -> Any:  # noqa: ANN401  # a statement
        events = self._statements.tables["events"].c
        columns = (events.record, events.pipeline, events.stage)
        found = select(*columns).where(
            and_(
                events.tenant == self._tenant,
                events.record.in_(ids),
                events.stage.is_not(None),
            )
        )
        places: list[Expr] = [literal_column(str(number)) for number in (1, 2, 3)]
        return found.group_by(*places).order_by(places[0], func.min(events.seq))

    def _events(self, text: str, *by: str, after: int = 0) -> Iterator[Event]:
        if not all(map(is_text, by)):
            return iter(())
        pages = self._behind(text, by, after)
        return self._each(self._session.stream(pages), EVENTS.event)

    def _behind(
        self, text: str, by: tuple[str, ...], last: int
    ) -> Iterator[Sequence[Row]]:
        while True:
            rows = self._session.rows(text, (self._tenant, *by, last, _MOST))
            yield rows
            if len(rows) < _MOST:
                return
            last = rows[-1][0]

    def _told(self, entity: str) -> Iterator[Sequence[Row]]:
        # The letter behind the underscore ends the ids that begin with it.
        record, seq, end = f"{entity}_", 0, f"{entity}`"
        while True:
            values = (self._tenant, end, record, record, seq, _MOST)
            rows = self._session.rows(self._statements.histories, values)
            yield rows
            if len(rows) < _MOST:
                return
            seq, record = rows[-1][:2]

    def _in_chunks(
        self, text: str, values: Sequence[Any], several: Sequence[str]
    ) -> list[Row]:
        """Ask about several things, some at a time."""
        found: list[Row] = []
        asked = [each for each in several if is_text(each)]
        for start in range(0, len(asked), _CHUNK):
            chunk = self._listed(asked[start : start + _CHUNK])
            found += self._session.rows(text, (self._tenant, *values, chunk))
        return found

    def _listed(self, several: Sequence[str]) -> Sequence[str]:
        """Return a list as the driver takes it: an array, or what stands in IN."""
        return list(several) if self._statements.is_postgres else tuple(several)

    def _each(self, rows: Any, read: Callable[[Row], T]) -> Iterator[T]:  # noqa: ANN401  # rows
        return (self._read(read, row) for row in rows)

    def _read(self, read: Callable[[Row], T], row: Row) -> T:
        try:
            return read(row)
        except Unreadable as error:
            raise NotAStore(self._known.name, str(error)) from None


def _telling(row: Row) -> Told:
    """Return an event as all stores tell it: its time as text."""
    return (*row[:AT], instant_text(read_instant(row[AT])), *row[AT + 1 :])


def _command(row: Row) -> Command:
    actor, key, verb, request, result = row
    return Command(actor=actor, key=key, verb=verb, request=request, result=result)


def _setting(row: Row) -> Setting:
    revision, text, at, seq = row
    moment = None if at is None else read_instant(at)
    return Setting(revision=revision, text=text, at=moment, seq=seq)


def _by_currency(totals: list[Money]) -> tuple[Money, ...]:
    return tuple(sorted(totals, key=lambda total: total.currency))
