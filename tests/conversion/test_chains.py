"""Further chains on the same engine: deals and quotes become documents (C16)."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from leadflow import (
    AlreadyConverted,
    Company,
    Contact,
    Conversion,
    ConversionInvalid,
    Crm,
    Deal,
    InvalidValue,
    Invoice,
    Lead,
    Money,
    NoVariant,
    Participant,
    Pipeline,
    ProductRow,
    Quote,
    Stage,
    UnknownName,
    Workspace,
    copy,
)
from leadflow.testing import a_lead


Open: TypeAlias = Callable[..., Crm]

ROWS = (ProductRow(name="Forklift", quantity=2, price="500 UAH"),)


@pytest.fixture
def deal(crm: Crm) -> Deal:
    """Return a deal with a client, people and goods."""
    firm = crm.companies.add(Company(name="Kyiv Logistics"))
    people = crm.contacts.add_many([Contact(last_name="A"), Contact(last_name="B")])
    return crm.deals.add(
        Deal(
            title="Forklifts",
            amount="1000 UAH",
            rows=ROWS,
            company=firm,
            contacts=[Participant(each.id) for each in people],
            source="trade_show",
            tags=["big"],
        )
    )


def test_a_deal_becomes_a_quote(crm: Crm, deal: Deal) -> None:
    """C16, mission 2.8: what is sold, to whom and by which people goes along."""
    quote = crm.convert(deal, to="quote").quote
    assert quote is not None

    assert (deal.title, Money("1000", "UAH"), ROWS) == (
        quote.title,
        quote.amount,
        quote.rows,
    )
    assert (deal.company, deal.contacts, deal.id, ("big",)) == (
        quote.company,
        quote.contacts,
        quote.deal,
        quote.tags,
    )


def test_a_deal_becomes_an_invoice(crm: Crm, deal: Deal) -> None:
    """C16, mission 2.9: the shorter chain does without a quote."""
    invoice = crm.convert(deal, to="invoice").invoice
    assert invoice is not None

    assert (deal.id, None, deal.amount, "trade_show") == (
        invoice.deal,
        invoice.quote,
        invoice.amount,
        invoice.source,
    )


def test_a_deal_may_become_several_documents(crm: Crm, deal: Deal) -> None:
    """C16: it stays where it is, open to changes."""
    first, second = (crm.convert(deal.id, to="invoice").invoice for _ in range(2))
    now = crm.deals.get(deal.id)

    assert first != second
    assert (deal.stage, "Cranes") == (
        now.stage,
        crm.deals.update(now, title="Cranes").title,
    )


def test_a_quote_becomes_one_invoice(crm: Crm, deal: Deal) -> None:
    """C16: the second time the first one is named."""
    quote = crm.convert(deal, to="quote").quote
    assert quote is not None
    done = crm.convert(quote, to="invoice")
    with pytest.raises(AlreadyConverted) as caught:
        crm.convert(quote.id, to="invoice")

    assert done.targets == caught.value.targets
    assert done.invoice is not None
    assert (deal.id, quote.id) == (done.invoice.deal, done.invoice.quote)


def test_a_quote_whose_invoice_was_deleted_becomes_another(
    crm: Crm, deal: Deal
) -> None:
    """C16: what is not there any more stands in nobody's way."""
    quote = crm.convert(deal, to="quote").quote
    assert quote is not None
    first = crm.convert(quote, to="invoice").invoice
    assert first is not None
    crm.invoices.delete(first)

    assert crm.convert(quote.id, to="invoice").invoice is not None


def test_a_plan_makes_no_second_invoice(crm: Crm) -> None:
    """C16: somebody wrote one by hand since; the quote itself was not changed."""
    quote = crm.quotes.add(Quote(title="Forklifts"))
    plan = crm.plan_conversion(quote, to="invoice")
    crm.invoices.add(Invoice(title="By hand", quote=quote))
    with pytest.raises(AlreadyConverted):
        crm.convert(plan)

    assert 1 == crm.invoices.count()


def test_a_quote_becomes_a_deal(crm: Crm) -> None:
    """C16: who asks for a price first has no deal yet; both know each other."""
    firm = crm.companies.add(Company(name="A"))
    quote = crm.quotes.add(Quote(title="Cranes", amount="5 UAH", company=firm))
    done = crm.convert(quote, to="deal")
    assert done.deal is not None

    assert (quote.id, firm.id, Money("5", "UAH")) == (
        done.deal.quote,
        done.deal.company,
        done.deal.amount,
    )
    assert done.deal.id == crm.quotes.get(quote.id).deal


def test_a_lead_becomes_a_quote_with_its_client_and_deal(crm: Crm) -> None:
    """C16, mission 2.8: a lead that is ready for an offer gets one at once."""
    lead = crm.leads.add(a_lead(interest="Two forklifts"))
    done = crm.convert(lead, to="quote")
    assert done.quote is not None
    assert done.deal is not None
    assert done.company is not None

    assert (lead.id, done.deal.id, done.company.id, "Two forklifts") == (
        done.quote.lead,
        done.quote.deal,
        done.quote.company,
        done.quote.content,
    )
    assert "converted" == done.lead.stage


def test_a_lead_can_be_billed_in_one_step(opened: Open) -> None:
    """C1: a variant may name every target of the chain."""
    till = Conversion("till").company(policy="skip").quote().invoice()
    crm = opened(workspace=Workspace(conversions=[till]))
    done = crm.convert(crm.leads.add(Lead(last_name="A", amount="5 UAH")))
    assert done.deal is not None
    assert done.quote is not None
    assert done.invoice is not None

    assert (done.deal.id, done.quote.id) == (done.invoice.deal, done.invoice.quote)
    assert 4 == len(done.targets)


