"""Gates: what a stage asks of a record, on every path that leads to it."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest

import leadflow
from leadflow import (
    Conversion,
    ConversionInvalid,
    Crm,
    CustomField,
    Deal,
    F,
    Fault,
    InvalidData,
    Lead,
    MoveRefused,
    Pipeline,
    Stage,
    UnknownName,
    Workspace,
)
from leadflow.storage.memory import MemoryStore
from leadflow.testing import digest


Open: TypeAlias = Callable[..., Crm]


def sales(*stages: Stage | str, **options: bool) -> Workspace:
    """Return a workspace whose deals have these open stages."""
    whole = [*stages, Stage.won(), Stage.lost()]
    return Workspace(
        pipelines=[Pipeline("deals", stages=whole, **options)],  # type: ignore[arg-type]  # as the test says
        fields=[CustomField("budget", entity="deal", type="money")],
    )


def refused(error: pytest.ExceptionInfo[MoveRefused]) -> list[tuple[str, str]]:
    """Return path and code of each closed gate."""
    return [(fault.path, fault.code) for fault in error.value.faults]


DEMANDING = sales("new", Stage("visit", require=["amount", "custom.budget"]))


# Required fields, on each path


def test_a_stage_demands_fields(opened: Open) -> None:
    """S4: all missing fields are told at once, each with its path."""
    crm = opened(workspace=DEMANDING)
    deal = crm.deals.add(Deal(title="Forklifts"))
    with pytest.raises(MoveRefused) as caught:
        crm.move(deal, "visit")

    assert [("amount", "required"), ("custom.budget", "required")] == refused(caught)


def test_the_record_is_judged_as_it_would_be(opened: Open) -> None:
    """S4: fields given with the move count."""
    crm = opened(workspace=DEMANDING)
    deal = crm.deals.add(Deal(title="Forklifts", custom={"budget": "5 UAH"}))

    assert "visit" == crm.move(deal, "visit", amount="500 UAH").stage


def test_nothing_of_zero_is_something(opened: Open) -> None:
    """S4: an amount of zero is filled; only emptiness is missing."""
    crm = opened(workspace=sales("new", Stage("visit", require="amount")))

    assert "visit" == crm.deals.add(Deal(amount="0 UAH", stage="visit")).stage


def _create(crm: Crm) -> object:
    return crm.deals.add(Deal(title="A", stage="visit"))


def _add_many(crm: Crm) -> object:
    return crm.deals.add_many([Deal(title="A"), Deal(title="B", stage="visit")])


def _move(crm: Crm) -> object:
    return crm.move(crm.deals.where(F.title == "Old").all()[0], "visit")


def _update(crm: Crm) -> object:
    return crm.deals.update(crm.deals.where(F.title == "Old").all()[0], stage="visit")


def _update_by_id(crm: Crm) -> object:
    return crm.deals.update(crm.deals.all()[0].id, stage="visit")


def _bulk(crm: Crm) -> object:
    return crm.deals.where(F.stage == "new").update(stage="visit")


PATHS: Mapping[str, Callable[[Crm], object]] = {
    "create": _create,
    "add_many": _add_many,
    "move": _move,
    "update": _update,
    "update by id": _update_by_id,
    "bulk update": _bulk,
}


@pytest.mark.parametrize("path", PATHS)
def test_the_gate_stands_on_every_path(opened: Open, path: str) -> None:
    """S4: one rule for creating, updating, moving, one by one and in bulk."""
    crm = opened(workspace=sales("new", Stage("visit", require="amount")))
    crm.deals.add(Deal(title="Old"))
    with pytest.raises(MoveRefused) as caught:
        PATHS[path](crm)

    assert ["required"] == [fault.code for fault in caught.value.faults]
    assert [] == crm.deals.where(F.stage == "visit").all()
    assert 1 == crm.deals.count()


def test_the_gate_stands_in_a_conversion(opened: Open) -> None:
    """S4: a conversion is judged like anything else; nothing is half made."""
    crm = opened(workspace=sales(Stage("new", require="amount")))
    lead = crm.leads.add(Lead(title="Forklifts", last_name="Kovalenko"))
    with pytest.raises(ConversionInvalid) as caught:
        crm.convert(lead)

    assert ["deal.amount"] == [fault.path for fault in caught.value.faults]
    assert 0 == crm.deals.count() == crm.contacts.count()


def test_a_refused_move_writes_nothing() -> None:
    """P20: what was refused left no trace."""
    store = MemoryStore()
    crm = leadflow.open(store, workspace=DEMANDING)
    deal = crm.deals.add(Deal(title="Forklifts"))
    before = digest(store)
    with pytest.raises(MoveRefused):
        crm.move(deal, "visit", title="Cranes")

    assert before == digest(store)


def test_what_a_stage_demanded_cannot_be_taken_away(opened: Open) -> None:
    """S4: who stands on a stage keeps what it asks for."""
    crm = opened(workspace=sales("new", Stage("visit", require="amount")))
    deal = crm.deals.add(Deal(title="A", amount="5 UAH", stage="visit"))
    with pytest.raises(InvalidData) as caught:
        crm.deals.update(deal, amount=None)

    assert (
        Fault("amount", "is required on stage 'visit'", "fill it first", "required"),
    ) == caught.value.faults


def test_an_override_takes_it_away_all_the_same(opened: Open) -> None:
    """S4: the reason is recorded."""
    crm = opened(workspace=sales("new", Stage("visit", require="amount")))
    deal = crm.deals.add(Deal(title="A", amount="5 UAH", stage="visit"))
    changed = crm.deals.update(deal, amount=None, override="unknown again")

    assert changed.amount is None
    assert "unknown again" == crm.history(deal)[-1].cause


def test_a_new_demand_locks_nobody_in(opened: Open) -> None:
    """S4: a gate is asked at the entry, not of those who stand there already."""
    crm = opened(workspace=sales("new", "visit"))
    deal = crm.deals.add(Deal(title="A", stage="visit"))
    crm.configure(sales("new", Stage("visit", require="amount")))

    assert "B" == crm.deals.update(deal, title="B").title


# A condition


BIG = sales("new", Stage("board", when=F.amount >= 100_000))


def test_a_condition_lets_in_what_meets_it(opened: Open) -> None:
    """S4: a gate may be any condition on the record."""
    crm = opened(workspace=BIG)
    deal = crm.deals.add(Deal(title="A"))

    assert "board" == crm.move(deal, "board", amount="100000 UAH").stage


@pytest.mark.parametrize("amount", ["99999 UAH", None])
def test_a_condition_keeps_out_the_rest(opened: Open, amount: str | None) -> None:
    """S4: what is unknown does not meet a condition."""
    crm = opened(workspace=BIG)
    deal = crm.deals.add(Deal(title="A", amount=amount))
    with pytest.raises(MoveRefused) as caught:
        crm.move(deal, "board")

    assert [("stage", "condition")] == refused(caught)


def test_a_condition_may_look_at_linked_records(opened: Open) -> None:
    """S4: the client's data may decide."""
    crm = opened(workspace=sales("new", Stage("it", when=F.company.industry == "it")))
    firm = crm.companies.add(leadflow.Company(name="Ada", industry="it"))
    deal = crm.deals.add(Deal(title="A"))

    assert "it" == crm.move(deal, "it", company=firm).stage


