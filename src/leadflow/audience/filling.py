"""Values of records as people read them: in a language, a zone, a chosen form."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

from leadflow.analytics import wording
from leadflow.context import Context, binder
from leadflow.deferred import by_value
from leadflow.entities import ENTITIES, Record, Staged, entity_of
from leadflow.errors import UnknownName
from leadflow.expressions import Path
from leadflow.values import Money, PersonName, Phone
from leadflow.workspace import PathInfo, Workspace, reader
from leadflow.workspace.labels import base_language
from leadflow.workspace.naming import word


WHOLE_NAME: Path = ("name",)
"""The full name of a person, which is no field."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Manner:
    """How values are worded: for whom, and where."""

    workspace: Workspace
    language: str
    zone: str = field(default="")

    @property
    def place(self) -> str:
        """Return the time zone: the office's, unless another was given."""
        return self.zone or self.workspace.zone


Wording: TypeAlias = Callable[[object, Manner], str]


def texts(
    context: Context, record: Record, names: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield fields of a record by name, as text; ``""`` where nothing is filled.

    Raises ``UnknownName`` with the nearest right name.
    """
    manner = Manner(workspace=context.workspace, language=context.workspace.language)
    for name in names:
        path = tuple(name.split("."))
        info = known_path(context, entity_of(record).name, path)
        value = value_at(context, record, path)
        yield name, stage_at(record, path, manner) or worded(value, info, manner)


def known_path(context: Context, entity: str, path: Path) -> PathInfo | None:
    """Return what a path leads to; ``None`` for a whole name."""
    if path == WHOLE_NAME and "last_name" in ENTITIES[entity].fields:
        return None
    return binder(context.workspace, entity).paths[path]


def value_at(context: Context, record: Record, path: Path) -> object:
    """Return the value to which a path leads from a record; ``None`` for none.

    The record is as the actor may see it, and so is what it links to (A5).
    """
    info = known_path(context, entity_of(record).name, path)
    if info is None:
        return getattr(record, "name", None)
    value: object = reader(info, context.load)(record)
    return value


def stage_at(record: Record, path: Path, manner: Manner) -> str:
    """Return what people call the stage of a record, if that is what is asked for."""
    if path != ("stage",) or not isinstance(record, Staged) or not record.stage:
        return ""
    workspace, language = manner.workspace, manner.language
    return workspace.stage_title(record.pipeline, record.stage, language=language)


def worded(value: object, info: PathInfo | None, manner: Manner) -> str:
    """Return a value as people read it; several values give their first one."""
    if isinstance(value, tuple):
        value = value[0] if value else None
    if value is None or value == "":
        return ""
    if isinstance(value, str) and info is not None:
        return _titled(value, info, manner)
    for kind, wording_of in _WORDINGS.items():
        if isinstance(value, kind):
            return wording_of(value, manner)
    return str(value)


def _titled(value: str, info: PathInfo, manner: Manner) -> str:
    """Return what people call a code; other text is as it is."""
    workspace, language = manner.workspace, manner.language
    try:
        if info.dictionary:
            return workspace.entry_title(info.dictionary, value, language=language)
        if info.custom is not None and info.custom.choices:
            name = f"{info.entity}.{info.custom.code}"
            return workspace.choice_title(name, value, language=language)
    except UnknownName:
        return value  # it was a code once
    return value


def _money(value: object, manner: Manner) -> str:
    assert isinstance(value, Money)  # noqa: S101  # chosen by its class
    return wording.money(value, manner.language)


def number(value: object, manner: Manner) -> str:
    """Return a number with its thousands apart, exactly as long as it is."""
    if isinstance(value, Money):
        value = value.amount
    if isinstance(value, int):
        return wording.number(value, manner.language)
    assert isinstance(value, Decimal)  # noqa: S101  # a format of numbers alone
    digits = f"{value:,f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return wording.localised(digits, manner.language)


def day(value: object, manner: Manner) -> str:
    """Return a day in words: ``5 March 2026``."""
    on = _local(value, manner)
    month = word(f"month_{on.month}", manner.language)
    return f"{on.day} {month} {on.year}"


def short_day(value: object, manner: Manner) -> str:
    """Return a day in digits, as the language writes it."""
    on = _local(value, manner)
    english = base_language(manner.language) == "en"
    return on.isoformat()[:10] if english else f"{on:%d.%m.%Y}"


def time(value: object, manner: Manner) -> str:
    """Return hour and minute in the zone."""
    on = _local(value, manner)
    return f"{on:%H:%M}"


def moment(value: object, manner: Manner) -> str:
    """Return day and time."""
    return f"{day(value, manner)}, {time(value, manner)}"


def _local(value: object, manner: Manner) -> date:
    if isinstance(value, datetime):
        from zoneinfo import ZoneInfo  # noqa: PLC0415  # on use

        return value.astimezone(ZoneInfo(manner.place))
    assert isinstance(value, date)  # noqa: S101  # a format of days alone
    return value


def _truth(value: object, manner: Manner) -> str:
    return word("yes" if value else "no", manner.language)


def _name(value: object, _: Manner) -> str:
    assert isinstance(value, PersonName)  # noqa: S101  # chosen by its class
    return value.full()


def _phone(value: object, _: Manner) -> str:
    assert isinstance(value, Phone)  # noqa: S101  # chosen by its class
    return value.number


# In this order: a truth value is a whole number to Python, an instant is a day.
_WORDINGS: Mapping[type, Wording] = {
    bool: _truth,
    int: number,
    Decimal: number,
    Money: _money,
    datetime: moment,
    date: day,
    PersonName: _name,
    Phone: _phone,
}
