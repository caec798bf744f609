"""Drawing a story: a line for each entry, and a line for the first purchase (T3)."""

from collections.abc import Iterator, Sequence

from leadflow.analytics import sheets
from leadflow.analytics.wording import minute_in, money
from leadflow.markup import BLUE, GREEN
from leadflow.timeline.told import Purchase, TimelineEntry
from leadflow.workspace import Workspace
from leadflow.workspace.naming import word


ROWS = 100
"""So many entries are drawn: the last ones of a longer story."""


def drawn(
    title: str,
    entries: Sequence[TimelineEntry],
    purchase: Purchase | None,
    workspace: Workspace,
    form: str,
) -> str:
    """Return a story as ``text`` or as ``html``."""
    language = workspace.language
    rows = list(_rows(entries[-ROWS:], purchase, workspace))
    rest = len(entries) - ROWS
    names = ("moment", "what", "record", "actor")
    sheet = sheets.Sheet(
        title=" · ".join(each for each in (word("timeline", language), title) if each),
        heads=(*(word(name, language) for name in names), word("result", language)),
        rows=tuple(row for row, _ in rows),
        colors=tuple(color for _, color in rows),
        unbroken=frozenset({0}),
        language=language,
        notes=_notes(rest, bool(rows), language),
    )
    return sheets.drawn(sheet, form)


def _notes(rest: int, is_there: bool, language: str) -> tuple[str, ...]:  # noqa: FBT001  # one of two
    if not is_there:
        return (word("nothing", language),)
    return (f"{word('more', language)}: {rest}",) if rest > 0 else ()


def _rows(
    entries: Sequence[TimelineEntry], purchase: Purchase | None, workspace: Workspace
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the rows with their colours; one says where the client first bought."""
    before: TimelineEntry | None = None
    for entry in entries:
        is_new = before is not None and before.after_purchase != entry.after_purchase
        is_mark = is_new or (before is None and entry.is_first_purchase)
        if purchase is not None and is_mark:
            yield _mark(purchase, workspace), GREEN
        yield _row(entry, workspace), GREEN if entry.after_purchase else BLUE
        before = entry


def _mark(purchase: Purchase, workspace: Workspace) -> tuple[str, ...]:
    language = workspace.language
    amount = money(purchase.amount, language) if purchase.amount else ""
    at = minute_in(purchase.at, workspace.zone)
    return at, f"── {word('first_purchase', language)} ──", purchase.title, "", amount


def _row(entry: TimelineEntry, workspace: Workspace) -> tuple[str, ...]:
    files = ", ".join(each.name for each in entry.files)
    text = " · ".join(each for each in (entry.text, files) if each)
    at = minute_in(entry.at, workspace.zone)
    return at, entry.what, entry.title, entry.actor, text
