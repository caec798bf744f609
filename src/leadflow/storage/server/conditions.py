"""Conditions as SQL: the same answer for every record as the evaluation (P15).

SQL's three-valued logic is that of the conditions, so AND, OR and NOT carry
over. Each question below is true, false or NULL exactly where its judge says
True, False or None.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_FLOOR, Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Any, cast

from attrs import frozen
from sqlalchemy import FromClause, and_, case, func, literal, or_, select

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
from leadflow.storage.query import decimal_key, instant_text
from leadflow.storage.server.keys import POSITIONS, shortened
from leadflow.storage.server.operands import (
    Frame,
    Operand,
    keys_of,
    member_of,
    operand_of,
    over,
    place_of,
    presence_of,
    told_by,
)
from leadflow.storage.server.rows import written_instant
from leadflow.storage.server.sql import (
    FALSE,
    SEVERAL,
    TEXT,
    TRUE,
    UNKNOWN,
    Expr,
    Json,
    certain,
    denied,
    every,
    some,
)
from leadflow.storage.server.tables import column_of
from leadflow.values import Money
from leadflow.values.decimals import ROUNDING
from leadflow.values.text import fold
from leadflow.workspace import Backed, PathInfo, Paths


_COMPARE: Mapping[Operator, Callable[[Any, Any], Any]] = {
    "eq": eq,
    "ne": ne,
    "lt": lt,
    "le": le,
    "gt": gt,
    "ge": ge,
}
# What a server's whole numbers can be.
_LEAST, _MOST = -(2**63), 2**63 - 1
# Fields that are their own kind of contact point, on the entities that have any.
_POINTS: Mapping[str, str] = {
    "phones": PHONE,
    "emails": EMAIL,
    "messengers": MESSENGER,
}
_POINTED = ("lead", "contact", "company")
_LINKS = (Affiliation, Participant)


@frozen
class Asking:
    """Makes SQL of conditions about records of one entity."""

    frame: Frame
    paths: Paths
    start: FromClause

    def condition(self, condition: Condition) -> Expr:
        """Return a bound condition as SQL."""
        match condition:
            case All(parts=parts):
                return every([self.condition(part) for part in parts])
            case AnyOf(parts=parts):
                return some([self.condition(part) for part in parts])
            case Not(part=part):
                return denied(self.condition(part))
            case _:
                leaf = cast("Leaf", condition)
                return self._leaf(leaf, self.paths[leaf.path])

    def _leaf(self, leaf: Leaf, info: PathInfo) -> Expr:
        if isinstance(leaf, OneOf) and not leaf.values:
            return FALSE

        def ask(end: FromClause) -> Expr:
            return _asked(_End(self.frame, info, end), leaf)

        answer = over(self.frame, info, self.start, ask)
        if isinstance(leaf, IsEmpty) and info.hops:
            # Of a record that is not there every field is empty.
            return func.coalesce(answer, TRUE, type_=TRUE.type)
        return answer


@frozen
class _End:
    """A path, and the record at its end."""

    frame: Frame
    info: PathInfo
    record: FromClause

    @property
    def operand(self) -> Operand:
        """Return the value there."""
        if self.info.backed is not None:
            return Operand(flag=_backed(self, self.info.backed))
        return operand_of(self.frame, self.info, self.record)


def _asked(end: _End, leaf: Leaf) -> Expr:
    match leaf:
        case Contains(value=value):
            return _contains(end, value)
        case Compare(op=op, value=value):
            return _compare(end.operand, op, value)
        case OneOf(values=values):
            return _among(end.operand, values)
        case StartsWith(value=start):
            return _starts(end.operand, fold(start))
        case Between(low=low, high=high):
            found = end.operand
            return and_(_compare(found, "ge", low), _compare(found, "le", high))
        case IsEmpty():
            return presence_of(end.frame, end.info, end.record).is_(None)


def _compare(found: Operand, op: Operator, value: Literal) -> Expr:
    match value:
        case bool():
            # True is not more than False.
            known = found.flag if op in ("eq", "ne") else None
            return _simple(known, op, TRUE if value else FALSE)
        case Money():
            return _money(found, op, value)
        case int() | Decimal():
            return _number(found, op, Decimal(value))
        case datetime():
            return _simple(found.instant, op, _moment(found, value))
        case date():
            return _simple(found.day, op, _day(found, value))
        case _:
            return _simple(found.text, op, value)


def _simple(found: Expr | None, op: Operator, value: object) -> Expr:
    return UNKNOWN if found is None else cast("Expr", _COMPARE[op](found, value))


def _moment(found: Operand, value: datetime) -> object:
    return written_instant(value) if found.is_native else instant_text(value)


def _day(found: Operand, value: date) -> object:
    return value if found.is_native else value.isoformat()


def _money(found: Operand, op: Operator, value: Money) -> Expr:
    if found.units is None or found.currency is None:
        return UNKNOWN
    amount = _units(found.units, op, value.amount)
    # Another currency is certainly not the same money, but no more or less.
    if op == "eq":
        return and_(found.currency == value.currency, amount)
    if op == "ne":
        return or_(found.currency != value.currency, amount)
    return case((found.currency == value.currency, amount))


def _number(found: Operand, op: Operator, number: Decimal) -> Expr:
    """Compare whatever number a value is; of money that is the amount."""
    asked: list[Expr] = []
    if found.units is not None:
        asked.append(_units(found.units, op, number))
    if found.whole is not None:
        asked.append(_whole(found.whole, op, number))
    if found.decimal is not None:
        asked.append(_simple(found.decimal, op, decimal_key(number)))
    if not asked:
        return UNKNOWN
    # All but one are unknown, being of other types.
    return func.coalesce(*asked, type_=TRUE.type)


def _units(units: Expr, op: Operator, number: Decimal) -> Expr:
    """Compare an amount in ten-thousandths with a number of whole ones."""
    return _whole(units, op, number.scaleb(4, ROUNDING))


def _whole(found: Expr, op: Operator, number: Decimal) -> Expr:
    floor = int(number.to_integral_value(ROUND_FLOOR, ROUNDING))
    if floor == number and _LEAST <= floor <= _MOST:
        return _simple(found, op, floor)
    if op in ("eq", "ne"):
        return certain(found, answer=op == "ne")
    if not _LEAST <= floor <= _MOST:
        return certain(found, answer=(floor > 0) is (op in ("lt", "le")))
    return found <= floor if op in ("lt", "le") else found > floor


def _among(found: Operand, values: tuple[Literal, ...]) -> Expr:
    """Join one question for each type of value."""
    texts = [value for value in values if isinstance(value, str)]
    others = [value for value in values if not isinstance(value, str)]
    asked = [_compare(found, "eq", value) for value in others]
    if texts:
        asked.append(UNKNOWN if found.text is None else found.text.in_(texts))
    return some(asked)


def _starts(found: Operand, start: str) -> Expr:
    if found.folded is None:
        return UNKNOWN
    return func.substr(found.folded, 1, len(start)) == start


def _contains(end: _End, value: Literal) -> Expr:
    info = end.info
    if info.custom is not None and not info.part:
        if info.kind is Kind.REFERENCE and not info.several:
            return _within(end, end.operand.folded, value)
        return _custom_contains(end, value)
    if info.several:
        return _member(end, value)
    return _within(end, end.operand.folded, value)


def _within(end: _End, text: Expr | None, value: Literal) -> Expr:
    if text is None or not isinstance(value, str):
        return UNKNOWN
    return end.frame.speech.place_of(fold(value), text) > 0


def _custom_contains(end: _End, value: Literal) -> Expr:
    place = place_of(end.frame, end.info, end.record)
    words = place.speech.words
    return case(
        (place.kind == words[TEXT], _within(end, end.operand.folded, value)),
        (place.kind == words[SEVERAL], _holds(end, place, value)),
    )


def _holds(end: _End, place: Json, value: Literal) -> Expr:
    def is_it(element: Json) -> Expr:
        return _compare(member_of(end.info, element), "eq", value)

    found = place.holds(is_it, end.record)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return found
    keys = keys_of(end.frame, end.record, "custom", *place.path)
    key = decimal_key(Decimal(value))
    listed = keys.holds(lambda element: element.content == key, end.record)
    return or_(found, and_(keys.kind == place.speech.words[SEVERAL], listed))


def _member(end: _End, value: Literal) -> Expr:
    """Tell whether one of several built-in values is this one; never unknown."""
    info, spec = end.info, end.info.spec
    if not isinstance(value, str):
        return FALSE
    if info.part:
        return _told(end, info.part[0], value)
    has_key = spec.kind is not Kind.VALUES or hasattr(spec.type, "key")
    if spec.target or spec.type in _LINKS:
        return _linked(end, value) if has_key else FALSE
    if spec.name in _POINTS and info.entity in _POINTED:
        return _pointed(end, value)
    if not has_key:
        return FALSE
    place = Json(end.frame.speech, end.record.c[column_of(spec)])
    names = () if spec.kind is Kind.TEXTS else ("key",)
    listed = place.holds(lambda each: each.at(*names).content == value, end.record)
    return case((place.kind == place.speech.words[SEVERAL], listed), else_=FALSE)


def _told(end: _End, name: str, value: str) -> Expr:
    frame, info, record = end.frame, end.info, end.record
    if name != "position":
        return told_by(frame, info, record, lambda each: each.at(name).content == value)
    part = fold(value)

    def says(text: Expr) -> Expr:
        return frame.speech.place_of(part, frame.speech.binary(text)) > 0

    keys = keys_of(frame, record, POSITIONS)
    plain = told_by(
        frame, info, record, lambda each: says(func.lower(each.at(name).content))
    )
    listed = keys.holds(lambda each: says(each.content), record)
    return case((keys.kind == frame.speech.words[SEVERAL], listed), else_=plain)


def _linked(end: _End, value: str) -> Expr:
    links = end.frame.tables["links"].c
    found = select(literal(1)).where(
        links.tenant == end.frame.tenant,
        links.target == value,
        links.record == end.record.c.id,
        links.field == end.info.spec.name,
    )
    return found.correlate(end.record).exists()


def _backed(end: _End, backed: Backed) -> Expr:
    """Tell whether there is such a record."""
    frame, links = end.frame, end.frame.tables["links"].alias("t_l")
    other = frame.records(backed.entity, "t_b")
    where = Asking(frame, backed.paths, other).condition(backed.where)
    found = select(literal(1)).where(
        links.c.tenant == frame.tenant,
        links.c.target == end.record.c.id,
        links.c.entity == backed.entity,
        links.c.field == backed.by,
        other.c.tenant == frame.tenant,
        other.c.id == links.c.record,
        other.c.deleted_at.is_(None),
        where,
    )
    return found.correlate(end.record).exists()


def _pointed(end: _End, value: str) -> Expr:
    points = end.frame.tables["points"].c
    found = select(literal(1)).where(
        points.tenant == end.frame.tenant,
        points.kind == _POINTS[end.info.spec.name],
        points.key == shortened(value),
        points.record == end.record.c.id,
    )
    return found.correlate(end.record).exists()
