"""A record as it is compared: its name by sound, and everything that it shares (D1)."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeAlias

from attrs import frozen

from leadflow.deferred import expression
from leadflow.duplicates.letters import sound
from leadflow.entities import Counterparty, entity_of
from leadflow.entities.points import (
    DOMAIN,
    EMAIL,
    MESSENGER,
    NAME,
    PHONE,
    TAX_ID,
    company_key,
)
from leadflow.values import Address, Email, Messenger, PersonName, Phone, Website
from leadflow.values.emails import FREE_MAIL
from leadflow.values.numbers import bare


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
_START = 3
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

    @property
    def keys(self) -> list[tuple[str, str]]:
        """Return by what the same place may be found."""
        if len(self.numbers) > 1:
            return [(ADDRESS, " ".join(self.numbers))]
        return [(ADDRESS, f"{self.numbers[0]} {word}") for word in self.words]


def _bits(text: str) -> int:
    bits = 0
    for sign in text:
        bits |= 1 << (ord(sign) & 63)
    return bits


@frozen(eq=False, repr=False)
class Word:
    """A name, by sound and as it is written."""

    sound: str
    written: str
    is_initial: bool
    start: str
    """How it begins, by sound."""
    letters: int
    """A bit for each letter of the sound: a slip changes two of them at most."""
    signs: int
    """The same for what is written."""

    @classmethod
    @lru_cache(maxsize=_MANY)
    def of(cls, text: str) -> "Word":
        """Return a name; what ends with a dot, or is one letter, is an initial."""
        bare = " ".join(text.split()).rstrip(".")
        few = len(bare) == 1 or (len(bare) <= _LONGEST_INITIAL and bare != text)
        heard = sound(bare)
        written = bare.casefold()
        return cls(heard, written, few, heard[:_START], _bits(heard), _bits(written))


_NOBODY = Word.of("")


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
    tax_id: str
    born: date | None
    place: Place | None
    is_person: bool
    """Whether a person's name is known."""
    is_first: bool
    """It was never changed; so nobody told it apart from anything."""


_ALIKE = ("id", "version", "address", "phones", "emails", "messengers", "websites")
_NAMED = ("last_name", "first_name", "middle_name", "birth_date")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "lead": (*_ALIKE, *_NAMED, "company_name"),
    "contact": (*_ALIKE, *_NAMED, "companies", "requisites"),
    "company": (*_ALIKE, "name", "requisites"),
}
"""What is compared of each entity: as much as a scan has to read."""
_TAKEN = {entity: attrgetter(*names) for entity, names in FIELDS.items()}


def card_of(record: Counterparty) -> Card:
    """Return a record as it is compared.

    >>> from leadflow.entities import Contact
    >>> card_of(Contact(first_name="Олена", last_name="Коваленко")).last.sound
    'kovalenko'
    """
    entity = entity_of(record).name
    return maker_of(entity)(_TAKEN[entity](record))


Maker: TypeAlias = Callable[[tuple[Any, ...]], Card]
"""Makes a card of the values of ``FIELDS``."""


def maker_of(entity: str) -> Maker:
    """Return what makes cards of an entity's records, or of what was read of them."""
    return _MAKERS[entity]


def _of_lead(values: tuple[Any, ...]) -> Card:
    firm = _firm(values[11])
    shared = [(NAME, " ".join(firm))] if firm else []
    return _of_person(values, firm, "", shared)


def _of_contact(values: tuple[Any, ...]) -> Card:
    companies, requisites = values[11:]
    tax_id = bare(requisites.tax_id) if requisites else ""
    shared = [(TAX_ID, tax_id)] if tax_id else []
    shared += [(COMPANY, each.company) for each in companies]
    return _of_person(values, (), tax_id, shared)


def _of_company(values: tuple[Any, ...]) -> Card:
    id, version, address, *points, name, requisites = values
    firm, place = _firm(name), Place.of(address)
    tax_id = bare(requisites.tax_id) if requisites else ""
    shared = _points(*points)
    if tax_id:
        shared.append((TAX_ID, tax_id))
    if firm:
        shared.append((NAME, " ".join(firm)))
    if place is not None:
        shared += place.keys
    nobody, known = (_NOBODY, _NOBODY, _NOBODY), frozenset(shared)
    return Card(
        id,
        *nobody,
        firm,
        known,
        tax_id,
        None,
        place,
        False,  # noqa: FBT003  # by position
        version <= 1,
    )


def _of_person(
    values: tuple[Any, ...],
    firm: tuple[str, ...],
    tax_id: str,
    shared: list[tuple[str, str]],
) -> Card:
    id, version, address, *points = values[:7]
    last, first, middle = _name(*values[7:10])
    born = values[10]
    shared += _points(*points)
    place = None if address is None else Place.of(address)
    if place is not None:
        shared += place.keys
    if born:
        shared.append((BIRTHDAY, born.isoformat()))
    names = (last.sound, first.sound)
    if names[0] and names[1]:
        shared.append((FULL_NAME, " ".join(sorted(names))))
    return Card(
        id,
        last,
        first,
        middle,
        firm,
        frozenset(shared),
        tax_id,
        born,
        place,
        bool(names[0] or names[1]),
        version <= 1,
    )


_MAKERS: Mapping[str, Maker] = {
    "lead": _of_lead,
    "contact": _of_contact,
    "company": _of_company,
}


def _name(last: str, first: str, middle: str) -> tuple[Word, Word, Word]:
    """Return last, first and middle name; one field may hold all of them."""
    if not last and " " in first:
        whole = PersonName.parse(first)
        first, middle, last = whole.first, whole.middle or middle, whole.last
    return (
        Word.of(last) if last else _NOBODY,
        Word.of(first) if first else _NOBODY,
        Word.of(middle) if middle else _NOBODY,
    )


def _firm(name: str) -> tuple[str, ...]:
    return tuple(sound(word) for word in company_key(name).split()) if name else ()


def _points(
    phones: tuple[Phone, ...],
    emails: tuple[Email, ...],
    messengers: tuple[Messenger, ...],
    websites: tuple[Website, ...],
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = [(PHONE, phone.key) for phone in phones]
    if messengers:
        found += [(MESSENGER, messenger.key) for messenger in messengers]
    if websites:
        sites = [website.domain for website in websites]
        found += [(DOMAIN, domain) for domain in sites if domain not in FREE_MAIL]
    for email in emails:
        key = email.key
        found.append((EMAIL, key))
        local, _, domain = key.rpartition("@")
        if domain not in FREE_MAIL:
            found.append((DOMAIN, domain))
        elif len(local) >= _SHORTEST_MAILBOX:
            # At a firm many people of one name have one name before the @.
            found.append((MAILBOX, local))
    return found
