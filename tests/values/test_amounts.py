import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidValue
from leadflow.values import Money


@pytest.mark.parametrize(
    "text",
    [
        "120000 UAH",
        "UAH 120000",
        "uah120000",
        "120 000 UAH",
        "120\u00a0000,00 UAH",
        "120\u202f000.00\u00a0UAH",
        "120'000.00 UAH",
        "120,000.00 UAH",
        "120.000,00 UAH",
        "120000,0 UAH",
        "+120000 UAH",
    ],
)
def test_one_amount_is_read_in_every_fashion(text: str) -> None:
    """Thousands and decimals are told apart where the text leaves no doubt."""
    assert Money(120000, "UAH") == Money.parse(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("-5,5 UAH", "-5.5"),
        ("UAH - 5.5", "-5.5"),
        ("\u22125.5 UAH", "-5.5"),
        ("0.500 UAH", "0.5"),
        ("1234.567 UAH", "1234.567"),
        ("1 234,567 UAH", "1234.567"),
        ("1,234,567 UAH", "1234567"),
        ("1.234.567 UAH", "1234567"),
        ("1.234.567,8 UAH", "1234567.8"),
        ("1.2340 UAH", "1.234"),
    ],
)
def test_signs_and_long_fractions_are_read(text: str, amount: str) -> None:
    """The last separator of two kinds begins the decimals."""
    assert Money(amount, "UAH") == Money.parse(text)


@pytest.mark.parametrize("text", ["1,234 USD", "1.234 USD", "999.000 JPY", "1,234 KWD"])
def test_what_can_be_read_twice_is_refused(text: str) -> None:
    """A factor of a thousand is worse than a question."""
    with pytest.raises(InvalidValue, match="can be read in two ways; write"):
        Money.parse(text)


def test_three_decimals_are_no_doubt_where_the_currency_has_three() -> None:
    """The dinar's own form is read back."""
    assert Money("1.5", "KWD") == Money.parse("1.500 KWD")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "UAH",
        "12 34 UAH",
        "1,23,456 UAH",
        "1,234.567,8 UAH",
        "1.2.3 UAH",
        "1..2 UAH",
        ".5 UAH",
        "5. UAH",
        "$5",
        "5 UAH UAH",
        "UAH 5 USD",
        "5 hryvnias",
        "1e5 UAH",
        "١٢ UAH",
        "5" + " " * 200 + "UAH 7",
        "5" * 150 + " UAH",
    ],
)
def test_what_is_not_an_amount_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(InvalidValue):
        Money.parse(text)


def test_a_missing_currency_is_named() -> None:
    """No currency is taken for granted."""
    with pytest.raises(InvalidValue, match="has no currency; write it like"):
        Money.parse("120000")


@given(
    st.integers(0, 10**14),
    st.sampled_from(["", ".5", ".50", ".05"]),
    st.sampled_from(["UAH", "KWD", "JPY"]),
)
def test_the_usual_form_is_read_as_any_other(whole: int, part: str, code: str) -> None:
    """A quick way for what programs write reads nothing differently."""
    if code == "JPY":
        part = ""

    assert Money.parse(f"{code} {whole}{part}") == Money.parse(f"{whole}{part} {code}")


def test_a_long_amount_is_read_up_to_its_bound() -> None:
    """P25: zeros and spaces may fill 120 characters, and not one more."""
    longest = f"+{'000 ' * 28}005 UAH"

    assert (120, Money(5, "UAH")) == (len(longest), Money.parse(longest))
    with pytest.raises(InvalidValue):
        Money.parse(longest.replace("+", "+ "))
