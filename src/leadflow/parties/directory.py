"""Reading the directory: streams of each kind, merged into one order.

Each store gives each kind in its order, from a place on, without holding it all; so
one order over all of them needs nothing but the next record of each. The order is
total: the criteria, then the age of the record, then its kind.
"""

from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from itertools import chain, islice
from operator import attrgetter
from typing import Any, Final, TypeAlias, cast

import attrs
from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import Counterparty, Kind
from leadflow.entities.schema import EntityType, FieldSpec
from leadflow.errors import InvalidValue
from leadflow.expressions import Condition, Not, OneOf, Path, all_of
from leadflow.parties.asking import ENTITY, HAS_BOUGHT, ROLE, Asking, unfilled
from leadflow.parties.party import CLIENT, CONTACT, LEAD, ROLES, Party
from leadflow.storage.port import Reader
from leadflow.storage.query import (
    Cursor,
    Order,
    Query,
    SortValue,
    sort_values,
    sortable,
)
from leadflow.workspace import PathInfo, Paths, reader as reading_of


Values: TypeAlias = tuple[SortValue, ...]
Key: TypeAlias = tuple[object, ...]

_FEW, _MANY = 8, 256
"""For how many roles are asked at once: a page needs few, an export all."""
_LAST: Final = "~"
"""Sorts behind every letter of an id."""

_PARTY = EntityType("party", "parties", Party, {})
_OWN: Mapping[Path, PathInfo] = {
    ROLE: PathInfo(
        "party",
        FieldSpec("role", Kind.INTEGER, int, "party", convert=int),
        Kind.INTEGER,
        int,
    ),
    ENTITY: PathInfo(
        "party",
        FieldSpec("entity", Kind.CHOICE, str, "party", convert=str),
        Kind.CHOICE,
        str,
    ),
}


class Shared(Paths):
    """By what parties are sorted, as all kinds together understand it."""

    def __init__(self, asking: Asking) -> None:
        super().__init__(asking.binders["lead"].workspace, _PARTY)
        self._asking = asking

    def __getitem__(self, path: Path) -> PathInfo:
        """Return what the path leads to, or raise ``UnknownName``."""
        if path in _OWN:
            return _OWN[path]
        first, *others = self._asking.info(path).values()
        name = ".".join(path)
        if first.hops:
            hint = "sort by a field of the parties themselves"
            raise InvalidValue("order", f"cannot be by '{name}'", hint)
        if any(each.kind is not first.kind for each in others):
            hint = "it is of one type with some of them and of another with others"
            raise InvalidValue("order", f"cannot be by '{name}'", hint)
        return sortable(first)


@frozen(eq=False)
class Criterion:
    """One thing that parties are sorted by."""

    order: Order
    info: PathInfo
    kinds: Mapping[str, PathInfo]
    """What it is for each kind that has it."""

    def shared(self, stream: "Stream") -> Values | None:
        """Return by what all records of a stream sort, if they share it."""
        if self.order.path == ROLE:
            return sort_values(self.info, ROLES.index(stream.role))
        if self.order.path == ENTITY:
            return sort_values(self.info, stream.entity)
        if stream.entity in self.kinds:
            return None
        return sort_values(self.info, unfilled(self.info))

    def key(self, values: Sequence[SortValue]) -> Key:
        """Return what compares as the criterion sorts; empties come last."""
        first, *rest = values
        return first, (_Down(tuple(rest)) if self.order.descending else tuple(rest))


@by_value
@frozen(eq=False, repr=False)
class _Down:
    """Values that sort the other way round."""

    values: tuple[Any, ...]

    def __lt__(self, other: "_Down") -> bool:
        return self.values > other.values


@frozen(eq=False)
class Stream:
    """Records of one kind, of which the role may be known beforehand."""

    entity: str
    where: Condition
    role: str = ""


@frozen(eq=False)
class Row:
    """A party and its place in the order."""

    values: Values
    """The sort values of all criteria."""
    key: Key
    party: Party


@frozen(eq=False)
class Place:
    """Where a page ended."""

    values: tuple[Values, ...]
    key: Key
    id: str


