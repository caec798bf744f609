"""Queries as SQL: which records, in which order, behind which place."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from operator import attrgetter
from typing import Any

from attrs import frozen
from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    Select,
    Text,
    and_,
    case,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.sql.expression import Alias

from leadflow.entities import ENTITIES, Kind
from leadflow.errors import InvalidValue
from leadflow.storage.query import ANY, DELETED, LIVE, Order, Query, sortable
from leadflow.storage.server.conditions import Asking
from leadflow.storage.server.keys import units_of
from leadflow.storage.server.operands import (
    Ask,
    Frame,
    Operand,
    operand_of,
    over,
    presence_of,
)
from leadflow.storage.server.rows import read_instant
from leadflow.storage.server.sql import NOTHING, Expr, Speech
from leadflow.storage.server.tables import column_of, columns_of
from leadflow.workspace import PathInfo


_WHICH: Mapping[str, Callable[[Alias], list[Expr]]] = {
    LIVE: lambda records: [records.c.deleted_at.is_(None)],
    DELETED: lambda records: [records.c.deleted_at.is_not(None)],
    ANY: lambda _: [],
}
_TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.REFERENCE)


def _same(value: Any) -> Any:  # noqa: ANN401  # whatever a key is
    return value


@frozen
class Key:
    """One thing that records are sorted by."""

    found: Expr
    descending: bool = False
    bound: Callable[[Any], Any] = _same
    """Makes of a cursor's value what the server compares with."""
    shown: Expr | None = None
    """What is selected to go on from, where it is not what is compared."""
    read: Callable[[Any], Any] = _same
    """Makes of what was selected what the server compares with."""

    @property
    def selected(self) -> Expr:
        """Return what tells the place of a row."""
        return self.found if self.shown is None else self.shown

    def ahead(self, value: object) -> Expr:
        """Return the condition of sorting behind a value."""
        return self.found < value if self.descending else self.found > value


@frozen
class Walk:
    """Finds the records of a query, some at a time."""

    rows: Select[Any]
    keys: tuple[Key, ...]
    width: int
    """How many columns make the record; the keys follow."""

    def page(self, place: Sequence[Any] | None, limit: int) -> Select[Any]:
        """Return what selects the next rows behind a place."""
        found = self.rows
        if place is not None:
            found = found.where(_behind(self.keys, place))
        return found.limit(limit)

    def place(self, row: Sequence[Any]) -> list[Any]:
        """Return the place of a row, to go on from."""
        several = zip(self.keys, row[self.width :], strict=True)
        return [key.read(value) for key, value in several]


def walk(
    frame: Frame, query: Query, places: Sequence[int] = ()
) -> tuple[Walk, list[Any] | None]:
    """Return what finds the records of a query, and where it begins.

    ``places`` are those of the columns to select, where not all of them are wanted.
    """
    records = frame.records(query.entity, "t")
    keys = tuple(_keys(frame, query, records))
    selected = [*selected_columns(frame.speech, query.entity, records)]
    if places:
        selected = [selected[place] for place in places]
    width = len(selected)
    by = [key.found.desc() if key.descending else key.found for key in keys]
    rows = select(*selected, *(key.selected.label(None) for key in keys))
    rows = rows.where(*matching(frame, query, records)).order_by(*by)
    place = None if query.after is None else _place(query, keys)
    return Walk(rows, keys, width), place


def selected_columns(
    speech: Speech,
    entity: str,
    records: Any,  # noqa: ANN401
) -> list[Expr]:  # a table or its alias
    """Return the columns to select, so that a codec can read the row."""
    instants = {
        column_of(spec)
        for spec in ENTITIES[entity].fields.values()
        if spec.kind is Kind.DATETIME
    }
    columns = ((name, records.c[name]) for name in columns_of(entity))
    return [
        speech.in_utc(column) if name in instants else column
        for name, column in columns
    ]


def count_of(frame: Frame, query: Query) -> Select[Any]:
    """Return what counts the matching records."""
    records = frame.records(query.entity, "t")
    found = select(func.count()).select_from(records)
    return found.where(*matching(frame, query, records))


