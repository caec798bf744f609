"""From classic to simple and back: planned, on terms, all or nothing."""

import pickle
from collections.abc import Callable
from typing import TypeAlias

import pytest

import leadflow
from leadflow import (
    Activity,
    Contact,
    Conversion,
    Crm,
    InvalidValue,
    Lead,
    LeadsDisabled,
    MoveRefused,
    Pipeline,
    Stage,
    SwitchOutdated,
    SwitchRefused,
    UnknownName,
    Workspace,
)
from leadflow.storage.memory import MemoryStore
from leadflow.testing import a_lead, digest


Open: TypeAlias = Callable[..., Crm]

STRICT = Workspace(
    pipelines=[
        Pipeline(
            "leads",
            entity="lead",
            going_back=False,
            stages=[
                "new",
                Stage("ripe", require=["amount"], when="source != ''", limit=9),
                Stage.won(),
                Stage.lost(reason_required=True),
            ],
        )
    ]
)
TITLES = ("Forklift rental", "Pallet racks", "Dock levellers")


def three_leads(crm: Crm) -> list[Lead]:
    """Add three open leads of three people."""
    return crm.leads.add_many(
        Lead(title=title, last_name=f"Kovalenko {title}", source="web", amount="5 UAH")
        for title in TITLES
    )


# --- The scenario ---------------------------------------------------------------


def test_switching_to_simple_with_three_open_leads_refuses_and_names_them(
    opened: Open,
) -> None:
    """M3, mission 1.26, 1.27: `refuse` is the default."""
    crm = opened(workspace=STRICT)
    leads = three_leads(crm)
    with pytest.raises(SwitchRefused, match="three open leads") as caught:
        crm.switch(crm.plan_switch("simple"))

    assert [lead.id for lead in leads] == [each.path for each in caught.value.faults]
    assert all(title in str(caught.value) for title in TITLES)
    assert "classic" == crm.workspace.mode


def test_after_converting_them_it_goes_through_and_their_stage_rules_are_dormant(
    opened: Open,
) -> None:
    """M3, M5, mission 1.28: what sleeps is listed."""
    crm = opened(workspace=STRICT)
    for lead in three_leads(crm):
        crm.convert(lead)
    plan = crm.plan_switch("simple")
    crm.switch(plan)

    assert "simple" == crm.workspace.mode
    assert {
        "leads: nobody goes back",
        "leads/ripe: asks for amount",
        "leads/ripe: needs source != ''",
        "leads/ripe: has room for 9",
        "leads/lost: asks for a reason",
        "conversions.standard: converts all leads",
        "conversions.lead_to_quote: converts all leads",
    } == set(map(str, plan.dormant))


def test_switching_back_wakes_them(opened: Open) -> None:
    """M5, mission 1.28: the same rules, asked again."""
    crm = opened(workspace=STRICT)
    asleep = crm.plan_switch("simple")
    crm.switch(asleep)
    awake = crm.plan_switch("classic")
    crm.switch(awake)
    lead = crm.leads.add(Lead(title="Forklifts"))
    with pytest.raises(MoveRefused, match="amount"):
        crm.move(lead, "ripe")

    assert asleep.dormant == awake.waking


def test_dormant_rules_are_not_asked(opened: Open) -> None:
    """M5: a lead that was left goes on without them, and ends by conversion."""
    crm = opened(workspace=STRICT)
    lead = crm.leads.add(a_lead(amount=None))
    crm.switch(crm.plan_switch("simple", policy="leave"))
    lead = crm.move(crm.move(lead, "ripe"), "new")
    with pytest.raises(MoveRefused, match="convert"):
        crm.win(lead)

    assert "lost" == crm.lose(lead).stage


# --- The plan ---------------------------------------------------------------------


