"""What clients bought: how lately, how often, for how much (Z7)."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import cast

from attrs import define, field

from leadflow.context import Context, asked_of
from leadflow.entities import Counterparty, Deal, Invoice, Lead
from leadflow.expressions import F
from leadflow.storage.query import Query
from leadflow.timeline.kin import clients_of
from leadflow.values import Money
from leadflow.workspace import WON, Purchases


@define
class _Bought:
    """What one client bought."""

    last: datetime | None = None
    count: int = 0
    sums: dict[str, Money] = field(factory=dict)

    def add(self, sale: Deal | Invoice) -> None:
        self.count += 1
        if sale.amount is not None:
            known = self.sums.get(sale.amount.currency)
            total = sale.amount if known is None else known + sale.amount
            self.sums[sale.amount.currency] = total

    def see(self, at: datetime | None) -> None:
        if at is not None and (self.last is None or at > self.last):
            self.last = at


def buyers(context: Context, wanted: Purchases) -> Callable[[Counterparty], bool]:
    """Return what tells whether a party bought as much as that.

    A lead bought what its contact did; one without, what its company did. What the
    actor may not see was not bought, as far as the answer goes (A3).
    """
    bought = _bought(context, wanted.within)
    now, nothing = context.act.now, _Bought()

    def fits(party: Counterparty) -> bool:
        id = party.id if not isinstance(party, Lead) else party.contact or party.company
        return _is_fit(bought.get(id, nothing), wanted, now)

    return fits


def _bought(context: Context, within: int | None) -> dict[str | None, _Bought]:
    """Return what each contact and company bought, by its id."""
    since = None if within is None else context.act.now - timedelta(days=within)
    found: dict[str | None, _Bought] = {}
    for sale in _sales(context):
        counts = since is None or (
            sale.closed_at is not None and sale.closed_at >= since
        )
        for id in dict.fromkeys(clients_of(sale)):
            one = found.setdefault(id, _Bought())
            one.see(sale.closed_at)
            if counts:
                one.add(sale)
    return found


def _sales(context: Context) -> Iterator[Deal | Invoice]:
    entity = "deal" if context.workspace.uses("deal") else "invoice"
    asked = asked_of(context.reader, context.workspace, entity)
    where = asked.bind(F.stage.kind == WON)
    for each in context.reader.find(Query(paths=asked.paths, where=where)):
        yield cast("Deal | Invoice", each)


def _is_fit(bought: _Bought, wanted: Purchases, now: datetime) -> bool:
    if bought.count < wanted.least:
        return False
    if wanted.most is not None and bought.count > wanted.most:
        return False
    if wanted.silent is not None and not _is_silent(bought.last, now, wanted.silent):
        return False
    return _is_worth(bought, wanted)


def _is_silent(last: datetime | None, now: datetime, days: int) -> bool:
    return last is not None and last <= now - timedelta(days=days)


def _is_worth(bought: _Bought, wanted: Purchases) -> bool:
    least, below = wanted.worth, wanted.below
    if least is not None:
        paid = bought.sums.get(least.currency)
        if paid is None or paid.amount < least.amount:
            return False
    if below is not None:
        paid = bought.sums.get(below.currency)
        return paid is None or paid.amount < below.amount
    return True
