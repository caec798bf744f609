"""What a lead becomes: which targets, and how they hold together."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

import pytest

from leadflow import (
    Company,
    Contact,
    Conversion,
    ConversionInvalid,
    Crm,
    Deal,
    Dictionary,
    Entry,
    InvalidValue,
    Lead,
    Money,
    NotFound,
    Pipeline,
    ReadOnly,
    Stage,
    UnknownName,
    Workspace,
)
from leadflow.testing import FixedClock, a_lead


Open: TypeAlias = Callable[..., Crm]


def shape(crm: Crm) -> tuple[int, int, int]:
    """Return how many companies, contacts and deals there are."""
    return crm.companies.count(), crm.contacts.count(), crm.deals.count()


# Which targets


def test_a_lead_becomes_company_contact_and_deal(crm: Crm) -> None:
    """C6: firm, person and sale each get a record of their own."""
    done = crm.convert(crm.leads.add(a_lead()))

    assert (1, 1, 1) == shape(crm)
    assert (done.company, done.contact, done.deal) == (
        crm.companies.first(),
        crm.contacts.first(),
        crm.deals.first(),
    )


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        (Lead(company_name="Kyiv Logistics"), (1, 0, 1)),
        (Lead(last_name="Kovalenko"), (0, 1, 1)),
        (Lead(first_name="Olena"), (0, 1, 1)),
        (Lead(phones="+380 44 123 45 67"), (0, 1, 1)),
        (Lead(emails="a@b.example"), (0, 1, 1)),
        (Lead(title="Forklifts"), (0, 0, 1)),
        (Lead(company_name="Kyiv Logistics", emails="a@b.example"), (1, 1, 1)),
    ],
)
def test_targets_follow_the_data(
    crm: Crm, lead: Lead, expected: tuple[int, int, int]
) -> None:
    """C6: a company only with company data, a contact only with a person."""
    crm.convert(crm.leads.add(lead))

    assert expected == shape(crm)


def test_data_goes_where_it_belongs(crm: Crm) -> None:
    """Mission 2.23 to 2.26: firm, person, sale; by itself."""
    done = crm.convert(crm.leads.add(a_lead(industry="delivery")))
    company, contact, deal = done.company, done.contact, done.deal

    assert company is not None
    assert contact is not None
    assert deal is not None
    assert ("Kyiv Logistics", "delivery") == (company.name, company.industry)
    assert ("Olena", "Kovalenko") == (contact.first_name, contact.last_name)
    assert ("Forklift rental", Money("120000", "UAH")) == (deal.title, deal.amount)
    assert ["trade_show"] * 3 == [each.source for each in (company, contact, deal)]


def test_everything_holds_together(crm: Crm) -> None:
    """C9, mission 2.27: both ways, the contact in its company, the deal with both."""
    done = crm.convert(crm.leads.add(a_lead()))
    company, contact, deal = done.company, done.contact, done.deal

    assert company is not None
    assert contact is not None
    assert deal is not None
    assert {done.lead.id} == {company.lead, contact.lead, deal.lead}
    assert (company.id, contact.id, deal.id) == (
        done.lead.company,
        done.lead.contact,
        done.lead.deal,
    )
    assert (company.id, company.id) == (contact.company, deal.company)
    assert contact.id == deal.contact
    assert "Logistics director" == contact.companies[0].position


def test_a_repeat_lead_becomes_a_deal_only(crm: Crm) -> None:
    """C12: the client is known, and is not touched."""
    person = crm.contacts.add(Contact(last_name="Kovalenko"))
    firm = crm.companies.add(Company(name="Kyiv Logistics"))
    lead = crm.leads.add(a_lead(contact=person, company=firm))
    done = crm.convert(lead)

    assert (1, 1, 1) == shape(crm)
    assert done.deal is not None
    assert (firm.id, person.id) == (done.deal.company, done.deal.contact)
    assert (person, firm) == (crm.contacts.first(), crm.companies.first())


def test_a_repeat_lead_of_a_person_makes_no_company(crm: Crm) -> None:
    """C12: one tie is enough to know the client."""
    person = crm.contacts.add(Contact(last_name="Kovalenko"))
    done = crm.convert(crm.leads.add(a_lead(contact=person)))

    assert (0, 1, 1) == shape(crm)
    assert done.company is None


def test_somebody_else_may_be_linked(crm: Crm) -> None:
    """Mission 0.3: the manager may deal with quite other people."""
    other = crm.contacts.add(Contact(last_name="Bondar"))
    done = crm.convert(crm.leads.add(a_lead()), contact=other)

    assert done.contact is not None
    assert (other.id, "Bondar") == (done.contact.id, done.contact.last_name)


# Policies


def variant(**policies: str) -> Workspace:
    """Return a workspace that deals with targets in this way."""
    one = Conversion("one").company(policy=policies.get("company", "link_or_create"))
    one = one.contact(policy=policies.get("contact", "link_or_create"))
    one = one.deal(policy=policies.get("deal", "create"))
    return Workspace(conversions=[one])


def test_what_is_skipped_is_not_made(opened: Open) -> None:
    """C1: a variant may leave targets out; nothing points at them."""
    crm = opened(workspace=variant(company="skip", deal="skip"))
    done = crm.convert(crm.leads.add(a_lead()))

    assert (0, 1, 0) == shape(crm)
    assert done.contact is not None
    assert (None, None, ()) == (done.company, done.deal, done.contact.companies)


def test_create_makes_another_one(opened: Open) -> None:
    """C1: whatever looks alike, the plan says that it does."""
    crm = opened(workspace=variant(company="create"))
    firm = crm.companies.add(Company(name="Kyiv Logistics"))
    plan = crm.plan_conversion(crm.leads.add(a_lead()))

    assert ("create", (firm.id,)) == (
        plan.target("company").action,
        plan.target("company").candidates,
    )
    assert f"looks like {firm.id}" in str(plan)
    assert crm.convert(plan).company != firm


def test_link_needs_somebody_to_link(opened: Open) -> None:
    """C1: where nothing matches, the caller has to name one."""
    crm = opened(workspace=variant(company="link"))
    lead = crm.leads.add(a_lead())
    with pytest.raises(ConversionInvalid, match="company=…") as caught:
        crm.convert(lead)

    assert ["no_match"] == [fault.code for fault in caught.value.faults]
    assert (0, 0, 0) == shape(crm)


def test_link_links_the_match(opened: Open) -> None:
    """C1: the one that is there is taken."""
    crm = opened(workspace=variant(company="link"))
    firm = crm.companies.add(Company(name="Kyiv Logistics"))
    done = crm.convert(crm.leads.add(a_lead()))

    assert done.company is not None
    assert firm.id == done.company.id


def test_ask_puts_the_question_into_the_plan(opened: Open) -> None:
    """C11: the plan has the candidates, and converting demands the answer."""
    crm = opened(workspace=variant(company="ask"))
    firm = crm.companies.add(Company(name="Kyiv Logistics"))
    lead = crm.leads.add(a_lead())
    plan = crm.plan_conversion(lead)

    assert [("company", (firm.id,))] == [
        (each.path, each.candidates) for each in plan.questions
    ]
    with pytest.raises(ConversionInvalid) as caught:
        crm.convert(plan)
    assert [("company", "ask")] == [(f.path, f.code) for f in caught.value.faults]


def test_an_answer_is_a_record_or_new(opened: Open) -> None:
    """C11: the question is answered by name."""
    crm = opened(workspace=variant(company="ask"))
    firm = crm.companies.add(Company(name="Kyiv Logistics"))
    linked = crm.convert(crm.leads.add(a_lead()), company=firm)
    new = crm.convert(crm.leads.add(a_lead(emails="x@y.example")), company="new")

    assert linked.company is not None
    assert new.company is not None
    assert firm.id == linked.company.id != new.company.id


def test_nothing_to_make_is_refused(opened: Open) -> None:
    """C6: a lead that becomes nothing was lost, not converted."""
    crm = opened(workspace=variant(deal="skip"))
    lead = crm.leads.add(Lead(title="Forklifts"))
    with pytest.raises(ConversionInvalid, match=r"lose\(lead\)"):
        crm.convert(lead)


def test_a_lost_deal_takes_no_lead(crm: Crm) -> None:
    """C8, C15: what came to nothing is reopened first, or a new one is made."""
    deal = crm.lose(crm.deals.add(Deal(title="A")), reason="price")
    lead = crm.leads.add(a_lead())
    with pytest.raises(ConversionInvalid, match="reopen it first, or say deal='new'"):
        crm.convert(lead, deal=deal)

    assert crm.leads.get(lead.id).converted_at is None


def test_an_existing_deal_takes_the_lead(crm: Crm) -> None:
    """C9: a linked deal gets the client it had not, and keeps its own stage."""
    deal = crm.deals.add(Deal(title="Forklifts", stage="executing"))
    done = crm.convert(crm.leads.add(a_lead()), deal=deal)

    assert done.deal is not None
    assert done.company is not None
    assert (deal.id, "Forklifts", "executing") == (
        done.deal.id,
        done.deal.title,
        done.deal.stage,
    )
    assert (done.company.id, done.lead.id) == (done.deal.company, done.deal.lead)


@pytest.mark.parametrize("choice", ["companyy", "product"])
def test_an_unknown_target_is_refused(crm: Crm, choice: str) -> None:
    """C1: what stands in the chain can be a target; options are told behind it."""
    lead = crm.leads.add(a_lead())
    with pytest.raises(UnknownName) as caught:
        crm.convert(lead, **{choice: "new"})  # type: ignore[arg-type]  # a target
    *targets, option = caught.value.choices[:6]

    assert ["company", "contact", "deal", "quote", "invoice"] == targets
    assert option == "variant"


def test_a_choice_of_another_kind_is_refused(crm: Crm) -> None:
    """C1: a contact is no company."""
    person = crm.contacts.add(Contact(last_name="A"))
    lead = crm.leads.add(a_lead())
    with pytest.raises(InvalidValue, match="names a contact, not a company"):
        crm.convert(lead, company=person)


def test_a_choice_that_was_deleted_is_refused(crm: Crm) -> None:
    """P10: nothing is linked to what is gone."""
    firm = crm.companies.add(Company(name="A"))
    crm.companies.delete(firm)
    lead = crm.leads.add(a_lead())
    with pytest.raises(NotFound):
        crm.convert(lead, company=firm)


# Places and owners


SERVICE = Pipeline("service", stages=["new", "visit", Stage.won()])


def test_a_variant_names_pipeline_and_stage(opened: Open) -> None:
    """C1: the deal begins where the variant says."""
    one = Conversion("one").deal(pipeline="service", stage="visit")
    crm = opened(workspace=Workspace(pipelines=[SERVICE], conversions=[one]))
    deal = crm.convert(crm.leads.add(a_lead())).deal

    assert deal is not None
    assert ("service", "visit", "open") == (deal.pipeline, deal.stage, deal.stage_kind)


def test_a_variant_names_the_closing_stage(opened: Open) -> None:
    """C1: a pipeline of leads may end well in several ways."""
    stages: list[Stage | str] = ["new", Stage.won("hot"), Stage.won("warm")]
    leads = Pipeline("leads", entity="lead", stages=stages, several_won=True)
    one = Conversion("one", closing_stage="warm")
    crm = opened(workspace=Workspace(pipelines=[leads], conversions=[one]))

    assert "warm" == crm.convert(crm.leads.add(a_lead())).lead.stage


def test_a_closing_stage_of_another_pipeline_is_told(opened: Open) -> None:
    """C5: with its path, and before anything is written."""
    pipelines = [
        Pipeline("leads", entity="lead", stages=["new", Stage.won("hot")]),
        Pipeline("cold", entity="lead", stages=["new", Stage.won("warm")]),
    ]
    one = Conversion("one", closing_stage="warm")
    crm = opened(workspace=Workspace(pipelines=pipelines, conversions=[one]))
    plan = crm.plan_conversion(crm.leads.add(a_lead(pipeline="leads")))

    assert ["lead.stage"] == [fault.path for fault in plan.faults]


@pytest.mark.parametrize(
    ("policy", "expected"), [("source", "cleo"), ("actor", "ada"), ("bob", "bob")]
)
def test_a_variant_says_whose_the_targets_are(
    opened: Open, policy: str, expected: str
) -> None:
    """C1: the lead's owner, the actor, or somebody by name."""
    one = Conversion("one", owner=policy)
    crm = opened(workspace=Workspace(conversions=[one]))
    done = crm.convert(crm.leads.add(a_lead(owner="cleo")))

    assert done.deal is not None
    assert done.company is not None
    assert (expected, expected) == (done.deal.owner, done.company.owner)


