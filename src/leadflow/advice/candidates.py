"""Values worth trying: one on each side of every value that a condition names."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, TypeAlias

from leadflow.entities import Kind
from leadflow.expressions import Compare, Contains, IsEmpty, Leaf, OneOf, StartsWith
from leadflow.values import Money
from leadflow.values.decimals import ROUNDING
from leadflow.workspace import PathInfo, Workspace


Values: TypeAlias = tuple[object, ...]

_ANYTHING = object()
_FRESH = "\N{REPLACEMENT CHARACTER}"
"""A text that no condition names."""
_STEP = Decimal("0.000001")


def candidates(
    workspace: Workspace, info: PathInfo, leaves: Iterable[Leaf]
) -> Values | None:
    """Return values of a field of which one meets the demands if any does.

    ``None`` where that cannot be told: texts have too many parts and orders.
    """
    asked = tuple(leaves)
    if all(isinstance(leaf, IsEmpty) for leaf in asked):
        return (None, _ANYTHING)
    if info.several or any(isinstance(leaf, Contains | StartsWith) for leaf in asked):
        return None
    named = tuple(value for leaf in asked for value in _named(leaf))
    values = _values(workspace, info, named)
    if values is None:
        values = None if _is_ordered(asked) else ("", _FRESH, *named)
    return values if values is None else (*_missing(info), *values)


def _values(workspace: Workspace, info: PathInfo, named: Values) -> Values | None:
    """Return values of a kind that has an order or a list, or ``None``."""
    if info.kind is Kind.CHOICE:
        return ("", *named, *_codes(workspace, info))
    if info.kind is Kind.MONEY:
        return tuple(_amounts(workspace, named))
    around = _AROUND.get(info.kind)
    return tuple(around(named)) if around is not None else None


def _missing(info: PathInfo) -> Values:
    """Return nothing as a value, where a record may have none.

    A field of the record itself that begins with a value always has one.
    """
    own = not (info.hops or info.part or info.custom or info.through)
    return () if own and info.spec.default is not None else (None,)


def _named(leaf: Leaf) -> Iterator[object]:
    if isinstance(leaf, Compare):
        yield leaf.value
    elif isinstance(leaf, OneOf):
        yield from leaf.values


def _is_ordered(leaves: Iterable[Leaf]) -> bool:
    signs = (leaf.op for leaf in leaves if isinstance(leaf, Compare))
    return any(sign not in ("eq", "ne") for sign in signs)


def _codes(workspace: Workspace, info: PathInfo) -> Iterator[str]:
    if info.custom is not None:
        yield from (choice.code for choice in info.custom.choices)
    if info.dictionary:
        dictionary = workspace.dictionary(info.dictionary)
        yield from (entry.code for entry in dictionary.entries)
        if dictionary.is_open:
            yield _FRESH


def _amounts(workspace: Workspace, named: Values) -> Iterator[Money]:
    money = [value for value in named if isinstance(value, Money)]
    numbers = [each.amount if isinstance(each, Money) else each for each in named]
    currencies = {workspace.currency, *(each.currency for each in money)}
    for currency in sorted(currencies):
        for number in _decimals(numbers):
            yield Money(number, currency)


def _decimals(named: Iterable[Any]) -> Iterator[Decimal]:
    known = sorted({Decimal(value) for value in named}) or [Decimal(0)]
    for value in known:
        yield from (ROUNDING.subtract(value, _STEP), value, ROUNDING.add(value, _STEP))
    for low, high in pairwise(known):
        yield ROUNDING.divide(ROUNDING.add(low, high), Decimal(2))


def _integers(named: Iterable[Any]) -> Iterator[int]:
    for value in named:
        yield from (int(value) + step for step in (-1, 0, 1))


def _days(named: Iterable[date]) -> Iterator[date]:
    for value in named:
        for step in (-1, 0, 1):
            yield from _moved(value, timedelta(days=step))


def _moments(named: Iterable[datetime]) -> Iterator[date]:
    for value in named:
        for step in (-1, 0, 1):
            yield from _moved(value, timedelta(microseconds=step))


def _moved(value: date, step: timedelta) -> Iterator[date]:
    try:
        yield value + step
    except OverflowError:
        return


def _truths(_named: Iterable[object]) -> Iterator[bool]:
    yield from (True, False)


_AROUND: Mapping[Kind, Callable[[Any], Iterable[object]]] = {
    Kind.INTEGER: _integers,
    Kind.DECIMAL: _decimals,
    Kind.DATE: _days,
    Kind.DATETIME: _moments,
    Kind.BOOLEAN: _truths,
}
