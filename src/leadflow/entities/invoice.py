"""The invoice: the demand for payment."""

from datetime import date, datetime

from attrs import field, frozen

from leadflow.entities.custom import EMPTY, Custom, custom
from leadflow.entities.links import Participant, participants
from leadflow.entities.references import company_id, deal_id, quote_id
from leadflow.entities.rows import ProductRow, product_rows
from leadflow.entities.schema import (
    LONG,
    SYSTEM,
    listed,
    named_faults,
    noun,
)
from leadflow.ids import CompanyId, DealId, InvoiceId, QuoteId
from leadflow.values import FileRef, Money, Origin, Requisites, Utm
from leadflow.values.converters import (
    code,
    day,
    files,
    instant,
    money,
    origin,
    requisites,
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
class Invoice:
    """A demand for payment: from whom, to whom, for what, until when.

    Both sides' requisites are kept as they were when it was issued.

    >>> Invoice(title="March", amount="9000 UAH").number
    ''
    """

    id: InvoiceId = field(default=InvoiceId(""), metadata=SYSTEM)
    version: int = field(default=0, metadata=SYSTEM)

    number: str = field(default="", converter=text)
    title: str = field(default="", converter=text)
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
    issued_on: date | None = field(default=None, converter=day)
    due_on: date | None = field(default=None, converter=day)
    basis: str = field(default="", converter=text)
    """The contract or order that it rests on."""
    location: str = field(default="", converter=text)
    """The place that it is about, and whose taxes apply."""

    seller: CompanyId | None = field(default=None, converter=company_id)
    """Which of our own companies issues it."""
    seller_requisites: Requisites | None = field(default=None, converter=requisites)
    company: CompanyId | None = field(default=None, converter=company_id)
    requisites: Requisites | None = field(default=None, converter=requisites)
    """The recipient's."""
    contacts: tuple[Participant, ...] = field(default=(), converter=participants)
    deal: DealId | None = field(default=None, converter=deal_id)
    quote: QuoteId | None = field(default=None, converter=quote_id)

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
