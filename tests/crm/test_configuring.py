"""Changing how the firm works: the data is asked first (S1, S2)."""

from collections.abc import Callable
from typing import TypeAlias

import attrs
import pytest

import leadflow
from leadflow import (
    Contact,
    Conversion,
    Crm,
    CustomField,
    Deal,
    Dictionary,
    Entry,
    InUse,
    InvalidWorkspace,
    Lead,
    Participant,
    Pipeline,
    Stage,
    UnknownName,
    Workspace,
)
from leadflow.storage.memory import MemoryStore
from leadflow.testing import a_lead, digest


Open: TypeAlias = Callable[..., Crm]


def sales(*stages: Stage | str) -> Workspace:
    """Return a workspace whose deals have these open stages."""
    return Workspace(
        pipelines=[Pipeline("deals", stages=[*stages, Stage.won(), Stage.lost()])]
    )


THREE, TWO = sales("new", "visit", "offer"), sales("new", "offer")


def test_a_stage_that_nobody_uses_goes(opened: Open) -> None:
    """S2: only what is in use is asked about."""
    crm = opened(workspace=THREE)
    crm.deals.add(Deal(title="A", stage="offer"))
    crm.configure(TWO)

    assert TWO == crm.workspace


def test_a_stage_in_use_stays_unless_it_is_said_where_to(opened: Open) -> None:
    """S2: the error counts and shows the way."""
    crm = opened(workspace=THREE)
    crm.deals.add(Deal(title="A", stage="visit"))
    with pytest.raises(InUse, match="holds 1 deal") as caught:
        crm.configure(TWO)

    assert ["deals/visit"] == [each.path for each in caught.value.uses]
    assert THREE == crm.workspace


def test_records_are_moved_where_it_is_said(opened: Open) -> None:
    """S2: as a move of its own, with its cause."""
    crm = opened(workspace=THREE)
    deal = crm.deals.add(Deal(title="A", stage="visit"))
    crm.configure(TWO, move_to={"deals/visit": "offer"})
    event = crm.history(deal)[-1]

    assert "offer" == crm.deals.get(deal.id).stage
    assert ("moved", "stage 'deals/visit' was removed") == (event.kind, event.cause)


def test_the_history_keeps_the_old_words(opened: Open) -> None:
    """S2: the code and label of the stage that is gone."""
    crm = opened(workspace=sales("new", Stage("visit", label="Site visit")))
    deal = crm.deals.add(Deal(title="A", stage="visit"))
    crm.configure(TWO, move_to={"deals/visit": "offer"})
    mark = crm.history(deal)[0].stage

    assert mark is not None
    assert ("visit", "Site visit") == (mark.stage, mark.label)


def test_deleted_records_are_moved_too(opened: Open) -> None:
    """S2: they may come back."""
    crm = opened(workspace=THREE)
    deal = crm.deals.add(Deal(title="A", stage="visit"))
    crm.deals.delete(deal)
    crm.configure(TWO, move_to={"deals/visit": "offer"})

    assert "offer" == crm.deals.restore(deal.id).stage


def test_a_pipeline_in_use_goes_when_it_is_said_where_to(opened: Open) -> None:
    """S2: stage by stage, into stages of another pipeline."""
    other = Pipeline("service", stages=["call", Stage.won()])
    crm = opened(workspace=Workspace(pipelines=[*TWO.pipelines[:1], other]))
    open_deal = crm.deals.add(Deal(title="A", pipeline="service"))
    won = crm.win(crm.deals.add(Deal(title="B", pipeline="service")))
    with pytest.raises(InUse) as caught:
        crm.configure(TWO)
    assert ["service/call", "service/won"] == [u.path for u in caught.value.uses]
    crm.configure(
        TWO, move_to={"service/call": "deals/new", "service/won": "deals/won"}
    )

    assert ("deals", "new") == _place(crm, open_deal)
    assert ("deals", "won") == _place(crm, won)
    assert won.closed_at == crm.deals.get(won.id).closed_at


def test_the_default_pipeline_may_go(opened: Open) -> None:
    """S2: another one takes new records then."""
    service = Pipeline("service", stages=["call", Stage.won()])
    crm = opened(workspace=Workspace(pipelines=[*TWO.pipelines[:1], service]))
    deal = crm.deals.add(Deal(title="A"))
    crm.configure(Workspace(pipelines=[service]), move_to={"deals/new": "service/call"})

    assert ("service", "call") == _place(crm, deal)
    assert "service" == crm.deals.add(Deal(title="B")).pipeline
    assert "pipeline_changed" == crm.history(deal)[-1].kind


