import json
from base64 import urlsafe_b64encode
from collections.abc import Callable

import pytest

from leadflow import (
    Company,
    Contact,
    Conversion,
    Crm,
    CustomField,
    Deal,
    F,
    InvalidCondition,
    InvalidValue,
    Lead,
    PartySelection,
    Product,
    Quote,
    UnknownName,
    Workspace,
)
from leadflow.entities import Record
from leadflow.expressions import Condition
from leadflow.ids import TimeOrderedIds


def lead(**values: object) -> Lead:
    """Return somebody who asked."""
    known = {"title": "Forklifts", "first_name": "Olena", "last_name": "Kovalenko"}
    return Lead(**{**known, **values})  # type: ignore[arg-type]  # as the test says


def deal_of(crm: Crm, asked: Lead) -> Deal:
    """Convert a lead, and return its deal."""
    deal = crm.convert(asked).deal
    assert deal is not None
    return deal


def office(crm: Crm) -> tuple[Lead, Contact, Company]:
    """Fill a CRM: a lead, a person, a firm, and a client with its firm."""
    crm.win(deal_of(crm, crm.leads.add(lead(company_name="Kyivlog", source="web"))))
    return (
        crm.leads.add(lead(first_name="Ivan", last_name="Bondar", source="call")),
        crm.contacts.add(Contact(last_name="Anders", job_title="driver")),
        crm.companies.add(Company(name="Zenit", source="web")),
    )


def names(found: PartySelection) -> list[str]:
    """Return what parties are called, in their order."""
    return [party.name for party in found]


def test_one_query_finds_leads_and_clients(crm: Crm) -> None:
    """Mission 0.11: one query API over leads and clients together."""
    office(crm)

    found = crm.parties.where(F.source == "web").order_by("-name")
    assert ["Zenit", "Olena Kovalenko", "Kyivlog"] == names(found)
    assert 3 == found.count()


def test_the_role_is_derived(crm: Crm) -> None:
    """Mission 0.4: the mark of a counterparty directory changes by itself."""
    asked = crm.leads.add(lead(company_name="Kyivlog"))
    assert {"lead"} == {each.role for each in crm.parties}

    deal = deal_of(crm, asked)
    assert {"contact"} == {each.role for each in crm.parties}
    won = crm.win(deal)
    assert {"client"} == {each.role for each in crm.parties}
    crm.move(won, "preparation")
    assert {"contact"} == {each.role for each in crm.parties}


def test_unconverted_leads_are_no_clients(crm: Crm) -> None:
    """Mission 0.17, 1.6: whoever asked and did not buy stays out of the clients."""
    asked, _, _ = office(crm)

    clients = crm.parties.where(F.role.in_("contact", "client"))
    assert asked.id not in {each.id for each in clients}
    assert ["Ivan Bondar"] == names(crm.parties.where(F.role == "lead"))
    assert {each.id for each in clients} == {
        each.id for each in (*crm.contacts, *crm.companies)
    }


def test_a_converted_lead_is_no_second_party(crm: Crm) -> None:
    """Mission 0.6: what a lead became is the party, and the lead its past."""
    asked = crm.leads.add(lead())
    deal = deal_of(crm, asked)
    (person,) = crm.contacts

    assert [person.id] == [each.id for each in crm.parties]
    assert crm.parties.get(asked) == crm.parties.get(person)
    assert crm.parties.get(asked) == crm.parties.get(deal)


def test_a_lead_of_a_known_client_is_no_second_party(crm: Crm) -> None:
    """Mission 0.6: who asks again is still the same actor."""
    person = crm.contacts.add(Contact(last_name="Kovalenko"))
    again = crm.leads.add(lead(contact=person))

    assert [person.id] == [each.id for each in crm.parties]
    assert person.id == crm.parties.get(again).id


def test_a_new_person_of_a_known_firm_is_a_party(crm: Crm) -> None:
    """Mission 0.6: a firm and a person in it are two actors."""
    firm = crm.companies.add(Company(name="Kyivlog"))
    asked = crm.leads.add(lead(company=firm))
    call = crm.leads.add(Lead(title="Forklifts", company=firm))

    assert [firm.id, asked.id] == [each.id for each in crm.parties]
    assert firm.id == crm.parties.get(call).id
    assert asked.id == crm.parties.get(asked).id


def test_a_lead_that_became_a_deal_alone_is_still_there(
    opened: Callable[..., Crm],
) -> None:
    """Mission 0.6: nobody is lost because no contact was made of them."""
    crm = opened(
        workspace=Workspace(
            conversions=[Conversion("alone").contact(policy="skip").deal()]
        )
    )
    asked = crm.leads.add(lead())
    deal = deal_of(crm, asked)

    assert [(asked.id, "lead")] == [(each.id, each.role) for each in crm.parties]
    assert asked.id == crm.parties.get(deal).id


