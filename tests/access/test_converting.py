"""What converting takes, and what it does not tell (C10)."""

from collections.abc import Callable

import attrs
import pytest

from leadflow import (
    Company,
    Contact,
    ConversionInvalid,
    Crm,
    CustomField,
    Denied,
    Grant,
    Lead,
    NotFound,
    dump_plan,
    load_plan,
)
from leadflow.testing.digests import digest
from tests.access.office import firm, role


OWN = Grant("any", "any", scope="own")
ALL = Grant("any", "any", scope="all")


def office(opened: Callable[..., Crm], *grants: Grant) -> tuple[Crm, Crm]:
    """Return ada's view and bob's, whose role has these rules."""
    fields = [
        CustomField("margin", entity=each, type="integer")
        for each in ("lead", "deal", "contact")
    ]
    ada = opened(workspace=firm(role(*grants), fields=fields))
    return ada, ada.acting_as("bob")


def kovalenko(**values: object) -> Lead:
    """Return a lead of somebody who may be known already."""
    usual = {"last_name": "Kovalenko", "phones": "+380441234567", "owner": "bob"}
    return Lead(**{**usual, **values})  # type: ignore[arg-type]  # as the test says


def test_a_hidden_client_is_neither_offered_nor_revealed(
    opened: Callable[..., Crm],
) -> None:
    """C10: the plan makes a new one, as if there were no other."""
    ada, bob = office(opened, OWN)
    ada.contacts.add(Contact(last_name="Kovalenko", phones="+380441234567"))
    lead = ada.leads.add(kovalenko())
    plan = bob.plan_conversion(lead)
    made = bob.convert(plan).contact

    assert ("create", ()) == (plan.target("contact").action, plan.faults)
    assert made is not None
    assert 1 == bob.contacts.count()
    assert 2 == len(ada.contacts.known_by("phone", "+380441234567"))


def test_of_several_matches_the_hidden_one_makes_nothing_ambiguous(
    opened: Callable[..., Crm],
) -> None:
    """C10, C11: the one that may be read is linked."""
    ada, bob = office(opened, OWN)
    ada.contacts.add(Contact(last_name="Kovalenko", phones="+380441234567"))
    mine = ada.contacts.add(
        Contact(last_name="Kovalenko", phones="+380441234567", owner="bob")
    )

    assert (
        mine.id == bob.plan_conversion(ada.leads.add(kovalenko())).target("contact").id
    )


def test_a_hidden_record_cannot_be_chosen(opened: Callable[..., Crm]) -> None:
    """C10: naming it gives what an unknown id gives."""
    ada, bob = office(opened, OWN)
    hers = ada.companies.add(Company(name="Kyiv Logistics"))
    lead = ada.leads.add(kovalenko())

    with pytest.raises(NotFound):
        bob.convert(lead, company=hers.id)
    with pytest.raises(NotFound):
        bob.convert(lead, company=f"{hers.id[:-1]}9")


@pytest.mark.parametrize(
    ("missing", "paths"),
    [
        (Grant("deal", "create", scope="none"), {"deal"}),
        (Grant("contact", "create", scope="none"), {"contact"}),
        (Grant("lead", "convert", scope="none"), {"lead"}),
        (Grant("lead", "update", scope="none"), {"lead"}),
    ],
)
def test_a_plan_lists_what_one_may_not_and_is_refused(
    opened: Callable[..., Crm], missing: Grant, paths: set[str]
) -> None:
    """C5, C10, P20: create on the targets, convert and update on the source."""
    ada, bob = office(opened, ALL, missing)
    lead = ada.leads.add(kovalenko())
    plan = bob.plan_conversion(lead)
    before = digest(ada._desk.store)  # noqa: SLF001  # the bytes behind it

    assert paths == {each.path for each in plan.faults}
    assert {"denied"} == {each.code for each in plan.faults}
    with pytest.raises(ConversionInvalid):
        bob.convert(plan)
    with pytest.raises(Denied):
        bob.convert(lead, key="once")
    assert ["denied"] == list(bob.convert_many([lead]).codes)
    assert before == digest(ada._desk.store)  # noqa: SLF001  # as above


def test_a_client_that_may_not_be_changed_is_linked_as_it_is(
    opened: Callable[..., Crm],
) -> None:
    """C10: nothing is filled in."""
    ada, bob = office(opened, ALL, Grant("contact", "update", scope="none"))
    known = ada.contacts.add(Contact(last_name="Kovalenko", phones="+380441234567"))
    lead = ada.leads.add(kovalenko(job_title="Director", company_name="Kyivlog"))
    done = bob.convert(lead)

    assert done.contact == known
    assert known == ada.contacts.get(known.id)


