"""The rules of recurrences: their text in RFC 5545, and counting them (T6).

dateutil counts; what it is given is bounded first, so that no rule runs for long:
at most once a day, at most a hundred years ahead, and from near the moment that is
asked for rather than from the anchor, which may lie far back (P25).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from heapq import merge
from itertools import islice
from typing import Any, Protocol

from leadflow.errors import InvalidValue
from leadflow.values.calendars import WEEKDAYS, Unit, add, zone_of
from leadflow.values.text import clean, one_of


_FREQUENCIES: Mapping[str, str] = {
    "DAILY": "day",
    "WEEKLY": "week",
    "MONTHLY": "month",
    "YEARLY": "year",
}
_NAMES = {unit: name for name, unit in _FREQUENCIES.items()}
_UNITS: Mapping[str, Unit] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}
_YEARS = 100
_LONGEST = 1000
_HINT = "write it like 'FREQ=WEEKLY;BYDAY=MO'"


class Rule(Protocol):
    """What counting must know of a recurrence, which see."""

    @property
    def every(self) -> str:
        """Return the unit."""
        ...

    @property
    def interval(self) -> int:
        """Return how many units lie between."""
        ...

    @property
    def count(self) -> int | None:
        """Return how many times in all."""
        ...

    @property
    def until(self) -> date | None:
        """Return the last day."""
        ...

    @property
    def weekdays(self) -> tuple[str, ...]:
        """Return the days of the week."""
        ...

    @property
    def month_days(self) -> tuple[int, ...]:
        """Return the days of the month."""
        ...

    @property
    def months(self) -> tuple[int, ...]:
        """Return the months."""
        ...

    @property
    def positions(self) -> tuple[int, ...]:
        """Return which of the days."""
        ...

    @property
    def week_start(self) -> str:
        """Return where weeks begin."""
        ...


# The text


def written(rule: Rule) -> str:
    """Return a rule as RFC 5545 writes it."""
    parts = {
        "FREQ": _NAMES[rule.every],
        "UNTIL": rule.until.strftime("%Y%m%d") if rule.until else "",
        "COUNT": str(rule.count or ""),
        "INTERVAL": str(rule.interval) if rule.interval > 1 else "",
        "BYMONTH": _listed(rule.months),
        "BYMONTHDAY": _listed(rule.month_days),
        "BYDAY": _listed(rule.weekdays),
        "BYSETPOS": _listed(rule.positions),
        "WKST": rule.week_start if rule.week_start != "MO" else "",
    }
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def _listed(values: Iterable[object]) -> str:
    return ",".join(map(str, values))


def read(text: str, zone: str | tzinfo) -> dict[str, Any]:
    """Return the arguments of a recurrence that a rule in RFC 5545 names."""
    known = clean(text, "recurrence").upper().removeprefix("RRULE:")
    if len(known) > _LONGEST:
        raise InvalidValue("recurrence", "is too long for a rule", _HINT)
    found: dict[str, Any] = {}
    for part in filter(None, known.split(";")):
        name, is_given, value = part.partition("=")
        if not (is_given and value):
            raise InvalidValue("recurrence", "is no rule of RFC 5545", _HINT)
        one_of(name, _READERS, "part of a recurrence")
        field, reader = _READERS[name]
        if field in found:
            raise InvalidValue("recurrence", f"says {name} twice", _HINT)
        found[field] = reader(value)
    if "every" not in found:
        raise InvalidValue("recurrence", "says no FREQ", _HINT)
    if "until" in found:
        found["until"] = _last_day(found["until"], zone_of(zone))
    return found


def _frequency(text: str) -> str:
    if text in ("HOURLY", "MINUTELY", "SECONDLY"):
        hint = "DAILY is the most often"
        raise InvalidValue("recurrence", "comes back several times a day", hint)
    return _FREQUENCIES[one_of(text, _FREQUENCIES, "FREQ")]


def _number(text: str) -> int:
    digits = text.removeprefix("-").removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):  # noqa: PLR2004  # enough for all of them
        raise InvalidValue("recurrence", "has no number where one belongs", _HINT)
    return int(text)


def _several(text: str) -> tuple[int, ...]:
    return tuple(_number(each) for each in text.split(","))


def _same(text: str) -> str:
    return text


def _last_day(text: str, zone: tzinfo) -> date:
    form = "%Y%m%d" if "T" not in text else "%Y%m%dT%H%M%S"
    try:
        told = datetime.strptime(text.removesuffix("Z"), form)  # noqa: DTZ007  # see below
    except ValueError:
        hint = "write it like '20261231' or '20261231T215959Z'"
        raise InvalidValue("UNTIL", "is no time", hint) from None
    if text.endswith("Z"):
        told = told.replace(tzinfo=UTC).astimezone(zone)
    return told.date()


_READERS: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "FREQ": ("every", _frequency),
    "UNTIL": ("until", _same),
    "COUNT": ("count", _number),
    "INTERVAL": ("interval", _number),
    "BYMONTH": ("months", _several),
    "BYMONTHDAY": ("month_days", _several),
    "BYDAY": ("weekdays", _same),
    "BYSETPOS": ("positions", _several),
    "WKST": ("week_start", _same),
}


# Counting


def occurrences(
    rule: Rule, anchor: datetime, zone: tzinfo, after: datetime | None
) -> Iterator[datetime]:
    """Give the times of a rule in UTC, those that are later than ``after``."""
    begin = anchor.astimezone(zone).replace(tzinfo=None)
    # A day earlier, as clocks may have been changed in between.
    since = begin
    if after is not None:
        since = max(begin, after.astimezone(zone).replace(tzinfo=None) - _DAY)
    last = after
    for local in islice(_locals(rule, begin, since), rule.count):
        # The first of two equal times, and the offset before a gap (RFC 5545, 3.3.5).
        moment = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
        # Where a zone skipped a whole day, two days begin at one moment.
        if last is None or moment > last:
            yield moment
            last = moment


_DAY = timedelta(days=1)


def _locals(rule: Rule, begin: datetime, since: datetime) -> Iterator[datetime]:
    """Give the times of a rule on the clocks of the place."""
    while True:
        # Who counts has to begin at the beginning; everybody else near the end.
        start = begin if rule.count else _nearer(rule, begin, since)
        ends = _horizon(rule, max(start, since))
        found = merge(*(_ruled(rule, part, start, ends) for part in parts(rule, begin)))
        latest: datetime | None = None
        for each in found:
            if rule.count or each >= since:
                latest = each
                yield each
        if latest is None or rule.count or ends == _until(rule):
            return
        since = latest + _DAY


def _until(rule: Rule) -> datetime:
    return datetime.combine(rule.until or date.max, time.max)


def _horizon(rule: Rule, since: datetime) -> datetime:
    """Return up to when a day is looked for: a hundred years, or what is left."""
    years = _YEARS + (rule.interval if rule.every == "year" else 0)
    ahead = datetime.max if since.year + years > date.max.year else None  # noqa: DTZ901  # local
    return min(ahead or since.replace(year=since.year + years, day=1), _until(rule))


def _nearer(rule: Rule, begin: datetime, since: datetime) -> datetime:
    """Return where the rule may begin to be counted from, so that it finds the same."""
    first = _first_of_unit(rule, begin)
    steps = _units(rule.every, first, since) // rule.interval - 1
    if steps < 1:
        return begin
    day = add(first.date(), steps * rule.interval, _UNITS[rule.every])
    return datetime.combine(day, begin.time())


def _first_of_unit(rule: Rule, begin: datetime) -> datetime:
    if rule.every == "week":
        back = (begin.weekday() - WEEKDAYS.index(rule.week_start)) % 7
        return begin - min(timedelta(days=back), begin - datetime.min)  # noqa: DTZ901  # local
    if rule.every == "month":
        return begin.replace(day=1)
    return begin.replace(month=1, day=1) if rule.every == "year" else begin


def _units(every: str, first: datetime, since: datetime) -> int:
    if every in ("day", "week"):
        return (since - first).days // (7 if every == "week" else 1)
    years = since.year - first.year
    return years if every == "year" else years * 12 + since.month - first.month


def parts(rule: Rule, begin: datetime) -> list[Mapping[str, Any]]:
    """Return the days that a rule names, as RFC 5545 has them: mostly one set.

    The day that only the anchor tells is kept, or is the last one of a short month.
    """
    told: dict[str, Any] = {
        "bymonth": rule.months,
        "bymonthday": rule.month_days,
        "byweekday": rule.weekdays,
        "bysetpos": rule.positions,
    }
    if rule.weekdays or rule.month_days or rule.every == "day":
        return [told]
    if rule.every == "week":
        return [{**told, "byweekday": (WEEKDAYS[begin.weekday()],)}]
    days = _clamped(begin.day)
    if rule.every == "month":
        return [{**told, **days}]
    months = rule.months or (begin.month,)
    return [{**told, **days, "bymonth": (month,)} for month in months]


def _clamped(day: int) -> Mapping[str, Any]:
    if day <= 28:  # noqa: PLR2004  # every month has so many
        return {"bymonthday": (day,)}
    return {"bymonthday": tuple(range(28, day + 1)), "bysetpos": (-1,)}


def _ruled(
    rule: Rule, days: Mapping[str, Any], start: datetime, ends: datetime
) -> Iterator[datetime]:
    # dateutil takes milliseconds to import, and counting is rare.
    from dateutil import rrule  # noqa: PLC0415

    frequency: Any = getattr(rrule, _NAMES[rule.every])
    given = {name: value for name, value in days.items() if value}
    if "byweekday" in given:
        given["byweekday"] = [_weekday(each) for each in given["byweekday"]]
    return iter(
        rrule.rrule(
            frequency,
            dtstart=start,
            interval=rule.interval,
            wkst=WEEKDAYS.index(rule.week_start),
            until=ends,
            **given,
        )
    )


def _weekday(name: str) -> Any:  # noqa: ANN401  # dateutil's own
    from dateutil import rrule  # noqa: PLC0415  # as above

    day = getattr(rrule, name[-2:])
    return day(int(name[:-2])) if name[:-2] else day


def explicit(rule: Rule, anchor: datetime, slot: datetime, zone: tzinfo) -> str:
    """Return the rule as another program must know it, from one occurrence on.

    The days that only the anchor tells are named, the count is what is left, and the
    last day is a moment in UTC. ``""`` where one rule of RFC 5545 cannot say it.

    >>> from leadflow.values import Recurrence
    >>> first = datetime(2026, 1, 31, 9, tzinfo=UTC)
    >>> explicit(Recurrence("month", count=3), first, first, UTC)
    'FREQ=MONTHLY;COUNT=3;BYMONTHDAY=28,29,30,31;BYSETPOS=-1'
    """
    days, *more = parts(rule, anchor.astimezone(zone).replace(tzinfo=None))
    if more:
        return ""
    ends = ""
    if rule.until:
        last = datetime.combine(rule.until, time.max, zone).astimezone(UTC)
        ends = f"{last:%Y%m%dT%H%M%SZ}"
    said = {
        "FREQ": _NAMES[rule.every],
        "UNTIL": ends,
        "COUNT": str(_left(rule, anchor, slot, zone) or ""),
        "INTERVAL": str(rule.interval) if rule.interval > 1 else "",
        "BYMONTH": _listed(days["bymonth"]),
        "BYMONTHDAY": _listed(days["bymonthday"]),
        "BYDAY": _listed(days["byweekday"]),
        "BYSETPOS": _listed(days["bysetpos"]),
        "WKST": rule.week_start if rule.week_start != "MO" else "",
    }
    return ";".join(f"{name}={value}" for name, value in said.items() if value)


def _left(rule: Rule, anchor: datetime, slot: datetime, zone: tzinfo) -> int:
    if not rule.count:
        return 0
    gone = sum(each < slot for each in occurrences(rule, anchor, zone, None))
    return max(rule.count - gone, 1)
