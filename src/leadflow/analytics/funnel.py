"""The funnel: counting what was asked, and putting it into words."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from leadflow.analytics.cumulative import cumulative, cumulative_stages
from leadflow.analytics.question import Question, Scope, scope_of
from leadflow.analytics.results import Funnel
from leadflow.analytics.standing import snapshot, snapshot_stages
from leadflow.analytics.steps import CUMULATIVE, FunnelStep
from leadflow.analytics.tallies import Sums, Tally, add, totals, whole
from leadflow.storage.port import Reader
from leadflow.workspace import LOST, Pipeline, Stage, Workspace


def funnel_of(source: Reader, workspace: Workspace, question: Question) -> Funnel:
    """Return the funnel that a question asks for, as of the reader's instant (P9).

    Raises ``UnknownName`` for a pipeline, view, field or grouping that is not
    there, ``InvalidCondition`` for a condition that does not fit the records.
    """
    scope = scope_of(source, workspace, question)
    if question.view == CUMULATIVE:
        tallies, stages = cumulative(source, scope), cumulative_stages(scope)
    else:
        tallies, stages = snapshot(source, scope), snapshot_stages(scope)
    plan = _Plan(scope, stages)
    sizes = ((key, tally.total) for key, tally in tallies.items())
    keys = scope.grouping.ordered(sizes) if question.by else []
    groups = tuple(plan.group(key, tallies[key]) for key in keys)
    return plan.funnel(whole(tallies.values()), groups)


@frozen
class _Plan:
    """What the funnels of one report have in common."""

    scope: Scope
    stages: list[tuple[Pipeline, Stage]]

    def funnel(self, tally: Tally, groups: tuple[Funnel, ...]) -> Funnel:
        """Return the whole report."""
        return self._funnel(tally, self.scope.title, "", groups)

    def group(self, key: str, tally: Tally) -> Funnel:
        """Return the funnel of one group."""
        return self._funnel(tally, self.scope.grouping.label(key), key, ())

    def _funnel(
        self, tally: Tally, title: str, key: str, groups: tuple[Funnel, ...]
    ) -> Funnel:
        steps = self._steps(tally)
        return Funnel(
            title=title,
            view=self.scope.question.view,
            steps=steps,
            groups=groups,
            total=tally.total,
            lost=_lost(steps),
            language=self.scope.workspace.language,
            key=key,
            by=self.scope.question.by,
            grouping=self.scope.grouping.title,
            period=self.scope.period,
            condition=self.scope.condition,
        )

    def _steps(self, tally: Tally) -> tuple[FunnelStep, ...]:
        if self.scope.question.view == CUMULATIVE:
            return self._passed(tally)
        return tuple(
            self._step(place, tally, tally.ended[place], tally.sums.get(place, {}))
            for place in range(len(self.stages))
        )

    def _passed(self, tally: Tally) -> tuple[FunnelStep, ...]:
        counts = list(tally.reached(len(self.stages)))
        money = self._money(tally.sums)
        return tuple(
            self._step(place, tally, count, money[place], before=before)
            for place, (before, count) in enumerate(
                zip([0, *counts], counts, strict=False)
            )
        )

    def _money(self, sums: Mapping[int, Sums]) -> list[Sums]:
        """Add up, from the last step back, the money of an entity's steps."""
        found: list[Sums] = []
        later: Sums = {}
        following = ""
        for place in reversed(range(len(self.stages))):
            entity = self.stages[place][0].entity
            later = dict(later) if entity == following else {}
            following = entity
            add(later, sums.get(place, {}).values())
            found.append(later)
        return found[::-1]

    def _step(
        self, place: int, tally: Tally, count: int, money: Sums, *, before: int = 0
    ) -> FunnelStep:
        pipeline, stage = self.stages[place]
        begun = tally.begun[place]
        went_on = Fraction(count - begun, before) if before else None
        return FunnelStep(
            code=stage.code,
            label=self._label(pipeline, stage),
            entity=pipeline.entity,
            kind=stage.kind,
            count=count,
            entered=begun,
            lost=tally.lost[place],
            share=Fraction(count, tally.total) if tally.total else None,
            conversion=went_on,
            totals=totals(money),
        )

    def _label(self, pipeline: Pipeline, stage: Stage) -> str:
        workspace = self.scope.workspace
        label = workspace.stage_title(pipeline.code, stage.code)
        if not self.scope.question.joined:
            return label
        return f"{workspace.label(pipeline.entity)}: {label}"


def _lost(steps: tuple[FunnelStep, ...]) -> int:
    standing = sum(step.count for step in steps if step.kind == LOST)
    return standing + sum(step.lost for step in steps)
