"""Who gets inquiries: rules that nobody ever comes to (I5)."""

from collections.abc import Iterator, Sequence

from leadflow.advice.logic import Logic
from leadflow.workspace import Assignment, Workspace
from leadflow.workspace.findings import WARNING, Finding
from leadflow.workspace.places import place


def idle_assignments(workspace: Workspace) -> Iterator[Finding]:
    """Yield rules that decide about no inquiry, and say why."""
    logic = Logic.of(workspace, "inquiry", {})
    tried: list[Assignment] = []
    for rule in workspace.intake.assignments:
        if reason := _never(logic, rule, tried):
            yield Finding(
                severity=WARNING,
                code="assignment_never_used",
                path=place("intake", "assignments", rule.code),
                message=f"rule '{rule.code}' gives nobody anything: {reason}",
                hint="correct the condition, or put the rule before the others",
            )
        # Who has enough for a day leaves the rest to the rules that follow.
        if rule.capacity is None:
            tried.append(rule)


def _never(logic: Logic, rule: Assignment, tried: Sequence[Assignment]) -> str:
    for before in tried:
        if before.when is None:
            return f"'{before.code}' stands before it and takes every inquiry"
    conditions = [each.when for each in tried if each.when is not None]
    if rule.when is None:
        return ""
    if not logic.can_hold(rule.when):
        return f"no inquiry has {rule.when}"
    if not logic.can_hold(rule.when, unless=conditions):
        return "the rules before it leave nothing that it would fit"
    return ""
