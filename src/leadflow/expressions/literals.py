"""What a condition is made of at the bottom: values and paths.

Both are checked when they are given, so that a condition that exists can be
written as text, read back, stored and put into SQL without a surprise.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from keyword import iskeyword

from leadflow.deferred import expression
from leadflow.errors import Fault, InvalidCondition
from leadflow.values.money import Money


Literal = str | int | bool | Decimal | Money | date | datetime
"""The values that a field can be compared with."""

Path = tuple[str, ...]
"""The names that lead to a value: ``("custom", "budget")``."""

MAX_DIGITS = 30
"""Digits on either side of the decimal point."""
MAX_NAME = 100
"""Characters of one name."""
MAX_PATH = 8
"""Names of one path."""

_PLAIN_NAME = expression(r"[a-z][a-z0-9_]*", re.ASCII)
_UNKEPT = expression("[\x00\ud800-\udfff]")
_NUMBER_TOO_LARGE = f"a number has more than {MAX_DIGITS} digits"
_FLAT_TYPES = (bool, Money)


def refusal(message: str, hint: str = "", path: str = "") -> InvalidCondition:
    """Return the error for one thing that is wrong in a condition."""
    fault = Fault(path, message, hint, InvalidCondition.code)
    return InvalidCondition("condition", (fault,))


def checked_value(value: object) -> Literal:
    """Return a value in the form that conditions keep, or raise.

    Text becomes NFC, as all stored text is; instants become UTC; members of
    a ``StrEnum`` or ``IntEnum`` become what they stand for.

    >>> checked_value(datetime.fromisoformat("2026-01-31T10:00+02:00")).isoformat()
    '2026-01-31T08:00:00+00:00'
    """
    if isinstance(value, _FLAT_TYPES):
        return value
    if isinstance(value, str):
        return _checked_text(value)
    if isinstance(value, int | Decimal):
        return _checked_number(value)
    if isinstance(value, date):
        return _checked_time(value)
    raise _unusable(value)


def checked_path(path: Iterable[str]) -> Path:
    """Return a path whose names can all be written, or raise."""
    names = () if isinstance(path, str) else tuple(path)
    if not 1 <= len(names) <= MAX_PATH:
        reason = f"a path has between 1 and {MAX_PATH} names"
        raise refusal(reason, "write it as in F.custom.budget")
    return tuple(_checked_name(name) for name in names)


def value_text(value: Literal) -> str:
    """Return the text form of a value, which reads back as the same value.

    >>> value_text(Decimal(100))
    '100.0'
    """
    match value:
        case bool() | str():
            return repr(value)
        case Decimal():
            return _decimal_text(value)
        case Money():
            return f"money('{value}')"
        case datetime():
            return f"datetime('{value.isoformat()}')"
        case date():
            return f"date('{value.isoformat()}')"
        case _:
            return str(value)


def path_text(path: Path) -> str:
    """Return the text form of a path.

    >>> path_text(("custom", "odd name"))
    "custom['odd name']"
    """
    first, *rest = path
    start = first if is_plain(first) else f"F[{first!r}]"
    return start + "".join(
        f".{name}" if is_plain(name) else f"[{name!r}]" for name in rest
    )


def is_plain(name: str) -> bool:
    """Tell whether a name can be written without brackets and quotes."""
    return _PLAIN_NAME().fullmatch(name) is not None and not iskeyword(name)


def value_identity(value: Literal) -> tuple[type, Literal]:
    """Return what two equal values share; Python alone has ``1 == True``."""
    return type(value), value


def _checked_text(value: str) -> str:
    if _UNKEPT().search(value):
        message = "a text holds NUL or half a surrogate pair, which no field can hold"
        raise refusal(message, "remove that character")
    # Not str(value): that is a format of its own for members of an Enum.
    return unicodedata.normalize("NFC", str.__str__(value))


def _checked_number(value: int | Decimal) -> int | Decimal:
    if isinstance(value, int):
        if abs(value) >= 10**MAX_DIGITS:
            raise refusal(_NUMBER_TOO_LARGE, "use a smaller one")
        return int(value)
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise refusal("a number is not finite", "use an ordinary one")
    if max(value.adjusted() + 1, abs(exponent)) > MAX_DIGITS:
        raise refusal(_NUMBER_TOO_LARGE, "use a smaller one")
    return value


def _checked_time(value: date) -> date:
    if not isinstance(value, datetime):
        return date(value.year, value.month, value.day)
    if value.utcoffset() is None:
        hint = "say which, as in datetime('2026-01-31T10:00:00+02:00')"
        raise refusal("a date and time has no time zone", hint)
    try:
        utc = value.astimezone(UTC)
    except OverflowError:
        raise refusal("a date is outside the years 1 to 9999") from None
    return datetime.combine(utc.date(), utc.time(), UTC)


def _checked_name(name: object) -> str:
    if not isinstance(name, str) or not 1 <= len(name) <= MAX_NAME:
        reason = f"a name has between 1 and {MAX_NAME} characters"
        raise refusal(reason, "names are text, as in F['custom']['odd name']")
    if name.startswith("_"):
        hint = "the names of fields begin with a letter"
        raise refusal("a name begins with an underscore", hint)
    if _UNKEPT().search(name):
        raise refusal("a name holds NUL or half a surrogate pair", "remove it")
    return str.__str__(name)


def _unusable(value: object) -> InvalidCondition:
    if value is None:
        hint = "ask with F.field.is_empty(), or == None"
        return refusal("None cannot be compared, it is the absence of a value", hint)
    if isinstance(value, float):
        return refusal("a float is not exact", f"write Decimal('{value!r}')")
    hint = "use text, a number, Money, True or False, a date or a datetime"
    name = type(value).__name__
    return refusal(f"a value of type '{name}' cannot stand in a condition", hint)


def _decimal_text(value: Decimal) -> str:
    # Without its point the number would come back as an int.
    text = f"{value:f}"
    return text if "." in text else f"{text}.0"
