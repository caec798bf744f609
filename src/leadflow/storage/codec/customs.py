"""Custom values at rest: each tells its own type, and SQL can ask for it.

Texts, whole numbers and booleans are those of JSON. The other types are objects
with one telling key, so that ``json_extract`` reaches the value in one step:

================  ==========================================
Decimal           ``{"decimal": "1.50"}``
Money             ``{"currency": "UAH", "e4": 15000}``: ten-thousandths
date              ``{"date": "2026-01-31"}``
datetime          ``{"datetime": "2026-01-31T08:00:00.000000+00:00"}``
address           ``{"address": {"city": "Kyiv", …}}``: its filled parts
file              ``{"file": {"key": "0f…", "name": "a.pdf", …}}``
reference         ``{"record": "company_…"}``
several values    an array of the above
================  ==========================================
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeVar

import attrs

from leadflow.deferred import expression
from leadflow.entities import Custom, Ref
from leadflow.errors import InvalidValue, LeadflowError
from leadflow.storage.codec.text import Unreadable
from leadflow.storage.query import instant_text
from leadflow.values import Address, FileRef, Money
from leadflow.values.currencies import EXPONENTS
from leadflow.values.decimals import exact
from leadflow.values.money import from_stored_units, stored_units


V = TypeVar("V", Address, FileRef)

_WIDEST = 2**63


def custom_to_plain(values: Custom) -> dict[str, object]:
    """Return custom values as JSON can hold them.

    Raises ``InvalidValue``, with the field's code, for what no store can keep:
    numbers beyond 64 bits, money of more than four decimals, other types.

    >>> custom_to_plain(Custom({"budget": Money("1.5", "UAH"), "seats": 5}))
    {'budget': {'currency': 'UAH', 'e4': 15000}, 'seats': 5}
    """
    plain = {}
    for code, value in values.items():
        try:
            plain[code] = _tagged(value)
        except InvalidValue as error:
            raise error.at(f"custom.{code}") from None
    return plain


def custom_from_plain(plain: Any) -> Custom:  # noqa: ANN401  # JSON as it was found
    """Return the custom values that ``custom_to_plain`` wrote.

    >>> custom_from_plain({"budget": {"currency": "UAH", "e4": 15000}})
    Custom({'budget': Money('1.50', 'UAH')})
    """
    if type(plain) is not dict:
        raise Unreadable("custom values are no object")
    custom = Custom.__new__(Custom)
    # What was stored is checked and sorted; the constructor would do it again.
    custom._values = {code: _untagged(value) for code, value in plain.items()}  # noqa: SLF001
    return custom


def judge_custom(values: Custom) -> None:
    """Raise ``InvalidValue`` for custom values that no store can keep."""
    custom_to_plain(values)


def _tagged(value: object) -> object:
    # A datetime is a date and a boolean a number: the narrower ones come first.
    for kind, write in _WRITERS.items():
        if isinstance(value, kind):
            return write(value)
    raise InvalidValue("custom value", f"cannot be of type {type(value).__name__}")


def _same(value: object) -> object:
    return value


def _several(values: tuple[object, ...]) -> list[object]:
    return [None if each is None else _tagged(each) for each in values]


def _tagged_money(value: Money) -> object:
    return {"currency": value.currency, "e4": stored_units(value)}


def _tagged_decimal(value: Decimal) -> object:
    return {"decimal": format(exact(value), "f")}


def _tagged_instant(value: datetime) -> object:
    if value.utcoffset() is None:
        raise InvalidValue("datetime", "has no time zone", "say which")
    return {"datetime": instant_text(value)}


def _tagged_day(value: date) -> object:
    return {"date": value.isoformat()}


def _whole(value: int) -> int:
    if -_WIDEST <= value < _WIDEST:
        return int(value)
    raise InvalidValue("integer", "does not fit into 64 bits")


def _tagged_address(value: Address) -> object:
    filled = {name: text for name, text in _parts(value).items() if text}
    return {"address": filled}


def _tagged_file(value: FileRef) -> object:
    return {"file": _parts(value)}


def _parts(value: Any) -> dict[str, Any]:  # noqa: ANN401  # an attrs value
    return {each.name: getattr(value, each.name) for each in attrs.fields(type(value))}


def _tagged_record(value: Ref) -> object:
    return {"record": str(value)}


_WRITERS: Mapping[type, Callable[[Any], object]] = {
    Ref: _tagged_record,
    str: _same,
    bool: _same,
    int: _whole,
    tuple: _several,
    Money: _tagged_money,
    Decimal: _tagged_decimal,
    datetime: _tagged_instant,
    date: _tagged_day,
    Address: _tagged_address,
    FileRef: _tagged_file,
}


def _untagged(plain: Any) -> Any:  # noqa: ANN401  # any custom value
    kind = type(plain)
    if kind is str or kind is int or kind is bool:
        return plain
    if kind is list:
        return tuple([None if each is None else _untagged(each) for each in plain])
    if kind is dict:
        for tag, read in _READERS.items():
            if tag in plain:
                return read(plain)
    raise Unreadable("a custom value has no type")


def _money(plain: Mapping[str, Any]) -> Money:
    units, currency = plain["e4"], plain.get("currency")
    if type(units) is not int or currency not in EXPONENTS:
        raise Unreadable("a custom value is no money")
    return from_stored_units(units, currency)


def _decimal(plain: Mapping[str, Any]) -> Decimal:
    return read_decimal(plain["decimal"])


def _day(plain: Mapping[str, Any]) -> date:
    return read_day(plain["date"])


def _instant(plain: Mapping[str, Any]) -> datetime:
    return read_instant(plain["datetime"])


def _address(plain: Mapping[str, Any]) -> Address:
    return _made(Address, plain["address"])


def _file(plain: Mapping[str, Any]) -> FileRef:
    return _made(FileRef, plain["file"])


def _made(cls: type[V], parts: Any) -> V:  # noqa: ANN401  # JSON as it was found
    try:
        return cls(**parts)
    except (TypeError, LeadflowError):
        raise Unreadable(f"a custom value is no {cls.__name__}") from None


def _record(plain: Mapping[str, Any]) -> Ref:
    if type(plain["record"]) is not str:
        raise Unreadable("a custom value is no reference")
    return Ref(plain["record"])


_READERS: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
    "decimal": _decimal,
    "e4": _money,
    "date": _day,
    "datetime": _instant,
    "record": _record,
    "address": _address,
    "file": _file,
}


# A number within all bounds: there is nothing left to judge.
_USUAL = expression(r"-?[0-9]{1,20}(?:\.[0-9]{1,6})?")


def read_decimal(text: object) -> Decimal:
    """Return the number that a text holds, or raise ``Unreadable``."""
    if type(text) is str:
        if _USUAL().fullmatch(text):
            return Decimal(text)
        with suppress(InvalidValue):
            return exact(text, "number")
    raise Unreadable("it is no exact number")


def read_day(text: object) -> date:
    """Return the day that a text holds, or raise ``Unreadable``."""
    try:
        return date.fromisoformat(text)  # type: ignore[arg-type]  # judged there
    except (TypeError, ValueError):
        raise Unreadable("it is no date") from None


def read_instant(text: object) -> datetime:
    """Return the instant that a text holds, or raise ``Unreadable``."""
    try:
        moment = datetime.fromisoformat(text)  # type: ignore[arg-type]  # judged there
    except (TypeError, ValueError):
        raise Unreadable("it is no instant") from None
    if moment.tzinfo is UTC:
        return moment
    raise Unreadable("it is no instant of UTC")
