"""The file itself: what it is made as, whose it is, and what is refused."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from leadflow.errors import (
    InvalidValue,
    NotAStore,
    StoreBusy,
    StoreError,
    StoreFailed,
    StoreTooNew,
)
from leadflow.storage.picking import picked
from leadflow.storage.sqlite import SQLiteStore, migrations
from leadflow.storage.sqlite.connections import check_version, use_wal
from leadflow.storage.sqlite.schema import APPLICATION_ID, FORMAT
from leadflow.testing.suite.ledger import ask, fill


# Prints what this process itself opens of the store's file, and how.
AUDITED = """
import sys
path, opened = sys.argv[1], []
def hook(event, args):
    if event == "open" and args[0] == path:
        opened.append(args[2])
sys.addaudithook(hook)
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing.suite.ledger import ask, fill
for _ in range(2):
    store = SQLiteStore(path)
    if not opened[1:]:
        with store.read() as reader:
            if not reader.count(ask("lead")):
                fill(store)
    store.close()
print(opened)
"""


@contextmanager
def foreign(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file as any other program would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def contents(path: Path) -> bytes:
    """Return the bytes of a file that no store of this process has open."""
    return path.read_bytes()


def test_a_new_file_is_its_owners_alone(store: SQLiteStore, place: Path) -> None:
    """P19: nobody else on the machine reads the store or its log."""
    fill(store)
    files = sorted(place.parent.iterdir())
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in files}

    names = ["sales.db", "sales.db-lock", "sales.db-shm", "sales.db-wal"]
    assert dict.fromkeys(names, 0o600) == modes


def test_an_empty_file_becomes_a_store_and_keeps_its_mode(place: Path) -> None:
    """H6: whoever made the file decides who may read it."""
    place.touch(mode=0o640)
    SQLiteStore(place).close()

    assert 0o640 == stat.S_IMODE(place.stat().st_mode)


def test_only_sqlite_opens_the_file(place: Path) -> None:
    """P4: an audit hook sees one open, which makes the file and nothing else."""
    command = [sys.executable, "-c", AUDITED, str(place)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    (flags,) = [int(flag) for flag in ran.stdout.strip("[]\n").split(",")]

    assert os.O_CREAT | os.O_EXCL == flags & (os.O_CREAT | os.O_EXCL)


def test_full_durability_is_the_default(store: SQLiteStore, place: Path) -> None:
    """P4: every connection syncs each commit, and the log is on."""
    with store.write() as writer, store.read() as reader:
        found = [
            one._session.rows(f"PRAGMA {name}")[0][0]  # noqa: SLF001  # what is set
            for one in (writer, reader)
            for name in ("synchronous", "fullfsync", "journal_mode")
        ]

    assert [2, 1, "wal"] * 2 == found
    with foreign(place) as connection:
        assert ("wal",) == connection.execute("PRAGMA journal_mode").fetchone()


def test_normal_durability_is_asked_for(place: Path) -> None:
    """P4: what is weaker must be written down by the host."""
    store = SQLiteStore(place, durability="normal")
    with store.read() as reader:
        found = reader._session.rows("PRAGMA synchronous")  # noqa: SLF001  # as above
    store.close()

    assert [(1,)] == found


def test_an_unknown_durability_is_refused(place: Path) -> None:
    """P4: nothing is opened for a word that is not known."""
    with pytest.raises(InvalidValue, match="one of full, normal"):
        SQLiteStore(place, durability="fast")

    assert not place.exists()


def test_the_file_says_what_it_is(store: SQLiteStore, place: Path) -> None:
    """H6: the application's id and the format stand in its header."""
    store.close()
    with foreign(place) as connection:
        application = connection.execute("PRAGMA application_id").fetchone()
        version = connection.execute("PRAGMA user_version").fetchone()

    assert (APPLICATION_ID,) == application
    assert (FORMAT,) == version


def test_a_newer_format_is_refused_untouched(place: Path) -> None:
    """H6: not a byte of what a newer leadflow wrote is changed (P24)."""
    SQLiteStore(place).close()
    with foreign(place) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = contents(place)
    with pytest.raises(StoreTooNew) as caught:
        SQLiteStore(place)

    assert (99, FORMAT) == (caught.value.found, caught.value.known)
    assert before == contents(place)


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE leads (id TEXT)"],
        ["PRAGMA application_id = 7"],
        ["PRAGMA user_version = 1"],
        [f"PRAGMA application_id = {APPLICATION_ID}"],
    ],
)
def test_another_programs_database_is_refused_untouched(
    place: Path, statements: list[str]
) -> None:
    """P23: tables, ids and versions of others are left alone."""
    with foreign(place) as connection:
        for statement in statements:
            connection.execute(statement)
    before = contents(place)
    with pytest.raises(NotAStore):
        SQLiteStore(place)

    assert before == contents(place)


