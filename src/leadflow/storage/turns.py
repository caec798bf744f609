"""Whose turn it is to write: one thread at a time, in the order of asking."""

import gc
import threading
from weakref import ref

from leadflow.errors import InvalidValue, StoreBusy


class Turn:
    """A block that has the turn: at its beginning it waits, at its end it goes."""

    __slots__ = ("__weakref__", "_turns")

    def __init__(self, turns: "Turns") -> None:
        self._turns = turns

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

    What stands in the queue is the block of a writer, and the queue knows it
    weakly. A writer that was interrupted even while it let go is thereby forgotten
    as soon as its frame is, and stops nobody.
    """

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        # Taken by itself where nobody is to be told: a condition asks twice for it.
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        # In the order of asking, each with its thread.
        self._queue: dict[ref[object], int] = {}

    def take(self) -> Turn:
        """Wait for the turn and hold it for a block.

        Raises ``StoreBusy`` after the deadline, and ``InvalidValue`` for a
        thread that holds the turn already: it would wait for itself.
        """
        return Turn(self)

    @property
    def waiting(self) -> int:
        """Return how many wait behind the one whose turn it is."""
        with self._lock:
            return max(len(self._queue) - 1, 0)

    def wait(self, block: object) -> None:
        """Wait until nobody is before this block."""
        thread = threading.get_ident()
        with self._lock:
            if self._queue:
                self._require_another(thread)
            self._queue[ref(block, self._forget)] = thread
            if len(self._queue) > 1 and not self._changed.wait_for(
                lambda: self._is_next(block), self._deadline
            ):
                raise StoreBusy(self._deadline)

    def leave(self, block: object) -> None:
        """Let the next one come."""
        with self._lock:
            self._queue.pop(ref(block), None)
            if self._queue:
                self._changed.notify_all()

    def _require_another(self, thread: int) -> None:
        if thread in self._queue.values():
            # Of a writer that was interrupted frames may be left in a circle.
            gc.collect()
            self._drop_gone()
        if thread in self._queue.values():
            hint = "use savepoint() for a block inside it"
            raise InvalidValue("write", "is already open in this thread", hint)

    def _is_next(self, block: object) -> bool:
        self._drop_gone()
        return next(iter(self._queue))() is block

    def _drop_gone(self) -> None:
        # Of a copy: while it is looked through, any object may go and leave.
        for one in tuple(self._queue):
            if one() is None:
                self._queue.pop(one, None)

    def _forget(self, _: object) -> None:
        with self._changed:
            self._changed.notify_all()
