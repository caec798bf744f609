"""Worlds for the laws of conversion: any firm, any clients, any leads.

A world is a firm with variants of its own, with people, firms and a deal that are
known already, and with leads about which somebody has wishes.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import attrs
from attrs import frozen
from hypothesis import strategies as st

import leadflow
from leadflow import (
    Activity,
    Company,
    Contact,
    Conversion,
    Crm,
    CustomField,
    Deal,
    InvalidData,
    Lead,
    Pipeline,
    ProductRow,
    Stage,
    Workspace,
    constant,
    copy,
    evolve,
    first_of,
    template,
)
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Store
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import CountingIds, FixedClock
from leadflow.testing.identity import nth_id
from leadflow.testing.strategies import leads as some_leads, subsets
from leadflow.workspace import Mapped
from tests.conversion.test_laws import added, as_new


Wishes: TypeAlias = Mapping[str, object]

COLORS = ["red", "green"]
FIELDS = [
    *(
        CustomField(code, entity=entity, type=kind)
        for code, kind in (("seats", "integer"), ("budget", "money"))
        for entity in ("lead", "contact", "company", "deal", "quote")
    ),
    CustomField("color", entity="lead", type="choice", choices=COLORS),
    CustomField("color", entity="deal", type="choice", choices=[*COLORS, "blue"]),
    CustomField("site", entity="lead", multiple=True),
    CustomField("site", entity="company", multiple=True),
    CustomField("ratio", entity="deal", type="decimal"),
    CustomField("words", entity="deal", type="long_text"),
    CustomField("short", entity="deal", max_length=6),
    CustomField("number", entity="deal", type="counter", format="D-{number}"),
    CustomField("rush", entity="deal", type="boolean", default=False),
    CustomField("due", entity="deal", type="date", required="amount > 1000"),
]
PIPELINES = [
    Pipeline(
        "deals",
        stages=[
            Stage("new", probability=10),
            Stage("offer", probability=40, require="amount"),
            Stage("visit", when="custom.seats >= 1"),
            Stage.won(),
            Stage.lost(),
        ],
    ),
    Pipeline("service", stages=["first", Stage.won("done")]),
]
WHENS = (
    None,
    None,
    "company_name != ''",
    "custom.seats >= 5",
    "source in ('web', 'trade_show')",
    "not emails.is_empty() or first_name == 'Olena'",
)

# Maps that fit; conditions are laid over them at random.
TEXTS: tuple[Mapped, ...] = (
    first_of("interest", "notes", "name", to="notes"),
    template("{company_name}: {title} / {phones}", to="notes"),
    copy("job_title", to="notes", by="upper"),
)
ENTRIES: Mapping[str, tuple[Mapped, ...]] = {
    "company": (
        *TEXTS,
        copy("company_name", to="name", by="upper"),
        constant("Firm", to="name"),
        copy("custom.site", to="custom.site"),
        constant(3, to="custom.seats"),
    ),
    "contact": (
        *TEXTS,
        copy("title", to="job_title"),
        constant("web", to="source"),
        copy("custom.budget", to="custom.budget"),
        first_of("source_details", "job_title", to="source_details"),
    ),
    "deal": (
        *TEXTS,
        first_of("custom.budget", "amount", to="amount"),
        copy("custom.seats", to="custom.ratio"),
        copy("custom.color", to="custom.words"),
        template("{title} {interest}", to="custom.short"),
        copy("birth_date", to="custom.due"),
        constant("services", to="type"),
    ),
    "quote": (
        copy("title", to="title", by="lower"),
        copy("custom.seats", to="custom.seats"),
    ),
    "document": (
        copy("title", to="title", by="upper"),
        template("{title} of {company.name}", to="notes"),
        constant("borys", to="owner"),
    ),
}
OVERWRITES = {
    "company": ("name", "industry", "address", "custom.seats"),
    "contact": ("job_title", "source", "birth_date", "custom.budget"),
}
ASKS = {"company": "website", "contact": "job_title", "deal": "custom.due"}
PLACES = (
    {},
    {"pipeline": "service", "stage": "first"},
    *({"pipeline": "deals", "stage": code} for code in ("", "offer", "visit", "won")),
)
WISHES: tuple[Wishes, ...] = (
    {},
    {},
    {"contact": "new"},
    {"company": "new", "contact": "new"},
    {"values": {"deal.amount": "7 UAH", "deal.custom.due": "2026-12-01"}},
    {"values": {"contact.job_title": "Owner", "company.name": "Bilka"}},
    {"values": {"deal.custom.seats": "many"}},
    {"to": "quote"},
    {"deal": nth_id("deal", 1)},
    {"participants": [nth_id("contact", 1)]},
    {"contact": nth_id("contact", 1), "values": {"contact.custom.budget": "1 UAH"}},
)


# The worlds


ACTIVITIES = st.sampled_from(["link", "move", "copy", "leave"])


def entries(entity: str) -> st.SearchStrategy[list[Mapped]]:
    """Return maps to an entity, each field at most once, under any condition."""
    whens = ("title != ''", None) if entity == "document" else WHENS
    one = st.builds(
        lambda entry, when: attrs.evolve(entry, when=when),
        st.sampled_from(ENTRIES[entity]),
        st.sampled_from(whens),
    )
    return st.lists(one, max_size=4, unique_by=lambda entry: entry.to)


@st.composite
def variants(draw: st.DrawFn, code: str) -> Conversion:
    """Return a variant of leads with any policies and maps."""
    variant = Conversion(
        code,
        when=draw(st.sampled_from(WHENS)) if code == "one" else None,
        owner=draw(st.sampled_from(["source", "actor", "borys"])),
        activities=draw(ACTIVITIES),
        tags=draw(st.booleans()),
    )
    policies = ["link_or_create"] * 6 + ["create", "link", "ask", "skip"]
    usual = st.sampled_from([True] * 7 + [False])
    for entity in ("company", "contact"):
        make = variant.company if entity == "company" else variant.contact
        variant = make(
            *draw(entries(entity)),
            policy=draw(st.sampled_from(policies)),
            defaults=draw(usual),
            overwrite=draw(subsets(OVERWRITES[entity])),
        )
    place = draw(st.sampled_from(PLACES))
    variant = variant.deal(
        *draw(entries("deal")),
        defaults=draw(usual),
        asks=draw(subsets(["custom.due"])),
        **place,
    )
    return variant.quote(*draw(entries("quote"))) if draw(st.booleans()) else variant


@st.composite
def further(draw: st.DrawFn) -> list[Conversion]:
    """Return variants of what comes after, or none of the firm's own."""
    billed = Conversion("bill", source="deal", activities=draw(ACTIVITIES))
    bill = billed.quote(*draw(entries("document"))).invoice(
        *draw(entries("document")), stage=draw(st.sampled_from(["", "sent"]))
    )
    paid = Conversion("paid", source="quote", owner="actor")
    return draw(subsets([bill, paid.invoice(*draw(entries("document")))]))


