"""The report of an import as HTML, for notebooks; everything in it is escaped."""

from collections.abc import Iterable, Sequence

from leadflow.errors import Fault
from leadflow.markup import element, framed


def drawn(
    title: str,
    how: str,
    columns: Sequence[tuple[str, str]],
    rejected: Iterable[tuple[int, tuple[Fault, ...]]],
    notes: Iterable[str],
    counted: str,
) -> str:
    """Return how the table was understood, and what is wrong with its rows.

    ``columns`` are headers with the fields they fill, ``rejected`` lines with faults,
    or rows, as ``counted`` says.
    """
    top = f"{element('p', title, class_='t')}{element('p', how)}"
    mapped = [(header, target or "ignored") for header, target in columns]
    wrong = [(f"{line:,}", str(fault)) for line, own in rejected for fault in own]
    tables = _table(("column", "field"), mapped), _table((counted, "rejected"), wrong)
    items = "".join(element("li", note) for note in notes)
    below = f"<ul>{items}</ul>" if items else ""
    return framed(f"{top}{''.join(tables)}{below}")


def _table(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    body = "".join(
        f"<tr>{''.join(element('td', each) for each in row)}</tr>" for row in rows
    )
    if not body:
        return ""
    head = "".join(element("th", each, scope="col") for each in heads)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
