"""Wishes: values, further people and answers that the caller brings (C5, C6)."""

import json
from collections.abc import Callable
from typing import TypeAlias

import pytest

from leadflow import (
    Company,
    Contact,
    Conversion,
    ConversionInvalid,
    Crm,
    CustomField,
    Deal,
    InvalidValue,
    Lead,
    Money,
    Participant,
    UnknownName,
    Workspace,
    dump_plan,
    load_plan,
)
from leadflow.testing import a_lead, nth_id


Open: TypeAlias = Callable[..., Crm]

ASKING = Workspace(
    fields=[CustomField("delivery", entity="deal", type="date", required=True)],
    conversions=[Conversion("one").deal(asks=["custom.delivery"])],
)


# Values


def test_a_value_that_is_given_takes_the_place_of_the_map(crm: Crm) -> None:
    """C5: who converts may know better, and the plan says so."""
    lead = crm.leads.add(a_lead(amount="5 UAH"))
    plan = crm.plan_conversion(lead, values={"deal.amount": "7 UAH"})
    deal = crm.convert(plan).deal
    assert deal is not None

    assert Money("7", "UAH") == deal.amount
    assert ["given"] == [
        each.how for each in plan.target("deal").fields if each.field == "amount"
    ]


def test_a_value_that_is_given_is_written_into_a_linked_record(crm: Crm) -> None:
    """C6: overwriting is opt-in, and this is how one opts for once."""
    known = crm.contacts.add(Contact(last_name="Kovalenko", job_title="Clerk"))
    lead = crm.leads.add(a_lead())
    crm.convert(lead, contact=known, values={"contact.job_title": "Director"})

    assert "Director" == crm.contacts.get(known.id).job_title


def test_a_value_that_is_given_is_planned_as_it_will_be_held(crm: Crm) -> None:
    """C5: the plan shows an amount, not the text that somebody typed."""
    known = crm.contacts.add(Contact(last_name="Bondar", birth_date="1985-03-08"))
    given = {"deal.amount": "7 UAH", "contact.birth_date": "1985-03-08"}
    lead = crm.leads.add(a_lead())
    plan = crm.plan_conversion(lead, contact=known, values=given)
    amount = [each for each in plan.target("deal").fields if each.field == "amount"]

    assert [Money("7", "UAH")] == [each.value for each in amount]
    assert "birth_date" not in {each.field for each in plan.target("contact").fields}


def test_a_company_can_be_made_of_given_values(crm: Crm) -> None:
    """C6: the lead named none, the manager does."""
    lead = crm.leads.add(Lead(last_name="A"))
    done = crm.convert(lead, values={"company.name": "Kyiv Logistics"})
    assert done.company is not None

    assert "Kyiv Logistics" == done.company.name


def test_a_value_for_one_target_makes_no_other(crm: Crm) -> None:
    """C6: a company only of company data, also where values for the deal are given."""
    lead = crm.leads.add(a_lead(company_name=""))
    done = crm.convert(lead, values={"deal.amount": "7 UAH"})

    assert done.deal is not None
    assert (None, Money("7", "UAH")) == (done.company, done.deal.amount)


def test_a_value_is_written_into_another_person_too(crm: Crm) -> None:
    """C6: what the lead says is not taken for somebody else, what one says is."""
    other = crm.contacts.add(Contact(last_name="Petrenko"))
    lead = crm.leads.add(a_lead())
    crm.convert(lead, contact=other, values={"contact.job_title": "Director"})

    assert "Director" == crm.contacts.get(other.id).job_title
    assert () == crm.contacts.get(other.id).phones


def test_values_that_nothing_would_take_are_refused(opened: Open) -> None:
    """C4: each is told with the reason; silence would lose them."""
    one = Conversion("one").company(policy="skip")
    crm = opened(workspace=Workspace(conversions=[one]))
    lead = crm.leads.add(a_lead(contact=crm.contacts.add(Contact(last_name="A"))))
    lost = {"company.name": "A", "contact.job_title": "B", "quote.title": "C"}
    with pytest.raises(ConversionInvalid) as caught:
        crm.convert(lead, values={**lost, "deal.title": "D"})

    assert {f"values.{name}" for name in lost} == {f.path for f in caught.value.faults}


def test_a_client_that_is_given_is_not_replaced_by_the_new_one(crm: Crm) -> None:
    """C5: a value that is given takes the place of a tie as well."""
    buyer = crm.companies.add(Company(name="Buyer"))
    lead = crm.leads.add(a_lead(company_name="Broker"))
    done = crm.convert(lead, values={"deal.company": buyer, "contact.companies": []})
    assert done.deal is not None
    assert done.contact is not None

    assert (buyer.id, ()) == (done.deal.company, done.contact.companies)


