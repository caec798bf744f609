"""A record as it is compared: its name by sound, and everything that it shares (D1)."""

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
_START = 2
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


def card_of(record: Lead | Contact | Company) -> Card:
    """Return a record as it is compared.

    >>> card_of(Contact(first_name="Олена", last_name="Коваленко")).last.sound
    'kovalenko'
    """
    last = first = middle = _NOBODY
    born: date | None = None
    if not isinstance(record, Company):
        last, first, middle = _name(record)
        born = record.birth_date
    place = Place.of(record.address)
    firm = _firm(record)
    tax_id = _tax_id(record)
    shared = _points(record)
    if tax_id:
        shared.append((TAX_ID, tax_id))
    if firm:
        shared.append((NAME, " ".join(firm)))
    if place is not None:
        shared.extend(place.keys)
    if isinstance(record, Contact):
        shared.extend([(COMPANY, each.company) for each in record.companies])
    if born:
        shared.append((BIRTHDAY, born.isoformat()))
    if last.sound and first.sound:
        shared.append((FULL_NAME, " ".join(sorted((last.sound, first.sound)))))
    return Card(
        record.id,
        last,
        first,
        middle,
        firm,
        frozenset(shared),
        tax_id,
        born,
        place,
        bool(last.sound or first.sound),
        record.version <= 1,
    )


def _name(record: Lead | Contact) -> tuple[Word, Word, Word]:
    """Return last, first and middle name; one field may hold all of them."""
    first, middle, last = record.first_name, record.middle_name, record.last_name
    if not last and " " in first:
        whole = PersonName.parse(first)
        first, middle, last = whole.first, whole.middle or middle, whole.last
    return Word.of(last), Word.of(first), Word.of(middle)


def _firm(record: Lead | Contact | Company) -> tuple[str, ...]:
    if isinstance(record, Contact):
        return ()
    name = record.name if isinstance(record, Company) else record.company_name
    return tuple(sound(word) for word in company_key(name).split()) if name else ()


def _points(record: Lead | Contact | Company) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = [(PHONE, phone.key) for phone in record.phones]
    found += [(MESSENGER, messenger.key) for messenger in record.messengers]
    sites = [website.domain for website in record.websites]
    found += [(DOMAIN, domain) for domain in sites if domain not in FREE_MAIL]
    for email in record.emails:
        key = email.key
        found.append((EMAIL, key))
        local, _, domain = key.rpartition("@")
        if domain not in FREE_MAIL:
            found.append((DOMAIN, domain))
        elif len(local) >= _SHORTEST_MAILBOX:
            # At a firm many people of one name have one name before the @.
            found.append((MAILBOX, local))
    return found


def _tax_id(record: Lead | Contact | Company) -> str:
    if isinstance(record, Lead) or not record.requisites:
        return ""
    return bare(record.requisites.tax_id)
