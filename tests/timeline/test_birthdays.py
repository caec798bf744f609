from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import Contact, Crm, Grant, InvalidValue, Lead, Workspace
from leadflow.timeline.birthdays import kept_in
from tests.access.office import firm, role


def at(day: str) -> Callable[[], datetime]:
    """Return a clock that stands at 23:00 in UTC."""
    return lambda: datetime.fromisoformat(f"{day}T23:00:00+00:00")


def person(name: str, born: str) -> Contact:
    """Return somebody with a birthday."""
    return Contact(last_name=name, birth_date=born)


def told(crm: Crm, days: int = 14) -> list[tuple[str, str, int]]:
    """Return who has a birthday, when and which."""
    return [
        (each.person.last_name, f"{each.on:%d.%m.%Y}", each.turns)
        for each in crm.birthdays(days)
    ]


def test_birthdays_come_soonest_first(opened: Callable[..., Crm]) -> None:
    """T5, mission 1.38: both ends count, over the turn of the year."""
    crm = opened(clock=at("2026-12-24"))
    for name, born in (
        ("Today", "1990-12-24"),
        ("Last", "1980-01-07"),
        ("New year", "2000-01-01"),
        ("Too late", "1980-01-08"),
        ("Yesterday", "1980-12-23"),
        ("Unborn", "2027-01-01"),
    ):
        crm.contacts.add(person(name, born))
    crm.contacts.add(Contact(last_name="Unknown"))

    assert [
        ("Today", "24.12.2026", 36),
        ("New year", "01.01.2027", 27),
        ("Last", "07.01.2027", 47),
    ] == told(crm)
    assert ["Today"] == [name for name, _, _ in told(crm, 0)]


def test_today_is_the_day_of_the_office(opened: Callable[..., Crm]) -> None:
    """T5: at 23:00 in UTC it is tomorrow in Kyiv."""
    crm = opened(clock=at("2026-05-16"), workspace=Workspace(zone="Europe/Kyiv"))
    crm.contacts.add(person("Kovalenko", "1990-05-17"))

    assert [("Kovalenko", "17.05.2026", 36)] == told(crm, 0)


@pytest.mark.parametrize(("year", "kept"), [(2026, "28.02"), (2028, "29.02")])
def test_a_leap_day_is_kept_on_the_28th(
    opened: Callable[..., Crm], year: int, kept: str
) -> None:
    """T5: in common years."""
    crm = opened(clock=at(f"{year}-02-20"))
    crm.contacts.add(person("Kovalenko", "2000-02-29"))

    assert [("Kovalenko", f"{kept}.{year}", year - 2000)] == told(crm)


def test_leads_have_birthdays_until_they_are_contacts(
    opened: Callable[..., Crm],
) -> None:
    """T5: nobody is congratulated twice."""
    crm = opened(clock=at("2026-05-16"))
    lead = crm.leads.add(Lead(last_name="Kovalenko", birth_date=date(1990, 5, 17)))
    assert [lead.id] == [each.person.id for each in crm.birthdays()]

    contact = crm.convert(lead).contact
    assert contact is not None
    assert [contact.id] == [each.person.id for each in crm.birthdays()]


def test_one_sees_the_birthdays_of_those_one_may_see(
    opened: Callable[..., Crm],
) -> None:
    """T5, A3, A5: nobody else's, and none where the day is hidden."""
    own = role(Grant("any", "any", scope="own"))
    crm = opened(clock=at("2026-05-16"), workspace=firm(own))
    crm.contacts.add(person("Kovalenko", "1990-05-17"))
    bob = crm.acting_as("bob")
    bob.contacts.add(person("Melnyk", "1990-05-17"))
    assert ["Melnyk"] == [name for name, _, _ in told(bob)]

    blind = role(
        Grant("any", "any", scope="all"),
        Grant("contact", "read", field="birth_date", scope="none"),
    )
    crm.configure(firm(blind))
    assert [] == told(bob)
    assert 2 == len(told(crm))


@pytest.mark.parametrize("days", [-1, 367, True, 1.5, "7"])
def test_days_are_a_number_up_to_a_year(days: object) -> None:
    """T5: everybody has one in a year."""
    with pytest.raises(InvalidValue):
        leadflow.open().birthdays(days)  # type: ignore[arg-type]


def test_a_birthday_tells_no_name_by_accident() -> None:
    """P19: reprs end up in logs."""
    crm = leadflow.open(clock=at("2026-05-16"))
    crm.contacts.add(person("Kovalenko", "1990-05-17"))

    assert "Kovalenko" not in repr(crm.birthdays())


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.dates(date(2026, 1, 2)))
def test_everybody_has_one_birthday_in_a_year(born: date, today: date) -> None:
    """T5: within 366 days, from the first year of the calendar to the last one."""
    now = datetime(today.year, today.month, today.day, tzinfo=UTC)
    crm = leadflow.open(clock=lambda: now)
    crm.contacts.add(Contact(last_name="Kovalenko", birth_date=born))
    found = crm.birthdays(366)

    if today <= date.max - timedelta(days=366):
        assert [kept_in(born, found[0].on.year)] == [each.on for each in found]
        assert today <= found[0].on <= today + timedelta(days=366)
