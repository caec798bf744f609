"""What the harnesses count, and where and how they run."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from attrs import define, field, frozen


@frozen
class Tally:
    """What one run of a harness counted."""

    done: int
    violations: tuple[str, ...] = ()
    """Each with the seed that shows it again."""
    note: str = ""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.done + other.done,
            self.violations + other.violations,
            other.note or self.note,
        )


Job: TypeAlias = Callable[[], Tally]
"""A part of a measure that runs in a process of its own; it can be pickled."""


@frozen(kw_only=True)
class Measure:
    """One row of the table: a harness, and how much of it is asked."""

    harness: str
    name: str
    asked: int = 0
    """How much there has to be done; 0 asks for all jobs."""
    jobs: Iterable[Job]
    """As many as it takes; they may go on for ever."""
    planted: tuple[Job, ...]
    """Runs with a mistake in them, each of which has to be found first."""
    alone: bool = False
    """Whether nothing else may run meanwhile."""
    missing: str = ""
    """Why it cannot run here, if it cannot."""


@define
class Row:
    """What became of a measure."""

    measure: Measure
    tally: Tally = field(factory=lambda: Tally(0))
    blind: int = 0
    """How many planted mistakes were not found."""
    seconds: float = 0

    @property
    def is_fine(self) -> bool:
        """Tell whether all was done, and nothing found that should not be."""
        if self.measure.missing:
            return True
        enough = self.tally.done >= self.measure.asked or self.was_stopped
        return enough and not self.blind and not self.tally.violations

    was_stopped: bool = False
    """Whether the time was over before everything was done."""


def measured(measure: Measure, *, until: float, workers: int = 0) -> Row:
    """Run a measure in several processes; ``until`` is a time of ``time.monotonic``."""
    row, begun = Row(measure), time.monotonic()
    if measure.missing:
        return row
    count = 1 if measure.alone else workers or min(os.cpu_count() or 1, 8)
    with ProcessPoolExecutor(count) as pool:
        planted = [pool.submit(job) for job in measure.planted]
        row.blind = sum(not one.result().violations for one in planted)
        for tally in _done(pool, iter(measure.jobs), count):
            row.tally += tally
            row.was_stopped = time.monotonic() > until
            if row.was_stopped or 0 < measure.asked <= row.tally.done:
                break
        pool.shutdown(cancel_futures=True)
    row.seconds = time.monotonic() - begun
    return row


def _done(
    pool: ProcessPoolExecutor, jobs: Iterator[Job], count: int
) -> Iterator[Tally]:
    """Keep each process busy with one job, and one more in line."""
    waiting: list[Future[Tally]] = [pool.submit(job) for job in islice(jobs, 2 * count)]
    while waiting:
        yield waiting.pop(0).result()
        waiting += [pool.submit(job) for job in islice(jobs, 1)]


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder for files that need not last, in memory where there is one.

    A folder of the disk would be as good, and take longer: no harness here depends
    on what the machine's own disk does.
    """
    shared = Path("/dev/shm")  # noqa: S108  # a fresh folder in it
    place = shared if os.access(shared, os.W_OK) else None
    with TemporaryDirectory(dir=place, prefix="leadflow-") as folder:
        yield Path(folder).resolve()
