"""Whose turn it is to write: threads and processes in the order of asking.

SQLite's own waiting is a lottery: whoever polls at the right moment wins, and
some never do (P8). So writers queue before they ask SQLite: the threads of a
store by a queue, processes by ``flock`` on a file beside the store. The store's
own file is left alone: closing it once would drop SQLite's locks on it.
"""

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from leadflow.errors import InvalidValue, StoreBusy, StoreFailed


try:
    import fcntl
except ImportError:  # pragma: no cover  # not on this system
    fcntl = None  # type: ignore[assignment]

_PAUSE: Final = 0.005
"""Seconds between two attempts where the system cannot wait for a lock."""


class Queue:
    """A fair lock for threads, with a deadline: whoever waits longest is next."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._holder: int | None = None

    def take(self, seconds: float) -> bool:
        """Wait for the turn; return whether it came in time.

        Raises ``InvalidValue`` for the thread that has it: it would wait for
        itself.
        """
        with self._guard:
            if self._holder == threading.get_ident():
                hint = "use savepoint() for a block inside it"
                raise InvalidValue("write", "is already open in this thread", hint)
            if self._holder is None and not self._waiting:
                self._holder = threading.get_ident()
                return True
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        return self._wait(mine, seconds)

    def give(self) -> None:
        """Hand the turn to the next."""
        with self._guard:
            self._pass_on()

    def _wait(self, mine: threading.Lock, seconds: float) -> bool:
        came = False
        try:
            came = mine.acquire(timeout=min(seconds, threading.TIMEOUT_MAX))
        finally:
            # Also when interrupted: a turn that comes too late goes on.
            with self._guard:
                if came:
                    self._holder = threading.get_ident()
                elif mine in self._waiting:
                    self._waiting.remove(mine)
                else:
                    self._pass_on()
        return came

    def _pass_on(self) -> None:
        self._holder = None
        if self._waiting:
            self._holder = -1  # on its way to the next
            self._waiting.popleft().release()


class FileLock:
    """A lock between processes, on a file that holds nothing."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._file = -1

    def take(self, seconds: float) -> bool:
        """Wait for the lock; return whether it came in time."""
        if self._file < 0:
            self._file = self._opened()
        if try_lock(self._file):
            return True
        if fcntl is None:  # pragma: no cover  # not on this system
            return poll(lambda: try_lock(self._file), seconds)
        # A thread may wait for the system's lock and be left behind by us.
        waiter = _Waiter(self._file)
        if waiter.wait(seconds):
            return True
        # The file is the waiter's now: it closes it when its turn comes.
        self._file = -1
        return False

    def give(self) -> None:
        """Let go of the lock."""
        unlock(self._file)

    def close(self) -> None:
        """Close the file; whatever is held is let go of."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _opened(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            raise StoreFailed("the lock file beside it cannot be opened") from None


class _Waiter:
    """Waits for a lock in a thread of its own, until it comes or is given up."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._guard = threading.Lock()
        self._came = threading.Event()
        self._is_given_up = False
        threading.Thread(target=self._run, daemon=True).start()

    def wait(self, seconds: float) -> bool:
        try:
            self._came.wait(seconds)
        finally:
            with self._guard:
                came = self._came.is_set()
                self._is_given_up = not came
        return came

    def _run(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)
        with self._guard:
            if self._is_given_up:
                os.close(self._file)
            else:
                self._came.set()


def poll(attempt: Callable[[], bool], seconds: float) -> bool:
    """Try again and again until it works or the time is over."""
    ends = time.monotonic() + seconds
    while not attempt():
        if time.monotonic() >= ends:
            return False
        time.sleep(_PAUSE)
    return True


def try_lock(file: int) -> bool:
    """Take the lock if nobody has it."""
    with suppress(OSError):
        if fcntl is None:  # pragma: no cover  # not on this system
            _windows_lock(file, "LK_NBLCK")
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def unlock(file: int) -> None:
    """Let go of the lock."""
    if fcntl is None:  # pragma: no cover  # not on this system
        _windows_lock(file, "LK_UNLCK")
    else:
        fcntl.flock(file, fcntl.LOCK_UN)


def _windows_lock(file: int, mode: str) -> None:  # pragma: no cover  # as above
    import msvcrt  # noqa: PLC0415  # only Windows has it

    os.lseek(file, 0, os.SEEK_SET)
    msvcrt.locking(file, getattr(msvcrt, mode), 1)  # type: ignore[attr-defined]


class Ticket:
    """The right to write, fair between threads and between processes."""

    def __init__(self, path: str, deadline: float) -> None:
        self._queue = Queue()
        self._lock = FileLock(path)
        self._deadline = deadline

    @contextmanager
    def held(self) -> Iterator[None]:
        """Wait for the turn and hold it for a block.

        Raises ``StoreBusy`` when it did not come before the deadline.
        """
        began = time.monotonic()
        if not self._queue.take(self._deadline):
            raise StoreBusy(self._deadline)
        try:
            left = self._deadline - (time.monotonic() - began)
            if not self._lock.take(max(left, 0)):
                raise StoreBusy(self._deadline)
            try:
                yield
            finally:
                self._lock.give()
        finally:
            self._queue.give()

    def close(self) -> None:
        """Close the file of the lock."""
        self._lock.close()
