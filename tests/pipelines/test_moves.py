"""Moving records along their pipelines, and what the history tells of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from leadflow import (
    Conflict,
    Crm,
    Deal,
    Event,
    InvalidData,
    InvalidValue,
    Lead,
    MoveRefused,
    NotFound,
    Pipeline,
    Product,
    ReadOnly,
    Stage,
    UnknownName,
    Workspace,
)
from leadflow.testing import FixedClock


DAY = timedelta(days=1)

SERVICE = Pipeline(
    "service",
    stages=["new", "visit", Stage.won(), Stage.lost()],
    arrivals={"deals": {"preparation": "visit", "won": "won"}},
)
SALES = Pipeline(
    "deals",
    is_default=True,
    stages=["new", "preparation", Stage.won(), Stage.lost(), Stage.lost("apology")],
)
TWO = Workspace(pipelines=[SALES, SERVICE])


def kinds(events: list[Event]) -> list[str]:
    """Return what happened, in order."""
    return [event.kind for event in events]


def test_a_new_record_stands_on_the_first_stage(crm: Crm) -> None:
    """S1: whoever names no stage begins at the first of the default pipeline."""
    deal = crm.deals.add(Deal(title="Forklifts"))

    assert ("deals", "new", "open") == (deal.pipeline, deal.stage, deal.stage_kind)


def test_a_new_record_may_stand_on_any_stage(crm: Crm) -> None:
    """S3: the history begins with the stage on which the record was made."""
    deal = crm.deals.add(Deal(title="Forklifts", stage="executing"))
    mark = crm.history(deal)[0].stage

    assert mark is not None
    assert ("executing", "open") == (mark.stage, mark.kind)


def test_a_move_changes_the_stage_and_says_when_and_who(
    crm: Crm, clock: FixedClock
) -> None:
    """S3: the record tells when it entered its stage and who moved it."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    now = clock.advance(DAY)
    moved = crm.acting_as("bob").move(deal, "preparation")

    assert ("preparation", now, "bob") == (
        moved.stage,
        moved.stage_entered_at,
        moved.moved_by,
    )


def test_every_kind_of_move_is_a_fact_of_its_own(opened: Callable[..., Crm]) -> None:
    """S3: created, moved, closed, reopened, pipeline changed."""
    crm = opened(workspace=TWO)
    deal = crm.deals.add(Deal(title="Forklifts"))
    for stage in ("preparation", "won", "new", "lost", "apology", "new"):
        deal = crm.move(deal, stage)
    deal = crm.move(deal, "visit", pipeline="service")

    assert [
        "created",
        "moved",
        "closed",
        "reopened",
        "closed",
        "moved",
        "reopened",
        "pipeline_changed",
    ] == kinds(crm.history(deal))


def test_a_move_tells_time_actor_and_cause(crm: Crm, clock: FixedClock) -> None:
    """S3: each row of the history says when, who and why."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    now = clock.advance(DAY)
    crm.acting_as("bob").move(deal, "won", override="signed on paper")
    event = crm.history(deal)[-1]

    assert (now, "bob", "signed on paper") == (event.at, event.actor, event.cause)


def test_entering_a_stage_again_is_another_row(crm: Crm, clock: FixedClock) -> None:
    """S3: time in a stage accumulates, so each stay has its own rows."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    for stage in ("preparation", "new", "preparation"):
        clock.advance(DAY)
        deal = crm.move(deal, stage)
    stays = [event.stage.stage for event in crm.history(deal) if event.stage]

    assert ["new", "preparation", "new", "preparation"] == stays


def test_moving_to_the_stage_where_it_stands_writes_nothing(crm: Crm) -> None:
    """S3: a move that moves nothing is no fact."""
    deal = crm.deals.add(Deal(title="Forklifts"))

    assert deal == crm.move(deal, "new")
    assert ["created"] == kinds(crm.history(deal))


def test_fields_may_change_on_the_way(crm: Crm) -> None:
    """S3: what is said with a move is one fact with it."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    moved = crm.move(deal, "preparation", amount="500 UAH")

    assert "500.00 UAH" == str(moved.amount)
    assert ["created", "moved"] == kinds(crm.history(deal))


def test_fields_change_also_where_the_stage_stays(crm: Crm) -> None:
    """S3: naming the present stage is an ordinary change of the fields."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    moved = crm.move(deal, "new", title="Cranes")

    assert ("Cranes", 2) == (moved.title, moved.version)
    assert ["created", "updated"] == kinds(crm.history(deal))


