"""Clocks that jump, and days of 23, 24½ or 25 hours (P16).

Offices work by a clock that goes back and forth by hours around the nights in which
some zone changes its own. Whatever it says, the history is in the order in which
things happened, no stay and no age is negative, and every report can be drawn. Days
of all zones follow each other without a gap, and hold the moments of their date.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TypeAlias
from zoneinfo import ZoneInfo

from attrs import evolve

from leadflow import Crm, Deal, LeadflowError, Period, Pipeline, Stage
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Store
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing.invariants import violations
from leadflow.values.calendars import midnight
from tests.reliability.figures import Tally, scratch
from tests.reliability.work import WORKSPACE, Work


ZONES = tuple(
    map(
        ZoneInfo,
        (
            *("Europe/Kyiv", "Europe/London", "America/New_York", "UTC"),
            # Midnight is skipped, or comes twice.
            *("America/Sao_Paulo", "Asia/Beirut", "America/Havana", "Africa/Cairo"),
            # Half an hour; a whole day; a minute past midnight; half an hour before.
            *("Australia/Lord_Howe", "Pacific/Apia"),
            *("America/St_Johns", "America/Toronto"),
        ),
    )
)
YEARS = range(1915, 2037)
COMMANDS = 60
DAYS = 40
"""How many nights one seed looks at."""

_AGEING = Pipeline(
    "deals",
    entity="deal",
    stages=[
        Stage("new", expected_days=1),
        Stage("preparation", expected_days=1, ageing_from="touch"),
        Stage("executing", expected_days=2),
        Stage.won(),
        Stage.lost(),
    ],
)

Stays: TypeAlias = Callable[[Crm, Deal], Iterable[timedelta]]
Begins: TypeAlias = Callable[[date, tzinfo], datetime]


def told_stays(crm: Crm, deal: Deal) -> Iterator[timedelta]:
    """Give how long a deal stood on each stage, as its history tells."""
    return (stay.lasted for stay in crm.stages.history(deal))


def stays_by_the_clock(crm: Crm, deal: Deal) -> Iterator[timedelta]:
    """Give what a clock alone would tell, which is wrong."""
    times = [event.at for event in crm.history(deal)]
    return (after - before for before, after in pairwise(times))


def begins_by_noon(day: date, zone: tzinfo) -> datetime:
    """Return when a day begins if clocks never moved in the night, which is wrong."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    return noon.astimezone(UTC) - timedelta(hours=12)


def run(seed: int, *, stays: Stays = told_stays, begins: Begins = midnight) -> Tally:
    """Let an office work by such a clock, and look at some nights."""
    chance = Random(f"clocks {seed}")
    found = [
        *(_working(seed, chance, stays)),
        *(wrong for _ in range(DAYS) for wrong in _night(chance, begins)),
    ]
    return Tally(COMMANDS + DAYS, tuple(f"seed {seed}: {each}" for each in found))


def _working(seed: int, chance: Random, stays: Stays) -> Iterator[str]:
    with scratch() as folder, closing(_store(seed, folder)) as store:
        work = Work(
            store,
            seed=seed,
            clock=partial(_jumping, _change(chance), seed),
            workspace=evolve(WORKSPACE, pipelines=[_AGEING]),
        )
        for number in range(1, COMMANDS + 1):
            work.run(number)
            _stir(work, chance)
            yield from _negative(work.crm, stays)
        yield from violations(store)
        yield from _undrawn(work)


def _stir(work: Work, chance: Random) -> None:
    """Move deals more often than an office does; a rule may say no."""
    work.number += 1000
    for deal in chance.sample(work.crm.deals.all(), k=min(2, work.crm.deals.count())):
        with suppress(LeadflowError):
            work.crm.move(deal, chance.choice(_AGEING.stages).code)


def _store(seed: int, folder: Path) -> Store:
    return SQLiteStore(folder / "sales.db") if seed % 2 else MemoryStore()


