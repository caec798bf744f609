"""The contact: a person we know."""

from datetime import date, datetime

from attrs import field, frozen

from leadflow.entities.custom import EMPTY, Custom, custom
from leadflow.entities.links import Affiliation, affiliations, primary_of
from leadflow.entities.references import contact_id, lead_id
from leadflow.entities.schema import (
    LONG,
    PERSONAL,
    SYSTEM,
    listed,
    named_faults,
    noun,
)
from leadflow.ids import CompanyId, ContactId, LeadId
from leadflow.values import (
    Address,
    Consent,
    Email,
    FileRef,
    Messenger,
    Origin,
    PersonName,
    Phone,
    Requisites,
    Utm,
    Website,
)
from leadflow.values.converters import (
    address,
    code,
    consents,
    day,
    emails,
    file,
    files,
    instant,
    messengers,
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
class Contact:
    """A person: somebody we talk with, at home or at a firm.

    A contact may work with several companies, with a position and a role in
    each, and takes part in deals. What the person told as a lead was copied
    here once; later edits of either leave the other alone.

    >>> contact = Contact(first_name="Olena", last_name="Kovalenko")
    >>> contact.name.full()
    'Olena Kovalenko'
    """

    id: ContactId = field(default=ContactId(""), metadata=SYSTEM)
    version: int = field(default=0, metadata=SYSTEM)

    honorific: str = field(default="", converter=text)
    first_name: str = field(default="", converter=text, metadata=PERSONAL)
    middle_name: str = field(default="", converter=text, metadata=PERSONAL)
    """A second given name or a patronymic."""
    last_name: str = field(default="", converter=text, metadata=PERSONAL)
    birth_date: date | None = field(default=None, converter=day, metadata=PERSONAL)
    job_title: str = field(default="", converter=text)
    photo: FileRef | None = field(default=None, converter=file, metadata=PERSONAL)
    type: str = field(default="", converter=code, metadata=listed("contact_type"))
    """Client, supplier, partner …"""
    phones: tuple[Phone, ...] = field(default=(), converter=phones, metadata=PERSONAL)
    emails: tuple[Email, ...] = field(default=(), converter=emails, metadata=PERSONAL)
    websites: tuple[Website, ...] = field(default=(), converter=websites)
    messengers: tuple[Messenger, ...] = field(
        default=(), converter=messengers, metadata=PERSONAL
    )
    address: Address | None = field(default=None, converter=address, metadata=PERSONAL)
    requisites: Requisites | None = field(
        default=None, converter=requisites, metadata=PERSONAL
    )
    companies: tuple[Affiliation, ...] = field(default=(), converter=affiliations)
    """Where the person works and worked, with role and dates; one is primary."""
    export_allowed: bool = True
    """Whether the person may be part of exported lists."""

    source: str = field(default="", converter=code, metadata=listed("source"))
    source_details: str = field(default="", converter=text)
    utm: Utm | None = field(default=None, converter=utm)
    origin: Origin | None = field(default=None, converter=origin)
    """The same record in another system."""
    lead: LeadId | None = field(default=None, converter=lead_id)
    """The lead that the contact was made from."""

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
    merged_into: ContactId | None = field(
        default=None, converter=contact_id, metadata=SYSTEM
    )
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

    @property
    def company(self) -> CompanyId | None:
        """Return the primary company."""
        link = primary_of(self.companies)
        return link.company if link else None