def test_of_a_deal_one_says_what_shall_come(crm: Crm, deal: Deal) -> None:
    """C2: nothing is chosen in silence."""
    with pytest.raises(InvalidValue, match="to='quote' or to='invoice'"):
        crm.convert(deal)


def test_what_a_deal_cannot_become_is_refused(crm: Crm, deal: Deal) -> None:
    """C16: the error lists what it can become."""
    with pytest.raises(UnknownName) as caught:
        crm.convert(deal, to="company")

    assert ("quote", "invoice") == caught.value.choices


def test_a_variant_converts_its_own_source(crm: Crm, deal: Deal) -> None:
    """C2: a variant that is named must be for such records."""
    with pytest.raises(InvalidValue, match="converts a lead, not a deal"):
        crm.convert(deal, variant="standard")


def test_a_lost_deal_is_not_billed(crm: Crm, deal: Deal) -> None:
    """C8: it has to be reopened first."""
    lost = crm.lose(deal, reason="price")
    with pytest.raises(ConversionInvalid, match=r"reopen it first: move\(deal, 'new'"):
        crm.convert(lost, to="invoice")


def test_the_same_key_gives_the_first_document(crm: Crm, deal: Deal) -> None:
    """C8: a request that is sent twice bills once."""
    done = crm.convert(deal, to="invoice", key="k")

    assert done == crm.convert(deal, to="invoice", key="k")
    assert 1 == crm.invoices.count()


def test_a_plan_of_a_document_is_carried_out_once(crm: Crm, deal: Deal) -> None:
    """C8: the same plan gives the same document."""
    plan = crm.plan_conversion(deal, to="quote")
    done = crm.convert(plan)

    assert (plan.target("quote").id, done) == (done.targets[0], crm.convert(plan))


def test_a_variant_may_close_its_source(opened: Open) -> None:
    """C1: an accepted quote that is billed is done with."""
    bill = Conversion("bill", source="quote", closing_stage="approved").invoice()
    stages = [Stage("draft"), Stage.won("approved"), Stage.lost()]
    crm = opened(
        workspace=Workspace(
            pipelines=[Pipeline("quotes", entity="quote", stages=stages)],
            conversions=[bill],
        )
    )
    quote = crm.quotes.add(Quote(title="A"))
    crm.convert(quote, to="invoice")

    assert ("approved", "won") == (
        crm.quotes.get(quote.id).stage,
        crm.quotes.get(quote.id).stage_kind,
    )


def test_a_map_of_a_deal_reads_the_deal(opened: Open) -> None:
    """C4: entries and conditions are asked of the source."""
    rush = Conversion("rush", source="deal", when="amount >= 100").invoice(
        copy("expected_close", to="due_on"), stage="sent"
    )
    crm = opened(workspace=Workspace(conversions=[rush]))
    deal = crm.deals.add(Deal(title="A", amount="100 UAH", expected_close="2026-12-01"))
    invoice = crm.convert(deal, to="invoice").invoice
    assert invoice is not None

    assert ("2026-12-01", "sent") == (str(invoice.due_on), invoice.stage)


def test_variants_that_make_something_else_are_named(opened: Open) -> None:
    """C2: who writes a variant for leads sees why a document is refused."""
    b2b = Conversion("b2b")
    crm = opened(workspace=Workspace(conversions=[b2b]))
    lead = crm.leads.add(a_lead())
    with pytest.raises(NoVariant, match="b2b: it makes no quote"):
        crm.convert(lead, to="quote")


def test_the_usual_chain_stays_where_a_firm_defines_its_own_leads() -> None:
    """C16: a variant for leads takes the place of those for leads only."""
    workspace = Workspace(conversions=[Conversion("b2b")])

    assert ["b2b", "deal_to_quote"] == [each.code for each in workspace.conversions[:2]]


def test_a_usual_step_stays_where_a_firm_defines_another_one() -> None:
    """C16: who bills in a way of his own still makes quotes of deals."""
    bill = Conversion("bill", source="deal").invoice(stage="sent")
    codes = {each.code for each in Workspace(conversions=[bill]).conversions}

    assert {"bill", "deal_to_quote"} <= codes
    assert "deal_to_invoice" not in codes


def test_the_result_of_a_deal_has_no_lead(crm: Crm) -> None:
    """C16: whoever asks for it is told what to ask for."""
    done = crm.convert(crm.deals.add(Deal(title="A")), to="quote")

    with pytest.raises(InvalidValue, match=r"look at \.source"):
        _ = done.lead


def test_a_plan_tells_of_what_takes_no_part(crm: Crm) -> None:
    """C5: whoever asks for any target gets an answer."""
    plan = crm.plan_conversion(crm.leads.add(a_lead()))

    assert "skip" == plan.target("quote").action


def test_a_reverted_quote_shows_itself_without_names(crm: Crm) -> None:
    """C14: the plan and its result, in a log."""
    done = crm.convert(crm.deals.add(Deal(title="Olena's")), to="quote")
    plan = crm.plan_revert(done)
    reverted = crm.revert(plan)

    assert f"<Reverted {done.id}: removed 1>" == repr(reverted)
    assert "Olena" not in str(plan)
    assert reverted == crm.revert(plan)
