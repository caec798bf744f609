"""What counters write: a number that is given once, in a form of its own (F3)."""

import re
from datetime import date

from leadflow.deferred import expression
from leadflow.errors import InvalidValue
from leadflow.values.text import one_line


USUAL = "{number}"

_SLOT = expression(r"\{(\w*)(?::([^{}]*))?\}")
_NAMES = ("number", "year", "month", "day")
_WIDTH = expression(r"0?([1-9]|1[0-9]|20)", re.ASCII)
_LONGEST = 100


def number_format(value: str | None) -> str:
    """Return the form of a counter's numbers, or raise ``InvalidValue``.

    It holds ``{number}``, with zeros before it in ``{number:05}``, and may hold
    ``{year}``, ``{month}`` and ``{day}``.

    >>> number_format("INV-{year}-{number:05}")
    'INV-{year}-{number:05}'
    """
    text = one_line(value, "format")
    if not text:
        return ""
    slots = _SLOT().findall(text)
    hint = "write it like 'INV-{year}-{number:05}'"
    rest = _SLOT().sub("", text)
    if len(text) > _LONGEST or "{" in rest or "}" in rest:
        raise InvalidValue("format", "cannot be read", hint)
    for name, width in slots:
        if name not in _NAMES:
            raise InvalidValue("format", f"has an unknown part '{name}'", hint)
        if width and not (name == "number" and _WIDTH().fullmatch(width)):
            raise InvalidValue("format", f"has a wrong width of '{name}'", hint)
    if sum(name == "number" for name, _ in slots) != 1:
        raise InvalidValue("format", "does not hold {number} once", hint)
    return text


def written(form: str, number: int, day: date) -> str:
    """Return a number in a form, on a day of the office's calendar.

    >>> written("INV-{year}-{number:05}", 7, date(2026, 11, 22))
    'INV-2026-00007'
    """
    parts = {
        "year": f"{day.year:04}",
        "month": f"{day.month:02}",
        "day": f"{day.day:02}",
    }

    def filled(slot: re.Match[str]) -> str:
        width = int(slot[2] or 1)
        return parts.get(slot[1]) or f"{number:0{width}}"

    return _SLOT().sub(filled, form or USUAL)