def test_records_go_to_pipelines_of_their_entity_only(opened: Open) -> None:
    """S2: a lead cannot stand among deals, not even where none is concerned."""
    leads = Pipeline("leads", entity="lead", stages=["fresh", Stage.won("client")])
    crm = opened()
    with pytest.raises(UnknownName, match="pipeline of lead"):
        crm.configure(Workspace(pipelines=[leads]), move_to={"leads/new": "deals/new"})


def test_a_stage_map_that_names_a_gone_stage_is_a_fault() -> None:
    """S2: maps are changed together with what they name."""
    service = Pipeline(
        "service", stages=["call", Stage.won()], arrivals={"deals": {"visit": "call"}}
    )
    with pytest.raises(InvalidWorkspace, match="visit") as caught:
        Workspace(pipelines=[*TWO.pipelines[:1], service])

    assert ["pipelines.service.arrivals.deals.visit"] == [
        fault.path for fault in caught.value.faults
    ]


def test_a_conversion_that_names_a_gone_stage_is_a_fault() -> None:
    """S2: as soon as it is written, not when a lead is converted."""
    conversion = Conversion("usual").contact().deal(stage="visit")
    with pytest.raises(InvalidWorkspace, match="visit") as caught:
        Workspace(pipelines=TWO.pipelines[:1], conversions=[conversion])

    assert ["conversions.usual.deal.stage"] == [
        fault.path for fault in caught.value.faults
    ]


def test_an_apology_stage_that_goes_leaves_the_order_of_the_rest(
    opened: Open,
) -> None:
    """S1, S2: the first lost stage is the plain failure, whichever it is."""
    lost = [Stage.lost(name) for name in ("failed", "sorry", "later")]
    old = Pipeline("deals", stages=["new", Stage.won(), *lost])
    crm = opened(workspace=Workspace(pipelines=[old]))
    crm.deals.add(Deal(title="A", stage="sorry"))
    new = Pipeline("deals", stages=["new", Stage.won(), lost[0], lost[2]])
    crm.configure(Workspace(pipelines=[new]), move_to={"deals/sorry": "later"})

    assert 1 == crm.deals.where("stage.is_apology == True").count()


def test_stages_that_come_and_go_with_their_pipeline_are_counted(
    opened: Open,
) -> None:
    """S2: nobody is left on a stage that is not there."""
    crm = opened(workspace=THREE)
    crm.deals.add_many([Deal(title="A", stage="visit"), Deal(title="B", stage="offer")])
    places = {"deals/visit": "new", "deals/offer": "new"}
    crm.configure(sales("new"), move_to=places)

    assert [("new", 2)] == [
        (step.code, step.count)
        for step in crm.reports.funnel("deals", view="snapshot")
        if step.count
    ]


def _place(crm: Crm, deal: Deal) -> tuple[str, str]:
    now = crm.deals.get(deal.id)
    return now.pipeline, now.stage


def test_converted_leads_move_along(opened: Open) -> None:
    """S2: they are read-only for people, not for the workspace."""
    crm = opened()
    done = crm.convert(crm.leads.add(a_lead()))
    leads = Pipeline("leads", entity="lead", stages=["new", Stage.won("client")])
    crm.configure(Workspace(pipelines=[leads]), move_to={"leads/converted": "client"})

    assert "client" == crm.leads.get(done.lead.id).stage
    assert crm.leads.get(done.lead.id).converted_at is not None


def test_gates_do_not_stop_a_move_that_the_workspace_makes(opened: Open) -> None:
    """S2: the reason is recorded as any override is."""
    crm = opened(workspace=THREE)
    crm.deals.add_many([Deal(title=n, stage="visit") for n in "ab"])
    full = sales("new", Stage("offer", limit=1, require="amount"))
    crm.configure(full, move_to={"deals/visit": "offer"})

    assert 2 == crm.deals.where("stage == 'offer'").count()


@pytest.mark.parametrize("target", ["offerr", "deals/offerr", "nowhere/offer"])
def test_a_typo_in_the_target_is_told(opened: Open, target: str) -> None:
    """S2: nothing is moved to nowhere."""
    crm = opened(workspace=THREE)
    crm.deals.add(Deal(title="A", stage="visit"))
    with pytest.raises(UnknownName):
        crm.configure(TWO, move_to={"deals/visit": target})

    assert THREE == crm.workspace


def test_a_typo_in_the_stage_that_goes_is_told(opened: Open) -> None:
    """S2: with the nearest right name."""
    crm = opened(workspace=THREE)
    with pytest.raises(UnknownName, match="did you mean 'deals/visit'"):
        crm.configure(TWO, move_to={"deals/visti": "offer"})


