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
from contextlib import contextmanager, suppress

from leadflow.errors import StoreBusy, StoreFailed
from leadflow.storage.turns import Turns


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int, *, is_patient: bool) -> None:
        """Take the lock; Windows cannot wait in line, so we ask again."""
        while True:
            os.lseek(file, 0, os.SEEK_SET)
            try:
                return msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            except OSError:
                if not is_patient:
                    raise
                time.sleep(0.005)

    def _unlock(file: int) -> None:
        os.lseek(file, 0, os.SEEK_SET)
        with suppress(OSError):
            msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(file: int, *, is_patient: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if is_patient else fcntl.LOCK_NB))

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


class Ticket:
    """The right to write, fair between threads and between processes."""

    def __init__(self, path: str, deadline: float) -> None:
        self._turns = Turns(deadline)
        self._path = path
        self._deadline = deadline

    @contextmanager
    def held(self) -> Iterator[None]:
        """Wait for the turn and hold it for a block.

        Raises ``StoreBusy`` when it did not come before the deadline, and
        ``InvalidValue`` for a thread that has it: it would wait for itself.
        """
        ends = time.monotonic() + self._deadline
        with self._turns.take():
            hold = Hold(self._path)
            try:
                if not hold.take(max(ends - time.monotonic(), 0)):
                    raise StoreBusy(self._deadline)
                yield
            finally:
                hold.release()


class Hold:
    """The lock between processes; it ends with this object at the latest."""

    def __init__(self, path: str) -> None:
        try:
            # A file object owns its descriptor: no interruption can lose it.
            self._file = io.FileIO(path, "r+", opener=_open)
        except OSError:
            raise StoreFailed("the lock file beside it cannot be opened") from None
        _HOLDS.add(self)

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            self.release()

    def take(self, seconds: float) -> bool:
        """Wait for the lock; return whether it came in time."""
        if self.try_once():
            return True
        # A thread waits for the system's lock, because we wait for so long only.
        # If we have gone when it comes, the thread's end gives it back.
        came = threading.Event()
        threading.Thread(target=_wait, args=(self, came), daemon=True).start()
        return came.wait(min(seconds, threading.TIMEOUT_MAX))

    def try_once(self) -> bool:
        """Take the lock if nobody has it."""
        with suppress(OSError):
            _lock(self._file.fileno(), is_patient=False)
            return True
        return False

    def wait(self) -> None:
        """Wait for the lock as long as it takes."""
        _lock(self._file.fileno(), is_patient=True)

    def release(self) -> None:
        """Give the lock back."""
        if not self._file.closed:
            # A forked process may have the file too: closing ours is not enough.
            _unlock(self._file.fileno())
            self._file.close()

    def leave_to_parent(self) -> None:
        """Close the file in a forked process; the lock is its parent's."""
        self._file.close()


def _open(path: str, _: int) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


_HOLDS: "weakref.WeakSet[Hold]" = weakref.WeakSet()


def leave_locks_to_parent() -> None:
    """Let go of all locks in a forked process."""
    for hold in list(_HOLDS):
        hold.leave_to_parent()


def _wait(hold: Hold, came: threading.Event) -> None:
    hold.wait()
    came.set()
