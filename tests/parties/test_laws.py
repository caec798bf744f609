"""Laws of the directory, over random offices."""

from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen
from hypothesis import given, settings, strategies as st

import leadflow
from leadflow import (
    Company,
    Contact,
    Crm,
    Deal,
    F,
    Lead,
    MergeRefused,
    Party,
    PartySelection,
)
from leadflow.entities import evolve
from leadflow.testing import CountingIds, FixedClock


@frozen
class Step:
    """Something that happens in an office."""

    verb: str
    name: str
    source: str
    person: int
    """Which contact it is about, from 1 on; 0 is nobody."""
    firm: int


ORDERS = st.lists(
    st.sampled_from(
        ["name", "-name", "role", "-role", "source", "-entity", "stage", "-job_title"]
    ),
    max_size=3,
    unique_by=lambda name: name.lstrip("-"),
)
CONDITIONS = st.sampled_from(
    [
        "True",
        "role == 'client'",
        "role != 'contact'",
        "source == 'web' and role in ('lead', 'client')",
        "name.contains('в') or name.contains('o')",
        "not stage == 'new'",
        "entity == 'company' or source.is_empty()",
    ]
)
STEPS = st.lists(
    st.builds(
        Step,
        verb=st.sampled_from(
            ["lead", "contact", "company", "convert", "deal", "win", "merge"]
        ),
        name=st.sampled_from(["", "Bondar", "ivanov", "Ковальчук", "Ж"]),
        source=st.sampled_from(["", "web", "call"]),
        person=st.integers(0, 3),
        firm=st.integers(0, 3),
    ),
    min_size=3,
    max_size=14,
)


def grown(steps: list[Step], place: Path | None = None) -> Crm:
    """Return the CRM of an office in which these things happened."""
    crm = leadflow.open(place, actor="ada", clock=FixedClock(), ids=CountingIds())
    for step in steps:
        _take(crm, step)
    return crm


def _take(crm: Crm, step: Step) -> None:
    people = crm.contacts.all()
    some = dict(enumerate(people, 1)).get(step.person)
    firm = dict(enumerate(crm.companies, 1)).get(step.firm)
    match step.verb:
        case "lead":
            named = Lead(title="A", last_name=step.name, source=step.source)
            crm.leads.add(evolve(named, contact=some, company=firm))
        case "contact":
            person = Contact(last_name=step.name, phones="101", source=step.source)
            crm.contacts.add(person)
        case "company":
            crm.companies.add(Company(name=step.name or "A", source=step.source))
        case "convert":
            for each in crm.leads.where(F.stage.kind == "open").limit(1):
                crm.convert(each)
        case "deal":
            crm.deals.add(Deal(title="A", company=firm, contacts=some))
        case "win":
            for deal in crm.deals.where(F.stage.kind == "open").limit(1):
                crm.win(deal)
        case _ if len(people) > 1:
            with suppress(MergeRefused):
                crm.merge(people[:2])


def expected(crm: Crm) -> dict[str, str]:
    """Return by hand who is in the directory, and as what."""
    won = [each for each in crm.deals if each.stage_kind == "won"]
    bought: set[str | None] = {each.company for each in won}
    bought |= {one.contact for each in won for one in each.contacts}
    clients = [each.id for each in (*crm.contacts, *crm.companies)]
    leads = [
        each.id
        for each in crm.leads
        if not each.contact
        and (not each.company or not (each.converted_at or each.name.is_empty))
    ]
    return {
        **dict.fromkeys(leads, "lead"),
        **{id: "client" if id in bought else "contact" for id in clients},
    }


@given(STEPS)
def test_the_directory_is_the_union_by_hand(steps: list[Step]) -> None:
    """Mission 0.4, 0.6, 0.17: each actor exactly once, with the role it has."""
    with grown(steps) as crm:
        found = [(each.id, each.role) for each in crm.parties]

        assert expected(crm) == dict(found)
        assert len(found) == len(dict(found)) == crm.parties.count()
        assert {crm.parties.get(each).id for each in crm.leads} <= set(dict(found))


@given(STEPS, ORDERS, CONDITIONS, st.integers(1, 4))
def test_pages_are_the_whole_in_its_order(
    steps: list[Step], order: list[str], where: str, size: int
) -> None:
    """Mission 0.11: whatever the page size, nobody is skipped or told twice."""
    with grown(steps) as crm:
        selection = crm.parties.where(where).order_by(*order)

        assert selection.all() == paged(selection, size)
        assert len(selection.all()) == selection.count()
        assert selection.all()[:size] == selection.limit(size).all()


def paged(selection: PartySelection, size: int) -> list[Party]:
    """Return what a selection finds, read in pages."""
    page = selection.page(size)
    found = list(page)
    while page.next:
        page = selection.page(size, after=page.next)
        found += page
    return found


@given(STEPS, ORDERS)
def test_the_order_is_that_of_the_criteria(steps: list[Step], order: list[str]) -> None:
    """Mission 0.11: one order over all kinds, as if they were one."""
    with grown(steps) as crm:
        by_hand = crm.parties.all()
        for name in reversed(order):
            by_hand.sort(key=partial(said, name), reverse=name.startswith("-"))
            by_hand.sort(key=partial(is_empty, name))

        assert by_hand == crm.parties.order_by(*order).all()


def said(name: str, party: Party) -> str:
    """Return by what a party sorts."""
    name = name.lstrip("-")
    if name == "role":
        return str(("lead", "contact", "client").index(party.role))
    of = party if name in ("name", "entity") else party.record
    return str(getattr(of, name, "")).casefold()


def is_empty(name: str, party: Party) -> bool:
    """Return whether a party has nothing by which it sorts."""
    return not said(name, party)


@settings(max_examples=10)
@given(STEPS, ORDERS, CONDITIONS, st.integers(1, 4))
def test_a_file_gives_the_same(
    steps: list[Step], order: list[str], where: str, size: int
) -> None:
    """P15: SQLite derives the same roles, in the same order, on the same pages."""
    with (
        TemporaryDirectory() as folder,
        grown(steps) as here,
        grown(steps, Path(folder) / "sales.db") as there,
    ):
        one, other = (
            crm.parties.where(where).order_by(*order) for crm in (here, there)
        )

        assert one.all() == other.all()
        assert one.all() == paged(other, size)
        assert one.count() == other.count()
