"""The ``Change`` of a verb, and the facts that it is made of.

Verbs are pure: they return a ``Change`` and write nothing. ``Crm`` alone stores
its records and appends its events, in one transaction (H1).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import NAMES, R, Record
from leadflow.entities.records import Difference, differences, with_values
from leadflow.entities.shapes import SHAPES
from leadflow.events.facts import IMPLIED, Creation, Event, StageMark, Succession
from leadflow.events.kinds import CREATED, NOTED, TOUCHED, UPDATED
from leadflow.events.origins import NO_ORIGINS, Origins


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
    event = _event(CREATED, new, Creation(new, origins), act, stage)
    return Change((new,), (event,))


def changed(
    before: R,
    after: R,
    act: Act,
    *,
    kind: str = UPDATED,
    stage: StageMark | None = None,
) -> tuple[R, Change]:
    """Return ``after`` as the next version of ``before``, and the change.

    Where nothing differs nothing is written: the change is empty.
    """
    told = [each for each in differences(before, after) if each[0] not in IMPLIED]
    if kind in (UPDATED, TOUCHED) and not told:
        return before, Change()
    new = with_values(after, version=before.version + 1, **signed(kind, act))
    return new, succession(new, act, told, kind=kind, stage=stage)


def succeeding(before: R, values: Mapping[str, object], act: Act) -> R:
    """Return the next version of a record, with other values and signed.

    The values are leadflow's own, and taken as they are.
    """
    shape = SHAPES[type(before)]
    draft = shape.copy(before)
    for name, each in values.items():
        setattr(draft, name, each)
    draft.version = before.version + 1
    draft.updated_at, draft.updated_by = act.now, act.actor
    draft.__class__ = shape.cls
    new: R = draft
    return new


def succession(
    new: Record,
    act: Act,
    told: Iterable[Difference],
    *,
    kind: str,
    stage: StageMark | None = None,
) -> Change:
    """Return the change that stores a next version, which is as it is to be stored.

    ``told`` is how it differs from the one before, but for what every fact implies.
    """
    succession = Succession(tuple(told))
    return Change((new,), (_event(kind, new, succession, act, stage),))


def signed(kind: str, act: Act) -> dict[str, object]:
    """Return who changed a record and when; a touch is no change by anybody."""
    return {} if kind in NOTED else {"updated_at": act.now, "updated_by": act.actor}


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
