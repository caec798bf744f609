"""Ids that are the same in every run."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count


class CountingIds:
    """Makes ids that count from 1 for each entity; they are valid and sort.

    One instance may be shared between threads.

    >>> ids = CountingIds()
    >>> ids("lead"), ids("lead")[-3:], ids("deal")[-3:]
    ('lead_00000000000000000000000001', '002', '001')
    """

    def __init__(self) -> None:
        self._counts: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(1))

    def __call__(self, prefix: str) -> str:
        """Return a new id that begins with ``prefix`` and an underscore."""
        return nth_id(prefix, next(self._counts[prefix]))


def nth_id(prefix: str, number: int) -> str:
    """Return the id that ``CountingIds`` gives to the record of this number.

    >>> nth_id("deal", 12)
    'deal_00000000000000000000000012'
    """
    # Decimal digits are letters of the ids' alphabet, in the same order.
    return f"{prefix}_{number:026d}"
