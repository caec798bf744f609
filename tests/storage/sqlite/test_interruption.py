"""H5: whatever line of a write is interrupted, the store is as before."""

import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copy
from types import FrameType
from typing import Any

import pytest

from leadflow.entities import evolve
from leadflow.storage.port import Command, Store
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import a_lead, digest, stored


COMMANDS = [("ada", "k")]
# Once the commit has returned, what is left is letting go.
LETTING_GO = {
    "write",
    "commit",
    "run",
    "end",
    "undo",
    "_close_streams",
    "_put_back",
    "held",
    "release",
    "_unlock",
    "leave",
    "is_here",
}


class Interrupted(BaseException):
    """Comes at any line, as KeyboardInterrupt and MemoryError do."""


class Interruption:
    """Raises at the n-th line that the SQLite store and the codec run."""

    def __init__(self, at: int) -> None:
        self.left = at
        self.place = ""

    def __call__(self, frame: FrameType, event: str, _: object) -> Any:  # noqa: ANN401  # as sys.settrace has it
        """Follow the store's own functions."""
        name, code = frame.f_code.co_filename, frame.f_code.co_name
        # What __del__ raises Python reports and drops: it cannot interrupt.
        if "/storage/" not in name or code == "__del__":
            return None
        if event == "line":
            self.left -= 1
            if self.left == 0:
                self.place = function_of(frame)
                raise Interrupted
        return self

    def strike(self, act: Callable[[], None]) -> bool:
        """Run until the line comes; tell whether it came."""
        tracing = sys.gettrace()
        sys.settrace(self)
        try:
            act()
        except Interrupted:
            pass
        finally:
            sys.settrace(tracing)
        return bool(self.place)


def function_of(frame: FrameType) -> str:
    """Return the function that runs, also from within a comprehension."""
    name = frame.f_code.co_name
    outer = frame.f_back
    return outer.f_code.co_name if outer and name.startswith("<") else name


def opened(place: Path) -> SQLiteStore:
    """Open a store; whoever is stuck is told soon."""
    return SQLiteStore(place, deadline=0.2, durability="normal")


def write(store: Store) -> None:
    """Write one of everything."""
    lead, _ = stored(a_lead())
    new, change = stored(a_lead(company="company_" + "0" * 26, custom={"n": 1}), 2)
    with store.write() as writer:
        with writer.savepoint():
            writer.put([new, evolve(lead, version=2, phones="102")])
        writer.append(change.events)
        writer.remember(Command(actor="ada", key="k", verb="v", request="", result=""))
        writer.save_workspace("text")


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """Return the file of a store with one lead, closed."""
    store = opened(tmp_path / "filled.db")
    lead, change = stored(a_lead())
    with store.write() as writer:
        writer.put([lead])
        writer.append(change.events)
    store.close()
    return tmp_path / "filled.db"


def test_an_interruption_at_any_line_leaves_the_store_as_it_was(
    filled: Path, tmp_path: Path
) -> None:
    """H5: before the commit nothing is written; the store stays usable."""
    place = tmp_path / "interrupted.db"
    before, after, lines, committed = "", "", 0, set()
    while True:
        copy(filled, place)
        store, interruption = opened(place), Interruption(lines + 1)
        before = before or digest(store, commands=COMMANDS)
        is_struck = interruption.strike(lambda store=store: write(store))  # type: ignore[misc]  # bound early
        found = digest(store, commands=COMMANDS)
        if found == before:
            write(store)
        elif is_struck:
            committed.add(interruption.place)
        after = after or digest(store, commands=COMMANDS)
        assert after == digest(store, commands=COMMANDS)
        store.close()
        if not is_struck:
            break
        lines += 1

    assert lines > 300
    assert committed <= LETTING_GO


def test_an_interrupted_read_stops_nobody(filled: Path) -> None:
    """H5: readers that were interrupted leave writers and readers alone."""
    store, line = opened(filled), 1
    expected = digest(store)

    def read() -> None:
        with store.read() as reader:
            reader.workspace()

    while Interruption(line).strike(read):
        line += 1
    with store.write() as writer:
        workspace = writer.workspace()

    assert line > 30
    assert ("", 0) == workspace
    assert expected == digest(store)
    store.close()
