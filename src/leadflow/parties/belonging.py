"""To whom a record belongs: the one party that is its past, its present or its deal."""

from collections.abc import Iterable, Iterator
from typing import cast

from leadflow.context import Context
from leadflow.entities import (
    Company,
    Contact,
    Counterparty,
    Deal,
    Invoice,
    Lead,
    Quote,
    Record,
    entity_of,
)
from leadflow.errors import InvalidValue, NotFound, with_article
from leadflow.expressions import ALWAYS
from leadflow.parties.asking import Asking
from leadflow.parties.directory import directory
from leadflow.parties.party import CLIENT, CONTACT, LEAD, Party
from leadflow.timeline.kin import clients_of


def party_of(context: Context, record: Record) -> Party:
    """Return the party to which a record belongs, as the actor sees it."""
    found = record_of(context, record)
    return Party(record=found, role=role_of(context, found))


def role_of(context: Context, record: Counterparty) -> str:
    """Return what somebody is, by the deals that the actor may see."""
    if isinstance(record, Lead):
        return LEAD
    asking = Asking.of(context.reader, context.workspace)
    known = directory(asking, ALWAYS)
    bought = known.bought(context.reader, entity_of(record).name, [record.id])
    return CLIENT if bought else CONTACT


def record_of(context: Context, record: Record) -> Counterparty:
    """Return the record that stands for the party to which a record belongs."""
    if isinstance(record, Contact | Company):
        return record
    if isinstance(record, Lead):
        return next(_live(context, _of_lead(record)), record)
    if isinstance(record, Deal | Quote | Invoice):
        for found in _live(context, clients_of(record)):
            return found
        if isinstance(record, Deal):
            for lead in _live(context, (record.lead,)):
                return record_of(context, lead)
        reason = "names no client"
        raise InvalidValue(
            entity_of(record).name, reason, "give it a company or contact"
        )
    reason = f"is {with_article(entity_of(record).name)}, which belongs to no party"
    hint = "give a lead, contact, company, deal, quote or invoice"
    raise InvalidValue("record", reason, hint)


def is_past(record: Counterparty, lead: Lead) -> bool:
    """Return whether a lead became this party, or came from it."""
    return record.id in _of_lead(lead)


def _of_lead(lead: Lead) -> Iterator[str | None]:
    """Yield whose past a lead is; see ``Asking.stands``."""
    yield lead.contact
    if lead.contact or lead.converted_at is not None or lead.name.is_empty:
        yield lead.company


def _live(context: Context, ids: Iterable[str | None]) -> Iterator[Counterparty]:
    for id in ids:
        if not id:
            continue
        try:
            yield cast("Counterparty", context.live(id))
        except NotFound:
            continue  # deleted, or not for this actor