def test_a_hidden_field_of_a_known_client_is_neither_told_nor_overwritten(
    opened: Callable[..., Crm],
) -> None:
    """C10, A5: the plan leaves it out, and it keeps what it holds."""
    hiding = Grant("contact", "read", field="custom.margin", scope="none")
    ada, bob = office(opened, ALL, hiding)
    known = ada.contacts.add(
        Contact(last_name="Kovalenko", phones="+380441234567", custom={"margin": 5})
    )
    done = bob.convert(ada.leads.add(kovalenko(custom={"margin": 9}, job_title="Head")))

    assert done.contact is not None
    assert (None, "Head") == (done.contact.custom.get("margin"), done.contact.job_title)
    assert 5 == ada.contacts.get(known.id).custom["margin"]


def test_a_hidden_field_goes_where_it_stays_hidden(opened: Callable[..., Crm]) -> None:
    """C10, A5: into a visible field it does not go, and the plan tells nothing."""
    hiding = [
        Grant(each, "read", field="custom.margin", scope="none")
        for each in ("lead", "deal")
    ]
    ada, bob = office(opened, ALL, *hiding)
    lead = ada.leads.add(kovalenko(custom={"margin": 9}))
    plan = bob.plan_conversion(lead)
    done = bob.convert(plan)

    assert "margin" not in str(plan)
    assert done.deal is not None
    assert done.contact is not None
    assert 9 == ada.deals.get(done.deal.id).custom["margin"]
    assert "margin" not in ada.contacts.get(done.contact.id).custom
    assert "margin" not in done.deal.custom
    assert 9 == ada.leads.get(lead.id).custom["margin"]


def test_values_cannot_be_given_for_what_one_may_not_set(
    opened: Callable[..., Crm],
) -> None:
    """C10, A5: hidden and locked fields of targets."""
    locked = Grant("deal", "update", field="amount", scope="none")
    ada, bob = office(opened, ALL, locked)
    lead = ada.leads.add(kovalenko())

    with pytest.raises(Denied) as caught:
        bob.convert(lead, values={"deal.amount": "5 UAH"})
    assert ("deal", "amount") == (caught.value.entity, caught.value.field)


def test_a_result_leaves_out_what_its_maker_may_not_read(
    opened: Callable[..., Crm],
) -> None:
    """C10, A3: who may create and not read gets no deal to see."""
    ada, bob = office(opened, ALL, Grant("deal", "read", scope="none"))
    done = bob.convert(ada.leads.add(kovalenko()), key="once")

    assert done.deal is None
    assert 1 == ada.deals.count()
    assert done == bob.convert(done.lead.id, key="once")


def test_a_plan_of_another_actor_tells_nothing(opened: Callable[..., Crm]) -> None:
    """C10, P3: what was planned by one who sees more is judged again."""
    ada, bob = office(opened, OWN)
    lead = ada.leads.add(kovalenko(owner="ada"))
    plan = load_plan(dump_plan(ada.plan_conversion(lead)))

    with pytest.raises(NotFound):
        bob.convert(plan)
    ada.convert(plan)
    with pytest.raises(NotFound):
        bob.convert(plan)


def test_activities_go_along_though_one_does_not_see_them(
    opened: Callable[..., Crm],
) -> None:
    """C9, C10: what is planned for a lead goes where the lead goes."""
    from leadflow import Activity  # noqa: PLC0415  # one test

    ada, bob = office(opened, OWN)
    lead = ada.leads.add(kovalenko())
    call = ada.activities.add(Activity(subject="Call", bindings=[lead]))
    plan = bob.plan_conversion(lead)
    done = bob.convert(plan)

    assert () == plan.activities
    assert done.deal is not None
    assert done.deal.id in ada.activities.get(call.id).bindings


def test_a_chief_takes_a_conversion_back(opened: Callable[..., Crm]) -> None:
    """C14: what hangs on it must all be seen."""
    ada, bob = office(opened, OWN)
    done = bob.convert(ada.leads.add(kovalenko()))

    with pytest.raises(Denied):
        bob.revert(done)
    assert done.id == ada.revert(done.id).conversion


def test_an_answer_is_not_given_to_who_may_not_read_it_any_more(
    opened: Callable[..., Crm],
) -> None:
    """A3, P3: rights that were taken away are gone for requests with a key too."""
    ada, bob = office(opened, OWN)
    lead = ada.leads.add(kovalenko())
    bob.convert(lead, key="once")
    ada.configure(attrs.evolve(ada.workspace, roles=[*firm().roles, role()]))

    with pytest.raises(NotFound):
        bob.convert(lead, key="once")


def test_where_a_hidden_value_came_from_is_hidden_with_it(
    opened: Callable[..., Crm],
) -> None:
    """A5, H1: of two values that a conversion carried over, one is told of."""
    fields = [
        CustomField(code, entity=each, type="integer")
        for code in ("margin", "size")
        for each in ("lead", "deal")
    ]
    hiding = Grant("deal", "read", field="custom.margin", scope="none")
    ada = opened(workspace=firm(role(ALL, hiding), fields=fields))
    lead = ada.leads.add(kovalenko(custom={"margin": 9, "size": 2}))
    deal = ada.convert(lead).deal
    assert deal is not None
    told = ada.acting_as("bob").history(deal.id)[0].change_of("custom")

    assert told is not None
    assert ["custom.size"] == [each.field for each in told.carried]
