"""Rules that sleep in simple mode, told in words (M5).

They stay in the workspace as they are, nobody asks them, and they wake on the way
back. Whatever else comes to depend on the stages of leads is listed here too.
"""

from collections.abc import Callable, Iterator

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.workspace import REJECT, Pipeline, Stage, Workspace


@by_value
@frozen(eq=False, repr=False)
class DormantRule:
    """A rule that nobody asks while no leads are used."""

    path: str
    """Where it stands: ``leads/processed``, ``conversions.b2b``, ``lead_success``."""
    says: str

    def __str__(self) -> str:
        return f"{self.path}: {self.says}"


def dormant_rules(workspace: Workspace, *, converts: bool) -> tuple[DormantRule, ...]:
    """Return the rules of a workspace that sleep in simple mode.

    Conversions are among them unless leads are still converted.
    """
    found = (*_of_stages(workspace), *_of_success(workspace))
    return found if converts else (*found, *_of_conversions(workspace))


def _of_stages(workspace: Workspace) -> Iterator[DormantRule]:
    for pipeline in workspace.pipelines_of("lead"):
        for says in _way(pipeline):
            yield DormantRule(pipeline.code, says)
        for stage in pipeline.stages:
            for says in _demands(stage):
                yield DormantRule(f"{pipeline.code}/{stage.code}", says)


def _way(pipeline: Pipeline) -> Iterator[str]:
    if not pipeline.skipping:
        yield "no stage is skipped"
    if not pipeline.going_back:
        yield "nobody goes back"


def _demands(stage: Stage) -> Iterator[str]:
    for is_asked, says in _DEMANDS:
        if is_asked(stage):
            yield says(stage)


_DEMANDS: tuple[tuple[Callable[[Stage], bool], Callable[[Stage], str]], ...] = (
    (
        lambda stage: bool(stage.require),
        lambda stage: f"asks for {_list(stage.require)}",
    ),
    (lambda stage: stage.when is not None, lambda stage: f"needs {stage.when}"),
    (
        lambda stage: bool(stage.after),
        lambda stage: f"is entered from {_list(stage.after)}",
    ),
    (
        lambda stage: stage.limit is not None,
        lambda stage: f"has room for {stage.limit}",
    ),
    (
        lambda stage: bool(stage.approvers),
        lambda stage: f"needs the approval of {_list(stage.approvers)}",
    ),
    (lambda stage: stage.reason_required, lambda _: "asks for a reason"),
)


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names)


def _of_success(workspace: Workspace) -> Iterator[DormantRule]:
    if workspace.lead_success != REJECT:
        variant = workspace.lead_success_variant
        by = f" by '{variant}'" if variant else ""
        yield DormantRule("lead_success", f"{workspace.lead_success}{by}")


def _of_conversions(workspace: Workspace) -> Iterator[DormantRule]:
    for variant in workspace.conversions:
        if variant.source != "lead":
            continue
        whom = f"leads with {variant.when}" if variant.when is not None else "all leads"
        yield DormantRule(f"conversions.{variant.code}", f"converts {whom}")
