from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, strategies as st
from icalendar import Calendar

import leadflow
from leadflow import (
    Activity,
    Crm,
    Deal,
    Denied,
    Grant,
    Recurrence,
    Workspace,
    export_agenda,
)
from leadflow.interchange.contentlines import folded
from leadflow.values.rules import explicit
from tests.access.office import firm, role


KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def crm(opened: Callable[..., Crm]) -> Crm:
    """Return the CRM of an office in Kyiv."""
    return opened(clock=lambda: NOW, workspace=Workspace(zone="Europe/Kyiv"))


def add(crm: Crm, **values: object) -> Activity:
    """Add something to do about a new deal."""
    known = {"bindings": [crm.deals.add(Deal(title="Forklifts"))], **values}
    return crm.activities.add(Activity(**known))  # type: ignore[arg-type]


def read(text: str, kind: str) -> list[Any]:
    """Return the components of a kind, as another program reads them."""
    calendar = Calendar.from_ical(text)
    found: list[Any] = calendar.walk(kind)

    assert not [each.errors for each in calendar.walk() if each.errors]
    return found


def at(text: str) -> datetime:
    """Return a moment on the clocks of Kyiv."""
    return datetime.fromisoformat(text).replace(tzinfo=KYIV)


def test_calls_are_events_and_tasks_are_to_dos(crm: Crm) -> None:
    """T2, X1: with their times in UTC."""
    start = NOW + HOUR
    call = add(crm, kind="call", starts_at=start, ends_at=start + HOUR, subject="A, b")
    task = add(crm, kind="task", due_at=start, priority="high", remind_minutes=15)
    add(crm, kind="note")
    text = export_agenda(crm)
    (event,), (todo,), (alarm,) = (
        read(text, kind) for kind in ("VEVENT", "VTODO", "VALARM")
    )

    assert (f"{call.id}@leadflow", "A, b") == (event["UID"], event["SUMMARY"])
    assert (start, start + HOUR) == (event.decoded("DTSTART"), event.decoded("DTEND"))
    assert (f"{task.id}@leadflow", "Task") == (todo["UID"], todo["SUMMARY"])
    assert (start, 1, 0) == (todo.decoded("DUE"), todo["PRIORITY"], todo["SEQUENCE"])
    assert timedelta(minutes=-15) == alarm.decoded("TRIGGER")
    assert "VTIMEZONE" not in text


def test_what_changes_has_a_higher_sequence(crm: Crm) -> None:
    """X1: the UID stays, so that a calendar replaces what it has."""
    task = add(crm, kind="task", due_at=NOW)
    before = read(export_agenda(crm), "VTODO")[0]
    crm.complete(crm.activities.update(task, subject="Offer"), result="sent")
    after = read(export_agenda(crm, during="2026-03"), "VTODO")[0]

    assert before["UID"] == after["UID"]
    assert (0, 2) == (before["SEQUENCE"], after["SEQUENCE"])
    assert ("COMPLETED", NOW) == (after["STATUS"], after.decoded("COMPLETED"))
    assert [] == read(export_agenda(crm), "VTODO")


def test_what_comes_back_keeps_its_hour_in_other_calendars(crm: Crm) -> None:
    """T6, X1: a rule with the office's zone, and what follows from what."""
    start = at("2026-03-02 09:00")
    first = add(crm, kind="call", starts_at=start, recurrence=Recurrence("month"))
    coming = crm.complete(first).next
    assert coming is not None
    text = export_agenda(crm)
    (event,), (zone,) = read(text, "VEVENT"), read(text, "VTIMEZONE")

    assert "DTSTART;TZID=Europe/Kyiv:20260402T090000" in text
    assert "FREQ=MONTHLY;BYMONTHDAY=2" == event["RRULE"].to_ical().decode()
    assert f"{first.id}@leadflow" == event["RELATED-TO"]
    assert "Europe/Kyiv" == zone["TZID"]
    for day in ("2026-03-29", "2026-07-01", "2026-10-25", "2040-12-01"):
        noon = datetime.fromisoformat(f"{day} 12:00")
        there = noon.replace(tzinfo=zone.to_tz())
        assert noon.replace(tzinfo=KYIV).utcoffset() == there.utcoffset()


def test_one_that_was_moved_is_an_exception(crm: Crm) -> None:
    """T6, X1: the series stands, one of it is elsewhere."""
    start = at("2026-03-09 09:00")
    call = add(crm, kind="call", starts_at=start, recurrence=Recurrence("week"))
    crm.reschedule(call, at("2026-03-10 15:00"))
    series, moved = read(export_agenda(crm), "VEVENT")

    assert series["UID"] == moved["UID"]
    assert (start, start) == (
        series.decoded("DTSTART"),
        moved.decoded("RECURRENCE-ID"),
    )
    assert (at("2026-03-10 15:00"), False) == (
        moved.decoded("DTSTART"),
        "RRULE" in moved,
    )


