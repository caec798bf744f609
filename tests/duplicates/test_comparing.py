from typing import Any

import pytest

from leadflow import Address, Company, Contact, Lead, Requisites
from leadflow.duplicates.cards import card_of
from leadflow.duplicates.comparing import compared
from leadflow.duplicates.weights import LIKELY, WEIGHTS, score_of


PHONE = "+380 67 123 45 67"


def person(name: str, **more: Any) -> Contact:  # noqa: ANN401  # of any field
    """Return a contact by first, middle and last name between bars."""
    first, middle, last = name.split("|")
    return Contact(first_name=first, middle_name=middle, last_name=last, **more)


def findings(one: Lead | Contact | Company, other: Lead | Contact | Company) -> list:  # type: ignore[type-arg]  # of codes
    """Return the codes of what is found, the same whoever is asked first."""
    codes = compared(card_of(one), card_of(other))
    assert sorted(codes) == sorted(compared(card_of(other), card_of(one)))
    return list(codes)


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("Олена||Коваленко", "Olena||Kovalenko", "name.same"),
        ("Олена||Коваленко", "Елена||Коваленко", "name.form"),
        ("Саша||Коваленко", "Олександр||Коваленко", "name.form"),
        ("Саша||Коваленко", "Олександра||Коваленко", "name.form"),
        ("Marie||Kovalenko", "Маша||Коваленко", "name.form"),
        ("Olena||Kovalneko", "Олена||Коваленко", "name.slip"),
        ("Oelna||Kovalenko", "Olena||Kovalenko", "name.slip"),
        ("Oelna||Kovalneko", "Olena||Kovalenko", "name.slips"),
        ("О.||Коваленко", "Олена||Коваленко", "name.initial"),
        ("Yu.||Kovalenko", "Юлія||Коваленко", "name.initial"),
        ("Anna||Kowalska-Nowak", "Anna||Kowalska", "name.double"),
        ("Олена||", "Олена||Коваленко", "name.part"),
        ("Олена||Іваненко", "Олена||Коваленко", "name.other_last"),
        ("Петро||Коваленко", "Олена||Коваленко", "name.other_first"),
        ("Олександра||Коваленко", "Олександр||Коваленко", "name.other_first"),
        ("П.||Коваленко", "Олена||Коваленко", "name.other_first"),
        ("Петро||Іваненко", "Олена||Коваленко", "name.other"),
    ],
)
def test_what_is_found_of_two_names(one: str, other: str, code: str) -> None:
    """D1: names are compared in both scripts, in other forms, with slips."""
    assert [code] == findings(person(one), person(other))


def test_swapped_names_are_put_right() -> None:
    """D1: first and last name may stand in each other's field."""
    found = findings(person("Коваленко||Олена"), person("Olena||Kovalenko"))

    assert ["name.swapped", "name.same"] == found


def test_a_whole_name_may_stand_in_one_field() -> None:
    """D1: a form with one field for the name tells both of them."""
    one = Contact(first_name="Olena Kovalenko")

    assert ["name.same"] == findings(one, person("Olena||Kovalenko"))


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        ("Петрович", "Petrovych", ["name.same", "father.same"]),
        ("Миколайович", "Николаевич", ["name.same"]),
        ("Петрович", "Іванович", ["name.same", "father.other"]),
        ("П.", "Петрович", ["name.same"]),
        ("П.", "І.", ["name.same", "father.other"]),
    ],
)
def test_a_father_tells_namesakes_apart(one: str, other: str, codes: list[str]) -> None:
    """D1: of two patronymics that differ for sure, one is another person's."""
    mine, yours = (person(f"Іван|{father}|Лис") for father in (one, other))

    assert codes == findings(mine, yours)


def test_a_family_with_one_phone_is_not_one_person() -> None:
    """D1: shared phone, shared home and last name, and another first name."""
    home = {"phones": PHONE, "address": "вул. Садова, 5, кв. 12, Київ"}
    found = findings(person("Олена||Лис", **home), person("Петро||Лис", **home))

    assert ["name.other_first", "phone.same", "address.same"] == found
    assert 0 == score_of(tuple(found))


def test_colleagues_at_one_switchboard_are_not_one_person() -> None:
    """D1: a firm's number says nothing against two names."""
    found = findings(
        person("Олена||Лис", phones=PHONE), person("Ганна||Коваль", phones=PHONE)
    )

    assert score_of(tuple(found)) < LIKELY


