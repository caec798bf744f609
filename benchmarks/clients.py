"""Conversions on a server by several clients at once: processes, of one firm or many.

``python benchmarks/trips.py --clients 1 2 4 8`` prints it. Clients of one tenant take
turns; those of several share what the disk takes for a commit.
"""

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from functools import partial
from multiprocessing.synchronize import Barrier

import psycopg

import leadflow
from benchmarks.contender import ACTOR
from benchmarks.ours import lead_of
from benchmarks.samples import person
from leadflow import Crm
from leadflow.storage.server import ServerStore
from tests.servers.postgres import Postgres


_COMMITS = 200
_WARM = 10
"""Conversions of each client before the clock starts: statements are prepared."""
_together: list[Barrier] = []


def clients(server: Postgres, many: int, count: int) -> list[str]:
    """Return what there is to tell of so many clients with so many leads each."""
    own, shared = _rate(server, many, count), _rate(server, many, count, firms=1)
    return [
        f"{many} clients, each of a firm of its own: {own:,.0f}/s",
        f"{many} clients of one firm: {shared:,.0f}/s",
    ]


def commits(server: Postgres) -> str:
    """Return how many transactions of one row a client can commit in a second."""
    url = server.database().replace("+psycopg", "")
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute("CREATE TABLE written (n integer)")
        start = time.perf_counter()
        for number in range(_COMMITS):
            connection.execute("INSERT INTO written VALUES (%s)", (number,))
        took = time.perf_counter() - start
    return f"commits of one row, by hand: {_COMMITS / took:,.0f}/s"


def _rate(server: Postgres, many: int, count: int, *, firms: int = 0) -> float:
    """Return the conversions of all clients in a second."""
    url = server.database()
    names = [f"firm {number % (firms or many)}" for number in range(many)]
    for name in set(names):
        _opened(url, name).close()
    context = multiprocessing.get_context("spawn")
    begun = (context.Barrier(many),)
    with ProcessPoolExecutor(many, context, _begin_with, begun) as pool:
        spans = list(pool.map(partial(_convert, url, count), names, range(many)))
    start, end = min(first for first, _ in spans), max(last for _, last in spans)
    return many * count / (end - start)


def _begin_with(others: Barrier) -> None:
    _together.append(others)


def _opened(url: str, tenant: str) -> Crm:
    return leadflow.open(ServerStore(url, tenant=tenant), actor=ACTOR)


def _convert(url: str, count: int, tenant: str, place: int) -> tuple[float, float]:
    """Convert so many leads, beginning with all others; return from when to when."""
    with _opened(url, tenant) as crm:
        # Nobody comes twice, or clients of one firm would find each other's people.
        start_at = place * (count + _WARM)
        numbers = range(start_at, start_at + count + _WARM)
        leads = [crm.leads.add(lead_of(person(number))) for number in numbers]
        for lead in leads[:_WARM]:
            crm.convert(lead)
        _together[0].wait()
        start = time.perf_counter()
        for lead in leads[_WARM:]:
            crm.convert(lead)
        return start, time.perf_counter()
