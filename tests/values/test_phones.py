import pickle
import sys

import attrs
import phonenumbers
import pytest
from hypothesis import assume, given, strategies as st

from leadflow.errors import InvalidValue, MissingExtra
from leadflow.values import Phone
from leadflow.values.dialling import normalise, split_extension
from leadflow.values.phones import phones


KEY = "+380441234567"

between = st.sampled_from(["", " ", "-", ".", " (", ") ", "\u00a0", "/", "\u2011"])
international = st.from_regex(r"[1-9][0-9]{6,13}", fullmatch=True)


@pytest.mark.parametrize(
    "text",
    [
        "+380441234567",
        "+380 (44) 123-45-67",
        "00380 44 123 45 67",
        "+380.44.123.45.67",
        "+380 44 123\u00a045\u201367",
        "\u202a+380441234567\u202c",
        "\uff0b\uff13\uff18\uff10 44 1234567",
        "+380 (0) 44 123 45 67",
        "+380 44 123 45 67 ext. 12",
    ],
)
def test_one_number_has_one_key(text: str) -> None:
    """D1: however it is written, a number is found again."""
    assert KEY == normalise(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("044 123-45-67", "0441234567"),
        ("101", "101"),
        ("٠٤٤ ١٢٣", "044123"),
        ("+39 (0)6 1234567", "+3906" + "1234567"),
        ("+44 (0)20 7946 0958", "+442079460958"),
    ],
)
def test_no_country_is_invented(text: str, key: str) -> None:
    """D1: a national number stays digits; Italians keep their zero."""
    assert key == normalise(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "+1234",
        "001",
        "1-800-FLOWERS",
        "+380+44",
        "*123#",
        "1" * 16,
        "Olena",
        "½½½",
        "²²²²²",
        "+",
        "()",
    ],
)
def test_what_cannot_be_dialled_is_refused(text: str) -> None:
    """Letters, too few and too many digits are no phone number."""
    with pytest.raises(InvalidValue, match="phone"):
        normalise(text)


def test_a_refusal_does_not_repeat_the_number() -> None:
    """Messages end up in logs."""
    with pytest.raises(InvalidValue) as caught:
        Phone("+38044123456789012")

    assert "380" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "country_code", "key"),
    [
        ("044 123 45 67", "380", KEY),
        ("044 123 45 67", "+380", KEY),
        ("8 495 123 45 67", "7", "+74951234567"),
        ("812 123 45 67", "7", "+78121234567"),
        ("1 415 555 01 23", "1", "+14155550123"),
        ("06 1234567", "39", "+39061234567"),
        ("+49 30 123456", "380", "+4930123456"),
    ],
)
def test_a_given_country_completes_a_number(
    text: str, country_code: str, key: str
) -> None:
    """The trunk digit goes, where the country has one."""
    assert key == normalise(text, country_code=country_code)


def test_a_given_region_completes_a_number() -> None:
    """The extra `phone` knows each country's plan."""
    assert KEY == normalise("044 123 45 67", region="ua")
    assert "+390612345678" == normalise("06 1234 5678", region="IT")


@pytest.mark.parametrize(
    ("text", "region", "reason"),
    [
        ("044", "XX", "phone region is not known"),
        ("1" * 15, "AC", "has more than 15 digits"),
        ("1" * 19, "UA", "does not fit its region"),
    ],
)
def test_a_wrong_region_is_refused(text: str, region: str, reason: str) -> None:
    """The message says what is wrong."""
    with pytest.raises(InvalidValue, match=reason):
        normalise(f"{text}00", region=region)