def test_a_to_do_that_comes_back_begins_when_it_is_due(crm: Crm) -> None:
    """X1: a rule needs a beginning; a count says how many are left."""
    rule = Recurrence("day", count=3)
    task = add(crm, kind="task", due_at=at("2026-03-05 18:00"), recurrence=rule)
    crm.complete(task)
    (todo,) = read(export_agenda(crm), "VTODO")

    assert at("2026-03-06 18:00") == todo.decoded("DTSTART")
    assert "FREQ=DAILY;COUNT=2" == todo["RRULE"].to_ical().decode()


def test_what_one_rule_cannot_say_is_written_once(crm: Crm) -> None:
    """X1: of two months that end on different days, the next is written alone."""
    rule = Recurrence("year", months=[1, 2])
    add(crm, kind="call", starts_at=at("2026-01-31 09:00"), recurrence=rule)

    (event,) = read(export_agenda(crm), "VEVENT")
    assert "RRULE" not in event


def test_in_utc_there_are_no_clocks_to_change(opened: Callable[..., Crm]) -> None:
    """X1: and so no zone is written."""
    crm = opened()
    last = Recurrence("day", until="2026-12-31")
    add(crm, kind="call", starts_at=NOW, recurrence=last)
    text = export_agenda(crm)

    assert "VTIMEZONE" not in text
    assert "DTSTART:20260304T100000Z" in text
    assert "UNTIL=20261231T235959Z" in text


def test_nobody_takes_along_what_one_may_only_read(opened: Callable[..., Crm]) -> None:
    """A1: exporting is a right of its own."""
    ada = opened(workspace=firm(role(Grant("any", "read", scope="all"))))
    assert "VEVENT" not in export_agenda(ada.acting_as("bob"))
    add(ada, kind="call", starts_at=NOW)

    with pytest.raises(Denied):
        export_agenda(ada.acting_as("bob"))


def test_what_one_may_not_see_is_not_written(opened: Callable[..., Crm]) -> None:
    """A5, X1: the time of the last change, which the standard demands, is."""
    hiding = Grant("activity", "read", field="created_at", scope="none")
    ada = opened(workspace=firm(role(Grant("any", "any", scope="all"), hiding)))
    add(ada, kind="task")
    (todo,) = read(export_agenda(ada.acting_as("bob")), "VTODO")

    assert "DTSTAMP" in todo
    assert "CREATED" not in todo
    assert "DUE" not in todo


def test_long_lines_are_folded() -> None:
    """X1: two octets of one letter stay together."""
    pieces = folded("Ґ" * 80).split("\r\n ")

    assert [74, 74, 12] == [len(each.encode()) for each in pieces]


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_arrives_as_it_is(subject: str, description: str) -> None:
    """X1, P18: escaped, folded at 75 octets, no letter torn apart."""
    crm = leadflow.open(clock=lambda: NOW)
    try:
        call = Activity(kind="call", subject=subject, description=description)
    except leadflow.LeadflowError:
        return
    add(crm, kind="call", subject=subject, description=description, starts_at=NOW)
    text = export_agenda(crm)
    (event,) = read(text, "VEVENT")

    printed = dict.fromkeys(map(chr, (*range(9), *range(11, 32), 127)))
    shown = call.description.translate(str.maketrans(printed))
    assert shown == str(event.get("DESCRIPTION", ""))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


@given(st.text())
def test_folding_loses_nothing(text: str) -> None:
    """X1: what is unfolded is the line that was."""
    assert text == folded(text).replace("\r\n ", "") or "\r\n " in text


@given(
    st.sampled_from(("day", "week", "month", "year")),
    st.integers(1, 3),
    st.none() | st.integers(1, 9),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001  # Kyiv's
    st.integers(0, 4),
)
def test_other_programs_find_the_same_days(
    every: str, interval: int, count: int | None, start: datetime, gone: int
) -> None:
    """T6, X1: from any occurrence on, the rule that is written gives the rest."""
    anchor = start.replace(hour=9, tzinfo=KYIV)
    rule = Recurrence(every, interval=interval, count=count, starts_at=anchor)
    ours = list(islice(rule.occurrences(KYIV), gone, gone + 5))
    if not ours:
        return
    slot = ours[0].astimezone(KYIV).replace(tzinfo=None)
    text = explicit(rule, anchor, ours[0], KYIV)

    theirs = list(islice(rrulestr(text, dtstart=slot), 5))
    assert [each.astimezone(KYIV).replace(tzinfo=None) for each in ours] == theirs