def test_merged_records_are_one_party(crm: Crm) -> None:
    """Mission 0.6, D3: what was merged is the past of its survivor."""
    one = crm.contacts.add(Contact(last_name="Kovalenko"))
    two = crm.contacts.add(Contact(last_name="Kovalenko"))
    crm.merge([one, two])

    assert [one.id] == [each.id for each in crm.parties]
    assert one.id == crm.parties.get(two.id).id


def test_people_are_clients_by_their_own_deals(crm: Crm) -> None:
    """Mission 0.4: who works at a firm that bought has not bought."""
    firm = crm.companies.add(Company(name="Kyivlog"))
    buyer, other = (
        crm.contacts.add(Contact(last_name=name, companies=[firm]))
        for name in ("Kovalenko", "Bondar")
    )
    crm.win(crm.deals.add(Deal(title="A", company=firm, contacts=[buyer])))

    roles = {each.id: each.role for each in crm.parties}
    assert {firm.id: "client", buyer.id: "client", other.id: "contact"} == roles


def test_a_deleted_deal_makes_no_client(crm: Crm) -> None:
    """Mission 0.4: nothing is kept that could be wrong."""
    firm = crm.companies.add(Company(name="Kyivlog"))
    deal = crm.win(crm.deals.add(Deal(title="A", company=firm)))
    assert 1 == crm.parties.where(F.role == "client").count()

    crm.deals.delete(deal)
    assert 0 == crm.parties.where(F.role == "client").count()
    crm.deals.restore(deal)
    assert 1 == crm.parties.where(F.role == "client").count()


def test_our_own_firms_are_nobodys_counterpart(crm: Crm) -> None:
    """Mission 0.4: a directory of counterparties has not our own firms."""
    crm.companies.add(Company(name="We", is_ours=True))

    assert [] == crm.parties.all()


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (F.name.contains("k"), ["Kyivlog", "Olena Kovalenko"]),
        (F.name == "Ivan Bondar", ["Ivan Bondar"]),
        (F.entity == "company", ["Kyivlog", "Zenit"]),
        (F.role != "client", ["Anders", "Ivan Bondar", "Zenit"]),
        (~F.role.in_("lead", "contact"), ["Kyivlog", "Olena Kovalenko"]),
        (F.role.startswith("c"), ["Anders", "Kyivlog", "Olena Kovalenko", "Zenit"]),
        (F.role.is_empty(), []),
        ((F.role == "lead") | (F.name == "Zenit"), ["Ivan Bondar", "Zenit"]),
        (F.job_title == "driver", ["Anders"]),
        (F.job_title != "driver", 4),
        (~(F.job_title == "driver"), 4),
        (F.job_title.startswith("d"), ["Anders"]),
        (F.stage == "new", ["Ivan Bondar"]),
        (F.name.is_empty() | F.job_title.is_empty(), 4),
        (F.company.name == "Kyivlog", ["Olena Kovalenko"]),
        (F.custom.size > 1, ["Anders", "Zenit"]),
        (F.type == "customer", []),
        (F.type == "supplier", ["Zenit"]),
        (F.type != "supplier", 4),
        (F.type != "client", 4),
        (F.employees == "", 5),
    ],
    ids=str,
)
def test_conditions_are_over_all_fields(
    opened: Callable[..., Crm], condition: Condition, expected: list[str] | int
) -> None:
    """Mission 0.11: what a kind does not have is empty there."""
    sizes = [
        CustomField("size", entity=each, type="integer")
        for each in ("contact", "company")
    ]
    crm = opened(workspace=Workspace(fields=sizes))
    _, person, firm = office(crm)
    crm.contacts.update(person, custom={"size": 2}, type="client")
    crm.companies.update(firm, custom={"size": 3}, type="supplier")

    found = names(crm.parties.where(condition).order_by("name"))
    told = len(found) if isinstance(expected, int) else found
    assert expected == told
    assert len(found) == crm.parties.where(condition).count()
    assert found == names(crm.parties.where(str(condition)).order_by("name"))


def test_a_wrong_field_has_the_nearest_right_name(crm: Crm) -> None:
    """Mission 0.11, M7: names that no kind knows are told, all at once."""
    with pytest.raises(InvalidCondition) as caught:
        crm.parties.where(F.nmae == "A", F.role == "klient", F.custom.sise == 1)

    told = {each.path: each.hint for each in caught.value.faults}
    assert "did you mean 'name'?" == told["nmae"]
    assert "did you mean 'client'?" == told["role"]
    assert {"nmae", "role", "custom.sise"} == set(told)
    with pytest.raises(UnknownName, match="did you mean 'last_activity_at'"):
        crm.parties.order_by("last_activty_at")


def test_a_fault_within_a_field_is_told_of_it(crm: Crm) -> None:
    """Mission 0.11, M7: below a field that is known, its own parts are offered."""
    with pytest.raises(InvalidCondition) as caught:
        crm.parties.where(F.address.citi == "Kyiv", F.nobody.knows == 1)

    told = {each.path: each.hint for each in caught.value.faults}
    assert {"address.citi", "nobody.knows"} == set(told)
    assert "did you mean 'city'?" == told["address.citi"]
    assert "city" not in told["nobody.knows"]


