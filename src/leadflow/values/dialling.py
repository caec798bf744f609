"""Reducing a phone number to the digits that dial it.

The careful-digits rule needs no tables: it removes what people write between
digits, turns ``00`` into ``+``, sets the extension apart, and invents nothing.
A number without country stays one, unless the caller says which country is meant.
"""

import re
from unicodedata import decimal

from leadflow.deferred import expression
from leadflow.errors import InvalidValue, MissingExtra
from leadflow.values.text import calling_code, one_line


EXTENSION_WORD = "(?:extension|ext|доб|внутр|вн|дод|[xх#])"
"""The pattern of what people write before an extension."""

_EXTENSION = expression(
    r"^(?P<number>.*\d\D*?)\s*"
    rf"(?:[;,]?\s*\(?{EXTENSION_WORD}[.:=]?|,)\s*"
    r"(?P<extension>\d{1,8})\)?$",
    re.IGNORECASE | re.DOTALL,
)
_MAY_EXTEND = expression(r"[^\W\d_]|[#,;]")
_TRUNK_ZERO = expression(r"^(\+\d{1,3}[\s.-]*)\(0\)")
# Between digits: brackets, dots, dashes of all lengths, slashes, and the marks of
# direction that address books copy along.
_BETWEEN = expression(
    r"[\s()\[\]./\-\u00ad\u2010-\u2015\u2212\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060\u2066-\u2069\ufeff]+",
)
_DIALLED = expression(r"\+?[0-9]+")
_LONGEST = 15
_SHORTEST = 3
_SHORTEST_ABROAD = 5
# In these countries a number keeps its first zero when called from abroad.
_KEEP_ZERO = frozenset({"39", "225", "241", "242", "378", "379"})
_TRUNK = {"1": "1", "7": "8"}
_NORTH_AMERICAN = 11


def split_extension(text: str) -> tuple[str, str]:
    """Return a number and its extension, both as written.

    >>> split_extension("+380 44 123-45-67 доб. 12")
    ('+380 44 123-45-67', '12')
    """
    found = _MAY_EXTEND().search(text) and _EXTENSION().match(text)
    if not found or len(_digits_of(found["number"])) < _SHORTEST:
        return text, ""
    return found["number"].rstrip(" ,;"), found["extension"]


def _digits_of(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def ascii_digits(text: str) -> str:
    """Return text with the digits and the plus of every script in ASCII.

    >>> ascii_digits("＋٣٨٠")
    '+380'
    """
    if text.isascii():
        return text
    folded = (str(decimal(sign)) if sign.isdecimal() else sign for sign in text)
    return "".join(folded).replace("＋", "+")


def normalise(raw: str, *, region: str = "", country_code: str = "") -> str:
    """Return the form under which a number is stored and compared (D1).

    International numbers become ``+`` and digits, others stay digits.
    ``country_code`` ("380") completes numbers that have no country;
    ``region`` ("UA") does so too and knows each country's plan, which needs the
    extra ``phone``.
    Three digits are enough (101, or a line within an office), five with a country;
    letters and more than 15 digits raise ``InvalidValue``.

    >>> normalise("00 380 (44) 123-45-67"), normalise("044 123 45 67")
    ('+380441234567', '0441234567')
    >>> normalise("044 123 45 67", country_code="380")
    '+380441234567'
    """
    text, _ = split_extension(ascii_digits(one_line(raw, "phone")))
    number = _dialled(text)
    # Numbers with a country never go through the extra, so that what is stored
    # does not depend on what is installed.
    if number.startswith("+") or not (region or country_code):
        return _measured(number)
    if region:
        return _by_region(number, region)
    return _measured(f"+{country_code.lstrip('+')}{_national(number, country_code)}")


def _dialled(text: str) -> str:
    with_zero = _TRUNK_ZERO().match(text)
    if with_zero and _drops_zero(_digits_of(with_zero[1])):
        text = with_zero[1] + text[with_zero.end() :]
    number = _BETWEEN().sub("", text)
    if not _DIALLED().fullmatch(number):
        hint = "write it like '+380 44 123 45 67'"
        raise InvalidValue("phone", "is not a phone number", hint)
    return f"+{number[2:]}" if number.startswith("00") else number


def _drops_zero(country_code: str) -> bool:
    whole = calling_code(country_code) == country_code
    return whole and country_code not in _KEEP_ZERO


def _measured(number: str) -> str:
    digits = number.lstrip("+")
    shortest = _SHORTEST_ABROAD if number.startswith("+") else _SHORTEST
    if len(digits) < shortest:
        raise InvalidValue("phone", f"has fewer than {shortest} digits")
    if len(digits) > _LONGEST:
        hint = "separate several numbers with ';'"
        raise InvalidValue("phone", f"has more than {_LONGEST} digits", hint)
    return number


def _national(number: str, country_code: str) -> str:
    code = country_code.lstrip("+")
    if code in _KEEP_ZERO:
        return number
    trunk = _TRUNK.get(code, "0")
    # Russian and American numbers may begin with the trunk digit by themselves;
    # only the eleventh digit proves it to be one.
    if code in _TRUNK and len(number) != _NORTH_AMERICAN:
        return number
    return number.removeprefix(trunk)


def _by_region(number: str, region: str) -> str:
    try:
        # An optional package with megabytes of numbering plans.
        import phonenumbers  # noqa: PLC0415
    except ImportError:
        raise MissingExtra("completing phones by region", "phone") from None
    if region.upper() not in phonenumbers.SUPPORTED_REGIONS:
        hint = "use a code of ISO 3166 such as 'UA'"
        raise InvalidValue("phone region", "is not known", hint)
    try:
        parsed = phonenumbers.parse(number, region.upper())
    except phonenumbers.NumberParseException:
        raise InvalidValue("phone", "does not fit its region") from None
    e164 = phonenumbers.PhoneNumberFormat.E164
    return _measured(phonenumbers.format_number(parsed, e164))
