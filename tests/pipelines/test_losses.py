"""Losing: reasons, notes, and what becomes of reasons that nobody uses any more."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from leadflow import (
    Crm,
    Deal,
    Dictionary,
    Entry,
    InUse,
    InvalidData,
    Invoice,
    MoveRefused,
    Pipeline,
    Stage,
    Workspace,
)


Open: TypeAlias = Callable[..., Crm]

SALES = Pipeline(
    "deals",
    stages=["new", Stage.won(), Stage.lost(reason_required=True), Stage.lost("sorry")],
)
ASKING = Workspace(pipelines=[SALES])
RETIRED = Workspace(
    pipelines=[SALES],
    dictionaries=[
        Dictionary("loss_reason", [Entry("price", is_retired=True), "no_need", "other"])
    ],
)


def test_a_loss_may_demand_a_reason(opened: Open) -> None:
    """S5: the error lists the reasons there are."""
    crm = opened(workspace=ASKING)
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(MoveRefused, match="one of price, competitor") as caught:
        crm.lose(deal)

    assert ["loss_reason"] == [fault.path for fault in caught.value.faults]


def test_a_reason_opens_the_way(opened: Open) -> None:
    """S5: the reason stays with the record."""
    crm = opened(workspace=ASKING)
    deal = crm.lose(crm.deals.add(Deal(title="A")), reason="price")

    assert ("lost", "price") == (deal.stage, deal.loss_reason)


def test_other_demands_a_note(opened: Open) -> None:
    """S5: "other" alone says nothing."""
    crm = opened(workspace=ASKING)
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(MoveRefused) as caught:
        crm.lose(deal, reason="other")

    assert ["loss_note"] == [fault.path for fault in caught.value.faults]
    assert "lost" == crm.lose(deal, reason="other", note="Moved away").stage


def test_a_stage_that_asks_nothing_takes_all(opened: Open) -> None:
    """S5: the demand belongs to the stage."""
    crm = opened(workspace=ASKING)

    assert "sorry" == crm.lose(crm.deals.add(Deal(title="A")), stage="sorry").stage


def test_a_new_lost_record_needs_a_reason_too(opened: Open) -> None:
    """S5: creating is no way round."""
    crm = opened(workspace=ASKING)
    with pytest.raises(MoveRefused):
        crm.deals.add(Deal(title="A", stage="lost"))


def test_the_reason_cannot_be_taken_away_afterwards(opened: Open) -> None:
    """S5: what the stage demanded it keeps."""
    crm = opened(workspace=ASKING)
    deal = crm.lose(crm.deals.add(Deal(title="A")), reason="price")
    with pytest.raises(InvalidData):
        crm.deals.update(deal, loss_reason="")


def test_entities_without_reasons_need_none(opened: Open) -> None:
    """S5: an invoice has no field to say it in."""
    stages: list[Stage | str] = [
        "draft",
        Stage.won("paid"),
        Stage.lost("void", reason_required=True),
    ]
    invoices = Pipeline("invoices", entity="invoice", stages=stages)
    crm = opened(workspace=Workspace(pipelines=[invoices]))
    invoice = crm.invoices.add(Invoice(title="A"))

    assert "void" == crm.lose(invoice).stage


def test_an_unknown_reason_names_the_nearest(crm: Crm) -> None:
    """S5: reasons come from the dictionary."""
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(InvalidData, match="did you mean 'competitor'"):
        crm.lose(deal, reason="competitors")


def test_a_retired_reason_is_refused_for_new_losses(opened: Open) -> None:
    """S5: nobody chooses what is retired."""
    crm = opened(workspace=RETIRED)
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(InvalidData, match="retired"):
        crm.lose(deal, reason="price")


def test_a_retired_reason_stays_on_old_losses(opened: Open) -> None:
    """S5: the record can still be changed and moved between lost stages."""
    crm = opened(workspace=ASKING)
    deal = crm.lose(crm.deals.add(Deal(title="A")), reason="price")
    crm.configure(RETIRED)
    deal = crm.move(crm.deals.update(deal, title="B"), "sorry")

    assert ("B", "sorry", "price") == (deal.title, deal.stage, deal.loss_reason)


def test_reasons_in_use_cannot_be_deleted(opened: Open) -> None:
    """S5: the error says how many hold it and what to do."""
    crm = opened(workspace=ASKING)
    crm.lose(crm.deals.add(Deal(title="A")), reason="price")
    without = Workspace(
        pipelines=[SALES], dictionaries=[Dictionary("loss_reason", ["no_need"])]
    )
    with pytest.raises(InUse, match="is_retired=True") as caught:
        crm.configure(without)

    assert ["loss_reason/price"] == [each.path for each in caught.value.uses]


def test_reasons_that_nobody_used_go(opened: Open) -> None:
    """S5: an unused entry is only a word."""
    crm = opened(workspace=ASKING)
    crm.configure(
        Workspace(
            pipelines=[SALES], dictionaries=[Dictionary("loss_reason", ["no_need"])]
        )
    )

    assert 1 == len(crm.workspace.dictionary("loss_reason").entries)


def test_what_is_won_has_no_reason_of_a_loss(crm: Crm) -> None:
    """S6: such a record contradicts itself."""
    deal = crm.win(crm.deals.add(Deal(title="A")))
    with pytest.raises(InvalidData) as caught:
        crm.deals.update(deal, loss_reason="price")

    assert ["loss_reason"] == [fault.path for fault in caught.value.faults]


def test_a_reason_may_be_noted_before_the_loss(crm: Crm) -> None:
    """S5: a form is filled first and the record closed afterwards."""
    deal = crm.deals.add(Deal(title="A"))
    noted = crm.deals.update(deal, loss_reason="price")

    assert "price" == crm.lose(noted).loss_reason
