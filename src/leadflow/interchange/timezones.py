"""Time zones as iCalendar writes them: when clocks change in the years to come."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo


_AHEAD = 20
"""So many years of changes are written; calendars know their zones by name."""
_DAY = timedelta(days=1)


def zone_lines(name: str, zone: tzinfo, first: int) -> Iterator[str]:
    """Give a ``VTIMEZONE``, from the beginning of a year on."""
    begin = datetime(max(first - 1, 1), 1, 1, tzinfo=UTC)
    end = datetime(min(first + _AHEAD, 9999), 1, 1, tzinfo=UTC)
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{name}"
    known = begin.astimezone(zone)
    yield from _lines(known, _offset(known), [known.replace(tzinfo=None)])
    changes: dict[tuple[timedelta, timedelta, str], list[datetime]] = {}
    for moment in _changes(begin, end, zone):
        before = (moment - timedelta.resolution).astimezone(zone)
        after = moment.astimezone(zone)
        key = (_offset(before), _offset(after), str(after.tzname()))
        local = moment.replace(tzinfo=None) + _offset(before)
        changes.setdefault(key, []).append(local)
    for (was, now, _), onsets in changes.items():
        sample = (onsets[0] - was).replace(tzinfo=UTC).astimezone(zone)
        assert _offset(sample) == now  # noqa: S101  # so it was found
        yield from _lines(sample, was, onsets)
    yield "END:VTIMEZONE"


def _changes(begin: datetime, end: datetime, zone: tzinfo) -> Iterator[datetime]:
    """Give the moments at which the offset changes, to the second."""
    low = begin
    while low < end:
        high = low + _DAY
        if _offset(low.astimezone(zone)) != _offset(high.astimezone(zone)):
            yield _found(low, high, zone)
        low = high


def _found(low: datetime, high: datetime, zone: tzinfo) -> datetime:
    before = _offset(low.astimezone(zone))
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        if _offset(middle.astimezone(zone)) == before:
            low = middle
        else:
            high = middle
    return high


def _offset(local: datetime) -> timedelta:
    return local.utcoffset() or timedelta()


def _lines(sample: datetime, was: timedelta, onsets: list[datetime]) -> Iterator[str]:
    kind = "DAYLIGHT" if sample.dst() else "STANDARD"
    first, *others = (f"{each:%Y%m%dT%H%M%S}" for each in onsets)
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{first}"
    yield f"TZOFFSETFROM:{_signed(was)}"
    yield f"TZOFFSETTO:{_signed(_offset(sample))}"
    yield f"TZNAME:{sample.tzname()}"
    yield from (f"RDATE:{each}" for each in others)
    yield f"END:{kind}"


def _signed(offset: timedelta) -> str:
    """Return an offset as iCalendar writes it.

    >>> _signed(timedelta(hours=2)), _signed(-timedelta(hours=9, minutes=30))
    ('+0200', '-0930')
    """
    sign, seconds = ("-", -offset) if offset < timedelta() else ("+", offset)
    minutes, rest = divmod(seconds // timedelta(seconds=1), 60)
    text = f"{sign}{minutes // 60:02}{minutes % 60:02}"
    return f"{text}{rest:02}" if rest else text
