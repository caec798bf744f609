"""Counting in calendar units, and where days begin in a time zone."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Literal, get_args

from leadflow.errors import InvalidValue
from leadflow.values.text import one_of


Unit = Literal["day", "week", "month", "quarter", "year"]
UNITS: tuple[Unit, ...] = get_args(Unit)
MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""How many months the longer units have."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The days of the week as RFC 5545 names them."""

_DAYS = {"day": 1, "week": 7}
_SECOND = timedelta(seconds=1)


def outside() -> InvalidValue:
    """Return the error for days that the calendar of Python does not have."""
    return InvalidValue("period", "is outside the years 1 to 9999")


def add(start: date, count: int, unit: Unit) -> date:
    """Return ``start`` moved by units; the 31st becomes the last day of a month.

    >>> add(date(2026, 1, 31), 1, "month")
    datetime.date(2026, 2, 28)
    """
    one_of(unit, UNITS, "unit")
    try:
        if unit in _DAYS:
            return start + timedelta(days=count * _DAYS[unit])
        # dateutil takes milliseconds to import.
        from dateutil.relativedelta import relativedelta  # noqa: PLC0415

        return start + relativedelta(months=count * MONTHS[unit])
    except (OverflowError, ValueError):
        raise outside() from None


def floor(day: date, unit: Unit) -> date:
    """Return the first day of the unit that ``day`` lies in.

    >>> floor(date(2026, 11, 5), "week"), floor(date(2026, 11, 5), "quarter")
    (datetime.date(2026, 11, 2), datetime.date(2026, 10, 1))
    """
    one_of(unit, UNITS, "unit")
    if unit == "day":
        return day
    if unit == "week":
        # 1 January of the year 1 is a Monday, so that this never leaves the calendar.
        return day - timedelta(days=day.weekday())
    months = MONTHS[unit]
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


def next_after(day: date, unit: Unit) -> date:
    """Return the first day of the next unit, or the calendar's last day.

    >>> next_after(date(2026, 11, 5), "month")
    datetime.date(2026, 12, 1)
    """
    begin = floor(day, unit)
    try:
        return add(begin, 1, unit)
    except InvalidValue:  # the calendar ends within this unit
        return date.max


def first_of(year: int, month: int) -> date:
    """Return the first day of a month, or raise ``InvalidValue``."""
    try:
        return date(year, month, 1)
    except ValueError:
        raise InvalidValue("period", "is not in the calendar") from None


def monday_of(year: int, week: int) -> date:
    """Return the Monday of a numbered week (ISO 8601), or raise ``InvalidValue``.

    >>> monday_of(2026, 45)
    datetime.date(2026, 11, 2)
    """
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        raise InvalidValue("period", "is not in the calendar") from None


def label(start: date, unit: Unit) -> str:
    """Return the name of the unit that begins with ``start``.

    >>> label(date(2026, 10, 1), "quarter"), label(date(2026, 11, 2), "week")
    ('2026-Q4', '2026-W45')
    """
    if unit == "week":
        year, week, _ = start.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if unit == "quarter":
        return f"{start.year:04d}-Q{start.month // 3 + 1}"
    length = {"year": 4, "month": 7}.get(unit, 10)
    return start.isoformat()[:length]


def zone_of(zone: str | tzinfo) -> tzinfo:
    """Return a time zone by its IANA name.

    >>> str(zone_of("Europe/Kyiv"))
    'Europe/Kyiv'
    """
    if isinstance(zone, tzinfo):
        return zone
    # zoneinfo takes milliseconds to import, and most periods are of UTC.
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        hint = "use a name such as 'Europe/Kyiv'"
        raise InvalidValue("time zone", "is not known", hint) from None


def midnight(day: date, zone: tzinfo) -> datetime:
    """Return when ``day`` begins in ``zone``, as UTC.

    Where midnight comes twice, the first counts; where it is skipped, the moment
    at which the clock was moved does.
    """
    local = datetime(day.year, day.month, day.day, tzinfo=zone)
    try:
        begin = local.astimezone(UTC)
        if begin.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
            return begin
        return _moved(local.replace(fold=1).astimezone(UTC), begin, zone)
    except OverflowError:
        raise outside() from None


def _moved(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """Return when the clock was moved between two moments, to the second."""
    offset = after.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = (before + (after - before) // 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
