"""What a thread has open at the desk: the blocks in which it reads and writes.

Where an interruption takes a block away before it is left, what it has open goes
with it: the stores see to that. The thread knows weakly in which block it writes, and
so it does not go on in one that is gone.
"""

import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from weakref import ref

from attrs import define

from leadflow.storage.port import Reader, Writer
from leadflow.workspace import Workspace


class Writing:
    """A block in which a thread writes, as somebody may."""

    __slots__ = ("__weakref__", "_admit", "_block", "_current", "writer")

    writer: Writer
    """What everybody in the thread writes with."""

    def __init__(
        self,
        current: "Current",
        block: AbstractContextManager[Writer],
        admit: Callable[[Writer], Writer],
    ) -> None:
        self._current = current
        self._block = block
        self._admit = admit

    def __enter__(self) -> Writer:
        self.writer = writer = self._block.__enter__()
        try:
            self._current.writing = ref(self)
            return self._admit(writer)
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._block.__exit__(kind, error, trace)
        finally:
            self._current.writing = _NOWHERE
            self._current.known = None


# A block that is gone already: it is asked for as any other.
_NOWHERE: "ref[Writing]" = ref(Writing.__new__(Writing))


@define(slots=False)
class Current(threading.local):
    """What this thread has open: where it writes, and the workspace that holds."""

    writing: "ref[Writing]" = _NOWHERE
    known: tuple[Reader, Workspace] | None = None


class Reading:
    """A block of reading one instant, as somebody may see it."""

    __slots__ = ("_block", "_current", "_see")

    def __init__(
        self,
        current: Current,
        block: AbstractContextManager[Reader],
        see: Callable[[Reader], Reader],
    ) -> None:
        self._current = current
        self._block = block
        self._see = see

    def __enter__(self) -> Reader:
        reader = self._block.__enter__()
        try:
            return self._see(reader)
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._current.known = None
        self._block.__exit__(kind, error, trace)
