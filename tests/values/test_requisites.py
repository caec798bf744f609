import pickle
from datetime import date

import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidValue
from leadflow.values import Address, BankAccount, Requisites
from leadflow.values.banks import iban, identifiers


IBAN = "GB82WEST12345698765432"


class TestIban:
    """The international number of an account."""

    @pytest.mark.parametrize(
        "text", [IBAN, "gb82 west 1234 5698 7654 32", "GB82\u00a0WEST12345698765432"]
    )
    def test_spaces_and_case_do_not_matter(self, text: str) -> None:
        """Papers print it in groups of four."""
        assert IBAN == iban(text)

    @pytest.mark.parametrize(
        "text", ["GB82", "82GBWEST12345698765432", IBAN + "0" * 20]
    )
    def test_a_wrong_form_is_refused(self, text: str) -> None:
        """Two letters, two digits, then 11 to 30 signs."""
        with pytest.raises(InvalidValue, match="IBAN has not the form"):
            iban(text)

    @given(st.integers(4, len(IBAN) - 1), st.sampled_from("0123456789"))
    def test_one_wrong_digit_is_noticed(self, at: int, digit: str) -> None:
        """Law: changing one sign breaks the check sum."""
        changed = IBAN[:at] + digit + IBAN[at + 1 :]

        if changed == IBAN or IBAN[at].isalpha():
            return
        with pytest.raises(InvalidValue, match="wrong check sum"):
            iban(changed)

    def test_none_is_allowed(self) -> None:
        """Many countries have no IBAN."""
        assert "" == iban(None) == iban(" ")


class TestBankAccount:
    """Where money is sent."""

    def test_it_reads_in_one_line(self) -> None:
        """Holder, bank, number, code."""
        account = BankAccount(bank="West", holder="Kyivlog", iban=IBAN, bic="westgb22")

        assert f"Kyivlog, West, {IBAN}, WESTGB22" == str(account)

    def test_the_repr_hides_holder_and_number(self) -> None:
        """Logs hold no bank accounts."""
        shown = repr(BankAccount(holder="Olena", iban=IBAN, account="26001234567"))

        assert "holder=O…, account=…67" in shown
        assert IBAN not in shown

    def test_a_bic_has_8_or_11_signs(self) -> None:
        """A Russian BIK is no BIC; the message says where it goes."""
        with pytest.raises(InvalidValue, match="identifiers, as in"):
            BankAccount(bic="044525225")

    def test_the_currency_is_checked(self) -> None:
        """ISO 4217, or none."""
        assert ("UAH", "") == (
            BankAccount(currency="uah").currency,
            BankAccount().currency,
        )
        with pytest.raises(InvalidValue, match="currency"):
            BankAccount(currency="UAX")

    def test_national_codes_are_found_by_name(self) -> None:
        """What only one country has needs no field of its own."""
        account = BankAccount(identifiers={"bik": "044525225", "rib": ""})

        assert "044525225" == account.identifier("bik")
        assert "" == account.identifier("rib")


class TestIdentifiers:
    """Codes that only some countries have."""

    def test_their_order_does_not_matter(self) -> None:
        """Equal codes are equal values."""
        expected = (("inn", "1"), ("kpp", "2"))

        assert expected == identifiers({"kpp": "2", "inn": "1"})
        assert expected == identifiers([("inn", "1"), ("kpp", "2")])
        assert () == identifiers(None)

    @pytest.mark.parametrize(
        "value",
        [[("inn", "1"), ("inn", "2")], [("", "1")], [("INN", "1")], ["inn"], 5, "inn"],
    )
    def test_what_is_no_code_and_value_is_refused(self, value: object) -> None:
        """Each code once, in lower snake."""
        with pytest.raises(InvalidValue):
            identifiers(value)  # type: ignore[arg-type]


class TestRequisites:
    """The legal identity of a party."""

    def test_it_signs_with_name_and_number(self) -> None:
        """The full name stands on documents."""
        party = Requisites(name="Kyivlog", full_name="Kyivlog LLC", tax_id="32855961")

        assert "Kyivlog LLC, 32855961" == str(party)
        assert "32855961" not in repr(party)

    def test_addresses_are_found_by_kind(self) -> None:
        """C6: each is a block of its own; empty ones are dropped."""
        legal = Address(kind="legal", city="Kyiv")
        party = Requisites(addresses=[legal, Address(kind="mailing")])

        assert legal == party.address()
        assert party.address("mailing") is None
        assert (legal,) == Requisites(addresses=legal).addresses

    def test_two_addresses_of_a_kind_are_refused(self) -> None:
        """Which one is meant would be a guess."""
        with pytest.raises(InvalidValue, match="one of each kind"):
            Requisites(addresses=[Address(city="Kyiv"), Address(city="Lviv")])

    @pytest.mark.parametrize("value", ["Kyiv", ["Kyiv"], 5])
    def test_only_values_are_taken(self, value: object) -> None:
        """Text has no kind, and no bank."""
        with pytest.raises(InvalidValue):
            Requisites(addresses=value)  # type: ignore[arg-type]
        with pytest.raises(InvalidValue):
            Requisites(accounts=value)  # type: ignore[arg-type]

    def test_kind_and_country_alone_are_nothing(self) -> None:
        """A preset that nobody filled in is empty."""
        assert Requisites(kind="person", country_code="UA").is_empty
        assert not Requisites(name="Kyivlog").is_empty

    def test_it_survives_pickling(self) -> None:
        """Values travel between processes."""
        party = Requisites(
            registration_date="2020-02-29",
            accounts=BankAccount(iban=IBAN),
            identifiers={"edrpou": "32855961"},
        )

        assert party == pickle.loads(pickle.dumps(party))  # noqa: S301
        assert date(2020, 2, 29) == party.registration_date
        assert {party} == {party}
        assert "32855961" == party.identifier("edrpou")
