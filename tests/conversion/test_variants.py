"""Which variant converts a lead, and why (C2)."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from leadflow import (
    Conversion,
    Crm,
    F,
    InvalidWorkspace,
    NoVariant,
    UnknownName,
    Workspace,
)
from leadflow.testing import a_lead


Open: TypeAlias = Callable[..., Crm]

FIRMS = Conversion("firms", when=F.company_name != "")
BIG = Conversion("big", when=F.amount >= 100_000)
REST = Conversion("rest")


def test_the_first_that_fits_is_taken(opened: Open) -> None:
    """C2, mission 2.21: the order decides, and the plan says why."""
    crm = opened(workspace=Workspace(conversions=[BIG, FIRMS, REST]))
    plan = crm.plan_conversion(crm.leads.add(a_lead(amount="500 UAH")))

    assert "firms" == plan.variant
    assert "the lead has company_name != ''" == plan.why


def test_a_variant_without_condition_is_for_all(opened: Open) -> None:
    """C2: the last one usually is."""
    crm = opened(workspace=Workspace(conversions=[BIG, REST]))
    plan = crm.plan_conversion(crm.leads.add(a_lead(amount=None)))

    assert ("rest", "it is for all leads") == (plan.variant, plan.why)


def test_a_variant_may_be_asked_for(opened: Open) -> None:
    """C2: who names one knows better."""
    crm = opened(workspace=Workspace(conversions=[BIG, FIRMS, REST]))
    plan = crm.plan_conversion(crm.leads.add(a_lead()), variant="rest")

    assert ("rest", "asked for") == (plan.variant, plan.why)


def test_the_result_names_the_variant(opened: Open) -> None:
    """C2: also afterwards it is known."""
    crm = opened(workspace=Workspace(conversions=[FIRMS, REST]))

    assert "firms" == crm.convert(crm.leads.add(a_lead())).variant


def test_nothing_fits_is_an_error(opened: Open) -> None:
    """C2: never a silent default; each variant says why not."""
    crm = opened(workspace=Workspace(conversions=[BIG, FIRMS]))
    lead = crm.leads.add(a_lead(amount=None, company_name=""))
    with pytest.raises(NoVariant) as caught:
        crm.convert(lead)

    assert ["big", "firms"] == [fault.path for fault in caught.value.tried]
    assert "new" == crm.leads.get(lead.id).stage


def test_each_variant_that_does_not_fit_says_why(opened: Open) -> None:
    """C2: what it lacks is the condition, or the thing that was wanted."""
    crm = opened(workspace=Workspace(conversions=[BIG, FIRMS.quote()]))
    lead = crm.leads.add(a_lead(amount=None, company_name=""))
    with pytest.raises(NoVariant) as caught:
        crm.convert(lead, to="quote")
    with pytest.raises(NoVariant) as asked:
        crm.convert(lead)

    big, firms = (each.message for each in caught.value.tried)
    assert ("quote" in big, str(FIRMS.when) in firms) == (True, True)
    assert all(
        str(each.when) in fault.message
        for each, fault in zip((BIG, FIRMS), asked.value.tried, strict=True)
    )


def test_a_typo_names_the_nearest(opened: Open) -> None:
    """C2: a variant that is not there is not guessed."""
    crm = opened(workspace=Workspace(conversions=[FIRMS, REST]))
    lead = crm.leads.add(a_lead())
    with pytest.raises(UnknownName, match="did you mean 'firms'"):
        crm.convert(lead, variant="firm")


def test_a_condition_on_an_unknown_field_is_refused() -> None:
    """C3: a variant that could never fit fails when it is written."""
    with pytest.raises(InvalidWorkspace, match="did you mean 'amount'"):
        Workspace(conversions=[Conversion("a", when="amout > 5")])
