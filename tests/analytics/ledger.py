"""Records for funnels, written as a ledger in the test's own text.

One line is one deal, or one lead and the deal that it became::

    web 100 UAH: new preparation lost
    lead call: new in_progress -> new won

A line that ends in ``~`` is deleted in the end.
"""

from leadflow import Crm, Deal, Lead


def write(crm: Crm, text: str) -> None:
    """Store what a ledger tells of, line by line."""
    with crm.transaction():
        for line in text.strip().splitlines():
            head, _, way = line.strip().partition(":")
            if head.startswith("lead "):
                _lead(crm, head.removeprefix("lead "), way)
            else:
                _deal(crm, head, way)


def _deal(crm: Crm, head: str, way: str) -> None:
    source, _, amount = head.partition(" ")
    first, *rest = way.removesuffix("~").split()
    deal = crm.deals.add(Deal(title="D", source=source, amount=amount, stage=first))
    for stage in rest:
        deal = _moved(crm, deal, stage)
    if way.endswith("~"):
        crm.deals.delete(deal)


def _lead(crm: Crm, head: str, way: str) -> None:
    source, _, amount = head.partition(" ")
    own, _, deals = way.removesuffix("~").partition("->")
    first, *rest = own.split()
    lead = Lead(title="L", last_name="K", source=source, amount=amount, stage=first)
    lead = crm.leads.add(lead)
    for stage in rest:
        lead = crm.move(lead, stage)
    if deals:
        deal = crm.convert(lead).deal
        assert deal is not None
        for stage in deals.split()[1:]:
            deal = _moved(crm, deal, stage)
    if way.endswith("~"):
        crm.leads.delete(crm.leads.get(lead.id))


def _moved(crm: Crm, deal: Deal, place: str) -> Deal:
    """Move a deal to a stage, or to ``pipeline/stage``."""
    pipeline, _, stage = place.rpartition("/")
    return crm.move(deal, stage, pipeline=pipeline)
