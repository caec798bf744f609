"""Purging: a deleted record goes for good, and what happened stays told (H5)."""

from pathlib import Path

import pytest

import leadflow
from leadflow import (
    Activity,
    Affiliation,
    Company,
    Contact,
    Crm,
    Deal,
    InUse,
    InvalidValue,
    Lead,
    NotFound,
    Product,
    ProductRow,
)
from leadflow.entities import Participant


def deleted(crm: Crm, lead: Lead) -> Lead:
    """Add a lead and delete it."""
    added = crm.leads.add(lead)
    crm.leads.delete(added)
    return added


def test_what_was_purged_does_not_come_back(crm: Crm) -> None:
    """H5: neither restored nor found among the deleted."""
    lead = deleted(crm, Lead(title="A"))
    crm.leads.purge(lead.id)
    with pytest.raises(NotFound):
        crm.leads.restore(lead.id)

    assert [] == crm.leads.deleted().all()


def test_that_it_happened_stays_told_without_data(crm: Crm) -> None:
    """H5: when, who and on which stage; no value and no reason in words."""
    lead = crm.leads.add(Lead(title="Secret", phones="+380441234567"))
    crm.move(lead, "in_progress", override="Secret reason")
    crm.leads.delete(lead.id)
    crm.leads.purge(lead.id)
    events = crm.history(lead)

    assert ["created", "moved", "deleted", "purged"] == [e.kind for e in events]
    assert "in_progress" == (events[1].stage and events[1].stage.stage)
    assert all(not each.changes for each in events)
    assert "" == events[1].cause
    assert [1, 2, 3, 4] == [each.seq for each in events]


def test_only_what_was_deleted_is_purged(crm: Crm) -> None:
    """H5: two steps, so that no slip is final."""
    lead = crm.leads.add(Lead(title="A"))
    with pytest.raises(InvalidValue, match="delete it first"):
        crm.leads.purge(lead)

    assert lead == crm.leads.get(lead.id)


def test_its_own_activities_go_along(crm: Crm) -> None:
    """H5: those that belong to it alone; shared ones hold it."""
    lead = crm.leads.add(Lead(title="A"))
    own = crm.activities.add(Activity(subject="own", bindings=[lead]))
    crm.leads.delete(lead.id)
    crm.leads.purge(lead.id)

    assert [] == crm.activities.deleted().all()
    assert "purged" == crm.history(own)[-1].kind


def test_what_others_point_at_is_not_purged(crm: Crm) -> None:
    """P10: links never dangle; all of them are named."""
    company = crm.companies.add(Company(name="A"))
    deal = crm.deals.add(Deal(title="A", company=company))
    crm.companies.delete(company)
    with pytest.raises(InUse, match=f"of deal '{deal.id}' points at it") as caught:
        crm.companies.purge(company)

    assert [("company", "in_use")] == [(f.path, f.code) for f in caught.value.uses]
    assert [company.id] == [each.id for each in crm.companies.deleted()]


def test_links_can_be_cleared_on_the_way(crm: Crm) -> None:
    """P10: single links, lists of links and those with a role; rows stay."""
    product = crm.products.add(Product(name="Fork"))
    company, other = crm.companies.add(Company(name="A")), Company(name="B")
    other = crm.companies.add(other)
    person = crm.contacts.add(
        Contact(last_name="C", companies=[Affiliation(company.id), other.id])
    )
    row = ProductRow(name="Fork", price="5 UAH", product=product.id)
    deal = crm.deals.add(
        Deal(title="D", company=company, contacts=[person], rows=[row])
    )
    call = crm.activities.add(Activity(subject="E", bindings=[company, deal]))
    for each in (company, person, product):
        {"company": crm.companies, "contact": crm.contacts, "product": crm.products}[
            each.id.partition("_")[0]
        ].delete(each.id)  # type: ignore[attr-defined]  # the one that fits
    crm.companies.purge(company.id, unlink=True)
    crm.products.purge(product.id, unlink=True)
    deal = crm.deals.get(deal.id)

    assert None is deal.company
    assert (Participant(person.id, primary=True),) == deal.contacts
    assert (("Fork", None),) == tuple((one.name, one.product) for one in deal.rows)
    assert (deal.id,) == crm.activities.get(call.id).bindings
    crm.contacts.purge(person.id, unlink=True)
    assert () == crm.deals.get(deal.id).contacts
    assert crm.upkeep.verify().is_sound


def test_the_past_does_not_show_what_was_purged(crm: Crm) -> None:
    """H7: nobody knows any more what it was."""
    lead = deleted(crm, Lead(title="A"))
    assert 1 == crm.as_of(1).leads.count()
    crm.leads.purge(lead.id)

    assert 0 == crm.as_of(1).leads.count() == crm.as_of(10).leads.deleted().count()
    with pytest.raises(NotFound):
        crm.as_of(1).leads.get(lead.id)


def test_a_purged_store_verifies(crm: Crm) -> None:
    """P14: what agrees still agrees, and another record is as it was."""
    kept = crm.leads.add(Lead(title="B", emails="b@b.example"))
    crm.leads.purge(deleted(crm, Lead(title="A", emails="a@a.example")).id)

    assert () == crm.upkeep.verify().findings
    assert kept == crm.leads.get(kept.id)


def test_the_bytes_go_with_sweeping(tmp_path: Path) -> None:
    """H5: a file keeps old bytes until it is swept."""
    place = tmp_path / "sales.db"
    with leadflow.open(place) as crm:
        crm.leads.purge(deleted(crm, Lead(title="Hippopotamus", notes="x" * 9000)).id)
        crm.upkeep.sweep()
        open_bytes = _bytes(place)

    assert b"Hippopotamus" not in open_bytes
    assert b"xxxx" not in open_bytes


def test_sweeping_is_part_of_no_transaction(crm: Crm) -> None:
    """H5: SQLite rewrites its file alone."""
    with crm.transaction(), pytest.raises(InvalidValue, match="no transaction"):
        crm.upkeep.sweep()

    crm.upkeep.sweep()


def _bytes(place: Path) -> bytes:
    """Return all bytes of a store, read by another process's eyes: copies."""
    return b"".join(each.read_bytes() for each in place.parent.iterdir())
