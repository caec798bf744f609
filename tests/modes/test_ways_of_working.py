"""Several ways of working, and which of them a firm takes is its own affair."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

import leadflow
from leadflow import (
    Contact,
    Crm,
    CustomField,
    Deal,
    InvalidData,
    MoveRefused,
    Pipeline,
    Stage,
    UnknownName,
    Workspace,
    presets,
)
from leadflow.storage.memory import MemoryStore
from leadflow.testing import a_lead, digest


Open: TypeAlias = Callable[..., Crm]


def test_the_mode_is_chosen_at_setup_and_kept_with_the_data(tmp_path: Path) -> None:
    """M1, mission 0.12: whoever opens the file finds the mode."""
    place = tmp_path / "sales.db"
    leadflow.open(place, workspace=Workspace(mode="simple")).close()
    with leadflow.open(place) as crm:
        assert "simple" == crm.workspace.mode


def test_another_program_finds_the_mode_that_was_switched() -> None:
    """M1, mission 0.12, 1.39: the mode belongs to the data, not to the program."""
    store = MemoryStore()
    first = leadflow.open(store, actor="ada")
    second = leadflow.open(store, actor="ben")
    first.switch(first.plan_switch("simple"))

    assert "simple" == second.workspace.mode


def test_reading_the_mode_touches_no_data() -> None:
    """M1: asking is free."""
    store = MemoryStore()
    crm = leadflow.open(store, actor="ada")
    before = digest(store)

    assert "classic" == crm.workspace.mode
    assert before == digest(store)


def test_the_mode_has_a_word_in_each_language() -> None:
    """M1: for screens."""
    workspace = Workspace(mode="simple")

    assert "Simple mode" == workspace.word(workspace.mode)
    assert "Простий режим" == workspace.word(workspace.mode, "uk")


def test_leads_and_clients_have_fields_of_their_own(opened: Open) -> None:
    """Mission 0.13: what is asked of a hook is not asked of a client."""
    urgency = CustomField("urgency", entity="lead", required=True)
    crm = opened(workspace=Workspace(fields=[urgency]))
    with pytest.raises(InvalidData, match=r"custom\.urgency"):
        crm.leads.add(a_lead())

    assert crm.contacts.add(Contact(last_name="Kovalenko")).id


def test_leads_and_deals_have_processes_of_their_own(opened: Open) -> None:
    """Mission 0.14: stages and gates per entity."""
    leads = Pipeline("hooks", entity="lead", stages=["asked", Stage.won()])
    deals = Pipeline("sales", stages=["offer", Stage.won(require="amount")])
    crm = opened(workspace=Workspace(pipelines=[leads, deals]))
    with pytest.raises(UnknownName):
        crm.move(crm.leads.add(a_lead()), "offer")
    with pytest.raises(MoveRefused, match="amount"):
        crm.win(crm.deals.add(Deal(title="Forklifts")))

    assert "asked" == crm.leads.all()[0].stage


@pytest.mark.parametrize(
    "stages",
    [["new", Stage.won()], ["a", "b", "c", Stage.won(), Stage.lost("never")]],
)
def test_no_order_of_work_is_the_only_right_one(
    opened: Open, stages: list[Stage | str]
) -> None:
    """Mission 1.2: the order is data."""
    crm = opened(workspace=Workspace(pipelines=[Pipeline("mine", stages=stages)]))
    deal = crm.deals.add(Deal(title="Forklifts"))

    assert (stages[0], "won") == (deal.stage, crm.win(deal).stage)


def test_firms_work_in_several_ways() -> None:
    """Mission 1.3: two modes, chains, and presets of trades."""
    ways = {
        (workspace.mode, workspace.chain)
        for workspace in (
            Workspace(),
            Workspace(mode="simple"),
            Workspace(chain="deal-invoice"),
            presets.b2b(),
        )
    }

    assert 3 <= len(ways)


def test_a_small_firm_begins_with_the_client_and_the_deal(opened: Open) -> None:
    """Mission 1.23: no lead stands between them."""
    crm = opened(workspace=Workspace(chain="deal"))
    olena = crm.contacts.add(Contact(last_name="Kovalenko"))
    deal = crm.deals.add(Deal(title="Forklifts", contacts=[olena]))

    assert "won" == crm.win(deal).stage
    assert 0 == crm.leads.count()


def test_leads_that_were_there_are_still_read(opened: Open) -> None:
    """M6, mission 2.12: what is switched off is not thrown away."""
    crm = opened()
    lead = crm.convert(crm.leads.add(a_lead())).lead
    crm.configure(Workspace(chain="deal"))

    assert lead == crm.leads.get(lead.id)
    assert "converted" == crm.history(lead)[-1].kind
    assert "notes" == crm.leads.update(lead, notes="notes").notes


def test_technical_leads_are_an_exception_that_is_asked_for() -> None:
    """M4, mission 1.23: without a word there is no place for leads in simple mode."""
    assert not Workspace(mode="simple").uses("lead")
    assert Workspace(mode="simple", technical_leads=True).uses("leads")
    assert Workspace().uses("lead")
