"""Row codecs: a record as a row of its table, and back.

One is made per entity from its field descriptions, when it is first needed. Most
columns pass as they are; the few others have a step each. A row holds the fields in
declared order, then the currencies of its money fields.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, partial
from typing import Any, Final, TypeAlias

import attrs
from attrs import frozen

from leadflow.entities import ENTITIES, EntityType, FieldSpec, Kind, Record
from leadflow.errors import InvalidValue
from leadflow.storage.codec.generated import (
    Cell,
    instant,
    row_reader,
    row_writer,
    values_reader,
)
from leadflow.storage.codec.parts import bare, usual_reader
from leadflow.storage.codec.shapes import is_of_texts, parts_of, shape_of
from leadflow.storage.codec.source import Step
from leadflow.storage.codec.text import Unreadable, from_text
from leadflow.storage.query import instant_text
from leadflow.values import Money
from leadflow.values.currencies import EXPONENTS
from leadflow.values.decimals import ROUNDING, exact
from leadflow.values.money import stored_units


Column: TypeAlias = str | int | None
Row: TypeAlias = Sequence[Any]

_UNFIT = (InvalidValue, ValueError, TypeError, AttributeError)
# A damaged file may hold anything in a column, also what its type forbids.
_DAMAGED = (Unreadable, ArithmeticError, AttributeError, TypeError, ValueError)
COMPOSITE = (Kind.TEXTS, Kind.VALUE, Kind.VALUES, Kind.CUSTOM)
"""What a column holds as JSON, if it holds anything."""

_E4 = Decimal("0.0001")

_make_money = bare(Money)
_multiply = ROUNDING.multiply


@frozen(eq=False)
class Steps:
    """How a store writes and reads values for which it may have types of its own."""

    writing: Mapping[Kind, Step]
    reading: Mapping[Kind, Step]


@frozen
class Codec:
    """Writes and reads the rows of one entity."""

    entity: EntityType
    cells: tuple[Cell, ...]
    written: Callable[[Any], tuple[Column, ...]]
    made: Callable[[Row], Any]

    @property
    def monies(self) -> tuple[str, ...]:
        """Return the money fields, in the order of their currencies' columns."""
        return tuple(cell.name for cell in self.cells if cell.is_money)

    def part(self, names: Collection[str]) -> tuple["Codec", tuple[int, ...]]:
        """Return what writes some fields of a next version, and their places in a row.

        Behind them stand id and version of the one that it replaces.
        """
        columns = (*(cell.name for cell in self.cells), *self.monies)
        places = tuple(at for at, name in enumerate(columns) if name in names)
        cells = tuple(cell for cell in self.cells if cell.name in names)
        replaced = ("record.id", "record.version - 1")
        written = row_writer(self.entity.cls, cells, stored_units, replaced)
        return attrs.evolve(self, cells=cells, written=written), places

    def row(self, record: Record) -> tuple[Column, ...]:
        """Return the columns of a record, in the order of its table.

        Raises ``InvalidValue``, with the field's name, for what no column holds.
        """
        try:
            return self.written(record)
        except _UNFIT as error:
            wrong = map(partial(_unfit, record), self.cells)
            raise next(filter(None, wrong), error) from None

    def rows(self, records: Sequence[Record]) -> list[tuple[Column, ...]]:
        """Return the columns of several records, as ``row`` does of one."""
        try:
            return list(map(self.written, records))
        except _UNFIT:
            # Which of them it is, and in which field, is told one by one.
            return list(map(self.row, records))

    def record(self, row: Row) -> Record:
        """Return the record that a row holds, or raise ``Unreadable``."""
        try:
            record: Record = self.made(row)
        except _DAMAGED:
            raise self._damage(row) from None
        return record

    def records(self, rows: Sequence[Row]) -> dict[str, Record]:
        """Return the records that rows hold, by id, or raise ``Unreadable``."""
        made = self.made
        try:
            if len(rows) == 1:  # mostly; and going round is a call of its own
                return {rows[0][0]: made(rows[0])}
            return {row[0]: made(row) for row in rows}
        except _DAMAGED:
            # Which of them it was is told by reading them one by one.
            return {row[0]: self.record(row) for row in rows}

    def values(self, row: Row) -> tuple[Any, ...]:
        """Return the values of a picker's row, or raise ``Unreadable``."""
        try:
            found: tuple[Any, ...] = self.made(row)
        except _DAMAGED:
            raise self._damage(row) from None
        return found

    def _damage(self, row: Row) -> Unreadable:
        """Return the error that names the column that cannot be read."""
        behind = len(self.cells)
        for place, cell in enumerate(self.cells):
            value = row[place]
            try:
                if cell.is_money:
                    behind += 1
                    _read_money(value, row[behind - 1])
                elif value is not None and cell.read is not None:
                    _read_again(cell.read, value)
            except _DAMAGED as error:
                return _placed(self.entity, cell.name, row[0], error)
        return _placed(self.entity, "?", row[0], Unreadable("it is no row"))


