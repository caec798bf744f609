"""What people write above their columns, in English, Ukrainian and Russian.

What spreadsheets and other programs say comes first, then the names of fields, then
leadflow's words for them, then the firm's own: of two meanings the later one wins.
"""

import re
from collections.abc import Iterator, Mapping
from unicodedata import normalize

from attrs import frozen

from leadflow.entities import ENTITIES, Custom, FieldSpec, Kind, ProductRow
from leadflow.errors import nearest
from leadflow.interchange.aliases import ALIASES, OF_ENTITY
from leadflow.interchange.linking import keys_of
from leadflow.values import (
    Address,
    Email,
    Messenger,
    Origin,
    PartySnapshot,
    Phone,
    Requisites,
    Utm,
)
from leadflow.values.links import SERVICES
from leadflow.workspace import Workspace
from leadflow.workspace.labels import LANGUAGES


NAME, CURRENCY = "name", "currency"
"""A whole name, for fields of its parts; the currency of all amounts of a row."""

_OF_TYPE: Mapping[type, tuple[str, ...]] = {
    Utm: ("source", "medium", "campaign", "content", "term"),
    Origin: ("system", "id", "version"),
    Address: (
        "line1",
        "line2",
        "city",
        "postal_code",
        "region",
        "province",
        "country",
        "country_code",
    ),
    Phone: ("work", "mobile", "home", "fax", "other"),
    Email: ("work", "home", "other"),
    Messenger: SERVICES,
    Requisites: (
        "name",
        "full_name",
        "tax_id",
        "vat_id",
        "registration_number",
        "legal_form",
        "director",
        "phone",
        "email",
    ),
}

_APOSTROPHES = re.compile("['’ʼ`´‘]")
_OTHER = re.compile(r"[\W_]+")

_LONGEST = 80
# Their parts have columns; the whole of them fits into no cell.
_IN_PARTS_ONLY = (Origin, Requisites)
_IN_NO_CELL = (ProductRow, PartySnapshot, Custom)
_CLIENT = frozenset({"company", "contact"})


def key_of(caption: str) -> str:
    """Return a caption without case, punctuation and doubled blanks.

    >>> key_of("E-Mail:") == key_of("e_mail") == "e mail"
    True
    """
    bare = _APOSTROPHES.sub("", normalize("NFKC", caption).casefold())
    return _OTHER.sub(" ", bare).strip()


def has_whole_name(entity: str) -> bool:
    """Return whether records of an entity are people, whose names come in one cell."""
    fields = ENTITIES[entity].fields
    return "honorific" in fields and NAME not in fields


def parts_of(spec: FieldSpec) -> tuple[str, ...]:
    """Return what may follow a field's name and a point, as in ``phones.mobile``."""
    return _OF_TYPE.get(spec.type, ()) or keys_of(spec)


def is_target(spec: FieldSpec) -> bool:
    """Return whether a field can be filled from a cell, if only by a part of it."""
    if spec.system or spec.type in _IN_NO_CELL:
        return False
    # What a lead says of its client are words; linking it is what conversion does.
    has_words = "company_name" in ENTITIES[spec.entity].fields
    return not (has_words and spec.name in _CLIENT)


@frozen
class Vocabulary:
    """The captions that are understood, and what each one names."""

    entity: str
    targets: tuple[str, ...]
    """Everything that a column can be: ``emails``, ``utm.source``, ``custom.size``."""
    by_key: Mapping[str, str]

    @classmethod
    def of(cls, workspace: Workspace, entity: str = "lead") -> "Vocabulary":
        """Return the captions of an entity, the workspace's own words included."""
        targets = tuple(_targets(workspace, entity))
        by_key: dict[str, str] = {}
        # Later words win: what the firm itself calls a thing is the last.
        for caption, target in _captions(workspace, entity, targets):
            if target in targets:
                by_key[key_of(caption)] = target
        return cls(entity, targets, by_key)

    def target(self, caption: str) -> str:
        """Return what a caption names, or ``""``."""
        return self.by_key.get(key_of(caption), "")

    def nearest(self, caption: str) -> str:
        """Return what a caption most likely names, or ``""``."""
        key = nearest(key_of(caption[:_LONGEST]), self.by_key)
        return self.by_key.get(key, "")


def _targets(workspace: Workspace, entity: str) -> Iterator[str]:
    specs = [each for each in ENTITIES[entity].fields.values() if is_target(each)]
    for spec in specs:
        if spec.type not in _IN_PARTS_ONLY:
            yield spec.name
        yield from (f"{spec.name}.{part}" for part in parts_of(spec))
    if has_whole_name(entity):
        yield NAME
    if any(spec.kind is Kind.MONEY for spec in specs):
        yield CURRENCY
    own = workspace.fields_of(entity).items()
    # Counters count for themselves: a column of theirs is not asked for.
    yield from (f"custom.{code}" for code, each in own if not each.is_read_only)


def _captions(
    workspace: Workspace, entity: str, targets: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for words in (_general(entity), OF_ENTITY.get(entity, {})):
        for target, aliases in words.items():
            yield from ((alias, target) for alias in aliases.split("|"))
    yield from zip(targets, targets, strict=True)
    fields = ENTITIES[entity].fields
    for target in targets:
        if target in fields:
            labels = (
                workspace.label(f"{entity}.{target}", language=tag) for tag in LANGUAGES
            )
            yield from ((label, target) for label in labels)
    yield from _own_words(workspace, entity)


def _general(entity: str) -> Mapping[str, str]:
    if has_whole_name(entity):
        return ALIASES
    return {target: words for target, words in ALIASES.items() if target != NAME}


def _own_words(workspace: Workspace, entity: str) -> Iterator[tuple[str, str]]:
    for code, own in workspace.fields_of(entity).items():
        yield code, f"custom.{code}"
        yield f"custom.{code}", f"custom.{code}"
        yield from ((text, f"custom.{code}") for _, text in own.label.texts)
    for name, label in workspace.labels.items():
        owner, _, rest = name.partition(".")
        if owner == entity and rest and rest != "plural":
            known = rest in workspace.fields_of(entity)
            target = f"custom.{rest}" if known else rest
            yield from ((text, target) for _, text in label.texts)
