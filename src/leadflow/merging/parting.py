"""Taking a merge back: everything of it, or nothing (D3).

Values are judged, not versions: what a merge wrote and nobody changed since is put
back, and anything else is a conflict.
"""

from collections.abc import Iterator
from typing import Any, cast

from attrs import define, field

from leadflow.context import Context
from leadflow.entities import Company, Record
from leadflow.entities.records import held_at, with_values
from leadflow.errors import Fault, MergeRefused, NotFound, PlanOutdated
from leadflow.events import (
    CONSENTED,
    DELETED,
    RESTORED,
    UPDATED,
    Change,
    Event,
    changed,
)
from leadflow.ids import MergeId, prefix_of
from leadflow.merging.plan import Unmerged, UnmergePlan
from leadflow.records.groups import loop_faults
from leadflow.values import Consent
from leadflow.values.consents import consents


_BACK = "unmerged:"
# A call that was logged since is newer than what the merge knew.
_NEWER = frozenset({"last_activity_at", "last_activity_by"})
_SAID = "consents"
# Noted, or brought along by what comes out of another merge.
_SAYING = (CONSENTED, RESTORED)


def plan_unmerge(context: Context, id: str) -> UnmergePlan:
    """Return what taking a merge back would do; raises ``NotFound`` without one."""
    return _Parting.of(context, id).plan()


def unmerge(context: Context, plan: UnmergePlan) -> tuple[Unmerged, Change]:
    """Return what comes of a plan and the change that takes the merge back.

    A merge that was taken back already gives what came of it, and an empty change.
    Raises ``MergeRefused`` with every conflict, ``PlanOutdated`` when the plan would
    do something else by now.
    """
    if done := unmerged(context, plan.id):
        return done, Change()
    parting = _Parting.of(context, plan.id)
    fresh = parting.plan()
    if fresh.conflicts:
        raise MergeRefused(plan.survivor, fresh.conflicts)
    if fresh != plan:
        raise PlanOutdated(plan.survivor, tuple(parting.touched))
    return parting.done(), parting.change


def unmerged(context: Context, id: str) -> Unmerged | None:
    """Return what came of taking a merge back, if that was done."""
    events = list(context.reader.caused_by(f"{_BACK}{id}"))
    if not events:
        return None
    restored = tuple(each.record for each in events if each.kind == RESTORED)
    touched = dict.fromkeys(each.record for each in events)
    return Unmerged(
        id=MergeId(id),
        restored=restored,
        changed=tuple(each for each in touched if each not in restored),
    )


@define(eq=False)
class _Parting:
    """One merge on its way back."""

    context: Context
    id: MergeId
    survivor: str
    restored: list[str] = field(factory=list)
    put_back: list[tuple[str, str]] = field(factory=list)
    conflicts: list[Fault] = field(factory=list)
    change: Change = field(factory=Change)
    said: tuple[Consent, ...] = ()
    """What was said of letters since the merge: nobody knows by which of the two."""

    @classmethod
    def of(cls, context: Context, id: str) -> "_Parting":
        """Return what every fact of a merge comes to, backwards."""
        events = list(context.reader.caused_by(id))
        gone = [each for each in events if each.kind == DELETED]
        if not gone:
            raise NotFound("merge", id)
        survivor = _now_of(gone[0], "merged_into")
        made = cls(context.because(f"{_BACK}{id}"), MergeId(id), str(survivor))
        made.said = _said_since(context, made.survivor, gone[0].seq)
        for event in reversed(events):
            made.undo(event)
        made.judge()
        return made

    @property
    def touched(self) -> Iterator[str]:
        """Yield the ids of the records that would be written."""
        return iter(dict.fromkeys(each.id for each in self.change.records))

    def plan(self) -> UnmergePlan:
        """Return what was found, as a value."""
        return UnmergePlan(
            id=self.id,
            survivor=self.survivor,
            restored=tuple(self.restored),
            put_back=tuple(self.put_back),
            conflicts=tuple(self.conflicts),
        )

    def done(self) -> Unmerged:
        """Return what will have been done."""
        return Unmerged(
            id=self.id,
            restored=tuple(self.restored),
            changed=tuple(each for each in self.touched if each not in self.restored),
        )

    def undo(self, event: Event) -> None:
        """Put back what one fact of the merge changed."""
        now = self.context.load(prefix_of(event.record), event.record)
        if now is None:
            self._blame(event.record, "", "was purged since")
            return
        values = dict(self._values(event, now))
        if not values:
            return
        kind = UPDATED
        if event.kind == DELETED:
            if self.said:
                own = cast("tuple[Consent, ...]", held_at(now, _SAID))
                values[_SAID] = consents((*own, *self.said))
            self.restored.append(event.record)
            kind = RESTORED
        else:
            self.put_back += [(event.record, name) for name in values]
        before = _with(now, values)
        change = changed(now, before, self.context.act, kind=kind)[1]
        self.change += change
        self.context = self.context.after(change)

    def judge(self) -> None:
        """Blame what belongs to itself now that firms have got other parents since."""
        for id in self.touched:
            record = self.context.load(prefix_of(id), id)
            if isinstance(record, Company) and any(loop_faults(self.context, record)):
                self._blame(id, "parent", "would belong to itself by now")

    def _values(self, event: Event, now: Record) -> Iterator[tuple[str, Any]]:
        """Yield each field with the value that it had before the merge."""
        for each in event.changes:
            for name, before, after in _bits(each.field, each.before, each.after):
                held = held_at(now, name)
                if name == _SAID:
                    yield name, consents((*before, *self.said))
                elif held == after:
                    yield name, before
                elif held != before and name not in _NEWER:
                    self._blame(event.record, name, "was changed since the merge")

    def _blame(self, id: str, name: str, reason: str) -> None:
        path = f"{id}.{name}" if name else id
        fault = Fault(path, reason, "set it back first, or leave it merged", "changed")
        self.conflicts.append(fault)


def _said_since(context: Context, id: str, seq: int) -> tuple[Consent, ...]:
    """Return the consents that were noted of a record after a fact."""
    noted = (
        each.change_of(_SAID)
        for each in context.reader.history(id)
        if each.kind in _SAYING and each.seq > seq
    )
    several = (set(each.after) - set(each.before) for each in noted if each)
    return tuple(said for each in several for said in each)


def _bits(name: str, before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401
    """Yield a change; that of ``custom`` code by code."""
    if name != "custom":
        yield name, before, after
        return
    for code in dict.fromkeys((*(before or ()), *(after or ()))):
        old = before.get(code) if before else None
        new = after.get(code) if after else None
        if old != new:
            yield f"custom.{code}", old, new


def _now_of(event: Event, name: str) -> object:
    return next((each.after for each in event.changes if each.field == name), "")


def _with(record: Record, values: dict[str, Any]) -> Record:
    custom = {
        name.partition(".")[2]: value
        for name, value in values.items()
        if name.startswith("custom.")
    }
    own = {name: value for name, value in values.items() if "." not in name}
    if custom:
        own["custom"] = record.custom.merged(custom)
    return with_values(record, **own)
