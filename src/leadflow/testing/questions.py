"""Hypothesis strategies for questions to a store: conditions, orders, queries."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from leadflow.entities import ENTITIES, Kind
from leadflow.errors import InvalidValue
from leadflow.expressions import (
    Between,
    Compare,
    Condition,
    Contains,
    IsEmpty,
    Literal,
    OneOf,
    Path,
    StartsWith,
)
from leadflow.storage.query import ANY, DELETED, LIVE, Order, Query, sortable
from leadflow.testing.values import (
    USUAL,
    days,
    decimals,
    emails,
    files,
    ids,
    integers,
    moments,
    money,
    phones,
    subsets,
    texts,
)
from leadflow.workspace import Binder, PathInfo, Paths, Workspace


OPERATORS = ("eq", "ne", "lt", "le", "gt", "ge")

# What the records of another entity are asked over a link.
_BEYOND: Mapping[str, tuple[Path, ...]] = {
    "company": (("name",), ("industry",), ("revenue",), ("parent", "name")),
    "contact": (("last_name",), ("birth_date",), ("company", "industry")),
    "lead": (("title",), ("amount",)),
    "deal": (("title",), ("stage_kind",)),
}
_PARTS: Mapping[str, tuple[str, ...]] = {
    "amount": ("amount", "currency"),
    "utm": ("campaign",),
    "companies": ("position", "role", "company"),
    "contacts": ("role", "contact"),
}
_CUSTOM_PARTS: Mapping[str, tuple[str, ...]] = {
    "money": ("amount", "currency"),
    "address": ("city", "country_code", "line2"),
    "file": ("name", "size", "key"),
}
_PRIMARY: Mapping[str, str] = {"contact": "company", "deal": "contact"}


@lru_cache(maxsize=64)
def conditions(entity: str, workspace: Workspace = USUAL) -> SearchStrategy[Condition]:
    """Return conditions bound to an entity, of one to six comparisons."""
    paths = Paths(workspace, ENTITIES[entity])
    # Made once for each path: to make them at each draw costs more than the draw.
    leaves = st.sampled_from(
        [_leaves(path, paths[path], workspace) for path in askable(entity, workspace)]
    ).flatmap(lambda leaf: leaf)
    joined = st.recursive(leaves, _joined, max_leaves=6)
    return joined.map(Binder.of(workspace, entity).bind)


@st.composite
def few_conditions(
    draw: st.DrawFn,
    entity: str,
    workspace: Workspace = USUAL,
    *,
    besides: Sequence[str] = (),
) -> Condition:
    """Return conditions of one or two comparisons; quick for a new workspace.

    ``besides`` names fields of which nothing is asked.

    >>> from hypothesis import find
    >>> find(few_conditions("lead"), lambda asked: "source" in str(asked)) is not None
    True
    """
    paths = Paths(workspace, ENTITIES[entity])
    able = [each for each in askable(entity, workspace) if each[-1] not in besides]
    chosen = draw(st.lists(st.sampled_from(able), min_size=1, max_size=2))
    asked = [draw(_leaves(path, paths[path], workspace)) for path in chosen]
    made = asked[0]
    if len(asked) > 1:
        made = asked[0] & asked[1] if draw(st.booleans()) else asked[0] | asked[1]
    return Binder.of(workspace, entity).bind(~made if draw(st.booleans()) else made)


@lru_cache(maxsize=64)
def orders(
    entity: str, workspace: Workspace = USUAL
) -> SearchStrategy[tuple[Order, ...]]:
    """Return up to three criteria to sort an entity's records by."""
    paths = Paths(workspace, ENTITIES[entity])
    able = [path for path in askable(entity, workspace) if _is_sortable(paths[path])]
    flags = st.lists(st.booleans(), min_size=3, max_size=3)
    return st.builds(
        lambda chosen, down: tuple(map(Order, chosen, down)), subsets(able), flags
    )


@lru_cache(maxsize=64)
def queries(entity: str, workspace: Workspace = USUAL) -> SearchStrategy[Query]:
    """Return queries for an entity's records, without a cursor."""
    return st.builds(
        Query,
        paths=st.just(Paths(workspace, ENTITIES[entity])),
        where=conditions(entity, workspace),
        order=orders(entity, workspace),
        limit=st.none() | st.integers(0, 5),
        which=st.sampled_from((LIVE, LIVE, ANY, DELETED)),
    )


@lru_cache(maxsize=64)
def askable(entity: str, workspace: Workspace = USUAL) -> tuple[Path, ...]:
    """Return the paths that conditions on an entity ask about."""
    return tuple(_askable(entity, workspace))


