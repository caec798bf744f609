"""Sheets: rows and columns, as text for terminals and as HTML for notebooks."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen

from leadflow.analytics.measuring import clip, columns, pad
from leadflow.markup import cell, element, framed, shown


TEXT, HTML = "text", "html"

_WIDEST = 40


@frozen(kw_only=True)
class Sheet:
    """A table that is ready to be shown; its texts may hold anything."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    """The places of columns that end in line."""
    unbroken: frozenset[int] = frozenset()
    """The places of columns whose texts are not broken."""
    colors: tuple[str, ...] = field(default=())
    """A colour for the beginning of each row, for HTML; nothing for no row."""
    language: str = "en"
    notes: tuple[str, ...] = ()
    """Lines below the table."""


def drawn(sheet: Sheet, form: str) -> str:
    """Return a sheet as ``text`` or as ``html``."""
    return html(sheet) if form == HTML else text(sheet)


def text(sheet: Sheet) -> str:
    """Return a sheet as lines of text; none ends in a blank.

    >>> print(
    ...     text(
    ...         Sheet(
    ...             title="Deals",
    ...             heads=("Stage", "Days"),
    ...             rows=(("New", "3"),),
    ...             numbers=frozenset({1}),
    ...         )
    ...     )
    ... )
    Deals
    <BLANKLINE>
    Stage  Days
    New       3
    """
    cells = [[clip(shown(cell), _WIDEST) for cell in row] for row in sheet.rows]
    body = _aligned([list(map(shown, sheet.heads)), *cells], sheet.numbers)
    lines = [shown(sheet.title), "", *(body if cells else ())]
    notes = [shown(note) for note in sheet.notes]
    if notes:
        lines += ["", *notes] if cells else notes
    return "\n".join(line.rstrip() for line in lines)


def _aligned(rows: Sequence[Sequence[str]], numbers: Iterable[int]) -> Iterator[str]:
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(
            pad(cell, width, right=place in numbers)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )


def html(sheet: Sheet) -> str:
    """Return a sheet as a fragment of HTML with everything in it escaped."""
    caption = element("caption", shown(sheet.title))
    head = "".join(
        element("th", shown(name), scope="col", class_=_class(sheet, place))
        for place, name in enumerate(sheet.heads)
    )
    rows = "".join(_row(sheet, place) for place in range(len(sheet.rows)))
    notes = "".join(element("p", shown(note)) for note in sheet.notes)
    table = (
        f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    return framed(f"{table}{notes}", language=sheet.language)


def _row(sheet: Sheet, number: int) -> str:
    color = sheet.colors[number] if sheet.colors else ""
    mark = f"border-left:4px solid {color}" if color else ""
    cells = "".join(
        cell(shown(text), class_=_class(sheet, place), style="" if place else mark)
        for place, text in enumerate(sheet.rows[number])
    )
    return f"<tr>{cells}</tr>"


def _class(sheet: Sheet, place: int) -> str:
    if place in sheet.numbers:
        return "n"
    return "d" if place in sheet.unbroken else ""
