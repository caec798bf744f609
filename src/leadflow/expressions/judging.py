"""Judging one value: what a single question of a condition says about it.

A judge answers True, False or None for *unknown*: what is missing, or of a type
that cannot be compared, is unknown. Judges never raise.
"""

import operator
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from leadflow.expressions.literals import Literal
from leadflow.expressions.nodes import (
    Between,
    Compare,
    Contains,
    IsEmpty,
    Leaf,
    OneOf,
    Operator,
    StartsWith,
)
from leadflow.values.money import Money
from leadflow.values.text import fold


Truth = bool | None
Judge = Callable[[object], Truth]

_Sign = Callable[..., bool]

_COMPARE: dict[Operator, _Sign] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}
_SEVERAL = (tuple, list, frozenset, set)
_SIZED = (str, dict, *_SEVERAL)


def judge_of(leaf: Leaf) -> Judge:
    """Return what judges a value as this question does.

    >>> judge = judge_of(Compare(("amount",), "ge", 100))
    >>> judge(120), judge(20), judge(None), judge("120")
    (True, False, None, None)
    """
    match leaf:
        case Compare(op=op, value=value):
            return _compared(op, value)
        case OneOf(values=values):
            return _one_of(values)
        case Contains(value=value):
            return _contained(value)
        case StartsWith(value=start):
            return _started(start)
        case IsEmpty():
            return _is_empty
        case Between(low=low, high=high):
            return _between(_compared("ge", low), _compared("le", high))


def _compared(op: Operator, value: Literal) -> Judge:
    compare = _COMPARE[op]
    match value:
        case bool():
            return _never_known if op not in {"eq", "ne"} else _flag(compare, value)
        case Money():
            return _money(op, value)
        case int() | Decimal():
            return _number(compare, value)
        case datetime():
            return _instant(compare, value)
        case date():
            return _day(compare, value)
        case _:
            return _text(compare, value)


def _never_known(_: object) -> Truth:
    return None


def _flag(compare: _Sign, value: Literal) -> Judge:
    def flag(found: object) -> Truth:
        return compare(found, value) if isinstance(found, bool) else None

    return flag


def _text(compare: _Sign, value: str) -> Judge:
    def text(found: object) -> Truth:
        return compare(found, value) if isinstance(found, str) else None

    return text


def _number(compare: _Sign, value: int | Decimal) -> Judge:
    def number(found: object) -> Truth:
        if isinstance(found, Money):
            return compare(found.amount, value)
        if isinstance(found, Decimal):
            # Comparing with NaN can raise; it is a value that is not there.
            return compare(found, value) if found.is_finite() else None
        if isinstance(found, int) and not isinstance(found, bool):
            return compare(found, value)
        return None

    return number


def _money(op: Operator, value: Money) -> Judge:
    compare = _COMPARE[op]
    # Another currency is certainly not the same money, but no more or less.
    foreign = {"eq": False, "ne": True}.get(op)

    def money(found: object) -> Truth:
        if not isinstance(found, Money):
            return None
        if found.currency != value.currency:
            return foreign
        return compare(found.amount, value.amount)

    return money


def _instant(compare: _Sign, value: datetime) -> Judge:
    def instant(found: object) -> Truth:
        known = isinstance(found, datetime) and found.utcoffset() is not None
        return compare(found, value) if known else None

    return instant


def _day(compare: _Sign, value: date) -> Judge:
    def day(found: object) -> Truth:
        known = isinstance(found, date) and not isinstance(found, datetime)
        return compare(found, value) if known else None

    return day


def _one_of(values: tuple[Literal, ...]) -> Judge:
    texts = frozenset(value for value in values if isinstance(value, str))
    if len(texts) < len(values) or not values:
        return _any_of(tuple(_compared("eq", value) for value in values))

    def one_of(found: object) -> Truth:
        return found in texts if isinstance(found, str) else None

    return one_of


def _contained(value: Literal) -> Judge:
    equal = _compared("eq", value)
    part = fold(value) if isinstance(value, str) else None

    def contained(found: object) -> Truth:
        if isinstance(found, str):
            return None if part is None else part in fold(found)
        if isinstance(found, _SEVERAL):
            return any(_holds(equal, element) for element in found)
        return None

    return contained


def _holds(equal: Judge, element: object) -> bool:
    # A phone or an e-mail is found by its normalised form.
    return equal(element) is True or equal(getattr(element, "key", None)) is True


def _started(start: str) -> Judge:
    folded = fold(start)

    def started(found: object) -> Truth:
        return fold(found).startswith(folded) if isinstance(found, str) else None

    return started


def _is_empty(found: object) -> Truth:
    return found is None or (isinstance(found, _SIZED) and not found)


def _between(above: Judge, below: Judge) -> Judge:
    def between(found: object) -> Truth:
        truths = (above(found), below(found))
        return False if False in truths else None if None in truths else True

    return between


def _any_of(judges: tuple[Judge, ...]) -> Judge:
    def any_of(found: object) -> Truth:
        truths = [judge(found) for judge in judges]
        return True if True in truths else None if None in truths else False

    return any_of