def test_a_plan_writes_nothing() -> None:
    """M2: planning is pure, whatever the policy."""
    store = MemoryStore()
    crm = leadflow.open(store, actor="ada")
    three_leads(crm)
    before = digest(store)
    for policy in ("refuse", "convert_all", "leave"):
        crm.plan_switch("simple", policy=policy)

    assert before == digest(store)


def test_a_plan_counts(crm: Crm) -> None:
    """M2: how many are open, closed, converted, in the way."""
    first, *_ = three_leads(crm)
    crm.lose(first, reason="price")
    counts = crm.plan_switch("simple", policy="convert_all").counts

    assert {"open": 2, "convert": 2, "leave": 0, "blocked": 0, "closed": 1} == counts


def test_a_plan_says_what_becomes_of_each_lead(crm: Crm) -> None:
    """M2: found by planning its conversion."""
    contact = crm.contacts.add(Contact(last_name="Bondar", emails="i@kyiv.example"))
    lead = crm.leads.add(Lead(last_name="Bondar", emails="i@kyiv.example"))
    (step,) = crm.plan_switch("simple", policy="convert_all").steps

    assert (lead.id, "convert", "leads/new") == (step.lead, step.action, step.stage)
    assert (f"link {contact.id}", "create deal") == step.targets


def test_a_lead_that_cannot_be_converted_is_named_with_its_reason(opened: Open) -> None:
    """M2: a blocked lead, and why."""
    deals = Pipeline("deals", stages=[Stage("new", require="amount"), Stage.won()])
    crm = opened(workspace=Workspace(pipelines=[deals]))
    crm.leads.add(a_lead())
    poor = crm.leads.add(Lead(title="Racks", last_name="Bondar"))
    plan = crm.plan_switch("simple", policy="convert_all")
    with pytest.raises(SwitchRefused, match=r"deal\.amount: is required"):
        crm.switch(plan)

    assert [poor.id] == [step.lead for step in plan.blocked]
    assert ["deal.amount"] == [each.path for each in plan.blocked[0].faults]
    assert 0 == crm.deals.count()


def test_leads_about_which_somebody_must_decide_are_in_the_way(opened: Open) -> None:
    """M2, C11: questions are not answered by switching."""
    asking = Conversion("asking").company(policy="ask")
    crm = opened(workspace=Workspace(conversions=[asking]))
    crm.leads.add(a_lead())
    (step,) = crm.plan_switch("simple", policy="convert_all").blocked

    assert ["ask"] == [each.code for each in step.faults]


def test_leads_for_which_no_variant_fits_are_in_the_way(opened: Open) -> None:
    """M2, C2: the reason is the one of a conversion."""
    large = Conversion("large", when="amount > 1000000")
    crm = opened(workspace=Workspace(conversions=[large]))
    crm.leads.add(a_lead())
    (step,) = crm.plan_switch("simple", policy="convert_all").blocked

    assert ["no_variant"] == [each.code for each in step.faults]


def test_a_plan_prints_what_would_happen(opened: Open) -> None:
    """M2: for people, in one look."""
    crm = opened(workspace=STRICT)
    lead = crm.leads.add(a_lead())
    text = str(crm.plan_switch("simple", policy="convert_all", activities="complete"))

    assert "Switch from classic to simple (policy 'convert_all'" in text
    assert "open leads: 1 to convert; closed ones: 0" in text
    assert f"convert {lead.id} 'Forklift rental' in leads/new: create company" in text
    assert "goes dormant: leads/ripe: asks for amount" in text


def test_a_long_plan_is_cut_when_it_is_printed(crm: Crm) -> None:
    """M2: all steps are in the plan, the first of them in its text."""
    crm.leads.add_many(Lead(title=f"Lead {number}") for number in range(25))
    plan = crm.plan_switch("simple")

    assert 25 == len(plan.steps)
    assert "… and 5 more" in str(plan)


