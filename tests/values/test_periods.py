import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidValue
from leadflow.values import Period
from leadflow.values.calendars import UNITS, Unit, add, next_after


days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
units = st.sampled_from(UNITS)
periods = st.builds(
    lambda start, length: Period(start, start + timedelta(length)),
    days,
    st.integers(1, 800),
)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", "2026-01-01", "2027-01-01"),
        ("2026-Q4", "2026-10-01", "2027-01-01"),
        ("2026q1", "2026-01-01", "2026-04-01"),
        ("2026-11", "2026-11-01", "2026-12-01"),
        ("2026-12", "2026-12-01", "2027-01-01"),
        ("2026-W01", "2025-12-29", "2026-01-05"),
        ("2026-11-02", "2026-11-02", "2026-11-03"),
        ("2026-01-05..2026-02-01", "2026-01-05", "2026-02-01"),
        (" 2026-01-05 .. 2026-02-01 ", "2026-01-05", "2026-02-01"),
        ("9998", "9998-01-01", "9999-01-01"),
    ],
)
def test_a_period_is_read(text: str, start: str, end: str) -> None:
    """Years, quarters, months, weeks, days and ranges have one text each."""
    assert Period(start, end) == Period.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "2026-13",
        "2026-00",
        "2026-Q5",
        "2026-W54",
        "2026-02-30",
        "2026-02-02..2026-02-01",
        "2026-02-01..2026-02-01",
        "2026..",
        "0000",
        "9999",
        "９９９８",
        "next month",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    """Nothing is guessed, and no error of the calendar comes through."""
    with pytest.raises(InvalidValue):
        Period.parse(text)


def test_units_are_made_from_a_day_in_them() -> None:
    """Reports ask for the month of today."""
    today = date(2026, 11, 22)

    assert Period.day("2026-11-22") == Period.day(today)
    assert Period.parse("2026-W47") == Period.week(today) == Period.week("2026-W47")
    assert Period.parse("2026-11") == Period.month(today)
    assert Period.parse("2026-Q4") == Period.quarter(today)
    assert Period.parse("2026") == Period.year(today) == Period.year(2026)


