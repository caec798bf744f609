"""Measuring: every contender in turn, several times; ratios within each turn."""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import TypeAlias

from attrs import define, field, frozen


FLOOR = "floor"
OURS = "leadflow"


@frozen
class Spent:
    """Seconds of one step: on the clock, and of this process's work."""

    wall: float
    cpu: float


Act: TypeAlias = Callable[[], object]
Prepare: TypeAlias = Callable[[int], tuple[Act, int]]
"""Gets the number of the turn, and returns what to time and how many steps it is."""


@define
class Measured:
    """What each contender spent on one workload, turn by turn."""

    spent: dict[str, list[Spent]] = field(factory=dict)

    def add(self, name: str, spent: Spent) -> None:
        """Keep what one turn took."""
        self.spent.setdefault(name, []).append(spent)

    def seconds(self, name: str) -> Spent:
        """Return the median time of a step."""
        own = self.spent[name]
        return Spent(median(e.wall for e in own), median(e.cpu for e in own))

    def ratio(self, name: str) -> Spent:
        """Return the median of the ratios to the floor's time of the same turn."""
        pairs = list(zip(self.spent[name], self.spent[FLOOR], strict=True))
        return Spent(
            median(own.wall / floor.wall for own, floor in pairs),
            median(own.cpu / floor.cpu for own, floor in pairs),
        )


def measure(contenders: Mapping[str, Prepare], turns: int) -> Measured:
    """Let every contender have its turns; who begins changes each time."""
    measured = Measured()
    names = list(contenders)
    for turn in range(turns):
        for name in _rotated(names, turn):
            act, steps = contenders[name](turn)
            spent = _timed(act)
            measured.add(name, Spent(spent.wall / steps, spent.cpu / steps))
    return measured


def _rotated(names: Sequence[str], turn: int) -> list[str]:
    place = turn % len(names)
    return [*names[place:], *names[:place]]


def _timed(act: Act) -> Spent:
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)
