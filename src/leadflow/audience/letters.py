"""Letters with fields: plain names, allow-listed formats, one escape each (1.37).

A value is put in once and never looked at again: what stands in it is text.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, cast

import attrs
from attrs import define, field

from leadflow.audience import filling
from leadflow.audience.composed import ComposedLetter
from leadflow.audience.filling import Manner, Wording
from leadflow.context import Context, binder
from leadflow.entities import Company, Counterparty, ProductRow, Record, User, entity_of
from leadflow.errors import InvalidValue
from leadflow.expressions import F
from leadflow.markup import escaped, shown
from leadflow.storage.query import Query
from leadflow.workspace import Letter, PathInfo
from leadflow.workspace.labels import base_language
from leadflow.workspace.letters import (
    ABOUT,
    NUMBER,
    ROW,
    SENDER,
    TO,
    source_of,
)
from leadflow.workspace.naming import word
from leadflow.workspace.templating import Part, Rows, Slot, parts_of


MOST: Final = 1_000_000
"""How many characters a letter may come to (P25)."""

_FORMS: Mapping[str, Wording] = {
    "date": filling.day,
    "short_date": filling.short_day,
    "time": filling.time,
    "datetime": filling.moment,
    "number": filling.number,
}


def compose(
    context: Context,
    letter: Letter,
    to: Counterparty,
    about: Record | None,
    language: str,
) -> ComposedLetter:
    """Return a letter with the fields of those records; nothing is written.

    Raises ``InvalidValue`` for other records than it is for.
    """
    _require(letter.to, to, "to")
    _require(letter.about, about, "about")
    manner = Manner(workspace=context.workspace, language=language)
    filled = _Filling(context, letter, {TO: to, ABOUT: about}, manner)
    subject = shown(filled.text(letter.subject.text(language), shown))
    text = filled.text(letter.text.text(language), _lines)
    html = filled.text(letter.html.text(language), _html)
    emails = tuple(each.address for each in to.emails[:1])
    return ComposedLetter(
        code=letter.code,
        subject=subject,
        text=text,
        html=html,
        name=_full_name(to),
        recipients=emails,
        record=to.id,
        about=about.id if about else "",
        language=language,
        at=context.act.now,
        missing=tuple(dict.fromkeys(filled.missing)),
    )


def _require(entity: str, record: Record | None, path: str) -> None:
    given = "" if record is None else entity_of(record).name
    if given != entity:
        wanted = f"give the {entity}" if entity else "leave it out"
        raise InvalidValue("letter", f"is not for this: '{path}'", wanted, path)


def _lines(value: str) -> str:
    """Return text with its lines, without other signs that a program obeys."""
    return "\n".join(shown(line) for line in value.splitlines())


def _html(value: str) -> str:
    return escaped(_lines(value)).replace("\n", "<br>\n")


def _full_name(party: Counterparty | User) -> str:
    return party.name if isinstance(party, Company) else party.name.full()


@define(eq=False)
class _Filling:
    """One letter in the making."""

    context: Context
    letter: Letter
    records: Mapping[str, Record | None]
    manner: Manner
    missing: list[str] = field(factory=list)
    room: int = field(init=False)
    _sender: list[Record | None] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.room = MOST

    def text(self, template: str, escape: Callable[[str], str]) -> str:
        """Return a text with its values, each escaped for where it stands."""
        pieces = []
        for piece in self._pieces(parts_of(template), escape):
            self.room -= len(piece)
            if self.room < 0:
                hint = "shorten it, or what it repeats"
                raise InvalidValue("letter", f"grows beyond {MOST:,} characters", hint)
            pieces.append(piece)
        return "".join(pieces)

    def _pieces(
        self, parts: tuple[Part, ...], escape: Callable[[str], str]
    ) -> Iterator[str]:
        for part in parts:
            if isinstance(part, Rows):
                for number, row in enumerate(self._rows(), start=1):
                    for each in part.parts:
                        yield self._piece(each, escape, (number, row))
            else:
                yield self._piece(part, escape, None)

    def _rows(self) -> tuple[ProductRow, ...]:
        return getattr(self.records[ABOUT], "rows", ())

    def _piece(
        self,
        part: str | Slot,
        escape: Callable[[str], str],
        row: tuple[int, ProductRow] | None,
    ) -> str:
        if isinstance(part, str):
            return part
        told = self._told(part, row)
        if not told:
            if part.fallback is None:
                self.missing.append(part.name)
            told = part.fallback or ""
        return escape(told)

    def _told(self, slot: Slot, row: tuple[int, ProductRow] | None) -> str:
        root, path = source_of(self.letter, slot.path, in_rows=row is not None)
        if root == ROW and row is not None:
            number, held = row
            value = number if path[0] == NUMBER else getattr(held, path[0])
            return self._worded(value, slot, None)
        if root not in (TO, ABOUT, SENDER):
            return self._word(path[0], slot)
        record = self.sender if root == SENDER else self.records[root]
        if record is None:
            return ""
        info = filling.known_path(self.context, entity_of(record).name, path)
        value = filling.value_at(self.context, record, path)
        if not slot.format and (stage := filling.stage_at(record, path, self.manner)):
            return stage
        return self._worded(value, slot, info)

    def _worded(self, value: object, slot: Slot, info: PathInfo | None) -> str:
        if slot.format == "code":
            return str(value or "")
        if slot.format in _FORMS and value is not None:
            return _FORMS[slot.format](value, self.manner)
        return filling.worded(value, info, self.manner)

    def _word(self, name: str, slot: Slot) -> str:
        if name == "today":
            return self._worded(self.context.today, slot, None)
        if name == "office":
            return self.context.workspace.name
        return greeting(cast("Counterparty", self.records[TO]), self.manner.language)

    @property
    def sender(self) -> Record | None:
        """Return the user who writes, if there is one and the actor may see it."""
        if not self._sender:
            known = binder(self.context.workspace, "user")
            where = known.bind(F.login == self.context.act.actor)
            query = Query(paths=known.paths, where=where, limit=1)
            self._sender.append(next(iter(self.context.reader.find(query)), None))
        return self._sender[0]


def greeting(party: Counterparty, language: str) -> str:
    """Return a salutation that fits whoever is written to.

    English greets by honorific and last name, else by the full name; Ukrainian and
    Russian by first name and patronymic, with no word that has a gender.

    >>> from leadflow import Contact
    >>> greeting(Contact(first_name="Olena", last_name="Koval"), "en")
    'Dear Olena Koval'
    >>> greeting(Contact(first_name="Олена", middle_name="Петрівна"), "uk")
    'Доброго дня, Олена Петрівна'
    """
    called = "" if isinstance(party, Company) else _called(party, language)
    return (
        f"{word('dear', language)} {called}" if called else word("dear_all", language)
    )


def _called(person: Counterparty, language: str) -> str:
    assert not isinstance(person, Company)  # noqa: S101  # a firm is greeted as all
    name = person.name
    if base_language(language) in ("uk", "ru"):
        # Without the title, which people leave out when they greet by name.
        given = attrs.evolve(name, last="", honorific="").full()
        return given or name.last
    if name.honorific and name.last:
        return f"{name.honorific} {name.last}"
    return name.short
