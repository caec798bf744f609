"""Phone numbers as people write them, with the key that finds them again (D1)."""

import re
from collections.abc import Iterable

from attrs import field, frozen

from leadflow.deferred import by_value, expression
from leadflow.errors import InvalidValue
from leadflow.values.dialling import (
    EXTENSION_WORD,
    ascii_digits,
    normalise,
    split_extension,
)
from leadflow.values.several import items_of, split_kind, united
from leadflow.values.text import clean, mask, one_line, one_of


KINDS = ("work", "mobile", "home", "fax", "pager", "mailing", "other")

_URI = expression(r"^(?:tel|phone|тел)[.:]+\s*", re.IGNORECASE)
_SEPARATOR = expression(r"[;\n]+(?!ext=)")
_SHORT = expression(rf"\s*(?:{EXTENSION_WORD}[.:=]?)?\s*\d{{1,6}}\s*", re.IGNORECASE)
# A number in the form in which it is kept: most look-ups and many files have it.
_KEPT = expression(r"\+[0-9]{5,15}")
_LONG = 7


def is_kept(text: object) -> bool:
    """Tell whether a text is a number with its country, as numbers are kept.

    >>> is_kept("+380441234567"), is_kept("+380 44 123 45 67")
    (True, False)
    """
    return isinstance(text, str) and _KEPT().fullmatch(text) is not None


def _kind(value: str) -> str:
    return one_of(value, KINDS, "kind of phone")


def _extension(value: str | None) -> str:
    text = ascii_digits(clean(value, "extension"))
    if text and not (text.isascii() and text.isdecimal() and len(text) <= 8):  # noqa: PLR2004
        raise InvalidValue("extension", "must be at most 8 digits")
    return text


@by_value
@frozen(eq=False, repr=False, weakref_slot=False)
class Phone:
    """One number of a person or company.

    ``number`` may be given in any form and is kept as ``+`` and digits, or as
    digits where no country is given; ``raw`` remembers how it was written.

    >>> Phone("+380 (44) 123-45-67 ext. 12").number
    '+380441234567'
    """

    number: str = field(repr=mask)
    kind: str = field(default="work", converter=_kind)
    extension: str = field(default="", converter=_extension, repr=False)
    """The line within an office; never part of the key."""
    raw: str = field(default="", converter=one_line, repr=False)
    """The number as written, without the extension; a new number is a new Phone."""

    def __attrs_post_init__(self) -> None:
        """Reduce the number, once its first form is remembered."""
        if is_kept(self.number):
            if not self.raw:
                object.__setattr__(self, "raw", self.number)
            return
        written = ascii_digits(one_line(self.number, "phone"))
        raw, extension = split_extension(written)
        # attrs' documented way to finish a frozen instance.
        object.__setattr__(self, "number", normalise(raw))
        if not self.raw:
            object.__setattr__(self, "raw", raw)
        if not self.extension:
            object.__setattr__(self, "extension", extension)

    @classmethod
    def parse(cls, text: str, *, region: str = "", country_code: str = "") -> "Phone":
        """Return a phone from text that may begin with its kind.

        ``region`` or ``country_code`` completes numbers without country, as
        ``normalise`` does.

        >>> Phone.parse("mobile: +380 67 123 45 67").kind
        'mobile'
        >>> Phone.parse("067 123 45 67", country_code="380").key
        '+380671234567'
        """
        if is_kept(text):
            return cls(text)
        bare = _URI().sub("", clean(text, "phone"))
        kind, written = split_kind(bare, KINDS, "phone")
        raw, extension = split_extension(ascii_digits(one_line(written, "phone")))
        number = normalise(raw, region=region, country_code=country_code)
        return cls(number, kind or "work", extension, raw)

    @property
    def key(self) -> str:
        """Return what makes two phones the same: the number without extension."""
        return self.number

    def __str__(self) -> str:
        """Return the number as written, with its extension."""
        return f"{self.raw} ext. {self.extension}" if self.extension else self.raw


def phones(
    value: "str | Phone | Iterable[str | Phone | tuple[str, str]] | None",
) -> tuple[Phone, ...]:
    """Return the phones of a field; a tuple is (number, kind).

    One text may hold several, separated by ``;``, new lines or commas; a comma
    before at most six digits sets an extension apart, where a long number precedes.
    The same number with the same extension is kept once, as first written.

    >>> [phone.key for phone in phones("+380 44 123 45 67; mobile: 101")]
    ['+380441234567', '101']
    """
    if isinstance(value, Phone):
        return (value,)
    if isinstance(value, str) and is_kept(value):
        return (Phone(value),)
    found = [_phone(item) for item in items_of(value, "phone", _split)]
    return united(found, lambda phone: (phone.key, phone.extension))


def _phone(item: object) -> Phone:
    if isinstance(item, Phone):
        return item
    if isinstance(item, str):
        return Phone.parse(item)
    if isinstance(item, tuple) and len(item) == 2:  # noqa: PLR2004
        return Phone(*item)
    raise InvalidValue("phone", f"must be text, not {type(item).__name__}")


def _split(text: str) -> list[str]:
    parts: list[str] = []
    for line in _SEPARATOR().split(text):
        parts.extend(_split_commas(line))
    return parts


def _split_commas(line: str) -> list[str]:
    parts: list[str] = []
    for piece in line.split(","):
        if parts and "," not in parts[-1] and _extends(parts[-1], piece):
            parts[-1] = f"{parts[-1]},{piece}"
        else:
            parts.append(piece)
    return parts


def _extends(before: str, piece: str) -> bool:
    digits = sum(sign.isdecimal() for sign in before)
    return digits >= _LONG and _SHORT().fullmatch(piece) is not None
