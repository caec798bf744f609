"""Answering queries from a snapshot: which records, in which order, from where."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import Affiliation, Kind, Participant, Record
from leadflow.errors import InvalidValue
from leadflow.expressions import (
    ALWAYS,
    All,
    Compare,
    Contains,
    Path,
    compile_condition,
)
from leadflow.storage.memory.state import State
from leadflow.storage.port import Group
from leadflow.storage.query import (
    ANY,
    DELETED,
    LIVE,
    Cursor,
    Order,
    Query,
    SortValue,
    sort_values,
    sortable,
)
from leadflow.values import Money
from leadflow.workspace import Backed, PathInfo, Paths, reader


_NEWEST = (Order(("id",), descending=True),)

Key: TypeAlias = tuple[SortValue, ...]
_TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.REFERENCE)

Row: TypeAlias = tuple[tuple[Key, ...], Record]
"""A record behind its sort values, one key for each criterion."""


def find(state: State, query: Query) -> Iterator[Record]:
    """Give the records that a query asks for, in its order."""
    if query.order == _NEWEST and not query.after:
        found = matching(state, query, newest=True)
    elif query.order:
        found = _ordered(state, query)
    else:
        after = _Place.of([], query.after).id if query.after else None
        found = matching(state, query, after=after)
    return islice(found, query.limit)


def matching(
    state: State, query: Query, *, after: str | None = None, newest: bool = False
) -> Iterator[Record]:
    """Give all records that match, by id, those behind ``after``."""
    found = _candidates(state, query, after=after, newest=newest)
    records = _of_which(found, query.which)
    if query.where == ALWAYS:
        return records
    test = compile_condition(query.where, lambda path: _read(state, query.paths, path))
    return (one for one in records if test(one) is True)


def _candidates(
    state: State, query: Query, *, after: str | None, newest: bool
) -> Iterator[Record]:
    """Give, by id, the records that are looked at: all, or those tied to one."""
    table, end = state.tables[query.entity], _end(query)
    if end is None:
        every = table.values(after)
        return reversed(list(every)) if newest else every
    found = _tied(state, query.entity, *end)
    tied = (id for id in found if after is None or id > after)
    ids = sorted(tied, reverse=newest)
    return (one for one in map(table.get, ids) if one is not None)


def _end(query: Query) -> tuple[str, str] | None:
    """Return the field and the target of a link that all matching records have."""
    where = query.where
    for part in where.parts if isinstance(where, All) else (where,):
        is_link = isinstance(part, Contains) or (
            isinstance(part, Compare) and part.op == "eq"
        )
        if is_link and isinstance(part, Contains | Compare):
            name, value = _link(query.paths[part.path]), part.value
            if name and isinstance(value, str) and value:
                return name, value
    return None


def _link(info: PathInfo) -> str:
    """Return the field of a record itself that holds links, ``""`` for others."""
    spec = info.spec
    if info.hops or info.part or info.through or info.custom or spec.name == "id":
        return ""
    is_link = spec.kind is Kind.REFERENCE or spec.type in (Affiliation, Participant)
    return spec.name if is_link else ""


def _tied(state: State, entity: str, name: str, target: str) -> Iterator[str]:
    for key, link in state.backlinks.items((target, entity)):
        if key[:2] != (target, entity):
            return
        if link.field == name:
            yield link.record


def _of_which(records: Iterator[Record], which: str) -> Iterator[Record]:
    if which not in (LIVE, DELETED, ANY):
        hint = f"it is one of {LIVE}, {DELETED}, {ANY}"
        raise InvalidValue("which", "is not known", hint)
    if which == ANY:
        return records
    is_live = which == LIVE
    return (one for one in records if (one.deleted_at is None) is is_live)


def group(state: State, query: Query, by: Sequence[str], total: str) -> list[Group]:
    """Count the matching records by values of text fields; add up money."""
    names = [_group_key(state, query.paths, name) for name in by]
    money = _total(state, query.paths, total) if total else None
    counts: dict[tuple[str, ...], int] = {}
    sums: dict[tuple[str, ...], dict[str, Money]] = {}
    for record in matching(state, query):
        key = tuple(read(record) or "" for read in names)
        counts[key] = counts.get(key, 0) + 1
        amount = money(record) if money else None
        if amount is not None:
            known = sums.setdefault(key, {})
            before = known.get(amount.currency)
            known[amount.currency] = before + amount if before else amount
    return [
        Group(key=key, count=count, totals=_totals(sums.get(key, {})))
        for key, count in sorted(counts.items())
    ]


def _totals(sums: dict[str, Money]) -> tuple[Money, ...]:
    return tuple(sums[currency] for currency in sorted(sums))


def _group_key(state: State, paths: Paths, name: str) -> Callable[[Any], Any]:
    info = paths[tuple(name.split("."))]
    if info.kind not in _TEXTS or info.several:
        hint = "group by texts, choices or links"
        raise InvalidValue("group", f"cannot be by '{name}'", hint)
    return reader(info, state.record)


def _total(state: State, paths: Paths, name: str) -> Callable[[Any], Any]:
    info = paths[tuple(name.split("."))]
    if info.kind is not Kind.MONEY or info.several:
        raise InvalidValue("total", f"cannot be of '{name}'", "only money is added up")
    return reader(info, state.record)


def _read(state: State, paths: Paths, path: Path) -> Callable[[Any], Any]:
    info = paths[path]
    return _backed(state, info.backed) if info.backed else reader(info, state.record)


def _backed(state: State, backed: Backed) -> Callable[[Any], bool]:
    test = compile_condition(
        backed.where, lambda path: _read(state, backed.paths, path)
    )

    def is_backed(record: Any) -> bool:  # noqa: ANN401  # any record
        found = _tied(state, backed.entity, backed.by, record.id)
        others = (state.record(backed.entity, id) for id in found)
        return any(
            each is not None and each.deleted_at is None and test(each) is True
            for each in others
        )

    return is_backed


def _ordered(state: State, query: Query) -> Iterator[Record]:
    criteria = [_Criterion.of(state, query.paths, order) for order in query.order]
    rows: Iterable[Row] = (
        (tuple(one.key(record) for one in criteria), record)
        for record in matching(state, query)
    )
    if query.after:
        place = _Place.of(criteria, query.after)
        rows = (row for row in rows if place.is_before(row))
    sorted_rows = list(rows)
    # Sorting is stable: the least criterion first, the greatest last, ids are.
    for number, one in reversed(tuple(enumerate(criteria))):
        one.sort(sorted_rows, number)
    return (record for _, record in sorted_rows)


@by_value
@frozen(eq=False, repr=False)
class _Criterion:
    """One order criterion, ready to be asked of records."""

    key: Callable[[Record], Key]
    width: int
    """How many sort values one field gives."""
    descending: bool

    @classmethod
    def of(cls, state: State, paths: Paths, order: Order) -> "_Criterion":
        info = sortable(paths[order.path])
        read = _read(state, paths, order.path)
        width = len(sort_values(info, None))
        return cls(
            lambda record: sort_values(info, read(record)), width, order.descending
        )

    def sort(self, rows: list[Row], number: int) -> None:
        rows.sort(key=lambda row: row[0][number], reverse=self.descending)
        if self.descending:
            # Empties are last in both directions.
            rows.sort(key=lambda row: row[0][number][0])


@by_value
@frozen(eq=False, repr=False)
class _Place:
    """The place at which a page ended."""

    criteria: list[_Criterion]
    keys: tuple[Key, ...]
    id: str

    @classmethod
    def of(cls, criteria: list[_Criterion], after: Cursor) -> "_Place":
        keys, at = [], 0
        for one in criteria:
            keys.append(after[at : at + one.width])
            at += one.width
        if len(after) != at + 1:
            hint = "take the cursor of a page of the same order"
            raise InvalidValue("cursor", "does not fit the order", hint)
        return cls(criteria, tuple(keys), str(after[-1]))

    def is_before(self, row: Row) -> bool:
        """Tell whether a record sorts behind this place."""
        for one, mine, its in zip(self.criteria, self.keys, row[0], strict=True):
            if its[0] != mine[0]:
                return its[0] > mine[0]  # type: ignore[operator]  # two flags
            if its != mine:
                return (its > mine) is not one.descending
        return row[1].id > self.id
