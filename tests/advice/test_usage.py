"""What the data tells of a process, on each store."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from leadflow import (
    Activity,
    Contact,
    Conversion,
    Crm,
    Deal,
    Dictionary,
    Lead,
    Pipeline,
    Stage,
    User,
    Workspace,
)
from leadflow.testing import FixedClock


def codes(crm: Crm) -> set[str]:
    """Return what the data tells, apart from the process itself."""
    process = {each.code for each in crm.workspace.check()}
    return {each.code for each in crm.check()} - process


def fill(crm: Crm, count: int, **values: object) -> list[Deal]:
    """Add so many deals that are alike."""
    deal = Deal(title="Forklift", **values)  # type: ignore[arg-type]  # as the test says
    return [crm.deals.add(deal) for _ in range(count)]


def test_an_empty_office_is_told_nothing_of_its_data(crm: Crm) -> None:
    """M7: whoever begins is left in peace."""
    assert set() == codes(crm)
    assert list(crm.workspace.check()) == list(crm.check())


def test_an_office_that_keeps_leads_only_is_warned(crm: Crm) -> None:
    """M7: working only with leads is wrong (mission 3.1)."""
    names = [f"K{number}" for number in range(10)]
    leads = [crm.leads.add(Lead(title="Forklift", last_name=name)) for name in names]
    (finding,) = (each for each in crm.check() if each.code == "only_leads")

    assert ("warning", "leads") == (finding.severity, finding.path)
    assert "10 of them" in finding.message
    crm.convert(leads[0])
    assert "only_leads" not in codes(crm)


def test_clients_without_deals_are_told(crm: Crm) -> None:
    """M7: a list of addresses is no sales office."""
    for number in range(10):
        crm.contacts.add(Contact(last_name=f"K{number}"))

    assert "no_deals" in codes(crm)
    fill(crm, 1)
    assert "no_deals" not in codes(crm)


def test_a_firm_without_deals_in_its_chain_is_not_told_to_add_them(
    opened: Callable[..., Crm],
) -> None:
    """M6, M7: what is not used is not missed."""
    crm = opened(workspace=Workspace(chain="lead"))
    for number in range(10):
        crm.contacts.add(Contact(last_name=f"K{number}"))

    assert "no_deals" not in codes(crm)


def test_open_work_without_any_activity_is_told(crm: Crm) -> None:
    """M7: what happens next is in people's heads."""
    deals = fill(crm, 10, amount="5 UAH")

    assert {"no_activities"} == codes(crm)
    crm.activities.add(Activity(kind="call", subject="Ask", bindings=[deals[0].id]))
    assert set() == codes(crm)


def test_deals_without_amounts_are_told(crm: Crm) -> None:
    """M7: a forecast is blind to them."""
    fill(crm, 6)
    fill(crm, 5, amount="5 UAH")

    assert "deals_without_amount" in codes(crm)
    fill(crm, 1, amount="5 UAH")
    assert "deals_without_amount" not in codes(crm)


STAGES = ("new", "talks", "offer", Stage.won(), Stage.lost())
TWO = Workspace(
    pipelines=[
        Pipeline("sales", stages=STAGES, is_default=True),
        Pipeline("care", stages=STAGES, arrivals={"sales": {"won": "new"}}),
    ]
)


def test_a_pipeline_that_nobody_uses_is_told(opened: Callable[..., Crm]) -> None:
    """M7: while others fill up."""
    crm = opened(workspace=TWO)
    fill(crm, 9)

    assert "pipeline_unused" not in codes(crm)
    fill(crm, 1)
    found = [each.path for each in crm.check() if each.code == "pipeline_unused"]
    assert ["pipelines.care"] == found
    fill(crm, 1, pipeline="care")
    assert "pipeline_unused" not in codes(crm)


def test_a_pipeline_without_anything_new_for_half_a_year_is_told(
    opened: Callable[..., Crm], clock: FixedClock
) -> None:
    """M7: it fell asleep alone; an office that sleeps as a whole knows it."""
    crm = opened(workspace=TWO)
    fill(crm, 1, pipeline="care")

    assert "pipeline_quiet" not in codes(crm)
    clock.advance(timedelta(days=181))
    assert "pipeline_quiet" not in codes(crm)
    fill(crm, 1)
    found = [each.path for each in crm.check() if each.code == "pipeline_quiet"]
    assert ["pipelines.care"] == found


