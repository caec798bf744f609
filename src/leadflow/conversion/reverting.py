"""Taking a conversion back: everything of it, or nothing (C14).

Values are judged, not versions: what was changed and set back to the very value
counts as unchanged.
"""

from collections.abc import Iterable, Iterator
from typing import cast

import attrs

from leadflow.context import Context
from leadflow.conversion.journal import (
    Bit,
    Deed,
    Journal,
    as_made,
    is_conversion,
    is_removal,
    journal,
    latest_change,
    reversal,
    revert_cause,
)
from leadflow.conversion.undoing import PutBack, Reverted, RevertPlan
from leadflow.entities import Activity, Custom, Lead, Record, Staged, references
from leadflow.entities.records import differences, held_at, with_values
from leadflow.errors import Fault, PlanOutdated, RevertRefused, UnknownName
from leadflow.events import DELETED, REVERTED, UPDATED, Change, StageMark, changed
from leadflow.ids import ConversionId, prefix_of
from leadflow.pipelines import mark, room_faults, standing
from leadflow.records import Check, billing_faults
from leadflow.records.groups import group_faults
from leadflow.records.purging import without
from leadflow.records.touches import touches
from leadflow.storage.port import Backlink


# Told by every fact itself, or a touch, and no sign of work on the record.
_IMPLIED = frozenset(
    {
        "version",
        "updated_at",
        "updated_by",
        "last_activity_at",
        "last_activity_by",
        "consents",
    }
)
# All of them change when a record moves; one word says it.
_PLACE = frozenset(
    {"pipeline", "stage", "stage_kind", "stage_entered_at", "moved_by", "closed_at"}
)
_MOVED = _PLACE | {"probability", "probability_source", "loss_reason", "loss_note"}


def plan_revert(context: Context, id: str) -> RevertPlan:
    """Return what taking a conversion back would do, with every conflict.

    Raises ``NotFound`` when no conversion has this id.
    """
    return _Undoing(context, journal(context.reader, id)).plan()


def revert(context: Context, plan: RevertPlan) -> tuple[Reverted, Change]:
    """Return what comes of a plan and the change that takes the conversion back.

    Raises ``RevertRefused`` with every conflict, ``PlanOutdated`` when the plan
    would do something else by now.
    """
    undoing = _Undoing(context, journal(context.reader, plan.conversion))
    fresh = undoing.plan()
    if fresh.conflicts:
        raise RevertRefused(plan.conversion, fresh.conflicts)
    if fresh != plan:
        raise PlanOutdated(plan.source, tuple(undoing.touched))
    return undoing.done(), undoing.change


def reverted(context: Context, id: str) -> Reverted | None:
    """Return what came of taking a conversion back, if that was done."""
    events = reversal(context.reader, id)
    if not events:
        return None
    source = next(each.record for each in events if each.kind == REVERTED)
    removed = tuple(each.record for each in events if is_removal(each))
    touched = dict.fromkeys(each.record for each in events)
    return Reverted(
        conversion=ConversionId(id),
        source=source,
        removed=removed,
        changed=tuple(each for each in touched if each not in removed),
    )


