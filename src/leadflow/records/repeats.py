"""Who came before: what a new record knows of its client, once and for all (S10)."""

from collections.abc import Iterator
from datetime import datetime

from leadflow.context import Context
from leadflow.entities import Deal, Lead, Record
from leadflow.workspace import WON


_FEW = 8


def clients(record: Record) -> tuple[str, ...]:
    """Return the ids of the company and the people that a deal is made with."""
    if not isinstance(record, Deal):
        return ()
    ends = (record.company, *(each.contact for each in record.contacts))
    return tuple(each for each in ends if each)


def repeat_flags(context: Context, record: Record) -> dict[str, object]:
    """Return the flags of a new record, as of the time of its creation (S10).

    What happens later, or is brought along later, changes them no more.
    """
    if isinstance(record, Lead) and (record.company or record.contact):
        return {"is_return_customer": True}
    if isinstance(record, Deal) and clients(record):
        return _of_deal(context, record)
    return {}


def _of_deal(context: Context, deal: Deal) -> dict[str, object]:
    since = deal.created_at or context.act.now
    flags: dict[str, object] = {}
    for each in _others(context, deal):
        if each.deleted_at is not None or (each.created_at or since) > since:
            continue
        if _tells_of_a_won_deal(each, deal, since):
            return {"is_return_customer": True}
        flags = {"is_repeated_approach": True}
    return flags


def _tells_of_a_won_deal(other: Deal, deal: Deal, since: datetime) -> bool:
    """Return whether the client had won a deal by then, as far as ``other`` tells."""
    # A deal that is won today was not won yet when an older one came in.
    if other.stage_kind == WON and other.closed_at is not None:
        return other.closed_at <= since
    # What was known of the same client then is still true.
    return other.is_return_customer and set(clients(other)) <= set(clients(deal))


def _others(context: Context, deal: Deal) -> Iterator[Deal]:
    """Yield the other deals of the client, those in the making first.

    A client may have had thousands; the latest mostly tell enough, so that they
    are read a few at a time.
    """
    asked = clients(deal)
    for each in context.pending.values():
        mine = each.id == deal.id or set(asked).isdisjoint(clients(each))
        if isinstance(each, Deal) and not mine:
            yield each
    links = context.reader.links_to(asked)
    found = {link.record for link in links if link.entity == "deal"}
    ids = sorted(found - context.pending.keys() - {deal.id}, reverse=True)
    for start in range(0, len(ids), _FEW):
        records = context.reader.get("deal", ids[start : start + _FEW])
        yield from (each for each in records.values() if isinstance(each, Deal))