def groups_of(frame: Frame, query: Query, by: Sequence[str], total: str) -> Select[Any]:
    """Return what counts by values, and adds up money by currency."""
    records = frame.records(query.entity, "t")
    columns = [group_key(frame, query, records, name) for name in by]
    sums: list[Expr] = []
    if total:
        units, currency = money_of(frame, query, records, total)
        columns.append(currency)
        sums = [func.sum(units)]
    found = select(*columns, func.count(), *sums).select_from(records)
    places = range(1, len(columns) + 1)
    by_place: list[Expr] = [literal_column(str(place)) for place in places]
    return found.where(*matching(frame, query, records)).group_by(*by_place)


def matching(frame: Frame, query: Query, records: Alias) -> list[Expr]:
    """Return the conditions of a query."""
    if query.which not in _WHICH:
        hint = f"it is one of {', '.join(_WHICH)}"
        raise InvalidValue("which", "is not known", hint)
    where = Asking(frame, query.paths, records).condition(query.where)
    return [records.c.tenant == frame.tenant, *_WHICH[query.which](records), where]


def ids_behind(frame: Frame, query: Query, last: str, limit: int) -> Select[Any]:
    """Return what selects the next ids of matching records."""
    records = frame.records(query.entity, "t")
    found = select(records.c.id).where(*matching(frame, query, records))
    return found.where(records.c.id > last).order_by(records.c.id).limit(limit)


def _keys(frame: Frame, query: Query, records: Alias) -> list[Key]:
    keys: list[Key] = []
    for order in query.order:
        if order.path == ("id",):
            return [*keys, Key(records.c.id, order.descending)]
        keys.extend(_Sorting(frame, query, records).keys(order))
    return [*keys, Key(records.c.id)]


@frozen
class _Sorting:
    """Makes the keys of one criterion."""

    frame: Frame
    query: Query
    records: Alias

    def keys(self, order: Order) -> list[Key]:
        """Return what ``sort_values`` gives, as SQL: the emptiness first."""
        info = sortable(self.query.paths[order.path])
        present = self._over(info, lambda end: presence_of(self.frame, info, end))
        is_empty = case((present.is_(None), 1), else_=0)
        return [Key(is_empty), *self._values(info, descending=order.descending)]

    def _values(self, info: PathInfo, *, descending: bool) -> list[Key]:
        if info.kind is Kind.MONEY:
            units = self._found(info, "units", BigInteger())
            code = self._found(info, "currency", Text())
            return [
                Key(func.coalesce(units, 0), descending),
                Key(self._binary(func.coalesce(code, "")), descending),
            ]
        if info.kind is Kind.DECIMAL:
            return [self._decimal(info, descending=descending)]
        if info.kind in (Kind.DATE, Kind.DATETIME):
            return [self._time(info, descending=descending)]
        if info.kind is Kind.INTEGER:
            whole = func.coalesce(self._found(info, "whole", BigInteger()), 0)
            return [Key(whole, descending)]
        if info.kind is Kind.BOOLEAN:
            flag = self._found(info, "flag", Boolean())
            return [Key(case((flag, 1), else_=0), descending, _as_flag)]
        name = "folded" if info.kind in (Kind.TEXT, Kind.LONG_TEXT) else "text"
        text = func.coalesce(self._found(info, name, Text()), "")
        return [Key(self._binary(text), descending)]

    def _decimal(self, info: PathInfo, *, descending: bool) -> Key:
        if info.part == ("amount",):
            units = func.coalesce(self._found(info, "units", BigInteger()), 0)
            return Key(units, descending, units_of)
        key = func.coalesce(self._found(info, "decimal", Text()), "")
        return Key(self._binary(key), descending)

    def _time(self, info: PathInfo, *, descending: bool) -> Key:
        name = "day" if info.kind is Kind.DATE else "instant"
        if info.custom is not None or info.part:
            text = func.coalesce(self._found(info, name, Text()), "")
            return Key(self._binary(text), descending)
        if info.kind is Kind.DATE:
            found = self._over(info, _column(self.frame, info, name))
            return Key(func.coalesce(found, _FIRST_DAY), descending, _as_day)
        found = self._over(info, _column(self.frame, info, name))
        moment = func.coalesce(found, self.frame.speech.epoch)
        shown = self.frame.speech.in_utc(moment)
        return Key(moment, descending, _as_moment, shown, read_instant)

    def _found(self, info: PathInfo, name: str, kind: Any) -> Expr:  # noqa: ANN401  # a type
        found = self._over(info, _column(self.frame, info, name))
        return func.coalesce(found, type_=kind) if found is NOTHING else found

    def _over(self, info: PathInfo, ask: Ask) -> Expr:
        return over(self.frame, info, self.records, ask)

    def _binary(self, text: Expr) -> Expr:
        return self.frame.speech.binary(text)