@frozen(eq=False)
class Directory:
    """A question about parties, ready to be put to a reader."""

    asking: Asking
    shared: Shared
    asked: Mapping[str, Condition]
    """What is to be asked of each kind; kinds that cannot match are left out."""
    criteria: tuple[Criterion, ...] = ()

    def count(self, reader: Reader) -> int:
        """Return how many parties there are."""
        return sum(
            reader.count(Query(paths=self.asking.paths(kind), where=where))
            for kind, where in self.asked.items()
        )

    def rows(
        self, reader: Reader, *, after: Cursor | None = None, limit: int | None = None
    ) -> Iterator[Row]:
        """Give the parties in their order, those behind a place."""
        place = None if after is None else self._place(after)
        several = [
            found
            for stream in self._streams()
            if (found := self._found(reader, stream, place, limit)) is not None
        ]
        return islice(merge(*several, key=attrgetter("key")), limit)

    def _streams(self) -> Iterator[Stream]:
        is_split = any(each.order.path == ROLE for each in self.criteria)
        for kind, where in self.asked.items():
            if kind == LEAD:
                yield Stream(kind, where, LEAD)
            elif is_split:
                yield Stream(kind, all_of(where, Not(HAS_BOUGHT)), CONTACT)
                yield Stream(kind, all_of(where, HAS_BOUGHT), CLIENT)
            else:
                yield Stream(kind, where)

    def _found(
        self, reader: Reader, stream: Stream, place: Place | None, limit: int | None
    ) -> Iterator[Row] | None:
        """Return the rows of a stream behind a place; ``None`` if there are none."""
        query = self._query(stream)
        if place is None:
            query = attrs.evolve(query, limit=limit)
        else:
            started = self._started(stream, place)
            if started is None:
                return None
            cursor, is_exact = started
            # What is left out here is left out of as many as are wanted.
            query = attrs.evolve(query, after=cursor, limit=limit if is_exact else None)
        rows = self._rows(reader, stream, query)
        if place is None:
            return rows
        return (row for row in rows if place.key < row.key)

    def _query(self, stream: Stream) -> Query:
        order = (c.order for c in self.criteria if c.shared(stream) is None)
        paths = self.asking.paths(stream.entity)
        return Query(paths=paths, where=stream.where, order=tuple(order))

    def _rows(self, reader: Reader, stream: Stream, query: Query) -> Iterator[Row]:
        found = cast("Iterator[Counterparty]", reader.find(query))
        reads = [self._reads(each, stream) for each in self.criteria]
        for record, role in self._with_roles(reader, stream, found):
            values = [read(record) for read in reads]
            yield Row(
                tuple(chain.from_iterable(values)),
                self._key(values, record.id),
                Party(record=record, role=role),
            )

    def _reads(self, criterion: Criterion, stream: Stream) -> Any:  # noqa: ANN401  # reads values
        if (shared := criterion.shared(stream)) is not None:
            return lambda _: shared
        read = reading_of(criterion.kinds[stream.entity], _nothing)
        return lambda record: sort_values(criterion.info, read(record))

    def _key(self, values: Sequence[Values], id: str) -> Key:
        pairs = zip(self.criteria, values, strict=True)
        kind, _, age = id.rpartition("_")
        return (*(criterion.key(each) for criterion, each in pairs), age, kind)

    def _with_roles(
        self, reader: Reader, stream: Stream, found: Iterator[Counterparty]
    ) -> Iterator[tuple[Counterparty, str]]:
        if stream.role:
            yield from ((record, stream.role) for record in found)
            return
        size = _FEW
        while several := list(islice(found, size)):
            bought = self.bought(reader, stream.entity, [each.id for each in several])
            for record in several:
                yield record, CLIENT if record.id in bought else CONTACT
            size = min(size * 2, _MANY)

    def bought(self, reader: Reader, kind: str, ids: Sequence[str]) -> frozenset[str]:
        """Return which of these contacts or companies bought something."""
        where = all_of(OneOf(("id",), tuple(ids)), HAS_BOUGHT)
        query = Query(paths=self.asking.paths(kind), where=where)
        return frozenset(each.key[0] for each in reader.group(query, ("id",)))

    def _place(self, after: Cursor) -> Place:
        """Return a place by its cursor: the values of each criterion, and an id."""
        values, rest = list[Values](), after
        for each in self.criteria:
            width = len(sort_values(each.info, None))
            values.append(rest[:width])
            rest = rest[width:]
        id = str(rest[-1])
        return Place(tuple(values), self._key(values, id), id)

    def _started(
        self, stream: Stream, place: Place
    ) -> tuple[Cursor | None, bool] | None:
        """Return from where a stream is to be read, and whether nothing else comes.

        What all records of a stream share is no criterion of theirs: a place is then
        before all of them that are even in what stands before it, or behind them.
        """
        own: list[SortValue] = []
        for at, criterion in enumerate(self.criteria):
            shared, there = criterion.shared(stream), place.values[at]
            if shared is None:
                own.extend(there)
            elif criterion.key(shared) != criterion.key(there):
                is_ahead = criterion.key(there) < criterion.key(shared)
                return self._apart(stream, own, at, is_ahead=is_ahead)
        return (*own, _id_before(stream.entity, place.id)), True

    def _apart(
        self, stream: Stream, own: list[SortValue], at: int, *, is_ahead: bool
    ) -> tuple[Cursor | None, bool] | None:
        """Return the start among records of which none is even with the place."""
        if not own:
            return (None, True) if is_ahead else None
        rest = [c for c in self.criteria[at + 1 :] if c.shared(stream) is None]
        if not is_ahead:
            ends = chain.from_iterable(sort_values(each.info, None) for each in rest)
            return (*own, *ends, f"{stream.entity}_{_LAST}"), True
        if rest:
            return None, False
        return (*own, f"{stream.entity}_"), True


def _nothing(_: str, __: str) -> None: ...


def _id_before(kind: str, id: str) -> str:
    """Return what sorts just before the records of a kind that come behind an id."""
    other, _, age = id.rpartition("_")
    if kind <= other or not age or not age.isascii():
        return f"{kind}_{age}"
    # One that is as old comes behind it.
    return f"{kind}_{age[:-1]}{chr(max(ord(age[-1]) - 1, 1))}{_LAST}"


def directory(
    asking: Asking, condition: Condition, order: Sequence[Order] = ()
) -> Directory:
    """Return the question for the parties that meet a condition, in an order."""
    shared = Shared(asking)
    criteria = (
        Criterion(each, shared[each.path], _kinds(asking, each.path)) for each in order
    )
    return Directory(asking, shared, asking.bound(condition), tuple(criteria))


def _kinds(asking: Asking, path: Path) -> Mapping[str, PathInfo]:
    return {} if path in _OWN else asking.info(path)
