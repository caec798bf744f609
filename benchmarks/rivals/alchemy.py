"""SQLAlchemy's ORM."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import orm

from benchmarks.contender import PAGE, PRAGMAS, Clock, Contender, Ids
from benchmarks.rivals import rows
from benchmarks.rivals.columns import TABLES, Column, Type, columns
from benchmarks.samples import Person


class Instant(sa.types.TypeDecorator[datetime]):
    """A time in UTC, as text with its zone: SQLite's own type loses the zone."""

    impl: sa.types.TypeEngine[Any] | type[sa.types.TypeEngine[Any]] = sa.Text
    cache_ok: bool | None = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> str | None:
        """Return the text."""
        del dialect
        return None if value is None else value.isoformat(timespec="microseconds")

    def process_result_value(
        self, value: str | None, dialect: object
    ) -> datetime | None:
        """Return the time."""
        del dialect
        return None if value is None else datetime.fromisoformat(value)


_TYPES: Final[dict[Type, Any]] = {
    Type.TEXT: sa.Text,
    Type.WHOLE: sa.Integer,
    Type.TIME: Instant,
    Type.JSON: sa.JSON(none_as_null=True),
}
_registry: Final = orm.registry()


def _column(known: Column) -> sa.Column[Any]:
    return sa.Column(
        known.name,
        _TYPES[known.type],
        primary_key=known.is_key,
        nullable=not known.is_required,
        default=known.default,
    )


def _mapped(name: str) -> Any:  # noqa: ANN401  # made here and now
    own = [_column(each) for each in columns()[name]]
    table = sa.Table(name, _registry.metadata, *own)
    cls = type(name.capitalize(), (), {})
    _registry.map_imperatively(cls, table)
    return cls


_CLASSES: Final = {name: _mapped(name) for name in TABLES}
Lead, Company, Contact, Deal, Event, Point, Link = _CLASSES.values()