def test_a_kind_never_changes(opened: Open) -> None:
    """S1: won stays won."""
    crm = opened(workspace=THREE)
    other = Workspace(
        pipelines=[
            Pipeline(
                "deals",
                stages=["new", Stage.won("offer"), Stage.lost()],
            )
        ]
    )
    with pytest.raises(InvalidWorkspace, match="kinds never change"):
        crm.configure(other)


def test_labels_colours_and_places_change(opened: Open) -> None:
    """S1: all else is free."""
    crm = opened(workspace=THREE)
    deal = crm.deals.add(Deal(title="A", stage="visit"))
    crm.configure(
        sales("new", "offer", Stage("visit", label="Meeting", color="#123456"))
    )

    assert deal == crm.deals.get(deal.id)


def test_a_pipeline_keeps_its_entity(opened: Open) -> None:
    """S1: deals do not become leads."""
    crm = opened(workspace=sales("new"))
    leads = Pipeline("deals", entity="lead", stages=["new", Stage.won()])
    with pytest.raises(InvalidWorkspace):
        crm.configure(Workspace(pipelines=[leads]))


def test_a_field_with_values_stays(opened: Open) -> None:
    """F2: neither its type nor the field itself is taken away."""
    field = CustomField("size", entity="lead", type="integer")
    crm = opened(workspace=Workspace(fields=[field]))
    lead = crm.leads.add(Lead(title="A", custom={"size": 3}))
    for other in ([], [CustomField("size", entity="lead", type="date")]):
        with pytest.raises(InUse, match="clear it first"):
            crm.configure(Workspace(fields=other))
    crm.leads.update(lead, custom={"size": None})
    crm.configure(Workspace())

    assert () == crm.workspace.fields


def test_all_uses_are_told_at_once(opened: Open) -> None:
    """S2: stages, reasons and fields together."""
    field = CustomField("size", entity="deal", type="integer")
    crm = opened(workspace=Workspace(fields=[field]))
    deal = crm.deals.add(Deal(title="A", custom={"size": 3}))
    crm.lose(deal, reason="price", stage="apology")
    sources = leadflow.Dictionary("loss_reason", ["other"])
    with pytest.raises(InUse) as caught:
        crm.configure(Workspace(pipelines=TWO.pipelines[:1], dictionaries=[sources]))

    assert ["deals/apology", "loss_reason/price", "deal.custom.size"] == [
        each.path for each in caught.value.uses
    ]


def test_a_refused_workspace_writes_nothing() -> None:
    """P20: no half of the moves is made."""
    store = MemoryStore()
    crm = leadflow.open(store, workspace=THREE)
    crm.deals.add_many([Deal(title="A", stage="visit"), Deal(title="B", stage="offer")])
    before = digest(store)
    with pytest.raises(InUse):
        crm.configure(sales("new"), move_to={"deals/visit": "new"})

    assert before == digest(store)


def test_a_role_in_use_can_only_be_retired(opened: Open) -> None:
    """S5: without it, nobody could be added to the sale any more."""
    crm = opened()
    person = crm.contacts.add(Contact(last_name="Kovalenko"))
    crm.deals.add(Deal(title="A", contacts=[Participant(person.id, role="lawyer")]))
    roles = Dictionary("contact_role", entries=["head"])
    with pytest.raises(InUse, match="role in 1 deal") as caught:
        crm.configure(Workspace(dictionaries=[roles]))

    assert ["contact_role/lawyer"] == [use.path for use in caught.value.uses]
    kept = [Entry("head"), Entry("lawyer", is_retired=True)]
    crm.configure(Workspace(dictionaries=[attrs.evolve(roles, entries=kept)]))


def test_a_counter_that_counted_is_kept(opened: Open) -> None:
    """F2, F3: nobody can clear it; the refusal says what becomes of the numbers."""
    number = CustomField("number", entity="deal", type="counter")
    crm = opened(workspace=Workspace(fields=[number]))
    crm.deals.add(Deal(title="A"))
    with pytest.raises(InUse, match="make it a text field: it keeps the numbers"):
        crm.configure(Workspace())


def test_a_counter_goes_by_way_of_a_text(opened: Open) -> None:
    """F2, F3: as text its numbers stay, can be cleared, and then it can be removed."""
    number = CustomField("number", entity="deal", type="counter")
    crm = opened(workspace=Workspace(fields=[number]))
    deal = crm.deals.add(Deal(title="A"))
    crm.configure(Workspace(fields=[attrs.evolve(number, type="text")]))
    held = crm.deals.get(deal.id).custom["number"]
    crm.deals.update(deal.id, custom={"number": None})
    crm.configure(Workspace())

    assert ("1", {}) == (held, dict(crm.deals.get(deal.id).custom))
