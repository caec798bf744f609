"""Losing and winning: reasons, lost stages, probabilities, defaults (S1, S5, S7)."""

from collections.abc import Iterator
from itertools import groupby

from leadflow.advice.naming import of_pipeline, of_stage, quoted
from leadflow.workspace import LOST, OPEN, Pipeline, Workspace
from leadflow.workspace.findings import ADVICE, WARNING, Finding


def losses(workspace: Workspace) -> Iterator[Finding]:
    """Yield pipelines in which nothing can be lost, or is lost without a word (S5)."""
    for pipeline in workspace.pipelines:
        lost = pipeline.of_kind(LOST)
        if not lost:
            yield Finding(
                severity=WARNING,
                code="no_lost_stage",
                path=of_pipeline(pipeline),
                message=f"nothing can be lost in pipeline '{pipeline.code}': "
                "what comes to nothing stays open, and every forecast counts it",
                hint="add a lost stage",
            )
        elif pipeline.entity == "deal" and not any(s.reason_required for s in lost):
            yield Finding(
                severity=ADVICE,
                code="no_loss_reason",
                path=of_stage(pipeline, lost[0], "reason_required"),
                message=f"deals are lost in pipeline '{pipeline.code}' "
                "without a reason, so nobody will learn from it",
                hint="say reason_required = true on the lost stages",
            )


def probabilities(workspace: Workspace) -> Iterator[Finding]:
    """Yield pipelines of deals of which a forecast can make nothing, or too much."""
    for pipeline in workspace.pipelines_of("deal"):
        open_stages = pipeline.of_kind(OPEN)
        silent = [stage.code for stage in open_stages if stage.probability is None]
        if silent:
            yield Finding(
                severity=ADVICE,
                code="no_probability",
                path=of_pipeline(pipeline),
                message=f"deals on {quoted(silent)} count nothing in a forecast: "
                "these stages have no probability",
                hint="give each open stage the share of its deals that is won",
            )
        yield from _falling(pipeline)


def _falling(pipeline: Pipeline) -> Iterator[Finding]:
    highest, code = 0, ""
    for stage in pipeline.of_kind(OPEN):
        percent = stage.probability
        if percent is None:
            continue
        if percent < highest:
            yield Finding(
                severity=WARNING,
                code="probability_falls",
                path=of_stage(pipeline, stage, "probability"),
                message=f"a deal that moves on from '{code}' to '{stage.code}' "
                f"falls from {highest} to {percent} percent",
                hint="give later stages at least what earlier ones have, "
                "or change their order",
            )
        else:
            highest, code = percent, stage.code


def defaults(workspace: Workspace) -> Iterator[Finding]:
    """Yield entities whose default pipeline is only a matter of order (S1)."""
    staged = sorted(workspace.pipelines, key=lambda pipeline: pipeline.entity)
    for entity, group in groupby(staged, key=lambda pipeline: pipeline.entity):
        own = list(group)
        if len(own) > 1 and not any(pipeline.is_default for pipeline in own):
            first = workspace.default_pipeline(entity)
            yield Finding(
                severity=ADVICE,
                code="no_default_marked",
                path=of_pipeline(first),
                message=f"new {entity} records begin in '{first.code}' "
                "only because it stands first",
                hint="say is_default = true of the one that is meant",
            )
