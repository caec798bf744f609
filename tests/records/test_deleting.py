"""Deleting and restoring: softly, with what belongs to the record alone."""

import pytest

from leadflow import Activity, Crm, Deal, Lead, NotFound, Workspace
from leadflow.context import Context
from leadflow.events import Act
from leadflow.records import delete
from leadflow.storage.memory import MemoryStore
from leadflow.testing import BEGINNING, CountingIds, a_lead, nth_id, stored


def test_a_deleted_record_is_gone_from_sight(crm: Crm) -> None:
    """H5: neither counted nor found."""
    lead = crm.leads.add(Lead(title="A"))
    crm.leads.delete(lead)

    assert 0 == crm.leads.count()
    assert lead.id not in crm.leads
    assert [lead.id] == [each.id for each in crm.leads.deleted()]


def test_getting_it_says_that_it_was_deleted(crm: Crm) -> None:
    """H5: the way back is in the error."""
    lead = crm.leads.add(Lead(title="A"))
    crm.leads.delete(lead)
    with pytest.raises(NotFound, match=r"it was deleted; restore\(\)"):
        crm.leads.get(lead.id)


def test_a_record_that_never_was_is_not_there(crm: Crm) -> None:
    """H5: that is another answer."""
    with pytest.raises(NotFound) as caught:
        crm.leads.get(nth_id("lead", 9))  # type: ignore[arg-type]  # any text

    assert "" == caught.value.hint


def test_deleting_twice_is_refused(crm: Crm) -> None:
    """H5: there is nothing to delete."""
    lead = crm.leads.add(Lead(title="A"))
    crm.leads.delete(lead)
    with pytest.raises(NotFound):
        crm.leads.delete(lead)


def test_the_verb_itself_deletes_once() -> None:
    """H5: whoever calls the verb with what is gone already is told so."""
    lead, _ = stored(a_lead())
    with MemoryStore().read() as reader:
        context = Context(
            workspace=Workspace(),
            reader=reader,
            act=Act(actor="ada", now=BEGINNING),
            new_id=CountingIds(),
        )
        gone = delete(context, lead).records[0]
        with pytest.raises(NotFound, match="deleted already"):
            delete(context, gone)


def test_deleting_by_id_will_do(crm: Crm) -> None:
    """H5: the id says which."""
    crm.leads.delete(crm.leads.add(Lead(title="A")).id)

    assert 0 == crm.leads.count()


def test_its_own_activities_go_along(crm: Crm) -> None:
    """H5: what belongs to it alone would be orphaned; what is shared stays."""
    lead, deal = crm.leads.add(Lead(title="A")), crm.deals.add(Deal(title="A"))
    crm.activities.add(Activity(subject="own", bindings=[lead]))
    crm.activities.add(Activity(subject="shared", bindings=[lead, deal]))
    crm.leads.delete(lead)

    assert ["shared"] == [each.subject for each in crm.activities]


def test_restoring_brings_them_back(crm: Crm) -> None:
    """H5: those that went along, not those that were deleted before."""
    lead = crm.leads.add(Lead(title="A"))
    first = crm.activities.add(Activity(subject="first", bindings=[lead]))
    crm.activities.add(Activity(subject="second", bindings=[lead]))
    crm.activities.delete(first)
    crm.leads.delete(lead)
    restored = crm.leads.restore(lead)

    assert (lead.title, None) == (restored.title, restored.deleted_at)
    assert ["second"] == [each.subject for each in crm.activities]


def test_deleting_again_and_restoring_brings_the_same_back(crm: Crm) -> None:
    """H5: what counts is the last deletion."""
    lead = crm.leads.add(Lead(title="A"))
    activity = crm.activities.add(Activity(subject="own", bindings=[lead]))
    crm.leads.delete(lead)
    crm.leads.restore(lead.id)
    crm.activities.delete(activity.id)
    crm.leads.delete(lead.id)
    crm.leads.restore(lead.id)

    assert activity.id not in crm.activities


def test_restoring_what_is_live_changes_nothing(crm: Crm) -> None:
    """H5: it is there already."""
    lead = crm.leads.add(Lead(title="A"))

    assert lead == crm.leads.restore(lead)


def test_restoring_what_never_was_is_refused(crm: Crm) -> None:
    """H5: nothing can come back."""
    with pytest.raises(NotFound):
        crm.leads.restore(nth_id("lead", 9))  # type: ignore[arg-type]  # any text


def test_both_are_facts(crm: Crm) -> None:
    """H1: deleting and restoring are part of the history."""
    lead = crm.leads.add(Lead(title="A"))
    crm.leads.delete(lead)
    crm.leads.restore(lead)

    assert ["created", "deleted", "restored"] == [e.kind for e in crm.history(lead)]


def test_links_to_a_deleted_record_stay(crm: Crm) -> None:
    """P10: deleting is soft, so the link still leads to the record."""
    lead = crm.leads.add(Lead(title="A", last_name="B"))
    deal = crm.convert(lead).deal
    assert deal is not None
    crm.leads.delete(lead.id)

    assert lead.id == crm.deals.get(deal.id).lead
