"""Blocks, streams, threads and processes of one store."""

import os
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from pathlib import Path
from weakref import WeakSet

import attrs
import pytest

from leadflow.entities import Custom, Lead, evolve
from leadflow.entities.records import with_values
from leadflow.errors import (
    Conflict,
    InvalidValue,
    StoreBusy,
    StoreClosed,
    StoreFailed,
    UnknownName,
)
from leadflow.expressions import OneOf
from leadflow.storage.sqlite import (
    SQLiteStore,
    connections,
    locking,
    store as opening,
)
from leadflow.testing import a_lead, digest, nth_id, stored
from leadflow.testing.suite.ledger import ask, fill, found
from leadflow.values import Money


MANY = 40_000
"""More than SQLite takes as parameters of one statement."""

# A child of fork() finds every way into the store closed; its parent does not.
FORKED = """
import os, sys
from leadflow.errors import StoreClosed
from leadflow.expressions import OneOf
from leadflow.storage.sqlite import (
    SQLiteStore,
    connections,
    locking,
    store as opening,
)
store = SQLiteStore(sys.argv[1])
def refused(act):
    try:
        act()
    except StoreClosed as error:
        return "another process" in str(error)
def enter(block):
    with block:
        pass
with store.write() as writer, store.read() as reader:
    writer.save_workspace("parent")
    if not (child := os.fork()):
        acts = [lambda: enter(store.read()), lambda: enter(store.write()),
                reader.workspace, lambda: writer.save_workspace("child")]
        os._exit(0 if all(refused(act) for act in acts) else 1)
    _, status = os.waitpid(child, 0)
with store.read() as reader:
    print(os.waitstatus_to_exitcode(status), *reader.workspace())
store.close()
"""


def leads(count: int) -> list[Lead]:
    """Return new leads, as a store is given them."""
    return [stored(a_lead(title=str(number)), number)[0] for number in range(count)]


def test_a_write_inside_a_write_is_refused(store: SQLiteStore) -> None:
    """P8: a thread that would wait for itself is told; the outer block goes on."""
    with store.write() as writer:
        with pytest.raises(InvalidValue, match="savepoint"), store.write():
            pass
        writer.save_workspace("kept")

    with store.read() as reader:
        assert ("kept", 1) == reader.workspace()


def test_a_writer_that_waits_too_long_is_told(store: SQLiteStore) -> None:
    """P8: the error says how long it waited."""
    errors: list[StoreBusy] = []

    def wait() -> None:
        with pytest.raises(StoreBusy) as caught, store.write():
            pass
        errors.append(caught.value)

    with store.write():
        thread = threading.Thread(target=wait)
        thread.start()
        thread.join()

    assert [0.2] == [error.waited for error in errors]


def test_a_second_store_on_the_file_waits_too(store: SQLiteStore, place: Path) -> None:
    """P8: whoever has the file open queues, also within one process."""
    other = SQLiteStore(place, deadline=0.05)
    with store.write(), pytest.raises(StoreBusy), other.write():
        pass
    with other.write() as writer:
        writer.save_workspace("other")
    other.close()

    with store.read() as reader:
        assert ("other", 1) == reader.workspace()


def test_a_forked_process_is_refused(place: Path) -> None:
    """P7: a connection that went through fork() would break the file."""
    command = [sys.executable, "-c", FORKED, str(place)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)

    assert "0 parent 1" == ran.stdout.strip()


def test_a_file_that_somebody_else_made_meanwhile_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H6: whoever waited to make the tables looks again when the turn comes."""
    place, judged = tmp_path / "sales.db", connections.use_wal

    def overtaken(connection: sqlite3.Connection) -> None:
        judged(connection)
        monkeypatch.setattr(connections, "use_wal", judged)
        with closing(SQLiteStore(place)) as other, other.write() as writer:
            writer.save_workspace("theirs")

    monkeypatch.setattr(connections, "use_wal", overtaken)
    with closing(SQLiteStore(place)) as store, store.read() as reader:
        assert ("theirs", 1) == reader.workspace()


def test_in_a_forked_process_every_store_is_left_to_the_parent(
    store: SQLiteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P7: whatever was opened before is refused from then on."""
    monkeypatch.setattr(opening, "_STORES", WeakSet([store]))
    monkeypatch.setattr(locking, "_HOLDS", WeakSet())
    opening._leave_to_parent()  # noqa: SLF001  # as the system calls it

    with pytest.raises(StoreClosed, match="another process"), store.read():
        pass


