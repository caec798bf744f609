"""Names of people, western and eastern, with patronymics and particles."""

from typing import Literal

from attrs import field, frozen

from leadflow.deferred import by_value, expression
from leadflow.errors import InvalidValue
from leadflow.values.teaching import teach_names
from leadflow.values.text import mask, one_line


Order = Literal["western", "eastern"]

_HONORIFICS = (
    "mr mrs ms miss mx dr prof sir madam herr frau mme пан пані г-н г-жа "
    "господин госпожа панове др проф доктор професор профессор"
)
HONORIFICS = frozenset(_HONORIFICS.split())
_PARTICLES = (
    "van von der den de del della di da dos du la le bin bint ibn ben al el ten ter "
    "zu af av ван фон дер ден де ди ла ле бін бин ибн аль"
)
PARTICLES = frozenset(_PARTICLES.split())

# Only women's patronymics are never surnames; men's (Абрамович) may be.
_DAUGHTER = expression(
    r"..+(?:івна|ївна|овна|евна|ёвна|ична|аўна|еўна|оўна|ivna|yivna|ovna|evna|ichna)",
)
_SON = expression(
    r"..+(?:ович|евич|євич|йович|авіч|евіч|овіч|ovych|ovich|evych|evich|yovych)",
)
_IRREGULAR = (
    "ильич ілліч іліч кузьмич кузьмович лукич фомич хомич никитич микитич саввич "
    "ilyich illich kuzmich lukich fomich nikitich mykytych"
)
_IRREGULAR_SONS = frozenset(_IRREGULAR.split())


def _word(value: str | None) -> str:
    return one_line(value, "name")


def is_patronymic(word: str) -> bool:
    """Say whether a word has the form of an East Slavic patronymic.

    >>> is_patronymic("Петрівна"), is_patronymic("Petrovych"), is_patronymic("Anna")
    (True, True, False)
    """
    lower = word.casefold()
    forms = _DAUGHTER().fullmatch(lower) or _SON().fullmatch(lower)
    return bool(forms) or lower in _IRREGULAR_SONS


@teach_names
@by_value
@frozen(eq=False, repr=False)
class PersonName:
    """The parts of a person's name; every one may be empty.

    >>> PersonName.parse("Коваленко Олена Петрівна").initials
    'Коваленко О. П.'
    """

    first: str = field(default="", converter=_word, repr=mask)
    middle: str = field(default="", converter=_word, repr=mask)
    """The patronymic, or further given names."""
    last: str = field(default="", converter=_word, repr=mask)
    honorific: str = field(default="", converter=_word)

    @classmethod
    def parse(cls, text: str) -> "PersonName":
        """Return the parts of a name written in one line.

        A patronymic tells the order; a comma ends the last name; particles such as
        ``van`` begin it; a single word is the first name; otherwise the last word
        is the last name.

        >>> str(PersonName.parse("Kovalenko, Olena"))
        'Olena Kovalenko'
        """
        titles, words = _without_honorifics(_word(text))
        first, middle, last = _parts(words)
        return cls(first, middle, last, titles)

    def full(self, order: Order = "western") -> str:
        """Return the name without honorific, last name last or first.

        >>> PersonName("Олена", "Петрівна", "Коваленко").full("eastern")
        'Коваленко Олена Петрівна'
        """
        given = (self.first, self.middle)
        if order == "eastern":
            return _joined(self.last, *given)
        if order == "western":
            return _joined(*given, self.last)
        raise InvalidValue("order of names", "must be 'western' or 'eastern'")

    @property
    def initials(self) -> str:
        """Return the last name and the first letters, as documents have it."""
        return _joined(self.last, _letters(self.first), _letters(self.middle))

    @property
    def short(self) -> str:
        """Return first and last name."""
        return _joined(self.first, self.last)

    @property
    def is_empty(self) -> bool:
        """Say whether no part but the honorific is known."""
        return not (self.first or self.middle or self.last)

    def __str__(self) -> str:
        """Return the full name with honorific, last name last."""
        return _joined(self.honorific, self.full())


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _letters(names: str) -> str:
    """Return ``Ж.-П.`` for a double name, ``J. R.`` for two names."""
    return " ".join(
        "-".join(f"{part[0]}." for part in name.split("-") if part)
        for name in names.split()
    )


def _without_honorifics(text: str) -> tuple[str, str]:
    words = text.split(" ")
    count = 0
    # At least one word is left: "Пані" alone may be all that is known.
    while count < len(words) - 1 and words[count].casefold().strip(".") in HONORIFICS:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _parts(text: str) -> tuple[str, str, str]:
    """Return first, middle and last name."""
    before, comma, after = text.partition(",")
    if comma and after.strip(", "):
        first, *middle = after.replace(",", " ").split()
        return first, " ".join(middle), before
    words = text.replace(",", " ").split()
    if len(words) <= 1:
        return "".join(words), "", ""
    return _by_patronymic(words) or _western(words)


def _by_patronymic(words: list[str]) -> tuple[str, str, str] | None:
    if len(words) == 2:  # noqa: PLR2004
        return (words[0], words[1], "") if _is_surely_patronymic(words[1]) else None
    if is_patronymic(words[1]):
        return words[0], words[1], " ".join(words[2:])
    if is_patronymic(words[-1]):
        return words[-2], words[-1], " ".join(words[:-2])
    return None


def _is_surely_patronymic(word: str) -> bool:
    # Of "Иван Петрович" and "Roman Abramovich" the script is the best witness.
    return is_patronymic(word) and (
        not word.isascii() or _DAUGHTER().fullmatch(word.casefold()) is not None
    )


def _western(words: list[str]) -> tuple[str, str, str]:
    start = len(words) - 1
    for at in range(1, len(words) - 1):
        if words[at].casefold() in PARTICLES:
            start = at
            break
    return words[0], " ".join(words[1:start]), " ".join(words[start:])
