"""Selections: which records, in which order; a question that can be refined."""

from collections.abc import Iterator
from typing import Any, Generic, cast

import attrs
from attrs import field, frozen

from leadflow.crm import marks
from leadflow.crm.desk import Desk, Hand, save
from leadflow.crm.naming import spelling
from leadflow.crm.retrying import retried
from leadflow.deferred import by_value
from leadflow.entities import ENTITIES, R, Record, evolve
from leadflow.entities.records import blank
from leadflow.errors import InvalidValue
from leadflow.expressions import ALWAYS, Condition, FieldPath, all_of, parse, path_of
from leadflow.modes.admitting import update
from leadflow.records import Options, asked
from leadflow.storage.port import Reader
from leadflow.storage.query import (
    DELETED,
    LIVE,
    Cursor,
    Order,
    Query,
    sort_values,
    sortable,
)
from leadflow.values import Money
from leadflow.workspace import Binder, reader


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Page(Generic[R]):
    """Some records of a selection, and where the next page begins."""

    items: tuple[R, ...]
    next: str = ""
    """Give it as ``after`` to read on; empty on the last page."""

    def __iter__(self) -> Iterator[R]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def _repr_html_(self) -> str:
        from leadflow.entities.cards import listed  # noqa: PLC0415  # drawn on use

        parts = [(f"{number:,}", each) for number, each in enumerate(self.items, 1)]
        title = f"Page: {len(self.items):,}{', more follow' if self.next else ''}"
        return listed(title, parts)


@spelling
@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Selection(Generic[R]):
    """Records of one entity that meet conditions; nothing is read until asked.

    Every method returns a new selection; iterating streams the records.

    >>> import leadflow
    >>> from leadflow import F, Lead
    >>> crm = leadflow.open()
    >>> for title in ("Forklift rental", "Crane rental"):
    ...     _ = crm.leads.add(Lead(title=title, source="web"))
    >>> rental = crm.leads.where(F.title.contains("rental"), "source == 'web'")
    >>> [lead.title for lead in rental.order_by("title")]
    ['Crane rental', 'Forklift rental']
    """

    desk: Desk = field(repr=False)
    hand: Hand = field(repr=False)
    entity: str
    condition: Condition = ALWAYS
    order: tuple[Order, ...] = ()
    size: int | None = None
    which: str = LIVE

    def __repr__(self) -> str:
        plural = ENTITIES[self.entity].plural
        about = f"deleted {plural}" if self.which == DELETED else plural
        return question(about, self.condition, self.order, self.size)

    def _repr_html_(self) -> str:
        """Return the first records as a table, for notebooks."""
        from leadflow.crm import tables  # noqa: PLC0415  # drawn on use

        with self.desk.reading() as reader:
            query = self._query(reader)
            total = self._counted(reader, query)
            first = attrs.evolve(query, limit=min(total, tables.ROWS))
            found = list(self._found(reader, first))
            workspace = self.desk.workspace(reader)
        return tables.drawn(workspace, self.entity, found, total)

    def where(self, *conditions: Condition | str) -> "Selection[R]":
        """Return the records for which these conditions hold as well.

        Conditions are written with ``F`` or as text. Unknown names and values of
        a wrong type raise ``InvalidCondition`` here, all of them at once.
        """
        given = (c if isinstance(c, Condition) else parse(c) for c in conditions)
        joined = all_of(self.condition, *given)
        self._binder().bind(joined)
        return attrs.evolve(self, condition=joined)

    def order_by(self, *names: str | FieldPath) -> "Selection[R]":
        """Return the selection sorted by fields; ``-amount`` is largest first.

        Empty values come last in both directions, ties in the order of creation.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> _ = crm.deals.add_many(leadflow.Deal(title=name) for name in "BCA")
        >>> [deal.title for deal in crm.deals.order_by("-title").limit(2)]
        ['C', 'B']
        """
        paths = self._binder().paths
        order = tuple(order_of(name) for name in names)
        for each in order:
            sortable(paths[each.path])
        return attrs.evolve(self, order=order)

    def limit(self, size: int) -> "Selection[R]":
        """Return at most the first ``size`` records of the selection."""
        require_limit(size)
        return attrs.evolve(self, size=size)

    def deleted(self) -> "Selection[R]":
        """Return the deleted records in place of the live ones."""
        return attrs.evolve(self, which=DELETED)

    def __iter__(self) -> Iterator[R]:
        with self.desk.reading() as reader:
            yield from self._found(reader, self._query(reader))

    def all(self) -> list[R]:
        """Return all records of the selection at once."""
        return list(self)

    def first(self) -> R | None:
        """Return the first record, or ``None``."""
        return next(iter(self.limit(1).all()), None)

    def count(self) -> int:
        """Return how many records there are, no more than the limit."""
        with self.desk.reading() as reader:
            return self._counted(reader, self._query(reader))

    def total(self, name: str | FieldPath = "amount") -> tuple[Money, ...]:
        """Return the sum of a money field, one for each currency; never mixed (N6).

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> sums = ("5 UAH", "2 UAH", "3 EUR")
        >>> _ = crm.deals.add_many(
        ...     leadflow.Deal(title="A", amount=each) for each in sums
        ... )
        >>> [str(each) for each in crm.deals.total("amount")]
        ['3.00 EUR', '7.00 UAH']
        """
        spec = self._binder().paths[_path(name)].spec
        with self.desk.reading() as reader:
            groups = reader.group(self._query(reader), (), total=spec.name)
        return groups[0].totals if groups else ()

    def page(self, size: int = 50, *, after: str = "") -> Page[R]:
        """Return one page; neither repeats nor skips a record between pages.

        ``after`` is the ``next`` of the page before; it stays good while records
        are added or changed.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> _ = crm.deals.add_many(leadflow.Deal(title=name) for name in "ABC")
        >>> first = crm.deals.page(2)
        >>> [deal.title for deal in crm.deals.page(2, after=first.next)]
        ['C']
        """
        require_page(size, self.size)
        with self.desk.reading() as reader:
            query = self._query(reader)
            cursor = marks.read(query, after) if after else None
            query = attrs.evolve(query, limit=size + 1, after=cursor)
            found = tuple(self._found(reader, query))
            more = len(found) > size
            last = self._cursor(reader, query, found[size - 1]) if more else None
        return Page(items=found[:size], next=marks.written(query, last) if last else "")

    @retried
    def update(self, **changes: object) -> list[R]:
        """Change every record of the selection in one transaction, or none.

        A changed stage passes the same gates as a move; ``override`` among the
        changes passes them over (S4).

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> _ = crm.leads.add_many(leadflow.Lead(title=name) for name in "AB")
        >>> updated = crm.leads.where("title == 'A'").update(source="web")
        >>> [lead.source for lead in updated]
        ['web']
        """
        options = Options(override=str(changes.pop("override", "")))
        # A slip is told as well where no record is found.
        evolve(blank(ENTITIES[self.entity]), **changes)
        with self.desk.writing() as writer:
            context = self.desk.context(writer, self.hand.act())
            seen = context.seen or writer
            updated = []
            for found in list(self._found(seen, self._query(seen))):
                stored = context.whole(found)
                differing = asked(context, stored, changes)
                record, change = update(context, stored, differing, options)
                save(writer, change)
                updated.append(context.shown(record))
        return updated

    def _binder(self) -> Binder:
        with self.desk.reading() as reader:
            return self.desk.binder(reader, self.entity)

    def _query(self, reader: Reader) -> Query:
        binding = self.desk.binder(reader, self.entity)
        return Query(
            paths=binding.paths,
            where=binding.bind(self.condition),
            order=self.order,
            limit=self.size,
            which=self.which,
        )

    def _counted(self, reader: Reader, query: Query) -> int:
        found = reader.count(query)
        return found if self.size is None else min(found, self.size)

    def _found(self, reader: Reader, query: Query) -> Iterator[R]:
        return cast("Iterator[R]", reader.find(query))

    def _cursor(self, source: Reader, query: Query, record: Record) -> Cursor:
        def load(entity: str, id: str) -> Record | None:  # the field's name
            return source.get(entity, [id]).get(id)

        values: list[Any] = []
        for order in query.order:
            info = query.paths[order.path]
            values.extend(sort_values(info, reader(info, load)(record)))
        return (*values, record.id)


