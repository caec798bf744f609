"""H8: several processes on one file."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from leadflow.entities.records import evolve
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import a_lead, digest, stored
from leadflow.testing.suite.ledger import ask


TIMES = 40

# Counts up one lead and adds one of its own, as often as it is told.
WRITER = """
import sys
from leadflow.entities import evolve
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import a_lead, stored
path, number, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
shared = stored(a_lead(), 1)[0].id
store = SQLiteStore(path)
for time in range(times):
    new, change = stored(a_lead(), 1000 * number + time)
    with store.write() as writer:
        record = writer.get("lead", [shared])[shared]
        writer.put([new, evolve(record, version=record.version + 1)])
        writer.append(change.events)
    print(time, flush=True)
store.close()
"""


def start(place: Path, number: int, times: int) -> "subprocess.Popen[str]":
    """Start a process that writes."""
    command = [sys.executable, "-c", WRITER, str(place), str(number), str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def counts(place: Path) -> tuple[int, int, list[int]]:
    """Return the shared lead's version, how many leads, and the events' numbers."""
    shared = stored(a_lead(), 1)[0].id
    store = SQLiteStore(place)
    with store.read() as reader:
        version = reader.get("lead", [shared])[shared].version
        leads, seqs = reader.count(ask("lead")), [e.seq for e in reader.events()]
    store.close()
    return version, leads, seqs


def first(place: Path) -> None:
    """Make a store with the shared lead in it."""
    store = SQLiteStore(place)
    with store.write() as writer:
        writer.put([stored(a_lead(), 1)[0]])
    store.close()


def test_processes_take_turns_and_lose_nothing(place: Path) -> None:
    """P7: every write is on top of the last, and events have no gap (P8, P13)."""
    first(place)
    writers = [start(place, number, TIMES) for number in (1, 2, 3)]
    for writer in writers:
        writer.communicate(timeout=120)
    version, leads, seqs = counts(place)

    assert [0, 0, 0] == [writer.returncode for writer in writers]
    assert 3 * TIMES + 1 == version == leads
    assert list(range(1, 3 * TIMES + 1)) == seqs


def test_two_processes_may_make_the_store_at_once(place: Path) -> None:
    """H6: one makes the tables, the other finds them."""
    script = (
        "import sys; from leadflow.storage.sqlite import SQLiteStore; "
        "SQLiteStore(sys.argv[1]).close()"
    )
    command = [sys.executable, "-c", script, str(place)]
    started = [subprocess.Popen(command) for _ in range(4)]

    assert [0] * 4 == [process.wait(timeout=60) for process in started]
    SQLiteStore(place).close()


def test_a_killed_writer_leaves_what_it_acknowledged(place: Path) -> None:
    """P4: after kill -9 each acknowledged write is there, and none is half (H1)."""
    first(place)
    acknowledged = 0
    for number in range(1, 6):
        writer = start(place, number, 10_000)
        output = writer.stdout
        assert output is not None
        for _ in range(number * 3):
            acknowledged += bool(output.readline())
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged += len(output.readlines())
        writer.wait(timeout=60)
        output.close()
    version, leads, seqs = counts(place)

    assert version == leads == len(seqs) + 1
    assert acknowledged <= len(seqs) <= acknowledged + 5
    assert list(range(1, len(seqs) + 1)) == seqs


def test_a_reader_of_another_program_disturbs_nobody(
    store: SQLiteStore, place: Path
) -> None:
    """P9: somebody may look into the file while we write."""
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM leads").fetchone()
        lead, change = stored(a_lead())
        with store.write() as writer:
            writer.put([lead, evolve(lead, version=2)])
            writer.append(change.events)
        seen = other.execute("SELECT count(*) FROM leads").fetchone()

    assert (0,) == seen
    assert "leads: 1" in digest(store).replace("lead: 1", "leads: 1")
