import pytest
from hypothesis import given, strategies as st

from leadflow.entities import Company, Contact, Deal, Lead, Record
from leadflow.entities.points import KINDS, company_key, points
from leadflow.values import Requisites


PEOPLE = {
    "phones": "+380 44 123 45 67, +380441234567",
    "emails": "Olena@KyivLog.example",
    "messengers": "telegram:@olena",
    "websites": "https://www.kyivlog.example/about",
}
FOUND = [
    ("phone", "+380441234567"),
    ("email", "olena@kyivlog.example"),
    ("messenger", "telegram:olena"),
    ("domain", "kyivlog.example"),
]


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (Lead(**PEOPLE), FOUND),  # type: ignore[arg-type]
        (Contact(**PEOPLE), FOUND),  # type: ignore[arg-type]
        (Company(**PEOPLE), FOUND),  # type: ignore[arg-type]
        (Lead(company_name="ТОВ Київ"), [("name", "київ")]),
        (Company(name="Kyiv Logistics, Ltd."), [("name", "kyiv logistics")]),
        (
            Company(requisites=Requisites(tax_id="32855961")),
            [("tax_id", "32855961")],
        ),
        (
            Contact(requisites=Requisites(tax_id="32855961")),
            [("tax_id", "32855961")],
        ),
        (Company(requisites=Requisites(name="Kyivlog")), []),
        (Company(websites="https://gmail.com"), []),
        (Lead(title="Cranes"), []),
        (Deal(title="Cranes"), []),
    ],
)
def test_the_points_of_a_record(record: Record, found: list[tuple[str, str]]) -> None:
    """D1: normalised phone, e-mail, messenger, domain, name and tax id, each once."""
    assert found == list(points(record))
    assert {kind for kind, _ in found} <= set(KINDS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('ТОВ "Київ-Логістик"', "київ логістик"),
        ("Kyiv Logistics LLC", "KYIV LOGISTICS"),
        ("ООО «Ромашка»", "ромашка"),
        ("Müller GmbH", "MÜLLER"),
        ("Kyiv   Logistics, Ltd.", "Kyiv Logistics"),
        ("Iberia Logistics, S.A.", "Iberia Logistics SA"),
        ("ТзОВ «Ромашка»", "Ромашка"),
        ("Товариство з обмеженою відповідальністю «Ромашка»", "Ромашка"),
        ("Полярис Sp. z o.o.", "Полярис spzoo"),
    ],
)
def test_legal_forms_and_marks_do_not_tell_firms_apart(one: str, other: str) -> None:
    """D1: case, punctuation and legal form are ignored."""
    assert company_key(one) == company_key(other)


def test_a_firm_that_is_called_like_a_legal_form_keeps_its_name() -> None:
    """D1: two such firms are not one."""
    assert "limited" == company_key("Limited")
    assert company_key("Ltd") != company_key("LLC")


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(name: str) -> None:
    """Law: the key says nothing that its name did not say."""
    key = company_key(name)

    assert key == company_key(key)