def _unfit(record: Record, cell: Cell) -> InvalidValue | None:
    """Return what is wrong with a field that cannot be written."""
    value = getattr(record, cell.name)
    step = stored_units if cell.is_money else cell.write
    is_empty = not value if cell.is_composite else value is None
    try:
        if not is_empty and step is not None:
            step(value)
    except InvalidValue as error:
        return error.at(cell.name)
    except _UNFIT:
        reason = "is of a type that the field does not hold"
        return InvalidValue("value", reason, "", cell.name)
    return None


def _write_decimal(value: Decimal) -> str:
    return format(exact(value), "f")


AS_TEXT: Final = Steps(
    {
        Kind.DATE: date.isoformat,
        Kind.DATETIME: instant_text,
        Kind.DECIMAL: _write_decimal,
    },
    {
        Kind.BOOLEAN: bool,
        Kind.DATE: date.fromisoformat,
        Kind.DATETIME: instant,
        Kind.DECIMAL: Decimal,
    },
)
"""For columns that hold nothing but texts and numbers."""


@cache
def codec_of(entity: str, steps: Steps = AS_TEXT) -> Codec:
    """Return the codec of an entity's rows."""
    known = ENTITIES[entity]
    cells = tuple([_cell(spec, steps) for spec in known.fields.values()])
    return Codec(
        known,
        cells,
        row_writer(known.cls, cells, stored_units),
        row_reader(known.cls, cells, _money),
    )


@cache
def picker_of(
    entity: str, names: tuple[str, ...], steps: Steps = AS_TEXT
) -> tuple[Codec, tuple[int, ...]]:
    """Return what reads some fields alone, and the places of their columns.

    The id's column is the first one, so that damage is told of the right record;
    ``made`` gives the others, in the order of the names.
    """
    whole = codec_of(entity, steps)
    known = {cell.name: cell for cell in whole.cells}
    order = [cell.name for cell in whole.cells]
    cells = tuple(attrs.evolve(known[name]) for name in ("id", *names))
    monies = [cell.name for cell in cells if cell.is_money]
    places = (
        *(order.index(cell.name) for cell in cells),
        *(len(order) + whole.monies.index(name) for name in monies),
    )
    return attrs.evolve(whole, cells=cells, made=values_reader(cells, _money)), places


def _cell(spec: FieldSpec, steps: Steps) -> Cell:
    return Cell(
        spec.name,
        _reading_step(spec, steps),
        _writing_step(spec, steps),
        spec.default,
        is_composite=spec.kind in COMPOSITE,
        is_money=spec.kind is Kind.MONEY,
    )


def _writing_step(spec: FieldSpec, steps: Steps) -> Step | None:
    if spec.kind in COMPOSITE:
        return shape_of(spec.kind, spec.type).text
    return steps.writing.get(spec.kind)


def _reading_step(spec: FieldSpec, steps: Steps) -> Step | None:
    if spec.kind in COMPOSITE:
        return _composite_reader(spec.kind, spec.type)
    return steps.reading.get(spec.kind)


@cache
def _composite_reader(kind: Kind, type_: type) -> Step:
    """Return what reads a column of JSON, in a quicker way if there is one.

    There is for one value of nothing but texts, which has a key: a phone, an e-mail.
    """
    value = shape_of(kind, type_).value

    def read(text: str) -> object:
        return value(from_text(text))

    if kind is not Kind.VALUES or not is_of_texts(type_):
        return read
    return usual_reader(type_, parts_of(type_), read)


def _money(units: int, currency: str | None) -> object:
    if currency in EXPONENTS:
        return _make_money(_multiply(units, _E4), currency)
    raise Unreadable("it is no money")


def _read_money(units: int | None, currency: str | None) -> None:
    if units is not None:
        _money(units, currency)


def _read_again(step: Step, value: object) -> None:
    read = step(value)
    if isinstance(read, datetime) and read.tzinfo is not UTC:
        raise Unreadable("it is no instant of UTC")


def _placed(entity: EntityType, name: str, id: object, error: Exception) -> Unreadable:
    reason = str(error) if isinstance(error, Unreadable) else "it is not what it was"
    where = f"column '{name}' of {entity.plural}, id '{id}'"
    return Unreadable(f"{where}, is damaged: {reason}")
