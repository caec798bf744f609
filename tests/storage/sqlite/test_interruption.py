"""P23: whatever line of a write is interrupted, the store is as before."""

import gc
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import FrameType

import pytest

from leadflow.entities import evolve
from leadflow.storage.port import Command, Store
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import a_lead, digest, stored
from tests.interruption import Interruption


pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)

COMMANDS = [("ada", "k")]
# Once the commit has returned, what is left is letting go.
LETTING_GO = {
    "__exit__",
    "commit",
    "run",
    "_end",
    "end",
    "undo",
    "put_back",
    "give_back",
    "ended",
    "_unlock",
    "leave",
    "is_here",
}


def is_final(frame: FrameType | None) -> bool:
    """Tell whether an object goes: what is raised then Python reports and drops."""
    for _ in range(4):
        if frame is None or frame.f_code.co_name in ("__del__", "_forget"):
            return frame is not None
        frame = frame.f_back
    return False


def follows(frame: FrameType) -> bool:
    """Follow the SQLite store's and the codec's functions."""
    return "/storage/" in frame.f_code.co_filename and not is_final(frame)


LEAD, FIRST = stored(a_lead())
NEW, SECOND = stored(a_lead(company="company_" + "0" * 26, custom={"n": 1}), 2)
CHANGED = evolve(LEAD, version=2, phones="102")
COMMAND = Command(actor="ada", key="k", verb="v", request="", result="")


def write(store: Store) -> None:
    """Write one of everything."""
    with store.write() as writer:
        with writer.savepoint():
            writer.put([NEW, CHANGED])
        writer.append(SECOND.events)
        writer.remember(COMMAND)
        writer.save_workspace("text")


def filled(place: Path) -> SQLiteStore:
    """Return a new store with one lead; whoever is stuck is told soon."""
    store = SQLiteStore(place, deadline=0.2, durability="normal")
    with store.write() as writer:
        writer.put([LEAD])
        writer.append(FIRST.events)
    return store


def digests(folder: Path) -> tuple[str, str]:
    """Return what a store holds before the write and after it."""
    store = filled(folder / "digests.db")
    before = digest(store, commands=COMMANDS)
    write(store)
    after = digest(store, commands=COMMANDS)
    store.close()
    return before, after


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Collect what interruptions dropped here, where it is expected.

    A connection that is interrupted while it is made is closed by Python itself,
    and from 3.13 on Python tells so.
    """
    yield
    gc.collect()


def test_an_interruption_at_any_line_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    """P23: before the commit nothing is written; the next write gets further."""
    before, after = digests(tmp_path)
    store, line, committed = filled(tmp_path / "0.db"), 1, set[str]()
    while (interruption := Interruption(line, follows)).strike(partial(write, store)):
        found = digest(store, commands=COMMANDS)
        if found != before:
            committed.add(interruption.place)
            store.close()
            store = filled(tmp_path / f"{line}.db")
        line += 1

        assert found in (before, after)

    assert after == digest(store, commands=COMMANDS)
    assert line > 300
    assert committed <= LETTING_GO
    store.close()


def test_an_interrupted_read_stops_nobody(tmp_path: Path) -> None:
    """P23: readers that were interrupted leave writers and readers alone."""
    store, line = filled(tmp_path / "sales.db"), 1
    before = digest(store)

    def read() -> None:
        with store.read() as reader:
            reader.workspace()

    while Interruption(line, follows).strike(read):
        line += 1
    with store.write() as writer:
        workspace = writer.workspace()

    assert line > 30
    assert ("", 0) == workspace
    assert before == digest(store)
    store.close()
