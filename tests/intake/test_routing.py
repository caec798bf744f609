"""Routes: what becomes of an inquiry in each way of working (I3, I4)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from leadflow import (
    Company,
    Contact,
    Crm,
    Deal,
    Dictionary,
    Inquiry,
    Intake,
    Lead,
    Pipeline,
    Stage,
    Workspace,
)
from leadflow.testing import FixedClock


SIMPLE = Workspace(mode="simple")
OLENA = "+380441234567"


def call(**values: object) -> Inquiry:
    """Return a call from Olena's number."""
    return Inquiry(**{"channel": "call", "phones": OLENA, **values})  # type: ignore[arg-type]  # as the test says


def test_a_stranger_becomes_a_lead(crm: Crm) -> None:
    """I4, mission 1.4: in classic mode every hook is a lead first."""
    done = crm.receive(call(first_name="Olena", interest="Forklifts"))

    assert done.route == "new_lead"
    assert done.lead is not None
    assert done.lead.title == "Forklifts"
    assert crm.contacts.count() == 0


def test_an_inquiry_is_kept_with_its_payload_and_its_lead(crm: Crm) -> None:
    """I1, mission 2.6: what came in is kept as it came, and linked."""
    done = crm.receive(call(raw='{"CALL_ID": 7}'))

    kept = crm.inquiries.get(done.inquiry.id)
    assert kept.raw == '{"CALL_ID": 7}'
    assert kept.lead == crm.leads.all()[0].id


def test_a_trade_show_is_told_with_who_talked(crm: Crm) -> None:
    """Mission 0.2: a lead from an exhibition says which one, and who met the person."""
    met = Inquiry(
        channel="trade_show", source_details="Kyiv 2026", met_by="bob", phones=OLENA
    )

    lead = crm.receive(met).lead
    assert lead is not None
    assert ("trade_show", "Kyiv 2026", "bob") == (
        lead.source,
        lead.source_details,
        lead.met_by,
    )


NAMED = ["call", "email", "webform", "chat", "messenger", "walk_in", "tracker"]


@pytest.mark.parametrize("channel", NAMED)
def test_each_channel_makes_a_client_in_simple_mode(
    opened: Callable[..., Crm], channel: str
) -> None:
    """I4, mission 1.24, 1.25, 1.29: the client is a contact, with a deal."""
    crm = opened(workspace=SIMPLE)

    done = crm.receive(Inquiry(channel=channel, emails="olena@kyivlog.example"))
    assert "new_client" == done.route
    assert done.contact is not None
    assert done.deal is not None
    assert done.deal.contacts[0].contact == done.contact.id


USUAL = [each.code for each in Workspace().dictionary("source").entries]


@pytest.mark.parametrize("channel", USUAL)
def test_each_usual_channel_is_taken_in(crm: Crm, channel: str) -> None:
    """I1, mission 1.8: open lines, trackers, forms, walk-ins and the others."""
    done = crm.receive(Inquiry(channel=channel, phones=OLENA))

    assert done.lead is not None
    assert (channel, channel) == (done.inquiry.channel, done.lead.source)


def test_a_firm_takes_in_through_channels_of_its_own(
    opened: Callable[..., Crm],
) -> None:
    """I1, mission 1.8: whatever the host application listens to."""
    own = Dictionary("source", [*USUAL, "vending_machine"])
    crm = opened(workspace=Workspace(dictionaries=[own]))
    done = crm.receive(Inquiry(channel="vending_machine", phones=OLENA))

    assert done.lead is not None
    assert "vending_machine" == done.lead.source


def test_company_data_makes_a_company_in_simple_mode(
    opened: Callable[..., Crm],
) -> None:
    """I4, mission 1.30: without a person's name the firm alone is the client."""
    crm = opened(workspace=SIMPLE)

    done = crm.receive(call(company_name="Kyivlog", company_type="customer"))
    assert done.contact is None
    assert done.company is not None
    assert done.company.phones
    assert done.deal is not None
    assert done.deal.company == done.company.id


def test_a_person_at_a_firm_makes_both_and_ties_them(
    opened: Callable[..., Crm],
) -> None:
    """I4: with a person's name and a firm's, both are made and linked."""
    crm = opened(workspace=SIMPLE)

    done = crm.receive(call(first_name="Olena", company_name="Kyivlog"))
    assert done.contact is not None
    assert done.company is not None
    assert done.contact.company == done.company.id


def test_an_open_lead_gets_the_activity(crm: Crm) -> None:
    """I3, I4: whoever is an open lead already is not a second one."""
    lead = crm.leads.add(Lead(title="Forklifts", phones=OLENA))

    done = crm.receive(call(message="Any news?"))
    assert done.route == "open_lead"
    assert done.activity is not None
    assert done.activity.bindings == (lead.id,)
    assert crm.leads.count() == 1


def test_a_closed_lead_gets_nothing(crm: Crm) -> None:
    """I4: nothing is attached to a closed lead."""
    lead = crm.leads.add(Lead(title="Forklifts", phones=OLENA))
    crm.move(lead, "junk")

    assert crm.receive(call()).route == "new_lead"


def test_an_open_lead_learns_what_the_sender_tells(crm: Crm) -> None:
    """I4, mission 1.15: blanks are filled and addresses united, nothing is replaced."""
    crm.leads.add(Lead(title="Forklifts", first_name="Olena", phones=OLENA))

    crm.receive(call(first_name="O.", last_name="Kovalenko", emails="o@k.example"))
    lead = crm.leads.all()[0]
    assert (lead.first_name, lead.last_name) == ("Olena", "Kovalenko")
    assert [each.address for each in lead.emails] == ["o@k.example"]


