"""What becomes of a block when its conversation with the server breaks off."""

from collections.abc import Callable, Sequence

import psycopg
import pymysql
import pytest
from sqlalchemy import Connection, Engine, text

import leadflow
from leadflow import Lead
from leadflow.entities import Record, evolve
from leadflow.errors import Conflict, StoreClosed, StoreFailed, TransactionUndone
from leadflow.storage.server import ServerStore, writing
from leadflow.storage.server.tasks import Task
from leadflow.storage.server.wires import wire_of
from leadflow.testing import a_lead, stored
from leadflow.testing.suite.ledger import ask
from tests.storage.server.planting import Act, Plant


def new_leads(count: int) -> list[Record]:
    """Return so many leads of a first version."""
    return [stored(a_lead(title=f"{n}"), n)[0] for n in range(1, count + 1)]


def put(store: ServerStore, records: Sequence[Record]) -> None:
    """Write records as the last thing of a transaction."""
    with store.write() as writer:
        writer.save(records, ())


def once(word: str, act: Callable[[Connection], None]) -> Act:
    """Return what acts once, before a task whose text begins with a word."""
    acted: list[str] = []

    def acting(connection: Connection, tasks: Sequence[Task]) -> None:
        found = [n for n, task in enumerate(tasks) if task.text.startswith(word)]
        if found and not acted:
            acted.append(word)
            # What is sent together with it comes before it all the same.
            wire_of(connection).run(tasks[: found[0]])
            act(connection)

    return acting


def duplicate(connection: Connection) -> Exception:
    """Return what a server says of a key that is there already."""
    if connection.dialect.name == "postgresql":
        return psycopg.errors.UniqueViolation("planted")
    return pymysql.err.IntegrityError(1062, "planted")


def test_an_interrupted_conversation_is_not_gone_on_with(
    store: ServerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P1: answers would be taken for those of other questions; nothing is written."""

    def interrupt(_: Connection) -> None:
        raise KeyboardInterrupt

    plant = Plant(monkeypatch)
    leads = new_leads(1)
    with pytest.raises(StoreFailed), store.write() as writer:  # noqa: PT012  # a block
        writer.put(leads)
        plant.act = once("SELECT", interrupt)
        with pytest.raises(KeyboardInterrupt):
            writer.get("lead", ["lead_1"])
        with pytest.raises(StoreFailed):
            writer.last_seq()

    put(store, leads)
    with store.read() as reader:
        assert leads == list(reader.find(ask("lead")))


def test_a_row_that_is_gone_when_it_is_looked_for_is_a_matter_of_trying_again(
    postgres_engine: Engine, tenant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P8: between the undoing and the look others may write; nobody is to blame."""
    store = ServerStore(postgres_engine, tenant=tenant)
    leads = new_leads(1)
    put(store, leads)

    def purge(connection: Connection) -> None:
        with connection.engine.begin() as other:
            gone = text("DELETE FROM leadflow_leads WHERE tenant = :tenant")
            other.execute(gone, {"tenant": tenant})

    plant = Plant(monkeypatch)
    plant.act = once("SELECT leadflow_leads.id, leadflow_leads.version", purge)
    with pytest.raises(TransactionUndone):
        put(store, leads)

    put(store, leads)
    with pytest.raises(Conflict):
        put(store, leads)


def test_a_key_that_nobody_holds_any_more_is_a_matter_of_trying_again(
    engine: Engine, tenant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P8: whoever held it was undone; the caller does not hear of it."""
    met: list[Connection] = []

    def refuse(connection: Connection) -> None:
        met.append(connection)
        raise duplicate(connection)

    store = ServerStore(engine, tenant=tenant, jitter=lambda: 0.0)
    with leadflow.open(store, actor="ada") as crm:
        plant = Plant(monkeypatch)
        plant.act = once("INSERT INTO leadflow_leads", refuse)
        leads = crm.leads.add_many([Lead(title=f"{n}") for n in range(30)])

        assert 1 == len(met)
        assert leads == crm.leads.all()
        assert crm.upkeep.verify().is_sound


def test_the_first_of_a_batch_that_is_too_old_is_named(store: ServerStore) -> None:
    """H2: those before it are right, and are not written either."""
    leads = new_leads(30)
    put(store, leads[20:21])
    with pytest.raises(Conflict) as caught, store.write() as writer:
        writer.put(leads)

    assert leads[20].id == caught.value.id
    with store.read() as reader:
        assert leads[20:21] == list(reader.find(ask("lead")))


def test_a_writer_that_read_much_still_knows_what_is_stored(
    store: ServerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P7: what it remembers has an end, and is read again where it is needed."""
    monkeypatch.setattr(writing, "_MOST_SEEN", 2)
    leads = new_leads(6)
    put(store, leads)
    with store.write() as writer:
        for each in leads:
            assert {each.id: each} == writer.get("lead", [each.id])
        writer.put([evolve(each, version=2, title="newer") for each in leads])
        with pytest.raises(Conflict):
            writer.put([evolve(leads[0], version=2, title="older")])

    with store.read() as reader:
        assert [2] * 6 == [each.version for each in reader.find(ask("lead"))]


def test_a_store_of_another_process_says_so(
    store: ServerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P8: two processes on one connection would mix their words."""
    with monkeypatch.context() as forked:
        forked.setattr("os.getpid", lambda: 0)
        with pytest.raises(StoreClosed, match="in another process"):
            store.read().__enter__()

    with store.read() as reader:
        assert 0 == reader.last_seq()
