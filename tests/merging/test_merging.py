"""Merging: one record of several, planned and carried out (D3)."""

from collections.abc import Callable

import pytest

from leadflow import (
    Activity,
    Affiliation,
    Company,
    Contact,
    Crm,
    CustomField,
    Deal,
    InvalidData,
    InvalidValue,
    Lead,
    MergeRefused,
    NotFound,
    Participant,
    PlanOutdated,
    UnknownName,
    Workspace,
)
from tests.merging.pairs import pair


def test_blanks_are_filled_and_several_values_united(crm: Crm) -> None:
    """D3: nothing that is known of either gets lost."""
    one, two = pair(crm, last_name="Kovalenko", phones="+380447654321", tags="vip")

    olena = crm.merge([one, two]).survivor
    assert isinstance(olena, Contact)
    assert olena.last_name == "Kovalenko"
    assert [each.number for each in olena.phones] == ["+380441234567", "+380447654321"]
    assert olena.tags == ("vip",)


def test_the_first_one_survives(crm: Crm) -> None:
    """D3: the order is the caller's."""
    one, two = pair(crm)

    assert crm.merge([two, one]).survivor.id == two.id


@pytest.mark.parametrize(("survivor", "number"), [("oldest", 0), ("newest", 1)])
def test_the_survivor_can_be_chosen(crm: Crm, survivor: str, number: int) -> None:
    """D3: by age, or by name."""
    several = pair(crm)

    plan = crm.plan_merge(reversed(several), survivor=survivor)
    assert plan.survivor == several[number].id
    assert crm.plan_merge(several, survivor=several[1]).survivor == several[1].id


def test_what_differs_is_a_conflict(crm: Crm) -> None:
    """D3: nobody's value is taken in silence, and nothing is written."""
    one, two = pair(crm, first_name="Helen")

    plan = crm.plan_merge([one, two])
    assert [each.field for each in plan.conflicts] == ["first_name"]
    with pytest.raises(MergeRefused) as caught:
        crm.merge(plan)
    assert caught.value.faults[0].path == "first_name"
    assert "resolve={'first_name': record}" in caught.value.faults[0].hint
    assert crm.contacts.count() == 2


@pytest.mark.parametrize(
    ("resolve", "name"),
    [("survivor", "Olena"), ("newest", "Helen"), ({"first_name": "oldest"}, "Olena")],
)
def test_a_rule_decides_a_conflict(crm: Crm, resolve: str, name: str) -> None:
    """D3: for all fields, or for one."""
    survivor = crm.merge(pair(crm, first_name="Helen"), resolve=resolve).survivor

    assert isinstance(survivor, Contact)
    assert survivor.first_name == name


def test_a_record_decides_a_conflict(crm: Crm) -> None:
    """D3: by field, whose value is right; or which value."""
    one, two = pair(crm, first_name="Helen", last_name="K")

    named = crm.plan_merge([one, two], resolve={"first_name": two})
    given = crm.plan_merge([one, two], values={"first_name": "Ольга"})
    assert [e.value for e in named.fields if e.field == "first_name"] == ["Helen"]
    assert [e.value for e in given.fields if e.field == "first_name"] == ["Ольга"]


def test_a_slip_in_the_survivor_tells_the_nearest_name(crm: Crm) -> None:
    """D3: as for rules."""
    with pytest.raises(UnknownName, match="did you mean 'oldest'"):
        crm.plan_merge(pair(crm), survivor="oldst")


@pytest.mark.parametrize("resolve", [{"frist_name": "newest"}, "youngest"])
def test_a_slip_in_a_rule_tells_the_nearest_name(crm: Crm, resolve: object) -> None:
    """D3: rules are judged before anything."""
    with pytest.raises(UnknownName):
        crm.plan_merge(pair(crm), resolve=resolve)  # type: ignore[arg-type]  # slips


@pytest.mark.parametrize(
    ("mine", "theirs", "told"),
    [
        ("Mondays", "", ("kept", "Mondays")),
        ("", "Fridays", ("filled", "Fridays")),
        ("Mondays", "Fridays", ("joined", "Mondays\n\nFridays")),
        ("Not on Mondays", "Mondays", ("kept", "Not on Mondays")),
    ],
)
def test_notes_are_joined(
    crm: Crm, mine: str, theirs: str, told: tuple[str, str]
) -> None:
    """D3: nothing that somebody wrote gets lost, and nothing is said twice."""
    one, two = pair(crm, notes=theirs)
    crm.contacts.update(one, notes=mine)

    fields = crm.plan_merge([one.id, two.id]).fields
    assert told in [(e.how, e.value) for e in fields if e.field == "notes"]


def test_an_address_goes_as_one_block(crm: Crm) -> None:
    """D3: a street of one and a city of the other make no address."""
    from leadflow import Address  # noqa: PLC0415

    one, two = pair(crm, address=Address(city="Kyiv"))
    crm.contacts.update(one, address=Address(line1="Khreshchatyk 1"))

    plan = crm.plan_merge([one.id, two.id])
    assert [each.field for each in plan.conflicts] == ["address"]


def test_custom_fields_are_merged_one_by_one(opened: Callable[..., Crm]) -> None:
    """D3, F5: as built-in ones."""
    fields = [
        CustomField("size", entity="contact", type="integer"),
        CustomField("likes", entity="contact", multiple=True),
    ]
    crm = opened(workspace=Workspace(fields=fields))
    one = crm.contacts.add(Contact(first_name="O", custom={"likes": ("tea",)}))
    two = crm.contacts.add(Contact(custom={"size": 3, "likes": ("jam",)}, phones="101"))

    survivor = crm.merge([one, two]).survivor
    assert dict(survivor.custom) == {"likes": ("tea", "jam"), "size": 3}