def test_a_client_makes_a_repeat_lead(crm: Crm) -> None:
    """I4: in classic mode what a client asks for is a lead of that client."""
    olena = crm.contacts.add(Contact(first_name="Olena", phones=OLENA))

    done = crm.receive(call())
    assert done.route == "repeat_lead"
    assert done.lead is not None
    assert done.lead.contact == olena.id
    assert done.lead.is_return_customer


def test_a_client_gets_the_activity_where_repeat_leads_are_not_wanted(
    opened: Callable[..., Crm],
) -> None:
    """I4: else the activity goes on the client."""
    crm = opened(workspace=Workspace(intake=Intake(repeat_leads=False)))
    olena = crm.contacts.add(Contact(first_name="Olena", phones=OLENA))

    done = crm.receive(call())
    assert done.route == "client"
    assert done.activity is not None
    assert done.activity.bindings == (olena.id,)
    assert crm.leads.count() == 0


def test_a_client_with_an_open_deal_gets_the_activity_there(
    opened: Callable[..., Crm],
) -> None:
    """I4: in simple mode a client's message belongs to the open deal."""
    crm = opened(workspace=SIMPLE)
    olena = crm.contacts.add(Contact(first_name="Olena", phones=OLENA))
    deal = crm.deals.add(Deal(title="Forklifts", contacts=[olena]))

    done = crm.receive(call())
    assert done.route == "open_deal"
    assert done.activity is not None
    assert done.activity.bindings == (deal.id, olena.id)


def test_a_client_without_an_open_deal_gets_a_new_one(
    opened: Callable[..., Crm],
) -> None:
    """I4: in simple mode who bought before begins a repeat deal."""
    crm = opened(workspace=SIMPLE)
    olena = crm.contacts.add(Contact(first_name="Olena", phones=OLENA))
    crm.move(crm.deals.add(Deal(title="Forklifts", contacts=[olena])), "won")

    done = crm.receive(call())
    assert done.route == "repeat_deal"
    assert done.deal is not None
    assert done.deal.is_return_customer


def test_a_firm_is_known_by_its_name_and_by_its_domain(crm: Crm) -> None:
    """I3: after the contact comes the company."""
    crm.companies.add(Company(name="Kyivlog LLC", websites="https://kyivlog.example"))

    named = crm.receive(Inquiry(channel="webform", company_name="KYIVLOG"))
    written = crm.receive(Inquiry(channel="email", emails="o@kyivlog.example"))
    assert named.route == "repeat_lead"
    assert written.route == "repeat_lead"


def test_free_mail_says_nothing_about_a_firm(crm: Crm) -> None:
    """I3, D1: addresses that anybody has match no company."""
    crm.companies.add(Company(name="Mail", websites="https://gmail.com"))

    assert crm.receive(Inquiry(channel="email", emails="o@gmail.com")).route == (
        "new_lead"
    )


def test_of_several_the_one_that_was_active_last_is_taken(
    crm: Crm, clock: FixedClock
) -> None:
    """I3: equal matches are told, and one of them is taken by rule."""
    first = crm.leads.add(Lead(title="Forklifts", phones=OLENA))
    crm.leads.add(Lead(title="Cranes", phones=[OLENA, "+380447654321"]))
    clock.advance(timedelta(hours=1))
    crm.receive(Inquiry(channel="call", phones="+380447654321"))

    done = crm.receive(call(line="2"))
    assert done.is_ambiguous
    assert first.id in done.reason
    assert done.lead is not None
    assert done.lead.title == "Cranes"


def test_who_has_another_name_comes_after_the_others(crm: Crm) -> None:
    """I3: a switchboard's number does not make two people one where it need not."""
    crm.leads.add(Lead(title="A", first_name="Petro", phones=OLENA))
    crm.leads.add(Lead(title="B", first_name="Olena", phones=OLENA))

    done = crm.receive(call(first_name="Olena"))
    assert done.lead is not None
    assert done.lead.title == "B"
    assert not done.is_ambiguous


def test_nobody_is_kept_as_nobody(crm: Crm) -> None:
    """I6, mission 1.5: a hidden number makes no lead, and is not lost."""
    done = crm.receive(Inquiry(channel="call", line="101"))

    assert done.route == "anonymous"
    assert crm.inquiries.count() == 1
    assert crm.leads.count() == 0


def test_what_the_firm_refuses_is_kept_with_the_reason(
    opened: Callable[..., Crm],
) -> None:
    """I6, S4: a gate that lets nothing in loses nothing."""
    shut = Pipeline(
        "leads",
        entity="lead",
        stages=[Stage("new", require="amount"), Stage.won("converted"), Stage.lost()],
    )
    crm = opened(workspace=Workspace(pipelines=[shut]))

    done = crm.receive(call())
    assert done.route == "refused"
    assert "amount" in done.reason
    assert crm.leads.count() == crm.activities.count() == 0
    assert crm.inquiries.count() == 1


def test_a_missed_call_waits_for_an_answer(crm: Crm) -> None:
    """T1: a talk is done when it comes in, unless nobody took the call."""
    taken = crm.receive(call(external_id="1"))
    missed = crm.receive(call(external_id="2", outcome="missed"))

    assert taken.activity is not None
    assert missed.activity is not None
    assert (taken.activity.is_done, missed.activity.is_done) == (True, False)


def test_all_of_it_has_the_inquiry_as_its_cause(crm: Crm) -> None:
    """I6, mission 1.11: the origin of what was made is never lost."""
    done = crm.receive(call())

    causes = {event.cause for each in done.created for event in crm.history(each)}
    assert causes == {done.inquiry.id}
