"""Who an inquiry comes from, as far as we know the sender (I3)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeVar, cast

import attrs
from attrs import frozen

from leadflow.context import Context, binder
from leadflow.deferred import by_value
from leadflow.duplicates import Candidate
from leadflow.duplicates.namesakes import is_other_person
from leadflow.entities import (
    Company,
    Contact,
    Deal,
    Inquiry,
    Lead,
    Record,
    entity_of,
)
from leadflow.entities.points import (
    DOMAIN,
    EMAIL,
    MESSENGER,
    NAME,
    PHONE,
    company_key,
)
from leadflow.expressions import Compare, Condition, Contains
from leadflow.intake.making import draft_of
from leadflow.storage.query import Query
from leadflow.workspace import OPEN
from leadflow.workspace.policies import ALLOW, WARN, policy_on


R = TypeVar("R", bound=Record)

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Match:
    """The sender as we know them: an open lead, or a client."""

    lead: Lead | None = None
    contact: Contact | None = None
    company: Company | None = None
    alike: tuple[str, ...] = ()
    """Ids of those that fit equally well, if more than one does."""
    looks_like: tuple[Candidate, ...] = ()
    """Who looks like the sender and is not taken for it; or, found softly, is."""
    is_soft: bool = False
    """No exact key told it."""

    @property
    def record(self) -> Record | None:
        """Return the record that was recognised."""
        return self.lead or self.contact or self.company


def match(context: Context, inquiry: Inquiry) -> Match:
    """Return who sent an inquiry: an open lead, else a client, else nobody.

    What the actor may not see is matched with nothing (C10).
    """
    warned: list[Record] = []
    for several in _several(context.as_seen(), inquiry):
        if not several:
            continue
        policy = intake_policy(context, several[0])
        if policy == WARN:
            warned += several
        elif policy != ALLOW:
            return attrs.evolve(
                _best_of(context, inquiry, several),
                looks_like=_weighed(context, inquiry, warned),
            )
    return Match(looks_like=_weighed(context, inquiry, warned))


def intake_policy(context: Context, record: Record) -> str:
    """Return what an inquiry meets whose sender is a record (D2)."""
    return policy_on(context.workspace.duplicates, entity_of(record).name).intake


def _several(context: Context, inquiry: Inquiry) -> Iterator[Sequence[Record]]:
    """Give who has the sender's keys: open leads, then contacts, then companies."""
    found = _found(context, inquiry)
    leads = [each for each in found if isinstance(each, Lead)]
    yield [each for each in leads if each.stage_kind == OPEN]
    yield [each for each in found if isinstance(each, Contact)]
    firms = [each for each in found if isinstance(each, Company) and not each.is_ours]
    yield firms or _by_name(context, inquiry)


def _best_of(context: Context, inquiry: Inquiry, several: Sequence[Record]) -> Match:
    best, alike = _best(inquiry, several)
    return matched(context, best, alike=alike)


def matched(
    context: Context, record: Record, *, alike: tuple[str, ...] = (), soft: bool = False
) -> Match:
    """Return who was recognised, a contact with the company where it works."""
    if isinstance(record, Lead):
        return Match(lead=record, alike=alike, is_soft=soft)
    if isinstance(record, Contact):
        firm = _company_of(context, record)
        return Match(contact=record, company=firm, alike=alike, is_soft=soft)
    company = record if isinstance(record, Company) else None
    return Match(company=company, alike=alike, is_soft=soft)


def _weighed(
    context: Context, inquiry: Inquiry, several: Sequence[Record]
) -> tuple[Candidate, ...]:
    if not several:
        return ()
    # Imported on use: most firms recognise everybody whom they can.
    from leadflow.duplicates.looking import weighed  # noqa: PLC0415

    return tuple(
        found
        for each in several
        for found in weighed(draft_of(context, inquiry, entity_of(each).name), [each])
    )


def _found(context: Context, inquiry: Inquiry) -> list[Record]:
    """Return everybody who has one of the sender's numbers or addresses."""
    keys = {
        PHONE: [each.key for each in inquiry.phones],
        EMAIL: [each.key for each in inquiry.emails],
        MESSENGER: [each.key for each in inquiry.messengers],
    }
    said = (inquiry.lead, inquiry.contact, inquiry.company)
    return _records(context, keys, [each for each in said if each])


def _by_name(context: Context, inquiry: Inquiry) -> list[Company]:
    """Return the firms of the sender's name, or of the domain of its addresses."""
    domains = [each.domain for each in inquiry.emails if not each.is_free_mail]
    domains += [each.domain for each in inquiry.websites]
    name = company_key(inquiry.company_name)
    found = _records(context, {NAME: [name] if name else [], DOMAIN: domains}, ())
    return [each for each in found if isinstance(each, Company) and not each.is_ours]


def _records(
    context: Context, keys: Mapping[str, Sequence[str]], more: Iterable[str]
) -> list[Record]:
    ids = set(more)
    for kind, wanted in keys.items():
        if wanted:
            for several in context.reader.holders(kind, wanted).values():
                ids.update(several)
    by_entity: dict[str, list[str]] = {}
    for id in sorted(ids):
        by_entity.setdefault(id.partition("_")[0], []).append(id)
    records = (context.reader.get(name, some) for name, some in by_entity.items())
    found = (record for each in records for record in each.values())
    return [each for each in found if each.deleted_at is None]


def _best(inquiry: Inquiry, several: Sequence[R]) -> tuple[R, tuple[str, ...]]:
    """Return who was active last, of equal ones the oldest; and all that fit.

    Whose name contradicts the sender's comes after everybody else: a number may be
    that of a household or of a firm's switchboard.
    """
    fitting = [each for each in several if _is_named_alike(inquiry, each)]
    rivals = fitting or several
    first = min(rivals, key=lambda one: (_LONG_AGO - _active(one), one.id))
    alike = tuple(sorted(each.id for each in rivals)) if len(rivals) > 1 else ()
    return first, alike


def _active(record: Record) -> datetime:
    last: datetime | None = getattr(record, "last_activity_at", None)
    return last or record.created_at or _LONG_AGO


def _is_named_alike(inquiry: Inquiry, record: Record) -> bool:
    if not isinstance(record, Lead | Contact):
        return True
    sender = Lead(first_name=inquiry.first_name, last_name=inquiry.last_name)
    return not is_other_person(sender, record)


def _company_of(context: Context, person: Contact) -> Company | None:
    found = context.load("company", person.company) if person.company else None
    if isinstance(found, Company) and found.deleted_at is None:
        return found if context.shows(found) else None
    return None


def open_deal(context: Context, known: Match) -> tuple[Deal | None, tuple[str, ...]]:
    """Return the client's open deal that was active last, and all that are open."""
    deals: dict[str, Deal] = {}
    for tie in _ties(known):
        paths = binder(context.workspace, "deal").paths
        where = Compare(("stage_kind",), "eq", OPEN) & tie
        found = context.as_seen().reader.find(Query(paths=paths, where=where))
        deals.update({each.id: each for each in cast("Iterator[Deal]", found)})
    if not deals:
        return None, ()
    first, alike = _best(Inquiry(), list(deals.values()))
    return first, alike


def _ties(known: Match) -> list[Condition]:
    if known.contact:
        return [Contains(("contacts",), known.contact.id)]
    firm = known.company
    return [Compare(("company",), "eq", firm.id)] if firm else []