# The way


def test_a_stage_may_be_entered_from_certain_stages_only(opened: Open) -> None:
    """S4: allowed transitions."""
    crm = opened(workspace=sales("new", "visit", Stage("offer", after="visit")))
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(MoveRefused) as caught:
        crm.move(deal, "offer")

    assert [("stage", "transition")] == refused(caught)
    assert "offer" == crm.move(crm.move(deal, "visit"), "offer").stage


def test_nobody_begins_on_a_stage_that_has_predecessors(opened: Open) -> None:
    """S4: a new record comes from nowhere."""
    crm = opened(workspace=sales("new", Stage("offer", after="new")))
    with pytest.raises(MoveRefused, match="not at once"):
        crm.deals.add(Deal(title="A", stage="offer"))


STRICT = sales("one", "two", "three", skipping=False, going_back=False)


def test_stages_are_not_skipped(opened: Open) -> None:
    """S4: the error names the stage that comes next."""
    crm = opened(workspace=STRICT)
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(MoveRefused, match="the next stage is 'two'") as caught:
        crm.move(deal, "three")

    assert [("stage", "skipping")] == refused(caught)


def test_nobody_begins_in_the_middle_where_nothing_is_skipped(opened: Open) -> None:
    """S4: creating is an entry like any other."""
    crm = opened(workspace=STRICT)
    with pytest.raises(MoveRefused, match="the next stage is 'one'"):
        crm.deals.add(Deal(title="A", stage="two"))


