"""Repeat flags: what a new deal knows of its client (S10)."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

import pytest

from leadflow import (
    Company,
    Contact,
    Crm,
    Deal,
    MoveRefused,
    Pipeline,
    Stage,
    Workspace,
)
from leadflow.testing import BEGINNING, FixedClock, a_lead


Open: TypeAlias = Callable[..., Crm]

DAY = timedelta(days=1)
NEW = (False, False)
RETURN = (True, False)
REPEATED = (False, True)


def flags(deal: Deal | None) -> tuple[bool, bool]:
    """Return whether it is a return customer's, whether a repeated approach."""
    assert deal is not None
    return deal.is_return_customer, deal.is_repeated_approach


@pytest.fixture
def firm(crm: Crm) -> Company:
    """Return a company without deals."""
    return crm.companies.add(Company(name="Roga"))


def test_a_deal_without_client_repeats_nothing(crm: Crm) -> None:
    """S10: nobody is known to have come before."""
    crm.deals.add(Deal(title="A", stage="won"))

    assert NEW == flags(crm.deals.add(Deal(title="B")))


def test_the_first_deal_of_a_client_repeats_nothing(crm: Crm, firm: Company) -> None:
    """S10: other clients do not matter."""
    other = crm.companies.add(Company(name="Kopyta"))
    crm.deals.add(Deal(title="A", company=other, stage="won"))

    assert NEW == flags(crm.deals.add(Deal(title="B", company=firm)))


@pytest.mark.parametrize("stage", ["new", "lost"])
def test_a_client_with_an_earlier_deal_comes_again(
    crm: Crm, firm: Company, stage: str
) -> None:
    """S10: open or lost, it was an approach."""
    reason = "price" if stage == "lost" else ""
    crm.deals.add(Deal(title="A", company=firm, stage=stage, loss_reason=reason))

    assert REPEATED == flags(crm.deals.add(Deal(title="B", company=firm)))


def test_a_client_who_bought_returns(crm: Crm, firm: Company) -> None:
    """S10: one won deal is enough, and is the stronger word."""
    crm.deals.add(Deal(title="A", company=firm, stage="won"))
    crm.deals.add(Deal(title="B", company=firm))

    assert RETURN == flags(crm.deals.add(Deal(title="C", company=firm)))


def test_the_client_may_be_any_person_of_the_deal(crm: Crm) -> None:
    """S10: whoever takes part is known, not the primary one alone."""
    ann, bob, eve = (
        crm.contacts.add(Contact(first_name=name)) for name in ("Ann", "Bob", "Eve")
    )
    crm.deals.add(Deal(title="A", contacts=[ann, bob], stage="won"))

    assert RETURN == flags(crm.deals.add(Deal(title="B", contacts=[eve, bob])))
    assert NEW == flags(crm.deals.add(Deal(title="C", contacts=[])))


def test_the_flags_are_right_as_of_the_creation(crm: Crm, firm: Company) -> None:
    """S10: what was won later was not won yet."""
    born, won = BEGINNING - 9 * DAY, BEGINNING - 3 * DAY
    crm.deals.add(
        Deal(title="A", company=firm, stage="won", created_at=born, closed_at=won)
    )
    before, between, after = crm.deals.add_many(
        Deal(title="B", company=firm, created_at=won + days * DAY)
        for days in (-7, -1, 1)
    )

    assert [NEW, REPEATED, RETURN] == [flags(before), flags(between), flags(after)]


def test_the_flags_stay_as_they_were(
    crm: Crm, clock: FixedClock, firm: Company
) -> None:
    """S10: they are fixed at creation."""
    first = crm.deals.add(Deal(title="A", company=firm))
    second = crm.deals.add(Deal(title="B", company=firm))
    clock.advance(DAY)
    crm.win(first)
    crm.deals.add(Deal(title="C", company=firm, created_at=BEGINNING - DAY))

    assert NEW == flags(crm.deals.get(first.id))
    assert REPEATED == flags(crm.deals.update(second, title="B2"))


def test_deleted_deals_do_not_count(crm: Crm, firm: Company) -> None:
    """S10: they were mistakes."""
    crm.deals.delete(crm.deals.add(Deal(title="A", company=firm, stage="won")))

    assert NEW == flags(crm.deals.add(Deal(title="B", company=firm)))


def test_deals_of_one_call_follow_each_other(crm: Crm, firm: Company) -> None:
    """S10: in the order in which they are given."""
    won, *others = crm.deals.add_many(
        [
            Deal(title="A", company=firm, stage="won"),
            Deal(title="B"),
            Deal(company=firm),
        ]
    )

    assert [NEW, NEW, RETURN] == [flags(each) for each in (won, *others)]


def test_deals_of_one_transaction_follow_each_other(crm: Crm) -> None:
    """S10: what the transaction wrote is there already."""
    with crm.transaction():
        firm = crm.companies.add(Company(name="Roga"))
        crm.deals.add(Deal(title="A", company=firm))
        second = crm.deals.add(Deal(title="B", company=firm))

    assert REPEATED == flags(second)


def test_a_converted_lead_knows_its_client(crm: Crm) -> None:
    """S10: however the client was found."""
    first = crm.convert(crm.leads.add(a_lead())).deal
    second = crm.convert(crm.leads.add(a_lead())).deal
    assert second is not None
    crm.win(second)
    third = crm.convert(crm.leads.add(a_lead())).deal

    assert [NEW, REPEATED, RETURN] == [flags(each) for each in (first, second, third)]


def test_the_gates_know_the_flags(opened: Open) -> None:
    """S4: a stage may ask for clients who return."""
    vip = Stage("vip", when="is_return_customer == True")
    pipeline = Pipeline("deals", stages=["new", vip, Stage.won(), Stage.lost()])
    crm = opened(workspace=Workspace(pipelines=[pipeline]))
    firm = crm.companies.add(Company(name="Roga"))
    crm.deals.add(Deal(title="A", company=firm, stage="won"))

    assert "vip" == crm.deals.add(Deal(company=firm, stage="vip")).stage
    with pytest.raises(MoveRefused):
        crm.deals.add(Deal(title="B", stage="vip"))


def test_the_history_tells_the_flags(crm: Crm, firm: Company) -> None:
    """H1: they are part of what was created."""
    crm.deals.add(Deal(title="A", company=firm))
    deal = crm.deals.add(Deal(title="B", company=firm))
    told = crm.history(deal)[0].change_of("is_repeated_approach")

    assert told is not None
    assert told.after is True