@pytest.mark.parametrize(("tags", "expected"), [(True, ("vip",)), (False, ())])
def test_a_variant_says_whether_tags_go_along(
    opened: Open, *, tags: bool, expected: tuple[str, ...]
) -> None:
    """C1: tags are a policy of their own."""
    crm = opened(workspace=Workspace(conversions=[Conversion("one", tags=tags)]))
    deal = crm.convert(crm.leads.add(a_lead(tags="vip"))).deal

    assert deal is not None
    assert expected == deal.tags


@pytest.mark.parametrize(("files", "expected"), [(True, 1), (False, 0)])
def test_a_variant_says_whether_files_go_along(
    opened: Open, *, files: bool, expected: int
) -> None:
    """C1: the deal refers to the same bytes as the lead."""
    crm = opened(workspace=Workspace(conversions=[Conversion("one", files=files)]))
    brief = crm.files.put(b"Three forklifts", name="brief.txt")
    deal = crm.convert(crm.leads.add(a_lead(files=[brief]))).deal

    assert deal is not None
    assert (brief,) * expected == deal.files


# The lead afterwards


def test_the_lead_is_closed(crm: Crm, clock: FixedClock) -> None:
    """C9, mission 1.14: it stands in its success stage and tells since when."""
    lead = crm.leads.add(a_lead())
    now = clock.advance(timedelta(days=1))
    lead = crm.convert(lead).lead

    assert ("converted", "won") == (lead.stage, lead.stage_kind)
    assert (now, now) == (lead.converted_at, lead.closed_at)
    assert lead == crm.leads.get(lead.id)


