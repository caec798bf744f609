"""Custom fields: what a workspace adds to an entity (F1, F2)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from attrs import field, frozen

from leadflow.entities import Kind, entity_named
from leadflow.entities.schema import teach_names
from leadflow.errors import Fault, InvalidValue, InvalidWorkspace, UnknownName
from leadflow.values import Email, Phone, Website
from leadflow.values.converters import code, day, instant, money, quantity, text
from leadflow.workspace.codes import one_of, own_code
from leadflow.workspace.dictionaries import Entry
from leadflow.workspace.labels import Label, label as as_label, readable


def _entity(value: str) -> str:
    return entity_named(value).name


def _choices(value: Iterable[Entry | str]) -> tuple[Entry, ...]:
    return tuple(Entry(each) if isinstance(each, str) else each for each in value)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidValue("integer", f"cannot be of type {type(value).__name__}")
    if not -(2**63) <= value < 2**63:
        raise InvalidValue("integer", "does not fit into 64 bits")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise InvalidValue("boolean", f"cannot be of type {type(value).__name__}")
    return value


def _moment(value: datetime | str) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            hint = "write it as 2026-11-22T10:00:00+02:00"
            raise InvalidValue("datetime", "cannot be read", hint) from None
    return instant(value)


def _link(value: str | None) -> str:
    return Website(value).url if text(value) and value else ""


def _address(value: str | None) -> str:
    return Email.parse(value).address if text(value) and value else ""


def _phone(value: str | None) -> str:
    return str(Phone.parse(value)) if text(value) and value else ""


_CONVERTERS: Mapping[str, tuple[Kind, Callable[[Any], Any]]] = {
    "text": (Kind.TEXT, text),
    "long_text": (Kind.LONG_TEXT, text),
    "integer": (Kind.INTEGER, _whole),
    "decimal": (Kind.DECIMAL, quantity),
    "money": (Kind.MONEY, money),
    "boolean": (Kind.BOOLEAN, _truth),
    "date": (Kind.DATE, day),
    "datetime": (Kind.DATETIME, _moment),
    "choice": (Kind.CHOICE, code),
    "url": (Kind.TEXT, _link),
    "email": (Kind.TEXT, _address),
    "phone": (Kind.TEXT, _phone),
    "user": (Kind.TEXT, text),
}

PythonType: TypeAlias = type[object]
_PYTHON_TYPES: Mapping[str, PythonType] = {
    "integer": int,
    "decimal": Decimal,
    "boolean": bool,
    "date": date,
    "datetime": datetime,
}


TYPES = tuple(_CONVERTERS)
"""The types that a field may have (F1)."""


def _type(value: str) -> str:
    return one_of(value, "field type", TYPES)


@teach_names
@frozen
class CustomField:
    """One field that a firm adds to an entity.

    >>> CustomField("budget", entity="lead", type="money").accept("5 UAH")
    Money('5.00', 'UAH')
    """

    code: str = field(converter=own_code)
    entity: str = field(converter=_entity, kw_only=True)
    type: str = field(default="text", converter=_type, kw_only=True)
    label: Label = field(default=Label(), converter=as_label, kw_only=True)
    help: Label = field(default=Label(), converter=as_label, kw_only=True)
    required: bool = field(default=False, kw_only=True)
    multiple: bool = field(default=False, kw_only=True)
    choices: tuple[Entry, ...] = field(default=(), converter=_choices, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = []
        if self.type == "choice" and not self.choices:
            faults.append(Fault("choices", "is empty", "name at least one"))
        if self.type != "choice" and self.choices:
            faults.append(Fault("choices", "belongs to fields of type 'choice'"))
        if self.type == "boolean" and self.multiple:
            faults.append(Fault("multiple", "makes no sense for a boolean"))
        if faults:
            raise InvalidWorkspace(f"field '{self.code}'", tuple(faults))

    @property
    def kind(self) -> Kind:
        """Return what one value of the field is."""
        return _CONVERTERS[self.type][0]

    @property
    def python_type(self) -> PythonType:
        """Return the class of one value."""
        return _PYTHON_TYPES.get(self.type, str)

    def accept(self, value: object) -> object:
        """Return the value as the field keeps it, or raise ``InvalidValue``."""
        if not self.multiple:
            return self._one(value)
        several = value if isinstance(value, tuple | list) else (value,)
        return tuple(self._one(each) for each in several)

    def _one(self, value: object) -> object:
        accepted = _CONVERTERS[self.type][1](value)
        if self.type == "choice" and accepted:
            known = tuple(entry.code for entry in self.choices)
            if accepted not in known:
                raise UnknownName(f"choice of '{self.code}'", accepted, known)
        return accepted

    def title(self, language: str = "en") -> str:
        """Return what the field is called."""
        return self.label.text(language) or readable(self.code)
