"""Where records begin that are made by conversion, and whether they may (S4)."""

from collections.abc import Iterator

from leadflow.advice.maps import Filling, fillings
from leadflow.advice.naming import of_variant, quoted
from leadflow.advice.ways import is_way
from leadflow.workspace import Pipeline, Stage, Workspace
from leadflow.workspace.conversions import STAGED
from leadflow.workspace.findings import ERROR, WARNING, Finding


def blocked_starts(workspace: Workspace) -> Iterator[Finding]:
    """Yield variants whose new deal, quote or invoice cannot pass its first gates."""
    for each in fillings(workspace):
        if each.is_new and each.entity in STAGED:
            pipeline, stage = _start(workspace, each)
            yield from _unfilled(each, pipeline, stage)
            yield from _no_way(each, pipeline, stage)
            yield from _unapproved(each, pipeline, stage)


def _start(workspace: Workspace, filling: Filling) -> tuple[Pipeline, Stage]:
    target = filling.target
    pipeline = (
        workspace.pipeline(target.pipeline)
        if target.pipeline
        else workspace.default_pipeline(target.entity)
    )
    return pipeline, pipeline.stage(target.stage) if target.stage else pipeline.first


def _place(filling: Filling) -> str:
    return of_variant(filling.variant, f"{filling.entity}.stage")


def _nothing(filling: Filling) -> str:
    return f"no {filling.entity} of variant '{filling.variant.code}'"


def _unfilled(filling: Filling, pipeline: Pipeline, stage: Stage) -> Iterator[Finding]:
    missing = [name for name in stage.require if not _is_filled(filling, name)]
    if missing:
        yield Finding(
            severity=ERROR,
            code="start_demands_too_much",
            path=_place(filling),
            message=f"{_nothing(filling)} can begin on '{pipeline.code}/{stage.code}': "
            f"the stage demands {quoted(missing)}, which the map does not fill",
            hint="map something to it, or demand it on a later stage",
        )


# Filled by the conversion itself, by leadflow, or from the start.
_GIVEN = frozenset(
    "id version pipeline stage stage_kind stage_entered_at moved_by company contact "
    "contacts lead owner open_to_all amount_is_manual probability "
    "probability_source is_return_customer is_repeated_approach created_at "
    "created_by updated_at updated_by deal quote number seller".split()
)


def _is_filled(filling: Filling, name: str) -> bool:
    field = name.partition(".")[0]
    return field in _GIVEN or name in filling.filled or field in filling.filled


def _no_way(filling: Filling, pipeline: Pipeline, stage: Stage) -> Iterator[Finding]:
    if not is_way(pipeline, None, stage):
        yield Finding(
            severity=ERROR,
            code="start_out_of_order",
            path=_place(filling),
            message=f"{_nothing(filling)} can begin on '{pipeline.code}/{stage.code}': "
            "the stage is entered from another one",
            hint="begin on the first stage, or let the stage be entered at once",
        )


def _unapproved(
    filling: Filling, pipeline: Pipeline, stage: Stage
) -> Iterator[Finding]:
    if stage.approvers and stage is not pipeline.first:
        yield Finding(
            severity=WARNING,
            code="start_needs_approval",
            path=_place(filling),
            message=f"only {quoted(stage.approvers)} can convert by variant "
            f"'{filling.variant.code}': it makes a {filling.entity} on a stage "
            "that asks for their approval",
            hint="begin on an earlier stage",
        )
