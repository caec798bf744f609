"""What becomes of a transaction that the server undoes, or never answers."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError

import leadflow
from leadflow import Crm, Lead
from leadflow.errors import OutcomeUnknown, StoreBusy, TransactionUndone
from leadflow.interchange import import_records
from leadflow.storage.server import ServerStore
from leadflow.storage.server.tasks import Task
from leadflow.storage.server.wires import wire_of
from tests.storage.server.planting import Plant, cut, end


@pytest.fixture
def crm(engine: Engine, tenant: str) -> Iterator[Crm]:
    """Return a CRM that loses no time when it tries again."""
    store = ServerStore(engine, tenant=tenant, attempts=4, jitter=lambda: 0.0)
    with leadflow.open(store, actor="ada") as crm:
        yield crm


@pytest.fixture
def plant(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Return what makes statements fail, once the CRM is open."""
    assert crm.promises().shared
    return Plant(monkeypatch)


@contextmanager
def broken_commit(
    engine: Engine, plant: Plant, *, after: bool = False
) -> Iterator[None]:
    """Break the connection in the next commit, before or after the server's part."""

    def breaks(connection: Connection) -> None:
        if not plant.failed:
            plant.failed += 1
            if after:
                connection.connection.driver_connection.commit()  # type: ignore[union-attr]  # there is one
            cut(connection)

    def act(connection: Connection, tasks: Sequence[Task]) -> None:
        if [task.text for task in tasks[-1:]] == ["COMMIT"] and not plant.failed:
            if after:
                wire_of(connection).run(tasks)
            breaks(connection)

    if engine.dialect.name == "postgresql":
        plant.act = act
        yield
        plant.act = None
    else:
        event.listen(engine, "commit", breaks)
        yield
        event.remove(engine, "commit", breaks)


def test_a_call_that_the_server_undid_is_done_again(crm: Crm, plant: Plant) -> None:
    """P8: the caller does not hear of it, and nothing is there twice."""
    plant.undone(times=3)
    lead = crm.leads.add(Lead(title="Forklifts", last_name="Kovalenko"))
    plant.undone(times=5)
    converted = crm.convert(lead)

    assert 5 == plant.failed
    assert [converted.deal] == crm.deals.all()
    assert crm.upkeep.verify().is_sound


def test_what_the_server_undoes_at_the_end_is_done_again(
    crm: Crm, plant: Plant
) -> None:
    """P8: events wait until the commit, and what is undone there is no other thing."""
    plant.undone(times=2, word="INSERT INTO leadflow_events")
    lead = crm.leads.add(Lead(title="Forklifts"))

    assert 2 == plant.failed
    assert [lead] == crm.leads.all()


def test_trying_again_has_an_end(crm: Crm, plant: Plant) -> None:
    """P8: after so many attempts the caller is told, and nothing was written."""
    plant.undone(times=100)
    with pytest.raises(StoreBusy):
        crm.leads.add(Lead(title="Forklifts"))

    assert 4 == plant.failed
    assert 0 == crm.leads.count()


def test_a_batch_of_an_import_is_done_again(
    crm: Crm, plant: Plant, tmp_path: Path
) -> None:
    """X3, P17: the report counts each row once, and nothing is there twice."""
    table = tmp_path / "leads.csv"
    rows = "".join(f"Rental {number}\n" for number in range(4))
    table.write_text(f"title\n{rows}\n,\n")
    plant.undone(times=3)
    report = import_records(crm, table)

    assert 3 == plant.failed
    assert 4 == report.stored == crm.leads.count()
    assert 0 == report.known
    assert 0 == import_records(crm, table).stored


def test_a_block_is_not_done_again(crm: Crm, plant: Plant) -> None:
    """P8: nobody but the caller can run the caller's own lines once more."""
    plant.undone(times=1)
    with pytest.raises(TransactionUndone), crm.transaction():
        crm.leads.add(Lead(title="Forklifts"))

    assert 0 == crm.leads.count()


