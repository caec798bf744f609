"""Comparing two worlds: every question is asked of both (P19)."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from leadflow.access import Guarded
from leadflow.workspace import Binder
from tests.access.asks import READS
from tests.access.worlds import World, answer, world
from tests.reliability.figures import Tally


HOLES = {
    "get": lambda self, entity, ids: self.whole.get(entity, ids),
    "find": lambda self, query: self.whole.find(query),
    "count": lambda self, query: self.whole.count(query),
    "group": lambda self, query, by, total="": self.whole.group(query, by, total=total),
    "history": lambda self, record: self.whole.history(record),
    "events": lambda self, after=0: self.whole.events(after=after),
    "holders": lambda self, kind, keys: self.whole.holders(kind, keys),
    "askable": lambda self, entity: Binder.of(self.rights.workspace, entity),
}
"""Ways of reading past the guard, by the method that would let them through."""


def compared(one: World, other: World) -> Iterator[tuple[str, bool]]:
    """Yield each question, and whether both worlds answer it alike."""
    unseen = (*one.unseen, *other.unseen)
    here, there = (World(each.ada, each.bob, one.seen, unseen) for each in (one, other))
    for name, asks in READS.items():
        pairs = zip(asks(here), asks(there), strict=True)
        for number, (left, right) in enumerate(pairs):
            yield f"{name}[{number}]", answer(left) == answer(right)


def pair(seed: int, folder: Path) -> tuple[World, World]:
    """Return two worlds in which bob sees the same: in memory, or in files."""
    in_files = seed % 3 == 2  # every third
    one, other = (
        world(seed, seed * 2 + each, place=_place(folder, seed, each, in_files))
        for each in (1, 2)
    )
    return one, other


def _place(folder: Path, seed: int, number: int, in_files: bool) -> str | None:  # noqa: FBT001  # private
    return str(folder / f"{seed}-{number}.db") if in_files else None


def run(seed: int, *, hole: str = "") -> Tally:
    """Compare the worlds of a seed in everything.

    With a hole in the guard one difference is enough: nothing is asked after it.
    """
    told = list[tuple[str, bool]]()
    with ExitStack() as stack:
        if hole:
            stack.enter_context(patch.object(Guarded, hole, HOLES[hole]))
        one, other = pair(seed, Path(stack.enter_context(TemporaryDirectory())))
        stack.enter_context(one.ada)
        stack.enter_context(other.ada)
        for name, alike in compared(one, other):
            told.append((name, alike))
            if hole and not alike:
                break
    wrong = tuple(f"{name} of seed {seed}" for name, alike in told if not alike)
    return Tally(len(told), wrong)