@pytest.mark.parametrize("name", ["deal.lead", 5])
def test_nobody_says_what_else_was_converted(crm: Crm, name: str) -> None:
    """C9: a deal points at the lead that it was made of."""
    lead, other = crm.leads.add_many([a_lead(), a_lead()])
    with pytest.raises(ConversionInvalid, match="values"):
        crm.convert(lead, values={name: other.id})


def test_people_who_would_take_part_in_nothing_are_refused(opened: Open) -> None:
    """C4: there is no deal that they could come along to."""
    one = Conversion("one").deal(policy="skip")
    crm = opened(workspace=Workspace(conversions=[one]))
    person = crm.contacts.add(Contact(last_name="B"))
    with pytest.raises(ConversionInvalid) as caught:
        crm.convert(crm.leads.add(a_lead()), participants=[person])

    assert ["participants"] == [each.path for each in caught.value.faults]


def test_who_names_nobody_may_convert_without_a_sale(opened: Open) -> None:
    """C4: only people who were named would be lost where nothing is sold."""
    firms = Conversion("firms").contact(policy="skip").deal(policy="skip")
    crm = opened(workspace=Workspace(conversions=[firms]))
    given = {"company.name": "Lviv Cranes"}
    done = crm.convert(crm.leads.add(a_lead()), values=given)

    assert done.company is not None
    assert "Lviv Cranes" == done.company.name


def test_a_value_that_fits_no_several_is_a_fault_beside_a_client(crm: Crm) -> None:
    """C5: phones that are none are told, though the client has some."""
    olena = crm.contacts.add(Contact(last_name="Lys", phones="+380671234567"))
    plan = crm.plan_conversion(
        crm.leads.add(a_lead()), contact=olena, values={"contact.phones": 5}
    )

    assert ["contact.phones"] == [each.path for each in plan.faults]


def test_wrong_names_of_values_are_told_at_once(crm: Crm) -> None:
    """C3: each with its path and the nearest right name."""
    lead = crm.leads.add(a_lead())
    with pytest.raises(ConversionInvalid) as caught:
        crm.convert(lead, values={"deal.amout": "5 UAH", "del.amount": "5 UAH"})

    assert [
        ("values.deal.amout", "did you mean 'amount'?"),
        ("values.del.amount", "did you mean 'deal'?"),
    ] == [(fault.path, fault.hint) for fault in caught.value.faults]
    assert lead.id == caught.value.id


def test_a_given_value_that_does_not_fit_is_a_fault(crm: Crm) -> None:
    """C5: it is judged like any other, and nothing is written."""
    lead = crm.leads.add(a_lead())
    with pytest.raises(ConversionInvalid) as caught:
        crm.convert(lead, values={"deal.amount": "much"})

    assert ["deal.amount"] == [fault.path for fault in caught.value.faults]
    assert 0 == crm.deals.count()


# What is asked for


def test_a_field_that_is_asked_for_is_a_question_of_the_plan(opened: Open) -> None:
    """C5: converting demands the answer."""
    crm = opened(workspace=ASKING)
    lead = crm.leads.add(a_lead())
    plan = crm.plan_conversion(lead)
    with pytest.raises(ConversionInvalid) as caught:
        crm.convert(lead)

    assert ["deal.custom.delivery"] == [each.path for each in plan.questions]
    assert [("deal.custom.delivery", "ask")] == [
        (fault.path, fault.code) for fault in caught.value.faults
    ]
    assert "to be answered: deal.custom.delivery" in str(plan)


def test_the_answer_is_given_as_a_value(opened: Open) -> None:
    """C5: then the conversion goes through."""
    crm = opened(workspace=ASKING)
    lead = crm.leads.add(a_lead())
    done = crm.convert(lead, values={"deal.custom.delivery": "2026-12-01"})
    assert done.deal is not None

    assert "2026-12-01" == str(done.deal.custom["delivery"])


# People


def test_other_people_than_the_leads_own_take_part(crm: Crm) -> None:
    """C9, mission 0.3: the manager deals with those who decide."""
    boss, lawyer = crm.contacts.add_many(
        [Contact(last_name="Boss"), Contact(last_name="Lawyer")]
    )
    lead = crm.leads.add(a_lead())
    people = [boss, Participant(lawyer.id, role="lawyer")]
    done = crm.convert(lead, participants=people)
    assert done.deal is not None
    assert done.contact is not None

    assert [(done.contact.id, ""), (boss.id, ""), (lawyer.id, "lawyer")] == [
        (each.contact, each.role) for each in done.deal.contacts
    ]


