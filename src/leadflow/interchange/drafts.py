"""Checking: from the cells of a row to a record, with all its faults at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

import attrs
from attrs import define, field, frozen

from leadflow.entities import ENTITIES, EntityType, Kind, Record
from leadflow.entities.records import blank
from leadflow.entities.shapes import altered_by, copier
from leadflow.errors import Fault, InvalidData, InvalidValue, UnknownName
from leadflow.interchange.amounts import currency_of, read_amount
from leadflow.interchange.captions import CURRENCY
from leadflow.interchange.cells import Settings, custom_reader, field_reader
from leadflow.interchange.columns import Column, base_of
from leadflow.interchange.report import original
from leadflow.interchange.rows import Row
from leadflow.values import Address, Messenger, Origin, PersonName, Requisites, Utm
from leadflow.values.converters import emails, phones
from leadflow.values.teaching import Wrong, faults_in, placed


@define(eq=False)
class Draft:
    """A record in the making: what its row says so far."""

    held: dict[str, object] = field(factory=dict)
    """By field: values as records keep them."""
    values: dict[str, object] = field(factory=dict)
    """Other values, which the record is to convert."""
    parts: dict[str, dict[str, str]] = field(factory=dict)
    """Pieces of one value that stand in several columns: ``utm``, ``address``."""
    faults: list[Fault] = field(factory=list)

    def hold(self, name: str, value: object) -> None:
        """Set a field to what its converter made."""
        if name in self.held or name in self.values:
            self.put(name, value)
        else:
            self.held[name] = value

    def put(self, name: str, value: object) -> None:
        """Set a field; values of several columns come one after the other."""
        known = self.held.pop(name, None) or self.values.get(name)
        if isinstance(known, tuple) and isinstance(value, tuple):
            value = (*known, *value)
        self.values[name] = value

    def known(self, name: str) -> object:
        """Return what a field was set to, or ``None``."""
        return self.held.get(name, self.values.get(name))

    @property
    def filled(self) -> dict[str, object]:
        """Return every value by its field."""
        return {**self.held, **self.values}

    def custom(self, code: str, value: object) -> None:
        """Set a field of the workspace's own."""
        values = self.values.setdefault("custom", {})
        assert isinstance(values, dict)  # noqa: S101  # put there one line above
        values[code] = value

    def part(self, name: str, text: str, part: str) -> None:
        """Keep a piece of a value until all its columns were read."""
        self.parts.setdefault(name, {})[part] = text

    def refuse(self, path: str, error: Wrong) -> None:
        """Keep what is wrong with a value as faults of ``path``."""
        self.faults.extend(faults_in(placed(error, path)))


Read: TypeAlias = Callable[[str], object]
Put: TypeAlias = Callable[[Draft, str, Any], None]
"""Sets in a draft, for a field, what was read."""
_BLANK = object()


@frozen
class _Cells:
    """What is done with the cells of one column."""

    column: Column
    name: str
    read: Read
    put: Put
    is_alone: bool = False
    """No other column speaks of the field, so that nothing can be there already."""

    def fill(self, drafts: Iterable[Draft], rows: Iterable[Sequence[str]]) -> None:
        """Set in each draft what its row says.

        A cell is read once, in however many of the rows it stands: cities, sources
        and job titles do so all the time. A row may be shorter than the header:
        spreadsheets leave out empty cells.
        """
        index, name, put = self.column.index, self.name, self.put
        is_alone, known = self.is_alone, dict[str, object]()
        for draft, cells in zip(drafts, rows, strict=True):
            cell = cells[index] if index < len(cells) else ""
            if (value := known.get(cell)) is None:
                value = known[cell] = self._value(cell)
            if type(value) is Fault:
                draft.faults.append(value)
            elif value is _BLANK:
                continue
            elif is_alone:
                draft.held[name] = value
            else:
                put(draft, name, value)

    def _value(self, cell: str) -> object:
        """Return what a cell holds, or what is wrong with it."""
        text = cell.strip()
        if text[:1] == "'":
            text = original(text)
        try:
            return self.read(text) if text else _BLANK
        except (InvalidValue, UnknownName) as error:
            return attrs.evolve(error.fault, path=self.column.target)


