"""How times grow with the number of leads: ``python -m benchmarks.growth``.

Each file holds so many leads with their history. The time of one step is measured in
each, and the table and a drawing of the curves are written into the docs with
``--page``::

    python -m benchmarks.growth                 # 1,000 to 1,000,000 leads
    python -m benchmarks.growth --quick         # 1,000 and 10,000
    python -m benchmarks.growth --server        # and on a PostgreSQL, to 100,000
"""

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from attrs import frozen

from benchmarks import bases
from benchmarks.bases import crowd, lead_id
from benchmarks.chart import Curves, drawn, duration
from benchmarks.machine import described
from benchmarks.ours import Leadflow
from benchmarks.page import table, template
from benchmarks.samples import email, people, phone
from leadflow.ids import TimeOrderedIds


SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
QUICK: Final = SIZES[:2]
DOCS: Final = Path(__file__).parent.parent / "docs/explanation"

CREATE = "create, own transaction"
GET = "get by id"
PAGE = "page of 50"
LOOK_UP = "look-up by phone or e-mail"
FUNNEL = "cumulative funnel of all"

_STEPS: Final = 300


@frozen
class Grown:
    """What was measured at one size."""

    size: int
    microseconds: Mapping[str, float]
    """The median of one step, by name."""
    bytes: int
    """Of the file."""


def measured(contender: Leadflow, size: int, weight: int) -> Grown:
    """Measure every step where so many leads are."""
    drafts = contender.drafts(people(_STEPS, start=bases.FREE))
    some = Random(size).choices(range(1, size), k=_STEPS)  # noqa: S311  # sample data
    asked = [("phone", phone(n)) if n % 2 else ("email", email(n)) for n in some]
    funnel = partial(contender.crm.reports.funnel, "leads")
    spent = {
        GET: [_timed(partial(contender.get, lead_id(n))) for n in some],
        PAGE: [_timed(partial(contender.pages, "new", 1)) for _ in some],
        LOOK_UP: [_timed(partial(contender.known_by, *key)) for key in asked],
        FUNNEL: [_timed(funnel) for _ in range(3)],
        CREATE: [_timed(partial(contender.create, lead)) for lead in drafts],
    }
    return Grown(size, {name: median(own) for name, own in spent.items()}, weight)


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1e6


def grown(folder: Path, sizes: Sequence[int]) -> Iterator[Grown]:
    """Measure file after file."""
    for size in sizes:
        path = folder / f"{size}-crowd.db"
        if not path.exists():
            crowd(path, size)
        weight = path.stat().st_size
        with closing(Leadflow(path, bases.now, TimeOrderedIds())) as contender:
            yield measured(contender, size, weight)


def grown_on_server(sizes: Sequence[int]) -> Iterator[Grown]:
    """Measure database after database of a PostgreSQL."""
    # It needs the drivers, and the launcher of the tests.
    from benchmarks.servers import filled  # noqa: PLC0415

    for size, contender, weight in filled(sizes, bases.now):
        yield measured(contender, size, weight)


def curves(found: Sequence[Grown]) -> Curves:
    """Return the drawing of what was measured."""
    return Curves(
        title="Time of one step, by the number of leads in the file",
        across="leads",
        sizes=[each.size for each in found],
        values={
            name: [each.microseconds[name] for each in found]
            for name in (CREATE, GET, PAGE, LOOK_UP, FUNNEL)
        },
    )


def page(found: Sequence[Grown], served: Sequence[Grown], folder: Path) -> str:
    """Return the page of the docs."""
    largest = found[-1]
    a_lead = largest.bytes / largest.size
    return template("scale.md").format(
        table="\n".join(_rows(found)),
        server="\n".join(_rows(served)) if served else "(not measured)",
        machine="\n".join(f"- {each}" for each in described(folder)),
        bytes=f"{a_lead / 1000:.1f}",
        funnel=f"{largest.microseconds[FUNNEL] / largest.size:.1f}",
        largest=f"{largest.size:,}",
        hundred=f"{a_lead * 1e8 / 1e9:,.0f}",
    )


def _rows(found: Sequence[Grown]) -> Iterator[str]:
    rows = [
        [name, *(duration(each.microseconds[name]) for each in found)]
        for name in (CREATE, GET, PAGE, LOOK_UP, FUNNEL)
    ]
    weights = ["size on disk", *(f"{each.bytes / 1e6:,.1f} MB" for each in found)]
    return table(["", *(f"{each.size:,} leads" for each in found)], [*rows, weights])


def _said(several: Iterable[Grown]) -> list[Grown]:
    """Print each as soon as it is measured, and return all."""
    found = []
    for each in several:
        found.append(each)
        told = (f"{name}: {duration(t)}" for name, t in each.microseconds.items())
        print(f"{each.size:,} leads, {each.bytes / 1e6:,.1f} MB", *told, sep="; ")
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table, and write the page where that is asked for."""
    parser = argparse.ArgumentParser(description="Measure how times grow.")
    parser.add_argument("--quick", action="store_true", help="small files only")
    parser.add_argument("--server", action="store_true", help="PostgreSQL as well")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep big files here")
    parser.add_argument("--page", type=Path, nargs="?", const=DOCS, metavar="DIR")
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        place = asked.keep or Path(folder)
        sizes = QUICK if asked.quick else SIZES
        found = _said(grown(place, sizes))
        served = _said(grown_on_server(sizes[:3])) if asked.server else []
        if asked.page:
            (asked.page / "scale.svg").write_text(drawn(curves(found)), "utf-8")
            (asked.page / "scale.md").write_text(page(found, served, place), "utf-8")


if __name__ == "__main__":
    main()
