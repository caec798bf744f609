"""A quote is billed once: one rule for every path to an invoice (C16, N3)."""

from collections.abc import Iterator

from leadflow.context import Context
from leadflow.entities import Invoice, Record
from leadflow.errors import Fault
from leadflow.records.checks import Check


def billed_by(context: Context, quote: str) -> tuple[str, ...]:
    """Return the ids of the live invoices of a quote, the oldest first."""
    links = context.reader.links_to([quote])
    ids = [each.record for each in links if each.entity == "invoice"]
    stored: dict[str, Record] = dict(context.reader.get("invoice", ids))
    found = {**stored, **context.pending}
    return tuple(sorted(each.id for each in found.values() if _bills(each, quote)))


def billing_faults(context: Context, check: Check) -> Iterator[Fault]:
    """Yield that the quote of an invoice is billed by another one already.

    Judged when an invoice is new, comes back, or is given another quote.
    """
    invoice, before = check.record, check.before
    if not isinstance(invoice, Invoice) or not invoice.quote:
        return
    is_back = before is not None and before.deleted_at is not None
    if "quote" not in check.changed and not is_back:
        return
    others = [e for e in billed_by(context, invoice.quote) if e != invoice.id]
    if others:
        known = [each for each in others if is_shown(context, each)]
        told = ", ".join(known) or "another invoice"
        message = f"{invoice.quote} is billed by {told} already"
        hint = "change that invoice, or delete it first"
        yield Fault("quote", message, hint, "already_billed")


def claimed(record: Record) -> tuple[str, ...]:
    """Return the ids of which only one record may have a hold: a billed quote."""
    return (record.quote,) if isinstance(record, Invoice) and record.quote else ()


def is_shown(context: Context, invoice: str) -> bool:
    """Return whether an invoice may be named to the actor (A3)."""
    found = context.load("invoice", invoice)
    return found is not None and context.shows(found)


def _bills(record: Record, quote: str) -> bool:
    return (
        isinstance(record, Invoice)
        and record.quote == quote
        and record.deleted_at is None
    )
