import pytest

from leadflow import Contact, Crm, Deal
from leadflow.errors import InvalidValue, NotFound, UnknownName


@pytest.fixture
def pair(crm: Crm) -> tuple[Contact, Contact]:
    """Return two contacts that look like one."""
    twin = Contact(first_name="Олена", last_name="Лис", emails="o@kyiv.example")
    one, other = crm.contacts.add_many([twin, twin])
    return one, other


def test_two_that_were_told_apart_are_no_candidates(
    crm: Crm, pair: tuple[Contact, Contact]
) -> None:
    """D4: a mark is kept, and respected by every question."""
    crm.duplicates.dismiss(*pair)

    for each in pair:
        assert 0 == len(crm.duplicates.of(each))
        assert 0 == len(crm.duplicates.of(each, soft=False))
    assert () == crm.duplicates.scan().pairs
    assert [pair[1].id] == [each.id for each in crm.duplicates.dismissed(pair[0])]


def test_a_mark_is_a_fact_about_both(crm: Crm, pair: tuple[Contact, Contact]) -> None:
    """D4: who told them apart, and when, stays known; doing it twice is one fact."""
    bob = crm.acting_as("bob")
    bob.duplicates.dismiss(*pair)
    bob.duplicates.dismiss(*reversed(pair))

    for each in pair:
        told = crm.history(each)[-1]
        assert ("dismissed", "bob", 2) == (told.kind, told.actor, told.version)


def test_a_mark_takes_nothing_from_who_edits(
    crm: Crm, pair: tuple[Contact, Contact]
) -> None:
    """P7: it changes no field, so who holds the version before may go on."""
    crm.duplicates.dismiss(*pair)

    assert "Head" == crm.contacts.update(pair[0], job_title="Head").job_title


def test_a_mark_can_be_taken_back(crm: Crm, pair: tuple[Contact, Contact]) -> None:
    """D4: another fact undoes it, and it can be set anew."""
    crm.duplicates.dismiss(*pair)
    crm.duplicates.reconsider(*pair)
    crm.duplicates.reconsider(*pair)

    assert 1 == len(crm.duplicates.of(pair[0]))
    assert [] == crm.duplicates.dismissed(pair[0])
    assert ["dismissed", "reconsidered"] == [e.kind for e in crm.history(pair[1])][1:]

    crm.duplicates.dismiss(*pair)
    assert 0 == len(crm.duplicates.of(pair[0]))


def test_a_mark_comes_back_with_its_record(
    crm: Crm, pair: tuple[Contact, Contact]
) -> None:
    """D4, H5: deleting hides the record, not what was said of it."""
    crm.duplicates.dismiss(*pair)
    crm.contacts.delete(pair[1])
    assert [] == crm.duplicates.dismissed(pair[0])

    crm.contacts.restore(pair[1])
    assert 0 == len(crm.duplicates.of(pair[0]))

    crm.contacts.delete(pair[1])
    crm.contacts.purge(pair[1])
    assert [] == crm.duplicates.dismissed(pair[0])


def test_of_who_is_erased_no_mark_is_left(
    crm: Crm, pair: tuple[Contact, Contact]
) -> None:
    """P21: a mark holds ids alone, and of an erased person says nothing."""
    crm.duplicates.dismiss(*pair)

    report = crm.privacy.erase(pair[1])

    assert report.is_complete
    assert [] == crm.duplicates.dismissed(pair[0])
    assert crm.upkeep.verify().is_sound


def test_two_different_records_are_told_apart(
    crm: Crm, pair: tuple[Contact, Contact]
) -> None:
    """D4: of live records that can stand twice."""
    deal = crm.deals.add(Deal(title="Cranes", amount="5 UAH"))

    with pytest.raises(InvalidValue, match="given twice"):
        crm.duplicates.dismiss(pair[0], pair[0].id)
    with pytest.raises(UnknownName):
        crm.duplicates.dismiss(pair[0], deal)
    crm.contacts.delete(pair[1])
    with pytest.raises(NotFound):
        crm.duplicates.dismiss(*pair)


def test_a_draft_has_no_marks(crm: Crm, pair: tuple[Contact, Contact]) -> None:
    """D4: what is not stored was not looked at."""
    crm.duplicates.dismiss(*pair)
    draft = Contact(first_name="Олена", last_name="Лис", emails="o@kyiv.example")

    assert 2 == len(crm.duplicates.of(draft))
