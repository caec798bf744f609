"""Facts: what happened to a record, when, by whom; and the ``Change`` of a verb.

Verbs are pure: they return a ``Change`` and write nothing. ``Crm`` alone stores
its records and appends its events, in one transaction (H1).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import ENTITIES, NAMES, R, Record, entity_of
from leadflow.entities.records import Difference, blank, differences, with_values
from leadflow.entities.shapes import SHAPES, shape
from leadflow.errors import InvalidValue
from leadflow.values.converters import text
from leadflow.values.text import shown


IMPLIED = frozenset({"id", "version", "updated_at", "updated_by"})
"""Told by every event itself, so that its list of changes stays short."""

_PERSONAL = frozenset(
    spec.name
    for entity in ENTITIES.values()
    for spec in entity.fields.values()
    if spec.personal
)

CREATED = "created"
UPDATED = "updated"
MOVED = "moved"
CLOSED = "closed"
REOPENED = "reopened"
PIPELINE_CHANGED = "pipeline_changed"
CONVERTED = "converted"
APPROVED = "approved"
REVERTED = "reverted"
DELETED = "deleted"
RESTORED = "restored"
TOUCHED = "touched"
"""Something happened with the record; it was not changed by anybody."""
DISMISSED = "dismissed"
"""Somebody told two records apart: they are no duplicates (D4)."""
RECONSIDERED = "reconsidered"
"""The two may be duplicates after all."""
CONSENTED = "consented"
"""Somebody said whether letters and calls are wanted."""
NOTED = frozenset({TOUCHED, DISMISSED, RECONSIDERED, CONSENTED})
"""What takes nothing from anybody: no field that people write was changed."""
PURGED = "purged"
ERASED = "erased"

APART = "apart:"
"""How the cause begins of what tells two records apart; a sign of both follows."""
IMPORT = "import:"
"""How the cause begins of what was brought in from a file; its name follows."""
OWN_CAUSES = (
    APART,
    "conversion_",
    "deleted:",
    "erased:",
    IMPORT,
    "inquiry_",
    "merge_",
    "purged:",
    "reverted:",
    "switch:",
    "unmerged:",
)
"""How the causes begin that leadflow gives its own facts, and reads them by."""


def reason(value: str | None) -> str:
    """Return why somebody does something, as clean text.

    Raises ``InvalidValue`` for what would pass for a cause of leadflow's own: by
    these it finds what to undo, and tells where values came from.

    >>> reason(" the client insists ")
    'the client insists'
    """
    if not value:
        return ""
    words = text(value)
    if words.startswith(OWN_CAUSES):
        hint = "say it in words of your own"
        raise InvalidValue("reason", "begins like a cause of leadflow's", hint)
    return words


@by_value
@frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class Carried:
    """How a conversion came by a value: from which record and fields, by what map.

    A change of ``custom`` has one for each code that was carried over.
    """

    field: str
    """The field that took the value: ``amount``, ``custom.budget``."""
    how: str
    """As the plan said it: ``copied``, ``template``, ``filled``, ``united``, …"""
    source: str = ""
    """The id of the record that was converted."""
    fields: tuple[str, ...] = ()
    """Its fields that the value was made of; none for a constant or a tie."""
    variant: str = ""
    """The conversion's variant, whose map says so."""


@frozen(eq=False, repr=False, weakref_slot=False)
class Origins:
    """Where a conversion took the values of a record from, until somebody asks."""

    source: str = ""
    """The id of the record that was converted."""
    variant: str = ""
    entries: tuple[tuple[str, str, str], ...] = ()
    """Of each value its field, how it was made, and the source's fields."""

    @property
    def carried(self) -> Mapping[str, tuple[Carried, ...]]:
        """Return what is told of each field; of ``custom`` for each of its codes."""
        known: dict[str, tuple[Carried, ...]] = {}
        for name, how, fields in self.entries:
            one = Carried(
                field=name,
                how=how,
                source=self.source,
                fields=tuple([each for each in fields.split(", ") if each]),
                variant=self.variant,
            )
            whole = name.partition(".")[0]
            known[whole] = (*known.get(whole, ()), one)
        return known


NO_ORIGINS: Final = Origins()
"""Of what no conversion carried over."""


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
    _changes: tuple[FieldChange, ...] | Creation | Succession = ()
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
        told = self._changes
        if not isinstance(told, tuple):
            told = told.changes
            # Who asks once asks again, and may let go of the record meanwhile.
            object.__setattr__(self, "_changes", told)
        return told

    @property
    def creation(self) -> Creation | None:
        """What ``changes`` is yet to be told of, unless somebody asked for it."""
        told = self._changes
        return told if isinstance(told, Creation) else None

    @property
    def succession(self) -> Succession | None:
        """The same of a next version."""
        told = self._changes
        return told if isinstance(told, Succession) else None

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


