"""Gates: what a stage asks of a record before it lets it in (S4, S5).

The same gates stand on every path: creating, updating, moving, converting, in
bulk. They are judged on the record as it would be, all at once.
"""

from collections.abc import Iterator

from attrs import frozen

from leadflow.context import Context, binder
from leadflow.deferred import by_value
from leadflow.entities import Lead, Staged, entity_of
from leadflow.errors import Fault
from leadflow.events import APPROVED
from leadflow.expressions import F, IsEmpty
from leadflow.storage.query import Query
from leadflow.workspace import LOST, OPEN, REJECT, SIMPLE, WON, Pipeline, Stage


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Entry:
    """A record about to enter a stage."""

    record: Staged
    """As it would be on the new stage."""
    pipeline: Pipeline
    stage: Stage
    before: Stage | None
    """Where it comes from; nothing for new records and from other pipelines."""
    mapped: bool = False
    """The stage map brings it here: the way is the workspace's own (S8)."""
    converting: bool = False
    """Part of a conversion, which alone brings leads into their won stage."""


def faults(context: Context, entry: Entry) -> Iterator[Fault]:
    """Yield everything that keeps the record out of the stage.

    In simple mode what the stages of leads ask for is dormant (M5).
    """
    stage = entry.stage
    if not is_dormant(context, entry.record):
        # Most stages ask for little: what they do not ask for is not looked at.
        if stage.require:
            yield from _required(context, entry)
        if stage.when is not None:
            yield from _condition(context, entry)
        yield from _way(entry)
        if stage.limit is not None:
            yield from room_faults(context, entry.record, entry.pipeline, stage)
        if stage.approvers:
            yield from _approval(context, entry)
        if stage.reason_required:
            yield from _loss_said(context, entry.record, stage)
    if stage.kind == WON:
        yield from _conversion(context, entry)


def is_dormant(context: Context, record: Staged) -> bool:
    """Return whether the rules on this record's stages sleep (M5)."""
    return isinstance(record, Lead) and context.workspace.mode == SIMPLE


def _required(context: Context, entry: Entry) -> Iterator[Fault]:
    for name in entry.stage.require:
        yield from _filled(context, entry.record, entry.stage, name)


def _filled(
    context: Context, record: Staged, stage: Stage, name: str
) -> Iterator[Fault]:
    if context.holds(IsEmpty(tuple(name.split("."))), record):
        message = f"is required on stage '{stage.code}'"
        yield Fault(name, message, "fill it first", "required")


def _condition(context: Context, entry: Entry) -> Iterator[Fault]:
    condition = entry.stage.when
    if condition is not None and not context.holds(condition, entry.record):
        yield Fault("stage", f"needs {condition}", code="condition")


def _way(entry: Entry) -> Iterator[Fault]:
    if entry.mapped:
        return
    if entry.stage.after:
        yield from _before(entry)
    if not (entry.pipeline.skipping and entry.pipeline.going_back):
        yield from _order(entry)


def _before(entry: Entry) -> Iterator[Fault]:
    stage, before = entry.stage, entry.before
    if stage.after and (before is None or before.code not in stage.after):
        allowed = ", ".join(f"'{code}'" for code in stage.after)
        came = f"from '{before.code}'" if before else "at once"
        message = f"is entered from {allowed}, not {came}"
        yield Fault("stage", message, "go there first", "transition")


def _order(entry: Entry) -> Iterator[Fault]:
    stage, before = entry.stage, entry.before
    if stage.kind != OPEN or (before is not None and before.kind != OPEN):
        return  # closing and reopening are neither skipping nor going back
    here = entry.pipeline.position(stage.code)
    there = entry.pipeline.position(before.code) if before else -1
    if here > there + 1 and not entry.pipeline.skipping:
        following = entry.pipeline.stages[there + 1].code
        hint = f"the next stage is '{following}'"
        yield Fault("stage", "would skip stages", hint, "skipping")
    if here < there and not entry.pipeline.going_back:
        message = f"lies before '{entry.pipeline.stages[there].code}'"
        hint = "this pipeline only goes forward"
        yield Fault("stage", message, hint, "going_back")


def room_faults(
    context: Context, record: Staged, pipeline: Pipeline, stage: Stage
) -> Iterator[Fault]:
    """Yield that a stage has no room for one more, if it has a limit."""
    if stage.limit is None or is_dormant(context, record):
        return
    binding = binder(context.workspace, entity_of(record).name)
    here = binding.bind((F.pipeline == pipeline.code) & (F.stage == stage.code))
    standing = context.reader.count(Query(paths=binding.paths, where=here))
    if standing >= stage.limit:
        hint = "move another one on first"
        yield Fault("stage", f"is full: {standing} stand there", hint, "limit")


def _approval(context: Context, entry: Entry) -> Iterator[Fault]:
    approvers = entry.stage.approvers
    if not approvers or context.act.actor in approvers:
        return
    for event in reversed(list(context.reader.history(entry.record.id))):
        if event.kind == APPROVED:
            where = (entry.pipeline.code, entry.stage.code)
            if event.stage and (event.stage.pipeline, event.stage.stage) == where:
                return
        elif event.stage is not None:
            break  # an approval is good for one entry
    names = ", ".join(approvers)
    hint = "ask one of them to approve(…) it"
    yield Fault("stage", f"needs the approval of {names}", hint, "approval")


def kept_faults(
    context: Context, record: Staged, stage: Stage, names: frozenset[str]
) -> Iterator[Fault]:
    """Yield what a stage demanded and these changed fields no longer give (S4)."""
    if is_dormant(context, record):
        return
    for name in stage.require:
        if name.partition(".")[0] in names:
            yield from _filled(context, record, stage, name)
    if names & {"loss_reason", "loss_note"}:
        yield from _loss_said(context, record, stage)


def _loss_said(context: Context, record: Staged, stage: Stage) -> Iterator[Fault]:
    if stage.kind != LOST or not stage.reason_required:
        return
    if "loss_reason" not in entity_of(record).fields:
        return
    reason = getattr(record, "loss_reason", "")
    if not reason:
        known = context.workspace.dictionary("loss_reason").entries
        usable = ", ".join(each.code for each in known if not each.is_retired)
        yield Fault("loss_reason", "is required", f"one of {usable}", "required")
    elif reason == "other" and not getattr(record, "loss_note", ""):
        hint = "say what it was"
        yield Fault("loss_note", "is required for 'other'", hint, "required")


def _conversion(context: Context, entry: Entry) -> Iterator[Fault]:
    """Yield that a lead is not won by hand, unless the firm says otherwise (C13)."""
    by_hand = isinstance(entry.record, Lead) and not entry.converting
    if not by_hand or entry.stage.kind != WON:
        return
    if context.workspace.lead_success == REJECT or is_dormant(context, entry.record):
        hint = "leads are not won but converted: use convert(lead)"
        yield Fault("stage", "is reached by conversion only", hint, "conversion")