def test_our_own_words_are_no_fields(crm: Crm) -> None:
    """A5: what the role is derived by is not for asking."""
    with pytest.raises(InvalidCondition):
        crm.parties.where(F.bought == True)  # noqa: E712  # a condition
    with pytest.raises(UnknownName):
        crm.parties.order_by("bought")


@pytest.mark.parametrize("name", ["phones", "company.name", "utm", "custom.size"])
def test_some_fields_give_no_order(opened: Callable[..., Crm], name: str) -> None:
    """Mission 0.11: one order takes one value of one type from each kind."""
    sizes = [
        CustomField("size", entity="contact", type="integer"),
        CustomField("size", entity="company", type="text"),
    ]
    crm = opened(workspace=Workspace(fields=sizes))

    with pytest.raises(InvalidValue, match="cannot be by"):
        crm.parties.order_by(name)


def test_the_order_begins_with_the_oldest(opened: Callable[..., Crm]) -> None:
    """Mission 0.11: one order over all kinds, that of creation."""
    crm = opened(ids=TimeOrderedIds())
    kinds: list[Record] = [
        crm.leads.add(lead()),
        crm.contacts.add(Contact(last_name="B")),
        crm.leads.add(lead()),
        crm.companies.add(Company(name="A")),
    ]
    ids = [each.id for each in kinds]

    assert ids == [each.id for each in crm.parties]
    assert ids[0] == getattr(crm.parties.first(), "id", "")
    assert ids[:2] == [each.id for each in crm.parties.limit(2)]


def test_roles_sort_as_one_comes_to_them(crm: Crm) -> None:
    """Mission 0.4: a lead comes before a contact, a contact before a client."""
    office(crm)

    roles = [each.role for each in crm.parties.order_by("role")]
    assert ["lead", "contact", "contact", "client", "client"] == roles
    backwards = [each.role for each in crm.parties.order_by("-role")]
    assert roles[::-1] == backwards


def test_pages_are_asked_for_as_of_collections(crm: Crm) -> None:
    """Mission 0.11: page marks fit their order alone."""
    office(crm)
    first = crm.parties.order_by("name").page(2)

    assert 2 == len(first)
    assert ["Anders", "Ivan Bondar"] == [each.name for each in first]
    with pytest.raises(InvalidValue, match="page mark"):
        crm.parties.order_by("role").page(2, after=first.next)
    with pytest.raises(InvalidValue, match="less than one"):
        crm.parties.page(0)
    with pytest.raises(InvalidValue, match="cannot be paged"):
        crm.parties.limit(2).page()
    with pytest.raises(InvalidValue, match="negative"):
        crm.parties.limit(-1)


@pytest.mark.parametrize(
    "order",
    [
        ("source", "entity"),
        ("source", "-entity", "title"),
        ("source", "entity", "-name"),
        ("-source", "role", "name"),
        ("source", "stage", "-job_title"),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_go_over_from_kind_to_kind(
    crm: Crm, order: tuple[str, ...], size: int
) -> None:
    """Mission 0.11: what all of a kind share is a place for it, too."""
    for _ in range(2):
        office(crm)
    found = crm.parties.order_by(*order)

    page = found.page(size)
    told = list(page)
    while page.next:
        page = found.page(size, after=page.next)
        told += page
    assert found.all() == told


def test_a_mark_that_somebody_wrote_is_harmless(crm: Crm) -> None:
    """P25: a mark comes from outside, whatever stands in it."""
    office(crm)
    mark = crm.parties.page(1).next
    for id in ("x", "_", "lead_", "zzz_\ue000", "company_\x01"):
        forged = urlsafe_b64encode(json.dumps(["party", id]).encode()).decode()
        assert len(crm.parties.page(9, after=forged)) <= 5

    assert 4 == len(crm.parties.page(9, after=mark))


def test_a_selection_tells_what_it_is(crm: Crm) -> None:
    """Mission 0.11: a selection shows its question, and a notebook its answer."""
    office(crm)
    some = crm.parties.where(F.role == "client").order_by("-name").limit(1)

    assert "<parties where role == 'client' by -name at most 1>" == repr(some)
    assert "Olena Kovalenko" in some._repr_html_()
    assert "Kyivlog" not in some._repr_html_()
    assert 1 == some.count()
    assert "<parties>" == repr(crm.parties.select())


def test_what_belongs_to_nobody_has_no_party(crm: Crm) -> None:
    """Mission 0.6: a deal without anybody says so."""
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(InvalidValue, match="names no client"):
        crm.parties.get(deal)
    with pytest.raises(InvalidValue, match="names no client"):
        crm.parties.get(crm.quotes.add(Quote(title="A")))
    with pytest.raises(InvalidValue, match="belongs to no party"):
        crm.parties.get(crm.products.add(Product(name="Forklift")).id)
