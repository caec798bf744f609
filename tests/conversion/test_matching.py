"""Is the client known already? Matching, and never taking the first of several."""

import pytest

from leadflow import (
    AmbiguousMatch,
    Company,
    Contact,
    Conversion,
    Crm,
    Lead,
    Workspace,
    evolve,
    open as open_crm,
)
from leadflow.storage.memory import MemoryStore
from leadflow.testing import a_contact, a_lead, digest


def person(crm: Crm, lead: Lead) -> str:
    """Return what a plan does about the contact."""
    target = crm.plan_conversion(crm.leads.add(lead)).target("contact")
    return f"{target.action} {target.id}" if target.action == "link" else target.action


# People


def test_an_email_makes_a_match(crm: Crm) -> None:
    """C6: whatever its case."""
    known = crm.contacts.add(Contact(last_name="Kovalenko", emails="a@b.example"))

    assert f"link {known.id}" == person(
        crm, Lead(last_name="Kovalenko", emails="A@B.example")
    )


def test_a_phone_makes_a_match(crm: Crm) -> None:
    """C6: however it is written."""
    known = crm.contacts.add(Contact(last_name="Kovalenko", phones="+380441234567"))

    assert f"link {known.id}" == person(
        crm, Lead(last_name="Kovalenko", phones="+380 (44) 123-45-67")
    )


@pytest.mark.parametrize(
    "lead",
    [
        a_lead(last_name="Bondar"),
        a_lead(first_name="Iryna"),
    ],
)
def test_a_shared_phone_makes_no_person(crm: Crm, lead: Lead) -> None:
    """C6: who shares a switchboard under another name is somebody else."""
    crm.contacts.add(
        Contact(first_name="Olena", last_name="Kovalenko", phones="+380441234567")
    )

    assert "create" == person(crm, lead)


@pytest.mark.parametrize(
    "lead",
    [
        a_lead(first_name=""),
        a_lead(last_name=""),
        a_lead(first_name="", last_name=""),
        a_lead(first_name="OLENA"),
    ],
)
def test_an_incomplete_name_does_not_contradict(crm: Crm, lead: Lead) -> None:
    """C6: what is not said is not different."""
    known = crm.contacts.add(
        Contact(first_name="Olena", last_name="Kovalenko", phones="+380441234567")
    )

    assert f"link {known.id}" == person(crm, lead)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Олена", "Коваленко"),
        ("Елена", "Коваленко"),
        ("Olena", "Kovalneko"),
        ("O.", "Kovalenko"),
        ("Kovalenko", "Olena"),
    ],
)
def test_a_name_in_other_letters_is_no_other_name(
    crm: Crm, first: str, last: str
) -> None:
    """C6, D1: the same person, whoever typed the name."""
    known = crm.contacts.add(
        Contact(first_name="Olena", last_name="Kovalenko", phones="+380441234567")
    )
    lead = a_lead(first_name=first, last_name=last)

    assert f"link {known.id}" == person(crm, lead)


def test_a_name_alone_makes_no_match(crm: Crm) -> None:
    """C6: there are many people of one name."""
    crm.contacts.add(Contact(first_name="Olena", last_name="Kovalenko"))

    assert "create" == person(crm, Lead(first_name="Olena", last_name="Kovalenko"))


def test_a_deleted_person_makes_no_match(crm: Crm) -> None:
    """C6: only live records are found."""
    crm.contacts.delete(crm.contacts.add(a_contact(phones="+380441234567")))

    assert "create" == person(crm, a_lead(first_name="", last_name=""))


def test_a_lead_is_no_match(crm: Crm) -> None:
    """Mission 0.17: unconverted leads are not clients."""
    crm.leads.add(a_lead())

    assert "create" == person(crm, a_lead())


# Firms


@pytest.mark.parametrize(
    "name",
    ["Kyiv Logistics", "KYIV LOGISTICS", "«Kyiv Logistics» LLC", "Kyiv-Logistics"],
)
def test_a_firm_matches_by_its_name(crm: Crm, name: str) -> None:
    """C6: without case, punctuation and legal form."""
    firm = crm.companies.add(Company(name="ТОВ Kyiv Logistics"))
    plan = crm.plan_conversion(crm.leads.add(a_lead(company_name=name)))

    assert ("link", firm.id) == (
        plan.target("company").action,
        plan.target("company").id,
    )


def test_our_own_firm_is_no_client(crm: Crm) -> None:
    """C6: the seller does not buy from itself."""
    crm.companies.add(Company(name="Kyiv Logistics", is_ours=True))
    plan = crm.plan_conversion(crm.leads.add(a_lead()))

    assert "create" == plan.target("company").action


# Several


def test_several_firms_are_never_guessed() -> None:
    """C11: the candidates are named, and nothing is changed."""
    store = MemoryStore()
    crm = open_crm(store)
    firms = crm.companies.add_many([Company(name="Kyiv Logistics")] * 2)
    lead = crm.leads.add(a_lead())
    before = digest(store)
    with pytest.raises(AmbiguousMatch) as caught:
        crm.convert(lead)

    assert ("company", tuple(each.id for each in firms)) == (
        caught.value.entity,
        caught.value.candidates,
    )
    assert before == digest(store)