def test_a_process_closes_no_connection_of_its_parent(
    store: SQLiteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P7: to close what it forgot would drop the locks of whoever opened it."""
    process, opened = os.getpid(), store._opened  # noqa: SLF001  # as at its end
    monkeypatch.setattr(os, "getpid", lambda: process + 1)
    opening._close_all(opened, process)  # noqa: SLF001  # as its end calls it

    assert [(1,)] == opened[0].execute("SELECT 1").fetchall()


def test_a_block_of_a_store_that_was_closed_meanwhile_begins_nothing(
    store: SQLiteStore,
) -> None:
    """P23: it gives its turn back, too."""
    block = store.write()
    store.close()
    for _ in range(2):
        with pytest.raises(StoreClosed):
            block.__enter__()


def test_a_block_is_left_once(store: SQLiteStore) -> None:
    """P8: the turn that it had is somebody else's by then."""
    first, second = store.write(), store.write()
    first.__enter__()
    first.__exit__(None, None, None)
    with second as writer:
        with pytest.raises(StoreClosed, match="has ended"):
            first.__exit__(None, None, None)
        writer.save_workspace("kept")

    with store.read() as reader:
        assert ("kept", 1) == reader.workspace()


class Lost:
    """A connection to a file whose disk is gone."""

    in_transaction = True

    def execute(self, _: str) -> None:
        """Fail as SQLite does."""
        raise sqlite3.OperationalError("disk I/O error")


def test_where_the_file_is_lost_nothing_is_left_to_undo(store: SQLiteStore) -> None:
    """P23: SQLite rolls back when it is opened next."""
    session = store.writing_session()
    session.connection = Lost()  # type: ignore[assignment]  # as much as is asked
    session.end()

    with pytest.raises(StoreClosed, match="has ended"):
        session.check()


@pytest.mark.parametrize("count", [1, 2])
def test_a_reader_of_a_block_that_ended_reads_nothing(
    store: SQLiteStore, count: int
) -> None:
    """P9: it would be of another instant."""
    with store.read() as reader:
        pass
    with pytest.raises(StoreClosed, match="has ended"):
        reader.get("lead", [nth_id("lead", number) for number in range(count)])


def test_a_session_that_has_ended_undoes_nothing_more(store: SQLiteStore) -> None:
    """P23: whoever was interrupted ends it again; others write with its connection."""
    session = store.writing_session()
    session.end()
    with store.write() as writer:
        writer.save_workspace("kept")
        session.end()

    with store.read() as reader:
        assert ("kept", 1) == reader.workspace()


def test_whatever_outlives_its_block_is_refused(store: SQLiteStore) -> None:
    """P9: a reader, a writer and a stream end with their block."""
    fill(store)
    with store.read() as reader:
        stream = reader.find(ask("lead"))
        next(stream)
    with store.write() as writer:
        pass

    for act in (
        lambda: next(stream),
        lambda: reader.count(ask("lead")),
        reader.workspace,
        lambda: writer.save_workspace(""),
    ):
        with pytest.raises(StoreClosed, match="has ended"):
            act()


def test_an_abandoned_stream_holds_nothing(store: SQLiteStore) -> None:
    """P8: whoever stops reading in the middle stops nobody else."""
    fill(store)
    with store.read() as reader:
        for _ in range(300):
            assert 2 == len(list(islice(reader.find(ask("lead")), 2)))
    with store.write() as writer:
        writer.save_workspace("free")

    with store.read() as reader:
        assert ("free", 1) == reader.workspace()


def test_a_stream_is_not_moved_by_what_is_written_meanwhile(
    store: SQLiteStore,
) -> None:
    """P9: a writer may change the records that it walks through."""
    with store.write() as writer:
        writer.put(leads(600))
        seen = []
        for record in writer.find(ask("lead", "title != ''", "title")):
            assert isinstance(record, Lead)
            seen.append(record.title)
            writer.put([evolve(record, version=2, title=f"zz{record.title}")])

    assert sorted(map(str, range(600))) == seen


def test_a_stream_holds_a_batch_at_a_time(store: SQLiteStore) -> None:
    """H4, mission 0.18: what was read is let go of."""
    with store.write() as writer:
        writer.put(leads(2000))
    with store.read() as reader:
        stream = reader.find(ask("lead"))
        titles = [record.title for record in islice(stream, 700)]  # type: ignore[union-attr]  # leads

        assert [str(number) for number in range(700)] == titles


def test_closing_ends_what_is_open(place: Path) -> None:
    """P23: a block that is open when the store is closed writes nothing."""
    store = SQLiteStore(place)
    with pytest.raises(StoreClosed), store.write() as writer, store.read() as reader:  # noqa: PT012  # both blocks end
        writer.save_workspace("never")
        store.close()
        with pytest.raises(StoreClosed):
            reader.workspace()
    reopened = SQLiteStore(place)
    with reopened.read() as reader:
        workspace = reader.workspace()
    reopened.close()

    assert ("", 0) == workspace


def test_a_failing_put_leaves_the_rest_of_the_block(store: SQLiteStore) -> None:
    """P7: a conflict that is caught undoes all of its put, and no more."""
    first, second, third = leads(3)
    with store.write() as writer:
        writer.put([first])
        with pytest.raises(Conflict):
            writer.put([second, evolve(third, version=5)])
        with pytest.raises(Conflict):
            writer.put([second, third, first])

    with store.read() as reader:
        assert 1 == reader.count(ask("lead"))


def test_many_updates_are_one_batch(store: SQLiteStore) -> None:
    """P7: each is on top of its own version, and its index follows it (P10)."""
    new = leads(50)
    changed = [
        evolve(lead, version=2, phones=str(200 + number))
        for number, lead in enumerate(new)
    ]
    with store.write() as writer:
        writer.put(new)
        writer.put(changed)
    with pytest.raises(Conflict) as caught, store.write() as writer:
        writer.put([evolve(changed[0], version=3), changed[1]])

    assert (1, 2) == (caught.value.yours, caught.value.stored)
    with store.read() as reader:
        assert changed == list(reader.find(ask("lead")))
        assert [new[7].id] == reader.holders("phone", ["207"])["207"]
        assert {} == reader.holders("phone", ["+380441234567"])


def test_threads_read_and_write_at_once(place: Path) -> None:
    """P9: every reader sees whole transactions, whoever writes."""
    store = SQLiteStore(place, durability="normal")

    def write(number: int) -> None:
        with store.write() as writer:
            writer.put(stored(a_lead(), number * 2 + at)[0] for at in (0, 1))

    def read(_: int) -> bool:
        with store.read() as reader:
            one, two = reader.count(ask("lead")), len(list(reader.find(ask("lead"))))
        return one == two and one % 2 == 0

    with ThreadPoolExecutor(4) as threads:
        written = [threads.submit(write, number) for number in range(40)]
        seen = list(threads.map(read, range(80)))
        for one in written:
            one.result()

    assert {True} == set(seen)
    with store.read() as reader:
        count = reader.count(ask("lead"))
    store.close()
    assert 80 == count


def test_any_number_of_ids_may_be_asked_for(store: SQLiteStore) -> None:
    """H4: lists longer than SQLite's parameters are one question."""
    fill(store)
    ids = [nth_id("lead", number) for number in range(MANY)]
    among = attrs.evolve(ask("lead"), where=OneOf(("id",), tuple(ids)))
    with store.read() as reader:
        assert 12 == len(reader.get("lead", ids))
        assert 0 == len(reader.get("lead", []))
        assert 0 < len(reader.links_to([nth_id("company", n) for n in range(MANY)]))
        assert 11 == reader.count(among)
        assert ["101"] == list(reader.holders("phone", list(map(str, range(MANY)))))


def test_an_unknown_entity_is_told(store: SQLiteStore) -> None:
    """P15: as every store says it."""
    with store.read() as reader, pytest.raises(UnknownName):
        reader.get("leed", [])


def test_a_wrong_cursor_is_refused(store: SQLiteStore) -> None:
    """H4: a cursor belongs to its order."""
    query = attrs.evolve(ask("lead", "True", "-amount"), after=("x",))
    with store.read() as reader, pytest.raises(InvalidValue, match="cursor"):
        reader.find(query)


@pytest.mark.parametrize("which", ["alive", "LIVE", ""])
def test_an_unknown_which_is_refused(store: SQLiteStore, which: str) -> None:
    """P15: no word silently means another."""
    with store.read() as reader, pytest.raises(InvalidValue, match="which"):
        reader.count(ask("lead", which=which))


def test_what_is_no_text_is_not_grouped_by(store: SQLiteStore) -> None:
    """P11: groups are by texts, totals of money."""
    with store.read() as reader:
        with pytest.raises(InvalidValue, match="group"):
            reader.group(ask("deal"), ["probability"])
        with pytest.raises(InvalidValue, match="total"):
            reader.group(ask("deal"), ["stage"], total="probability")


def test_groups_may_be_over_links_and_custom_fields(store: SQLiteStore) -> None:
    """P11: any path that ends in text, any that ends in money."""
    fill(store)
    with store.read() as reader:
        by_firm = reader.group(ask("lead"), ["company.industry", "custom.size"])
        budgets = reader.group(ask("lead"), [], total="custom.budget")

    counts = [(("", ""), 8), (("", "large"), 1), (("delivery", "small"), 1)]
    assert [*counts, (("manufacturing", ""), 1)] == [
        (group.key, group.count) for group in by_firm
    ]
    assert ["5000.00 UAH", "5000.00 USD"] == [str(sum_) for sum_ in budgets[0].totals]


def test_sums_beyond_64_bits_are_exact(store: SQLiteStore) -> None:
    """P12: a total does not overflow and loses no minor unit."""
    rich = [evolve(lead, amount="922337203685477.5807 UAH") for lead in leads(3)]
    poor = [
        evolve(stored(a_lead(), 10 + number)[0], amount="-0.0001 USD")
        for number in range(3)
    ]
    with store.write() as writer:
        writer.put([*rich, *poor])
    with store.read() as reader:
        (group,) = reader.group(ask("lead"), [], total="amount")

    assert ["2767011611056432.7421 UAH", "-0.0003 USD"] == [
        str(total) for total in group.totals
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"open_to_all": "yes"},
        {"created_by": "half \ud800"},
        {"created_by": None},
        {"amount": Money("1.00001", "UAH")},
        {"amount": 5},
        {"phones": ("101",)},
        {"birth_date": "today"},
        {"custom": Custom({"n": 2**63})},
        {"custom": Custom({"n": Money("1.00001", "UAH")})},
        {"version": 2**63},
    ],
)
def test_what_no_column_holds_is_refused(
    store: SQLiteStore, changes: dict[str, object]
) -> None:
    """P12: a value that cannot be kept is told, and nothing of it is kept."""
    before = digest(store)
    lead = with_values(leads(1)[0], **changes)
    with (
        pytest.raises((InvalidValue, Conflict)) as caught,
        store.write() as writer,
    ):
        writer.put([lead])

    assert caught.value.code in ("invalid_value", "conflict")
    assert before == digest(store)


def test_a_lost_transaction_is_not_written_on(store: SQLiteStore) -> None:
    """P23: whatever ended the transaction, nothing is written outside of one."""
    with pytest.raises(StoreFailed), store.write() as writer:  # noqa: PT012  # as told
        writer._session.connection.execute("ROLLBACK")  # noqa: SLF001  # as SQLite may
        writer.save_workspace("never")

    with store.read() as reader:
        assert ("", 0) == reader.workspace()


def test_stores_may_be_told_apart(store: SQLiteStore, place: Path) -> None:
    """P23: the repr names the file and opens nothing."""
    fill(store)

    assert f"SQLiteStore({str(place)!r})" == repr(store)
    with store.read() as reader:
        assert "nothing" == found(reader, ask("deal", "False"))


def test_a_fact_tells_of_its_own_record_and_not_of_the_one_that_is_stored(
    store: SQLiteStore,
) -> None:
    """P13: the row of another record with the same id is not taken for its own."""
    lead, change = stored(a_lead(title="Told"))
    with store.write() as writer:
        writer.put([with_values(lead, title="Stored")])
        writer.append(change.events)
    with store.read() as reader:
        (event,) = reader.history(lead.id)

    assert change.events[0].changes == event.changes
