"""Periods of the calendar: days, weeks, months, quarters, years."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo

from attrs import field, frozen

from leadflow.deferred import by_value, expression
from leadflow.errors import InvalidValue
from leadflow.values.calendars import (
    MONTHS,
    UNITS,
    Unit,
    add,
    first_of,
    floor,
    label,
    midnight,
    monday_of,
    next_after,
    zone_of,
)
from leadflow.values.instants import day
from leadflow.values.text import clean


_YEAR = expression(r"(\d{4})()", re.ASCII)
_MONTH = expression(r"(\d{4})-(\d{2})", re.ASCII)
_QUARTER = expression(r"(\d{4})-?Q([1-4])", re.IGNORECASE | re.ASCII)
_WEEK = expression(r"(\d{4})-?W(\d{2})", re.IGNORECASE | re.ASCII)
_DAY = expression(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HINT = "write it like '2026-11', '2026-Q4', '2026' or '2026-01-05..2026-02-01'"


def _date(value: date | str) -> date:
    found = day(value)
    if found is None:
        raise InvalidValue("period", "needs a first day and an end")
    return found


@by_value
@frozen(eq=False, repr=False)
class Period:
    """Days from ``start`` up to, and without, ``end``.

    Months that follow each other therefore share no day and miss none.

    >>> november = Period.month("2026-11")
    >>> november.days, str(november), november.end.isoformat()
    (30, '2026-11', '2026-12-01')
    """

    start: date = field(converter=_date)
    end: date = field(converter=_date)

    def __attrs_post_init__(self) -> None:
        """Refuse what has no day in it."""
        if self.end <= self.start:
            hint = "the end is the first day after the period"
            raise InvalidValue("period", "ends before it begins", hint)

    @classmethod
    def day(cls, day: date | str) -> "Period":
        """Return one day.

        >>> Period.day("2026-11-02").days
        1
        """
        start = _date(day)
        return cls(start, add(start, 1, "day"))

    @classmethod
    def week(cls, week: date | str) -> "Period":
        """Return the week, Monday to Sunday, of a day or such as ``2026-W45``.

        >>> str(Period.week(date(2026, 11, 5)))
        '2026-W45'
        """
        numbered = _WEEK().fullmatch(week) if isinstance(week, str) else None
        if numbered is None:
            start = floor(_date(week), "week")
        else:
            start = monday_of(int(numbered[1]), int(numbered[2]))
        return cls(start, add(start, 1, "week"))

    @classmethod
    def month(cls, month: date | str) -> "Period":
        """Return the month of a day, or such as ``2026-11``."""
        return cls._of(month, _MONTH(), "month")

    @classmethod
    def quarter(cls, quarter: date | str) -> "Period":
        """Return the quarter of a day, or such as ``2026-Q4``.

        >>> Period.quarter("2026-Q4").start.isoformat()
        '2026-10-01'
        """
        return cls._of(quarter, _QUARTER(), "quarter")

    @classmethod
    def year(cls, year: date | int | str) -> "Period":
        """Return the year of a day, or such as ``2026``."""
        text = f"{year:04d}" if isinstance(year, int) else year
        return cls._of(text, _YEAR(), "year")

    @classmethod
    def _of(cls, value: date | str, form: re.Pattern[str], unit: Unit) -> "Period":
        numbered = form.fullmatch(value) if isinstance(value, str) else None
        if numbered is None:
            start = floor(_date(value), unit)
        else:
            nth = int(numbered[2] or 1)
            start = first_of(int(numbered[1]), (nth - 1) * MONTHS[unit] + 1)
        return cls(start, add(start, 1, unit))

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Return a period from ``2026``, ``2026-Q4``, ``2026-11``, ``2026-W45``.

        A day, and two days as ``2026-01-05..2026-02-01`` (the second is not in the
        period any more), are read too.

        >>> Period.parse("2026-01-05..2026-02-01").days
        27
        """
        line = clean(text, "period")
        first, dots, last = line.partition("..")
        if dots:
            return cls(first.strip(), last.strip())
        if _YEAR().fullmatch(line):
            return cls.year(line)
        if _MONTH().fullmatch(line):
            return cls.month(line)
        if _QUARTER().fullmatch(line):
            return cls.quarter(line)
        if _WEEK().fullmatch(line):
            return cls.week(line)
        if _DAY().fullmatch(line):
            return cls.day(line)
        raise InvalidValue("period", "cannot be read", _HINT)

    @classmethod
    def last(cls, count: int, unit: Unit, *, before: date) -> "Period":
        """Return the ``count`` units up to, and without, the day ``before``.

        >>> str(Period.last(3, "month", before=date(2026, 11, 1)))
        '2026-08-01..2026-11-01'
        """
        if count < 1:
            raise InvalidValue("period", "needs at least one unit")
        return cls(add(before, -count, unit), before)

    @property
    def days(self) -> int:
        """Return the number of days."""
        return (self.end - self.start).days

    @property
    def unit(self) -> Unit | None:
        """Return the calendar unit that the period is one whole of, if any."""
        for unit in reversed(UNITS):
            if floor(self.start, unit) == self.start and self._lasts(unit):
                return unit
        return None

    def _lasts(self, unit: Unit) -> bool:
        try:
            return add(self.start, 1, unit) == self.end
        except InvalidValue:
            return False

    def contains(self, moment: date | datetime, zone: str | tzinfo = UTC) -> bool:
        """Say whether a day, or a moment as seen from ``zone``, lies within.

        >>> november = Period.month("2026-11")
        >>> november.contains(datetime(2026, 10, 31, 23, tzinfo=UTC), "Europe/Kyiv")
        True
        """
        if not isinstance(moment, datetime):
            return self.start <= moment < self.end
        if moment.utcoffset() is None:
            hint = "say the zone, as in datetime(…, tzinfo=UTC)"
            raise InvalidValue("time", "has no time zone", hint)
        begin, end = self.bounds(zone)
        return begin <= moment < end

    def bounds(self, zone: str | tzinfo = UTC) -> tuple[datetime, datetime]:
        """Return the first moment in, and the first after, as UTC.

        Where midnight is skipped or comes twice, the day begins with the change of
        the clock, or with the first midnight.

        >>> Period.day("2026-11-02").bounds("Europe/Kyiv")[0].isoformat()
        '2026-11-01T22:00:00+00:00'
        """
        where = zone_of(zone)
        return midnight(self.start, where), midnight(self.end, where)

    def split(self, unit: Unit) -> "tuple[Period, ...]":
        """Return the days, weeks, months … within; the outer ones may be cut.

        >>> [
        ...     str(part)
        ...     for part in Period.parse("2026-01-20..2026-03-01").split("month")
        ... ]
        ['2026-01-20..2026-02-01', '2026-02']
        """
        return tuple(self._parts(unit))

    def _parts(self, unit: Unit) -> "Iterator[Period]":
        start = self.start
        while start < self.end:
            following = min(next_after(start, unit), self.end)
            yield Period(start, following)
            start = following

    def __str__(self) -> str:
        """Return the shortest text that ``parse`` reads as this period."""
        unit = self.unit
        if unit is None:
            return f"{self.start}..{self.end}"
        return label(self.start, unit)
