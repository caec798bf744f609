from fractions import Fraction

import leadflow
from leadflow import Money
from leadflow.analytics import Funnel
from leadflow.testing import FixedClock
from tests.analytics.ledger import write


LEDGER = """
    web 100 UAH: new
    web 20 USD: new
    web 7 UAH: new executing
    call 50 UAH: new won
    call: new lost
    call: new apology
    call: new preparation won ~
"""


def snapshot(by: str = "", amount: str = "amount") -> Funnel:
    """Return the snapshot of the deals of the ledger."""
    crm = leadflow.open(clock=FixedClock())
    write(crm, LEDGER)
    return crm.reports.funnel("deals", view="snapshot", by=by, amount=amount)


def test_a_snapshot_shows_where_records_stand_now() -> None:
    """Z1: every stage is shown, open, won and lost; deleted records are not."""
    found = {step.code: step.count for step in snapshot()}

    expected = {"new": 2, "preparation": 0, "prepayment_invoice": 0, "executing": 1}
    expected |= {"final_invoice": 0, "won": 1, "lost": 1, "apology": 1}
    assert expected == found


def test_the_counts_of_a_snapshot_sum_to_its_total() -> None:
    """P11: stage counts sum to the population."""
    funnel = snapshot()

    assert 6 == funnel.total == sum(step.count for step in funnel)
    assert (1, 2) == (funnel.won, funnel.lost)


def test_a_snapshot_tells_the_share_of_each_stage() -> None:
    """Z1: shares are of all records, and there is nothing to convert from."""
    step = snapshot().step("new")

    assert (Fraction(1, 3), None) == (step.share, step.conversion)


def test_the_money_of_a_stage_is_that_of_who_stands_there() -> None:
    """N6: one sum for each currency, in the order of their codes."""
    funnel = snapshot()

    assert (Money(100, "UAH"), Money(20, "USD")) == funnel.step("new").totals
    assert (Money(50, "UAH"),) == funnel.step("won").totals
    assert () == funnel.step("lost").totals


def test_a_snapshot_counts_one_by_one_as_it_counts_in_the_store() -> None:
    """P11: grouped by period or by field, the whole is the same."""
    by_year, by_source = snapshot(by="year"), snapshot(by="source")

    assert by_year.steps == by_source.steps == snapshot().steps


def test_a_snapshot_without_money_has_no_totals() -> None:
    """Z6: an empty name of the money field leaves the totals out."""
    steps = (*snapshot(amount=""), *snapshot(amount="", by="day"))

    assert not any(step.totals for step in steps)
