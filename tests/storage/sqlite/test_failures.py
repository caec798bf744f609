"""What goes wrong outside of us becomes a documented error, and then passes."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import attrs
import pytest

from leadflow.errors import (
    InvalidValue,
    LeadflowError,
    NotAStore,
    StoreBusy,
    StoreFailed,
)
from leadflow.events import FieldChange, StageMark
from leadflow.storage.port import Reader
from leadflow.storage.sqlite import SQLiteStore
from leadflow.storage.sqlite.failures import failure
from leadflow.testing import a_lead, digest, disks, stored
from leadflow.testing.disks import FailingDisk
from leadflow.testing.suite.ledger import ask, fill, id_of


def spoil(place: Path, statement: str, *values: object) -> None:
    """Change the file behind the store's back, as any SQL tool can."""
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute(statement, values)


def limit(store: SQLiteStore, pages: int) -> None:
    """Let the file have so many pages at most; 0 lets it be as it is."""
    with store.write() as writer:
        run = writer._session.rows  # noqa: SLF001  # what a full disk does
        ((count,),) = run("PRAGMA page_count")
        run(f"PRAGMA max_page_count = {count + pages if pages else 2**30}")


def write_much(store: SQLiteStore, number: int) -> None:
    """Write more than a few pages hold."""
    lead, change = stored(a_lead(notes="x" * 100_000), number)
    with store.write() as writer:
        writer.save_workspace("never")
        writer.put([lead])
        writer.append(change.events)


@pytest.mark.parametrize("pages", [1, 2, 5, 20, 30])
def test_a_full_disk_writes_nothing_and_passes(store: SQLiteStore, pages: int) -> None:
    """P23: the write is rolled back; with room again the same object works."""
    fill(store)
    before = digest(store)
    limit(store, pages)
    with pytest.raises(StoreFailed, match="the disk is full"):
        write_much(store, 50)
    while_full = digest(store)
    limit(store, 0)
    write_much(store, 50)

    assert before == while_full
    assert before != digest(store)


def test_nothing_is_written_after_a_failure_that_was_caught(
    store: SQLiteStore,
) -> None:
    """P23: a block that swallows the error still writes nothing, and says so."""
    fill(store)
    before = digest(store)
    limit(store, 1)
    with pytest.raises(StoreFailed), store.write() as writer:  # noqa: PT012  # as told
        with pytest.raises(StoreFailed):
            writer.put([stored(a_lead(notes="x" * 100_000), 50)[0]])
        with pytest.raises(StoreFailed):
            writer.save_workspace("never")
    limit(store, 0)

    assert before == digest(store)


def test_a_program_that_holds_the_file_is_waited_for(
    store: SQLiteStore, place: Path
) -> None:
    """P8: who does not take a ticket is met with patience, then with StoreBusy."""
    with closing(sqlite3.connect(place, isolation_level=None)) as rude:
        rude.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy) as caught, store.write():
            pass
        rude.execute("ROLLBACK")
    with store.write() as writer:
        writer.save_workspace("free again")

    assert 0.2 == caught.value.waited


def read_leads(reader: Reader) -> None:
    """Read every lead."""
    list(reader.find(ask("lead")))


def get_lead(reader: Reader) -> None:
    """Read one lead."""
    reader.get("lead", [id_of("L1")])


def read_events(reader: Reader) -> None:
    """Read every event."""
    list(reader.events())


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("phones", "{"),
        ("phones", '[{"number": 5}]'),
        ("phones", '[{"kind":"work"}]'),
        ("phones", '[{"number":"1","key":"1","pet":"cat"}]'),
        ("phones", "7"),
        ("utm", "[]"),
        ("utm", "1.5"),
        ("utm", "[" * 100_000),
        ("emails", '[] "more"'),
        ("custom", '{"seats":1.5}'),
        ("custom", '{"seats":null}'),
        ("custom", '{"budget":{"e4":"1","currency":"UAH"}}'),
        ("custom", '{"rate":{"decimal":"many"}}'),
        ("custom", '{"visit_on":{"date":"soon"}}'),
        ("custom", '{"called_at":{"datetime":"2026-01-01T00:00:00"}}'),
        ("custom", "[]"),
        ("birth_date", "yesterday"),
        ("created_at", "2026-01-01T00:00:00"),
        ("amount_currency", "XXX"),
        ("amount_currency", None),
    ],
)
def test_a_damaged_value_is_named(
    store: SQLiteStore, place: Path, column: str, value: object
) -> None:
    """P14: the error tells table, id and column, and repeats no data."""
    fill(store)
    spoil(place, f"UPDATE leads SET {column} = ? WHERE id = ?", value, id_of("L1"))  # noqa: S608  # our own
    field = column.removesuffix("_currency")
    where = f"column '{field}' of leads, id '{id_of('L1')}', is damaged: "
    for read in (read_leads, get_lead):
        with store.read() as reader, pytest.raises(NotAStore, match=where) as caught:
            read(reader)

        assert "Olena" not in str(caught.value)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("changes", "{}["),
        ("changes", "{}"),
        ("changes", "[1]"),
        ("changes", '[["no_such_field",1,2]]'),
        ("changes", '[["title",1,"x"]]'),
        ("changes", '[["amount",null,{"amount":"x","currency":"UAH"}]]'),
        ("at", "yesterday"),
        ("entity", "leed"),
    ],
)
def test_a_damaged_event_is_named(
    store: SQLiteStore, place: Path, column: str, value: str
) -> None:
    """P14: the error tells which event it is."""
    lead, change = stored(a_lead())
    with store.write() as writer:
        writer.append(change.events)
    spoil(place, f"UPDATE events SET {column} = ?", value)  # noqa: S608  # our own

    with (
        store.read() as reader,
        pytest.raises(NotAStore, match=f"event 1 of '{lead.id}' is damaged"),
    ):
        read_events(reader)


