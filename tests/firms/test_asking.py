import pytest

from leadflow import Affiliation, Company, Contact, Crm, Deal, F, Participant
from leadflow.errors import InvalidCondition


def names(crm: Crm, condition: object) -> list[str]:
    """Return who meets a condition, by name."""
    found = crm.contacts.where(condition).order_by("last_name")  # type: ignore[arg-type]  # a condition
    return [each.last_name for each in found]


def staff(crm: Crm) -> Company:
    """Return a firm with a head, an accountant and one who was accountant."""
    firm = crm.companies.add(Company(name="Kyivlog"))
    other = crm.companies.add(Company(name="Lviv Port"))
    treasurer = Affiliation(firm.id, "ГОЛОВНИЙ бухгалтер", "accountant")
    gone = Affiliation(firm.id, "Accountant", "accountant", until="2020-01-01")
    people = {
        "Bondar": [Affiliation(other.id), treasurer],
        "Kovalenko": [Affiliation(firm.id, "Head of all", "head")],
        "Melnyk": [gone],
        "Nobody": [],
    }
    for name, places in people.items():
        crm.contacts.add(Contact(last_name=name, companies=places))
    return firm


def test_people_are_found_by_role_and_position(crm: Crm) -> None:
    """Mission 3.5, 3.20: a role as its code, a position by a part of it in any case."""
    staff(crm)

    assert ["Bondar"] == names(crm, F.companies.role.contains("accountant"))
    assert ["Bondar"] == names(crm, F.companies.position.contains("Бухг"))
    assert ["Kovalenko"] == names(crm, F.companies.position.contains("head"))
    assert ["Bondar", "Kovalenko"] == names(crm, "not companies.role.is_empty()")
    assert ["Melnyk", "Nobody"] == names(crm, "companies.position.is_empty()")


def test_a_place_that_has_an_end_is_not_asked(crm: Crm) -> None:
    """Mission 3.5: the link finds who ever worked there, its parts who does."""
    firm = staff(crm)

    assert ["Bondar", "Kovalenko", "Melnyk"] == names(
        crm, F.companies.contains(firm.id)
    )
    assert ["Bondar", "Kovalenko"] == names(crm, F.companies.company.contains(firm.id))


def test_deals_are_found_by_who_takes_part(crm: Crm) -> None:
    """Mission 3.6: the same question of the people of a deal, and over a link."""
    staff(crm)
    bondar = crm.contacts.where(F.last_name == "Bondar").all()[0]
    deal = crm.deals.add(Deal(title="A", contacts=Participant(bondar.id, "head")))
    crm.deals.add(Deal(title="B"))

    asked = ("contacts.role.contains('head')", "'accountant' in contact.companies.role")
    assert [[deal], [deal]] == [crm.deals.where(each).all() for each in asked]


def test_a_role_that_nobody_can_have_is_refused(crm: Crm) -> None:
    """A wrong code is a slip of the pen; several values are asked with contains."""
    with pytest.raises(InvalidCondition, match="did you mean 'accountant'"):
        crm.contacts.where(F.companies.role.contains("acountant")).all()
    with pytest.raises(InvalidCondition, match="contains"):
        crm.contacts.where(F.companies.role == "accountant").all()
    with pytest.raises(InvalidCondition, match="unknown part 'title'"):
        crm.contacts.where(F.companies.title.contains("x")).all()
