"""Conversion as a command: keys, plans, twice, outdated, refused."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

import leadflow
from leadflow import (
    AlreadyConverted,
    Company,
    Conflict,
    Contact,
    Conversion,
    ConversionInvalid,
    ConversionPlan,
    Crm,
    CustomField,
    InvalidValue,
    KeyReused,
    Lead,
    NotFound,
    Pipeline,
    PlanOutdated,
    Stage,
    Workspace,
)
from leadflow.storage.memory import MemoryStore
from leadflow.testing import a_contact, a_lead, digest, nth_id


Open: TypeAlias = Callable[..., Crm]

KEYS = [("ada", "k"), ("bob", "k")]


@pytest.fixture
def store() -> MemoryStore:
    """Return a store that a test can look into."""
    return MemoryStore()


@pytest.fixture
def shown(store: MemoryStore) -> Crm:
    """Return a CRM over that store."""
    return leadflow.open(store, actor="ada")


# Once


def test_converting_twice_is_refused(crm: Crm) -> None:
    """C8: the error names what the lead became."""
    lead = crm.leads.add(a_lead())
    done = crm.convert(lead)
    with pytest.raises(AlreadyConverted) as caught:
        crm.convert(lead)

    assert done.targets == caught.value.targets


def test_the_same_key_gives_the_first_result(shown: Crm, store: MemoryStore) -> None:
    """P2: the same ids, and no byte of state is changed."""
    lead = shown.leads.add(a_lead())
    done = shown.convert(lead, key="k")
    before = digest(store, commands=KEYS)
    again = shown.convert(lead, key="k")

    assert done == again
    assert before == digest(store, commands=KEYS)


def test_an_id_and_a_record_are_the_same_request(crm: Crm) -> None:
    """P3: what is asked counts, not how it is written."""
    lead = crm.leads.add(a_lead())

    assert crm.convert(lead.id, key="k") == crm.convert(lead, key="k")


@pytest.mark.parametrize(
    "other",
    [{"variant": "standard"}, {"company": "new"}],
)
def test_the_same_key_for_another_request_is_refused(
    shown: Crm, store: MemoryStore, other: dict[str, str]
) -> None:
    """P3: a key belongs to one request."""
    lead = shown.leads.add(a_lead())
    shown.convert(lead, key="k")
    before = digest(store, commands=KEYS)
    with pytest.raises(KeyReused):
        shown.convert(lead, key="k", **other)  # type: ignore[arg-type]  # texts

    assert before == digest(store, commands=KEYS)


def test_a_key_is_good_for_one_lead(crm: Crm) -> None:
    """P3: another lead is another request."""
    one, two = crm.leads.add_many([a_lead(), a_lead()])
    crm.convert(one, key="k")
    with pytest.raises(KeyReused):
        crm.convert(two, key="k")

    assert crm.leads.get(two.id).converted_at is None


def test_another_actor_learns_nothing_from_a_key(crm: Crm) -> None:
    """P3: keys belong to their actor; the answer is that of an unused key."""
    one, two = crm.leads.add_many([a_lead(), Lead(last_name="Bondar")])
    crm.convert(one, key="k")
    bob = crm.acting_as("bob")

    assert two.id == bob.convert(two, key="k").lead.id
    with pytest.raises(AlreadyConverted):
        bob.convert(one, key="other")


def test_a_failed_conversion_uses_up_no_key(crm: Crm) -> None:
    """P3: a command is remembered with its effect or not at all."""
    lead = crm.leads.add(a_lead())
    firms = crm.companies.add_many([Company(name="Kyiv Logistics")] * 2)
    with pytest.raises(leadflow.AmbiguousMatch):
        crm.convert(lead, key="k")

    assert lead.id == crm.convert(lead, key="k", company=firms[0]).lead.id


def test_a_result_shows_the_records_of_today(crm: Crm) -> None:
    """C8: the first result's ids; what was changed since is seen."""
    lead = crm.leads.add(a_lead())
    done = crm.convert(lead, key="k")
    assert done.deal is not None
    won = crm.win(done.deal)

    assert won == crm.convert(lead, key="k").deal


