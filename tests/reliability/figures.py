"""What the harnesses count, and where they work."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from attrs import frozen


T = TypeVar("T")

WORKERS = min(os.cpu_count() or 1, 8)


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
            self.note or other.note,
        )


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


def in_parallel(run: Callable[[int], Tally], seeds: int) -> Tally:
    """Add up what a harness counts with each of some seeds, in several processes."""
    total = Tally(0)
    with ProcessPoolExecutor(WORKERS) as pool:
        for tally in pool.map(run, range(1, seeds + 1)):
            total += tally
    return total
