from datetime import timedelta

import pytest

from leadflow import Affiliation, Company, Contact, Crm, UnknownName, Workspace
from leadflow.testing import FixedClock


def firm(crm: Crm, name: str = "Kyivlog") -> Company:
    """Return a firm."""
    return crm.companies.add(Company(name=name))


def person(crm: Crm, name: str, *places: Affiliation) -> Contact:
    """Return a person with these places."""
    return crm.contacts.add(Contact(last_name=name, companies=places))


def test_people_are_those_who_work_there_on_the_day(crm: Crm) -> None:
    """Mission 3.6: head, lawyer, accountant of a company, as of a day."""
    kyivlog = firm(crm)
    past = Affiliation(kyivlog.id, "Lawyer", since="2020-01-01", until="2021-12-31")
    person(crm, "Melnyk", past)
    person(crm, "Bondar", Affiliation(kyivlog.id, role="accountant"))
    person(crm, "Kovalenko", Affiliation(kyivlog.id, role="head", since="2021-06-01"))

    assert ["Bondar", "Kovalenko"] == [p.last_name for p in crm.people(kyivlog)]
    assert ["Bondar", "Kovalenko", "Melnyk"] == [
        p.last_name for p in crm.people(kyivlog, on="2021-12-31")
    ]
    assert ["Bondar"] == [
        p.last_name for p in crm.people(kyivlog).in_role("accountant")
    ]


def test_people_of_several_firms_stand_once(crm: Crm) -> None:
    """Mission 3.6: who works in two of them has two places."""
    one, other = firm(crm), firm(crm, "Lviv Port")
    iryna = person(crm, "Bondar", Affiliation(one.id), Affiliation(other.id, "Head"))
    gone = person(crm, "Melnyk", Affiliation(one.id))
    crm.contacts.delete(gone)
    found = crm.people([one, other])

    assert [iryna] == list(found)
    assert 2 == len(found.places(found[0]))


def test_a_title_that_was_changed_is_seen_in_the_facts(
    crm: Crm, clock: FixedClock
) -> None:
    """Mission 3.5, H1: each wording has the days on which it was told."""
    kyivlog = firm(crm)
    iryna = person(crm, "Bondar", Affiliation(kyivlog.id, "Clerk"))
    began = clock().date()
    clock.advance(timedelta(days=10))
    iryna = crm.join(iryna, kyivlog, position="Treasurer")
    changed = clock().date()

    assert [("Clerk", began, changed), ("Treasurer", changed, None)] == [
        (p.title, p.told_from, p.told_until) for p in crm.positions(iryna)
    ]


def test_dates_that_become_known_make_no_second_position(crm: Crm) -> None:
    """Mission 3.5: leaving ends a position and begins none."""
    kyivlog = firm(crm)
    iryna = person(crm, "Bondar", Affiliation(kyivlog.id, "Clerk"))
    iryna = crm.join(iryna, kyivlog, since="2020-01-01")
    iryna = crm.leave(iryna, kyivlog, on="2025-12-31")
    found = crm.positions(iryna)

    assert [("2020-01-01", "2025-12-31")] == [
        (str(p.since), str(p.until)) for p in found
    ]
    assert found[0].told_until is None


def test_what_is_brought_along_stands_in_order(crm: Crm) -> None:
    """Mission 3.5: a whole career in one record, the earliest first."""
    kyivlog, port = firm(crm), firm(crm, "Lviv Port")
    early = Affiliation(port.id, "Clerk", since="2010-01-01", until="2014-12-31")
    late = Affiliation(kyivlog.id, "Head", since="2015-01-01")
    found = crm.positions(person(crm, "Bondar", late, early))

    assert ["Clerk", "Head"] == [p.title for p in found]
    assert "2010-01-01" == str(found[0].begins)


