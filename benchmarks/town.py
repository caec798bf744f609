"""A town whose people stand twice in a base, and are known to: the ground truth.

The kinds of noise were chosen before the scorer was written. They are what sales
offices see: a name typed by hand from a card in another script, first and last name
in each other's column, initials, short names, slips of a key; a number that somebody
gave up, a second mailbox, a family with one telephone, a firm with one switchboard.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, TypeAlias

from attrs import Factory, define, evolve, frozen

from benchmarks.town_names import ENDINGS, Given, NameList
from leadflow import Affiliation, Company, Contact
from leadflow.ids import CompanyId


# Passport rules of both countries, and the habits of older documents.
_UKRAINIAN = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
        (
            "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch  "
            "iu ia "
        ).split(" "),
        strict=True,
    )
)
_RUSSIAN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        (
            "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya"
        ).split(" "),
        strict=True,
    )
)
_SCHOLARLY = {**_UKRAINIAN, "г": "h", "х": "ch", "й": "j", "ю": "ju", "я": "ja"}
_SCHOLARLY |= {"є": "je", "ж": "z", "ч": "c", "ш": "s", "щ": "sc", "ц": "c"}
_FREE = ("gmail.com", "ukr.net", "i.ua", "outlook.com", "meta.ua")
_KEYS = "abcdefghijklmnopqrstuvwxyz"
_LETTERS = "абвгдежзиклмнопрстухчшюя"


def spelled(text: str, table: dict[str, str]) -> str:
    """Return a name in Latin letters by one of the tables."""
    low = "".join(table.get(sign, sign) for sign in text.lower())
    if table is _UKRAINIAN and text[:1] in "ЮЯЄЇЙ":
        low = f"y{low[1:]}" if low[:1] == "i" else low
    return low[:1].upper() + low[1:]


@frozen(kw_only=True)
class Person:
    """Somebody who lives in the town, as one card tells of them."""

    number: int
    """Who it is: two cards of one number are twins."""
    given: Given
    root: str
    ending: int
    is_woman: bool
    father: Given
    first: str
    middle: str = ""
    last: str
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    messenger: str = ""
    firm: int = -1
    home: tuple[int, int, int] | None = None
    """Street, house and flat; the city is that of the street's number."""
    city: int = 0
    russian: bool = False
    """The language in which the address is written."""
    born: date | None = None


Noise: TypeAlias = Callable[["Town", Person], Person]


