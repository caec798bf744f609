"""Rights: what comes in is matched with what its taker may see (A3, C10)."""

from collections.abc import Callable

import pytest

from leadflow import (
    Contact,
    Crm,
    Denied,
    Grant,
    Inquiry,
    Lead,
    Member,
    Role,
    Workspace,
)


OLENA = "+380441234567"
ALL = Role("boss", grants=[Grant("any", "any", scope="all")])
OWN = Role("seller", grants=[Grant("any", ["read", "create", "update"], scope="own")])
READER = Role("reader", grants=[Grant("any", "read", scope="all")])
FIRM = Workspace(
    roles=[ALL, OWN, READER],
    members=[
        Member("ada", roles="boss"),
        Member("bob", roles="seller"),
        Member("eve", roles="reader"),
    ],
)


def call() -> Inquiry:
    """Return a call from Olena's number."""
    return Inquiry(channel="call", phones=OLENA, external_id="7")


def test_a_lead_that_may_not_be_read_is_not_found(opened: Callable[..., Crm]) -> None:
    """I3, C10: neither attached to nor told of."""
    crm = opened(workspace=FIRM)
    hidden = crm.leads.add(Lead(title="Forklifts", phones=OLENA))

    done = crm.acting_as("bob").receive(call())
    assert done.route == "new_lead"
    assert hidden.id not in f"{done} {done.touched} {done.reason}"


def test_a_client_that_may_not_be_read_is_not_found(
    opened: Callable[..., Crm],
) -> None:
    """I3, C10: who may read the client makes a repeat lead, nobody else does."""
    crm = opened(workspace=FIRM)
    crm.contacts.add(Contact(first_name="Olena", phones=OLENA))

    assert crm.acting_as("bob").receive(call()).route == "new_lead"
    assert crm.receive(Inquiry(channel="chat", phones=OLENA)).route != "new_lead"


def test_who_may_not_write_receives_nothing(opened: Callable[..., Crm]) -> None:
    """P20: a denied inquiry leaves nothing behind."""
    crm = opened(workspace=FIRM)
    with pytest.raises(Denied):
        crm.acting_as("eve").receive(call())

    assert crm.inquiries.count() == crm.leads.count() == 0


def test_who_may_not_see_everything_merges_nothing(opened: Callable[..., Crm]) -> None:
    """D3, P19: what points at a record, only who sees everything is told."""
    crm = opened(workspace=FIRM)
    bob = crm.acting_as("bob")
    several = [bob.contacts.add(Contact(first_name="Olena")) for _ in range(2)]

    with pytest.raises(Denied):
        bob.merge(several)
    assert bob.contacts.count() == 2
