"""Which variant is chosen: those that never are, and leads that fit none (C2)."""

from collections.abc import Iterator

from leadflow.advice.gates import NOTHING
from leadflow.advice.logic import Known, Logic
from leadflow.advice.naming import of_variant, quoted
from leadflow.workspace import OPEN, Conversion, Workspace
from leadflow.workspace.conversions import CHAINS, SOURCES
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
    """Yield variants that are chosen by name only, and records that can fit none."""
    for source in SOURCES:
        known = convertible(workspace) if source == "lead" else {}
        logic = Logic.of(workspace, source, known)
        tried: list[Conversion] = []
        for variant in variants_of(workspace, source):
            if reason := _never(logic, variant, _rivals(variant, tried)):
                yield _unchosen(variant, reason)
            tried.append(variant)
        for asked in _asked_together(source, tried):
            conditions = [each.when for each in asked if each.when is not None]
            if len(conditions) == len(asked) and logic.can_all_fail(conditions):
                yield _gap(source, asked)


def _asked_together(source: str, tried: list[Conversion]) -> Iterator[list[Conversion]]:
    """Yield the variants that are told apart by their conditions alone.

    Of a deal and a quote one says what shall come (C2).
    """
    if source == "lead":
        yield tried
        return
    made = CHAINS[source]
    by_entity = ([each for each in tried if each.makes(entity)] for entity in made)
    yield from filter(None, by_entity)


def variants_of(workspace: Workspace, source: str) -> tuple[Conversion, ...]:
    """Return the variants that convert an entity, in the order of trying."""
    return tuple(each for each in workspace.conversions if each.source == source)


def _rivals(variant: Conversion, tried: list[Conversion]) -> list[Conversion]:
    """Return the variants that are asked first, whatever shall come of it."""
    made = [entity for entity in CHAINS[variant.source] if variant.makes(entity)]
    return [each for each in tried if all(map(each.makes, made))]


def _never(logic: Logic, variant: Conversion, tried: list[Conversion]) -> str:
    """Return why a variant is never chosen by itself, or ``""``."""
    for before in tried:
        if before.when is None:
            return f"'{before.code}' stands before it and takes every {variant.source}"
        if before.when == variant.when:
            return f"'{before.code}' stands before it and has the same condition"
    if variant.when is None:
        return ""
    if not logic.can_hold(variant.when):
        return f"no {variant.source} that can be converted has {variant.when}"
    conditions = [each.when for each in tried if each.when is not None]
    if not logic.can_hold(variant.when, unless=conditions):
        before_it = quoted(each.code for each in tried)
        return f"nothing that it would fit is left by {before_it}"
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


def _gap(source: str, tried: list[Conversion]) -> Finding:
    codes = quoted(variant.code for variant in tried)
    return Finding(
        severity=WARNING,
        code="no_variant_fits",
        path="conversions",
        message=f"a {source} that fits none of {codes} cannot be converted",
        hint=f"add a last variant without condition, unless such {source}s shall wait",
    )
