"""Taking a conversion back: whole, from the journal, with every conflict told."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

import pytest

import leadflow
from leadflow import (
    Activity,
    Company,
    Contact,
    Conversion,
    ConversionReverted,
    Converted,
    Crm,
    CustomField,
    Deal,
    Lead,
    NotFound,
    Pipeline,
    PlanOutdated,
    Quote,
    RevertRefused,
    Stage,
    Workspace,
)
from leadflow.events import replay
from leadflow.storage.memory import MemoryStore
from leadflow.testing import FixedClock, a_contact, a_lead, digest, living, nth_id


Open: TypeAlias = Callable[..., Crm]

FIELDS = [
    CustomField(code, entity=entity, type="integer")
    for code in ("seats", "floor")
    for entity in ("lead", "contact")
]


def converted(crm: Crm, **changes: object) -> tuple[Lead, Converted]:
    """Return a lead on its second stage, as it was, and what it became."""
    lead = crm.move(crm.leads.add(a_lead(**changes)), "in_progress")
    return lead, crm.convert(lead)


def known(crm: Crm, **changes: object) -> Contact:
    """Return a contact that the next lead is recognised as, and that lacks much."""
    person = {"first_name": "Olena", "last_name": "Kovalenko", "job_title": ""}
    usual = {**person, "phones": "", "emails": "olena@kyivlog.example"}
    return crm.contacts.add(a_contact(**{**usual, **changes}))


def deal_of(done: Converted) -> Deal:
    """Return the deal that a conversion made."""
    assert done.deal is not None
    return done.deal


def contact_of(done: Converted) -> Contact:
    """Return the contact of a conversion."""
    assert done.contact is not None
    return done.contact


def conflicts(crm: Crm, done: Converted) -> dict[str, str]:
    """Return what stands in the way: codes by path; reverting tells the same."""
    plan = crm.plan_revert(done)
    with pytest.raises(RevertRefused) as caught:
        crm.revert(done)

    assert plan.conflicts == caught.value.faults
    return {each.path: each.code for each in plan.conflicts}


# All of it


def test_what_was_made_is_removed(crm: Crm) -> None:
    """C14: created records that nobody touched are deleted."""
    _, done = converted(crm)
    reverted = crm.revert(done)

    assert set(done.targets) == set(reverted.removed)
    assert [0, 0, 0] == [
        each.count() for each in (crm.companies, crm.contacts, crm.deals)
    ]


def test_the_lead_stands_where_it_stood(crm: Crm) -> None:
    """C14: on its former stage, unconverted, and open to changes again."""
    before, done = converted(crm)
    crm.revert(done)
    lead = crm.leads.get(before.id)

    assert ("in_progress", "open", None) == (
        lead.stage,
        lead.stage_kind,
        lead.converted_at,
    )
    assert (None, None, None) == (lead.company, lead.contact, lead.deal)
    assert "B" == crm.leads.update(lead, title="B").title


def test_a_lead_that_was_won_by_hand_stands_where_it_stood(opened: Open) -> None:
    """C13, C14: the move that converted it is taken back with the rest."""
    crm = opened(workspace=Workspace(lead_success="auto_convert"))
    lead = crm.move(crm.leads.add(a_lead()), "in_progress")
    crm.move(lead, "converted", override="signed already")
    crm.revert(lead.id)

    assert ("in_progress", 0) == (crm.leads.get(lead.id).stage, crm.deals.count())


def test_filled_values_are_put_back(crm: Crm) -> None:
    """C14: blanks are blank again, united values fewer, ties gone."""
    person = known(crm)
    _, done = converted(crm)
    crm.revert(done)
    after = crm.contacts.get(person.id)

    assert contact_of(done).phones
    assert ((), "", ()) == (after.phones, after.job_title, after.companies)


def test_what_the_conversion_did_not_touch_stays(crm: Crm) -> None:
    """C14: work on other fields of a client goes on, and is no conflict."""
    person = known(crm)
    _, done = converted(crm)
    crm.contacts.update(person.id, notes="Likes tea")
    crm.revert(done)
    after = crm.contacts.get(person.id)

    assert ("Likes tea", "") == (after.notes, after.job_title)


def test_custom_values_are_judged_one_by_one(opened: Open) -> None:
    """C14: a code that was not carried over may be changed meanwhile."""
    crm = opened(workspace=Workspace(fields=FIELDS))
    person = known(crm)
    _, done = converted(crm, custom={"seats": 5})
    crm.contacts.update(person.id, custom={"floor": 2})
    crm.revert(done)

    assert {"floor": 2} == dict(crm.contacts.get(person.id).custom)


@pytest.mark.parametrize("policy", ["link", "move", "copy", "leave"])
def test_activities_are_bound_as_before(opened: Open, policy: str) -> None:
    """C14: moved ones come back, copies go, bindings are put back (C9)."""
    one = Conversion("one", activities=policy)
    crm = opened(workspace=Workspace(conversions=[one]))
    lead = crm.leads.add(a_lead())
    call = crm.activities.add(Activity(kind="call", bindings=[lead]))
    crm.revert(crm.convert(lead))

    assert [(call.id, (lead.id,))] == [(a.id, a.bindings) for a in crm.activities]


def test_a_call_that_was_made_meanwhile_is_the_leads(crm: Crm) -> None:
    """C14, T1: it is no conflict; the client was not touched by it after all."""
    person = known(crm)
    lead = crm.leads.add(a_lead())
    call = crm.activities.add(Activity(kind="call", bindings=[lead]))
    done = crm.convert(lead)
    crm.activities.update(call.id, done_at=crm.leads.get(lead.id).updated_at)
    touched = crm.contacts.get(person.id).last_activity_at
    crm.revert(done)

    assert touched is not None
    assert crm.contacts.get(person.id).last_activity_at is None
    assert touched == crm.leads.get(lead.id).last_activity_at
    assert (lead.id,) == crm.activities.get(call.id).bindings


def test_users_see_what_they_saw_before(shown: Crm, store: MemoryStore) -> None:
    """C14: records, links and contact points are those of before."""
    known(shown)
    lead = shown.leads.add(a_lead())
    shown.activities.add(Activity(kind="call", bindings=[lead]))
    before = living(store)
    done = shown.convert(lead)
    between = living(store)
    shown.revert(done)

    assert before == living(store)
    assert before != between


@pytest.fixture
def store() -> MemoryStore:
    """Return a store that a test can look into."""
    return MemoryStore()


@pytest.fixture
def shown(store: MemoryStore) -> Crm:
    """Return a CRM over that store."""
    return leadflow.open(store, actor="ada", clock=FixedClock())


def test_a_revert_is_a_fact(crm: Crm, clock: FixedClock) -> None:
    """H1: who, when, why; and folding the facts still gives the record."""
    lead, done = converted(crm)
    clock.advance(timedelta(hours=1))
    crm.acting_as("bob").revert(done)
    event = crm.history(lead)[-1]

    assert ("reverted", "bob", f"reverted:{done.id}") == (
        event.kind,
        event.actor,
        event.cause,
    )
    assert event.stage is not None
    assert ("in_progress", clock()) == (event.stage.stage, event.at)
    assert crm.leads.get(lead.id) == replay(crm.history(lead))
    assert "deleted" == crm.history(deal_of(done))[-1].kind


# Naming it


@pytest.mark.parametrize("name", ["result", "id", "record", "record id"])
def test_a_conversion_has_several_names(crm: Crm, name: str) -> None:
    """C14: its result, its id, the lead, the lead's id."""
    _, done = converted(crm)
    names: dict[str, Converted | Lead | str] = {
        "result": done,
        "id": done.id,
        "record": done.lead,
        "record id": done.lead.id,
    }

    assert done.id == crm.revert(names[name]).conversion  # type: ignore[arg-type]  # an id


