"""What holds of every funnel, whatever happened to the records."""

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import Crm, Deal, Lead, evolve
from leadflow.analytics import Funnel
from leadflow.testing import FixedClock


LEADS = ["new", "in_progress", "processed", "junk"]
DEALS = ["new", "preparation", "executing", "won", "lost", "apology"]
SOURCES = ["", "web", "call"]
AMOUNTS = ["", "0.10 UAH", "7 UAH", "3 USD"]

ways = st.lists(st.sampled_from(DEALS), min_size=1, max_size=5)
deals = st.lists(
    st.tuples(st.sampled_from(SOURCES), st.sampled_from(AMOUNTS), ways), max_size=8
)
leads = st.lists(
    st.tuples(
        st.sampled_from(SOURCES),
        st.lists(st.sampled_from(LEADS), min_size=1, max_size=4),
        st.none() | ways,
    ),
    max_size=6,
)


def crm_of(
    some_deals: list[tuple[str, str, list[str]]],
    some_leads: list[tuple[str, list[str], list[str] | None]] = [],  # noqa: B006  # read only
) -> Crm:
    """Return a CRM in which all this happened."""
    crm = leadflow.open(clock=FixedClock())
    with crm.transaction():
        for source, amount, way in some_deals:
            _walk(crm, Deal(title="D", source=source, amount=amount), way)
        for source, stages, way_on in some_leads:
            lead = crm.leads.add(Lead(title="L", source=source, stage=stages[0]))
            for stage in stages[1:]:
                lead = crm.move(lead, stage)
            if way_on:
                _walk(crm, Deal(title="D", lead=lead.id), way_on)
    return crm


def _walk(crm: Crm, deal: Deal, way: list[str]) -> None:
    deal = crm.deals.add(evolve(deal, stage=way[0]))
    for stage in way[1:]:
        deal = crm.move(deal, stage)


def counts(funnel: Funnel) -> list[int]:
    """Return the counts of a funnel, step by step."""
    return [step.count for step in funnel]


@given(deals)
def test_cumulative_counts_never_grow_along_the_steps(
    some: list[tuple[str, str, list[str]]],
) -> None:
    """Z1: nobody comes to a step without having passed the one before."""
    funnel = crm_of(some).reports.funnel("deals")

    assert all(before >= after for before, after in pairwise(counts(funnel)))


@given(deals)
def test_the_first_step_is_the_whole_population(
    some: list[tuple[str, str, list[str]]],
) -> None:
    """P11: every record is in the funnel, whatever became of it."""
    funnel = crm_of(some).reports.funnel("deals")

    assert len(some) == funnel.total == funnel.steps[0].count


@given(deals)
def test_each_step_holds_at_least_those_who_are_lost_there(
    some: list[tuple[str, str, list[str]]],
) -> None:
    """P11: who is lost at a step came to it and not to the next."""
    crm = crm_of(some)
    funnel = crm.reports.funnel("deals")
    stopped = [a - b for a, b in pairwise([*counts(funnel), 0])]

    assert all(s.lost <= n for s, n in zip(funnel, stopped, strict=True))
    assert crm.deals.where("stage_kind == 'lost'").count() == funnel.lost


@given(deals)
def test_snapshot_counts_and_money_sum_to_the_population(
    some: list[tuple[str, str, list[str]]],
) -> None:
    """P11, P12: every record stands on one stage, and its money with it."""
    crm = crm_of(some)
    funnel = crm.reports.funnel("deals", view="snapshot")
    sums = [money for step in funnel for money in step.totals]

    assert len(some) == funnel.total == sum(counts(funnel))
    for whole in crm.deals.where().total():
        own = [money for money in sums if money.currency == whole.currency]
        assert whole == type(whole).total(own, whole.currency)


@given(deals, leads)
def test_a_joined_funnel_counts_each_journey_once(
    some_deals: list[tuple[str, str, list[str]]],
    some_leads: list[tuple[str, list[str], list[str] | None]],
) -> None:
    """Z1: all leads begin at the first step, deals without a lead at their own."""
    funnel = crm_of(some_deals, some_leads).reports.funnel("deals", joined=True)
    first = funnel.step("new", entity="deal")

    assert len(some_leads) == funnel.steps[0].count
    assert (len(some_deals), funnel.total) == (
        first.entered,
        len(some_leads) + len(some_deals),
    )
    assert all(0 <= (step.conversion or 0) <= 1 for step in funnel)


@given(deals)
def test_without_leads_joined_and_plain_agree(
    some: list[tuple[str, str, list[str]]],
) -> None:
    """Mission 0.20: the steps of deals are the same ones."""
    crm = crm_of(some)
    plain = crm.reports.funnel("deals")
    joined = [
        step
        for step in crm.reports.funnel("deals", joined=True)
        if step.entity == "deal"
    ]

    assert [(s.count, s.lost, s.totals) for s in plain] == [
        (s.count, s.lost, s.totals) for s in joined
    ]


@pytest.mark.parametrize("view", ["cumulative", "snapshot"])
@given(some_deals=deals, some_leads=leads)
def test_groups_sum_to_the_whole_in_every_view(
    view: str,
    some_deals: list[tuple[str, str, list[str]]],
    some_leads: list[tuple[str, list[str], list[str] | None]],
) -> None:
    """P11: grouping moves no record in or out, and no money."""
    crm = crm_of(some_deals, some_leads)
    plain = crm.reports.funnel("deals", joined=True, view=view)
    grouped = crm.reports.funnel("deals", joined=True, view=view, by="source")

    assert plain.steps == grouped.steps
    assert plain.total == sum(group.total for group in grouped.groups)
