"""Statements and answers as libpq takes and gives them, several in one trip.

psycopg's cursors find out for each statement what is known here beforehand: that its
values are told as text, whose types the columns say, and that the server keeps it.
What they do besides took a third of the program's own time from a conversion.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any, TypeAlias

from leadflow.storage.server.tasks import COMMIT, Outcome, Task


Given: TypeAlias = list[bytes | None]
"""The values of one run, as the server reads them."""
_MOST = 100
"""So many statements a server keeps for a connection."""


class Exchange:
    """Sends several statements at once, through psycopg's libpq.

    Such a connection is leadflow's own: were it shared, psycopg's cursors would let
    the server forget statements. None of this passes SQLAlchemy's events for cursors.
    """

    def __init__(self, driver: Any) -> None:  # noqa: ANN401  # psycopg's connection
        from psycopg import adapt, errors, pq, waiting  # noqa: PLC0415  # an extra

        self._driver = driver
        self._conn = driver.pgconn
        self._reading = adapt.Transformer(driver)
        self._error, self._lost = errors.Error, errors.OperationalError
        self._refusal = errors.error_from_result
        self._is_bad = pq.ConnStatus.BAD
        self._is_idle = pq.TransactionStatus.IDLE
        self._is_failed = pq.ExecStatus.FATAL_ERROR
        self._is_end = pq.ExecStatus.PIPELINE_SYNC
        self._input, self._both = waiting.Wait.R, waiting.Wait.RW
        # Those that the server keeps by their texts, the oldest first.
        self._names: dict[str, bytes] = {}
        self._gone: list[bytes] = []
        self._count = 0

    def run(self, tasks: Sequence[Task]) -> list[Outcome]:
        """Run tasks in order, in one round trip."""
        runs = [[written(run) for run in task.runs] for task in tasks]
        results = iter(self._exchanged([task.text for task in tasks], runs))
        return [self._outcome(list(islice(results, len(each)))) for each in runs]

    def reset(self) -> bool:
        """Undo what is open; tell whether the connection goes on."""
        if self._conn.transaction_status == self._is_idle:
            return True
        try:
            self._exchanged(["ROLLBACK"], [[[]]])
        except self._error:
            return False
        return bool(self._conn.transaction_status == self._is_idle)

    def _exchanged(self, texts: Sequence[str], runs: Sequence[list[Given]]) -> Any:  # noqa: ANN401
        """Return the result of each run."""
        conn, fresh = self._conn, dict[str, bytes]()
        conn.enter_pipeline_mode()
        try:
            own = self._begin()
            places = [own + place for place in self._send(texts, runs, fresh)]
            # Behind all else: before it, a transaction's isolation can be said no more.
            for text in (gone := self._forgettable(texts)):
                conn.send_query_params(text, None)
            conn.pipeline_sync()
            results = self._driver.wait(self._received())
            conn.exit_pipeline_mode()
        except BaseException:
            self._part()
            raise
        self._require_done(results)
        del self._gone[: len(gone)]
        self._keep(fresh)
        return [results[place] for place in places]

    def _begin(self) -> int:
        """Begin a transaction unless there is one; return how many answers follow."""
        if self._conn.transaction_status != self._is_idle:
            return 0
        self._conn.send_query_params(_BEGIN, None)
        return 1

    def _send(
        self, texts: Sequence[str], runs: Sequence[list[Given]], fresh: dict[str, bytes]
    ) -> Iterator[int]:
        """Send each run; give the places of their answers."""
        conn, names, place = self._conn, self._names, 0
        for text, several in zip(texts, runs, strict=True):
            name = names.get(text) or fresh.get(text)
            if name is None and several[0]:
                self._count += 1
                fresh[text] = name = b"leadflow_%d" % self._count
                conn.send_prepare(name, text.encode())
                place += 1
            for values in several:
                if values:
                    conn.send_query_prepared(name, values)
                else:
                    conn.send_query_params(text.encode(), None)
                yield place
                place += 1

    def _forgettable(self, texts: Sequence[str]) -> list[bytes]:
        """Return what tells the server to forget; behind a commit nothing may fail."""
        return [] if texts[-1] == COMMIT.text else self._gone.copy()

    def _received(self) -> Any:  # noqa: ANN401  # a generator as psycopg waits for it
        """Give what is waited for; return all results."""
        conn, results = self._conn, list[Any]()
        while conn.flush():
            yield self._both
            conn.consume_input()
        while True:
            if conn.is_busy():
                yield self._input
                conn.consume_input()
                continue
            result = conn.get_result()
            if result is not None:
                if result.status == self._is_end:
                    return results
                results.append(result)
            elif conn.status == self._is_bad:
                raise self._lost("the connection is lost")

    def _part(self) -> None:
        """Leave the conversation, or the connection if answers are still to come."""
        try:
            self._conn.exit_pipeline_mode()
        except self._error:
            self._driver.close()

    def _require_done(self, results: Sequence[Any]) -> None:
        for result in results:
            if result.status == self._is_failed:
                error = self._refusal(result)
                if error.sqlstate in _STALE:
                    # The server keeps other statements than are known here.
                    self._driver.close()
                raise error

    def _keep(self, fresh: dict[str, bytes]) -> None:
        """Know the new statements, and let the oldest go."""
        if fresh:
            names = self._names
            names.update(fresh)
            while len(names) > _MOST:
                self._gone.append(b"DEALLOCATE " + names.pop(next(iter(names))))

    def _outcome(self, results: Sequence[Any]) -> Outcome:
        (result, *others), count = results, results[0].command_tuples
        if others:
            return Outcome(sum(each.command_tuples for each in results))
        if not result.nfields:
            return Outcome(-1 if count is None else count)
        self._reading.set_pgresult(result)
        rows = self._reading.load_rows(0, result.ntuples, tuple)
        self._reading.set_pgresult(None)
        return Outcome(count, rows)


def written(run: Sequence[Any]) -> Given:
    r"""Return values as the server reads them.

    >>> written(["Kyiv", 7, True, None, ["a", 'b"']])
    [b'Kyiv', b'7', b't', None, b'{"a","b\\""}']
    """
    found = [None if each is None else _WRITING[type(each)](each) for each in run]
    if b"\0" in b"".join(filter(None, found)):
        # The value would end there, and nobody would notice.
        message = "a text holds a NUL character"
        raise UnicodeError(message)
    return found


def _whole(value: int) -> bytes:
    return b"%d" % value


def _flag(value: bool) -> bytes:  # noqa: FBT001  # one of several that write
    return b"t" if value else b"f"


@lru_cache(maxsize=64)  # a command writes one instant again and again
def _time(value: date) -> bytes:
    return value.isoformat().encode()


def _list(values: Sequence[str]) -> bytes:
    inside = (each.replace("\\", r"\\").replace('"', r"\"") for each in values)
    return str.encode("{" + ",".join([f'"{each}"' for each in inside]) + "}")


class _Writing(dict[type, Any]):
    """What writes values of a class; of others, that of the nearest class above."""

    def __missing__(self, kind: type) -> Any:  # noqa: ANN401  # as it stands here
        return self[kind.__mro__[1]]


_WRITING = _Writing(
    {
        str: str.encode,
        int: _whole,
        bool: _flag,
        date: _time,
        datetime: _time,
        list: _list,
    }
)
_STALE = ("26000", "0A000")
"""A statement is not kept any more, or its table has other columns now."""
_BEGIN = b"BEGIN ISOLATION LEVEL READ COMMITTED"
