"""Forms for an actor (A5)."""

from collections.abc import Callable

import pytest

from leadflow import Company, Crm, CustomField, Deal, F, Grant, NotFound, Workspace
from tests.access.office import firm, role


RULES = role(
    Grant("deal", "any", scope="own"),
    Grant("deal", "read", field="amount", scope="none"),
    Grant("deal", "update", field="notes", scope="none"),
    Grant("deal", "update", stage="won", scope="none"),
)


@pytest.fixture
def ada(opened: Callable[..., Crm]) -> Crm:
    """Return the CRM of one who may do all."""
    return opened(workspace=firm(RULES))


@pytest.fixture
def bob(ada: Crm) -> Crm:
    """Return the CRM of a seller."""
    return ada.acting_as("bob")


def test_what_is_hidden_or_locked_is_greyed_out(ada: Crm, bob: Crm) -> None:
    """A5: and what is hidden holds nothing, whatever it holds."""
    deal = ada.deals.add(Deal(title="A", owner="bob", amount="5 UAH", notes="x"))
    form = bob.access.form(ada.deals.get(deal.id))

    assert not form.field("title").read_only
    amount, notes = form.field("amount"), form.field("notes")
    assert (True, True, None) == (amount.is_hidden, amount.read_only, amount.value)
    assert (False, True, "x") == (notes.is_hidden, notes.read_only, notes.value)


def test_the_form_of_a_new_record_is_greyed_out_too(bob: Crm) -> None:
    """A5: who may not see a field cannot fill it."""
    form = bob.access.form("deal", language="uk")

    assert form.field("amount").is_hidden
    assert ["uk", True] == [form.language, form.field("notes").read_only]
    assert not form.field("title").read_only


def test_a_record_that_may_not_be_changed_is_read_only(ada: Crm, bob: Crm) -> None:
    """A5: as on the stage of what is done."""
    deal = ada.win(ada.deals.add(Deal(title="A", owner="bob")))
    form = bob.access.form(deal.id)

    assert all(each.read_only for each in form.fields)
    assert not ada.access.form(deal).field("title").read_only


def test_what_may_not_be_read_has_no_form(ada: Crm, bob: Crm) -> None:
    """A3: as any other record that there is not."""
    deal = ada.deals.add(Deal(title="A", owner="eve"))
    with pytest.raises(NotFound):
        bob.access.form(deal)


def test_without_roles_a_form_is_that_of_the_workspace(
    opened: Callable[..., Crm],
) -> None:
    """A5: nothing is hidden from anybody."""
    crm = opened()
    deal = crm.deals.add(Deal(title="A"))

    assert crm.workspace.form(deal) == crm.access.form(deal)
    assert crm.workspace.form("deal") == crm.access.form("deal")


def test_a_form_looks_at_what_a_record_is_tied_to(opened: Callable[..., Crm]) -> None:
    """F2, A5: whether a field is required may depend on the client."""
    hint = F.company.name == "Bank"
    own = CustomField("contract", entity="deal", required=hint)
    crm = opened(workspace=Workspace(fields=[own]))
    bank = crm.companies.add(Company(name="Bank"))
    sold = Deal(title="A", company=bank, custom={"contract": "7"})
    told = [
        crm.access.form(crm.deals.add(each)).field("custom.contract").required
        for each in (sold, Deal(title="B"))
    ]

    assert [True, False] == told
