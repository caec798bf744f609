"""Whose turn it is to write: one thread at a time, in the order of asking."""

import gc
import threading
import weakref
from collections.abc import Iterator

from leadflow.errors import InvalidValue, StoreBusy


class Turn:
    """A place in the queue of writers, for as long as anybody holds it.

    It is a block: at its beginning it waits, at its end it goes.
    """

    __slots__ = ("__weakref__", "_turns", "thread")

    def __init__(self, turns: "Turns") -> None:
        self._turns = turns
        self.thread = threading.get_ident()

    def __enter__(self) -> None:
        try:
            self._turns.wait(self)
        except BaseException:
            self._turns.leave(self)
            raise

    def __exit__(self, *_: object) -> None:
        self._turns.leave(self)


class Turns:
    """A fair lock (P8): whoever waits longest is next.

    The queue knows its turns weakly. A writer that was interrupted even while
    it let go is thereby forgotten as soon as its frame is, and stops nobody.
    """

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        # Taken by itself where nobody is to be told: a condition asks twice for it.
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._queue: list[weakref.ref[Turn]] = []

    def take(self) -> Turn:
        """Wait for the turn and hold it for a block.

        Raises ``StoreBusy`` after the deadline, and ``InvalidValue`` for a
        thread that holds the turn already: it would wait for itself.
        """
        return Turn(self)

    @property
    def waiting(self) -> int:
        """Return how many wait behind the one whose turn it is."""
        with self._changed:
            return max(sum(1 for _ in self._living()) - 1, 0)

    def wait(self, turn: Turn) -> None:
        """Wait until nobody is before this turn."""
        with self._lock:
            if not self._queue:
                self._queue.append(weakref.ref(turn, self._forget))
                return
            if self._has(turn.thread):
                # Of a writer that was interrupted frames may be left in a circle.
                gc.collect()
            if self._has(turn.thread):
                hint = "use savepoint() for a block inside it"
                raise InvalidValue("write", "is already open in this thread", hint)
            self._queue.append(weakref.ref(turn, self._forget))
            if not self._changed.wait_for(lambda: self._is_next(turn), self._deadline):
                raise StoreBusy(self._deadline)

    def leave(self, turn: Turn) -> None:
        """Let the next one come."""
        with self._lock:
            self._queue = [one for one in self._queue if one() not in (turn, None)]
            if self._queue:
                self._changed.notify_all()

    def _has(self, thread: int) -> bool:
        return any(other.thread == thread for other in self._living())

    def _forget(self, _: object) -> None:
        with self._changed:
            self._changed.notify_all()

    def _living(self) -> Iterator[Turn]:
        for one in self._queue:
            if (turn := one()) is not None:
                yield turn

    def _is_next(self, turn: Turn) -> bool:
        return next(self._living(), None) is turn
