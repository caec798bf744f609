"""What a thread has open at the desk, and the block in which it reads.

Where an interruption takes the block away before it is left, its instant goes with
it. A block that writes is a generator: whatever was begun in one is finished or
undone, even if the interruption strikes where the block is left.
"""

import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType

from attrs import define

from leadflow.storage.port import Reader, Writer
from leadflow.workspace import Workspace


@define(slots=False)
class Current(threading.local):
    """What this thread has open: a transaction, and the workspace that holds in it."""

    writer: Writer | None = None
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
