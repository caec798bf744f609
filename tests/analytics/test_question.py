import pytest

import leadflow
from leadflow import F, InvalidCondition, InvalidValue, UnknownName
from leadflow.testing import FixedClock
from tests.analytics.ledger import write


@pytest.mark.parametrize(
    ("of", "near"),
    [("deal", ""), ("deals", ""), ("deels", "deals"), ("invoces", "invoices")],
)
def test_a_funnel_is_named_by_pipeline_or_entity(of: str, near: str) -> None:
    """Z1: a wrong name is answered with the nearest right one."""
    crm = leadflow.open(clock=FixedClock())
    if not near:
        assert "Deals" == crm.reports.funnel(of).title
        return

    with pytest.raises(UnknownName, match=f"did you mean '{near}'"):
        crm.reports.funnel(of)


def test_an_entity_without_stages_has_no_funnel() -> None:
    """Z1: contacts stand on no pipeline."""
    with pytest.raises(UnknownName, match="unknown pipeline 'contacts'"):
        leadflow.open(clock=FixedClock()).reports.funnel("contacts")


def test_an_unknown_view_names_the_two_that_there_are() -> None:
    """Z1: a slip of the pen is answered before anything is read."""
    with pytest.raises(UnknownName, match="did you mean 'snapshot'"):
        leadflow.open(clock=FixedClock()).reports.funnel("deals", view="snapshots")


def test_only_money_can_be_added_up() -> None:
    """N6: the sum of anything else is refused."""
    with pytest.raises(UnknownName, match="did you mean 'amount'"):
        leadflow.open(clock=FixedClock()).reports.funnel("deals", amount="amout")


def test_only_leads_and_deals_are_joined() -> None:
    """Mission 0.20: the joined funnel runs from leads to deals."""
    with pytest.raises(InvalidValue, match="join a pipeline of leads or deals"):
        leadflow.open(clock=FixedClock()).reports.funnel("invoices", joined=True)


def test_a_condition_keeps_the_records_for_which_it_holds() -> None:
    """Z6: written with F or as text, it says the same and is told in the result."""
    crm = leadflow.open(clock=FixedClock())
    write(crm, "web 5 UAH: new won\ncall 50 UAH: new")
    as_text = crm.reports.funnel("deals", where="amount >= 10")

    assert 1 == as_text.total
    assert "amount >= 10" == as_text.condition
    assert as_text == crm.reports.funnel("deals", where=F.amount >= 10)


def test_a_condition_on_a_wrong_field_is_refused() -> None:
    """Z6: the fault names the field that was meant."""
    with pytest.raises(InvalidCondition, match="did you mean 'amount'"):
        leadflow.open(clock=FixedClock()).reports.funnel("deals", where="amout > 5")


def test_a_period_that_cannot_be_read_is_refused() -> None:
    """Z6: the error shows how periods are written."""
    with pytest.raises(InvalidValue, match="2026-Q4"):
        leadflow.open(clock=FixedClock()).reports.funnel("deals", during="last autumn")
