"""Many processes on one file, one of which takes no ticket (harness H8).

Each writer reads the one lead that all share, stores its next version and adds a
lead of its own. A program that knows nothing of leadflow takes the file for itself
now and then. Meanwhile somebody reads: what one instant tells of all parts has to
agree (P9). In the end nothing is lost (P7), and each has come to its turn (P8).
"""

import json
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import leadflow
from leadflow import Conflict, Crm, LeadId, StoreError
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import a_lead
from leadflow.testing.invariants import violations
from tests.reliability.figures import Tally, scratch


Turn = Callable[[Crm, LeadId], None]
"""What a writer does again and again."""
Look = Callable[[SQLiteStore, LeadId], bool]
"""Looks at several parts; tells whether they agree."""


def take_turn(crm: Crm, shared: LeadId) -> None:
    """Store the next version of the shared lead, and a new one."""
    with crm.transaction():
        lead = crm.leads.get(shared)
        crm.leads.update(lead, notes=f"{lead.version}")
        crm.leads.add(a_lead())


def trample(crm: Crm, shared: LeadId) -> None:
    """Do the same carelessly: what was changed meanwhile is no matter."""
    lead = crm.leads.get(shared)
    with suppress(Conflict):
        crm.leads.update(lead, notes=f"{lead.version}")
    crm.leads.add(a_lead())


def look_once(store: SQLiteStore, shared: LeadId) -> bool:
    """Ask for version, history and number of events at one instant."""
    with store.read() as reader:
        version = reader.get("lead", [shared])[shared].version
        history = sum(1 for _ in reader.history(shared))
    return version == history


def look_twice(store: SQLiteStore, shared: LeadId) -> bool:
    """Ask one after the other, as if nobody wrote in between."""
    with store.read() as reader:
        version = reader.get("lead", [shared])[shared].version
    with store.read() as reader:
        history = sum(1 for _ in reader.history(shared))
    return version == history


def run(
    writers: int = 8,
    *,
    seconds: float = 10,
    turn: Turn = take_turn,
    look: Look = look_once,
) -> Tally:
    """Let so many write for so long; count what they committed."""
    with scratch() as folder:
        place = folder / "sales.db"
        with leadflow.open(place, actor="ada") as crm:
            shared = LeadId(crm.leads.add(a_lead()).id)
        until = time.monotonic() + seconds
        pipes = [
            *(
                started(lambda: _write(place, shared, until, turn))
                for _ in range(writers)
            ),
            started(lambda: _read(place, shared, until, look)),
            started(lambda: _disturb(place, until)),
        ]
        figures = [told(pipe) for pipe in pipes]
        return _judged(place, shared, figures[:writers], figures[writers])


def _judged(
    place: Path,
    shared: LeadId,
    writers: list[dict[str, int]],
    reader: dict[str, int],
) -> Tally:
    commits = [each["done"] for each in writers]
    found = list[str]()
    with closing(SQLiteStore(place)) as store:
        found += violations(store)
        with store.read() as instant:
            version = instant.get("lead", [shared])[shared].version
    if version != sum(commits) + 1:
        found.append(f"P7: of {sum(commits)} updates {version - 1} are there")
    if failed := sum(each["failed"] for each in writers):
        found.append(f"P8: {failed} writers were sent away")
    if reader["failed"]:
        found.append(f"P9: {reader['failed']} of {reader['done']} looks disagree")
    ratio = min(commits) / max(*commits, 1)
    return Tally(sum(commits), tuple(found), f"least/most {ratio:.2f}")


def _write(place: Path, shared: LeadId, until: float, turn: Turn) -> dict[str, int]:
    done = failed = 0
    with leadflow.open(place, actor="bob") as crm:
        while time.monotonic() < until:
            try:
                turn(crm, shared)
                done += 1
            except StoreError:
                failed += 1
    return {"done": done, "failed": failed}


def _read(place: Path, shared: LeadId, until: float, look: Look) -> dict[str, int]:
    done = failed = 0
    with closing(SQLiteStore(place)) as store:
        while time.monotonic() < until:
            failed += not look(store, shared)
            done += 1
    return {"done": done, "failed": failed}


def _disturb(place: Path, until: float) -> dict[str, int]:
    """Take the file now and then, as a program does that knows SQLite alone."""
    done = 0
    with closing(sqlite3.connect(place, isolation_level=None, timeout=30)) as rude:
        while time.monotonic() < until:
            with suppress(sqlite3.OperationalError):
                rude.execute("BEGIN IMMEDIATE")
                rude.execute('UPDATE "meta" SET "name" = "name"')
                rude.execute("COMMIT")
                done += 1
            time.sleep(0.005)
    return {"done": done, "failed": 0}


def started(work: Callable[[], dict[str, int]]) -> int:
    """Start a process; return the pipe through which it tells in the end."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        with suppress(BaseException):
            os.write(writing, json.dumps(work()).encode())
        os._exit(0)
    os.close(writing)
    return reading


def told(pipe: int) -> dict[str, int]:
    """Wait for what a process tells in the end."""
    with open(pipe, "rb") as heard:
        text = heard.read()
    os.wait()
    # Whoever dies tells nothing, and that is a failure as well.
    return json.loads(text) if text else {"done": 0, "failed": 1}
