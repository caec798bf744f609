"""Whatever is thrown at a converter, nothing but InvalidValue comes back."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidValue
from leadflow.values import Money, Period, PersonName, Utm
from leadflow.values.address import address
from leadflow.values.banks import iban
from leadflow.values.currencies import currency
from leadflow.values.emails import emails
from leadflow.values.instants import day, quantity
from leadflow.values.links import messengers, websites
from leadflow.values.money import money
from leadflow.values.phones import phones
from leadflow.values.text import clean, code, mask


CONVERTERS: tuple[Callable[[str], object], ...] = (
    address,
    clean,
    code,
    currency,
    day,
    emails,
    iban,
    mask,
    messengers,
    Money.parse,
    money,
    Period.parse,
    PersonName.parse,
    phones,
    quantity,
    Utm.from_url,
    websites,
)
DATA = Path(__file__).parents[3] / "shared" / "data" / "bad-inputs"


def feed(text: str) -> int:
    """Give a text to every converter; return how many took it."""
    taken = 0
    for convert in CONVERTERS:
        try:
            str(convert(text))
        except InvalidValue:
            continue
        taken += 1
    return taken


def naughty_strings() -> list[str]:
    """Return strings that are known to break programs."""
    path = DATA / "naughty-strings" / "blns.json"
    if not path.exists():
        pytest.skip("the collection of naughty strings is not here")
    found: list[str] = json.loads(path.read_text("utf-8"))
    return found


def test_naughty_strings_are_taken_or_refused() -> None:
    """No other error, whatever the text."""
    strings = naughty_strings()

    assert len(strings) < sum(map(feed, strings))


@pytest.mark.parametrize("name", ["tests.xml", "tests-original.xml"])
def test_strange_addresses_are_taken_or_refused(name: str) -> None:
    """No other error; what is taken is its own key's spelling."""
    path = DATA / "email-addresses" / name
    if not path.exists():
        pytest.skip("the collection of addresses is not here")
    source = path.read_text("utf-8")
    written = re.findall(r"<address>(.*?)</address>", source, re.DOTALL)
    texts = [html.unescape(each) for each in written]

    assert len(texts) < sum(map(feed, texts))


@given(st.text())
def test_any_text_is_taken_or_refused(text: str) -> None:
    """Law: converters raise InvalidValue or nothing."""
    assert feed(text) <= len(CONVERTERS)


@given(st.text(st.sampled_from("0123456789 +-.,;:@<>()[]xextUAHQW/\n'\u0660\u00bd²")))
def test_text_that_looks_almost_right_is_taken_or_refused(text: str) -> None:
    """Law: the same, close to what is valid."""
    assert feed(text) <= len(CONVERTERS)


@pytest.mark.parametrize(
    "sign", ["1", "a", " ", "@", "<", ",", ".", "+", "1,", "1x", "a-"]
)
def test_long_text_takes_no_long_time(sign: str) -> None:
    """No pattern runs away: a hundred thousand signs are answered at once."""
    assert feed(sign * (100_000 // len(sign))) <= len(CONVERTERS)
