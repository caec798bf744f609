from collections.abc import Callable
from datetime import date, timedelta

import pytest

from leadflow import Activity, Affiliation, Company, Contact, Crm, Lead
from leadflow.errors import Conflict, InvalidData, InvalidValue, NotFound
from leadflow.testing import FixedClock


def hired(crm: Crm, **place: str) -> tuple[Contact, Company]:
    """Return a person and the firm where she works."""
    firm = crm.companies.add(Company(name="Kyivlog"))
    iryna = crm.contacts.add(Contact(last_name="Bondar"))
    return crm.join(iryna, firm, **place), firm  # type: ignore[arg-type]  # texts


def told(contact: Contact) -> list[tuple[str, str, str]]:
    """Return position and days of each place."""
    return [(p.position, str(p.since), str(p.until)) for p in contact.companies]


def test_a_person_takes_a_position(crm: Crm) -> None:
    """Mission 3.5: position, role and first day stand on the link, one is primary."""
    iryna, firm = hired(
        crm, position="Accountant", role="accountant", since="2024-02-01"
    )

    place = Affiliation(
        firm.id, "Accountant", "accountant", primary=True, since="2024-02-01"
    )
    assert (place,) == iryna.companies
    assert iryna == crm.contacts.get(iryna.id)


def test_joining_twice_writes_nothing(crm: Crm) -> None:
    """C6: re-linking what is linked changes nothing."""
    iryna, firm = hired(crm, position="Accountant")

    assert iryna == crm.join(iryna, firm, position="Accountant")
    assert 2 == len(crm.history(iryna))


def test_a_later_first_day_begins_a_new_position(crm: Crm) -> None:
    """Mission 3.5: a career in one firm; the firm stays primary."""
    iryna, firm = hired(crm, position="Accountant", since="2024-02-01")
    iryna = crm.join(iryna, firm, position="Treasurer", since="2026-01-01")

    assert [
        ("Treasurer", "2026-01-01", "None"),
        ("Accountant", "2024-02-01", "2025-12-31"),
    ] == told(iryna)
    assert firm.id == iryna.company


def test_a_first_day_that_becomes_known_is_written_down(crm: Crm) -> None:
    """Mission 3.5: an earlier first day corrects the place and makes no second one."""
    iryna, firm = hired(crm, position="Accountant", since="2024-02-01")
    iryna = crm.join(iryna, firm, since="2023-02-01")

    assert [("Accountant", "2023-02-01", "None")] == told(iryna)


def test_who_leaves_keeps_the_place_as_history(crm: Crm, clock: FixedClock) -> None:
    """Mission 3.5: the last day is today where none is given."""
    iryna, firm = hired(crm, position="Accountant")
    iryna = crm.leave(iryna, firm)

    assert [("Accountant", "None", str(clock().date()))] == told(iryna)
    assert None is iryna.company
    assert iryna == crm.leave(iryna, firm)


def test_the_mark_goes_over_when_the_last_day_has_come(crm: Crm) -> None:
    """Mission 3.6: exactly one is primary among the places that are held."""
    iryna, firm = hired(crm)
    other = crm.companies.add(Company(name="Lviv Port"))
    iryna = crm.join(iryna, other, position="Lawyer")

    assert firm.id == iryna.company
    assert other.id == crm.leave(iryna, firm).company


def test_who_gives_notice_stays_primary_until_the_last_day(crm: Crm) -> None:
    """Mission 3.6: a day to come ends nothing yet."""
    iryna, firm = hired(crm)
    iryna = crm.leave(iryna, firm, on="2030-12-31")

    assert firm.id == iryna.company
    assert 1 == len(crm.people(firm, on="2030-12-31"))
    assert 0 == len(crm.people(firm, on="2031-01-01"))


def test_a_person_comes_back(crm: Crm) -> None:
    """Mission 3.5: one firm twice in a life."""
    iryna, firm = hired(crm, position="Clerk", since="2018-01-01")
    iryna = crm.leave(iryna, firm, on="2019-12-31")
    iryna = crm.join(iryna, firm, position="Head", since="2024-01-01")

    assert ["Head", "Clerk"] == [p.position for p in iryna.companies]
    assert [0, 1, 1] == [
        len(crm.people(firm, on=day))
        for day in ("2022-01-01", "2019-12-31", "2026-01-01")
    ]


