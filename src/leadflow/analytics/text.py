"""A funnel as an aligned table of text, with bars, for terminals and logs."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from leadflow.analytics.measuring import clip, columns, pad
from leadflow.analytics.steps import CUMULATIVE, Drawable, FunnelStep
from leadflow.analytics.wording import (
    amount_in,
    currencies,
    entered,
    monies,
    number,
    percent,
    subtitle,
    summary,
)
from leadflow.markup import shown
from leadflow.workspace.naming import word


_WIDEST = 40
_BAR = 24
_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def drawn(funnel: Drawable) -> str:
    """Return the whole funnel as lines of text; none ends in a blank."""
    lines = [shown(funnel.title), subtitle(funnel), "", *_steps(funnel), ""]
    lines.append(summary(funnel))
    if funnel.groups:
        lines += ["", *_groups(funnel)]
    return "\n".join(line.rstrip() for line in lines)


def _steps(funnel: Drawable) -> Iterator[str]:
    language = funnel.language
    names = ["count", "share"]
    if funnel.view == CUMULATIVE:
        names += ["conversion", "lost"]
    known = currencies(funnel)
    head = [word("stage", language), "", *(word(name, language) for name in names)]
    head += (amount_in(currency, language) for currency in known)
    largest = max(step.count for step in funnel.steps)
    rows = [head]
    for step in funnel.steps:
        figures = _figures(step, language)
        if funnel.view == CUMULATIVE:
            figures += _passing(step, language)
        figures += monies(step, known, language)
        label = clip(shown(step.label), _WIDEST)
        rows.append([label, _bar(step.count, largest), *figures])
    lines = _aligned(rows, left=2)
    yield next(lines)
    for place, (step, line) in enumerate(zip(funnel.steps, lines, strict=True)):
        yield line
        if step.entered and place:
            yield f"  {entered(step.entered, language)}"


def _figures(step: FunnelStep, language: str) -> list[str]:
    return [number(step.count, language), percent(step.share, language)]


def _passing(step: FunnelStep, language: str) -> list[str]:
    conversion = "" if step.conversion is None else percent(step.conversion, language)
    return [conversion, number(step.lost, language) if step.lost else ""]


def _groups(funnel: Drawable) -> Iterator[str]:
    """Give a line for each group, with what became of its records."""
    language = funnel.language
    names = ("total", "won", "share", "lost")
    rows = [[shown(funnel.grouping), "", *(word(name, language) for name in names)]]
    largest = max(group.total for group in funnel.groups)
    for group in funnel.groups:
        share = Fraction(group.won, group.total) if group.total else None
        rows.append(
            [
                clip(shown(group.title), _WIDEST),
                _bar(group.total, largest),
                number(group.total, language),
                number(group.won, language),
                percent(share, language),
                number(group.lost, language),
            ]
        )
    yield from _aligned(rows, left=2)


def _aligned(rows: Sequence[Sequence[str]], *, left: int) -> Iterator[str]:
    """Give rows with their columns in line; the first ``left`` begin in line."""
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells: Iterable[str] = (
            pad(cell, width, right=place >= left)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells)


def _bar(count: int, largest: int) -> str:
    """Return a bar in eighths of a column; the smallest number is still seen."""
    if not count:
        return ""
    full, eighths = divmod(max(count * _BAR * 8 // largest, 1), 8)
    return "█" * full + _EIGHTHS[eighths]