class Alchemy(Contender):
    """The same CRM with SQLAlchemy's ORM."""

    name = "SQLAlchemy"

    def __init__(self, path: Path, clock: Clock, ids: Ids) -> None:
        dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        self.engine = sa.create_engine(f"sqlite:///{path}", json_serializer=dumps)
        sa.event.listen(self.engine, "connect", _prepare)
        sa.event.listen(self.engine, "begin", _begin)
        self.session = orm.sessionmaker(self.engine, expire_on_commit=False)
        self.clock, self.ids = clock, ids

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def _now(self) -> rows.Moment:
        return rows.Moment(self.clock(), self.ids)

    def drafts(self, people: Sequence[Person]) -> list[rows.Row]:
        """Return the values of new leads."""
        return [rows.values(each) for each in people]

    def create(self, draft: rows.Row) -> str:
        """Store a lead."""
        added = rows.added(draft, self._now())
        with self.session.begin() as session:
            session.add(_filled(Lead, added.lead))
            session.add(_filled(Event, added.fact))
            session.add_all([_filled(Point, each) for each in added.points])
        return str(added.lead["id"])

    def create_many(self, drafts: Sequence[rows.Row]) -> None:
        """Store leads by the ORM's bulk inserts."""
        at = self._now()
        added = [rows.added(draft, at) for draft in drafts]
        with self.session.begin() as session:
            session.execute(sa.insert(Lead), [each.lead for each in added])
            session.execute(sa.insert(Event), [each.fact for each in added])
            points = [point for each in added for point in each.points]
            session.execute(sa.insert(Point), points)

    def get(self, id: str) -> Any:  # noqa: ANN401  # a mapped object
        """Return a lead by its id."""
        with self.session() as session:
            asked = sa.select(Lead).where(Lead.id == id, Lead.deleted_at.is_(None))
            return session.scalars(asked).one()

    def pages(self, stage: str, count: int) -> list[Any]:
        """Read pages of fifty leads of a stage, newest first."""
        found: list[Any] = []
        asked = sa.select(Lead).where(
            Lead.pipeline == "leads", Lead.stage == stage, Lead.deleted_at.is_(None)
        )
        asked = asked.order_by(Lead.id.desc()).limit(PAGE)
        with self.session() as session:
            for _ in range(count):
                page = asked.where(Lead.id < found[-1].id) if found else asked
                found += session.scalars(page).all()
        return found

    def update(self, id: str, job_title: str) -> None:
        """Change a field of a lead."""
        with self.session.begin() as session:
            lead = session.get_one(Lead, id)
            row, fact = rows.updated(lead, "job_title", job_title, self._now())
            _fill(lead, row)
            session.add(_filled(Event, fact))

    def convert(self, id: str) -> str:
        """Convert a lead into company, contact and deal."""
        return self._converted([id])[0]

    def convert_many(self, ids: Sequence[str]) -> None:
        """Convert leads in one transaction."""
        self._converted(ids)

    def _converted(self, ids: Sequence[str]) -> list[str]:
        at = self._now()
        with self.session.begin() as session:
            leads = _loaded(session, Lead, ids)
            if _clients(session, leads):
                raise ValueError("the client is known")
            made = [rows.converted(lead, at) for lead in leads]
            _known_deals(session, [each.company["id"] for each in made])
            for lead, each in zip(leads, made, strict=True):
                _fill(lead, each.lead)
                session.add(_filled(Company, each.company))
                session.add(_filled(Contact, each.contact))
                session.add(_filled(Deal, each.deal))
                session.add_all([_filled(Event, fact) for fact in each.facts])
                session.add_all([_filled(Link, link) for link in each.links])
                session.add_all([_filled(Point, point) for point in each.points])
        return [each.deal["id"] for each in made]

    def move(self, id: str, stage: str) -> None:
        """Move a deal to a stage."""
        self.move_many([id], stage)

    def move_many(self, ids: Sequence[str], stage: str) -> None:
        """Move deals to a stage in one transaction."""
        at = self._now()
        with self.session.begin() as session:
            for deal in _loaded(session, Deal, ids):
                row, fact = rows.moved(deal, stage, at)
                _fill(deal, row)
                session.add(_filled(Event, fact))

    def known_by(self, kind: str, key: str) -> list[Any]:
        """Return the leads that hold a phone or an e-mail."""
        asked = (
            sa.select(Lead)
            .join(Point, Lead.id == Point.record)
            .where(Point.kind == kind, Point.key == key, Lead.deleted_at.is_(None))
            .order_by(Point.record)
        )
        with self.session() as session:
            return list(session.scalars(asked))

    def facts(self, lead: Any) -> tuple[object, ...]:  # noqa: ANN401
        """Return what is compared."""
        return (
            lead.title,
            lead.first_name,
            lead.last_name,
            [phone["number"] for phone in lead.phones],
            [email["address"] for email in lead.emails],
            Decimal(lead.amount_e4).scaleb(-4),
            lead.stage,
            lead.created_at,
        )


def _prepare(connection: Any, _: object) -> None:  # noqa: ANN401  # the driver's
    # As SQLAlchemy's documentation says, so that it begins transactions itself.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _filled(cls: Any, row: rows.Row) -> Any:  # noqa: ANN401  # a mapped class
    return _fill(cls(), row)


def _fill(record: Any, row: rows.Row) -> Any:  # noqa: ANN401  # a mapped object
    for name, value in row.items():
        setattr(record, name, value)
    return record


def _loaded(session: orm.Session, cls: Any, ids: Sequence[str]) -> list[Any]:  # noqa: ANN401
    found = {
        each.id: each for each in session.scalars(sa.select(cls).where(cls.id.in_(ids)))
    }
    return [found[id] for id in ids]


def _clients(session: orm.Session, leads: Iterable[Any]) -> bool:
    keys = [key for lead in leads for key in rows.keys_of(lead)]
    for kind in ("phone", "email", "name"):
        # Pairs of kind and key would be one question, for which SQLite has no index.
        own = [key for name, key in keys if name == kind]
        asked = sa.select(Point.record).where(
            Point.kind == kind, Point.key.in_(own), Point.entity != "lead"
        )
        if session.scalars(asked.limit(1)).first() is not None:
            return True
    return False


def _known_deals(session: orm.Session, firms: Sequence[str]) -> bool:
    asked = sa.select(Deal.stage_kind).where(Deal.company.in_(firms))
    return bool(session.scalars(asked).all())
