"""Ways through a pipeline: what can be entered, and what can be left (S4)."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from leadflow.advice.gates import opens
from leadflow.advice.naming import of_pipeline, of_stage, quoted
from leadflow.workspace import OPEN, WON, Pipeline, Stage, Workspace
from leadflow.workspace.findings import ERROR, WARNING, Finding


def is_way(pipeline: Pipeline, before: Stage | None, stage: Stage) -> bool:
    """Return whether the order of a pipeline lets a record go from one to the other.

    ``before`` is nothing for new records and for those of other pipelines.
    """
    if stage.after and (before is None or before.code not in stage.after):
        return False
    if stage.kind != OPEN or (before is not None and before.kind != OPEN):
        return True
    here = pipeline.position(stage.code)
    there = pipeline.position(before.code) if before else -1
    skips = here > there + 1 and not pipeline.skipping
    return not skips and not (here < there and not pipeline.going_back)


@frozen
class Ways:
    """Which stages of a pipeline lead where."""

    pipeline: Pipeline
    enterable: tuple[Stage, ...]
    """The stages whose gates can open at all."""

    @classmethod
    def of(cls, workspace: Workspace, pipeline: Pipeline) -> "Ways":
        """Return the ways of a pipeline."""
        open_gates = (s for s in pipeline.stages if opens(workspace, pipeline, s))
        return cls(pipeline, tuple(open_gates))

    def beginnings(self) -> frozenset[str]:
        """Return the stages on which a record can begin, or arrive at."""
        mapped = {
            new for each in self.pipeline.arrivals.values() for new in each.values()
        }
        return frozenset(
            stage.code
            for stage in self.enterable
            if stage.code in mapped or self._is_begun(stage)
        )

    def _is_begun(self, stage: Stage) -> bool:
        # A lead is won by conversion only, which begins on an open stage.
        made = self.pipeline.entity == "lead" and stage.kind == WON
        return not made and is_way(self.pipeline, None, stage)

    def reached(self, start: Iterable[str]) -> frozenset[str]:
        """Return the stages to which ways lead from these, these included."""
        found = set(start)
        waiting = list(found)
        while waiting:
            before = self.pipeline.stage(waiting.pop())
            for stage in self.enterable:
                if stage.code not in found and self._leads(before, stage):
                    found.add(stage.code)
                    waiting.append(stage.code)
        return frozenset(found)

    def _leads(self, before: Stage, stage: Stage) -> bool:
        # Reopening leads anywhere, and nobody loses a record in order to move it on.
        reopens = before.kind != OPEN and stage.kind == OPEN and not stage.after
        return not reopens and is_way(self.pipeline, before, stage)

    def of_kind(self, *kinds: str) -> frozenset[str]:
        """Return the stages of some kinds."""
        return frozenset(s.code for s in self.pipeline.stages if s.kind in kinds)


def blocked_ways(workspace: Workspace) -> Iterator[Finding]:
    """Yield stages that no record can come to, or that it cannot leave well."""
    for pipeline in workspace.pipelines:
        ways = Ways.of(workspace, pipeline)
        reached = ways.reached(ways.beginnings())
        yield from _unreachable(ways, reached)
        won = ways.of_kind(WON)
        if not reached & won:
            yield _never_won(pipeline)
            continue
        for stage in pipeline.of_kind(OPEN):
            if stage.code in reached and not ways.reached([stage.code]) & won:
                yield _dead_end(pipeline, stage, ways.reached([stage.code]))


def _unreachable(ways: Ways, reached: frozenset[str]) -> Iterator[Finding]:
    for stage in ways.enterable:
        if stage.code not in reached:
            pipeline = ways.pipeline
            yield Finding(
                severity=WARNING,
                code="unreachable_stage",
                path=of_stage(pipeline, stage, "after" if stage.after else ""),
                message=f"no way leads to stage '{stage.code}': {_why(ways, stage)}",
                hint="open a way to it, or take the stage out",
            )


def _why(ways: Ways, stage: Stage) -> str:
    if stage.after:
        return f"it is entered from {quoted(stage.after)} only"
    shut = [s.code for s in ways.pipeline.stages if s not in ways.enterable]
    if not ways.pipeline.skipping and shut:
        return f"nobody can pass {quoted(shut)}, and no stage may be skipped"
    return "no stage that can be entered leads there"


def _never_won(pipeline: Pipeline) -> Finding:
    return Finding(
        severity=ERROR,
        code="never_won",
        path=of_pipeline(pipeline),
        message=f"nothing can be won in pipeline '{pipeline.code}': "
        "no way leads to its won stage",
        hint="look at 'after', 'require' and 'when' of the stages before it",
    )


def _dead_end(pipeline: Pipeline, stage: Stage, onward: frozenset[str]) -> Finding:
    others = [s.code for s in pipeline.stages if s.code in onward and s != stage]
    where = f"only {quoted(others)} can follow" if others else "nothing can follow"
    return Finding(
        severity=WARNING,
        code="dead_end",
        path=of_stage(pipeline, stage),
        message=f"from stage '{stage.code}' no record can be won: {where}",
        hint="let a later stage be entered from it, "
        "or make it a lost stage if that is what it means",
    )
