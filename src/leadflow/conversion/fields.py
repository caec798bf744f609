"""The fields of a target: kept by column, told one by one (C5).

Most conversions are carried out, and nobody looks at what was planned. So what a
target takes over goes into a few dictionaries, of which its record and its fact are
made at once. Who looks at a plan is told it field by field.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

import attrs
from attrs import define, frozen

from leadflow.deferred import by_value
from leadflow.entities import Record
from leadflow.entities.shapes import shape
from leadflow.errors import Fault, InvalidValue, UnknownName


COPIED: Final = "copied"
GIVEN: Final = "given"
LINKED: Final = "linked"

Entry: TypeAlias = tuple[str, str, str]
"""Of a value its field, how it came about, and the source's fields."""
Fit: TypeAlias = Callable[[object], object]
"""What gives a value as the target's field will hold it, or raises."""


@by_value
@frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class FieldPlan:
    """One field of a target: its value, what it replaces, where it comes from."""

    field: str
    value: object
    before: object = None
    source: str = ""
    """The source's field or fields."""
    how: str = COPIED
    """``copied``, ``constant``, ``template``, ``first filled``, ``given``; for
    existing records ``filled``, ``united``, ``overwritten``; ``linked`` for ties."""
    fault: Fault | None = None
    """Why the value could not be made, if it could not."""
    fits: bool = attrs.field(init=False, default=False, eq=False, repr=False)
    """Whether the value is known to be one that the target's field holds.

    Known of what leadflow just planned; a plan that was given is judged again.
    """


@define(eq=False, repr=False)
class Filling:
    """What a target is filled with, in the making; everything by field."""

    values: dict[str, object] = attrs.field(factory=dict)
    entries: dict[str, Entry] = attrs.field(factory=dict)
    """In the order in which they are told."""
    before: dict[str, object] = attrs.field(factory=dict)
    """What is replaced."""
    unfit: dict[str, Fault | None] = attrs.field(factory=dict)
    """The values that are not known to fit, and the fault of each that has one."""

    @classmethod
    def of(cls, fields: Iterable[FieldPlan]) -> "Filling":
        """Return by column what was told field by field."""
        made = cls()
        for each in fields:
            made.put((each.field, each.how, each.source), each.value, each.before)
            if not each.fits:
                made.unfit[each.field] = each.fault
        return made

    @property
    def told(self) -> tuple[FieldPlan, ...]:
        """Return the plan of each field."""
        made, before, unfit = shape(FieldPlan).made, self.before, self.unfit
        several = [
            made(
                name,
                self.values[name],
                before.get(name),
                source,
                how,
                unfit.get(name),
                name not in unfit,
            )
            for name, how, source in self.entries.values()
        ]
        return tuple(several)

    @property
    def given(self) -> "Filling":
        """Return what the caller gave, and nothing else."""
        made = Filling()
        for name, entry in self.entries.items():
            if entry[1] == GIVEN:
                made.put(entry, self.values[name])
        return made.judged_as(self)

    def judged_as(self, other: "Filling") -> "Filling":
        """Return this, with what another one knows to be unfit."""
        found = other.unfit.items()
        self.unfit = {name: fault for name, fault in found if name in self.entries}
        return self

    def put(self, entry: Entry, value: object, before: object = None) -> None:
        """Fill in a value as it is."""
        name = entry[0]
        self.values[name] = value
        self.entries[name] = entry
        if before is not None:
            self.before[name] = before

    def put_fitting(self, entry: Entry, value: object, fit: Fit) -> None:
        """Fill in a value as its field will hold it.

        One that does not fit is left as it is: ``misfits`` tells why.
        """
        try:
            self.put(entry, fit(value))
        except (InvalidValue, UnknownName):
            self.put(entry, value)
            self.unfit[entry[0]] = None

    def tie(self, ties: Mapping[str, object], known: Record) -> None:
        """Fill in ties, in place of what a map said of these fields.

        What the caller gave stays; people who were given are among those of the tie.
        ``known`` is what the target was before.
        """
        for name, value in ties.items():
            if name in self.entries:
                if self.entries[name][1] == GIVEN and name != "contacts":
                    continue
                self.leave_out(name)
            self.values[name] = value
            self.entries[name] = (name, LINKED, "")
            if before := getattr(known, name):
                self.before[name] = before

    def leave_out(self, name: str) -> None:
        """Take a field out, if it is there."""
        for column in (self.values, self.entries, self.before, self.unfit):
            column.pop(name, None)

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Let what is pickled or copied be what it tells."""
        return tuple, (self.told,)