# A text instead would make texts of all days on MariaDB.
_FIRST_DAY: Expr = literal_column("DATE '1970-01-01'", Date())
_DAY, _MOMENT = date(1970, 1, 1), datetime(1970, 1, 1, tzinfo=UTC)


def _as_flag(value: object) -> int:
    return 1 if value is True or value == 1 else 0


def _as_day(value: str) -> date:
    return date.fromisoformat(value) if value else _DAY


def _as_moment(value: str) -> datetime:
    return datetime.fromisoformat(value) if value else _MOMENT


def _column(frame: Frame, info: PathInfo, name: str) -> Ask:
    """Return what asks for a value as one type, NULL where it is never of it."""
    of: Callable[[Operand], Expr | None] = attrgetter(name)

    def ask(end: Any) -> Expr:  # noqa: ANN401  # a table or its alias
        found = of(operand_of(frame, info, end))
        return NOTHING if found is None else found

    return ask


def _place(query: Query, keys: Sequence[Key]) -> list[Any]:
    """Return the values of the cursor, those for our keys."""
    cursor, place = list(query.after or ()), list[Any]()
    for order in query.order:
        width = 3 if query.paths[order.path].kind is Kind.MONEY else 2
        values, cursor = cursor[:width], cursor[width:]
        if order.path == ("id",):
            place.extend(values[1:])
            cursor = []
            break
        place.extend(values)
    place.extend(cursor[-1:])
    if len(keys) != len(place):
        hint = "take the cursor of a page of the same order"
        raise InvalidValue("cursor", "does not fit the order", hint)
    return [key.bound(value) for key, value in zip(keys, place, strict=True)]


def _behind(keys: Sequence[Key], place: Sequence[Any]) -> Expr:
    """Return the condition of sorting behind a place, key by key."""
    (last, value), *before = reversed(list(zip(keys, place, strict=True)))
    found: Expr = last.ahead(value)
    for key, value in before:
        even: Expr = key.found == value
        found = or_(key.ahead(value), and_(even, found))
    return found


def group_key(frame: Frame, query: Query, records: Alias, name: str) -> Expr:
    """Return the text that records are grouped by; nothing is the empty one."""
    info = query.paths[tuple(name.split("."))]
    if info.kind not in _TEXTS or info.several:
        hint = "group by texts, choices or links"
        raise InvalidValue("group", f"cannot be by '{name}'", hint)
    found = over(frame, info, records, _column(frame, info, "text"))
    text: Expr = func.coalesce(found, "")
    return frame.speech.binary(text)


def money_of(
    frame: Frame, query: Query, records: Alias, name: str
) -> tuple[Expr, Expr]:
    """Return the units and the currency of a money field."""
    info = query.paths[tuple(name.split("."))]
    if info.kind is not Kind.MONEY or info.several:
        raise InvalidValue("total", f"cannot be of '{name}'", "only money is added up")
    return (
        over(frame, info, records, _column(frame, info, "units")),
        over(frame, info, records, _column(frame, info, "currency")),
    )
