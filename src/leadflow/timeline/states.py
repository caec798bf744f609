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
STATES = (PLANNED, OVERDUE, DONE)


def state_of(activity: Activity, now: datetime) -> str:
    """Return ``planned``, ``overdue`` or ``done`` (T2).

    What has no deadline is never overdue.

    >>> from datetime import UTC
    >>> state_of(Activity(kind="task"), datetime(2026, 3, 2, tzinfo=UTC))
    'planned'
    """
    if activity.is_done:
        return DONE
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