def test_an_id_is_as_good_as_a_record(crm: Crm) -> None:
    """S3: a host that knows the id only may move as well."""
    deal = crm.deals.add(Deal(title="Forklifts"))

    assert "won" == crm.move(deal.id, "won").stage


def test_an_outdated_record_is_not_moved(crm: Crm) -> None:
    """H2: who moves must know the latest version."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    crm.deals.update(deal, title="Cranes")
    with pytest.raises(Conflict) as caught:
        crm.move(deal, "won")

    assert (1, 2) == (caught.value.yours, caught.value.stored)


def test_a_deleted_record_is_not_moved(crm: Crm) -> None:
    """S3: what was deleted is brought back first, and the error says so."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    crm.deals.delete(deal)
    with pytest.raises(NotFound, match="restore"):
        crm.move(deal.id, "won")


def test_a_record_without_stages_is_not_moved(crm: Crm) -> None:
    """S1: only entities with pipelines move."""
    product = crm.products.add(Product(name="Forklift"))
    with pytest.raises(InvalidValue, match="has no stages"):
        crm.move(product.id, "won")  # type: ignore[call-overload]  # the point


def test_an_unknown_stage_names_the_nearest(crm: Crm) -> None:
    """S4: a typo is answered with the right name."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    with pytest.raises(UnknownName) as caught:
        crm.move(deal, "preperation")

    assert "preparation" == caught.value.nearest


def test_an_unknown_pipeline_names_the_nearest(opened: Callable[..., Crm]) -> None:
    """S8: a typo is answered with the right name."""
    crm = opened(workspace=TWO)
    deal = crm.deals.add(Deal(title="Forklifts"))
    with pytest.raises(UnknownName) as caught:
        crm.move(deal, "new", pipeline="servise")

    assert "service" == caught.value.nearest


def test_a_pipeline_of_another_entity_is_unknown(crm: Crm) -> None:
    """S1: a pipeline belongs to one entity; the choices are that entity's own."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    with pytest.raises(UnknownName) as caught:
        crm.move(deal, "new", pipeline="leads")

    assert ("deals",) == caught.value.choices


def test_what_is_said_on_the_way_is_judged(crm: Crm) -> None:
    """S4: a move is no way round the rules for fields."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    with pytest.raises(InvalidData, match="loss_reason"):
        crm.move(deal, "lost", loss_reason="prise")

    assert "new" == crm.deals.get(deal.id).stage


def test_system_fields_cannot_be_set_on_the_way(crm: Crm) -> None:
    """S4: a move does not open what leadflow keeps."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    with pytest.raises(ReadOnly) as caught:
        crm.move(deal, "won", created_by="mallory", is_return_customer=True)

    assert ("created_by", "is_return_customer") == caught.value.fields


# Closing and reopening


def test_closing_tells_when(crm: Crm, clock: FixedClock) -> None:
    """S6: won and lost records know when they were closed."""
    deals = [crm.deals.add(Deal(title="Forklifts")) for _ in range(2)]
    now = clock.advance(DAY)

    assert now == crm.win(deals[0]).closed_at
    assert now == crm.lose(deals[1]).closed_at