class _Undoing:
    """One conversion on its way back: each deed is undone, the last one first."""

    def __init__(self, context: Context, journal: Journal) -> None:
        self.context = context.because(revert_cause(journal.id))
        self.journal = journal
        self.change = Change()
        self.conflicts: list[Fault] = []
        self.put_back: list[PutBack] = []
        self.unbound: list[str] = []
        self.removed: list[str] = []
        self.returns_to = ""
        if reversal(context.reader, journal.id):
            hint = "nothing is left to do"
            self._blame(journal.id, "was taken back already", hint, "reverted")
            return
        for deed in reversed(journal.deeds):
            self._undo(deed)
        self._refuse_newcomers()

    @property
    def touched(self) -> Iterator[str]:
        """Yield the ids of the records that would be written."""
        return iter(dict.fromkeys(each.id for each in self.change.records))

    def plan(self) -> RevertPlan:
        """Return what was found, as a value."""
        return RevertPlan(
            conversion=self.journal.id,
            source=self.journal.source,
            variant=self.journal.variant,
            removed=tuple(self.removed),
            put_back=tuple(self.put_back),
            unbound=tuple(self.unbound),
            returns_to=self.returns_to,
            conflicts=tuple(self.conflicts),
        )

    def done(self) -> Reverted:
        """Return what will have been done."""
        gone = set(self.removed)
        return Reverted(
            conversion=self.journal.id,
            source=self.journal.source,
            removed=tuple(self.removed),
            changed=tuple(each for each in self.touched if each not in gone),
        )

    def _undo(self, deed: Deed) -> None:
        now = self._now().load(deed.entity, deed.record)
        if now is None and deed.is_source:
            self._blame(self._name(deed), "is not there any more", "", "not_found")
        elif now is None:
            return  # it was purged: nothing of it is left to undo
        elif deed.is_made:
            self._remove(deed, now)
        else:
            self._restore(deed, now)

    # What the conversion made

    def _remove(self, deed: Deed, now: Record) -> None:
        """Delete a record that is as it was made; one that is gone stays gone."""
        if now.deleted_at is not None:
            return
        made = self._linked(now, as_made(self.context.reader, deed) or now)
        names = [n for n, _, _ in differences(made, now) if n not in _IMPLIED]
        for name in _worth_telling(names):
            self._blame_change(deed, name)
        self.removed.append(now.id)
        gone = with_values(now, deleted_at=self.context.act.now)
        self.change += changed(now, gone, self.context.act, kind=DELETED)[1]

    def _refuse_newcomers(self) -> None:
        """Refuse to pull a record away from under what hangs on it by now."""
        removed = set(self.removed)
        after = self._now()
        for link in self.context.reader.links_to(self.removed):
            holder = after.load(link.entity, link.record)
            if link.record in removed or holder is None or holder.deleted_at:
                continue
            if any(each.target == link.target for each in references(holder)):
                self._blame_link(link)

    def _blame_link(self, link: Backlink) -> None:
        reason = f"{link.record} points at it by now"
        hint = f"change its '{link.field}' or delete it first"
        event = latest_change(self.context.reader, link.record, link.field)
        if event is not None and is_conversion(event.cause):
            hint = f"take back {event.cause} first"
        deed = next(each for each in self.journal.deeds if each.record == link.target)
        self._blame(self._name(deed), reason, hint, "linked_since")

    # What the conversion changed

    def _restore(self, deed: Deed, now: Record) -> None:
        if deed.is_source and now.deleted_at is not None:
            self._blame(self._name(deed), "was deleted", "restore it first", "deleted")
        values: dict[str, object] = {}
        codes: dict[str, object] = {}
        back = [bit for bit in deed.bits() if self._may_return(deed, now, bit)]
        for path, before, _ in back:
            name, _, code = path.partition(".")
            (codes if code else values)[code or name] = before
        if codes:
            values["custom"] = Custom({**now.custom, **codes})
        then = self._linked(now, with_values(now, **values))
        for name, _, _ in back:
            self._note(deed, name, now, then)
        check = Check(record=then, before=now)
        self._blame_all(deed, billing_faults(self._now(), check))
        self._blame_all(deed, group_faults(self._now(), check))
        self._write(deed, now, then)

    def _linked(self, now: Record, then: Record) -> Record:
        """Return a record without links to what was purged meanwhile (F6)."""
        known = {each.target for each in references(now)}
        targets = {each.target for each in references(then)} - known
        context = self._now()
        gone = {each for each in targets if context.load(prefix_of(each), each) is None}
        return without(then, frozenset(gone)) if gone else then

    def _may_return(self, deed: Deed, now: Record, bit: Bit) -> bool:
        """Tell whether a value is put back; blame it if it was changed since."""
        name, before, after = bit
        found = held_at(now, name)
        # A converted lead moves only when its stage goes away, with all the rest.
        is_cleared = deed.is_source and isinstance(now, Lead) and name in _PLACE
        if found != after and not is_cleared:
            if found != before:
                self._blame_change(deed, name)
            return False
        return True

    def _note(self, deed: Deed, name: str, now: Record, then: Record) -> None:
        if deed.is_source:
            return
        if name == "bindings":
            self.unbound.append(deed.record)
        else:
            held, before = held_at(now, name), held_at(then, name)
            self.put_back.append(
                PutBack(record=deed.record, field=name, value=held, before=before)
            )

    def _write(self, deed: Deed, now: Record, then: Record) -> None:
        kind = REVERTED if deed.is_source else UPDATED
        stage: StageMark | None = None
        if deed.is_source and isinstance(then, Staged) and _is_moved(deed):
            stage = self._stage(deed, cast("Staged", now), then)
        act = self.context.act
        self.change += changed(now, then, act, kind=kind, stage=stage)[1]
        if isinstance(now, Activity):
            self.change += touches(self._now(), now, cast("Activity", then))

    def _stage(self, deed: Deed, now: Staged, then: Staged) -> StageMark | None:
        """Return where the lead stands again, if there is such a place and room."""
        self.returns_to = f"{then.pipeline}/{then.stage}"
        try:
            pipeline, stage = standing(self.context, then)
        except UnknownName as error:
            self._blame_all(deed, (attrs.evolve(error, path="stage").fault,))
            return None
        if (now.pipeline, now.stage) != (then.pipeline, then.stage):
            found = room_faults(self.context, then, pipeline, stage)
            self._blame_all(deed, found)
        return mark(self.context.workspace, pipeline.code, stage.code)

    def _now(self) -> Context:
        return self.context.after(self.change)

    # What stands in the way

    def _name(self, deed: Deed) -> str:
        """Return the entity, or the id where the conversion touched several."""
        alike = [each for each in self.journal.deeds if each.entity == deed.entity]
        return deed.entity if len(alike) == 1 else deed.record

    def _blame_all(self, deed: Deed, faults: Iterable[Fault]) -> None:
        for fault in faults:
            path = f"{self._name(deed)}.{fault.path}"
            self.conflicts.append(attrs.evolve(fault, path=path))

    def _blame_change(self, deed: Deed, name: str) -> None:
        event = latest_change(self.context.reader, deed.record, name)
        since = f" by {event.actor} on {event.at:%Y-%m-%d}" if event else ""
        hint = "set it back first, or leave the conversion as it is"
        if event is not None and is_conversion(event.cause):
            hint = f"take back {event.cause} first"
        path = f"{self._name(deed)}.{name}"
        self._blame(path, f"was changed since{since}", hint, "changed_since")

    def _blame(self, path: str, reason: str, hint: str, code: str) -> None:
        self.conflicts.append(Fault(path, reason, hint, code))


def _is_moved(deed: Deed) -> bool:
    return any(name == "stage" for name, _, _ in deed.bits())


def _worth_telling(names: list[str]) -> Iterator[str]:
    """Yield the fields that differ; a move, which changes several, once."""
    if any(each in _PLACE for each in names):
        yield "stage"
        names = [each for each in names if each not in _MOVED]
    yield from names
