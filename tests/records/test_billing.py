"""A quote is billed once, by whatever path an invoice comes (C16, N3)."""

from collections.abc import Callable

import pytest

from leadflow import (
    AlreadyConverted,
    Crm,
    Deal,
    InvalidData,
    Invoice,
    Quote,
    RevertRefused,
)


@pytest.fixture
def quote(crm: Crm) -> Quote:
    """Return a quote that nobody has billed."""
    return crm.quotes.add(Quote(title="Forklifts", amount="1000 UAH"))


@pytest.fixture
def bill(crm: Crm, quote: Quote) -> Invoice:
    """Return the invoice that the quote became."""
    made = crm.convert(quote, to="invoice").invoice
    assert made is not None
    return made


def test_a_billed_quote_is_not_billed_by_hand(crm: Crm, bill: Invoice) -> None:
    """C16, N3: the refusal names the invoice that is there."""
    with pytest.raises(InvalidData) as caught:
        crm.invoices.add(Invoice(title="Again", quote=bill.quote))

    (fault,) = caught.value.faults
    assert ("quote", "already_billed") == (fault.path, fault.code)
    assert bill.id in fault.message


def test_a_quote_that_was_billed_by_hand_is_not_converted(
    crm: Crm, quote: Quote
) -> None:
    """C16: however it was billed, a conversion names that invoice."""
    made = crm.invoices.add(Invoice(title="By hand", quote=quote))
    with pytest.raises(AlreadyConverted) as caught:
        crm.convert(quote, to="invoice")

    assert (made.id,) == caught.value.targets


def test_of_many_invoices_one_bills_a_quote(crm: Crm, quote: Quote) -> None:
    """C16: within one batch the second is refused, and nothing is written (H3)."""
    with pytest.raises(InvalidData, match=r"\[2\]\.quote"):
        crm.invoices.add_many(
            [
                Invoice(title="A", quote=quote),
                Invoice(title="B"),
                Invoice(title="C", quote=quote),
            ]
        )

    assert 0 == crm.invoices.count()


def test_a_batch_of_conversions_bills_a_quote_once(crm: Crm, quote: Quote) -> None:
    """C7, C16: the second fails alone."""
    batch = crm.convert_many([quote, quote.id], to="invoice")

    assert ["converted", "failed"] == [each.outcome for each in batch]
    assert 1 == crm.invoices.count()


Change = Callable[[Crm, Invoice, Quote], object]


@pytest.mark.parametrize(
    "change",
    [
        lambda crm, other, quote: crm.invoices.update(other, quote=quote),
        lambda crm, other, quote: crm.move(other, "sent", quote=quote),
        lambda crm, other, quote: crm.move_many([other], "sent", quote=quote),
    ],
    ids=["update", "move", "in bulk"],
)
def test_another_invoice_is_not_given_a_billed_quote(
    crm: Crm, quote: Quote, bill: Invoice, change: Change
) -> None:
    """C16: neither by an update nor on its way to another stage."""
    other = crm.invoices.add(Invoice(title="Other"))
    try:
        change(crm, other, quote)
    except InvalidData as error:
        assert bill.id in str(error)  # noqa: PT017  # a batch raises nothing

    assert other == crm.invoices.get(other.id)


def test_a_deleted_invoice_frees_its_quote(crm: Crm, bill: Invoice) -> None:
    """C16: what is gone bills nothing."""
    crm.invoices.delete(bill)

    assert crm.invoices.add(Invoice(title="Anew", quote=bill.quote)).quote == bill.quote


def test_an_invoice_does_not_come_back_to_a_quote_that_was_billed_again(
    crm: Crm, bill: Invoice
) -> None:
    """C16: restoring names the invoice that took its place."""
    crm.invoices.delete(bill)
    anew = crm.invoices.add(Invoice(title="Anew", quote=bill.quote))
    with pytest.raises(InvalidData, match=anew.id):
        crm.invoices.restore(bill)

    assert [bill.id] == [each.id for each in crm.invoices.deleted()]


def test_an_invoice_comes_back_to_a_free_quote(crm: Crm, bill: Invoice) -> None:
    """C16: once the other one is gone, the first may return."""
    crm.invoices.delete(bill)
    crm.invoices.delete(crm.invoices.add(Invoice(title="Anew", quote=bill.quote)))

    assert crm.invoices.restore(bill).quote == bill.quote


def test_a_transaction_sees_what_it_billed_itself(crm: Crm, quote: Quote) -> None:
    """C16, H3: what is not committed yet counts; what is taken back does not."""
    with crm.transaction():
        with pytest.raises(InvalidData):
            crm.invoices.add_many(Invoice(title=name, quote=quote) for name in "AB")
        crm.invoices.add(Invoice(title="C", quote=quote))

    assert ["C"] == [each.title for each in crm.invoices]


def test_taking_back_bills_no_quote_twice(crm: Crm, quote: Quote) -> None:
    """C14, C16: an invoice does not get back a quote that another bills by now."""
    bill = crm.invoices.add(Invoice(title="A", quote=quote))
    other = crm.quotes.add(Quote(title="Cranes"))
    deal = crm.deals.add(Deal(title="Forklifts"))
    done = crm.convert(
        deal, to="invoice", invoice=bill, values={"invoice.quote": other.id}
    )
    crm.invoices.add(Invoice(title="B", quote=quote))
    with pytest.raises(RevertRefused) as caught:
        crm.revert(done)

    assert ["invoice.quote"] == [each.path for each in caught.value.faults]


def test_a_billed_invoice_goes_on_being_changed(crm: Crm, bill: Invoice) -> None:
    """C16: the rule asks when a quote is billed, not at every change."""
    assert "Anew" == crm.invoices.update(bill, title="Anew").title
