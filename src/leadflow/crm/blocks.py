"""Blocks in which a desk reads and writes; every verb opens one.

Generators would do, but half of a short block's time would be the generator's.
Where an interruption takes a block away before it is left, what it holds goes with
it: a reader its instant, a writer its transaction.
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
    block: AbstractContextManager[Writer] | None = None
    """The store's block in which it writes."""
    known: tuple[Reader, Workspace] | None = None

    def forget(self) -> None:
        """Have nothing open any more."""
        self.writer = None
        self.block = None
        self.known = None


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


class Writing:
    """A block that is a transaction of its own."""

    __slots__ = ("_admit", "_block", "_current")

    def __init__(
        self,
        current: Current,
        block: AbstractContextManager[Writer],
        admit: Callable[[Writer], Writer],
    ) -> None:
        self._current = current
        self._block = block
        self._admit = admit

    def __del__(self) -> None:
        # A thread that is left with a writer whose block has gone could do nothing
        # any more.
        if self._current.block is self._block:
            self._current.forget()

    def __enter__(self) -> Writer:
        writer = self._block.__enter__()
        try:
            self._current.block = self._block
            self._current.writer = writer
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
            # Twice, as an interruption may come at either line.
            try:
                self._current.forget()
            finally:
                self._current.forget()


class Nested:
    """A block within a transaction, which is undone alone when it raises (H3)."""

    __slots__ = ("_admit", "_block", "_current", "_writer")

    def __init__(
        self, current: Current, writer: Writer, admit: Callable[[Writer], Writer]
    ) -> None:
        self._current = current
        self._block = writer.savepoint()
        self._admit = admit
        self._writer = writer

    def __enter__(self) -> Writer:
        self._block.__enter__()
        try:
            return self._admit(self._writer)
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
            if kind is not None:
                self._current.known = None  # it may be another one again
