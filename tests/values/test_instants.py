from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidValue
from leadflow.values.instants import day, instant, quantity


KYIV = timezone(timedelta(hours=2))


class TestInstant:
    """Moments."""

    @given(st.datetimes(timezones=st.timezones()))
    def test_the_moment_stays_and_the_zone_becomes_utc(self, moment: datetime) -> None:
        """Law: the same moment, told in UTC."""
        try:
            found = instant(moment)
        except InvalidValue:
            return

        assert found == moment.astimezone(UTC)
        assert found is not None
        assert found.tzinfo is UTC

    def test_none_stays_none(self) -> None:
        """Nothing is no moment."""
        assert instant(None) is None

    @pytest.mark.parametrize(
        "value",
        [
            datetime(2026, 1, 1),  # noqa: DTZ001
            datetime(1, 1, 1, tzinfo=KYIV),
            date(2026, 1, 1),
            "2026-01-01T00:00:00Z",
        ],
    )
    def test_what_is_no_certain_moment_is_refused(self, value: object) -> None:
        """A time without zone could be any of 26 hours."""
        with pytest.raises(InvalidValue, match="time"):
            instant(value)  # type: ignore[arg-type]


class TestDay:
    """Days of the calendar."""

    def test_dates_and_iso_text_are_taken(self) -> None:
        """Forms send text."""
        assert date(2026, 11, 2) == day("2026-11-02") == day(date(2026, 11, 2))

    @pytest.mark.parametrize("value", [None, "", "  "])
    def test_nothing_is_none(self, value: str | None) -> None:
        """A missing date is unknown."""
        assert day(value) is None

    @pytest.mark.parametrize(
        "value",
        [
            "02.11.2026",
            "2026-02-30",
            "today",
            20261102,
            datetime(2026, 1, 1, tzinfo=UTC),
        ],
    )
    def test_anything_else_is_refused(self, value: object) -> None:
        """02.11. is February in one country and November in another."""
        with pytest.raises(InvalidValue, match="date"):
            day(value)  # type: ignore[arg-type]


class TestQuantity:
    """Exact numbers."""

    @pytest.mark.parametrize("value", ["2.5", Decimal("2.5")])
    def test_exact_numbers_are_taken(self, value: Decimal | str) -> None:
        """Half an hour is a quantity."""
        assert Decimal("2.5") == quantity(value)

    @pytest.mark.parametrize("value", [2.5, True, None, "2,5", "", Decimal("NaN")])
    def test_anything_else_is_refused(self, value: object) -> None:
        """N1: no float anywhere."""
        with pytest.raises(InvalidValue, match="quantity"):
            quantity(value)  # type: ignore[arg-type]
