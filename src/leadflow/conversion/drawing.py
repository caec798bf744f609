"""The plan of a conversion as HTML, for notebooks; everything in it is escaped."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import TypeAlias


# Colours come from around it, and grey lines are seen on white and on black. The
# class stands twice because notebooks have rules of their own for cells.
_STYLE = """
.leadflow-plan{color:inherit;font:13px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,
'Helvetica Neue',Arial,sans-serif;max-width:100%;overflow-x:auto}
.leadflow-plan p{margin:0 0 8px}
.leadflow-plan table{border-collapse:collapse;margin:0 0 8px;color:inherit;
font-size:13px}
.leadflow-plan tr{background:none}
.leadflow-plan.leadflow-plan th,.leadflow-plan.leadflow-plan td{padding:4px 10px;
text-align:left;max-width:32em;overflow-wrap:break-word;vertical-align:top;
background:none;border:0;border-bottom:1px solid rgba(128,128,128,.35)}
.leadflow-plan.leadflow-plan th{font-weight:600;padding-top:10px}
.leadflow-plan small{font-weight:400;opacity:.72}
.leadflow-plan ul{margin:0 0 8px;padding-left:20px}
""".replace("\n", "")


Row: TypeAlias = tuple[str, str, str]
"""The name of a field, its value, and where that comes from."""
Section: TypeAlias = tuple[str, Iterable[str], Iterable[Row]]
"""A target: what happens to it, notes on it, and its fields."""


def drawn(title: str, sections: Iterable[Section], warnings: Iterable[str]) -> str:
    """Return one table of all targets, and below it what is in the way."""
    rows = "".join(row for section in sections for row in _rows(section))
    items = "".join(f"<li>{escape(warning)}</li>" for warning in warnings)
    below = f"<ul>{items}</ul>" if items else ""
    return (
        f'<div class="leadflow-plan"><style>{_STYLE}</style><p>{escape(title)}</p>'
        f"<table><tbody>{rows}</tbody></table>{below}</div>"
    )


def _rows(section: Section) -> Iterator[str]:
    title, notes, fields = section
    beside = f"<small>{'<br>'.join(map(escape, notes))}</small>"
    yield f'<tr><th colspan="3" scope="colgroup">{escape(title)} {beside}</th></tr>'
    for name, value, source in fields:
        cells = f"<td>{escape(name)}</td><td>{escape(value)}</td>"
        yield f"<tr>{cells}<td><small>{escape(source)}</small></td></tr>"