# Plans


def test_a_plan_writes_nothing(shown: Crm, store: MemoryStore) -> None:
    """C5: not even where a match would be filled."""
    shown.contacts.add(Contact(last_name="Kovalenko", phones="+380441234567"))
    lead = shown.leads.add(a_lead())
    before = digest(store)
    shown.plan_conversion(lead)

    assert before == digest(store)


def test_a_plan_can_be_carried_out(crm: Crm) -> None:
    """C5: what comes of it has the ids that the plan showed."""
    plan = crm.plan_conversion(crm.leads.add(a_lead()))
    done = crm.convert(plan)

    assert tuple(each.id for each in plan.targets) == done.targets
    assert plan.id == done.id


def test_the_same_plan_gives_the_first_result(shown: Crm, store: MemoryStore) -> None:
    """C8: carrying it out twice changes nothing."""
    plan = shown.plan_conversion(shown.leads.add(a_lead()))
    done = shown.convert(plan)
    before = digest(store)

    assert done == shown.convert(plan)
    assert before == digest(store)


def test_another_plan_for_a_converted_lead_is_refused(crm: Crm) -> None:
    """C8: one of two plans is carried out."""
    lead = crm.leads.add(a_lead())
    plans = [crm.plan_conversion(lead) for _ in range(2)]
    crm.convert(plans[0])
    with pytest.raises(AlreadyConverted):
        crm.convert(plans[1])


def test_a_plan_knows_its_wishes(crm: Crm) -> None:
    """C5: whoever wants something else plans again."""
    plan = crm.plan_conversion(crm.leads.add(a_lead()))
    with pytest.raises(InvalidValue, match="plan again"):
        crm.convert(plan, company="new")


@pytest.mark.parametrize("change", ["lead", "company", "contact"])
def test_a_plan_is_outdated_by_a_change(crm: Crm, change: str) -> None:
    """C5: each record that it read must still be the same."""
    firm = crm.companies.add(Company(name="Kyiv Logistics"))
    person = crm.contacts.add(a_contact(first_name="", last_name=""))
    lead = crm.leads.add(a_lead(emails="iryna@kyivlog.example"))
    plan = crm.plan_conversion(lead)
    changed = {"lead": lead.id, "company": firm.id, "contact": person.id}[change]
    if change == "lead":
        crm.leads.update(lead, title="B")
    elif change == "company":
        crm.companies.update(firm, industry="it")
    else:
        crm.contacts.update(person, job_title="B")
    with pytest.raises(PlanOutdated) as caught:
        crm.convert(plan)

    assert (changed,) == caught.value.changed
    assert 0 == crm.deals.count()


def test_a_plan_is_outdated_by_a_deletion(crm: Crm) -> None:
    """C5: what is gone was changed."""
    firm = crm.companies.add(Company(name="Kyiv Logistics"))
    plan = crm.plan_conversion(crm.leads.add(a_lead()))
    crm.companies.delete(firm)
    with pytest.raises(PlanOutdated):
        crm.convert(plan)


def test_a_plan_is_outdated_by_a_new_match(crm: Crm) -> None:
    """C5: "nothing like it yet" must still be true."""
    plan = crm.plan_conversion(crm.leads.add(a_lead()))
    firm = crm.companies.add(Company(name="Kyiv Logistics"))
    with pytest.raises(PlanOutdated) as caught:
        crm.convert(plan)

    assert (firm.id,) == caught.value.changed


def test_a_plan_that_asked_for_a_new_one_stays_good(crm: Crm) -> None:
    """C5: who wanted a new one whatever looks alike still does."""
    plan = crm.plan_conversion(crm.leads.add(a_lead()), company="new")
    crm.companies.add(Company(name="Kyiv Logistics"))

    assert crm.convert(plan).company is not None


