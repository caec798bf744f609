"""The table: one line for each workload."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import attrs
from attrs import frozen

from benchmarks.contender import Contender
from benchmarks.lab import Sizes
from benchmarks.measuring import FLOOR, OURS, Measured, Spent
from benchmarks.workloads import Workload


Plain: TypeAlias = dict[str, object]

MICROSECONDS = 1e6


@frozen(kw_only=True)
class Line:
    """What came of one workload."""

    workload: Workload
    title: str
    unit: str
    figures: Mapping[str, Spent]
    """By contender, for one step: microseconds, or bytes."""
    ratios: Mapping[str, Spent]
    """By contender, to the floor."""

    @classmethod
    def of(cls, workload: Workload, sizes: Sizes, measured: Measured) -> "Line":
        """Return the line of what was measured."""
        figures = {}
        for name in measured.spent:
            spent = measured.seconds(name)
            figures[name] = Spent(spent.wall * MICROSECONDS, spent.cpu * MICROSECONDS)
        return cls(
            workload=workload,
            title=workload.title.format(**attrs.asdict(sizes)),
            unit="µs",
            figures=figures,
            ratios={name: measured.ratio(name) for name in measured.spent},
        )

    @classmethod
    def of_bytes(
        cls, workload: Workload, sizes: Sizes, floor: float, ours: float
    ) -> "Line":
        """Return the line of bytes in memory."""
        return cls(
            workload=workload,
            title=workload.title.format(**attrs.asdict(sizes)),
            unit="B",
            figures={FLOOR: Spent(floor, floor), OURS: Spent(ours, ours)},
            ratios={FLOOR: Spent(1, 1), OURS: Spent(ours / floor, ours / floor)},
        )

    @property
    def verdict(self) -> str:
        """Return which goal is met, by the time on the clock."""
        ratio = self.ratios[OURS].wall
        if ratio <= self.workload.aim:
            return "aim"
        return "first" if ratio <= self.workload.first else "no"

    def text(self, kinds: Sequence[type[Contender]]) -> str:
        """Return the line as it is printed."""
        floor, ours = self.figures[FLOOR], self.figures[OURS]
        parts = [
            f"{self.title:<44}{floor.wall:>11,.0f} {ours.wall:>11,.0f} {self.unit:<2}",
            f"{_both(self.ratios[OURS]):>14}",
            f"{self.workload.first:>7.1f}{self.workload.aim:>6.1f}  {self.verdict:<6}",
        ]
        parts += [
            f"{_both(self.ratios[kind.name]) if kind.name in self.ratios else '':>14}"
            for kind in kinds[2:]
        ]
        return " ".join(parts).rstrip()

    def plain(self) -> Plain:
        """Return the line as JSON has it."""
        return {
            "workload": self.workload.code,
            "title": self.title,
            "unit": self.unit,
            "first": self.workload.first,
            "aim": self.workload.aim,
            "met": self.verdict,
            "figures": {
                name: attrs.asdict(each) for name, each in self.figures.items()
            },
            "ratios": {name: attrs.asdict(each) for name, each in self.ratios.items()},
        }


def _both(ratio: Spent) -> str:
    return f"{ratio.wall:.2f} ({ratio.cpu:.2f})"


def head(kinds: Sequence[type[Contender]], rows: int) -> str:
    """Return what stands above the lines."""
    names = [kind.name for kind in kinds]
    agreed = f"{', '.join(names)} did the same work: {rows} rows are equal"
    columns = [
        f"{'a step; ratios of time on the clock (of CPU)':<44}{'floor':>11}",
        f"{'leadflow':>11}   {'ratio':>14}{'first':>7}{'aim':>7}  {'met':<6}",
        *(f"{name:>14}" for name in names[2:]),
    ]
    return f"{agreed}\n{' '.join(columns)}"
