"""Print the reliability figures: ``python -m tests.reliability``.

``--long`` asks for the figures of a long run, ``--seconds`` ends it after so long,
``--only H2`` runs one harness.
"""

import argparse
import math
import sys
import time
from collections.abc import Sequence

from tests.reliability.figures import Row, measured
from tests.reliability.measures import COMMIT, LONG, measures


_LINE = "{:4} {:36} {:>10} {:>10} {:>10} {:>8}"
_SHOWN = 20


def main(given: Sequence[str]) -> int:
    """Run the harnesses one after the other, and return how many failed."""
    asked = _asked(given)
    until = time.monotonic() + (asked.seconds or math.inf)
    size = LONG if asked.long else COMMIT
    print(_LINE.format("", "measure", "asked", "done", "violations", "seconds"))
    rows = []
    for measure in measures(size):
        if not asked.only or measure.harness in asked.only:
            row = measured(measure, until=until)
            print(_told(row), flush=True)
            rows.append(row)
    for row in rows:
        _explain(row)
    failed = sum(not row.is_fine for row in rows)
    print(f"{len(rows) - failed} harnesses passed, {failed} failed")
    return min(failed, 1)


def _asked(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.reliability")
    parser.add_argument("--long", action="store_true", help="the long run")
    parser.add_argument("--seconds", type=float, help="end the long run after so long")
    parser.add_argument("--only", nargs="*", help="harnesses, such as H2")
    return parser.parse_args(given)


def _told(row: Row) -> str:
    asked = f"{row.measure.asked:,}" if row.measure.asked else "all"
    cells = [asked, f"{row.tally.done:,}", str(len(row.tally.violations))]
    if row.measure.missing:
        cells = [asked, "-", "-"]
    line = _LINE.format(
        row.measure.harness, row.measure.name, *cells, f"{row.seconds:.0f}"
    )
    return f"{line}  {row.tally.note}".rstrip()


def _explain(row: Row) -> None:
    name = row.measure.harness
    if row.measure.missing:
        print(f"{name} did not run: {row.measure.missing}")
    if row.blind:
        print(f"{name} is blind: {row.blind} planted mistakes were not found")
    for violation in row.tally.violations[:_SHOWN]:
        print(f"{name} found: {violation}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
