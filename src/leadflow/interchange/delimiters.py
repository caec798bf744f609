"""Which sign stands between the cells."""

import csv
import re
from collections.abc import Callable, Sequence
from contextlib import suppress

from leadflow.errors import InvalidValue


DELIMITERS = (",", ";", "\t", "|")
"""Those that are detected, the usual ones first."""

_SAID = re.compile(r"\ufeff?sep=(.)\s*", re.IGNORECASE)


def said_delimiter(line: str) -> str:
    """Return the delimiter that a first line such as ``sep=;`` names, or ``""``.

    >>> said_delimiter("sep=;"), said_delimiter("Name;Phone")
    (';', '')
    """
    found = _SAID.fullmatch(line)
    return found[1] if found else ""


def known_delimiter(text: str) -> str:
    r"""Return a delimiter that was given; a tab may be written ``tab`` or ``\t``.

    >>> known_delimiter("tab") == known_delimiter("\\t") == "\t"
    True
    """
    given: object = text
    if not isinstance(given, str):
        reason = f"cannot be of type {type(given).__name__}"
        raise InvalidValue("delimiter", reason, "give one of ',', ';', 'tab', '|'")
    sign = {"tab": "\t", "\\t": "\t"}.get(text.lower(), text)
    if len(sign) != 1 or sign in '"\r\n\0 ':
        hint = "give one of ',', ';', 'tab', '|'"
        raise InvalidValue("delimiter", "must be one sign", hint)
    return sign


def detect_delimiter(lines: Sequence[str], known: Callable[[str], bool]) -> str:
    """Return the delimiter under which the first lines make the most sense.

    That is the one by which most captions are ``known``, then the one by which
    most rows are as wide as the first, then the one that makes most columns.

    >>> detect_delimiter(["Name;Sum, EUR", "Olena;1,5"], {"Name"}.__contains__)
    ';'
    """
    scores = [_score(lines, sign, known) for sign in DELIMITERS]
    return DELIMITERS[scores.index(max(scores))]


def _score(
    lines: Sequence[str], sign: str, known: Callable[[str], bool]
) -> tuple[int, float, int]:
    rows = [row for row in _split(lines, sign) if any(cell.strip() for cell in row)]
    if not rows or len(rows[0]) == 1:
        named = known(rows[0][0]) if rows else False
        return int(named), 0.0, 1
    width = len(rows[0])
    even = sum(len(row) == width for row in rows) / len(rows)
    return sum(map(known, rows[0])), even, width


def _split(lines: Sequence[str], sign: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(lines, delimiter=sign)
    # What comes before a fault is evidence enough.
    with suppress(csv.Error):
        rows.extend(reader)
    return rows
