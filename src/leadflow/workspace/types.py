"""The types of custom fields: leadflow's own, and those of a host program (F1)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Protocol, TypeAlias

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import Kind, Ref
from leadflow.entities.references import ref
from leadflow.errors import Fault, InvalidValue, LeadflowError, UnknownName
from leadflow.values import Address, Email, FileRef, Money, Phone, Website
from leadflow.values.converters import (
    address,
    code,
    day,
    file,
    instant,
    money,
    quantity,
    text,
)
from leadflow.values.money import stored_units
from leadflow.values.teaching import teach_names
from leadflow.values.text import clean
from leadflow.workspace.codes import own_code


Convert: TypeAlias = Callable[[Any], object]
"""What turns a value that is given into the one that is kept, or refuses it."""
PythonType: TypeAlias = type[object]

_CLASSES: Final[Mapping[Kind, PythonType]] = {
    Kind.TEXT: str,
    Kind.LONG_TEXT: str,
    Kind.CHOICE: str,
    Kind.REFERENCE: Ref,
    Kind.INTEGER: int,
    Kind.DECIMAL: Decimal,
    Kind.MONEY: Money,
    Kind.BOOLEAN: bool,
    Kind.DATE: date,
    Kind.DATETIME: datetime,
}
_HOST_KINDS = tuple(k for k in _CLASSES if k not in (Kind.CHOICE, Kind.REFERENCE))


def _host_kind(value: Kind | str) -> Kind:
    if value in _HOST_KINDS:
        return Kind(value)
    raise UnknownName("kind of a field type", str(value), _HOST_KINDS)


@teach_names
@by_value
@frozen(eq=False, repr=False)
class FieldType:
    """A type of custom fields that a host program adds (F1).

    ``kind`` says how its values are kept, compared and sorted: values of a type
    of kind ``text`` are texts. ``convert`` turns what is given into such a value,
    or raises ``InvalidValue``; what it returned it must take again as it is. It is
    code and not stored: give the type to ``CustomField`` and to ``leadflow.open``.

    >>> plate = FieldType("plate", convert=lambda text: text.upper().replace(" ", ""))
    >>> from leadflow.workspace import CustomField
    >>> CustomField("car", entity="lead", type=plate).accept("aa 12 bb")
    'AA12BB'
    """

    name: str = field(converter=own_code)
    kind: Kind = field(default=Kind.TEXT, converter=_host_kind, kw_only=True)
    convert: Convert = field(kw_only=True, eq=False, repr=False)
    can_be_several: bool = field(default=True, kw_only=True)
    """Whether fields of the type may be ``multiple``."""

    @property
    def type(self) -> PythonType:
        """Return the class of one value."""
        return _CLASSES[self.kind]

    def accept(self, value: object) -> object:
        """Return one value as it is kept, or raise ``InvalidValue``."""
        what = f"value of type '{self.name}'"
        try:
            made = self.convert(value)
        except LeadflowError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever the host's function raises
            # Its text may repeat the value, which may tell who a person is.
            reason = f"cannot be taken: {type(error).__name__}"
            raise InvalidValue(what, reason, "give what the type takes") from None
        if made is not None and type(made) is not self.type:
            reason = f"became a {type(made).__name__}, not a {self.type.__name__}"
            raise InvalidValue(what, reason, "let the type's convert return that")
        if judge := _JUDGES.get(type(made)):
            judge(made)
        return made


@by_value
@frozen(eq=False, repr=False)
class BuiltIn:
    """A type that leadflow brings along."""

    name: str
    kind: Kind
    convert: Convert
    type: PythonType = str
    can_be_several: bool = True

    def accept(self, value: object) -> object:
        """Return one value as it is kept, or raise ``InvalidValue``."""
        return self.convert(value)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidValue("integer", f"cannot be of type {type(value).__name__}")
    if not -(2**63) <= value < 2**63:
        raise InvalidValue("integer", "does not fit into 64 bits")
    return value


def _amount(value: Money | str | None) -> Money | None:
    made = money(value)
    if made is not None:
        stored_units(made)
    return made


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise InvalidValue("boolean", f"cannot be of type {type(value).__name__}")
    return value


def _moment(value: datetime | str) -> datetime | None:
    if isinstance(value, str):
        if not value.strip():
            return None
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            hint = "write it as 2026-11-22T10:00:00+02:00"
            raise InvalidValue("datetime", "cannot be read", hint) from None
    return instant(value)


def _link(value: str | None) -> str:
    return Website(value).url if text(value) and value else ""


def _email(value: str | None) -> str:
    return Email.parse(value).address if text(value) and value else ""


def _phone(value: str | None) -> str:
    return str(Phone.parse(value)) if text(value) and value else ""


def _address(value: object) -> Address | None:
    if value is None or isinstance(value, Address | str):
        return address(value)
    reason = f"cannot be of type {type(value).__name__}"
    raise InvalidValue("address", reason, "write Address(line1=…, city=…)")


def _reference(value: object) -> Ref | None:
    return ref(value) if value else None


# What refuses values that no store can keep.
_JUDGES: Final[Mapping[PythonType, Convert]] = {
    str: clean,
    int: _whole,
    Decimal: quantity,
    Money: _amount,
}

COUNTER, REFERENCE, DICTIONARY, CHOICE, USER = (
    "counter",
    "reference",
    "dictionary",
    "choice",
    "user",
)
BUILT_IN: Final[Mapping[str, BuiltIn]] = {
    each.name: each
    for each in (
        BuiltIn("text", Kind.TEXT, text),
        BuiltIn("long_text", Kind.LONG_TEXT, text),
        BuiltIn("integer", Kind.INTEGER, _whole, int),
        BuiltIn("decimal", Kind.DECIMAL, quantity, Decimal),
        BuiltIn("money", Kind.MONEY, _amount, Money),
        BuiltIn("boolean", Kind.BOOLEAN, _truth, bool, can_be_several=False),
        BuiltIn("date", Kind.DATE, day, date),
        BuiltIn("datetime", Kind.DATETIME, _moment, datetime),
        BuiltIn("url", Kind.TEXT, _link),
        BuiltIn("email", Kind.TEXT, _email),
        BuiltIn("phone", Kind.TEXT, _phone),
        BuiltIn("address", Kind.VALUE, _address, Address),
        BuiltIn(CHOICE, Kind.CHOICE, code),
        BuiltIn(DICTIONARY, Kind.CHOICE, code),
        BuiltIn(USER, Kind.TEXT, text),
        BuiltIn(REFERENCE, Kind.REFERENCE, _reference),
        BuiltIn("file", Kind.VALUE, file, FileRef),
        BuiltIn(COUNTER, Kind.TEXT, text, can_be_several=False),
    )
}
TYPES: Final = tuple(BUILT_IN)
"""The types that every workspace knows (F1)."""


def known_types(given: Iterable[object]) -> Mapping[str, FieldType]:
    """Return a host's types by name; one of leadflow's names is refused.

    >>> known_types([FieldType("plate", convert=str.upper)])["plate"].name
    'plate'
    """
    found: dict[str, FieldType] = {}
    several: Any = given
    for each in several if isinstance(several, Iterable) else (several,):
        if not isinstance(each, FieldType):
            reason = f"cannot be a {type(each).__name__}"
            raise InvalidValue("field type", reason, "write FieldType(…)")
        if each.name in BUILT_IN or each.name in found:
            reason = f"'{each.name}' is there already"
            raise InvalidValue("field type", reason, "choose another name")
        found[each.name] = each
    return found


def host_type_faults(
    fields: "Iterable[Typed]", known: Mapping[str, FieldType]
) -> Iterator[Fault]:
    """Yield the host's types that fields name and that nobody gave (F1)."""
    for number, own in enumerate(fields):
        if own.type not in BUILT_IN and own.type not in known:
            error = UnknownName("field type", own.type, (*TYPES, *known))
            hint = "give it to leadflow.open(field_types=[…])"
            path = f"fields[{number}].type"
            yield Fault(path, error.fault.message, hint, error.code)


class Typed(Protocol):
    """Whatever has a type: a custom field."""

    @property
    def type(self) -> str:
        """Return the type's name."""
        ...
