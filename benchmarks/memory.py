"""What a lead takes in memory: leadflow's own store, and attrs objects by hand.

By hand there is what the store keeps: the lead as an object with slots, one object
for the fact that it was created, with every field that it filled, and the indexes
by id, by record and by contact point. Strings that come from outside are shared
between a lead and its fact; nothing else is.
"""

import gc
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from attrs import define, field

import leadflow
from benchmarks import bases
from benchmarks.contender import ACTOR
from benchmarks.floor.entity import PlainLead
from benchmarks.ours import lead_of
from benchmarks.samples import CURRENCY, Person, people
from leadflow.ids import TimeOrderedIds


@define(eq=False, repr=False, weakref_slot=False)
class PlainPhone:
    """A phone number."""

    number: str
    raw: str
    key: str
    kind: str


@define(eq=False, repr=False, weakref_slot=False)
class PlainEmail:
    """An e-mail address."""

    address: str
    key: str
    kind: str


@define(eq=False, repr=False, weakref_slot=False)
class PlainFact:
    """What happened to a record."""

    seq: int
    record: str
    version: int
    kind: str
    at: datetime
    actor: str
    cause: str
    changes: list[tuple[str, Any, Any]]
    stage: str


@define
class PlainStore:
    """Leads in dictionaries."""

    leads: dict[str, PlainLead] = field(factory=dict)
    facts: list[PlainFact] = field(factory=list)
    history: dict[str, list[int]] = field(factory=dict)
    points: dict[tuple[str, str], list[str]] = field(factory=dict)

    def add(self, id: str, person: Person, now: datetime) -> None:
        """Keep a lead, its history and its contact points."""
        lead = _lead(id, person, now)
        self.leads[id] = lead
        self.history[id] = [len(self.facts)]
        changes = [
            (name, None, value) for name in _FILLED if (value := getattr(lead, name))
        ]
        fact = PlainFact(
            len(self.facts), id, 1, "created", now, ACTOR, "", changes, "new"
        )
        self.facts.append(fact)
        for point in _points(lead):
            self.points.setdefault(point, []).append(id)


_FILLED = (
    "title first_name last_name job_title company_name phones emails source amount "
    "pipeline stage stage_kind stage_entered_at moved_by owner created_at created_by"
).split()


def _points(lead: PlainLead) -> list[tuple[str, str]]:
    found = [("phone", each.key) for each in lead.phones]
    found += [("email", each.key) for each in lead.emails]
    return [*found, ("name", lead.company_name.casefold())]


def _lead(id: str, person: Person, now: datetime) -> PlainLead:
    values: dict[str, Any] = dict.fromkeys(PlainLead.__slots__, "")
    values.update(
        id=id,
        version=1,
        title=person.title,
        first_name=person.first_name,
        last_name=person.last_name,
        job_title=person.job_title,
        company_name=person.company_name,
        phones=[PlainPhone(person.phone, person.phone, person.phone, "work")],
        emails=[PlainEmail(person.email, person.email, "work")],
        source=person.source,
        amount=Decimal(person.amount),
        amount_currency=CURRENCY,
        pipeline="leads",
        stage="new",
        stage_kind="open",
        stage_entered_at=now,
        moved_by=ACTOR,
        owner=ACTOR,
        created_at=now,
        created_by=ACTOR,
        updated_at=now,
        updated_by=ACTOR,
    )
    return PlainLead(**values)


def bytes_by_hand(size: int) -> float:
    """Return what a lead takes in a ``PlainStore``."""
    ids = TimeOrderedIds()

    def fill(crowd: Sequence[Person]) -> object:
        store = PlainStore()
        for each in crowd:
            store.add(ids("lead"), each, bases.now())
        return store

    return _bytes(fill, size)


def bytes_by_leadflow(size: int) -> float:
    """Return what a lead takes in leadflow's memory store."""

    def fill(crowd: Sequence[Person]) -> object:
        crm = leadflow.open(actor=ACTOR)
        crm.leads.add_many(lead_of(each) for each in crowd)
        return crm

    return _bytes(fill, size)


def bytes_of_leads(size: int) -> tuple[float, float]:
    """Return what the object of a lead takes alone: by hand, and leadflow's."""
    now = bases.now()

    def by_hand(crowd: Sequence[Person]) -> object:
        return [_lead(str(place), each, now) for place, each in enumerate(crowd)]

    def by_leadflow(crowd: Sequence[Person]) -> object:
        return [lead_of(each) for each in crowd]

    return _bytes(by_hand, size), _bytes(by_leadflow, size)


def _bytes(fill: Callable[[Sequence[Person]], object], size: int) -> float:
    crowd = people(size)
    fill(crowd[:10])  # what is made once only
    gc.collect()
    tracemalloc.start()
    held = fill(crowd)
    gc.collect()
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del held
    return taken / size
