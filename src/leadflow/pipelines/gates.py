"""Gates: what a stage asks of a record before it lets it in (S4, S5).

The same gates stand on every path: creating, updating, moving, converting, in
bulk. They are judged on the record as it would be, all at once. Which of them stand
on a way is found out once for all records that take it.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeAlias

from attrs import frozen

from leadflow.context import Asked, Context, binder, compiled
from leadflow.entities import NAMES, Staged, entity_of
from leadflow.errors import Fault
from leadflow.events import APPROVED
from leadflow.expressions import Condition, F, IsEmpty
from leadflow.storage.query import Query
from leadflow.workspace import (
    OPEN,
    REJECT,
    SIMPLE,
    WON,
    Pipeline,
    Stage,
    Workspace,
    once_each,
)


Gate: TypeAlias = Callable[[Context, Staged], Iterable[Fault]]
"""Gives what keeps a record out, as it would be on the new stage."""


@frozen(kw_only=True, eq=False)
class Entry:
    """The way by which records enter a stage."""

    entity: str
    pipeline: Pipeline
    stage: Stage
    before: Stage | None = None
    """Where they come from; nothing for new records and from other pipelines."""
    mapped: bool = False
    """The stage map brings them here: the way is the workspace's own (S8)."""
    converting: bool = False
    """Part of a conversion, which alone brings leads into their won stage."""


def gates(workspace: Workspace, entry: Entry) -> Iterator[Gate]:
    """Yield the gates on a way; on most ways there are none.

    In simple mode what the stages of leads ask for is dormant (M5).
    """
    stage = entry.stage
    if not is_dormant(workspace, entry.entity):
        if stage.require:
            yield partial(_required, stage, stage.require)
        if stage.when is not None:
            asked = compiled(workspace, entry.entity, stage.when)
            yield partial(_condition, stage.when, asked)
        if closed := tuple(_way(entry)):
            yield lambda *_: closed
        if stage.limit is not None:
            yield partial(_room, entry.pipeline, stage)
        if stage.approvers:
            yield partial(_approval, entry.pipeline, stage)
        if stage.reason_required:
            yield _loss_said
    if by_hand := tuple(_by_hand(workspace, entry)):
        yield lambda *_: by_hand


def is_dormant(workspace: Workspace, entity: str) -> bool:
    """Return whether the rules on the stages of an entity sleep (M5)."""
    return entity == "lead" and workspace.mode == SIMPLE


def _required(
    stage: Stage, names: Iterable[str], context: Context, record: Staged
) -> Iterator[Fault]:
    for name in names:
        yield from _filled(context, record, stage, name)


def _filled(
    context: Context, record: Staged, stage: Stage, name: str
) -> Iterator[Fault]:
    lacks = _emptiness(context.workspace, entity_of(record).name, name)
    if lacks(context.load, record) is True:
        message = f"is required on stage '{stage.code}'"
        yield Fault(name, message, "fill it first", "required")


@once_each
def _emptiness(workspace: Workspace, entity: str, name: str) -> Asked:
    """Return what tells whether a field of a record is empty."""
    return compiled(workspace, entity, IsEmpty(tuple(name.split("."))))


def _condition(
    condition: Condition, asked: Asked, context: Context, record: Staged
) -> Iterator[Fault]:
    if asked(context.load, record) is not True:
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
    asleep = is_dormant(context.workspace, entity_of(record).name)
    if stage.limit is not None and not asleep:
        yield from _room(pipeline, stage, context, record)


def _room(
    pipeline: Pipeline, stage: Stage, context: Context, record: Staged
) -> Iterator[Fault]:
    binding = binder(context.workspace, entity_of(record).name)
    here = binding.bind((F.pipeline == pipeline.code) & (F.stage == stage.code))
    standing = context.reader.count(Query(paths=binding.paths, where=here))
    if stage.limit is not None and standing >= stage.limit:
        hint = "move another one on first"
        yield Fault("stage", f"is full: {standing} stand there", hint, "limit")


def _approval(
    pipeline: Pipeline, stage: Stage, context: Context, record: Staged
) -> Iterator[Fault]:
    if context.act.actor in stage.approvers:
        return
    for event in reversed(list(context.reader.history(record.id))):
        if event.kind == APPROVED:
            where = (pipeline.code, stage.code)
            if event.stage and (event.stage.pipeline, event.stage.stage) == where:
                return
        elif event.stage is not None:
            break  # an approval is good for one entry
    names = ", ".join(stage.approvers)
    hint = "ask one of them to approve(…) it"
    yield Fault("stage", f"needs the approval of {names}", hint, "approval")


def keeping(
    workspace: Workspace, stage: Stage, entity: str, names: frozenset[str]
) -> Iterator[Gate]:
    """Yield the gates that go on asking for these fields once they change (S4)."""
    if is_dormant(workspace, entity):
        return
    if kept := [name for name in stage.require if name.partition(".")[0] in names]:
        yield partial(_required, stage, kept)
    if stage.reason_required and names & {"loss_reason", "loss_note"}:
        yield _loss_said


def kept_faults(
    context: Context, record: Staged, stage: Stage, names: frozenset[str]
) -> Iterator[Fault]:
    """Yield what a stage demanded and these changed fields no longer give (S4)."""
    for gate in keeping(context.workspace, stage, NAMES[type(record)], names):
        yield from gate(context, record)


def _loss_said(context: Context, record: Staged) -> Iterator[Fault]:
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


def _by_hand(workspace: Workspace, entry: Entry) -> Iterator[Fault]:
    """Yield that a lead is not won by hand, unless the firm says otherwise (C13)."""
    wins = entry.entity == "lead" and entry.stage.kind == WON
    if entry.converting or not wins:
        return
    if workspace.lead_success == REJECT or is_dormant(workspace, entry.entity):
        hint = "leads are not won but converted: use convert(lead)"
        yield Fault("stage", "is reached by conversion only", hint, "conversion")
