"""What is made of an inquiry: lead, client, deal, and the activity that it is."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from leadflow.context import Context
from leadflow.entities import (
    Activity,
    Affiliation,
    Company,
    Contact,
    Counterparty,
    Custom,
    Deal,
    Inquiry,
    Lead,
    Participant,
    R,
)
from leadflow.entities.records import with_values


_PERSON: Final = (
    *("honorific", "first_name", "middle_name", "last_name", "job_title"),
)
_POINTS: Final = ("phones", "emails", "messengers", "websites")
_TRACE: Final = ("source_details", "utm", "tags")
_SAID: Final = ("phones", "emails", "messengers", "direction", "outcome")
_TITLE: Final = 80
"""As many characters of a message make a title."""

_KINDS: Final[Mapping[str, str]] = {
    "call": "call",
    "callback": "call",
    "email": "email",
    "store": "meeting",
    "trade_show": "meeting",
}
_TALKS: Final = frozenset({"call", "meeting"})
"""What has happened when it reaches us; anything else waits for an answer."""


def title_of(inquiry: Inquiry) -> str:
    """Return what an inquiry is about, in a few words: its interest, or its text.

    >>> title_of(Inquiry(message="Please call me. It is about forklifts."))
    'Please call me. It is about forklifts.'
    """
    if inquiry.interest:
        return inquiry.interest
    first = inquiry.message.partition("\n")[0].strip()
    return first if len(first) <= _TITLE else f"{first[: _TITLE - 1].rstrip()}…"


def names_somebody(inquiry: Inquiry) -> bool:
    """Return whether a client could be made of it (mission 1.5)."""
    told = (*_PERSON[1:4], *_POINTS, "company_name")
    return any(getattr(inquiry, name) for name in told)


def lead_of(context: Context, inquiry: Inquiry, owner: str) -> Lead:
    """Return the lead that an inquiry makes."""
    lead = Lead(
        title=title_of(inquiry),
        interest=inquiry.message,
        company_name=inquiry.company_name,
        source=inquiry.channel,
        met_by=inquiry.met_by,
        company=inquiry.company,
        contact=inquiry.contact,
        owner=owner,
        created_at=_since(context, inquiry),
        custom=_customs(context, inquiry, "lead"),
    )
    return _taken(lead, inquiry, (*_PERSON, *_POINTS, *_TRACE))


def company_of(context: Context, inquiry: Inquiry, owner: str) -> Company:
    """Return the company that an inquiry makes (mission 1.30)."""
    alone = not _is_person(inquiry)
    points = _POINTS if alone else ("websites",)
    company = Company(
        name=inquiry.company_name,
        type=inquiry.company_type,
        source=inquiry.channel,
        owner=owner,
        created_at=_since(context, inquiry),
        custom=_customs(context, inquiry, "company"),
    )
    return _taken(company, inquiry, (*points, *_TRACE))


def contact_of(
    context: Context, inquiry: Inquiry, owner: str, company: Company | None
) -> Contact:
    """Return the contact that an inquiry makes (mission 1.29)."""
    # A firm's site belongs to the firm, where there is one.
    points = _POINTS if company is None else _POINTS[:3]
    works = (
        Affiliation(company=company.id, position=inquiry.job_title, primary=True)
        if company
        else None
    )
    contact = Contact(
        companies=(works,) if works else (),
        source=inquiry.channel,
        owner=owner,
        created_at=_since(context, inquiry),
        custom=_customs(context, inquiry, "contact"),
    )
    return _taken(contact, inquiry, (*_PERSON, *points, *_TRACE))


def deal_of(
    context: Context,
    inquiry: Inquiry,
    owner: str,
    client: tuple[Contact | None, Company | None],
) -> Deal:
    """Return the deal that an inquiry makes of a client (mission 1.31)."""
    contact, company = client
    people = (Participant(contact=contact.id, primary=True),) if contact else ()
    deal = Deal(
        title=title_of(inquiry),
        notes=inquiry.message,
        contacts=people,
        company=company.id if company else None,
        source=inquiry.channel,
        owner=owner,
        created_at=_since(context, inquiry),
        custom=_customs(context, inquiry, "deal"),
    )
    return _taken(deal, inquiry, _TRACE)


def activity_of(
    context: Context, inquiry: Inquiry, owner: str, bindings: Iterable[str]
) -> Activity:
    """Return the activity that an inquiry is in the history of who sent it.

    A talk is done, unless nobody answered; a letter or message waits for an answer.
    """
    kind = _kind(context, inquiry)
    since = _since(context, inquiry)
    is_done = kind in _TALKS and inquiry.outcome != "missed"
    activity = Activity(
        kind=kind,
        subject=title_of(inquiry),
        description=inquiry.message,
        starts_at=since if kind in _TALKS else None,
        done_at=since if is_done else None,
        bindings=tuple(bindings),
        files=inquiry.files,
        owner=owner,
        created_at=since,
    )
    return _taken(activity, inquiry, _SAID)


def draft_of(context: Context, inquiry: Inquiry, entity: str) -> Counterparty:
    """Return what an inquiry tells of its sender, as a record of an entity.

    It is compared with known ones, and fills their blanks (mission 1.15). What was
    written is not in it: that is the activity's.
    """
    custom = _customs(context, inquiry, entity)
    if entity == "lead":
        lead = Lead(
            company_name=inquiry.company_name, met_by=inquiry.met_by, custom=custom
        )
        return _taken(lead, inquiry, (*_PERSON, *_POINTS, *_TRACE))
    if entity == "contact":
        person = Contact(custom=custom)
        return _taken(person, inquiry, (*_PERSON, *_POINTS[:3], *_TRACE))
    firm = Company(name=inquiry.company_name, type=inquiry.company_type, custom=custom)
    points = _POINTS[3:] if _is_person(inquiry) else _POINTS
    return _taken(firm, inquiry, (*points, *_TRACE))


def _is_person(inquiry: Inquiry) -> bool:
    return any(getattr(inquiry, name) for name in _PERSON[1:4])


def _taken(record: R, inquiry: Inquiry, names: Iterable[str]) -> R:
    """Return a record with what an inquiry says under the same names."""
    return with_values(record, **{name: getattr(inquiry, name) for name in names})


def _since(context: Context, inquiry: Inquiry) -> datetime:
    """Return when it came in; a clock of elsewhere may run ahead of ours."""
    now = context.act.now
    return min(inquiry.received_at or now, now)


def _kind(context: Context, inquiry: Inquiry) -> str:
    """Return the kind of activity: the channel's own, where it is one."""
    kinds = context.workspace.dictionary("activity_kind").entries
    if inquiry.channel in {each.code for each in kinds}:
        return inquiry.channel
    return _KINDS.get(inquiry.channel, "message")


def _customs(context: Context, inquiry: Inquiry, entity: str) -> Custom:
    """Return the firm's own fields that the target has too (C4)."""
    given = context.workspace.fields_of("inquiry")
    known = context.workspace.fields_of(entity)
    return Custom(
        {
            code: value
            for code, value in inquiry.custom.items()
            if code in known and code in given and known[code].type == given[code].type
        }
    )
