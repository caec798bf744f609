"""Converters for times, days and quantities of entity fields."""

from datetime import UTC, date, datetime
from decimal import Decimal

from leadflow.errors import InvalidValue
from leadflow.values.decimals import exact


def instant(value: datetime | None) -> datetime | None:
    """Return a moment in UTC; a datetime without zone raises ``InvalidValue``.

    >>> from datetime import timedelta, timezone
    >>> kyiv = timezone(timedelta(hours=2))
    >>> instant(datetime(2026, 11, 2, 9, 30, tzinfo=kyiv)).isoformat()
    '2026-11-02T07:30:00+00:00'
    """
    if value is None or getattr(value, "tzinfo", None) is UTC:
        return value
    return _to_utc(value)


def _to_utc(value: object) -> datetime:
    if not isinstance(value, datetime):
        reason = f"must be a datetime, not {type(value).__name__}"
        raise InvalidValue("time", reason, "read text with datetime.fromisoformat")
    if value.utcoffset() is None:
        hint = "say the zone, as in datetime(…, tzinfo=UTC)"
        raise InvalidValue("time", "has no time zone", hint)
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise InvalidValue("time", "is outside the years 1 to 9999") from None


def day(value: date | str | None) -> date | None:
    """Return a calendar day; text must be ISO 8601, such as ``2026-11-02``.

    ``None`` and ``""`` give ``None``; a datetime is refused, because its day
    depends on the zone.

    >>> day("2026-11-02")
    datetime.date(2026, 11, 2)
    """
    if value is None:
        return None
    if isinstance(value, datetime):
        hint = "take its .date() in the zone that you mean"
        raise InvalidValue("date", "must be a day without a time", hint)
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return _read_day(value)
    raise InvalidValue("date", f"must be a date, not {type(value).__name__}")


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        hint = "write it like '2026-11-02'"
        raise InvalidValue("date", "is not a day of the calendar", hint) from None


def quantity(value: Decimal | int | str) -> Decimal:
    """Return an exact number of pieces, hours or kilograms; floats are refused.

    >>> quantity("2.5")
    Decimal('2.5')
    """
    return exact(value, "quantity")
