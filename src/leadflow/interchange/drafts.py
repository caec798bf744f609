"""Checking: from the cells of a row to a lead, with all its faults at once."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

import attrs
from attrs import field, frozen

from leadflow.entities import Lead
from leadflow.errors import Fault, InvalidValue, UnknownName
from leadflow.interchange.amounts import currency_of, read_amount
from leadflow.interchange.captions import CURRENCY, NAME
from leadflow.interchange.cells import Settings, custom_reader, field_reader
from leadflow.interchange.columns import Column, base_of
from leadflow.interchange.report import original
from leadflow.values import Address, Messenger, Origin, PersonName, Utm
from leadflow.values.converters import emails, phones


@frozen
class Draft:
    """A lead in the making: what its row says so far."""

    values: dict[str, object] = field(factory=dict)
    parts: dict[str, dict[str, str]] = field(factory=dict)
    """Pieces of one value that stand in several columns: ``utm``, ``address``."""
    faults: list[Fault] = field(factory=list)

    def put(self, name: str, value: object) -> None:
        """Set a field; values of several columns come one after the other."""
        known = self.values.get(name)
        if isinstance(known, tuple) and isinstance(value, tuple):
            value = (*known, *value)
        self.values[name] = value

    def part(self, name: str, part: str, text: str) -> None:
        """Keep a piece of a value until all its columns were read."""
        self.parts.setdefault(name, {})[part] = text

    def attempt(self, path: str, step: Callable[[], None]) -> None:
        """Take a step; what it refuses becomes a fault of ``path``."""
        try:
            step()
        except (InvalidValue, UnknownName) as error:
            self.faults.append(attrs.evolve(error.fault, path=path))

    def lead(self) -> Lead:
        """Return the lead of everything that could be read."""
        return Lead(**self.values)  # type: ignore[arg-type]  # each was converted


Take: TypeAlias = Callable[[Draft, str], None]


@frozen
class Checker:
    """Turns rows of one table into leads."""

    takes: tuple[tuple[int, str, Take], ...]
    """Index of the column, field, and what to do with a cell."""
    settings: Settings
    width: int

    @classmethod
    def of(cls, columns: Sequence[Column], settings: Settings) -> "Checker":
        """Return the checker of a mapped table."""
        takes = tuple(
            (column.index, column.target, _take(column, settings))
            for column in columns
            if column.target
        )
        return cls(takes, settings, len(columns))

    def draft(self, cells: Sequence[str]) -> Draft:
        """Return what a row says, with every fault of its cells.

        A row may be shorter than the header: spreadsheets leave out empty cells.
        """
        draft = Draft()
        if any(cell.strip() for cell in cells[self.width :]):
            draft.faults.append(_too_wide(len(cells), self.width))
        for index, path, take in self.takes:
            text = original(cells[index].strip()) if index < len(cells) else ""
            if text:
                draft.attempt(path, partial(take, draft, text))
        self._finish(draft)
        return draft

    def _finish(self, draft: Draft) -> None:
        for name, parts in draft.parts.items():
            step = partial(_FINISHES[name], draft, parts, self.settings)
            draft.attempt(name, step)


def _too_wide(cells: int, width: int) -> Fault:
    message = f"has {cells} cells, the header has {width}"
    return Fault("", message, "put quotes around text that holds the delimiter")


def _take(column: Column, settings: Settings) -> Take:
    name, part = base_of(column.target)
    if name == "custom":
        own = settings.workspace.custom_field("lead", part)
        return _into_custom(part, custom_reader(own, settings, column.index))
    if column.target == CURRENCY:
        return lambda draft, text: draft.part("amount", "currency", currency_of(text))
    if column.target in _PIECES:
        piece = _PIECES[column.target]
        return lambda draft, text: draft.part(*piece, text)
    if name in _OF_KIND and part:
        return _into_several(name, part)
    if part or name == "address":
        return lambda draft, text: draft.part(name, part or "line1", text)
    read = field_reader(name, settings, column.index)
    return lambda draft, text: draft.put(name, read(text))


# An amount waits for its currency, and a whole name for the parts that are known.
_PIECES = {NAME: ("name", "full"), "amount": ("amount", "number")}


def _into_custom(code: str, read: Callable[[str], object]) -> Take:
    def take(draft: Draft, text: str) -> None:
        values = draft.values.setdefault("custom", {})
        assert isinstance(values, dict)  # noqa: S101  # put there one line above
        values[code] = read(text)

    return take


def _phones(text: str, kind: str) -> tuple[object, ...]:
    return tuple(attrs.evolve(each, kind=kind) for each in phones(text))


def _emails(text: str, kind: str) -> tuple[object, ...]:
    return tuple(attrs.evolve(each, kind=kind) for each in emails(text))


def _messengers(text: str, service: str) -> tuple[object, ...]:
    return (Messenger(service, text),)


_OF_KIND: Mapping[str, Callable[[str, str], tuple[object, ...]]] = {
    "phones": _phones,
    "emails": _emails,
    "messengers": _messengers,
}


def _into_several(name: str, kind: str) -> Take:
    read = _OF_KIND[name]
    return lambda draft, text: draft.put(name, read(text, kind))


# What is put together of several cells, once all of them were read.


def _name(draft: Draft, parts: Mapping[str, str], _: Settings) -> None:
    name = PersonName.parse(parts["full"])
    found = {
        "honorific": name.honorific,
        "first_name": name.first,
        "middle_name": name.middle,
        "last_name": name.last,
    }
    for field_name, text in found.items():
        # Columns of their own are more exact than a name taken apart.
        if text:
            draft.values.setdefault(field_name, text)


def _amount(draft: Draft, parts: Mapping[str, str], settings: Settings) -> None:
    if "number" not in parts:
        return
    said = parts.get("currency", "")
    code = said or settings.workspace.currency
    money = read_amount(parts["number"], code=code, sign=settings.decimal)
    if said and money.currency != said:
        reason = f"is in {money.currency}, and the column of currencies says {said}"
        raise InvalidValue("money", reason)
    draft.put("amount", money)


def _utm(draft: Draft, parts: Mapping[str, str], _: Settings) -> None:
    known = draft.values.get("utm")
    marks = known if isinstance(known, Utm) else Utm()
    draft.put("utm", attrs.evolve(marks, **parts))


def _origin(draft: Draft, parts: Mapping[str, str], _: Settings) -> None:
    draft.put("origin", Origin(**{"system": "import", **parts}))


def _address(draft: Draft, parts: Mapping[str, str], _: Settings) -> None:
    draft.put("address", Address(**parts))


_FINISHES: Mapping[str, Callable[[Draft, Mapping[str, str], Settings], None]] = {
    "name": _name,
    "amount": _amount,
    "utm": _utm,
    "origin": _origin,
    "address": _address,
}
