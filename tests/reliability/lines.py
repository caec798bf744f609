"""An exception at every line of every public write, on memory and SQLite (harness H5).

Wherever KeyboardInterrupt or MemoryError comes, the store holds what it held before
or all that the write brings; and the same object goes on with the next line.
"""

import gc
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import CodeType, FrameType

from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Store
from leadflow.storage.sqlite import SQLiteStore
from tests.interruption import Follows, Interruption, first_times
from tests.reliability.figures import Tally, scratch
from tests.reliability.operations import ALL, Act, Scene


# The verbs know no store: on the second one, what is written is struck.
_PARTS: Mapping[str, tuple[str, ...]] = {
    "memory": ("/leadflow/",),
    "sqlite": ("/leadflow/crm/", "/leadflow/storage/"),
}
_FINAL = ("__del__", "_forget")


def is_final(frame: FrameType | None) -> bool:
    """Tell whether an object goes: what is raised then Python reports and drops."""
    for _ in range(4):
        if frame is None or frame.f_code.co_name in _FINAL:
            return frame is not None
        frame = frame.f_back
    return False


def followed(kind: str) -> Follows:
    """Return which lines are struck on a kind of store."""
    parts = _PARTS[kind]

    known: dict[CodeType, bool] = {}

    def follows(frame: FrameType) -> bool:
        code = frame.f_code
        if code not in known:
            known[code] = any(part in code.co_filename for part in parts)
        return known[code] and not is_final(frame)

    return follows


def strike_each_line(
    name: str,
    kind: str,
    *,
    make: Callable[[Path], Store] | None = None,
    every: int = 1,
) -> Tally:
    """Interrupt an operation at each line once, or at every so many of them."""
    act, follows = ALL[name], followed(kind)
    found = list[str]()
    with scratch() as folder, _quietly():
        scenes = Scenes(folder, make or MAKERS[kind])
        # What is imported when it is first used must not be counted.
        after = _after(scenes, act)
        counted = scenes.next()
        lines = first_times(follows, partial(counted.do, act))[::every]
        scene = scenes.next()
        before = scene.digest
        for line in lines:
            interruption = Interruption(line, follows)
            interruption.strike(partial(scene.do, act))
            try:
                state = scene.digest
            except Exception as error:  # noqa: BLE001  # whatever it is, it is wrong
                state = repr(error)
            if state not in (before, after):
                where = f"{name} on {kind}, line {line} ({interruption.place})"
                found.append(f"{where}: half is written, or nothing can be read")
            if state != before:
                scene = scenes.next()
        scene.do(act)
        if scene.digest != after:
            found.append(f"{name} on {kind}: done after all, it is not the same")
        scenes.close()
    return Tally(len(lines), tuple(found))


class Scenes:
    """The same office again and again; the last one is closed."""

    def __init__(self, folder: Path, make: Callable[[Path], Store]) -> None:
        self._folder = folder
        self._make = make
        self._number = 0
        self._open: Scene | None = None

    def next(self) -> Scene:
        """Return a fresh office."""
        self.close()
        self._number += 1
        store = self._make(self._folder / f"{self._number}.db")
        self._open = Scene(store)
        return self._open

    def close(self) -> None:
        """Let go of the last one."""
        if self._open is not None:
            self._open.crm.close()


MAKERS: Mapping[str, Callable[[Path], Store]] = {
    "memory": lambda _: MemoryStore(deadline=0.2),
    "sqlite": lambda place: SQLiteStore(place, deadline=0.2, durability="normal"),
}


def _after(scenes: Scenes, act: Act) -> str:
    scene = scenes.next()
    scene.do(act)
    return scene.digest


@contextmanager
def _quietly() -> Iterator[None]:
    """Say nothing of connections that were dropped while they were made."""
    before = sys.unraisablehook
    sys.unraisablehook = lambda _: None
    try:
        yield
    finally:
        with suppress(Exception):
            gc.collect()
        sys.unraisablehook = before
