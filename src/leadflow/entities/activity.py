"""The activity: what we do, did or must do with a client."""

from datetime import datetime
from decimal import Decimal

from attrs import field, frozen

from leadflow.entities.choices import (
    DIRECTIONS,
    MARKS,
    OUTCOMES,
    PRIORITIES,
    TEXT_FORMATS,
    direction,
    mark,
    outcome,
    priority,
    text_format,
)
from leadflow.entities.custom import EMPTY, Custom, custom
from leadflow.entities.references import activity_id, record_ids
from leadflow.entities.schema import (
    LONG,
    PERSONAL,
    SYSTEM,
    among,
    listed,
    named_faults,
    noun,
)
from leadflow.ids import ActivityId
from leadflow.values import (
    Email,
    FileRef,
    Messenger,
    Money,
    Origin,
    Phone,
    Recurrence,
)
from leadflow.values.converters import (
    code,
    emails,
    files,
    instant,
    messengers,
    minutes,
    money,
    optional_quantity,
    origin,
    phones,
    recurrence,
    tags,
    text,
)


TIMED = ("call", "meeting")
"""The kinds whose deadline is their start."""


@noun
@frozen(
    kw_only=True,
    eq=False,
    repr=False,
    weakref_slot=False,
    field_transformer=named_faults,
)
class Activity:
    """A call, a meeting, a task, a letter: planned, then done (T1).

    It is bound to at least one record, and may be bound to many: a meeting
    belongs to the deal, its contact and its company at once. The deadline of a
    call or meeting is its start, that of a task its due time.

    >>> Activity(kind="call", subject="Ask about the amount").is_done
    False
    """

    id: ActivityId = field(default=ActivityId(""), metadata=SYSTEM)
    version: int = field(default=0, metadata=SYSTEM)

    kind: str = field(default="task", converter=code, metadata=listed("activity_kind"))
    subject: str = field(default="", converter=text)
    description: str = field(default="", converter=text, metadata=LONG)
    description_format: str = field(
        default="plain", converter=text_format, metadata=among(TEXT_FORMATS)
    )
    """How the description is written: ``plain``, ``bbcode`` or ``html``."""
    direction: str = field(
        default="none", converter=direction, metadata=among(DIRECTIONS)
    )
    priority: str = field(
        default="normal", converter=priority, metadata=among(PRIORITIES)
    )
    location: str = field(default="", converter=text)
    provider: str = field(default="", converter=text)
    """The service that brought or carries it: a telephone exchange, a mailbox."""
    provider_type: str = field(default="", converter=text)
    """Which of the things that the service does."""
    provider_params: str = field(default="", converter=text, metadata=LONG)
    """How the service was asked for it, in the service's own words."""
    provider_data: str = field(default="", converter=text, metadata=LONG)
    """What the service told of it, in its own words."""
    settings: str = field(default="", converter=text, metadata=LONG)
    """How the service shows it, in its own words."""
    starts_at: datetime | None = field(default=None, converter=instant)
    ends_at: datetime | None = field(default=None, converter=instant)
    due_at: datetime | None = field(default=None, converter=instant)
    remind_minutes: int | None = field(default=None, converter=minutes)
    """How long before the deadline to remind of it."""
    recurrence: Recurrence | None = field(default=None, converter=recurrence)
    """How often it comes back: completing it plans the next one (T6)."""
    occurs_at: datetime | None = field(default=None, converter=instant)
    """When its recurrence has it, whatever it was put off to."""
    done_at: datetime | None = field(default=None, converter=instant)
    """When it was done; open until then."""
    done_automatically: bool = False
    """A program did it, or took it for done."""
    result: str = field(default="", converter=text)
    outcome: str = field(default="", converter=outcome, metadata=among(OUTCOMES))
    """Whether the other side was reached: ``answered``, ``missed``; or unknown."""
    result_mark: str = field(default="", converter=mark, metadata=among(MARKS))
    """How it went: ``negative``, ``positive``; or nobody said."""
    result_value: Decimal | None = field(default=None, converter=optional_quantity)
    """What it brought, in whatever is counted."""
    result_amount: Money | None = field(default=None, converter=money)
    """What it brought, in money."""
    result_source: str = field(default="", converter=text)
    """Who reports the result: a line, a form, a programme."""
    bindings: tuple[str, ...] = field(
        default=(), converter=record_ids, metadata={"target": "*"}
    )
    """Ids of the records it belongs to."""
    parent: ActivityId | None = field(default=None, converter=activity_id)
    """What it follows from."""
    is_pinned: bool = False
    """Stands above all others of its record."""
    phones: tuple[Phone, ...] = field(default=(), converter=phones, metadata=PERSONAL)
    """The numbers used, for calls and messages."""
    emails: tuple[Email, ...] = field(default=(), converter=emails, metadata=PERSONAL)
    messengers: tuple[Messenger, ...] = field(
        default=(), converter=messengers, metadata=PERSONAL
    )

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

    @property
    def is_done(self) -> bool:
        """Return whether it is done."""
        return self.done_at is not None

    @property
    def deadline(self) -> datetime | None:
        """Return the start of a call or meeting, the due time of anything else."""
        return (self.starts_at or self.due_at) if self.is_timed else self.due_at

    @property
    def is_timed(self) -> bool:
        """Return whether it begins at a time, as calls and meetings do (T1)."""
        return self.kind in TIMED
