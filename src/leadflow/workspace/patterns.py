"""Patterns: regular expressions that always come to an end.

Some expressions need longer than the universe lasts to refuse a text of forty
letters. Whoever fills in a form must not be able to stop the office, so only
patterns are taken whose work is bounded.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from attrs import field, frozen

from leadflow.deferred import by_value, expression
from leadflow.errors import InvalidValue
from leadflow.values.text import clean


LONGEST_PATTERN = 200
LONGEST_TEXT = 200
"""How many characters a text may have that a pattern judges."""

_MOST_WAYS = 10_000_000
_TOKEN = expression(
    r"(?P<escape>\\.)"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<look>\(\?(?!:))"
    r"|(?P<opens>\((?:\?:)?)"
    r"|(?P<closes>\))"
    r"|(?P<either>\|)"
    r"|(?P<repeat>[*+?]|\{(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)\})"
    r"|(?P<other>.)",
    re.DOTALL,
)
_BACKWARDS = expression(r"\\[1-9gk]")


@by_value
@frozen(eq=False, repr=False)
class _Level:
    """What stands in one pair of brackets."""

    varies: bool = False
    ways: int = 1


def checked_pattern(value: str | None) -> str:
    r"""Return a pattern whose work is bounded, or raise ``InvalidValue``.

    It judges the whole text. Refused are repeats within repeats, look-arounds,
    references back, and whatever could be matched in too many ways.

    >>> checked_pattern(r"[A-Z]{2}\d+")
    '[A-Z]{2}\\d+'
    """
    text = clean(value, "pattern")
    if not text:
        return ""
    if len(text) > LONGEST_PATTERN:
        raise InvalidValue("pattern", f"has more than {LONGEST_PATTERN} characters")
    try:
        compiled(text)
    except (re.error, OverflowError, RecursionError):
        hint = r"write it like '[A-Z]{2}\d+'"
        raise InvalidValue("pattern", "is not a regular expression", hint) from None
    _require_bounded(text)
    return text


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """Return what judges texts by a pattern."""
    return re.compile(pattern)


def fits(pattern: str, text: str) -> bool:
    """Tell whether the whole of a text fits; texts that are too long do not.

    >>> fits(r"[A-Z]{2}", "UA"), fits(r"[A-Z]{2}", "UAH")
    (True, False)
    """
    return len(text) <= LONGEST_TEXT and compiled(pattern).fullmatch(text) is not None


@by_value
@frozen(eq=False, repr=False)
class _Scan:
    """Reads a pattern from left to right, counting the ways it can match."""

    levels: list[_Level] = field(factory=lambda: [_Level()])
    closed: list[_Level] = field(factory=list)
    """The group that has just ended, as a list of at most one."""

    def read(self, token: re.Match[str]) -> None:
        kind = token.lastgroup
        if kind == "look" or _BACKWARDS().match(token.group()):
            raise _refused("uses look-arounds, flags or references back")
        ended, self.closed[:] = list(self.closed), []
        if kind == "opens":
            self.levels.append(_Level())
        elif kind == "closes":
            self._close()
        elif kind == "either":
            self._add(_Level(varies=True, ways=2))
        elif _repeats(token):
            self._repeat(token, ended)

    def _close(self) -> None:
        inner = self.levels.pop()
        self.closed.append(inner)
        self._add(inner)

    def _repeat(self, token: re.Match[str], ended: list[_Level]) -> None:
        again = token.group() != "?"
        if again and any(level.varies for level in ended):
            raise _refused("repeats what repeats or has a choice in itself")
        if ways := _ways(token):
            self._add(_Level(varies=True, ways=ways))

    def _add(self, inner: _Level) -> None:
        outer = self.levels.pop()
        ways = outer.ways * inner.ways
        if ways > _MOST_WAYS:
            raise _refused("could match a text in too many ways")
        self.levels.append(_Level(outer.varies or inner.varies, ways))


def _require_bounded(text: str) -> None:
    scan = _Scan()
    for token in _tokens(text):
        scan.read(token)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return _TOKEN().finditer(text)


def _repeats(token: re.Match[str]) -> bool:
    text = token.group()
    return text in ("*", "+", "?") or (text.startswith("{") and len(text) > 1)


def _ways(token: re.Match[str]) -> int:
    """Return how many lengths a repeat leaves open; 0 where it leaves none."""
    if token.group() == "?":
        return 2
    if token["comma"] is None:
        return LONGEST_TEXT
    if not token["comma"]:
        return 0
    most = min(int(token["most"] or LONGEST_TEXT), LONGEST_TEXT)
    return max(most - int(token["least"] or 0) + 1, 1)


def _refused(why: str) -> InvalidValue:
    hint = "write it with fewer open repeats, as in '[A-Z]{2}[0-9]{4}'"
    return InvalidValue("pattern", why, hint)