def test_a_region_needs_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names what to install; numbers with a country need nothing."""
    monkeypatch.setitem(sys.modules, "phonenumbers", None)

    with pytest.raises(MissingExtra, match=r"leadflow\[phone\]"):
        normalise("044 123 45 67", region="UA")
    assert KEY == normalise(KEY, region="UA")


def test_only_a_whole_calling_code_has_a_zero_to_drop() -> None:
    """In +10 (0) the zero is a digit like any other."""
    assert "+1000000" == normalise("+10 (0) 0000")


@pytest.mark.parametrize(
    "region", ["UA", "PL", "DE", "GB", "FR", "ES", "IT", "US", "KZ", "RU", "IL", "JP"]
)
def test_the_core_agrees_with_the_numbering_plans(region: str) -> None:
    """International forms of example numbers give the same key without the extra."""
    example = phonenumbers.example_number(region)
    assert example is not None
    formats = phonenumbers.PhoneNumberFormat
    written = phonenumbers.format_number(example, formats.INTERNATIONAL)

    assert phonenumbers.format_number(example, formats.E164) == normalise(written)


@given(international, st.lists(between, min_size=14, max_size=14))
def test_what_stands_between_digits_does_not_matter(
    digits: str, gaps: list[str]
) -> None:
    """Law: the key depends on the digits alone, and is its own key."""
    written = "+" + "".join(map("".join, zip(digits, gaps, strict=False)))
    assume("(0)" not in written)

    assert f"+{digits}" == normalise(written) == normalise(f"+{digits}")


class TestExtension:
    """The line within an office."""

    @pytest.mark.parametrize(
        "tail",
        [
            "ext. 12",
            "ext 12",
            "доб. 12",
            "(доб. 12)",
            "вн.12",
            "внутр. 12",
            "x12",
            "х12",
            "#12",
            ",12",
            ", 12",
            ", доб. 12",
            ";ext=12",
            "дод. 12",
        ],
    )
    def test_it_is_set_apart(self, tail: str) -> None:
        """D1: the extension is no part of the key."""
        (phone,) = phones(f"+380 44 123-45-67 {tail}")

        assert (KEY, "12") == (phone.key, phone.extension)
        assert "+380 44 123-45-67 ext. 12" == str(phone)

    def test_without_a_number_before_it_there_is_none(self) -> None:
        """Two digits are no office."""
        assert ("12x34", "") == split_extension("12x34")

    @pytest.mark.parametrize("extension", ["12a", "1" * 9, "²"])
    def test_it_must_be_digits(self, extension: str) -> None:
        """An extension is dialled."""
        with pytest.raises(InvalidValue, match="extension"):
            Phone(KEY, extension=extension)


class TestPhone:
    """The value of a field."""

    def test_it_remembers_how_it_was_written(self) -> None:
        """People recognise their own way of writing."""
        phone = Phone("044 123-45-67", "mobile")

        assert "044 123-45-67" == phone.raw == str(phone)

    def test_a_kind_may_stand_before_the_number(self) -> None:
        """A form may send everything in one text."""
        assert Phone("101", "fax") == Phone.parse("Fax: 101")
        assert Phone("101") == Phone.parse("tel:101") == Phone.parse("тел.: 101")

    def test_a_country_completes_what_is_parsed(self) -> None:
        """The number as written is kept all the same."""
        phone = Phone.parse("mobile: 044 1234567", region="UA")

        assert (KEY, "044 1234567") == (phone.key, phone.raw)

    def test_a_wrong_kind_names_the_right_ones(self) -> None:
        """The message lists the kinds."""
        with pytest.raises(InvalidValue, match="did you mean 'mobile'"):
            Phone("101", "mobil")
        with pytest.raises(InvalidValue, match="it is one of 'fax', 'home'"):
            Phone.parse("olena: 101")

    def test_the_repr_hides_the_number(self) -> None:
        """Logs hold no phone numbers."""
        assert "Phone(number=+380…67, kind='work')" == repr(Phone(KEY, "work", "12"))

    def test_it_survives_pickling_and_evolving(self) -> None:
        """Finishing an instance twice changes nothing."""
        phone = Phone("+380 44 123-45-67 x 12")

        assert phone == pickle.loads(pickle.dumps(phone))  # noqa: S301
        assert phone == attrs.evolve(attrs.evolve(phone, kind="fax"), kind="work")

    @given(international, st.sampled_from(["", "1", "0123"]))
    def test_its_text_is_read_back(self, digits: str, extension: str) -> None:
        """Law: parse(str(p)) == p for the kind `work`."""
        phone = Phone(f"+{digits}", "work", extension)

        assert phone == Phone.parse(str(phone))


class TestConverter:
    """What a field of several numbers accepts."""

    @pytest.mark.parametrize(
        ("value", "keys"),
        [
            (None, []),
            ("", []),
            (" ; \n", []),
            ("101; 102\n103", ["101", "102", "103"]),
            ("044 123 45 67, 044 123 45 68", ["0441234567", "0441234568"]),
            ("101, 102", ["101", "102"]),
            ("044 123 45 67, 12, 101", ["0441234567", "101"]),
            (["101", Phone("102"), ("103", "fax")], ["101", "102", "103"]),
            (("101", "102"), ["101", "102"]),
            (Phone("101"), ["101"]),
        ],
    )
    def test_one_or_several_are_taken(self, value: str, keys: list[str]) -> None:
        """A field accepts what people and forms give."""
        assert keys == [phone.key for phone in phones(value)]

    def test_the_same_number_is_kept_once(self) -> None:
        """C6: several are united by normalised value, the first wins."""
        found = phones(["+380 44 1234567", ("00380441234567", "fax")])

        assert (Phone("+380 44 1234567"),) == found

    def test_two_extensions_are_two_ways_to_reach_somebody(self) -> None:
        """The number of the office with each line is kept."""
        assert 2 == len(phones("044 123 45 67 x1; 044 123 45 67 x2"))

    @pytest.mark.parametrize("value", [5, b"101", [5], [("1", "2", "3")], {"101": ""}])
    def test_anything_else_is_refused(self, value: object) -> None:
        """Numbers must be text: 0441234567 has a zero to lose."""
        with pytest.raises(InvalidValue, match="phone must be text"):
            phones(value)  # type: ignore[arg-type]
