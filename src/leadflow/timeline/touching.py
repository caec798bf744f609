"""First touch, last touch: how it began with somebody, and what was last (T4)."""

from collections.abc import Iterator
from datetime import datetime

from leadflow.context import Context
from leadflow.entities import (
    Activity,
    Counterparty,
    Inquiry,
    Record,
    entity_of,
)
from leadflow.records.touches import happened_at
from leadflow.timeline.kin import Kin
from leadflow.timeline.told import Touch


_MADE = "conversion_"
"""How the cause begins of what a conversion made: nothing came from outside."""
_RANKS = {"inquiry": 0, "lead": 1, "contact": 2, "company": 2, "activity": 4}


def touches_of(context: Context, kin: Kin) -> list[Touch]:
    """Return all touches of a story, oldest first.

    An inquiry, a lead, a client that was added, any other record that names a source
    or a campaign, and each activity that happened. What a conversion made of another
    record is no touch.
    """
    found = [
        *_arrivals(context, kin),
        *_inquiries(kin),
        *_meetings(kin),
    ]
    return sorted(found, key=_order)


def _order(touch: Touch) -> tuple[datetime, int, str]:
    entity = touch.record.partition("_")[0]
    return touch.at, _RANKS.get(entity, 3), touch.record


def _arrivals(context: Context, kin: Kin) -> Iterator[Touch]:
    for record in kin.records:
        at: datetime | None = record.created_at
        if at is not None and _came(record) and not _was_made(context, record):
            yield Touch(
                at=at,
                kind=entity_of(record).name,
                record=record.id,
                source=getattr(record, "source", ""),
                source_details=getattr(record, "source_details", ""),
                utm=getattr(record, "utm", None),
                actor=getattr(record, "met_by", "") or record.created_by,
            )


def _came(record: Record) -> bool:
    is_somebody = isinstance(record, Counterparty)
    return is_somebody or bool(
        getattr(record, "source", "") or getattr(record, "utm", None)
    )


def _was_made(context: Context, record: Record) -> bool:
    first = next(iter(context.reader.history(record.id)), None)
    return first is not None and first.cause.startswith(_MADE)


def _inquiries(kin: Kin) -> Iterator[Touch]:
    for each in kin.inquiries:
        if at := each.received_at or each.created_at:
            yield _inquiry(each, at)


def _inquiry(inquiry: Inquiry, at: datetime) -> Touch:
    return Touch(
        at=at,
        kind="inquiry",
        record=inquiry.id,
        source=inquiry.channel,
        source_details=inquiry.line,
        utm=inquiry.utm,
        actor=inquiry.owner,
    )


def _meetings(kin: Kin) -> Iterator[Touch]:
    for each in kin.activities:
        if at := happened_at(each):
            yield _meeting(each, at)


def _meeting(activity: Activity, at: datetime) -> Touch:
    return Touch(at=at, kind=activity.kind, record=activity.id, actor=activity.owner)
