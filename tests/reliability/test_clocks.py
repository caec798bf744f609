"""Harness H14: clocks that jump, and zones whose days have 23 or 25 hours."""

import pytest

from tests.reliability import clocks


def test_a_stay_that_the_clock_alone_tells_is_found_out() -> None:
    """P16: the harness sees that the clock went back."""
    assert clocks.run(2, stays=clocks.stays_by_the_clock).violations


def test_a_day_that_begins_twelve_hours_before_noon_is_found_out() -> None:
    """P16: the harness sees that a night was longer or shorter."""
    assert clocks.run(2, begins=clocks.begins_by_noon).violations


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_the_clock_says_the_history_is_in_order(seed: int) -> None:
    """P16: nothing is out of order, no stay is negative, and days tile."""
    assert () == clocks.run(seed).violations
