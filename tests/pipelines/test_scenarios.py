"""Scenarios of sales, in the words of those who sell."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

import pytest

from leadflow import (
    Conversion,
    Crm,
    Deal,
    Lead,
    MoveRefused,
    Pipeline,
    Stage,
    Workspace,
)
from leadflow.testing import FixedClock


Open: TypeAlias = Callable[..., Crm]

DAY = timedelta(days=1)


def said(deal: Deal) -> tuple[int | None, str]:
    """Return the probability and whose it is."""
    return deal.probability, deal.probability_source


# A deal set by hand to 40 % keeps 40 when the stage moves, returns to the stage's
# when released; reopened from won it is no longer 100.


def test_a_deal_set_by_hand_to_40_percent_keeps_40_when_the_stage_moves(
    crm: Crm,
) -> None:
    """S7: what a person said is the person's."""
    deal = crm.deals.update(crm.deals.add(Deal(title="A")), probability=40)

    assert (40, "manual") == said(crm.move(deal, "preparation"))


def test_it_returns_to_the_stages_when_released(crm: Crm) -> None:
    """S7: nothing said is what the stage says."""
    deal = crm.move(crm.deals.add(Deal(title="A", probability=40)), "preparation")

    assert (25, "stage") == said(crm.deals.update(deal, probability=None))


def test_reopened_from_won_it_is_no_longer_100(crm: Crm) -> None:
    """S7: it has what the stage says again."""
    won = crm.win(crm.deals.add(Deal(title="A")))

    assert (100, "stage") == said(won)
    assert (75, "stage") == said(crm.move(won, "executing"))


def test_reopened_from_won_it_has_the_40_that_were_set_by_hand(crm: Crm) -> None:
    """S7: what a person said outlives the closing."""
    deal = crm.win(crm.deals.add(Deal(title="A", probability=40)))

    assert (100, "manual") == said(deal)
    assert (40, "manual") == said(crm.move(deal, "executing"))


def test_what_a_model_said_is_kept_like_what_a_person_said(crm: Crm) -> None:
    """S7: a model's value moves with no stage either, and is released the same way."""
    deal = crm.deals.add(Deal(title="A"))
    deal = crm.deals.update(deal, probability=63, probability_source="model")
    moved = crm.move(deal, "preparation")
    reopened = crm.move(crm.win(moved), "preparation")

    assert (63, "model") == said(moved) == said(reopened)
    assert (25, "stage") == said(crm.deals.update(reopened, probability=None))


@pytest.fixture
def shop(opened: Open) -> Crm:
    """Return a CRM with two ways to win."""
    stages: list[Stage | str] = [
        "new",
        Stage.won("paid"),
        Stage.won("delivered"),
        Stage.lost(),
    ]
    pipeline = Pipeline("deals", stages=stages, several_won=True)
    return opened(workspace=Workspace(pipelines=[pipeline]))


# Won → other won stage keeps the close date; reopened clears it; lost sets it anew.


def test_won_to_other_won_stage_keeps_the_close_date(
    shop: Crm, clock: FixedClock
) -> None:
    """S6: and reopened clears it; lost sets it anew."""
    deal = shop.move(shop.deals.add(Deal(title="A")), "paid")
    times = [deal.closed_at]
    for stage in ("delivered", "new", "lost"):
        clock.advance(DAY)
        deal = shop.move(deal, stage)
        times.append(deal.closed_at)

    assert [clock() - 3 * DAY, clock() - 3 * DAY, None, clock()] == times


def test_lost_sets_the_close_date_anew_also_from_won(
    shop: Crm, clock: FixedClock
) -> None:
    """S6: a closing of another kind is another closing."""
    deal = shop.move(shop.deals.add(Deal(title="A")), "paid")
    clock.advance(DAY)

    assert clock() == shop.lose(deal).closed_at


