"""Numbers as spreadsheets write them: is the comma decimal, or for thousands?

One number may leave it open, a column rarely does. What stays open is refused
with its row: a factor of a thousand in an amount is worse than a question.
"""

import re

from leadflow.errors import InvalidValue
from leadflow.values import Money
from leadflow.values.currencies import currency
from leadflow.values.text import one_line


_AMOUNT = re.compile(
    r"(?P<before>[^\d\s+−-]*)\s*(?P<number>[+−-]?\s*[0-9][0-9., '’]*?)\s*"
    r"(?P<after>[^\d\s.,'’][^\d\s]*)?"
)
# Whole digits and a code: nothing about it can be doubted.
_USUAL = re.compile(r"[0-9]{1,15} [A-Z]{3}")
_DOUBTFUL = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_LONGEST = 120

_SYMBOLS = {
    "₴": "UAH",
    "грн": "UAH",
    "гривень": "UAH",
    "$": "USD",
    "us$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₽": "RUB",
    "руб": "RUB",
    "р": "RUB",
    "zł": "PLN",
    "₸": "KZT",
    "¥": "JPY",
}


def currency_of(text: str) -> str:
    """Return the code of a currency that is written as a code or as a sign.

    >>> currency_of("грн."), currency_of("€"), currency_of("usd")
    ('UAH', 'EUR', 'USD')
    """
    sign = text.strip().rstrip(".").casefold()
    return _SYMBOLS.get(sign) or currency(text)


class SignSurvey:
    """Learns from a column which sign stands before the decimals.

    >>> survey = SignSurvey()
    >>> for text in ("1,234", "12,5", "80"):
    ...     survey.see(text)
    >>> survey.sign
    ','
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self.is_doubtful = False
        """Whether a number was seen that can be read in two ways."""

    def see(self, text: str) -> None:
        """Take a number into account."""
        if "," not in text and "." not in text:
            return  # it has no sign to learn from
        found = _AMOUNT.fullmatch(text.strip()) if len(text) <= _LONGEST else None
        if not found:
            return
        digits = "".join(found["number"].split()).lstrip("+−-").strip("'’")
        if _DOUBTFUL.fullmatch(digits):
            self.is_doubtful = True
        elif sign := _decimal_sign(digits):
            self._seen.add(sign)

    @property
    def sign(self) -> str:
        """Return ``,`` or ``.``, or ``""`` without evidence or with both."""
        return next(iter(self._seen)) if len(self._seen) == 1 else ""


def _decimal_sign(digits: str) -> str:
    """Return the decimal sign that a number proves, or ``""``."""
    commas, points = digits.count(","), digits.count(".")
    if commas and points:
        return "," if digits.rfind(",") > digits.rfind(".") else "."
    if commas + points > 1:
        # Decimals come once, so that this sign stands between thousands.
        return "." if commas else ","
    return "," if commas else "." if points else ""


def plain_number(text: str, sign: str) -> str:
    """Return a number as it is unless it is doubtful; then as ``sign`` reads it.

    >>> plain_number("1,234", ","), plain_number("1,234", ".")
    ('1.234', '1234')
    """
    number = text.replace("−", "-").replace(" ", "") if "−" in text else text
    bare = number.lstrip("+-")
    if not _DOUBTFUL.fullmatch(bare):
        return number
    if not sign:
        hint = "say whether the decimal sign is ',' or '.'"
        raise InvalidValue("number", f"'{bare}' can be read in two ways", hint)
    return number.replace(sign, ".") if sign in number else re.sub("[.,]", "", number)


def read_amount(text: str, *, code: str, sign: str) -> Money:
    """Return an amount; ``code`` is for one that names no currency itself.

    >>> read_amount("1 234,50 грн", code="USD", sign=",")
    Money('1234.50', 'UAH')
    """
    if _USUAL.fullmatch(text):
        return Money.parse(text)
    line = one_line(text, "money")
    found = _AMOUNT.fullmatch(line) if len(line) <= _LONGEST else None
    if not found:
        hint = "write it like '120000.50' or '120000.50 UAH'"
        raise InvalidValue("money", "is not an amount", hint)
    own = found["before"] or found["after"] or ""
    if found["before"] and found["after"]:
        raise InvalidValue("money", "has text on both sides of the amount")
    number = plain_number(found["number"].strip(), sign)
    # A third decimal stays readable with a zero behind it.
    if sign and _DOUBTFUL.fullmatch(number.lstrip("+-")):
        number += "0"
    return Money.parse(f"{number} {currency_of(own) if own else code}")


def read_number(text: str, sign: str) -> str:
    """Return a number without currency as Python writes it.

    >>> read_number("1 234,5", ",")
    '1234.5'
    """
    # The rules are those of amounts; the currency only lends them its form.
    return f"{read_amount(text, code='CLF', sign=sign).amount:f}"
