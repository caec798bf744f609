"""Django's ORM."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any, Final

import django
from django.conf import settings
from django.db import connections, models, transaction
from django.db.models import F, Q

from benchmarks.contender import PAGE, PRAGMAS, Clock, Contender, Ids
from benchmarks.rivals import rows
from benchmarks.rivals.columns import TABLES, Column, Type, columns
from benchmarks.samples import Person


_DATABASE: Final = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": ":memory:",
    "OPTIONS": {"init_command": ";".join(PRAGMAS), "transaction_mode": "IMMEDIATE"},
}
_numbers: Final = count()

if not settings.configured:
    settings.configure(DATABASES={"default": _DATABASE}, USE_TZ=True)
    django.setup()


def _field(known: Column, *, is_key: bool) -> Any:  # noqa: ANN401  # Django has no types
    given: dict[str, Any] = {"null": not known.is_required, "primary_key": is_key}
    if known.default is not None:
        given["default"] = known.default
    match known.type:
        case Type.TIME:
            return models.DateTimeField(**given)
        case Type.JSON:
            return models.JSONField(**given)
        case Type.WHOLE if is_key:
            return models.BigAutoField(primary_key=True)
        case Type.WHOLE:
            return models.IntegerField(**given)
        case Type.TEXT:
            return models.TextField(**given)


def _model(name: str) -> Any:  # noqa: ANN401  # as above
    known = columns()[name]
    keys = [each.name for each in known if each.is_key]
    fields = {each.name: _field(each, is_key=keys == [each.name]) for each in known}
    if len(keys) > 1:
        fields["pk"] = models.CompositePrimaryKey(*keys)
    meta = type("Meta", (), {"app_label": "crm", "db_table": name, "managed": False})
    body = {"__module__": __name__, "Meta": meta, **fields}
    return type(name.capitalize(), (models.Model,), body)


Lead, Company, Contact, Deal, Event, Point, Link = (_model(name) for name in TABLES)


class Django(Contender):
    """The same CRM with Django's ORM."""

    name = "Django"

    def __init__(self, path: Path, clock: Clock, ids: Ids) -> None:
        self.place = f"crm{next(_numbers)}"
        known = {**connections.databases["default"], "NAME": str(path)}
        connections.databases[self.place] = known
        self.clock, self.ids = clock, ids

    def close(self) -> None:
        """Let go of the file."""
        connections[self.place].close()

    def _now(self) -> rows.Moment:
        return rows.Moment(self.clock(), self.ids)

    def _of(self, model: Any) -> Any:  # noqa: ANN401  # as above
        return model.objects.using(self.place)

    def _transaction(self) -> Any:  # noqa: ANN401  # as above
        return transaction.atomic(using=self.place, durable=True)

    def _add(self, model: Any, several: Sequence[rows.Row]) -> None:  # noqa: ANN401
        self._of(model).bulk_create([model(**each) for each in several])

    def drafts(self, people: Sequence[Person]) -> list[rows.Row]:
        """Return the values of new leads."""
        return [rows.values(each) for each in people]

    def create(self, draft: rows.Row) -> str:
        """Store a lead."""
        added = rows.added(draft, self._now())
        with self._transaction():
            Lead(**added.lead).save(using=self.place, force_insert=True)
            Event(**added.fact).save(using=self.place, force_insert=True)
            self._add(Point, added.points)
        return str(added.lead["id"])

    def create_many(self, drafts: Sequence[rows.Row]) -> None:
        """Store leads by ``bulk_create``."""
        at = self._now()
        added = [rows.added(draft, at) for draft in drafts]
        with self._transaction():
            self._add(Lead, [each.lead for each in added])
            self._add(Event, [each.fact for each in added])
            self._add(Point, [point for each in added for point in each.points])

    def get(self, id: str) -> Any:  # noqa: ANN401  # as above
        """Return a lead by its id."""
        return self._of(Lead).get(id=id, deleted_at=None)

    def pages(self, stage: str, count: int) -> list[Any]:
        """Read pages of fifty leads of a stage, newest first."""
        found: list[Any] = []
        asked = self._of(Lead).filter(pipeline="leads", stage=stage, deleted_at=None)
        asked = asked.order_by("-id")
        for _ in range(count):
            page = asked.filter(id__lt=found[-1].id) if found else asked
            found += page[:PAGE]
        return found

    def update(self, id: str, job_title: str) -> None:
        """Change a field of a lead."""
        with self._transaction():
            lead = self._of(Lead).get(id=id)
            row, fact = rows.updated(lead, "job_title", job_title, self._now())
            _fill(lead, row)
            lead.save(using=self.place, update_fields=list(row))
            Event(**fact).save(using=self.place, force_insert=True)

    def convert(self, id: str) -> str:
        """Convert a lead into company, contact and deal."""
        return self._converted([id])[0]

    def convert_many(self, ids: Sequence[str]) -> None:
        """Convert leads in one transaction."""
        self._converted(ids)

    def _converted(self, ids: Sequence[str]) -> list[str]:
        at = self._now()
        with self._transaction():
            leads = self._loaded(Lead, ids)
            if self._clients(leads):
                raise ValueError("the client is known")
            made = [rows.converted(lead, at) for lead in leads]
            firms = [each.company["id"] for each in made]
            list(self._of(Deal).filter(company__in=firms).values_list("stage_kind"))
            self._add(Company, [each.company for each in made])
            self._add(Contact, [each.contact for each in made])
            self._add(Deal, [each.deal for each in made])
            self._add(Event, [fact for each in made for fact in each.facts])
            self._add(Link, [link for each in made for link in each.links])
            self._add(Point, [point for each in made for point in each.points])
            for lead, each in zip(leads, made, strict=True):
                _fill(lead, each.lead)
            self._save(leads, made[0].lead, ("company", "contact", "deal"))
        return [each.deal["id"] for each in made]

    def _clients(self, leads: Sequence[Any]) -> bool:
        keys = [key for lead in leads for key in rows.keys_of(lead)]
        found = self._of(Point).exclude(entity="lead")
        for kind in ("phone", "email", "name"):
            own = [key for name, key in keys if name == kind]
            if found.filter(Q(kind=kind), Q(key__in=own)).exists():
                return True
        return False

    def _loaded(self, model: Any, ids: Sequence[str]) -> list[Any]:  # noqa: ANN401
        found = self._of(model).in_bulk(list(ids))
        return [found[id] for id in ids]

    def _save(
        self, several: Sequence[Any], row: rows.Row, own: Sequence[str] = ()
    ) -> None:
        """Store changed records; values that are not their own are the same in all."""
        if len(several) == 1:
            several[0].save(using=self.place, update_fields=list(row))
            return
        same = {name: value for name, value in row.items() if name not in own}
        every = self._of(type(several[0]))
        ids = [each.id for each in several]
        every.filter(id__in=ids).update(**{**same, "version": F("version") + 1})
        if own:
            every.bulk_update(several, own, batch_size=_TOGETHER)

    def move(self, id: str, stage: str) -> None:
        """Move a deal to a stage."""
        self.move_many([id], stage)

    def move_many(self, ids: Sequence[str], stage: str) -> None:
        """Move deals to a stage in one transaction."""
        at = self._now()
        with self._transaction():
            deals = self._loaded(Deal, ids)
            moved = [rows.moved(deal, stage, at) for deal in deals]
            for deal, (row, _) in zip(deals, moved, strict=True):
                _fill(deal, row)
            self._save(deals, moved[0][0])
            self._add(Event, [fact for _, fact in moved])

    def known_by(self, kind: str, key: str) -> list[Any]:
        """Return the leads that hold a phone or an e-mail."""
        held = self._of(Point).filter(kind=kind, key=key).values("record")
        found = self._of(Lead).filter(id__in=held, deleted_at=None)
        return list(found.order_by("id"))

    def facts(self, lead: Any) -> tuple[object, ...]:  # noqa: ANN401  # as above
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


# Larger ones are slower: the statement has a branch for each row and field.
_TOGETHER: Final = 50


def _fill(record: Any, row: rows.Row) -> None:  # noqa: ANN401  # as above
    for name, value in row.items():
        setattr(record, name, value)