def test_the_lead_tells_what_happened(crm: Crm) -> None:
    """C9: one fact closes the lead, and all facts name the conversion."""
    lead = crm.leads.add(a_lead())
    done = crm.convert(lead)
    event = crm.history(lead)[-1]
    assert done.deal is not None

    assert ("converted", done.id) == (event.kind, event.cause)
    assert done.id == crm.history(done.deal)[0].cause


def test_the_lead_is_read_only_but_for_its_notes(crm: Crm) -> None:
    """C9: it stays as it was at that moment."""
    lead = crm.convert(crm.leads.add(a_lead())).lead
    with pytest.raises(ReadOnly) as caught:
        crm.leads.update(lead, title="Cranes", notes="Paid")

    assert ("title",) == caught.value.fields
    assert "Paid" == crm.leads.update(lead, notes="Paid").notes


def test_the_lead_moves_no_more(crm: Crm) -> None:
    """C9: the way goes on with the deal, and the error says so."""
    lead = crm.convert(crm.leads.add(a_lead())).lead
    with pytest.raises(ReadOnly, match="go on with its deal"):
        crm.move(lead, "new")
    with pytest.raises(ReadOnly, match="go on with its deal"):
        crm.lose(lead)
    with pytest.raises(ReadOnly, match="go on with its deal"):
        crm.move(lead, "new", override="really")


def test_a_retired_source_goes_along(opened: Open) -> None:
    """S5: what the lead was allowed to hold, its client and deal may hold too."""
    crm = opened()
    lead = crm.leads.add(a_lead())
    sources = Dictionary("source", [Entry("trade_show", is_retired=True), "web"])
    crm.configure(Workspace(dictionaries=[sources]))
    deal = crm.convert(lead).deal

    assert deal is not None
    assert "trade_show" == deal.source
