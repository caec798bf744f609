"""How fast leadflow is: ``python -m benchmarks.run``.

Seconds differ from machine to machine, so each figure is a ratio to a floor that is
measured in the same run: a program by hand (``floor``) that writes the same rows.
The ORMs are measured as well where they are installed. All write to files of one
directory, with WAL and ``synchronous=FULL``; ``TMPDIR`` says on which disk.

    python -m benchmarks.run                    # a quarter of an hour
    python -m benchmarks.run --page             # and write the page of the docs
    python -m benchmarks.run --quick            # small sizes; the figures are rough
    python -m benchmarks.run --only convert     # by the beginning of a code
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

from benchmarks import table
from benchmarks.agreement import agree, agree_in_numbers
from benchmarks.contender import Contender
from benchmarks.floor import Floor
from benchmarks.lab import FULL, QUICK, Lab, Sizes
from benchmarks.machine import described
from benchmarks.measuring import measure
from benchmarks.memory import bytes_by_hand, bytes_by_leadflow, bytes_of_leads
from benchmarks.ours import Leadflow, lead_of
from benchmarks.page import PAGE, Report, written
from benchmarks.profiles import Profile, profiled
from benchmarks.rivals import installed
from benchmarks.samples import people
from benchmarks.table import Line
from benchmarks.workloads import MEMORY, WORKLOADS, Workload


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return what is asked for."""
    parser = argparse.ArgumentParser(description="Compare with a program by hand.")
    parser.add_argument("--quick", action="store_true", help="small sizes, few turns")
    parser.add_argument(
        "--only", action="append", default=[], metavar="CODE", help=f"one of {_codes()}"
    )
    parser.add_argument("--turns", type=int, help="how often each is measured")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep big files here")
    parser.add_argument(
        "--page", type=Path, nargs="?", const=PAGE, help="write docs' page, or this"
    )
    parser.add_argument("--no-orms", action="store_true", help="the floor alone")
    asked = parser.parse_args(arguments)
    for name in asked.only:
        if not chosen([name]):
            parser.error(f"there is no '{name}'; say one of {_codes()}")
    return asked


def _codes() -> str:
    return ", ".join(each.code for each in (*WORKLOADS, MEMORY))


def chosen(only: Sequence[str]) -> list[Workload]:
    """Return the workloads whose codes are, or begin with, one of these."""
    every = [*WORKLOADS, MEMORY]
    codes = {each.code for each in every}
    # A whole code means that one alone: there is convert, and convert-many.
    parts = tuple(name for name in only if name not in codes)
    return [
        each
        for each in every
        if not only or each.code in only or (parts and each.code.startswith(parts))
    ]


def lines(lab: Lab, workloads: Sequence[Workload]) -> Iterator[Line]:
    """Measure each workload."""
    for workload in workloads:
        if workload is MEMORY:
            yield _memory(lab.sizes)
            continue
        kinds = lab.kinds if workload.with_orms else (Floor, Leadflow)
        contenders = {kind.name: workload.prepare(lab, kind) for kind in kinds}
        yield Line.of(workload, lab.sizes, measure(contenders, lab.sizes.turns))


def _memory(sizes: Sizes) -> Line:
    floor, ours = bytes_by_hand(sizes.held), bytes_by_leadflow(sizes.held)
    return Line.of_bytes(MEMORY, sizes, floor, ours)


def kinds_of(*, with_orms: bool) -> list[type[Contender]]:
    """Return who takes part: the ORMs where they are installed."""
    return [Floor, Leadflow, *(installed() if with_orms else ())]


def _work(folder: Path, asked: argparse.Namespace) -> list[Line]:
    kinds = kinds_of(with_orms=not asked.no_orms)
    with TemporaryDirectory(dir=folder) as small:
        rows = agree(kinds, Path(small))
        agree_in_numbers([Floor, Leadflow], Path(small))
    sizes = QUICK if asked.quick else FULL
    sizes = attrs.evolve(sizes, turns=asked.turns or sizes.turns)
    lab = Lab(folder, sizes, kinds)
    found: list[Line] = []
    _say(asked, table.head(kinds, rows))
    for line in lines(lab, chosen(asked.only)):
        found.append(line)
        _say(asked, line.text(kinds))
    if asked.page:
        asked.page.write_text(_page(lab, found, rows), encoding="utf-8")
    lab.close()
    return found


def _page(lab: Lab, found: Sequence[Line], rows: int) -> str:
    report = Report(
        lines=found,
        machine=described(lab.folder),
        turns=lab.sizes.turns,
        rows=rows,
        making=_making_microseconds(),
        held=bytes_of_leads(lab.sizes.held),
        profiles=_profiles(lab.folder, [each.workload for each in found]),
    )
    return written(report)


def _profiles(folder: Path, workloads: Sequence[Workload]) -> Mapping[str, Profile]:
    """Return where the time of each goes; small sizes, as profiling takes long."""
    with TemporaryDirectory(dir=folder) as small:
        lab = Lab(Path(small), QUICK, (Leadflow,))
        found = {
            each.code: profiled(lab, each) for each in workloads if each is not MEMORY
        }
        lab.close()
    return found


def _making_microseconds() -> float:
    crowd = people(2_000)
    start = time.perf_counter()
    for each in crowd:
        lead_of(each)
    return (time.perf_counter() - start) / len(crowd) * 1e6


def _say(asked: argparse.Namespace, text: str) -> None:
    print(text, flush=True, file=sys.stderr if asked.json else sys.stdout)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table."""
    asked = parsed(arguments)
    with TemporaryDirectory() as folder:
        found = _work(asked.keep or Path(folder), asked)
    if asked.json:
        print(json.dumps([line.plain() for line in found], indent=2))


if __name__ == "__main__":
    main()
