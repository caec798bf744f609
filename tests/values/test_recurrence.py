import pickle
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from dateutil import rrule
from hypothesis import given, strategies as st

from leadflow import InvalidValue, LeadflowError, Recurrence
from leadflow.testing.strategies import recurrences
from leadflow.values.converters import recurrence


KYIV = "Europe/Kyiv"
ZONES = ("Europe/Kyiv", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")
UNITS = ("day", "week", "month", "year")
FREQUENCIES: Mapping[str, Any] = {
    "day": rrule.DAILY,
    "week": rrule.WEEKLY,
    "month": rrule.MONTHLY,
    "year": rrule.YEARLY,
}


def local(text: str, zone: str = KYIV) -> datetime:
    """Return an instant that the clocks of a place show."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def shown(rule: Recurrence, many: int, zone: str = KYIV) -> list[str]:
    """Return the first times of a rule as the clocks of a place show them."""
    where = ZoneInfo(zone)
    found = islice(rule.occurrences(zone), many)
    return [f"{each.astimezone(where):%Y-%m-%d %H:%M}" for each in found]


@st.composite
def anchors(draw: st.DrawFn, latest: int = 2060) -> datetime:
    """Return moments to begin at, on the clocks of a place, at times without gaps."""
    day = draw(st.dates(date(1990, 1, 1), date(latest, 12, 31)))
    return datetime.combine(day, time(draw(st.integers(7, 20)), 30))


def test_a_weekly_call_keeps_its_hour_when_clocks_change() -> None:
    """T6: 9:00 stays 9:00, in summer and in winter."""
    weekly = Recurrence("week", starts_at=local("2026-03-16 09:00"))

    times = ["2026-03-16 09:00", "2026-03-23 09:00", "2026-03-30 09:00"]
    assert times == shown(weekly, 3)


def test_the_last_day_of_a_month_returns_to_the_31st() -> None:
    """T6: counted from the anchor, a short month takes nothing away."""
    monthly = Recurrence("month", starts_at=local("2026-01-31 09:00"))

    days = [each[5:10] for each in shown(monthly, 5)]
    assert ["01-31", "02-28", "03-31", "04-30", "05-31"] == days


def test_a_leap_day_is_kept_on_the_28th() -> None:
    """T6: and on the 29th when there is one."""
    yearly = Recurrence("year", starts_at=local("2024-02-29 09:00"))

    days = [each[:10] for each in shown(yearly, 5)]
    assert ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"] == (
        days
    )


def test_days_that_are_named_are_taken_by_the_letter() -> None:
    """T6: as RFC 5545 has it, months without a 31st are skipped."""
    anchor = local("2026-01-31 09:00")
    named = Recurrence("month", month_days=31, starts_at=anchor)
    last = Recurrence("month", month_days=-1, starts_at=anchor)

    assert ["01-31", "03-31", "05-31"] == [each[5:10] for each in shown(named, 3)]
    assert ["01-31", "02-28", "03-31"] == [each[5:10] for each in shown(last, 3)]


def test_a_yearly_rule_of_several_months_ends_each_on_its_last_day() -> None:
    """T6: the anchor's day is kept in every month that is named."""
    yearly = Recurrence("year", months=[2, 4], starts_at=local("2026-01-31 09:00"))

    assert ["02-28", "04-30", "02-28"] == [each[5:10] for each in shown(yearly, 3)]


def test_in_a_gap_it_falls_later_by_the_gap() -> None:
    """T6, P16: 3:30 is skipped in Kyiv on 29 March 2026, and comes at 4:30."""
    daily = Recurrence("day", starts_at=local("2026-03-28 03:30"))

    times = ["2026-03-28 03:30", "2026-03-29 04:30", "2026-03-30 03:30"]
    assert times == shown(daily, 3)


def test_a_time_that_comes_twice_falls_the_first_time() -> None:
    """T6, P16: 3:30 comes twice in Kyiv on 25 October 2026."""
    daily = Recurrence("day", starts_at=local("2026-10-24 03:30"))

    second = list(islice(daily.occurrences(KYIV), 2))[1]
    assert datetime(2026, 10, 25, 0, 30, tzinfo=UTC) == second


def test_a_day_that_a_zone_skipped_makes_no_second_time() -> None:
    """T6, P16: Samoa had no 30 December 2011."""
    zone = "Pacific/Apia"
    daily = Recurrence("day", starts_at=local("2011-12-29 09:00", zone))

    days = ["2011-12-29 09:00", "2011-12-31 09:00", "2012-01-01 09:00"]
    assert days == shown(daily, 3, zone)


def test_the_last_day_is_part_of_it() -> None:
    """T6: until names a day of the place."""
    daily = Recurrence("day", until="2026-01-03", starts_at=local("2026-01-01 23:30"))

    assert 3 == len(list(daily.occurrences(KYIV)))


def test_what_has_ended_falls_no_more() -> None:
    """T6: the count includes the first time."""
    anchor = local("2026-01-01 09:00")
    thrice = Recurrence("day", count=3, starts_at=anchor)

    assert thrice.next_after(anchor + timedelta(days=2), KYIV) is None
    assert thrice.next_after(anchor, KYIV) == anchor + timedelta(days=1)


def test_it_takes_an_anchor_to_count() -> None:
    """T6: nobody invents when something began."""
    with pytest.raises(InvalidValue) as caught:
        Recurrence("day").occurrences()

    assert "has no anchor" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU",
        "FREQ=MONTHLY;COUNT=10;BYDAY=-1FR,2TU",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;UNTIL=20301231;BYMONTH=1,7;BYMONTHDAY=-1,15",
    ],
)
def test_a_rule_is_read_and_written_as_the_standard_has_it(text: str) -> None:
    """T6: RFC 5545, with or without the name of the property."""
    assert text == str(Recurrence.parse(text))
    assert Recurrence.parse(text) == Recurrence.parse(f"rrule:{text.lower()}")


