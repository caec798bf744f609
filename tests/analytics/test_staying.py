"""The way along the stages, and how long a record stood on each (S3)."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import (
    Crm,
    Deal,
    Invoice,
    Lead,
    Pipeline,
    Quote,
    Stage,
    StageHistory,
    Workspace,
)
from leadflow.testing import BEGINNING, FixedClock


Open: TypeAlias = Callable[..., Crm]

DAY = timedelta(days=1)


def told(history: StageHistory) -> list[tuple[str, str, float]]:
    """Return place, event and days of each stay."""
    return [(stay.place, stay.what, stay.lasted / DAY) for stay in history]


def test_every_change_of_stage_is_a_row(crm: Crm, clock: FixedClock) -> None:
    """S3: created, moved, closed, reopened, each with how long it lasted."""
    deal = crm.deals.add(Deal(title="A"))
    for days, stage in ((1, "preparation"), (2, "won"), (3, "new")):
        clock.advance(days * DAY)
        deal = crm.move(deal, stage)
    clock.advance(4 * DAY)

    assert [
        ("deals/new", "created", 1),
        ("deals/preparation", "moved", 2),
        ("deals/won", "closed", 3),
        ("deals/new", "reopened", 4),
    ] == told(crm.stages.history(deal))


def test_a_conversion_that_is_taken_back_follows_it(
    crm: Crm, clock: FixedClock
) -> None:
    """S3, C14: the way is told in the order in which it was gone."""
    lead = crm.leads.add(Lead(last_name="A"))
    clock.advance(DAY)
    done = crm.convert(lead)
    clock.advance(DAY)
    crm.revert(done)
    clock.advance(DAY)

    assert [
        ("leads/new", "created", 1),
        ("leads/converted", "converted", 1),
        ("leads/new", "reverted", 1),
    ] == told(crm.stages.history(lead))


def test_time_in_stage_accumulates_over_re_entries(crm: Crm, clock: FixedClock) -> None:
    """S3: who comes back goes on counting; the present stage counts up to now."""
    deal = crm.deals.add(Deal(title="A"))
    for stage in ("preparation", "new", "preparation"):
        clock.advance(3 * DAY)
        deal = crm.move(deal, stage)
    clock.advance(DAY)
    time = crm.stages.history(deal).time_in_stage

    assert {"deals/new": 6 * DAY, "deals/preparation": 4 * DAY} == time


def test_a_row_tells_who_and_why(crm: Crm) -> None:
    """S3: actor, cause, the gates that were passed over, the stage in and out."""
    lead = crm.leads.add(Lead(title="A"))
    moved = crm.acting_as("bob").move(lead, "converted", override="an old client")
    first, last = crm.stages.history(moved)

    assert ("ada", "", last.entered) == (first.actor, first.cause, first.left)
    assert ("bob", "an old client", None) == (last.actor, last.cause, last.left)
    assert (("conversion",), "won") == (last.overridden, last.kind)


def test_what_happens_on_a_stage_is_no_row(opened: Open) -> None:
    """S3: updates and approvals bring nobody anywhere."""
    stages: list[Stage | str] = ["new", Stage("cut", approvers="cleo"), Stage.won()]
    crm = opened(workspace=Workspace(pipelines=[Pipeline("deals", stages=stages)]))
    deal = crm.deals.update(crm.deals.add(Deal(title="A")), notes="Called")
    deal = crm.acting_as("cleo").approve(deal, "cut")

    assert ["created"] == [stay.what for stay in crm.stages.history(deal)]


def test_a_label_stays_as_it_was(opened: Open) -> None:
    """S2: the history keeps the words of its time."""
    before = Pipeline("deals", stages=[Stage("new", label="Fresh"), Stage.won()])
    crm = opened(workspace=Workspace(pipelines=[before]))
    deal = crm.deals.add(Deal(title="A"))
    after = Pipeline("deals", stages=["begun", Stage.won()])
    crm.configure(Workspace(pipelines=[after]), move_to={"deals/new": "begun"})

    assert [("new", "Fresh"), ("begun", "Begun")] == [
        (stay.stage, stay.label) for stay in crm.stages.history(deal.id)
    ]


def test_labels_are_in_the_language_of_the_firm(opened: Open) -> None:
    """S2: leadflow's own words count as labels too."""
    crm = opened(workspace=Workspace(language="uk"))
    deal = crm.win(crm.deals.add(Deal(title="A")))

    assert ["Нова", "Угоду виграно"] == [
        stay.label for stay in crm.stages.history(deal)
    ]


def test_another_pipeline_is_told(opened: Open) -> None:
    """S8: stages of the same name are two places."""
    pipelines = [
        Pipeline(code, stages=["new", Stage.won()]) for code in ("deals", "service")
    ]
    crm = opened(workspace=Workspace(pipelines=pipelines))
    deal = crm.move(crm.deals.add(Deal(title="A")), "new", pipeline="service")
    history = crm.stages.history(deal)

    assert ["created", "pipeline_changed"] == [stay.what for stay in history]
    assert ["deals/new", "service/new"] == list(history.time_in_stage)


