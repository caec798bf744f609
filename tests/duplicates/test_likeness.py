import sys

import pytest
from hypothesis import given, strategies as st

from leadflow.duplicates import likeness
from leadflow.duplicates.likeness import MOST, is_close, slips


WORDS = st.text("abcdё", max_size=9)


def distance(one: str, other: str) -> int:
    """Return the slips by the whole table, as books have it."""
    rows: list[list[int]] = [[*range(len(other) + 1)]]
    for i, mine in enumerate(one, start=1):
        rows.append([i])
        for j, yours in enumerate(other, start=1):
            best = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1)
            best = min(best, rows[i - 1][j - 1] + (mine != yours))
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 1] + other[j - 2]:
                best = min(best, rows[i - 2][j - 2] + 1)
            rows[i].append(best)
    return rows[-1][-1]


@given(WORDS, WORDS)
def test_slips_are_those_of_the_whole_table(one: str, other: str) -> None:
    """Law: the quick way counts what the long way counts, up to two."""
    assert min(distance(one, other), MOST + 1) == slips(one, other)


@given(WORDS, WORDS)
def test_the_extra_counts_the_same(one: str, other: str) -> None:
    """D1: with rapidfuzz and without it, words are equally far apart."""
    counting = pytest.importorskip("rapidfuzz.distance").OSA.distance

    assert slips(one, other) == counting(one, other, score_cutoff=MOST)


def test_without_the_extra_slips_are_counted_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """D1: rapidfuzz makes it faster, and nothing else."""
    monkeypatch.setitem(sys.modules, "rapidfuzz.distance", None)
    likeness.counting.cache_clear()
    try:
        assert slips is likeness.counting()
    finally:
        likeness.counting.cache_clear()


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("kovalenko", "kovalneko", True),
        ("kovalenko", "kvalneko", True),
        ("petro", "petra", True),
        ("petro", "pavlo", False),
        ("lis", "liz", False),
        ("ian", "iana", False),
        ("kovalenko", "ivanenko", False),
    ],
)
def test_short_words_forgive_less(one: str, other: str, *, close: bool) -> None:
    """D1: two slips make another word of a short one."""
    assert close == is_close(one, other)
