"""What an office may claim of its CRM, from the first hook to the client."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

import pytest

from leadflow import (
    Activity,
    Conversion,
    Crm,
    CustomField,
    F,
    Lead,
    Phone,
    Workspace,
    evolve,
    import_records,
)
from leadflow.testing import FixedClock, a_lead


Open: TypeAlias = Callable[..., Crm]

LIST = (
    "Visitor,Phone,Source,Exhibition,Talked to",
    "Олена Коваленко,+380 44 123 45 67,trade_show,LogiTech Kyiv,borys",
)


@pytest.fixture
def visitor(crm: Crm) -> Lead:
    """Return a lead from the list of a trade show."""
    import_records(crm, list(LIST), columns={"Visitor": "name"})
    return crm.leads.all()[0]


# Leads


def test_a_lead_from_an_exhibition_says_which_one_who_talked_and_which_phone(
    visitor: Lead,
) -> None:
    """Mission 0.2: with no more than a list."""
    assert ("trade_show", "LogiTech Kyiv", "borys") == (
        visitor.source,
        visitor.source_details,
        visitor.met_by,
    )
    assert (Phone("+380 44 123 45 67"),) == visitor.phones


def test_new_data_goes_to_leads_first(crm: Crm, visitor: Lead) -> None:
    """Mission 2.19, 0.5: classic is what one gets, with two directories."""
    assert "classic" == crm.workspace.mode
    assert [visitor.id] == [lead.id for lead in crm.leads]
    assert (0, 0) == (crm.contacts.count(), crm.companies.count())


def test_a_lead_is_no_client_yet_but_can_be_reached(crm: Crm, visitor: Lead) -> None:
    """Mission 1.6: found by its number, and not among the clients."""
    number = F.phones.contains("+380441234567")

    assert visitor == crm.leads.where(number).first()
    assert 0 == crm.contacts.where(number).count()


def test_a_lead_is_asked_refined_and_converted(crm: Crm, visitor: Lead) -> None:
    """Mission 2.20, 1.9: what was found out goes along."""
    lead = crm.move(visitor, "in_progress")
    lead = crm.leads.update(lead, company_name="Чапля", amount="5000 UAH")
    done = crm.convert(crm.move(lead, "processed"))
    assert done.company is not None
    assert done.deal is not None

    assert ("Чапля", lead.amount) == (done.company.name, done.deal.amount)


@pytest.mark.parametrize("policy", ["create", "skip"])
def test_a_ripe_lead_becomes_a_client_and_best_also_a_deal(
    opened: Open, policy: str
) -> None:
    """Mission 1.13, 1.18, C1: with a deal or without one, as the variant says."""
    variant = Conversion("client").deal(policy=policy)
    crm = opened(workspace=Workspace(conversions=[variant]))
    done = crm.convert(crm.leads.add(a_lead()))

    assert (1, 1) == (crm.companies.count(), crm.contacts.count())
    assert (policy == "create") == (done.deal is not None)
    assert (policy == "create") == (crm.deals.count() == 1)


# Clients


def test_every_client_was_once_a_lead(crm: Crm, visitor: Lead) -> None:
    """Mission 1.11: the client knows the lead, and each of its values does."""
    contact = crm.convert(visitor).contact
    assert contact is not None

    assert visitor.id == contact.lead
    assert "LogiTech Kyiv" == contact.source_details
    assert visitor.id == crm.provenance(contact, "phones").source


def test_data_is_collected_into_a_portrait(opened: Open) -> None:
    """Mission 1.15, C6: each new lead of a person adds what was not known yet."""
    fields = [
        CustomField("fleet", entity=entity, type="integer")
        for entity in ("lead", "contact")
    ]
    crm = opened(workspace=Workspace(fields=fields))
    known = Lead(last_name="Bondar", emails="bondar@b.example")
    found_out: tuple[dict[str, object], ...] = (
        {"job_title": "Owner"},
        {"phones": "+380 44 123 45 67", "custom": {"fleet": 12}},
        {"birth_date": "1985-03-08"},
    )
    for more in found_out:
        crm.convert(crm.leads.add(evolve(known, **more)))
    (person,) = crm.contacts.all()

    assert ("Owner", 12) == (person.job_title, person.custom["fleet"])
    assert ("+380441234567", 1985) == (
        person.phones[0].key,
        person.birth_date.year if person.birth_date else 0,
    )
    assert 3 == len(crm.provenance(person).sources)


# All of it


def test_the_whole_history_of_contacts_is_kept(
    crm: Crm, visitor: Lead, clock: FixedClock
) -> None:
    """Mission 0.9, H1: what was done, said and changed, also of what was deleted."""
    call = crm.activities.add(Activity(kind="call", bindings=[visitor]))
    clock.advance(timedelta(days=1))
    call = crm.activities.update(call, done_at=clock(), result="Wants two")
    lead = crm.leads.update(crm.leads.get(visitor.id), phones="+380 67 000 00 01")
    crm.leads.delete(lead)
    changes = [each for event in crm.history(lead) for each in event.changes]
    told = [event.kind for event in crm.history(call)]

    assert ["created", "updated", "deleted"] == told
    assert visitor.phones in [each.before for each in changes if each.field == "phones"]


def test_each_step_of_the_chain_has_its_report_at_once(crm: Crm) -> None:
    """Mission 0.19, 2.3: from the lead to the invoice, as things stand now."""
    done = crm.convert(crm.leads.add(a_lead()), to="quote")
    assert done.quote is not None
    crm.convert(done.quote, to="invoice")
    chain = ("leads", "deals", "quotes", "invoices")

    assert [1, 1, 1, 1] == [crm.reports.funnel(each).total for each in chain]
    assert [1, 0, 0, 0] == [crm.reports.funnel(each).won for each in chain]
