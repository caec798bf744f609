"""Each rule on the stages of leads sleeps in simple mode, and wakes."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from leadflow import (
    Crm,
    Deal,
    Lead,
    LeadflowError,
    MoveRefused,
    Pipeline,
    Stage,
    Workspace,
)
from leadflow.testing import a_lead


Open: TypeAlias = Callable[..., Crm]


def firm(stage: Stage) -> Workspace:
    """Return a workspace with this stage for leads, and two before it."""
    stages: list[Stage | str] = ["new", "old", stage, Stage.won(), Stage.lost()]
    return Workspace(pipelines=[Pipeline("leads", entity="lead", stages=stages)])


STEP_BY_STEP = Workspace(
    pipelines=[
        Pipeline(
            "leads",
            entity="lead",
            stages=["new", "old", "ripe", Stage.won()],
            skipping=False,
        )
    ]
)
GATES = (
    (firm(Stage("ripe", require="job_title")), "leads/ripe: asks for job_title"),
    (firm(Stage("ripe", when="amount > 9")), "leads/ripe: needs amount > 9"),
    (firm(Stage("ripe", after="old")), "leads/ripe: is entered from old"),
    (firm(Stage("ripe", approvers="eve")), "leads/ripe: needs the approval of eve"),
    (firm(Stage("ripe", limit=1)), "leads/ripe: has room for 1"),
    (STEP_BY_STEP, "leads: no stage is skipped"),
)

every_gate = pytest.mark.parametrize(("workspace", "rule"), GATES)


def scene(opened: Open, workspace: Workspace) -> tuple[Crm, Lead]:
    """Return a CRM whose gate is closed for the lead that comes along."""
    crm = opened(workspace=workspace)
    if workspace.pipeline("leads").stage("ripe").limit:
        crm.leads.add(a_lead(stage="ripe"))
    return crm, crm.leads.add(Lead(last_name="Bondar"))


@every_gate
def test_a_gate_is_closed_in_classic_mode(
    opened: Open, workspace: Workspace, rule: str
) -> None:
    """M5: what is said to sleep is awake before."""
    crm, lead = scene(opened, workspace)
    with pytest.raises(MoveRefused):
        crm.move(lead, "ripe")

    assert [rule] == list(map(str, crm.plan_switch("simple", policy="leave").dormant))


@every_gate
def test_it_is_not_asked_in_simple_mode(
    opened: Open, workspace: Workspace, rule: str
) -> None:
    """M5: the lead that was left goes through."""
    crm, lead = scene(opened, workspace)
    crm.switch(crm.plan_switch("simple", policy="leave"))

    assert "ripe" == crm.move(lead, "ripe").stage
    assert rule in map(str, crm.plan_switch("classic").waking)


@every_gate
def test_it_is_asked_again_after_the_way_back(
    opened: Open, workspace: Workspace, rule: str
) -> None:
    """M5: nothing of it was lost."""
    crm, lead = scene(opened, workspace)
    for mode in ("simple", "classic"):
        crm.switch(crm.plan_switch(mode, policy="leave"))
    with pytest.raises(MoveRefused):
        crm.move(lead, "ripe")

    assert rule in map(str, crm.plan_switch("simple").dormant)


def test_what_a_stage_demanded_may_be_cleared_while_it_sleeps(opened: Open) -> None:
    """M5, S4: and is demanded again of the next change that clears it."""
    crm = opened(workspace=firm(Stage("ripe", require="amount")))
    lead = crm.move(crm.leads.add(a_lead()), "ripe")
    crm.switch(crm.plan_switch("simple", policy="leave"))
    lead = crm.leads.update(lead, amount=None)
    crm.switch(crm.plan_switch("classic"))
    lead = crm.leads.update(lead, amount="5 UAH")
    with pytest.raises(LeadflowError, match="required"):
        crm.leads.update(lead, amount=None)

    assert lead.amount is not None


def test_a_full_stage_takes_a_lead_back_while_the_limit_sleeps(opened: Open) -> None:
    """M5, S4: restoring passes the same gate."""
    crm = opened(workspace=firm(Stage("ripe", limit=1)))
    lead = crm.leads.add(a_lead(stage="ripe"))
    crm.leads.delete(lead)
    crm.leads.add(a_lead(stage="ripe"))
    crm.switch(crm.plan_switch("simple", policy="leave"))

    assert "ripe" == crm.leads.restore(lead.id).stage


def test_the_stages_of_deals_stay_awake(opened: Open) -> None:
    """M5: simple mode is about leads alone."""
    deals = Pipeline("deals", stages=["new", Stage.won(require="amount")])
    crm = opened(workspace=Workspace(mode="simple", pipelines=[deals]))
    with pytest.raises(MoveRefused, match="amount"):
        crm.win(crm.deals.add(Deal(title="Forklifts")))

    assert "new" == crm.deals.all()[0].stage
