"""Writing TOML.

Python reads TOML but does not write it, and a dependency for these lines is
not worth its place. The writer covers what a workspace needs, and is exact:
what it writes is read back as the same data. Numbers with a fraction are not
among it, since other readers would make floats of them.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from leadflow.deferred import expression
from leadflow.workspace.shapes import Plain, Section


_WIDTH = 88
_BARE = expression(r"[A-Za-z0-9_-]+", re.ASCII)
_ESCAPED = expression(r'[\\"\x00-\x1f\x7f]')
_SHORT = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
}


def document(keys: Mapping[str, Plain]) -> str:
    """Return a whole document.

    >>> print(
    ...     document({"name": "Kyiv", "labels": Section({"lead": "Inquiry"})}), end=""
    ... )
    name = "Kyiv"
    <BLANKLINE>
    [labels]
    lead = "Inquiry"
    """
    lines = list(_body(keys, ""))
    return "\n".join(lines).lstrip("\n") + "\n" if lines else ""


def _body(keys: Mapping[str, Plain], header: str) -> Iterator[str]:
    """Yield what stands in the table itself, then the tables under it."""
    under = {name: _sections(value) for name, value in keys.items()}
    for name, value in keys.items():
        if not under[name]:
            yield _line(name, value)
    for name, sections in under.items():
        inner = f"{header}.{_key(name)}" if header else _key(name)
        title = f"[[{inner}]]" if isinstance(keys[name], list) else f"[{inner}]"
        for section in sections:
            yield from ("", title, *_body(section.keys, inner))


def _sections(value: Plain) -> list[Section]:
    """Return the tables that stand under a name, if nothing else does."""
    several = value if isinstance(value, list) else [value]
    sections = [each for each in several if isinstance(each, Section)]
    return sections if len(sections) == len(several) else []


def _line(name: str, value: Plain) -> str:
    line = f"{_key(name)} = {_inline(value)}"
    if not isinstance(value, list) or len(line) <= _WIDTH:
        return line
    items = "".join(f"  {_inline(each)},\n" for each in value)
    return f"{_key(name)} = [\n{items}]"


def _key(name: str) -> str:
    return name if _BARE().fullmatch(name) else _text(name)


def _inline(value: Plain) -> str:
    match value:
        case list():
            return f"[{', '.join(_inline(each) for each in value)}]"
        case dict():
            return _table(value)
        case Section():
            return _table(value.keys)
        case str():
            return _text(value)
        case _:
            return _bare(value)


def _bare(value: int | date) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _table(keys: Mapping[str, Plain]) -> str:
    pairs = (f"{_key(name)} = {_inline(each)}" for name, each in keys.items())
    return f"{{ {', '.join(pairs)} }}" if keys else "{}"


def _text(text: str) -> str:
    return f'"{_ESCAPED().sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    sign = found.group()
    return _SHORT.get(sign) or f"\\u{ord(sign):04x}"
