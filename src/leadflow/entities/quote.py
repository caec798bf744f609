"""The quote: what we offer, on what terms, until when."""

from datetime import date, datetime

from attrs import field, frozen

from leadflow.entities.custom import EMPTY, Custom, custom
from leadflow.entities.links import Participant, participants
from leadflow.entities.references import company_id, deal_id, lead_id
from leadflow.entities.rows import ProductRow, product_rows
from leadflow.entities.schema import (
    LONG,
    PERSONAL,
    SYSTEM,
    listed,
    named_faults,
    noun,
)
from leadflow.ids import CompanyId, DealId, LeadId, QuoteId
from leadflow.values import FileRef, Money, Origin, PartySnapshot, Requisites, Utm
from leadflow.values.converters import (
    code,
    day,
    files,
    instant,
    money,
    origin,
    party,
    requisites as to_requisites,
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
class Quote:
    """An offer to a client: goods, prices, terms, and how long it stands.

    >>> Quote(title="Forklifts for a month", amount="9000 UAH").title
    'Forklifts for a month'
    """

    id: QuoteId = field(default=QuoteId(""), metadata=SYSTEM)
    version: int = field(default=0, metadata=SYSTEM)

    number: str = field(default="", converter=text)
    title: str = field(default="", converter=text)
    content: str = field(default="", converter=text, metadata=LONG)
    terms: str = field(default="", converter=text, metadata=LONG)
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
    issued_on: date | None = field(default=None, converter=day)
    valid_until: date | None = field(default=None, converter=day)
    """The last day on which it can be accepted."""
    expected_close: date | None = field(default=None, converter=day)
    """The day on which it should be decided."""
    location: str = field(default="", converter=text)
    """The place that it is about, and whose taxes apply."""

    seller: CompanyId | None = field(default=None, converter=company_id)
    """Which of our own companies offers."""
    seller_requisites: Requisites | None = field(default=None, converter=to_requisites)
    company: CompanyId | None = field(default=None, converter=company_id)
    requisites: Requisites | None = field(default=None, converter=to_requisites)
    """The recipient's."""
    client: PartySnapshot | None = field(
        default=None, converter=party, metadata=PERSONAL
    )
    """How the recipient was written when the quote was printed."""
    contacts: tuple[Participant, ...] = field(default=(), converter=participants)
    lead: LeadId | None = field(default=None, converter=lead_id)
    deal: DealId | None = field(default=None, converter=deal_id)

    utm: Utm | None = field(default=None, converter=utm)
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
