"""Big files to ask, built by fast means: rows in order, indexes afterwards."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from benchmarks.agreement import new_file
from benchmarks.contender import ACTOR, Clock
from benchmarks.floor import Floor, sql
from benchmarks.floor.writing import NEW_LEAD, lead_fact, lead_points, lead_row
from benchmarks.samples import CURRENCY, people, person, ways
from leadflow.ids import TimeOrderedIds
from leadflow.testing.identity import nth_id


STAGES: Final = (
    NEW_LEAD,
    ("leads", "in_progress", "In progress", "open"),
    ("leads", "processed", "Processed", "open"),
    NEW_LEAD,
)
"""On which the leads of a big base stand, in turn."""

_BEGINNING: Final = datetime(2025, 1, 1, tzinfo=UTC)
FREE: Final = 9_000_000
"""From here on nobody has the numbers of people."""

_START: Final = _BEGINNING.isoformat(timespec="microseconds")
_FAST: Final = (
    "PRAGMA synchronous = OFF",
    "PRAGMA journal_mode = OFF",
    "PRAGMA cache_size = -200000",
)
_WAL: Final = "PRAGMA journal_mode = WAL"


def now() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)


def office(path: Path, size: int, *, deals: int, clock: Clock = now) -> Path:
    """Make the file of a firm with so many leads, the last ones converted."""
    with closing(Floor(new_file(path), clock, TimeOrderedIds())) as floor:
        floor.create_many(people(size))
        ids = [id for (id,) in floor.db.execute("SELECT id FROM leads ORDER BY id")]
        floor.convert_many(ids[len(ids) - deals :])
    return path


def crowd(path: Path, size: int) -> Path:
    """Make a file of so many leads, with their history and contact points."""
    with closing(sqlite3.connect(new_file(path), isolation_level=None)) as db:
        indexes = [_faster(db, name) for name in ("leads_by_stage", "events_by_record")]
        db.execute("BEGIN")
        db.executemany(sql.ADD_LEAD, _leads(size))
        db.executemany(sql.ADD_FACT, _stories(size))
        for place in range(len(_POINTS)):
            points = (lead_points(lead_id(n), person(n))[place] for n in range(size))
            db.executemany(sql.ADD_POINT, sorted(points))
        db.execute("COMMIT")
        for index in indexes:
            db.execute(index)
        db.execute(_WAL)
    return path


def lead_id(number: int) -> str:
    """Return the id of a lead of the crowd."""
    return nth_id("lead", number)


_POINTS: Final = ("phone", "email", "name")


def _leads(size: int) -> Iterator[tuple[Any, ...]]:
    for number in range(size):
        stage = STAGES[number % len(STAGES)]
        yield lead_row(lead_id(number), person(number), stage[1], _START)


def _stories(size: int) -> Iterator[tuple[Any, ...]]:
    for number in range(size):
        stage = STAGES[number % len(STAGES)]
        yield lead_fact(lead_id(number), person(number), stage, _START)


def passages(path: Path, size: int) -> int:
    """Make a file of so many deals and all their stages; return how many stages."""
    with closing(sqlite3.connect(new_file(path), isolation_level=None)) as db:
        indexes = [_faster(db, name) for name in ("deals_by_stage", "events_by_record")]
        db.execute("BEGIN")
        db.executemany(sql.ADD_DEAL, _deals(size))
        db.executemany(sql.ADD_FACT, _facts(size))
        db.execute("COMMIT")
        for index in indexes:
            db.execute(index)
        (facts,) = db.execute("SELECT count(*) FROM events").fetchone()
        db.execute(_WAL)
    return int(facts)


def _faster(db: sqlite3.Connection, index: str) -> str:
    """Prepare for many rows; return what makes an index that was dropped."""
    for pragma in _FAST:
        db.execute(pragma)
    asked = "SELECT sql FROM sqlite_master WHERE name = ?"
    (text,) = db.execute(asked, (index,)).fetchone()
    db.execute(f'DROP INDEX "{index}"')
    return str(text)


def _deals(size: int) -> Iterator[tuple[Any, ...]]:
    for number, way in enumerate(ways(size)):
        at = _at(number, len(way.stages) - 1)
        stage = way.stages[-1]
        kind = stage if stage in ("won", "lost") else "open"
        yield (
            *(nth_id("deal", number), 1, f"Deal {number}", way.amount * 10_000),
            *(CURRENCY, None, "", None, None, None, 0, 0, "web"),
            *("deals", stage, kind, at, ACTOR),
            *(ACTOR, at, ACTOR, at, ACTOR),
        )


def _facts(size: int) -> Iterator[tuple[Any, ...]]:
    for number, way in enumerate(ways(size)):
        before = ""
        for place, stage in enumerate(way.stages):
            kind = stage if stage in ("won", "lost") else "open"
            changes = f'[["stage","{before}","{stage}"]]'
            happened = "moved" if place else "created"
            yield (
                *(nth_id("deal", number), place + 1, "deal", happened),
                *(_at(number, place), ACTOR, "", changes, "deals", stage),
                *(stage, kind, ""),
            )
            before = stage


def _at(number: int, place: int) -> str:
    moment = _BEGINNING + timedelta(minutes=number, days=place)
    return moment.isoformat(timespec="microseconds")
