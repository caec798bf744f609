"""Dividing a whole number by weights so that nothing is made or lost."""

from collections.abc import Sequence
from decimal import Decimal
from math import lcm

from leadflow.errors import InvalidValue
from leadflow.values.decimals import exact


def shares(units: int, weights: Sequence[Decimal | int]) -> list[int]:
    """Return ``units`` divided by largest remainder; equal ones in order.

    A negative whole is divided as its opposite and turned round, so that a credit
    note mirrors its invoice.

    >>> shares(100, [1, 1, 1]), shares(-100, [1, 1, 1])
    ([34, 33, 33], [-34, -33, -33])
    """
    whole = _whole(weights)
    total = sum(whole)
    parts = [abs(units) * weight // total for weight in whole]
    rests = [abs(units) * weight % total for weight in whole]
    left = abs(units) - sum(parts)
    # Sorting is stable: of equal remainders the first is served first.
    for index in sorted(range(len(parts)), key=lambda at: -rests[at])[:left]:
        parts[index] += 1
    return parts if units >= 0 else [-part for part in parts]


def _whole(weights: Sequence[Decimal | int]) -> list[int]:
    ratios = [exact(weight, "weight").as_integer_ratio() for weight in weights]
    if any(numerator < 0 for numerator, _ in ratios):
        raise InvalidValue("weights", "must not be negative")
    if not any(numerator for numerator, _ in ratios):
        raise InvalidValue("weights", "must have one above zero")
    common = lcm(*(denominator for _, denominator in ratios))
    return [numerator * (common // below) for numerator, below in ratios]
