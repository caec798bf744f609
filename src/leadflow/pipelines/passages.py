"""Passages: the ways between stages, each found out once for all who take it.

What a workspace says of a way is the same of every record: where it leads, what stands
in it, what the place makes of a record, how the fact of it is called. So it is asked
once, and whoever moves takes the passage: alone, in a batch, by an import, by a
conversion. What is left to a move is what its own record says.
"""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs
from attrs import field, frozen

from leadflow.context import Context
from leadflow.deferred import by_value
from leadflow.entities import ENTITIES, NAMES, Staged
from leadflow.errors import Fault, MoveRefused, ReadOnly, UnknownName
from leadflow.events import (
    CLOSED,
    CONVERTED,
    CREATED,
    MOVED,
    PIPELINE_CHANGED,
    REOPENED,
    UPDATED,
    StageMark,
    reason,
)
from leadflow.pipelines.gates import Entry, Gate, gates
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


@frozen(kw_only=True, eq=False)
class Passage:
    """The way of records that stand alike to a stage, or to the one they stand on."""

    pipeline: Pipeline
    stage: Stage
    kind: str
    """What the fact is called: ``moved``, ``closed``, …"""
    mark: StageMark | None
    """The stage that it leads to; nothing where the fact is not about stages."""
    gates: tuple[Gate, ...] = ()
    values: Mapping[str, object] = field(factory=dict)
    """What every record holds for standing there, whatever it held before (S6)."""
    differing: frozenset[str] = frozenset()
    """The fields that say where a record stands, as far as they become others."""
    stays: bool = False
    within: bool = False
    """From one stage of a kind to another: closed records stay closed as of then."""
    reopens: bool = False
    barred: bool = False
    """Nobody takes it who was converted: that is where the way of a lead ends."""

    @property
    def there(self) -> tuple[Pipeline, Stage]:
        """Return where it leads."""
        return self.pipeline, self.stage

    def closed(self, context: Context, record: Staged) -> Iterator[Fault]:
        """Yield everything that keeps out a record, which is as it would be there."""
        for gate in self.gates:
            yield from gate(context, record)


def passage(context: Context, before: Staged, to: Destination) -> Passage:
    """Return the passage that a stored record takes.

    Raises ``UnknownName`` for wrong names, ``MoveRefused`` where the stage map of
    another pipeline says nothing (S8), ``ReadOnly`` for a converted lead.
    """
    name = NAMES[type(before)]
    here = (before.pipeline, before.stage, before.stage_kind)
    there = (to.pipeline, to.stage)
    try:
        found = _passage(context.workspace, name, here, there, to.converting)
    except MoveRefused as error:
        raise attrs.evolve(error, id=before.id) from None
    if found.barred and not to.clearing:
        _refuse_converted(before)
    return found


@once_each
def entrance(
    workspace: Workspace,
    entity: str,
    there: tuple[str, str],
    converting: bool,  # noqa: FBT001  # what is found out once is asked by position
) -> Passage:
    """Return the passage by which new records come to the stage that they say.

    It is told by its pipeline and code; where they say nothing, it is the first one.
    Raises ``UnknownName``.
    """
    return _passage(workspace, entity, _NOWHERE, there, converting)


@once_each
def mark(workspace: Workspace, pipeline: str, stage: str) -> StageMark:
    """Return a stage in the words of today, for the history (S2)."""
    return StageMark(
        pipeline=pipeline,
        stage=stage,
        label=workspace.stage_title(pipeline, stage),
        kind=workspace.pipeline(pipeline).stage(stage).kind,
    )


def pipeline_of(workspace: Workspace, entity: str, code: str) -> Pipeline:
    """Return a pipeline of an entity, the default one for ``""``."""
    if not code:
        return workspace.default_pipeline(entity)
    known = workspace.pipelines_of(entity)
    for pipeline in known:
        if pipeline.code == code:
            return pipeline
    names = tuple(pipeline.code for pipeline in known)
    raise UnknownName(f"pipeline of {entity}", code, names, "pipeline")


