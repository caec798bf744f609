"""Entities that nothing feeds, and pipelines that nobody comes to (mission 3.1)."""

from collections.abc import Iterator

from leadflow.advice.maps import fillings, fillings_of_leads
from leadflow.advice.naming import of_pipeline
from leadflow.workspace import Pipeline, Workspace
from leadflow.workspace.defaults import PIPELINES
from leadflow.workspace.findings import ADVICE, WARNING, Finding


def leads_only(workspace: Workspace) -> Iterator[Finding]:
    """Yield that leads are all there is: conversions make no client or no deal."""
    if not workspace.uses("lead"):
        return
    made = {each.entity for each in fillings_of_leads(workspace)}
    if not made & {"company", "contact"}:
        yield Finding(
            severity=WARNING,
            code="no_client_made",
            path="conversions",
            message="no variant makes a company or a contact: "
            "clients are known as leads only, and everybody is a stranger again",
            hint="let a variant make one: working with leads alone loses the client",
        )
    if "deal" not in made:
        yield Finding(
            severity=ADVICE,
            code="no_deal_made",
            path="conversions",
            message="no variant makes a deal: "
            "what a lead was worth is not followed to the payment",
            hint="let a variant make a deal",
        )


def unfed_pipelines(workspace: Workspace) -> Iterator[Finding]:
    """Yield further pipelines to which neither a variant nor a stage map leads."""
    begun = {each.target.pipeline for each in fillings(workspace)}
    for pipeline in workspace.pipelines:
        if _is_further(workspace, pipeline) and pipeline.code not in begun:
            yield Finding(
                severity=ADVICE,
                code="unfed_pipeline",
                path=of_pipeline(pipeline),
                message=f"nothing leads to pipeline '{pipeline.code}': no variant "
                "begins there and no other pipeline goes on there",
                hint="begin a variant there, or say where its records arrive from",
            )


def _is_further(workspace: Workspace, pipeline: Pipeline) -> bool:
    """Return whether records come to a pipeline only when somebody names it."""
    # Leads come from outside: which pipeline is theirs is said when they are added.
    usual = workspace.default_pipeline(pipeline.entity)
    return pipeline.entity != "lead" and pipeline != usual and not pipeline.arrivals


def unused_entities(workspace: Workspace) -> Iterator[Finding]:
    """Yield what is set up for entities that the firm does not use (M6)."""
    for entity in _set_up(workspace):
        if not workspace.uses(entity) and not _sleeps(workspace, entity):
            yield Finding(
                severity=ADVICE,
                code="entity_not_used",
                path="chain",
                message=f"there are pipelines or fields of {entity} records, "
                "and none can be added: the firm does without",
                hint="put it into the chain, or take its definitions out",
            )


def _set_up(workspace: Workspace) -> tuple[str, ...]:
    own = (p.entity for p in workspace.pipelines if not _is_usual(p))
    return tuple(dict.fromkeys((*own, *(each.entity for each in workspace.fields))))


def _is_usual(pipeline: Pipeline) -> bool:
    return PIPELINES[pipeline.entity] == pipeline


def _sleeps(workspace: Workspace, entity: str) -> bool:
    """Return whether leads only sleep: what is set up for them wakes again (M5)."""
    return entity == "lead" and workspace.mode == "simple"
