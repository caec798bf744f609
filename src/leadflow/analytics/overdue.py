"""Finding out who has been standing for too long, in one stream (S9)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from heapq import nsmallest
from itertools import islice
from typing import cast

from attrs import field, frozen

from leadflow.analytics.ageing import AgeingReport, StageAgeing
from leadflow.analytics.question import Question, Scope, scope_of
from leadflow.context import Context
from leadflow.entities import Staged
from leadflow.errors import InvalidValue
from leadflow.expressions import Compare, Condition
from leadflow.pipelines.ageing import GREEN, RED, YELLOW, Ageing, aged, last_done
from leadflow.storage.query import Query
from leadflow.workspace import TOUCH, Pipeline, Stage


# Enough to ask for activities in one go, few enough to hold in memory.
_BATCH = 500


def ageing_of(context: Context, question: Question, limit: int | None) -> AgeingReport:
    """Return the ageing report of one pipeline.

    Records stream through; only the rows asked for are held.
    """
    _require_limit(limit)
    scope = scope_of(context.reader, context.workspace, question)
    walk = _Walk(context=context, scope=scope)
    found = walk.rows()
    rows = (
        sorted(found, key=_worst) if limit is None else nsmallest(limit, found, _worst)
    )
    return AgeingReport(
        title=scope.title,
        rows=tuple(rows),
        stages=walk.stages(),
        language=context.workspace.language,
        zone=context.workspace.zone,
    )


def _require_limit(limit: object) -> None:
    if limit is None:
        return
    if not isinstance(limit, int):
        reason = f"must be a whole number, not {type(limit).__name__}"
        raise InvalidValue("limit", reason)
    if limit < 0:
        raise InvalidValue("limit", "is negative")


def _worst(each: Ageing) -> tuple[Fraction, str]:
    return -each.share, each.record


@frozen(kw_only=True)
class _Walk:
    """One way through the records of a pipeline that may be too old."""

    context: Context
    scope: Scope
    colors: Counter[tuple[str, str]] = field(factory=Counter)
    """How many records of each stage and colour have passed."""

    @property
    def pipeline(self) -> Pipeline:
        """Return the pipeline asked for."""
        return self.scope.pipelines[0]

    def rows(self) -> Iterator[Ageing]:
        """Give every record that is yellow or red, in no order."""
        for stage in _ageing_stages(self.pipeline):
            for each in self._stage(stage):
                if each.color != GREEN:
                    self.colors[stage.code, each.color] += 1
                    yield each

    def _stage(self, stage: Stage) -> Iterator[Ageing]:
        found = self.context.reader.find(self._overdue(stage))
        records = cast("Iterator[Staged]", found)
        while batch := list(islice(records, _BATCH)):
            done: Mapping[str, datetime] = {}
            if stage.ageing_from == TOUCH:
                done = last_done(self.context.reader, [each.id for each in batch])
            for each in batch:
                yield aged(self.context, each, stage, done.get(each.id))

    def _overdue(self, stage: Stage) -> Query:
        """Return the query for those who can be too old on a stage."""
        # Every touch of the record itself is an update, so that whoever was
        # updated lately need not be looked at; activities are asked for after.
        name = "updated_at" if stage.ageing_from == TOUCH else "stage_entered_at"
        latest = self.context.act.now - timedelta(days=stage.expected_days or 0)
        return self._query(stage, Compare((name,), "le", latest))

    def _query(self, stage: Stage, *conditions: Condition) -> Query:
        pipeline = Compare(("pipeline",), "eq", self.pipeline.code)
        here = Compare(("stage",), "eq", stage.code)
        return self.scope.query(self.pipeline.entity, pipeline, here, *conditions)

    def stages(self) -> tuple[StageAgeing, ...]:
        """Return the stages with what was counted on the way."""
        title = self.context.workspace.stage_title
        return tuple(
            StageAgeing(
                stage=stage.code,
                label=title(self.pipeline.code, stage.code),
                expected=stage.expected_days or 0,
                standing=self.context.reader.count(self._query(stage)),
                yellow=self.colors[stage.code, YELLOW],
                red=self.colors[stage.code, RED],
            )
            for stage in _ageing_stages(self.pipeline)
        )


def _ageing_stages(pipeline: Pipeline) -> Iterator[Stage]:
    return (each for each in pipeline.stages if each.expected_days is not None)