def test_nobody_goes_back(opened: Open) -> None:
    """S4: a pipeline may go forward only."""
    crm = opened(workspace=STRICT)
    deal = crm.move(crm.deals.add(Deal(title="A")), "two")
    with pytest.raises(MoveRefused) as caught:
        crm.move(deal, "one")

    assert [("stage", "going_back")] == refused(caught)


def test_step_by_step_is_allowed(opened: Open) -> None:
    """S4: a strict pipeline is passed in its order."""
    crm = opened(workspace=STRICT)
    deal = crm.deals.add(Deal(title="A"))
    for stage in ("two", "three", "won"):
        deal = crm.move(deal, stage)

    assert "won" == deal.stage


def test_closing_and_reopening_are_neither_skipping_nor_going_back(
    opened: Open,
) -> None:
    """S4: a sale may be lost, and found again, at any time."""
    crm = opened(workspace=STRICT)
    deal = crm.lose(crm.deals.add(Deal(title="A")))

    assert "three" == crm.move(deal, "three").stage


# Room


def test_a_full_stage_takes_no_more(opened: Open) -> None:
    """S4: the limit of work in progress holds for every path."""
    crm = opened(workspace=sales("new", Stage("visit", limit=2)))
    deals = crm.deals.add_many([Deal(title=name) for name in "abc"])
    for deal in deals[:2]:
        crm.move(deal, "visit")
    with pytest.raises(MoveRefused, match="2 stand there") as caught:
        crm.move(deals[2], "visit")

    assert [("stage", "limit")] == refused(caught)


def test_who_leaves_makes_room(opened: Open) -> None:
    """S4: the limit counts who stands there now."""
    crm = opened(workspace=sales("new", Stage("visit", limit=1)))
    first, second = crm.deals.add_many([Deal(title=name) for name in "ab"])
    crm.move(crm.move(first, "visit"), "won")

    assert "visit" == crm.move(second, "visit").stage


def test_who_stands_there_may_be_changed(opened: Open) -> None:
    """S4: staying is no entry."""
    crm = opened(workspace=sales("new", Stage("visit", limit=1)))
    deal = crm.deals.add(Deal(title="A", stage="visit"))

    assert "B" == crm.move(deal, "visit", title="B").title


def test_deleted_records_take_no_room(opened: Open) -> None:
    """S4: only live records stand on a stage."""
    crm = opened(workspace=sales("new", Stage("visit", limit=1)))
    crm.deals.delete(crm.deals.add(Deal(title="A", stage="visit")))

    assert "visit" == crm.deals.add(Deal(title="B", stage="visit")).stage


def test_a_full_stage_takes_nobody_back(opened: Open) -> None:
    """S4: coming back is one more path; an override lets in and is recorded."""
    crm = opened(workspace=sales("new", Stage("visit", limit=1)))
    gone = crm.deals.add(Deal(title="A", stage="visit"))
    crm.deals.delete(gone)
    crm.deals.add(Deal(title="B", stage="visit"))
    with pytest.raises(MoveRefused) as caught:
        crm.deals.restore(gone)
    back = crm.deals.restore(gone, override="VIP")

    assert [("stage", "limit")] == refused(caught)
    assert "visit" == back.stage
    assert ("restored", "VIP") == (
        crm.history(back)[-1].kind,
        crm.history(back)[-1].cause,
    )


