"""What a path's value is in SQL: a column, a part of JSON, a linked record's."""

# Names are the schema's; whatever users give is a value, never text.
# ruff: noqa: S608

from collections.abc import Mapping

from attrs import frozen

from leadflow.entities import Kind
from leadflow.storage.sqlite.schema import column_of, currency_of, quoted, table_of
from leadflow.storage.sqlite.sql import Ask, Sql, sql
from leadflow.workspace import Hop, Joined, PathInfo


@frozen(kw_only=True)
class Operand:
    """A value as each type that it may be of; ``None`` where it never is.

    At run time a value of another type is NULL: SQL's unknown is that of the
    conditions.
    """

    text: Sql | None = None
    flag: Sql | None = None
    """1 or 0."""
    whole: Sql | None = None
    decimal: Sql | None = None
    """The number as text."""
    units: Sql | None = None
    """An amount of money in ten-thousandths."""
    currency: Sql | None = None
    """The currency of money; an amount alone has none."""
    day: Sql | None = None
    instant: Sql | None = None


@frozen
class Json:
    """A place in a JSON column; the path is a value, never part of the text."""

    document: str
    path: Sql

    @property
    def kind(self) -> Sql:
        """Return what JSON holds there, NULL for nothing."""
        return sql(f"json_type({self.document}, {{}})", self.path)

    def part(self, name: str) -> Sql:
        """Return one part of the object that stands there."""
        return sql(f"json_extract({self.document}, {{}} || '.{name}')", self.path)

    def if_kind(self, kind: str) -> Sql:
        """Return what stands there if it is of a JSON type, else NULL."""
        found = sql(f"json_extract({self.document}, {{}})", self.path)
        return sql(f"CASE {{}} WHEN '{kind}' THEN {{}} END", self.kind, found)

    @property
    def operand(self) -> Operand:
        """Return the value, whatever type it tells of itself."""
        flag = "CASE {} WHEN 'true' THEN 1 WHEN 'false' THEN 0 END"
        return Operand(
            text=self.if_kind("text"),
            flag=sql(flag, self.kind),
            whole=self.if_kind("integer"),
            decimal=self.part("decimal"),
            units=self.part("e4"),
            currency=self.part("currency"),
            day=self.part("date"),
            instant=self.part("datetime"),
        )


def place_of(info: PathInfo, alias: str) -> Json:
    """Return the place of a custom field's value."""
    if info.custom is not None and info.custom.indexed:
        return indexed_place(info.custom.code, f'{alias}."custom"')
    code = info.custom.code if info.custom else ""
    return Json(f'{alias}."custom"', sql("?", f"$.{code}"))


def indexed_place(code: str, document: str) -> Json:
    """Return the place of an indexed field: its code is part of the text.

    SQLite finds an index only where the question has the very same words. A code
    has nothing but letters, digits and underscores.
    """
    return Json(document, Sql(f"'$.{code}'"))


def indexed_operand(kind: Kind, place: Json) -> Operand:
    """Return the value of an indexed field, of its own type alone."""
    known = place.operand
    match kind:
        case Kind.REFERENCE:
            return Operand(text=place.part("record"))
        case Kind.MONEY:
            return Operand(units=known.units, currency=known.currency)
        case _:
            name = _NAMES[kind]
            return Operand(**{name: getattr(known, name)})


def member_of(info: PathInfo, element: Json) -> Operand:
    """Return one of several values of a custom field."""
    match info.kind:
        case Kind.REFERENCE:
            return Operand(text=element.part("record"))
        case Kind.VALUE:
            # Files are found by their key; an address has none.
            return Operand(text=element.part("file.key"))
        case _:
            return element.operand


def over(info: PathInfo, alias: str, ask: Ask) -> Sql:
    """Return what ``ask`` says of the record at the end of the path's links.

    Without such a record it is NULL. A deleted record still stands there.
    """
    holder, around = alias, list[str]()
    for number, hop in enumerate(info.hops, 1):
        name = f"{alias}_{number}"
        table, end = table_of(hop.target).name, _link_end(hop, holder)
        around.append(f'(SELECT {{}} FROM {table} {name} WHERE {name}."id" = {end})')
        holder = name
    found = ask(holder)
    for template in reversed(around):
        found = sql(template, found)
    return found


def operand_of(info: PathInfo, alias: str) -> Operand:
    """Return the value at the end of a path; ``alias`` is the record there."""
    if info.custom is not None:
        return _custom(info, place_of(info, alias))
    if info.joined is not None:
        return Operand(text=_joined(info.joined, alias))
    if info.spec.kind is Kind.MONEY:
        return _money(info, alias)
    column = f"{alias}.{column_of(info.spec)}"
    if info.through:
        return Operand(text=Sql(_first(column, info.through)))
    if info.part:
        # Of several links there is no one value, but what each of them tells.
        return Operand() if info.several else _part(info, column)
    return _plain(info.kind, Sql(column))