def test_a_lead_that_was_never_converted_is_told(crm: Crm) -> None:
    """C14: there is nothing to take back."""
    lead = crm.leads.add(a_lead())
    with pytest.raises(RevertRefused) as caught:
        crm.revert(lead)

    assert ["not_converted"] == [each.code for each in caught.value.faults]


def test_what_never_was_cannot_be_taken_back(crm: Crm) -> None:
    """C14: neither a conversion nor a lead."""
    with pytest.raises(NotFound):
        crm.plan_revert(leadflow.ids.ConversionId(nth_id("conversion", 9)))
    with pytest.raises(leadflow.InvalidValue):
        crm.revert(a_lead())
    with pytest.raises(leadflow.InvalidValue):
        crm.revert(leadflow.LeadId("anything"))


# Twice, and again


def test_taking_back_twice_changes_nothing(shown: Crm, store: MemoryStore) -> None:
    """C14: the second call returns the first result."""
    _, done = converted(shown)
    first = shown.revert(done)
    before = digest(store)

    assert first == shown.revert(done) == shown.revert(done.lead.id)
    assert before == digest(store)


def test_a_plan_says_that_it_was_done(crm: Crm) -> None:
    """C14: nothing is left to take back."""
    _, done = converted(crm)
    plan = crm.plan_revert(done)
    first = crm.revert(plan)

    assert ["reverted"] == [f.code for f in crm.plan_revert(done).conflicts]
    assert first == crm.revert(plan)


