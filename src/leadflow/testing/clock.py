"""A clock that tests set, for whatever takes a clock as an argument."""

from datetime import UTC, datetime, timedelta

from leadflow.errors import InvalidValue


BEGINNING = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
"""When a ``FixedClock`` begins: a Monday morning."""


class FixedClock:
    """Tells the time it was given; each look may move it on by ``step``.

    >>> from datetime import timedelta
    >>> clock = FixedClock(step=timedelta(minutes=1))
    >>> clock().isoformat(), clock().isoformat()
    ('2026-01-05T09:00:00+00:00', '2026-01-05T09:01:00+00:00')
    """

    def __init__(
        self, now: datetime = BEGINNING, *, step: timedelta = timedelta()
    ) -> None:
        self.set(now)
        self.step = step

    def __call__(self) -> datetime:
        """Return the time, then move on by ``step``."""
        told = self._now
        self._now += self.step
        return told

    def set(self, now: datetime) -> None:
        """Put the clock to a time, which may lie in the past.

        A time without zone raises ``InvalidValue``.
        """
        if now.utcoffset() is None:
            hint = "say the zone, as in datetime(…, tzinfo=UTC)"
            raise InvalidValue("time", "has no time zone", hint)
        self._now = now

    def advance(self, by: timedelta) -> datetime:
        """Move the clock, back where ``by`` is negative, and return the new time."""
        self._now += by
        return self._now
