"""What is to be done and what was: activities, the agenda, one card for a client."""

from leadflow.timeline.results import ActivityList, Birthday, Calendar, Completed
from leadflow.timeline.states import CalendarDay, Slot
from leadflow.timeline.told import Purchase, TimelineEntry, TimelinePage, Touch


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
]
