"""How statements get to the server: one by one, or several in one round trip."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Generic, Protocol, TypeVar

from attrs import frozen
from sqlalchemy import Connection, Dialect

from leadflow.storage.server.exchanging import Exchange
from leadflow.storage.server.tasks import Outcome, Task


OWN = "leadflow_own"
"""The option of engines whose connections nobody but leadflow talks over."""
_WORTH_COPYING = 50
"""So many rows are copied in faster than they are inserted."""


class Wire(Protocol):
    """Runs statements on one connection, inside its transaction."""

    def run(self, tasks: Sequence[Task]) -> list[Outcome]:
        """Run tasks in order; the first that fails raises, and ends them."""
        ...


@frozen
class PlainWire:
    """Runs statement after statement, through SQLAlchemy; knows every driver."""

    connection: Connection

    def run(self, tasks: Sequence[Task]) -> list[Outcome]:
        """Run tasks in order."""
        return [self._run(task) for task in tasks]

    def _run(self, task: Task) -> Outcome:
        if len(task.runs) == 1:
            done = self.connection.exec_driver_sql(task.text, tuple(task.runs[0]))
        else:
            runs = [tuple(run) for run in task.runs]
            done = self.connection.exec_driver_sql(task.text, runs)
        rows = [tuple(row) for row in done] if done.returns_rows else []
        return Outcome(done.rowcount, rows)


class Talk(Protocol):
    """Runs statements in one round trip."""

    def run(self, tasks: Sequence[Task]) -> list[Outcome]:
        """Run tasks in order."""
        ...


T = TypeVar("T", bound=Talk)


@frozen
class Pipeline(Generic[T]):
    """Sends several statements at once, through psycopg; copies many rows in.

    They do not pass SQLAlchemy's events for cursors.
    """

    driver: Any
    """psycopg's connection."""
    talk: T

    def run(self, tasks: Sequence[Task]) -> list[Outcome]:
        """Run tasks in order, in as few round trips as there can be."""
        outcomes: list[Outcome] = []
        waiting: list[Task] = []
        for task in tasks:
            if task.copy and len(task.runs) >= _WORTH_COPYING:
                if waiting:
                    outcomes += self.talk.run(waiting)
                outcomes.append(self._copied(task))
                waiting = []
            else:
                waiting.append(task)
        return [*outcomes, *self.talk.run(waiting)] if waiting else outcomes

    def _copied(self, task: Task) -> Outcome:
        cursor = self.driver.cursor()
        with cursor.copy(task.copy) as copy:
            for row in task.runs:
                copy.write_row(row)
        return Outcome(cursor.rowcount)


@frozen
class Cursors:
    """Runs statements by psycopg's cursors, on a connection that a host may use."""

    driver: Any
    cursor: Any
    """What makes a cursor that takes the texts as they are."""

    def run(self, tasks: Sequence[Task]) -> list[Outcome]:
        """Run tasks in order, in one round trip."""
        if len(tasks) == 1 and len(tasks[0].runs) == 1:
            return [_outcome(self._sent(tasks[0]))]
        with self.driver.pipeline():
            cursors = [self._sent(task) for task in tasks]
        return [_outcome(cursor) for cursor in cursors]

    def _sent(self, task: Task) -> Any:  # noqa: ANN401  # psycopg's cursor
        cursor = self.cursor(self.driver)
        runs = [[_plain(value) for value in run] for run in task.runs]
        if len(runs) == 1:
            cursor.execute(task.text, runs[0])
        else:
            cursor.executemany(task.text, runs)
        return cursor


def _plain(value: Any) -> Any:  # noqa: ANN401  # what a driver takes
    # psycopg tells the server a type for each size of whole numbers, and none for
    # nothing; the server knows the columns, and can keep one plan for all rows.
    return str(value) if type(value) is int else value


@cache
def is_piped(dialect: Dialect) -> bool:
    """Tell whether the driver can send several statements at once."""
    if dialect.driver != "psycopg":
        return False
    from psycopg import capabilities  # noqa: PLC0415  # an optional package

    return capabilities.has_pipeline()


def wire_of(connection: Connection) -> Wire:
    """Return the quickest wire that the connection's driver allows."""
    if is_own(connection):
        return _exchanging(connection)
    if not is_piped(connection.dialect):
        return PlainWire(connection)
    from psycopg import RawCursor  # noqa: PLC0415  # an optional package

    driver = connection.connection.driver_connection
    return Pipeline(driver, Cursors(driver, RawCursor))


def is_own(connection: Connection) -> bool:
    """Tell whether nobody but leadflow talks over a connection of psycopg's."""
    return OWN in connection.get_execution_options()


def is_reset(connection: Connection) -> bool:
    """Undo what is open on a connection of our own; tell whether it goes on."""
    return is_own(connection) and _exchanging(connection).talk.reset()


def _exchanging(connection: Connection) -> Pipeline[Exchange]:
    """Return what talks over a connection; it lasts as long as the driver's does."""
    found: Pipeline[Exchange] | None = connection.info.get(OWN)
    if found is None:
        driver = connection.connection.driver_connection
        found = Pipeline(driver, Exchange(driver))
        connection.info[OWN] = found
    return found


def _outcome(cursor: Any) -> Outcome:  # noqa: ANN401  # psycopg's
    result = cursor.pgresult
    # Asking for a description would make one.
    rows = cursor.fetchall() if result is not None and result.nfields else ()
    return Outcome(cursor.rowcount, rows)