def test_a_plan_draws_itself(opened: Open) -> None:
    """M2: in a notebook, with everything escaped."""
    crm = opened(workspace=STRICT)
    crm.leads.add(a_lead(title="<script>"))
    there = crm.plan_switch("simple", policy="leave")
    html = there._repr_html_()  # what a notebook calls
    crm.switch(there)
    back = crm.plan_switch("classic")._repr_html_()  # as above

    assert "&lt;script&gt;" in html
    assert "<script>" not in html
    assert "rules that go dormant" in html
    assert "rules that wake" in back


def test_a_plan_s_repr_tells_nobody_s_name(crm: Crm) -> None:
    """M2: reprs end in logs."""
    crm.leads.add(a_lead(title="Olena's forklifts"))
    plan = crm.plan_switch("simple")

    assert "Olena" not in repr(plan)
    assert "1 blocked" in repr(plan)


def test_a_plan_can_be_handed_on(crm: Crm) -> None:
    """M2: to another process that carries it out."""
    crm.leads.add(a_lead())
    plan = crm.plan_switch("simple", policy="leave")
    again = pickle.loads(pickle.dumps(plan))  # noqa: S301  # our own bytes

    assert plan == again
    assert "simple" == crm.switch(again).workspace.mode


# --- Carrying it out ----------------------------------------------------------------


def test_all_open_leads_are_converted(crm: Crm) -> None:
    """M3: `convert_all`."""
    leads = three_leads(crm)
    done = crm.switch(crm.plan_switch("simple", policy="convert_all"))

    assert [lead.id for lead in leads] == [each.lead.id for each in done.converted]
    assert (3, 3) == (crm.deals.count(), crm.contacts.count())
    assert {"won"} == {lead.stage_kind for lead in crm.leads}
    assert "simple" == crm.workspace.mode


def test_they_are_converted_by_the_variant_that_is_named(opened: Open) -> None:
    """M3: `convert_all(variant)`."""
    variants = [Conversion("usual"), Conversion("private").company(policy="skip")]
    crm = opened(workspace=Workspace(conversions=variants))
    crm.leads.add(a_lead())
    plan = crm.plan_switch("simple", policy="convert_all", variant="private")
    (done,) = crm.switch(plan).converted

    assert "private" == done.variant
    assert done.company is None


def a_call(crm: Crm, lead: Lead) -> Activity:
    """Plan a call with a lead."""
    return crm.activities.add(
        Activity(kind="call", subject="Call back", bindings=[lead.id])
    )


def test_open_activities_move_to_the_targets(crm: Crm) -> None:
    """M3: `activities=move` is what happens unless said otherwise."""
    lead = crm.leads.add(a_lead())
    call = a_call(crm, lead)
    (done,) = crm.switch(crm.plan_switch("simple", policy="convert_all")).converted
    moved = crm.activities.get(call.id)

    assert lead.id not in moved.bindings
    assert done.deal is not None
    assert done.deal.id in moved.bindings
    assert moved.done_at is None


def test_open_activities_are_completed(crm: Crm) -> None:
    """M3: `activities=complete` leaves them on the lead, done."""
    lead = crm.leads.add(a_lead())
    call = a_call(crm, lead)
    plan = crm.plan_switch("simple", policy="convert_all", activities="complete")
    crm.switch(plan)
    done = crm.activities.get(call.id)

    assert (True, (lead.id,)) == (done.is_done, done.bindings)
    assert "switch:simple" == crm.history(call)[-1].cause


def test_what_was_done_before_stays_as_it_was_done(crm: Crm) -> None:
    """M3: completing touches open activities alone."""
    lead = crm.leads.add(Lead(title="A", last_name="Kovalenko"))
    call = crm.activities.add(Activity(kind="call", bindings=[lead]))
    done = crm.complete(call, result="no answer").activity
    crm.switch(crm.plan_switch("simple", policy="convert_all", activities="complete"))

    assert done == crm.activities.get(call.id)


