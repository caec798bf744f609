"""Records and results as small cards of HTML, for notebooks; all of it is escaped.

A record knows no workspace, so that fields are named in words and codes stand as they
are. Whatever is filled is shown in full: whoever looks at a record in a notebook has
asked for it, while reprs end up in logs and are masked.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, TypeAlias, cast

import attrs

from leadflow.ids import is_id
from leadflow.markup import element, framed, shown


Part: TypeAlias = tuple[str, object]
"""What a record is in a result, and the record or its id."""

_NOTHING = (None, "", ())
_IN_CAPTION = ("id", "version")
_LONGEST = 2000
_MOST = 50


def title_of(record: object) -> str:
    """Return what a record is called in a story.

    >>> from leadflow.entities import Deal
    >>> title_of(Deal(title="Forklifts"))
    'Forklifts'
    """
    for name in ("title", "subject", "number"):
        if told := getattr(record, name, ""):
            return str(told)
    name = getattr(record, "name", "") or getattr(record, "login", "")
    return name if isinstance(name, str) else str(name.full())


def card(record: object, *, kind: str = "") -> str:
    """Return a record as a table of the fields that are filled.

    ``kind`` says what it is, its class unless given.
    """
    title = _joined(kind or type(record).__name__, title_of(record))
    own: Any = record
    stored = f"version {own.version}" if own.id else "not stored yet"
    caption = f"{_text(title)} {_code(own.id)} {element('small', stored)}"
    rows = "".join(_row(name, lines) for name, lines in _filled(record))
    table = f"<table><caption>{caption}</caption><tbody>{rows}</tbody></table>"
    return framed(table)


def listed(
    title: str, parts: Iterable[Part], *, id: str = ""
) -> str:  # the field's name
    """Return what came of an act: each record with its name, its stage and its id."""
    rows = "".join(_part(name, each) for name, each in parts)
    caption = f"<caption>{_text(title)} {_code(id)}</caption>"
    return framed(f"<table>{caption}<tbody>{rows}</tbody></table>")


def _part(name: str, each: object) -> str:
    head = element("th", name, scope="row")
    if isinstance(each, str):
        return f"<tr>{head}<td></td><td></td><td>{_code(each)}</td></tr>"
    known: Any = each
    told = (getattr(each, "stage", ""), getattr(each, "amount", None))
    facts = " · ".join(str(fact) for fact in told if fact not in _NOTHING)
    cells = f"{element('td', _short(title_of(each)))}{element('td', facts)}"
    return f"<tr>{head}{cells}<td>{_code(known.id)}</td></tr>"


def _row(name: str, lines: Iterable[str]) -> str:
    cells = "".join(f"<div>{_code(each) or _text(each)}</div>" for each in lines)
    return f"<tr>{element('th', name, scope='row')}<td>{cells}</td></tr>"


def _filled(record: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    for each in _fields(record):
        value = getattr(record, each.name)
        if each.name == "custom":
            yield from ((_words(code), _lines(own)) for code, own in value.items())
        elif each.name not in _IN_CAPTION and value not in (*_NOTHING, each.default):
            yield _words(each.name), _lines(value)


def _lines(value: object) -> tuple[str, ...]:
    if not isinstance(value, tuple):
        return (_said(value),)
    told = tuple(map(_said, value[:_MOST]))
    rest = len(value) - len(told)
    return (*told, f"… and {rest:,} more") if rest else told


def _said(value: object) -> str:
    """Return a value as people read it, with nothing of it left out."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M %Z").rstrip()
    if attrs.has(type(value)) and type(value).__str__ is object.__str__:
        parts = ((each, getattr(value, each.name)) for each in _fields(value))
        told = (
            f"{_words(each.name).lower()} {_said(part)}"
            for each, part in parts
            if part not in (*_NOTHING, each.default)
        )
        return " · ".join(told)
    return f"{value}{_kind(value)}"


def _kind(value: object) -> str:
    """Return of which kind a phone or an address is, where that is not the usual."""
    if not attrs.has(type(value)):
        return ""
    default = next((e.default for e in _fields(value) if e.name == "kind"), "")
    kind = getattr(value, "kind", "")
    return f" ({kind})" if kind not in ("", default) else ""


def _fields(value: object) -> "tuple[attrs.Attribute[Any], ...]":
    return cast(
        "tuple[attrs.Attribute[Any], ...]", attrs.fields(cast("Any", type(value)))
    )


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _joined(kind: str, title: str) -> str:
    return f"{kind}: {title}" if title else kind


def _code(text: str) -> str:
    return element("code", text) if is_id(text) else ""


def _text(text: str) -> str:
    return element("span", _short(text))


def _short(text: str) -> str:
    line = shown(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
