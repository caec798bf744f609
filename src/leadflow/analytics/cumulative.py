"""The cumulative view: the furthest step that each record ever came to (Z1)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from attrs import Factory, define, field

from leadflow.analytics.passages import Passage, passages
from leadflow.analytics.question import Scope
from leadflow.analytics.tallies import Tally
from leadflow.entities import Deal, Lead, Staged
from leadflow.errors import InvalidCondition
from leadflow.expressions import Condition, IsEmpty, Not
from leadflow.storage.port import Reader
from leadflow.storage.reaching import Reach, Reaching, Track
from leadflow.values import Money
from leadflow.workspace import OPEN, Pipeline, Stage


# A deal whose lead was deleted has none any more, or it would not be counted.
_NO_LEAD = IsEmpty(("lead",)) | Not(IsEmpty(("lead", "deleted_at")))


def cumulative(source: Reader, scope: Scope) -> Mapping[str, Tally]:
    """Count by group how far the records came; each record counts once."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    if scope.question.joined:
        _count_joined(source, scope, tallies)
    else:
        (pipeline,) = scope.pipelines
        track = Track.of(pipeline)
        # A store does not know periods of a time zone.
        if isinstance(source, Reaching) and not scope.grouping.unit:
            _count_reached(_told(source, scope, track), tallies)
        else:
            _count(_ways(source, scope, track), scope, tallies, 0)
    return tallies


def cumulative_stages(scope: Scope) -> list[tuple[Pipeline, Stage]]:
    """Return the stages of the steps: open ones, then winning as one step.

    In a joined funnel winning a lead is no step: the deal's first stage is what
    it leads to.
    """
    stages = [
        (pipeline, stage)
        for pipeline in scope.pipelines
        for stage in pipeline.of_kind(OPEN)
    ]
    last = scope.pipelines[-1]
    return [*stages, (last, last.success)]


def _told(source: Reaching, scope: Scope, track: Track) -> Sequence[Reach]:
    """Let the store count: only sums travel."""
    query = scope.query(scope.workspace.pipeline(track.pipeline).entity)
    by, total = scope.grouping.fields, scope.question.amount
    return source.reached(query, track, by, total=total)


def _count_reached(reached: Iterable[Reach], tallies: Mapping[str, Tally]) -> None:
    for each in reached:
        tally = tallies["".join(each.key)]
        tally.count(0, each.furthest, is_lost=each.is_lost, size=each.count)
        tally.pay(each.furthest, each.totals)


def _ways(
    source: Reader, scope: Scope, track: Track, *conditions: Condition
) -> Iterator[Passage]:
    entity = scope.workspace.pipeline(track.pipeline).entity
    return passages(source, scope.query(entity, *conditions), track)


def _count(
    ways: Iterable[Passage], scope: Scope, tallies: Mapping[str, Tally], begin: int
) -> None:
    for way in ways:
        tally = tallies[scope.grouping.key(way.record)]
        tally.count(begin, way.furthest, is_lost=way.is_lost)
        tally.pay(way.furthest, [scope.money(way.record)])


@define
class _Sales:
    """What became of one lead: all its deals together."""

    furthest: int = -1
    is_lost: bool = True
    """All of them are."""
    payments: list[tuple[int, Money | None]] = field(default=Factory(list))

    def include(self, furthest: int, *, is_lost: bool) -> None:
        self.furthest = max(self.furthest, furthest)
        self.is_lost = self.is_lost and is_lost


def _count_joined(source: Reader, scope: Scope, tallies: Mapping[str, Tally]) -> None:
    leads, deals = scope.pipelines
    before = Track.of(leads, ends_won=False)
    after = Track.of(deals, start=before.end + 1)
    by_lead, by_deal = _sales(source, scope, after)
    for way in _ways(source, scope, before):
        tally = tallies[scope.grouping.key(way.record)]
        own = _of_lead(way.record, by_lead, by_deal)
        furthest, is_lost = way.furthest, way.is_lost
        if own.furthest >= 0:
            # Whatever the lead's stages say: who has a deal has passed them.
            furthest, is_lost = own.furthest, own.is_lost
        tally.count(0, furthest, is_lost=is_lost)
        tally.pay(min(furthest, before.end), [scope.money(way.record)])
        for place, amount in own.payments:
            tally.pay(place, [amount])
    _count(_without_lead(source, scope, after), scope, tallies, after.start)


def _without_lead(source: Reader, scope: Scope, track: Track) -> Iterator[Passage]:
    """Yield the deals that had no lead, or none that is there for the reader."""
    try:
        scope.binders["deal"].bind(_NO_LEAD)
    except InvalidCondition:  # not all leads may be read, so none are asked (A3)
        ways = _ways(source, scope, track)
        yield from (each for each in ways if not _has_lead(source, each.record))
    else:
        yield from _ways(source, scope, track, _NO_LEAD)


def _has_lead(source: Reader, deal: Staged) -> bool:
    id = deal.lead if isinstance(deal, Deal) else None
    lead = source.get("lead", [id]).get(id) if id else None
    return lead is not None and lead.deleted_at is None


def _sales(
    source: Reader, scope: Scope, track: Track
) -> tuple[Mapping[str, _Sales], Mapping[str, _Sales]]:
    """Return what became of leads, by lead and by deal."""
    by_lead: defaultdict[str, _Sales] = defaultdict(_Sales)
    by_deal: dict[str, _Sales] = {}
    query = scope.all_of("deal", Not(IsEmpty(("lead",))))
    for way in passages(source, query, track):
        deal = cast("Deal", way.record)
        own = by_lead[cast("str", deal.lead)]
        own.include(way.furthest, is_lost=way.is_lost)
        own.payments.append((way.furthest, scope.money(deal)))
        by_deal[deal.id] = _Sales(way.furthest, way.is_lost)
    return by_lead, by_deal


def _of_lead(
    lead: Staged, by_lead: Mapping[str, _Sales], by_deal: Mapping[str, _Sales]
) -> _Sales:
    """Return what became of a lead, its money counted with one lead only.

    Several leads may have become one deal (C15): each came as far as the deal
    did, and the deal's money goes with the lead that the deal names.
    """
    result = _Sales()
    if own := by_lead.get(lead.id):
        result.include(own.furthest, is_lost=own.is_lost)
        result.payments = own.payments
    if isinstance(lead, Lead) and lead.deal and (shared := by_deal.get(lead.deal)):
        result.include(shared.furthest, is_lost=shared.is_lost)
    return result
