"""Lines of iCalendar: escaped, folded at 75 octets, each ending in CRLF (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime


_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
# Everything below a blank but the tab and the line's end, and DEL.
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), 127))
_WIDEST = 75


def escaped(text: str) -> str:
    r"""Return text as the value of a property.

    >>> escaped("Kyiv, 1st floor;\nroom 2")
    'Kyiv\\, 1st floor\\;\\nroom 2'
    """
    return text.translate(_CONTROLS).translate(_ESCAPES)


def moment(value: datetime) -> str:
    """Return a moment in UTC as a value.

    >>> moment(datetime(2026, 3, 2, 8, tzinfo=UTC))
    '20260302T080000Z'
    """
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def folded(line: str) -> str:
    r"""Return a line in pieces of at most 75 octets; no letter is torn apart.

    >>> [len(piece) for piece in folded("x" * 100).split("\r\n")]
    [75, 26]
    """
    pieces, width = [""], 0
    for sign in line:
        size = len(sign.encode())
        if width + size > _WIDEST:
            pieces.append("")
            width = 1  # the blank with which the next line begins
        pieces[-1] += sign
        width += size
    return "\r\n ".join(pieces)


def joined(lines: Iterable[str]) -> str:
    """Return lines as a file."""
    return "".join(f"{folded(line)}\r\n" for line in lines)
