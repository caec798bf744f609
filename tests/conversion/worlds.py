"""Worlds for the laws of conversion: any firm, any clients, any leads.

A world is a firm with fields, pipelines and variants of its own, with people, firms
and a deal that are known already, and with leads about which somebody has wishes.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

import leadflow
from leadflow import (
    Activity,
    Company,
    Contact,
    ContactId,
    Crm,
    Custom,
    Deal,
    EntityDisabled,
    InvalidData,
    Lead,
    MoveRefused,
    Participant,
    ProductRow,
    Ref,
    Workspace,
    evolve,
)
from leadflow.entities import Record
from leadflow.storage.files.memory import MemoryFiles
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Store
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import CountingIds, FixedClock
from leadflow.testing.customs import filled
from leadflow.testing.identity import nth_id
from leadflow.testing.offices import demanded
from leadflow.testing.strategies import (
    custom_values,
    customs,
    leads as some_leads,
    workspaces,
)
from leadflow.values import FileRef
from leadflow.workspace.files import dumps
from tests.conversion.test_laws import as_new


Wishes: TypeAlias = Mapping[str, object]

TARGETS = ("company", "contact", "deal", "quote", "invoice")
_LONGEST = 8_000
FILE = MemoryFiles().put(b"hello", name="a.txt")
"""The one file that is kept in every world."""

# Everything that does not depend on the firm's own fields.
WISHES: tuple[Wishes, ...] = (
    {},
    {},
    {},
    {"contact": "new"},
    {"company": "new", "contact": "new"},
    {"values": {"deal.amount": "7 UAH", "deal.expected_close": "2026-12-01"}},
    {"values": {"contact.job_title": "Owner", "company.name": "Bilka"}},
    {"values": {"deal.probability": 140}},
    {"to": "quote"},
    {"deal": nth_id("deal", 1)},
    {"participants": [nth_id("contact", 1)]},
    {"contact": nth_id("contact", 1), "values": {"contact.notes": "A"}},
)


@frozen(repr=False)
class World:
    """A firm, whom it knows, and who comes in with which wishes."""

    workspace: Workspace
    clients: Sequence[Record]
    leads: Sequence[tuple[Lead, Wishes]]
    answers: Mapping[str, object]
    """Values for everything that a plan may ask for."""

    def __repr__(self) -> str:
        # As a file the firm is a tenth as long, which Hypothesis asks for.
        told = (dumps(self.workspace), *self.clients, *self.leads, self.answers)
        return "\n".join(map(str, told))[:_LONGEST]

    def _repr_pretty_(self, printer: RepresentationPrinter, _: object) -> None:
        """Let Hypothesis show it so too."""
        printer.text(repr(self))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Return worlds in which some leads are known, a few of them twice."""
    firm = draw(workspaces(mode="classic"))
    answers = {
        f"{entity}.custom.{own.code}": draw(
            filled(custom_values(own, firm).map(grounded))
        )
        for entity in TARGETS
        for own in demanded(firm, entity)
    }
    several = draw(st.lists(leads(firm), min_size=1, max_size=3))
    wishes = [draw(_wishes(firm)) for _ in several[1:]]
    known = [client for lead in several for client in draw(_clients(lead, firm))]
    first = [draw(each) for each in _residents(firm)]
    return World(
        firm, [*first, *known], list(zip(several, [*wishes, {}], strict=True)), answers
    )


ROWS = (ProductRow(name="Forklift", quantity=2, price="500 UAH"),)
_REST = st.fixed_dictionaries(
    {},
    optional={
        "contact": st.just(nth_id("contact", 1)),
        "rows": st.just(ROWS),
        "company_name": st.sampled_from(["Kyiv Logistics", "Чапля"]),
        "last_name": st.just("Kovalenko"),
    },
)


def leads(firm: Workspace) -> st.SearchStrategy[Lead]:
    """Return leads of a firm, as somebody would add them."""
    return st.builds(
        lambda lead, rest: evolve(settled(as_new(lead)), **rest),
        some_leads(firm),
        _REST,
    )


