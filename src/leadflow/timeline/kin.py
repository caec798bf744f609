"""Who belongs to the story of a record: its lineage, its client, what was done (T3)."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from attrs import frozen

from leadflow.analytics.lineage import lineages_of
from leadflow.context import Context
from leadflow.entities import (
    ENTITIES,
    Activity,
    Company,
    Contact,
    Deal,
    Inquiry,
    Invoice,
    Record,
    Staged,
    entity_of,
)
from leadflow.entities.cards import title_of
from leadflow.errors import InvalidValue, with_article
from leadflow.timeline.told import Purchase
from leadflow.workspace import WON


_CLIENT = ("company", "contact", "contacts")
# Enough to ask for in one go.
_BATCH = 500


@frozen(kw_only=True)
class Kin:
    """The records of a story, as far as they may be seen."""

    records: tuple[Record, ...]
    """Leads, deals, quotes, invoices, then contacts and companies."""
    inquiries: tuple[Inquiry, ...]
    activities: tuple[Activity, ...]


def kin_of(context: Context, record: Record) -> Kin:
    """Return who belongs to the story of a record.

    That of a contact or company has all leads, deals and documents with this client;
    that of a lead, deal or document its lineage and its clients.
    Raises ``InvalidValue`` for a record that has no story.
    """
    if isinstance(record, Contact | Company):
        sales = list(_sales(context, [record.id]))
        clients = [record, *_others(context, record)]
    elif isinstance(record, Staged):
        sales = [record]
        clients = []
    else:
        reason = f"is {with_article(entity_of(record).name)}, which has no story"
        hint = "give a lead, contact, company, deal, quote or invoice"
        raise InvalidValue("record", reason, hint)
    family = lineages_of(context, sales)
    if not clients:
        ids = dict.fromkeys(id for each in family for id in clients_of(each))
        clients = context.loaded(ids)
    records = tuple({each.id: each for each in (*family, *clients)}.values())
    bound = list(_bound(context, [each.id for each in records]))
    return Kin(
        records=records,
        inquiries=tuple(each for each in bound if isinstance(each, Inquiry)),
        activities=tuple(each for each in bound if isinstance(each, Activity)),
    )


def clients_of(record: Record) -> Iterator[str]:
    """Yield the ids of the company and the people whom a record is about."""
    people = (each.contact for each in getattr(record, "contacts", ()))
    ends = (getattr(record, "company", None), getattr(record, "contact", None), *people)
    yield from (each for each in ends if each)


def _others(context: Context, client: Contact | Company) -> Iterator[Record]:
    """Yield the companies of a person, and the people of a company, as of today.

    What somebody does after leaving a firm is no part of the firm's story.
    """
    today = context.today
    if isinstance(client, Contact):
        ids: list[str] = [p.company for p in client.companies if p.is_held(today)]
    else:
        links = context.reader.links_to([client.id])
        ids = [link.record for link in links if link.entity == "contact"]
    for found in context.loaded(ids):
        if not (isinstance(found, Contact) and _left(found, client, today)):
            yield found


def _left(person: Contact, firm: Record, today: date) -> bool:
    places = [each for each in person.companies if each.company == firm.id]
    return bool(places) and not any(each.is_held(today) for each in places)


def _sales(context: Context, clients: Iterable[str]) -> Iterator[Staged]:
    """Yield what was begun with clients: leads, deals, documents."""
    links = context.reader.links_to(list(clients))
    ids = dict.fromkeys(
        link.record
        for link in links
        if link.field in _CLIENT and ENTITIES[link.entity].in_pipeline
    )
    yield from (each for each in context.loaded(ids) if isinstance(each, Staged))


def _bound(context: Context, ids: Iterable[str]) -> Iterator[Record]:
    """Yield the activities and inquiries that belong to records, each once."""
    found: dict[str, dict[str, None]] = {"activity": {}, "inquiry": {}}
    rest = iter(ids)
    while several := list(islice(rest, _BATCH)):
        for link in context.reader.links_to(several):
            is_bound = link.entity == "inquiry" or link.field == "bindings"
            if link.entity in found and is_bound:
                found[link.entity][link.record] = None
    for entity, known in found.items():
        records = context.reader.get(entity, list(known)).values()
        yield from (each for each in records if each.deleted_at is None)


def first_purchase(context: Context, kin: Kin) -> Purchase | None:
    """Return the deal or invoice that the clients of a story bought first."""
    clients = [each.id for each in kin.records if isinstance(each, Contact | Company)]
    others = _sales(context, clients) if clients else ()
    bought = {
        each.id: (each.closed_at, each)
        for each in (*kin.records, *others)
        if isinstance(each, Deal | Invoice) and each.stage_kind == WON
    }
    known = [(at, each.id, each) for at, each in bought.values() if at is not None]
    if not known:
        return None
    at, id, first = min(known, key=lambda one: one[:2])
    return Purchase(at=at, record=id, title=title_of(first), amount=first.amount)
