"""Comparing stored numbers with exact ones, without a float in between."""

from collections.abc import Iterable
from decimal import ROUND_FLOOR, Decimal

from leadflow.expressions import Operator
from leadflow.storage.codec import to_text
from leadflow.storage.query import decimal_key
from leadflow.storage.sqlite.operands import Operand
from leadflow.storage.sqlite.sql import UNKNOWN, Sql, sql
from leadflow.values.decimals import ROUNDING


SIGNS: dict[Operator, str] = {
    "eq": "=",
    "ne": "<>",
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
}
# What SQLite's integers can be.
_LEAST, _MOST = -(2**63), 2**63 - 1


def compare_number(found: Operand, op: Operator, number: int | Decimal) -> Sql:
    """Compare whatever number a value is; of money that is the amount."""
    asked: list[Sql] = []
    if found.units is not None:
        asked.append(compare_units(found.units, op, number))
    if found.whole is not None:
        asked.append(_compare(found.whole, op, Decimal(number)))
    if found.decimal is not None:
        template = f"decimal_key({{}}) {SIGNS[op]} ?"
        asked.append(sql(template, found.decimal, decimal_key(Decimal(number))))
    return _whichever(asked)


def number_among(found: Operand, numbers: Iterable[int | Decimal]) -> Sql:
    """Tell whether a value is one of some numbers, at least one."""
    exact = [Decimal(number) for number in numbers]
    asked: list[Sql] = []
    if found.units is not None:
        asked.append(_among(found.units, map(_in_units, exact)))
    if found.whole is not None:
        asked.append(_among(found.whole, exact))
    if found.decimal is not None:
        key = sql("decimal_key({})", found.decimal)
        asked.append(one_of(key, map(decimal_key, exact)))
    return _whichever(asked)


def compare_units(units: Sql, op: Operator, number: int | Decimal) -> Sql:
    """Compare an amount in ten-thousandths with a number of whole ones."""
    return _compare(units, op, _in_units(Decimal(number)))


def one_of(found: Sql, values: Iterable[str | int]) -> Sql:
    """Tell whether a value is one of several, however many, in constant text."""
    listed = to_text(list(values))
    return sql("{} IN (SELECT value FROM json_each(?))", found, listed)


def _whichever(asked: list[Sql]) -> Sql:
    """Join questions of which all but one are unknown, being of other types."""
    if len(asked) < 2:  # noqa: PLR2004
        return asked[0] if asked else UNKNOWN
    return sql(f"coalesce({', '.join('{}' for _ in asked)})", *asked)


def _in_units(number: Decimal) -> Decimal:
    return number.scaleb(4, ROUNDING)


def _compare(found: Sql, op: Operator, number: Decimal) -> Sql:
    floor = _floor(number)
    if floor == number and _LEAST <= floor <= _MOST:
        return sql(f"{{}} {SIGNS[op]} ?", found, floor)
    if op in ("eq", "ne"):
        return _certain(found, op == "ne")
    if not _LEAST <= floor <= _MOST:
        return _certain(found, (floor > 0) is (op in ("lt", "le")))
    return sql(f"{{}} {'<=' if op in ('lt', 'le') else '>'} ?", found, floor)


def _among(found: Sql, numbers: Iterable[Decimal]) -> Sql:
    whole = [
        floor
        for number in numbers
        if (floor := _floor(number)) == number and _LEAST <= floor <= _MOST
    ]
    return one_of(found, whole) if whole else _certain(found, answer=False)


def _floor(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_FLOOR, ROUNDING))


def _certain(found: Sql, answer: bool) -> Sql:  # noqa: FBT001  # the answer it is
    """Give one answer for every value, and unknown where there is none."""
    return sql("{} * 0 + 1" if answer else "{} * 0", found)
