"""Moving a record along its pipeline (S3 to S8)."""

from collections.abc import Iterable
from datetime import datetime

from leadflow.context import Context
from leadflow.entities import S, Staged, entity_of
from leadflow.entities.records import Difference, differences, with_values
from leadflow.entities.shapes import altered_by
from leadflow.errors import Fault, MoveRefused
from leadflow.events import APPROVED, Act, Change, changed, succession
from leadflow.pipelines.gates import room_faults
from leadflow.pipelines.overrides import passing
from leadflow.pipelines.passages import (
    Destination,
    Passage,
    mark,
    passage,
    pipeline_of,
)
from leadflow.pipelines.probability import likelihood, resettled, said_on
from leadflow.workspace import OPEN, Pipeline, Stage


def arriving(
    context: Context, record: Staged, way: Passage, since: datetime
) -> dict[str, object]:
    """Return what a new record holds because of the stage on which it stands.

    One that is brought along closed was closed when it came in, unless it says when.
    """
    values = {
        **way.values,
        "stage_entered_at": since,
        "moved_by": context.act.actor,
        **likelihood(record, way.stage),
    }
    if way.stage.kind != OPEN:
        closed = record.closed_at or since
        values |= {"stage_entered_at": closed, "closed_at": closed}
    return values


def move(context: Context, before: S, record: S, to: Destination) -> tuple[S, Change]:
    """Return a stored record on another stage and the change that moves it.

    ``record`` may be ``before`` with other fields changed as well: the gates judge
    it as it would be (S4). On its own stage nothing is moved.
    Raises ``MoveRefused``, ``ReadOnly``, ``UnknownName``.
    """
    return take(context, before, record, to, passage(context, before, to))


def take(
    context: Context, before: S, record: S, to: Destination, way: Passage
) -> tuple[S, Change]:
    """Return what ``move`` does, by a passage that was found already."""
    if way.stays:
        return stay(context, before, record, to, way)
    new, told = arrived(context, before, record, way)
    return pass_through(context, new, told, to, way)


def arrived(
    context: Context, before: S, record: S, way: Passage
) -> tuple[S, list[Difference]]:
    """Return the next version of a record, as it is stored on its new stage.

    And how it differs from the one before.
    """
    act = context.act
    values: dict[str, object] = {
        **way.values,
        "stage_entered_at": act.now,
        "moved_by": act.actor,
        **said_on(context, before, record, way),
    }
    if way.stage.kind != OPEN:
        values["closed_at"] = _closed_at(act.now, before, record, way)
    signed = {
        "version": before.version + 1,
        "updated_at": act.now,
        "updated_by": act.actor,
    }
    new = altered_by(record, {**values, **signed})
    if record is not before:
        return new, differences(before, new)
    # Nothing else was changed, so nothing else can differ.
    told = [
        (name, was, now)
        for name, now in values.items()
        if (was := getattr(before, name)) != now
    ]
    told.sort(key=lambda each: _TOLD.index(each[0]))
    return new, told


_TOLD = (
    "pipeline",
    "stage",
    "stage_kind",
    "stage_entered_at",
    "moved_by",
    "closed_at",
    "loss_reason",
    "loss_note",
    "probability",
    "probability_source",
)
"""What a move sets, in the order in which records declare it and facts tell it."""


def pass_through(
    context: Context, new: S, told: Iterable[Difference], to: Destination, way: Passage
) -> tuple[S, Change]:
    """Return a record that has arrived, and its change, if the gates let it in."""
    # A stage that goes away pushes its records out: nobody asks for an exception.
    clearing = context.because(to.override).act if to.clearing else None
    act = clearing or let_through(context, new, way, to.override)
    return new, succession(new, act, told, kind=way.kind, stage=way.mark)


def stay(
    context: Context,
    before: S,
    record: S,
    to: Destination,
    way: Passage,
    differing: Iterable[Difference] | None = None,
) -> tuple[S, Change]:
    """Change a record where it stands; a conversion is a fact also then.

    ``differing`` is what differs in the record, where that is known already.
    """
    if to.converting:
        return changed(before, record, context.act, kind=way.kind, stage=way.mark)
    found = to.overridden
    act = passing(context, before, there=way.there, found=found, override=to.override)
    after = resettled(before, record, way.stage)
    known = differing if after is record else None
    return changed(before, after, act, differing=known)


def standing(context: Context, record: Staged) -> tuple[Pipeline, Stage]:
    """Return where a record says it stands; the default where it says nothing."""
    name = entity_of(record).name
    pipeline = pipeline_of(context.workspace, name, record.pipeline)
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
        stage=mark(context.workspace, pipeline.code, wanted.code),
    )


def on_stage(record: S, pipeline: Pipeline, stage: Stage) -> S:
    """Return the record as it would be judged there; nothing else is changed."""
    here = (pipeline.code, stage.code, stage.kind)
    if here == (record.pipeline, record.stage, record.stage_kind):
        return record
    return with_values(
        record, pipeline=pipeline.code, stage=stage.code, stage_kind=stage.kind
    )


def _closed_at(
    now: datetime, before: Staged, record: Staged, way: Passage
) -> datetime | None:
    """Return when a record was closed that stands on a closed stage now (S6)."""
    given = record.closed_at if record.closed_at != before.closed_at else None
    kept = before.closed_at if way.within else None
    # A clock that was put back must not close a record before it came in (P16).
    return given or kept or max(now, before.created_at or now)


def let_through(context: Context, new: Staged, way: Passage, override: str) -> Act:
    """Return the act that brings a record through the gates of a passage.

    It tells which of them were passed over. Raises ``MoveRefused`` when one is closed.
    """
    if not (way.gates or override):
        return context.act
    found = way.closed(context, new)
    return passing(context, new, there=way.there, found=found, override=override)
