from datetime import timedelta

import attrs
import pytest
from attrs import frozen

from leadflow import (
    Activity,
    Affiliation,
    Company,
    Contact,
    Conversion,
    Converted,
    Crm,
    Deal,
    Dictionary,
    F,
    Lead,
    Money,
    Utm,
    Workspace,
)
from leadflow.parties.drawing import listed
from leadflow.testing import FixedClock


DAY = timedelta(days=1)


@frozen
class Sale:
    """What became of a lead."""

    lead: Lead
    contact: Contact
    company: Company
    deal: Deal


def sale(done: Converted) -> Sale:
    """Return what became of a lead, all of it."""
    assert done.contact is not None
    assert done.company is not None
    assert done.deal is not None
    return Sale(done.lead, done.contact, done.company, done.deal)


@pytest.fixture
def done(crm: Crm, clock: FixedClock) -> Sale:
    """Return what became of a lead from a trade show, a day later."""
    lead = crm.leads.add(
        Lead(
            title="Forklifts",
            first_name="Olena",
            last_name="Kovalenko",
            job_title="director",
            company_name="Kyivlog",
            phones="+380441234567",
            source="trade_show",
            source_details="Hannover 2026",
            met_by="borys",
            utm=Utm(campaign="spring"),
            amount="100 UAH",
        )
    )
    clock.advance(DAY)
    return sale(crm.convert(lead))


def won(crm: Crm, done: Sale, amount: str) -> Deal:
    """Return one more deal that is won."""
    new = Deal(title="Crane", company=done.company, contacts=done.contact)
    return crm.win(crm.deals.update(crm.deals.add(new), amount=amount))


def test_the_card_tells_how_it_began(crm: Crm, done: Sale) -> None:
    """Mission 0.2, 0.7, 1.11: at which exhibition, by which campaign, who talked."""
    first = crm.parties.of(done.deal).first_touch

    assert first is not None
    assert ("trade_show", "Hannover 2026") == (first.source, first.source_details)
    assert ("spring", "borys") == (first.campaign, first.actor)
    assert [done.lead.id] == [each.id for each in crm.parties.of(done.contact).leads]


def test_the_card_tells_what_was_bought(
    crm: Crm, clock: FixedClock, done: Sale
) -> None:
    """Mission 0.22, 1.1: the first purchase, what came after it, what is open."""
    assert crm.parties.of(done.company).client_since is None
    bought = crm.win(done.deal)
    clock.advance(DAY)
    later = [won(crm, done, amount) for amount in ("50 UAH", "7 EUR")]
    waiting = crm.deals.add(Deal(title="Service", company=done.company))

    card = crm.parties.of(waiting)
    assert bought == card.first_purchase
    assert bought.closed_at == card.client_since
    assert tuple(later) == card.later_purchases
    assert (Money("7", "EUR"), Money("150", "UAH")) == card.totals
    assert (waiting,) == card.open_deals


def test_a_person_and_a_firm_have_one_past(crm: Crm, done: Sale) -> None:
    """Mission 0.6, 3.5: two actors of one lead, each with the other on its card."""
    person = crm.parties.of(done.contact)
    firm = crm.parties.of(done.company)

    assert (done.company, "director") == (person.company, person.position)
    assert [done.contact] == list(firm.people)
    assert person.leads == firm.leads
    assert person.first_touch == firm.first_touch
    assert (None, "", ()) == (firm.company, firm.position, person.people)


def test_the_position_is_that_in_the_firm(crm: Crm) -> None:
    """Mission 3.5: the link to the firm says what the person is there."""
    firm = crm.companies.add(Company(name="Kyivlog"))
    person = crm.contacts.add(Contact(last_name="Bondar", companies=[firm]))
    link = person.companies[0]
    crm.contacts.update(
        person, companies=[type(link)(firm.id, position="accountant")], job_title="X"
    )

    assert "accountant" == crm.parties.of(person).position


def test_the_last_touch_is_told(crm: Crm, clock: FixedClock, done: Sale) -> None:
    """Mission 0.6, T4: what happened last between us."""
    clock.advance(DAY)
    call = Activity(kind="call", bindings=[done.contact], done_at=clock())
    crm.activities.add(call)

    card = crm.parties.of(done.lead)
    assert card.last_touch is not None
    assert ("call", clock()) == (card.last_touch.kind, card.last_touch.at)
    assert "Last touch        2026-01-07 09:00 · Call · ada" in str(card)


def test_nothing_is_told_of_what_is_gone(crm: Crm, done: Sale) -> None:
    """Mission 0.7: with the lead goes how it began."""
    crm.leads.delete(done.lead)

    card = crm.parties.of(done.contact)
    assert (None, ()) == (card.first_touch, card.leads)
    assert "How it began" not in str(card)


def test_merged_records_are_on_the_card(crm: Crm) -> None:
    """Mission 0.6, D3: the card knows what became part of its record."""
    one = crm.contacts.add(Contact(last_name="Kovalenko"))
    two = crm.contacts.add(Contact(last_name="Kovalenko"))
    crm.merge([one, two])

    card = crm.parties.of(two.id)
    assert (one.id, (two.id,)) == (card.id, card.merged)


