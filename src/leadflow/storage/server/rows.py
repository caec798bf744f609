"""Row codecs: a record as a row of its table, and back.

They are made once per entity from its field descriptions. Dates, instants and
booleans are the driver's own; the few others have a step each.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from attrs import frozen

from leadflow.entities import ENTITIES, EntityType, FieldSpec, Kind, Record
from leadflow.entities.records import build, values_of
from leadflow.errors import InvalidValue
from leadflow.storage.codec import Unreadable, bare, from_text, shape_of, to_text
from leadflow.storage.server.keys import Folding, folding_of
from leadflow.values import Money
from leadflow.values.currencies import EXPONENTS
from leadflow.values.decimals import ROUNDING, exact
from leadflow.values.money import stored_units


Row: TypeAlias = Sequence[Any]
Step: TypeAlias = Callable[[Any], Any]

_make_money = bare(Money)
_COMPOSITE = (Kind.TEXTS, Kind.VALUE, Kind.VALUES, Kind.CUSTOM)
_WRONG = (InvalidValue, ValueError, TypeError, AttributeError)
_DAMAGED = (Unreadable, ValueError, ArithmeticError, TypeError)


@frozen
class Codec:
    """Writes and reads the rows of one entity."""

    entity: EntityType
    folding: Folding
    writing: tuple[tuple[int, str, Step], ...]
    """Columns that are written otherwise than they are held: place, name, step."""
    reading: tuple[tuple[int, str, Step, object], ...]
    """Columns to be read: place, name, step, and what NULL stands for."""
    monies: tuple[tuple[int, str], ...]
    """Money columns; their currencies stand behind all fields, in this order."""

    def row(self, tenant: str, record: Record) -> list[Any]:
        """Return the columns of a record, in the order of its table."""
        held = values_of(record)
        row = [*held]
        for place, name, step in self.writing:
            value = row[place]
            if value is None:
                continue
            try:
                row[place] = step(value)
            except _WRONG as error:
                raise _unfit(name, error) from None
        for place, name in self.monies:
            _split(row, place, name)
        try:
            keys = self.folding.keys(held)
        except _WRONG as error:
            raise _unfit(self.entity.name, error) from None
        return [tenant, *row, keys]

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
        except _DAMAGED:
            raise self._damage(row) from None
        made: Record = build(self.entity.cls, tuple(values))
        return made

    def _damage(self, row: Row) -> Unreadable:
        """Return the error that names the column that cannot be read."""
        for place, name, step, _ in self.reading:
            try:
                if row[place] is not None:
                    step(row[place])
            except _DAMAGED as error:
                return _placed(self.entity, name, row[0], error)
        name = self.monies[0][1] if self.monies else "?"
        return _placed(self.entity, name, row[0], Unreadable("it is no money"))


@cache
def codec_of(entity: str) -> Codec:
    """Return the codec of an entity's rows."""
    known = ENTITIES[entity]
    specs = tuple(enumerate(known.fields.values()))
    writing = ((place, spec.name, _writing_step(spec)) for place, spec in specs)
    reading = ((place, spec, _reading_step(spec)) for place, spec in specs)
    return Codec(
        known,
        folding_of(entity),
        tuple((place, name, step) for place, name, step in writing if step),
        tuple(
            (place, spec.name, step, spec.default)
            for place, spec, step in reading
            if step
        ),
        tuple((place, spec.name) for place, spec in specs if spec.kind is Kind.MONEY),
    )


def written_instant(value: datetime) -> datetime:
    """Return an instant as drivers take it: MariaDB's looks at no zone."""
    return value if value.tzinfo is UTC else value.astimezone(UTC)


def read_instant(value: Any) -> datetime:  # noqa: ANN401  # as the driver gives it
    """Return an instant that was selected in UTC, without its zone."""
    found: datetime = value.replace(tzinfo=UTC)
    return found


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


def _write_decimal(value: Decimal) -> str:
    return format(exact(value), "f")


_WRITING: Mapping[Kind, Step] = {
    Kind.DATETIME: written_instant,
    Kind.DECIMAL: _write_decimal,
}
_READING: Mapping[Kind, Step] = {
    Kind.BOOLEAN: bool,
    Kind.DATETIME: read_instant,
    Kind.DECIMAL: Decimal,
}


def _split(row: list[Any], place: int, name: str) -> None:
    amount = row[place]
    if amount is None:
        row.append(None)
        return
    try:
        row[place] = stored_units(amount)
    except (InvalidValue, AttributeError) as error:
        raise _unfit(name, error) from None
    row.append(amount.currency)


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