def _jumping(near: datetime, seed: int, number: int) -> datetime:
    """Return what the clock says at a command: hours before or after, in any zone."""
    chance = Random(f"{seed} {number} jumps")
    at = near + timedelta(minutes=chance.randrange(-300, 300))
    # Now and then somebody sets it to another month altogether.
    at += timedelta(days=chance.choice((0,) * 20 + (-400, 400)))
    return at.astimezone(chance.choice(ZONES))


def _negative(crm: Crm, stays: Stays) -> Iterator[str]:
    for deal in crm.deals:
        if any(lasted < timedelta() for lasted in stays(crm, deal)):
            yield f"P16: a stay of {deal.id} is shorter than nothing"
        age = crm.stages.ageing(deal)
        if age is not None and (age.age < timedelta() or age.days < 0):
            yield f"P16: {deal.id} is younger than nothing"


def _undrawn(work: Work) -> Iterator[str]:
    """Tell what cannot be asked of what such a clock has written."""
    crm = work.crm
    asked: tuple[Callable[[], object], ...] = (
        lambda: crm.reports.ageing("deals"),
        lambda: crm.reports.funnel("deals"),
        lambda: [crm.stages.history(deal, lineage=True) for deal in crm.deals],
    )
    for ask in asked:
        try:
            str(ask())
        except LeadflowError as error:
            yield f"P16: {error}"
    with work.store.read() as reader:
        latest = max(event.at for event in reader.events())
    if crm.deals.count() != crm.as_of(latest).deals.count():
        yield "P16: what is now is not what was at the latest moment"


def _change(chance: Random) -> datetime:
    """Return a moment at which some zone put its clocks on or back."""
    while True:
        zone, year = chance.choice(ZONES), chance.choice(YEARS)
        month = chance.randrange(1, 13)
        first = datetime(year, month, 1, tzinfo=UTC)
        last = first + timedelta(days=31)
        if _offset(first, zone) != _offset(last, zone):
            return _between(first, last, zone)


def _between(first: datetime, last: datetime, zone: tzinfo) -> datetime:
    """Return when the offset of a zone changes, to the second."""
    before = _offset(first, zone)
    while last - first > timedelta(seconds=1):
        middle = first + (last - first) // 2
        middle = middle.replace(microsecond=0)
        if _offset(middle, zone) == before:
            first = middle
        else:
            last = middle
    return last


def _offset(at: datetime, zone: tzinfo) -> timedelta | None:
    return at.astimezone(zone).utcoffset()


def _night(chance: Random, begins: Begins) -> Iterator[str]:
    """Look at the days around a change of the clock, in each zone."""
    at = _change(chance)
    for zone in ZONES:
        today = at.astimezone(zone).date()
        days = [today + timedelta(days=each) for each in range(-2, 4)]
        edges = [begins(each, zone) for each in days]
        yield from _apart(days, edges, zone)
        for _ in range(3):
            moment = at + timedelta(minutes=chance.randrange(-1500, 1500))
            yield from _misplaced(moment, edges, days, zone)


def _apart(days: list[date], edges: list[datetime], zone: tzinfo) -> Iterator[str]:
    """Tell where days do not follow each other, or a period begins elsewhere."""
    if edges != sorted(edges):
        yield f"P16: days of {zone} overlap about {days[2]}"
    for day, first, end in zip(days, edges, edges[1:], strict=False):
        if Period.day(day).bounds(zone) != (first, end):
            yield f"P16: {day} of {zone} is not from {first} to {end}"


def _misplaced(
    moment: datetime, edges: list[datetime], days: list[date], zone: tzinfo
) -> Iterator[str]:
    """Tell if a moment is not in the day of its date; a second midnight is no other."""
    local = moment.astimezone(zone)
    at = days[max(number for number, edge in enumerate(edges) if edge <= moment)]
    once_more = (local + timedelta(hours=2)).date()
    if at != local.date() and not (local.fold and at == once_more):
        yield f"P16: {moment} is in {at} of {zone}, not in {local.date()}"
