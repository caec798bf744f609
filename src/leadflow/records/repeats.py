"""Who came before: what a new record knows of its client, once and for all (S10)."""

from collections.abc import Iterator

from leadflow.context import Context
from leadflow.entities import Deal, Lead, Record
from leadflow.workspace import WON


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
    earlier = [
        each
        for each in _others(context, deal)
        if each.deleted_at is None and (each.created_at or since) <= since
    ]
    if any(
        each.stage_kind == WON
        and each.closed_at is not None
        # A deal that is won today was not won yet when an older one came in.
        and each.closed_at <= since
        for each in earlier
    ):
        return {"is_return_customer": True}
    return {"is_repeated_approach": True} if earlier else {}


def _others(context: Context, deal: Deal) -> Iterator[Deal]:
    """Yield the other deals of the client, those in the making too."""
    asked = clients(deal)
    links = context.reader.links_to(asked)
    ids = dict.fromkeys(link.record for link in links if link.entity == "deal")
    wanted = [each for each in ids if each not in context.pending]
    stored = context.reader.get("deal", wanted) if wanted else {}
    for each in (*stored.values(), *context.pending.values()):
        if not isinstance(each, Deal) or each.id == deal.id:
            continue
        if not set(asked).isdisjoint(clients(each)):
            yield each