def test_a_file_that_is_no_database_is_refused_untouched(place: Path) -> None:
    """P23: a letter stays a letter."""
    text = b"Dear Olena, " * 1000
    place.write_bytes(text)
    with pytest.raises(NotAStore, match="it is no database"):
        SQLiteStore(place)

    assert text == contents(place)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """P23: the error says what stands there."""
    with pytest.raises(NotAStore, match="it is a folder"):
        SQLiteStore(tmp_path)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """P23: nothing is made on the way."""
    with pytest.raises(NotAStore, match="there is no folder"):
        SQLiteStore(tmp_path / "no" / "sales.db")


@pytest.mark.parametrize("name", ["a" * 300, "link"])
def test_a_file_that_cannot_be_made_is_told(tmp_path: Path, name: str) -> None:
    """P23: a name that is too long, and a link that leads nowhere."""
    (tmp_path / "link").symlink_to(tmp_path / "no" / "sales.db")

    with pytest.raises(StoreFailed, match="the file or its folder cannot be opened"):
        SQLiteStore(tmp_path / name)


def test_a_damaged_file_is_told(place: Path) -> None:
    """P23: damage is a documented error, wherever it is met."""
    SQLiteStore(place).close()
    size = place.stat().st_size
    with place.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))

    with pytest.raises(StoreError):  # noqa: PT012  # where it shows is SQLite's affair
        store = SQLiteStore(place)
        try:
            fill(store)
        finally:
            store.close()


def test_damage_is_told_where_some_columns_are_read_alone(
    store: SQLiteStore, place: Path
) -> None:
    """P23, promise 22: with the column and the record, as for whole records."""
    fill(store)
    with foreign(place) as other:
        other.execute("UPDATE deals SET stage_entered_at = 'soon'")

    with (
        store.read() as reader,
        pytest.raises(NotAStore, match="'stage_entered_at' of deals, id 'deal_"),
    ):
        list(picked(reader, ask("deal"), ["title", "stage_entered_at"]))


def test_an_old_sqlite_is_refused() -> None:
    """H6: STRICT tables came with 3.37; the error names both versions."""
    check_version((3, 37, 0))
    with pytest.raises(StoreFailed, match=r"SQLite 3\.37\.0 .* has 3\.36\.9"):
        check_version((3, 36, 9))


def test_a_place_without_a_log_is_refused() -> None:
    """P4: where nothing but a journal works, nothing is promised."""
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(StoreFailed, match="write-ahead log"),
    ):
        use_wal(connection)


def test_a_store_that_was_half_made_is_not_there(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H3: tables are made all or none; the next one to open makes them."""
    with monkeypatch.context() as patched:
        half = ["CREATE TABLE leads (id TEXT) STRICT", "CREATE TABLE broken"]
        patched.setattr(migrations, "statements", lambda: iter(half))
        with pytest.raises(StoreFailed):
            SQLiteStore(place)
    store = SQLiteStore(place)
    with store.read() as reader:
        workspace = reader.workspace()
    store.close()

    assert ("", 0) == workspace


def test_a_file_that_vanished_is_told(store: SQLiteStore, place: Path) -> None:
    """P23: whoever deletes the file under us gets a documented error."""
    place.unlink()

    with pytest.raises(StoreFailed, match="cannot be opened"), store.read():
        pass


def test_a_file_that_another_program_locks_is_waited_for(place: Path) -> None:
    """P8: also opening waits, and then says so."""
    SQLiteStore(place).close()
    with foreign(place) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            SQLiteStore(place, deadline=0.01)


def test_odd_names_of_files_are_taken_as_they_are(tmp_path: Path) -> None:
    """P23: what means something in an address means nothing here."""
    for name in ("a b?mode=ro#c%41.db", "продажі.db", ":memory:"):
        SQLiteStore(tmp_path / name).close()

    assert {"a b?mode=ro#c%41.db", "продажі.db", ":memory:"} == {
        file.name for file in tmp_path.iterdir() if not file.name.endswith("-lock")
    }
