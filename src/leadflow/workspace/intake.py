"""How a firm takes in what reaches it: whom it ignores, and who gets what (I2, I5)."""

from collections.abc import Iterable, Iterator

import attrs
from attrs import frozen

from leadflow.deferred import by_value
from leadflow.errors import Fault, InvalidValue
from leadflow.expressions import Condition
from leadflow.values import Email, Phone, Website
from leadflow.values.converters import text
from leadflow.values.teaching import teach_names
from leadflow.values.text import clean
from leadflow.workspace.checks import repeated
from leadflow.workspace.codes import all_of, names, one_of, own_code, whole
from leadflow.workspace.conditions import condition
from leadflow.workspace.definitions import Definitions
from leadflow.workspace.maps import condition_faults


ROUND_ROBIN, LEAST_LOADED = "round_robin", "least_loaded"
WAYS = (ROUND_ROBIN, LEAST_LOADED)
"""How one of several people is chosen."""

EXACT, WARN, ATTACH = "exact", "warn", "attach"
SOFT = (EXACT, WARN, ATTACH)
"""What is done about somebody who looks like the sender, without an exact key."""
BOUND, _LEAST, _MOST = 80, 56, 100
MINUTES = 30
"""How long a second call of one number on one line is the same call (I2)."""
_DAY = 24 * 60


def _logins(value: Iterable[str] | str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(names(value)))
    if not found:
        raise InvalidValue("to", "is missing", "say who may get it: to=['ada', 'bob']")
    return found


def _way(value: str) -> str:
    return one_of(value, "way to assign", WAYS)


def _soft(value: str) -> str:
    return one_of(value, "way to take who looks alike", SOFT)


def _bound(value: int) -> int:
    found = whole(value)
    if found is None or not _LEAST <= found <= _MOST:
        hint = "a name alone comes to 55, which makes nobody the same"
        raise InvalidValue("bound", f"must be from {_LEAST} to {_MOST}", hint)
    return found


def _least(value: int | None) -> int | None:
    found = whole(value)
    if found is not None and found < 1:
        raise InvalidValue("capacity", "is below 1", "leave it out for no limit")
    return found


@teach_names
@by_value
@frozen(eq=False, repr=False)
class Assignment:
    """Who gets what comes from somebody that nobody looks after yet (I5).

    >>> Assignment("firms", to=["ada", "bob"], when="company_name != ''").by
    'round_robin'
    """

    code: str = attrs.field(converter=own_code)
    to: tuple[str, ...] = attrs.field(converter=_logins, kw_only=True)
    """Logins, of which one gets it."""
    by: str = attrs.field(default=ROUND_ROBIN, converter=_way, kw_only=True)
    """``round_robin``: one after the other; ``least_loaded``: who has the fewest open
    leads and deals."""
    when: Condition | None = attrs.field(
        default=None, converter=condition, kw_only=True
    )
    """A condition that the inquiry meets; none fits all."""
    capacity: int | None = attrs.field(default=None, converter=_least, kw_only=True)
    """How many new ones each of them gets in a day of the firm's zone."""


def excluded(value: str) -> str:
    """Return an address, a number or a domain in the form in which it is compared.

    >>> excluded("Spam@Junk.example"), excluded("junk.example"), excluded("044 1234567")
    ('spam@junk.example', 'junk.example', '0441234567')
    """
    given = clean(value, "excluded").removeprefix("@")
    if not given:
        raise InvalidValue("excluded", "is empty", "name an address, domain or number")
    if "@" in given:
        return Email.parse(given).key
    if any(each.isalpha() for each in given):
        return Website(given).domain
    return Phone(given).key


def _excluded(value: Iterable[str] | str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(excluded(each) for each in names(value)))


def _assignments(value: Iterable[Assignment] | Assignment) -> tuple[Assignment, ...]:
    if isinstance(value, Assignment):
        return (value,)
    return all_of(value, Assignment, "assignments")


def _minutes(value: int) -> int:
    found = whole(value)
    if found is None or not 0 <= found <= _DAY:
        hint = f"give minutes, at most {_DAY}"
        raise InvalidValue("window", "is no time within a day", hint)
    return found


@teach_names
@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Intake:
    """How inquiries are taken in.

    >>> Intake(excluded=["junk.example"]).repeat_leads
    True
    """

    excluded: tuple[str, ...] = attrs.field(default=(), converter=_excluded)
    """Addresses, domains and numbers of which nothing is made (I2)."""
    repeat_leads: bool = True
    """In classic mode a known client's inquiry is a repeat lead; otherwise it goes on
    the client (I4)."""
    window: int = attrs.field(default=MINUTES, converter=_minutes)
    """Minutes in which the same number on the same line is the same inquiry (I2)."""
    soft: str = attrs.field(default=EXACT, converter=_soft)
    """Where no exact key tells the sender: ``exact`` asks no further; ``warn`` says who
    looks alike, with score and reasons; ``attach`` takes the one who does (I3)."""
    bound: int = attrs.field(default=BOUND, converter=_bound)
    """From which score on, of 100, somebody looks like the sender."""
    assignments: tuple[Assignment, ...] = attrs.field(
        default=(), converter=_assignments
    )
    """In the order of trying: the first that fits and has room decides (I5)."""
    owner: str = attrs.field(default="", converter=text)
    """Who gets the rest; whoever takes it in, unless given."""


def intake_faults(definitions: Definitions, intake: Intake) -> Iterator[Fault]:
    """Yield what is wrong with how inquiries are taken in."""
    codes = [each.code for each in intake.assignments]
    yield from repeated("intake.assignments", codes)
    for number, each in enumerate(intake.assignments):
        path = f"intake.assignments[{number}]"
        yield from condition_faults(definitions, "inquiry", each.when, f"{path}.when")
