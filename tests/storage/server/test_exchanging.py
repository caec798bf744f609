"""How leadflow's own connections talk to PostgreSQL."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Engine

from leadflow.storage.server import exchanging
from leadflow.storage.server.connecting import source_of
from leadflow.storage.server.exchanging import Exchange, written
from leadflow.storage.server.tasks import COMMIT, Task
from leadflow.storage.server.wires import Wire, wire_of
from tests.storage.server.planting import cut


@pytest.fixture
def connection(postgres_engine: Engine) -> Iterator[Connection]:
    """Return a connection of leadflow's own that nobody used before."""
    postgres_engine.dispose()
    with postgres_engine.connect() as connection:
        yield connection


def asked(wire: Wire, number: int) -> Any:  # noqa: ANN401  # a value
    """Return what a statement of its own answers."""
    text = f"SELECT $1::integer + {number}"
    return wire.run([Task(text, ((0,),))])[0].rows[0][0]


def kept(connection: Connection) -> int:
    """Return how many statements the server keeps for a connection."""
    text = "SELECT count(*) FROM pg_prepared_statements"
    ((count,),) = wire_of(connection).run([Task(text)])[0].rows
    return int(count)


def is_closed(connection: Connection) -> bool:
    """Tell whether the driver's connection is closed."""
    driver: Any = connection.connection.driver_connection
    return bool(driver.closed)


class Colour(StrEnum):
    """A text of some class."""

    RED = "red"


def test_a_value_is_written_as_its_class_is() -> None:
    """P15: a text of a host's own class is a text."""
    assert [b"red"] == written([Colour.RED])


def test_a_text_that_would_end_before_its_end_is_refused() -> None:
    """P15: the server would keep what stands before NUL, and nobody would notice."""
    with pytest.raises(UnicodeError):
        written(["Kyiv\0Logistics"])


def test_the_server_keeps_so_many_statements_and_no_more(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P25: those that were used first go with the next trip, and may come again."""
    monkeypatch.setattr(exchanging, "_MOST", 3)
    wire = wire_of(connection)
    answers = [asked(wire, number) for number in (1, 2, 3, 4, 5, 1)]
    connection.connection.rollback()

    assert [1, 2, 3, 4, 5, 1] == answers
    assert [4, 3] == [kept(connection) for _ in range(2)]


def test_what_is_kept_no_longer_stands_in_nobodys_way(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P9: an instant begins with its isolation, whatever the server is to forget."""
    monkeypatch.setattr(exchanging, "_MOST", 1)
    wire, isolated = wire_of(connection), "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"
    assert [1, 2] == [asked(wire, number) for number in (1, 2)]
    connection.connection.rollback()
    wire.run([Task(isolated)])

    assert 3 == asked(wire, 3)


def test_nothing_is_forgotten_behind_a_commit(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P1: were it to fail there, what is kept would be told as undone."""
    monkeypatch.setattr(exchanging, "_MOST", 1)
    wire = wire_of(connection)
    assert [1, 2] == [asked(wire, number) for number in (1, 2)]
    wire.run([COMMIT])

    assert [2, 1] == [kept(connection) for _ in range(2)]


def test_a_statement_that_failed_is_not_believed_to_be_kept(
    connection: Connection,
) -> None:
    """P23: what stood behind the error was not heard of."""
    wire = wire_of(connection)
    wrong, right = Task("SELECT 1 / $1::integer", ((0,),)), Task("SELECT $1", (("a",),))
    with pytest.raises(psycopg.errors.DivisionByZero):
        wire.run([wrong, right])
    connection.connection.rollback()

    assert [("a",)] == wire.run([right])[0].rows


def test_a_connection_that_broke_says_so(connection: Connection) -> None:
    """P23: whatever the server said last."""
    wire = wire_of(connection)
    assert 7 == asked(wire, 7)
    cut(connection)
    with pytest.raises(psycopg.OperationalError):
        asked(wire, 8)

    assert is_closed(connection)
    connection.invalidate()


def test_who_goes_before_all_is_answered_leaves_the_connection(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P23: what is still to come must not answer the next question."""

    def interrupt(_: Exchange) -> None:
        raise KeyboardInterrupt

    wire = wire_of(connection)
    monkeypatch.setattr(Exchange, "_received", interrupt)
    with pytest.raises(KeyboardInterrupt):
        asked(wire, 7)

    assert is_closed(connection)
    connection.invalidate()


class Gone:
    """A connection of libpq's that the other end has left without a word."""

    transaction_status = psycopg.pq.TransactionStatus.INTRANS
    status = psycopg.pq.ConnStatus.BAD

    def __init__(self) -> None:
        self._left = [1, 0]

    def flush(self) -> int:
        """Tell that something is still to be sent, once."""
        return self._left.pop(0)

    def is_busy(self) -> bool:
        """Tell that no answer is on its way."""
        return False

    def get_result(self) -> None:
        """Return no answer."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever is called
        return lambda *_: name


class Silent:
    """A driver's connection to nobody."""

    adapters = psycopg.adapters
    connection = None

    def __init__(self) -> None:
        self.pgconn = Gone()

    def wait(self, told: Iterator[object]) -> None:
        """Wait for what never comes."""
        list(told)


def test_who_is_told_nothing_does_not_wait_for_ever() -> None:
    """P25: a connection that is gone is lost, whatever was still to come."""
    with pytest.raises(psycopg.OperationalError, match="lost"):
        Exchange(Silent()).run([Task("COMMIT")])

    assert not Exchange(Silent()).reset()


def test_connections_beyond_those_that_are_kept_go_back(
    postgres_engine: Engine,
) -> None:
    """P8: others may wait for them at the pool."""
    source = source_of(postgres_engine.url)
    for each in [source.borrow(1.0) for _ in range(25)]:
        source.give_back(each)
    pool: Any = source.engine.pool
    resting = pool.checkedout()
    source.close()

    assert 19 == resting