def test_several_people_are_never_guessed(crm: Crm) -> None:
    """C11: one by phone, another by e-mail."""
    crm.contacts.add(Contact(last_name="Kovalenko", phones="+380441234567"))
    crm.contacts.add(Contact(last_name="Kovalenko", emails="olena@kyivlog.example"))
    lead = crm.leads.add(a_lead())
    with pytest.raises(AmbiguousMatch, match=r"convert\(lead, contact="):
        crm.plan_conversion(lead)


def test_naming_one_settles_it(crm: Crm) -> None:
    """C11: the way out of the error works."""
    firms = crm.companies.add_many([Company(name="Kyiv Logistics")] * 2)
    lead = crm.leads.add(a_lead())
    done = crm.convert(lead, company=firms[1])

    assert done.company is not None
    assert firms[1].id == done.company.id


def test_asking_for_a_new_one_settles_it_too(crm: Crm) -> None:
    """C11: and the plan still shows what looks alike."""
    crm.companies.add_many([Company(name="Kyiv Logistics")] * 2)
    lead = crm.leads.add(a_lead())
    plan = crm.plan_conversion(lead, company="new")

    assert 2 == len(plan.target("company").candidates)
    assert crm.convert(plan).company is not None
    assert 3 == crm.companies.count()


# Linking


def test_linking_fills_blanks(crm: Crm) -> None:
    """C6: what the client said before stays."""
    known = crm.contacts.add(
        Contact(last_name="Kovalenko", job_title="Owner", phones="+380441234567")
    )
    contact = crm.convert(crm.leads.add(a_lead())).contact

    assert contact is not None
    assert (known.id, "Olena", "Owner") == (
        contact.id,
        contact.first_name,
        contact.job_title,
    )


def test_linking_unites_several_values(crm: Crm) -> None:
    """C6: by their normalised form; no number stands twice."""
    crm.contacts.add(
        Contact(last_name="Kovalenko", phones="+380-44-1234567, +380509876543")
    )
    lead = a_lead(phones="+380441234567, +380671112233")
    contact = crm.convert(crm.leads.add(lead)).contact

    assert contact is not None
    assert ["+380441234567", "+380509876543", "+380671112233"] == [
        phone.number for phone in contact.phones
    ]


def test_the_plan_shows_what_linking_changes(crm: Crm) -> None:
    """C5: filled, united, linked; nothing else is touched."""
    crm.contacts.add(
        Contact(last_name="Kovalenko", source="web", phones="+380441234567")
    )
    plan = crm.plan_conversion(crm.leads.add(a_lead(job_title="")))

    assert {
        "first_name": "filled",
        "emails": "filled",
        "companies": "linked",
        "lead": "linked",
    } == {each.field: each.how for each in plan.target("contact").fields}


def test_overwriting_is_opt_in(crm: Crm) -> None:
    """C6: per field, and the plan shows the value of before."""
    crm.configure(
        Workspace(conversions=[Conversion("a").contact(overwrite=["job_title"])])
    )
    crm.contacts.add(
        Contact(last_name="Kovalenko", job_title="Owner", phones="+380441234567")
    )
    plan = crm.plan_conversion(crm.leads.add(a_lead()))
    field = next(f for f in plan.target("contact").fields if f.field == "job_title")

    assert ("Owner", "Logistics director") == (field.before, field.value)
    contact = crm.convert(plan).contact
    assert contact is not None
    assert "Logistics director" == contact.job_title


def test_linking_again_changes_nothing(crm: Crm) -> None:
    """C6: no new version, no fact, where nothing is new."""
    first = crm.convert(crm.leads.add(a_lead()))
    second = crm.convert(crm.leads.add(a_lead()))

    assert (first.company, first.contact) == (second.company, second.contact)
    assert first.contact is not None
    assert 1 == len(crm.history(first.contact))


def test_a_person_may_join_another_firm(crm: Crm) -> None:
    """C9: the first firm stays the primary one."""
    first = crm.convert(crm.leads.add(a_lead()))
    second = crm.convert(crm.leads.add(a_lead(company_name="Dnipro Cranes")))

    assert first.company is not None
    assert second.company is not None
    assert second.contact is not None
    assert [first.company.id, second.company.id] == [
        each.company for each in second.contact.companies
    ]
    assert first.company.id == second.contact.company


def test_the_first_origin_stays(crm: Crm) -> None:
    """C9: a client that came from a lead keeps that one."""
    first = crm.convert(crm.leads.add(a_lead()))
    second = crm.convert(crm.leads.add(a_lead(interest="More")))

    assert second.contact is not None
    assert first.lead.id == second.contact.lead


def test_a_match_may_be_stale_in_the_hand(crm: Crm) -> None:
    """H2: what is linked is the stored record, not the caller's copy."""
    firm = crm.companies.add(Company(name="A"))
    crm.companies.update(firm, industry="it")
    done = crm.convert(crm.leads.add(a_lead()), company=evolve(firm, name="B"))

    assert done.company is not None
    assert ("A", "it") == (done.company.name, done.company.industry)
