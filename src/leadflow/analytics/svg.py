"""A funnel as a drawing of our own: SVG without fonts, scripts or other files."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from leadflow.analytics.measuring import breadth, wrap
from leadflow.analytics.steps import CUMULATIVE, Drawable, FunnelStep
from leadflow.analytics.wording import entered, number, percent, subtitle, summary
from leadflow.markup import BLUE, GREEN, RED, attributes, element, escaped, shown
from leadflow.workspace.naming import word


# Of these fills each is at least 3 : 1 against white and against near-black.
FILLS = {"open": BLUE, "won": GREEN, "lost": RED}

_WIDTH = 760
_SIZE, _SMALL, _LARGE = 14, 12, 17
_TITLE = 22
_LINE = 17
_BAR = 30
_LABELS = 200
_MARGIN, _GAP = 12, 18
_HEAD = 48
_THINNEST = 2
# The drawing takes the colour of the text around it; alone, it asks the reader's
# system. Only where the drawing is a document of its own is it the root.
_STYLE = (
    "svg:root{color:#1f2328}@media(prefers-color-scheme:dark){svg:root{color:#e6edf3}}"
)
_FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"


@frozen
class _Frame:
    """Where the columns of a drawing stand; made so that no figure is cut off."""

    left: int
    width: int
    """Of the widest bar."""
    ends: tuple[int, ...]
    """Where each column of figures ends, from the left."""

    @property
    def middle(self) -> int:
        """Return the axis of centred bars."""
        return self.left + self.width // 2

    @classmethod
    def of(cls, table: Sequence[Sequence[str]]) -> "_Frame":
        """Return the frame for figures, given row by row."""
        widths = [
            max(breadth(cell, _SIZE) for cell in column)
            for column in zip(*table, strict=True)
        ]
        ends, end = [], _WIDTH - _MARGIN
        for width in reversed(widths):
            ends.append(end)
            end -= width + _GAP
        left = _MARGIN + _LABELS + _GAP
        return cls(left, max(end - left, 120), tuple(reversed(ends)))


@frozen
class _Row:
    """One step with the place that it takes."""

    step: FunnelStep
    top: int
    lines: tuple[str, ...]
    bar: int
    """Its length."""
    figures: tuple[str, ...]

    @property
    def height(self) -> int:
        """Return how high the row is, without the gap behind it."""
        return max(_BAR, len(self.lines) * _LINE)

    @property
    def center(self) -> int:
        """Return the middle of the row."""
        return self.top + self.height // 2


def drawn(funnel: Drawable) -> str:
    """Return the drawing; its text can be read aloud, its labels are escaped."""
    heads, table = _figures(funnel)
    frame = _Frame.of([heads, *table])
    title = _titled(funnel)
    rows = _rows(funnel, frame, table, top=_HEAD + _TITLE * len(title))
    foot = rows[-1].top + rows[-1].height + 30
    parts = [
        element("title", shown(funnel.title)),
        element("desc", _told(funnel)),
        f"<style>{_STYLE}</style>",
        *_headings(funnel, title),
        *_column_heads(frame, heads, rows[0].top - 8),
        *_between(funnel, frame, rows),
        *(_step(funnel, frame, row) for row in rows),
        _text(_MARGIN, foot, summary(funnel), size=_SMALL, quiet=True),
    ]
    return _sheet(funnel, foot + _MARGIN, "".join(parts))


def _sheet(funnel: Drawable, height: int, inner: str) -> str:
    size = attributes(
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDTH} {height}",
        width=str(_WIDTH),
        height=str(height),
        lang=funnel.language,
        role="img",
        font_family=_FONT,
        font_size=str(_SIZE),
        fill="currentColor",
        style="max-width:100%;height:auto",
    )
    return f"<svg{size}>{inner}</svg>"


def _figures(funnel: Drawable) -> tuple[list[str], list[list[str]]]:
    """Return the headings of the columns, and the figures of each step."""
    language = funnel.language
    names = ["count", "share"]
    if funnel.view == CUMULATIVE:
        names.append("lost")
    table = [
        [
            number(step.count, language),
            percent(step.share, language),
            number(step.lost, language),
        ][: len(names)]
        for step in funnel.steps
    ]
    return [word(name, language) for name in names], table


def _gap(funnel: Drawable) -> int:
    return 26 if funnel.view == CUMULATIVE else 8


def _titled(funnel: Drawable) -> list[str]:
    # Bold letters are wider than the estimate, so the room is taken as smaller.
    room = (_WIDTH - 2 * _MARGIN) * 7 // 8
    return wrap(shown(funnel.title), room, _LARGE)


def _rows(
    funnel: Drawable, frame: _Frame, table: Sequence[Sequence[str]], *, top: int
) -> list[_Row]:
    largest = max((step.count for step in funnel.steps), default=0) or 1
    rows = []
    for step, figures in zip(funnel.steps, table, strict=True):
        lines = tuple(wrap(shown(step.label), _LABELS, _SIZE))
        bar = max(step.count * frame.width // largest, _THINNEST)
        row = _Row(step, top, lines, bar, tuple(figures))
        rows.append(row)
        top += row.height + _gap(funnel)
    return rows


def _headings(funnel: Drawable, title: Sequence[str]) -> Iterator[str]:
    whole, under = shown(funnel.title), subtitle(funnel)
    tip = whole if " ".join(title) != whole else ""
    for place, line in enumerate(title, 1):
        yield _text(_MARGIN, _TITLE * place, line, size=_LARGE, bold=True, tip=tip)
    line = wrap(under, _WIDTH - 2 * _MARGIN, _SMALL, lines=1)[0]
    below = _TITLE * len(title) + 18
    yield _text(_MARGIN, below, line, size=_SMALL, quiet=True, tip=under)


def _column_heads(frame: _Frame, heads: Sequence[str], y: int) -> Iterator[str]:
    for end, head in zip(frame.ends, heads, strict=True):
        yield _text(end, y, head, size=_SMALL, quiet=True, anchor="end")


def _between(funnel: Drawable, frame: _Frame, rows: Sequence[_Row]) -> Iterator[str]:
    """Draw what leads from a step to the next: the flow, and how many it is."""
    if funnel.view != CUMULATIVE:
        return
    for row, following in pairwise(rows):
        top, bottom = row.center + _BAR // 2, following.center - _BAR // 2
        step, at = following.step, following.top - _gap(funnel) // 2 + 4
        if row.step.count or step.count:
            yield _flow(frame, (row.bar, top), (following.bar, bottom))
        if step.conversion is not None:
            told = f"↓ {percent(step.conversion, funnel.language)}"
            yield _text(frame.middle, at, told, size=_SMALL, anchor="middle")
        if step.entered:
            more = entered(step.entered, funnel.language)
            yield _text(frame.middle + 50, at, more, size=_SMALL, quiet=True)


def _flow(frame: _Frame, upper: tuple[int, int], lower: tuple[int, int]) -> str:
    corners = [
        (frame.middle - upper[0] / 2, upper[1]),
        (frame.middle + upper[0] / 2, upper[1]),
        (frame.middle + lower[0] / 2, lower[1]),
        (frame.middle - lower[0] / 2, lower[1]),
    ]
    points = " ".join(f"{x:g},{y:g}" for x, y in corners)
    look = attributes(points=points, fill=FILLS["open"], opacity="0.16")
    return f"<polygon{look}/>"


def _step(funnel: Drawable, frame: _Frame, row: _Row) -> str:
    first = row.center - (len(row.lines) - 1) * _LINE // 2 + 5
    parts = [element("title", _told_step(row.step, funnel.language))]
    parts += (
        _text(_MARGIN, first + place * _LINE, line)
        for place, line in enumerate(row.lines)
    )
    parts.append(_bar(funnel, frame, row))
    parts += (
        _text(end, row.center + 5, figure, anchor="end", bold=not place)
        for place, (end, figure) in enumerate(zip(frame.ends, row.figures, strict=True))
    )
    return f"<g>{''.join(parts)}</g>"


def _bar(funnel: Drawable, frame: _Frame, row: _Row) -> str:
    is_centred = funnel.view == CUMULATIVE
    left = frame.middle - row.bar / 2 if is_centred else frame.left
    look = attributes(
        x=f"{left:g}",
        y=str(row.center - _BAR // 2),
        width=str(row.bar),
        height=str(_BAR),
        rx="3" if row.step.count else "1",
        fill=FILLS[row.step.kind] if row.step.count else "currentColor",
        opacity="" if row.step.count else "0.35",
    )
    return f"<rect{look}/>"


def _text(  # noqa: PLR0913  # each is one property of a piece of text
    x: int,
    y: int,
    text: str,
    *,
    size: int = _SIZE,
    anchor: str = "",
    bold: bool = False,
    quiet: bool = False,
    tip: str = "",
) -> str:
    look = attributes(
        x=str(x),
        y=str(y),
        font_size="" if size == _SIZE else str(size),
        text_anchor=anchor,
        font_weight="600" if bold else "",
        opacity="0.72" if quiet else "",
    )
    whole = element("title", tip) if tip and tip != text else ""
    return f"<text{look}>{whole}{escaped(text)}</text>"


def _told(funnel: Drawable) -> str:
    steps = (_told_step(step, funnel.language) for step in funnel.steps)
    return "; ".join((subtitle(funnel), *steps, summary(funnel)))


def _told_step(step: FunnelStep, language: str) -> str:
    count, share = number(step.count, language), percent(step.share, language)
    return f"{shown(step.label)}: {count}, {share}"