def workspaces() -> st.SearchStrategy[Workspace]:
    """Return firms with variants of their own."""
    every = st.tuples(variants("one"), variants("two"), further())
    several = every.map(lambda given: [given[0], given[1], *given[2]])
    return several.map(
        lambda given: Workspace(fields=FIELDS, pipelines=PIPELINES, conversions=given)
    )


ROWS = (ProductRow(name="Forklift", quantity=2, price="500 UAH"),)
REST = st.fixed_dictionaries(
    {},
    optional={
        "contact": st.just(nth_id("contact", 1)),
        "rows": st.just(ROWS),
        "company_name": st.sampled_from(["Kyiv Logistics", "Чапля"]),
    },
)
LEADS = st.builds(
    lambda lead, rest: evolve(as_new(lead), **rest),
    some_leads(Workspace(fields=FIELDS)),
    REST,
)


@frozen
class World:
    """A firm, whom it knows, and who comes in with which wishes."""

    workspace: Workspace
    clients: Sequence[Company | Contact]
    leads: Sequence[tuple[Lead, Wishes]]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Return worlds in which some leads are known, a few of them twice."""
    leads = draw(st.lists(st.tuples(LEADS, st.sampled_from(WISHES)), max_size=2))
    leads.append((draw(LEADS), {}))
    known = st.lists(st.sampled_from((_person, _full_person, _firm)), max_size=2)
    clients = [client(lead) for lead, _ in leads for client in draw(known)]
    return World(draw(workspaces()), clients, leads)


def _person(lead: Lead) -> Company | Contact:
    return Contact(emails=lead.emails, phones=lead.phones)


def _full_person(lead: Lead) -> Company | Contact:
    return Contact(
        first_name=lead.first_name,
        last_name=lead.last_name,
        job_title="Director",
        emails=(*lead.emails[:1], "office@b.example"),
        source="call",
        birth_date="1985-03-08",
        custom={"budget": "5 UAH"},
    )


def _firm(lead: Lead) -> Company | Contact:
    return Company(name=lead.company_name, industry="it", custom={"seats": 1})


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
            actor="ada",
        ) as crm:
            boss = crm.contacts.add(Contact(last_name="Boss"))
            crm.deals.add(Deal(title="Known", contacts=[boss]))
            for client in world.clients:
                add_known(crm, client)
            leads = added(crm, *(lead for lead, _ in world.leads))
            for each in leads:
                crm.activities.add(Activity(kind="call", bindings=[each]))
            yield crm, store, leads


def add_known(crm: Crm, client: Company | Contact) -> None:
    """Add a client, if there is anything to know it by."""
    try:
        if isinstance(client, Contact):
            crm.contacts.add(client)
        else:
            crm.companies.add(client)
    except InvalidData:
        pass  # nothing to be known by
