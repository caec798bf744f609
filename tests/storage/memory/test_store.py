"""What the memory store does beyond the promises of every store."""

import threading

import pytest

from leadflow.entities import evolve
from leadflow.errors import Conflict, InvalidValue, StoreBusy, StoreClosed, UnknownName
from leadflow.storage.memory import MemoryStore
from leadflow.testing import a_lead, digest, stored
from leadflow.testing.suite.ledger import ask


@pytest.fixture
def store() -> MemoryStore:
    """Return an empty store whose writers lose patience at once."""
    return MemoryStore(deadline=0.01)


def test_a_write_inside_a_write_is_refused(store: MemoryStore) -> None:
    """P8: a thread that would wait for itself is told to use a savepoint."""
    with (
        store.write(),
        pytest.raises(InvalidValue, match="savepoint"),
        store.write(),
    ):
        pass


def test_the_outer_write_goes_on_after_a_refused_one(store: MemoryStore) -> None:
    """H3: the mistake costs nothing but itself."""
    with store.write() as writer:
        with pytest.raises(InvalidValue), store.write():
            pass
        writer.save_workspace("kept")

    with store.read() as reader:
        assert ("kept", 1) == reader.workspace()


def test_a_writer_that_waits_too_long_is_told(store: MemoryStore) -> None:
    """P8: the error says how long it waited."""
    errors: list[StoreBusy] = []

    def wait() -> None:
        try:
            with store.write():
                pass
        except StoreBusy as error:
            errors.append(error)

    with store.write():
        thread = threading.Thread(target=wait)
        thread.start()
        thread.join()

    assert [0.01] == [error.waited for error in errors]


def test_a_reader_is_of_no_use_after_its_block(store: MemoryStore) -> None:
    """A write that goes nowhere is a mistake, and is called one."""
    with store.write() as writer:
        pass

    with pytest.raises(StoreClosed):
        writer.save_workspace("lost")


def test_closing_ends_open_readers(store: MemoryStore) -> None:
    """Promise 17 holds for what was opened before, too."""
    with store.read() as reader:
        store.close()

        with pytest.raises(StoreClosed):
            reader.workspace()


def write_and_close(store: MemoryStore) -> None:
    """Close a store from within a write."""
    with store.write() as writer:
        writer.save_workspace("lost")
        store.close()


def test_a_write_that_outlives_the_store_is_not_kept(store: MemoryStore) -> None:
    """Promise 17: closing in the middle loses the transaction, and says so."""
    with pytest.raises(StoreClosed):
        write_and_close(store)


def test_an_unknown_entity_is_named(store: MemoryStore) -> None:
    """The nearest right name is the way out."""
    with store.read() as reader, pytest.raises(UnknownName) as caught:
        reader.get("lede", [])

    assert "lead" == caught.value.nearest


def test_money_that_no_store_can_keep_is_refused(store: MemoryStore) -> None:
    """P15: memory is no more generous than a file."""
    lead, _ = stored(a_lead(amount="0.00001 UAH"))
    with pytest.raises(InvalidValue), store.write() as writer:
        writer.put([lead])


def test_a_put_with_one_stale_record_puts_none(store: MemoryStore) -> None:
    """H2: also where the caller goes on after the conflict."""
    lead, _ = stored(a_lead())
    other, _ = stored(a_lead(), 2)
    empty = digest(store)
    with store.write() as writer, pytest.raises(Conflict):
        writer.put([other, evolve(lead, version=2)])

    assert empty == digest(store)


def test_records_may_be_put_while_they_are_found(store: MemoryStore) -> None:
    """``find`` goes on through the instant at which it was asked."""
    with store.write() as writer:
        writer.put([stored(a_lead(), number)[0] for number in range(1, 1001)])
        found = writer.find(ask("lead"))
        for number, lead in enumerate(found, 1001):
            writer.put([evolve(lead, version=2), stored(a_lead(), number)[0]])

        assert 2000 == writer.count(ask("lead"))
