from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidValue
from leadflow.interchange.dates import DateSurvey, read_day, read_moment


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("2026-11-02", ""),
        ("2026/11/2", ""),
        ("2.11.2026", ""),
        ("02.11.2026 10:00", ""),
        ("2-11-2026", "dmy"),
        ("11/2/2026", "mdy"),
    ],
)
def test_days_are_read_in_every_order(text: str, order: str) -> None:
    """X1: ISO, D.M.Y, D-M-Y and M/D/Y."""
    assert date(2026, 11, 2) == read_day(text, order)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("3/4/2026", "two ways; say whether"),
        ("31.02.2026", "not a day"),
        ("02.11.26", "four digits"),
        ("next week", "not a day"),
        ("2026-11-02 25:00", "not a time"),
        ("1.1.0001 0:00", "outside"),
        ("1" * 99, "not a day"),
    ],
)
def test_what_is_no_day_or_two_is_refused(text: str, reason: str) -> None:
    """X1: nothing is guessed."""
    with pytest.raises(InvalidValue, match=reason):
        read_moment(text, "", timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2026", "13/04/2026"], "dmy"),
        (["03/04/2026", "04/13/2026"], "mdy"),
        (["03.04.2026"], "dmy"),
        (["2026-11-02"], "ymd"),
        (["2026-11-02", "13-01-2026"], "dmy"),
        (["03/04/2026", "05/05/2026"], ""),
        (["13/04/2026", "04/13/2026"], ""),
        (["soon", ""], ""),
    ],
)
def test_a_column_tells_the_order_of_its_days(texts: list[str], order: str) -> None:
    """X1: the order is detected over the whole column."""
    survey = DateSurvey()
    for text in texts:
        survey.see(text)

    assert order == survey.order


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-02", "2026-11-01T22:00"),
        ("2.11.2026 9:30", "2026-11-02T07:30"),
        ("2026-11-02T09:30:15Z", "2026-11-02T09:30:15"),
        ("2026-11-02 09:30:15.123+05:30", "2026-11-02T04:00:15"),
        ("11/2/2026 3:45 PM", "2026-11-02T13:45"),
        ("11/2/2026 12:15 am", "2026-11-01T22:15"),
    ],
)
def test_times_are_those_of_the_firm_unless_they_say_otherwise(
    text: str, moment: str
) -> None:
    """P16: a time without zone is one of the workspace's."""
    expected = datetime.fromisoformat(moment).replace(tzinfo=UTC)

    assert expected == read_moment(
        text, "mdy" if "/" in text else "", ZoneInfo("Europe/Kyiv")
    )


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["dmy", "mdy"]))
def test_every_day_is_read_back(day: date, order: str) -> None:
    """X1: a day and its order make one day."""
    text = f"{day:%d/%m/%Y}" if order == "dmy" else f"{day:%m/%d/%Y}"

    assert day == read_day(text, order)
