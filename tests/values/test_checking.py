import sys

import pytest

from leadflow import BankAccount, Requisites
from leadflow.values.numbers import (
    bik,
    edrpou,
    inn,
    kpp,
    mfo,
    ogrn,
    rnokpp,
    russian_account,
)


SBER = {"bik": "044525225"}


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the extra away."""
    monkeypatch.setitem(sys.modules, "stdnum", None)


def paths(party: Requisites) -> list[str]:
    """Return where something is wrong."""
    return [each.path for each in party.check().faults]


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        (inn, "7707083893", "7707083892"),
        (inn, "500100732259", "500100732258"),
        (inn, "500100732259", "77070838"),
        (ogrn, "1027700132195", "1027700132194"),
        (ogrn, "304500116000157", "304500116000158"),
        (ogrn, "1027700132195", "102770013219"),
        (kpp, "7736AB001", "77360100X"),
        (bik, "044525225", "04452522"),
        (edrpou, "32855961", "32855962"),
        (edrpou, "14360570", "1436057"),
        (edrpou, "30000005", "30000006"),
        (rnokpp, "1759013776", "175901377"),
        (mfo, "305299", "30529A"),
    ],
)
def test_a_national_number_has_its_form_and_its_check_digit(
    rule: object, right: str, wrong: str
) -> None:
    """Mission 3.9: judged by the public rule of the country."""
    assert callable(rule)

    assert "" == rule(right)
    assert "" != rule(wrong)


def test_an_account_belongs_to_its_bank() -> None:
    """Mission 3.14: the digits of an account and of its BIK fit each other."""
    assert "" == russian_account("40702810438000060473", "044525225")
    assert "BIK" in russian_account("40702810438000060474", "044525225")
    assert "20 digits" in russian_account("4070281043800006047", "044525225")
    assert "" == russian_account("40702810438000060474", "")
    assert "" == russian_account(
        "30101810400000000225", "044525225", correspondent=True
    )


@pytest.mark.usefixtures("alone")
def test_all_faults_are_told_at_once_and_no_number_is() -> None:
    """Mission 3.9: each with its path and the way out; values stay untold."""
    party = Requisites(
        country_code="RU",
        tax_id="7707083892",
        registration_number="1027700132194",
        identifiers={"kpp": "1", "inn": "7707083893"},
        accounts=[
            BankAccount(account="40702810438000060474", identifiers=SBER),
            BankAccount(correspondent_account="30101810400000000226", identifiers=SBER),
        ],
    )
    told = party.check()

    assert [
        "tax_id",
        "registration_number",
        "identifiers.kpp",
        "accounts[0].account",
        "accounts[1].correspondent_account",
    ] == paths(party)
    assert {"wrong_number"} == {each.code for each in told.faults}
    assert not told.is_right
    assert "77070" not in str(told)


@pytest.mark.usefixtures("alone")
def test_ukrainian_requisites_are_judged_without_an_extra() -> None:
    """Mission 3.9: EDRPOU, and an MFO that is the bank of the IBAN."""
    account = BankAccount(iban="UA213223130000026007233566001", mfo="322313")
    right = Requisites(tax_id="32855961", country_code="UA", accounts=account)
    other = BankAccount(iban="UA213223130000026007233566001", mfo="305299")
    wrong = Requisites(identifiers={"edrpou": "32855962"}, accounts=other)

    short = BankAccount(mfo="30529", country_code="UA")

    assert right.check().is_right
    assert () == right.check().unchecked
    assert ["identifiers.edrpou", "accounts[0].mfo"] == paths(wrong)
    assert ["accounts[0].mfo"] == paths(Requisites(accounts=short))


@pytest.mark.usefixtures("alone")
def test_what_nobody_can_judge_is_said() -> None:
    """Mission 3.9: a number that no rule knows is neither right nor wrong."""
    party = Requisites(
        country_code="PL",
        tax_id="526-030-02-91",
        vat_id="PL5260300291",
        identifiers={"regon": "123456785"},
        accounts=BankAccount(account="1"),
    )

    assert ("tax_id", "vat_id", "identifiers.regon", "accounts[0].account") == (
        party.check().unchecked
    )
    assert party.check().is_right
    assert "nobody could judge" in str(party.check())


def test_the_extra_knows_other_countries() -> None:
    """Mission 3.9: tax ids, VAT ids and IBANs by the country."""
    right = Requisites(
        country_code="PL",
        tax_id="526-030-02-91",
        vat_id="PL 5260300291",
        identifiers={"regon": "123456785"},
    )
    wrong = Requisites(country_code="PL", tax_id="5260300292", vat_id="PL5260300292")

    assert right.check().is_right
    assert () == right.check().unchecked
    assert ["tax_id", "vat_id"] == paths(wrong)


def test_an_iban_has_the_form_of_its_country() -> None:
    """Mission 3.14: the check sum alone does not tell a wrong length."""
    right = Requisites(accounts=BankAccount(iban="GB82 WEST 1234 5698 7654 32"))
    digits = "UA" + "00" + "3223130000026"
    turned = int("".join(str(int(sign, 36)) for sign in digits[4:] + digits[:4]))
    short = f"UA{98 - turned % 97:02d}{digits[4:]}"

    assert right.check().is_right
    assert ["accounts[0].iban"] == paths(Requisites(accounts=BankAccount(iban=short)))


def test_a_tax_number_may_be_of_a_kind_that_nobody_listed() -> None:
    """Mission 3.9: what is no VAT number there may be right; a country may be told."""
    lithuania = Requisites(country_code="LT", tax_id="304500119")
    french = Requisites(vat_id="FR40303265045", registration_number="303265045")
    nowhere = Requisites(tax_id="1")

    assert ("tax_id",) == lithuania.check().unchecked
    assert french.check().is_right
    assert () == french.check().unchecked
    assert ("tax_id",) == nowhere.check().unchecked


def test_numbers_are_kept_as_written_unless_asked() -> None:
    """D1: normalising is a wish; the same number is known however it is written."""
    written = Requisites(
        tax_id="328 559-61",
        identifiers={"edrpou": "328 559 61"},
        accounts=BankAccount(account="4070 2810", mfo="305 299"),
    )
    made = written.normalised()

    assert "328 559-61" == written.tax_id
    assert ("32855961", "32855961") == (made.tax_id, made.identifier("edrpou"))
    assert ("40702810", "305299") == (made.accounts[0].account, made.accounts[0].mfo)
