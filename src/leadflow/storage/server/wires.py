"""How statements get to the server: one by one, or several in one round trip."""

from collections.abc import Sequence
from typing import Any, Protocol, TypeAlias

from attrs import frozen
from sqlalchemy import Connection, Dialect


Row: TypeAlias = Sequence[Any]

_WORTH_COPYING = 50
"""So many rows are copied in faster than they are inserted."""


@frozen
class Task:
    """A statement with the values of each of its runs; ``()`` is a run without."""

    text: str
    runs: Sequence[Sequence[Any]] = ((),)
    copy: str = ""
    """What copies the same rows in, where the server can."""
    table: str = ""
    """What it writes to; tasks of several tables may then become one statement."""
    count: int = -1
    """How many rows it must write; else nothing of the transaction may be kept."""


@frozen
class Outcome:
    """What came of a task."""

    count: int
    """Rows written, -1 where nobody counted."""
    rows: Sequence[Row] = ()


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


@frozen
class Pipeline:
    """Sends several statements at once, through psycopg.

    They do not pass SQLAlchemy's events for cursors.
    """

    driver: Any
    """psycopg's connection."""
    cursor: Any
    """What makes a cursor that takes the texts as they are."""

    def run(self, tasks: Sequence[Task]) -> list[Outcome]:
        """Run tasks in order, in as few round trips as there can be."""
        outcomes: list[Outcome] = []
        waiting: list[Task] = []
        for task in tasks:
            if task.copy and len(task.runs) >= _WORTH_COPYING:
                outcomes += [*self._together(waiting), self._copied(task)]
                waiting = []
            else:
                waiting.append(task)
        return [*outcomes, *self._together(waiting)]

    def _together(self, tasks: Sequence[Task]) -> list[Outcome]:
        if not tasks:
            return []
        if len(tasks) == 1 and len(tasks[0].runs) == 1:
            return [_outcome(self._sent(tasks[0]))]
        with self.driver.pipeline():
            cursors = [self._sent(task) for task in tasks]
        return [_outcome(cursor) for cursor in cursors]

    def _sent(self, task: Task) -> Any:  # noqa: ANN401  # psycopg's cursor
        cursor = self.cursor(self.driver)
        if len(task.runs) == 1:
            cursor.execute(task.text, task.runs[0])
        else:
            cursor.executemany(task.text, task.runs)
        return cursor

    def _copied(self, task: Task) -> Outcome:
        cursor = self.driver.cursor()
        with cursor.copy(task.copy) as copy:
            for row in task.runs:
                copy.write_row(row)
        return _outcome(cursor)


def is_piped(dialect: Dialect) -> bool:
    """Tell whether the driver can send several statements at once."""
    if dialect.driver != "psycopg":
        return False
    from psycopg import capabilities  # noqa: PLC0415  # an optional package

    return capabilities.has_pipeline()


def wire_of(connection: Connection) -> Wire:
    """Return the quickest wire that the connection's driver allows."""
    if not is_piped(connection.dialect):
        return PlainWire(connection)
    from psycopg import RawCursor  # noqa: PLC0415  # an optional package

    return Pipeline(connection.connection.driver_connection, RawCursor)


def _outcome(cursor: Any) -> Outcome:  # noqa: ANN401  # psycopg's
    result = cursor.pgresult
    # Asking for a description would make one.
    rows = cursor.fetchall() if result is not None and result.nfields else ()
    return Outcome(cursor.rowcount, rows)
