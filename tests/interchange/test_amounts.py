from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from leadflow import Money
from leadflow.errors import InvalidValue
from leadflow.interchange.amounts import SignSurvey, read_amount, read_number


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1 234,50 грн", "1234.50 UAH"),
        ("1\u00a0234,50 грн.", "1234.50 UAH"),
        ("$1,234.50", "1234.50 USD"),
        ("€ 5", "5 EUR"),
        ("usd 5", "5 USD"),
        ("5 000", "5000 UAH"),
        ("−5,5", "-5.5 UAH"),
        ("1 234.567 UAH", "1234.567 UAH"),
    ],
)
def test_amounts_are_read_with_their_currency_or_without(
    text: str, amount: str
) -> None:
    """X1: signs and codes of currencies, decimal commas and points."""
    assert Money.parse(amount) == read_amount(text, code="UAH", sign="")


@pytest.mark.parametrize(("sign", "amount"), [(",", "1.234"), (".", "1234")])
def test_a_doubtful_number_is_read_as_its_column_says(sign: str, amount: str) -> None:
    """X1: decimal commas are detected over the column, or given."""
    assert Money(amount, "UAH") == read_amount("1,234", code="UAH", sign=sign)


@pytest.mark.parametrize(
    "text", ["1,234", "12O OOO", "багато", "10 pcs", "a 5 b", "5 5 5,1,1", "x" * 500]
)
def test_what_is_no_amount_or_two_is_refused(text: str) -> None:
    """N1: a factor of a thousand is worse than a question."""
    with pytest.raises(InvalidValue):
        read_amount(text, code="UAH", sign="")


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["1,234", "12,5"], ","),
        (["1.234,50"], ","),
        (["1.234.567"], ","),
        (["1,234,567", "$5"], "."),
        (["0.5"], "."),
        (["1,234", "5", "багато", "x" * 200], ""),
        (["12,5", "12.5"], ""),
    ],
)
def test_a_column_tells_its_decimal_sign(texts: list[str], sign: str) -> None:
    """X1: one number that leaves no doubt decides for the others."""
    survey = SignSurvey()
    for text in texts:
        survey.see(text)

    assert sign == survey.sign


@given(st.decimals(0, 10**9, places=2), st.sampled_from([",", "."]))
def test_every_way_of_writing_an_amount_is_read_back(
    amount: Decimal, sign: str
) -> None:
    """P12: thousands and decimals change nothing."""
    other = {",": ".", ".": ","}[sign]
    text = f"{amount:,.2f}".replace(",", "_").replace(".", sign).replace("_", other)

    assert Money(amount, "EUR") == read_amount(text, code="EUR", sign=sign)


def test_numbers_without_currency_are_read_by_the_same_rules() -> None:
    """F5: custom decimals are imported as amounts are."""
    assert "1234.5" == read_number("1 234,5", ",")