def test_a_datetime_is_no_day() -> None:
    """Its day depends on the zone."""
    with pytest.raises(InvalidValue, match="must be a day without a time"):
        Period.day(datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize("value", [None, 5, ""])
def test_a_period_needs_two_days(value: str) -> None:
    """There are no open ends."""
    with pytest.raises(InvalidValue):
        Period(value, "2026-01-01")


@pytest.mark.parametrize(
    ("count", "unit", "start"),
    [
        (3, "month", "2026-08-31"),
        (6, "month", "2026-05-31"),
        (9, "month", "2026-02-28"),
        (1, "quarter", "2026-08-31"),
        (2, "year", "2024-11-30"),
        (7, "day", "2026-11-23"),
        (2, "week", "2026-11-16"),
    ],
)
def test_the_last_units_end_before_a_day(count: int, unit: Unit, start: str) -> None:
    """The 31st is the last day of a short month."""
    before = date(2026, 11, 30)
    expected = start.replace("08-31", "08-30").replace("05-31", "05-30")

    assert Period(expected, before) == Period.last(count, unit, before=before)


def test_no_units_are_no_period() -> None:
    """The caller meant something else."""
    with pytest.raises(InvalidValue, match="at least one"):
        Period.last(0, "day", before=date(2026, 1, 1))


def test_an_unknown_unit_is_named() -> None:
    """The message offers the nearest unit."""
    with pytest.raises(InvalidValue, match="did you mean 'month'"):
        Period.year(2026).split("months")  # type: ignore[arg-type]


def test_days_beyond_the_calendar_are_refused() -> None:
    """Python knows the years 1 to 9999."""
    with pytest.raises(InvalidValue, match="outside the years"):
        add(date.max, 1, "month")
    with pytest.raises(InvalidValue, match="outside the years"):
        Period("0001-01-01", "0001-01-02").bounds("Asia/Tokyo")


class TestInAZone:
    """Days begin at different moments in different places."""

    def test_days_begin_at_local_midnight(self) -> None:
        """Bounds are UTC, half-open."""
        begin, end = Period.month("2026-03").bounds("Europe/Kyiv")

        assert datetime(2026, 2, 28, 22, tzinfo=UTC) == begin
        assert datetime(2026, 3, 31, 21, tzinfo=UTC) == end

    def test_a_skipped_midnight_begins_with_the_clock_s_change(self) -> None:
        """In São Paulo, 4 November 2018 began at one o'clock."""
        day = Period.day("2018-11-04")
        begin, end = day.bounds(ZoneInfo("America/Sao_Paulo"))

        assert datetime(2018, 11, 4, 3, tzinfo=UTC) == begin
        assert timedelta(hours=23) == end - begin

    def test_a_clock_moved_across_midnight_begins_the_day(self) -> None:
        """P16: in Toronto, 31 March 1919 began at half past midnight."""
        begin, _ = Period.day("1919-03-31").bounds("America/Toronto")

        assert datetime(1919, 3, 31, 4, 30, tzinfo=UTC) == begin

    def test_a_midnight_that_comes_twice_counts_once(self) -> None:
        """In Havana, 1 November 2026 has 25 hours."""
        begin, end = Period.day("2026-11-01").bounds("America/Havana")

        assert timedelta(hours=25) == end - begin

    def test_a_moment_belongs_to_the_local_day(self) -> None:
        """23:30 in Kyiv is not yet tomorrow, whatever its own zone is."""
        moment = datetime(2026, 11, 30, 23, 30, tzinfo=timezone(timedelta(hours=2)))
        november = Period.month("2026-11")

        assert november.contains(moment, "Europe/Kyiv")
        assert not november.contains(moment, "Asia/Tokyo")
        assert november.contains(moment)

    def test_a_day_needs_no_zone(self) -> None:
        """The end is not within."""
        november = Period.month("2026-11")

        assert november.contains(date(2026, 11, 30))
        assert not november.contains(date(2026, 12, 1))
        assert not november.contains(date(2026, 10, 31))

    def test_a_naive_moment_is_refused(self) -> None:
        """It could be any."""
        with pytest.raises(InvalidValue, match="has no time zone"):
            Period.year(2026).contains(datetime(2026, 1, 1))  # noqa: DTZ001

    @pytest.mark.parametrize("zone", ["Europe/Kiew", "", "../etc", "a\0b", "/etc/x"])
    def test_an_unknown_zone_is_refused(self, zone: str) -> None:
        """Names are IANA's, never paths."""
        with pytest.raises(InvalidValue, match="time zone is not known"):
            Period.year(2026).bounds(zone)


class TestLaws:
    """What holds for every period."""

    @given(periods, units)
    def test_splitting_is_a_partition(self, period: Period, unit: Unit) -> None:
        """Law: parts follow each other from start to end, none longer than a unit."""
        parts = period.split(unit)

        assert (period.start, period.end) == (parts[0].start, parts[-1].end)
        assert all(a.end == b.start for a, b in pairwise(parts))
        assert all(part.end <= next_after(part.start, unit) for part in parts)

    @given(periods | st.builds(Period.month, days) | st.builds(Period.quarter, days))
    def test_its_text_is_read_back(self, period: Period) -> None:
        """Law: parse(str(p)) == p."""
        assert period == Period.parse(str(period))

    @given(days, units)
    def test_one_unit_is_labelled_by_its_name(self, day: date, unit: Unit) -> None:
        """Law: the shortest text of a unit is not a range."""
        period = Period.year(day).split(unit)[-2:][0]

        assert period.unit is not None or unit == "week"

    @given(periods, st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001
    def test_a_moment_lies_within_where_its_local_day_does(
        self, period: Period, moment: datetime
    ) -> None:
        """Law: asking by moment and by local day agree."""
        zone = ZoneInfo("Europe/Kyiv")
        local = moment.replace(tzinfo=UTC).astimezone(zone)

        assert period.contains(local.date()) == period.contains(local, zone)

    @given(periods)
    def test_pickling_keeps_it(self, period: Period) -> None:
        """Law: values travel between processes."""
        assert period == pickle.loads(pickle.dumps(period))  # noqa: S301


def test_the_end_of_the_calendar_can_be_split() -> None:
    """The last day of Python's calendar is an end like any other."""
    parts = Period(date(9999, 11, 15), date.max).split("month")

    assert "9999-12-01..9999-12-31" == str(parts[-1])
