"""The company: a firm we deal with."""

from datetime import datetime

from attrs import field, frozen

from leadflow.entities.custom import EMPTY, Custom, custom
from leadflow.entities.references import company_id, lead_id
from leadflow.entities.schema import (
    LONG,
    PERSONAL,
    SYSTEM,
    listed,
    named_faults,
    noun,
)
from leadflow.ids import CompanyId, LeadId
from leadflow.values import (
    Address,
    Consent,
    Email,
    FileRef,
    Messenger,
    Money,
    Origin,
    Phone,
    Requisites,
    Utm,
    Website,
)
from leadflow.values.converters import (
    address as to_address,
    code,
    consents,
    emails,
    file,
    files,
    instant,
    messengers,
    money,
    origin,
    phones,
    requisites,
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
class Company:
    """A legal entity: the side that signs, is invoiced, and has people in it.

    >>> Company(name="Kyiv Logistics", industry="delivery").industry
    'delivery'
    """

    id: CompanyId = field(default=CompanyId(""), metadata=SYSTEM)
    version: int = field(default=0, metadata=SYSTEM)

    name: str = field(default="", converter=text)
    logo: FileRef | None = field(default=None, converter=file)
    type: str = field(default="", converter=code, metadata=listed("company_type"))
    """Customer, supplier, competitor, partner …"""
    industry: str = field(default="", converter=code, metadata=listed("industry"))
    employees: str = field(default="", converter=code, metadata=listed("employees"))
    """How many people work there, as a band."""
    revenue: Money | None = field(default=None, converter=money)
    """Of a year."""
    is_ours: bool = False
    """One of our own legal entities: the seller on quotes and invoices."""
    phones: tuple[Phone, ...] = field(default=(), converter=phones, metadata=PERSONAL)
    emails: tuple[Email, ...] = field(default=(), converter=emails, metadata=PERSONAL)
    websites: tuple[Website, ...] = field(default=(), converter=websites)
    messengers: tuple[Messenger, ...] = field(
        default=(), converter=messengers, metadata=PERSONAL
    )
    address: Address | None = field(default=None, converter=to_address)
    legal_address: Address | None = field(default=None, converter=to_address)
    requisites: Requisites | None = field(default=None, converter=requisites)
    stamp: FileRef | None = field(default=None, converter=file)
    """As printed on documents."""
    director_signature: FileRef | None = field(
        default=None, converter=file, metadata=PERSONAL
    )
    accountant_signature: FileRef | None = field(
        default=None, converter=file, metadata=PERSONAL
    )
    parent: CompanyId | None = field(default=None, converter=company_id)
    """The company it belongs to."""

    source: str = field(default="", converter=code, metadata=listed("source"))
    source_details: str = field(default="", converter=text)
    utm: Utm | None = field(default=None, converter=utm)
    origin: Origin | None = field(default=None, converter=origin)
    """The same record in another system."""
    lead: LeadId | None = field(default=None, converter=lead_id)
    """The lead that the company was made from."""

    consents: tuple[Consent, ...] = field(
        default=(), converter=consents, metadata={**SYSTEM, **PERSONAL}
    )
    """What was said of letters and calls; ``crm.consents`` takes it down."""

    owner: str = field(default="", converter=text)
    """Login of the person in charge."""
    observers: tuple[str, ...] = field(default=(), converter=tags)
    """Logins of those who follow it."""
    open_to_all: bool = True
    notes: str = field(default="", converter=text, metadata=LONG)
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
    created_by: str = field(default="", metadata=SYSTEM)
    updated_at: datetime | None = field(
        default=None, converter=instant, metadata=SYSTEM
    )
    updated_by: str = field(default="", metadata=SYSTEM)
    deleted_at: datetime | None = field(
        default=None, converter=instant, metadata=SYSTEM
    )
    merged_into: CompanyId | None = field(
        default=None, converter=company_id, metadata=SYSTEM
    )
    """The record that it became part of; who asks for it gets that one (D3)."""
