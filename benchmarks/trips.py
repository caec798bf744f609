"""Conversions and the funnel on a PostgreSQL, against the same statements by hand.

``python benchmarks/trips.py`` starts a server of its own, a commit of which is on the
disk, and prints how many conversions a second there are, one by one and in a batch,
with the round trips of each. The floor sends the same statements with the same values
through psycopg alone, in as many round trips, to a database that was filled alike.
For the funnel it is a question written by hand. ``--clients 1 2 4 8`` lets so many
processes convert at once as well.
"""

# Names are the schema's; nothing that users give is part of a text.
# ruff: noqa: S608

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from statistics import median
from typing import Any, TypeAlias

import psycopg
from attrs import define, field, frozen
from sqlalchemy import Connection

import leadflow
from benchmarks.clients import clients, commits
from benchmarks.contender import ACTOR
from benchmarks.ours import lead_of
from benchmarks.samples import person
from leadflow import Crm, Lead
from leadflow.storage.server import ServerStore, sessions
from leadflow.storage.server.tasks import Outcome, Task
from leadflow.storage.server.wires import Wire, wire_of
from leadflow.testing import CountingIds, FixedClock
from tests.servers.postgres import Postgres


Trip: TypeAlias = Sequence[Task]
_ROUNDS = 5
_BEGINNINGS = ("SET TRANSACTION", "lock_timeout")
"""What the first statement of a block says."""


@define
class Heard:
    """What was sent to the server, trip by trip."""

    trips: list[Trip] = field(factory=list)


class _Hearing:
    def __init__(self, heard: Heard, wire: Wire) -> None:
        self._heard, self._wire = heard, wire

    def run(self, tasks: Sequence[Task]) -> list[Outcome]:
        self._heard.trips.append(tuple(tasks))
        return self._wire.run(tasks)


@contextmanager
def hearing() -> Iterator[Heard]:
    """Note what is sent meanwhile."""
    heard = Heard()

    def listening(connection: Connection) -> Wire:
        return _Hearing(heard, wire_of(connection))

    sessions.wire_of = listening  # type: ignore[attr-defined]  # put back below
    try:
        yield heard
    finally:
        sessions.wire_of = wire_of  # type: ignore[attr-defined]  # as it was


def furnished(url: str, count: int) -> tuple[Crm, list[Lead]]:
    """Return a CRM with leads; every call gives them the same ids."""
    store = ServerStore(url, tenant="trips")
    crm = leadflow.open(store, actor=ACTOR, clock=FixedClock(), ids=CountingIds())
    leads = crm.leads.add_many([lead_of(person(number)) for number in range(count)])
    return crm, leads


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that an act takes: on the clock, and of our own CPU."""
    clock, own = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - clock, time.process_time() - own


def replay(connection: "psycopg.Connection[Any]", trips: Sequence[Trip]) -> None:
    """Send what was heard, and take in what comes back."""
    for trip in trips:
        if any(word in trip[0].text for word in _BEGINNINGS):
            connection.rollback()  # as reading ends
        with connection.pipeline():
            cursors = [_sent(connection, task) for task in trip]
        for cursor in cursors:
            if cursor.pgresult is not None and cursor.pgresult.nfields:
                cursor.fetchall()


@frozen
class Round:
    """What one round took, and how many round trips."""

    single: tuple[float, float]
    batch: tuple[float, float]
    floor: tuple[float, float]
    trips: tuple[int, int]


def rounds(server: Postgres, count: int) -> Iterator[Round]:
    """Convert leads one by one, in a batch and by hand, again and again."""
    total = 2 * count * (_ROUNDS + 1)
    urls = [server.database() for _ in range(3)]
    heard_by, heard_leads = furnished(urls[0], total)
    crm, leads = furnished(urls[1], total)
    furnished(urls[2], total)[0].close()
    with heard_by, crm, closing(psycopg.connect(_plain(urls[2]))) as by_hand:
        for start in range(0, total, 2 * count):
            some = slice(start, start + count)
            rest = slice(start + count, start + 2 * count)
            with hearing() as single:
                _convert_each(heard_by, heard_leads[some])
            with hearing() as batch:
                heard_by.convert_many(heard_leads[rest])
            yield Round(
                timed(partial(_convert_each, crm, leads[some])),
                timed(partial(crm.convert_many, leads[rest])),
                timed(partial(replay, by_hand, single.trips)),
                (len(single.trips), len(batch.trips)),
            )
            replay(by_hand, batch.trips)
            by_hand.rollback()
            for url in urls:
                settle(url)


def settle(url: str) -> None:
    """Let a server see what its tables hold, as it does by itself in time."""
    with closing(psycopg.connect(_plain(url), autocommit=True)) as connection:
        connection.execute("ANALYZE")


def conversions(server: Postgres, count: int) -> list[str]:
    """Return what there is to tell of conversions; the first round warms up."""
    _, *done = rounds(server, count)
    ratio = median(each.single[0] / each.floor[0] for each in done)
    single, batch = (number / count for number in done[-1].trips)
    return [
        _line("one by one", [each.single for each in done], count),
        _line("in a batch", [each.batch for each in done], count),
        _line("one by one, by hand", [each.floor for each in done], count),
        f"round trips: {single:.2f} one by one, {batch:.2f} in a batch",
        f"one by one takes {ratio:.2f} times the same statements by hand",
    ]


def funnel(server: Postgres, deals: int) -> list[str]:
    """Measure the cumulative funnel against a question written by hand."""
    url = server.database()
    store = ServerStore(url, tenant="funnel")
    crm = leadflow.open(store, actor=ACTOR)
    with closing(psycopg.connect(_plain(url), autocommit=True)) as connection:
        connection.execute(_DEALS, {"count": deals})
        connection.execute(_STAGES, {"count": deals})
        connection.execute("VACUUM ANALYZE")
        ours, hand = [], []
        for _ in range(_ROUNDS + 1):
            ours.append(timed(lambda: crm.reports.funnel("deals"))[0])
            hand.append(timed(lambda: connection.execute(_BY_HAND).fetchall())[0])
    crm.close()
    ratio = median(o / h for o, h in zip(ours[1:], hand[1:], strict=True))
    own, floor = median(ours[1:]), median(hand[1:])
    told = f"{own:.2f} s, by hand {floor:.2f} s: {ratio:.2f} times"
    return [f"funnel of {deals:,} deals: {told}"]


def _convert_each(crm: Crm, leads: Sequence[Lead]) -> None:
    for lead in leads:
        crm.convert(lead)


def _sent(connection: "psycopg.Connection[Any]", task: Task) -> Any:  # noqa: ANN401
    cursor = psycopg.RawCursor(connection)
    if len(task.runs) == 1:
        cursor.execute(task.text.encode(), task.runs[0])
    else:
        cursor.executemany(task.text.encode(), task.runs)
    return cursor


def _line(name: str, took: Sequence[tuple[float, float]], count: int) -> str:
    clock, own = (median(count / each[at] for each in took) for at in (0, 1))
    return f"{name}: {clock:,.0f}/s on the clock, {own:,.0f}/s of own CPU"


def _plain(url: str) -> str:
    return url.replace("+psycopg", "")


_WALK = "'{new,preparation,executing,won}'::text[]"
_DEALS = """
INSERT INTO leadflow_deals (tenant, id, version, title, pipeline, stage, stage_kind)
SELECT 'funnel', 'deal_' || lpad(n::text, 26, '0'), 1, 'Deal', 'deals',
    (%(walk)s)[1 + n %% 4], CASE n %% 4 WHEN 3 THEN 'won' ELSE 'open' END
