"""What the server compares and sorts by where it could not tell by itself.

Servers fold case each in its own way, and MariaDB's numbers have 65 digits at
most. So a row carries, as JSON, the folded form of each text that has letters
beyond ASCII, and a sortable form of each decimal. ASCII the server folds itself.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any, Final, TypeAlias

import attrs
from attrs import frozen

from leadflow.entities import ENTITIES, Affiliation, Kind
from leadflow.storage.codec import to_text
from leadflow.storage.query import decimal_key
from leadflow.values import Address, FileRef
from leadflow.values.decimals import ROUNDING
from leadflow.values.text import fold


Found: TypeAlias = tuple[str, str | list[str]]
_TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE)

LONGEST_KEY: Final = 150
POSITIONS: Final = "companies.position"
"""Where the folded wordings of a person's positions stand."""


def shortened(key: str) -> str:
    """Return a key as an index can hold it: a long one by its digest.

    >>> shortened("ada@kyiv.example")
    'ada@kyiv.example'
    >>> len(shortened("a" * 1000))
    150
    """
    if len(key) <= LONGEST_KEY:
        return key
    digest = sha256(key.encode()).hexdigest()
    return f"{key[: LONGEST_KEY - 65]}~{digest}"


@frozen
class Folding:
    """Finds in the values of one entity's records what has to be told apart."""

    texts: tuple[tuple[int, str], ...]
    decimals: tuple[tuple[int, str], ...]
    values: tuple[tuple[int, str], ...]
    custom: int
    places: tuple[int, ...] = ()
    """Where a person's places in firms stand."""

    def keys(self, values: Sequence[Any]) -> str | None:
        """Return the keys of a record's values as JSON, ``None`` for none."""
        found: dict[str, str | list[str]] = {}
        for place, name in self.texts:
            text = values[place]
            if not text.isascii():
                found[name] = fold(text)
        for place, name in self.decimals:
            if values[place] is not None:
                found[name] = decimal_key(values[place])
        for place, name in self.values:
            if values[place] is not None:
                found.update(_parts(name, values[place]))
        for place in self.places:
            if listed := _positions(values[place]):
                found[POSITIONS] = listed
        for code, value in values[self.custom].items():
            found.update(_custom(f"custom.{code}", value))
        return to_text(found) if found else None


@cache
def folding_of(entity: str) -> Folding:
    """Return what finds the keys of an entity's records."""
    specs = tuple(enumerate(ENTITIES[entity].fields.values()))
    texts = (each for each in specs if each[1].kind in _TEXTS)
    decimals = (each for each in specs if each[1].kind is Kind.DECIMAL)
    values = (each for each in specs if each[1].kind is Kind.VALUE)
    (custom,) = (place for place, spec in specs if spec.kind is Kind.CUSTOM)
    return Folding(
        tuple((place, spec.name) for place, spec in texts),
        tuple((place, spec.name) for place, spec in decimals),
        tuple((place, spec.name) for place, spec in values),
        custom,
        tuple(place for place, spec in specs if spec.type is Affiliation),
    )


def _positions(places: Sequence[Affiliation]) -> list[str]:
    """Return the folded wordings of places without an end, if any has such letters."""
    lasting = [each.position for each in places if each.until is None]
    return [fold(each) for each in lasting] if not _is_ascii(lasting) else []


def _is_ascii(texts: Sequence[str]) -> bool:
    return all(text.isascii() for text in texts)


def units_of(key: str) -> int:
    """Return the ten-thousandths of a number that ``decimal_key`` wrote.

    >>> units_of(decimal_key(Decimal("-1.5"))), units_of("1"), units_of("")
    (-15000, 0, 0)
    """
    sign, rest = key[:1], key[1:]
    if sign not in ("0", "2"):
        return 0
    if sign == "0":
        rest = rest[:6] + rest[6:-1]
        rest = rest.translate(_NINES)
    magnitude = int(rest[:6]) - 500_000
    number = Decimal(f"0.{rest[6:]}").scaleb(magnitude + 4, ROUNDING)
    return -int(number) if sign == "0" else int(number)


_NINES = str.maketrans("0123456789", "9876543210")


@cache
def _getters(cls: type) -> tuple[str, ...]:
    return tuple(each.name for each in attrs.fields(cls))


def _parts(name: str, value: object) -> Iterator[Found]:
    kind: Any = type(value)
    for part in _getters(kind):
        found = getattr(value, part)
        if type(found) is str and not found.isascii():
            yield f"{name}.{part}", fold(found)


def _text(name: str, value: str) -> Iterator[Found]:
    if not value.isascii():
        yield name, fold(value)


def _decimal(name: str, value: Decimal) -> Iterator[Found]:
    yield name, decimal_key(value)


def _several(name: str, values: tuple[object, ...]) -> Iterator[Found]:
    numbers = [decimal_key(each) for each in values if type(each) is Decimal]
    if numbers:
        yield name, numbers


_CUSTOM: dict[type, Callable[[str, Any], Iterator[Found]]] = {
    str: _text,
    Decimal: _decimal,
    tuple: _several,
    Address: _parts,
    FileRef: _parts,
}


def _custom(name: str, value: object) -> Iterator[Found]:
    finder = _CUSTOM.get(type(value))
    return iter(()) if finder is None else finder(name, value)
