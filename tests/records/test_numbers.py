import pytest

from leadflow import Company, Crm, Requisites, Workspace
from leadflow.errors import InvalidData, UnknownName


WRONG = Requisites(country_code="UA", tax_id="32855968", identifiers={"mfo": "1"})


def test_wrong_numbers_are_left_unless_the_office_cares(crm: Crm) -> None:
    """Mission 3.9: kept as written."""
    firm = crm.companies.add(Company(name="Kyivlog", requisites=WRONG))

    assert WRONG == crm.companies.get(firm.id).requisites
    assert () == tuple(f for f in crm.check().findings if f.code == "wrong_numbers")


def test_an_office_may_refuse_wrong_numbers(crm: Crm) -> None:
    """Mission 3.9: all at once, each with its path."""
    crm.configure(Workspace(wrong_numbers="refuse"))
    right = Requisites(country_code="UA", tax_id="32855961")
    firm = crm.companies.add(Company(name="Kyivlog", requisites=right))

    with pytest.raises(InvalidData) as caught:
        crm.companies.update(firm, requisites=WRONG)
    assert ["requisites.tax_id", "requisites.identifiers.mfo"] == [
        each.path for each in caught.value.faults
    ]
    assert "32855968" not in str(caught.value)


def test_an_office_may_be_warned_of_wrong_numbers(crm: Crm) -> None:
    """Mission 3.9, M7: the check of the data counts them and names the first."""
    firm = crm.companies.add(Company(name="Kyivlog", requisites=WRONG))
    crm.configure(Workspace(wrong_numbers="warn"))
    found = [each for each in crm.check().findings if each.code == "wrong_numbers"]

    assert ["companies"] == [each.path for each in found]
    assert firm.id in found[0].message


def test_what_becomes_of_wrong_numbers_is_one_of_three() -> None:
    """M7: a wrong word is refused where it is written."""
    with pytest.raises(UnknownName, match="did you mean 'refuse'"):
        Workspace(wrong_numbers="refused")


def test_a_firm_is_known_by_its_tax_id_however_it_is_written(crm: Crm) -> None:
    """D1: one normalised form, asked and kept."""
    party = Requisites(tax_id="328 559-61")
    firm = crm.companies.add(Company(name="Kyivlog", requisites=party))

    assert [firm] == crm.companies.known_by("tax_id", "32855961")
    assert [firm] == crm.companies.known_by("tax_id", "328.559.61")
