"""Conditions and records for Hypothesis, as hostile as they can be valid."""

from datetime import UTC, timedelta, timezone
from decimal import Decimal

from hypothesis import strategies as st

from leadflow.expressions import (
    All,
    AnyOf,
    Between,
    Compare,
    Condition,
    Contains,
    IsEmpty,
    Leaf,
    Literal,
    Not,
    OneOf,
    Operator,
    Path,
    StartsWith,
)
from leadflow.values.money import Money


OPERATORS: tuple[Operator, ...] = ("eq", "ne", "lt", "le", "gt", "ge")
NAMES = ("amount", "title", "tags", "contains", "class", "F", "odd name", "it's", "ї")

offsets = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
names = st.sampled_from(NAMES) | texts.filter(lambda t: t != "" and t[0] != "_").map(
    lambda t: t[:100]
)
paths: st.SearchStrategy[Path] = st.lists(names, min_size=1, max_size=3).map(tuple)
decimals = st.decimals(-(10**20), 10**20, allow_nan=False, places=4)
money = st.builds(Money, decimals, st.sampled_from(("UAH", "USD", "JPY", "KWD")))
dates = st.dates()
instants = st.datetimes(timezones=st.just(UTC))
values: st.SearchStrategy[Literal] = st.one_of(
    texts,
    st.integers(-(10**29), 10**29),
    st.integers(-2, 2),
    st.booleans(),
    decimals,
    money,
    dates,
    instants,
)
leaves: st.SearchStrategy[Leaf] = st.one_of(
    st.builds(Compare, paths, st.sampled_from(OPERATORS), values),
    st.builds(OneOf, paths, st.lists(values, max_size=3)),
    st.builds(Contains, paths, values),
    st.builds(StartsWith, paths, texts),
    st.builds(IsEmpty, paths),
    st.builds(Between, paths, values, values),
)


def _joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.just(()) | st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(All, several), st.builds(AnyOf, several), st.builds(Not, parts)
    )


def trees(leaf: st.SearchStrategy[Leaf]) -> st.SearchStrategy[Condition]:
    """Return conditions of every shape over these leaves."""
    return st.recursive(leaf, _joined, max_leaves=6)


conditions = trees(leaves)

odd_numbers = st.sampled_from(
    [Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), float("nan"), 1.5, 10**400]
)
naive = st.datetimes()
alone: st.SearchStrategy[object] = st.one_of(
    st.none(), values, odd_numbers, naive, st.binary(max_size=3)
)
found: st.SearchStrategy[object] = st.one_of(
    alone, st.lists(alone, max_size=2), st.lists(alone, max_size=2).map(tuple)
)
records = st.dictionaries(st.sampled_from(NAMES), found)
known_leaves: st.SearchStrategy[Leaf] = st.one_of(
    st.builds(
        Compare,
        st.sampled_from(NAMES).map(lambda name: (name,)),
        st.sampled_from(OPERATORS),
        values,
    ),
    st.builds(IsEmpty, st.sampled_from(NAMES).map(lambda name: (name,))),
    st.builds(Contains, st.sampled_from(NAMES).map(lambda name: (name,)), values),
)
known_conditions = trees(known_leaves)
