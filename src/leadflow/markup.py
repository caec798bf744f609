"""The one place in which text becomes markup: everything is escaped here.

Whatever draws itself in a notebook stands in one frame and has one style.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from leadflow.ids import is_id


Row: TypeAlias = tuple[str, str, str]
"""The name of a field, its value, and where that comes from."""
Section: TypeAlias = tuple[str, Iterable[str], Iterable[Row]]
"""A part of a plan: what happens, notes on it, and its fields."""

RED, YELLOW, GREEN, BLUE = "#e5484d", "#f2b600", "#2f9e5f", "#3f86c9"
COLORS = {"red": RED, "yellow": YELLOW, "green": GREEN}

SCOPE = "leadflow"
# Colours come from around it, and grey lines are seen on white and on black. The
# class stands twice because notebooks have rules of their own for cells.
STYLE = """
.leadflow{color:inherit;font:13px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,
'Helvetica Neue',Arial,sans-serif;max-width:100%;overflow-x:auto}
.leadflow p{margin:0 0 8px;padding:0 10px}
.leadflow table{border-collapse:collapse;min-width:16em;margin:0 0 8px;color:inherit;
font-size:13px;font-variant-numeric:tabular-nums}
.leadflow caption{text-align:left;color:inherit;padding:0 10px 4px;caption-side:top}
.leadflow caption,.leadflow .t{font-weight:600;font-size:14px}
.leadflow tr{background:none}
.leadflow.leadflow th,.leadflow.leadflow td{padding:4px 10px;text-align:left;
max-width:32em;overflow-wrap:break-word;vertical-align:top;background:none;border:0;
border-bottom:1px solid rgba(128,128,128,.35)}
.leadflow.leadflow th{font-weight:600}
.leadflow.leadflow thead th{vertical-align:bottom}
.leadflow.leadflow th[colspan]{padding-top:10px}
.leadflow.leadflow .d{white-space:nowrap}
.leadflow.leadflow .n{text-align:right;white-space:nowrap}
.leadflow small,.leadflow code{font-size:11px;font-weight:400;opacity:.72}
.leadflow code{background:none;color:inherit;white-space:nowrap;padding:0}
.leadflow ul{margin:0 0 8px;padding-left:26px}
""".replace("\n", "")

_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
)

# Signs that turn the direction of everything behind them, and non-characters.
_HARMFUL = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff"
)


def shown(text: str) -> str:
    r"""Return text on one line, without signs that a page or terminal obeys.

    >>> shown("Visit\n\x1b[31mred")
    'Visit [31mred'
    """
    kept = (
        " " if unicodedata.category(sign) == "Cc" else sign
        for sign in text
        if sign not in _HARMFUL
    )
    return " ".join("".join(kept).split())


def escaped(text: str) -> str:
    """Return text that is the same when it is read as HTML or XML.

    >>> escaped("<script>")
    '&lt;script&gt;'
    """
    return text.translate(_ESCAPES)


def attributes(**values: str) -> str:
    """Return attributes, each after a blank; empty ones are left out.

    >>> attributes(font_size="12", rx="")
    ' font-size="12"'
    """
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for name, value in values.items()
        if value
    )


def element(name: str, text: str, **values: str) -> str:
    """Return an element that holds text.

    >>> element("td", "a & b", class_="n")
    '<td class="n">a &amp; b</td>'
    """
    return f"<{name}{attributes(**values)}>{escaped(text)}</{name}>"


def cell(text: str, **values: str) -> str:
    """Return a cell of a table; an id stands in it as code, small and unbroken.

    >>> cell("New"), cell("lead_00000000000000000000000000")
    ('<td>New</td>', '<td><code>lead_00000000000000000000000000</code></td>')
    """
    if is_id(text):
        return f"<td{attributes(**values)}>{element('code', text)}</td>"
    return element("td", text, **values)


def framed(content: str, *, language: str = "", style: str = "", also: str = "") -> str:
    """Return markup in the frame that all drawings share.

    ``style`` adds to theirs, for elements of the class ``also``.

    >>> framed("<p>…</p>", language="uk").endswith("</style><p>…</p></div>")
    True
    """
    scope = attributes(class_=f"{SCOPE} {also}".rstrip(), lang=language)
    return f"<div{scope}><style>{STYLE}{style}</style>{content}</div>"


def drawn(title: str, sections: Iterable[Section], warnings: Iterable[str]) -> str:
    """Return a plan: one table of all sections, and below it what is in the way."""
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