def test_an_event_of_values_that_no_field_holds_is_refused(
    store: SQLiteStore,
) -> None:
    """P13: what could not be read back is not written."""
    _, change = stored(a_lead())
    wrong = FieldChange("amount", None, "120000 UAH")
    event = attrs.evolve(change.events[0], changes=(wrong,))
    before = digest(store)
    with pytest.raises(InvalidValue, match="event"), store.write() as writer:
        writer.append([event])

    assert before == digest(store)


def test_an_event_without_an_actor_is_refused(store: SQLiteStore) -> None:
    """P13: nothing that history needs is missing."""
    _, change = stored(a_lead())
    event = attrs.evolve(change.events[0], actor=None)  # type: ignore[arg-type]  # that is the test
    with pytest.raises(InvalidValue), store.write() as writer:
        writer.append([event])

    with store.read() as reader:
        assert [] == list(reader.events())


def test_staged_events_come_back_equal(store: SQLiteStore) -> None:
    """P13: where the record stood, in the words of that time."""
    _, change = stored(a_lead())
    mark = StageMark(pipeline="leads", stage="won", label="Виграно", kind="won")
    event = attrs.evolve(change.events[0], stage=mark)
    with store.write() as writer:
        writer.append([event])

    with store.read() as reader:
        assert [attrs.evolve(event, seq=1)] == list(reader.history(event.record))


def test_tables_that_somebody_dropped_are_told(store: SQLiteStore, place: Path) -> None:
    """P23: whatever was done to the file, the error is a documented one."""
    spoil(place, "DROP TABLE leads")
    with store.read() as reader, pytest.raises(StoreFailed, match="tables"):
        read_leads(reader)


def fault(code: int) -> sqlite3.Error:
    """Return an error as the sqlite3 module raises it."""
    error = sqlite3.OperationalError("some text about Olena")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_FULL, StoreFailed("the disk is full")),
        (
            sqlite3.SQLITE_IOERR_WRITE,
            StoreFailed("the disk cannot be read or written"),
        ),
        (sqlite3.SQLITE_READONLY, StoreFailed("the file may not be written")),
        (sqlite3.SQLITE_BUSY_TIMEOUT, StoreBusy(3.0)),
        (sqlite3.SQLITE_CORRUPT, NotAStore("sales.db", "it is damaged")),
        (sqlite3.SQLITE_NOTADB, NotAStore("sales.db", "it is no database")),
        (sqlite3.SQLITE_MISUSE, StoreFailed("SQLite reports error 21")),
    ],
)
def test_errors_of_sqlite_have_texts_of_ours(
    code: int, expected: LeadflowError
) -> None:
    """P23: by the code, with all that SQLite adds to it left out."""
    found = failure(fault(code), "sales.db", 3.0)

    assert (type(expected), str(expected)) == (type(found), str(found))


def test_a_value_that_cannot_be_handed_over_is_the_callers(
    store: SQLiteStore,
) -> None:
    """P23: half a character in a key is refused, and the block goes on."""
    acts: list[Callable[[Reader], object]] = [
        lambda reader: reader.get("lead", ["\ud800"]),
        lambda reader: reader.command("\ud800", ""),
        lambda reader: list(reader.events(after=2**64)),
    ]
    with store.read() as reader:
        for act in acts:
            with pytest.raises(InvalidValue):
                act(reader)

        assert ("", 0) == reader.workspace()


def test_tables_that_are_gone_are_told_as_soon_as_a_block_opens(
    store: SQLiteStore, place: Path
) -> None:
    """P23: reading and writing say so; neither leaves the store locked."""
    spoil(place, "DROP TABLE workspace")
    with pytest.raises(StoreFailed, match="the tables were changed"), store.read():
        pass
    with pytest.raises(StoreFailed, match="the tables were changed"), store.write():
        pass
    spoil(place, "DROP TABLE numbers")


def test_a_write_that_nobody_ended_is_undone_by_the_next(store: SQLiteStore) -> None:
    """P1: it may have been interrupted while it ended."""
    fill(store)
    before = digest(store)
    left = store.writing_session()
    left.begin()
    left.run("DELETE FROM leads")
    with store.write():
        pass

    assert before == digest(store)


@pytest.mark.skipif(bool(disks.unavailable()), reason=disks.unavailable() or "can")
def test_a_copy_on_a_full_disk_says_so_and_is_not_there(tmp_path: Path) -> None:
    """P23: whoever looks for the copy finds none, or a whole one."""
    copied = tmp_path / "copy.db"
    disk = FailingDisk(tmp_path)
    with disk, closing(SQLiteStore(tmp_path / "sales.db")) as store:
        with store.read() as reader:
            disk.fail(at=1, code=sqlite3.SQLITE_FULL, lasts=True)
            with pytest.raises(StoreFailed, match="the disk is full"):
                reader.copy_to(copied)
        disk.fail(at=0)

    assert not copied.exists()