def test_a_lead_can_be_converted_again(crm: Crm) -> None:
    """C14: and that be taken back, too."""
    lead, done = converted(crm)
    crm.revert(done)
    again = crm.convert(lead.id)

    assert not set(done.targets) & set(again.targets)
    assert set(again.targets) == set(crm.revert(lead.id).removed)
    assert set(done.targets) == set(crm.revert(done).removed)


def test_a_key_of_before_is_refused(crm: Crm) -> None:
    """C8, C14: its first result is gone, and it takes effect only once (P3)."""
    one = crm.leads.add(a_lead())
    crm.revert(crm.convert(one, key="k"))
    with pytest.raises(ConversionReverted) as caught:
        crm.convert(one, key="k")

    assert one.id == caught.value.id
    assert one.id == crm.convert(one.id, key="k2").lead.id


def test_a_plan_of_before_is_refused(crm: Crm) -> None:
    """C8, C14: whoever wants the same plans again."""
    plan = crm.plan_conversion(crm.leads.add(a_lead()))
    crm.revert(crm.convert(plan))
    with pytest.raises(ConversionReverted):
        crm.convert(plan)

    assert 0 == crm.deals.count()


# What changed since


def test_a_changed_record_is_a_conflict(crm: Crm) -> None:
    """C14: with path, actor and day; nothing is half undone."""
    _, done = converted(crm)
    crm.acting_as("bob").deals.update(deal_of(done), amount="1 UAH")

    assert {"deal.amount": "changed_since"} == conflicts(crm, done)
    (fault,) = crm.plan_revert(done).conflicts
    assert "was changed since by bob on 2026-01-05" == fault.message
    assert 1 == crm.companies.count()


def test_who_changed_it_by_hand_took_no_conversion_as_reason(crm: Crm) -> None:
    """C14: only what a conversion changed is hinted at by its id."""
    _, done = converted(crm)
    crm.because("asked by phone").deals.update(deal_of(done), amount="1 UAH")
    (fault,) = crm.plan_revert(done).conflicts

    assert "asked by phone" not in fault.hint


def test_every_conflict_is_told_at_once(crm: Crm) -> None:
    """C14: a move, a value, a link of another record, an activity."""
    person = known(crm)
    _, done = converted(crm)
    deal = crm.move(deal_of(done), "preparation")
    assert done.company is not None
    crm.contacts.update(person.id, job_title="Owner")
    crm.quotes.add(Quote(title="Offer", deal=deal))
    crm.contacts.add(a_contact(companies=[done.company]))

    assert {
        "deal.stage": "changed_since",
        "contact.job_title": "changed_since",
        "deal": "linked_since",
        "company": "linked_since",
    } == conflicts(crm, done)


def test_an_activity_on_what_was_made_is_a_conflict(crm: Crm) -> None:
    """C14: work with the deal is not thrown away."""
    _, done = converted(crm)
    call = crm.activities.add(Activity(kind="call", bindings=[deal_of(done)]))

    assert {"deal": "linked_since"} == conflicts(crm, done)
    crm.activities.delete(call)
    assert done.id == crm.revert(done).conversion