def require_limit(size: int) -> None:
    """Raise ``InvalidValue`` for what no selection can be limited to."""
    _require_whole("limit", size)
    if size < 0:
        raise InvalidValue("limit", "is negative")


def require_page(size: int, limit: int | None) -> None:
    """Raise ``InvalidValue`` for a page of no size, and for one of what is limited."""
    _require_whole("page size", size)
    if size < 1:
        raise InvalidValue("page size", "is less than one")
    if limit is not None:
        hint = "leave out limit(…): pages have a size of their own"
        raise InvalidValue("selection", "is limited and cannot be paged", hint)


def _require_whole(what: str, size: object) -> None:
    if not isinstance(size, int) or isinstance(size, bool):
        reason = f"must be a whole number, not {type(size).__name__}"
        raise InvalidValue(what, reason, "write it as in 50")


def question(
    about: str, condition: Condition, order: tuple[Order, ...], size: int | None
) -> str:
    """Return what is asked of some records, as a prompt shows it."""
    told = [about]
    if condition != ALWAYS:
        told.append(f"where {condition}")
    if order:
        told.append(f"by {', '.join(map(sorted_by, order))}")
    if size is not None:
        told.append(f"at most {size}")
    return f"<{' '.join(told)}>"


def sorted_by(order: Order) -> str:
    """Return a criterion as it is written: ``-amount``."""
    return f"{'-' if order.descending else ''}{'.'.join(order.path)}"


def _path(name: str | FieldPath) -> tuple[str, ...]:
    return path_of(name) if isinstance(name, FieldPath) else tuple(name.split("."))


def order_of(name: str | FieldPath) -> Order:
    """Return a criterion as it was written."""
    if isinstance(name, str) and name.startswith("-"):
        return Order(_path(name[1:]), descending=True)
    return Order(_path(name))
