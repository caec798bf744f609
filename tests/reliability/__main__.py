"""Print the reliability figures: ``python -m tests.reliability``.

``--long`` asks for the figures of a long run, ``--seconds`` ends it after so long,
``--only H2`` runs one harness, ``--only H6 --server Galera --steps 20000`` one of them
on one server, with so many steps.
"""

import argparse
import math
import sys
import time
from collections.abc import Sequence

from attrs import evolve

from tests.reliability.figures import Row, measured
from tests.reliability.measures import COMMIT, LONG, Size, measures
from tests.reliability.served import SERVERS


_LINE = "{:11} {:36} {:>10} {:>10} {:>10} {:>8}"
_SHOWN = 20


def main(given: Sequence[str]) -> int:
    """Run the harnesses one after the other, and return how many failed."""
    asked = _asked(given)
    chosen = [
        each
        for each in measures(_size(asked))
        if not asked.only or each.harness in asked.only
        if not asked.server or any(each.name.endswith(f" {s}") for s in asked.server)
    ]
    print(_LINE.format("", "measure", "asked", "done", "violations", "seconds"))
    rows, begun = list[Row](), time.monotonic()
    for number, measure in enumerate(chosen, 1):
        # Each has its share of the time, and what those before it left.
        share = number / len(chosen)
        row = measured(measure, until=begun + (asked.seconds or math.inf) * share)
        print(_told(row), flush=True)
        rows.append(row)
    for row in rows:
        _explain(row)
    failed = sum(not row.is_fine for row in rows)
    print(f"{len(rows) - failed} harnesses passed, {failed} failed")
    return min(failed, 1)


def _size(asked: argparse.Namespace) -> Size:
    size = LONG if asked.long else COMMIT
    # One job that lasts as long as it is told to must not outlast the rest.
    most = (asked.seconds or math.inf) / 10
    size = evolve(size, seconds=min(size.seconds, most))
    if asked.steps:
        size = evolve(size, served=asked.steps, replicated=asked.steps)
    elif asked.server and not size.replicated:
        size = evolve(size, replicated=size.served)
    return size


def _asked(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.reliability")
    parser.add_argument("--long", action="store_true", help="the long run")
    parser.add_argument("--seconds", type=float, help="end the long run after so long")
    parser.add_argument("--only", nargs="*", help="harnesses, such as H2")
    servers = list(SERVERS)
    parser.add_argument("--server", nargs="*", choices=servers, help="H6 on these")
    parser.add_argument("--steps", type=int, help="how many of them on each")
    asked = parser.parse_args(given)
    known = list(dict.fromkeys(each.harness for each in measures(COMMIT)))
    for name in set(asked.only or ()).difference(known):
        parser.error(f"there is no harness '{name}'; it is one of {', '.join(known)}")
    return asked


def _told(row: Row) -> str:
    asked = f"{row.measure.asked:,}" if row.measure.asked else "all"
    cells = [asked, f"{row.tally.done:,}", str(len(row.tally.violations))]
    if row.measure.missing:
        cells = [asked, "-", "-"]
    line = _LINE.format(_named(row), row.measure.name, *cells, f"{row.seconds:.0f}")
    return f"{line}  {row.tally.note}".rstrip()


def _named(row: Row) -> str:
    # H1 to H7 are promises about history as well.
    return f"harness {row.measure.harness}"


def _explain(row: Row) -> None:
    name = _named(row)
    if row.measure.missing:
        print(f"{name} did not run: {row.measure.missing}")
    if row.blind:
        print(f"{name} is blind: {row.blind} planted mistakes were not found")
    for violation in row.tally.violations[:_SHOWN]:
        print(f"{name} found: {violation}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
