"""How far two words are apart: in slips of a finger (D1).

A slip is one letter more, one less, another one, or two in the wrong order.
rapidfuzz counts the same slips faster where the extra ``fuzzy`` is installed; what
comes of a comparison is the same with and without it.
"""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import TypeAlias


Counting: TypeAlias = Callable[[str, str], int]

MOST = 2
"""More slips than these make another word."""
_MANY = 200_000
_SHORTEST, _LONG = 4, 8


@cache
def counting() -> Counting:
    """Return what counts slips: rapidfuzz where it is installed.

    >>> counting()("petro", "petra")
    1
    """
    try:
        from rapidfuzz.distance import OSA  # noqa: PLC0415  # the extra ``fuzzy``
    except ImportError:
        return slips
    distance = OSA.distance

    def counted(one: str, other: str) -> int:
        return int(distance(one, other, score_cutoff=MOST))

    return counted


def slips(one: str, other: str) -> int:
    """Return how many slips lie between two words; three stand for more than two.

    >>> slips("kovalenko", "kovalneko"), slips("petrenko", "ivanenko")
    (1, 3)
    """
    if abs(len(one) - len(other)) > MOST:
        return MOST + 1
    return _within(one, other, MOST)


def _within(one: str, other: str, left: int) -> int:
    """Return the slips, trying what one slip may have done at the first difference."""
    place = _same_start(one, other)
    one, other = one[place:], other[place:]
    if not one or not other:
        return len(one) + len(other)
    if left == 0:
        return 1
    ways = [
        _within(one[1:], other[1:], left - 1),
        _within(one[1:], other, left - 1),
        _within(one, other[1:], left - 1),
    ]
    if one[:2] == other[1::-1] and len(one) > 1:
        ways.append(_within(one[2:], other[2:], left - 1))
    return min(1 + min(ways), left + 1)


def _same_start(one: str, other: str) -> int:
    for place, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine != yours:
            return place
    return min(len(one), len(other))


@lru_cache(maxsize=_MANY)
def is_close(one: str, other: str) -> bool:
    """Tell whether a slip or two explain the difference of two words.

    Short words allow one slip, long ones two; of three letters each one counts.

    >>> is_close("kovalenko", "kovalneko"), is_close("ian", "iana")
    (True, False)
    """
    length = min(len(one), len(other))
    if length < _SHORTEST or abs(len(one) - len(other)) > MOST:
        return False
    return counting()(one, other) <= (MOST if length >= _LONG else 1)