_Place: TypeAlias = tuple[str, str, str]
"""Pipeline, stage and its kind, as a record has them."""
PLACE = ("pipeline", "stage", "stage_kind")
_NOWHERE: _Place = ("", "", "")
"""Where new records come from."""


@once_each
def _passage(
    workspace: Workspace,
    entity: str,
    here: _Place,
    there: tuple[str, str],
    converting: bool,  # noqa: FBT001  # as above
) -> Passage:
    pipeline = pipeline_of(workspace, entity, there[0] or here[0])
    comes = pipeline.code != here[0]
    usual = _arrival(entity, pipeline, here) if comes and not there[1] else here[1]
    stage = pipeline.stage(there[1] or usual)
    place = (pipeline.code, stage.code, stage.kind)
    stays = here[:2] == place[:2]
    way = Entry(
        entity=entity,
        pipeline=pipeline,
        stage=stage,
        before=None if comes else _left(pipeline, here),
        mapped=_mapped(pipeline, here) == stage.code,
        converting=converting,
    )
    # What a new record says of its end is judged.
    cleared = {} if here == _NOWHERE else _cleared(entity, stage)
    kind = CONVERTED if converting else _kind(here, place)
    return Passage(
        pipeline=pipeline,
        stage=stage,
        kind=kind,
        mark=None if kind == UPDATED else mark(workspace, pipeline.code, stage.code),
        # Who stands there has come in.
        gates=() if stays else tuple(gates(workspace, way)),
        values={**dict(zip(PLACE, place, strict=True)), **cleared},
        differing=frozenset(
            name for at, name in enumerate(PLACE) if here[at] != place[at]
        ),
        stays=stays,
        barred=entity == "lead" and not stays,
        within=here[2] == stage.kind,
        reopens=here[2] != OPEN and stage.kind == OPEN,
    )


def _arrival(entity: str, pipeline: Pipeline, here: _Place) -> str:
    """Return where those arrive who come to a pipeline (S8)."""
    if here == _NOWHERE:
        return pipeline.first.code
    if mapped := _mapped(pipeline, here):
        return mapped
    hint = f"name one of {', '.join(stage.code for stage in pipeline.stages)}"
    message = f"is not mapped from '{here[0]}/{here[1]}'"
    fault = Fault("stage", message, hint, "stage_map")
    raise MoveRefused(entity, "", pipeline.code, (fault,))


def _mapped(pipeline: Pipeline, here: _Place) -> str:
    """Return the stage that the stage map names for a newcomer, or ``""``."""
    return pipeline.arrivals.get(here[0], {}).get(here[1], "")


def _left(pipeline: Pipeline, here: _Place) -> Stage | None:
    """Return the stage that is left; nothing where it is no longer defined."""
    known = (stage for stage in pipeline.stages if stage.code == here[1])
    return next(known, None)


def _kind(here: _Place, there: _Place) -> str:
    if here == _NOWHERE:
        return CREATED
    if there[:2] == here[:2]:
        return UPDATED
    if there[0] != here[0]:
        return PIPELINE_CHANGED
    if there[2] == here[2]:
        return MOVED
    return REOPENED if there[2] == OPEN else CLOSED


def _cleared(entity: str, stage: Stage) -> Mapping[str, object]:
    """Return what records do not hold on a stage: it speaks of a loss, or an end."""
    cleared: dict[str, object] = {}
    if stage.kind == OPEN:
        cleared["closed_at"] = None
    if stage.kind != LOST and "loss_reason" in ENTITIES[entity].fields:
        cleared |= {"loss_reason": "", "loss_note": ""}
    return cleared


def _refuse_converted(record: Staged) -> None:
    if getattr(record, "converted_at", None) is not None:
        why = "it was converted; go on with its deal"
        raise ReadOnly("lead", record.id, ("stage",), why)