def test_there_is_a_way_back_while_there_is_room(opened: Open) -> None:
    """S4: the record itself is not counted."""
    crm = opened(workspace=sales("new", Stage("visit", limit=1)))
    gone = crm.deals.add(Deal(title="A", stage="visit"))
    crm.deals.delete(gone)

    assert crm.deals.restore(gone).deleted_at is None


def test_many_at_once_do_not_overfill(opened: Open) -> None:
    """S4: what one call adds counts for the rest of the call."""
    crm = opened(workspace=sales("new", Stage("visit", limit=2)))
    with pytest.raises(MoveRefused, match=r"\[2\]"):
        crm.deals.add_many([Deal(title=name, stage="visit") for name in "abc"])

    assert 0 == crm.deals.count()


def test_bulk_updates_do_not_overfill(opened: Open) -> None:
    """S4: what one call moves counts for the rest of the call."""
    crm = opened(workspace=sales("new", Stage("visit", limit=2)))
    crm.deals.add_many([Deal(title=name) for name in "abc"])
    with pytest.raises(MoveRefused):
        crm.deals.where(F.stage == "new").update(stage="visit")

    assert 3 == crm.deals.where(F.stage == "new").count()


# Approval


GUARDED = sales("new", Stage("discount", approvers=["cleo", "dan"]), "later")


def test_an_approver_enters(opened: Open) -> None:
    """S4: who may approve needs no approval."""
    crm = opened(workspace=GUARDED, actor="cleo")

    assert "discount" == crm.move(crm.deals.add(Deal(title="A")), "discount").stage


def test_others_need_an_approval(opened: Open) -> None:
    """S4: the error names who may give it."""
    crm = opened(workspace=GUARDED)
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(MoveRefused, match="approval of cleo, dan") as caught:
        crm.move(deal, "discount")

    assert [("stage", "approval")] == refused(caught)


def test_an_approval_opens_the_gate_once(opened: Open) -> None:
    """S4: an approval is good for one entry."""
    crm = opened(workspace=GUARDED)
    deal = crm.acting_as("dan").approve(crm.deals.add(Deal(title="A")), "discount")
    deal = crm.move(crm.move(deal, "discount"), "later")
    with pytest.raises(MoveRefused) as caught:
        crm.move(deal, "discount")

    assert [("stage", "approval")] == refused(caught)


def test_an_approval_is_logged(opened: Open) -> None:
    """S3: who approved what is part of the history."""
    crm = opened(workspace=GUARDED)
    deal = crm.acting_as("dan").approve(crm.deals.add(Deal(title="A")), "discount")
    event = crm.history(deal)[-1]

    assert ("approved", "dan") == (event.kind, event.actor)
    assert event.stage is not None
    assert "discount" == event.stage.stage


def test_an_approval_survives_other_changes(opened: Open) -> None:
    """S4: a note in between does not take it back."""
    crm = opened(workspace=GUARDED)
    deal = crm.acting_as("dan").approve(crm.deals.add(Deal(title="A")), "discount")
    deal = crm.deals.update(deal, notes="Called back")

    assert "discount" == crm.move(deal, "discount").stage


def test_only_approvers_approve(opened: Open) -> None:
    """S4: nobody approves for others."""
    crm = opened(workspace=GUARDED)
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(MoveRefused, match="cleo, dan may"):
        crm.approve(deal, "discount")


def test_a_stage_without_approvers_needs_no_approval(opened: Open) -> None:
    """S4: approving nothing is a mistake, and is said so."""
    crm = opened(workspace=GUARDED)
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(MoveRefused, match="needs no approval"):
        crm.approve(deal, "later")


def test_approving_an_unknown_stage_names_the_nearest(opened: Open) -> None:
    """S4: a typo is answered with the right name."""
    crm = opened(workspace=GUARDED, actor="dan")
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(UnknownName, match="did you mean 'discount'"):
        crm.approve(deal, "discont")


