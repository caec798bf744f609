"""A funnel as HTML: a fragment for notebooks, a page to be saved."""

from collections.abc import Iterator

from leadflow.analytics import svg
from leadflow.analytics.steps import CUMULATIVE, Drawable, FunnelStep
from leadflow.analytics.wording import (
    amount_in,
    currencies,
    entered,
    monies,
    number,
    percent,
)
from leadflow.markup import attributes, element, escaped, framed, shown
from leadflow.workspace.naming import word


_SCOPE = "leadflow-funnel"
# Figures in line, and names that wrap: the rest is the style of all drawings.
_STYLE = """
.leadflow-funnel figure{margin:0 0 16px}
.leadflow.leadflow-funnel table{margin:0 0 16px}
.leadflow.leadflow.leadflow-funnel th,
.leadflow.leadflow.leadflow-funnel td{padding:5px 10px;
text-align:right;white-space:nowrap}
.leadflow.leadflow.leadflow-funnel thead th{white-space:normal}
.leadflow.leadflow.leadflow-funnel th:first-child{text-align:left;
white-space:normal;min-width:8em;max-width:22em}
.leadflow.leadflow.leadflow-funnel tbody th{font-weight:400}
.leadflow-funnel small{display:block}
.leadflow-funnel{--leadflow-heat:63,134,201}
""".replace("\n", "")
_PAGE = (
    ":root{color-scheme:light dark}"
    "body{margin:0;background:Canvas;color:CanvasText}"
    "main{max-width:960px;margin:0 auto;padding:24px 16px}"
)


def page(funnel: Drawable) -> str:
    """Return a whole page that needs nothing else."""
    return (
        f"<!DOCTYPE html>\n<html{attributes(lang=funnel.language)}>"
        '<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"{element('title', shown(funnel.title))}<style>{_PAGE}</style></head>"
        f"<body><main>{fragment(funnel)}</main></body></html>\n"
    )


def fragment(funnel: Drawable) -> str:
    """Return the drawing and the figures, with styles that touch nothing else."""
    groups = _groups(funnel) if funnel.groups else ""
    content = f"<figure>{svg.drawn(funnel)}</figure>{_steps(funnel)}{groups}"
    return framed(content, language=funnel.language, style=_STYLE, also=_SCOPE)


def _steps(funnel: Drawable) -> str:
    language = funnel.language
    names = ["stage", "count", "share"]
    if funnel.view == CUMULATIVE:
        names += ["from_previous", "lost"]
    known = currencies(funnel)
    heads = [word(name, language) for name in names]
    heads += (amount_in(currency, language) for currency in known)
    rows = "".join(
        f"<tr>{_row_head(step, place, language)}{_cells(step, names, language)}"
        f"{_money(step, known, language)}</tr>"
        for place, step in enumerate(funnel.steps)
    )
    head = "".join(map(_heading, heads))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _heading(text: str) -> str:
    return element("th", text, scope="col")


def _row_head(step: FunnelStep, place: int, language: str) -> str:
    begins = step.entered if place else 0
    more = element("small", entered(begins, language)) if begins else ""
    return f'<th scope="row">{escaped(shown(step.label))}{more}</th>'


def _cells(step: FunnelStep, names: list[str], language: str) -> str:
    texts = {
        "count": number(step.count, language),
        "share": percent(step.share, language),
        "from_previous": ""
        if step.conversion is None
        else percent(step.conversion, language),
        "lost": number(step.lost, language),
    }
    return "".join(element("td", texts[name]) for name in names if name in texts)


def _money(step: FunnelStep, known: list[str], language: str) -> str:
    return "".join(element("td", text) for text in monies(step, known, language))


def _groups(funnel: Drawable) -> str:
    """Return a table of groups by steps, each cell as strong as its share."""
    language = funnel.language
    heads = [funnel.grouping, word("total", language)]
    heads += (step.label for step in funnel.steps)
    head = "".join(_heading(shown(text)) for text in heads)
    rows = "".join(f"<tr>{''.join(_group(group))}</tr>" for group in funnel.groups)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _group(group: Drawable) -> Iterator[str]:
    yield element("th", shown(group.title), scope="row")
    yield element("td", number(group.total, group.language))
    for step in group.steps:
        strength = int((step.share or 0) * 45)
        heat = f"background:rgba(var(--leadflow-heat),.{strength:02d})"
        share = element("small", percent(step.share, group.language))
        count = escaped(number(step.count, group.language))
        yield f"<td{attributes(style=heat)}>{count}{share}</td>"
