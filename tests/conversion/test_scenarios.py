"""What converting a lead comes to, told as an office would tell it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import leadflow
from leadflow import (
    Address,
    AmbiguousMatch,
    Company,
    Contact,
    Crm,
    Lead,
    Money,
)
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Store
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import CountingIds, FixedClock, a_contact, a_lead, digest


@pytest.fixture
def store(place: Path | None) -> Iterator[Store]:
    """Return an empty store, in memory or in a file."""
    made: Store = SQLiteStore(place) if place else MemoryStore()
    yield made
    made.close()


@pytest.fixture
def crm(store: Store) -> Crm:
    """Return a CRM over that store."""
    return leadflow.open(store, actor="ada", clock=FixedClock(), ids=CountingIds())


# Who it is


def test_a_lead_with_only_a_person_makes_a_contact_and_a_deal_no_company(
    crm: Crm,
) -> None:
    """C6, mission 2.25, 1.17: no firm is made up; the client is a person."""
    done = crm.convert(crm.leads.add(Lead(first_name="Олена", last_name="Ґудзь")))
    assert done.contact is not None
    assert done.deal is not None

    assert (None, "Ґудзь") == (done.company, done.contact.last_name)
    assert (None, [done.contact.id]) == (
        done.deal.company,
        [each.contact for each in done.deal.contacts],
    )
    assert 0 == crm.companies.count()


def test_a_lead_with_only_a_company_makes_a_company_and_a_deal(crm: Crm) -> None:
    """C6, mission 2.24, 1.17: no nameless person is made up; the client is a firm."""
    done = crm.convert(crm.leads.add(Lead(company_name="Kyiv Logistics")))
    assert done.company is not None
    assert done.deal is not None

    assert ("Kyiv Logistics", None) == (done.company.name, done.contact)
    assert (done.company.id, ()) == (done.deal.company, done.deal.contacts)
    assert 0 == crm.contacts.count()


def test_a_way_to_reach_somebody_is_a_person(crm: Crm) -> None:
    """C6, mission 1.5: a name is not needed where a number is known."""
    done = crm.convert(crm.leads.add(Lead(phones="+380441234567")))
    assert done.contact is not None

    assert (None, "+380441234567") == (done.company, done.contact.phones[0].key)


# Who it may be


def test_two_companies_match_the_conversion_refuses_with_both_candidates(
    crm: Crm, store: Store
) -> None:
    """C11: it names both and changes nothing."""
    both = [
        crm.companies.add(Company(name=name))
        for name in ("Kyiv Logistics", "ТОВ «Kyiv Logistics»")
    ]
    lead = crm.leads.add(a_lead())
    before = digest(store, commands=[("ada", "k")])
    with pytest.raises(AmbiguousMatch) as caught:
        crm.convert(lead, key="k")

    assert ("company", {each.id for each in both}) == (
        caught.value.entity,
        set(caught.value.candidates),
    )
    assert before == digest(store, commands=[("ada", "k")])
    assert both[1].id in crm.convert(lead, company=both[1]).targets


def test_a_contact_of_another_persons_email_domain_is_not_taken(crm: Crm) -> None:
    """C6: who works in the same firm is not the same person."""
    other = crm.contacts.add(a_contact(emails="info@kyivlog.example", phones=()))
    done = crm.convert(crm.leads.add(a_lead(emails="olena@kyivlog.example")))
    assert done.contact is not None

    assert other.id != done.contact.id
    assert other == crm.contacts.get(other.id)


# What is said of it


def test_a_leads_values_survive_linking_to_an_emptier_contact(crm: Crm) -> None:
    """C6: blanks are filled, and what the contact has is added to."""
    known = crm.contacts.add(Contact(emails="olena@kyivlog.example"))
    lead = crm.leads.add(a_lead(phones="+380441234567", birth_date="1985-03-08"))
    done = crm.convert(lead)
    assert done.contact is not None
    names = ("first_name", "last_name", "job_title", "birth_date", "phones", "source")

    assert known.id == done.contact.id
    assert {name: getattr(lead, name) for name in names} == {
        name: getattr(done.contact, name) for name in names
    }


def test_a_contacts_values_survive_linking_to_a_fuller_lead_blanks_filled(
    crm: Crm,
) -> None:
    """C6: nothing that stood there is replaced; what was missing comes in."""
    known = crm.contacts.add(
        Contact(
            last_name="Kovalenko",
            job_title="Owner",
            emails="olena@kyivlog.example",
            phones="+380 67 000 00 01",
        )
    )
    lead = crm.leads.add(
        a_lead(emails=["OLENA@kyivlog.example", "o.k@kyivlog.example"])
    )
    done = crm.convert(lead)
    assert done.contact is not None
    now = done.contact

    assert (known.id, "Owner", "Olena") == (now.id, now.job_title, now.first_name)
    assert ["olena@kyivlog.example", "o.k@kyivlog.example"] == [
        each.key for each in now.emails
    ]
    assert ["+380670000001", "+380441234567"] == [each.key for each in now.phones]


def test_a_companys_address_is_kept_as_one_block(crm: Crm) -> None:
    """C6: a street of one address never meets the city of another."""
    firm = crm.companies.add(
        Company(name="Kyiv Logistics", address=Address(city="Львів"))
    )
    lead = crm.leads.add(a_lead(address=Address(line1="Khreshchatyk 22", city="Київ")))
    plan = crm.plan_conversion(lead)
    crm.convert(plan)

    assert Address(city="Львів") == crm.companies.get(firm.id).address
    assert "address" in [fault.path for fault in plan.dropped]


def test_the_lead_stays_as_it_was_and_the_client_goes_its_own_way(crm: Crm) -> None:
    """C9, mission 0.1: later edits of one are not edits of the other."""
    lead = crm.leads.add(a_lead())
    done = crm.convert(lead)
    assert done.contact is not None
    assert done.deal is not None
    crm.contacts.update(done.contact, job_title="Owner", phones=())
    crm.deals.update(done.deal, amount="1 UAH")
    now = crm.leads.get(lead.id)

    assert (lead.job_title, lead.phones, Money("120000", "UAH")) == (
        now.job_title,
        now.phones,
        now.amount,
    )