# Leads that cannot be converted


def test_a_lost_lead_is_reopened_first(crm: Crm) -> None:
    """C8: the error says how."""
    lead = crm.lose(crm.leads.add(a_lead()))
    with pytest.raises(ConversionInvalid, match=r"move\(lead, 'new'\)") as caught:
        crm.convert(lead)

    assert ["lead_lost"] == [fault.code for fault in caught.value.faults]
    assert crm.convert(crm.move(lead, "new")).deal is not None


def test_a_deleted_lead_is_not_converted(crm: Crm) -> None:
    """H5: it is restored first."""
    lead = crm.leads.add(a_lead())
    crm.leads.delete(lead)
    with pytest.raises(NotFound, match="restore"):
        crm.convert(lead)


def test_a_lead_that_never_was_is_not_converted(crm: Crm) -> None:
    """C7: there is nothing to convert."""
    with pytest.raises(NotFound):
        crm.convert(nth_id("lead", 9))


def test_only_what_stands_in_the_chain_is_converted(crm: Crm) -> None:
    """C16: a company is where conversions end."""
    firm = crm.companies.add(Company(name="A"))
    with pytest.raises(InvalidValue, match="only leads, deals, quotes are converted"):
        crm.convert(firm.id)


def test_an_outdated_lead_is_not_converted(crm: Crm) -> None:
    """H2: who converts must know the latest version."""
    lead = crm.leads.add(a_lead())
    crm.leads.update(lead, title="B")
    with pytest.raises(Conflict) as caught:
        crm.convert(lead)

    assert (1, 2) == (caught.value.yours, caught.value.stored)


def test_an_id_converts_the_latest(crm: Crm) -> None:
    """C8: a host that knows the id only may convert as well."""
    lead = crm.leads.add(a_lead())
    crm.leads.update(lead, title="B")
    deal = crm.convert(lead.id).deal

    assert deal is not None
    assert "B" == deal.title


# What stands in the way


DEMANDING = Workspace(
    pipelines=[
        Pipeline(
            "deals",
            stages=[Stage("new", require=["amount", "expected_close"]), Stage.won()],
        )
    ]
)


def test_missing_fields_are_in_the_plan(opened: Open) -> None:
    """C5: the plan tells what would be refused, with paths."""
    crm = opened(workspace=DEMANDING)
    plan = crm.plan_conversion(crm.leads.add(a_lead(amount=None)))

    assert ["deal.amount", "deal.expected_close"] == [f.path for f in plan.faults]
    assert "in the way: deal.amount: is required on stage 'new'" in str(plan)


def test_missing_fields_refuse_the_conversion() -> None:
    """C7: with all faults, and nothing written."""
    store = MemoryStore()
    crm = leadflow.open(store, workspace=DEMANDING)
    lead = crm.leads.add(a_lead(amount=None))
    before = digest(store)
    with pytest.raises(ConversionInvalid) as caught:
        crm.convert(lead, key="k")

    assert ["deal.amount", "deal.expected_close"] == [
        fault.path for fault in caught.value.faults
    ]
    assert before == digest(store)


def test_a_plan_with_faults_is_not_carried_out(opened: Open) -> None:
    """C5: the same faults are told again."""
    crm = opened(workspace=DEMANDING)
    plan = crm.plan_conversion(crm.leads.add(a_lead(amount=None)))
    with pytest.raises(ConversionInvalid) as caught:
        crm.convert(plan)

    assert plan.faults == caught.value.faults


def test_faults_of_all_targets_are_told_at_once(opened: Open) -> None:
    """C5: company, contact and deal are judged together."""
    fields = [
        CustomField("code", entity="company", required=True),
        CustomField("age", entity="contact", type="integer", required=True),
    ]
    crm = opened(workspace=Workspace(fields=fields))
    plan = crm.plan_conversion(crm.leads.add(a_lead()))

    assert ["company.custom.code", "contact.custom.age"] == [
        fault.path for fault in plan.faults
    ]