def test_another_firm_becomes_primary_when_it_is_said(crm: Crm) -> None:
    """Mission 3.6: one mark, and the caller may give it to another."""
    iryna, _ = hired(crm)
    other = crm.companies.add(Company(name="Lviv Port"))
    iryna = crm.join(iryna, other, primary=True)

    assert other.id == iryna.company
    assert [True, False] == [p.primary for p in iryna.companies]


def test_nobody_leaves_where_they_never_were(crm: Crm) -> None:
    """Mission 3.5: the caller's mistake is told, with the way out."""
    iryna, firm = hired(crm, since="2024-02-01")
    other = crm.companies.add(Company(name="Lviv Port"))

    with pytest.raises(InvalidValue, match="not among the companies"):
        crm.leave(iryna, other)
    with pytest.raises(InvalidValue, match="before the first"):
        crm.leave(iryna, firm, on="2024-01-31")


def test_a_role_and_a_firm_are_there(crm: Crm) -> None:
    """P10, mission 3.6: links never dangle, roles come from the dictionary."""
    iryna, firm = hired(crm)

    with pytest.raises(InvalidData, match="accountant"):
        crm.join(iryna, firm, role="acountant")
    crm.companies.delete(firm)
    with pytest.raises(NotFound):
        crm.join(iryna, firm, role="accountant")


def test_a_stale_person_joins_nothing(crm: Crm) -> None:
    """H2: as every update."""
    iryna, firm = hired(crm)
    crm.contacts.update(iryna, notes="x")

    with pytest.raises(Conflict):
        crm.leave(iryna, firm)


def test_a_primary_place_that_is_over_is_refused(crm: Crm) -> None:
    """Mission 3.6: nobody is reached where they work no more."""
    iryna, firm = hired(crm)
    over = Affiliation(firm.id, primary=True, until="2020-01-01")

    with pytest.raises(InvalidData, match="ended on 2020-01-01") as caught:
        crm.contacts.update(iryna, companies=over)
    assert ["companies[0].primary"] == [f.path for f in caught.value.faults]


def test_who_has_left_is_no_longer_asked_for_by_the_firm(crm: Crm) -> None:
    """P15: `F.company` and its fields mean the place that is primary."""
    iryna, firm = hired(crm)
    asked = ("company.name == 'Kyivlog'", f"company == '{firm.id}'")
    before = [crm.contacts.where(each).count() for each in asked]
    crm.leave(iryna, firm, on=date(2026, 1, 1))

    assert [1, 1] == before
    assert [0, 0] == [crm.contacts.where(each).count() for each in asked]
    assert 1 == crm.contacts.where("company.is_empty()").count()


def test_a_conversion_brings_back_who_has_left(opened: Callable[..., Crm]) -> None:
    """C6: who works there is left alone; who has left gets a new place."""
    crm = opened()
    iryna, firm = hired(crm, position="Clerk")
    iryna = crm.leave(iryna, firm, on="2020-01-01")
    lead = crm.leads.add(Lead(last_name="Bondar", company_name="Kyivlog"))
    crm.convert(lead, company=firm.id, contact=iryna.id)
    iryna = crm.contacts.get(iryna.id)

    assert ["None", "2020-01-01"] == [str(p.until) for p in iryna.companies]
    assert firm.id == iryna.company


def test_merged_people_keep_all_their_places(crm: Crm) -> None:
    """D3: united by firm and days; one of the primary ones stays it."""
    iryna, firm = hired(crm, position="Head", since="2024-01-01")
    before = Affiliation(firm.id, "Clerk", since="2018-01-01", until="2019-12-31")
    again = Affiliation(firm.id, "Boss")
    other = crm.contacts.add(Contact(last_name="Bondar", companies=[before, again]))
    merged = crm.merge([iryna, other]).survivor

    assert ["Head", "Clerk"] == [p.position for p in merged.companies]
    assert [True, False] == [p.primary for p in merged.companies]


def test_places_in_merged_firms_become_places_in_one(crm: Crm) -> None:
    """D3: what was told of both is told once, what was told of one period stays."""
    iryna, firm = hired(crm, position="Head")
    twin = crm.companies.add(Company(name="Kyivlog"))
    iryna = crm.join(iryna, twin, position="Boss", primary=True)
    past = Affiliation(twin.id, "Clerk", until="2019-12-31")
    iryna = crm.contacts.update(iryna, companies=[*iryna.companies, past])
    crm.merge([firm, twin])
    iryna = crm.contacts.get(iryna.id)

    assert ["Boss", "Clerk"] == [p.position for p in iryna.companies]
    assert {firm.id} == {p.company for p in iryna.companies}
    assert firm.id == iryna.company


