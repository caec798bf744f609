"""Reading fields that hold several values: phones, e-mails, links."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from leadflow.errors import InvalidValue, did_you_mean


Item = TypeVar("Item")


def items_of(
    value: object, what: str, split: Callable[[str], list[str]]
) -> list[object]:
    """Return the single values of what was given for a field of several.

    Text is split, ``None`` is nothing, an iterable is taken as it is.
    """
    if value is None:
        return []
    if isinstance(value, str):
        return [part for part in split(value) if part.strip()]
    if isinstance(value, Iterable) and not isinstance(value, (bytes, dict)):
        return list(value)
    raise InvalidValue(what, f"must be text, not {type(value).__name__}")


def united(items: Iterable[Item], key: Callable[[Item], Hashable]) -> tuple[Item, ...]:
    """Return ``items`` without those whose key came before.

    >>> united(["Kyiv", "Lviv", "KYIV"], str.lower)
    ('Kyiv', 'Lviv')
    """
    first: dict[Hashable, Item] = {}
    for item in items:
        first.setdefault(key(item), item)
    return tuple(first.values())


def split_kind(text: str, kinds: tuple[str, ...], what: str) -> tuple[str, str]:
    """Return the kind written before a colon, or ``""``, and the rest.

    >>> split_kind("mobile: 101", ("mobile", "work"), "phone")
    ('mobile', '101')
    """
    before, colon, rest = text.partition(":")
    kind = before.strip().lower()
    if not colon or not kind.isalpha():
        return "", text
    if kind in kinds:
        return kind, rest.strip()
    # The word itself is not shown: it may be a person's name.
    raise InvalidValue(what, "has an unknown kind before ':'", did_you_mean("", kinds))
