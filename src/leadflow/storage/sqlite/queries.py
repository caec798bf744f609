"""Queries as SQL: which records, in which order, behind which place."""

# Names are the schema's; whatever users give is a value, never text.
# ruff: noqa: S608

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter

from attrs import frozen

from leadflow.entities import Kind
from leadflow.errors import InvalidValue
from leadflow.storage.query import ANY, DELETED, LIVE, Order, Query, sortable
from leadflow.storage.sqlite.conditions import condition_sql
from leadflow.storage.sqlite.operands import Operand, operand_of, over, presence_of
from leadflow.storage.sqlite.schema import selected, table_of
from leadflow.storage.sqlite.sql import TRUE, Sql, Value, sql
from leadflow.workspace import PathInfo


_WHICH = {
    LIVE: Sql('t."deleted_at" IS NULL'),
    DELETED: Sql('t."deleted_at" IS NOT NULL'),
    ANY: TRUE,
}
_ID = Sql('t."id"')
_TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.REFERENCE)


@frozen
class Key:
    """One thing that records are sorted by."""

    found: Sql
    descending: bool = False


def find_sql(query: Query, columns: str = "") -> Sql:
    """Return what selects the rows of the records that a query asks for.

    Of all columns, unless others are given, of the table ``t``.
    """
    keys = _keys(query)
    where = matching_sql(query)
    if query.after is not None:
        where = sql("{} AND {}", where, _behind(keys, _place(query)))
    by = sql(", ".join(_direction(key) for key in keys), *(key.found for key in keys))
    limit = -1 if query.limit is None else max(query.limit, 0)
    columns = columns or selected(query.entity, "t")
    table = table_of(query.entity).name
    return sql(
        f"SELECT {columns} FROM {table} t WHERE {{}} ORDER BY {{}} LIMIT ?",
        where,
        by,
        limit,
    )


def count_sql(query: Query) -> Sql:
    """Return what counts the matching records."""
    table = table_of(query.entity).name
    return sql(f"SELECT count(*) FROM {table} t WHERE {{}}", matching_sql(query))


def group_sql(query: Query, by: Sequence[str], total: str) -> Sql:
    """Return what counts by values, and adds up money by currency.

    Sums come in two halves, which never overflow: Python puts them together.
    """
    columns = [group_key(query, name) for name in by]
    sums: list[Sql] = []
    if total:
        units, currency = money_of(query, total)
        columns.append(currency)
        sums = [sql("sum({} >> 32)", units), sql("sum({} & 4294967295)", units)]
    everything = [*columns, Sql("count(*)"), *sums]
    places = ", ".join(str(number) for number in range(1, len(columns) + 1))
    listed = ", ".join("{}" for _ in everything)
    table = table_of(query.entity).name
    template = f"SELECT {listed} FROM {table} t WHERE {{}}"
    grouped = f"{template} GROUP BY {places}" if places else template
    return sql(grouped, *everything, matching_sql(query))


def visits_sql(query: Query) -> Sql:
    """Return what lists the stages that matching records have stood on."""
    table = table_of(query.entity).name
    return sql(
        'SELECT e."record", e."pipeline", e."stage" FROM "events" e '
        f'WHERE e."stage" IS NOT NULL AND e."record" IN '
        f'(SELECT t."id" FROM {table} t WHERE {{}}) '
        'GROUP BY e."record", e."pipeline", e."stage" '
        'ORDER BY e."record", min(e."seq")',
        matching_sql(query),
    )


def matching_sql(query: Query, *, is_indexed: bool = True) -> Sql:
    """Return the condition of a query, deleted records and all.

    The indexes of stages hold live records alone, so SQLite would walk through all
    records by one of them; where it is not ``is_indexed``, it cannot.
    """
    where = condition_sql(query.where, query.paths, "t")
    template = "{} AND {}" if is_indexed else "+{} AND {}"
    return sql(template, _which(query.which), where)


def _which(name: str) -> Sql:
    try:
        return _WHICH[name]
    except KeyError:
        hint = f"it is one of {', '.join(_WHICH)}"
        raise InvalidValue("which", "is not known", hint) from None


def _direction(key: Key) -> str:
    return "{} DESC" if key.descending else "{}"


