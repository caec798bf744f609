"""The page that the demonstration leaves: the funnel, and what stands around it."""

from collections.abc import Iterable, Sequence
from html import escape

from attrs import frozen

from leadflow.analytics import Funnel


_STYLE = """
:root { color-scheme: light dark; }
body { margin: 0; background: Canvas; color: CanvasText;
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; }
main { max-width: 960px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { font-size: 26px; margin: 0 0 4px; }
h2 { font-size: 18px; margin: 36px 0 10px; }
p { margin: 0 0 12px; max-width: 46em; }
p.lead { opacity: .75; }
dl { display: flex; flex-wrap: wrap; gap: 12px 40px; margin: 20px 0 0; }
dt { font-size: 12px; opacity: .72; }
dd { margin: 0; font-size: 22px; font-variant-numeric: tabular-nums; }
table.plain { border-collapse: collapse; font-variant-numeric: tabular-nums; }
table.plain th, table.plain td { padding: 5px 20px 5px 0; text-align: left;
  border-bottom: 1px solid rgba(128, 128, 128, .35); }
table.plain :is(th, td) + :is(th, td) { text-align: right; padding-left: 24px; }
"""


@frozen
class Section:
    """A heading with a table below it."""

    title: str
    about: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    """The first cell of each names it, the others are figures."""


@frozen(kw_only=True)
class Page:
    """All that the page shows; every text is escaped."""

    title: str
    about: str
    figures: Sequence[tuple[str, str]]
    funnel: Funnel
    sections: Sequence[Section]

    def html(self) -> str:
        """Return the page; it needs no other file and runs no script."""
        figures = "".join(
            f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
            for name, value in self.figures
        )
        sections = "".join(_section(section) for section in self.sections)
        return (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width,initial-scale=1">'
            f"<title>{escape(self.title)}</title><style>{_STYLE}</style></head>"
            f"<body><main><h1>{escape(self.title)}</h1>"
            f'<p class="lead">{escape(self.about)}</p><dl>{figures}</dl>'
            f"<h2>From the first touch to the sale</h2>{_drawn(self.funnel)}"
            f"{sections}</main></body></html>\n"
        )


def _drawn(funnel: Funnel) -> str:
    return funnel._repr_html_()  # the name that notebooks call


def _section(section: Section) -> str:
    head = "".join(f"<th>{escape(text)}</th>" for text in section.head)
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in section.rows)
    return (
        f"<h2>{escape(section.title)}</h2><p>{escape(section.about)}</p>"
        f'<table class="plain"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _cells(row: Iterable[str]) -> str:
    return "".join(f"<td>{escape(text)}</td>" for text in row)
