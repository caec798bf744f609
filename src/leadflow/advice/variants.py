"""Which variant is chosen: those that never are, and leads that fit none (C2)."""

from collections.abc import Iterator

from leadflow.advice.gates import NOTHING
from leadflow.advice.logic import Known, Logic
from leadflow.advice.naming import of_variant, quoted
from leadflow.workspace import OPEN, Conversion, Workspace
from leadflow.workspace.conversions import CHAINS
from leadflow.workspace.findings import WARNING, Finding


def convertible(workspace: Workspace) -> Known:
    """Return what is certain of a lead that can be converted: it is open."""
    pipelines = workspace.pipelines_of("lead")
    stages = (stage for pipeline in pipelines for stage in pipeline.of_kind(OPEN))
    empty = ("closed_at", "converted_at", "deal", "loss_reason", "loss_note")
    return {
        **dict.fromkeys(empty, NOTHING),
        "stage_kind": (OPEN,),
        "stage": tuple(dict.fromkeys(stage.code for stage in stages)),
        "pipeline": tuple(pipeline.code for pipeline in pipelines),
    }


def choices(workspace: Workspace) -> Iterator[Finding]:
    """Yield variants that are chosen by name only, and that leads can fit none."""
    logic = Logic.of(workspace, "lead", convertible(workspace))
    tried: list[Conversion] = []
    for variant in variants_of_leads(workspace):
        if reason := _never(logic, variant, _rivals(variant, tried)):
            yield _unchosen(variant, reason)
        tried.append(variant)
    conditions = [each.when for each in tried if each.when is not None]
    if len(conditions) == len(tried) and logic.can_all_fail(conditions):
        yield _gap(tried)


def variants_of_leads(workspace: Workspace) -> tuple[Conversion, ...]:
    """Return the variants by which leads are converted, in the order of trying."""
    return tuple(each for each in workspace.conversions if each.source == "lead")


def _rivals(variant: Conversion, tried: list[Conversion]) -> list[Conversion]:
    """Return the variants that are asked first, whatever shall come of the lead."""
    made = [entity for entity in CHAINS["lead"] if variant.makes(entity)]
    return [each for each in tried if all(map(each.makes, made))]


def _never(logic: Logic, variant: Conversion, tried: list[Conversion]) -> str:
    """Return why a variant is never chosen by itself, or ``""``."""
    for before in tried:
        if before.when is None:
            return f"'{before.code}' stands before it and takes every lead"
        if before.when == variant.when:
            return f"'{before.code}' stands before it and has the same condition"
    if variant.when is None:
        return ""
    if not logic.can_hold(variant.when):
        return f"no lead that can be converted has {variant.when}"
    conditions = [each.when for each in tried if each.when is not None]
    if not logic.can_hold(variant.when, unless=conditions):
        return f"{quoted(each.code for each in tried)} take all that it would fit"
    return ""


def _unchosen(variant: Conversion, reason: str) -> Finding:
    return Finding(
        severity=WARNING,
        code="variant_never_chosen",
        path=of_variant(variant, "when" if variant.when is not None else ""),
        message=f"variant '{variant.code}' is never chosen by itself: {reason}",
        hint="correct the condition, put the variant before the others, "
        "or name it whenever it is meant",
    )


def _gap(tried: list[Conversion]) -> Finding:
    codes = quoted(variant.code for variant in tried)
    return Finding(
        severity=WARNING,
        code="leads_without_variant",
        path="conversions",
        message=f"a lead that fits none of {codes} cannot be converted",
        hint="add a last variant without condition, unless such leads shall wait",
    )
