"""What is judged of every fact before it is written (A1, C10)."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from leadflow import Activity, Contact, Crm, Denied, Grant, Lead
from tests.access.office import firm, role


Open: TypeAlias = Callable[..., Crm]


def office(opened: Open, *grants: Grant) -> tuple[Crm, Crm]:
    """Return ada's view and bob's, whose role has these rules."""
    ada = opened(workspace=firm(role(*grants)))
    return ada, ada.acting_as("bob")


ALL = Grant("any", "any", scope="all")


def test_an_activity_that_one_may_only_read_is_changed_by_conversions_alone(
    opened: Open,
) -> None:
    """A1, C9: it goes where its lead goes, and by hand nowhere."""
    ada, bob = office(opened, ALL, Grant("activity", "update", scope="none"))
    lead = ada.leads.add(Lead(last_name="Kovalenko"))
    call = ada.activities.add(Activity(kind="call", bindings=[lead]))
    done = bob.convert(lead)
    with pytest.raises(Denied):
        bob.activities.update(call.id, subject="Ask")

    assert {lead.id, *done.targets} == set(ada.activities.get(call.id).bindings)


def test_what_a_lead_said_is_not_written_into_a_client_one_may_not_change(
    opened: Open,
) -> None:
    """A1, C10: consents go along with a right alone, as every other change."""
    ada, bob = office(opened, ALL, Grant("contact", "update", scope="none"))
    phones = "+380441234567"
    ada.contacts.add(Contact(last_name="Kovalenko", phones=phones))
    lead = ada.leads.add(Lead(last_name="Kovalenko", phones=phones))
    ada.consents.subscribe(lead, topic="news", basis="form on the site")
    with pytest.raises(Denied):
        bob.convert(lead.id)

    assert 0 == ada.deals.count()
