from fractions import Fraction

import pytest

from leadflow.analytics.steps import FunnelStep
from leadflow.analytics.wording import monies, number, percent
from leadflow.markup import shown
from leadflow.values import Money


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(1), "100.0%"),
        (Fraction(1, 3), "33.3%"),
        (Fraction(1, 2000), "0.1%"),
        (Fraction(4999, 10_000_000), "0.0%"),
        (Fraction(0), "0.0%"),
        (None, "–"),
    ],
)
def test_shares_are_rounded_half_up_when_they_are_shown(
    share: Fraction | None, text: str
) -> None:
    """N1: figures stay exact, and only their text is rounded."""
    assert text == percent(share, "en")


def test_numbers_follow_the_language() -> None:
    """Z6: thousands and decimals are parted as readers expect it."""
    assert ("1,234", "1\u00a0234") == (number(1234, "en"), number(1234, "uk-UA"))
    assert "12,5\u00a0%" == percent(Fraction(1, 8), "ru")


def test_each_currency_has_its_own_text() -> None:
    """N6: nothing is added across currencies; what is missing is left empty."""
    totals = (Money("1234.5", "UAH"), Money(7, "JPY"))
    step = FunnelStep(
        code="new", label="New", entity="deal", kind="open", count=2, totals=totals
    )

    assert ["7", "1,234.50", ""] == monies(step, ["JPY", "UAH", "USD"], "en")


def test_amounts_of_any_size_are_shown_in_full() -> None:
    """N1: no digit is lost on the way to the reader."""
    total = Money("123456789012345678901234567890.12", "UAH")
    step = FunnelStep(
        code="new", label="New", entity="deal", kind="open", count=1, totals=(total,)
    )

    expected = "123,456,789,012,345,678,901,234,567,890.12"
    assert [expected] == monies(step, ["UAH"], "en")


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x00", "\u202e", "\ufffe", "\n"])
def test_labels_cannot_steer_a_terminal_or_a_page(sign: str) -> None:
    """P25: a label is text, whatever signs somebody put into it."""
    assert sign not in shown(f"a{sign}b")
