"""How wide text is: in columns of a terminal, and roughly on a drawing."""

import unicodedata
from itertools import accumulate


_SLIM = frozenset("iljtfrI.,:;!|'()[]{}/ \u00a0іїІЇ·-")
_BROAD = frozenset("mwMW@%жшщюыфмдЖШЩЮЫФМДъЪ—…")
ELLIPSIS = "…"


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    >>> columns("Візит"), columns("商談"), columns("é")
    (5, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(_columns_of(sign) for sign in text)


def _columns_of(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return a text filled with blanks up to a number of columns."""
    blanks = " " * (width - columns(text))
    return blanks + text if right else text + blanks


def clip(text: str, width: int) -> str:
    """Return a text that takes at most ``width`` columns; what is cut ends in ``…``.

    >>> clip("Commercial offer", 8)
    'Commerc…'
    """
    if columns(text) <= width:
        return text
    ends = accumulate(_columns_of(sign) for sign in text)
    kept = sum(1 for end in ends if end < width)
    return text[:kept].rstrip() + ELLIPSIS


def breadth(text: str, size: int) -> int:
    """Return about how many pixels a text takes at a font size; rather too many.

    Fonts differ, so a drawing leaves room by this estimate.

    >>> breadth("Won", 14) < breadth("Щука", 14)
    True
    """
    return -(-sum(map(_hundredths, text)) * size // 100)


def _hundredths(sign: str) -> int:
    if sign in _SLIM:
        return 36
    if _columns_of(sign) != 1:
        return 105 * _columns_of(sign) // 2
    if sign in _BROAD or sign.isupper():
        return 88 if sign in _BROAD else 72
    return 60


def wrap(text: str, width: int, size: int, *, lines: int = 2) -> list[str]:
    """Return a text as lines of at most ``width`` pixels; what is cut ends in ``…``.

    >>> wrap("Commercial offer sent", 100, 14)
    ['Commercial', 'offer sent']
    """
    found: list[str] = []
    rest = text
    while rest and len(found) < lines - 1:
        taken = _line(rest, width, size)
        found.append(taken)
        rest = rest[len(taken) :].lstrip()
    if rest:
        found.append(_shortened(rest, width, size))
    return found


def _line(text: str, width: int, size: int) -> str:
    """Return as many whole words as fit, or as much of one word that does not."""
    fits = _fitting(text, width, size)
    if fits == len(text):
        return text
    blank = text.rfind(" ", 0, fits + 1)
    return text[:blank].rstrip() if blank > 0 else text[: max(fits, 1)]


def _shortened(text: str, width: int, size: int) -> str:
    if breadth(text, size) <= width:
        return text
    fits = _fitting(text, width - breadth(ELLIPSIS, size), size)
    return text[: max(fits, 1)].rstrip() + ELLIPSIS


def _fitting(text: str, width: int, size: int) -> int:
    room = width * 100 // size
    return sum(1 for end in accumulate(map(_hundredths, text)) if end <= room)