@pytest.mark.parametrize("activities", ["move", "complete"])
def test_several_activities_go_along(crm: Crm, activities: str) -> None:
    """M3: each of them once."""
    lead = crm.leads.add(a_lead())
    calls = [a_call(crm, lead), a_call(crm, lead)]
    plan = crm.plan_switch("simple", policy="convert_all", activities=activities)
    crm.switch(plan)
    after = crm.activities.get_many([call.id for call in calls])

    assert {activities == "complete"} == {each.is_done for each in after}
    assert {activities == "complete"} == {lead.id in each.bindings for each in after}


def test_leads_of_one_firm_share_its_company(crm: Crm) -> None:
    """M3, C6: the second lead finds the client of the first."""
    crm.leads.add_many([a_lead(title="A"), a_lead(title="B")])
    crm.switch(crm.plan_switch("simple", policy="convert_all"))

    assert (1, 1, 2) == (
        crm.companies.count(),
        crm.contacts.count(),
        crm.deals.count(),
    )


def test_a_lead_that_comes_into_the_way_undoes_all(crm: Crm) -> None:
    """M3, C7: the third lead fits the clients of both before it."""
    mail, phone = "i@kyiv.example", "+380441234567"
    crm.leads.add(Lead(last_name="Bondar", emails=mail))
    crm.leads.add(Lead(last_name="Bondar", phones=phone))
    both = crm.leads.add(Lead(last_name="Bondar", emails=mail, phones=phone))
    plan = crm.plan_switch("simple", policy="convert_all")
    with pytest.raises(SwitchRefused, match="by itself first") as caught:
        crm.switch(plan)

    assert [both.id] == [each.path for each in caught.value.faults]
    assert ("classic", 0) == (crm.workspace.mode, crm.deals.count())


def test_leads_that_are_left_can_be_finished(crm: Crm) -> None:
    """M3: `leave`: moved, converted, lost; and none is added."""
    first, second, third = three_leads(crm)
    done = crm.switch(crm.plan_switch("simple", policy="leave"))
    with pytest.raises(LeadsDisabled):
        crm.leads.add(a_lead())

    assert (first.id, second.id, third.id) == done.left
    assert "in_progress" == crm.move(first, "in_progress").stage
    assert crm.convert(second).deal is not None
    assert "junk" == crm.lose(third).stage


def test_while_leads_are_left_their_conversions_do_not_sleep(crm: Crm) -> None:
    """M5: what is still used is not listed."""
    crm.leads.add(a_lead())
    left = crm.plan_switch("simple", policy="leave").dormant

    assert () == left


def test_technical_leads_keep_conversions_awake(opened: Open) -> None:
    """M5: they are converted by them."""
    crm = opened(workspace=Workspace(technical_leads=True))

    assert () == crm.plan_switch("simple").dormant


def test_the_success_stage_s_setting_sleeps_too(opened: Open) -> None:
    """M5, C13: listed with its variant, and asked no more."""
    workspace = Workspace(lead_success="auto_convert", lead_success_variant="standard")
    crm = opened(workspace=workspace)
    lead = crm.leads.add(a_lead())
    plan = crm.plan_switch("simple", policy="leave")
    crm.switch(plan)
    with pytest.raises(MoveRefused):
        crm.win(lead)

    assert ["lead_success: auto_convert by 'standard'"] == list(map(str, plan.dormant))


# --- A plan that is too old ----------------------------------------------------------


def changed_lead(crm: Crm) -> None:
    """Change a lead that the plan has read."""
    crm.leads.update(crm.leads.all()[0], title="Other")


def new_lead(crm: Crm) -> None:
    """Add a lead that the plan does not know."""
    crm.leads.add(a_lead())


def lost_lead(crm: Crm) -> None:
    """Close a lead that was open."""
    crm.lose(crm.leads.all()[0], reason="price")


def new_match(crm: Crm) -> None:
    """Add a client that a conversion would link."""
    crm.contacts.add(Contact(last_name="Kovalenko", emails="olena@kyivlog.example"))