@st.composite
def _wishes(draw: st.DrawFn, firm: Workspace) -> Wishes:
    """Return wishes, seldom about a field of the firm's own."""
    own = [each for each in firm.fields_of("deal").values() if not each.is_read_only]
    if not own or draw(st.integers(0, 3)):
        return draw(st.sampled_from(WISHES))
    chosen = draw(st.sampled_from(own))
    value = draw(custom_values(chosen, firm).map(grounded))
    return {"values": {f"deal.custom.{chosen.code}": value}}


def grounded(value: object) -> object:
    """Return a custom value that names only what there is in every world."""
    if isinstance(value, tuple):
        return tuple(map(grounded, value))
    if isinstance(value, Ref):
        return Ref(nth_id(value.entity, 1))
    return FILE if isinstance(value, FileRef) else value


def settled(lead: Lead) -> Lead:
    """Return a lead whose custom values name only what there is."""
    return evolve(lead, custom=_grounded(lead.custom))


def _grounded(values: Mapping[str, object]) -> Custom:
    return Custom({code: grounded(value) for code, value in values.items()})


def _residents(firm: Workspace) -> Iterator[st.SearchStrategy[Record]]:
    """Yield a company, a person and a deal that are there before anybody comes."""
    own = {entity: customs(entity, firm).map(_grounded) for entity in TARGETS}
    boss = Participant(ContactId(nth_id("contact", 1)))
    yield own["company"].map(lambda given: Company(name="Base", custom=given))
    yield own["contact"].map(lambda given: Contact(last_name="Boss", custom=given))
    yield own["deal"].map(
        lambda given: Deal(title="Known", contacts=[boss], custom=given)
    )


@st.composite
def _clients(draw: st.DrawFn, lead: Lead, firm: Workspace) -> list[Record]:
    """Return up to two clients like whom the lead looks."""
    person = Contact(
        first_name=lead.first_name,
        last_name=lead.last_name,
        job_title="Director",
        emails=(*lead.emails[:1], "office@b.example"),
        source="call",
        birth_date="1985-03-08",
        custom=draw(customs("contact", firm).map(_grounded)),
    )
    office = Company(
        name=lead.company_name,
        industry="it",
        custom=draw(customs("company", firm).map(_grounded)),
    )
    bare = Contact(emails=lead.emails, phones=lead.phones)
    several: tuple[Record, ...] = (bare, person, office)
    return draw(st.lists(st.sampled_from(several), max_size=2))


@contextmanager
def played(world: World, kind: str) -> Iterator[tuple[Crm, Store, list[Lead]]]:
    """Open a store in which the world is as it was; every lead has a call to come."""
    with TemporaryDirectory() as folder:
        store: Store = MemoryStore()
        if kind == "sqlite":
            store = SQLiteStore(Path(folder) / "sales.db", durability="normal")
        with leadflow.open(
            store,
            workspace=world.workspace,
            clock=FixedClock(),
            ids=CountingIds(),
            files=MemoryFiles(),
            actor="ada",
        ) as crm:
            crm.files.put(b"hello", name="a.txt")
            for client in world.clients:
                settle(crm, client)
            leads = [each for lead, _ in world.leads for each in settle(crm, lead)]
            for each in leads:
                crm.activities.add(Activity(kind="call", bindings=[each]))
            yield crm, store, leads  # type: ignore[misc]  # all of them are leads


def settle(crm: Crm, record: Record) -> Sequence[Record]:
    """Add a record, if the firm takes it at all."""
    try:
        return [_added(crm, record)]
    except (InvalidData, MoveRefused, EntityDisabled):
        return []


def _added(crm: Crm, record: Record) -> Record:
    match record:
        case Lead():
            return crm.leads.add(record)
        case Contact():
            return crm.contacts.add(record)
        case Company():
            return crm.companies.add(record)
        case _:
            assert isinstance(record, Deal)
            return crm.deals.add(record)
