"""Going on where an import was cut off: which rows of which table are stored (X3).

The transaction that stores records remembers from which lines they came. What was
rejected is judged again: it had no effect.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import groupby

from leadflow.crm import Crm
from leadflow.crm.steps import Step
from leadflow.interchange.report import Layout
from leadflow.interchange.rows import Row
from leadflow.interchange.sources import Source
from leadflow.values.text import clean


BLOCK = 1000
"""Lines that are remembered together; another number would forget what is stored."""


def identity(source: Source, layout: Layout, entity: str, key: str) -> str:
    """Return a text that is equal for the same rows, understood in the same way.

    It tells nothing of the rows. The file's name is no part of it.
    """
    # Imported on use: it loads the system's cryptography.
    from hashlib import sha256  # noqa: PLC0415

    digest = sha256(_understood(layout, entity, clean(key, "key")).encode())
    for line in source.lines():
        digest.update(line.encode(errors="surrogatepass"))
    return f"import/{digest.hexdigest()}"


def _understood(layout: Layout, entity: str, key: str) -> str:
    columns = [[each.index, each.target] for each in layout.columns]
    read = [layout.delimiter, layout.decimal, layout.dates]
    return json.dumps([entity, key, columns, read])


class Done:
    """Which lines of some blocks of a table are stored."""

    def __init__(self, steps: Mapping[int, Step]) -> None:
        self._steps = steps
        self._lines = {
            block: set(lines_of((step.known or {}).get("lines", "")))
            for block, step in steps.items()
        }

    def __contains__(self, line: int) -> bool:
        return line in self._lines[line // BLOCK]

    def add(self, lines: Iterable[int]) -> None:
        """Remember lines as stored, with the transaction that is open."""
        for block, several in groupby(lines, lambda line: line // BLOCK):
            known = self._lines[block]
            known.update(several)
            self._steps[block].keep({"lines": runs_of(known)})


@contextmanager
def blocks(crm: Crm, identity: str, rows: Iterable[Row]) -> Iterator[Done]:
    """Open a transaction for rows that knows which of them were stored before."""
    wanted = sorted({row.line // BLOCK for row in rows})
    with ExitStack() as stack:
        stack.enter_context(crm.transaction())
        yield Done(
            {
                each: stack.enter_context(crm.once(f"{identity}/{each}"))
                for each in wanted
            }
        )


def lines_of(runs: str) -> Iterator[int]:
    """Give the lines of runs.

    >>> list(lines_of("2-4,7"))
    [2, 3, 4, 7]
    """
    for run in runs.split(",") if runs else ():
        first, _, last = run.partition("-")
        yield from range(int(first), int(last or first) + 1)


def runs_of(lines: Iterable[int]) -> str:
    """Return lines as runs, which stay short however many there are.

    >>> runs_of([2, 3, 4, 7])
    '2-4,7'
    """
    # Lines that follow each other are equally far from their places in the order.
    placed = enumerate(sorted(lines))
    groups = (list(each) for _, each in groupby(placed, lambda pair: pair[1] - pair[0]))
    ends = ((each[0][1], each[-1][1]) for each in groups)
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in ends)