def test_closing_takes_the_time_that_is_given(crm: Crm, clock: FixedClock) -> None:
    """S6: history that is brought along says itself when it was closed."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    then = clock() + DAY
    clock.advance(3 * DAY)

    assert then == crm.move(deal, "won", closed_at=then).closed_at


def test_moving_between_lost_stages_keeps_the_time(crm: Crm, clock: FixedClock) -> None:
    """S6: the loss does not become younger by being looked at again."""
    deal = crm.lose(crm.deals.add(Deal(title="Forklifts")), reason="price")
    clock.advance(DAY)
    moved = crm.move(deal, "apology")

    assert (deal.closed_at, "price") == (moved.closed_at, moved.loss_reason)


def test_moving_between_won_stages_keeps_the_time(
    opened: Callable[..., Crm], clock: FixedClock
) -> None:
    """S6: a second won stage is no second sale."""
    stages: list[Stage | str] = ["new", Stage.won(), Stage.won("delivered")]
    sales = Pipeline("deals", several_won=True, stages=stages)
    crm = opened(workspace=Workspace(pipelines=[sales]))
    deal = crm.win(crm.deals.add(Deal(title="Forklifts")))
    clock.advance(DAY)

    assert deal.closed_at == crm.move(deal, "delivered").closed_at


def test_from_won_to_lost_the_record_is_closed_again(
    crm: Crm, clock: FixedClock
) -> None:
    """S6: the kinds differ, so the time is that of the loss."""
    deal = crm.win(crm.deals.add(Deal(title="Forklifts")))
    now = clock.advance(DAY)
    lost = crm.lose(deal)

    assert now == lost.closed_at
    assert "closed" == crm.history(lost)[-1].kind


def test_reopening_clears_time_and_reason(crm: Crm) -> None:
    """S6: an open record is not closed, and nothing was lost."""
    deal = crm.lose(
        crm.deals.add(Deal(title="Forklifts")), reason="other", note="Moved away"
    )
    opened_again = crm.move(deal, "new")

    assert (None, "", "") == (
        opened_again.closed_at,
        opened_again.loss_reason,
        opened_again.loss_note,
    )


def test_the_history_keeps_what_reopening_clears(crm: Crm) -> None:
    """S6: closing and reopening are both logged, with what they changed."""
    deal = crm.lose(crm.deals.add(Deal(title="Forklifts")), reason="price")
    crm.move(deal, "new")
    change = crm.history(deal)[-1].change_of("loss_reason")

    assert change is not None
    assert ("price", "") == (change.before, change.after)


def test_winning_what_was_lost_clears_the_reason(crm: Crm) -> None:
    """S6: what is won has no reason of a loss."""
    deal = crm.lose(crm.deals.add(Deal(title="Forklifts")), reason="price")

    assert "" == crm.win(deal).loss_reason


def test_a_clock_that_was_put_back_closes_nothing_before_it_came_in(
    crm: Crm, clock: FixedClock
) -> None:
    """P16: durations are never negative."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    clock.advance(-DAY)

    assert deal.created_at == crm.win(deal).closed_at


def test_a_clock_that_was_put_back_locks_no_record(crm: Crm, clock: FixedClock) -> None:
    """P16: a record from the clock's future can be changed like any other."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    clock.advance(-DAY)

    assert "Cranes" == crm.deals.update(deal, title="Cranes").title


# Other pipelines


def test_another_pipeline_names_the_stage(opened: Callable[..., Crm]) -> None:
    """S8: the move says where in the other pipeline it ends."""
    crm = opened(workspace=TWO)
    deal = crm.move(crm.deals.add(Deal(title="A")), "visit", pipeline="service")

    assert ("service", "visit") == (deal.pipeline, deal.stage)


def test_a_stage_of_the_same_name_is_another_stage(opened: Callable[..., Crm]) -> None:
    """S8: named explicitly, the other pipeline's stage of that name is meant."""
    crm = opened(workspace=TWO)
    deal = crm.move(crm.deals.add(Deal(title="A")), "new", pipeline="service")

    assert ("service", "new") == (deal.pipeline, deal.stage)


def test_the_stage_map_says_where_newcomers_go(opened: Callable[..., Crm]) -> None:
    """S8: without a stage the workspace's map decides."""
    crm = opened(workspace=TWO)
    deal = crm.deals.add(Deal(title="A", stage="preparation"))

    assert "visit" == crm.move(deal, pipeline="service").stage
    assert "pipeline_changed" == crm.history(deal)[-1].kind


def test_without_a_map_the_stage_must_be_named(opened: Callable[..., Crm]) -> None:
    """S8: nothing is guessed; the error names the stages."""
    crm = opened(workspace=TWO)
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(MoveRefused, match="name one of new, visit, won, lost"):
        crm.move(deal, pipeline="service")


def test_updating_the_pipeline_uses_the_map_too(opened: Callable[..., Crm]) -> None:
    """S8: an update that names another pipeline is the same move."""
    crm = opened(workspace=TWO)
    deal = crm.deals.add(Deal(title="A", stage="preparation"))

    assert "visit" == crm.deals.update(deal, pipeline="service").stage


