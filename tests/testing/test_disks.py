"""Disks for tests: what they remember, what they refuse, what a power cut leaves."""

import _sqlite3
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

import leadflow
from leadflow import StoreFailed
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import a_lead, digest, disks, vfs
from leadflow.testing.disks import FailingDisk, RecordingDisk, power_cuts, replayed
from leadflow.testing.vfs import Call


watched = pytest.mark.skipif(
    bool(disks.unavailable()), reason=disks.unavailable() or "can"
)


def write(path: str, data: bytes, offset: int = 0) -> Call:
    """Return a write."""
    return Call(kind="write", path=path, offset=offset, data=data)


def sync(path: str, *, folder: bool = False) -> Call:
    """Return a sync, of the folder as well where it is a new log's first."""
    return Call(kind="sync", path=path, syncs_folder=folder)


def left(*log: Call) -> set[bytes | None]:
    """Return all that may be left of /a after power cuts at the end of a log."""
    cuts = power_cuts(log, 500, Random(1))
    return {cut.files.get("a") for cut in cuts if cut.position == len(log)}


def test_what_was_synced_stays() -> None:
    """P4: and what was not may be there or not."""
    assert {b"one", b"two"} == left(
        write("/a", b"one"), sync("/a"), write("/a", b"two")
    )


def test_sectors_of_a_write_come_one_by_one() -> None:
    """P4: a torn write leaves some of what it found."""
    before, after = b"o" * 1024, b"n" * 1024
    found = left(write("/a", before), sync("/a"), write("/a", after))

    assert {before, after, b"n" * 512 + b"o" * 512} <= found


def test_writes_come_in_any_order() -> None:
    """P4: the later one may be there without the earlier."""
    found = left(sync("/a"), write("/a", b"1"), write("/a", b"2", 1))

    assert b"\x002" in found


def test_a_deleted_file_comes_back_until_its_folder_is_synced() -> None:
    """P4: with all that it held; the new one of its name is not there then."""
    gone = Call(kind="delete", path="/a")
    log = (write("/a", b"old"), sync("/a"), gone, write("/a", b"new"))

    assert {b"old", b"new", None} <= left(*log)
    assert {b"new"} == left(*log, sync("/a", folder=True))


def test_a_file_is_cut_off_or_not() -> None:
    """P4: truncating is a change like any other."""
    cut = Call(kind="truncate", path="/a", offset=1)

    assert {b"one", b"o"} == left(write("/a", b"one"), sync("/a"), cut)


@watched
def test_replaying_the_whole_log_gives_the_real_file(tmp_path: Path) -> None:
    """P4: nothing reaches the file past the recorder, whatever was there before."""
    place = tmp_path / "sales.db"
    SQLiteStore(place).close()
    with RecordingDisk(tmp_path) as disk, leadflow.open(place) as crm:
        crm.leads.add(a_lead())

    assert place.read_bytes() == replayed(disk.log)[str(place)]


@watched
def test_files_that_were_there_before_are_on_the_disk(tmp_path: Path) -> None:
    """P4: a power cut leaves them; a folder among them is no file of the disk."""
    (tmp_path / "copies").mkdir()
    known = tmp_path / "known.txt"
    known.write_bytes(b"kept")
    with RecordingDisk(tmp_path) as disk:
        pass

    assert {str(known.resolve()): b"kept"} == replayed(disk.log)


@watched
def test_files_elsewhere_are_left_alone(tmp_path: Path) -> None:
    """P23: a disk is one folder."""
    (tmp_path / "here").mkdir()
    disk = FailingDisk(tmp_path / "here")
    with disk, closing(SQLiteStore(tmp_path / "sales.db")) as store:
        disk.fail(at=1, lasts=True)
        digest(store)

    assert [] == disk.refused


@watched
def test_a_call_is_refused_once_or_for_good(tmp_path: Path) -> None:
    """P23: with the code that was asked for."""
    disk = FailingDisk(tmp_path)
    with disk, closing(SQLiteStore(tmp_path / "sales.db")) as store:
        disk.fail(at=2, code=sqlite3.SQLITE_FULL, lasts=True)
        with pytest.raises(StoreFailed, match="the disk is full"), store.write() as one:
            one.save_workspace("never")
        refused = disk.refused
        disk.fail(at=0)
        with store.write() as one:
            one.save_workspace("now")

    assert refused
    assert [] == disk.refused


@watched
def test_a_disk_that_is_left_is_gone(tmp_path: Path) -> None:
    """P4: connections that are opened later go past it."""
    with RecordingDisk(tmp_path) as disk:
        pass
    SQLiteStore(tmp_path / "sales.db").close()

    assert [] == disk.log


def test_where_sqlite_cannot_be_reached_a_reason_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """P4: tests skip with it."""
    monkeypatch.setattr(sqlite3, "sqlite_version", "0.0.0")

    assert "cannot be watched" in vfs.unavailable()


def test_an_sqlite_that_is_a_part_of_python_cannot_be_watched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """P4: such a Python has no library that could be asked; tests skip with it."""
    monkeypatch.setattr(_sqlite3, "__file__", "/nowhere/_sqlite3.so", raising=False)

    assert "cannot be watched" in vfs.unavailable()
