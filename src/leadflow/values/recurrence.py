"""Recurrence: how often something comes back, as RFC 5545 counts it (T6)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, tzinfo

import attrs
from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.errors import InvalidValue
from leadflow.values.calendars import WEEKDAYS, zone_of
from leadflow.values.instants import day, instant
from leadflow.values.several import items_of
from leadflow.values.teaching import teach_names
from leadflow.values.text import clean, one_of


EVERY = ("day", "week", "month", "year")

MOST_TIMES = 1000
"""More occurrences than this are not counted; leave ``count`` out instead."""
WIDEST = 1000
"""The longest interval, in units."""
_LONGEST = {1: 31, 2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


def _every(value: str) -> str:
    return one_of(value, EVERY, "recurrence")


def _whole(value: object, what: str, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidValue(what, f"cannot be of type {type(value).__name__}")
    if not low <= value <= high or value == 0:
        raise InvalidValue(what, f"lies outside {low} to {high}")
    return value


def _interval(value: int) -> int:
    return _whole(value, "interval", 1, WIDEST)


def _count(value: int | None) -> int | None:
    return None if value is None else _whole(value, "count", 1, MOST_TIMES)


def _numbers(
    value: int | Iterable[int] | None, what: str, low: int, high: int
) -> tuple[int, ...]:
    several = (value,) if isinstance(value, int) else tuple(value or ())
    return tuple(sorted({_whole(each, what, low, high) for each in several}))


def _month_days(value: int | Iterable[int] | None) -> tuple[int, ...]:
    return _numbers(value, "day of the month", -31, 31)


def _months(value: int | Iterable[int] | None) -> tuple[int, ...]:
    return _numbers(value, "month", 1, 12)


def _positions(value: int | Iterable[int] | None) -> tuple[int, ...]:
    return _numbers(value, "position", -366, 366)


def _weekdays(value: str | Iterable[str] | None) -> tuple[str, ...]:
    several = items_of(value, "weekdays", lambda text: text.split(","))
    found = dict.fromkeys(_weekday(each) for each in several)
    return tuple(sorted(found, key=weekday_order))


def _weekday(value: object) -> str:
    if not isinstance(value, str):
        raise InvalidValue("weekday", f"cannot be of type {type(value).__name__}")
    text = clean(value, "weekday").upper().removeprefix("+")
    number, name = text[:-2], text[-2:]
    one_of(name, WEEKDAYS, "weekday")
    if not number:
        return name
    digits = number.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 2):  # noqa: PLR2004  # 53 weeks
        raise InvalidValue("weekday", "is not one", "write MO, 2TU or -1FR")
    return f"{_whole(int(number), 'weekday', -53, 53)}{name}"


def weekday_order(name: str) -> tuple[int, int]:
    """Return by what weekdays are sorted: the number before one, and its place."""
    return int(name[:-2] or 0), WEEKDAYS.index(name[-2:])


def _week_start(value: str) -> str:
    return one_of(clean(value, "weekday").upper(), WEEKDAYS, "weekday")


@teach_names
@by_value
@frozen(eq=False, repr=False, weakref_slot=False)
class Recurrence:
    """How often a call, a meeting or a task comes back (T6).

    It counts days of the calendar in the office's zone, so that what begins at 9:00
    begins at 9:00 all year; see ``occurrences`` for days on which clocks change.
    Without ``weekdays`` and ``month_days`` the anchor says on which day: the 31st
    is the last day of a short month, and the 31st again afterwards.

    >>> str(Recurrence("week", weekdays="MO,WE", count=10))
    'FREQ=WEEKLY;COUNT=10;BYDAY=MO,WE'
    """

    every: str = field(converter=_every)
    """``day``, ``week``, ``month`` or ``year``."""
    interval: int = field(default=1, converter=_interval, kw_only=True)
    """Every so many units: 2 with ``week`` is every second week."""
    count: int | None = field(default=None, converter=_count, kw_only=True)
    """How many times in all, the first included."""
    until: date | None = field(default=None, converter=day, kw_only=True)
    """The last day on which it may fall, in the office's zone."""
    weekdays: tuple[str, ...] = field(default=(), converter=_weekdays, kw_only=True)
    """``MO`` … ``SU``; by months and years also ``2TU`` or ``-1FR``, the last one."""
    month_days: tuple[int, ...] = field(default=(), converter=_month_days, kw_only=True)
    """Days of the month, taken by the letter: 31 skips short months, -1 is the last."""
    months: tuple[int, ...] = field(default=(), converter=_months, kw_only=True)
    positions: tuple[int, ...] = field(default=(), converter=_positions, kw_only=True)
    """Which of the days of each month or year: -1 is the last of them."""
    week_start: str = field(default="MO", converter=_week_start, kw_only=True)
    """The day on which weeks begin; matters to every second week."""
    starts_at: datetime | None = field(default=None, converter=instant, kw_only=True)
    """The anchor: the first time of all; the first activity's deadline if empty."""

    def __attrs_post_init__(self) -> None:
        for place, reason, hint in _faults(self):
            raise InvalidValue("recurrence", reason, hint, place)

    @classmethod
    def parse(cls, text: str, *, zone: str | tzinfo = UTC) -> "Recurrence":
        """Return what a rule of RFC 5545 says; ``RRULE:`` may stand before it.

        A time in ``UNTIL`` counts as its day in ``zone``. What comes back several
        times a day, and numbers of weeks or of days in the year, are refused.

        >>> Recurrence.parse("RRULE:FREQ=MONTHLY;BYDAY=-1FR").weekdays
        ('-1FR',)
        """
        from leadflow.values.rules import read  # noqa: PLC0415  # on use only

        return cls(**read(text, zone))

    def __str__(self) -> str:
        """Return the rule as RFC 5545 writes it, without the anchor."""
        from leadflow.values.rules import written  # noqa: PLC0415  # on use only

        return written(self)

    def anchored(self, moment: datetime) -> "Recurrence":
        """Return the recurrence with an anchor, if it has none yet."""
        return self if self.starts_at else attrs.evolve(self, starts_at=moment)

    def occurrences(
        self, zone: str | tzinfo = UTC, *, after: datetime | None = None
    ) -> Iterator[datetime]:
        """Give the times at which it falls, in UTC, oldest first; it may never end.

        ``after`` leaves out what is not later. Where clocks go forward over the time
        of day, it falls as much later as they go; where they go back and the time
        comes twice, it falls the first time, as RFC 5545 has it. A rule that finds
        no day within a hundred years has ended.
        Raises ``InvalidValue`` without an anchor.

        >>> from itertools import islice
        >>> anchor = datetime(2026, 1, 31, 8, tzinfo=UTC)
        >>> monthly = Recurrence("month", starts_at=anchor)
        >>> [f"{each:%d.%m}" for each in islice(monthly.occurrences("Europe/Kyiv"), 3)]
        ['31.01', '28.02', '31.03']
        """
        from leadflow.values.rules import occurrences  # noqa: PLC0415  # on use only

        if self.starts_at is None:
            hint = "say when it began: recurrence.anchored(moment)"
            raise InvalidValue("recurrence", "has no anchor", hint)
        return occurrences(self, self.starts_at, zone_of(zone), instant(after))

    def next_after(self, moment: datetime, zone: str | tzinfo = UTC) -> datetime | None:
        """Return when it falls first after ``moment``, ``None`` where it has ended.

        >>> anchor = datetime(2026, 3, 27, 7, tzinfo=UTC)
        >>> daily = Recurrence("day", interval=2, starts_at=anchor)
        >>> daily.next_after(anchor, "Europe/Kyiv").isoformat()
        '2026-03-29T06:00:00+00:00'
        """
        return next(self.occurrences(zone, after=moment), None)


