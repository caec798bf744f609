"""A lead by hand: attrs, slots, and every column that leadflow has for one."""

import json
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeAlias

import attrs
from attrs import define


Listed: TypeAlias = list[Any]


@define(eq=False, repr=False, weakref_slot=False)
class PlainLead:
    """A lead of plain Python values, in the order of the columns."""

    id: str
    version: int
    title: str
    interest: str
    honorific: str
    first_name: str
    middle_name: str
    last_name: str
    birth_date: str | None
    job_title: str
    company_name: str
    industry: str
    phones: Listed
    emails: Listed
    websites: Listed
    messengers: Listed
    address: str | None
    source: str
    source_details: str
    met_by: str
    utm: str | None
    origin: str | None
    amount: Decimal | None
    amount_currency: str | None
    amount_is_manual: int
    rows: Listed
    pipeline: str
    stage: str
    stage_note: str
    stage_kind: str
    stage_entered_at: datetime | None
    moved_by: str
    closed_at: datetime | None
    converted_at: datetime | None
    loss_reason: str
    loss_note: str
    company: str | None
    contact: str | None
    deal: str | None
    is_return_customer: int
    consents: Listed
    owner: str
    observers: Listed
    open_to_all: int
    notes: str
    tags: Listed
    files: Listed
    custom: dict[str, object]
    last_activity_at: datetime | None
    last_activity_by: str
    created_at: datetime | None
    created_by: str
    updated_at: datetime | None
    updated_by: str
    deleted_at: datetime | None


_NAMES = [each.name for each in attrs.fields(PlainLead)]
_COLUMNS = ["amount_e4" if name == "amount" else name for name in _NAMES]
COLUMNS = ", ".join(f'"{name}"' for name in _COLUMNS)
"""The columns of ``PlainLead``, as SQL selects them."""


def _place(*names: str) -> tuple[int, ...]:
    return tuple(_NAMES.index(name) for name in names)


_LISTS = _place(
    "phones",
    "emails",
    "websites",
    "messengers",
    "rows",
    "consents",
    "observers",
    "tags",
    "files",
)
_TIMES = _place(
    "stage_entered_at",
    "closed_at",
    "converted_at",
    "last_activity_at",
    "created_at",
    "updated_at",
    "deleted_at",
)
(_AMOUNT,) = _place("amount")
(_CUSTOM,) = _place("custom")

_time: Callable[[str], datetime] = datetime.fromisoformat
_loads: Callable[[str], Any] = json.JSONDecoder().decode


def lead_of(row: tuple[Any, ...]) -> PlainLead:
    """Return a row as an object."""
    values = list(row)
    for place in _LISTS:
        text = values[place]
        values[place] = _loads(text) if text is not None else []
    for place in _TIMES:
        text = values[place]
        if text is not None:
            values[place] = _time(text)
    if values[_AMOUNT] is not None:
        values[_AMOUNT] = Decimal(values[_AMOUNT]).scaleb(-4)
    custom = values[_CUSTOM]
    values[_CUSTOM] = _loads(custom) if custom is not None else {}
    return PlainLead(*values)
