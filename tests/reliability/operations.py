"""Every public write, each on the same small office: what harnesses H3 to H5 strike at.

A test holds the list complete: a public method is a read, or there is an operation
that calls it.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import count
from typing import TypeAlias

import leadflow
from leadflow import (
    Activity,
    ActivityId,
    ContactId,
    Crm,
    Deal,
    DealId,
    Inquiry,
    LeadId,
    Pipeline,
    Segment,
    Stage,
    Workspace,
    import_records,
)
from leadflow.storage.files import MemoryFiles
from leadflow.storage.port import Store
from leadflow.testing import (
    BEGINNING,
    FixedClock,
    a_company,
    a_contact,
    a_lead,
    digest,
    nth_id,
)


Act: TypeAlias = Callable[[Crm], object]

WORKSPACE = Workspace(
    currency="UAH",
    pipelines=[
        Pipeline(
            "deals",
            entity="deal",
            stages=[
                "new",
                "preparation",
                Stage("offer", approvers="ada"),
                Stage.won(),
                Stage.lost(),
            ],
        )
    ],
)
OPEN, CONVERTED, DELETED, PERSON, DEAL = (
    LeadId(nth_id("lead", 1)),
    LeadId(nth_id("lead", 2)),
    LeadId(nth_id("lead", 3)),
    ContactId(nth_id("contact", 1)),
    DealId(nth_id("deal", 1)),
)
CALL = ActivityId(nth_id("activity", 2))
TWINS = [nth_id("company", number) for number in (2, 3)]
MERGED = nth_id("merge", 1)
KEYS = [("ada", "key")]


class Ids:
    """Counts for each entity, from the first or from a later number on."""

    def __init__(self) -> None:
        self.begin(1)

    def begin(self, first: int) -> None:
        """Count from this number on."""
        self._first = first
        self._counts: dict[str, count[int]] = {}

    def __call__(self, prefix: str) -> str:
        """Return the next id."""
        numbers = self._counts.setdefault(prefix, count(self._first))
        return nth_id(prefix, next(numbers))


class Scene:
    """A CRM in which each operation can be done once."""

    def __init__(self, store: Store, *, is_filled: bool = False) -> None:
        self.store = store
        self.ids = Ids()
        self.crm = leadflow.open(
            store,
            actor="ada",
            workspace=None if is_filled else WORKSPACE,
            clock=FixedClock(),
            ids=self.ids,
            files=MemoryFiles(),
        )
        if not is_filled:
            _fill(self.crm)

    def do(self, act: Act) -> None:
        """Do something, with the same ids each time."""
        self.ids.begin(101)
        act(self.crm)

    @property
    def digest(self) -> str:
        """Return what the store holds."""
        return digest(self.store, commands=KEYS)


def _fill(crm: Crm) -> None:
    crm.contacts.add(a_contact(first_name="Olena", last_name="Kovalenko"))
    lead = crm.leads.add(a_lead(emails="iryna@kyivlog.example"))
    crm.activities.add(Activity(kind="call", bindings=[lead]))
    other = crm.leads.add(a_lead(last_name="Shevchenko", emails="s@port.example"))
    gone = crm.leads.add(a_lead(title="Never mind", emails=""))
    crm.leads.delete(gone)
    deal = crm.deals.add(Deal(title="Cranes", amount="5 UAH"))
    weekly = Activity(
        kind="call", starts_at=BEGINNING, recurrence="FREQ=WEEKLY", bindings=[deal]
    )
    crm.activities.add(weekly)
    crm.convert(other, company="new", contact="new")
    # Other names than the leads tell: nobody converts into them.
    names = ("Alder", "Birch", "Cedar", "Elm")
    twins = crm.companies.add_many([a_company(name=each) for each in names])
    crm.deals.add(Deal(title="Lifts", company=twins[1]))
    crm.merge(twins[2:], resolve="survivor")


def _together(crm: Crm) -> None:
    with crm.transaction():
        crm.companies.add(a_company())
        with crm.transaction():
            crm.move(OPEN, "in_progress")


def _once(crm: Crm) -> None:
    with crm.once("key") as step:
        if step.known is None:
            step.keep({"deal": crm.move(DEAL, "preparation").id})


def _switch(crm: Crm) -> None:
    crm.switch(crm.plan_switch("simple", policy="convert_all"))


_CALL = Inquiry(channel="call", external_id="7", emails="iryna@kyivlog.example")
# More than a page of text, so that a disk can be full in the midst of it.
_ROWS = [
    "Name,E-mail,Notes",
    f"Olena,olena@kyiv.example,{'to be called ' * 500}",
    "Ivan,ivan@kyiv.example,",
]

CORE: Mapping[str, Act] = {
    "Collection.add": lambda crm: crm.leads.add(a_lead(), key="key"),
    "Collection.add_many": lambda crm: crm.leads.add_many([a_lead(), a_lead()]),
    "Collection.update": lambda crm: crm.leads.update(OPEN, phones="102", notes="x"),
    "Collection.delete": lambda crm: crm.leads.delete(OPEN),
    "Collection.restore": lambda crm: crm.leads.restore(DELETED),
    "Collection.purge": lambda crm: crm.leads.purge(DELETED),
    "Crm.move": lambda crm: crm.move(DEAL, "preparation", notes="x"),
    "Crm.convert": lambda crm: crm.convert(OPEN, key="key", company="new"),
    "Crm.revert": lambda crm: crm.revert(CONVERTED),
    "Crm.transaction": _together,
    "Privacy.erase": lambda crm: crm.privacy.erase(PERSON),
    "import_records": lambda crm: import_records(crm, _ROWS),
}
"""The twelve that are struck with every commit."""

OTHERS: Mapping[str, Act] = {
    "Collection.upsert": lambda crm: crm.leads.upsert(a_lead(), by="email"),
    "Crm.win": lambda crm: crm.win(DEAL),
    "Crm.lose": lambda crm: crm.lose(DEAL, reason="price"),
    "Crm.once": _once,
    "Crm.approve": lambda crm: crm.approve(DEAL, "offer"),
    "Crm.move_many": lambda crm: crm.move_many([DEAL], "preparation"),
    "Crm.complete": lambda crm: crm.complete(CALL, result="x"),
    "Crm.reschedule": lambda crm: crm.reschedule(CALL, BEGINNING + timedelta(days=1)),
    "Crm.join": lambda crm: crm.join(PERSON, TWINS[0], position="Head", primary=True),
    "Crm.leave": lambda crm: crm.leave(nth_id("contact", 2), nth_id("company", 1)),
    "Crm.convert_many": lambda crm: crm.convert_many([OPEN], company="new"),
    "Crm.configure": lambda crm: crm.configure(Workspace(currency="EUR")),
    "Crm.receive": lambda crm: crm.receive(_CALL),
    "Crm.receive_many": lambda crm: crm.receive_many([_CALL]),
    "Crm.merge": lambda crm: crm.merge(TWINS, resolve="survivor"),
    "Crm.unmerge": lambda crm: crm.unmerge(MERGED),
    "Crm.switch": _switch,
    "Consents.subscribe": lambda crm: crm.consents.subscribe(PERSON, basis="x"),
    "Consents.unsubscribe": lambda crm: crm.consents.unsubscribe(PERSON),
    "Segments.freeze": lambda crm: crm.segments.freeze(Segment("all"), name="x"),
    "Selection.update": lambda crm: crm.deals.select().update(notes="x"),
    "Files.sweep": lambda crm: crm.files.sweep([]),
    "Upkeep.sweep": lambda crm: crm.upkeep.sweep(),
}
"""The rest of the public writes."""

ALL: Mapping[str, Act] = {**CORE, **OTHERS}
