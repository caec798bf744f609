"""Who may import what: rights hold for imports as for everything else (A1, A3)."""

from collections.abc import Callable

import pytest

from leadflow import (
    Company,
    Crm,
    Denied,
    Grant,
    Member,
    Role,
    Workspace,
    import_records,
)


HEAD = Role("head", grants=[Grant("any", "any", scope="all")])
MAKING = Grant("deal", ["read", "create"], scope="own")


def office(opened: Callable[..., Crm], *grants: Grant) -> tuple[Crm, Crm]:
    """Return the CRM of the head, and that of Bob, who has these rights."""
    role = Role("seller", grants=grants)
    members = [Member("ada", roles="head"), Member("bob", roles="seller")]
    crm = opened(workspace=Workspace(roles=[HEAD, role], members=members))
    return crm, crm.acting_as("bob")


def test_importing_takes_a_right_of_its_own(opened: Callable[..., Crm]) -> None:
    """A1: who may add deals one by one may not therefore bring in a thousand."""
    crm, bob = office(opened, MAKING)
    with pytest.raises(Denied, match="may not import deal"):
        import_records(bob, ["Deal", "A"], entity="deals")

    assert 0 == crm.deals.count()


def test_a_row_that_one_may_not_add_is_rejected(opened: Callable[..., Crm]) -> None:
    """A1, X2: the others are stored, and a second run knows them."""
    may = Grant("deal", "import", scope="all")
    crm, bob = office(opened, MAKING, may)
    lines = ["Deal,Owner", "A,", "B,ada", "C,bob"]
    report = import_records(bob, lines, entity="deals")
    again = import_records(bob, lines, entity="deals")

    assert [(3, ["denied"])] == [
        (each.line, [fault.code for fault in each.faults]) for each in report.rejected
    ]
    assert (2, 0, 2) == (report.stored, again.stored, again.known)
    assert ["A", "C"] == [deal.title for deal in crm.deals]


def test_a_link_finds_what_one_may_see(opened: Callable[..., Crm]) -> None:
    """A3: a firm of others is not there for who may not read it."""
    may = Grant("deal", "import", scope="all")
    own = Grant("company", "read", scope="own")
    crm, bob = office(opened, MAKING, may, own)
    crm.companies.add(Company(name="Kyivlog"))
    mine = crm.companies.add(Company(name="Kyivlog LLC", owner="bob"))
    import_records(bob, ["Deal,Client", "A,Kyivlog"], entity="deals")

    assert [mine.id] == [deal.company for deal in bob.deals]
