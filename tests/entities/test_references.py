from collections.abc import Callable

import pytest

from leadflow.entities import (
    Activity,
    Company,
    Contact,
    Deal,
    Inquiry,
    Invoice,
    Lead,
    Participant,
    ProductRow,
    Quote,
    Record,
    Reference,
    references,
)
from leadflow.entities.references import activity_id, invoice_id, lead_id, quote_id
from leadflow.errors import InvalidValue
from leadflow.ids import (
    ActivityId,
    CompanyId,
    ContactId,
    DealId,
    InvoiceId,
    LeadId,
    ProductId,
    QuoteId,
)
from leadflow.testing import nth_id


LEAD = LeadId(nth_id("lead", 1))
CONTACT = ContactId(nth_id("contact", 1))
COMPANY = CompanyId(nth_id("company", 1))
DEAL = DealId(nth_id("deal", 1))
QUOTE = QuoteId(nth_id("quote", 1))
INVOICE = InvoiceId(nth_id("invoice", 1))
PRODUCT = ProductId(nth_id("product", 1))
ACTIVITY = ActivityId(nth_id("activity", 1))


@pytest.mark.parametrize(
    ("make", "target"),
    [
        (lambda id: Lead(company=id).company, COMPANY),
        (lambda id: Lead(contact=id).contact, CONTACT),
        (lambda id: Lead(deal=id).deal, DEAL),
        (lambda id: Deal(lead=id).lead, LEAD),
        (lambda id: Deal(quote=id).quote, QUOTE),
        (lambda id: ProductRow(price="5 UAH", product=id).product, PRODUCT),
        (invoice_id, INVOICE),
        (activity_id, ACTIVITY),
    ],
)
def test_a_reference_takes_ids_of_its_entity_only(
    make: Callable[[str | None], str | None], target: str
) -> None:
    """P10: the id of another entity in its place is refused at once."""
    other = LEAD if target != LEAD else DEAL
    with pytest.raises(InvalidValue, match="names a"):
        make(other)

    assert target == make(target)
    assert None is make(None)


def test_a_record_stands_for_its_id() -> None:
    """``Deal(company=company)`` and ``Deal(company=company.id)`` mean the same."""
    company = Company(id=COMPANY, name="Kyiv Logistics")

    assert Deal(company=COMPANY) == Deal(company=company)
    assert LEAD == lead_id(Lead(id=LEAD))
    assert QUOTE == quote_id(Quote(id=QUOTE))
    assert (LEAD, DEAL) == Activity(bindings=[Lead(id=LEAD), DEAL]).bindings
    assert (LEAD,) == Activity(bindings=Lead(id=LEAD)).bindings


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (Company(name="Kyiv Logistics"), "not stored yet; add it first"),
        ("Kyiv Logistics", "not an id of leadflow"),
        (7, "cannot be taken from a int; give a stored record or its id"),
        ("", "is missing"),
    ],
)
def test_what_has_no_id_is_refused(value: object, message: str) -> None:
    """The sentence says what to do instead."""
    with pytest.raises(InvalidValue, match=message) as caught:
        Deal(company=value)  # type: ignore[arg-type]

    assert "company" == caught.value.path


def test_a_binding_must_be_an_id() -> None:
    """T1: an activity is bound to records, not to words."""
    with pytest.raises(InvalidValue, match="not an id"):
        Activity(bindings=["the deal"])
    with pytest.raises(InvalidValue, match="cannot be taken from a int"):
        Activity(bindings=7)  # type: ignore[arg-type]

    assert () == Activity(bindings=None).bindings


ROW = ProductRow(name="GTX Pro", price="5 USD", product=PRODUCT)


@pytest.mark.parametrize(
    ("record", "links"),
    [
        (Lead(id=LEAD, title="Cranes"), []),
        (
            Lead(company=COMPANY, contact=CONTACT, deal=DEAL),
            [("company", COMPANY), ("contact", CONTACT), ("deal", DEAL)],
        ),
        (Deal(rows=[ROW, ProductRow(name="Work", price="1 USD")]), [("rows", PRODUCT)]),
        (Activity(bindings=[LEAD, DEAL]), [("bindings", LEAD), ("bindings", DEAL)]),
        (Company(parent=COMPANY, lead=LEAD), [("parent", COMPANY), ("lead", LEAD)]),
        (
            Invoice(seller=COMPANY, deal=DEAL, quote=QUOTE),
            [("seller", COMPANY), ("deal", DEAL), ("quote", QUOTE)],
        ),
        (
            Inquiry(lead=LEAD, contact=CONTACT, company=COMPANY, deal=DEAL),
            [
                ("lead", LEAD),
                ("contact", CONTACT),
                ("company", COMPANY),
                ("deal", DEAL),
            ],
        ),
    ],
)
def test_every_link_is_told(record: Record, links: list[tuple[str, str]]) -> None:
    """P10: no link is forgotten, because the fields themselves are asked."""
    assert links == [(each.field, each.target) for each in references(record)]


def test_a_link_tells_its_role() -> None:
    """Mission 3.6: position and role are found from the other end too."""
    contact = Contact(companies=[COMPANY], lead=LEAD)
    deal = Deal(contacts=Participant(CONTACT, role="lawyer"))

    assert Reference("companies", COMPANY, primary=True) in references(contact)
    assert [Reference("contacts", CONTACT, role="lawyer", primary=True)] == list(
        references(deal)
    )
