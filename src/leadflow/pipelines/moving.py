"""Moving a record along its pipeline (S3 to S8)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import field, frozen

from leadflow.context import Context
from leadflow.deferred import by_value
from leadflow.entities import S, Staged, entity_of
from leadflow.entities.records import Difference, differences, with_values
from leadflow.errors import Fault, MoveRefused, ReadOnly, UnknownName
from leadflow.events import (
    APPROVED,
    CLOSED,
    CONVERTED,
    MOVED,
    PIPELINE_CHANGED,
    REOPENED,
    Act,
    Change,
    StageMark,
    changed,
    reason,
)
from leadflow.pipelines.gates import Entry, faults, room_faults
from leadflow.pipelines.overrides import passing
from leadflow.pipelines.probability import likelihood, resettled, said_on
from leadflow.workspace import LOST, OPEN, Pipeline, Stage, Workspace, once_each


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Destination:
    """Where a record is to go, and what is said on the way."""

    stage: str = ""
    """Empty in the record's own pipeline: it stays where it stands."""
    pipeline: str = ""
    override: str = field(default="", converter=reason)
    """Why the gates are passed over; recorded with the move."""
    converting: bool = False
    clearing: bool = False
    """The stage goes away: everybody leaves it, converted leads too (S2)."""
    overridden: tuple[Fault, ...] = ()
    """What the stage on which it stays demands, and is passed over as well (S4)."""


def arriving(
    context: Context, record: Staged, there: tuple[Pipeline, Stage], since: datetime
) -> dict[str, object]:
    """Return what a new record holds because of the stage on which it stands."""
    pipeline, stage = there
    at = since if stage.kind == OPEN else record.closed_at or since
    values = _standing(context, pipeline, stage, at)
    values.update(likelihood(record, stage))
    return values


def enter(
    context: Context,
    record: S,
    there: tuple[Pipeline, Stage],
    *,
    override: str = "",
    converting: bool = False,
) -> tuple[S, StageMark, Act]:
    """Return a new record that stands on its stage, if the gates let it in.

    One that is brought along closed was closed when it came in, unless it says when.
    The act tells which gates were passed over.
    Raises ``MoveRefused`` when a gate is closed.
    """
    pipeline, stage = there
    if stage.kind != OPEN and record.closed_at is None:
        record = with_values(record, closed_at=record.created_at)
    entry = Entry(
        record=record,
        pipeline=pipeline,
        stage=stage,
        before=None,
        converting=converting,
    )
    act = _pass(context, entry, override)
    return record, mark(context, pipeline, stage), act


def move(context: Context, before: S, record: S, to: Destination) -> tuple[S, Change]:
    """Return a stored record on another stage and the change that moves it.

    ``record`` may be ``before`` with other fields changed as well: the gates judge
    it as it would be (S4). On its own stage nothing is moved.
    Raises ``MoveRefused``, ``ReadOnly``, ``UnknownName``.
    """
    return arrive(context, before, record, to, destination(context, before, to))


def arrive(
    context: Context,
    before: S,
    record: S,
    to: Destination,
    there: tuple[Pipeline, Stage],
    differing: Iterable[Difference] | None = None,
) -> tuple[S, Change]:
    """Return what ``move`` does, to a destination that was found already.

    ``differing`` is what differs in the record, where that is known already.
    """
    pipeline, stage = there
    if _is_same(before, pipeline, stage):
        known = differences(before, record) if differing is None else differing
        return _stay(context, before, record, to, there, known)
    after = _arrived(context, before, record, there)
    entry = Entry(
        record=after,
        pipeline=pipeline,
        stage=stage,
        before=_left(context, before) if pipeline.code == before.pipeline else None,
        mapped=_mapped(pipeline, before) == stage.code,
        converting=to.converting,
    )
    # A stage that goes away pushes its records out: nobody asks for an exception.
    clearing = context.because(to.override).act if to.clearing else None
    act = clearing or _pass(context, entry, to.override)
    kind = CONVERTED if to.converting else _kind(before, pipeline, stage)
    where = mark(context, pipeline, stage)
    return changed(before, after, act, kind=kind, stage=where)


def destination(
    context: Context, before: Staged, to: Destination
) -> tuple[Pipeline, Stage]:
    """Return the pipeline and stage where a stored record would stand.

    Raises ``UnknownName`` for wrong names, ``MoveRefused`` where the stage map of
    another pipeline says nothing (S8), ``ReadOnly`` for a converted lead.
    """
    pipeline = _pipeline(context, before, to.pipeline or before.pipeline)
    stage = pipeline.stage(to.stage or _arrival(pipeline, before))
    if not to.clearing and not _is_same(before, pipeline, stage):
        _refuse_converted(before)
    return pipeline, stage


def standing(context: Context, record: Staged) -> tuple[Pipeline, Stage]:
    """Return where a record says it stands; the default where it says nothing."""
    pipeline = _pipeline(context, record, record.pipeline)
    return pipeline, pipeline.stage(record.stage) if record.stage else pipeline.first


