"""Records as a table of HTML, for notebooks; everything in it is escaped."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from leadflow.analytics.wording import money, number
from leadflow.entities import ENTITIES, R
from leadflow.entities.schema import FieldSpec, Kind
from leadflow.errors import UnknownName
from leadflow.markup import cell, element, framed, shown
from leadflow.values import Money
from leadflow.workspace import Workspace


ROWS = 20
"""How many records are shown; iterating gives all of them."""

_LONGEST = 80
_STAGED = ("stage", "amount")
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "lead": ("title", "company_name", "last_name", *_STAGED, "source"),
    "contact": ("last_name", "first_name", "job_title", "type", "source"),
    "company": ("name", "type", "industry", "source"),
    "deal": ("title", *_STAGED, "probability", "expected_close"),
    "activity": ("subject", "kind", "starts_at", "due_at", "done_at"),
    "quote": ("number", "title", *_STAGED, "valid_until"),
    "invoice": ("number", "title", *_STAGED, "due_on"),
    "product": ("name", "sku", "group", "price", "unit"),
    "inquiry": ("channel", "interest", "company_name", "received_at"),
    "user": ("login", "last_name", "job_title", "department"),
}
_LAST = ("owner", "created_at")
_NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY)


def drawn(workspace: Workspace, entity: str, records: Sequence[R], total: int) -> str:
    """Return some records as a table; ``total`` is how many there are.

    Columns in which nothing is filled are left out. Names are in full: a table is
    looked at by whoever asked for it, while reprs end up in logs and are masked.
    """
    specs = [spec for spec in _specs(entity) if _is_filled(spec, records)]
    head = "".join(_heading(workspace, spec) for spec in specs)
    rows = "".join(f"<tr>{_row(workspace, specs, each)}</tr>" for each in records)
    caption = element("caption", _caption(workspace, entity, len(records), total))
    table = (
        f"<table>{caption}"
        f"<thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    return framed(table, language=workspace.language)


def _specs(entity: str) -> Iterable[FieldSpec]:
    fields = ENTITIES[entity].fields
    return (fields[name] for name in (*_COLUMNS[entity], *_LAST))


def _is_filled(spec: FieldSpec, records: Iterable[object]) -> bool:
    return any(getattr(record, spec.name) not in (None, "", ()) for record in records)


def _caption(workspace: Workspace, entity: str, shown_here: int, total: int) -> str:
    name = shown(workspace.label(entity, plural=True))
    language = workspace.language
    count = number(total, language)
    if shown_here < total:
        count = f"{number(shown_here, language)} / {count}"
    return f"{name}: {count}"


def _heading(workspace: Workspace, spec: FieldSpec) -> str:
    text = shown(workspace.label(f"{spec.entity}.{spec.name}"))
    return element("th", text, scope="col", class_=_class(spec))


def _class(spec: FieldSpec) -> str:
    if spec.kind in _NUMBERS:
        return "n"
    return "d" if spec.kind in (Kind.DATE, Kind.DATETIME) else ""


def _row(workspace: Workspace, specs: Iterable[FieldSpec], record: R) -> str:
    cells = (
        element("td", _text(workspace, spec, record), class_=_class(spec))
        for spec in specs
    )
    return f"{cell(record.id)}{''.join(cells)}"


def _text(workspace: Workspace, spec: FieldSpec, record: object) -> str:
    value = getattr(record, spec.name)
    if value in (None, ""):
        return ""
    if isinstance(value, datetime):
        here = value.astimezone(ZoneInfo(workspace.zone))
        return here.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, Money):
        return money(value, workspace.language)
    text = shown(_word(workspace, spec, record, str(value)))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _word(workspace: Workspace, spec: FieldSpec, record: object, code: str) -> str:
    """Return the word for a stage or a code, and anything else as it is."""
    try:
        if spec.name == "stage":
            return workspace.stage_title(getattr(record, "pipeline"), code)  # noqa: B009
        if spec.dictionary:
            return workspace.entry_title(spec.dictionary, code)
    except UnknownName:
        return code  # a word that went out of use
    return code
