"""Power cuts: what was acknowledged is there afterwards, and nothing half (P4, H2).

A CRM works on a disk that records. At random moments the power goes: what was
synced stays, of the rest nothing, everything, or some of it in pieces. What SQLite
then finds must be, page for page, what it was after one of the commits, and no
earlier one than the last that was acknowledged.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from hashlib import blake2b
from pathlib import Path
from random import Random

from attrs import define, field

from leadflow.errors import LeadflowError
from leadflow.storage.sqlite import SQLiteStore
from leadflow.storage.sqlite.writing import SQLiteWriter
from leadflow.testing.disks import PowerCut, RecordingDisk, lying, power_cuts, replayed
from leadflow.testing.invariants import violations
from leadflow.testing.vfs import Call
from tests.reliability.figures import Tally, scratch
from tests.reliability.work import Work


NAME = "sales.db"
COMMANDS = 60
"""How many commands are recorded for one seed."""
CUTS = 1000
"""How many cuts one recording has."""
_EVERY = 50
"""Every so many cuts the file is opened as a store, and everything is checked."""


@define
class Recording:
    """What happened, and every state that was committed."""

    log: list[Call] = field(factory=list)
    opened: int = 0
    """Where in the log the store was ready."""
    states: dict[bytes, int] = field(factory=dict)
    """By the digest of all pages: how much was acknowledged."""
    real: bytes = b""
    """The real file, in the end."""


class Noting(SQLiteStore):
    """A store that tells whenever its pages have changed."""

    on_commit: Callable[[], None] | None = None

    @contextmanager
    def write(self) -> Iterator[SQLiteWriter]:
        """Open a transaction, and tell when it has ended well."""
        with super().write() as writer:
            yield writer
        if self.on_commit is not None:
            self.on_commit()

    def sweep(self) -> tuple[str, ...]:
        """Rewrite the file, and tell when that is done."""
        copies = super().sweep()
        if self.on_commit is not None:
            self.on_commit()
        return copies


def record(
    seed: int, *, durability: str = "full", commands: int = COMMANDS
) -> Recording:
    """Record a CRM at work, which is closed and opened now and then."""
    chance, recording = Random(seed), Recording()
    with scratch() as folder, RecordingDisk(folder) as disk:
        place = folder / NAME
        acknowledged = 0

        def note() -> None:
            nonlocal acknowledged
            acknowledged += 1
            disk.acknowledge()
            recording.states[pages(place)] = acknowledged

        work = _work(place, seed, durability, chance)
        recording.opened = len(disk.log)
        recording.states[pages(place)] = 0
        work.store.on_commit = note  # type: ignore[attr-defined]  # it is a Noting
        for number in range(1, commands + 1):
            if chance.random() < 0.1:
                work.crm.close()
                work = _work(place, seed, durability, chance)
                work.store.on_commit = note  # type: ignore[attr-defined]  # as above
            work.run(number)
        work.crm.close()
        recording.log, recording.real = disk.log, place.read_bytes()
    return recording


def _work(place: Path, seed: int, durability: str, chance: Random) -> Work:
    store = Noting(place, durability=durability)
    # A small log is emptied often, which is where most can go wrong.
    size = chance.choice((10, 50, 1000))
    store._writer.execute(f"PRAGMA wal_autocheckpoint = {size}")  # noqa: SLF001  # as told
    return Work(store, seed=seed)


def pages(place: Path) -> bytes:
    """Return a digest of all pages, as they are after recovery."""
    uri = f"{place.as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        return blake2b(connection.serialize(), digest_size=16).digest()


def run(
    seed: int, *, cuts: int = CUTS, durability: str = "full", lies: bool = False
) -> Tally:
    """Cut the power so often in one recording; ``lies`` takes a disk that does."""
    recording = record(seed, durability=durability)
    log = lying(recording.log) if lies else recording.log
    found = []
    if recording.real != next(iter(replayed(recording.log).values())):
        found.append(f"seed {seed}: the log does not give the real file")
    chance = Random(f"cuts {seed}")
    with scratch() as folder:
        for number, cut in enumerate(power_cuts(log, cuts, chance)):
            cut.lay_out(folder)
            whole = number % _EVERY == 0 or cut.position < recording.opened
            judge = _judged_whole if whole else partial(_judged, recording)
            if wrong := judge(cut, folder / NAME):
                found.append(f"seed {seed}, cut {number} ({cut.kept}): {wrong}")
            for path in folder.iterdir():
                path.unlink()
    return Tally(cuts, tuple(found))


def _judged(recording: Recording, cut: PowerCut, place: Path) -> str:
    try:
        state = recording.states.get(pages(place))
    except sqlite3.Error as error:
        return f"SQLite says: {error}"
    if state is None:
        return "a state that never was"
    lost = cut.acknowledged - state
    return f"{lost} acknowledged commits are lost" if lost > 0 else ""


def _judged_whole(_: PowerCut, place: Path) -> str:
    """Open the file as a store, and check everything in it."""
    try:
        with closing(SQLiteStore(place)) as store:
            return "; ".join(violations(store))
    except LeadflowError as error:
        return str(error)
