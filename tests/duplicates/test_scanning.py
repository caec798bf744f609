from typing import Any

import pytest

from leadflow import Company, Contact, Crm, Lead
from leadflow.errors import InvalidValue, UnknownName


MAIL = "olena@kyivlog.example"
PHONE = "+380671234567"


def olena(**more: Any) -> Contact:  # noqa: ANN401  # of any field
    """Return the same person, with more known of her."""
    return Contact(**{"first_name": "Олена", "last_name": "Лис", **more})


def test_all_pairs_of_the_base_are_found(crm: Crm) -> None:
    """D1: a scan gives each pair with its score and the reasons for it."""
    one, other, _ = crm.contacts.add_many(
        [olena(emails=MAIL), olena(first_name="Elena", emails=MAIL), olena()]
    )

    found = crm.duplicates.scan("contacts")

    assert [(one, other, 100)] == [(p.one, p.other, p.score) for p in found.pairs]
    assert ["name.form", "email.same"] == [e.code for e in found.pairs[0].evidence]
    assert (3, 80) == (found.total, found.bound)


def test_a_group_is_of_those_who_all_fit_each_other(crm: Crm) -> None:
    """D1: one weak link does not make two people one."""
    mother = olena(phones=PHONE)
    child = olena(first_name="Оксана", phones=PHONE)
    unclear = olena(first_name="О.", phones=PHONE)
    crm.contacts.add_many([mother, mother, unclear, child])

    found = crm.duplicates.scan()

    assert [3] == [len(group) for group in found]
    assert "Оксана" not in [getattr(each, "first_name", "") for each in found.groups[0]]
    assert 4 == len(found.pairs)


def test_leads_and_companies_are_scanned_too(crm: Crm) -> None:
    """D1: three kinds of records can stand twice."""
    crm.leads.add_many(Lead(last_name=name, phones=PHONE) for name in ("Лис", "Lys"))
    crm.companies.add_many(
        Company(name=name, emails=MAIL) for name in ("ТОВ Київлог", "Kyivlog LLC")
    )

    assert 0 == len(crm.duplicates.scan("leads").pairs)
    assert 1 == len(crm.duplicates.scan("leads", bound=70).pairs)
    assert 1 == len(crm.duplicates.scan("companies").pairs)


def test_long_work_tells_how_far_it_is(crm: Crm) -> None:
    """X7: a scan reports its progress."""
    crm.contacts.add_many(olena() for _ in range(3))
    told: list[tuple[int, int]] = []

    crm.duplicates.scan(progress=lambda done, total: told.append((done, total)))

    assert [(3, 3)] == told


def test_what_too_many_share_is_not_looked_at(crm: Crm) -> None:
    """D1: a number that more than 20 have makes no pairs."""
    crm.contacts.add_many(olena(last_name=f"Л{n}", phones=PHONE) for n in range(21))

    found = crm.duplicates.scan()

    assert ((), [("phone", 1)]) == (
        found.pairs,
        [(each.kind, each.keys) for each in found.dropped],
    )


def test_a_scan_prints_and_draws_itself(crm: Crm) -> None:
    """Z6: the first pairs of many, and a word about the rest."""
    for n in range(51):
        crm.contacts.add_many([olena(emails=f"{n}@kyiv.example")] * 2)
    found = crm.duplicates.scan()

    assert "102 contact records: 51 pairs, 51 groups" == str(found).splitlines()[0]
    assert "… and 1 more pairs" in str(found)
    assert 50 == found._repr_html_().count("<td class=") == str(found).count("(+50)")
    assert "<DuplicateScan of 102 contact records: 51 pairs, 51 groups>" == repr(found)
    assert "Лис" not in repr(found.pairs[0]) + repr(found.groups[0])


def test_an_empty_base_has_no_duplicates(crm: Crm) -> None:
    """Z6: nothing found is drawn as well."""
    found = crm.duplicates.scan()

    assert "0 contact records: 0 pairs, 0 groups" == str(found)
    assert "<table>" not in found._repr_html_()


def test_wrong_wishes_are_told(crm: Crm) -> None:
    """D1: what can be scanned, and from which score on."""
    with pytest.raises(UnknownName):
        crm.duplicates.scan("deals")
    with pytest.raises(InvalidValue, match="from 56 to 100"):
        crm.duplicates.scan(bound=55)