def test_a_client_may_change_its_mind(crm: Crm) -> None:
    """Mission 1.32: lost with a reason, reopened without it, and the history knows."""
    deal = crm.deals.add(Deal(title="A"))
    lost = crm.lose(deal, reason="price", note="Too dear this year")
    again = crm.move(lost, "preparation")
    events = crm.history(deal)

    assert ("price", "Too dear this year") == (lost.loss_reason, lost.loss_note)
    assert ("", "", None) == (again.loss_reason, again.loss_note, again.closed_at)
    assert ["created", "closed", "reopened"] == [event.kind for event in events]
    told = events[-1].change_of("loss_reason")
    assert told is not None
    assert "price" == told.before


def test_the_lead_moves_to_client_gradually(crm: Crm) -> None:
    """Mission 1.10: a lead passes stages of its own before it becomes a client."""
    lead = crm.leads.add(Lead(title="A", last_name="Kovalenko"))
    done = crm.convert(crm.move(crm.move(lead, "in_progress"), "processed"))

    assert ["new", "in_progress", "processed", "converted"] == [
        stay.stage for stay in crm.stages.history(done.lead)
    ]


def test_refusal_closes_the_lead_and_makes_nothing(crm: Crm) -> None:
    """Mission 2.22: a refusal is a state without a client."""
    lead = crm.lose(crm.leads.add(Lead(title="A", last_name="K")), reason="no_need")

    assert ("lost", "no_need") == (lead.stage_kind, lead.loss_reason)
    assert 0 == crm.deals.count() == crm.contacts.count()


@pytest.mark.parametrize(("stage", "expected"), [("quote", "offer"), ("ready", "sign")])
def test_a_stage_chooses_what_the_lead_becomes(
    opened: Open, stage: str, expected: str
) -> None:
    """Mission 2.22: ready for a quote or for a contract, each with its variant."""
    leads = Pipeline(
        "leads",
        entity="lead",
        stages=["new", "quote", "ready", Stage.won("converted"), Stage.lost()],
    )
    deals = Pipeline("deals", stages=["offer", "sign", Stage.won(), Stage.lost()])
    variants = [
        Conversion("quoting", when="stage == 'quote'").contact().deal(stage="offer"),
        Conversion("signing", when="stage == 'ready'").contact().deal(stage="sign"),
    ]
    crm = opened(workspace=Workspace(pipelines=[leads, deals], conversions=variants))
    lead = crm.move(crm.leads.add(Lead(title="A", last_name="K")), stage)
    deal = crm.convert(lead).deal

    assert deal is not None
    assert expected == deal.stage


def test_after_the_payment_comes_the_service(opened: Open) -> None:
    """Mission 3.10, mission 3.11, mission 0.14: sales first, then a service."""
    sales = Pipeline("sales", stages=["interest", "offer", Stage.won("paid")])
    service = Pipeline(
        "service",
        stages=[
            "installing",
            "supported",
            Stage.won("ended"),
            Stage.lost("broken_off"),
        ],
        arrivals={"sales": {"paid": "installing"}},
    )
    crm = opened(workspace=Workspace(pipelines=[sales, service]))
    deal = crm.win(crm.move(crm.deals.add(Deal(title="A")), "offer"))
    served = crm.move(crm.move(deal, pipeline="service"), "supported")

    assert [
        ("sales/interest", "created"),
        ("sales/offer", "moved"),
        ("sales/paid", "closed"),
        ("service/installing", "pipeline_changed"),
        ("service/supported", "moved"),
    ] == [(stay.place, stay.what) for stay in crm.stages.history(served)]


def test_each_process_has_gates_of_its_own(opened: Open) -> None:
    """Mission 0.14: the same stage asks something else in another pipeline."""
    pipelines = [
        Pipeline(
            "sales", stages=["new", Stage("visit", require="amount"), Stage.won()]
        ),
        Pipeline("service", stages=["new", "visit", Stage.won()]),
    ]
    crm = opened(workspace=Workspace(pipelines=pipelines))
    with pytest.raises(MoveRefused):
        crm.move(crm.deals.add(Deal(title="A", pipeline="sales")), "visit")
    deal = crm.deals.add(Deal(title="A", pipeline="service"))

    assert "visit" == crm.move(deal, "visit").stage
