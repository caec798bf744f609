"""A connection while one block of reads or writes has it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any
from weakref import ref

from sqlalchemy import Connection, Select

from leadflow.errors import (
    LeadflowError,
    OutcomeUnknown,
    StoreClosed,
    StoreError,
    StoreFailed,
    TransactionUndone,
)
from leadflow.storage.server.failures import FAILURES, Said, failure, said
from leadflow.storage.server.joining import joined
from leadflow.storage.server.statements import Statements
from leadflow.storage.server.tasks import COMMIT, Outcome, Row, Task
from leadflow.storage.server.wires import is_own, wire_of


def again(error: LeadflowError) -> LeadflowError:
    """Return the same error anew: one that was raised keeps its frames alive."""
    return type(error)(*error.args)


class Session:
    """Runs statements for one block, and refuses to once the block has ended.

    What is written waits until something is read, or the block ends: so it goes
    to the server together.
    """

    def __init__(
        self, connection: Connection, statements: Statements, deadline: float
    ) -> None:
        self.connection = connection
        self.statements = statements
        self.gone: LeadflowError | None = None
        """Why nothing can be asked any more."""
        self.is_open = True
        self._deadline = deadline
        self._waiting: list[Task] = []
        self._checks: list[Callable[[], None]] = []
        self._marks = 0
        self._outer = ""
        self._live: set[str] = set()
        self._streams: list[ref[Stream]] = []
        self._driver: Any = connection.connection.driver_connection
        self._wire, self._is_own = wire_of(connection), is_own(connection)
        dbapi = connection.dialect.loaded_dbapi
        self._failures = (*FAILURES, dbapi.Error)

    def rows(self, text: str, values: Sequence[Any] = ()) -> Sequence[Row]:
        """Return all rows that a statement gives."""
        return self.run([Task(text, (values,))])[0].rows

    def selected(self, statement: Select[Any]) -> Sequence[Row]:
        """Return all rows that a question gives, as SQLAlchemy compiles it."""
        self.flush()
        try:
            return [tuple(row) for row in self.connection.execute(statement)]
        except self._failures as error:
            raise self.failed(error) from None

    def run(self, tasks: Sequence[Task]) -> list[Outcome]:
        """Run what waits and then these, together; return what came of these."""
        self.check()
        try:
            return self._together(tasks)
        except self._failures as error:
            raise self.failed(error) from None

    def tried(self, tasks: Sequence[Task], mark: str) -> list[Outcome] | None:
        """Run tasks; go back to the mark if a row was there already."""
        self.check()
        try:
            return self._together(tasks)
        except self._failures as error:
            known = self.failed(error)
            if not self._said(error).is_duplicate:
                raise known from None
        self.gone = None
        self.back_to(mark)
        return None

    def later(self, task: Task) -> None:
        """Run a task that writes, before anything else is asked."""
        self.settle()
        self._waiting.append(task)

    def soon(self, tasks: Iterable[Task], check: Callable[[], None]) -> None:
        """Run tasks that write as ``later`` does.

        Where one of them has not written as many rows as it must, everything is
        undone, and ``check`` raises what is to be said.
        """
        self.settle()
        self._waiting += tasks
        self._checks.append(check)

    @property
    def has_marks(self) -> bool:
        """Tell whether there is anything to which one could go back."""
        return bool(self._live)

    def flush(self) -> None:
        """Run what waits."""
        self.check()
        if self._waiting:
            self.run(())

    def mark(self) -> str:
        """Set a mark to which one can go back."""
        self.settle()
        self._marks += 1
        name = f"leadflow_{self._marks}"
        self._live.add(name)
        self._waiting.append(Task(f"SAVEPOINT {name}"))
        return name

    def forget(self, mark: str) -> None:
        """Keep what was done since a mark."""
        self.check()
        self._live.discard(mark)
        self._waiting.append(Task(f"RELEASE SAVEPOINT {mark}"))

    def back_to(self, mark: str) -> None:
        """Undo what was done since a mark; the second time there is nothing."""
        self.check()
        if mark not in self._live:
            return
        self._live.discard(mark)
        places = [
            place
            for place, task in enumerate(self._waiting)
            if task.text == f"SAVEPOINT {mark}"
        ]
        if places:  # the server has heard of nothing yet
            del self._waiting[places[0] :]
            return
        self._waiting = []
        back = Task(f"ROLLBACK TO SAVEPOINT {mark}")
        self.run([back, Task(f"RELEASE SAVEPOINT {mark}")])

    def stream(self, pages: Iterator[Sequence[Row]]) -> "Stream":
        """Give rows page by page; the first is read at once."""
        stream = Stream(self, pages)
        self._streams.append(ref(stream))
        return stream

    def settle(self) -> None:
        """Make ready for a change: open streams keep what they were going to give."""
        self.check()
        while self._streams:
            stream = self._streams.pop()()
            if stream is not None:
                stream.read_to_the_end()

    def check(self) -> None:
        """Raise if the block has ended, the store was closed, or it failed."""
        if self.gone is not None:
            raise again(self.gone)

    def failed(self, error: Exception) -> LeadflowError:
        """Return the documented error, and refuse all else if nothing can go on."""
        if self._checks and self._said(error).is_refused:
            return self._explained()
        known = self._told(error)
        # Every error leaves PostgreSQL's transaction broken.
        self.gone = known if isinstance(known, StoreError) else _BROKEN
        return known

    def commit(self) -> None:
        """Make everything visible and durable, or raise and undo it."""
        self.settle()
        try:
            if self.statements.is_postgres:
                self._commit_together()
            else:
                self.flush()
                self.connection.commit()
        except LeadflowError:
            raise
        except self._failures as error:
            known = self.failed(error)
            if self._said(error).is_lost:
                self.gone = OutcomeUnknown()
                raise OutcomeUnknown from None
            raise known from None

    def enclose(self) -> None:
        """Set a mark around everything: the transaction is the host's."""
        self._outer = self.mark()

    def keep(self) -> None:
        """Leave everything to the transaction of the host."""
        self.settle()
        outer, self._outer = self._outer, ""
        self.forget(outer)
        self.flush()

    def end(self) -> None:
        """Undo what a host's transaction shall not have, and refuse all else."""
        if self._outer and not self.connection.invalidated:
            # What broke in the block must not break the host's transaction.
            self.gone = None
            with suppress(LeadflowError):
                self.back_to(self._outer)
        self.gone = self.gone or StoreClosed("the block that this belongs to has ended")
        self.is_open = False

    def _together(self, tasks: Sequence[Task]) -> list[Outcome]:
        waiting, self._waiting = self._waiting, []
        if self.statements.is_piped:
            waiting = joined(waiting)
        try:
            done = self._wire.run([*waiting, *tasks])[len(waiting) :]
        except Exception:
            raise
        except BaseException:
            # Whoever interrupts a conversation cannot go on with it.
            self.gone = _BROKEN
            raise
        self._checks.clear()
        return done

    def _explained(self) -> LeadflowError:
        """Return why what had to be written was not, once it is undone."""
        checks, self._checks = self._checks, []
        self.connection.rollback()
        try:
            for check in checks:
                check()
        except LeadflowError as known:
            self.gone = known if isinstance(known, StoreError) else _BROKEN
            return known
        # All is as it was read, and yet a row was there: it came in since.
        self.gone = TransactionUndone("another transaction came in between")
        return self.gone

    def _commit_together(self) -> None:
        """Send what waits and the commit at once."""
        while self._waiting and self._waiting[-1].text.startswith("RELEASE"):
            self._waiting.pop()  # as the commit does
        self._together([COMMIT])
        if not self._is_own:
            # SQLAlchemy's own commit finds nothing left to do at the server.
            self.connection.commit()

    def _said(self, error: Exception) -> Said:
        dialect = self.connection.dialect
        is_lost = False
        if dialect.dbapi is not None and isinstance(error, dialect.dbapi.Error):
            is_lost = dialect.is_disconnect(error, self._driver, None)
        return said(error, is_lost=is_lost)

    def _told(self, error: Exception) -> LeadflowError:
        known = self._said(error)
        if known.is_lost and not self.connection.invalidated:
            self.connection.invalidate()
            # Those that wait in the pool broke with it, where a server went down;
            # SQLAlchemy sees to it where it runs the statement itself.
            self.connection.engine.dispose()
        return failure(error, known, self._deadline)


_BROKEN = StoreFailed("an earlier statement of the block failed")


class Stream:
    """The rows of one question, a page at a time."""

    __slots__ = ("__weakref__", "_next", "_pages", "_session")

    def __init__(self, session: Session, pages: Iterator[Sequence[Row]]) -> None:
        self._session = session
        self._pages: Iterator[Sequence[Row]] = pages
        self._next: Sequence[Row] = next(pages, ())

    def __iter__(self) -> Iterator[Row]:
        session = self._session
        session.check()
        while page := self._next:
            for row in page:
                session.check()
                yield row
            self._next = next(self._pages, ())

    def read_to_the_end(self) -> None:
        """Take all rows into memory, before something changes them."""
        rest = [row for page in self._pages for row in page]
        self._pages = iter((rest,)) if rest else iter(())


def told(error: Exception, deadline: float) -> LeadflowError:
    """Return the documented error for one from outside a session."""
    return failure(error, said(error), deadline)
