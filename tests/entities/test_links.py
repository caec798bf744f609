from datetime import date

import pytest
from hypothesis import given, strategies as st

from leadflow.entities import Affiliation, Company, Contact, Deal, Participant, evolve
from leadflow.errors import InvalidValue, UnknownName
from leadflow.ids import CompanyId, ContactId
from leadflow.testing import nth_id


KYIV, LVIV, ODESA = (CompanyId(nth_id("company", number)) for number in (1, 2, 3))
IRYNA, OLENA = (ContactId(nth_id("contact", number)) for number in (1, 2))
DEAL = nth_id("deal", 1)
DAY = date(2026, 3, 31)


def test_a_person_holds_a_position_in_a_company() -> None:
    """Mission 3.5: the position stands on the link, in the firm's own words."""
    link = Affiliation(KYIV, position="Chief accountant", role="accountant")
    contact = Contact(last_name="Bondar", companies=link)

    assert "Chief accountant" == contact.companies[0].position
    assert KYIV == contact.company


def test_a_person_works_for_several_companies() -> None:
    """Mission 3.6: many to many, and exactly one is primary."""
    contact = Contact(companies=[KYIV, Affiliation(LVIV, primary=True), ODESA])

    assert [LVIV, KYIV, ODESA] == [link.company for link in contact.companies]
    assert [True, False, False] == [link.primary for link in contact.companies]
    assert LVIV == contact.company


def test_the_first_link_is_primary_where_none_is_marked() -> None:
    """Mission 3.6: somebody always is the main one."""
    contact = Contact(companies=(KYIV, LVIV))

    assert KYIV == contact.company
    assert contact.companies[0].primary


def test_two_primary_links_are_refused() -> None:
    """Mission 3.6: exactly one."""
    with pytest.raises(InvalidValue, match="more than one primary") as caught:
        Contact(
            companies=[Affiliation(KYIV, primary=True), Affiliation(LVIV, primary=True)]
        )

    assert "companies" == caught.value.path


def test_one_company_is_linked_once() -> None:
    """C6: re-linking what is already linked changes nothing."""
    contact = Contact(companies=[Affiliation(KYIV, position="Head"), KYIV])

    assert (Affiliation(KYIV, position="Head", primary=True),) == contact.companies


def test_people_take_part_in_a_deal() -> None:
    """Mission 0.3: a deal's people have roles, and one of them is the contact."""
    deal = Deal(contacts=[IRYNA, Participant(OLENA, role="decision_maker")])

    assert IRYNA == deal.contact
    assert "decision_maker" == deal.contacts[1].role


def test_a_person_takes_part_once() -> None:
    """C6: as with companies."""
    assert 1 == len(Deal(contacts=[IRYNA, IRYNA]).contacts)


def test_without_links_there_is_no_primary() -> None:
    """Nothing, rather than an error."""
    assert None is Contact().company
    assert None is Deal(contacts=None).contact
    assert () == Contact(companies=[]).companies


def test_a_place_has_its_first_and_its_last_day() -> None:
    """Mission 3.5: both days count; without them nobody knows."""
    place = Affiliation(KYIV, since="2024-02-01", until="2026-03-31")

    assert [False, True, True, False] == [
        place.is_held(date.fromisoformat(day))
        for day in ("2024-01-31", "2024-02-01", "2026-03-31", "2026-04-01")
    ]
    assert Affiliation(KYIV).is_held(date(1900, 1, 1))


def test_a_place_does_not_end_before_it_begins() -> None:
    """Mission 3.5: what cannot be is refused where it is written."""
    with pytest.raises(InvalidValue, match="lies before the first") as caught:
        Affiliation(KYIV, since="2026-03-31", until="2026-03-30")

    assert "until" == caught.value.path
    assert 1 == len({Affiliation(KYIV, since=DAY, until=DAY).until})