def test_answers_draw_themselves(crm: Crm) -> None:
    """Mission 3.6: in words of the office, everything escaped."""
    crm.configure(Workspace(language="uk"))
    kyivlog = firm(crm, "<b>Kyivlog</b>")
    place = Affiliation(kyivlog.id, "Головбух", "accountant", since="2020-01-01")
    iryna = person(crm, "Bondar", place)
    drawn = crm.positions(iryna)._repr_html_() + crm.people(kyivlog)._repr_html_()

    assert "&lt;b&gt;Kyivlog" in drawn
    assert "Бухгалтер" in str(crm.people(kyivlog))
    assert "<Positions of contact" == repr(crm.positions(iryna))[:21]
    assert "<People on" == repr(crm.people(kyivlog))[:10]


def test_every_title_is_kept_in_order(crm: Crm, clock: FixedClock) -> None:
    """Mission 3.5: what was told before the last change stays told."""
    kyivlog = firm(crm)
    iryna = person(crm, "Bondar", Affiliation(kyivlog.id, "Clerk"))
    for title in ("Accountant", "Treasurer"):
        clock.advance(timedelta(days=10))
        iryna = crm.join(iryna, kyivlog, position=title)
    found = crm.positions(iryna)

    assert ["Clerk", "Accountant", "Treasurer"] == [each.title for each in found]
    assert "Accountant" in str(found)
    assert 3 == len(found)


def test_positions_and_people_are_tables(crm: Crm, clock: FixedClock) -> None:
    """Mission 3.5, 3.6: days stand where days are told."""
    kyivlog = firm(crm)
    place = Affiliation(kyivlog.id, "Clerk", role="accountant", since="2020-01-01")
    iryna = person(crm, "Bondar", place)
    today = clock().date()

    assert [
        "Company  Position  Role        First day   Last day  Told from   Told until",
        f"Kyivlog  Clerk     Accountant  2020-01-01            {today}",
    ] == str(crm.positions(iryna)).splitlines()[2:]
    assert [
        f"Contacts · {today}",
        "",
        "Contact  Company  Position  Role        First day",
        "Bondar   Kyivlog  Clerk     Accountant  2020-01-01",
    ] == str(crm.people(kyivlog)).splitlines()
    assert "<td>Accountant</td>" in crm.people(kyivlog)._repr_html_()


def test_a_place_that_is_over_is_told_once(crm: Crm, clock: FixedClock) -> None:
    """Mission 3.5: what happens at another firm repeats no position."""
    kyivlog, port = firm(crm), firm(crm, "Lviv Port")
    iryna = person(crm, "Bondar", Affiliation(kyivlog.id, "Clerk"))
    iryna = crm.leave(iryna, kyivlog)
    clock.advance(timedelta(days=10))
    iryna = crm.join(iryna, port, position="Head")

    assert ["Clerk", "Head"] == [each.title for each in crm.positions(iryna)]


def test_an_end_that_was_put_right_begins_a_position(
    crm: Crm, clock: FixedClock
) -> None:
    """Mission 3.5: what was told of another last day stays told."""
    kyivlog = firm(crm)
    left = Affiliation(kyivlog.id, "Clerk", until="2025-12-31")
    iryna = person(crm, "Bondar", left)
    clock.advance(timedelta(days=1))
    right = Affiliation(kyivlog.id, "Clerk", until="2025-11-30")
    crm.contacts.update(iryna, companies=[right])

    assert ["2025-12-31", "2025-11-30"] == [
        str(each.until) for each in crm.positions(iryna)
    ]


def test_a_role_that_nobody_knows_is_refused(crm: Crm) -> None:
    """Mission 3.6, M7: a misspelt role is no role that nobody has."""
    with pytest.raises(UnknownName, match="did you mean 'accountant'"):
        crm.people(firm(crm)).in_role("acountant")


def test_long_tables_tell_how_many_more(crm: Crm) -> None:
    """Mission 3.6: many rows are drawn, and the number of the others."""
    kyivlog = firm(crm)
    crm.contacts.add_many(
        Contact(last_name=f"P{number:03}", companies=[Affiliation(kyivlog.id)])
        for number in range(200)
    )
    assert "Further ones" not in str(crm.people(kyivlog))
    person(crm, "P200", Affiliation(kyivlog.id))

    assert "Further ones: 1" in str(crm.people(kyivlog))
    assert "P200" not in str(crm.people(kyivlog))