def test_a_refused_revert_writes_nothing(shown: Crm, store: MemoryStore) -> None:
    """C14: neither the plan nor the attempt."""
    _, done = converted(shown)
    shown.deals.update(deal_of(done), amount="1 UAH")
    before = digest(store)
    conflicts(shown, done)

    assert before == digest(store)


def test_a_value_set_back_is_unchanged(crm: Crm) -> None:
    """C14: values are judged, not versions."""
    person = known(crm)
    _, done = converted(crm)
    for title in ("Owner", "Logistics director"):
        crm.contacts.update(person.id, job_title=title)
    for amount in ("1 UAH", "120000 UAH"):
        crm.deals.update(deal_of(done).id, amount=amount)

    assert () == crm.plan_revert(done).conflicts
    assert done.id == crm.revert(done).conversion


def test_a_value_put_back_by_hand_is_no_conflict(crm: Crm) -> None:
    """C14: it is as it was already."""
    person = known(crm)
    _, done = converted(crm)
    crm.contacts.update(person.id, job_title="")
    put_back = {each.field for each in crm.plan_revert(done).put_back}
    crm.revert(done)

    assert "phones" in put_back
    assert "job_title" not in put_back


def test_a_deleted_target_stays_deleted(crm: Crm) -> None:
    """C14: what somebody threw away need not be taken back."""
    _, done = converted(crm)
    crm.deals.delete(deal_of(done))
    reverted = crm.revert(done)

    assert deal_of(done).id not in reverted.removed
    assert [0, 0] == [crm.deals.count(), crm.companies.count()]


def test_a_purged_target_is_no_conflict(crm: Crm) -> None:
    """C14, H5: nothing of it is left to undo; a purged lead cannot return."""
    lead, done = converted(crm)
    crm.deals.delete(deal_of(done))
    crm.deals.purge(deal_of(done), unlink=True)
    reverted = crm.revert(done)
    again = crm.convert(lead.id)
    crm.leads.delete(lead.id)
    crm.leads.purge(lead.id, unlink=True)

    assert deal_of(done).id not in (*reverted.removed, *reverted.changed)
    assert ("lead", "not_found") in conflicts(crm, again).items()


def test_a_purged_person_is_missed_by_nothing_that_was_made(crm: Crm) -> None:
    """C14: purging took the person out of the deal; nobody worked on that."""
    _, done = converted(crm)
    crm.contacts.delete(contact_of(done))
    crm.contacts.purge(contact_of(done), unlink=True)

    assert () == crm.plan_revert(done).conflicts
    crm.revert(done)
    assert 0 == crm.deals.count()


def test_a_link_to_what_was_purged_is_not_put_back(opened: Open) -> None:
    """F6: nothing points at a record that is not there, neither after a revert."""
    partners = [
        CustomField("partner", entity=entity, type="reference", target="company")
        for entity in ("lead", "deal")
    ]
    one = Conversion("one").deal(policy="link", overwrite=["custom.partner"])
    crm = opened(workspace=Workspace(fields=partners, conversions=[one]))
    old, new = crm.companies.add_many([Company(name="Old"), Company(name="New")])
    deal = crm.deals.add(Deal(title="A", custom={"partner": old.id}))
    lead = crm.leads.add(a_lead(custom={"partner": new.id}))
    done = crm.convert(lead, deal=deal)
    crm.companies.delete(old)
    crm.companies.purge(old)
    crm.revert(done)

    assert {} == dict(crm.deals.get(deal.id).custom)


def test_an_erased_person_does_not_come_back(crm: Crm) -> None:
    """C14, P21: taking back puts nobody's data where they were erased."""
    known(crm)
    _, done = converted(crm)
    crm.privacy.erase(contact_of(done))

    assert "changed_since" in conflicts(crm, done).values()
    assert "" == crm.contacts.get(contact_of(done).id).job_title