def test_a_closed_record_keeps_its_time_in_another_pipeline(
    opened: Callable[..., Crm], clock: FixedClock
) -> None:
    """S6: the kind of stage is the same, so is the time of closing."""
    crm = opened(workspace=TWO)
    deal = crm.win(crm.deals.add(Deal(title="A")))
    clock.advance(DAY)

    assert deal.closed_at == crm.move(deal, pipeline="service").closed_at


def test_the_map_may_lead_past_stages_that_must_not_be_skipped(
    opened: Callable[..., Crm],
) -> None:
    """S8: the map is the workspace's own way into the pipeline."""
    strict = Pipeline(
        "strict",
        stages=["one", "two", "three", Stage.won()],
        skipping=False,
        arrivals={"deals": {"preparation": "three"}},
    )
    crm = opened(workspace=Workspace(pipelines=[SALES, strict]))
    deal = crm.deals.add(Deal(title="A", stage="preparation"))

    assert "three" == crm.move(deal, pipeline="strict").stage


# Winning and losing


def test_winning_and_losing_know_the_stages(crm: Crm) -> None:
    """S1: the pipeline says which stage is won and which is lost first."""
    deals = [crm.deals.add(Deal(title="Forklifts")) for _ in range(2)]

    assert "won" == crm.win(deals[0]).stage
    assert "lost" == crm.lose(deals[1]).stage


def test_losing_may_name_the_apology(crm: Crm) -> None:
    """S1: lost stages after the first are kept for the analysis of losses."""
    deal = crm.lose(crm.deals.add(Deal(title="A")), reason="price", stage="apology")

    assert ("apology", "lost") == (deal.stage, deal.stage_kind)


def test_an_id_is_won_and_lost_as_well(crm: Crm) -> None:
    """S1: the stored record says in which pipeline it stands."""
    deals = [crm.deals.add(Deal(title="Forklifts")) for _ in range(2)]
    crm.win(deals[0].id)
    crm.lose(deals[1].id)

    assert ["won", "lost"] == [deal.stage for deal in crm.deals]


def test_where_nothing_can_be_lost_the_error_says_so(
    opened: Callable[..., Crm],
) -> None:
    """S1: a pipeline need not have a lost stage."""
    sales = Pipeline("deals", stages=["new", Stage.won()])
    crm = opened(workspace=Workspace(pipelines=[sales]))
    deal = crm.deals.add(Deal(title="Forklifts"))
    with pytest.raises(InvalidValue, match="'deals' has no lost stage"):
        crm.lose(deal)


@pytest.mark.parametrize("way", ["move", "win", "lose"])
def test_what_is_not_stored_does_not_move(crm: Crm, way: str) -> None:
    """S3: the way out is in the error."""
    deal = Deal(title="Forklifts")
    arguments = ("won",) if way == "move" else ()
    with pytest.raises(InvalidValue, match="add it first"):
        getattr(crm, way)(deal, *arguments)


def test_a_lead_is_lost_like_a_deal(crm: Crm) -> None:
    """S1: leads have a pipeline of their own."""
    assert "junk" == crm.lose(crm.leads.add(Lead(title="A")), reason="spam").stage


def test_a_lead_cannot_be_won_by_hand(crm: Crm) -> None:
    """C13: the won stage of leads is reached by conversion."""
    lead = crm.leads.add(Lead(title="Forklifts"))
    with pytest.raises(MoveRefused, match=r"convert\(lead\)"):
        crm.win(lead)


def test_a_stage_label_of_that_time_stays_in_the_history(
    opened: Callable[..., Crm],
) -> None:
    """S2: the history keeps the words of its day."""
    crm = opened()
    deal = crm.move(crm.deals.add(Deal(title="A")), "preparation")
    before = crm.history(deal)[-1].stage
    stages: list[Stage | str] = [
        "new",
        Stage("preparation", label="Drafting"),
        Stage.won(),
    ]
    sales = Pipeline("deals", stages=stages)
    crm.configure(Workspace(pipelines=[sales]))

    assert before == crm.history(deal)[-1].stage
    assert "Drafting" == crm.workspace.pipeline("deals").stage("preparation").title()