def test_a_time_in_until_counts_as_its_day() -> None:
    """T6: midnight in UTC is the next day in Kyiv."""
    text = "FREQ=DAILY;UNTIL=20261231T230000Z"

    assert date(2027, 1, 1) == Recurrence.parse(text, zone=KYIV).until
    assert date(2026, 12, 31) == Recurrence.parse(text).until
    assert date(2026, 12, 31) == Recurrence.parse(text.removesuffix("Z")).until


@pytest.mark.parametrize(
    "text",
    [
        "weekly",
        "FREQ=HOURLY",
        "FREQ=SECONDLY;COUNT=5",
        "FREQ=DAILY;BYHOUR=9,10",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=DAILY;FREQ=WEEKLY",
        "INTERVAL=2",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=1001",
        "FREQ=DAILY;INTERVAL=99999999999",
        "FREQ=DAILY;COUNT=1001",
        "FREQ=DAILY;COUNT=ten",
        "FREQ=DAILY;COUNT=٣",
        "FREQ=DAILY;COUNT=2;UNTIL=20261231",
        "FREQ=DAILY;UNTIL=2026",
        "FREQ=DAILY;BYDAY=1MO",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=MONTHLY;BYDAY=XX",
        "FREQ=MONTHLY;BYDAY=1-MO",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;" * 200,
    ],
)
def test_what_no_office_does_is_refused(text: str) -> None:
    """T6, P25: several times a day, contradictions, numbers without end."""
    with pytest.raises(LeadflowError) as caught:
        Recurrence.parse(text)

    assert caught.value.code in ("invalid_value", "unknown_name")


@pytest.mark.parametrize(
    "change",
    [{"interval": True}, {"count": "2"}, {"months": ["1"]}, {"weekdays": [1]}],
)
def test_values_of_a_wrong_type_are_refused(change: dict[str, object]) -> None:
    """T6: a number is a number."""
    with pytest.raises(InvalidValue):
        Recurrence("month", **change)  # type: ignore[arg-type]


def test_a_field_takes_a_recurrence_or_its_text() -> None:
    """T6: empty text is none."""
    assert (
        Recurrence("week")
        == recurrence("FREQ=WEEKLY")
        == recurrence(Recurrence("week"))
    )
    assert recurrence("") is recurrence(None) is None
    with pytest.raises(InvalidValue):
        recurrence(7)  # type: ignore[arg-type]