def test_a_deleted_lead_is_a_conflict(crm: Crm) -> None:
    """C14: it could not be returned to anybody."""
    _, done = converted(crm)
    crm.leads.delete(done.lead)

    assert {"lead": "deleted"} == conflicts(crm, done)
    crm.leads.restore(done.lead.id)
    assert "in_progress" == crm.leads.get(crm.revert(done).source).stage  # type: ignore[arg-type]  # a lead


def office(*codes: str | Stage, won: str = "converted") -> Workspace:
    """Return a workspace whose leads take these stages, and one success stage."""
    stages = [each if isinstance(each, Stage) else Stage(each) for each in codes]
    pipeline = Pipeline("leads", entity="lead", stages=[*stages, Stage.won(won)])
    return Workspace(pipelines=[pipeline])


def test_a_stage_that_is_gone_or_full_is_a_conflict(opened: Open) -> None:
    """C14, S4: there must be a place to return to."""
    crm = opened(workspace=office("new", Stage("in_progress", limit=1)))
    _, done = converted(crm)
    other = crm.move(crm.leads.add(Lead(title="B")), "in_progress")
    full = conflicts(crm, done)
    crm.move(other, "new")
    crm.configure(office("new"))

    assert {"lead.stage": "limit"} == full
    assert {"lead.stage": "unknown_name"} == conflicts(crm, done)


def test_a_success_stage_may_be_replaced_meanwhile(opened: Open) -> None:
    """C14, S2: only the workspace moves converted leads, and that is no conflict."""
    crm = opened(workspace=office("new", "in_progress"))
    lead, done = converted(crm)
    after = office("new", "in_progress", won="done")
    crm.configure(after, move_to={"leads/converted": "done"})
    crm.revert(done)

    assert "in_progress" == crm.leads.get(lead.id).stage


def test_the_later_conversion_goes_first(crm: Crm) -> None:
    """C14, C15: two leads of one deal; the hint says which one to take back."""
    _, first = converted(crm)
    other = crm.leads.add(Lead(last_name="Bondar", emails="b@b.example"))
    second = crm.convert(other, deal=first.deal)

    hints = {each.hint for each in crm.plan_revert(first).conflicts}
    assert {f"take back {second.id} first"} == hints
    crm.revert(second)
    assert set(first.targets) == set(crm.revert(first).removed)


# The plan


def test_a_plan_of_taking_back_writes_nothing(shown: Crm, store: MemoryStore) -> None:
    """C14: it is a preview."""
    known(shown)
    _, done = converted(shown)
    before = digest(store)
    shown.plan_revert(done)

    assert before == digest(store)


def test_a_plan_reads_like_a_list_of_steps(crm: Crm) -> None:
    """C14: what is removed, put back, unbound, and where the lead returns."""
    person = known(crm)
    lead = crm.leads.add(a_lead())
    call = crm.activities.add(Activity(kind="call", bindings=[lead]))
    done = crm.convert(lead)
    crm.deals.update(deal_of(done), amount="1 UAH")
    text = str(crm.plan_revert(done))

    assert text.startswith(f"Taking back conversion 'standard' {done.id} of {lead.id}")
    for line in (
        f"    deal: {deal_of(done).id}",
        f"  put back on {person.id}",
        "    job_title: nothing instead of 'Logistics director'",
        f"    activity: {call.id}",
        f"    lead: {lead.id} to leads/new",
        "  in the way: deal.amount: was changed since by ada on 2026-01-05",
    ):
        assert line in text


def test_a_plan_draws_itself_and_hides_in_logs(crm: Crm) -> None:
    """C14, P25: as a table, escaped; a repr tells no values."""
    known(crm)
    _, done = converted(crm, job_title="<b>Boss</b>")
    plan = crm.plan_revert(done)

    assert "&lt;b&gt;Boss" in plan._repr_html_()  # as notebooks do
    assert "Boss" not in repr(plan) + repr(plan.put_back)
    assert "removes 2" in repr(plan)


def test_a_plan_that_is_outdated_is_refused(crm: Crm) -> None:
    """C14: it does what it showed, or nothing."""
    _, done = converted(crm)
    plan = crm.plan_revert(done)
    crm.deals.delete(deal_of(done))
    with pytest.raises(PlanOutdated):
        crm.revert(plan)

    assert done.id == crm.revert(crm.plan_revert(done)).conversion


