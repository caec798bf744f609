"""Links in cells: another record by its id, or by what only one record has.

A name, a number or an address that several records have links nothing: the row is
refused, and its report names them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from leadflow.entities import ENTITIES, Affiliation, FieldSpec, Kind, Participant
from leadflow.entities.points import DOMAIN, EMAIL, NAME, PHONE, TAX_ID
from leadflow.errors import InvalidValue, with_article
from leadflow.ids import prefix_of


Find: TypeAlias = Callable[[str, str, str], Sequence[str]]
"""Returns the live records of an entity by a kind of contact point and its value."""

_KEYS: Mapping[str, tuple[str, ...]] = {
    "company": (NAME, PHONE, EMAIL, DOMAIN, TAX_ID),
    "contact": (PHONE, EMAIL),
    "lead": (PHONE, EMAIL),
}
_ANY = "*"
_ID = re.compile(r"[a-z]+_[0-9a-z]{26}", re.ASCII)
_SHOWN = 3


def ends_of(spec: FieldSpec) -> tuple[str, ...]:
    """Return the entities that a field may link to; none where it is no link."""
    if spec.type is Affiliation:
        return ("company",)
    if spec.type is Participant:
        return ("contact",)
    if spec.target == _ANY:
        return tuple(ENTITIES)
    return (spec.target,) if spec.kind is Kind.REFERENCE else ()


def keys_of(spec: FieldSpec) -> tuple[str, ...]:
    """Return by what besides its id the other end is found, its usual key first."""
    return _keys(ends_of(spec))


def _keys(ends: Sequence[str]) -> tuple[str, ...]:
    # What all of them have, where a field may link to several.
    common = [set(_KEYS[each]) for each in ends if each in _KEYS]
    if not common:
        return ()
    return tuple(key for key in _ORDER if all(key in each for each in common))


_ORDER = (NAME, PHONE, EMAIL, DOMAIN, TAX_ID)


def read_link(spec: FieldSpec, part: str, find: Find) -> Callable[[str], object]:
    """Return what reads a cell of ids, or of the keys that ``part`` names.

    Without a part an address is taken for an e-mail, and anything else that is no id
    for the usual key: a firm's name, a person's phone.
    """
    one = link_reader(ends_of(spec), find, part)

    def several(text: str) -> tuple[str, ...]:
        return tuple(one(each.strip()) for each in text.split(";") if each.strip())

    return one if spec.kind is Kind.REFERENCE else several


def link_reader(
    ends: Sequence[str], find: Find, part: str = ""
) -> Callable[[str], str]:
    """Return what reads a cell that names one record of some entities."""
    keys = _keys(ends)

    def one(text: str) -> str:
        if not part and _ID.fullmatch(text):
            return _of(text, ends)
        kind = part or _usual(text, keys)
        if not kind:
            hint = f"write the id of {with_article(_end(ends))}"
            raise InvalidValue("link", "is no id", hint)
        try:
            return _only(kind, text, ends, find)
        except InvalidValue as error:
            if part or kind != PHONE or error.what == "link":
                raise
            # Nobody said that it was a phone, so it is not told to be a wrong one.
            hint = f"write one of these, as a name may belong to many {_ends(ends)}"
            reason = "is no phone, no e-mail address and no id"
            raise InvalidValue("link", reason, hint) from None

    return one


def _of(id: str, ends: Sequence[str]) -> str:
    """Return an id, if it may stand there."""
    if (found := prefix_of(id)) not in ends:
        reason = f"names {with_article(found)}, not {with_article(_end(ends))}"
        raise InvalidValue("id", reason)
    return id


def _usual(text: str, keys: Sequence[str]) -> str:
    if EMAIL in keys and "@" in text:
        return EMAIL
    return keys[0] if keys else ""


def _only(kind: str, text: str, ends: Sequence[str], find: Find) -> str:
    """Return the one record with this key, or raise with what there is."""
    found = [
        each for entity in ends if entity in _KEYS for each in find(entity, kind, text)
    ]
    if len(found) == 1:
        return found[0]
    what, key = _end(ends), kind.replace("_", " ")
    if not found:
        hint = f"add the {what} first, or write its id"
        raise InvalidValue("link", f"finds no {what} by this {key}", hint)
    named = ", ".join(found[:_SHOWN])
    reason = f"finds {len(found)} records by this {key}: {named}"
    raise InvalidValue("link", reason, "write the id of the right one")


def _ends(ends: Sequence[str]) -> str:
    return ENTITIES[ends[0]].plural if len(ends) == 1 else "records"


def _end(ends: Sequence[str]) -> str:
    return ends[0] if len(ends) == 1 else "record"
