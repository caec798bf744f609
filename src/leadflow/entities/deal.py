"""The deal: a sale on its way, from interest to payment."""

from datetime import date, datetime

from attrs import field, frozen

from leadflow.entities.choices import PROBABILITY_SOURCES, probability_source
from leadflow.entities.custom import EMPTY, Custom, custom
from leadflow.entities.links import Participant, participants, primary_of
from leadflow.entities.references import company_id, deal_id, lead_id, quote_id
from leadflow.entities.rows import ProductRow, product_rows
from leadflow.entities.schema import (
    LONG,
    SYSTEM,
    among,
    listed,
    named_faults,
    noun,
)
from leadflow.ids import CompanyId, ContactId, DealId, LeadId, QuoteId
from leadflow.values import FileRef, Money, Origin, Utm
from leadflow.values.converters import (
    code,
    day,
    files,
    instant,
    money,
    origin,
    percent,
    tags,
    text,
    utm,
)


@noun
@frozen(
    kw_only=True,
    eq=False,
    repr=False,
    weakref_slot=False,
    field_transformer=named_faults,
)
class Deal:
    """A sale on its way: what, how much, with whom, how likely, at which stage.

    The deal moves along its pipeline until it is won or lost. Its client is a
    company or a person; the people who decide take part with their roles.

    >>> Deal(title="Forklifts", amount="120000 UAH").probability is None
    True
    """

    id: DealId = field(default=DealId(""), metadata=SYSTEM)
    version: int = field(default=0, metadata=SYSTEM)

    title: str = field(default="", converter=text)
    type: str = field(default="", converter=code, metadata=listed("deal_type"))
    amount: Money | None = field(default=None, converter=money)
    tax: Money | None = field(default=None, converter=money)
    """What of the amount is tax."""
    amount_is_manual: bool = False
    """Set by hand: product rows then leave the amount alone."""
    rows: tuple[ProductRow, ...] = field(default=(), converter=product_rows)
    pipeline: str = field(default="", converter=code)
    stage: str = field(default="", converter=code)
    """Empty before it is stored: then the pipeline's first stage is taken."""
    stage_kind: str = field(default="", metadata=SYSTEM)
    """``open``, ``won`` or ``lost``: a copy of what the stage's definition says."""
    stage_entered_at: datetime | None = field(
        default=None, converter=instant, metadata=SYSTEM
    )
    moved_by: str = field(default="", metadata=SYSTEM)
    closed_at: datetime | None = field(default=None, converter=instant)
    loss_reason: str = field(default="", converter=code, metadata=listed("loss_reason"))
    loss_note: str = field(default="", converter=text)
    probability: int | None = field(default=None, converter=percent)
    """Percent; follows the stage unless it was set by hand (S7)."""
    probability_source: str = field(
        default="", converter=probability_source, metadata=among(PROBABILITY_SOURCES)
    )
    """Who says so: ``stage``, ``manual`` or ``model``."""
    is_recurring: bool = False
    """A pattern that further deals are made from, again and again."""
    begins_on: date | None = field(default=None, converter=day)
    expected_close: date | None = field(default=None, converter=day)
    """The day on which it should be decided."""
    location: str = field(default="", converter=text)
    """The place that it is about, and whose taxes apply."""
    additional_info: str = field(default="", converter=text, metadata=LONG)
    """What another system keeps with it, beside the notes of people."""

    company: CompanyId | None = field(default=None, converter=company_id)
    contacts: tuple[Participant, ...] = field(default=(), converter=participants)
    """The people who take part, with their roles; one is primary."""
    lead: LeadId | None = field(default=None, converter=lead_id)
    """The lead that it was made from."""
    quote: QuoteId | None = field(default=None, converter=quote_id)
    is_return_customer: bool = field(default=False, metadata=SYSTEM)
    """The client had won a deal before this one (S10)."""
    is_repeated_approach: bool = field(default=False, metadata=SYSTEM)
    """The client had earlier deals, none of them won (S10)."""

    source: str = field(default="", converter=code, metadata=listed("source"))
    source_details: str = field(default="", converter=text)
    utm: Utm | None = field(default=None, converter=utm)
    origin: Origin | None = field(default=None, converter=origin)
    """The same record in another system."""

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
    merged_into: DealId | None = field(default=None, converter=deal_id, metadata=SYSTEM)
    """The record that it became part of; who asks for it gets that one (D3)."""

    @property
    def contact(self) -> ContactId | None:
        """Return the primary contact."""
        link = primary_of(self.contacts)
        return link.contact if link else None