def test_a_company_of_before_is_left_alone(crm: Crm) -> None:
    """C14: what was linked is no part of what was made."""
    firm = crm.companies.add(Company(name="Kyiv Logistics", source="web"))
    _, done = converted(crm)
    crm.revert(done)
    kept = crm.companies.get(firm.id)

    assert (None, firm.name, firm.source) == (kept.lead, kept.name, kept.source)


# Further chains


def sold(crm: Crm) -> Deal:
    """Return a deal with an amount."""
    return crm.deals.add(Deal(title="Forklifts", amount="1000 UAH"))


def test_a_quote_is_taken_back_from_its_deal(crm: Crm) -> None:
    """C14, C16: the deal stays where it is; what happened to it since is its own."""
    deal = sold(crm)
    done = crm.convert(deal, to="quote")
    crm.move(deal.id, "preparation")
    plan = crm.plan_revert(done)
    reverted = crm.revert(done)

    assert done.quote is not None
    assert ((done.quote.id,), "") == (reverted.removed, plan.returns_to)
    assert ["preparation"] == [each.stage for each in crm.deals]
    assert 0 == crm.quotes.count()


def test_a_deal_with_several_quotes_must_be_told_which(crm: Crm) -> None:
    """C14: whoever asks again may not take back another one."""
    deal = sold(crm)
    first, second = (crm.convert(deal.id, to="quote") for _ in range(2))
    with pytest.raises(RevertRefused) as caught:
        crm.revert(deal)
    crm.revert(second)

    assert ["ambiguous"] == [each.code for each in caught.value.faults]
    assert first.id in str(caught.value)
    with pytest.raises(RevertRefused):
        crm.revert(deal)
    crm.revert(first)
    assert second.id == crm.revert(deal).conversion


def test_a_deal_tells_of_the_quote_that_it_came_from(crm: Crm) -> None:
    """C15, C16: the quote's map, and the deal's before it."""
    quote = crm.quotes.add(Quote(title="Offer", amount="1000 UAH"))
    deal = crm.convert(quote, to="deal").deal
    assert deal is not None
    told = crm.provenance(deal)

    assert (quote.id,) == told.sources
    assert quote.id == told.fields["amount"].source


def test_of_own_fields_only_the_filled_one_is_told_and_emptied(
    opened: Callable[..., Crm],
) -> None:
    """C14, C5, F5: what the client had in others was neither filled nor put back."""
    own = [CustomField(c, entity=e) for c in "ab" for e in ("lead", "contact")]
    crm = opened(workspace=Workspace(fields=own))
    known = crm.contacts.add(
        Contact(last_name="Koval", phones="+380441234567", custom={"a": "kept"})
    )
    lead = Lead(last_name="Koval", phones="+380441234567", custom={"a": "x", "b": "y"})
    done = crm.convert(crm.leads.add(lead))
    assert done.contact
    told = crm.provenance(done.contact).fields
    back = crm.plan_revert(done)
    crm.revert(back)

    assert ("typed", "filled") == (told["custom.a"].how, told["custom.b"].how)
    assert ["custom.b"] == [
        each.field for each in back.put_back if each.field.startswith("custom")
    ]
    assert {"a": "kept"} == crm.contacts.get(known.id).custom


def test_a_lead_that_stands_there_already_needs_no_room(
    opened: Callable[..., Crm],
) -> None:
    """C14, S2, S4: its won stage went away, and it was moved to where it came from."""

    def firm(*won: str) -> Workspace:
        stages = [Stage("new", limit=1), *(Stage(each, kind="won") for each in won)]
        return Workspace(
            pipelines=[
                Pipeline("leads", entity="lead", several_won=True, stages=stages)
            ]
        )

    crm = opened(workspace=firm("done", "sold"))
    done = crm.convert(crm.leads.add(Lead(last_name="Koval")))
    crm.configure(firm("sold"), move_to={"leads/done": "leads/new"})
    crm.revert(done)
    lead = crm.leads.get(done.lead.id)

    assert ("new", None) == (lead.stage, lead.converted_at)