def _askable(entity: str, workspace: Workspace) -> Iterator[Path]:
    for spec in ENTITIES[entity].fields.values():
        if spec.kind is not Kind.CUSTOM:
            yield (spec.name,)
        yield from ((spec.name, part) for part in _PARTS.get(spec.name, ()))
        if spec.kind is Kind.REFERENCE and spec.name != "id":
            yield from ((spec.name, *more) for more in _BEYOND.get(spec.target, ()))
    if link := _PRIMARY.get(entity):
        yield (link,)
        yield from ((link, *more) for more in _BEYOND[link])
    for own in workspace.fields_of(entity).values():
        yield ("custom", own.code)
        if own.multiple:
            continue
        parts = _CUSTOM_PARTS.get(own.type, ())
        yield from (("custom", own.code, part) for part in parts)
        if len(own.target) == 1:
            beyond = _BEYOND.get(own.target[0], ())
            yield from (("custom", own.code, *more) for more in beyond)


def _is_sortable(info: PathInfo) -> bool:
    try:
        sortable(info)
    except InvalidValue:
        return False
    return True


def _leaves(
    path: Path, info: PathInfo, workspace: Workspace
) -> SearchStrategy[Condition]:
    empty = st.just(IsEmpty(path))
    values = _literals(info, workspace)
    if values is None:
        return empty
    if info.several:
        return empty | values.map(lambda value: Contains(path, value))
    asked = [
        empty,
        st.builds(Compare, st.just(path), st.sampled_from(OPERATORS), values),
        st.lists(values, max_size=3).map(lambda some: OneOf(path, tuple(some))),
        st.builds(Between, st.just(path), values, values),
    ]
    if info.type is str and info.kind is not Kind.DECIMAL:
        asked.append(texts().map(lambda part: Contains(path, part)))
        asked.append(texts().map(lambda start: StartsWith(path, start)))
    return st.one_of(asked)


def _joined(inner: SearchStrategy[Condition]) -> SearchStrategy[Condition]:
    return st.one_of(
        st.builds(lambda one, other: one & other, inner, inner),
        st.builds(lambda one, other: one | other, inner, inner),
        inner.map(lambda one: ~one),
    )


_VALUES: Mapping[Kind, SearchStrategy[Literal]] = {
    Kind.TEXT: texts(),
    Kind.LONG_TEXT: texts(),
    Kind.TEXTS: st.sampled_from(("fair", "Fair", "b2b", "")),
    Kind.INTEGER: integers() | decimals(),
    Kind.DECIMAL: decimals() | integers(),
    Kind.MONEY: money() | decimals() | integers(),
    Kind.BOOLEAN: st.booleans(),
    Kind.DATE: days(),
    Kind.DATETIME: moments(),
}


def _literals(info: PathInfo, workspace: Workspace) -> SearchStrategy[Literal] | None:
    """Return values that a path may be compared with, or ``None`` for no value."""
    points = {"phones": phones().map(str), "emails": emails().map(str)}
    known = points.get(info.spec.name, _LINKED.get(info.part))
    if known is not None:
        return known
    if choices := _choices(info, workspace):
        return st.sampled_from(choices)
    if info.kind is Kind.REFERENCE and info.custom is not None:
        return st.sampled_from(info.custom.target).flatmap(ids)
    if info.kind is Kind.VALUE and info.several:
        # Only what has a key can be found among several.
        keyed = hasattr(info.type, "key")
        return files().map(lambda file: file.key) if keyed else None
    if info.kind is Kind.REFERENCE:
        return ids(info.spec.target or info.through or info.entity)
    return _VALUES.get(info.kind)


_LINKED: Mapping[Path, SearchStrategy[Literal]] = {
    ("company",): ids("company"),
    ("contact",): ids("contact"),
    ("position",): texts() | st.sampled_from(("account", "БУХгалтер", "Chief")),
}


def _choices(info: PathInfo, workspace: Workspace) -> list[str]:
    if info.custom is not None and not info.part:
        if info.dictionary:
            entries = workspace.dictionary(info.dictionary).entries
            return [entry.code for entry in entries]
        return [entry.code for entry in info.custom.choices]
    if info.dictionary:
        return [entry.code for entry in workspace.dictionary(info.dictionary).entries]
    pipelines = workspace.pipelines_of(info.entity) if not info.part else ()
    stages = [stage for pipeline in pipelines for stage in pipeline.stages]
    return {
        "stage_kind": ["open", "won", "lost"],
        "pipeline": [pipeline.code for pipeline in pipelines],
        "stage": [stage.code for stage in stages],
    }.get(info.spec.name, [])
