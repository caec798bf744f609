import pytest
from hypothesis import given, strategies as st

from leadflow.analytics.measuring import breadth, clip, columns, pad, wrap


@pytest.mark.parametrize(
    ("text", "width"),
    [("Visit", 5), ("Зустріч", 7), ("商談", 4), ("й", 1), ("e\u0301", 1), ("", 0)],
)
def test_columns_are_those_a_terminal_gives(text: str, width: int) -> None:
    """Z6: tables stay in line with any letters."""
    assert width == columns(text)


@given(st.text(max_size=60), st.integers(min_value=1, max_value=40))
def test_clipped_text_never_takes_more_than_its_room(text: str, width: int) -> None:
    """Z6: a long label cannot push a table out of line."""
    assert columns(clip(text, width)) <= width


def test_padding_counts_columns_not_letters() -> None:
    """Z6: a wide letter takes two columns."""
    assert ("商  ", "  商") == (pad("商", 4), pad("商", 4, right=True))


@given(st.text(alphabet="abЖ商 —", max_size=80), st.integers(40, 300))
def test_wrapped_lines_fit_and_lose_nothing_unsaid(text: str, width: int) -> None:
    """Z6: no label is cut off, and one that is shortened says so."""
    text = " ".join(text.split())
    lines = wrap(text, width, 14)

    assert all(breadth(line, 14) <= width for line in lines)
    shortened = bool(lines) and lines[-1].endswith("…")
    assert shortened or "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_word_longer_than_a_line_is_broken() -> None:
    """Z6: a label without blanks stays inside its column."""
    lines = wrap("a" * 20, 100, 14)

    assert 2 == len(lines)
    assert "a" * 20 == "".join(lines)
