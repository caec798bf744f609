"""Conditions as SQL: the same answer for every record as the evaluation (P15).

SQL's three-valued logic is that of the conditions, so AND, OR and NOT carry
over, and De Morgan's laws hold. Each question below is true, false or NULL
exactly where its judge says True, False or None.
"""

# Names are the schema's; whatever users give is a value, never text.
# ruff: noqa: S608

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import cast

from leadflow.entities import Affiliation, Kind, Participant
from leadflow.entities.points import EMAIL, MESSENGER, PHONE
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
    StartsWith,
)
from leadflow.storage.query import instant_text
from leadflow.storage.sqlite.numbers import (
    SIGNS,
    compare_number,
    compare_units,
    number_among,
    one_of,
)
from leadflow.storage.sqlite.operands import (
    Json,
    Operand,
    member_of,
    operand_of,
    over,
    place_of,
    presence_of,
    told,
    told_by,
)
from leadflow.storage.sqlite.schema import column_of, table_of
from leadflow.storage.sqlite.sql import FALSE, TRUE, UNKNOWN, Sql, joined, sql
from leadflow.values import Money
from leadflow.values.text import fold
from leadflow.workspace import Backed, PathInfo, Paths


# Fields that are their own kind of contact point, on the entities that have any.
_POINTS: Mapping[str, str] = {
    "phones": PHONE,
    "emails": EMAIL,
    "messengers": MESSENGER,
}
_POINTED = ("lead", "contact", "company")
_LINKS = (Affiliation, Participant)


def condition_sql(condition: Condition, paths: Paths, alias: str) -> Sql:
    """Return a bound condition as SQL about the record of an alias.

    >>> from leadflow.entities import ENTITIES
    >>> from leadflow.expressions import F
    >>> from leadflow.workspace import Workspace
    >>> paths = Paths(Workspace(), ENTITIES["lead"])
    >>> condition_sql(F.source == "web", paths, "t")
    Sql(text='t."source" = ?', values=('web',))
    """
    return _joined(condition, paths, alias, is_denied=False)


def _joined(condition: Condition, paths: Paths, alias: str, *, is_denied: bool) -> Sql:
    """Push NOT down to the leaves: each level is then one bracket to SQLite."""
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            is_all = isinstance(condition, All) is not is_denied
            asked = [
                _joined(part, paths, alias, is_denied=is_denied)
                for part in sorted(parts, key=_depth, reverse=True)
            ]
            return joined("AND" if is_all else "OR", asked, TRUE if is_all else FALSE)
        case Not(part=part):
            return _joined(part, paths, alias, is_denied=not is_denied)
        case _:
            leaf = cast("Leaf", condition)
            answer = _leaf(leaf, paths[leaf.path], alias)
            return sql("(NOT {})", answer) if is_denied else answer


_depth = attrgetter("depth")


def _leaf(leaf: Leaf, info: PathInfo, alias: str) -> Sql:
    if isinstance(leaf, OneOf) and not leaf.values:
        return FALSE
    answer = over(info, alias, lambda end: _asked(leaf, info, end))
    if isinstance(leaf, IsEmpty) and info.hops:
        # Of a record that is not there every field is empty.
        return sql("coalesce({}, 1)", answer)
    return answer


def _asked(leaf: Leaf, info: PathInfo, alias: str) -> Sql:
    match leaf:
        case Contains(value=value):
            return _contains(info, alias, value)
        case Compare(op=op, value=value):
            return _compare(_operand(info, alias), op, value)
        case OneOf(values=values):
            return _among(operand_of(info, alias), values)
        case StartsWith(value=start):
            return _starts(operand_of(info, alias), fold(start))
        case Between(low=low, high=high):
            found = operand_of(info, alias)
            above, below = _compare(found, "ge", low), _compare(found, "le", high)
            return sql("({} AND {})", above, below)
        case IsEmpty():
            return sql("({} IS NULL)", presence_of(info, alias))


def _operand(info: PathInfo, alias: str) -> Operand:
    if info.backed is None:
        return operand_of(info, alias)
    return Operand(flag=_backed(info.backed, alias))


def _backed(backed: Backed, alias: str) -> Sql:
    """Tell whether there is such a record: ids of an entity stand in one place."""
    link, other = f"{alias}_l", f"{alias}_b"
    first = f"{backed.entity}_"
    template = (
        f'EXISTS (SELECT 1 FROM "links" {link} CROSS JOIN '
        f'{table_of(backed.entity).name} {other} ON {other}."id" = {link}."record" '
        f'WHERE {link}."target" = {alias}."id" AND {link}."record" BETWEEN ? AND ? '
        f'AND {link}."field" = ? AND {other}."deleted_at" IS NULL AND {{}})'
    )
    where = condition_sql(backed.where, backed.paths, other)
    return sql(template, first, f"{first}~", backed.by, where)


def _compare(found: Operand, op: Operator, value: Literal) -> Sql:
    match value:
        case bool():
            return _flag(found, op, value)
        case Money():
            return _money(found, op, value)
        case int() | Decimal():
            return compare_number(found, op, value)
        case datetime():
            return _simple(found.instant, op, instant_text(value))
        case date():
            return _simple(found.day, op, value.isoformat())
        case _:
            return _simple(found.text, op, value)


