"""Hypothesis strategies for custom fields of every type, and for what they hold."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from leadflow.entities import Custom, Kind, Ref
from leadflow.errors import InvalidValue
from leadflow.testing.values import (
    USUAL,
    addresses,
    days,
    decimals,
    emails,
    files,
    ids,
    integers,
    moments,
    money,
    phones,
    texts,
)
from leadflow.values import Money
from leadflow.values.text import clean
from leadflow.workspace import CustomField, Workspace
from leadflow.workspace.limits import Limits
from leadflow.workspace.types import BUILT_IN, CHOICE, COUNTER, DICTIONARY, REFERENCE


ENTITIES = ("lead", "contact", "company", "deal", "quote", "invoice")
"""The entities that custom fields are drawn for, unless others are named."""

SCALARS: Mapping[Kind, SearchStrategy[object]] = {
    Kind.TEXT: texts(),
    Kind.LONG_TEXT: texts(),
    Kind.INTEGER: st.integers(0, 100),
    Kind.DECIMAL: decimals(),
    Kind.MONEY: money(),
    Kind.BOOLEAN: st.booleans(),
    Kind.DATE: days(),
    Kind.DATETIME: moments(),
}
"""What the fields of each kind hold that nothing limits."""

_CODES = ("size", "note", "due", "rank", "firm", "site", "scan", "level", "area")
_CHOICES = ("red", "green", "dark_blue", "none_of_these")
_PAGES = ("https://kyivlog.example", "https://b.example/shop")
_LOGINS = ("ada", "borys", "cleo")
_FEWEST, _MOST = Decimal(-(10**9)), Decimal(10**9)


# What a field holds


@lru_cache(maxsize=64)
def customs(entity: str, workspace: Workspace) -> SearchStrategy[Custom]:
    """Return values of the fields that a workspace adds to an entity.

    Required ones are there, the others may be; counters count for themselves.
    """
    own = list(workspace.fields_of(entity).values())
    values = {each.code: custom_values(each, workspace) for each in own}
    needed = {e.code: filled(values[e.code]) for e in own if e.required is True}
    others = {code: each for code, each in values.items() if code not in needed}
    return st.fixed_dictionaries(needed, optional=others).map(Custom)


def filled(values: SearchStrategy[object]) -> SearchStrategy[object]:
    """Return those values that are there at all."""
    return values.filter(lambda value: value not in (None, "", ()))


def custom_values(
    own: CustomField, workspace: Workspace = USUAL
) -> SearchStrategy[object]:
    """Return values that a custom field takes, within its limits.

    >>> from hypothesis import find
    >>> size = CustomField("size", entity="lead", type="integer", min_value=36)
    >>> find(custom_values(size), lambda value: True)
    36
    """
    one = _one_value(own, workspace)
    return st.lists(one, max_size=3).map(tuple) if own.multiple else one


def _one_value(own: CustomField, workspace: Workspace) -> SearchStrategy[object]:
    if own.type == DICTIONARY:
        entries = workspace.dictionary(own.dictionary).entries
        return st.sampled_from([each.code for each in entries if not each.is_retired])
    if own.type == CHOICE:
        return st.sampled_from([e.code for e in own.choices if not e.is_retired])
    if own.type == REFERENCE:
        return st.sampled_from(own.target).flatmap(ids).map(Ref)
    if own.kind is Kind.VALUE:
        return addresses() if own.type == "address" else files()
    if own.type in _OF_TYPE:
        return _OF_TYPE[own.type]
    return _limited(own.limits)


_OF_TYPE: Mapping[str, SearchStrategy[object]] = {
    "url": st.sampled_from(_PAGES),
    "email": emails().map(lambda one: one.address),
    "phone": phones().map(str),
    "user": st.sampled_from(_LOGINS),
}


def _limited(limits: Limits) -> SearchStrategy[object]:
    """Return values of a kind within its limits."""
    if limits.pattern:
        return st.from_regex(limits.pattern, fullmatch=True).filter(_within(limits))
    if limits == Limits(kind=limits.kind):
        return integers() if limits.kind is Kind.INTEGER else SCALARS[limits.kind]
    return _LIMITED[limits.kind](limits)


def _within(limits: Limits) -> Callable[[str], bool]:
    def is_within(text: str) -> bool:
        try:
            limits.judge(text)
        except InvalidValue:
            return False
        return bool(text) and clean(text) == text

    return is_within


def _texts(limits: Limits) -> SearchStrategy[object]:
    least, most = limits.min_length or 0, limits.max_length

    def fit(text: str) -> str:
        cut = clean(text[:most])
        return cut.ljust(least, "x") if cut else cut

    return texts().map(fit)


def _bounds(limits: Limits) -> tuple[Decimal, Decimal]:
    least, most = limits.bound("min_value"), limits.bound("max_value")
    low = _FEWEST if least is None else cast("Decimal", least)
    high = _MOST if most is None else cast("Decimal", most)
    return low, max(low, high)


def _whole(limits: Limits) -> SearchStrategy[object]:
    low, high = _bounds(limits)
    return st.integers(math.ceil(low), math.floor(high))


def _exact(limits: Limits) -> SearchStrategy[Decimal]:
    low, high = _bounds(limits)
    places = 4 if limits.precision is None else min(limits.precision, 4)
    return st.decimals(low, high, places=places, allow_nan=False)


def _sums(limits: Limits) -> SearchStrategy[object]:
    return st.builds(Money, _exact(limits), st.sampled_from(("UAH", "USD", "JPY")))


def _days(limits: Limits) -> SearchStrategy[object]:
    least, most = limits.bound("min_value"), limits.bound("max_value")
    low = date.min if least is None else cast("date", least)
    return st.dates(low, date.max if most is None else cast("date", most))


def _moments(limits: Limits) -> SearchStrategy[object]:
    least, most = limits.bound("min_value"), limits.bound("max_value")
    low = datetime(1, 1, 1) if least is None else _naive(least)  # noqa: DTZ001  # as asked for
    high = datetime(9999, 12, 31) if most is None else _naive(most)  # noqa: DTZ001  # too
    return st.datetimes(low, high, timezones=st.just(UTC))


def _naive(moment: object) -> datetime:
    return cast("datetime", moment).astimezone(UTC).replace(tzinfo=None)


_LIMITED: Mapping[Kind, Callable[[Limits], SearchStrategy[object]]] = {
    Kind.TEXT: _texts,
    Kind.LONG_TEXT: _texts,
    Kind.INTEGER: _whole,
    Kind.DECIMAL: _exact,
    Kind.MONEY: _sums,
    Kind.DATE: _days,
    Kind.DATETIME: _moments,
}


# The fields themselves


@st.composite
def custom_fields(
    draw: st.DrawFn, entities: Sequence[str] = ENTITIES
) -> list[CustomField]:
    """Return custom fields of some entities: any type, limits, choices, demands.

    Fields of one code hold the same on all entities that have them, as they do in
    firms that carry them along; a lead may have fewer choices.

    >>> from hypothesis import find
    >>> one = find(custom_fields(["deal"]), lambda fields: len(fields) == 1)
    >>> Workspace(fields=one).fields_of("deal")[one[0].code] == one[0]
    True
    """
    some = st.lists(st.sampled_from(entities), unique=True, min_size=1, max_size=4)
    made = []
    for code in draw(_SOME_CODES):
        shape = draw(_SHAPES[draw(_TYPES)])
        made += [_of_entity(draw, code, each, shape) for each in draw(some)]
    return made


@st.composite
def _shapes(draw: st.DrawFn, type_: str) -> dict[str, Any]:
    """Return what namesakes have in common."""
    shape: dict[str, Any] = {"type": type_}
    own = BUILT_IN[type_]
    if own.can_be_several:
        shape["multiple"] = draw(_RARELY)
    shape |= draw(_PARTS.get(type_, _NOTHING))
    if own.kind in (Kind.DECIMAL, Kind.MONEY):
        shape |= draw(_PRECISION)
    return shape


def _some(**parts: SearchStrategy[Any]) -> SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=parts)


_RARELY = st.sampled_from([False, False, False, True])
_TYPES = st.sampled_from(list(BUILT_IN))
_SOME_CODES = st.lists(st.sampled_from(_CODES), unique=True, max_size=5)
_FEWER = st.integers(1, len(_CHOICES))
_DEMAND = st.sampled_from([0] * 7 + [1, 2])
_PRECISION = _some(precision=st.integers(0, 6))
_NOTHING: SearchStrategy[dict[str, Any]] = st.just({})
_LENGTHS = st.one_of(
    st.just({}),
    _some(min_length=st.integers(1, 3), max_length=st.integers(6, 40)),
    st.just({"pattern": "[A-Z][a-z]{1,8}"}),
)
_PARTS: Mapping[str, SearchStrategy[dict[str, Any]]] = {
    "text": _LENGTHS,
    "long_text": _LENGTHS,
    CHOICE: st.lists(st.sampled_from(_CHOICES), unique=True, min_size=2).map(
        lambda codes: {"choices": codes}
    ),
    DICTIONARY: st.sampled_from(("source", "industry", "deal_type")).map(
        lambda code: {"dictionary": code}
    ),
    REFERENCE: st.lists(
        st.sampled_from(("company", "contact", "deal")), unique=True, min_size=1
    ).map(lambda ends: {"target": ends}),
    COUNTER: st.sampled_from(("", "N-{number:03}", "{year}/{number}")).map(
        lambda form: {"format": form}
    ),
}
# Made once: to make strategies at each draw costs more than the draw.
_SHAPES = {type_: _shapes(type_) for type_ in BUILT_IN}
_BOUNDS: Mapping[Kind, SearchStrategy[dict[str, Any]]] = {
    Kind.INTEGER: _some(min_value=st.integers(-5, 0), max_value=st.integers(9, 99)),
    Kind.DECIMAL: _some(min_value=st.integers(-5, 0), max_value=st.integers(9, 99)),
    Kind.MONEY: _some(min_value=st.integers(-5, 0), max_value=st.integers(9, 10**6)),
    Kind.DATE: _some(min_value=st.just("1990-01-01"), max_value=st.just("2050-12-31")),
    Kind.DATETIME: _some(min_value=st.just("1990-01-01T00:00:00+00:00")),
}
_DEMANDS: Mapping[str, str] = {
    "lead": "source == 'web'",
    "contact": "source == 'web'",
    "company": "industry == 'it'",
    "deal": "amount > 1000",
    "quote": "amount > 1000",
    "invoice": "amount > 1000",
}


def _of_entity(
    draw: st.DrawFn, code: str, entity: str, shape: Mapping[str, Any]
) -> CustomField:
    """Return one of the namesakes, with what each has for itself."""
    own, told = BUILT_IN[shape["type"]], dict(shape)
    if entity == "lead" and "choices" in told:
        told["choices"] = told["choices"][: draw(_FEWER)]
    told |= draw(_BOUNDS.get(own.kind, _NOTHING))
    made = CustomField(code, entity=entity, personal=draw(_RARELY), **told)
    if made.is_read_only:
        return made
    demand = (False, True, _DEMANDS.get(entity, False))[draw(_DEMAND)]
    if demand:
        made = attrs.evolve(made, required=demand)
    if own.kind in (Kind.VALUE, Kind.REFERENCE) or not draw(_RARELY):
        return made
    return attrs.evolve(made, default=draw(filled(custom_values(made))))
