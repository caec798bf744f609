"""Traces: the strings by which a person is known, found in any text or value."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs
from attrs import field, frozen

from leadflow.entities import Custom, Record
from leadflow.entities.records import with_values
from leadflow.events import GONE, Event
from leadflow.values import Email, Messenger, Money, Phone, Requisites, Website
from leadflow.values.text import fold


MASK = "[erased]"

# Shorter names and numbers are parts of too many other words.
_SHORTEST_NAME, _SHORTEST_NUMBER, _SHORTEST_HANDLE = 2, 7, 4
_NUMBER_TAIL = 9
_BETWEEN = r"[\s().\-]*"
_NAMES = ("first_name", "middle_name", "last_name")
_POINTS = (Phone, Email, Messenger)
_WHOLE = (*_POINTS, Website, Money)


@frozen
class Traces:
    """What tells who a person is; kept only while somebody erases."""

    keys: frozenset[str] = frozenset()
    """Keys of phones, e-mails and messengers."""
    sure: re.Pattern[str] | None = field(default=None, repr=False)
    """Numbers, addresses, full names: whoever is meant by them is this person."""
    likely: re.Pattern[str] | None = field(default=None, repr=False)
    """Also single names: this person where the person is spoken of at all."""

    @classmethod
    def of(cls, records: Iterable[Record], events: Iterable[Event]) -> "Traces":
        """Return the traces of a person's own records, and of their past."""
        versions = [*records, *_versions(records, events)]
        points = {each for record in versions for each in _points(record)}
        full = {name for record in versions for name in _full_names(record)}
        single = {name for record in versions for name in _single_names(record)}
        patterns = [*map(_point_pattern, points), *map(_words, full)]
        patterns += [re.escape(tax) for record in versions for tax in _tax_ids(record)]
        return cls(
            frozenset(each.key for each in points),
            _any_of(patterns),
            _any_of([*patterns, *map(_words, single)]),
        )

    def holds(self, value: object) -> bool:
        """Tell whether a value is one of the person's phones, e-mails, messengers."""
        return isinstance(value, _POINTS) and value.key in self.keys

    def masked(self, value: Any, *, likely: bool) -> Any:  # noqa: ANN401  # any field's value
        """Return a value in which the person is not told any more."""
        if isinstance(value, str):
            pattern = self.likely if likely else self.sure
            return pattern.sub(MASK, value) if pattern else value
        if isinstance(value, tuple):
            kept = (each for each in value if not self.holds(each))
            return tuple(self.masked(each, likely=likely) for each in kept)
        if isinstance(value, Custom):
            plain = {
                code: self.masked(one, likely=likely) for code, one in value.items()
            }
            return value if plain == dict(value) else Custom(plain)
        if attrs.has(type(value)) and not isinstance(value, _WHOLE):
            return self._masked_parts(value, likely=likely)
        return value

    def found(self, text: str, *, likely: bool) -> bool:
        """Tell whether a text tells of the person."""
        pattern = self.likely if likely else self.sure
        return bool(pattern and pattern.search(text))

    def _masked_parts(self, value: Any, *, likely: bool) -> Any:  # noqa: ANN401  # as above
        parts = {
            each.name: getattr(value, each.name) for each in attrs.fields(type(value))
        }
        masked = {name: self.masked(one, likely=likely) for name, one in parts.items()}
        changes = {name: one for name, one in masked.items() if one != parts[name]}
        return attrs.evolve(value, **changes) if changes else value


def _versions(records: Iterable[Record], events: Iterable[Event]) -> Iterator[Record]:
    """Yield what the records once held, one field at a time."""
    blanks: dict[str, Record] = {each.id: each for each in records}
    for event in events:
        for change in event.changes:
            for value in (change.before, change.after):
                if value is not GONE:
                    yield with_values(blanks[event.record], **{change.field: value})


def _points(record: Record) -> Iterator[Phone | Email | Messenger]:
    for name in ("phones", "emails", "messengers"):
        yield from getattr(record, name, ())


def _single_names(record: Record) -> Iterator[str]:
    for name in _NAMES:
        value = fold(getattr(record, name, ""))
        if len(value) >= _SHORTEST_NAME:
            yield value


def _full_names(record: Record) -> Iterator[str]:
    first, _, last = (fold(getattr(record, name, "")) for name in _NAMES)
    if first and last:
        yield f"{first} {last}"
        yield f"{last} {first}"


def _tax_ids(record: Record) -> Iterator[str]:
    requisites = getattr(record, "requisites", None)
    if isinstance(requisites, Requisites) and requisites.tax_id:
        yield requisites.tax_id


def _point_pattern(point: Phone | Email | Messenger) -> str:
    if isinstance(point, Email):
        return re.escape(point.address)
    if isinstance(point, Messenger):
        handle = point.handle
        return _words(handle) if len(handle) >= _SHORTEST_HANDLE else ""
    digits = re.sub(r"\D", "", point.key)
    if len(digits) < _SHORTEST_NUMBER:
        return ""
    # The country and area code may be written in other ways, or not at all.
    tail = _BETWEEN.join(digits[-_NUMBER_TAIL:])
    return rf"(?<!\d)\+?\(?(?:\d{_BETWEEN}){{0,4}}{tail}(?!\d)"


def _words(name: str) -> str:
    between = r"\s+".join(map(re.escape, name.split()))
    return rf"(?<!\w){between}(?!\w)"


def _any_of(patterns: Sequence[str]) -> re.Pattern[str] | None:
    # The longest first, so that a full name is taken before its parts.
    told = sorted({each for each in patterns if each}, key=len, reverse=True)
    return re.compile("|".join(told), re.IGNORECASE) if told else None
