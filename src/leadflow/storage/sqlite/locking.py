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
from contextlib import suppress

from leadflow.errors import StoreBusy, StoreFailed
from leadflow.storage.turns import Turn, Turns


if sys.platform == "win32":
    import msvcrt

    def _lock(file: io.FileIO, *, is_patient: bool) -> None:
        """Take the lock; Windows cannot wait in line, so we ask again."""
        while True:
            file.seek(0)
            try:
                return msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not is_patient:
                    raise
                time.sleep(0.005)

    def _unlock(file: io.FileIO) -> None:
        file.seek(0)
        with suppress(OSError):
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(file: io.FileIO, *, is_patient: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if is_patient else fcntl.LOCK_NB))

    def _unlock(file: io.FileIO) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


class Ticket:
    """The right to write, fair between threads and between processes."""

    def __init__(self, path: str, deadline: float) -> None:
        self._turns = Turns(deadline)
        self._path = path
        self._deadline = deadline
        # Opening it takes as long as a short write: whoever has the turn takes the
        # file that the last one left.
        self._file: io.FileIO | None = None

    def __del__(self) -> None:
        self.close()

    def held(self) -> "_Held":
        """Wait for the turn and hold it for a block.

        Raises ``StoreBusy`` when it did not come before the deadline, and
        ``InvalidValue`` for a thread that has it: it would wait for itself.
        """
        return _Held(self, self._turns)

    def hold(self, began: float) -> "Hold":
        """Return the lock between processes, waited for since a moment."""
        hold = Hold(self._path, self._file)
        self._file = None
        came = False
        try:
            came = hold.try_once() or hold.take(
                began + self._deadline - time.monotonic()
            )
        finally:
            # At once: whoever keeps the error keeps what it passed.
            if not came:
                hold.release()
        if not came:
            raise StoreBusy(self._deadline)
        return hold

    def give_back(self, hold: "Hold") -> None:
        """End a hold, and keep its file for the next one."""
        self._file = hold.ended()

    def close(self) -> None:
        """Close the file, if nobody holds it."""
        file, self._file = self._file, None
        if file is not None:
            file.close()


class _Held(Turn):
    """A turn among threads, and with it the lock between processes.

    What it holds goes with it, should it be interrupted before it is left.
    """

    __slots__ = ("_hold", "_ticket")

    _hold: "Hold"

    def __init__(self, ticket: Ticket, turns: Turns) -> None:
        super().__init__(turns)
        self._ticket = ticket

    def __enter__(self) -> None:
        began = time.monotonic()
        try:
            self._turns.wait(self)
            self._hold = self._ticket.hold(began)
        except BaseException:
            self._turns.leave(self)
            raise

    def __exit__(self, *_: object) -> None:
        try:
            self._ticket.give_back(self._hold)
        finally:
            self._turns.leave(self)


class Hold:
    """The lock between processes; it ends with this object at the latest."""

    _is_over = True

    def __init__(self, path: str, file: io.FileIO | None = None) -> None:
        if file is None or file.closed:
            file = _opened(path)
        self._file = file
        self._is_over = False

    def __del__(self) -> None:
        if not self._is_over:
            self.release()

    def take(self, seconds: float) -> bool:
        """Wait for the lock; return whether it came in time."""
        if self.try_once():
            return True
        # A thread waits for the system's lock, because we wait for so long only.
        # If we have gone when it comes, the thread's end gives it back.
        came = threading.Event()
        threading.Thread(target=_wait, args=(self, came), daemon=True).start()
        return came.wait(min(max(seconds, 0), threading.TIMEOUT_MAX))

    def try_once(self) -> bool:
        """Take the lock if nobody has it."""
        try:
            _lock(self._file, is_patient=False)
        except OSError:
            return False
        return True

    def wait(self) -> None:
        """Wait for the lock as long as it takes."""
        _lock(self._file, is_patient=True)

    def ended(self) -> io.FileIO:
        """Give the lock back, and return its file, to be closed or used again."""
        if not (self._is_over or self._file.closed):
            # A forked process may have the file too: closing ours is not enough.
            _unlock(self._file)
        self._is_over = True
        return self._file

    def release(self) -> None:
        """Give the lock back."""
        self.ended().close()


def _opened(path: str) -> io.FileIO:
    try:
        # A file object owns its descriptor: no interruption can lose it.
        file = io.FileIO(path, "r+", opener=_open)
    except OSError:
        raise StoreFailed("the lock file beside it cannot be opened") from None
    _FILES.add(file)
    return file


def _open(path: str, _: int) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


_FILES: "weakref.WeakSet[io.FileIO]" = weakref.WeakSet()


def leave_locks_to_parent() -> None:
    """Close all lock files in a forked process; the locks are its parent's."""
    for file in list(_FILES):
        file.close()


def _wait(hold: Hold, came: threading.Event) -> None:
    hold.wait()
    came.set()