def _simple(found: Sql | None, op: Operator, value: str | int) -> Sql:
    return UNKNOWN if found is None else sql(f"{{}} {SIGNS[op]} ?", found, value)


def _flag(found: Operand, op: Operator, value: Literal) -> Sql:
    # True is not more than False.
    known = found.flag if op in ("eq", "ne") else None
    return _simple(known, op, int(value is True))


def _money(found: Operand, op: Operator, value: Money) -> Sql:
    if found.units is None or found.currency is None:
        return UNKNOWN
    amount = compare_units(found.units, op, value.amount)
    # Another currency is certainly not the same money, but no more or less.
    template = {
        "eq": "({} = ? AND {})",
        "ne": "({} <> ? OR {})",
    }.get(op, "CASE WHEN {} = ? THEN {} END")
    return sql(template, found.currency, value.currency, amount)


def _among(found: Operand, values: tuple[Literal, ...]) -> Sql:
    """Join one question for each type of value."""
    groups: dict[str, list[Literal]] = {}
    for value in values:
        groups.setdefault(_type(value), []).append(value)
    asked = (_ALIKE[name](found, group) for name, group in groups.items())
    return joined("OR", asked, FALSE)


def _type(value: Literal) -> str:
    match value:
        case bool():
            return "flag"
        case int() | Decimal():
            return "number"
        case Money():
            return "money"
        case datetime():
            return "instant"
        case date():
            return "day"
        case _:
            return "text"


def _alike(found: Sql | None, values: list[str | int]) -> Sql:
    return UNKNOWN if found is None else one_of(found, values)


def _monies(found: Operand, values: list[Literal]) -> Sql:
    asked = (_money(found, "eq", cast("Money", value)) for value in values)
    return joined("OR", asked, FALSE)


_ALIKE: Mapping[str, Callable[[Operand, list[Literal]], Sql]] = {
    "flag": lambda found, values: _alike(found.flag, [int(v is True) for v in values]),
    "number": lambda found, values: number_among(
        found, cast("list[int | Decimal]", values)
    ),
    "money": _monies,
    "instant": lambda found, values: _alike(
        found.instant, [instant_text(cast("datetime", value)) for value in values]
    ),
    "day": lambda found, values: _alike(
        found.day, [cast("date", value).isoformat() for value in values]
    ),
    "text": lambda found, values: _alike(found.text, cast("list[str | int]", values)),
}


def _starts(found: Operand, start: str) -> Sql:
    if found.text is None:
        return UNKNOWN
    return sql("substr(fold({}), 1, ?) = ?", found.text, len(start), start)


def _contains(info: PathInfo, alias: str, value: Literal) -> Sql:
    if info.custom is not None and not info.part:
        if info.kind is Kind.REFERENCE and not info.several:
            return _within(operand_of(info, alias).text, value)
        return _custom_contains(info, alias, value)
    if info.several:
        return _member(info, alias, value)
    return _within(operand_of(info, alias).text, value)


def _within(text: Sql | None, value: Literal) -> Sql:
    if text is None or not isinstance(value, str):
        return UNKNOWN
    return sql("instr(fold({}), ?) > 0", text, fold(value))


def _custom_contains(info: PathInfo, alias: str, value: Literal) -> Sql:
    place = place_of(info, alias)
    element = Json(place.document, Sql(f"{alias}_e.fullkey"))
    return sql(
        "CASE {} WHEN 'text' THEN {} WHEN 'array' THEN EXISTS "
        f"(SELECT 1 FROM json_each({place.document}, {{}}) {alias}_e WHERE {{}}) END",
        place.kind,
        _within(place.if_kind("text"), value),
        place.path,
        _compare(member_of(info, element), "eq", value),
    )


def _member(info: PathInfo, alias: str, value: Literal) -> Sql:
    """Tell whether one of several built-in values is this one; never unknown."""
    spec = info.spec
    if not isinstance(value, str):
        return FALSE
    if info.part:
        return told_by(info, alias, _told(info.part[0], value))
    if spec.target or spec.type in _LINKS:
        return _linked(info, alias, value)
    if spec.name in _POINTS and info.entity in _POINTED:
        listed = 'SELECT "record" FROM "points" WHERE "kind" = ? AND "key" = ?'
        template = f'{alias}."id" IN ({listed})'
        return sql(template, _POINTS[spec.name], value)
    if spec.kind is Kind.VALUES and not hasattr(spec.type, "key"):
        return FALSE
    found = "value" if spec.kind is Kind.TEXTS else "json_extract(value, '$.key')"
    column = f"{alias}.{column_of(spec)}"
    template = f"EXISTS (SELECT 1 FROM json_each({column}) WHERE {found} = ?)"
    return sql(template, value)


def _told(name: str, value: str) -> Sql:
    if name == "position":
        return sql("instr(fold({}), ?) > 0", Sql(told(name)), fold(value))
    return sql("{} = ?", Sql(told(name)), value)


def _linked(info: PathInfo, alias: str, value: str) -> Sql:
    listed = 'SELECT "record" FROM "links" WHERE "target" = ? AND "field" = ?'
    return sql(f'{alias}."id" IN ({listed})', value, info.spec.name)
