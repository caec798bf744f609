"""Laws of switching, for any leads and any number of switches."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings, strategies as st

import leadflow
from leadflow import Activity, Crm, Lead, SwitchRefused, Workspace
from leadflow.storage.memory import MemoryStore
from leadflow.testing import CountingIds, FixedClock, a_lead, digest
from tests.conversion.test_laws import BreakingStore, Interrupted


STAGES = ("new", "in_progress", "processed", "junk")
MODES = st.lists(st.sampled_from(["simple", "classic"]), max_size=5)

people = st.sampled_from(["", "Kovalenko", "Bondar"])
mails = st.sampled_from([(), "olena@kyivlog.example", "iryna@kyivlog.example"])
phones = st.sampled_from([(), "+380 44 123 45 67", "+380 44 765 43 21"])
some_leads = st.lists(
    st.builds(
        Lead,
        title=st.sampled_from(["Forklift rental", "Pallet racks"]),
        last_name=people,
        company_name=st.sampled_from(["", "Kyiv Logistics"]),
        emails=mails,
        phones=phones,
        stage=st.sampled_from(STAGES),
    ),
    max_size=5,
)


def opened(leads: list[Lead], workspace: Workspace) -> tuple[Crm, MemoryStore]:
    """Return a CRM with these leads, and the store below it."""
    store = MemoryStore()
    crm = leadflow.open(
        store, actor="ada", workspace=workspace, clock=FixedClock(), ids=CountingIds()
    )
    crm.leads.add_many(leads)
    return crm, store


def data(store: MemoryStore) -> list[str]:
    """Return what a store holds besides the workspace."""
    return [line for line in digest(store).splitlines() if "workspace" not in line]


@given(leads=some_leads, modes=MODES)
def test_switching_there_and_back_changes_no_record(
    leads: list[Lead], modes: list[str]
) -> None:
    """M3, M5, mission 1.39: with policy leave, any number of times, both ways."""
    crm, store = opened(leads, Workspace())
    before, firm = data(store), crm.workspace
    for mode in (*modes, "simple", "classic"):
        crm.switch(crm.plan_switch(mode, policy="leave"))

    assert before == data(store)
    assert firm == crm.workspace


@settings(max_examples=30)
@given(leads=some_leads)
def test_what_is_planned_is_what_happens(leads: list[Lead]) -> None:
    """M2, M3: all leads are converted, or nothing at all happens."""
    crm, store = opened(leads, Workspace())
    plan = crm.plan_switch("simple", policy="convert_all")
    before = digest(store)
    try:
        done = crm.switch(plan)
    except SwitchRefused:
        assert before == digest(store)
    else:
        assert plan.counts["convert"] == len(done.converted)
        assert 0 == crm.leads.where("stage_kind == 'open'").count()


@settings(max_examples=30)
@given(leads=some_leads, policy=st.sampled_from(["refuse", "convert_all", "leave"]))
def test_the_same_data_gives_the_same_plan(leads: list[Lead], policy: str) -> None:
    """M2: a plan is a value, and making it leaves no trace."""
    crm, store = opened(leads, Workspace())
    before = digest(store)
    first = crm.plan_switch("simple", policy=policy)

    assert first == crm.plan_switch("simple", policy=policy)
    assert before == digest(store)


@given(leads=some_leads)
def test_rules_that_sleep_are_the_rules_that_wake(leads: list[Lead]) -> None:
    """M5: in both plans, whatever leads are left."""
    crm, _ = opened(leads, Workspace(lead_success="mark_only"))
    there = crm.plan_switch("simple", policy="leave")
    crm.switch(there)

    assert there.dormant == crm.plan_switch("classic").waking


# --- Nothing half done --------------------------------------------------------------


def scene(workspace: Workspace) -> tuple[Crm, BreakingStore]:
    """Return a CRM on a store that breaks, with two leads and a call."""
    store = BreakingStore(MemoryStore())
    crm = leadflow.open(
        store, actor="ada", workspace=workspace, clock=FixedClock(), ids=CountingIds()
    )
    if crm.workspace.mode == "classic":
        lead, _ = crm.leads.add_many([a_lead(), a_lead(title="Racks")])
        crm.activities.add(Activity(kind="call", bindings=[lead]))
    return crm, store


def switching(crm: Crm) -> object:
    """Convert all leads by switching."""
    plan = crm.plan_switch("simple", policy="convert_all", activities="complete")
    return crm.switch(plan)


def winning(crm: Crm) -> object:
    """Win a lead by hand."""
    return crm.win(crm.leads.all()[0], title="Won")


def adding(crm: Crm) -> object:
    """Add technical leads."""
    return crm.leads.add_many([a_lead(), a_lead(title="Racks")])


@pytest.mark.parametrize(
    ("workspace", "act"),
    [
        (Workspace(), switching),
        (Workspace(lead_success="auto_convert"), winning),
        (Workspace(mode="simple", technical_leads=True), adding),
    ],
)
def test_an_interruption_at_any_call_leaves_everything_untouched(
    workspace: Workspace, act: Callable[[Crm], object]
) -> None:
    """M3, M4, C13, P1: whichever call of the store fails, nothing happened."""
    crm, store = scene(workspace)
    before, broken = digest(store.inner), 0
    done = False
    while not done:
        broken += 1
        store.calls, store.breaks_at = 0, broken
        try:
            act(crm)
            done = True
        except Interrupted:
            assert before == digest(store.inner)

    assert broken > 10
    assert {"won"} <= {lead.stage_kind for lead in crm.leads}