@frozen
class Checker:
    """Turns rows of one table into records."""

    columns: tuple[_Cells, ...]
    """Those that fill a field."""
    settings: Settings
    width: int
    empty: Mapping[str, object]
    """The fields that columns fill, and what they hold where nothing is filled."""
    begun: Callable[..., Record] = field(init=False)
    """Makes a record of a blank one and the values of those fields."""

    @begun.default
    def _copier(self) -> Callable[..., Record]:
        return copier(self._entity.cls, tuple(self.empty))

    @property
    def _entity(self) -> EntityType:
        return ENTITIES[self.settings.entity]

    @classmethod
    def of(cls, columns: Sequence[Column], settings: Settings) -> "Checker":
        """Return the checker of a mapped table."""
        waits = any(column.target == CURRENCY for column in columns)
        filling = [
            _cells(column, settings, waits=waits) for column in columns if column.target
        ]
        several = Counter(each.name for each in filling)
        marked = (
            attrs.evolve(
                each, is_alone=each.put is Draft.hold and several[each.name] == 1
            )
            for each in filling
        )
        known = ENTITIES[settings.entity].fields
        empty = {name: known[name].default for name in several if name in known}
        return cls(tuple(marked), settings, len(columns), empty)

    def draft(self, cells: Sequence[str]) -> Draft:
        """Return what one row says."""
        return self.drafts([Row(1, tuple(cells))])[0]

    def drafts(self, table: Sequence[Row]) -> list[Draft]:
        """Return what rows say, each with every fault of its cells."""
        drafts = [Draft() for _ in table]
        rows = [row.cells for row in table]
        for draft, row in zip(drafts, table, strict=True):
            if row.unfit:
                draft.faults.extend(self._unfit(row))
        for draft, cells in zip(drafts, rows, strict=True):
            if len(cells) > self.width and any(map(str.strip, cells[self.width :])):
                draft.faults.append(_too_wide(len(cells), self.width))
        for column in self.columns:
            column.fill(drafts, rows)
        for draft in drafts:
            if draft.parts:
                self._finish(draft)
        return drafts

    def record(self, draft: Draft) -> Record:
        """Return the record of everything that could be read."""
        if draft.values:
            made: Record = self._entity.cls(**draft.values)
            return altered_by(made, draft.held)
        empty = self.empty
        values = map(draft.held.get, empty, empty.values())
        return self.begun(blank(self._entity), *values)

    def _unfit(self, row: Row) -> Iterator[Fault]:
        for each in self.columns:
            if fault := row.unfit.get(each.column.index):
                yield attrs.evolve(fault, path=each.column.target)

    def _finish(self, draft: Draft) -> None:
        currency = draft.parts.pop(CURRENCY, {}).get("code", "")
        whole = _Whole(draft, self.settings, currency)
        for name, parts in draft.parts.items():
            try:
                whole.finish(name, parts)
            except (InvalidValue, UnknownName, InvalidData) as error:
                draft.refuse(name, error)


def _too_wide(cells: int, width: int) -> Fault:
    message = f"has {cells} cells, the header has {width}"
    return Fault("", message, "put quotes around text that holds the delimiter")


def _cells(column: Column, settings: Settings, *, waits: bool) -> _Cells:
    """Return what is done with the cells of a column.

    Amounts may have to wait for the currency of their row.
    """
    name, part = base_of(column.target)
    if name == "custom":
        own = settings.workspace.custom_field(settings.entity, part)
        read = custom_reader(own, settings, column.index)
        return _Cells(column, part, read, Draft.custom)
    if column.target == CURRENCY:
        return _Cells(column, CURRENCY, currency_of, partial(Draft.part, part="code"))
    if piece := _piece(name, part, settings.entity, waits=waits):
        return _Cells(column, name, str, partial(Draft.part, part=piece))
    if name in _OF_KIND and part:
        return _Cells(column, name, partial(_OF_KIND[name], kind=part), Draft.put)
    read = field_reader(name, part, settings, column.index)
    return _Cells(column, name, read, Draft.hold)


def _piece(name: str, part: str, entity: str, *, waits: bool) -> str:
    """Return which piece of a value a cell holds; ``""`` where it holds all of it."""
    spec = ENTITIES[entity].fields.get(name)
    if spec is None:
        return "full"
    if spec.kind is Kind.MONEY and waits:
        return "number"
    if spec.type is Address:
        return part or "line1"
    return part if spec.type in _OF_PARTS else ""


def _phones(text: str, kind: str) -> tuple[object, ...]:
    return tuple(attrs.evolve(each, kind=kind) for each in phones(text))


def _emails(text: str, kind: str) -> tuple[object, ...]:
    return tuple(attrs.evolve(each, kind=kind) for each in emails(text))


def _messengers(text: str, kind: str) -> tuple[object, ...]:
    return (Messenger(kind, text),)


_OF_KIND: Mapping[str, Callable[..., tuple[object, ...]]] = {
    "phones": _phones,
    "emails": _emails,
    "messengers": _messengers,
}


# What is put together of several cells, once all of them were read.

_OF_PARTS: Mapping[type, Callable[..., object]] = {
    Address: Address,
    Origin: partial(Origin, system="import"),
    Requisites: Requisites,
    Utm: Utm,
}


@frozen
class _Whole:
    """Puts the pieces of a value together."""

    draft: Draft
    settings: Settings
    currency: str
    """What the row says of all its amounts."""

    def finish(self, name: str, parts: Mapping[str, str]) -> None:
        """Set a field of the draft to what its pieces make."""
        spec = ENTITIES[self.settings.entity].fields.get(name)
        if spec is None:
            self._name(parts["full"])
        elif spec.kind is Kind.MONEY:
            self._amount(name, parts["number"])
        elif isinstance(known := self.draft.known(name), Utm):
            self.draft.put(name, attrs.evolve(known, **parts))
        else:
            self.draft.put(name, _OF_PARTS[spec.type](**parts))

    def _name(self, text: str) -> None:
        name = PersonName.parse(text)
        found = {
            "honorific": name.honorific,
            "first_name": name.first,
            "middle_name": name.middle,
            "last_name": name.last,
        }
        for field_name, piece in found.items():
            # Columns of their own are more exact than a name taken apart.
            if piece and self.draft.known(field_name) is None:
                self.draft.put(field_name, piece)

    def _amount(self, name: str, text: str) -> None:
        code = self.currency or self.settings.workspace.currency
        money = read_amount(text, code=code, sign=self.settings.decimal)
        if self.currency and money.currency != self.currency:
            reason = f"is in {money.currency}, the column of currencies says "
            raise InvalidValue("money", reason + self.currency)
        self.draft.hold(name, money)
