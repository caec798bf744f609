"""Putting a card together: out of the story of whoever it is of."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Final

from leadflow.context import Context
from leadflow.entities import Company, Contact, Counterparty, Deal, Lead
from leadflow.entities.links import primary_of
from leadflow.parties.belonging import is_past, role_of
from leadflow.parties.card import PartyCard
from leadflow.parties.party import Party
from leadflow.storage.query import instant_text
from leadflow.timeline.kin import Kin, clients_of, kin_of
from leadflow.timeline.touching import touches_of
from leadflow.workspace import OPEN, WON


_LAST: Final = "~"
"""Sorts behind every time."""


def card_of(context: Context, record: Counterparty) -> PartyCard:
    """Return the card of a party, as far as the actor may see it."""
    kin = kin_of(context, record)
    deals = list(_deals(record, kin))
    leads = (e for e in kin.records if isinstance(e, Lead) and is_past(record, e))
    touches = touches_of(context, kin)
    return PartyCard(
        party=Party(record=record, role=role_of(context, record)),
        leads=tuple(sorted(leads, key=attrgetter("id"))),
        merged=tuple(_merged(context, record)),
        company=_company(record, kin),
        position=_position(record),
        people=_people(record, kin),
        first_touch=touches[0] if touches else None,
        last_touch=touches[-1] if touches else None,
        purchases=tuple(sorted(_in(deals, WON), key=_closed)),
        open_deals=tuple(sorted(_in(deals, OPEN), key=attrgetter("id"))),
        workspace=context.workspace,
    )


def _deals(record: Counterparty, kin: Kin) -> Iterator[Deal]:
    for each in kin.records:
        if isinstance(each, Deal) and record.id in (*clients_of(each), each.lead):
            yield each


def _in(deals: Iterable[Deal], kind: str) -> Iterator[Deal]:
    return (each for each in deals if each.stage_kind == kind)


def _closed(deal: Deal) -> tuple[str, str]:
    """Return by what purchases are ordered: when they were won."""
    return instant_text(deal.closed_at) if deal.closed_at else _LAST, deal.id


def _merged(context: Context, record: Counterparty) -> Iterator[str]:
    for link in context.reader.links_to([record.id]):
        if link.field == "merged_into":
            yield link.record


def _company(record: Counterparty, kin: Kin) -> Company | None:
    if not isinstance(record, Contact):
        return None
    firms = (each for each in kin.records if isinstance(each, Company))
    return next((each for each in firms if each.id == record.company), None)


def _position(record: Counterparty) -> str:
    if isinstance(record, Company):
        return ""
    link = primary_of(record.companies) if isinstance(record, Contact) else None
    return link.position if link and link.position else record.job_title


def _people(record: Counterparty, kin: Kin) -> tuple[Contact, ...]:
    if not isinstance(record, Company):
        return ()
    return tuple(each for each in kin.records if isinstance(each, Contact))