def test_an_approval_is_for_one_pipeline(opened: Open) -> None:
    """S4: a stage of the same name elsewhere is another stage."""
    other = Pipeline(
        "other",
        stages=["new", Stage("discount", approvers=["eve"]), Stage.won()],
    )
    workspace = Workspace(pipelines=[*GUARDED.pipelines[:1], other])
    crm = opened(workspace=workspace)
    deal = crm.deals.add(Deal(title="A", pipeline="deals"))
    deal = crm.acting_as("dan").approve(deal, "discount")
    with pytest.raises(MoveRefused, match="eve"):
        crm.move(deal, "discount", pipeline="other")


# All at once, and the way past


CLOSED = sales(
    "new", "visit", Stage("last", require="amount", after="visit", approvers="cleo")
)


def test_all_closed_gates_are_told_at_once(opened: Open) -> None:
    """S4: nobody learns of the next gate after opening the first."""
    crm = opened(workspace=CLOSED)
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(MoveRefused) as caught:
        crm.move(deal, "last")

    assert [
        ("amount", "required"),
        ("stage", "transition"),
        ("stage", "approval"),
    ] == refused(caught)


def _override_move(crm: Crm) -> Deal:
    return crm.move(crm.deals.add(Deal(title="A")), "last", override="the boss says so")


def _override_create(crm: Crm) -> Deal:
    return crm.deals.add(Deal(title="A", stage="last"), override="the boss says so")


def _override_update(crm: Crm) -> Deal:
    deal = crm.deals.add(Deal(title="A"))
    return crm.deals.update(deal, stage="last", override="the boss says so")


def _override_bulk(crm: Crm) -> Deal:
    crm.deals.add(Deal(title="A"))
    return crm.deals.select().update(stage="last", override="the boss says so")[0]


@pytest.mark.parametrize(
    "path", [_override_move, _override_create, _override_update, _override_bulk]
)
def test_an_override_passes_and_is_recorded(
    opened: Open, path: Callable[[Crm], Deal]
) -> None:
    """S4: a bypass needs a reason, which the history keeps."""
    crm = opened(workspace=CLOSED)
    deal = path(crm)

    assert "last" == deal.stage
    assert "the boss says so" == crm.history(deal)[-1].cause


def test_a_blank_override_is_none(opened: Open) -> None:
    """S4: a bypass without a reason is no bypass."""
    crm = opened(workspace=CLOSED)
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(MoveRefused):
        crm.move(deal, "last", override="  ")


def test_an_override_does_not_pass_wrong_data(opened: Open) -> None:
    """S4: gates are passed over, not the rules for fields."""
    crm = opened(workspace=CLOSED)
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(InvalidData):
        crm.move(deal, "last", override="now", source="nowhere")


def test_gates_do_not_ask_who_only_passes_by(opened: Open) -> None:
    """S4: a closing stage has its own gates, not those of stages before it."""
    crm = opened(workspace=CLOSED)

    assert "won" == crm.win(crm.deals.add(Deal(title="A"))).stage


def test_the_conversion_gate_of_leads_can_be_overridden(opened: Open) -> None:
    """S4: history that is brought along marks leads as converted by hand."""
    crm = opened()
    lead = crm.move(
        crm.leads.add(Lead(title="A")), "converted", override="was a client before"
    )

    assert ("converted", None) == (lead.stage, lead.converted_at)
    assert "converted" == crm.convert(lead).lead.stage
    assert "converted" == crm.history(lead)[-1].kind


def test_a_lead_stage_may_demand_too(opened: Open) -> None:
    """S4: gates are the same for leads; a conversion passes those of its end."""
    stages: list[Stage | str] = [
        "new",
        Stage.won("converted", require=["source"]),
        Stage.lost(),
    ]
    leads = Pipeline("leads", entity="lead", stages=stages)
    crm = opened(workspace=Workspace(pipelines=[leads], conversions=[Conversion("a")]))
    lead = crm.leads.add(Lead(title="A"))
    with pytest.raises(ConversionInvalid) as caught:
        crm.convert(lead)

    assert ["lead.source"] == [fault.path for fault in caught.value.faults]
