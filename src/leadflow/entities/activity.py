"""The activity: what we do, did or must do with a client."""

from datetime import datetime

from attrs import field, frozen

from leadflow.entities.choices import direction, priority
from leadflow.entities.custom import EMPTY, Custom, custom
from leadflow.entities.references import record_ids
from leadflow.entities.schema import (
    LONG,
    PERSONAL,
    SYSTEM,
    listed,
    named_faults,
    noun,
)
from leadflow.ids import ActivityId
from leadflow.values import Email, Origin, Phone
from leadflow.values.converters import (
    code,
    emails,
    instant,
    minutes,
    origin,
    phones,
    tags,
    text,
)


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
    direction: str = field(default="none", converter=direction)
    priority: str = field(default="normal", converter=priority)
    location: str = field(default="", converter=text)
    provider: str = field(default="", converter=text)
    """The service that brought or carries it: a telephone exchange, a mailbox."""
    starts_at: datetime | None = field(default=None, converter=instant)
    ends_at: datetime | None = field(default=None, converter=instant)
    due_at: datetime | None = field(default=None, converter=instant)
    remind_minutes: int | None = field(default=None, converter=minutes)
    """How long before the deadline to remind of it."""
    done_at: datetime | None = field(default=None, converter=instant)
    """When it was done; open until then."""
    result: str = field(default="", converter=text)
    bindings: tuple[str, ...] = field(
        default=(), converter=record_ids, metadata={"target": "*"}
    )
    """Ids of the records it belongs to."""
    phones: tuple[Phone, ...] = field(default=(), converter=phones, metadata=PERSONAL)
    """The numbers used, for calls and messages."""
    emails: tuple[Email, ...] = field(default=(), converter=emails, metadata=PERSONAL)

    origin: Origin | None = field(default=None, converter=origin)
    """The same record in another system."""
    owner: str = field(default="", converter=text)
    """Login of the person in charge."""
    open_to_all: bool = True
    notes: str = field(default="", converter=text, metadata=LONG)
    tags: tuple[str, ...] = field(default=(), converter=tags)
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
        timed = self.kind in ("call", "meeting")
        return (self.starts_at or self.due_at) if timed else self.due_at