def require_room(context: Context, record: Staged, *, override: str) -> Act:
    """Return the act that brings a record back to where it stood (S4).

    Raises ``MoveRefused`` when one more is too many there.
    """
    pipeline, stage = standing(context, record)
    found = room_faults(context, record, pipeline, stage)
    there = (pipeline, stage)
    return passing(context, record, there=there, found=found, override=override)


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
    return _mark(context.workspace, pipeline.code, stage.code)


@once_each
def _mark(workspace: Workspace, pipeline: str, stage: str) -> StageMark:
    return StageMark(
        pipeline=pipeline,
        stage=stage,
        label=workspace.stage_title(pipeline, stage),
        kind=workspace.pipeline(pipeline).stage(stage).kind,
    )


def on_stage(record: S, pipeline: Pipeline, stage: Stage) -> S:
    """Return the record as it would be judged there; nothing else is changed."""
    here = (pipeline.code, stage.code, stage.kind)
    if here == (record.pipeline, record.stage, record.stage_kind):
        return record
    return with_values(
        record, pipeline=pipeline.code, stage=stage.code, stage_kind=stage.kind
    )


def _pipeline(context: Context, record: Staged, code: str) -> Pipeline:
    entity = entity_of(record).name
    if not code:
        return context.workspace.default_pipeline(entity)
    known = context.workspace.pipelines_of(entity)
    for pipeline in known:
        if pipeline.code == code:
            return pipeline
    names = tuple(pipeline.code for pipeline in known)
    raise UnknownName(f"pipeline of {entity}", code, names, "pipeline")


def _mapped(pipeline: Pipeline, before: Staged) -> str:
    """Return the stage that the stage map names for a newcomer, or ``""``."""
    return pipeline.arrivals.get(before.pipeline, {}).get(before.stage, "")


def _arrival(pipeline: Pipeline, before: Staged) -> str:
    """Return where a record stands or, in another pipeline, would arrive (S8)."""
    if pipeline.code == before.pipeline:
        return before.stage
    if found := _mapped(pipeline, before):
        return found
    hint = f"name one of {', '.join(stage.code for stage in pipeline.stages)}"
    message = f"is not mapped from '{before.pipeline}/{before.stage}'"
    fault = Fault("stage", message, hint, "stage_map")
    raise MoveRefused(entity_of(before).name, before.id, pipeline.code, (fault,))


def _left(context: Context, before: Staged) -> Stage | None:
    """Return the stage that is left; nothing where it is no longer defined."""
    try:
        return standing(context, before)[1]
    except UnknownName:
        return None


def _is_same(before: Staged, pipeline: Pipeline, stage: Stage) -> bool:
    return (pipeline.code, stage.code) == (before.pipeline, before.stage)


def _stay(
    context: Context,
    before: S,
    record: S,
    to: Destination,
    there: tuple[Pipeline, Stage],
    differing: Iterable[Difference],
) -> tuple[S, Change]:
    """Change a record where it stands; a conversion is a fact also then."""
    if to.converting:
        where = mark(context, *there)
        return changed(before, record, context.act, kind=CONVERTED, stage=where)
    found = to.overridden
    act = passing(context, before, there=there, found=found, override=to.override)
    after = resettled(before, record, there[1])
    if after is not record:
        differing = differences(before, after)
    return changed(before, after, act, differing=differing)


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


def _arrived(
    context: Context, before: S, record: S, there: tuple[Pipeline, Stage]
) -> S:
    """Return the record as it would be on its new stage."""
    pipeline, stage = there
    return with_values(
        record,
        **_closing(context, before, record, stage),
        **_standing(context, pipeline, stage, context.act.now),
        **said_on(context, before, record, stage),
    )


def _closing(
    context: Context, before: Staged, record: Staged, stage: Stage
) -> dict[str, object]:
    """Return what keeps the times and reasons of closing true (S6)."""
    if stage.kind == OPEN:
        return {"closed_at": None, **_no_loss(record)}
    given = record.closed_at if record.closed_at != before.closed_at else None
    kept = before.closed_at if stage.kind == before.stage_kind else None
    # A clock that was put back must not close a record before it came in (P16).
    now = max(context.act.now, before.created_at or context.act.now)
    loss = {} if stage.kind == LOST else _no_loss(record)
    return {"closed_at": given or kept or now, **loss}


def _no_loss(record: Staged) -> Mapping[str, object]:
    has_loss = "loss_reason" in entity_of(record).fields
    return _NO_LOSS if has_loss else _NOTHING


_NO_LOSS: Mapping[str, object] = {"loss_reason": "", "loss_note": ""}
_NOTHING: Mapping[str, object] = {}


def _kind(before: Staged, pipeline: Pipeline, stage: Stage) -> str:
    if pipeline.code != before.pipeline:
        return PIPELINE_CHANGED
    if stage.kind == OPEN:
        return MOVED if before.stage_kind == OPEN else REOPENED
    return MOVED if stage.kind == before.stage_kind else CLOSED


def _pass(context: Context, entry: Entry, override: str) -> Act:
    there, found = (entry.pipeline, entry.stage), faults(context, entry)
    return passing(context, entry.record, there=there, found=found, override=override)


def _refuse_converted(record: Staged) -> None:
    if getattr(record, "converted_at", None) is not None:
        why = "it was converted; go on with its deal"
        raise ReadOnly("lead", record.id, ("stage",), why)
