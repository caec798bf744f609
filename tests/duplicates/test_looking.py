from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

import leadflow
from leadflow import (
    Activity,
    Address,
    Affiliation,
    Company,
    Contact,
    Crm,
    Deal,
    Lead,
    Requisites,
)
from leadflow.errors import InvalidValue, NotFound, UnknownName
from leadflow.testing import FixedClock


MAIL = "olena@kyivlog.example"


def olena(**more: Any) -> Contact:  # noqa: ANN401  # of any field
    """Return the same person, with more known of her."""
    return Contact(**{"first_name": "Олена", "last_name": "Лис", **more})


def test_a_draft_finds_who_has_its_phone_or_address(crm: Crm) -> None:
    """D1: exact keys are asked of the store's index."""
    known = crm.contacts.add(olena(emails=MAIL))

    found = crm.duplicates.of(
        Contact(first_name="Olena", last_name="Lys", emails=MAIL), soft=False
    )

    assert [known] == [each.record for each in found]
    assert [(100, True, True)] == [(e.score, e.is_exact, e.is_likely) for e in found]


def test_a_name_is_found_by_how_it_sounds(crm: Crm) -> None:
    """D1: soft keys are found too, and a name alone is worth a look and no more."""
    known = crm.contacts.add(olena())
    draft = Contact(first_name="Lys", last_name="Olena")

    (found,) = crm.duplicates.of(draft)

    assert (known, 55, False) == (found.record, found.score, found.is_likely)
    assert not found.is_exact
    assert [] == list(crm.duplicates.of(draft, soft=False))


def test_what_is_written_later_is_found_as_well(crm: Crm) -> None:
    """D1: the soft keys in memory follow the facts."""
    assert 0 == len(crm.duplicates.of(olena()))

    known = crm.contacts.add(Contact(last_name="Мороз"))
    crm.contacts.update(known, first_name="Олена", last_name="Лис")
    crm.contacts.add_many(Contact(last_name=name) for name in "АБВГ")

    assert [known.id] == [each.record.id for each in crm.duplicates.of(olena())]


def test_inside_a_transaction_its_own_records_are_found(crm: Crm) -> None:
    """H3: what is undone later is not remembered."""
    crm.contacts.add(Contact(last_name="Мороз"))
    for known in (False, True):
        if known:
            assert 0 == len(crm.duplicates.of(olena()))
        with suppress(ZeroDivisionError), crm.transaction():
            crm.contacts.add(olena())
            assert 1 == len(crm.duplicates.of(olena()))
            raise ZeroDivisionError

    crm.contacts.add(Contact(last_name="Коваль"))
    crm.contacts.add(olena())
    assert 1 == len(crm.duplicates.of(olena()))


def test_a_record_is_no_duplicate_of_itself_nor_of_what_was_deleted(crm: Crm) -> None:
    """D1: live others are compared."""
    one, other = crm.contacts.add_many([olena(emails=MAIL), olena(emails=MAIL)])

    assert [other.id] == [each.record.id for each in crm.duplicates.of(one.id)]

    crm.contacts.delete(other)
    assert 0 == len(crm.duplicates.of(one))


def test_the_likeliest_comes_first_then_who_was_active(
    crm: Crm, clock: FixedClock
) -> None:
    """I3: by score, then most recently active, then the lowest id."""
    first, second, third = crm.contacts.add_many(olena() for _ in "abc")
    best = crm.contacts.add(olena(emails=MAIL))
    clock.advance(timedelta(days=1))
    crm.activities.add(Activity(kind="note", subject="Called", bindings=[third.id]))

    found = crm.duplicates.of(olena(emails=MAIL))

    assert [e.id for e in (best, third, first, second)] == [
        each.record.id for each in found
    ]


def test_others_than_the_own_kind_are_asked_for_by_name(crm: Crm) -> None:
    """D1: a lead may be a contact that is known."""
    contact = crm.contacts.add(olena(emails=MAIL))
    lead = Lead(first_name="Olena", last_name="Lys", emails=MAIL)

    assert 0 == len(crm.duplicates.of(lead))
    assert [contact] == [e.record for e in crm.duplicates.of(lead, among="contacts")]


def test_a_person_and_the_firm_of_the_site_meet_by_the_domain(crm: Crm) -> None:
    """D1: a corporate address leads to the firm whose site has the domain."""
    firm = crm.companies.add(Company(name="Kyivlog", websites="kyivlog.example"))
    draft = Company(name="ТОВ Київлог", emails="info@kyivlog.example")

    (found,) = crm.duplicates.of(draft, soft=False)

    assert firm == found.record
    assert {"firm.slip", "domain.same"} >= {e.code for e in found.evidence} - {
        "firm.same"
    }


def test_colleagues_of_one_company_are_found_by_a_slip(crm: Crm) -> None:
    """D1: who is called nearly the same at the same firm is likely the same."""
    firm = crm.companies.add(Company(name="Kyivlog"))
    place = (Affiliation(firm.id),)
    crm.contacts.add(olena(last_name="Коваленко", companies=place))

    (found,) = crm.duplicates.of(olena(last_name="Ковалнеко", companies=place))

    assert ["name.slip", "company.same"] == [each.code for each in found.evidence]


