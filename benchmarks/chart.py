"""Curves over sizes as a drawing: both axes grow tenfold with each line."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor, log10
from typing import Final

from attrs import frozen

from leadflow.markup import BLUE, GREEN, RED, YELLOW, attributes, element, escaped


COLORS: Final = (BLUE, GREEN, RED, YELLOW, "#8e5bd0", "#7d8590")

_WIDTH, _HEIGHT = 780, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 250, 40, 46
_FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
# On a page the drawing is an image, so it asks the reader's system for colours.
_STYLE = (
    "svg:root{color:#1f2328}@media(prefers-color-scheme:dark){svg:root{color:#e6edf3}}"
)
_LINE = 16


@frozen(kw_only=True)
class Curves:
    """What is drawn: names, and for each the values at the sizes."""

    title: str
    across: str
    """What the sizes count."""
    sizes: Sequence[int]
    values: Mapping[str, Sequence[float]]
    """In microseconds."""

    @property
    def decades(self) -> tuple[int, int]:
        """Return between which powers of ten all values lie."""
        every = [value for own in self.values.values() for value in own]
        return floor(log10(min(every))), ceil(log10(max(every)))

    def x(self, size: float) -> float:
        """Return where a size stands."""
        low, high = log10(self.sizes[0]), log10(self.sizes[-1])
        share = (log10(size) - low) / (high - low)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        """Return where a value stands."""
        low, high = self.decades
        share = (log10(value) - low) / (high - low)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def drawn(curves: Curves) -> str:
    """Return the drawing."""
    parts = [
        element("title", curves.title),
        element("desc", _told(curves)),
        f"<style>{_STYLE}</style>",
        _text(_LEFT, 22, curves.title, weight="600"),
        *_grid(curves),
        *_lines(curves),
        *_names(curves),
    ]
    look = attributes(
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="img",
        font_family=_FONT,
        font_size="12",
        fill="currentColor",
    )
    return f"<svg{look}>{''.join(parts)}</svg>\n"


def _told(curves: Curves) -> str:
    ends = (f"{name}: {duration(own[-1])}" for name, own in curves.values.items())
    return f"at {curves.sizes[-1]:,} {curves.across}: {'; '.join(ends)}"


def duration(microseconds: float) -> str:
    """Return a time with three digits at most.

    >>> duration(43.21), duration(1500), duration(2_000_000)
    ('43 µs', '1.5 ms', '2.0 s')
    """
    for unit, size in (("s", 1e6), ("ms", 1e3)):
        if microseconds >= size:
            value = microseconds / size
            return f"{value:.1f} {unit}" if value < 10 else f"{value:.0f} {unit}"  # noqa: PLR2004
    return f"{microseconds:.0f} µs"


def _grid(curves: Curves) -> Iterator[str]:
    low, high = curves.decades
    for power in range(low, high + 1):
        y = curves.y(10**power)
        yield _line((_LEFT, y), (_WIDTH - _RIGHT, y), opacity="0.2")
        yield _text(_LEFT - 8, y + 4, duration(10**power), anchor="end")
    for size in curves.sizes:
        x = curves.x(size)
        yield _line((x, _TOP), (x, _HEIGHT - _BOTTOM), opacity="0.2")
        yield _text(x, _HEIGHT - _BOTTOM + 18, f"{size:,}", anchor="middle")
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    yield _text(middle, _HEIGHT - 8, curves.across, anchor="middle")


def _lines(curves: Curves) -> Iterator[str]:
    for color, (name, own) in zip(COLORS, curves.values.items(), strict=False):
        places = [
            (curves.x(size), curves.y(value))
            for size, value in zip(curves.sizes, own, strict=True)
        ]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        look = attributes(points=points, fill="none", stroke=color, stroke_width="2.5")
        dots = (_dot(place, color) for place in places)
        yield f"<g>{element('title', name)}<polyline{look}/>{''.join(dots)}</g>"


def _dot(place: tuple[float, float], color: str) -> str:
    x, y = place
    return f"<circle{attributes(cx=f'{x:.1f}', cy=f'{y:.1f}', r='3.5', fill=color)}/>"


def _names(curves: Curves) -> Iterator[str]:
    """Name each curve at its end, without one name on another."""
    ends = sorted((curves.y(own[-1]), name) for name, own in curves.values.items())
    colors = dict(zip(curves.values, COLORS, strict=False))
    above = 0.0
    for y, name in ends:
        above = max(y, above + _LINE)
        value = duration(curves.values[name][-1])
        x = _WIDTH - _RIGHT + 12
        yield _dot((x, above), colors[name])
        yield _text(x + 10, above + 4, f"{name}, {value}")


def _line(start: tuple[float, float], end: tuple[float, float], *, opacity: str) -> str:
    (x1, y1), (x2, y2) = start, end
    look = attributes(
        x1=f"{x1:.1f}",
        y1=f"{y1:.1f}",
        x2=f"{x2:.1f}",
        y2=f"{y2:.1f}",
        stroke="currentColor",
        opacity=opacity,
    )
    return f"<line{look}/>"


def _text(x: float, y: float, text: str, *, anchor: str = "", weight: str = "") -> str:
    look = attributes(
        x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, font_weight=weight
    )
    return f"<text{look}>{escaped(text)}</text>"
