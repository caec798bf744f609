"""An office that does whatever tests tell it to."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

import leadflow
from leadflow import (
    Activity,
    Collection,
    Company,
    Contact,
    Converted,
    Deal,
    Inquiry,
    Invoice,
    LeadflowError,
    LeadId,
    Product,
    Quote,
    User,
    Workspace,
)
from leadflow.crm.desk import Desk
from leadflow.entities import ENTITIES, Record, entity_of
from leadflow.storage.memory import MemoryStore
from leadflow.storage.query import ANY, Query
from leadflow.testing import CountingIds, FixedClock, a_lead, nth_id
from leadflow.workspace import CustomField, Paths


OPERATIONS = [
    "add lead",
    "add deal",
    "update",
    "custom",
    "move",
    "lose",
    "win",
    "probability",
    "convert",
    "delete",
    "restore",
    "bind",
    "time",
]
steps = st.lists(
    st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 7), st.integers(0, 7)),
    max_size=25,
)
# What any record may go through, and what changes even the past.
ANYTHING = [
    *OPERATIONS,
    "add one",
    "change one",
    "move one",
    "touch one",
    "delete one",
    "restore one",
    "revert",
    "purge",
    "purge one",
    "erase",
]
all_steps = st.lists(
    st.tuples(st.sampled_from(ANYTHING), st.integers(0, 7), st.integers(0, 7)),
    max_size=30,
)
FIELDS = Workspace(
    fields=[
        CustomField("note", entity="lead"),
        CustomField("note", entity="deal"),
        CustomField("seats", entity="deal", type="integer", multiple=True),
    ]
)


SAMPLES: tuple[Record, ...] = (
    Contact(first_name="Olena", last_name="Kovalenko", phones="+380441234567"),
    Company(name="Kyiv Logistics", phones="+380441234567"),
    Quote(title="For Olena", contacts=nth_id("contact", 1)),  # type: ignore[arg-type]  # an id
    Invoice(title="For Kovalenko", company=nth_id("company", 1)),  # type: ignore[arg-type]  # an id
    Product(name="Fork"),
    Inquiry(channel="web", message="Olena asks", lead=nth_id("lead", 1)),  # type: ignore[arg-type]  # an id
    User(login="bob"),
    Activity(subject="Call Olena", bindings=nth_id("contact", 1)),
)


class Office:
    """Does whatever it is told, as far as the rules allow."""

    def __init__(self) -> None:
        self._converted: list[Converted] = []
        self.store = MemoryStore()
        self.clock = FixedClock()
        self.crm = leadflow.open(
            self.store,
            actor="ada",
            workspace=FIELDS,
            clock=self.clock,
            ids=CountingIds(),
        )

    def do(self, operation: str, one: int, two: int) -> None:
        """Do one step; what the rules refuse is left undone."""
        ways: dict[str, Callable[[], object]] = {
            "add lead": lambda: self.crm.leads.add(a_lead(title=f"{one}")),
            "add deal": lambda: self.crm.deals.add(Deal(title=f"{one}")),
            "update": lambda: self.crm.deals.update(
                self._deal(one).id, amount=f"{two} UAH", tags=f"t{two}"
            ),
            "custom": lambda: self.crm.deals.update(
                self._deal(one).id, custom={"note": None if two % 2 else "x"}
            ),
            "move": lambda: self.crm.move(
                self._deal(one), ("new", "preparation", "executing", "won")[two % 4]
            ),
            "lose": lambda: self.crm.lose(self._deal(one), reason="price"),
            "win": lambda: self.crm.win(self._deal(one)),
            "probability": lambda: self.crm.deals.update(
                self._deal(one).id, probability=two * 10 or None
            ),
            "convert": lambda: self._converted.append(
                self.crm.convert(_lead(one), key=f"{two}")
            ),
            "delete": lambda: self.crm.leads.delete(_lead(one)),
            "restore": lambda: self.crm.leads.restore(_lead(one)),
            "bind": lambda: self.crm.activities.add(
                Activity(subject="Ask", bindings=[_lead(one)])
            ),
            "add one": lambda: self._all[one].add(SAMPLES[one]),
            "change one": lambda: self._all[one].update(
                self._one(one, two), notes=f"{two}", tags=f"t{two}"
            ),
            "move one": lambda: self.crm.move(  # type: ignore[call-overload]  # any text
                self._one(one, 1), self._stage(one, two)
            ),
            "touch one": lambda: self.crm.activities.add(
                Activity(kind="note", subject="x", bindings=[self._one(one, 1)])
            ),
            "delete one": lambda: self._all[one].delete(self._one(one, two)),
            "restore one": lambda: self._all[one].restore(self._one(one, two)),
            "revert": lambda: self.crm.revert(self._converted[-1]),
            "purge": lambda: self.crm.leads.purge(
                _lead(one),
                unlink=True,
            ),
            "purge one": lambda: self._all[one].purge(
                self._one(one, two), unlink=bool(two % 2)
            ),
            "erase": lambda: self.crm.privacy.erase(
                nth_id(("lead", "contact")[two % 2], 1 + one % 3),  # type: ignore[arg-type]  # any text
                also=["lead.title"],
            ),
            "time": lambda: self.clock.advance(timedelta(hours=one - two)),
        }
        try:
            ways[operation]()
        except (LeadflowError, IndexError, ValueError):
            return

    @property
    def _all(self) -> list[Collection[Any, Any]]:
        crm = self.crm
        return [
            *(crm.contacts, crm.companies, crm.quotes, crm.invoices),
            *(crm.products, crm.inquiries, crm.users, crm.activities),
        ]

    def _stage(self, one: int, two: int) -> str:
        entity = entity_of(SAMPLES[one]).name
        (pipeline, *_) = self.crm.workspace.pipelines_of(entity)
        return pipeline.stages[two % len(pipeline.stages)].code

    def _one(self, one: int, number: int) -> str:
        name = entity_of(SAMPLES[one]).name
        ids = [each.id for each in self.everything() if entity_of(each).name == name]
        return ids[number % max(len(ids), 1)]

    def _deal(self, number: int) -> Deal:
        return self.crm.deals.get(nth_id("deal", 1 + number % 3))  # type: ignore[arg-type]  # any text

    @property
    def desk(self) -> Desk:
        """Return what stands between the CRM and its store."""
        return self.crm._desk  # noqa: SLF001  # views of the past are made from it

    @property
    def last_event(self) -> int:
        """Return the number of the last event."""
        with self.store.read() as reader:
            return max((each.seq for each in reader.events()), default=0)

    def everything(self) -> Iterator[Record]:
        """Give every record there is, deleted or not."""
        with self.store.read() as reader:
            for entity in ENTITIES.values():
                paths = Paths(FIELDS, entity)
                yield from reader.find(Query(paths=paths, which=ANY))


def _lead(number: int) -> LeadId:
    """Return the id of one of the first leads: those are there soon."""
    return LeadId(nth_id("lead", 1 + number % 3))