def test_everything_that_pointed_at_the_other_points_at_the_survivor(crm: Crm) -> None:
    """D3, P10: by the schema, so whatever the field is."""
    one, two = pair(crm)
    firm = crm.companies.add(Company(name="Kyivlog"))
    other = crm.companies.add(Company(name="Kyivlog LLC"))
    deal = crm.deals.add(Deal(title="A", company=other, contacts=[one, two]))
    call = crm.activities.add(Activity(kind="call", bindings=[two, deal]))
    crm.contacts.update(two.id, companies=[Affiliation(other.id, "Boss")])

    crm.merge([one.id, two.id])
    crm.merge([firm, other], resolve="survivor")
    deal = crm.deals.get(deal.id)
    assert deal.contacts == (Participant(one.id, primary=True),)
    assert deal.company == firm.id
    assert crm.activities.get(call.id).bindings == (one.id, deal.id)
    assert crm.contacts.get(one.id).company == firm.id
    assert crm.upkeep.verify().is_sound


def test_nobody_becomes_his_own_parent(crm: Crm) -> None:
    """D3: a link between the two goes."""
    mother = crm.companies.add(Company(name="Kyivlog"))
    crm.companies.add(Company(name="Kyivlog", parent=mother))
    daughter = crm.companies.all()[1]

    survivor = crm.merge([daughter, mother]).survivor
    assert isinstance(survivor, Company)
    assert survivor.parent is None


def test_the_other_id_is_a_name_of_the_survivor(crm: Crm) -> None:
    """D3: what a host has written down goes on working."""
    one, two = pair(crm)
    crm.merge([one, two])

    assert crm.contacts.get(two.id).id == one.id
    assert crm.contacts.update(two.id, last_name="Kovalenko").id == one.id
    assert two.id in crm.contacts
    assert crm.contacts.count() == 1


def test_a_link_to_the_other_tells_which_one_to_link(crm: Crm) -> None:
    """D3, P10: nothing new points at what became part of another record."""
    one, two = pair(crm)
    crm.merge([one, two])

    with pytest.raises(InvalidData) as caught:
        crm.deals.add(Deal(title="A", contacts=[two]))
    assert one.id in caught.value.faults[0].hint


def test_who_holds_the_old_record_is_told_where_it_went(crm: Crm) -> None:
    """D3, H2: changes of the merged record are not written into another."""
    one, two = pair(crm)
    crm.merge([one, two])

    with pytest.raises(NotFound, match="merged into"):
        crm.contacts.update(two, last_name="Kovalenko")


def test_a_merged_record_is_not_restored_but_parted(crm: Crm) -> None:
    """D3, H5: only taking the merge back brings it back whole."""
    one, two = pair(crm)
    crm.merge([one, two])

    with pytest.raises(InvalidValue, match="unmerge"):
        crm.contacts.restore(two)


def test_a_plan_is_not_carried_out_after_a_change(crm: Crm) -> None:
    """D3: what the plan read must be as it was."""
    one, two = pair(crm)
    plan = crm.plan_merge([one, two])
    crm.contacts.update(two, last_name="Kovalenko")

    with pytest.raises(PlanOutdated):
        crm.merge(plan)


def test_the_same_plan_gives_the_first_result(crm: Crm) -> None:
    """D3, P2: carried out twice, it changes nothing."""
    plan = crm.plan_merge(pair(crm))
    first = crm.merge(plan)
    head = crm.upkeep.verify().head

    assert crm.merge(plan).survivor == first.survivor
    assert crm.upkeep.verify().head == head


def test_three_become_one(crm: Crm) -> None:
    """D3: any number at once."""
    several = [crm.contacts.add(Contact(first_name="O")) for _ in range(3)]

    assert len(crm.merge(several).merged) == 2


def test_a_converted_lead_stays_as_it_is(crm: Crm) -> None:
    """D3, C9: it shows how it was at the moment of its conversion."""
    one = crm.leads.add(Lead(title="A", first_name="Olena"))
    two = crm.leads.add(Lead(title="A", first_name="Olena"))
    crm.convert(two)

    plan = crm.plan_merge([one, two.id])
    assert [each.code for each in plan.problems] == ["converted"]


def test_different_kinds_are_not_merged(crm: Crm) -> None:
    """D3: a lead and a contact are two steps of one party, not one record."""
    lead = crm.leads.add(Lead(title="A"))
    with pytest.raises(InvalidValue, match="different kinds"):
        crm.plan_merge([lead, pair(crm)[0]])
    with pytest.raises(InvalidValue, match="one record"):
        crm.plan_merge([lead, lead])


def test_what_happened_last_is_the_survivor_s(crm: Crm) -> None:
    """D3, T1: the last touch of both."""
    one, two = pair(crm)
    crm.activities.add(Activity(kind="note", bindings=[two]))

    survivor = crm.merge([one.id, two.id]).survivor
    assert isinstance(survivor, Contact)
    assert survivor.last_activity_by == "ada"


def test_a_plan_tells_itself(crm: Crm) -> None:
    """D3: in text and in a notebook, everything escaped."""
    plan = crm.plan_merge(pair(crm, first_name="<b>", last_name="Kovalenko"))

    assert "to decide: first_name" in str(plan)
    assert "&#x27;&lt;b&gt;&#x27;" in plan._repr_html_()
    assert "Kovalenko" not in repr(plan)
