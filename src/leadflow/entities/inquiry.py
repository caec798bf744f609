"""The inquiry: one message that reached us, as it came."""

from datetime import datetime

from attrs import field, frozen

from leadflow.entities.choices import DIRECTIONS, OUTCOMES, direction, outcome
from leadflow.entities.custom import EMPTY, Custom, custom
from leadflow.entities.references import company_id, contact_id, deal_id, lead_id
from leadflow.entities.schema import (
    LONG,
    PERSONAL,
    SYSTEM,
    among,
    listed,
    named_faults,
    noun,
)
from leadflow.ids import CompanyId, ContactId, DealId, InquiryId, LeadId
from leadflow.values import Email, FileRef, Messenger, Origin, Phone, Utm, Website
from leadflow.values.converters import (
    code,
    emails,
    files,
    instant,
    messengers,
    origin,
    phones,
    tags,
    text,
    utm,
    websites,
)


@noun
@frozen(
    kw_only=True,
    eq=False,
    repr=False,
    weakref_slot=False,
    field_transformer=named_faults,
)
class Inquiry:
    """One message that reached us through a channel, kept as it came (I1).

    A call, a letter, a form, a chat: raw material. Out of it arises a lead, or
    it joins what is already known of the sender.

    >>> Inquiry(channel="webform", message="Please call me").direction
    'incoming'
    """

    id: InquiryId = field(default=InquiryId(""), metadata=SYSTEM)
    version: int = field(default=0, metadata=SYSTEM)

    channel: str = field(default="", converter=code, metadata=listed("source"))
    line: str = field(default="", converter=text)
    """Which of our numbers, mailboxes or forms."""
    direction: str = field(
        default="incoming", converter=direction, metadata=among(DIRECTIONS)
    )
    external_id: str = field(default="", converter=text)
    """The channel's own id: receiving it twice is noticed by it (I7)."""
    received_at: datetime | None = field(default=None, converter=instant)
    outcome: str = field(default="", converter=outcome, metadata=among(OUTCOMES))
    """Whether the call was taken: ``answered``, ``missed``; or nobody says."""
    source_details: str = field(default="", converter=text)
    """Which one: the exhibition's name, the page, the campaign."""
    met_by: str = field(default="", converter=text)
    """Who of us talked with the person."""
    message: str = field(default="", converter=text, metadata=LONG)
    interest: str = field(default="", converter=text)
    """The product or service asked for."""

    honorific: str = field(default="", converter=text)
    first_name: str = field(default="", converter=text, metadata=PERSONAL)
    middle_name: str = field(default="", converter=text, metadata=PERSONAL)
    last_name: str = field(default="", converter=text, metadata=PERSONAL)
    job_title: str = field(default="", converter=text)
    company_name: str = field(default="", converter=text)
    company_type: str = field(
        default="", converter=code, metadata=listed("company_type")
    )
    phones: tuple[Phone, ...] = field(default=(), converter=phones, metadata=PERSONAL)
    emails: tuple[Email, ...] = field(default=(), converter=emails, metadata=PERSONAL)
    websites: tuple[Website, ...] = field(default=(), converter=websites)
    messengers: tuple[Messenger, ...] = field(
        default=(), converter=messengers, metadata=PERSONAL
    )
    utm: Utm | None = field(default=None, converter=utm)
    raw: str = field(default="", converter=text, metadata=PERSONAL)
    """The payload as it was received."""

    route: str = field(default="", metadata=SYSTEM)
    """What became of it, as a code; empty until it is taken in (I6)."""
    route_note: str = field(default="", metadata=SYSTEM)
    """Why it took this route, where the code does not say all."""
    is_ambiguous: bool = field(default=False, metadata=SYSTEM)
    """Several records fitted equally well (I3)."""
    delivery_keys: tuple[str, ...] = field(
        default=(), converter=tags, metadata={**SYSTEM, **PERSONAL}
    )
    """By what it is recognised when it is received again (I2)."""
    lead: LeadId | None = field(default=None, converter=lead_id)
    contact: ContactId | None = field(default=None, converter=contact_id)
    company: CompanyId | None = field(default=None, converter=company_id)
    deal: DealId | None = field(default=None, converter=deal_id)

    origin: Origin | None = field(default=None, converter=origin)
    """The same record in another system."""
    owner: str = field(default="", converter=text)
    """Login of the person in charge."""
    open_to_all: bool = True
    notes: str = field(default="", converter=text, metadata=LONG)
    tags: tuple[str, ...] = field(default=(), converter=tags)
    files: tuple[FileRef, ...] = field(default=(), converter=files)
    """Papers that belong to it."""
    custom: Custom = field(default=EMPTY, converter=custom)
    """The workspace's own fields, by code."""

    created_at: datetime | None = field(default=None, converter=instant)
    created_by: str = field(default="", metadata=SYSTEM)
    updated_at: datetime | None = field(
        default=None, converter=instant, metadata=SYSTEM
    )
    updated_by: str = field(default="", metadata=SYSTEM)
    deleted_at: datetime | None = field(
        default=None, converter=instant, metadata=SYSTEM
    )
