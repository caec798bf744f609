"""Processes that are killed while they work: nothing acknowledged is lost (harness H1).

A warmed-up process forks children, one after the other. Each opens the same file,
goes on where the last one was killed, and tells through a pipe what it begins and
what it has done. At a random instant it is killed. The parent opens the file and
checks everything; then the next child repeats the command that was cut off, under
its key, and goes on. After some commands a new file is begun: small files are quick.
"""

import os
import signal
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from random import Random

from attrs import define, field

from leadflow.errors import LeadflowError
from leadflow.storage.port import Store
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing.invariants import violations
from tests.reliability.figures import Tally, scratch
from tests.reliability.work import Work, instant


NAME = "sales.db"
COMMANDS = 20
"""After so many commands a new file is begun."""

Opened = Callable[[Path], SQLiteStore]
Worker = Callable[[Work, int, int], None]
"""Does one command and tells about it; takes the number, and where to tell."""


@define
class Told:
    """What a child told before it was killed."""

    begun: int = 0
    """The last command that was begun."""
    done: int = 0
    """The last one that was acknowledged."""
    seq: int = 0
    """The last event there was by then."""


@define
class Hunt:
    """Kills children on one file after the other."""

    seed: int
    opened: Opened
    work: Worker
    chance: Random = field(init=False)
    kills: int = 0
    found: list[str] = field(factory=list)
    patience: float = 0.02
    """Seconds that one command takes at most, as far as we wait for it."""

    def __attrs_post_init__(self) -> None:
        self.chance = Random(f"kills {self.seed}")

    def on(self, place: Path, kills: int) -> None:
        """Kill on one file, until it has seen enough commands or kills are enough."""
        told = Told()
        while told.begun < COMMANDS and self.kills < kills:
            last = told
            told = self._child(place, told.done + 1)
            told.done, told.seq = max(told.done, last.done), max(told.seq, last.seq)
            told.begun = max(told.begun, last.begun)
            self.kills += 1
            for wrong in judged(place, self.opened, told):
                self.found.append(f"seed {self.seed}, kill {self.kills}: {wrong}")

    def _child(self, place: Path, first: int) -> Told:
        """Let a child work from a command on, and kill it."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _work(self, place, first, writing)
        os.close(writing)
        with open(reading, "rb", buffering=0) as pipe:  # noqa: PTH123  # a number, no path
            heard = b""
            # It dies while it opens the file, or in one of its first commands.
            begun = self.chance.choice((0, 1, 1, 2, 2, 3))
            while heard.count(b"b") < begun and (more := pipe.read(4096)):
                heard += more
            time.sleep(self.chance.random() * self.patience)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return _heard((heard + pipe.read()).decode())


def _work(hunt: Hunt, place: Path, first: int, told: int) -> None:
    """Be the child; never return."""
    with suppress(BaseException):
        work = Work(hunt.opened(place), seed=hunt.seed)
        for number in range(first, first + COMMANDS):
            os.write(told, b"b%d " % number)
            hunt.work(work, number, told)
    # What the parent has prepared must not be tidied up here.
    os._exit(0)


def tell_when_done(work: Work, number: int, told: int) -> None:
    """Do a command, then acknowledge it with the last event there is."""
    work.run(number)
    acknowledge(work, number, told)


def acknowledge(work: Work, number: int, told: int) -> None:
    """Tell that a command is done, with the number of the last event."""
    with work.store.read() as reader:
        seqs = [event.seq for event in reader.events(after=work.seq)]
    work.seq = max(seqs, default=work.seq)
    os.write(told, b"d%d:%d " % (number, work.seq))


def _heard(text: str) -> Told:
    told = Told()
    for word in text.split(" ")[:-1]:
        if word[0] == "b":
            told.begun = int(word[1:])
        else:
            told.done, told.seq = map(int, word[1:].split(":"))
    return told


def judged(place: Path, opened: Opened, told: Told) -> list[str]:
    """Return what is wrong with a file after a kill."""
    try:
        with closing(opened(place)) as store:
            return [*violations(store), *_against(store, told)]
    except LeadflowError as error:
        return [f"P23: it cannot be opened: {error}"]


def _against(store: Store, told: Told) -> list[str]:
    """Compare a store with what was acknowledged (P4)."""
    with store.read() as reader:
        # From the last acknowledged one on; that none is missing was checked before.
        events = list(reader.events(after=max(told.seq - 1, 0)))
    if told.seq and not events:
        return ["P4: acknowledged events are lost"]
    # A command is known by its instant.
    later = {event.at for event in events if event.seq > told.seq}
    if later - {instant(told.begun), instant(told.done + 1)}:
        return ["P4: there are events of commands that were not given"]
    return []


def run(
    seed: int,
    *,
    kills: int = 100,
    opened: Opened = SQLiteStore,
    work: Worker = tell_when_done,
) -> Tally:
    """Kill so many children."""
    hunt = Hunt(seed, opened, work)
    _warm_up(hunt)
    while hunt.kills < kills:
        with scratch() as folder:
            hunt.on(folder / NAME, kills)
    return Tally(hunt.kills, tuple(hunt.found))


def _warm_up(hunt: Hunt) -> None:
    """Import whatever is imported on use, then see how long commands take."""
    for _ in range(2):
        with scratch() as folder, closing(SQLiteStore(folder / NAME)) as store:
            work = Work(store)
            begun = time.perf_counter()
            for number in range(1, COMMANDS):
                work.run(number)
            hunt.patience = 2 * (time.perf_counter() - begun) / COMMANDS
            violations(store)
