"""What most people write takes a short way, which ends where the long one does."""

import re
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidValue
from leadflow.values import Email, Money, Phone
from leadflow.values.emails import emails
from leadflow.values.phones import phones


NUMBERS = st.from_regex(r"\+?[0-9]{2,17}", fullmatch=True)
ADDRESSES = st.from_regex(
    r"[a-zA-Z0-9_+.-]{1,70}@[a-zA-Z0-9.-]{1,20}(\.[a-z]{1,5})?", fullmatch=True
)


def made(make: type[Phone] | type[Email], text: str) -> object:
    """Return the value and its key, or why there is none."""
    try:
        both = make(text), make.parse(text)
    except InvalidValue as error:
        return str(error)
    several = phones(text) if make is Phone else emails(text)
    return [(each, each.key, str(each)) for each in (*both, *several)]


@given(text=NUMBERS)
def test_a_number_in_its_kept_form_is_what_it_would_become(text: str) -> None:
    """D1: whether it needs to be reduced or not, a number has one form."""
    short = made(Phone, text)
    with patch("leadflow.values.phones.is_kept", return_value=False):
        assert made(Phone, text) == short


@given(text=ADDRESSES)
def test_a_usual_address_is_what_it_would_become(text: str) -> None:
    """D1: nothing passes the short way that the long one would refuse."""
    short = made(Email, text)
    with patch("leadflow.values.emails.is_usual", return_value=False):
        assert made(Email, text) == short


@given(text=st.from_regex(r"[0-9]{1,16} ?(UAH|USD|JPY|KWD|XYZ)", fullmatch=True))
def test_a_usual_amount_is_what_it_would_become(text: str) -> None:
    """N1: a plain number and a code are read as every other way of writing is."""
    short = amount(text)
    with patch("leadflow.values.amounts._USUAL", lambda: re.compile("(?!)")):
        assert amount(text) == short


@pytest.mark.parametrize("value", [3, None, b"5 UAH", 1.5, ["5 UAH"]])
def test_what_is_no_text_is_no_amount(value: Any) -> None:  # noqa: ANN401  # no text
    """N1: whoever hands over something else than text is told so in our words."""
    with pytest.raises(InvalidValue) as failed:
        Money.parse(value)

    assert "money" == failed.value.what


def amount(text: str) -> object:
    """Return the money that a text tells, or why there is none."""
    try:
        return repr(Money.parse(text))
    except InvalidValue as error:
        return str(error)


def test_the_key_of_an_address_is_folded_in_every_alphabet() -> None:
    """D1: the short way of ASCII gives what folding gives."""
    assert "a@kyiv.example" == Email("A@KYIV.example").key
    assert "strasse@kyiv.example" == Email("straße@Kyiv.example").key