def _keys(query: Query) -> list[Key]:
    keys: list[Key] = []
    for order in query.order:
        keys.extend(_order_keys(query, order))
        if order.path == ("id",):
            return keys
    return [*keys, Key(_ID)]


def _order_keys(query: Query, order: Order) -> list[Key]:
    info = sortable(query.paths[order.path])
    if order.path == ("id",):
        # Always there: asking would keep SQLite from using its index.
        return [Key(_ID, order.descending)]
    present = over(info, "t", lambda end: presence_of(info, end))
    empty = Key(sql("({} IS NULL)", present))
    return [empty, *(Key(one, order.descending) for one in _sorted_by(info))]


def _sorted_by(info: PathInfo) -> list[Sql]:
    """Return what ``sort_values`` gives behind the emptiness, as SQL."""
    if info.kind is Kind.MONEY:
        units = over(info, "t", lambda end: _needed(operand_of(info, end).units))
        code = over(info, "t", lambda end: _needed(operand_of(info, end).currency))
        return [sql("coalesce({}, 0)", units), sql("coalesce({}, '')", code)]
    empty = "0" if info.kind is Kind.INTEGER else "''"
    found = over(info, "t", lambda end: _sort_key(info.kind, operand_of(info, end)))
    return [sql(f"coalesce({{}}, {empty})", found)]


def _sort_key(kind: Kind, found: Operand) -> Sql:
    if kind in (Kind.TEXT, Kind.LONG_TEXT):
        return sql("fold({})", _needed(found.text))
    if kind is Kind.DECIMAL:
        if found.decimal is None:
            return sql("units_key({})", _needed(found.units))
        return sql("decimal_key({})", found.decimal)
    return _needed(_SORTED_AS.get(kind, _TEXT)(found))


_TEXT: Callable[[Operand], Sql | None] = attrgetter("text")
_SORTED_AS: Mapping[Kind, Callable[[Operand], Sql | None]] = {
    Kind.INTEGER: attrgetter("whole"),
    Kind.BOOLEAN: attrgetter("flag"),
    Kind.DATE: attrgetter("day"),
    Kind.DATETIME: attrgetter("instant"),
}


def _needed(found: Sql | None) -> Sql:
    return Sql("NULL") if found is None else found


def _place(query: Query) -> list[Value]:
    """Return the values of the cursor, those for our keys."""
    cursor, place = list(query.after or ()), list[Value]()
    for order in query.order:
        width = 3 if query.paths[order.path].kind is Kind.MONEY else 2
        values, cursor = cursor[:width], cursor[width:]
        if order.path == ("id",):
            return [*place, *map(_plain, values[1:])]
        place.extend(map(_plain, values))
    return [*place, *map(_plain, cursor[-1:])]


def _plain(value: Value) -> Value:
    return int(value) if isinstance(value, bool) else value


def _behind(keys: list[Key], place: list[Value]) -> Sql:
    """Return the condition of sorting behind a place, key by key."""
    if len(keys) != len(place):
        hint = "take the cursor of a page of the same order"
        raise InvalidValue("cursor", "does not fit the order", hint)
    (last, value), *before = reversed(list(zip(keys, place, strict=True)))
    found = _ahead(last, value)
    for key, value in before:
        even = sql("{} = ?", key.found, value)
        found = sql("({} OR ({} AND {}))", _ahead(key, value), even, found)
    return found


def _ahead(key: Key, value: Value) -> Sql:
    return sql("{} < ?" if key.descending else "{} > ?", key.found, value)


def group_key(query: Query, name: str) -> Sql:
    """Return the value of a text field that is grouped by, empty for none."""
    info = query.paths[tuple(name.split("."))]
    if info.kind not in _TEXTS or info.several:
        hint = "group by texts, choices or links"
        raise InvalidValue("group", f"cannot be by '{name}'", hint)
    found = over(info, "t", lambda end: _needed(operand_of(info, end).text))
    return sql("coalesce({}, '')", found)


def money_of(query: Query, name: str) -> tuple[Sql, Sql]:
    """Return units and currency of a money field that is added up."""
    info = query.paths[tuple(name.split("."))]
    if info.kind is not Kind.MONEY or info.several:
        raise InvalidValue("total", f"cannot be of '{name}'", "only money is added up")
    return (
        over(info, "t", lambda end: _needed(operand_of(info, end).units)),
        over(info, "t", lambda end: _needed(operand_of(info, end).currency)),
    )