def test_a_plan_whose_variant_changed_is_outdated(opened: Open) -> None:
    """C5: it would do what the firm no longer wants."""
    crm = opened(workspace=Workspace(conversions=[Conversion("a")]))
    plan: ConversionPlan = crm.plan_conversion(crm.leads.add(a_lead()))
    crm.configure(Workspace(conversions=[Conversion("b")]))
    with pytest.raises(PlanOutdated, match="conversion 'a' changed"):
        crm.convert(plan)


# Many


def test_one_failure_does_not_touch_the_others(crm: Crm) -> None:
    """C7: each item of a batch stands alone, and a failing one says why."""
    crm.companies.add_many([Company(name="Twice")] * 2)
    leads = crm.leads.add_many(
        [Lead(last_name="A"), Lead(company_name="Twice"), Lead(last_name="B")]
    )
    outcomes = []
    with crm.transaction():
        for lead in leads:
            try:
                outcomes.append(crm.convert(lead).lead.stage)
            except leadflow.ConversionRefused as error:
                outcomes.append(error.code)

    assert ["converted", "ambiguous_match", "converted"] == outcomes
    assert 2 == crm.deals.count()


# What is said about targets


def test_none_is_no_choice(crm: Crm) -> None:
    """C1: as if it was left out; the same request, too."""
    lead = crm.leads.add(a_lead())
    done = crm.convert(lead, company=None, contact=None, key="k")

    assert done == crm.convert(lead, key="k")
    assert done.company is not None


@pytest.mark.parametrize(
    "choice", [5, True, b"new", ["new"], "", "anybody", Company(name="not stored")]
)
def test_a_choice_that_is_none_is_refused(crm: Crm, choice: str) -> None:
    """C1: it is a stored record, its id, or 'new'."""
    lead = crm.leads.add(a_lead())
    with pytest.raises(InvalidValue) as caught:
        crm.plan_conversion(lead, company=choice)

    assert "company" == caught.value.path


@pytest.mark.parametrize("wrong", [5, None, a_lead(), "lead"])
def test_what_is_no_stored_lead_is_refused(crm: Crm, wrong: Lead) -> None:
    """C16: in words, whatever it is."""
    with pytest.raises(InvalidValue):
        crm.convert(wrong)
    with pytest.raises(InvalidValue):
        crm.plan_conversion(wrong)


def test_a_variant_is_named_by_text(crm: Crm) -> None:
    """C2: nothing else names one."""
    lead = crm.leads.add(a_lead())
    with pytest.raises(InvalidValue):
        crm.convert(lead, variant=5)  # type: ignore[arg-type]  # refused


@pytest.mark.parametrize("required", ["stage_kind == 'won'", "stage == 'converted'"])
def test_a_lead_says_what_its_last_stage_demands(opened: Open, required: str) -> None:
    """F4: conditions are judged on the result, on this path as on all others."""
    why = CustomField("why", entity="lead", required=required)
    crm = opened(workspace=Workspace(fields=[why]))
    lead = crm.leads.add(a_lead())

    assert ["lead.custom.why"] == [f.path for f in crm.plan_conversion(lead).faults]
    lead = crm.leads.update(lead, custom={"why": "they called back"})
    assert "converted" == crm.convert(lead).lead.stage


@pytest.mark.parametrize(
    "change",
    [
        {"without": ["company"]},
        {"chain": "lead-deal"},
        {"fields": [CustomField("budget", entity="deal", type="money")]},
    ],
)
def test_a_plan_of_other_rules_is_outdated(crm: Crm, change: dict[str, object]) -> None:
    """C5: a fresh plan would link, make or carry over something else."""
    plan = crm.plan_conversion(crm.leads.add(a_lead()))
    crm.configure(Workspace(**change))  # type: ignore[arg-type]  # as the test says
    with pytest.raises(PlanOutdated, match="standard"):
        crm.convert(plan)

    assert 0 == crm.deals.count()