def other_words(crm: Crm) -> None:
    """Change the workspace."""
    crm.configure(Workspace(labels={"lead": "Inquiry"}))


def other_mode(crm: Crm) -> None:
    """Switch before the plan does."""
    crm.switch(crm.plan_switch("simple", policy="leave"))


@pytest.mark.parametrize(
    "change", [changed_lead, new_lead, lost_lead, new_match, other_words, other_mode]
)
def test_a_plan_is_outdated_once_its_data_changed(
    crm: Crm, change: Callable[[Crm], None]
) -> None:
    """M2: it is refused, and nothing happened."""
    crm.leads.add(a_lead())
    plan = crm.plan_switch("simple", policy="convert_all")
    change(crm)
    deals = crm.deals.count()
    with pytest.raises(SwitchOutdated, match="plan again"):
        crm.switch(plan)

    assert deals == crm.deals.count()


def test_a_plan_with_a_variant_that_went_is_outdated(opened: Open) -> None:
    """M2: not an unknown name: it was right when it was planned."""
    crm = opened(workspace=Workspace(conversions=[Conversion("mine")]))
    plan = crm.plan_switch("simple", policy="convert_all", variant="mine")
    crm.configure(Workspace())
    with pytest.raises(SwitchOutdated, match="the workspace"):
        crm.switch(plan)

    assert "classic" == crm.workspace.mode


# --- Back, and around the policy ------------------------------------------------------


def test_the_way_back_asks_nothing(crm: Crm) -> None:
    """M3, mission 1.39: simple → classic changes no data."""
    crm.leads.add(a_lead())
    crm.switch(crm.plan_switch("simple", policy="convert_all"))
    records = (crm.leads.all(), crm.deals.all(), crm.contacts.all())
    plan = crm.plan_switch("classic")
    crm.switch(plan)

    assert "Switch from simple to classic\n  no record is changed" in str(plan)
    assert () == plan.steps
    assert records == (crm.leads.all(), crm.deals.all(), crm.contacts.all())
    assert "new" == crm.leads.add(a_lead()).stage


def test_a_chain_without_leads_takes_them_in(opened: Open) -> None:
    """M3, M6: classic begins with leads, so the chain does as well."""
    crm = opened(workspace=Workspace(chain="deal-invoice"))
    crm.switch(crm.plan_switch("classic"))

    assert ("classic", "lead-deal-invoice") == (
        crm.workspace.mode,
        crm.workspace.chain,
    )


def test_switching_to_the_mode_that_is_there_does_nothing(crm: Crm) -> None:
    """M2: open leads do not stand in the way of nothing."""
    crm.leads.add(a_lead())
    plan = crm.plan_switch("classic")
    done = crm.switch(plan)

    assert plan.changes_nothing
    assert "already" in str(plan)
    assert ("classic", ()) == (done.workspace.mode, done.converted)


@pytest.mark.parametrize("other", [{"mode": "simple"}, {"chain": "deal"}])
def test_configuring_does_not_go_round_the_policy(
    crm: Crm, other: dict[str, str]
) -> None:
    """M3: another mode in the workspace is judged as `refuse`."""
    lead = crm.leads.add(a_lead())
    with pytest.raises(SwitchRefused, match="plan_switch") as caught:
        crm.configure(Workspace(**other))  # type: ignore[arg-type]  # settings

    assert [lead.id] == [each.path for each in caught.value.faults]
    assert "classic" == crm.workspace.mode


def test_configuring_without_open_leads_switches(crm: Crm) -> None:
    """M3: nobody is in the way; closed leads stay."""
    lead = crm.convert(crm.leads.add(a_lead())).lead
    crm.configure(Workspace(mode="simple"))

    assert lead == crm.leads.get(lead.id)