@pytest.mark.parametrize(
    ("more", "others", "codes"),
    [
        ({"phones": PHONE}, {"phones": "+380671234567"}, ["phone.same"]),
        ({"emails": "a@kyiv.example"}, {"emails": "A@Kyiv.example"}, ["email.same"]),
        (
            {"emails": "olena.k@gmail.com"},
            {"emails": "olena.k@ukr.net"},
            ["mailbox.same"],
        ),
        ({"emails": "olena.k@a.example"}, {"emails": "olena.k@b.example"}, []),
        ({"birth_date": "1990-01-31"}, {"birth_date": "1990-01-31"}, ["birthday.same"]),
        (
            {"birth_date": "1990-01-31"},
            {"birth_date": "1991-01-31"},
            ["birthday.other"],
        ),
        (
            {"requisites": Requisites(tax_id="1234567890")},
            {"requisites": Requisites(tax_id="1234567890")},
            ["tax_id.same"],
        ),
        (
            {"requisites": Requisites(tax_id="1234567890")},
            {"requisites": Requisites(tax_id="1234567899")},
            ["tax_id.other"],
        ),
        (
            {"messengers": "telegram:@o"},
            {"messengers": "telegram:@O"},
            ["messenger.same"],
        ),
    ],
)
def test_what_else_two_people_share(
    more: dict[str, Any], others: dict[str, Any], codes: list[str]
) -> None:
    """D1: each thing that is shared, or differs, counts by itself."""
    one, other = person("Олена||Лис", **more), person("Олена||Лис", **others)

    assert ["name.same", *codes] == findings(one, other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("вул. Садова, 5, кв. 12, Київ", "Киев, ул. Садовая, д. 5, кв. 12", True),
        ("Sadova st 5, Kyiv", "вул. Садова 5, Київ", True),
        ("вул. Садова, 5, Київ", "вул. Зелена, 5, Київ", False),
        ("вул. Садова, 5, кв. 12", "вул. Садова, 5, кв. 13", False),
        ("вул. Садова", "вул. Садова", False),
    ],
)
def test_addresses_are_compared_by_numbers_and_words(
    one: str, other: str, *, same: bool
) -> None:
    """D1: the same place may be written in other letters and another order."""
    mine, yours = (Contact(last_name="Лис", address=each) for each in (one, other))

    assert same == ("address.same" in findings(mine, yours))


def test_lines_of_an_address_are_one_text() -> None:
    """D1: whether the town has a field of its own does not matter."""
    parts = Address(line1="вул. Садова, 5", line2="кв. 12", city="Київ")
    one = Contact(last_name="Лис", address=parts)
    other = Contact(last_name="Лис", address="Київ, Садова 5 кв 12")

    assert "address.same" in findings(one, other)


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("ТОВ «Київ Логістик»", "Kyiv Logistyk LLC", "firm.same"),
        ("Логістик Київ", "Kyiv Logistyk GmbH", "firm.same"),
        ("Kyiv Logistics", "Kyiv Logistcis", "firm.slip"),
        ("Kyiv Logistics", "Kyiv Logistics Group", "firm.part"),
        ("Kyiv Logistics", "Lviv Bakery", "firm.other"),
        ("Магазин 112", "Магазин 113", "firm.other"),
    ],
)
def test_what_is_found_of_two_firms(one: str, other: str, code: str) -> None:
    """D1: firms are compared without legal form, in both scripts, with slips."""
    assert [code] == findings(Company(name=one), Company(name=other))


def test_a_firm_shares_a_domain_and_free_mail_is_none() -> None:
    """D1: free-mail domains never match as a domain."""
    one = Company(name="Kyivlog", emails="info@kyivlog.example")
    other = Company(name="Kyivlog", websites="https://kyivlog.example")
    free = [Company(name="Kyivlog", emails=f"{each}@gmail.com") for each in "ab"]

    assert ["firm.same", "domain.same"] == findings(one, other)
    assert ["firm.same"] == findings(*free)


def test_colleagues_of_leads_share_their_firm() -> None:
    """D1: two leads with one person and one firm are likely one."""
    one = Lead(first_name="Олена", last_name="Лис", company_name="ТОВ Київ")
    other = Lead(first_name="Olena", last_name="Lys", company_name="Kyiv")

    assert score_of(tuple(findings(one, other))) >= LIKELY


def test_who_has_no_name_is_known_by_the_phone() -> None:
    """D1: a call without a name comes from whoever has the number."""
    found = findings(Lead(phones=PHONE), person("Олена||Лис", phones=PHONE))

    assert ["name.missing", "phone.same"] == found
    assert score_of(tuple(found)) == LIKELY


def test_a_name_alone_never_makes_two_people_one() -> None:
    """D1: namesakes are many; whatever the name, something else must agree."""
    best = max(each.points for c, each in WEIGHTS.items() if c.startswith("name."))

    assert best + WEIGHTS["father.same"].points < LIKELY
