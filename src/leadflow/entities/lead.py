"""The lead: an inquiry of somebody who may become a client."""

from datetime import date, datetime

from attrs import field, frozen

from leadflow.entities.custom import EMPTY, Custom, custom
from leadflow.entities.references import company_id, contact_id, deal_id, lead_id
from leadflow.entities.rows import ProductRow, product_rows
from leadflow.entities.schema import (
    LONG,
    PERSONAL,
    SYSTEM,
    listed,
    named_faults,
    noun,
)
from leadflow.ids import CompanyId, ContactId, DealId, LeadId
from leadflow.values import (
    Address,
    Consent,
    Email,
    FileRef,
    Messenger,
    Money,
    Origin,
    PersonName,
    Phone,
    Utm,
    Website,
)
from leadflow.values.converters import (
    address,
    code,
    consents,
    day,
    emails,
    files,
    instant,
    messengers,
    money,
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
class Lead:
    """A potential client's inquiry: somebody we can reach, who may buy.

    In a sales office every hook becomes a lead first: a card from a trade show,
    a call, a filled form. A name or one way to reach the person is enough.
    The lead is asked, refined and moved along its pipeline until it is ripe;
    then it is *converted* into a company, a contact and a deal, and stays as it
    was at that moment, with links to what it became. A lead that came to
    nothing keeps the stage and the reason of its loss.

    >>> lead = Lead(title="Forklift rental", amount="120000 UAH")
    >>> str(lead.amount)
    '120000.00 UAH'
    """

    id: LeadId = field(default=LeadId(""), metadata=SYSTEM)
    version: int = field(default=0, metadata=SYSTEM)
    """Rises by one with each change; 0 before it is stored."""
    title: str = field(default="", converter=text)
    """What it is about, in a few words."""
    interest: str = field(default="", converter=text, metadata=LONG)
    """What the person asked for, as they said it."""

    honorific: str = field(default="", converter=text)
    first_name: str = field(default="", converter=text, metadata=PERSONAL)
    middle_name: str = field(default="", converter=text, metadata=PERSONAL)
    """A second given name or a patronymic."""
    last_name: str = field(default="", converter=text, metadata=PERSONAL)
    birth_date: date | None = field(default=None, converter=day, metadata=PERSONAL)
    job_title: str = field(default="", converter=text)
    company_name: str = field(default="", converter=text)
    """The firm as the person named it; becomes the company on conversion."""
    industry: str = field(default="", converter=code, metadata=listed("industry"))
    phones: tuple[Phone, ...] = field(default=(), converter=phones, metadata=PERSONAL)
    emails: tuple[Email, ...] = field(default=(), converter=emails, metadata=PERSONAL)
    websites: tuple[Website, ...] = field(default=(), converter=websites)
    messengers: tuple[Messenger, ...] = field(
        default=(), converter=messengers, metadata=PERSONAL
    )
    address: Address | None = field(default=None, converter=address, metadata=PERSONAL)

    source: str = field(default="", converter=code, metadata=listed("source"))
    """The channel that brought it: ``trade_show``, ``web``, ``call`` …"""
    source_details: str = field(default="", converter=text)
    """Which one: the exhibition's name, the page, the partner."""
    met_by: str = field(default="", converter=text)
    """Who of us talked with the person first."""
    utm: Utm | None = field(default=None, converter=utm)
    origin: Origin | None = field(default=None, converter=origin)
    """The same record in another system."""

    amount: Money | None = field(default=None, converter=money)
    """What the sale may bring."""
    amount_is_manual: bool = False
    """Set by hand: product rows then leave the amount alone."""
    rows: tuple[ProductRow, ...] = field(default=(), converter=product_rows)
    """The goods and services wanted."""

    pipeline: str = field(default="", converter=code)
    stage: str = field(default="", converter=code)
    """Empty before it is stored: then the pipeline's first stage is taken."""
    stage_note: str = field(default="", converter=text)
    """Why it stands there, in a few words."""
    stage_kind: str = field(default="", metadata=SYSTEM)
    """``open``, ``won`` or ``lost``: a copy of what the stage's definition says."""
    stage_entered_at: datetime | None = field(
        default=None, converter=instant, metadata=SYSTEM
    )
    moved_by: str = field(default="", metadata=SYSTEM)
    closed_at: datetime | None = field(default=None, converter=instant)
    converted_at: datetime | None = field(
        default=None, converter=instant, metadata=SYSTEM
    )
    loss_reason: str = field(default="", converter=code, metadata=listed("loss_reason"))
    loss_note: str = field(default="", converter=text)

    company: CompanyId | None = field(default=None, converter=company_id)
    """The client, where it is known already, or what the lead became."""
    contact: ContactId | None = field(default=None, converter=contact_id)
    deal: DealId | None = field(default=None, converter=deal_id, metadata=SYSTEM)
    """The deal that the lead became."""
    is_return_customer: bool = field(default=False, metadata=SYSTEM)
    """It came from a client that was known already."""

    consents: tuple[Consent, ...] = field(
        default=(), converter=consents, metadata={**SYSTEM, **PERSONAL}
    )
    """What was said of letters and calls; ``crm.consents`` takes it down."""

    owner: str = field(default="", converter=text)
    """Login of the person in charge; the actor who adds it, unless given."""
    observers: tuple[str, ...] = field(default=(), converter=tags)
    """Logins of those who follow it."""
    open_to_all: bool = True
    notes: str = field(default="", converter=text, metadata=LONG)
    """Free remarks; the one field that stays open after conversion."""
    tags: tuple[str, ...] = field(default=(), converter=tags)
    files: tuple[FileRef, ...] = field(default=(), converter=files)
    """Papers that belong to it."""
    custom: Custom = field(default=EMPTY, converter=custom)
    """The workspace's own fields, by code."""

    last_activity_at: datetime | None = field(
        default=None, converter=instant, metadata=SYSTEM
    )
    """When something last happened with it; what is only planned does not count."""
    last_activity_by: str = field(default="", metadata=SYSTEM)
    """Login of whose activity that was."""

    created_at: datetime | None = field(default=None, converter=instant)
    """When it came in; may be given for history that is brought along."""
    created_by: str = field(default="", metadata=SYSTEM)
    updated_at: datetime | None = field(
        default=None, converter=instant, metadata=SYSTEM
    )
    updated_by: str = field(default="", metadata=SYSTEM)
    deleted_at: datetime | None = field(
        default=None, converter=instant, metadata=SYSTEM
    )
    merged_into: LeadId | None = field(default=None, converter=lead_id, metadata=SYSTEM)
    """The record that it became part of; who asks for it gets that one (D3)."""

    @property
    def name(self) -> PersonName:
        """Return the person's name."""
        return PersonName(
            first=self.first_name,
            middle=self.middle_name,
            last=self.last_name,
            honorific=self.honorific,
        )