def test_many_leads_are_named_in_part(crm: Crm) -> None:
    """M3: the error stays readable, and tells how many there are."""
    crm.leads.add_many(Lead(title="x" * 90) for _ in range(30))
    with pytest.raises(SwitchRefused, match="30 open leads") as caught:
        crm.configure(Workspace(mode="simple"))

    assert (30, 10) == (caught.value.count, len(caught.value.faults))
    assert "and 20 more" in str(caught.value)
    assert len(str(caught.value)) < 1000


def test_a_lead_without_a_title_is_named_by_its_id(crm: Crm) -> None:
    """M3: names of people are not repeated."""
    lead = crm.leads.add(Lead(last_name="Kovalenko"))
    with pytest.raises(SwitchRefused, match=f"one open lead .*{lead.id}") as caught:
        crm.switch(crm.plan_switch("simple"))

    assert "Kovalenko" not in str(caught.value)


def test_deleted_leads_are_not_in_the_way(crm: Crm) -> None:
    """M3: restored, they can be finished like leads that were left."""
    lead = crm.leads.add(a_lead())
    crm.leads.delete(lead)
    crm.switch(crm.plan_switch("simple"))
    restored = crm.leads.restore(lead.id)

    assert crm.convert(restored).deal is not None


@pytest.mark.parametrize(
    "given",
    [
        {"policy": "convert"},
        {"policy": "convert_all", "variant": "standart"},
        {"policy": "convert_all", "activities": "copy"},
    ],
)
def test_wrong_names_are_told(crm: Crm, given: dict[str, str]) -> None:
    """M2: with the nearest right ones."""
    with pytest.raises(UnknownName):
        crm.plan_switch("simple", **given)


def test_leads_are_not_converted_by_the_variant_of_a_deal(opened: Open) -> None:
    """M2, C16: told before any lead is tried."""
    bill = Conversion("bill", source="deal").invoice()
    crm = opened(workspace=Workspace(conversions=[Conversion("usual"), bill]))
    with pytest.raises(UnknownName, match="conversion of leads 'bill'"):
        crm.plan_switch("simple", policy="convert_all", variant="bill")

    assert ["conversions.usual"] == [
        rule.path for rule in crm.plan_switch("simple").dormant
    ]


def test_a_wrong_mode_is_told(crm: Crm) -> None:
    """M1: there are two."""
    with pytest.raises(UnknownName, match="did you mean 'simple'"):
        crm.plan_switch("simpel")


@pytest.mark.parametrize("given", [{"variant": "standard"}, {"activities": "move"}])
def test_terms_that_say_nothing_are_refused(crm: Crm, given: dict[str, str]) -> None:
    """M3: a variant without conversions is a slip."""
    with pytest.raises(InvalidValue, match="convert_all"):
        crm.plan_switch("simple", **given)


def test_switching_takes_a_plan(crm: Crm) -> None:
    """M2: nobody switches without having seen what happens."""
    with pytest.raises(InvalidValue, match="plan_switch"):
        crm.switch("simple")  # type: ignore[arg-type]  # a slip on purpose


def test_what_was_done_is_told_in_a_line(crm: Crm) -> None:
    """M3: how many were converted, how many are left."""
    three_leads(crm)
    done = crm.switch(crm.plan_switch("simple", policy="leave"))

    assert "<Switched to simple: 0 converted, 3 left>" == repr(done)


def test_a_plan_that_changes_nothing_says_so(crm: Crm) -> None:
    """M2: in a notebook as well."""
    plan = crm.plan_switch("classic")

    assert plan.changes_nothing
    assert "<table" not in plan._repr_html_()


def test_a_plan_by_which_no_rule_sleeps_shows_leads_alone(opened: Open) -> None:
    """M2, M5: a notebook draws no empty list."""
    crm = opened(workspace=Workspace())
    three_leads(crm)
    page = crm.plan_switch("simple", policy="leave")._repr_html_()

    assert "Forklift rental" in page
    assert "rules" not in page
