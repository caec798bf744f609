"""Failures that are planted between leadflow and the server."""

from collections.abc import Callable, Sequence
from typing import Any

import psycopg
import pymysql
import pytest
from sqlalchemy import Connection, Engine, NullPool, create_engine

from leadflow.storage.server import sessions
from leadflow.storage.server.tasks import Outcome, Task
from leadflow.storage.server.wires import Wire, wire_of


Act = Callable[[Connection, Sequence[Task]], None]
"""Done before tasks are run; it may raise."""


class Plant:
    """Stands between sessions and their wires."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.failed = 0
        self.sent = 0
        self.act: Act | None = None
        monkeypatch.setattr(sessions, "wire_of", self._wire)

    def undone(self, *, times: int, word: str = "INSERT") -> None:
        """Let the server undo so many transactions at their first such statement."""

        def act(connection: Connection, tasks: Sequence[Task]) -> None:
            if self.failed < times and any(word in task.text for task in tasks):
                self.failed += 1
                raise _conflict(connection)

        self.act = act

    def _wire(self, connection: Connection) -> Wire:
        return _Planted(self, connection, wire_of(connection))


class _Planted:
    def __init__(self, plant: Plant, connection: Connection, wire: Wire) -> None:
        self._plant = plant
        self._connection = connection
        self._wire = wire

    def run(self, tasks: Sequence[Task]) -> list[Outcome]:
        self._plant.sent += 1
        if self._plant.act is not None:
            self._plant.act(self._connection, tasks)
        return self._wire.run(tasks)


def cut(connection: Connection) -> None:
    """End a connection from outside, as a server that goes down does."""
    end(connection.engine, connection.connection.driver_connection)


def end(engine: Engine, driver: Any) -> None:  # noqa: ANN401  # of two packages
    """End a driver's connection from outside, whoever holds it."""
    # A connection of its own: the pool might give the very one that is to end.
    other = create_engine(engine.url, poolclass=NullPool)
    with other.connect() as admin:
        if engine.dialect.name == "postgresql":
            pid = driver.info.backend_pid
            admin.exec_driver_sql("SELECT pg_terminate_backend(%s, 5000)", (pid,))
        else:
            admin.exec_driver_sql(f"KILL CONNECTION {driver.thread_id()}")


def _conflict(connection: Connection) -> Exception:
    if connection.dialect.name == "postgresql":
        return psycopg.errors.SerializationFailure("planted")
    return pymysql.err.OperationalError(1213, "planted")
