"""What entity fields accept, as attrs converters: convenient in, exact out.

They stand together here under the names that fields read well with, because
several of them bear the names of their modules.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from leadflow.errors import InvalidValue
from leadflow.values.address import address
from leadflow.values.consents import consents
from leadflow.values.currencies import currency
from leadflow.values.emails import emails
from leadflow.values.files import file, files
from leadflow.values.instants import day, instant, quantity
from leadflow.values.links import messengers, websites
from leadflow.values.money import money
from leadflow.values.origin import Origin, Utm
from leadflow.values.parties import PartySnapshot
from leadflow.values.phones import phones
from leadflow.values.recurrence import recurrence
from leadflow.values.requisites import Requisites
from leadflow.values.several import items_of
from leadflow.values.text import clean, code, one_line


__all__ = [
    "address",
    "code",
    "consents",
    "currency",
    "day",
    "emails",
    "file",
    "files",
    "instant",
    "messengers",
    "minutes",
    "money",
    "optional_quantity",
    "origin",
    "party",
    "percent",
    "phones",
    "quantity",
    "recurrence",
    "requisites",
    "tags",
    "text",
    "utm",
    "websites",
]

_LINK_SIGNS = frozenset("/?=.:#&")

T = TypeVar("T", Utm, Origin, Requisites, PartySnapshot)


def text(value: str | None) -> str:
    """Return clean text; ``None`` becomes ``""``."""
    return clean(value)


def tags(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return tags, each once; one text may hold several, separated by commas.

    >>> tags("vip, warm, vip")
    ('vip', 'warm')
    """
    several = items_of(value, "tags", lambda text: text.split(","))
    cleaned = (_tag(each) for each in several)
    return tuple(dict.fromkeys(each for each in cleaned if each))


def _tag(value: object) -> str:
    if isinstance(value, str):
        return one_line(value, "tag")
    raise InvalidValue("tag", f"must be text, not {type(value).__name__}")


def optional_quantity(value: Decimal | int | str | None) -> Decimal | None:
    """Return an exact number, or ``None`` for nothing."""
    return None if value is None else quantity(value)


def minutes(value: int | None) -> int | None:
    """Return a number of minutes, none of them negative, or ``None``."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidValue("minutes", f"cannot be of type {type(value).__name__}")
    if not 0 <= value < 2**63:
        raise InvalidValue("minutes", "lie outside what can be kept")
    return value


def percent(value: int | None) -> int | None:
    """Return whole percent from 0 to 100, or raise ``InvalidValue``."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        reason = f"cannot be of type {type(value).__name__}"
        raise InvalidValue("percentage", reason, "write a whole number, as in 40")
    if not 0 <= value <= 100:  # noqa: PLR2004
        raise InvalidValue("percentage", "lies outside 0 to 100")
    return value


def utm(value: Utm | str | None) -> Utm | None:
    """Return campaign marks; text is the link that the visitor followed, or its query.

    A word alone is refused: nobody knows which mark it is.
    """
    if isinstance(value, str) and value.strip() and not _LINK_SIGNS & set(value):
        hint = "write 'utm_campaign=…', or give the whole link"
        raise InvalidValue("utm", "is no link and no query", hint)
    marks = Utm.from_url(value) if isinstance(value, str) else value
    return _of(Utm, marks)


def origin(value: Origin | tuple[str, str] | None) -> Origin | None:
    """Return the record's name in another system; a pair is system and id."""
    pair = Origin(*value) if isinstance(value, tuple) else value
    return _of(Origin, pair)


def requisites(value: Requisites | None) -> Requisites | None:
    """Return requisites, or raise ``InvalidValue`` for anything else."""
    return _of(Requisites, value)


def party(value: PartySnapshot | None) -> PartySnapshot | None:
    """Return a party as printed, or raise ``InvalidValue`` for anything else."""
    return _of(PartySnapshot, value)


def _of(cls: type[T], value: T | None) -> T | None:
    if value is None or value == cls():
        return None
    if not isinstance(value, cls):
        reason = f"cannot be of type {type(value).__name__}"
        raise InvalidValue(cls.__name__.lower(), reason, f"write {cls.__name__}(…)")
    return value
