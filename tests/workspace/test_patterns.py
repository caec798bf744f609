"""Patterns always come to an end."""

import time

import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidValue
from leadflow.workspace.patterns import LONGEST_TEXT, checked_pattern, fits


USUAL = [
    r"[A-Z]{2}-\d{4}",
    r"\w+@\w+\.\w+",
    r"(\d{2}-)*\d{2}",
    r"(?:ab|cd)?x",
    r"[)(\]]+",
    "a{2,}b{,5}",
    "x{",
]
ENDLESS = [
    "(a+)+",
    "(a|a)*b",
    "(a{1,2}){20}",
    "((a?)b)*",
    "a?" * 30,
    "a*" * 5,
    "(a|b)" * 40,
    "(?=a)a",
    r"(a)\1",
    "(?P<n>a)",
]


@pytest.mark.parametrize("pattern", USUAL)
def test_usual_patterns_are_taken(pattern: str) -> None:
    """F2: what people write for codes and numbers."""
    assert pattern == checked_pattern(pattern)


@pytest.mark.parametrize("pattern", ENDLESS)
def test_patterns_without_bounds_are_refused(pattern: str) -> None:
    """F2, P25: no pattern can keep the office busy."""
    with pytest.raises(InvalidValue, match="pattern"):
        checked_pattern(pattern)


@pytest.mark.parametrize("pattern", ["(", "[a", "*", "a" * 201, "a{9}" * 60])
def test_other_texts_are_no_patterns(pattern: str) -> None:
    """F2: a slip is told at once."""
    with pytest.raises(InvalidValue, match="pattern"):
        checked_pattern(pattern)


def test_a_pattern_judges_the_whole_text() -> None:
    """F2: nothing may stand before it or behind it."""
    assert fits("[a-z]+", "kyiv")
    assert not fits("[a-z]+", "kyiv 5")
    assert not fits("a*", "a" * (LONGEST_TEXT + 1))


@given(st.text("ab?*+|(){}2,.", max_size=24))
def test_whatever_is_taken_is_quick(pattern: str) -> None:
    """P25: law: what is taken refuses the worst text in bounded time."""
    try:
        taken = checked_pattern(pattern)
    except InvalidValue:
        return
    started = time.process_time()
    for text in ("a" * 60, "ab" * 30):
        fits(taken or "a", f"{text}!")

    assert time.process_time() - started < 5
