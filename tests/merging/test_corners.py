"""Merging and parting where something stands in the way, or little does (D3)."""

from collections.abc import Callable

import pytest

from leadflow import (
    Contact,
    Crm,
    CustomField,
    Deal,
    InvalidValue,
    MergeRefused,
    NotFound,
    PlanOutdated,
    Product,
    Workspace,
)
from leadflow.testing import nth_id
from tests.merging.pairs import pair


def test_a_plan_has_wishes_of_its_own(crm: Crm) -> None:
    """D3: what is said beside a plan would be lost, so it is refused."""
    plan = crm.plan_merge(pair(crm))
    with pytest.raises(InvalidValue) as caught:
        crm.merge(plan, survivor="newest")

    assert "plan" == caught.value.what


def test_the_survivor_is_one_of_the_records(crm: Crm) -> None:
    """D3: nobody survives who was not to be merged."""
    third = crm.contacts.add(Contact(first_name="Ivan"))
    with pytest.raises(InvalidValue) as caught:
        crm.plan_merge(pair(crm), survivor=third)

    assert "survivor" == caught.value.what


@pytest.mark.parametrize("records", ["contact", 7])
def test_one_record_is_no_list_of_records(crm: Crm, records: str) -> None:
    """D3: a text would be read letter by letter."""
    with pytest.raises(InvalidValue) as caught:
        crm.plan_merge(records)

    assert "records" == caught.value.what


def test_what_was_sold_is_not_merged(crm: Crm) -> None:
    """D3: two products are two, however much they are alike."""
    several = [crm.products.add(Product(name="Forklift")) for _ in range(2)]
    with pytest.raises(InvalidValue) as caught:
        crm.plan_merge(several)

    assert "records" == caught.value.what


def test_a_value_that_no_field_takes_stands_in_the_way(crm: Crm) -> None:
    """D3, C4: the plan tells of it, and nothing is merged."""
    plan = crm.plan_merge(pair(crm), values={"birth_date": "tomorrow"})

    assert ["invalid_value"] == [each.code for each in plan.faults]
    with pytest.raises(MergeRefused):
        crm.merge(plan)


def test_the_survivor_keeps_its_number(opened: Callable[..., Crm]) -> None:
    """D3, F3: a counter is never given anew, nor taken over."""
    number = CustomField("number", entity="contact", type="counter")
    crm = opened(workspace=Workspace(fields=[number]))
    one, two = pair(crm)

    assert one.custom != two.custom
    assert one.custom == crm.merge([one, two]).survivor.custom


def test_fields_of_the_firm_s_own_are_as_before(opened: Callable[..., Crm]) -> None:
    """D3, F5: one by one; what the merge did not touch is left alone."""
    one, two = CustomField("a", entity="contact"), CustomField("b", entity="contact")
    crm = opened(workspace=Workspace(fields=[one, two]))
    several = pair(crm, custom={"a": "tea", "b": "jam"})
    crm.contacts.update(several[0].id, custom={"b": "salt"})
    done = crm.merge([each.id for each in several], resolve="survivor")
    parted = crm.unmerge(done)

    assert {"a": "tea", "b": "salt"} == dict(done.survivor.custom)
    assert {"b": "salt"} == dict(crm.contacts.get(several[0].id).custom)
    assert (several[1].id,) == parted.restored


def test_a_link_of_the_firm_s_own_follows(opened: Callable[..., Crm]) -> None:
    """D3, P10: also one that a custom field holds; other links stay."""
    own = CustomField(
        "advisers", entity="deal", type="reference", target="contact", multiple=True
    )
    crm = opened(workspace=Workspace(fields=[own]))
    one, two = pair(crm)
    third = crm.contacts.add(Contact(first_name="Ivan"))
    deal = crm.deals.add(Deal(title="A", custom={"advisers": [third, two]}))
    crm.merge([one, two])

    assert (third.id, one.id) == crm.deals.get(deal.id).custom["advisers"]


def test_a_plan_of_parting_is_carried_out_once(crm: Crm) -> None:
    """D3, P2: the same plan again gives the first result and writes nothing."""
    plan = crm.plan_unmerge(crm.merge(pair(crm)))
    first = crm.unmerge(plan)
    head = crm.upkeep.verify().head

    assert first == crm.unmerge(plan)
    assert head == crm.upkeep.verify().head


def test_what_was_set_back_by_hand_makes_the_plan_old(crm: Crm) -> None:
    """D3: nothing stands in the way, and yet it would do something else."""
    done = crm.merge(pair(crm))
    plan = crm.plan_unmerge(done)
    crm.contacts.update(done.survivor.id, emails=())
    with pytest.raises(PlanOutdated):
        crm.unmerge(plan)

    assert not crm.plan_unmerge(done).conflicts
    assert crm.unmerge(done).restored == done.merged


def test_a_merge_that_never_was_is_not_found(crm: Crm) -> None:
    """D3: an id of a merge that nobody made."""
    with pytest.raises(NotFound):
        crm.unmerge(nth_id("merge", 1))


def test_what_was_purged_since_cannot_be_as_before(crm: Crm) -> None:
    """D3, H5: who is gone for good stands by himself no more."""
    one, two = pair(crm)
    deal = crm.deals.add(Deal(title="A", contacts=[two]))
    done = crm.merge([one, two])
    crm.deals.delete(deal.id)
    crm.deals.purge(deal.id)

    plan = crm.plan_unmerge(done)
    assert [deal.id] == [each.path for each in plan.conflicts]
    assert f"in the way: {deal.id}" in str(plan)


def test_who_was_purged_does_not_stand_by_himself_again(crm: Crm) -> None:
    """D3, H5: the plan restores nobody, and says why."""
    one, two = pair(crm)
    done = crm.merge([one, two])
    crm.contacts.purge(two.id, unlink=True)

    plan = crm.plan_unmerge(done.id)
    assert ((), [two.id]) == (plan.restored, [each.path for each in plan.conflicts])
    assert "\n  restore" not in str(plan)


def test_what_comes_of_a_merge_tells_itself_without_names(crm: Crm) -> None:
    """D3: reprs end in logs, so they hold ids and numbers."""
    one, two = pair(crm)
    deal = crm.deals.add(Deal(title="A", contacts=[two]))
    plan = crm.plan_merge([one, two])
    done = crm.merge(plan)
    parting = crm.plan_unmerge(done)

    assert deal.id in str(plan)
    assert f"<Merged 1 into {one.id}>" == repr(done)
    assert f"<UnmergePlan of {done.id}: 0 conflicts>" == repr(parting)
    assert f"<Unmerged {done.id}: 1 restored>" == repr(crm.unmerge(parting))


def test_a_plan_of_conflicts_alone_says_nothing_of_fields(crm: Crm) -> None:
    """D3: only what is to be decided."""
    several = [crm.contacts.add(Contact(first_name=name)) for name in ("A", "B")]
    plan = crm.plan_merge(several)

    assert ["first_name"] == [each.field for each in plan.conflicts]
    assert "\n  fields" not in str(plan)