def test_a_stage_on_which_nobody_ever_stood_is_told(
    opened: Callable[..., Crm],
) -> None:
    """M7: where many have passed, it is no accident."""
    crm = opened(workspace=TWO)
    deals = fill(crm, 20)
    crm.move(crm.move(deals[0], "talks"), "new")
    found = [each.path for each in crm.check() if each.code == "stage_unused"]

    assert ["pipelines.sales.stages.offer"] == found
    crm.move(deals[1], "offer")
    assert "stage_unused" not in codes(crm)


def approved(*logins: str) -> Workspace:
    """Return a firm in which an offer is approved by one of these people."""
    offer = Stage("offer", approvers=logins)
    sales = Pipeline("sales", stages=["new", offer, Stage.won(), Stage.lost()])
    return Workspace(pipelines=[sales])


def test_approvers_whom_nobody_knows_are_told(opened: Callable[..., Crm]) -> None:
    """M7, S4: the stage waits for somebody who has left."""
    crm = opened(workspace=approved("ada", "bob"))

    assert "unknown_login" not in codes(crm)
    crm.users.add(User(login="ada"))
    (finding,) = (each for each in crm.check() if each.code == "unknown_login")
    assert "no user is called 'bob', who must approve: the others" in finding.message
    crm.users.add(User(login="bob"))
    assert "unknown_login" not in codes(crm)


def test_overriders_whom_nobody_knows_are_told(opened: Callable[..., Crm]) -> None:
    """M7, S4: whoever may pass over gates should be there."""
    sales = Pipeline("sales", stages=STAGES, overriders=["ada", "bob"])
    crm = opened(workspace=Workspace(pipelines=[sales]))
    crm.users.add(User(login="ada"))
    (finding,) = (each for each in crm.check() if each.code == "unknown_login")

    assert "pipelines.sales.overriders" == finding.path
    assert "no user is called 'bob', who may override" in finding.message


def test_owners_whom_nobody_knows_are_told(opened: Callable[..., Crm]) -> None:
    """M7, C1: what a variant makes would belong to nobody."""
    variants = [Conversion("a", owner="bob"), Conversion("b", owner="actor")]
    crm = opened(workspace=Workspace(conversions=variants))
    crm.users.add(User(login="ada"))
    found = [each.path for each in crm.check() if each.code == "unknown_login"]

    assert ["conversions.a.owner"] == found
    crm.users.add(User(login="bob"))
    assert "unknown_login" not in codes(crm)


def test_an_approval_that_nobody_can_give_is_told(opened: Callable[..., Crm]) -> None:
    """M7, S4: all approvers are strangers."""
    crm = opened(workspace=approved("bob"))
    crm.users.add(User(login="ada"))
    (finding,) = (each for each in crm.check() if each.code == "unknown_login")

    assert "nobody comes to stage 'offer'" in finding.message


@pytest.mark.parametrize(("vague", "told"), [(11, True), (10, False)])
def test_reasons_that_say_nothing_are_told(crm: Crm, vague: int, *, told: bool) -> None:
    """M7, S5: 'other' is no reason."""
    fill(crm, vague, stage="lost", loss_reason="other", loss_note="?")
    fill(crm, 20 - vague, stage="lost", loss_reason="price")

    assert told == ("reasons_too_coarse" in codes(crm))


def test_values_that_nobody_ever_chose_are_told(opened: Callable[..., Crm]) -> None:
    """M7, S5: a short list is filled in truthfully."""
    sources = Dictionary("source", ["web", "call", "other"])
    crm = opened(workspace=Workspace(dictionaries=[sources]))
    fill(crm, 49, source="web")

    assert "values_never_used" not in codes(crm)
    fill(crm, 1, source="web")
    (finding,) = (each for each in crm.check() if each.code == "values_never_used")
    assert "dictionaries.source" == finding.path
    assert "never chosen in 50 records: 'call'" == finding.message
    fill(crm, 1, source="call")
    assert "values_never_used" not in codes(crm)


def test_the_check_writes_nothing(crm: Crm) -> None:
    """M7: it may be asked of a file in use."""
    deal = crm.deals.add(Deal(title="Forklift"))
    before = crm.history(deal)
    crm.check()

    assert before == crm.history(deal)
    assert deal == crm.deals.get(deal.id)
