"""The user: one of us."""

from datetime import datetime

from attrs import field, frozen

from leadflow.entities.custom import EMPTY, Custom, custom
from leadflow.entities.schema import (
    LONG,
    PERSONAL,
    SYSTEM,
    named_faults,
    noun,
)
from leadflow.ids import UserId
from leadflow.values import Email, Origin, PersonName, Phone
from leadflow.values.converters import emails, instant, origin, phones, tags, text


@noun
@frozen(
    kw_only=True,
    eq=False,
    repr=False,
    weakref_slot=False,
    field_transformer=named_faults,
)
class User:
    """One of us: a person who works in the CRM, known by a login.

    Owners and actors are named by login, so that a host application may keep
    its users where it likes; a stored user adds what reports and rights need.

    >>> User(login="ada", first_name="Ada").is_active
    True
    """

    id: UserId = field(default=UserId(""), metadata=SYSTEM)
    version: int = field(default=0, metadata=SYSTEM)

    login: str = field(default="", converter=text)
    first_name: str = field(default="", converter=text, metadata=PERSONAL)
    middle_name: str = field(default="", converter=text, metadata=PERSONAL)
    last_name: str = field(default="", converter=text, metadata=PERSONAL)
    job_title: str = field(default="", converter=text)
    department: str = field(default="", converter=text)
    manager: str = field(default="", converter=text)
    """Login of the person this one reports to."""
    phones: tuple[Phone, ...] = field(default=(), converter=phones, metadata=PERSONAL)
    emails: tuple[Email, ...] = field(default=(), converter=emails, metadata=PERSONAL)
    is_active: bool = True

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
    def name(self) -> PersonName:
        """Return the person's name."""
        return PersonName(
            first=self.first_name, middle=self.middle_name, last=self.last_name
        )
