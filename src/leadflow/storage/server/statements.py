"""The constant statements: written in SQLAlchemy, compiled once per dialect.

What runs many times a second skips SQLAlchemy's compiler: its text is made here,
and values are handed over in the order of the columns.
"""

from functools import cached_property
from typing import Any

from sqlalchemy import (
    ClauseElement,
    Dialect,
    Select,
    Table,
    Text,
    and_,
    any_,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine.interfaces import BindTyping

from leadflow.entities import ENTITIES
from leadflow.storage.codec import EVENT_COLUMNS, FIXED, REWRITTEN
from leadflow.storage.server import pointing
from leadflow.storage.server.making import (
    dialect_of,
    equal,
    kept,
    new_values,
    renumbered,
    same,
)
from leadflow.storage.server.queries import selected_columns
from leadflow.storage.server.sql import SPEECHES, TRUE, Expr, Speech
from leadflow.storage.server.tables import Tables
from leadflow.storage.server.wires import is_piped


_LINK = ("entity", "record", "field", "target", "role", "position", "is_primary")


class Statements:
    """The texts for one dialect and one set of tables."""

    def __init__(self, dialect: Dialect, tables: Tables) -> None:
        self.tables = tables
        self.speech: Speech = SPEECHES[dialect.name]
        self.is_postgres = dialect.name == "postgresql"
        # Values go by their place, not by name: rows need not become mappings.
        self.is_piped = is_piped(dialect)
        self._dialect = dialect_of(type(dialect), is_numbered=self.is_piped)
        # The columns tell of which type the values are.
        self._dialect.bind_typing = BindTyping.NONE
        self.known: dict[object, Any] = {}

    @kept
    def insert(self, name: str) -> str:
        """Return what adds a row; values are in the order of the columns."""
        return self._text(insert(self._table(name)))

    @kept
    def insert_several(self, name: str, count: int) -> str:
        """Return what adds so many rows at once; their values follow each other."""
        start, marks = self.insert(name).rsplit("VALUES ", 1)
        width = len(self.columns(name))
        rows = (renumbered(marks, width * number) for number in range(count))
        return f"{start}VALUES {', '.join(rows)}"

    @kept
    def columns(self, name: str) -> tuple[str, ...]:
        """Return the columns of a table, in the order in which rows are added."""
        return tuple(column.name for column in self._table(name).c)

    @kept
    def copy(self, name: str) -> str:
        """Return what copies rows into a table; PostgreSQL alone can."""
        place = self._dialect.identifier_preparer.format_table(self._table(name))
        quote = self._dialect.identifier_preparer.quote
        columns = ", ".join(quote(each) for each in self.columns(name))
        return f"COPY {place} ({columns}) FROM STDIN"

    @kept
    def update(self, entity: str) -> str:
        """Return what writes a new version over the one before.

        Values are the row without tenant and id, then tenant, id, old version.
        """
        table = self._table(entity)
        names = (each.name for each in table.c if each.name not in _OWN)
        change = (
            update(table)
            .values(new_values(names))
            .where(*same(table, ("tenant", "id")))
        )
        change = change.where(table.c.version == bindparam("old_version"))
        return self._text(change)

    @kept
    def delete(self, name: str, *keys: str) -> str:
        """Return what takes rows away by these columns, after the tenant."""
        table = self._table(name)
        gone = delete(table).where(*same(table, ("tenant", *keys)))
        return self._text(gone)

    @kept
    def get(self, entity: str) -> str:
        """Return what selects records by tenant and a list of ids."""
        table = self._table(entity)
        found = select(*selected_columns(self.speech, entity, table)).where(
            table.c.tenant == bindparam("tenant"), self._among(table.c.id)
        )
        return self._text(found)

    @kept
    def get_one(self, entity: str) -> str:
        """Return what selects a record by tenant and id."""
        table = self._table(entity)
        found = select(*selected_columns(self.speech, entity, table))
        return self._text(found.where(*same(table, ("tenant", "id"))))

    @kept
    def versions(self, entity: str) -> str:
        """Return what selects ids and versions, by tenant and a list of ids."""
        table = self._table(entity)
        found = select(table.c.id, table.c.version).where(
            table.c.tenant == bindparam("tenant"), self._among(table.c.id)
        )
        return self._text(found)

    @cached_property
    def begin_read(self) -> str:
        """Selects the workspace's revision and digest by tenant."""
        return self._text(self._settled())

    @cached_property
    def begin_inside(self) -> str:
        """Selects the same, and lets no other writer in; a host says how long."""
        return self._text(self._settled().with_for_update())

    @cached_property
    def begin_write(self) -> str:
        """Selects the same, and lets no other writer of the tenant in.

        On PostgreSQL it takes how long it may wait, before the tenant.
        """
        if not self.is_postgres:
            return self.begin_inside
        # In the same statement, as each one more costs time.
        time = func.set_config(text("'lock_timeout'"), bindparam("time"), TRUE)
        found = self._settled(time.is_not(None))
        return self._text(found.with_for_update())

    @cached_property
    def last_seq(self) -> str:
        """Selects the number of the tenant's last event."""
        events = self.tables["events"].c
        last = select(func.coalesce(func.max(events.seq), text("0")))
        return self._text(last.where(events.tenant == bindparam("tenant")))

    @cached_property
    def rewrite(self) -> str:
        """Replaces changes and cause of an event, if all else is as given."""
        events = self.tables["events"]
        alike = [
            equal(self.is_postgres, events.c[name], bindparam(f"old_{name}"))
            for name in FIXED
        ]
        found = and_(*same(events, ("tenant", "seq")), *alike)
        change = update(events).values(new_values(REWRITTEN)).where(found)
        return self._text(change)

    @cached_property
    def find_event(self) -> str:
        """Selects whether an event is there as it is given."""
        events = self.tables["events"]
        alike = [
            equal(self.is_postgres, events.c[name], bindparam(f"old_{name}"))
            for name in FIXED
        ]
        found: Select[Any] = select(literal_column("1")).where(
            *same(events, ("tenant", "seq")), *alike
        )
        return self._text(found)

    def events(self, *keys: str) -> Select[Any]:
        """Return what selects whole events, by tenant, in the order of keys."""
        events = self.tables["events"].c
        at = self.speech.in_utc(events["at"])
        columns = [at if name == "at" else events[name] for name in EVENT_COLUMNS]
        return select(events.seq, *columns).order_by(*(events[key] for key in keys))

    @cached_property
    def history(self) -> str:
        """Selects the events of a record behind a number, by tenant."""
        return self._events_behind("record")

    @cached_property
    def caused_by(self) -> str:
        """Selects the events of a cause behind a number, by tenant."""
        return self._events_behind("cause")

    @cached_property
    def all_events(self) -> str:
        """Selects the events behind a number, by tenant."""
        return self._events_behind()

    @cached_property
    def histories(self) -> str:
        """Selects the events of ids in a range, behind a record and a number."""
        events = self.tables["events"].c
        further = events.record > bindparam("record")
        same = and_(events.record == bindparam("same"), events.seq > bindparam("seq"))
        found = self.events("record", "seq").where(
            events.tenant == bindparam("tenant"),
            events.record < bindparam("end"),
            further | same,
        )
        return self._text(found.limit(bindparam("limit")))

    @kept
    def links_to(self, *, one: bool) -> str:
        """Return what selects who points at a list of records, or at one, by tenant.

        A server that does not know how long a list is may read all of the tenant.
        """
        links = self.tables["links"].c
        order = (links.entity, links.record, links.field, links.target)
        pointed = links.target == bindparam("one") if one else None
        found = select(*(links[name] for name in _LINK)).where(
            links.tenant == bindparam("tenant"),
            self._among(links.target) if pointed is None else pointed,
        )
        return self._text(found.order_by(*order))

    @cached_property
    def all_links(self) -> str:
        """Selects every link of a tenant."""
        links = self.tables["links"].c
        found = select(*(links[name] for name in _LINK))
        return self._text(found.where(links.tenant == bindparam("tenant")))

    @cached_property
    def holders(self) -> str:
        """Selects keys and live records, by tenant, kind and a list of keys."""
        points = self.tables["points"].c
        found = select(points.key, points.record).where(
            points.tenant == bindparam("tenant"),
            points.kind == bindparam("kind"),
            self._among(points.key),
            pointing.is_live(self.tables, points),
        )
        return self._text(found.order_by(points.record))

    @kept
    def known_by(self, entity: str) -> str:
        """Return what selects records, live or not, by tenant, kind and key."""
        return self._text(pointing.records(self.tables, self.speech, entity))

    @kept
    def holders_of(self, count: int) -> str:
        """Return what selects kinds, keys, live records, by tenant and so many points.

        Values are the tenant, then each kind with its key.
        """
        return self._text(pointing.holders(self.tables, count))

    @cached_property
    def all_points(self) -> str:
        """Selects the contact points of a tenant's live records."""
        points = self.tables["points"].c
        key = func.coalesce(points.whole, points.key)
        found = select(points.kind, key, points.record)
        found = found.where(points.tenant == bindparam("tenant"))
        return self._text(found.where(pointing.is_live(self.tables, points)))

    @cached_property
    def command(self) -> str:
        """Selects what was asked and answered, by tenant and digest."""
        commands = self.tables["commands"]
        found = select(commands.c.verb, commands.c.request, commands.c.result)
        return self._text(found.where(*same(commands, ("tenant", "digest"))))

    @cached_property
    def commands(self) -> str:
        """Selects every command of a tenant."""
        commands = self.tables["commands"].c
        names = ("actor", "key", "verb", "request", "result")
        found = select(*(commands[name] for name in names))
        found = found.where(commands.tenant == bindparam("tenant"))
        return self._text(found.order_by(commands.actor, commands.key))

    @cached_property
    def last_number(self) -> str:
        """Selects the number last given, by tenant and name."""
        numbers = self.tables["numbers"]
        found = select(numbers.c.last).where(*same(numbers, ("tenant", "name")))
        return self._text(found)

    @cached_property
    def count_on(self) -> str:
        """Counts on by tenant and name, and gives the new number."""
        place = self._dialect.identifier_preparer.format_table(self.tables["numbers"])
        names = "(tenant, name, last)" if self.is_postgres else "(tenant, name, `last`)"
        marks = self._marks(2)
        start = f"INSERT INTO {place} {names} VALUES ({marks}, 1)"  # noqa: S608  # our names
        if self.is_postgres:
            grown = "DO UPDATE SET last = n.last + 1 RETURNING n.last"
            return (
                start.replace(f"{place} ", f"{place} AS n ", 1)
                + f" ON CONFLICT (tenant, name) {grown}"
            )
        return f"{start} ON DUPLICATE KEY UPDATE `last` = `last` + 1 RETURNING `last`"

    nesting = "SELECT current_setting('enable_nestloop')"
    """Tells PostgreSQL's setting of joins that look through a table for each row."""

    @cached_property
    def nest(self) -> str:
        """Sets it for the rest of the transaction alone."""
        return f"SELECT set_config('enable_nestloop', {self._marks(1)}, true)"

    @cached_property
    def workspace(self) -> str:
        """Selects the text of the workspace by tenant."""
        tenants = self.tables["tenants"]
        found = select(tenants.c.text).where(*same(tenants, ("tenant",)))
        return self._text(found)

    @cached_property
    def save_workspace(self) -> str:
        """Writes revision, digest and text by tenant."""
        tenants = self.tables["tenants"]
        names = ("revision", "digest", "text")
        change = update(tenants).values(new_values(names))
        return self._text(change.where(*same(tenants, ("tenant",))))

    @cached_property
    def settings(self) -> str:
        """Selects every workspace that there was, by tenant."""
        settings = self.tables["settings"].c
        at = self.speech.in_utc(settings["at"])
        found = select(settings.revision, settings.text, at, settings.seq)
        found = found.where(settings.tenant == bindparam("tenant"))
        return self._text(found.order_by(settings.revision))

    @cached_property
    def welcome(self) -> str:
        """Makes room for a tenant, if there is none; takes its name."""
        place = self._dialect.identifier_preparer.format_table(self.tables["tenants"])
        rest = f"(tenant, revision, digest, text) VALUES ({self._marks(1)}, 0, '', '')"
        if self.is_postgres:
            return f"INSERT INTO {place} {rest} ON CONFLICT DO NOTHING"  # our names
        return f"INSERT IGNORE INTO {place} {rest}"  # our names

    def _marks(self, count: int) -> str:
        if self.is_piped:
            return ", ".join(f"${number}" for number in range(1, count + 1))
        return ", ".join(["%s"] * count)

    def _settled(self, *conditions: Expr) -> Select[Any]:
        tenants = self.tables["tenants"]
        found = select(tenants.c.revision, tenants.c.digest)
        return found.where(*conditions, *same(tenants, ("tenant",)))

    def _events_behind(self, *by: str) -> str:
        events = self.tables["events"]
        found = self.events("seq").where(*same(events, ("tenant", *by)))
        if by == ("cause",):
            # The index's own condition: most events have no cause.
            found = found.where(events.c.cause != text("''"))
        found = found.where(events.c.seq > bindparam("seq"))
        return self._text(found.limit(bindparam("limit")))

    def _among(self, column: Expr) -> Expr:
        if self.is_postgres:
            found: Expr = column == any_(bindparam("several", type_=ARRAY(Text())))
            return found
        return column.op("IN")(bindparam("several"))

    def _table(self, name: str) -> Table:
        if name in ENTITIES:
            return self.tables.entities[name]
        return self.tables[name]

    def _text(self, statement: ClauseElement) -> str:
        return str(statement.compile(dialect=self._dialect))


_OWN = ("tenant", "id")
