"""Moving a record along its pipeline (S3 to S8)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from leadflow.context import Context
from leadflow.entities import Deal, S, Staged, entity_of
from leadflow.entities.records import Difference, differences_by, with_values
from leadflow.errors import Fault, MoveRefused
from leadflow.events import (
    APPROVED,
    UPDATED,
    Act,
    Change,
    changed,
    succeeding,
    succession,
)
from leadflow.pipelines.gates import room_faults
from leadflow.pipelines.overrides import passing
from leadflow.pipelines.passages import (
    Destination,
    Passage,
    mark,
    passage,
    pipeline_of,
)
from leadflow.pipelines.probability import likelihood, said_on
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


def move(context: Context, before: S, to: Destination) -> tuple[S, Change]:
    """Return a stored record on another stage and the change that moves it.

    On its own stage nothing is moved.
    Raises ``MoveRefused``, ``ReadOnly``, ``UnknownName``.
    """
    return take(context, before, {}, to, passage(context, before, to))


def take(
    context: Context,
    before: S,
    values: Mapping[str, object],
    to: Destination,
    way: Passage,
) -> tuple[S, Change]:
    """Return what ``move`` does, by a passage that was found already.

    ``values`` are set on the way: the gates judge the record as it would be (S4).
    """
    new, told = arrived(context, before, values, way)
    return pass_through(context, new, told, to, way) if told else (before, Change())


def arrived(
    context: Context, before: S, values: Mapping[str, object], way: Passage
) -> tuple[S, list[Difference]]:
    """Return the next version of a record, as it is stored where a passage leads.

    And how it differs from the one before; where it does not, it is that one.
    ``values`` are what else is changed.
    """
    act = context.act
    wanted = dict(values)
    if isinstance(before, Deal):
        wanted |= said_on(context, before, values, way)
    if not way.stays:
        wanted |= way.values
        wanted |= {"stage_entered_at": act.now, "moved_by": act.actor}
        if way.stage.kind != OPEN:
            wanted["closed_at"] = _closed_at(act.now, before, values, way)
    told = differences_by(before, wanted)
    if not told and way.kind == UPDATED:
        return before, told
    return succeeding(before, wanted, act), told


def pass_through(
    context: Context, new: S, told: Sequence[Difference], to: Destination, way: Passage
) -> tuple[S, Change]:
    """Return a record that has arrived, and its change, if the gates let it in."""
    if not told and way.kind == UPDATED:
        return new, Change()
    act = context.act
    if to.clearing:
        # A stage that goes away pushes its records out: nobody asks for an exception.
        act = context.because(to.override).act
    elif way.gates or to.override:
        act = let_through(context, new, way, to.override, to.overridden)
    return new, succession(new, act, told, kind=way.kind, stage=way.mark)


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
    now: datetime, before: Staged, values: Mapping[str, object], way: Passage
) -> object:
    """Return when a record was closed that stands on a closed stage now (S6)."""
    given = values.get("closed_at")
    kept = before.closed_at if way.within else None
    # A clock that was put back must not close a record before it came in (P16).
    return given or kept or max(now, before.created_at or now)


def let_through(
    context: Context,
    new: Staged,
    way: Passage,
    override: str,
    kept: Iterable[Fault] = (),
) -> Act:
    """Return the act that brings a record through the gates of a passage.

    It tells which of them were passed over. Raises ``MoveRefused`` when one is closed.
    ``kept`` is what the stage on which it stays demands of it.
    """
    if not (way.gates or override):
        return context.act
    found = (*kept, *way.closed(context, new))
    return passing(context, new, there=way.there, found=found, override=override)
