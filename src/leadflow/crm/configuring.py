"""Changing the workspace: the data is asked first (S1, S2, S5)."""

from collections.abc import Iterator, Mapping

import attrs

from leadflow.context import Context, binder
from leadflow.entities import ENTITIES, Kind, Staged
from leadflow.errors import Fault, InUse, InvalidWorkspace, UnknownName
from leadflow.events import Change
from leadflow.expressions import Condition, F
from leadflow.pipelines import Destination, move
from leadflow.storage.query import ANY, Query
from leadflow.workspace import Pipeline, Stage, Workspace


def configure(context: Context, new: Workspace, move_to: Mapping[str, str]) -> Change:
    """Return the moves that make room for a new workspace.

    Raises ``InUse`` where something that goes away is still used and ``move_to``
    does not say where to, ``InvalidWorkspace`` where a stage changes its kind.
    """
    old = context.workspace
    _require_same_kinds(old, new)
    gone = tuple(_gone(old, new))
    _require_known(move_to, gone)
    uses = (
        *_stage_uses(context, gone, move_to),
        *_entry_uses(context, new),
        *_field_uses(context, new),
    )
    if uses:
        raise InUse("what the new workspace leaves out", uses)
    after = attrs.evolve(context, workspace=new)
    return Change.total(
        change
        for pipeline, stage in gone
        for change in _moves(context, after, pipeline, stage, move_to)
    )


def _require_same_kinds(old: Workspace, new: Workspace) -> None:
    known = {pipeline.code: pipeline for pipeline in new.pipelines}
    faults = tuple(
        fault
        for pipeline in old.pipelines
        if pipeline.code in known
        for fault in _kind_faults(pipeline, known[pipeline.code])
    )
    if faults:
        raise InvalidWorkspace("workspace", faults)


def _kind_faults(old: Pipeline, new: Pipeline) -> Iterator[Fault]:
    path = f"pipelines.{old.code}"
    if old.entity != new.entity:
        yield Fault(path, f"belongs to {old.entity} and cannot change that")
    kinds = {stage.code: stage.kind for stage in new.stages}
    for stage in old.stages:
        if kinds.get(stage.code, stage.kind) != stage.kind:
            hint = "add a stage with another code"
            yield Fault(f"{path}.{stage.code}", f"is {stage.kind} for good", hint)


def _gone(old: Workspace, new: Workspace) -> Iterator[tuple[Pipeline, Stage]]:
    kept = {(p.code, stage.code) for p in new.pipelines for stage in p.stages}
    for pipeline in old.pipelines:
        for stage in pipeline.stages:
            if (pipeline.code, stage.code) not in kept:
                yield pipeline, stage


def _place(pipeline: Pipeline, stage: Stage) -> str:
    return f"{pipeline.code}/{stage.code}"


def _require_known(
    move_to: Mapping[str, str], gone: tuple[tuple[Pipeline, Stage], ...]
) -> None:
    known = tuple(_place(*each) for each in gone)
    for name in move_to:
        if name not in known:
            raise UnknownName("stage that goes away", name, known)


def _standing(context: Context, pipeline: Pipeline, stage: Stage) -> Query:
    """Return who stands on a stage, the deleted ones too: they may come back."""
    binding = binder(context.workspace, pipeline.entity)
    here = (F.pipeline == pipeline.code) & (F.stage == stage.code)
    return Query(paths=binding.paths, where=binding.bind(here), which=ANY)


def _stage_uses(
    context: Context,
    gone: tuple[tuple[Pipeline, Stage], ...],
    move_to: Mapping[str, str],
) -> Iterator[Fault]:
    for pipeline, stage in gone:
        place = _place(pipeline, stage)
        if place in move_to:
            continue
        if count := context.reader.count(_standing(context, pipeline, stage)):
            plural = ENTITIES[pipeline.entity].plural
            hint = f"say move_to={{'{place}': '…'}}"
            yield Fault(place, f"{count} {plural} stand there", hint, "in_use")


def _moves(
    context: Context,
    after: Context,
    pipeline: Pipeline,
    stage: Stage,
    move_to: Mapping[str, str],
) -> Iterator[Change]:
    place = _place(pipeline, stage)
    if place not in move_to:
        return
    there, _, target = move_to[place].rpartition("/")
    to = Destination(
        stage=target,
        pipeline=there or pipeline.code,
        override=f"stage '{place}' was removed",
        clearing=True,
    )
    for record in list(context.reader.find(_standing(context, pipeline, stage))):
        if isinstance(record, Staged):
            yield _moved(after, pipeline, record, to)


def _moved(
    after: Context, pipeline: Pipeline, record: Staged, to: Destination
) -> Change:
    # The old pipeline is still needed to know where the record comes from.
    known = after.workspace.pipelines
    if all(each.code != pipeline.code for each in known):
        both = attrs.evolve(after.workspace, pipelines=(*known, pipeline))
        after = attrs.evolve(after, workspace=both)
    return move(after, record, record, to)[1]


def _counted(context: Context, entity: str, condition: Condition) -> int:
    binding = binder(context.workspace, entity)
    query = Query(paths=binding.paths, where=binding.bind(condition), which=ANY)
    return context.reader.count(query)


def _entry_uses(context: Context, new: Workspace) -> Iterator[Fault]:
    """Dictionary values in use can be retired, not deleted (S5)."""
    for entity in ENTITIES.values():
        for spec in entity.fields.values():
            if spec.kind is not Kind.CHOICE:
                continue
            kept = {entry.code for entry in new.dictionary(spec.dictionary).entries}
            for entry in context.workspace.dictionary(spec.dictionary).entries:
                if entry.code in kept:
                    continue
                here = F[spec.name] == entry.code
                if count := _counted(context, entity.name, here):
                    place = f"{spec.dictionary}/{entry.code}"
                    message = f"{count} {entity.plural} hold it in '{spec.name}'"
                    hint = "keep it and say is_retired=True"
                    yield Fault(place, message, hint, "in_use")


def _field_uses(context: Context, new: Workspace) -> Iterator[Fault]:
    """Custom fields that hold values keep their type and stay (F2)."""
    for field in context.workspace.fields:
        kept = new.fields_of(field.entity).get(field.code)
        if kept and (kept.type, kept.multiple) == (field.type, field.multiple):
            continue
        filled = ~F.custom[field.code].is_empty()
        if count := _counted(context, field.entity, filled):
            place = f"{field.entity}.custom.{field.code}"
            message = f"{count} {ENTITIES[field.entity].plural} hold a value"
            yield Fault(place, message, "clear it first", "in_use")