def test_history_that_is_brought_along_counts_from_then(
    crm: Crm, clock: FixedClock
) -> None:
    """P16: a deal of last week stands there since last week."""
    deal = crm.deals.add(Deal(title="A", created_at=BEGINNING - 7 * DAY))
    clock.advance(DAY)

    assert [("deals/new", "created", 8)] == told(crm.stages.history(deal))


def test_a_clock_that_was_put_back_makes_no_stay_negative(crm: Crm) -> None:
    """P16: order is that of writing, whatever the clock says."""
    deal = crm.deals.add(Deal(title="A"))
    deal = crm.at(BEGINNING - 5 * DAY).move(deal, "preparation")
    time = crm.stages.history(deal).time_in_stage

    assert (timedelta(), 5 * DAY) == (time["deals/new"], time["deals/preparation"])


# Across conversions


def test_the_whole_history_of_states_from_lead_to_buyer_is_kept(
    crm: Crm, clock: FixedClock
) -> None:
    """Mission 0.10: stage history with time and actor, across conversion."""
    lead = crm.leads.add(Lead(title="A", last_name="Kovalenko"))
    clock.advance(DAY)
    deal = crm.convert(crm.acting_as("bob").move(lead, "in_progress")).deal
    assert deal is not None
    clock.advance(2 * DAY)
    crm.win(deal)
    history = crm.stages.history(deal.id, lineage=True)

    assert [
        ("leads/new", "created", 1),
        ("leads/in_progress", "moved", 0),
        ("leads/converted", "converted", 2),
        ("deals/new", "created", 2),
        ("deals/won", "closed", 0),
    ] == told(history)
    assert ["ada", "bob", "ada", "ada", "ada"] == [stay.actor for stay in history]
    assert history == crm.stages.history(lead.id, lineage=True)


def test_several_leads_of_one_deal_share_its_way(crm: Crm) -> None:
    """C15: whichever is asked, all of them are told."""
    first = crm.convert(crm.leads.add(Lead(title="A", last_name="Melnyk")))
    second = crm.convert(
        crm.leads.add(Lead(title="B", last_name="Bondar")), deal=first.deal
    )

    assert 5 == len(crm.stages.history(second.lead, lineage=True))
    assert 2 == len(crm.stages.history(second.lead))


def test_documents_belong_to_the_way(crm: Crm) -> None:
    """C16: quotes and invoices go on where the deal led to."""
    deal = crm.deals.add(Deal(title="A"))
    quote = crm.quotes.add(Quote(title="Q", deal=deal))
    invoice = crm.invoices.add(Invoice(title="I", quote=quote))
    gone = crm.quotes.add(Quote(title="Gone", deal=deal))
    crm.quotes.delete(gone)
    history = crm.stages.history(invoice, lineage=True)

    assert [deal.id, quote.id, invoice.id] == [stay.record for stay in history]


def test_the_order_of_a_record_is_that_of_writing(crm: Crm) -> None:
    """P16: a clock that was put back changes no order, not among several either."""
    lead = crm.leads.add(Lead(title="A", last_name="Kovalenko"))
    crm.at(BEGINNING - DAY).convert(crm.at(BEGINNING - DAY).move(lead, "in_progress"))
    places = [each.place for each in crm.stages.history(lead.id, lineage=True)]

    assert ["leads/new", "leads/in_progress", "leads/converted"] == [
        place for place in places if place.startswith("leads/")
    ]


def test_the_past_is_told_as_it_was(crm: Crm, clock: FixedClock) -> None:
    """H7: a stay that was not over then has no end."""
    deal = crm.deals.add(Deal(title="A"))
    clock.advance(DAY)
    then = clock()
    clock.advance(DAY)
    crm.win(deal)

    assert [("deals/new", "created", 1)] == told(
        crm.as_of(then).stages.history(deal.id)
    )


# Looking at it


def test_the_history_is_a_table(crm: Crm, clock: FixedClock) -> None:
    """S3: in a terminal and in a notebook, with everything escaped."""
    deal = crm.deals.add(Deal(title="A"))
    clock.advance(DAY + timedelta(hours=2))
    deal = crm.move(deal, "preparation", override="<b>now</b>")
    history = crm.stages.history(deal)
    text, html = str(history), history._repr_html_()

    assert "New" in text
    assert "1 d 02:00  created" in text
    assert "&lt;b&gt;now&lt;/b&gt;" in html
    assert "<b>" not in html


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_events_have_words(language: str) -> None:
    """S3: each kind of event that brings a record to a stage."""
    known = Workspace(language=language)
    kinds = ("created", "moved", "closed", "reopened", "pipeline_changed", "converted")

    assert all(known.word(f"was_{kind}") for kind in kinds)


@given(st.lists(st.sampled_from(("new", "preparation", "won", "lost")), max_size=8))
def test_no_moment_is_lost(stages: list[str]) -> None:
    """S3: the times on all stages add up to the age of the record."""
    clock = FixedClock()
    crm = leadflow.open(clock=clock)
    deal = crm.deals.add(Deal(title="A"))
    for days, stage in enumerate(stages):
        clock.advance(days * DAY)
        deal = crm.move(deal, stage, loss_reason="price" if stage == "lost" else "")
    clock.advance(DAY)
    times = crm.stages.history(deal).time_in_stage.values()

    assert clock() - BEGINNING == sum(times, timedelta())