def test_a_purged_firm_leaves_no_place_behind(crm: Crm) -> None:
    """P10: neither the one that is held nor those that have ended."""
    iryna, firm = hired(crm, position="Clerk")
    iryna = crm.leave(iryna, firm, on="2020-01-01")
    iryna = crm.join(iryna, firm, position="Head")
    crm.companies.delete(firm)
    crm.companies.purge(firm, unlink=True)

    assert () == crm.contacts.get(iryna.id).companies


def test_a_firms_story_ends_for_who_has_left(crm: Crm) -> None:
    """T3: what somebody does elsewhere afterwards is no part of it."""
    iryna, firm = hired(crm)
    olena = crm.contacts.add(Contact(last_name="Kovalenko", companies=firm))
    crm.activities.add_many(
        [Activity(kind="call", bindings=[p]) for p in (iryna, olena)]
    )
    before = sum(each.kind == "call" for each in crm.timeline(firm))
    crm.leave(iryna, firm, on="2020-01-01")

    assert (2, 1) == (before, sum(each.kind == "call" for each in crm.timeline(firm)))
    assert 1 == sum(each.kind == "call" for each in crm.timeline(iryna))


def test_the_past_knows_who_worked_there(crm: Crm, clock: FixedClock) -> None:
    """H7: a view of a moment has the places of that moment."""
    iryna, firm = hired(crm)
    moment = clock()
    clock.advance(timedelta(days=5))
    crm.leave(iryna, firm, on="2026-01-01")

    assert 0 == len(crm.people(firm))
    assert 1 == len(crm.as_of(moment).people(firm))


def test_another_title_with_the_same_first_day_is_a_correction(crm: Crm) -> None:
    """Mission 3.5: a position begins on a later day, not by being said anew."""
    iryna, firm = hired(crm, position="Clerk", since="2024-02-01")
    iryna = crm.join(iryna, firm, position="Accountant", since="2024-02-01")
    assert [("Accountant", "2024-02-01", "None")] == told(iryna)
    iryna = crm.join(iryna, firm, position="Treasurer", since="2023-02-01")

    assert [("Treasurer", "2023-02-01", "None")] == told(iryna)


def test_a_title_without_a_day_keeps_the_first_day(crm: Crm) -> None:
    """Mission 3.5: what is not said stays."""
    iryna, firm = hired(crm, position="Clerk", role="buyer", since="2024-02-01")
    iryna = crm.join(iryna, firm, position="Treasurer")

    assert [("Treasurer", "2024-02-01", "None")] == told(iryna)
    assert "buyer" == iryna.companies[0].role


def test_a_position_may_follow_one_without_a_first_day(crm: Crm) -> None:
    """Mission 3.5: since when she was a clerk nobody knows, until when one does."""
    iryna, firm = hired(crm, position="Clerk")
    iryna = crm.join(iryna, firm, position="Head", since="2026-01-01")

    assert [
        ("Head", "2026-01-01", "None"),
        ("Clerk", "None", "2025-12-31"),
    ] == told(iryna)


def test_who_leaves_again_keeps_the_first_leaving(crm: Crm) -> None:
    """Mission 3.5: places that have ended by then stay as they are."""
    firm = crm.companies.add(Company(name="Kyivlog"))
    before = Affiliation(firm, "Clerk", since="2010-01-01", until="2014-12-31")
    later = Affiliation(firm, "Head", since="2020-01-01", until="2030-12-31")
    iryna = crm.contacts.add(Contact(last_name="Bondar", companies=[later, before]))
    iryna = crm.leave(iryna, firm, on="2025-12-31")

    assert [
        ("Clerk", "2010-01-01", "2014-12-31"),
        ("Head", "2020-01-01", "2025-12-31"),
    ] == sorted(told(iryna))


def test_the_mark_stays_where_it_is(crm: Crm) -> None:
    """Mission 3.6: a new title at another firm makes it no primary one."""
    firms = crm.companies.add_many(Company(name=each) for each in "AB")
    places = [Affiliation(firms[0]), Affiliation(firms[1], primary=True)]
    iryna = crm.contacts.add(Contact(last_name="Bondar", companies=places))
    assert firms[1].id == iryna.company

    assert firms[1].id == crm.join(iryna, firms[0], position="Head").company
