from fractions import Fraction

import leadflow
from leadflow import Crm, Deal, Lead, Money, evolve
from leadflow.analytics import Funnel
from leadflow.testing import FixedClock
from tests.analytics.ledger import write


LEDGER = """
    lead web 10 UAH: new
    lead web 10 UAH: new in_progress junk
    lead web 10 UAH: new in_progress -> new won
    lead call 10 UAH: new -> new preparation lost
    call 900 UAH: new preparation
    call 900 UAH: new won
"""


def crm_with(ledger: str) -> Crm:
    """Return a CRM that holds a ledger."""
    crm = leadflow.open(clock=FixedClock())
    write(crm, ledger)
    return crm


def joined(ledger: str = LEDGER, view: str = "cumulative") -> Funnel:
    """Return the joined funnel of a ledger."""
    return crm_with(ledger).reports.funnel("deals", joined=True, view=view)


def test_leads_go_on_as_the_deals_they_became() -> None:
    """Mission 0.20: one funnel from the first contact to the payment (Z1)."""
    found = [(step.entity, step.code, step.count) for step in joined()]

    assert [
        ("lead", "new", 4),
        ("lead", "in_progress", 3),
        ("lead", "processed", 2),
        ("deal", "new", 4),
        ("deal", "preparation", 4),
        ("deal", "prepayment_invoice", 2),
        ("deal", "executing", 2),
        ("deal", "final_invoice", 2),
        ("deal", "won", 2),
    ] == found


def test_deals_without_a_lead_enter_at_the_first_step_of_deals() -> None:
    """Mission 0.20: they count from there only, and the step tells how many."""
    funnel = joined()
    first = funnel.step("new", entity="deal")

    assert (2, 4, 6) == (first.entered, first.count, funnel.total)
    assert Fraction(1) == first.conversion


def test_a_journey_is_lost_where_its_deal_or_its_lead_was() -> None:
    """Mission 3.17: each loss stands at the furthest step of the journey."""
    lost = {(s.entity, s.code): s.lost for s in joined() if s.lost}

    assert {("lead", "in_progress"): 1, ("deal", "preparation"): 1} == lost


def test_labels_say_which_entity_a_step_is_of() -> None:
    """Mission 0.20: two stages called New can be told apart."""
    funnel = joined()

    labels = [funnel.step("new", entity=name).label for name in ("lead", "deal")]
    assert ["Lead: New", "Deal: New"] == labels


def test_steps_of_leads_hold_the_money_of_leads_and_deals_that_of_deals() -> None:
    """N6: no amount is counted twice over, and currencies do not mix."""
    funnel = joined()

    assert (Money(40, "UAH"),) == funnel.step("new", entity="lead").totals
    assert (Money(1820, "UAH"),) == funnel.step("new", entity="deal").totals
    assert (Money(910, "UAH"),) == funnel.step("won").totals


def test_several_deals_of_one_lead_count_once_by_the_furthest() -> None:
    """Z1: the journey is one; it is lost only when all its deals are."""
    crm = crm_with("lead web 10 UAH: new -> new preparation lost")
    lead = crm.leads.first()
    assert lead is not None
    crm.deals.add(Deal(title="second", lead=lead.id, amount="5 UAH"))
    funnel = crm.reports.funnel("deals", joined=True)

    assert (1, 0) == (funnel.total, funnel.lost)
    assert 1 == funnel.step("preparation").count
    assert (Money(15, "UAH"),) == funnel.step("new", entity="deal").totals


def test_several_leads_of_one_deal_each_come_as_far_as_it_did() -> None:
    """C15: both leads are won, and the deal's money is counted once."""
    crm = crm_with("lead web: new -> new won")
    deal = crm.deals.first()
    assert deal is not None
    crm.deals.update(evolve(deal, amount="70 UAH"))
    other = crm.leads.add(Lead(title="L", last_name="Shevchenko"))
    crm.convert(other, deal=deal.id)
    funnel = crm.reports.funnel("deals", joined=True)

    assert (2, 2) == (funnel.total, funnel.won)
    assert (Money(70, "UAH"),) == funnel.step("won").totals


def test_a_deal_whose_lead_was_deleted_counts_as_one_without() -> None:
    """P11: a live deal is always counted somewhere."""
    funnel = joined("lead web: new -> new preparation ~")

    assert (1, 1) == (funnel.total, funnel.step("new", entity="deal").entered)


def test_without_leads_the_joined_funnel_equals_that_of_deals() -> None:
    """Z1: what joins adds nothing where there is nothing to join."""
    crm = crm_with("web 5 UAH: new won\nweb 7 USD: new preparation lost")
    deals = crm.reports.funnel("deals")
    both = crm.reports.funnel("deals", joined=True)

    expected = [(step.count, step.lost, step.share, step.totals) for step in deals]
    found = [(s.count, s.lost, s.share, s.totals) for s in both if s.entity == "deal"]
    assert expected == found
    assert deals.total == both.total


def test_the_pipeline_of_leads_can_be_named_just_as_well() -> None:
    """Mission 0.20: from whichever end one asks, it is the same funnel."""
    crm = crm_with(LEDGER)

    from_leads = crm.reports.funnel("leads", joined=True)
    assert crm.reports.funnel("deals", joined=True) == from_leads


def test_conditions_are_asked_of_the_record_a_journey_begins_with() -> None:
    """Z6: filtering by source keeps a lead with its deal, whatever the deal says."""
    crm = crm_with(LEDGER)
    crm.deals.where("source == 'web'").update(source="other")
    funnel = crm.reports.funnel("deals", joined=True, where="source == 'web'")

    assert (3, 1, 1) == (funnel.total, funnel.lost, funnel.won)


def test_a_joined_snapshot_shows_deals_in_place_of_converted_leads() -> None:
    """Z1: each journey stands where it stands now, and counts sum up (P11)."""
    funnel = joined(view="snapshot")
    found = {(s.entity, s.code): s.count for s in funnel if s.count}

    assert {
        ("lead", "new"): 1,
        ("deal", "preparation"): 1,
        ("deal", "won"): 2,
        ("lead", "junk"): 1,
        ("deal", "lost"): 1,
    } == found
    assert 6 == funnel.total == sum(found.values())
