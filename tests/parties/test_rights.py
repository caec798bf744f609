from collections.abc import Callable, Iterator

import pytest

from leadflow import (
    Company,
    Contact,
    Crm,
    Deal,
    F,
    Grant,
    InvalidCondition,
    Lead,
    NotFound,
    UnknownName,
)
from tests.access.office import firm, role


BUYER = F.role == "client"


def parties(*more: Grant) -> Iterator[Grant]:
    """Yield the rights of who reads everybody, and more."""
    for entity in ("lead", "contact", "company"):
        yield Grant(entity, "read", scope="all")
    yield from more


@pytest.fixture
def seen(opened: Callable[..., Crm]) -> Callable[..., tuple[Crm, Crm]]:
    """Return what opens an office: as ada, who sees all, and as bob, who may less."""

    def open_as(*grants: Grant) -> tuple[Crm, Crm]:
        crm = opened(workspace=firm(role(*grants)))
        return crm, crm.acting_as("bob")

    return open_as


def test_a_deal_that_is_hidden_makes_no_client(
    seen: Callable[..., tuple[Crm, Crm]],
) -> None:
    """A3, P19: the role tells nothing of deals that may not be read."""
    ada, bob = seen(*parties(Grant("deal", "read", scope="own")))
    buyers = [ada.companies.add(Company(name=name)) for name in ("A", "B")]
    for owner, buyer in zip(("ada", "bob"), buyers, strict=True):
        ada.win(ada.deals.add(Deal(title="A", company=buyer, owner=owner)))

    assert ["A", "B"] == [each.name for each in ada.parties.where(BUYER)]
    assert ["B"] == [each.name for each in bob.parties.where(BUYER)]
    assert 1 == bob.parties.where(BUYER).count()
    assert ["contact", "client"] == [each.role for each in bob.parties]
    assert ["A", "B"] == [each.name for each in bob.parties.order_by("role")]
    assert ("contact", ()) == (
        bob.parties.get(buyers[0]).role,
        bob.parties.of(buyers[0]).purchases,
    )


@pytest.mark.parametrize("field", ["company", "contacts"])
def test_a_field_that_is_hidden_makes_no_client(
    seen: Callable[..., tuple[Crm, Crm]], field: str
) -> None:
    """A5, P19: nor do links that are hidden in the deals."""
    hidden = Grant("deal", "read", field=field, scope="none")
    ada, bob = seen(*parties(Grant("deal", "read", scope="all"), hidden))
    buyer = ada.companies.add(Company(name="A"))
    ada.win(ada.deals.add(Deal(title="A", company=buyer)))

    assert 1 == ada.parties.where(BUYER).count()
    assert 0 == bob.parties.where(BUYER).count()
    assert ["contact"] == [each.role for each in bob.parties]


def test_parties_that_may_not_be_read_are_not_there(
    seen: Callable[..., tuple[Crm, Crm]],
) -> None:
    """A3: each kind by its own rule: counts, pages, cards."""
    ada, bob = seen(
        Grant("lead", "read", scope="all"), Grant("contact", "read", scope="own")
    )
    lead = ada.leads.add(Lead(title="A", last_name="B"))
    mine = ada.contacts.add(Contact(last_name="C", owner="bob"))
    hidden = ada.contacts.add(Contact(last_name="D"))
    ada.companies.add(Company(name="E"))

    assert {lead.id, mine.id} == {each.id for each in bob.parties}
    assert (4, 2) == (ada.parties.count(), bob.parties.count())
    with pytest.raises(NotFound):
        bob.parties.of(hidden.id)


def test_a_lead_of_a_hidden_client_is_a_card_of_its_own(
    seen: Callable[..., tuple[Crm, Crm]],
) -> None:
    """A3, mission 0.6: a lead leads to no card that may not be read."""
    ada, bob = seen(Grant("lead", "read", scope="all"))
    lead = ada.leads.add(Lead(title="A", last_name="B"))
    ada.convert(lead)

    assert 0 == bob.parties.count()
    assert lead.id == bob.parties.get(lead.id).id


def test_a_hidden_link_says_nothing(seen: Callable[..., tuple[Crm, Crm]]) -> None:
    """A5, P19: whose past a lead is, is not told by its absence."""
    hidden = [
        Grant("lead", "read", field=field, scope="none")
        for field in ("contact", "company", "first_name")
    ]
    ada, bob = seen(*parties(*hidden))
    lead = ada.leads.add(Lead(title="A", last_name="B"))
    done = ada.convert(lead)
    assert done.contact is not None

    assert {done.contact.id} == {each.id for each in ada.parties}
    assert {done.contact.id, lead.id} == {each.id for each in bob.parties}


def test_nothing_is_asked_of_hidden_fields(
    seen: Callable[..., tuple[Crm, Crm]],
) -> None:
    """A5: a field that is hidden with each kind is unknown; else with some."""
    hidden = [
        Grant(each, "read", field="source", scope="none")
        for each in ("lead", "contact", "company")
    ]
    partly = Grant("contact", "read", field="last_name", scope="none")
    ada, bob = seen(*parties(*hidden, partly))
    ada.contacts.add(Contact(first_name="A", last_name="B", source="web"))
    ada.leads.add(Lead(title="A", first_name="A", last_name="B", source="web"))

    assert 2 == ada.parties.where(F.source == "web", F.name == "A B").count()
    with pytest.raises(InvalidCondition, match="source"):
        bob.parties.where(F.source == "web")
    with pytest.raises(UnknownName):
        bob.parties.order_by("source")
    assert ["lead"] == [each.role for each in bob.parties.where(F.name == "A B")]
    assert ["A B", "A"] == [each.name for each in bob.parties.order_by("name")]
