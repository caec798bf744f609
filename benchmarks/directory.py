"""How fast everybody is listed: ``python -m benchmarks.directory [--quick]``.

A base of so many leads has one client for a hundred of them. What is measured is the
processor time of one question, the median of twenty, and the memory of a stream.
"""

import argparse
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

import leadflow
from benchmarks.bases import crowd
from leadflow import Contact, Crm, Deal, F


SIZE: Final = 1_000_000
QUICK: Final = 10_000
_PAGE: Final = 50
_TIMES: Final = 20
_STREAMED: Final = 50_000


def filled(path: Path, leads: int) -> Crm:
    """Return a base of so many leads; every second contact has bought."""
    crm = leadflow.open(crowd(path, leads), actor="ada")
    names = (f"Client {number}" for number in range(leads // 100))
    people = crm.contacts.add_many(Contact(last_name=name) for name in names)
    stages = ("won", "new")
    crm.deals.add_many(
        Deal(title="Forklifts", contacts=[person], stage=stages[number % 2])
        for number, person in enumerate(people)
    )
    return crm


def measured(crm: Crm) -> Iterator[tuple[str, float]]:
    """Yield what is asked, and the milliseconds that it takes."""
    clients = crm.parties.where(F.role == "client")
    mark = crm.parties.page(_PAGE).next
    asked: dict[str, Callable[[], object]] = {
        f"page of {_PAGE}": lambda: crm.parties.page(_PAGE),
        "the next page": lambda: crm.parties.page(_PAGE, after=mark),
        f"page of {_PAGE} clients": lambda: clients.page(_PAGE),
        "the same by name": lambda: clients.order_by("name").page(_PAGE),
        "count of clients": clients.count,
        f"page of {_PAGE} leads alone": lambda: crm.leads.page(_PAGE),
        "card of a client": lambda: crm.parties.of(crm.contacts.first() or ""),
    }
    for name, act in asked.items():
        yield name, median(_spent(act) for _ in range(_TIMES))


def _spent(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1e3


def held(crm: Crm, parties: int) -> int:
    """Return the most kibibytes that are held while parties stream by."""
    tracemalloc.start()
    try:
        for _ in islice(crm.parties, parties):
            pass
        return tracemalloc.get_traced_memory()[1] // 1024
    finally:
        tracemalloc.stop()


def main(words: Sequence[str] | None = None) -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help=f"{QUICK:,} leads")
    size = QUICK if parser.parse_args(words).quick else SIZE
    with (
        TemporaryDirectory() as folder,
        closing(filled(Path(folder) / "everybody.db", size)) as crm,
    ):
        print(f"{size:,} leads, {size // 100:,} contacts")
        for name, spent in measured(crm):
            print(f"{name:<28} {spent:8.2f} ms")
        count = min(_STREAMED, size)
        print(f"{f'held while {count:,} stream by':<28} {held(crm, count):8,} KiB")


if __name__ == "__main__":
    main()
