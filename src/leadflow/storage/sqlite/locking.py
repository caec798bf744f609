"""Whose turn it is to write: threads and processes in the order of asking (P8).

SQLite's own waiting is a lottery: whoever polls at the right moment wins, and
some never do. So writers queue before they ask SQLite: the threads of a store
in a queue, processes by ``flock`` on a file beside the store. The store's own
file is left alone: closing it once would drop SQLite's locks on it.

Whatever is held belongs to an object, and goes with it: a writer that was
interrupted even while it let go stops nobody.
"""

import io
import os
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager

from leadflow.errors import StoreBusy, StoreFailed
from leadflow.storage.turns import Turn, Turns


if sys.platform == "win32":
    import msvcrt

    LOCK_EX, LOCK_NB, LOCK_UN = 2, 4, 8

    def flock(file: io.FileIO, how: int) -> None:
        """Do as ``fcntl.flock``; Windows cannot wait in line, so we ask again."""
        mode = msvcrt.LK_UNLCK if how == LOCK_UN else msvcrt.LK_NBLCK
        while True:
            file.seek(0)
            try:
                msvcrt.locking(file.fileno(), mode, 1)
            except OSError:
                if how & LOCK_NB:
                    raise
                if how == LOCK_UN:  # it was not locked
                    return
                time.sleep(0.005)
            else:
                return
else:
    from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, flock


class Hold(io.FileIO):
    """The lock between processes, which is an open file.

    It ends with this object at the latest. A file object owns its descriptor: no
    interruption can lose it.
    """

    def __init__(self, path: str) -> None:
        try:
            super().__init__(path, "r+", opener=_open)
        except OSError:
            raise StoreFailed("the lock file beside it cannot be opened") from None
        _HOLDS.add(self)

    def __del__(self) -> None:
        self.release()

    def take(self, seconds: float) -> bool:
        """Take the lock, or wait for it; return whether it came in time."""
        try:
            flock(self, LOCK_EX | LOCK_NB)
        except OSError:
            return self._wait_for(seconds)
        return True

    def release(self) -> None:
        """Give the lock back and close the file."""
        # A forked process may have the file too: closing ours would not be enough.
        if not self.closed:
            flock(self, LOCK_UN)
            self.close()

    def _wait_for(self, seconds: float) -> bool:
        # A thread waits for the system's lock, because we wait for so long only.
        # If we have gone when it comes, the thread's end gives it back.
        came = threading.Event()
        threading.Thread(target=_wait, args=(self, came), daemon=True).start()
        return came.wait(min(max(seconds, 0), threading.TIMEOUT_MAX))


class Ticket:
    """The right to write, fair between threads and between processes."""

    def __init__(self, path: str, deadline: float) -> None:
        self._turns = Turns(deadline)
        self._path = path
        self._deadline = deadline
        # Opening it takes as long as a short write: whoever has the turn takes the
        # file that the last one left.
        self._hold: Hold | None = None

    def __del__(self) -> None:
        self.close()

    def take(self, block: object) -> Hold:
        """Wait for the turn of a block, and return the lock between processes.

        The turn goes with the block, and the lock with what is returned. Raises
        ``StoreBusy`` when they did not come before the deadline, and
        ``InvalidValue`` in a thread that has the turn: it would wait for itself.
        """
        began, hold = time.monotonic(), None
        try:
            self._turns.wait(block)
            hold, self._hold = self._hold, None
            if hold is None or hold.closed:
                hold = Hold(self._path)
            if hold.take(began + self._deadline - time.monotonic()):
                return hold
            raise StoreBusy(self._deadline)  # noqa: TRY301  # it leaves as any other
        except BaseException:
            # At once: whoever keeps the error keeps what it passed.
            if hold is not None:
                hold.release()
            self._turns.leave(block)
            raise

    def give_back(self, block: object, hold: Hold) -> None:
        """End the turn of a block, and keep the file for the next one."""
        # Whoever was forked off has closed its own.
        if not hold.closed:
            flock(hold, LOCK_UN)
        self._hold = hold
        self._turns.leave(block)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Wait for the turn and hold it for a block."""
        block = Turn(self._turns)
        hold = self.take(block)
        try:
            yield
        finally:
            self.give_back(block, hold)

    def close(self) -> None:
        """Close the file, if nobody holds it."""
        hold, self._hold = self._hold, None
        if hold is not None:
            hold.close()


def _open(path: str, _: int) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


_HOLDS: "weakref.WeakSet[Hold]" = weakref.WeakSet()


def leave_locks_to_parent() -> None:
    """Close all lock files in a forked process; the locks are its parent's."""
    for hold in list(_HOLDS):
        hold.close()


def _wait(hold: Hold, came: threading.Event) -> None:
    """Wait for the lock as long as it takes."""
    flock(hold, LOCK_EX)
    came.set()
