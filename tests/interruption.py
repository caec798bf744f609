"""Exceptions at every line: what tests of interruptions share (H5).

Python is asked to tell each line that runs; at the n-th line of the code that is
followed, an exception is raised there, as KeyboardInterrupt and MemoryError are.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, TypeAlias

from leadflow.errors import LeadflowError


Follows: TypeAlias = Callable[[FrameType], bool]
"""Tells whether the lines of a function count."""
Trace: TypeAlias = Callable[[FrameType, str, object], Any]


class Interrupted(BaseException):
    """Comes at any line, as KeyboardInterrupt and MemoryError do."""


class Interruption:
    """Raises at the n-th line of the code that is followed."""

    def __init__(
        self, at: int, follows: Follows, error: type[BaseException] = Interrupted
    ) -> None:
        self.left = at
        self.follows = follows
        self.error = error
        self.place = ""
        """The function in which it struck, once it has."""

    def __call__(self, frame: FrameType, event: str, _: object) -> Any:  # noqa: ANN401  # as sys.settrace has it
        """Count the lines of the functions that are followed."""
        # Only what is followed when it is called tells of its lines.
        if event == "call" and not self.follows(frame):
            return None
        if event == "line":
            self.left -= 1
            if self.left == 0:
                self.place = function_of(frame)
                raise self.error
        return self

    def strike(self, act: Callable[[], object]) -> bool:
        """Run until the line comes; tell whether it came.

        Where the line stands in a host's function its failure may be told as such.
        """
        with suppress(self.error), _tracing(self):
            try:
                act()
            except LeadflowError:
                if not self.place:
                    raise
        return bool(self.place)


def in_files(*parts: str) -> Follows:
    """Follow the functions of the files whose paths hold one of these parts."""
    return lambda frame: any(part in frame.f_code.co_filename for part in parts)


def in_functions(*names: str) -> Follows:
    """Follow the functions of these names."""
    return lambda frame: frame.f_code.co_name in names


def lines_of(follows: Follows, act: Callable[[], object]) -> int:
    """Return how many lines run, each counted as often as it does."""
    counter = Interruption(-1, follows)
    with _tracing(counter):
        act()
    return -1 - counter.left


def first_times(follows: Follows, act: Callable[[], object]) -> list[int]:
    """Return the counts at which a line runs that has not run before.

    Whoever strikes at each of them strikes at every line of the code once, and
    not at every turn of every loop.
    """
    seen: dict[tuple[str, int], int] = {}
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:  # noqa: ANN401  # as sys.settrace has it
        nonlocal count
        if event == "call" and not follows(frame):
            return None
        if event == "line":
            count += 1
            seen.setdefault((frame.f_code.co_filename, frame.f_lineno), count)
        return trace

    with _tracing(trace):
        act()
    return sorted(seen.values())


def function_of(frame: FrameType) -> str:
    """Return the function that runs, also from within a comprehension."""
    name = frame.f_code.co_name
    outer = frame.f_back
    return outer.f_code.co_name if outer and name.startswith("<") else name


@contextmanager
def _tracing(trace: Trace) -> Iterator[None]:
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)
