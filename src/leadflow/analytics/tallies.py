"""Counting: how many records begin, end and are lost at each step."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from attrs import define, field

from leadflow.values import Money


Sums: TypeAlias = dict[str, Money]
"""An amount of each currency; currencies never mix (N6)."""


def add(sums: Sums, amounts: Iterable[Money | None]) -> None:
    """Add amounts to the sums of their currencies."""
    for amount in amounts:
        if amount is not None:
            known = sums.get(amount.currency)
            sums[amount.currency] = known + amount if known else amount


@define
class Tally:
    """The records of one group, by the places of the steps."""

    begun: Counter[int] = field(factory=Counter)
    ended: Counter[int] = field(factory=Counter)
    """Came this far and no further; or stand here."""
    lost: Counter[int] = field(factory=Counter)
    sums: defaultdict[int, Sums] = field(factory=lambda: defaultdict(dict))

    @property
    def total(self) -> int:
        """Return how many records there are."""
        return self.ended.total()

    def count(
        self, begin: int, end: int, *, is_lost: bool = False, size: int = 1
    ) -> None:
        """Count a record, or several, that came from one place to another."""
        self.begun[begin] += size
        self.ended[end] += size
        self.lost[end] += size if is_lost else 0

    def stand(self, place: int, count: int) -> None:
        """Count records that stand at a place."""
        self.ended[place] += count

    def pay(self, place: int, amounts: Iterable[Money | None]) -> None:
        """Add money of records that came this far, or stand here."""
        add(self.sums[place], amounts)

    def include(self, other: "Tally") -> None:
        """Count what another tally has counted as well."""
        self.begun += other.begun
        self.ended += other.ended
        self.lost += other.lost
        for place, sums in other.sums.items():
            self.pay(place, sums.values())

    def reached(self, places: int) -> Iterator[int]:
        """Give how many came to each place: who had begun and not yet ended."""
        passing = 0
        for place in range(places):
            passing += self.begun[place]
            yield passing
            passing -= self.ended[place]


def totals(sums: Mapping[str, Money]) -> tuple[Money, ...]:
    """Return sums in the order of their currencies."""
    return tuple(sums[currency] for currency in sorted(sums))


def whole(tallies: Iterable[Tally]) -> Tally:
    """Return what all groups counted together, so that sums agree (P11)."""
    result = Tally()
    for tally in tallies:
        result.include(tally)
    return result
