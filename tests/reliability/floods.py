"""Reports while many write: each is of one instant (P9).

An office has so many deals, and their number and sum never change: writers only move
them, all the time. Whoever draws a report meanwhile finds every deal on one stage, in
one group, and the whole sum, in every one of its parts.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeAlias

import leadflow
from leadflow import Crm, Deal, LeadflowError, Money
from leadflow.analytics import Funnel
from tests.reliability.figures import Tally, scratch
from tests.reliability.writers import started, told


DEALS = 40
STAGES = ("new", "preparation", "executing", "won", "lost")
_WHOLE = (Money(5 * DEALS, "UAH"),)

Look: TypeAlias = Callable[[Crm], bool]
"""Draws a report; tells whether its parts agree."""


def draw(crm: Crm) -> bool:
    """Draw a funnel by owner: stages, groups and sums are of one instant."""
    funnel = crm.reports.funnel("deals", view="snapshot", by="owner")
    groups = (_counted(each) for each in funnel.groups)
    return DEALS == funnel.total == _counted(funnel) == sum(groups)


def add_up(crm: Crm) -> bool:
    """Draw a cumulative funnel and an ageing report of the same office."""
    funnel = crm.reports.funnel("deals")
    first = funnel.steps[0]
    return DEALS == funnel.total == first.count and first.totals == _WHOLE


def ask_each_stage(crm: Crm) -> bool:
    """Count one stage after the other, as if nobody wrote in between."""
    counts = (crm.deals.where(f"stage == '{each}'").count() for each in STAGES)
    return sum(counts) == DEALS


def _counted(funnel: Funnel) -> int:
    return sum(step.count for step in funnel.steps) + funnel.lost


def run(
    writers: int = 4, *, seconds: float = 5, looks: tuple[Look, ...] = (draw, add_up)
) -> Tally:
    """Let so many write for so long; count the reports that were drawn meanwhile."""
    with scratch() as folder:
        place = folder / "sales.db"
        with leadflow.open(place, actor="ada") as crm:
            crm.deals.add_many(
                Deal(title=f"{number}", amount="5 UAH", owner=f"{number % 3}")
                for number in range(DEALS)
            )
        until = time.monotonic() + seconds
        pipes = [
            *(started(partial(_move, place, until, each)) for each in range(writers)),
            *(started(partial(_look, place, until, each)) for each in looks),
        ]
        figures = [told(pipe) for pipe in pipes]
    return _judged(figures[:writers], figures[writers:])


def _judged(writers: list[dict[str, int]], looks: list[dict[str, int]]) -> Tally:
    found = list[str]()
    for each in (*writers, *looks):
        if not each["done"]:
            found.append("P8: somebody did nothing at all")
    if wrong := sum(each["failed"] for each in looks):
        found.append(f"P9: {wrong} reports were of several instants")
    moves = sum(each["done"] for each in writers)
    drawn = sum(each["done"] for each in looks)
    return Tally(drawn, tuple(found), f"while {moves:,} deals moved")


def _move(place: Path, until: float, number: int) -> dict[str, int]:
    chance, done = Random(f"floods {number}"), 0
    with leadflow.open(place, actor=f"{number}") as crm:
        ids = [deal.id for deal in crm.deals]
        while time.monotonic() < until:
            # Another writer may have moved it, or closed it, meanwhile.
            with suppress(LeadflowError):
                crm.move(crm.deals.get(chance.choice(ids)), chance.choice(STAGES[:4]))
                done += 1
    return {"done": done, "failed": 0}


def _look(place: Path, until: float, look: Look) -> dict[str, int]:
    done = failed = 0
    with leadflow.open(place, actor="eve") as crm:
        while time.monotonic() < until:
            failed += not look(crm)
            done += 1
    return {"done": done, "failed": failed}
