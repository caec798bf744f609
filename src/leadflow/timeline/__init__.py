"""What is to be done and what was: activities, the agenda, one card for a client."""

from leadflow.timeline.birthdays import Birthday, birthdays
from leadflow.timeline.completing import Completed, complete, reschedule
from leadflow.timeline.entries import TimelineEntry, TimelinePage
from leadflow.timeline.kin import Purchase
from leadflow.timeline.planner import Calendar
from leadflow.timeline.states import CalendarDay, Slot
from leadflow.timeline.todo import ActivityList
from leadflow.timeline.touching import Touch


__all__ = [
    "ActivityList",
    "Birthday",
    "Calendar",
    "CalendarDay",
    "Completed",
    "Purchase",
    "Slot",
    "TimelineEntry",
    "TimelinePage",
    "Touch",
    "birthdays",
    "complete",
    "reschedule",
]
