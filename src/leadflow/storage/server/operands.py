"""What a path's value is in SQL: a column, a part of JSON, a linked record's."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, TypeAlias, cast

import attrs
from attrs import frozen
from sqlalchemy import FromClause, and_, case, func, select
from sqlalchemy.sql.expression import Alias

from leadflow.entities import FieldSpec, Kind
from leadflow.storage.server.sql import FALSE, SEVERAL, TEXT, WHOLE, Expr, Json, Speech
from leadflow.storage.server.tables import Tables, column_of, currency_of
from leadflow.workspace import Hop, Joined, PathInfo


Ask: TypeAlias = Callable[[FromClause], Expr]
"""Makes SQL about the record that an alias stands for."""


@frozen
class Frame:
    """Whose records are asked about, and in which words."""

    tables: Tables
    speech: Speech
    tenant: str

    def records(self, entity: str, name: str) -> Alias:
        """Return an entity's table under another name."""
        return cast("Alias", self.tables.entities[entity].alias(name))


@frozen(kw_only=True)
class Operand:
    """A value as each type that it may be of; ``None`` where it never is.

    At run time a value of another type is NULL: SQL's unknown is that of the
    conditions.
    """

    text: Expr | None = None
    folded: Expr | None = None
    """The text without case."""
    flag: Expr | None = None
    whole: Expr | None = None
    decimal: Expr | None = None
    """The number as ``decimal_key`` writes it."""
    units: Expr | None = None
    """An amount of money in ten-thousandths."""
    currency: Expr | None = None
    """The currency of money; an amount alone has none."""
    day: Expr | None = None
    instant: Expr | None = None
    is_native: bool = True
    """Days and instants are the server's own, not texts in JSON."""


def over(frame: Frame, info: PathInfo, start: FromClause, ask: Ask) -> Expr:
    """Return what ``ask`` says of the record at the end of the path's links.

    Without such a record it is NULL. A deleted record still stands there.
    """
    if not info.hops:
        return ask(start)
    hop, *rest = info.hops
    there = frame.records(hop.target, f"{_name(start)}_{len(rest)}")
    further = attrs.evolve(info, hops=tuple(rest))
    found = select(over(frame, further, there, ask)).where(
        there.c.tenant == frame.tenant, there.c.id == _link_end(frame, hop, start)
    )
    return found.correlate(start).scalar_subquery()


def operand_of(frame: Frame, info: PathInfo, end: FromClause) -> Operand:
    """Return the value at the end of a path; ``end`` is the record there."""
    if info.custom is not None:
        return _custom(frame, info, end)
    if info.joined is not None:
        return _joined(frame, info.joined, end)
    if info.spec.kind is Kind.MONEY:
        return _money(info, end)
    column = end.c[column_of(info.spec)]
    if info.through:
        return _ascii(_main_end(frame, column, info.through))
    if info.part:
        # Of several links there is no one value, but what each of them tells.
        return Operand() if info.several else _part(frame, info, end)
    return _plain(frame, info, end)


def _joined(frame: Frame, joined: Joined, end: FromClause) -> Operand:
    def text_of(of: Callable[[Operand], Expr | None]) -> Expr:
        def part(spec: FieldSpec) -> Expr:
            info = PathInfo(spec.entity, spec, spec.kind, spec.type)
            return func.nullif(of(_plain(frame, info, end)), "")

        text = func.concat_ws(" ", *map(part, joined.parts))
        known = (func.nullif(text, ""), *map(part, joined.instead), "")
        return frame.speech.binary(func.coalesce(*known))

    return Operand(
        text=text_of(attrgetter("text")), folded=text_of(attrgetter("folded"))
    )


def presence_of(frame: Frame, info: PathInfo, end: FromClause) -> Expr:
    """Return what is NULL exactly where the path has no value, or an empty one."""
    if info.custom is not None:
        return _custom_presence(frame, info, end)
    if info.part and info.several:
        name = info.part[0]
        there = told_by(
            frame, info, end, lambda each: each.at(name).content.is_not(None)
        )
        return case((there, 1))
    text = operand_of(frame, info, end).text
    if text is not None:
        return func.nullif(text, "")
    column: Expr = end.c[column_of(info.spec)]
    if info.part and info.spec.kind is Kind.VALUE:
        return Json(frame.speech, column).at(info.part[0]).content
    return column


def told_by(
    frame: Frame, info: PathInfo, end: FromClause, asked: Callable[[Json], Expr]
) -> Expr:
    """Tell whether something holds of a link of a record that has no end."""

    def lasts(link: Json) -> Expr:
        return and_(link.at("until").content.is_(None), asked(link))

    place = Json(frame.speech, end.c[column_of(info.spec)])
    found = place.holds(lasts, end)
    return case((place.kind == frame.speech.words[SEVERAL], found), else_=FALSE)


def place_of(frame: Frame, info: PathInfo, end: FromClause) -> Json:
    """Return the place of a custom field's value."""
    code = info.custom.code if info.custom else ""
    return Json(frame.speech, end.c.custom).at(code)


def keys_of(frame: Frame, end: FromClause, *names: str) -> Json:
    """Return the place of a key; see ``keys``."""
    return Json(frame.speech, end.c["keys"]).at(".".join(names))


def member_of(info: PathInfo, element: Json) -> Operand:
    """Return one of several values of a custom field; its decimals are keys."""
    match info.kind:
        case Kind.REFERENCE:
            return Operand(text=element.at("record").content)
        case Kind.VALUE:
            # Files are found by their key; an address has none.
            return Operand(text=element.at("file", "key").content)
        case _:
            return _told(element)


