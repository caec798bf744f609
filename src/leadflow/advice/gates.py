"""Gates that no record can pass, and gates that stand at the door (S4, S5)."""

from collections.abc import Iterator, Mapping

from leadflow.advice.logic import Known, Logic
from leadflow.advice.naming import of_stage, quoted
from leadflow.expressions import IsEmpty
from leadflow.workspace import LOST, OPEN, WON, Pipeline, Stage, Workspace
from leadflow.workspace.findings import ADVICE, ERROR, WARNING, Finding


# What leadflow itself empties there: a gate that asks for it stays shut (S6).
_EMPTIED: Mapping[str, frozenset[str]] = {
    OPEN: frozenset({"closed_at", "loss_reason", "loss_note"}),
    WON: frozenset({"loss_reason", "loss_note"}),
    LOST: frozenset(),
}
NOTHING = (None, "")
"""What an empty field may hold, whatever its kind."""
_NOBODY_FILLS = frozenset({"deleted_at"})
_AFTER_CONVERSION = frozenset({"converted_at", "deal"})


def known_on(pipeline: Pipeline, stage: Stage) -> Known:
    """Return what is certain of a record that stands on a stage."""
    place: dict[str, tuple[object, ...]] = {
        "pipeline": (pipeline.code,),
        "stage": (stage.code,),
        "stage_kind": (stage.kind,),
    }
    return place | dict.fromkeys(_empty(pipeline, stage), NOTHING)


def _empty(pipeline: Pipeline, stage: Stage) -> frozenset[str]:
    unconverted = pipeline.entity == "lead" and stage.kind != WON
    return (
        _EMPTIED[stage.kind]
        | _NOBODY_FILLS
        | (_AFTER_CONVERSION if unconverted else frozenset())
    )


def opens(workspace: Workspace, pipeline: Pipeline, stage: Stage) -> bool:
    """Return whether any record can pass the gates of a stage, way and room apart."""
    return not list(_shut(workspace, pipeline, stage))


def shut_gates(workspace: Workspace) -> Iterator[Finding]:
    """Yield the stages that nobody can enter, whatever a record holds (S4)."""
    for pipeline in workspace.pipelines:
        for stage in pipeline.stages:
            yield from _shut(workspace, pipeline, stage)


def _shut(workspace: Workspace, pipeline: Pipeline, stage: Stage) -> Iterator[Finding]:
    empty = _empty(pipeline, stage) & set(stage.require)
    if empty:
        yield Finding(
            severity=ERROR,
            code="gate_never_opens",
            path=of_stage(pipeline, stage, "require"),
            message=f"nobody can enter stage '{stage.code}': "
            f"it demands {quoted(sorted(empty))}, always empty there",
            hint="demand a field that people fill",
        )
    else:
        yield from _shut_condition(workspace, pipeline, stage)
    yield from _speechless_loss(workspace, pipeline, stage)


def _shut_condition(
    workspace: Workspace, pipeline: Pipeline, stage: Stage
) -> Iterator[Finding]:
    logic = Logic.of(workspace, pipeline.entity, known_on(pipeline, stage))
    filled = (~IsEmpty(tuple(name.split("."))) for name in stage.require)
    if stage.when is None or logic.can_hold(stage.when, *filled):
        return
    besides = f" with {quoted(stage.require)} filled" if stage.require else ""
    yield Finding(
        severity=ERROR,
        code="gate_never_opens",
        path=of_stage(pipeline, stage, "when"),
        message=f"nobody can enter stage '{stage.code}': "
        f"no record on it{besides} can have {stage.when}",
        hint="the record is judged as it would be on the stage; correct the condition",
    )


def _speechless_loss(
    workspace: Workspace, pipeline: Pipeline, stage: Stage
) -> Iterator[Finding]:
    reasons = workspace.dictionary("loss_reason")
    usable = reasons.is_open or any(not each.is_retired for each in reasons.entries)
    if stage.reason_required and not usable:
        yield Finding(
            severity=ERROR,
            code="no_usable_reason",
            path=of_stage(pipeline, stage, "reason_required"),
            message=f"nothing can be lost to '{stage.code}': "
            "a reason is demanded and there is none to give",
            hint="add reasons to dictionary 'loss_reason'",
        )


def door_gates(workspace: Workspace) -> Iterator[Finding]:
    """Yield what keeps new records out of the first stage of a pipeline.

    A lead is anyone with the least contact data (mission 1.5); what is demanded
    at the door is made up by whoever has to come in.
    """
    for pipeline in workspace.pipelines:
        stage = pipeline.first
        if pipeline.entity == "lead" and (stage.require or stage.when is not None):
            asked = quoted(stage.require) if stage.require else str(stage.when)
            yield Finding(
                severity=ADVICE,
                code="gate_at_the_door",
                path=of_stage(pipeline, stage),
                message=f"a lead without {asked} is not even taken down, "
                "and nobody will know that there was one",
                hint="ask for it at a later stage",
            )
        yield from _narrow_door(pipeline, stage)


def _narrow_door(pipeline: Pipeline, stage: Stage) -> Iterator[Finding]:
    if stage.limit is not None:
        yield Finding(
            severity=WARNING,
            code="limit_at_the_door",
            path=of_stage(pipeline, stage, "limit"),
            message=f"the first stage takes {stage.limit} records at once: "
            "the next one is refused, however good it is",
            hint="limit a later stage, where work is done",
        )
    if stage.approvers:
        yield Finding(
            severity=WARNING,
            code="approval_at_the_door",
            path=of_stage(pipeline, stage, "approvers"),
            message=f"only {quoted(stage.approvers)} can add records: "
            "what is not there yet cannot be approved",
            hint="ask for the approval at a later stage",
        )
