"""How the targets of one conversion hold together (C9)."""

from collections.abc import Callable
from typing import TypeAlias

import attrs
import pytest

from leadflow import (
    Company,
    Contact,
    Conversion,
    Crm,
    Deal,
    Lead,
    Participant,
    Workspace,
)
from leadflow.testing import a_lead


Open: TypeAlias = Callable[..., Crm]

SALE_ALONE = Conversion("sale").company(policy="skip").contact(policy="skip")


@pytest.fixture
def olena(crm: Crm) -> Contact:
    """Return a client who is there already."""
    return crm.contacts.add(Contact(last_name="Lys"))


def test_a_sale_alone_is_still_of_the_clients_that_are_known(opened: Open) -> None:
    """C9, C12: a repeat lead's client is tied though the variant makes none."""
    crm = opened(workspace=Workspace(conversions=[SALE_ALONE]))
    firm = crm.companies.add(Company(name="Kyivlog"))
    olena = crm.contacts.add(Contact(last_name="Lys"))
    lead = Lead(title="Forklifts", company=firm, contact=olena)
    deal = crm.convert(crm.leads.add(lead)).deal

    assert deal is not None
    assert (firm.id, [olena.id]) == (
        deal.company,
        [each.contact for each in deal.contacts],
    )


@pytest.mark.parametrize("known", ["company", "contact"])
def test_of_a_repeat_lead_only_the_known_client_is_left_alone(
    opened: Open, known: str
) -> None:
    """C12: where one of both is known, the sale has that one and no other."""
    crm = opened()
    firm = crm.companies.add(Company(name="Kyivlog"))
    olena = crm.contacts.add(Contact(last_name="Lys"))
    there = firm.id if known == "company" else olena.id
    told = Lead(title="Forklifts")
    lead = crm.leads.add(attrs.evolve(told, **{known: there}))  # type: ignore[arg-type]  # one of two fields
    deal = crm.convert(lead).deal

    assert deal is not None
    found = (deal.company, *(each.contact for each in deal.contacts))
    assert [there] == [each for each in found if each]


def test_who_takes_part_already_is_no_change(crm: Crm, olena: Contact) -> None:
    """C5, C6: a plan tells of a deal's people only where there are more of them."""
    deal = crm.deals.add(Deal(title="Crane", contacts=olena))
    lead = crm.leads.add(Lead(title="Forklifts", contact=olena))
    told = crm.plan_conversion(lead, deal=deal).target("deal").fields

    assert "contacts" not in {each.field for each in told}


def test_a_quote_is_of_the_deal_that_is_made_with_it(crm: Crm) -> None:
    """C9: what a variant does not mention is made where it is asked for."""
    done = crm.convert(crm.leads.add(a_lead()), quote="new")

    assert done.quote is not None
    assert done.deal is not None
    assert done.deal.id == done.quote.deal


def test_people_of_the_deal_and_those_that_are_named_take_part(
    crm: Crm, olena: Contact
) -> None:
    """C9: whoever is named joins those whom the map carries over."""
    borys = crm.contacts.add(Contact(last_name="Bondar"))
    deal = crm.deals.add(Deal(title="Crane", contacts=olena))
    named = [Participant(borys.id)]
    quote = crm.convert(deal, to="quote", participants=named).quote

    assert quote is not None
    assert [olena.id, borys.id] == [each.contact for each in quote.contacts]
