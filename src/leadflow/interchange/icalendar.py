"""The agenda as iCalendar, for calendars of telephones and offices (RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

from attrs import frozen

from leadflow.crm import Crm
from leadflow.entities import Activity
from leadflow.interchange.contentlines import escaped, joined, moment
from leadflow.interchange.timezones import zone_lines
from leadflow.timeline.states import kind_title
from leadflow.values import Period
from leadflow.values.calendars import zone_of
from leadflow.workspace import Workspace
from leadflow.workspace.roles import EXPORT


_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
_PRIORITIES = {"high": "1", "normal": "5", "low": "9"}


def export_agenda(
    crm: Crm, *, owner: str = "", during: Period | str | None = None
) -> str:
    """Return the agenda as the text of an iCalendar file, which ends lines in CRLF.

    Calls and meetings become events, everything else to-dos. Without ``during`` it is
    all that is open; with it, what is due or was done in that period. What comes back
    is written with its rule and the office's zone; an occurrence that was moved, as
    an exception of its series. The same activity keeps its ``UID``, and its
    ``SEQUENCE`` rises with each change. Raises ``Denied`` for what the actor may see
    and not export.

    >>> import leadflow
    >>> from datetime import UTC, datetime
    >>> from leadflow import Activity, Deal
    >>> crm = leadflow.open(actor="ada")
    >>> deal = crm.deals.add(Deal(title="Forklifts"))
    >>> start = datetime(2030, 3, 4, 9, tzinfo=UTC)
    >>> _ = crm.activities.add(Activity(kind="call", starts_at=start, bindings=[deal]))
    >>> "DTSTART:20300304T090000Z" in export_agenda(crm).splitlines()
    True
    """
    agenda = crm.agenda
    found = (
        agenda.all(owner=owner, during=during) if during else agenda.open(owner=owner)
    )
    for each in found:
        crm.access.require(EXPORT, of=each)
    workspace = found.workspace
    writer = _Writer(workspace, zone_of(workspace.zone))
    return joined(writer.lines(sorted(found, key=lambda each: each.id)))


@frozen
class _Writer:
    """Gives the lines of activities in the words and the zone of an office."""

    workspace: Workspace
    zone: tzinfo

    def lines(self, activities: list[Activity]) -> Iterator[str]:
        """Give all lines."""
        yield "BEGIN:VCALENDAR"
        yield "VERSION:2.0"
        yield "PRODID:-//leadflow//leadflow//EN"
        yield "CALSCALE:GREGORIAN"
        slots = [each for one in activities if (each := _slot(one))]
        if slots and self.workspace.zone != "UTC":
            first = min(each.astimezone(self.zone).year for each in slots)
            yield from zone_lines(self.workspace.zone, self.zone, first)
        for activity in activities:
            yield from self._activity(activity)
        yield "END:VCALENDAR"

    def _activity(self, activity: Activity) -> Iterator[str]:
        slot = _slot(activity)
        if slot is None or activity.recurrence is None:
            yield from self._component(activity, self._times(activity))
            return
        rule = self._rule(activity, slot)
        series = self._times(activity, at=self._local(activity, slot))
        yield from self._component(activity, [*series, *rule])
        if activity.deadline != slot and rule:
            name = f"RECURRENCE-ID{self._at(self._local(activity, slot))}"
            yield from self._component(activity, [name, *self._times(activity)])

    def _component(self, activity: Activity, times: list[str]) -> Iterator[str]:
        kind = "VEVENT" if activity.is_timed else "VTODO"
        changed = moment(activity.updated_at or _UNKNOWN)
        yield f"BEGIN:{kind}"
        yield f"UID:{activity.id}@leadflow"
        yield f"SEQUENCE:{max(activity.version - 1, 0)}"
        yield f"DTSTAMP:{changed}"
        yield f"LAST-MODIFIED:{changed}"
        if activity.created_at:
            yield f"CREATED:{moment(activity.created_at)}"
        yield from times
        yield from self._texts(activity)
        yield from _status(activity)
        if activity.parent:
            yield f"RELATED-TO:{activity.parent}@leadflow"
        yield from self._alarm(activity)
        yield f"END:{kind}"

    def _texts(self, activity: Activity) -> Iterator[str]:
        title = kind_title(self.workspace, activity)
        yield f"SUMMARY:{escaped(activity.subject or title)}"
        told = {"DESCRIPTION": activity.description, "LOCATION": activity.location}
        for name, text in told.items():
            if text:
                yield f"{name}:{escaped(text)}"
        yield f"CATEGORIES:{','.join(map(escaped, (title, *activity.tags)))}"
        yield f"PRIORITY:{_PRIORITIES[activity.priority]}"

    def _times(self, activity: Activity, *, at: datetime | None = None) -> list[str]:
        """Return begin and end, maybe of another occurrence."""
        deadline = activity.deadline or (
            activity.done_at if activity.is_timed else None
        )
        if deadline is None:
            return []
        start = at or deadline
        if not activity.is_timed:
            # What comes back has to begin: here, when it is due.
            is_series = activity.recurrence is not None
            return [f"{'DTSTART' if is_series else 'DUE'}{self._at(start)}"]
        times = [f"DTSTART{self._at(start)}"]
        if activity.ends_at and activity.ends_at > deadline:
            ends = start + (activity.ends_at - deadline)
            times.append(f"DTEND{self._at(ends)}")
        return times

    def _at(self, at: datetime) -> str:
        """Return a time as a value: on the clocks of the place where it has them."""
        if at.tzinfo is not self.zone or self.workspace.zone == "UTC":
            return f":{moment(at)}"
        return f";TZID={self.workspace.zone}:{at:%Y%m%dT%H%M%S}"

    def _local(self, activity: Activity, slot: datetime) -> datetime:
        """Return an occurrence at the hour of its series, also where clocks skip it."""
        local = slot.astimezone(self.zone)
        rule = activity.recurrence
        anchor = (rule.starts_at if rule else None) or slot
        hour = anchor.astimezone(self.zone).timetz()
        return datetime.combine(local.date(), hour)

    def _rule(self, activity: Activity, slot: datetime) -> list[str]:
        from leadflow.values.rules import explicit  # noqa: PLC0415  # what comes back

        rule = activity.recurrence
        assert rule is not None  # noqa: S101  # the caller has looked
        text = explicit(rule, rule.starts_at or slot, slot, self.zone)
        return [f"RRULE:{text}"] if text else []

    def _alarm(self, activity: Activity) -> Iterator[str]:
        if activity.remind_minutes is None or not activity.deadline or activity.is_done:
            return
        is_due = not activity.is_timed and activity.recurrence is None
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        title = activity.subject or kind_title(self.workspace, activity)
        yield f"DESCRIPTION:{escaped(title)}"
        related = ";RELATED=END" if is_due else ""
        yield f"TRIGGER{related}:-PT{activity.remind_minutes}M"
        yield "END:VALARM"


def _slot(activity: Activity) -> datetime | None:
    """Return when the series has an open occurrence; nothing for what ends none."""
    if activity.recurrence is None or activity.is_done:
        return None
    return activity.occurs_at or activity.deadline


def _status(activity: Activity) -> Iterator[str]:
    if activity.is_timed:
        yield "STATUS:CONFIRMED"
    elif activity.done_at is None:
        yield "STATUS:NEEDS-ACTION"
    else:
        yield "STATUS:COMPLETED"
        yield f"COMPLETED:{moment(activity.done_at)}"
        yield "PERCENT-COMPLETE:100"