def _told(place: Json) -> Operand:
    """Return a custom value, whatever type it tells of itself."""
    return Operand(
        text=place.if_kind(TEXT, place.content),
        flag=place.flag,
        whole=place.if_kind(WHOLE, place.number),
        units=place.at("e4").number,
        currency=place.at("currency").content,
        day=place.at("date").content,
        instant=place.at("datetime").content,
        is_native=False,
    )


def _custom(frame: Frame, info: PathInfo, end: FromClause) -> Operand:
    place = place_of(frame, info, end)
    if info.custom is not None and info.custom.kind is Kind.VALUE:
        return _custom_part(frame, info, end)
    if info.kind is Kind.REFERENCE:
        return _text(place.at("record"))
    match info.part:
        case ("amount",):
            return Operand(units=place.at("e4").number)
        case ("currency",):
            return _text(place.at("currency"))
        case _:
            return _custom_value(frame, end, place)


def _custom_value(frame: Frame, end: FromClause, place: Json) -> Operand:
    number = place.at("decimal").content
    key = keys_of(frame, end, "custom", *place.path).content
    text = place.if_kind(TEXT, place.content)
    return attrs.evolve(
        _told(place),
        folded=_folded(frame, end, text, "custom", *place.path),
        decimal=case((number.is_not(None), key)),
    )


def _custom_part(frame: Frame, info: PathInfo, end: FromClause) -> Operand:
    if not info.part:
        return Operand()
    place = place_of(frame, info, end)
    inner = place.at(*_inner(info))
    if info.kind is not Kind.TEXT:
        return _inside(info, inner)
    text = _part_text(place, inner)
    names = ("custom", *place.path, *info.part)
    return Operand(text=text, folded=_folded(frame, end, text, *names))


def _custom_presence(frame: Frame, info: PathInfo, end: FromClause) -> Expr:
    place = place_of(frame, info, end)
    if not info.part:
        return place.kind
    if info.custom is not None and info.custom.kind is Kind.MONEY:
        return place.at("e4").content
    found = place.at(*_inner(info)).content
    return func.nullif(found, "") if info.kind is Kind.TEXT else found


def _inner(info: PathInfo) -> tuple[str, str]:
    """Return where a part of a custom value stands in its JSON."""
    tag = info.custom.type if info.custom else ""
    return tag, info.part[0]


def _money(info: PathInfo, end: FromClause) -> Operand:
    units, currency = end.c[column_of(info.spec)], end.c[currency_of(info.spec)]
    match info.part:
        case ("amount",):
            return Operand(units=units)
        case ("currency",):
            return Operand(text=currency, folded=func.lower(currency))
        case _:
            return Operand(units=units, currency=currency)


def _part(frame: Frame, info: PathInfo, end: FromClause) -> Operand:
    """Return a part of a value that has a column of its own."""
    place = Json(frame.speech, end.c[column_of(info.spec)])
    inner = place.at(info.part[0])
    if info.kind is not Kind.TEXT:
        return _inside(info, inner)
    text = _part_text(place, inner)
    names = (info.spec.name, *info.part)
    return Operand(text=text, folded=_folded(frame, end, text, *names))


def _part_text(place: Json, inner: Json) -> Expr:
    """Return a part's text; empty parts are left out of JSON, and are ``''``."""
    return case((place.kind.is_not(None), func.coalesce(inner.content, "")))


def _inside(info: PathInfo, inner: Json) -> Operand:
    """Return what is no text inside a value in JSON: a whole number, or a day."""
    if info.kind is Kind.INTEGER:
        return Operand(whole=inner.number)
    return Operand(day=inner.content, is_native=False)


def _plain(frame: Frame, info: PathInfo, end: FromClause) -> Operand:
    column = end.c[column_of(info.spec)]
    if info.kind in _TEXTS:
        folded = _folded(frame, end, column, info.spec.name)
        return Operand(text=column, folded=folded)
    if info.kind is Kind.DECIMAL:
        return Operand(decimal=keys_of(frame, end, info.spec.name).content)
    name = _NAMES.get(info.kind)
    told: dict[str, Any] = {name: column} if name else {}
    return Operand(**told)


def _text(place: Json) -> Operand:
    return _ascii(place.content)


def _ascii(found: Expr) -> Operand:
    """Return text of which all is ASCII: ids and codes."""
    return Operand(text=found, folded=func.lower(found))


def _folded(frame: Frame, end: FromClause, text: Expr, *names: str) -> Expr:
    """Return text without case: its key, or what the server folds itself."""
    key = keys_of(frame, end, *names).content
    folded = func.coalesce(key, func.lower(frame.speech.binary(text)))
    return case((text.is_not(None), frame.speech.binary(folded)))


_TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.REFERENCE)
_NAMES: Mapping[Kind, str] = {
    Kind.INTEGER: "whole",
    Kind.BOOLEAN: "flag",
    Kind.DATE: "day",
    Kind.DATETIME: "instant",
}


def _link_end(frame: Frame, hop: Hop, holder: FromClause) -> Expr:
    if hop.custom:
        own = Json(frame.speech, holder.c.custom)
        return own.at(hop.custom, "record").content
    column: Expr = holder.c[hop.field]
    if hop.through:
        return _main_end(frame, column, hop.through)
    return column


def _main_end(frame: Frame, column: Expr, end: str) -> Expr:
    """Return where the primary link leads; who left everywhere has none."""
    first = Json(frame.speech, column).at("0")
    return case((first.at("primary").flag, first.at(end).content))


def _name(end: FromClause) -> str:
    return str(getattr(end, "name", "t"))
