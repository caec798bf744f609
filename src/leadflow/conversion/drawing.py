"""The plan of a conversion as HTML, for notebooks; everything in it is escaped."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from leadflow.markup import cell, element, escaped, framed


Row: TypeAlias = tuple[str, str, str]
"""The name of a field, its value, and where that comes from."""
Section: TypeAlias = tuple[str, Iterable[str], Iterable[Row]]
"""A target: what happens to it, notes on it, and its fields."""


def drawn(title: str, sections: Iterable[Section], warnings: Iterable[str]) -> str:
    """Return one table of all targets, and below it what is in the way."""
    rows = "".join(row for section in sections for row in _rows(section))
    table = f"<table><tbody>{rows}</tbody></table>" if rows else ""
    items = "".join(element("li", warning) for warning in warnings)
    below = f"<ul>{items}</ul>" if items else ""
    return framed(f"{element('p', title, class_='t')}{table}{below}")


def _rows(section: Section) -> Iterator[str]:
    title, notes, fields = section
    beside = f"<small>{'<br>'.join(map(escaped, notes))}</small>"
    yield f'<tr><th colspan="3" scope="colgroup">{escaped(title)} {beside}</th></tr>'
    for name, value, source in fields:
        cells = f"{cell(name)}{cell(value)}"
        yield f"<tr>{cells}<td><small>{escaped(source)}</small></td></tr>"
