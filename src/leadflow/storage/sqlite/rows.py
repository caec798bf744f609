"""Row codecs: a record as a row of its table, and back.

They are made once per entity from its field descriptions. Most columns pass as
they are; the few others have a step each.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from attrs import frozen

from leadflow.entities import ENTITIES, EntityType, FieldSpec, Kind, Record
from leadflow.entities.records import build, values_of
from leadflow.errors import InvalidValue
from leadflow.storage.codec import Unreadable, bare, from_text, shape_of, to_text
from leadflow.storage.query import instant_text
from leadflow.storage.sqlite.schema import table_of
from leadflow.values import Money
from leadflow.values.currencies import EXPONENTS
from leadflow.values.decimals import ROUNDING, exact
from leadflow.values.money import stored_units


Column: TypeAlias = str | int | None
Row: TypeAlias = Sequence[Any]
Step: TypeAlias = Callable[[Any], Any]

_make_money = bare(Money)
_COMPOSITE = (Kind.TEXTS, Kind.VALUE, Kind.VALUES, Kind.CUSTOM)


@frozen
class Codec:
    """Writes and reads the rows of one entity."""

    entity: EntityType
    writing: tuple[tuple[int, str, Step], ...]
    """Columns that are written otherwise than they are held: place, name, step."""
    reading: tuple[tuple[int, str, Step, object], ...]
    """Columns to be read: place, name, step, and what NULL stands for."""
    monies: tuple[tuple[int, str], ...]
    """Money columns; their currencies stand behind all fields, in this order."""

    def row(self, record: Record) -> list[Column]:
        """Return the columns of a record, in the order of its table."""
        row = list(values_of(record))
        for place, name, step in self.writing:
            value = row[place]
            if value is None:
                continue
            try:
                row[place] = step(value)
            except (InvalidValue, ValueError, TypeError, AttributeError) as error:
                raise _unfit(name, error) from None
        for place, name in self.monies:
            self._split(row, place, name)
        return row

    def record(self, row: Row) -> Record:
        """Return the record that a row holds, or raise ``Unreadable``."""
        count = len(self.entity.fields)
        values = list(row[:count])
        try:
            for place, _, step, empty in self.reading:
                value = values[place]
                values[place] = empty if value is None else step(value)
            for behind, (place, _) in enumerate(self.monies, count):
                if values[place] is not None:
                    values[place] = _money(values[place], row[behind])
        except (Unreadable, ValueError, ArithmeticError):
            raise self._damage(row) from None
        made: Record = build(self.entity.cls, tuple(values))
        return made

    def _split(self, row: list[Any], place: int, name: str) -> None:
        amount = row[place]
        if amount is None:
            row.append(None)
            return
        try:
            row[place] = stored_units(amount)
        except (InvalidValue, AttributeError) as error:
            raise _unfit(name, error) from None
        row.append(amount.currency)

    def _damage(self, row: Row) -> "Unreadable":
        """Return the error that names the column that cannot be read."""
        for place, name, step, _ in self.reading:
            try:
                if row[place] is not None:
                    step(row[place])
            except (Unreadable, ValueError, ArithmeticError) as error:
                return _placed(self.entity, name, row[0], error)
        name = self.monies[0][1] if self.monies else "?"
        return _placed(self.entity, name, row[0], Unreadable("it is no money"))


@cache
def codec_of(entity: str) -> Codec:
    """Return the codec of an entity's rows."""
    known = ENTITIES[entity]
    places = {name: place for place, name in enumerate(known.fields)}
    specs = [(places[spec.name], spec) for spec in known.fields.values()]
    return Codec(
        known,
        tuple(
            (place, spec.name, step)
            for place, spec in specs
            if (step := _writing_step(spec))
        ),
        tuple(
            (place, spec.name, step, spec.default)
            for place, spec in specs
            if (step := _reading_step(spec))
        ),
        tuple((place, spec.name) for place, spec in specs if spec.kind is Kind.MONEY),
    )


def selected(entity: str, alias: str) -> str:
    """Return the columns to select, so that a codec can read the row."""
    return ", ".join(f"{alias}.{column}" for column in table_of(entity).columns)


def _writing_step(spec: FieldSpec) -> Step | None:
    if spec.kind in _COMPOSITE:
        write = shape_of(spec.kind, spec.type).plain
        return lambda value: to_text(write(value)) if value else None
    return _WRITING.get(spec.kind)


def _reading_step(spec: FieldSpec) -> Step | None:
    if spec.kind in _COMPOSITE:
        read = shape_of(spec.kind, spec.type).value
        return lambda text: read(from_text(text))
    return _READING.get(spec.kind)


def _write_instant(value: datetime) -> str:
    if value.tzinfo is UTC:
        return value.isoformat(timespec="microseconds")
    return instant_text(value)


def _write_decimal(value: Decimal) -> str:
    return format(exact(value), "f")


def _read_instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is UTC:
        return moment
    raise Unreadable("it is no instant of UTC")


_WRITING: Mapping[Kind, Step] = {
    Kind.DATE: date.isoformat,
    Kind.DATETIME: _write_instant,
    Kind.DECIMAL: _write_decimal,
}
_READING: Mapping[Kind, Step] = {
    Kind.BOOLEAN: bool,
    Kind.DATE: date.fromisoformat,
    Kind.DATETIME: _read_instant,
    Kind.DECIMAL: Decimal,
}


def _money(units: int, currency: str | None) -> object:
    if currency not in EXPONENTS:
        raise Unreadable("it is no money")
    return _make_money(Decimal(units).scaleb(-4, ROUNDING), currency)


def _unfit(name: str, error: Exception) -> InvalidValue:
    if isinstance(error, InvalidValue):
        return error.at(name)
    return InvalidValue("value", "is of a type that the field does not hold", "", name)


def _placed(entity: EntityType, name: str, id: object, error: Exception) -> Unreadable:
    reason = str(error) if isinstance(error, Unreadable) else "it is not what it was"
    where = f"column '{name}' of {entity.plural}, id '{id}'"
    return Unreadable(f"{where}, is damaged: {reason}")
