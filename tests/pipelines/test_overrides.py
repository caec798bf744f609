"""Overrides: gates are passed over with a reason, by who may, and it is told (S4)."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from leadflow import (
    Activity,
    Company,
    Crm,
    Deal,
    InvalidValue,
    MoveRefused,
    Pipeline,
    Stage,
    Workspace,
)


Open: TypeAlias = Callable[..., Crm]

STAGES: list[Stage | str] = [
    "new",
    Stage("visit", require="amount", limit=1),
    Stage.won(require=["amount"]),
    Stage.lost(reason_required=True),
]
FREE = Workspace(pipelines=[Pipeline("deals", stages=STAGES)])
GUARDED = Workspace(
    pipelines=[
        Pipeline("deals", stages=STAGES, overriders=["cleo", "dan"], is_default=True),
        Pipeline("other", stages=STAGES),
    ]
)


def overridden(crm: Crm, record: Deal) -> tuple[str, str, tuple[str, ...]]:
    """Return what kind of fact came last, its cause, and what it passed over."""
    event = crm.history(record)[-1]
    return event.kind, event.cause, event.overridden


def test_an_override_names_the_gates_that_it_passed(opened: Open) -> None:
    """S4: the history tells what was passed over, why and by whom."""
    crm = opened(workspace=FREE)
    crm.deals.add(Deal(title="A", amount="1 UAH", stage="visit"))
    deal = crm.move(crm.deals.add(Deal(title="B")), "visit", override="VIP")

    assert ("moved", "VIP", ("required:amount", "limit")) == overridden(crm, deal)
    assert "passing over required:amount, limit" in repr(crm.history(deal)[-1])


def test_a_reason_that_was_not_needed_is_no_override(opened: Open) -> None:
    """S4: open gates are not passed over; the reason stays as the cause."""
    crm = opened(workspace=FREE)
    deal = crm.deals.add(Deal(title="A", amount="1 UAH"))
    deal = crm.move(deal, "visit", override="to be sure")

    assert ("moved", "to be sure", ()) == overridden(crm, deal)


def test_creating_tells_of_it_as_well(opened: Open) -> None:
    """S4: one rule for every path."""
    crm = opened(workspace=FREE)
    deal = crm.deals.add(Deal(title="A", stage="visit"), override="a rush")

    assert ("created", "a rush", ("required:amount",)) == overridden(crm, deal)


def test_clearing_what_a_stage_demands_tells_of_it_as_well(opened: Open) -> None:
    """S4: taking away what a stage demands is passing over it."""
    crm = opened(workspace=FREE)
    deal = crm.deals.add(Deal(title="A", amount="1 UAH", stage="visit"))
    deal = crm.deals.update(deal, amount=None, override="not agreed yet")

    assert ("updated", "not agreed yet", ("required:amount",)) == overridden(crm, deal)


def test_coming_back_tells_of_it_as_well(opened: Open) -> None:
    """S4: a full stage takes a deleted deal back with a reason."""
    crm = opened(workspace=FREE)
    gone = crm.deals.add(Deal(title="A", amount="1 UAH", stage="visit"))
    crm.deals.delete(gone)
    crm.deals.add(Deal(title="B", amount="1 UAH", stage="visit"))
    back = crm.deals.restore(gone, override="a mistake")

    assert ("restored", "a mistake", ("limit",)) == overridden(crm, back)


def test_what_comes_back_along_passed_over_nothing(opened: Open) -> None:
    """S4: the gates were those of the deal, not of its calls."""
    crm = opened(workspace=FREE)
    gone = crm.deals.add(Deal(title="A", amount="1 UAH", stage="visit"))
    crm.activities.add(Activity(kind="call", bindings=[gone.id]))
    crm.deals.delete(gone)
    crm.deals.add(Deal(title="B", amount="1 UAH", stage="visit"))
    crm.deals.restore(gone, override="a mistake")

    assert 1 == crm.activities.count()
    assert [gone.id] == [each.record for each in crm.stages.overrides()]


def test_winning_and_losing_take_a_reason_too(opened: Open) -> None:
    """S4: they are moves."""
    crm = opened(workspace=FREE)
    won = crm.win(crm.deals.add(Deal(title="A")), override="paid in kind")
    lost = crm.lose(crm.deals.add(Deal(title="B")), override="nobody knows why")

    assert ("closed", "paid in kind", ("required:amount",)) == overridden(crm, won)
    assert ("closed", "nobody knows why", ("required:loss_reason",)) == overridden(
        crm, lost
    )


def test_overrides_are_found(opened: Open) -> None:
    """S4: of all records, or of one, oldest first."""
    crm = opened(workspace=FREE)
    one = crm.deals.add(Deal(title="A"))
    two = crm.move(crm.deals.add(Deal(title="B")), "visit", override="first")
    one = crm.move(one, "visit", override="second")
    crm.deals.update(one, notes="more", override="nothing to pass over")

    assert ["first", "second"] == [each.cause for each in crm.stages.overrides()]
    assert ["first"] == [each.cause for each in crm.stages.overrides(two)]
    with pytest.raises(InvalidValue, match="has no stages"):
        crm.stages.overrides(crm.companies.add(Company(name="Ada")).id)


# Who may


def _move(crm: Crm) -> object:
    return crm.move(crm.deals.where("title == 'Old'").all()[0], "visit", override="x")


def _create(crm: Crm) -> object:
    return crm.deals.add(Deal(title="A", stage="visit"), override="x")


def _update(crm: Crm) -> object:
    deal = crm.deals.where("title == 'Old'").all()[0]
    return crm.deals.update(deal, stage="visit", override="x")


def _bulk(crm: Crm) -> object:
    return crm.deals.where("title == 'Old'").update(stage="visit", override="x")


def _clear(crm: Crm) -> object:
    return crm.deals.where("stage == 'visit'").update(amount=None, override="x")


def _restore(crm: Crm) -> object:
    return crm.deals.restore(crm.deals.deleted().all()[0], override="x")


@pytest.mark.parametrize("path", [_move, _create, _update, _bulk, _clear, _restore])
def test_only_who_may_passes_over_gates(
    opened: Open, path: Callable[[Crm], object]
) -> None:
    """S4: a bypass is allowed by name, on every path; the refusal says whom to ask."""
    crm = opened(workspace=GUARDED)
    gone = crm.deals.add(Deal(title="Gone", amount="1 UAH", stage="visit"))
    crm.deals.delete(gone)
    crm.deals.add(Deal(title="Standing", amount="1 UAH", stage="visit"))
    crm.deals.add(Deal(title="Old"))
    with pytest.raises(MoveRefused, match="ask one of cleo, dan") as caught:
        path(crm)
    path(crm.acting_as("cleo"))

    assert ("override", "override") == (
        caught.value.faults[0].path,
        caught.value.faults[0].code,
    )
    assert ["cleo"] == [each.actor for each in crm.stages.overrides()]


def test_the_refusal_tells_the_closed_gates_as_well(opened: Open) -> None:
    """S4: all that stands in the way at once."""
    crm = opened(workspace=GUARDED)
    with pytest.raises(MoveRefused) as caught:
        crm.deals.add(Deal(title="A", stage="visit"), override="x")

    assert ["override", "required"] == [each.code for each in caught.value.faults]


def test_each_pipeline_says_who_may(opened: Open) -> None:
    """S4: where nobody is named everybody may."""
    crm = opened(workspace=GUARDED)
    deal = crm.deals.add(Deal(title="A", pipeline="other"))

    assert "visit" == crm.move(deal, "visit", override="x").stage


def test_nobody_needs_leave_where_no_gate_is_closed(opened: Open) -> None:
    """S4: a reason may be given for any move."""
    crm = opened(workspace=GUARDED)
    deal = crm.deals.add(Deal(title="A", amount="1 UAH"))

    assert "visit" == crm.move(deal, "visit", override="to be sure").stage


def test_a_stage_that_goes_away_asks_nobody(opened: Open) -> None:
    """S2: its records are moved whoever changes the workspace."""
    crm = opened(workspace=GUARDED)
    deal = crm.deals.add(Deal(title="A", pipeline="other"))
    stages: list[Stage | str] = ["begun", *STAGES[1:]]
    new = Workspace(
        pipelines=[
            GUARDED.pipelines[0],
            Pipeline("other", stages=stages, overriders=["cleo"]),
        ]
    )
    crm.configure(new, move_to={"other/new": "visit"})

    assert ("moved", "stage 'other/new' was removed", ()) == overridden(crm, deal)


def test_who_may_is_part_of_the_file(tmp_path: Path) -> None:
    """S4: written and read back."""
    path = tmp_path / "workspace.toml"
    GUARDED.save(path)

    assert GUARDED == Workspace.load(path)
