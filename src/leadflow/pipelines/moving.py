"""Moving a record along its pipeline (S3 to S8)."""

from datetime import datetime

from attrs import frozen

from leadflow.context import Context
from leadflow.entities import Deal, S, Staged, entity_of, evolve
from leadflow.errors import Fault, MoveRefused, ReadOnly, UnknownName
from leadflow.events import (
    APPROVED,
    CLOSED,
    CONVERTED,
    MOVED,
    PIPELINE_CHANGED,
    REOPENED,
    Change,
    StageMark,
    changed,
)
from leadflow.pipelines.gates import Entry, faults
from leadflow.workspace import LOST, OPEN, Pipeline, Stage


@frozen(kw_only=True)
class Destination:
    """Where a record is to go, and what is said on the way."""

    stage: str = ""
    pipeline: str = ""
    override: str = ""
    """Why the gates are passed over; recorded with the move."""
    converting: bool = False


def place(
    context: Context, record: S, *, override: str = "", converting: bool = False
) -> tuple[S, StageMark]:
    """Return a new record standing on its stage; nothing given means the first.

    Raises ``MoveRefused`` when a gate is closed, ``UnknownName`` for a wrong
    stage or pipeline.
    """
    pipeline = _pipeline(context, record)
    stage = pipeline.stage(record.stage) if record.stage else pipeline.first
    came_in = record.created_at or context.act.now
    placed = evolve(
        record,
        **_standing(context, pipeline, stage, came_in),
        closed_at=None if stage.kind == OPEN else record.closed_at or came_in,
    )
    placed = _with_probability(placed, stage, was=None)
    entry = Entry(
        record=placed,
        pipeline=pipeline,
        stage=stage,
        before=None,
        converting=converting,
    )
    _pass(context, entry, override)
    return placed, mark(context, pipeline, stage)


def move(context: Context, before: S, record: S, to: Destination) -> tuple[S, Change]:
    """Return a stored record on another stage and the change that moves it.

    ``record`` may be ``before`` with other fields changed as well: the gates judge
    it as it would be (S4). On its own stage nothing is moved.
    Raises ``MoveRefused``, ``ReadOnly``, ``UnknownName``.
    """
    _refuse_converted(before)
    origin = context.workspace.pipeline(before.pipeline)
    pipeline = context.workspace.pipeline(to.pipeline or before.pipeline)
    stage = pipeline.stage(to.stage or _arrival(pipeline, before))
    if (pipeline.code, stage.code) == (before.pipeline, before.stage):
        return changed(before, record, context.act)
    _same_entity(pipeline, before)
    was = origin.stage(before.stage) if before.stage_kind else None
    after = _closing(context, before, record, stage)
    after = evolve(after, **_standing(context, pipeline, stage, context.act.now))
    after = _with_probability(after, stage, was=_open_probability(context, before))
    entry = Entry(
        record=after,
        pipeline=pipeline,
        stage=stage,
        before=was if pipeline is origin else None,
        converting=to.converting,
    )
    _pass(context, entry, to.override)
    kind = CONVERTED if to.converting else _kind(before, pipeline, stage)
    act = context.because(to.override).act if to.override else context.act
    return changed(before, after, act, kind=kind, stage=mark(context, pipeline, stage))


def approve(context: Context, record: S, stage: str) -> tuple[S, Change]:
    """Return the record, approved for a stage by one of its approvers (S4).

    The approval is good for one entry. Raises ``MoveRefused`` when the actor may
    not approve.
    """
    pipeline = context.workspace.pipeline(record.pipeline)
    wanted = pipeline.stage(stage)
    if context.act.actor not in wanted.approvers:
        allowed = ", ".join(wanted.approvers) or "nobody: it needs no approval"
        fault = Fault("actor", f"may not approve; {allowed} may", code="approval")
        raise MoveRefused(entity_of(record).name, record.id, stage, (fault,))
    return changed(
        record,
        record,
        context.act,
        kind=APPROVED,
        stage=mark(context, pipeline, wanted),
    )