def test_a_person_may_come_back_to_a_firm() -> None:
    """Mission 3.5: one firm twice in a life; the latest of what ended comes first."""
    early = Affiliation(KYIV, "Clerk", since="2018-01-01", until="2019-12-31")
    late = Affiliation(KYIV, "Lawyer", since="2021-01-01", until="2022-12-31")
    contact = Contact(companies=[early, late, LVIV, Affiliation(KYIV, "Head")])

    assert ["", "Head", "Lawyer", "Clerk"] == [p.position for p in contact.companies]
    assert LVIV == contact.company


def test_who_left_everywhere_has_no_primary_company() -> None:
    """Mission 3.6: exactly one is primary among the places without an end."""
    contact = Contact(companies=[Affiliation(KYIV, until=DAY)])

    assert None is contact.company
    assert 1 == len(contact.companies)


def test_a_place_with_an_end_to_come_may_be_marked_primary() -> None:
    """Mission 3.6: who gives notice works there up to the last day."""
    going = Affiliation(KYIV, primary=True, until=DAY)
    contact = Contact(companies=[LVIV, going])

    assert KYIV == contact.company


@given(st.lists(st.tuples(st.integers(1, 2), *[st.integers(0, 3)] * 2), max_size=5))
def test_places_are_ordered_once_and_for_all(told: list[tuple[int, int, int]]) -> None:
    """C6: converting what was converted changes nothing."""
    links = [
        Affiliation(
            CompanyId(nth_id("company", firm)),
            since=f"202{begins}-01-01" if begins else None,
            until=f"202{begins + more}-06-01" if more else None,
        )
        for firm, begins, more in told
    ]
    once = Contact(companies=links).companies

    assert once == Contact(companies=once).companies
    assert any(each.until is None for each in links) == any(p.primary for p in once)


def test_a_record_stands_for_its_id() -> None:
    """Whoever holds the company need not write ``company.id``."""
    company = Company(id=KYIV, name="Kyiv Logistics")
    contact = Contact(id=IRYNA, last_name="Bondar")

    assert Contact(companies=company) == Contact(companies=KYIV)
    assert Deal(contacts=contact) == Deal(contacts=IRYNA)
    assert Affiliation(company) == Affiliation(KYIV)


def test_a_link_to_another_kind_of_record_is_refused() -> None:
    """P10: a contact's company is a company."""
    with pytest.raises(InvalidValue, match="names a deal, not a company"):
        Contact(companies=DEAL)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="names a company, not a contact"):
        Deal(contacts=[KYIV])  # type: ignore[list-item]


def test_a_link_to_nothing_is_refused() -> None:
    """P10: a link has two ends."""
    with pytest.raises(InvalidValue, match="an affiliation names a company"):
        Affiliation(None)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="a participant is a contact"):
        Participant(None)  # type: ignore[arg-type]


def test_a_link_to_a_record_that_is_not_stored_is_refused() -> None:
    """P10: the sentence says what to do first."""
    with pytest.raises(InvalidValue, match="not stored yet; add it first"):
        Contact(companies=Company(name="Kyiv Logistics"))


def test_a_wrong_name_in_a_link_is_answered() -> None:
    """F4: links teach names as entities do."""
    with pytest.raises(UnknownName) as caught:
        Affiliation(KYIV, postion="Head")  # type: ignore[call-arg]

    assert "position" == caught.value.nearest


def test_a_wrong_value_in_a_link_names_its_field() -> None:
    """A role is a code of a dictionary."""
    with pytest.raises(InvalidValue) as caught:
        Affiliation(KYIV, role="Chief accountant")

    assert "role" == caught.value.path


@given(
    st.lists(
        st.builds(
            Affiliation, st.sampled_from([KYIV, LVIV, ODESA]), primary=st.booleans()
        )
    )
)
def test_exactly_one_link_is_primary(links: list[Affiliation]) -> None:
    """Law: whatever is given, one link is primary, it stands first, none is lost."""
    try:
        contact = Contact(companies=links)
    except InvalidValue:
        return
    found = contact.companies

    assert [True] * bool(links) + [False] * (len(found) - 1) == [
        link.primary for link in found
    ]
    assert {link.company for link in links} == {link.company for link in found}
    assert contact == evolve(contact, companies=found)
