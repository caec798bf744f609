"""A Galera cluster: in plain SQL, what a store may rely on; then the store on it.

It is all in one module, so that one cluster is enough.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress

import pymysql
import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test
from pymysql.connections import Connection
from pymysql.cursors import Cursor

import leadflow
from leadflow import Crm
from leadflow.errors import StoreError, TransactionUndone
from leadflow.storage.server import ServerStore
from leadflow.testing import a_lead
from tests.servers.galera import Cluster
from tests.storage.server.test_machine import FEW, machine
from tests.storage.server.test_suite import ServerSuite


CONFLICT = 1213
NO_MAJORITY = 1047


@pytest.fixture
def table(galera: Cluster) -> str:
    """Return an empty table that is on all nodes."""
    name = f"{galera.database()}.kept"
    galera.nodes[0].ask(f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, n INTEGER)")
    return name


@contextmanager
def session(cluster: Cluster, node: int, *, waits: bool) -> Iterator[Cursor]:
    """Open a session on a node, which waits for what other nodes wrote, or not."""
    with closing(cluster.nodes[node].connect()) as connection:
        cursor = connection.cursor()
        cursor.execute(f"SET SESSION wsrep_sync_wait = {int(waits)}")
        yield cursor


@contextmanager
def behind(cluster: Cluster, node: int) -> Iterator[None]:
    """Hold a node back: it takes in nothing that others write, until the end."""
    with session(cluster, node, waits=False) as cursor:
        cursor.execute("FLUSH TABLES WITH READ LOCK")
        yield
        cursor.execute("UNLOCK TABLES")


def rows(cursor: Cursor, table: str) -> int:
    """Count the rows that a session sees."""
    cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608  # our own name
    return int(cursor.fetchall()[0][0])


def insert(cluster: Cluster, node: int, table: str, *values: int) -> None:
    """Write rows on one node, each in a transaction of its own."""
    with session(cluster, node, waits=True) as cursor:
        for value in values:
            cursor.execute(f"INSERT INTO {table} VALUES ({value}, 0)")  # noqa: S608


def test_a_node_that_lags_shows_old_data_unless_asked_to_wait(
    galera: Cluster, table: str
) -> None:
    """P9: without wsrep_sync_wait a read on another node is stale; this sees it."""
    with behind(galera, 1), session(galera, 1, waits=False) as hasty:
        insert(galera, 0, table, 1)
        seen = rows(hasty, table)

    assert 0 == seen


def test_a_read_that_waits_sees_what_another_node_wrote(
    galera: Cluster, table: str
) -> None:
    """P9: a write on one node is read on another at once, though it lags."""
    with session(galera, 1, waits=True) as patient, ThreadPoolExecutor() as threads:
        with behind(galera, 1):
            insert(galera, 0, table, 1)
            read = threads.submit(rows, patient, table)
            waited = not read.done()
        seen = read.result()

    assert waited
    assert 1 == seen


def test_of_two_writers_on_two_nodes_one_is_told_at_commit(
    galera: Cluster, table: str
) -> None:
    """P7: a conflict between nodes comes as a deadlock, when the loser commits."""
    insert(galera, 0, table, 1)
    with (
        session(galera, 0, waits=True) as first,
        session(galera, 1, waits=True) as second,
    ):
        for cursor in (first, second):
            cursor.execute("BEGIN")
            cursor.execute(f"UPDATE {table} SET n = n + 1 WHERE id = 1")  # noqa: S608
        first.execute("COMMIT")
        with pytest.raises(pymysql.OperationalError) as told:
            second.execute("COMMIT")

    assert CONFLICT == told.value.args[0]


def test_two_nodes_go_on_without_the_third_which_catches_up(
    galera: Cluster, table: str
) -> None:
    """P4: what was confirmed while a node was away is on it when it is back."""
    insert(galera, 0, table, *range(10))
    galera.kill(2)
    insert(galera, 1, table, *range(10, 20))
    galera.restart(2)
    with session(galera, 2, waits=True) as cursor:
        seen = rows(cursor, table)

    assert 20 == seen


def test_one_node_of_three_answers_nothing_until_another_is_back(
    galera: Cluster, table: str
) -> None:
    """P23: with two nodes lost every query fails with 1047, and later works again."""
    insert(galera, 0, table, 1)
    galera.kill(1, 2)
    with closing(galera.nodes[0].connect()) as connection:
        galera.nodes[0].process.until(lambda: code(connection) != 0)
        told = code(connection)
    galera.restart(1, 2)
    insert(galera, 0, table, 2)

    assert NO_MAJORITY == told


def code(connection: "Connection[Cursor]") -> int:
    """Return the number of the error that a query gives; 0 where it gives none."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM mysql.user")
    except pymysql.Error as error:
        return int(error.args[0])
    return 0


class TestGalera(ServerSuite):
    """P15: a cluster keeps what memory and SQLite keep."""

    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def _server(cls, galera: Cluster) -> Iterator[None]:
        cls.engine = galera.engine(galera.database())
        yield
        cls.engine.dispose()


def test_a_cluster_and_memory_agree_through_random_histories(galera: Cluster) -> None:
    """P15: the same commands give the same results, errors and order."""
    engine = galera.engine(galera.database())
    few = settings(FEW, max_examples=5)
    run_state_machine_as_test(machine(engine), settings=few)
    engine.dispose()


@pytest.fixture
def offices(galera: Cluster) -> Iterator[tuple[Crm, Crm]]:
    """Return the same firm on two nodes, opened by two people."""
    database = galera.database()
    engines = [galera.engine(database, first=number) for number in range(2)]
    first, second = (leadflow.open(ServerStore(engine)) for engine in engines)
    yield first, second
    for crm, engine in zip((first, second), engines, strict=True):
        crm.close()
        engine.dispose()


def test_what_one_office_confirmed_the_other_reads_at_once(
    galera: Cluster, offices: tuple[Crm, Crm]
) -> None:
    """P9: the store asks its sessions to wait, though the node lags."""
    here, there = offices
    there.leads.count()
    with ThreadPoolExecutor() as threads:
        with behind(galera, 1):
            here.leads.add(a_lead())
            read = threads.submit(there.leads.count)
            waited = not read.done()
        seen = read.result()

    assert waited
    assert 1 == seen


def test_two_offices_on_two_nodes_lose_nothing_of_each_other(
    offices: tuple[Crm, Crm],
) -> None:
    """P7, P8: the first to commit wins, and the other does its work again."""
    with ThreadPoolExecutor() as threads:
        jobs = [threads.submit(add_five, crm) for crm in offices]
        for job in jobs:
            job.result()

    assert 10 == offices[0].leads.count()
    assert 10 == offices[1].leads.count()


def test_an_office_without_its_cluster_says_so_and_works_again_later(
    galera: Cluster, offices: tuple[Crm, Crm]
) -> None:
    """P23: with two nodes lost nothing is written, and the object stays usable."""
    here, _ = offices
    galera.kill(1, 2)
    lonely = galera.nodes[0]
    lonely.process.until(lambda: lonely.status("cluster_status") != "Primary")
    with pytest.raises(StoreError) as told:
        here.leads.add(a_lead(title="lost"))
    galera.restart(1, 2)
    here.leads.add(a_lead(title="kept"))

    assert told.value.code in ("transaction_undone", "store_failed")
    assert ["kept"] == [lead.title for lead in here.leads]


def add_five(crm: Crm) -> None:
    """Add five leads, each under a key, until they are in."""
    for number in range(5):
        key = f"{id(crm)} {number}"
        for _ in range(100):
            with suppress(TransactionUndone):
                crm.leads.add(a_lead(), key=key)
                break
