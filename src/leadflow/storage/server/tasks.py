"""What a server is told to do, and what came of it."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple, TypeAlias


Row: TypeAlias = Sequence[Any]


class Task(NamedTuple):
    """A statement with the values of each of its runs; ``()`` is a run without."""

    text: str
    runs: Sequence[Sequence[Any]] = ((),)
    copy: str = ""
    """What copies the same rows in, where the server can."""
    table: str = ""
    """What it writes to; tasks of several tables may then become one statement."""
    due: int = -1
    """How many rows it must write; else nothing of the transaction may be kept."""


class Outcome(NamedTuple):
    """What came of a task."""

    written: int
    """Rows written, -1 where nobody counted."""
    rows: Sequence[Row] = ()


COMMIT: Final = Task("COMMIT")