def test_a_lead_has_a_card_too(crm: Crm) -> None:
    """Mission 1.6: who is no client yet can be reached all the same."""
    lead = crm.leads.add(Lead(title="A", last_name="Bondar", phones="+380441234567"))

    card = crm.parties.of(lead)
    assert ("Bondar", "lead", lead) == (card.name, card.role, card.record)
    assert lead.phones == card.party.phones
    assert 0 == len(card.purchases) == len(card.leads)


def test_a_lead_of_a_deal_alone_keeps_its_deals(crm: Crm) -> None:
    """Mission 0.6: a lead that became a deal and nobody has it on its card."""
    alone = Conversion("alone").contact(policy="skip").deal()
    crm.configure(Workspace(conversions=[alone]))
    done = crm.convert(crm.leads.add(Lead(title="A", last_name="Bondar")))
    assert done.deal is not None
    bought = crm.win(done.deal)

    card = crm.parties.of(done.lead)
    assert ("lead", (bought,)) == (card.role, card.purchases)


def test_the_timeline_takes_a_party(crm: Crm, done: Sale) -> None:
    """Mission 0.6, T3: from the card to the story."""
    party = crm.parties.get(done.lead)

    assert crm.timeline(done.contact).all() == crm.timeline(party).all()


def test_a_card_draws_itself(crm: Crm, done: Sale) -> None:
    """Mission 0.6: the card as text, and in a notebook."""
    crm.win(done.deal)
    for amount in ("1 UAH",) * 7:
        won(crm, done, amount)

    card = crm.parties.of(done.contact)
    told = str(card)
    assert told.startswith("Olena Kovalenko · Client\n\n")
    assert "How it began      2026-01-05 09:00 · Trade show · Hannover 2026" in told
    assert "Purchases         8: 107.00" in told
    assert "Further ones: 2" in told
    assert f"<PartyCard {card.id}: client>" == repr(card)
    assert '<th scope="row"' in card._repr_html_()


@pytest.fixture
def olena(crm: Crm, clock: FixedClock) -> Contact:
    """Return a client of whom everything is known."""
    firm = crm.companies.add(Company(name="Kyivlog"))
    person = Contact(
        first_name="Olena",
        last_name="Kovalenko",
        companies=[Affiliation(firm, "director")],
        phones="+380441234567",
        emails="olena@kyivlog.example",
        source="trade_show",
        owner="borys",
    )
    olena = crm.contacts.add(person)
    crm.leads.add(Lead(title="Forklifts", contact=olena))
    clock.advance(DAY)
    for title, amount in (("Crane", "100 UAH"), ("Hoist", None)):
        deal = Deal(title=title, amount=amount, contacts=olena, company=firm)
        crm.win(crm.deals.add(deal))
    crm.deals.add(Deal(title="Service", amount="7 EUR", contacts=olena))
    return olena


def test_a_card_tells_all_that_is_known(crm: Crm, olena: Contact) -> None:
    """Mission 0.6, 0.11: who it is, how it began, what was bought and what may be."""
    assert [
        "Olena Kovalenko · Client",
        "",
        "Company           director · Kyivlog",
        "Phones            +380441234567",
        "E-mail addresses  olena@kyivlog.example",
        "Person in charge  borys",
        "How it began      2026-01-05 09:00 · Lead · ada",
        "Leads             2026-01-05 · Forklifts",
        "Last touch        2026-01-05 09:00 · Trade show · ada",
        "First purchase    2026-01-06 · Crane · 100.00 UAH",
        "Purchases         2: 100.00 UAH",
        "                  2026-01-06 · Hoist",
        "Open deals        2026-01-06 · Service · 7.00 EUR",
    ] == str(crm.parties.of(olena)).splitlines()
    firm = crm.parties.of(olena.company or "")
    assert "Contacts          Olena Kovalenko" in str(firm)


def test_a_card_is_a_table_in_a_notebook(crm: Crm, olena: Contact) -> None:
    """Mission 0.6: a row for each line, a part of it below the other."""
    drawn = crm.parties.of(olena)._repr_html_()

    assert "<caption>Olena Kovalenko · Client</caption>" in drawn
    assert (
        '<th scope="row" style="border-left:4px solid #2f9e5f">Purchases</th>'
        "<td><div>2: 100.00 UAH</div><div>2026-01-06 · Hoist</div></td>"
    ) in drawn


def test_a_list_of_parties_has_a_row_for_each(crm: Crm, olena: Contact) -> None:
    """Mission 0.11: what they are, how to reach them, since when they are known."""
    drawn = crm.parties.select()._repr_html_()

    assert "<caption>Everybody: 2</caption>" in drawn
    assert (
        f"<code>{olena.id}</code></td><td>Olena Kovalenko</td><td>Client</td>"
        '<td class="d">+380441234567</td><td>olena@kyivlog.example</td>'
        "<td>Trade show</td>"
        '<td>borys</td><td class="d">2026-01-05 09:00</td><td class="d"></td></tr>'
    ) in drawn
    assert '<th scope="col" class="d">Last activity at</th></tr>' in drawn


