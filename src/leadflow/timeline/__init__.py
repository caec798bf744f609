"""What is to be done and what was: activities, the agenda, one card for a client."""

from leadflow.timeline.birthdays import Birthday, birthdays
from leadflow.timeline.completing import Completed, complete, reschedule
from leadflow.timeline.planner import Calendar
from leadflow.timeline.states import CalendarDay, Slot
from leadflow.timeline.todo import ActivityList


__all__ = [
    "ActivityList",
    "Birthday",
    "Calendar",
    "CalendarDay",
    "Completed",
    "Slot",
    "birthdays",
    "complete",
    "reschedule",
]