@define
class Town:
    """A town in the making."""

    names: NameList
    chance: random.Random
    people: list[Person] = Factory(list)
    firms: int = 0
    _next: int = 0

    @classmethod
    def of(cls, names: NameList, *, seed: int, size: int) -> "Town":
        """Return a town with so many cards."""
        town = cls(names, random.Random(seed))  # noqa: S311  # no secret
        town.firms = max(size // 40, 3)
        while len(town.people) < size:
            town.people.extend(town.household())
        del town.people[size:]
        town.chance.shuffle(town.people)
        return town

    # People

    def household(self) -> Iterator[Person]:
        """Give a person, sometimes with family, and their further cards."""
        one = self.person()
        group = [one]
        if self.happens(8):
            group.append(self.relative(one))
        if self.happens(3):
            group.append(self.colleague(one))
        if self.happens(1) and one.phones:
            # A number that was given up goes to somebody else.
            group.append(evolve(self.person(), phones=one.phones[:1]))
        for each in group:
            yield each
            if self.happens(12):
                yield self.again(each)
            if self.happens(1):
                yield self.again(each)

    def happens(self, percent: int) -> bool:
        """Return true so often."""
        return self.chance.randrange(100) < percent

    def person(self) -> Person:
        """Return somebody new."""
        self._next += 1
        if self.happens(8):
            return self.furnished(self.stranger())
        is_woman = self.happens(50)
        given = self.pick(self.names.women if is_woman else self.names.men)
        father = self.pick(self.names.men)
        root, ending = self.pick(self.names.roots), self.chance.randrange(12)
        bare = Person(
            number=self._next,
            given=given,
            root=root,
            ending=ending,
            is_woman=is_woman,
            father=father,
            first="",
            last="",
        )
        return self.furnished(self.written(bare))

    def stranger(self) -> Person:
        """Return somebody from elsewhere."""
        first, last = self.pick(self.names.western)
        given = Given(first, first, first)
        # Family names of the west are many: most are made longer by a second one.
        tail = self.pick(self.names.roots)
        double = f"{last}-{spelled(tail, _SCHOLARLY)}" if self.happens(80) else last
        return Person(
            number=self._next,
            given=given,
            root="",
            ending=0,
            is_woman=False,
            father=given,
            first=first,
            last=double,
        )

    def written(self, person: Person) -> Person:
        """Return a person whose name is written in full, in one language."""
        russian = self.happens(25)
        first = person.given.written(russian=russian)
        middle = self.patronymic(person, russian=russian) if self.happens(45) else ""
        last = self.surname(person, russian=russian)
        if self.happens(25):
            table = _RUSSIAN if russian else _UKRAINIAN
            first, last = spelled(first, table), spelled(last, table)
            middle = spelled(middle, table) if middle else ""
        return evolve(person, first=first, middle=middle, last=last)

    def surname(self, person: Person, *, russian: bool = False) -> str:
        """Return a person's last name in one of the languages."""
        if not person.root:
            return person.last
        ending = ENDINGS[person.ending][3 if person.is_woman else 0]
        name = person.root + ending
        if not russian:
            return name
        swaps = (("ський", "ский"), ("ська", "ская"), ("ець", "ец"), ("ів", "ов"))
        for ours, theirs in swaps:
            if name.endswith(ours):
                name = name.removesuffix(ours) + theirs
        return name.replace("і", "и").replace("є", "е").replace("'", "ъ")

    def patronymic(self, person: Person, *, russian: bool = False) -> str:
        """Return what a person is called by the father."""
        if not person.root:
            return ""
        stem = person.father.written(russian=russian).rstrip("йоаьяи")
        if russian:
            return stem + ("овна" if person.is_woman else "ович")
        return stem + ("івна" if person.is_woman else "ович")

    def furnished(self, person: Person) -> Person:
        """Return a person with what a card tells besides the name."""
        firm = self.chance.randrange(self.firms) if self.happens(45) else -1
        phones = [self.mobile()] if self.happens(85) else []
        if firm >= 0 and self.happens(40):
            phones.append(self.switchboard(firm))
        return evolve(
            person,
            phones=tuple(phones) or (() if self.happens(70) else (self.mobile(),)),
            emails=self.mailbox(person, firm) if self.happens(65) else (),
            messenger=f"telegram:@user{self.token()}" if self.happens(20) else "",
            firm=firm,
            home=self.flat() if self.happens(35) else None,
            city=self.chance.randrange(len(self.names.cities)),
            born=self.birthday() if self.happens(30) else None,
        )

    def mobile(self) -> str:
        """Return a number of nobody else."""
        codes = ("50", "63", "66", "67", "68", "93", "95", "96", "97", "98")
        return f"+380{self.pick(codes)}{self.chance.randrange(10**7):07}"

    def switchboard(self, firm: int) -> str:
        """Return the number of a firm."""
        return f"+38044{firm:07}"

    def token(self) -> str:
        """Return a few letters that nobody else has."""
        return f"{self.chance.randrange(10**8):08}"

    def mailbox(self, person: Person, firm: int) -> tuple[str, ...]:
        """Return an address, at the firm or at a free provider."""
        if firm >= 0 and self.happens(8):
            return (f"info@firm{firm}.example",)
        name = spelled(self.surname(person), _UKRAINIAN).lower().replace("'", "")
        local = "".join(sign for sign in name if sign in _KEYS) or "someone"
        letter = spelled(person.given.ukrainian, _UKRAINIAN)[0].lower()
        letter = letter if letter in _KEYS else "x"
        if firm >= 0 and self.happens(60):
            return (f"{letter}.{local}{self.chance.randrange(30)}@firm{firm}.example",)
        return (f"{letter}.{local}{self.token()[:5]}@{self.pick(_FREE)}",)

    def flat(self) -> tuple[int, int, int]:
        """Return where somebody lives."""
        streets = len(self.names.streets)
        chance = self.chance
        return chance.randrange(streets), chance.randrange(1, 200), chance.randrange(90)

    def birthday(self) -> date:
        """Return when somebody was born."""
        return date(1950, 1, 1) + timedelta(days=self.chance.randrange(20_000))

    # Those who are near, and somebody else

    def relative(self, one: Person) -> Person:
        """Return a member of the family: one telephone, one home, another person."""
        if not one.root:
            return self.person()
        other = self.person()
        child = self.happens(15) and not one.is_woman
        given = one.given if child and self.happens(30) else other.given
        if given is one.given and not child:
            return self.person()
        father = one.given if child else other.father
        is_woman = one.is_woman if given is one.given else other.is_woman
        kin = evolve(
            other,
            given=given,
            root=one.root,
            ending=one.ending,
            is_woman=is_woman,
            father=father,
        )
        # Of those who share a first name too, the father's name is told.
        kin = self.written(kin)
        if given is one.given:
            kin = evolve(kin, middle=self.patronymic(kin), born=self.birthday())
        phones = one.phones[:1] if self.happens(70) else other.phones
        mails = one.emails if self.happens(15) else other.emails
        home = one.home if self.happens(80) else None
        return evolve(kin, phones=phones, emails=mails, home=home, city=one.city)

    def colleague(self, one: Person) -> Person:
        """Return somebody who answers the same telephone at work."""
        other = self.person()
        if one.firm < 0:
            return other
        board = self.switchboard(one.firm)
        return evolve(other, firm=one.firm, phones=(board, *other.phones[:1]))

    # The same person again

    def again(self, one: Person) -> Person:
        """Return a second card of a person."""
        noises = self.chance.choices(*_HOW_MANY)[0]
        card = evolve(one, russian=self.happens(30))
        for noise in self.chance.choices(_NOISES, _NOISE_WEIGHTS, k=noises):
            card = noise(self, card)
        if self.happens(40):
            card = evolve(card, middle="")
        return self.refurnished(one, card)

    def refurnished(self, one: Person, card: Person) -> Person:
        """Return a card on which some of what is known is kept."""
        kept = {
            "phones": self.happens(60),
            "emails": self.happens(50),
            "messenger": self.happens(50),
            "firm": self.happens(80),
            "home": self.happens(60),
            "born": self.happens(70),
        }
        empty = {"firm": -1, "home": None, "born": None, "messenger": ""}
        known = [name for name in kept if getattr(one, name) not in ((), "", -1, None)]
        if known and not any(kept[name] for name in known):
            kept[self.pick(tuple(known))] = True
        values: dict[str, Any] = {
            name: getattr(one, name) if kept[name] else empty.get(name, ())
            for name in kept
        }
        if not kept["phones"] and self.happens(50):
            values["phones"] = (self.mobile(),)
        if not kept["emails"] and one.emails and self.happens(40):
            local = one.emails[0].partition("@")[0]
            same = self.happens(30) and local != "info"
            box = f"{local}@{self.pick(_FREE)}" if same else ""
            values["emails"] = (box,) if box else self.mailbox(one, -1)
        return evolve(card, **values)

    def pick(self, several: Any) -> Any:  # noqa: ANN401  # a sequence of anything
        """Return one of several, the first ones more often."""
        size = len(several)
        place = min(self.chance.randrange(size), self.chance.randrange(size))
        return several[place]

    # As records

    def companies(self) -> list[Company]:
        """Return the firms of the town."""
        words = self.names.firms
        return [
            Company(
                name=f"ТОВ {words[n % len(words)]} {n}",
                phones=self.switchboard(n),
                websites=f"https://firm{n}.example",
            )
            for n in range(self.firms)
        ]

    def contact(self, person: Person, firms: list[CompanyId]) -> Contact:
        """Return a card as a contact."""
        companies = (Affiliation(firms[person.firm]),) if person.firm >= 0 else ()
        return Contact(
            first_name=person.first,
            middle_name=person.middle,
            last_name=person.last,
            phones=person.phones,
            emails=person.emails,
            messengers=person.messenger or (),
            companies=companies,
            address=self.address(person),
            birth_date=person.born,
        )

    def address(self, person: Person) -> str | None:
        """Return where a person lives, in one line."""
        if person.home is None:
            return None
        street, house, flat = person.home
        column = 1 if person.russian else 0
        name = self.names.streets[street][column]
        city = self.names.cities[person.city][column]
        if person.russian:
            return f"{city}, {name}, д. {house}, кв. {flat}"
        return f"{name}, {house}, кв. {flat}, {city}"


def _other_script(town: Town, one: Person) -> Person:
    """Write the name in the other letters, by one of the rules."""
    if one.first.isascii() or not one.root:
        if not one.root:
            return _plain_letters(town, one)
        return evolve(one, first=one.given.ukrainian, last=town.surname(one), middle="")
    table = town.chance.choice((_UKRAINIAN, _RUSSIAN, _SCHOLARLY))
    if table is _RUSSIAN:
        one = _other_language(town, one)
    known = one.given.english if town.happens(20) else spelled(one.first, table)
    middle = spelled(one.middle, table) if one.middle else ""
    return evolve(one, first=known, last=spelled(one.last, table), middle=middle)


def _other_language(town: Town, one: Person) -> Person:
    """Write the name as the neighbours do."""
    if not one.root:
        return one
    russian = one.first != one.given.russian
    first = one.given.written(russian=russian)
    middle = town.patronymic(one, russian=russian) if one.middle else ""
    last = town.surname(one, russian=russian)
    return evolve(one, first=first, last=last, middle=middle)


def _plain_letters(_: Town, one: Person) -> Person:
    """Write without marks, as typewriters did."""
    marks = str.maketrans(
        {
            **dict(zip("éèśóíçøåńášřÅ", "eesoicoanasrA", strict=True)),
            "ü": "ue",
            "ö": "oe",
            "ä": "ae",
            "ß": "ss",
        }
    )
    return evolve(one, first=one.first.translate(marks), last=one.last.translate(marks))


def _slip(town: Town, one: Person) -> Person:
    """Let a finger slip in one of the names."""
    field = "last" if town.happens(70) else "first"
    word = getattr(one, field)
    if len(word) < 4:  # noqa: PLR2004  # too short to be known again
        return one
    place = town.chance.randrange(1, len(word) - 1)
    letter = town.chance.choice(_KEYS if word.isascii() else _LETTERS)
    slips = (
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    )
    return evolve(one, **{field: town.chance.choice(slips)})


def _swapped(_: Town, one: Person) -> Person:
    """Put the names into each other's column."""
    return evolve(one, first=one.last, last=one.first)


def _initials(_: Town, one: Person) -> Person:
    """Write the first name as a letter."""
    middle = f"{one.middle[0]}." if one.middle else ""
    return evolve(one, first=f"{one.first[:1]}.", middle=middle)


def _short(town: Town, one: Person) -> Person:
    """Write the name that friends use."""
    shorts = one.given.short
    return evolve(one, first=town.chance.choice(shorts)) if shorts else one


def _shouted(_: Town, one: Person) -> Person:
    """Write in capitals."""
    return evolve(one, first=one.first.upper(), last=one.last.upper())


_HOW_MANY = ((0, 1, 2), (20, 65, 15))
_NOISES: tuple[Noise, ...] = (
    *(_other_script, _other_language, _slip, _swapped, _initials, _short, _shouted),
)
_NOISE_WEIGHTS = (28, 14, 22, 12, 8, 6, 10)
