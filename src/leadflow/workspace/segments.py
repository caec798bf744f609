"""Segments: which parties somebody has in mind, as conditions with a name (Z7)."""

from collections.abc import Iterable, Iterator, Mapping

import attrs
from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import entity_named
from leadflow.errors import Fault, InvalidValue, UnknownName
from leadflow.expressions import Condition
from leadflow.values import Money
from leadflow.values.consents import channel
from leadflow.values.converters import code as as_code, money
from leadflow.values.teaching import teach_names
from leadflow.workspace.codes import all_of, names, own_code, whole
from leadflow.workspace.conditions import condition
from leadflow.workspace.definitions import Definitions
from leadflow.workspace.labels import Label, label
from leadflow.workspace.maps import condition_faults


PARTIES = ("contact", "lead", "company")
"""Who can be in a segment."""
LONGEST = 366
"""The most days in which a birthday is looked for."""
ROLES = "contact_role"
"""The dictionary of what people decide at their firms."""

# Who has what a segment may ask for besides its condition.
_HAVING: Mapping[str, tuple[str, ...]] = {
    "position": ("contact", "lead"),
    "role": ("contact",),
    "birthday": ("contact", "lead"),
}


def _party(value: str) -> str:
    name = entity_named(value).name
    if name not in PARTIES:
        raise UnknownName("kind of party", value, PARTIES, "over")
    return name


def _days(value: int | None) -> int | None:
    found = whole(value)
    if found is not None and found < 1:
        raise InvalidValue("days", "are fewer than one", "leave it out for no limit")
    return found


def _birthday(value: int | None) -> int | None:
    found = whole(value)
    if found is not None and not 0 <= found <= LONGEST:
        raise InvalidValue("birthday", f"must be a number of days up to {LONGEST}")
    return found


def _count(value: int | None) -> int | None:
    found = whole(value)
    if found is not None and found < 0:
        raise InvalidValue("number of purchases", "is negative")
    return found


def _codes(value: Iterable[str] | str) -> tuple[str, ...]:
    return tuple(as_code(each) for each in names(value))


@teach_names
@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Purchases:
    """What somebody bought: how lately, how often, for how much (Z7).

    What counts is what was won: deals, or invoices where the firm has no deals.
    Money is compared in its own currency alone; nothing is converted.

    >>> Purchases(worth="5000 UAH", within=365).least
    1
    """

    within: int | None = attrs.field(default=None, converter=_days)
    """Only those of the last so many days count; of all time unless given."""
    silent: int | None = attrs.field(default=None, converter=_days)
    """The last one of all is at least so many days ago."""
    most: int | None = attrs.field(default=None, converter=_count)
    """How many at most; 0 is for who bought nothing."""
    least: int = attrs.field(converter=_count)
    """How many at least; one, unless ``most`` is 0."""
    worth: Money | None = attrs.field(default=None, converter=money)
    """For how much at least, all together."""
    below: Money | None = attrs.field(default=None, converter=money)
    """For less than that, all together."""

    @least.default
    def _least(self) -> int:
        return 0 if self.most == 0 else 1

    def __attrs_post_init__(self) -> None:
        if self.most is not None and self.least > self.most:
            raise InvalidValue("purchases", "must be more than they may be")


def _purchases(value: Purchases | None) -> Purchases | None:
    given: object = value
    if given is not None and not isinstance(given, Purchases):
        reason = f"cannot be of type {type(given).__name__}"
        raise InvalidValue("purchases", reason, "give Purchases(…)")
    return value


@teach_names
@by_value
@frozen(eq=False, repr=False)
class Segment:
    """Parties that are addressed together: a condition that is kept (Z7).

    All that is given must hold. Who is in it is found out anew each time; a list
    that stays as it is comes from ``crm.segments.freeze``.

    >>> Segment("buyers", role="decision_maker", silence=90).over
    'contact'
    """

    code: str = attrs.field(converter=own_code)
    label: Label = attrs.field(default=Label(), converter=label, kw_only=True)
    over: str = attrs.field(default="contact", converter=_party, kw_only=True)
    """``contact``, ``lead`` or ``company``."""
    when: Condition | None = attrs.field(
        default=None, converter=condition, kw_only=True
    )
    """Any condition on their fields; none fits all."""
    position: tuple[str, ...] = attrs.field(default=(), converter=names, kw_only=True)
    """Words, one of which the job title or a position at a firm holds, in any case."""
    role: tuple[str, ...] = attrs.field(default=(), converter=_codes, kw_only=True)
    """Codes of ``contact_role``, one of which the person has at a firm."""
    silence: int | None = attrs.field(default=None, converter=_days, kw_only=True)
    """Nothing happened with them for so many days."""
    birthday: int | None = attrs.field(default=None, converter=_birthday, kw_only=True)
    """The birthday is kept within so many days, as ``crm.birthdays`` counts them."""
    purchases: Purchases | None = attrs.field(
        default=None, converter=_purchases, kw_only=True
    )


def as_segments(given: Iterable[Segment]) -> tuple[Segment, ...]:
    """Return segments as a tuple."""
    return all_of(given, Segment, "segments")


def as_channels(given: Iterable[str] | str) -> tuple[str, ...]:
    """Return channels as a tuple, each once."""
    return tuple(dict.fromkeys(channel(each) for each in names(given)))


def segment_faults(
    definitions: Definitions, segment: Segment, path: str
) -> Iterator[Fault]:
    """Yield what is wrong with one segment."""
    yield from condition_faults(definitions, segment.over, segment.when, f"{path}.when")
    for name, holders in _HAVING.items():
        if getattr(segment, name) not in (None, ()) and segment.over not in holders:
            hint = f"ask it of {' or '.join(holders)}"
            yield Fault(f"{path}.{name}", f"no {segment.over} has any", hint)
    yield from _role_faults(definitions, segment, f"{path}.role")


def _role_faults(
    definitions: Definitions, segment: Segment, path: str
) -> Iterator[Fault]:
    dictionary = definitions.dictionary(ROLES)
    known = tuple(each.code for each in dictionary.entries)
    for each in segment.role if not dictionary.is_open else ():
        if each not in known:
            yield UnknownName("contact role", each, known, path).fault