@by_value
@frozen(eq=False, repr=False)
class Change:
    """What a verb wants written: records in their new state, and the facts.

    Each record's version is one above the version it was made from; the store
    refuses it when that is not the stored one (H2).
    """

    records: tuple[Record, ...] = ()
    events: tuple[Event, ...] = ()

    def __add__(self, other: "Change") -> "Change":
        return Change(self.records + other.records, self.events + other.events)

    @classmethod
    def total(cls, changes: Iterable["Change"]) -> "Change":
        """Return all changes as one, in order."""
        several = tuple(changes)
        records = [record for each in several for record in each.records]
        events = [event for each in several for event in each.events]
        return cls(tuple(records), tuple(events))


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Act:
    """Who acts, when, and why: what every verb needs and no verb invents."""

    actor: str
    now: datetime
    cause: str = ""
    overridden: tuple[str, ...] = ()
    """The gates that are passed over (S4)."""


def created(
    record: R,
    act: Act,
    *,
    stage: StageMark | None = None,
    origins: Origins = NO_ORIGINS,
) -> tuple[R, Change]:
    """Return a new record as it is first stored, and the change that stores it.

    ``origins`` say of some fields where their values were taken from.
    """
    new = with_values(record, **first_signed(record, act))
    return new, creation(new, act, stage=stage, origins=origins)


def first_signed(record: Record, act: Act) -> dict[str, object]:
    """Return what a new record says of its making: version, times and authors."""
    return {
        "version": 1,
        "created_at": record.created_at or act.now,
        "created_by": record.created_by or act.actor,
        "updated_at": act.now,
        "updated_by": act.actor,
        "deleted_at": None,
    }


def creation(
    new: Record,
    act: Act,
    *,
    stage: StageMark | None = None,
    origins: Origins = NO_ORIGINS,
) -> Change:
    """Return the change that stores a new record, which is as it is to be stored."""
    told = Creation(new, origins)
    return Change((new,), (_event(CREATED, new, told, act, stage),))


def changed(
    before: R,
    after: R,
    act: Act,
    *,
    kind: str = UPDATED,
    stage: StageMark | None = None,
    differing: Iterable[Difference] | None = None,
) -> tuple[R, Change]:
    """Return ``after`` as the next version of ``before``, and the change.

    Where nothing differs nothing is written: the change is empty. ``differing`` is
    what differs, where that is known already.
    """
    known = differences(before, after) if differing is None else differing
    told = [each for each in known if each[0] not in IMPLIED]
    if kind in (UPDATED, TOUCHED) and not told:
        return before, Change()
    new = with_values(after, version=before.version + 1, **_signed(kind, act))
    return new, succession(new, act, told, kind=kind, stage=stage)


def succession(
    new: Record,
    act: Act,
    differing: Iterable[Difference],
    *,
    kind: str,
    stage: StageMark | None = None,
) -> Change:
    """Return the change that stores a next version, which is as it is to be stored."""
    told = [each for each in differing if each[0] not in IMPLIED]
    succeeding = Succession(tuple(told))
    return Change((new,), (_event(kind, new, succeeding, act, stage),))


def _signed(kind: str, act: Act) -> dict[str, object]:
    """Return who changed a record and when; a touch is no change by anybody."""
    return {} if kind in NOTED else {"updated_at": act.now, "updated_by": act.actor}


def _told(
    differing: Iterable[Difference],
    origins: Mapping[str, tuple[Carried, ...]] = MappingProxyType({}),
) -> tuple[FieldChange, ...]:
    made = shape(FieldChange).made
    several = [
        made(name, was, now, origins.get(name, ())) for name, was, now in differing
    ]
    return tuple(several)


def _event(
    kind: str,
    after: Record,
    told: Creation | Succession,
    act: Act,
    stage: StageMark | None,
) -> Event:
    made: Event = SHAPES[Event].made(
        kind,
        NAMES[type(after)],
        after.id,
        after.version,
        act.now,
        act.actor,
        told,
        stage,
        act.cause,
        act.overridden,
        0,
    )
    return made


def replay(events: Iterable[Event]) -> Record | None:
    """Return the record that its events tell of, or ``None`` without events (H1).

    The events of one record, in the order of their versions; stopping early
    gives the record as it was then.
    """
    record: Record | None = None
    for event in events:
        record = applied(record, event)
    return record


def applied(record: Record | None, event: Event) -> Record:
    """Return a record as it is after the next of its events."""
    known: Record = record or blank(ENTITIES[event.entity])
    return with_values(
        known,
        **{
            **{
                each.field: each.after
                for each in event.changes
                if each.after is not GONE
            },
            "id": event.record,
            "version": event.version,
            **_signed(event.kind, Act(actor=event.actor, now=event.at)),
        },
    )
