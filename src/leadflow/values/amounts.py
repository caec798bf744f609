"""Reading amounts that people wrote: ``120 000,50 UAH``, ``USD 1,234.50``.

A point and a comma mean opposite things in different countries.
What can be read in two ways is refused, because a factor of a thousand in a deal
is worse than a question.
"""

import re

from leadflow.deferred import expression
from leadflow.errors import InvalidValue
from leadflow.values.currencies import EXPONENTS, currency
from leadflow.values.text import one_line


_PARTS = expression(
    r"(?P<before>[^\W\d_]*)\s*(?P<number>[+−-]?\s*[0-9][0-9., '’]*)\s*"
    r"(?P<after>[^\W\d_]*)",
)
_USUAL = expression(r"([0-9]{1,15}(?:\.[0-9]{1,2})?) ([A-Z]{3})")
_SPACED = expression(r"[0-9]{1,3}(?:[ '’][0-9]{3})+(?:[.,][0-9]+)?")
_TWO_KINDS = expression(
    r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+",
)
_THOUSANDS = expression(r"[0-9]{1,3}(?:,[0-9]{3}){2,}|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_DECIMAL = expression(r"[0-9]+(?:[.,][0-9]+)?")
_DOUBTFUL = expression(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_SPACES = str.maketrans("", "", " '’")
_LONGEST = 120
_HINT = "write it like '120000.50 UAH'"


def read(text: str) -> tuple[str, str]:
    """Return the plain number and the currency code of an amount.

    Raises ``InvalidValue`` where one is missing or the number is ambiguous.

    >>> read("USD 1,234.50")
    ('1234.50', 'USD')
    """
    line = one_line(text, "money")
    # Most amounts come from programs, which write them in one way.
    if usual := _USUAL().fullmatch(line):
        return usual[1], currency(usual[2])
    found = _PARTS().fullmatch(line) if len(line) <= _LONGEST else None
    if not found:
        raise InvalidValue("money", "is not an amount with a currency", _HINT)
    code = _code(found["before"], found["after"])
    number = found["number"].replace("−", "-").replace("- ", "-").rstrip()
    sign = "-" if number.startswith("-") else ""
    return f"{sign}{_number(number.lstrip('+- '), code)}", code


def _code(before: str, after: str) -> str:
    if before and after:
        raise InvalidValue("money", "has text on both sides of the amount", _HINT)
    if not before and not after:
        hint = "write it like '120000 UAH' or Money('120000', 'UAH')"
        raise InvalidValue("money", "has no currency", hint)
    return currency(before or after)


def _number(digits: str, code: str) -> str:
    if _DOUBTFUL().fullmatch(digits) and not _is_canonical(digits, code):
        hint = f"write '{digits[:-4]}{digits[-3:]}' or '{digits[:-4]}.{digits[-3:]}0'"
        raise InvalidValue("money", f"'{digits}' can be read in two ways", hint)
    if _THOUSANDS().fullmatch(digits):
        return digits.replace(",", "").replace(".", "")
    if any(form().fullmatch(digits) for form in (_DECIMAL, _SPACED, _TWO_KINDS)):
        return _with_point(digits)
    raise InvalidValue("money", "is not a number that can be read", _HINT)


def _is_canonical(digits: str, code: str) -> bool:
    # str(Money) writes three decimals for the dinars, and must be read back.
    return "." in digits and EXPONENTS[code] == 3  # noqa: PLR2004


def _with_point(digits: str) -> str:
    *whole, last = re.split("[.,]", digits.translate(_SPACES))
    return f"{''.join(whole)}.{last}" if whole else last