def mark(context: Context, pipeline: Pipeline, stage: Stage) -> StageMark:
    """Return the stage in the words of today, for the history (S2)."""
    return StageMark(
        pipeline=pipeline.code,
        stage=stage.code,
        label=stage.title(context.workspace.language),
        kind=stage.kind,
    )


def _pipeline(context: Context, record: Staged) -> Pipeline:
    entity = entity_of(record).name
    if not record.pipeline:
        return context.workspace.default_pipeline(entity)
    pipeline = context.workspace.pipeline(record.pipeline)
    _same_entity(pipeline, record)
    return pipeline


def _same_entity(pipeline: Pipeline, record: Staged) -> None:
    entity = entity_of(record).name
    if pipeline.entity != entity:
        raise UnknownName(f"pipeline of {entity}", pipeline.code)


def _arrival(pipeline: Pipeline, before: Staged) -> str:
    """Return the stage that the stage map names for newcomers (S8)."""
    arrivals = pipeline.arrivals.get(before.pipeline, {})
    if pipeline.code == before.pipeline:
        return before.stage
    if before.stage not in arrivals:
        hint = f"name one of {', '.join(stage.code for stage in pipeline.stages)}"
        message = f"is not mapped from '{before.pipeline}/{before.stage}'"
        fault = Fault("stage", message, hint, "stage_map")
        raise MoveRefused(entity_of(before).name, before.id, pipeline.code, (fault,))
    return arrivals[before.stage]


def _standing(
    context: Context, pipeline: Pipeline, stage: Stage, at: datetime
) -> dict[str, object]:
    return {
        "pipeline": pipeline.code,
        "stage": stage.code,
        "stage_kind": stage.kind,
        "stage_entered_at": at,
        "moved_by": context.act.actor,
    }


def _closing(context: Context, before: S, record: S, stage: Stage) -> S:
    """Keep the times and reasons of closing true (S6)."""
    if stage.kind == OPEN:
        return evolve(record, closed_at=None, **_no_loss(record))
    if stage.kind != before.stage_kind:
        given = record.closed_at if record.closed_at != before.closed_at else None
        record = evolve(record, closed_at=given or context.act.now)
    return record if stage.kind == LOST else evolve(record, **_no_loss(record))


def _no_loss(record: Staged) -> dict[str, object]:
    has_loss = "loss_reason" in entity_of(record).fields
    return {"loss_reason": "", "loss_note": ""} if has_loss else {}


def _with_probability(record: S, stage: Stage, *, was: int | None) -> S:
    """Let the stage set the probability unless a person or model did (S7)."""
    if not isinstance(record, Deal):
        return record
    own = record.probability_source or _source_given(record)
    if stage.kind != OPEN or own == "stage":
        value = stage.probability
    else:
        value = record.probability if was is None else was
    return evolve(record, probability=value, probability_source=own)


def _source_given(record: Deal) -> str:
    return "stage" if record.probability is None else "manual"


def _open_probability(context: Context, before: Staged) -> int | None:
    """Return what a deal's probability was before it was closed, to restore it."""
    closed = isinstance(before, Deal) and before.stage_kind != OPEN
    if not closed or before.probability_source == "stage":  # type: ignore[union-attr]  # a deal
        return None
    for event in reversed(list(context.reader.history(before.id))):
        change = event.change_of("probability")
        if change and event.kind in (CLOSED, PIPELINE_CHANGED):
            value: int | None = change.before
            return value
    return None


def _kind(before: Staged, pipeline: Pipeline, stage: Stage) -> str:
    if pipeline.code != before.pipeline:
        return PIPELINE_CHANGED
    if stage.kind == OPEN:
        return MOVED if before.stage_kind == OPEN else REOPENED
    return MOVED if stage.kind == before.stage_kind else CLOSED


def _pass(context: Context, entry: Entry, override: str) -> None:
    found = tuple(faults(context, entry))
    if found and not override:
        name = entity_of(entry.record).name
        raise MoveRefused(name, entry.record.id, entry.stage.code, found)


def _refuse_converted(record: Staged) -> None:
    if getattr(record, "converted_at", None) is not None:
        reason = "it was converted; go on with its deal"
        raise ReadOnly("lead", record.id, ("stage",), reason)