FROM generate_series(1, %(count)s) n
""".replace("%(walk)s", _WALK)
_STAGES = """
INSERT INTO leadflow_events (tenant, seq, record, version, entity, kind, at, actor,
    cause, changes, pipeline, stage, stage_label, stage_kind, overridden)
SELECT 'funnel', row_number() OVER (), 'deal_' || lpad(n::text, 26, '0'), 1, 'deal',
    'moved', now(), 'ada', '', '[]', 'deals', (%(walk)s)[1 + least(k, n %% 4)], '',
    'open', ''
FROM generate_series(0, 4) k, generate_series(1, %(count)s) n WHERE k < 4 OR n %% 2 = 0
""".replace("%(walk)s", _WALK)
_PLACE = """CASE stage WHEN 'new' THEN 0 WHEN 'preparation' THEN 1
    WHEN 'prepayment_invoice' THEN 2 WHEN 'executing' THEN 3 WHEN 'final_invoice' THEN 4
    WHEN 'won' THEN 5 ELSE 0 END"""
_BY_HAND = f"""
SELECT furthest, lost, count(*) FROM (
    SELECT greatest(own, coalesce(ever, -1)) AS furthest, lost FROM (
        SELECT id, {_PLACE} AS own, stage_kind = 'lost' AS lost FROM leadflow_deals
        WHERE tenant = 'funnel' AND deleted_at IS NULL AND pipeline = 'deals'
    ) t LEFT JOIN (
        SELECT record, max({_PLACE}) AS ever FROM leadflow_events
        WHERE tenant = 'funnel' AND pipeline = 'deals' AND stage IS NOT NULL
        GROUP BY record
    ) e ON e.record = t.id
) each GROUP BY furthest, lost
"""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversions", type=int, default=200)
    parser.add_argument("--deals", type=int, default=200_000)
    parser.add_argument("--forgetful", action="store_true", help="fsync off")
    parser.add_argument("--clients", type=int, nargs="*", default=[])
    given = parser.parse_args()
    with closing(Postgres(durable=not given.forgetful)) as server:
        print(commits(server))
        for line in conversions(server, given.conversions):
            print(line)
        for many in given.clients:
            for line in clients(server, many, given.conversions):
                print(line)
        for line in funnel(server, given.deals):
            print(line)


if __name__ == "__main__":
    main()
