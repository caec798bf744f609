"""Apologies in conditions: losses to be analysed, apart from plain failure (S1, S5)."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from leadflow import Crm, Deal, F, InvalidCondition, Lead, Pipeline, Stage, Workspace


Open: TypeAlias = Callable[..., Crm]

TRUE, FALSE = True, False
ENDS = [Stage.won(), Stage.lost("failed"), Stage.lost("sorry"), Stage.lost("later")]
WORKSPACE = Workspace(
    pipelines=[
        Pipeline("deals", stages=["new", *ENDS], is_default=True),
        # The same code is a plain failure here.
        Pipeline("service", stages=["new", Stage.won(), Stage.lost("sorry")]),
    ]
)


@pytest.fixture
def office(opened: Open) -> Crm:
    """Return a CRM with a deal on each end of two pipelines."""
    crm = opened(workspace=WORKSPACE)
    for stage in ("new", "won", "failed", "sorry", "later"):
        crm.deals.add(Deal(title=stage, stage=stage))
    crm.deals.add(Deal(title="served", stage="sorry", pipeline="service"))
    return crm


def titles(crm: Crm, condition: object) -> list[str]:
    """Return what a condition finds."""
    return [deal.title for deal in crm.deals.where(condition)]  # type: ignore[arg-type]  # text or condition


def test_apologies_are_told_from_plain_failure(office: Crm) -> None:
    """S5: the lost stages after the first, in each pipeline's own order."""
    assert ["sorry", "later"] == titles(office, F.stage.is_apology == TRUE)
    assert ["failed", "served"] == titles(
        office, (F.stage.is_apology == FALSE) & (F.stage.kind == "lost")
    )


@pytest.mark.parametrize(
    "text",
    ["stage.is_apology == True", "not stage.is_apology == False"],
)
def test_it_can_be_asked_in_text(office: Crm, text: str) -> None:
    """S5: and denied."""
    assert ["sorry", "later"] == titles(office, text)


def test_it_can_be_asked_of_a_linked_deal(office: Crm) -> None:
    """S5: leads whose deal came to nothing, for one."""
    lead = office.leads.add(Lead(title="A", last_name="Kovalenko"))
    deal = office.convert(lead).deal
    assert deal is not None
    office.move(deal, "sorry")

    assert 1 == office.leads.where("deal.stage.is_apology == True").count()
    assert 0 == office.leads.where("stage.is_apology == True").count()


def test_what_changes_places_changes_the_answer(office: Crm) -> None:
    """S1: order is not immutable, and the first lost stage is the plain failure."""
    ends = [ENDS[0], ENDS[2], ENDS[1], ENDS[3]]
    deals = Pipeline("deals", stages=["new", *ends], is_default=True)
    office.configure(Workspace(pipelines=[deals, WORKSPACE.pipelines[1]]))

    assert ["failed", "later"] == titles(office, F.stage.is_apology == TRUE)


@pytest.mark.parametrize(
    "text",
    [
        "stage.is_apology == 'yes'",
        "stage.is_apology > 1",
        "stage.is_apologi == True",
        "company.stage.is_apology == True",
    ],
)
def test_slips_are_told(office: Crm, text: str) -> None:
    """S5: before anything is read."""
    with pytest.raises(InvalidCondition):
        office.deals.where(text)


def test_losses_are_analysed_by_reason(office: Crm) -> None:
    """S5: the reasons of apologies, without those of plain failures."""
    reasons = {"failed": "price", "sorry": "no_need", "later": "competitor"}
    for deal in office.deals.where("stage.kind == 'lost' and pipeline == 'deals'"):
        office.deals.update(deal, loss_reason=reasons[deal.stage])
    found = office.deals.where(F.stage.is_apology == TRUE)

    assert ["no_need", "competitor"] == [deal.loss_reason for deal in found]


def test_whether_it_is_known_is_asked_of_the_stage(office: Crm) -> None:
    """S5: what stands on a stage is an apology or is none."""
    assert 0 == office.deals.where(F.stage.is_apology.is_empty()).count()
    assert 6 == office.deals.where(~F.stage.is_apology.is_empty()).count()
