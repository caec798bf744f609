"""What a lead's client meets that is there already: policies of converting (D2)."""

from collections.abc import Callable

import pytest

from leadflow import (
    Affiliation,
    Company,
    Contact,
    Conversion,
    Crm,
    Deal,
    DuplicatePolicy,
    DuplicateWarning,
    Lead,
    Workspace,
)
from leadflow.errors import AmbiguousMatch, DuplicateFound


LEAD = Lead(
    title="Forklifts",
    first_name="Olena",
    last_name="Lys",
    emails="o@kyiv.example",
    phones="+380671234567",
    job_title="Director",
    company_name="Kyivlog LLC",
)
OLENA = Contact(
    first_name="Олена", last_name="Лис", emails="o@kyiv.example", job_title="Clerk"
)


@pytest.fixture
def meeting(opened: Callable[..., Crm]) -> Callable[..., tuple[Crm, Contact, Lead]]:
    """Return what opens a CRM with a policy, a known client and a lead of hers."""

    def made(policy: str) -> tuple[Crm, Contact, Lead]:
        policies = [DuplicatePolicy("contact", convert=policy)]
        crm = opened(workspace=Workspace(duplicates=policies))
        return crm, crm.contacts.add(OLENA), crm.leads.add(LEAD)

    return made


Meeting = Callable[..., tuple[Crm, Contact, Lead]]


def test_skipping_links_and_leaves_the_client_as_it_is(meeting: Meeting) -> None:
    """D2, C6: the deal is hers, and nothing of her card changes but her company."""
    crm, olena, lead = meeting("skip")
    client = crm.convert(lead, company="new").contact

    assert client is not None
    assert (olena.id, (), "Clerk") == (client.id, client.phones, client.job_title)


def test_merging_fills_and_unites(meeting: Meeting) -> None:
    """D2, C6: as always, unless the firm says otherwise."""
    crm, olena, lead = meeting("merge")
    client = crm.convert(lead).contact

    assert client is not None
    assert (olena.id, "Олена", "Clerk") == (
        *(client.id, client.first_name),
        client.job_title,
    )
    assert ["+380671234567"] == [each.key for each in client.phones]


def test_replacing_writes_over_what_the_lead_tells(meeting: Meeting) -> None:
    """D2, C14: as facts, which taking the conversion back puts back."""
    crm, olena, lead = meeting("replace")
    done = crm.convert(lead)

    assert done.contact is not None
    assert (olena.id, "Olena", "Director") == (
        *(done.contact.id, done.contact.first_name),
        done.contact.job_title,
    )
    crm.revert(done)
    assert "Олена" == crm.contacts.get(olena.id).first_name


def test_blocking_converts_nothing(meeting: Meeting) -> None:
    """D2, C7: the refusal names the client; the lead stays as it was."""
    crm, olena, lead = meeting("block")

    with pytest.raises(DuplicateFound) as refused:
        crm.convert(lead)

    assert (olena.id,) == refused.value.candidates
    assert lead == crm.leads.get(lead.id)
    assert 1 == crm.contacts.count()


def test_nobody_who_was_met_blocks_nothing(meeting: Meeting) -> None:
    """D2, C6: a lead of somebody new becomes a client whatever the policy."""
    crm, olena, _ = meeting("block")
    client = crm.convert(crm.leads.add(Lead(last_name="Bondar"))).contact

    assert client is not None
    assert olena.id != client.id


def test_only_what_differs_is_written_over(opened: Callable[..., Crm]) -> None:
    """C5, C6: the plan names what is overwritten, and nothing that is equal."""
    over = Conversion("over").contact(overwrite=["job_title", "first_name"])
    crm = opened(workspace=Workspace(conversions=[over]))
    olena = crm.contacts.add(Contact(first_name="Olena", job_title="Clerk"))
    told = crm.plan_conversion(crm.leads.add(LEAD), contact=olena).target("contact")

    found = {each.field: each.how for each in told.fields}
    assert ("overwritten", None) == (found["job_title"], found.get("first_name"))


def test_who_decides_is_blocked_by_nothing(meeting: Meeting) -> None:
    """D2, C11: a client that is named, or wanted anew, is the caller's word."""
    crm, olena, lead = meeting("block")
    done = crm.convert(lead, contact=olena)

    assert done.contact is not None
    assert olena.id == done.contact.id


def test_warning_makes_a_new_one_and_tells(meeting: Meeting) -> None:
    """D2, C5: the plan names who it looks like."""
    crm, olena, lead = meeting("warn")

    with pytest.warns(DuplicateWarning, match=olena.id):
        plan = crm.plan_conversion(lead)
    assert (olena.id,) == {e.entity: e for e in plan.targets}["contact"].candidates
    done = crm.convert(plan)
    assert done.contact is not None
    assert olena.id != done.contact.id


def test_allowing_looks_for_nobody(meeting: Meeting) -> None:
    """D2: a new client each time, and a plan of it holds."""
    crm, olena, lead = meeting("allow")
    done = crm.convert(crm.plan_conversion(lead))

    assert done.contact is not None
    assert olena.id != done.contact.id


def test_several_are_refused_whatever_is_done_with_one(meeting: Meeting) -> None:
    """C11: never the first."""
    crm, _, lead = meeting("skip")
    crm.contacts.add(OLENA)

    with pytest.raises(AmbiguousMatch):
        crm.convert(lead)


def test_a_policy_on_companies_is_of_companies(opened: Callable[..., Crm]) -> None:
    """D2: each kind has its own."""
    policy = DuplicatePolicy("company", convert="block")
    crm = opened(workspace=Workspace(duplicates=[policy]))
    crm.contacts.add(OLENA)
    crm.companies.add(Company(name="Kyivlog"))

    with pytest.raises(DuplicateFound, match="company"):
        crm.convert(crm.leads.add(LEAD))


@pytest.mark.parametrize(
    ("until", "places"), [("2026-01-05", 1), ("2030-12-31", 1), ("2026-01-04", 2)]
)
def test_who_works_there_still_gets_no_second_place(
    crm: Crm, until: str, places: int
) -> None:
    """C6: re-linking what is linked changes nothing; a place that is over is none."""
    firm = crm.companies.add(Company(name="Kyivlog LLC"))
    olena = Contact(last_name="Lys", companies=[Affiliation(firm, until=until)])
    known = crm.contacts.add(olena)
    lead = crm.leads.add(Lead(title="Forklifts", last_name="Lys", company_name="K"))
    client = crm.convert(lead, company=firm, contact=known).contact

    assert client is not None
    assert places == len(client.companies)


def test_a_deal_that_is_there_keeps_its_people(crm: Crm) -> None:
    """C15: whoever comes with another lead joins those who are there."""
    first = crm.contacts.add(Contact(last_name="Melnyk"))
    deal = crm.deals.add(Deal(title="Forklifts", contacts=first))
    done = crm.convert(crm.leads.add(LEAD), deal=deal)
    assert done.deal is not None
    assert done.contact is not None

    assert [first.id, done.contact.id] == [each.contact for each in done.deal.contacts]


def test_a_deal_that_is_there_keeps_its_company(crm: Crm) -> None:
    """C6, C15: what it has already stays, whoever comes with another lead."""
    firm = crm.companies.add(Company(name="Lviv Port"))
    done = crm.convert(
        crm.leads.add(LEAD), deal=crm.deals.add(Deal(title="Forklifts", company=firm))
    )
    assert done.deal is not None
    assert done.company is not None

    assert firm.id == done.deal.company != done.company.id
