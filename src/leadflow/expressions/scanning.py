"""The first look at the text of a condition, before Python's parser sees it.

Only the characters and forms that a condition can need get any further, so
that the parser meets nothing it would warn of or take long for, and common
slips (``=``, ``&&``, curly quotes) get an answer that names the way out.
"""

import re
from collections.abc import Iterator

from attrs import field, frozen

from leadflow.deferred import expression
from leadflow.errors import InvalidCondition
from leadflow.expressions.literals import refusal


MAX_LENGTH = 4_000
"""Characters of a condition's text."""
EXAMPLE = "write it as in: amount >= 100 and source in ('web', 'call')"
"""The way out where no nearer one is known."""

_QUOTED = expression(r"""'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*\"""")
_LINE_ENDS = expression(r"[\r\n]")
_ESCAPE = expression(r"\\(.)")
_ESCAPES = frozenset("\\'\"abfnrtvxuU")
_QUOTE_HINT = "close it with the quote it begins with, on the same line"

# Judged in this order: the longer sign first. Everything that is not refused
# here is a letter, a digit or a sign that some condition needs.
_SLIPS = tuple(
    (expression(pattern, re.ASCII), message, hint)
    for pattern, message, hint in (
        (r"={3}", "'===' is not a comparison", "write =="),
        (r"<>", "'<>' is not a comparison", "write !="),
        (r"=>", "'=>' is not a comparison", "write >="),
        (r"=<", "'=<' is not a comparison", "write <="),
        (r"(?<![=!<>:])=(?!=)", "'=' does not compare", "write =="),
        (r"&", "'&' does not join conditions in text", "write and"),
        (r"\|", "'|' does not join conditions in text", "write or"),
        (r"[~!](?!=)", "a sign does not turn a condition round", "write not"),
        (r"['\"]", "a text is not closed", _QUOTE_HINT),
        (
            r"\b(?!(?:and|or|not|in|is)\b)(?i:and|or|not|in|is)\b(?!\s*[.\[=!<>])",
            "a joining word has capitals",
            "write and, or, not, in, is",
        ),
        (
            r"(?<=[\w\])]\s)\s*(?i:not\s+)?(?i:i?like|similar)\b",
            "'like' asks nothing here",
            "write title.contains('…') or title.startswith('…')",
        ),
        (
            r"(?<=[\w\])]\s)\s*(?i:between)\b",
            "'between' stands behind a dot",
            "write amount.between(1, 5)",
        ),
        (
            r"(?<=\w\s)\s*(?i:null)\b",
            "'null' is no value",
            "write None, as in: is None",
        ),
        (r"[“”„‟«»‘’‚`´]", "this is not a quote", "write ' or \""),
        (
            r"(?<!\w)(?:\d|\.\d)[\d_.]*+(?:[eE][+-]?\d++)?+(?=[A-Za-z_])",
            "a number runs into a letter",
            "put a space after the number; numbers are written in decimal",
        ),
        (
            r"[^\w\s.,()\[\]<>=!+-]",
            "a character has no meaning here",
            "put texts and odd names in quotes, as in custom['odd name']",
        ),
    )
)


@frozen
class Source:
    """The text of a condition, and where things stand in it."""

    text: str
    flat: str = field(init=False)
    """The text on one line, without white space around it."""
    _start: int = field(init=False)
    _bytes: bytes = field(init=False, repr=False)

    @flat.default
    def _flat(self) -> str:
        return _LINE_ENDS().sub(" ", self.text).strip()

    @_start.default
    def _leading(self) -> int:
        return len(self.text) - len(_LINE_ENDS().sub(" ", self.text).lstrip())

    @_bytes.default
    def _encoded(self) -> bytes:
        return self.flat.encode(errors="replace")

    def place(self, byte: int) -> str:
        """Return the place of a byte of ``flat``, for the path of a fault."""
        before = self._bytes[:byte].decode(errors="replace")
        return column(self._start + len(before))

    def written(self, start: int, end: int) -> str:
        """Return what is written between two bytes of ``flat``."""
        return self._bytes[start:end].decode()


def column(index: int) -> str:
    """Return the place of a character, counted from one."""
    return f"column {index + 1}"


def scanned(text: object) -> Source:
    """Return the source of a text that a condition may have, or raise."""
    if not isinstance(text, str):
        message = f"a condition cannot be of type {type(text).__name__}"
        raise refusal(message, "write it with F or as text, as in 'amount >= 100'")
    if len(text) > MAX_LENGTH:
        message = f"the text has more than {MAX_LENGTH} characters"
        raise refusal(message, "split the condition")
    if not text.strip():
        raise refusal("the text is empty", "write True for a condition that holds")
    for judge in (_slip, _escape, _neighbours):
        fault = judge(text)
        if fault:
            raise fault
    return Source(text)


def _slip(text: str) -> InvalidCondition | None:
    found = [
        (start + match.start(), message, hint)
        for start, gap in _gaps(text)
        for pattern, message, hint in _SLIPS
        if (match := pattern().search(gap))
    ]
    if not found:
        return None
    # min() keeps the first of equals, and so the order of the slips.
    index, message, hint = min(found, key=lambda slip: slip[0])
    return refusal(message, hint, column(index))


def _escape(text: str) -> InvalidCondition | None:
    for quoted in _QUOTED().finditer(text):
        for escape in _ESCAPE().finditer(quoted.group()):
            if escape[1] not in _ESCAPES:
                place = column(quoted.start() + escape.start())
                return refusal("a backslash stands alone", r"write \\", place)
    return None


def _neighbours(text: str) -> InvalidCondition | None:
    # Python would join the two, and ('web' 'call') would lose a choice.
    gaps = list(_gaps(text))
    for start, gap in gaps[1:-1]:
        if not gap.strip():
            hint = "put a comma or a comparison between them"
            return refusal("two texts stand side by side", hint, column(start))
    return None


def _gaps(text: str) -> Iterator[tuple[int, str]]:
    """Give what stands between quoted texts, with its place."""
    start = 0
    for quoted in _QUOTED().finditer(text):
        yield start, text[start : quoted.start()]
        start = quoted.end()
    yield start, text[start:]
