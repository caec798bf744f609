"""Taking a merge back (D3)."""

import pytest
from hypothesis import given, settings, strategies as st

import leadflow
from leadflow import (
    Activity,
    Contact,
    Crm,
    Deal,
    MergeRefused,
    NotFound,
    PlanOutdated,
)
from leadflow.storage.memory import MemoryStore
from leadflow.testing import CountingIds, FixedClock, living
from leadflow.testing.digests import plain
from leadflow.testing.strategies import emails, phones


def pair(crm: Crm) -> tuple[Contact, Contact]:
    """Return Olena twice, the second with a deal and a call."""
    one = crm.contacts.add(Contact(first_name="Olena", phones="+380441234567"))
    two = crm.contacts.add(Contact(first_name="Olena", emails="o@kyivlog.example"))
    deal = crm.deals.add(Deal(title="A", contacts=[two]))
    crm.activities.add(Activity(kind="call", bindings=[two, deal]))
    return one, crm.contacts.get(two.id)


def test_everything_is_as_before(crm: Crm) -> None:
    """D3: values, links and both records."""
    one, two = pair(crm)
    done = crm.merge([one, two])

    parted = crm.unmerge(done)
    assert parted.restored == (two.id,)
    assert crm.contacts.get(two.id).emails == two.emails
    assert crm.contacts.get(one.id).emails == ()
    assert crm.deals.all()[0].contacts[0].contact == two.id
    assert crm.upkeep.verify().is_sound


def test_the_merge_is_named_by_its_record_too(crm: Crm) -> None:
    """D3: who knows the old id need not know the merge."""
    one, two = pair(crm)
    crm.merge([one, two])

    assert crm.plan_unmerge(two.id).restored == (two.id,)
    assert crm.unmerge(two).restored == (two.id,)


def test_a_second_time_gives_the_first_result(crm: Crm) -> None:
    """D3, P2: taking back twice changes nothing."""
    done = crm.merge(pair(crm))
    first = crm.unmerge(done)
    head = crm.upkeep.verify().head

    assert crm.unmerge(done) == first
    assert crm.upkeep.verify().head == head


def test_what_was_changed_since_is_a_conflict(crm: Crm) -> None:
    """D3: somebody's later work is not undone in silence."""
    done = crm.merge(pair(crm))
    crm.contacts.update(done.survivor.id, emails="new@kyivlog.example")

    plan = crm.plan_unmerge(done)
    assert [each.path for each in plan.conflicts] == [f"{done.survivor.id}.emails"]
    with pytest.raises(MergeRefused):
        crm.unmerge(plan)


def test_other_work_stays_with_the_survivor(crm: Crm) -> None:
    """D3: what the merge did not write is left alone."""
    done = crm.merge(pair(crm))
    crm.contacts.update(done.survivor.id, last_name="Kovalenko")
    crm.activities.add(Activity(kind="note", bindings=[done.survivor.id]))

    crm.unmerge(done)
    assert crm.contacts.get(done.survivor.id).last_name == "Kovalenko"


def test_a_plan_that_is_no_longer_true_is_not_carried_out(crm: Crm) -> None:
    """D3: planned and done are the same, or nothing is done."""
    done = crm.merge(pair(crm))
    plan = crm.plan_unmerge(done)
    deal = crm.deals.all()[0]
    crm.deals.update(deal, contacts=[])

    with pytest.raises((PlanOutdated, MergeRefused)):
        crm.unmerge(plan)


def test_what_was_never_merged_is_not_parted(crm: Crm) -> None:
    """D3: the error says so."""
    one, _ = pair(crm)

    with pytest.raises(NotFound):
        crm.unmerge(one)


def test_plans_of_parting_tell_themselves(crm: Crm) -> None:
    """D3: what comes back, and what stands in the way."""
    done = crm.merge(pair(crm))

    plan = crm.plan_unmerge(done)
    assert f"put back on {done.survivor.id}" in str(plan)
    assert "<table>" in plan._repr_html_()


CONTACTS = st.builds(
    Contact,
    first_name=st.sampled_from(["Olena", "Олена", "Ivan"]),
    last_name=st.sampled_from(["", "Kovalenko"]),
    job_title=st.sampled_from(["", "Buyer", "Director"]),
    phones=st.lists(phones(), max_size=2),
    emails=st.lists(emails(), max_size=2),
    tags=st.lists(st.sampled_from(["fair", "b2b"]), max_size=2),
    notes=st.sampled_from(["", "Calls on Mondays", "Wants a quote"]),
    source=st.sampled_from(["", "web", "call"]),
    export_allowed=st.booleans(),
)


@settings(max_examples=60)
@given(several=st.lists(CONTACTS, min_size=2, max_size=4))
def test_merging_and_parting_gives_back_the_store(several: list[Contact]) -> None:
    """D3: the digest of all that users see is the one before."""
    store = MemoryStore()
    clock, ids = FixedClock(), CountingIds()
    crm = leadflow.open(store, actor="ada", clock=clock, ids=ids)
    added = crm.contacts.add_many(several)
    crm.deals.add(Deal(title="A", contacts=[added[-1], added[0]]))
    before = living(store)

    done = crm.merge(added, resolve="survivor")
    assert living(store) != before
    crm.unmerge(done)
    assert living(store) == before


def test_a_person_who_was_erased_is_not_parted_again(crm: Crm) -> None:
    """D3, P21: what was merged is erased as well, under whatever name it stood."""
    one = crm.contacts.add(Contact(first_name="Olena", phones="+380441234567"))
    two = crm.contacts.add(Contact(first_name="Helen", emails="h@kyivlog.example"))
    done = crm.merge([one, two], resolve="survivor")

    assert crm.privacy.erase(one.id).is_complete
    told = [*crm.contacts.deleted().all(), *crm.history(two.id)]
    assert not any("Helen" in plain(each) or "kyivlog" in plain(each) for each in told)
    with pytest.raises(MergeRefused):
        crm.unmerge(done)