def _joined(joined: Joined, alias: str) -> Sql:
    first, *rest = (f"{alias}.{column_of(spec)}" for spec in joined.parts)
    others = (f"{alias}.{column_of(spec)}" for spec in joined.instead)
    also = (f"CASE {each} WHEN '' THEN '' ELSE ' ' || {each} END" for each in rest)
    text = f"ltrim({' || '.join((first, *also))}, ' ')"
    known = ", ".join(f"nullif({each}, '')" for each in (text, *others))
    return Sql(f"coalesce({known}, '')")


def presence_of(info: PathInfo, alias: str) -> Sql:
    """Return what is NULL exactly where the path has no value, or an empty one."""
    if info.custom is not None:
        return _custom_presence(info, place_of(info, alias))
    if info.part and info.several:
        something = Sql(f"{told(info.part[0])} IS NOT NULL")
        return sql("nullif({}, 0)", told_by(info, alias, something))
    text = operand_of(info, alias).text
    if text is not None:
        return sql("nullif({}, '')", text)
    column = f"{alias}.{column_of(info.spec)}"
    if info.part and info.spec.kind is Kind.VALUE:
        return Sql(_inside(column, info.part[0]))
    return Sql(column)


def told(name: str) -> str:
    """Return what one of several links tells under a name; NULL for nothing."""
    return f"json_extract(value, '$.{name}')"


def told_by(info: PathInfo, alias: str, asked: Sql) -> Sql:
    """Tell whether something holds of a link of a record that has no end."""
    column = f"{alias}.{column_of(info.spec)}"
    lasting = f"{told('until')} IS NULL"
    template = f"EXISTS (SELECT 1 FROM json_each({column}) WHERE {lasting} AND {{}})"
    return sql(template, asked)


def _custom_presence(info: PathInfo, place: Json) -> Sql:
    if not info.part:
        return place.kind
    if info.custom is not None and info.custom.kind is Kind.MONEY:
        return place.part("e4")
    found = place.part(_inner(info))
    return sql("nullif({}, '')", found) if info.kind is Kind.TEXT else found


def _inner(info: PathInfo) -> str:
    """Return where a part of a custom value stands in its JSON."""
    tag = info.custom.type if info.custom else ""
    return f"{tag}.{info.part[0]}"


def _custom(info: PathInfo, place: Json) -> Operand:
    if info.custom is not None and info.custom.kind is Kind.VALUE:
        return _custom_part(info, place)
    if info.kind is Kind.REFERENCE:
        return Operand(text=place.part("record"))
    if info.custom is not None and info.custom.indexed and not info.part:
        return indexed_operand(info.kind, place)
    match info.part:
        case ("amount",):
            return Operand(units=place.part("e4"))
        case ("currency",):
            return Operand(text=place.part("currency"))
        case _:
            return place.operand


def _custom_part(info: PathInfo, place: Json) -> Operand:
    found = place.part(_inner(info))
    if info.kind is not Kind.TEXT:
        return _plain(info.kind, found)
    # Empty parts are left out of JSON; in a value that is there they are ''.
    text = "CASE WHEN {} IS NOT NULL THEN coalesce({}, '') END"
    return Operand(text=sql(text, place.kind, found))


def _money(info: PathInfo, alias: str) -> Operand:
    units = Sql(f"{alias}.{column_of(info.spec)}")
    currency = Sql(f"{alias}.{currency_of(info.spec)}")
    match info.part:
        case ("amount",):
            return Operand(units=units)
        case ("currency",):
            return Operand(text=currency)
        case _:
            return Operand(units=units, currency=currency)


def _part(info: PathInfo, column: str) -> Operand:
    found = _inside(column, info.part[0])
    if info.kind is not Kind.TEXT:
        return _plain(info.kind, Sql(found))
    # Empty parts are left out of JSON; in a value that is there they are ''.
    text = f"CASE WHEN {column} IS NOT NULL THEN coalesce({found}, '') END"
    return Operand(text=Sql(text))


def _plain(kind: Kind, found: Sql) -> Operand:
    name = _NAMES.get(kind)
    return Operand(**{name: found}) if name else Operand()


_NAMES: Mapping[Kind, str] = {
    Kind.TEXT: "text",
    Kind.LONG_TEXT: "text",
    Kind.CHOICE: "text",
    Kind.REFERENCE: "text",
    Kind.INTEGER: "whole",
    Kind.DECIMAL: "decimal",
    Kind.BOOLEAN: "flag",
    Kind.DATE: "day",
    Kind.DATETIME: "instant",
}


def _link_end(hop: Hop, alias: str) -> str:
    if hop.custom:
        place = indexed_place(hop.custom, f'{alias}."custom"')
        return place.part("record").text
    column = f"{alias}.{quoted(hop.field)}"
    return _first(column, hop.through) if hop.through else column


def _first(column: str, end: str) -> str:
    # Who left everywhere has links, and none of them is primary.
    is_main = f"json_extract({column}, '$[0].primary')"
    return f"CASE WHEN {is_main} THEN json_extract({column}, '$[0].{end}') END"


def _inside(column: str, name: str) -> str:
    return f"json_extract({column}, '$.{name}')"
