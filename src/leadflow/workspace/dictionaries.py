"""Dictionaries: the values that a field may take, by code."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, TypeAlias

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.errors import Fault, InvalidWorkspace, UnknownName
from leadflow.values.converters import text
from leadflow.values.teaching import teach_names
from leadflow.workspace.codes import all_of, own_code
from leadflow.workspace.labels import Label, label, readable
from leadflow.workspace.places import named


_SHORTEST = 4
"""Shorter values are too much alike for one to be a slip of the other."""


@teach_names
@by_value
@frozen(eq=False, repr=False)
class Entry:
    """One value of a dictionary."""

    code: str = field(converter=own_code)
    label: Label = field(default=Label(), converter=label, kw_only=True)
    is_retired: bool = field(default=False, kw_only=True)
    """Kept for old records; refused for new ones (S5)."""
    origin: str = field(default="", converter=text, kw_only=True)
    """What another system calls it: ``TRADE_SHOW``; imports understand it."""

    def title(self, language: str = "en") -> str:
        """Return what the value is called."""
        return self.label.text(language) or readable(self.code)


Entries: TypeAlias = Iterable[Entry | str] | Mapping[str, str | Mapping[str, str]]
"""Entries, or their codes alone, or their labels by code."""


def _entries(value: Entries) -> tuple[Entry, ...]:
    return entries(value, "entries")


def entries(value: Entries, what: str) -> tuple[Entry, ...]:
    """Return entries as a tuple; a code alone is one, and so is one with its label.

    >>> [each.code for each in entries(["web", Entry("fair")], "entries")]
    ['web', 'fair']
    >>> [each.title() for each in entries({"web": "Our site"}, "entries")]
    ['Our site']
    """
    given: Any = value
    if isinstance(given, Mapping):
        given = [Entry(name, label=text) for name, text in given.items()]
    if isinstance(given, str) or not isinstance(given, Iterable):
        return all_of(given, Entry, what)
    named = (Entry(each) if isinstance(each, str) else each for each in given)
    return all_of(named, Entry, what)


@teach_names
@by_value
@frozen(eq=False, repr=False)
class Dictionary:
    """A list of allowed values, in the order in which people choose from them.

    >>> Dictionary("source", ["web", "call"]).entry("web").title()
    'Web'
    """

    code: str = field(converter=own_code)
    entries: tuple[Entry, ...] = field(converter=_entries)
    label: Label = field(default=Label(), converter=label, kw_only=True)
    is_open: bool = field(default=False, kw_only=True)
    """An open dictionary takes any code; its entries are suggestions."""

    def __attrs_post_init__(self) -> None:
        codes = [entry.code for entry in self.entries]
        faults = tuple(
            Fault(f"entries[{number}].code", f"'{each}' stands twice")
            for number, each in enumerate(codes)
            if codes.index(each) != number
        )
        if faults:
            raise InvalidWorkspace(f"dictionary '{self.code}'", named(self, faults))

    def entry(self, name: str) -> Entry:
        """Return the entry, or raise ``UnknownName`` with the nearest right name."""
        for entry in self.entries:
            if entry.code == name:
                return entry
        known = tuple(entry.code for entry in self.entries)
        raise UnknownName(f"value of dictionary '{self.code}'", name, known)

    def accepts(self, name: str) -> bool:
        """Return whether a new record may hold this value.

        An open dictionary takes any but one that is a slip of the pen beside its own.

        >>> kinds = Dictionary("activity_kind", ["call", "note"], is_open=True)
        >>> kinds.accepts("site_visit"), kinds.accepts("cal")
        (True, False)
        """
        return name in self.usable or (self.is_open and not self.slip_of(name))

    def slip_of(self, name: str) -> str:
        """Return the value that is one slip of the pen away, or ``""``.

        A letter too many, one missing, another one, or two that changed places. A
        value that stands in the dictionary, retired or not, is no slip.
        """
        codes = [each.code for each in self.entries]
        if name in codes:
            return ""
        near = (each for each in codes if each in self.usable and _is_slip(name, each))
        return next(near, "")

    @cached_property
    def usable(self) -> frozenset[str]:
        """The values of its own that a new record may hold (S5)."""
        return frozenset(each.code for each in self.entries if not each.is_retired)


def _is_slip(name: str, meant: str) -> bool:
    """Return whether one slip of the pen makes one name of the other."""
    if len(meant) < _SHORTEST:
        return False
    pairs = enumerate(zip(name, meant, strict=False))
    first = next((at for at, (a, b) in pairs if a != b), min(len(name), len(meant)))
    one, other = name[first:], meant[first:]
    swapped = one[:2] == other[:2][::-1] and one[2:] == other[2:]
    return swapped or one[1:] in (other, other[1:]) or one == other[1:]
