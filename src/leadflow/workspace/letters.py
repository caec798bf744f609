"""Letters: texts of the firm with the fields of whoever gets them (mission 1.37)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs
from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import ENTITIES, Kind, ProductRow, entity_named
from leadflow.entities.schema import kind_and_type
from leadflow.errors import Fault, InvalidValue, UnknownName
from leadflow.values.teaching import teach_names
from leadflow.workspace.binding import Binder
from leadflow.workspace.codes import all_of, own_code
from leadflow.workspace.definitions import Definitions
from leadflow.workspace.labels import Label, LabelLike, label
from leadflow.workspace.segments import PARTIES
from leadflow.workspace.templating import (
    FORMATS,
    Rows,
    Slot,
    parts_of,
    slots_of,
    stands_in_text,
)


TO, ABOUT, SENDER, ROW, WORD = "to", "about", "sender", "row", "word"
"""Where a name leads: to a record, a product row, or a word of leadflow's own."""
WORDS: Final[Mapping[str, Kind]] = {
    "greeting": Kind.TEXT,
    "office": Kind.TEXT,
    "today": Kind.DATE,
}
"""Names that stand for no record: the salutation, the firm's name, the day."""
NUMBER: Final = "number"
"""The number of a product row, from 1 on."""
ROW_FIELDS: Final[Mapping[str, Kind]] = {
    NUMBER: Kind.INTEGER,
    **{
        each.name: kind_and_type(each.type)[0]
        for each in attrs.fields(ProductRow)
        if each.name not in ("product", "tax_included")
    },
}
"""What can be told of a product row."""
ABOUTS: Final = ("lead", "deal", "quote", "invoice", "activity", "company", "contact")
"""What a letter can be about, besides whoever gets it."""


def _to(value: str) -> str:
    name = entity_named(value).name
    if name not in PARTIES:
        raise UnknownName("kind of party", value, PARTIES, "to")
    return name


def _about(value: str) -> str:
    name = entity_named(value).name if value else ""
    if name and name not in ABOUTS:
        raise UnknownName("kind of record", value, ABOUTS, "about")
    return name


def _text(value: LabelLike) -> Label:
    found = label(value)
    for _, each in found.texts:
        parts_of(each)
    return found


@teach_names
@by_value
@frozen(eq=False, repr=False)
class Letter:
    """A letter that is written once and sent to many, each with its own fields.

    Names in braces are fields of whoever gets it: ``{first_name}``,
    ``{company.name}``, ``{custom.size}``, ``{name}`` for the full name; with ``about``
    also of that record: ``{deal.amount:money}``. ``{sender.first_name}`` is the user
    who writes; ``{greeting}``, ``{office}`` and ``{today}`` are words. A fallback
    follows a bar: ``{first_name|colleague}``.

    >>> Letter("spring", subject="News", text="{greeting}!").to
    'contact'
    """

    code: str = attrs.field(converter=own_code)
    to: str = attrs.field(default="contact", converter=_to, kw_only=True)
    """``contact``, ``lead`` or ``company``."""
    about: str = attrs.field(default="", converter=_about, kw_only=True)
    """What else it tells of: ``deal``, ``quote``, ``invoice``, ``lead`` …"""
    subject: Label = attrs.field(converter=_text, kw_only=True)
    """One text, or texts by language, as the others are."""
    text: Label = attrs.field(default=Label(), converter=_text, kw_only=True)
    html: Label = attrs.field(default=Label(), converter=_text, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.text and not self.html:
            raise InvalidValue("letter", "has neither text nor html", "give one")
        if self.about and self.about == self.to:
            raise InvalidValue("about", "is whom the letter goes to", "leave it out")


def as_letters(given: Iterable[Letter]) -> tuple[Letter, ...]:
    """Return letters as a tuple."""
    return all_of(given, Letter, "letters")


def source_of(
    letter: Letter, path: tuple[str, ...], *, in_rows: bool
) -> tuple[str, tuple[str, ...]]:
    """Return where a name of a letter leads, and the path from there."""
    first, rest = path[0], path[1:]
    if in_rows and not rest and first in ROW_FIELDS:
        return ROW, path
    if not rest and first in WORDS:
        return WORD, path
    for root, entity in ((SENDER, SENDER), (ABOUT, letter.about), (TO, letter.to)):
        if rest and first == entity:
            return root, rest
    return TO, path


def entity_at(letter: Letter, root: str) -> str:
    """Return the entity to which a root of names leads."""
    return {TO: letter.to, ABOUT: letter.about, SENDER: "user"}[root]


def letter_faults(
    definitions: Definitions, letter: Letter, path: str
) -> Iterator[Fault]:
    """Yield what is wrong with one letter."""
    for name in ("subject", "text", "html"):
        written: Label = getattr(letter, name)
        for _, text in written.texts:
            parts, where = parts_of(text), f"{path}.{name}"
            yield from _rows_faults(letter, parts, where)
            if name == "html" and not stands_in_text(parts):
                message = "has a name inside a tag, a script, a style or a comment"
                yield Fault(where, message, "put it where people read it")
            for slot, in_rows in slots_of(parts):
                yield from _slot_faults(definitions, letter, slot, in_rows, where)


def _rows_faults(letter: Letter, parts: Iterable[object], path: str) -> Iterator[Fault]:
    has_rows = letter.about and "rows" in ENTITIES[letter.about].fields
    if not has_rows and any(isinstance(each, Rows) for each in parts):
        hint = "say about='deal', 'quote', 'invoice' or 'lead'"
        yield Fault(path, "has rows, and is about nothing that has any", hint)


def _slot_faults(
    definitions: Definitions,
    letter: Letter,
    slot: Slot,
    in_rows: bool,  # noqa: FBT001  # as ``slots_of`` tells it
    path: str,
) -> Iterator[Fault]:
    try:
        kind = _kind(definitions, letter, slot, in_rows=in_rows)
    except UnknownName as error:
        yield attrs.evolve(error, path=path).fault
        return
    if slot.format and slot.format not in FORMATS:
        yield UnknownName("format", slot.format, tuple(FORMATS), path).fault
    elif slot.format and kind not in FORMATS[slot.format]:
        fits = [each for each, kinds in FORMATS.items() if kind in kinds]
        hint = f"use {', '.join(fits)} or none" if fits else "leave it out"
        message = f"'{slot.name}' cannot be written as '{slot.format}'"
        yield Fault(path, message, hint)


def _kind(
    definitions: Definitions, letter: Letter, slot: Slot, *, in_rows: bool
) -> Kind:
    """Return what a slot holds, or raise ``UnknownName``."""
    root, path = source_of(letter, slot.path, in_rows=in_rows)
    if root == ROW:
        return ROW_FIELDS[path[0]]
    if root == WORD:
        return WORDS[path[0]]
    entity = entity_at(letter, root)
    if path == ("name",) and "last_name" in ENTITIES[entity].fields:
        return Kind.VALUE
    try:
        return Binder.of(definitions, entity).paths[path].kind
    except UnknownName as error:
        more = (*error.choices, *WORDS, *(ROW_FIELDS if in_rows else ()), "name")
        raise attrs.evolve(error, choices=more) from None