def _faults(given: Recurrence) -> Iterator[tuple[str, str, str]]:
    if given.count is not None and given.until is not None:
        yield "count", "has both a count and a last day", "give one of them"
    by_days = given.every in ("day", "week")
    if by_days and any(len(each) > 2 for each in given.weekdays):  # noqa: PLR2004  # MO
        yield "weekdays", "numbers weekdays of no month", "write MO, not 1MO"
    if given.every == "week" and given.month_days:
        yield "month_days", "counts weeks and days of months", "use every='month'"
    if given.positions and (by_days or not (given.weekdays or given.month_days)):
        hint = "give weekdays or month_days of a month or year"
        yield "positions", "has positions among nothing", hint
    if given.months and given.month_days and not _is_possible(given):
        yield "month_days", "names days that these months never have", "check them"


def _is_possible(given: Recurrence) -> bool:
    longest = max(_LONGEST.get(month, 31) for month in given.months)
    return any(abs(each) <= longest for each in given.month_days)


def recurrence(value: Recurrence | str | None) -> Recurrence | None:
    """Return a recurrence; text is a rule of RFC 5545, empty text is none."""
    if isinstance(value, str):
        return Recurrence.parse(value) if value.strip() else None
    return _recurrence(value)


def _recurrence(value: object) -> Recurrence | None:
    if value is None or isinstance(value, Recurrence):
        return value
    hint = "write Recurrence('week') or 'FREQ=WEEKLY'"
    raise InvalidValue("recurrence", f"cannot be of type {type(value).__name__}", hint)
