"""Carrying out a plan: one change, all or nothing (C7, C9)."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import cast

import attrs

from leadflow.access import Rights
from leadflow.context import Context
from leadflow.conversion.activities import bound
from leadflow.conversion.fields import Filling
from leadflow.conversion.mapping import misfits
from leadflow.conversion.matching import NOBODY, alike
from leadflow.conversion.plan import (
    TAKING_PART,
    ConversionPlan,
    Source,
    TargetPlan,
    asked,
)
from leadflow.conversion.planning import (
    Decision,
    fingerprint,
    require_convertible,
    require_once,
)
from leadflow.conversion.provenance import attributed
from leadflow.conversion.recipes import recipes
from leadflow.conversion.result import Converted, result
from leadflow.conversion.targets import UNMATCHED
from leadflow.entities import (
    ENTITIES,
    Counterparty,
    Lead,
    Quote,
    Record,
    entity_of,
    evolve,
)
from leadflow.entities.records import as_changes, blank, differences, filled
from leadflow.entities.shapes import altered_by
from leadflow.errors import (
    ConversionInvalid,
    Fault,
    InvalidData,
    MoveRefused,
    PlanOutdated,
    UnknownName,
)
from leadflow.events import CONVERTED, Change, Event, Origins, changed
from leadflow.ids import prefix_of
from leadflow.pipelines import Destination, passage, take
from leadflow.records import Options, carry_over, is_latest, moving_faults, update
from leadflow.records.consenting import note_consents
from leadflow.values import Consent
from leadflow.workspace import WON, Workspace, once_each
from leadflow.workspace.conversions import CREATE, LINK


_CARRIED = Options(converting=True)
_NOTHING: Mapping[str, tuple[Consent, ...]] = {}
# What a source remembers of its targets, where it can hold it (C9).
_TIES: Mapping[type, tuple[str, ...]] = {
    Lead: ("company", "contact", "deal"),
    Quote: ("deal",),
}


def apply(context: Context, plan: ConversionPlan) -> tuple[Converted, Change]:
    """Return the result of a plan and the change that makes it true.

    Raises ``PlanOutdated`` when something that the plan read was changed since,
    ``ConversionInvalid`` with every fault when a target cannot be made.
    """
    _require_current(context, plan)
    source = cast("Source", context.live(plan.source))
    # Who made an invoice by hand since then changed nothing that the plan has read.
    require_once(context, source, plan.targets)
    require_convertible(context, source)
    if plan.faults:
        raise ConversionInvalid(plan.source, plan.faults)
    return carry_out(context, _decision(context, plan, source))


def _decision(context: Context, plan: ConversionPlan, source: Source) -> Decision:
    variant = context.workspace.conversion(plan.variant)
    return Decision(plan.id, source, variant, plan.targets, plan.owner)


def carry_out(context: Context, decision: Decision) -> tuple[Converted, Change]:
    """Return what ``apply`` does, of what was decided in this very context.

    What that rests on cannot have changed since, so nothing is looked at twice.
    """
    _require_answers(decision.source.id, decision.targets)
    return _Work(context, decision).result()


def problems(context: Context, plan: ConversionPlan) -> tuple[Fault, ...]:
    """Return what stands in the way of a plan, found by trying it dry (C5)."""
    if plan.questions:
        return ()
    context = attrs.evolve(context.for_rules(), numbers=None)
    try:
        # What is only tried takes no number of a counter (F3).
        source = cast("Source", context.live(plan.source))
        _, change = carry_out(context, _decision(context, plan, source))
    except ConversionInvalid as error:
        return error.faults
    return tuple(context.denials(change))


def _require_current(context: Context, plan: ConversionPlan) -> None:
    """Refuse a plan whose reasons no longer hold."""
    stale = [id for id, version in plan.reads if not _is_as_read(context, id, version)]
    known = {each.code: each for each in context.workspace.conversions}
    variant = known.get(plan.variant)
    if variant is None or fingerprint(context.workspace, variant) != plan.rules:
        stale.append(f"conversion '{plan.variant}'")
    source = context.load(plan.entity, plan.source)
    if not stale:  # then it is there; what is no lead has no client to be found
        stale = [*_new_matches(context, plan, cast("Lead", source))]
    if stale:
        raise PlanOutdated(plan.source, tuple(stale))


def _is_as_read(context: Context, id: str, version: int) -> bool:
    """Return whether a record is as it was read; a call logged since is no change."""
    found = context.load(prefix_of(id), id)
    # What was deleted since has another version.
    return found is not None and is_latest(context, found, version)


def _new_matches(context: Context, plan: ConversionPlan, lead: Lead) -> Iterator[str]:
    """Yield the records that would have been linked, had they been there."""
    made = [each.entity for each in plan.targets if each.reason == UNMATCHED]
    if not NOBODY.keys().isdisjoint(made):
        found = alike(context.as_seen(), context.shown(lead))
        for entity in made:
            yield from found.get(entity, ())


def _require_answers(source: str, targets: Iterable[TargetPlan]) -> None:
    if questions := asked(targets):
        faults = (Fault(e.path, "is to be decided", e.hint, "ask") for e in questions)
        raise ConversionInvalid(source, tuple(faults))


def _converted(record: Record, values: Mapping[str, object]) -> Record:
    return evolve(record, **as_changes(values))


@cache
def _empty(entity: str) -> Record:
    return blank(ENTITIES[entity])


class _Work:
    """One conversion in the making: each step sees what the ones before made."""

    def __init__(self, context: Context, decision: Decision) -> None:
        # It grows with the work; the context looks into it. All new records ask for
        # what they are made of.
        source = decision.source
        self.made: dict[str, Record] = {**context.pending, source.id: source}
        self.context = context.making(self.made, cause=decision.id)
        self.decision = decision
        self.records: list[Record] = []
        self.events: list[Event] = []
        self.faults: list[Fault] = []
        self.lost: list[str] = []
        self.source = source
        self.said = _said(decision)

    def result(self) -> tuple[Converted, Change]:
        """Make the targets, tie them together and close the source."""
        made: dict[str, Record] = {}
        for target in self.decision.targets:
            if target.action not in TAKING_PART:
                continue
            if (record := self._target(target)) is not None:
                made[target.entity] = record
        source = self._closed(made)
        if self.faults:
            raise ConversionInvalid(self.source.id, tuple(self.faults))
        variant = self.decision.variant
        calls = bound(self.context, self.source, made, variant)
        if calls.records:
            self._add(calls)
        done = result(self.decision.id, variant.code, source, made)
        return done, Change(tuple(self.records), tuple(self.events))

    def _add(self, change: Change) -> None:
        """Add to the change in the making: as good as stored for what follows."""
        self.records += change.records
        self.events += change.events
        for each in change.records:
            self.made[each.id] = each

    def _target(self, target: TargetPlan) -> Record | None:
        if self.context.seen is not None and target.action == CREATE:
            target = self._with_unseen(target, self.context.seen.rights)
        filling = target.filling
        wrong = tuple(misfits(self.context, target)) if filling.unfit else ()
        try:
            if not wrong:
                return self._made(target, filling)
        except (InvalidData, MoveRefused) as error:
            wrong = error.faults
        self.lost.append(target.id)
        self._blame(target.entity, wrong)
        return None

    def _blame(self, entity: str, faults: tuple[Fault, ...]) -> None:
        for fault in faults:
            # What links to a target that cannot be made is not at fault itself.
            if any(each in fault.message for each in self.lost):
                continue
            path = f"{entity}.{fault.path}".rstrip(".")
            self.faults.append(attrs.evolve(fault, path=path))

    def _made(self, target: TargetPlan, filling: Filling) -> Record:
        values = filling.values
        # What is known to fit is neither judged nor converted once more.
        copied = _converted if filling.unfit else filled
        # Of what no map said (the owner, the stage) only the cause of the fact tells.
        entries = tuple(filling.entries.values())
        origins = Origins(self.source.id, self.decision.variant.code, entries)
        said = self.said.get(target.entity, ())
        if target.action == LINK:
            known = self.context.live(target.id)
            after = copied(known, values)
            differing = differences(known, after)
            record, change = update(self.context, known, differing, _CARRIED)
            change = attributed(change, target.id, origins)
            if said:
                record, noted = note_consents(
                    self.context, cast("Counterparty", record), said
                )
                change += noted
        else:
            usual = {
                "id": target.id,
                "owner": self.decision.owner,
                "open_to_all": self.source.open_to_all,
            }
            if said:
                usual["consents"] = said
            new = copied(_empty(target.entity), {**usual, **values})
            record, change = carry_over(self.context, new, origins)
        self._add(change)
        return record

    def _with_unseen(self, target: TargetPlan, rights: Rights) -> TargetPlan:
        """Carry hidden values of the source on into fields that are hidden as well."""
        unseen = set(rights.limited(target.entity))
        unseen -= {each.field for each in target.fields}
        variant = self.decision.variant
        recipe = recipes(self.context.workspace, variant)[target.entity]
        found = recipe.filling(self.context, self.source).told
        more = (each for each in found if each.field in unseen)
        return attrs.evolve(target, fields=(*target.fields, *more))

    def _closed(self, made: Mapping[str, Record]) -> Source:
        try:
            source, change = self._close(made)
        except MoveRefused as error:
            self._blame(entity_of(self.source).name, error.faults)
        except UnknownName as error:
            fault = attrs.evolve(error, path="stage").fault
            self._blame(entity_of(self.source).name, (fault,))
        else:
            self._add(change)
            return source
        return self.source

    def _close(self, made: Mapping[str, Record]) -> tuple[Source, Change]:
        """Tell the source what it became; a lead ends with it (C9)."""
        source, now = self.source, self.context
        names = _TIES.get(type(source), ())
        ties: dict[str, object] = {n: made[n].id for n in names if n in made}
        if isinstance(source, Lead):
            ties["converted_at"] = now.act.now
        to = self._end()
        if to is None:
            after = altered_by(source, ties)
            return changed(source, after, now.act, kind=CONVERTED)
        way = passage(now, source, to)
        if faults := tuple(moving_faults(now, source, way.there)):
            self._blame(entity_of(source).name, faults)
        return take(now, source, ties, to, way)

    def _end(self) -> Destination | None:
        """Return where the source ends; deals and quotes stay where they are.

        A lead that was won by hand stays on that stage (C13).
        """
        given, source = self.decision.variant.closing_stage, self.source
        if not given:
            if not isinstance(source, Lead):
                return None
            if source.stage_kind == WON:
                given = source.stage
        return _ending(self.context.workspace, source.pipeline, given)


@once_each
def _ending(workspace: Workspace, pipeline: str, stage: str) -> Destination:
    """Return where a source ends: on a stage, else on the first won one."""
    stage = stage or workspace.pipeline(pipeline).success.code
    return Destination(stage=stage, converting=True)


def _said(decision: Decision) -> Mapping[str, tuple[Consent, ...]]:
    """Return, by target, what the lead said of letters and calls.

    Its contact said it too. Whatever the map copies, a refusal goes on; a firm
    without a person takes it.
    """
    source = decision.source
    if not isinstance(source, Lead) or not source.consents:
        return _NOTHING
    parts = [each.entity for each in decision.targets if each.takes_part]
    return {"contact" if "contact" in parts else "company": source.consents}
