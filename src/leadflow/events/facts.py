"""Facts: what happened to a record, when, by whom; told when somebody asks."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import ENTITIES, Record, entity_of
from leadflow.entities.records import Difference, blank, differences
from leadflow.entities.shapes import shape
from leadflow.events.origins import Carried, Origins
from leadflow.values.text import shown


SIGNED = ("version", "updated_at", "updated_by")
"""What differs in every next version."""
IMPLIED = frozenset({"id", *SIGNED})
"""Told by every event itself, so that its list of changes stays short."""

_NAME = itemgetter(0)

_PERSONAL = frozenset(
    spec.name
    for entity in ENTITIES.values()
    for spec in entity.fields.values()
    if spec.personal
)


class Gone(Enum):
    """What stands where a value was erased: nobody knows it any more (H5)."""

    GONE = "gone"

    def __repr__(self) -> str:
        return "<erased>"


GONE: Final = Gone.GONE


@by_value
@frozen(eq=False, repr=False, weakref_slot=False)
class FieldChange:
    """One field, before and after."""

    field: str
    before: Any
    after: Any
    carried: tuple[Carried, ...] = ()
    """Where a conversion took the value from; empty for every other change."""

    def __repr__(self) -> str:
        personal = self.field in _PERSONAL
        before, after = (
            shown(each, personal=personal) for each in (self.before, self.after)
        )
        return f"FieldChange({self.field!r}, {before} → {after})"


@frozen(eq=False, repr=False, weakref_slot=False)
class Creation:
    """What there is to tell of a new record, until somebody wants to hear it.

    That is the record itself: whatever is filled was empty before. Most facts of
    creations go into a store, which writes them straight from the record.
    """

    record: Record
    origins: Origins

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """Return what is told, field by field."""
        before = blank(entity_of(self.record))
        filled = differences(before, self.record)
        told = [each for each in filled if each[0] not in IMPLIED]
        return _told(told, self.origins.carried)

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Let what is pickled or copied be what it tells."""
        return tuple, (self.changes,)


@frozen(eq=False, repr=False, weakref_slot=False)
class Succession:
    """What there is to tell of a next version, until somebody wants to hear it."""

    differing: tuple[Difference, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the fields of which it tells, and those that go without saying."""
        return (*map(_NAME, self.differing), *SIGNED)

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """Return what is told, field by field."""
        return _told(self.differing)

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Let what is pickled or copied be what it tells."""
        return tuple, (self.changes,)


@by_value
@frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class StageMark:
    """The stage that a record entered, in the words of that time (S2)."""

    pipeline: str
    stage: str
    label: str
    kind: str


@by_value
@frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class Event:
    """One fact about one record; facts are only ever added (H1).

    ``seq`` orders all facts of a store, whatever the clock did; the store sets
    it. Folding the changes of a record's events gives its present state.
    """

    kind: str
    """``created``, ``updated``, ``moved``, ``closed``, ``reopened``, …"""
    entity: str
    record: str
    version: int
    """The record's version after this fact."""
    at: datetime
    actor: str
    told: tuple[FieldChange, ...] | Creation | Succession = field(
        default=(), alias="changes"
    )
    """What ``changes`` is yet to be made of; the list, once somebody asked."""
    stage: StageMark | None = None
    """Where the record stands after a stage event."""
    cause: str = ""
    """What brought it about: the id of a conversion, a reason given."""
    overridden: tuple[str, ...] = ()
    """The gates that were passed over, as ``limit`` or ``required:amount`` (S4)."""
    seq: int = 0

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """What it changed: of a new record, all that was filled."""
        told = self.told
        if not isinstance(told, tuple):
            told = told.changes
            # Who asks once asks again, and may let go of the record meanwhile.
            object.__setattr__(self, "told", told)
        return told

    def __repr__(self) -> str:
        place = f" in '{self.stage.stage}'" if self.stage else ""
        cause = f" because of {self.cause!r}" if self.cause else ""
        gates = ", ".join(self.overridden)
        passed = f" passing over {gates}" if gates else ""
        return (
            f"<Event {self.at:%Y-%m-%d %H:%M:%S}Z: {self.kind} {self.record} "
            f"version {self.version}{place} by {self.actor}{cause}{passed}>"
        )

    def change_of(self, name: str) -> FieldChange | None:
        """Return what happened to one field, if anything did."""
        return next((each for each in self.changes if each.field == name), None)


def successions(facts: Iterable[Event]) -> Mapping[tuple[str, int], Succession]:
    """Return what facts tell of next versions, by id and version.

    Where somebody made a list of changes of it already, nothing.
    """
    return {
        (fact.record, fact.version): told
        for fact in facts
        if isinstance(told := fact.told, Succession)
    }


def _told(
    differing: Iterable[Difference],
    origins: Mapping[str, tuple[Carried, ...]] = MappingProxyType({}),
) -> tuple[FieldChange, ...]:
    made = shape(FieldChange).made
    several = [
        made(name, was, now, origins.get(name, ())) for name, was, now in differing
    ]
    return tuple(several)
