"""Records and results as a notebook draws them."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from hypothesis import given, settings

import leadflow
from leadflow import (
    Activity,
    Address,
    Contact,
    Crm,
    Custom,
    CustomField,
    Deal,
    Inquiry,
    Lead,
    ProductRow,
    Utm,
    Workspace,
)
from leadflow.entities import ENTITIES, Record
from leadflow.entities.cards import card, title_of
from leadflow.markup import shown
from leadflow.testing.records import records


def words(drawing: str) -> str:
    """Return the text of a drawing, a blank between its elements."""
    bare = re.sub(r"<style>.*?</style>|<[^>]*>", " ", drawing)
    return " ".join(unescape(bare).split())


def drawn(thing: object) -> str:
    """Return what a notebook would show, as text."""
    return words(getattr(thing, "_repr_html_")())  # noqa: B009  # as a notebook asks


def test_a_record_draws_what_is_filled_in_whole() -> None:
    """A notebook shows what a repr masks, and nothing that is empty."""
    lead = Lead(
        title="Crane",
        last_name="Kovalenko",
        phones="mobile: +380 44 123 45 67",
        address=Address(line1="Khreshchatyk 22", city="Kyiv"),
        utm=Utm(campaign="spring"),
        birth_date=date(1990, 2, 3),
        open_to_all=False,
        rows=[ProductRow(name="Crane", price="5 UAH")],
        custom=Custom({"size_of_hall": 7}),
    )

    assert (
        "Lead: Crane not stored yet Title Crane Last name Kovalenko Birth date "
        "1990-02-03 Phones +380 44 123 45 67 (mobile) Address Khreshchatyk 22, Kyiv "
        "Utm campaign spring Rows name Crane · price 5.00 UAH Open to all no "
        "Size of hall 7"
    ) == drawn(lead)


def test_a_stored_record_shows_its_id_and_its_version(crm: Crm) -> None:
    """H2: one looks at a version."""
    deal = crm.deals.add(
        Deal(title="Crane", created_at=datetime(2025, 1, 2, tzinfo=UTC))
    )

    assert f"Deal: Crane {deal.id} version 1" in drawn(deal)
    assert f"<code>{deal.id}</code>" in card(deal)
    assert "Created at 2025-01-02 00:00 UTC" in drawn(deal)


def test_what_a_record_holds_is_no_markup() -> None:
    """P25: text from outside is shown as text, on one line and without tricks."""
    lead = Lead(title="<script>alert(1)</script>", notes="a\n\u202eb" + "x" * 3000)
    page = card(lead)

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "Notes a b" in words(page)
    assert len(page) < 6000


def test_of_very_many_values_the_first_are_drawn() -> None:
    """P25: the number tells of the rest."""
    lead = Lead(tags=[f"t{number}" for number in range(60)])

    assert "t49 … and 10 more" in drawn(lead)


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_record_draws_itself(entity: str) -> None:
    """P25: whatever it holds, and with nothing in it."""

    @settings(max_examples=10)
    @given(records(entity))
    def draws(record: Record) -> None:
        assert shown(title_of(record))[:20].strip() in words(card(record))
        assert card(record).endswith("</tbody></table></div>")

    assert drawn(ENTITIES[entity].cls()).endswith("not stored yet")
    draws()


def test_a_conversion_draws_what_it_made(crm: Crm) -> None:
    """C9: each record with its name, where it stands, and its id."""
    lead = crm.leads.add(
        Lead(title="Crane", last_name="Koval", company_name="Zubr", amount="5 UAH")
    )
    done = crm.convert(lead)

    assert done.deal
    assert f"Converted by 'standard' {done.id} Lead Crane" in drawn(done)
    assert "Company Zubr company_" in drawn(done)
    assert f"Deal Crane new · 5.00 UAH {done.deal.id}" in drawn(done)


def test_what_was_received_draws_what_came_of_it(crm: Crm) -> None:
    """I6: what was made, what was known, and why."""
    crm.receive(Inquiry(channel="web", phones="+380441234567", message="a crane"))
    again = crm.receive(Inquiry(channel="call", phones="+380441234567"))

    assert drawn(again).startswith(f"Received: {again.reason} inquiry")
    assert "made: activity" in drawn(again)
    assert "known: lead a crane new lead_" in drawn(again)


def test_other_results_draw_their_records(crm: Crm) -> None:
    """D2, D3: a merge, an upsert, what was done, a party, a page."""
    one = crm.contacts.add(Contact(last_name="Koval", emails="o@k.example"))
    two = crm.contacts.add(Contact(last_name="Koval", emails="p@k.example"))
    call = Activity(
        kind="call",
        subject="Ask",
        starts_at=datetime(2026, 3, 2, tzinfo=UTC),
        recurrence="FREQ=WEEKLY",
        bindings=[one],
    )
    done = crm.complete(crm.activities.add(call))
    kept = crm.contacts.upsert(Contact(emails="o@k.example"), by="email")

    assert drawn(done).startswith("Completed call Ask activity_")
    assert "next Ask" in drawn(done)
    assert drawn(kept).startswith("Contact replaced: Koval")
    assert drawn(crm.parties.get(one)).startswith("Contact: Koval")
    assert drawn(crm.contacts.select().page(1)).startswith("Page: 1, more follow 1 Kov")
    merged = crm.merge([one, two])
    assert f"survivor Koval {one.id} merged {two.id}" in drawn(merged)


def test_fields_of_the_firm_s_own_are_drawn() -> None:
    """F5: by their codes in words."""
    own = CustomField("places", entity="lead", type="address", multiple=True)
    crm = leadflow.open(workspace=Workspace(fields=[own]))
    lead = crm.leads.add(
        Lead(title="A", custom={"places": [Address(city="Lviv"), Address(city="Kyiv")]})
    )

    assert "Places Lviv Kyiv" in drawn(lead)
