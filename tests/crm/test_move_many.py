"""Moving many at once: each stands alone, and a failing one says why (S8)."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from leadflow import Crm, Deal, F, Lead, Pipeline, Stage, UnknownName, Workspace


Open: TypeAlias = Callable[..., Crm]

PIPELINES = [
    Pipeline(
        "sales",
        stages=["new", "offer", Stage("visit", require="amount"), Stage.won()],
        is_default=True,
    ),
    Pipeline(
        "service",
        stages=["begun", "installing", Stage.won(), Stage.lost()],
        arrivals={"sales": {"won": "begun", "visit": "installing"}},
    ),
]


@pytest.fixture
def office(opened: Open) -> Crm:
    """Return a CRM with two pipelines of deals."""
    return opened(workspace=Workspace(pipelines=PIPELINES))


def test_one_that_fails_touches_no_other(office: Crm) -> None:
    """S8: moved or failed, each with its reason, in the order given."""
    deals = office.deals.add_many(
        Deal(title=str(n), amount="1 UAH" if n % 2 else None) for n in range(4)
    )
    batch = office.move_many(deals, "visit")

    assert ["failed", "moved", "failed", "moved"] == [item.outcome for item in batch]
    assert [each.id for each in deals] == [item.record for item in batch]
    assert [("move_refused", ("amount",))] * 2 == [
        (item.code, item.paths) for item in batch.failed
    ]
    assert ["visit", "visit"] == [
        item.result.stage for item in batch.moved if item.result
    ]
    assert 2 == office.deals.where(F.stage == "new").count()


def test_what_is_kept_together_happened_at_one_time(office: Crm) -> None:
    """H1: a hundred moves are one act of one actor; their order is that of facts."""
    deals = office.deals.add_many(Deal(title=str(n)) for n in range(3))
    office.move_many(deals, "offer")
    facts = [list(office.history(deal))[-1] for deal in deals]

    assert 1 == len({fact.at for fact in facts})
    assert sorted(fact.seq for fact in facts) == [fact.seq for fact in facts]


def test_many_go_to_another_pipeline_by_its_map(office: Crm) -> None:
    """S8: each takes the stage that the map gives to its own."""
    deals = office.deals.add_many(
        Deal(title=stage, amount="1 UAH", stage=stage)
        for stage in ("won", "visit", "offer")
    )
    batch = office.move_many(
        office.deals.where(F.pipeline == "sales"), pipeline="service"
    )

    assert ["begun", "installing", "offer"] == [
        office.deals.get(each.id).stage for each in deals
    ]
    assert ["stage_map"] == [
        fault.code for item in batch.failed for fault in item.faults
    ]
    assert {"pipeline_changed"} == {office.history(deal)[-1].kind for deal in deals[:2]}


def test_a_slip_is_told_at_once(office: Crm) -> None:
    """S8: a wrong name is no fault of each record."""
    deals = office.deals.add_many([Deal(title="A")])
    with pytest.raises(UnknownName, match="did you mean 'service'"):
        office.move_many(deals, pipeline="servise")
    with pytest.raises(UnknownName, match="did you mean 'offer'"):
        office.move_many(deals, "ofer")


def test_records_of_several_entities_and_ids_are_taken(office: Crm) -> None:
    """S8: whatever stands on a stage; what does not fails alone."""
    deal = office.deals.add(Deal(title="A"))
    lead = office.leads.add(Lead(title="A"))
    gone = office.deals.add(Deal(title="B"))
    office.deals.delete(gone)
    batch = office.move_many([deal.id, lead.id, gone.id, "nothing"], "offer")

    assert ["moved", "failed", "failed", "failed"] == [item.outcome for item in batch]
    assert "4 records: 1 moved, 3 failed" in str(batch)


def test_it_stops_when_it_is_told_to(office: Crm) -> None:
    """S8: what was done is kept, the rest is not tried."""
    told: list[tuple[int, int]] = []
    deals = office.deals.add_many(
        [Deal(title="A", amount="1 UAH"), Deal(title="B"), Deal(title="C")]
    )
    batch = office.move_many(
        deals,
        "visit",
        stop=True,
        progress=lambda done, total: told.append((done, total)),
    )

    assert ["moved", "failed", "not tried"] == [item.outcome for item in batch]
    assert "visit" == office.deals.get(deals[0].id).stage
    assert [(3, 3)] == told


def test_what_is_said_is_said_of_all(office: Crm) -> None:
    """S4: changes and a reason to pass over gates go with each."""
    deals = office.deals.add_many(Deal(title=str(n)) for n in range(2))
    office.move_many(deals, "visit", override="a fair", notes="met at the fair")

    assert ["met at the fair"] * 2 == [each.notes for each in office.deals]
    assert ["a fair"] * 2 == [event.cause for event in office.stages.overrides()]
