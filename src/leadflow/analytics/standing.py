"""The snapshot view: where the records stand now (Z1)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import cast

from attrs import frozen

from leadflow.analytics.question import Scope
from leadflow.analytics.tallies import Tally
from leadflow.entities import Staged
from leadflow.expressions import ALWAYS, Compare, Condition, IsEmpty
from leadflow.storage.port import Reader
from leadflow.storage.query import Query
from leadflow.values import Money
from leadflow.workspace import WON, Pipeline, Stage
from leadflow.workspace.pipelines import KINDS


# In a joined snapshot a lead that became a deal stands where the deal stands.
_NO_DEAL = Compare(("stage_kind",), "ne", WON) | IsEmpty(("deal",))


@frozen(kw_only=True)
class _Standing:
    """Records of one group on one stage."""

    key: str
    stage: str
    count: int
    totals: tuple[Money, ...]


def snapshot_stages(scope: Scope) -> list[tuple[Pipeline, Stage]]:
    """Return all stages: the open ones, then the won, then the lost."""
    stages = ((p, stage) for p in scope.pipelines for stage in p.stages)
    return sorted(stages, key=lambda each: KINDS.index(each[1].kind))


def snapshot(source: Reader, scope: Scope) -> Mapping[str, Tally]:
    """Count by group how many records stand on each stage."""
    stages = snapshot_stages(scope)
    places = {(p.code, stage.code): place for place, (p, stage) in enumerate(stages)}
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for pipeline in scope.pipelines:
        first = places[pipeline.code, pipeline.first.code]
        for each in _standings(source, scope, pipeline):
            # A stage of former times is no step; every record must be counted.
            place = places.get((pipeline.code, each.stage), first)
            tallies[each.key].stand(place, each.count)
            tallies[each.key].pay(place, each.totals)
    return tallies


def _standings(source: Reader, scope: Scope, pipeline: Pipeline) -> Iterator[_Standing]:
    here = Compare(("pipeline",), "eq", pipeline.code)
    became: Condition = ALWAYS
    if scope.question.joined and pipeline.entity == "lead":
        became = _NO_DEAL
    query = scope.query(pipeline.entity, here, became)
    if scope.grouping.unit:
        return _counted(source, scope, query)
    return _grouped(source, scope, query)


def _grouped(source: Reader, scope: Scope, query: Query) -> Iterator[_Standing]:
    """Let the store count: only sums travel."""
    by = (*scope.grouping.fields, "stage")
    for group in source.group(query, by, total=scope.question.amount):
        *key, stage = group.key
        yield _Standing(
            key="".join(key), stage=stage, count=group.count, totals=group.totals
        )


def _counted(source: Reader, scope: Scope, query: Query) -> Iterator[_Standing]:
    """Count one by one: a store does not know periods of a time zone."""
    for record in cast("Iterator[Staged]", source.find(query)):
        amount = scope.money(record)
        yield _Standing(
            key=scope.grouping.key(record),
            stage=record.stage,
            count=1,
            totals=() if amount is None else (amount,),
        )
