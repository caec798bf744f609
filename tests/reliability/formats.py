"""Files of every format: older ones come up to date, newer ones stay as they are (P24).

A frozen file is opened by a process that is killed at a random moment. What is left
is the old file or the new one, and whoever opens it next finds all that it held. Of
a file that says it is newer not one byte changes, whatever is tried.
"""

import json
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

from attrs import frozen

from leadflow.errors import LeadflowError, StoreTooNew
from leadflow.storage.port import Store
from leadflow.storage.sqlite import SQLiteStore
from leadflow.storage.sqlite.schema import FORMAT
from leadflow.testing.invariants import violations
from tests.data import office
from tests.reliability.figures import Tally, scratch


FROZEN = Path(office.__file__).parent
FILES = 20
"""How many files are opened for one seed."""

Opened: TypeAlias = Callable[[Path], Store]


@frozen
class Format:
    """A frozen file, and what the code of its time read in it."""

    number: int
    content: bytes
    told: dict[str, Any]


def opened(place: Path) -> Store:
    """Open a file as everybody does; in memory, waiting for the disk shows nothing."""
    return SQLiteStore(place, durability="normal")


def in_steps(place: Path) -> Store:
    """Bring a file up to date step by step, which is wrong."""
    with closing(sqlite3.connect(place, isolation_level=None)) as file:
        file.execute('CREATE TABLE "kept" AS SELECT * FROM "links"')
        file.execute('DELETE FROM "links"')
        time.sleep(0.02)
        file.execute('INSERT INTO "links" SELECT * FROM "kept"')
        file.execute('DROP TABLE "kept"')
    return opened(place)


def careless(place: Path) -> Store:
    """Bring any file up to date, also one that is newer, which is wrong."""
    with closing(sqlite3.connect(place)) as file:
        file.execute(f"PRAGMA user_version = {FORMAT}")
    return opened(place)


def frozen_file(place: Path, number: int) -> Path:
    """Make the file that the code of a format left."""
    text = (FROZEN / f"format_{number}.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(place)) as file:
        file.executescript(text)
    return place


def run(seed: int, *, files: int = FILES, opened: Opened = opened) -> Tally:
    """Open so many files, each killed once, and as many that are newer."""
    chance, found = Random(f"formats {seed}"), list[str]()
    with scratch() as folder:
        formats = [_frozen(folder, number) for number in range(1, FORMAT + 1)]
        lasted = _lasted(folder, formats[0])
        for number in range(files):
            each = chance.choice(formats)
            place = folder / f"{number}.db"
            place.write_bytes(each.content)
            _killed(place, opened, chance.random() * lasted * 1.5)
            wrong = _judged(place, each) or _refused(folder, each, opened, chance)
            found += [f"seed {seed}, file {number}: {wrong}"] if wrong else []
            for path in folder.glob("*"):
                path.unlink()
    return Tally(2 * files, tuple(found))


def _frozen(folder: Path, number: int) -> Format:
    place = frozen_file(folder / "frozen.db", number)
    content = place.read_bytes()
    place.unlink()
    told = (FROZEN / f"format_{number}.json").read_text(encoding="utf-8")
    return Format(number, content, json.loads(told))


def _lasted(folder: Path, each: Format) -> float:
    """Return how many seconds opening a file takes here."""
    place = folder / "timed.db"
    place.write_bytes(each.content)
    begun = time.monotonic()
    with closing(opened(place)):
        return time.monotonic() - begun


def _killed(place: Path, opened: Opened, after: float) -> None:
    """Let a process open a file, and kill it after so many seconds."""
    number = os.fork()
    if not number:
        try:
            opened(place).close()
        finally:
            # Nothing of this process's own end may run twice.
            os._exit(0)
    time.sleep(after)
    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)


def _judged(place: Path, each: Format) -> str:
    """Tell what is missing in a file that a killed process left."""
    try:
        with closing(opened(place)) as store:
            if office.told(store, each.told["fields"]) != each.told:
                return f"a file of format {each.number} lost what it held"
            return "; ".join(violations(store))
    except LeadflowError as error:
        return f"a file of format {each.number} cannot be opened: {error}"


def _refused(folder: Path, each: Format, opened: Opened, chance: Random) -> str:
    """Tell if a file that is newer was opened, or changed by one byte."""
    place = folder / "newer.db"
    place.write_bytes(each.content)
    with closing(sqlite3.connect(place)) as file:
        file.execute(f"PRAGMA user_version = {FORMAT + chance.randrange(1, 1000)}")
    before = place.read_bytes()
    try:
        opened(place).close()
    except StoreTooNew:
        same = before == place.read_bytes()
        return "" if same else "a newer file was changed"
    return "a newer file was opened"