def test_another_person_takes_nothing_of_the_leads_person(crm: Crm) -> None:
    """C6, mission 0.3: a phone number belongs to whom it belongs."""
    boss = crm.contacts.add(Contact(last_name="Boss"))
    lead = crm.leads.add(a_lead(last_name="Kovalenko", phones="+380441234567"))
    plan = crm.plan_conversion(lead, contact=boss)
    crm.convert(plan)
    now = crm.contacts.get(boss.id)

    assert "it is another person than the lead's" == plan.target("contact").reason
    assert ("", (), ()) == (now.first_name, now.phones, now.emails)


def test_a_wish_is_part_of_the_request(crm: Crm) -> None:
    """P3: the same key with other values is another request."""
    lead = crm.leads.add(a_lead())
    crm.convert(lead, key="k", values={"deal.title": "A"})
    again = crm.convert(lead, key="k", values={"deal.title": "A"})
    with pytest.raises(Exception, match="another 'convert' request"):
        crm.convert(lead, key="k", values={"deal.title": "B"})

    assert again.deal is not None


# Plans as text


def test_a_plan_comes_back_from_its_text_and_is_carried_out(crm: Crm) -> None:
    """C5: a plan may travel to a browser and back."""
    lead = crm.leads.add(a_lead())
    plan = crm.plan_conversion(lead)
    again = load_plan(dump_plan(plan))

    assert plan == again
    assert crm.convert(again).targets == tuple(each.id for each in plan.targets)


def test_a_plan_with_faults_comes_back_too(crm: Crm) -> None:
    """C5: what stands in the way is shown wherever the plan is."""
    lead = crm.leads.add(a_lead())
    plan = crm.plan_conversion(lead, values={"deal.amount": "much"})
    again = load_plan(dump_plan(plan))

    assert plan == again
    assert ["deal.amount"] == [fault.path for fault in again.faults]


@pytest.mark.parametrize("text", ["", "{}", "[]", "no", '{"format": 2}'])
def test_another_text_is_no_plan(text: str) -> None:
    """C5: the error says what a plan's text is."""
    with pytest.raises(InvalidValue, match="give the text that dump_plan returned"):
        load_plan(text)


@pytest.mark.parametrize(
    ("part", "value"),
    [("id", "lead"), ("source", "contact"), ("target", "lead"), ("action", "forge")],
)
def test_a_text_that_was_forged_is_no_plan(crm: Crm, part: str, value: str) -> None:
    """C5: a plan comes back from a browser; ids name there what they named here."""
    told = json.loads(dump_plan(crm.plan_conversion(crm.leads.add(a_lead()))))
    given = value if part == "action" else nth_id(value, 1)
    if part in ("target", "action"):
        told["targets"][-1][part.replace("target", "id")] = given
    else:
        told[part] = given
    with pytest.raises(InvalidValue, match="plan"):
        load_plan(json.dumps(told))


def test_a_plan_of_a_lost_lead_is_refused_whatever_its_text_has_read(crm: Crm) -> None:
    """C8: a version that somebody put into the text makes no lead convertible."""
    lead = crm.leads.add(a_lead())
    told = json.loads(dump_plan(crm.plan_conversion(lead)))
    told["reads"] = [[lead.id, crm.lose(lead, reason="price").version]]
    with pytest.raises(ConversionInvalid) as refused:
        crm.convert(load_plan(json.dumps(told)))

    assert ["lead_lost"] == [each.code for each in refused.value.faults]


def test_a_text_without_its_lists_is_no_plan(crm: Crm) -> None:
    """C5: whatever stands there instead."""
    told = json.loads(dump_plan(crm.plan_conversion(crm.leads.add(a_lead()))))
    with pytest.raises(InvalidValue, match="plan"):
        load_plan(json.dumps({**told, "targets": 5}))


def test_a_target_that_stands_nowhere_in_the_chain_is_refused(crm: Crm) -> None:
    """C16: a deal becomes no company; what it may become is named."""
    deal = crm.deals.add(Deal(title="A"))

    with pytest.raises(UnknownName, match="it is one of 'invoice', 'quote'"):
        crm.convert(deal, to="quote", company="new")


def test_a_variant_that_does_not_make_what_is_wanted_is_refused(crm: Crm) -> None:
    """C2: neither wins in silence."""
    deal = crm.deals.add(Deal(title="A"))

    with pytest.raises(InvalidValue, match="variant: makes no invoice"):
        crm.convert(deal, variant="deal_to_quote", to="invoice")


@pytest.mark.parametrize("people", [5, ["contact_x"], "Olena"])
def test_people_that_are_none_are_told_with_all_other_faults(
    crm: Crm, people: object
) -> None:
    """C5, C7: by their field, as every value that is given."""
    lead = crm.leads.add(Lead(last_name="Koval"))
    given = {"deal.contacts": people, "deal.amount": "much"}
    with pytest.raises(ConversionInvalid) as caught:
        crm.convert(lead, values=given)

    told = {each.path.partition("[")[0] for each in caught.value.faults}
    assert {"deal.contacts", "deal.amount"} == told