@pytest.mark.parametrize("soft", [False, True])
def test_what_more_than_twenty_share_says_nothing(crm: Crm, *, soft: bool) -> None:
    """D1: such a term is dropped, and that is told."""
    phone = "+380441234567"
    crm.contacts.add_many(
        Contact(first_name="Олена", last_name=f"Л{n}", phones=phone) for n in range(20)
    )
    draft = Contact(first_name="Олена", last_name="Л1", phones=phone)
    assert 1 <= len(crm.duplicates.of(draft, soft=soft))

    crm.contacts.add(Contact(first_name="Олена", last_name="Л1", phones=phone))

    found = crm.duplicates.of(draft, soft=soft)
    assert ["phone"] == [each.kind for each in found.dropped]
    assert "more than 20 share it: phone" in str(found)


def test_common_names_are_dropped_like_common_phones(crm: Crm) -> None:
    """D1: twenty-one people of one name are namesakes."""
    crm.contacts.add_many(olena() for _ in range(21))

    found = crm.duplicates.of(olena())

    assert (0, ["full_name"]) == (len(found), [each.kind for each in found.dropped])


def test_only_what_can_stand_twice_is_compared(crm: Crm) -> None:
    """D1: leads, contacts and companies; wrong wishes are told with the way out."""
    deal = crm.deals.add(Deal(title="Cranes", amount="5 UAH"))

    with pytest.raises(InvalidValue):
        crm.duplicates.of(deal)  # type: ignore[arg-type]  # on purpose
    with pytest.raises(UnknownName):
        crm.duplicates.of(deal.id)
    with pytest.raises(UnknownName):
        crm.duplicates.of(olena(), among="deals")
    with pytest.raises(NotFound):
        crm.duplicates.of("contact_01jd3v8w5e7q9t2b4n6m8p0r1s")


@pytest.mark.parametrize("bound", [0, 101, "80", True])
def test_a_bound_is_a_whole_number(crm: Crm, bound: Any) -> None:  # noqa: ANN401  # on purpose
    """D1: scores go from 1 to 100."""
    with pytest.raises(InvalidValue, match="whole number from 1 to 100"):
        crm.duplicates.of(olena(), bound=bound)


def test_candidates_print_and_draw_themselves(crm: Crm) -> None:
    """Z6: what is found can be read, and names are escaped."""
    crm.contacts.add(Contact(first_name="<b>", last_name="Лис", emails=MAIL))
    found = crm.duplicates.of(
        Contact(first_name="<b>", last_name="Lys", emails=MAIL), soft=False
    )

    assert "100  <b> Лис (contact_" in str(found)
    assert "same e-mail (+50)" in found._repr_html_()
    assert "<td>&lt;b&gt; Лис</td>" in found._repr_html_()
    assert "<Candidates: 1, 1 likely>" == repr(found)
    assert "Лис" not in repr(found[0]) + repr(found[:1])
    assert found.likely == found[:1]


def test_nobody_alike_is_said(crm: Crm) -> None:
    """Z6: an empty answer is an answer."""
    found = crm.duplicates.of(olena())

    assert "nobody alike" == str(found)
    assert "nobody alike" in found._repr_html_()


def test_the_past_has_the_twins_of_then(opened: Callable[..., Crm]) -> None:
    """H7: a view of the past compares what was known then."""
    crm = opened()
    known = crm.contacts.add(olena())
    crm.contacts.update(known, last_name="Мороз")

    assert 1 == len(crm.as_of(1).duplicates.of(olena()))
    assert 0 == len(crm.duplicates.of(olena()))


def test_views_of_a_crm_share_what_is_kept(opened: Callable[..., Crm]) -> None:
    """D1: the soft keys are read once for all who ask."""
    crm = opened()
    crm.contacts.add(olena())

    assert 1 == len(crm.duplicates.of(olena()))
    assert 1 == len(crm.acting_as("bob").duplicates.of(olena()))
    assert leadflow.open().duplicates.of(olena()).all == ()


def test_a_change_that_no_key_is_made_of_proposes_nobody_twice(crm: Crm) -> None:
    """D1: following the facts, the index holds each record once for a key."""
    known = crm.contacts.add(olena())
    assert 1 == len(crm.duplicates.of(olena()))

    crm.contacts.update(known, job_title="Head")

    assert 1 == len(crm.duplicates.of(olena()))


def test_firms_are_compared_by_number_name_and_place(crm: Crm) -> None:
    """D1: tax ids however they are written; a firm that says nothing is like none."""
    kyiv = Address(city="Київ", line1="Хрещатик 1")
    number = Requisites(tax_id="UA 3285 5961")
    whole = Company(name="ТОВ Київлог", address=kyiv, requisites=number)
    known = crm.companies.add(whole)
    crm.companies.add(Company(name="—"))
    twin = Company(name="Kyivlog LLC", address=kyiv, requisites=number)

    assert [known.id] == [each.record.id for each in crm.duplicates.of(twin)]
    assert 0 == len(crm.duplicates.scan("companies").pairs)