def test_what_can_be_read_once_is_not_read_again(crm: Crm, plant: Plant) -> None:
    """P1: half of a stream must not be stored as if it were the whole."""
    plant.undone(times=1)
    with pytest.raises(TransactionUndone):
        crm.leads.add_many(Lead(title=name) for name in "AB")

    assert 2 == len(crm.leads.add_many([Lead(title=name) for name in "AB"]))


def test_a_connection_that_breaks_before_the_commit_is_replaced(
    crm: Crm, plant: Plant
) -> None:
    """P23: nothing was written, so it is done again on another connection."""

    def act(connection: Connection, tasks: Sequence[Task]) -> None:
        if not plant.failed and any("INSERT" in task.text for task in tasks):
            plant.failed += 1
            cut(connection)

    plant.act = act
    # Of few the commit is in the same trip, and the outcome unknown.
    leads = crm.leads.add_many([Lead(title=str(number)) for number in range(25)])

    assert leads == crm.leads.all()


def test_a_connection_that_broke_while_it_was_idle_is_replaced(
    crm: Crm, engine: Engine
) -> None:
    """P23: a server that was restarted over night disturbs nobody."""
    with ExitStack() as several:
        pooled = [several.enter_context(engine.connect()) for _ in range(5)]
        drivers = [each.connection.driver_connection for each in pooled]
    for driver in drivers:
        end(engine, driver)

    assert 0 == crm.leads.count()
    assert "A" == crm.leads.add(Lead(title="A")).title


def test_a_connection_that_breaks_before_it_is_used_is_given_back(
    mariadb_engine: Engine, tenant: str
) -> None:
    """P23: opening begins anew, and the pool loses no place to a broken one."""
    fresh = create_engine(mariadb_engine.url)
    broken: list[object] = []

    def breaks(driver: object, *_: object) -> None:
        if not broken:
            broken.append(driver)
            end(mariadb_engine, driver)

    event.listen(fresh, "connect", breaks)
    with leadflow.open(ServerStore(fresh, tenant=tenant)) as crm:
        assert 0 == crm.leads.count()
    assert broken
    assert 0 == fresh.pool.checkedout()  # type: ignore[attr-defined]  # a queue
    fresh.dispose()


def test_a_broken_commit_has_an_unknown_outcome(
    crm: Crm, engine: Engine, plant: Plant
) -> None:
    """P5: here it took no effect; the same key finds that out, and does it."""
    lead = crm.leads.add(Lead(title="Forklifts", last_name="Kovalenko"))
    with broken_commit(engine, plant), pytest.raises(OutcomeUnknown):
        crm.convert(lead, key="k-1")

    converted = crm.convert(lead, key="k-1")
    assert [converted.deal] == crm.deals.all()
    assert converted == crm.convert(lead, key="k-1")


def test_a_commit_whose_answer_is_lost_has_an_unknown_outcome(
    crm: Crm, engine: Engine, plant: Plant
) -> None:
    """P5: here it took effect; the same key finds that out, and gives the result."""
    lead = crm.leads.add(Lead(title="Forklifts", last_name="Kovalenko"))
    with broken_commit(engine, plant, after=True), pytest.raises(OutcomeUnknown):
        crm.convert(lead, key="k-1")
    made = crm.deals.all()

    assert made == [crm.convert(lead, key="k-1").deal]
    assert crm.upkeep.verify().is_sound


def test_a_connection_that_cannot_even_roll_back_is_thrown_away(
    crm: Crm, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P23: a server that dies while it answers leaves no error of a driver behind."""
    refused: list[object] = []

    def refuse(connection: object) -> None:
        refused.append(connection)
        raise OperationalError("ROLLBACK", {}, Exception("busy"))

    with monkeypatch.context() as broken:
        broken.setattr(engine.dialect, "do_rollback", refuse)
        assert 0 == crm.leads.count()
    lead = crm.leads.add(Lead(title="A"))

    assert refused
    assert lead == crm.leads.get(lead.id)
