"""A record as it is compared: its name by sound, and everything that it shares (D1)."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from attrs import frozen

from leadflow.deferred import expression
from leadflow.duplicates.letters import sound
from leadflow.entities import Company, Contact, Lead
from leadflow.entities.points import (
    DOMAIN,
    EMAIL,
    MESSENGER,
    NAME,
    PHONE,
    TAX_ID,
    company_key,
)
from leadflow.values import Address, PersonName
from leadflow.values.emails import FREE_MAIL


COMPANY, ADDRESS, BIRTHDAY, MAILBOX, FULL_NAME = (
    "company",
    "address",
    "birthday",
    "mailbox",
    "full_name",
)
"""Kinds of what records share, besides contact points."""

_WORDS = expression(r"[^\W\d_]+")
_NUMBERS = expression(r"\d+")
_SHORTEST_MAILBOX = 7
_LONGEST_INITIAL = 2
_MANY = 200_000
_PLACES = frozenset(
    sound(word)
    for word in (
        "вул вулиця ул улица просп проспект пр пров провулок пер переулок бульв "
        "бульвар пл площа площадь кв квартира буд будинок д дом оф офіс офис м місто "
        "г город обл область р район корп street st avenue ave road rd flat apt "
        "building house office city str strasse ulica ul"
    ).split()
)


@frozen(eq=False, repr=False)
class Place:
    """An address as it is compared: its numbers and its words."""

    numbers: tuple[str, ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, address: Address | None) -> "Place | None":
        """Return the place; ``None`` where nothing tells it from others."""
        if address is None:
            return None
        parts = (address.line1, address.line2, address.city)
        text = " ".join(parts).casefold()
        numbers = tuple(sorted(_NUMBERS().findall(text)))
        found = (sound(word) for word in _WORDS().findall(text))
        words = tuple(w for w in dict.fromkeys(found) if w and w not in _PLACES)
        return cls(numbers, words) if numbers and words else None


@frozen(eq=False, repr=False)
class Word:
    """A name, by sound and as it is written."""

    sound: str
    written: str
    is_initial: bool

    @classmethod
    @lru_cache(maxsize=_MANY)
    def of(cls, text: str) -> "Word":
        """Return a name; what ends with a dot, or is one letter, is an initial."""
        bare = text.rstrip(".")
        few = len(bare) == 1 or (len(bare) <= _LONGEST_INITIAL and bare != text)
        return cls(sound(bare), bare.casefold(), few)

    def __bool__(self) -> bool:
        return bool(self.sound)


@frozen(eq=False, repr=False)
class Card:
    """A record as it is compared."""

    id: str
    last: "Word"
    first: "Word"
    middle: "Word"
    firm: tuple[str, ...]
    """The words of a firm's name, by sound."""
    shared: frozenset[tuple[str, str]]
    """Kind and key of all that two records may have in common."""
    tax_ids: frozenset[str]
    born: date | None
    place: Place | None

    @property
    def is_person(self) -> bool:
        """Return whether a person's name is known."""
        return bool(self.first or self.last)


def card_of(record: Lead | Contact | Company) -> Card:
    """Return a record as it is compared.

    >>> card_of(Contact(first_name="Олена", last_name="Коваленко")).last.sound
    'kovalenko'
    """
    name = _name(record)
    place = Place.of(record.address)
    firm = _firm(record)
    born = None if isinstance(record, Company) else record.birth_date
    tax_id = _tax_id(record)
    last, first = Word.of(name.last), Word.of(name.first)
    shared = frozenset(_shared(record, (last, first), firm, place))
    return Card(
        id=record.id,
        last=last,
        first=first,
        middle=Word.of(name.middle),
        firm=firm,
        shared=shared,
        tax_ids=frozenset((tax_id,) if tax_id else ()),
        born=born,
        place=place,
    )


def _name(record: Lead | Contact | Company) -> PersonName:
    if isinstance(record, Company):
        return PersonName()
    first, last = record.first_name, record.last_name
    if not last and " " in first:
        return PersonName.parse(first)
    return record.name


def _firm(record: Lead | Contact | Company) -> tuple[str, ...]:
    if isinstance(record, Contact):
        return ()
    name = record.name if isinstance(record, Company) else record.company_name
    return tuple(sound(word) for word in company_key(name).split()) if name else ()


def _shared(
    record: Lead | Contact | Company,
    words: tuple[Word, Word],
    firm: tuple[str, ...],
    place: Place | None,
) -> Iterator[tuple[str, str]]:
    yield from _points(record)
    if firm:
        yield NAME, " ".join(firm)
    if place is not None and len(place.numbers) > 1:
        yield ADDRESS, " ".join(place.numbers)
    elif place is not None:
        yield from ((ADDRESS, f"{place.numbers[0]} {word}") for word in place.words)
    if isinstance(record, Contact):
        yield from ((COMPANY, each.company) for each in record.companies)
    if not isinstance(record, Company) and record.birth_date:
        yield BIRTHDAY, record.birth_date.isoformat()
    if all(words):
        yield FULL_NAME, " ".join(sorted(word.sound for word in words))


def _points(record: Lead | Contact | Company) -> Iterator[tuple[str, str]]:
    for phone in record.phones:
        yield PHONE, phone.key
    for messenger in record.messengers:
        yield MESSENGER, messenger.key
    for website in record.websites:
        if website.domain not in FREE_MAIL:
            yield DOMAIN, website.domain
    for email in record.emails:
        yield EMAIL, email.key
        local, _, domain = email.key.rpartition("@")
        if domain not in FREE_MAIL:
            yield DOMAIN, domain
        elif len(local) >= _SHORTEST_MAILBOX:
            # At a firm many people of one name have one name before the @.
            yield MAILBOX, local
    if tax_id := _tax_id(record):
        yield TAX_ID, tax_id


def _tax_id(record: Lead | Contact | Company) -> str:
    if isinstance(record, Lead) or not record.requisites:
        return ""
    return record.requisites.tax_id
