"""What activities are to an agenda: planned, overdue or done, and on which day."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import Activity
from leadflow.workspace import Workspace
from leadflow.workspace.naming import entry_title


PLANNED: Final = "planned"
OVERDUE: Final = "overdue"
DONE: Final = "done"
NOTE: Final = "note"
OPEN: Final = "open"
ALL: Final = "all"
STATES = {
    PLANNED: (PLANNED,),
    OVERDUE: (OVERDUE,),
    DONE: (DONE,),
    OPEN: (PLANNED, OVERDUE),
    ALL: (PLANNED, OVERDUE, DONE),
}
"""What lists are of, by what they are called."""


def state_of(activity: Activity, now: datetime) -> str:
    """Return ``planned``, ``overdue`` or ``done`` (T2); ``""`` for a note.

    What has no deadline is never overdue. A note is written, and nothing to be done.

    >>> from datetime import UTC
    >>> state_of(Activity(kind="task"), datetime(2026, 3, 2, tzinfo=UTC))
    'planned'
    """
    if activity.is_done:
        return DONE
    if activity.kind == NOTE:
        return ""
    deadline = activity.deadline
    return OVERDUE if deadline is not None and deadline < now else PLANNED


def kind_title(workspace: Workspace, activity: Activity) -> str:
    """Return the word for an activity's kind; host kinds have the firm's own."""
    kinds = workspace.dictionary("activity_kind")
    return entry_title(kinds, activity.kind, workspace.language)


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Slot:
    """An activity at its time."""

    at: datetime
    """On the clocks of the office."""
    until: datetime | None
    activity: Activity
    state: str
    """``planned``, ``overdue`` or ``done``."""
    is_repeat: bool = False
    """A later occurrence of what comes back, which is not planned yet (T6)."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class CalendarDay:
    """A day, and what is on it in order of time."""

    day: date
    slots: tuple[Slot, ...] = ()

    def __iter__(self) -> Iterator[Slot]:
        return iter(self.slots)

    def __len__(self) -> int:
        return len(self.slots)
