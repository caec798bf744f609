"""Text as it may come in, and as it may be shown.

``clean`` stands at every border: what passes it can be stored, compared and
written to any format.
``mask`` is for reprs and messages, which end up in logs.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from leadflow.deferred import expression
from leadflow.errors import InvalidValue, did_you_mean


_CODE = expression(r"[a-z][a-z0-9_]{0,49}", re.ASCII)
_NOT_IN_A_CODE = expression(r"[^a-z0-9]+")
_PHONE_SHAPED = expression(r"\+?[\d\s().-]{3,}", re.ASCII)
# The calling codes that have one or two digits; all others have three.
_CALLING_CODE = expression(
    r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{1,3}",
    re.ASCII,
)


def clean(value: str | None, what: str = "text") -> str:
    r"""Return text fit to keep: NFC, stripped, lines ending in ``\n``.

    ``None`` becomes ``""``.
    Raises ``InvalidValue`` for anything but text, and for NUL characters and lone
    surrogates, which databases and files cannot hold.

    >>> clean("  Kyiv Logistics\r\n")
    'Kyiv Logistics'
    >>> clean(None)
    ''
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InvalidValue(what, f"must be text, not {type(value).__name__}")
    if "\0" in value:
        raise InvalidValue(what, "contains a NUL character", "remove it")
    if "\r" in value:
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    if value.isascii():
        return value.strip()
    _refuse_surrogates(value, what)
    return unicodedata.normalize("NFC", value).strip()


def _refuse_surrogates(value: str, what: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        hint = "decode the bytes with the right encoding"
        raise InvalidValue(what, "contains half a character", hint) from None


def one_line(value: str | None, what: str = "text") -> str:
    r"""Return clean text with every run of white space as one space.

    >>> one_line("Olena\n  Kovalenko")
    'Olena Kovalenko'
    """
    return " ".join(clean(value, what).split())


def fold(text: str) -> str:
    """Return the form in which texts are compared when case does not matter.

    >>> fold("Straße ОЛЕНА")
    'strasse олена'
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text.casefold())


def code(value: str | None) -> str:
    """Return a code such as ``in_progress``; ``None`` and ``""`` give ``""``.

    A code begins with a letter and has at most 50 lower-case Latin letters,
    digits and underscores; anything else raises ``InvalidValue``.

    >>> code("in_progress")
    'in_progress'
    """
    text = clean(value, "code")
    if not text or _CODE().fullmatch(text):
        return text
    near = _NOT_IN_A_CODE().sub("_", text.lower()).strip("_")[:50]
    fits = _CODE().fullmatch(near)
    hint = f"write '{near}'" if fits else "write it like 'in_progress'"
    reason = "must be lower-case Latin letters, digits and '_', at most 50"
    raise InvalidValue("code", reason, hint)


def one_of(value: str, choices: Iterable[str], what: str) -> str:
    """Return ``value`` if it is one of ``choices``, else raise ``InvalidValue``.

    >>> one_of("work", ("home", "work"), "kind of phone")
    'work'
    """
    known = tuple(choices)
    if value in known:
        return value
    # A wrong kind may be somebody's name that slipped into the wrong column.
    name = str(value)
    reason = f"'{name}' is not known" if _CODE().fullmatch(name) else "is not known"
    raise InvalidValue(what, reason, did_you_mean(name, known))


def mask(text: str) -> str:
    """Return as much of personal data as a log may hold.

    >>> mask("Olena"), mask("olena@kyiv.example"), mask("+380 44 123 45 67")
    ('O…', 'o…@kyiv.example', '+380…67')
    """
    if not text:
        return ""
    if _PHONE_SHAPED().fullmatch(text):
        return _mask_digits(text)
    local, at, domain = text.rpartition("@")
    return f"{local[:1]}…@{domain}" if local and at else f"{text[0]}…"


def _mask_digits(text: str) -> str:
    digits = "".join(sign for sign in text if sign.isdecimal())
    prefix = f"+{calling_code(digits)}" if text.startswith("+") else ""
    return f"{prefix}…{digits[-2:]}"


def calling_code(digits: str) -> str:
    """Return the country calling code that international digits begin with.

    >>> calling_code("380441234567"), calling_code("14155550123")
    ('380', '1')
    """
    found = _CALLING_CODE().match(digits)
    return found.group() if found else ""


def shown(value: object, *, personal: bool = False) -> str:
    """Return a value for a repr; what tells who a person is comes masked."""
    if personal and isinstance(value, str):
        return repr(mask(value))
    # A date of birth has no shorter form that tells nothing.
    return "…" if personal and isinstance(value, date) else repr(value)
