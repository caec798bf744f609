"""Days and times as spreadsheets write them: which number is the month?

``3/4/2026`` is April in Kyiv and March in Chicago. One column decides: a number
above 12 shows what the order is. What stays open is refused with its row.
"""

import re
from datetime import UTC, date, datetime, time, tzinfo

from leadflow.errors import InvalidValue


DMY, MDY, YMD = "dmy", "mdy", "ymd"
ORDERS = (DMY, MDY, YMD)

_FORM = re.compile(
    r"(?P<a>\d{1,4})(?P<sign>[-./])(?P<b>\d{1,2})(?P=sign)(?P<c>\d{1,4})"
    r"(?:[T, ]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?\s*(?P<half>[ap]m)?"
    r"\s*(?P<zone>Z|UTC|[+-]\d{2}:?\d{2})?)?",
    re.ASCII | re.IGNORECASE,
)
_LONGEST = 60
_YEAR = 4
_MONTHS = 12
_NOON = 12
_HINT = "write it like '2026-11-02'"


class DateSurvey:
    """Learns from a column in which order days, months and years stand.

    >>> survey = DateSurvey()
    >>> for text in ("03/04/2026", "04/25/2026"):
    ...     survey.see(text)
    >>> survey.order
    'mdy'
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self.is_doubtful = False
        """Whether a day was seen that can be read in two ways."""

    def see(self, text: str) -> None:
        """Take a day into account."""
        found = _match(text)
        if not found or len(found["c"]) != _YEAR:
            if found and len(found["a"]) == _YEAR:
                self._seen.add(YMD)
            return
        if order := _proved(found):
            self._seen.add(order)
        elif found["a"].zfill(2) != found["b"].zfill(2):
            self.is_doubtful = True

    @property
    def order(self) -> str:
        """Return the one order that was proved, or ``""``."""
        both = self._seen - {YMD}
        if len(both) == 1:
            return next(iter(both))
        return YMD if self._seen == {YMD} else ""


def _match(text: str) -> "re.Match[str] | None":
    return _FORM.fullmatch(text.strip()) if len(text) <= _LONGEST else None


def _proved(found: "re.Match[str]") -> str:
    first, second = int(found["a"]), int(found["b"])
    if first > _MONTHS or (found["sign"] == "." and second <= _MONTHS):
        # Nobody puts points between a month and the day that follows it.
        return DMY
    return MDY if second > _MONTHS else ""


def read_day(text: str, order: str) -> date:
    """Return the day of a cell; a time behind it is left aside.

    >>> read_day("2.11.2026", ""), read_day("11/2/2026", "mdy")
    (datetime.date(2026, 11, 2), datetime.date(2026, 11, 2))
    """
    return _day(_required(text), order)


def read_moment(text: str, order: str, zone: tzinfo) -> datetime:
    """Return the moment of a cell, in UTC; without a time the day's beginning.

    ``zone`` is for times that do not say theirs.

    >>> from datetime import UTC
    >>> read_moment("2.11.2026 9:30", "", UTC).isoformat()
    '2026-11-02T09:30:00+00:00'
    """
    found = _required(text)
    day = _day(found, order)
    hour, minute = int(found["hour"] or 0), int(found["minute"] or 0)
    if half := found["half"]:
        hour = hour % _NOON + (_NOON if half.lower() == "pm" else 0)
    try:
        clock = time(hour, minute, int(found["second"] or 0))
        local = datetime.combine(day, clock, _zone(found["zone"], zone))
    except ValueError:
        raise InvalidValue("time", "is not a time of the day", _HINT) from None
    return _utc(local)


def _utc(local: datetime) -> datetime:
    try:
        return local.astimezone(UTC)
    except OverflowError:
        raise InvalidValue("time", "is outside the years 1 to 9999") from None


def _required(text: str) -> "re.Match[str]":
    found = _match(text)
    if not found:
        raise InvalidValue("date", "is not a day of the calendar", _HINT)
    return found


def _day(found: "re.Match[str]", order: str) -> date:
    a, b, c = found["a"], found["b"], found["c"]
    if len(a) == _YEAR:
        year, month, day = a, b, c
    elif len(c) != _YEAR:
        raise InvalidValue("date", "has no year of four digits", _HINT)
    elif _order(found, order) == MDY:
        month, day, year = a, b, c
    else:
        day, month, year = a, b, c
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise InvalidValue("date", "is not a day of the calendar", _HINT) from None


def _order(found: "re.Match[str]", order: str) -> str:
    if order in (DMY, MDY):
        return order
    proved = _proved(found)
    if proved or found["a"].zfill(2) == found["b"].zfill(2):
        return proved or DMY
    hint = "say whether dates are 'dmy' or 'mdy'"
    raise InvalidValue("date", "can be read in two ways", hint)


def _zone(written: str | None, zone: tzinfo) -> tzinfo:
    if not written:
        return zone
    text = written.upper().replace("UTC", "Z")
    found = datetime.fromisoformat(f"2026-01-01T00:00{text}").tzinfo
    return found or zone
