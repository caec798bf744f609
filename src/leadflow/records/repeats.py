"""Who came before: what a new record knows of its client, once and for all (S10)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

from attrs import define, field

from leadflow.context import Context, binder
from leadflow.entities import Deal, Lead, Record
from leadflow.expressions import Compare, Condition, Contains
from leadflow.storage.query import Order, Query
from leadflow.workspace import WON


# More than most clients have.
_FEW = 8


def clients(record: Record) -> tuple[str, ...]:
    """Return the ids of the company and the people that a deal is made with."""
    if not isinstance(record, Deal):
        return ()
    ends = [record.company, *[each.contact for each in record.contacts]]
    return tuple([each for each in ends if each])


def repeat_flags(context: Context, record: Record) -> dict[str, object]:
    """Return the flags of a new record, as of the time of its creation (S10).

    What happens later, or is brought along later, changes them no more.
    """
    if isinstance(record, Lead) and (record.company or record.contact):
        return {"is_return_customer": True}
    if isinstance(record, Deal) and _may_have_come(context, record):
        return _of_deal(context, record)
    return {}


def _may_have_come(context: Context, deal: Deal) -> bool:
    """Return whether the client can have had a deal: who is new has none stored."""
    return not all(_is_new(context, each) for each in clients(deal))


def _is_new(context: Context, client: str) -> bool:
    """Return whether no stored deal can be tied to this client yet."""
    making = context.pending.get(client)
    return making is not None and making.version == 1


def _of_deal(context: Context, deal: Deal) -> dict[str, object]:
    since = deal.created_at or context.act.now
    asked = _Asked(context=context, deal=deal, since=since)
    came = False
    for each in asked.latest():
        if asked.tells_of_a_won_deal(each):
            return {"is_return_customer": True}
        came = True
    if asked.has_won():
        return {"is_return_customer": True}
    return {"is_repeated_approach": True} if came or asked.has_come() else {}


@define
class _Asked:
    """What is asked of the other deals of a client, as of one moment."""

    context: Context
    deal: Deal
    since: datetime
    many: list[Condition] = field(factory=list)
    """Ties by which the client has more deals than were looked at."""

    def latest(self) -> Iterator[Deal]:
        """Yield the latest of each tie; most clients have no more.

        A client may have had thousands: those are asked for by condition.
        """
        for tie in self._ties():
            newest = Order(("id",), descending=True)
            found = self._found(tie, order=(newest,), limit=_FEW)
            if len(found) == _FEW:
                self.many.append(tie)
            for each in found:
                if (each.created_at or self.since) <= self.since:
                    yield each

    def has_won(self) -> bool:
        """Return whether the client had won a deal, as far as all deals tell."""
        if not self.many:
            return False
        won = Compare(("stage_kind",), "eq", WON)
        before = Compare(("closed_at",), "le", self.since)
        known = Compare(("is_return_customer",), "eq", True)  # noqa: FBT003  # a value
        may_tell = (won & before) | known
        return any(
            self.tells_of_a_won_deal(each)
            for tie in self.many
            for each in self._stream(may_tell & self._came & tie)
        )

    def has_come(self) -> bool:
        """Return whether the client had any deal."""
        return any(True for tie in self.many for _ in self._stream(tie & self._came))

    def tells_of_a_won_deal(self, other: Deal) -> bool:
        """Return whether the client had won a deal by then, as ``other`` tells."""
        # A deal that is won today was not won yet when an older one came in.
        if other.stage_kind == WON and other.closed_at is not None:
            return other.closed_at <= self.since
        # What was known of the same client then is still true.
        same = set(clients(other)) <= set(clients(self.deal))
        return other.is_return_customer and same

    @property
    def _came(self) -> Condition:
        return Compare(("created_at",), "le", self.since)

    def _ties(self) -> Iterator[Condition]:
        company, people = self.deal.company, self.deal.contacts
        if company and not _is_new(self.context, company):
            yield Compare(("company",), "eq", company)
        for each in people:
            if each.contact and not _is_new(self.context, each.contact):
                yield Contains(("contacts",), each.contact)

    def _found(self, where: Condition, **options: Any) -> list[Deal]:  # noqa: ANN401
        return list(self._stream(where, **options))

    def _stream(self, where: Condition, **options: Any) -> Iterator[Deal]:  # noqa: ANN401
        paths = binder(self.context.workspace, "deal").paths
        query = Query(paths=paths, where=where, **options)
        # One change makes one deal at most: all others are stored.
        return cast("Iterator[Deal]", self.context.reader.find(query))
