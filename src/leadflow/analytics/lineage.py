"""Reading the way of a record along its stages from its history (S3)."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from heapq import merge
from typing import cast

from leadflow.analytics.staying import StageHistory, StageStay
from leadflow.context import Context
from leadflow.entities import ENTITIES, Staged, entity_of
from leadflow.events import APPROVED, CREATED, Event, StageMark


# By these fields a record says what it came from, or what it became.
_TIES = ("lead", "deal", "quote")
_ORDER = {name: place for place, name in enumerate(ENTITIES)}


def stage_history(
    context: Context, record: Staged, *, lineage: bool = False
) -> StageHistory:
    """Return the stays of a record, or of all that it was and became.

    The lineage of a lead is its deal with the quotes and invoices of that, and
    that of each of them is the same.
    """
    family = lineage_of(context, record) if lineage else [record]
    ways = [_stays(context, each) for each in family]
    # Each record's own order is that of writing, whatever the clock said (P16).
    stays = merge(*ways, key=lambda stay: (stay.entered, _ORDER[stay.entity]))
    return StageHistory(
        stays=tuple(stays),
        language=context.workspace.language,
        zone=context.workspace.zone,
    )


def lineage_of(context: Context, record: Staged) -> list[Staged]:
    """Return a record with all it came from and became, in the order of a sale."""
    return lineages_of(context, [record])


def lineages_of(context: Context, records: Iterable[Staged]) -> list[Staged]:
    """Return records with all they came from and became, in the order of a sale."""
    fresh: list[Staged] = list(records)
    found: dict[str, Staged] = {each.id: each for each in fresh}
    while fresh:
        ids = dict.fromkeys((*_ends(fresh), *_beginnings(context, fresh)))
        others = context.loaded(id for id in ids if id not in found)
        fresh = [each for each in others if isinstance(each, Staged)]
        found |= {each.id: each for each in fresh}
    return sorted(found.values(), key=lambda one: (_ORDER[entity_of(one).name], one.id))


def _ends(records: Iterable[Staged]) -> Iterator[str]:
    """Yield the ids of what these records came from, or say that they became."""
    for record in records:
        for name in _TIES:
            if id := getattr(record, name, None):
                yield id


def _beginnings(context: Context, records: Iterable[Staged]) -> Iterator[str]:
    """Yield the ids of those that say they came from these records, or became them."""
    for link in context.reader.links_to([each.id for each in records]):
        if link.field in _TIES and ENTITIES[link.entity].in_pipeline:
            yield link.record


def _stays(context: Context, record: Staged) -> Iterator[StageStay]:
    entries = [each for each in context.reader.history(record.id) if _is_entry(each)]
    ends = record.deleted_at or context.act.now
    for place, event in enumerate(entries):
        following = entries[place + 1] if place + 1 < len(entries) else None
        yield _stay(event, _entered(following) if following else None, ends)


def _is_entry(event: Event) -> bool:
    """Return whether a record came to a stage; an approval brings it nowhere."""
    return event.stage is not None and event.kind != APPROVED


def _entered(event: Event) -> datetime:
    if event.kind != CREATED:
        return event.at
    # What is brought along was entered when it says, not when it was written.
    told = event.change_of("stage_entered_at")
    entered: datetime | None = told.after if told else None
    return entered or event.at


def _stay(event: Event, left: datetime | None, ends: datetime) -> StageStay:
    mark, entered = cast("StageMark", event.stage), _entered(event)
    # A clock that was put back makes no stay shorter than nothing (P16).
    lasted = max((left or ends) - entered, timedelta())
    return StageStay(
        record=event.record,
        entity=event.entity,
        pipeline=mark.pipeline,
        stage=mark.stage,
        label=mark.label,
        kind=mark.kind,
        what=event.kind,
        entered=entered,
        left=left,
        lasted=lasted,
        actor=event.actor,
        cause=event.cause,
        overridden=event.overridden,
    )
