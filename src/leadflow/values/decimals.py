"""Exact decimal numbers, whatever the host has done to its decimal context.

Python's decimal operations round to a context that belongs to the thread and that
any library may change.
Here every operation names its context, and one that would lose a digit raises.
"""

from decimal import (
    ROUND_HALF_UP,
    Context,
    Decimal,
    Inexact,
    InvalidOperation,
    Overflow,
    Subnormal,
)

from leadflow.deferred import expression
from leadflow.errors import InvalidValue


# 64 digits hold the product of any amount and any ordinary factor; the bounds on
# the exponent keep "1E+999999" from becoming a million characters.
EXACT = Context(
    prec=64,
    Emin=-64,
    Emax=40,
    traps=[InvalidOperation, Inexact, Overflow, Subnormal],
)
ROUNDING = Context(prec=128, traps=[InvalidOperation, Overflow])

_PLAIN = expression(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_LONGEST = 100
_MOST_PLACES = 20
_WIDEST_INT = 1 << 192
_NO_FLOATS = "write it as text, as in Decimal('1.5')"


def exact(
    value: Decimal | int | str,
    what: str = "number",
    hint: str = _NO_FLOATS,
) -> Decimal:
    """Return ``value`` as a finite decimal without losing anything (N1).

    Text must be plain, such as ``-1234.50``.
    Floats, booleans, NaN, infinities and numbers of more than 64 digits raise
    ``InvalidValue``; ``hint`` then says what to write instead.

    >>> exact("1234.50")
    Decimal('1234.50')
    """
    if isinstance(value, Decimal):
        return _bounded(value, what)
    if isinstance(value, str):
        return _bounded(_read(value, what), what)
    if type(value) is int:  # which a boolean is not
        if -_WIDEST_INT < value < _WIDEST_INT:
            return _bounded(Decimal(value), what)
        raise _too_long(what)
    name = type(value).__name__
    raise InvalidValue(what, f"must be an exact number, not {name}", hint)


def _read(text: str, what: str) -> Decimal:
    if len(text) > _LONGEST or not _PLAIN().fullmatch(text):
        raise InvalidValue(what, "is not a plain number", "write it like '-1234.50'")
    return Decimal(text)


def _bounded(value: Decimal, what: str) -> Decimal:
    if not value.is_finite():
        raise InvalidValue(what, "must be finite", "leave it empty if it is not known")
    try:
        return EXACT.plus(value)
    except ArithmeticError:
        raise _too_long(what) from None


def _too_long(what: str) -> InvalidValue:
    return InvalidValue(what, "has more digits than can be kept exactly", "round it")


def rounded(value: Decimal, places: int, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Return ``value`` with -20 to 20 decimals; negative ones round tens.

    >>> rounded(Decimal("2.345"), 2)
    Decimal('2.35')
    """
    if abs(places) > _MOST_PLACES:
        raise InvalidValue("decimals", f"must be at most {_MOST_PLACES}")
    unit = Decimal(1).scaleb(-places, ROUNDING)
    return value.quantize(unit, rounding=rounding, context=ROUNDING)


def plain(value: Decimal, places: int = 0) -> str:
    """Return ``value`` without exponent, with at least ``places`` decimals.

    >>> plain(Decimal("1.2E+3"), 2), plain(Decimal("0.1250"), 2)
    ('1200.00', '0.125')
    """
    text = format(value, "f")
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0").ljust(places, "0")
    return f"{whole}.{fraction}" if fraction else whole