def test_it_is_a_value() -> None:
    """T6: equal, hashable, picklable."""
    rule = Recurrence("week", weekdays="WE,MO,MO", starts_at=local("2026-01-01 09:00"))

    assert Recurrence("week", weekdays=("MO", "WE")).weekdays == rule.weekdays
    assert rule == pickle.loads(pickle.dumps(rule))  # noqa: S301  # our own bytes
    assert {rule} == {rule.anchored(local("2027-01-01 09:00"))}


@pytest.mark.parametrize(
    "rule",
    [
        Recurrence("day", months=2, month_days=29, weekdays="MO"),
        Recurrence("day", weekdays="MO", month_days=[1, -1], count=1000),
        Recurrence("year", interval=1000),
        Recurrence("month", positions=366, weekdays="MO"),
    ],
)
def test_no_rule_runs_for_long(rule: Recurrence) -> None:
    """P25: from the first year of the calendar to its last one."""
    began = process_time()
    anchored = rule.anchored(datetime(1, 1, 1, 9, tzinfo=UTC))
    anchored.next_after(datetime(2026, 1, 1, tzinfo=UTC), KYIV)
    anchored.next_after(datetime(9999, 12, 30, tzinfo=UTC), KYIV)

    assert process_time() - began < 5


@given(anchors(), recurrences(), st.sampled_from(ZONES))
def test_times_rise_and_keep_their_hour(
    start: datetime, rule: Recurrence, zone: str
) -> None:
    """T6: strictly later each time, at the same hour of the place, as often as said."""
    where = ZoneInfo(zone)
    anchored = rule.anchored(start.replace(tzinfo=where))
    found = list(islice(anchored.occurrences(zone), 12))

    assert all(one < other for one, other in pairwise(found))
    assert {start.time()} >= {each.astimezone(where).time() for each in found}
    assert len(found) <= (rule.count or 12)


@given(anchors(), recurrences(), st.sampled_from(ZONES), st.integers(0, 9000))
def test_looking_from_the_middle_finds_the_same(
    start: datetime, rule: Recurrence, zone: str, days: int
) -> None:
    """T6: what is found near a moment is what counting from the anchor finds."""
    anchored = rule.anchored(start.replace(tzinfo=ZoneInfo(zone)))
    assert anchored.starts_at is not None
    moment = anchored.starts_at + timedelta(days=days)

    found = anchored.next_after(moment, zone)
    told = (each for each in anchored.occurrences(zone) if each > moment)
    assert next(told, None) == found


@given(
    anchors(),
    st.sampled_from(UNITS),
    st.integers(1, 5),
    st.integers(1, 12),
)
def test_plain_rules_are_those_of_dateutil(
    start: datetime, every: str, interval: int, count: int
) -> None:
    """T6: for days that every month has there is nothing to decide."""
    start = start.replace(day=min(start.day, 28))
    rule = Recurrence(every, interval=interval, count=count)
    theirs = rrule.rrule(
        FREQUENCIES[every], dtstart=start, interval=interval, count=count
    )

    ours = rule.anchored(start.replace(tzinfo=UTC)).occurrences()
    assert list(theirs) == [each.replace(tzinfo=None) for each in ours]


@given(recurrences())
def test_what_is_written_is_read_again(rule: Recurrence) -> None:
    """T6: the text of the standard holds everything but the anchor."""
    anchored = rule.anchored(datetime(2026, 1, 1, tzinfo=UTC))

    assert rule == Recurrence.parse(str(anchored))
    assert rule == attrs.evolve(anchored, starts_at=None)


@given(st.text(alphabet="FREQDAILYWKNOTHU=;,:-+0123456789TZ", max_size=60))
def test_any_text_is_a_rule_or_refused(text: str) -> None:
    """P25: nothing else comes out of what somebody else wrote."""
    try:
        rule = Recurrence.parse(f"FREQ=MONTHLY;{text}")
    except LeadflowError:
        return

    assert rule == Recurrence.parse(str(rule))