def test_purchases_stand_in_the_order_of_closing(
    crm: Crm, clock: FixedClock, done: Sale
) -> None:
    """Mission 0.22: the first purchase is the one that was won first."""
    late, early = crm.deals.add_many(
        Deal(title=each, contacts=done.contact) for each in ("Late", "Early")
    )
    crm.win(early)
    clock.advance(DAY)
    crm.win(late)

    card = crm.parties.of(done.contact)
    assert ["Early", "Late"] == [each.title for each in card.purchases]


def test_a_card_has_no_purchases_of_others(crm: Crm, done: Sale) -> None:
    """Mission 0.4: who works at a firm that bought has not bought."""
    bought = crm.win(crm.deals.add(Deal(title="Crane", company=done.company)))
    colleague = Contact(last_name="Bondar", companies=[done.company])

    assert () == crm.parties.of(crm.contacts.add(colleague)).purchases
    assert (bought,) == crm.parties.of(done.company).purchases


def test_everything_in_a_card_is_escaped(crm: Crm) -> None:
    """P25: names are text, whatever they look like."""
    firm = crm.companies.add(Company(name="<script>alert(1)</script>"))

    assert "<script>" not in crm.parties.of(firm)._repr_html_()
    assert "<script>" not in crm.parties._repr_html_()


def test_a_card_speaks_the_language_of_the_firm(crm: Crm) -> None:
    """Mission 0.23: roles have the firm's own words."""
    crm.configure(Workspace(language="uk", labels={"lead": "Звернення"}))
    lead = crm.leads.add(Lead(title="A", last_name="Bondar"))
    won_by = crm.companies.add(Company(name="Kyivlog"))
    crm.win(crm.deals.add(Deal(title="A", company=won_by)))

    assert "Звернення" in str(crm.parties.of(lead))
    assert "Клієнт" in str(crm.parties.of(won_by))
    assert "Як почалося" in str(crm.parties.of(won_by))


def test_a_selection_is_not_everybody(crm: Crm, olena: Contact) -> None:
    """Mission 0.11: the title of a list says whether it was chosen."""
    drawn = crm.parties.where(F.role == "client")._repr_html_()

    assert olena.last_name in drawn
    assert "<caption>Found: " in drawn


def test_a_number_is_drawn_in_one_line(crm: Crm) -> None:
    """Mission 0.11: a phone that is broken into three lines cannot be read."""
    crm.leads.add(Lead(last_name="Koval", phones="+380 44 123 45 67"))
    drawn = crm.parties.select()._repr_html_()

    assert '<td class="d">+380 44 123 45 67</td>' in drawn


def test_little_is_drawn_of_little(crm: Crm) -> None:
    """Mission 0.6: what is not there has no line; much has the number of the rest."""
    firm = crm.companies.add(Company(name="Kyivlog"))
    person = crm.contacts.add(Contact(last_name="B", owner="zoe"))
    deal = crm.deals.add(Deal(title="A", company=firm))
    crm.deals.update(crm.win(deal), amount=None)
    crm.leads.add_many(Lead(title=f"Lead {n}", phones="101") for n in range(21))

    assert "Contact · ada" in str(crm.parties.of(person))
    assert "Purchases         1\n" in f"{crm.parties.of(firm)}\n"
    assert "Everybody: 20 / 23" in crm.parties.select()._repr_html_()
    crm.contacts.delete(person)
    assert "Everybody: 20 / 22" in crm.parties.select()._repr_html_()


def test_words_that_went_out_of_use_are_shown_as_they_are(crm: Crm) -> None:
    """Mission 0.2: a source that is no longer in the dictionary is still told."""
    crm.configure(Workspace(dictionaries=[Dictionary("source", ["fair", "web"])]))
    lead = crm.leads.add(Lead(title="A", last_name="B", source="fair"))
    party = crm.parties.get(lead)
    card = attrs.evolve(crm.parties.of(lead), workspace=Workspace())

    assert "· fair ·" in str(card)
    assert "<td>fair</td>" in listed([party], 1, Workspace(), title="parties")


def test_a_party_tells_what_a_list_shows(crm: Crm, done: Sale) -> None:
    """Mission 1.6: name, ways to reach, owner, source, times, of each kind."""
    party = crm.parties.get(done.contact)
    record = party.record

    assert ("contact", "Olena Kovalenko") == (party.entity, party.name)
    assert (record.phones, record.emails) == (party.phones, party.emails)
    assert (record.messengers, record.owner) == (party.messengers, party.owner)
    assert (record.source, record.tags) == (party.source, party.tags)
    assert record.created_at == party.created_at
    assert record.last_activity_at == party.last_activity_at
    assert f"<Party {party.id}: contact>" == repr(party)
    assert "A" == crm.parties.get(crm.leads.add(Lead(title="A", phones="101"))).name
