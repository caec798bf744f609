"""How likely a deal is, and who says so (S7)."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from leadflow import Crm, Deal, InvalidData, Pipeline, Stage, UnknownName, Workspace


Open: TypeAlias = Callable[..., Crm]


def said(deal: Deal) -> tuple[int | None, str]:
    """Return the probability and whose it is."""
    return deal.probability, deal.probability_source


def test_a_deal_takes_over_its_stage(crm: Crm) -> None:
    """S7: each stage has a probability of its own."""
    deal = crm.deals.add(Deal(title="A"))

    assert (10, "stage") == said(deal)
    assert (25, "stage") == said(crm.move(deal, "preparation"))


def test_a_manual_value_is_kept_on_moves(crm: Crm) -> None:
    """S7: what a person said is the person's."""
    deal = crm.deals.update(crm.deals.add(Deal(title="A")), probability=40)

    assert (40, "manual") == said(deal)
    assert (40, "manual") == said(crm.move(deal, "executing"))


def test_a_value_given_at_the_beginning_is_manual(crm: Crm) -> None:
    """S7: creating with a value is saying it."""
    assert (40, "manual") == said(crm.deals.add(Deal(title="A", probability=40)))


def test_a_value_given_with_a_move_is_manual(crm: Crm) -> None:
    """S7: saying it on the way is saying it."""
    deal = crm.deals.add(Deal(title="A"))

    assert (40, "manual") == said(crm.move(deal, "preparation", probability=40))


def test_a_released_value_returns_to_the_stage(crm: Crm) -> None:
    """S7: None gives the probability back to the stage."""
    deal = crm.deals.add(Deal(title="A", probability=40))

    assert (10, "stage") == said(crm.deals.update(deal, probability=None))


def test_a_value_may_be_released_with_a_move(crm: Crm) -> None:
    """S7: the new stage's value is taken."""
    deal = crm.deals.add(Deal(title="A", probability=40))

    assert (25, "stage") == said(crm.move(deal, "preparation", probability=None))


def test_giving_it_back_by_name_releases_it(crm: Crm) -> None:
    """S7: the source may be set as well."""
    deal = crm.deals.add(Deal(title="A", probability=40))

    assert (10, "stage") == said(crm.deals.update(deal, probability_source="stage"))


def test_a_model_may_say_it(crm: Crm) -> None:
    """S7: a model's value is kept on moves, and known as the model's."""
    deal = crm.deals.add(Deal(title="A"))
    deal = crm.deals.update(deal, probability=66, probability_source="model")

    assert (66, "model") == said(crm.move(deal, "executing"))


@pytest.mark.parametrize("given", [None, 40])
def test_closed_deals_are_certain(crm: Crm, given: int | None) -> None:
    """S7: won is 100, lost is 0, whoever said what."""
    deals = [crm.deals.add(Deal(title="A", probability=given)) for _ in range(2)]

    assert 100 == crm.win(deals[0]).probability
    assert 0 == crm.lose(deals[1]).probability


def test_reopening_restores_what_was_said(crm: Crm) -> None:
    """S7: the manual value comes back."""
    deal = crm.lose(crm.deals.add(Deal(title="A", probability=40)))

    assert (40, "manual") == said(crm.move(deal, "preparation"))


def test_reopening_gives_the_stage_its_own_back(crm: Crm) -> None:
    """S7: where the stage said it, the new stage says it."""
    deal = crm.win(crm.deals.add(Deal(title="A")))

    assert (25, "stage") == said(crm.move(deal, "preparation"))


def test_reopening_restores_through_several_closings(crm: Crm) -> None:
    """S7: what counts is the last word while the deal was open."""
    deal = crm.lose(crm.deals.add(Deal(title="A", probability=40)))
    deal = crm.deals.update(crm.move(deal, "new"), probability=100)
    deal = crm.move(crm.win(deal), "apology")

    assert (100, "manual") == said(crm.move(deal, "new"))


def test_reopening_what_never_was_open_asks_the_stage(crm: Crm) -> None:
    """S7: a deal that was brought along closed has no word to return to."""
    deal = crm.deals.add(Deal(title="A", stage="won", probability=40))

    assert (25, "stage") == said(crm.move(deal, "preparation"))


def test_a_value_given_on_reopening_counts(crm: Crm) -> None:
    """S7: who reopens may say it anew."""
    deal = crm.lose(crm.deals.add(Deal(title="A", probability=40)))

    assert (70, "manual") == said(crm.move(deal, "new", probability=70))


def test_a_closed_deal_cannot_be_unsure(crm: Crm) -> None:
    """S7: a won deal at 50 percent contradicts itself."""
    deal = crm.win(crm.deals.add(Deal(title="A")))
    with pytest.raises(InvalidData, match="is 100 on stage 'won'"):
        crm.deals.update(deal, probability=50)


def test_editing_a_stage_changes_no_record(opened: Open) -> None:
    """S7: the new default is for those who enter from now on."""
    crm = opened()
    deal = crm.deals.add(Deal(title="A"))
    crm.configure(_with_default(33))

    assert 10 == crm.deals.get(deal.id).probability
    assert 10 == crm.deals.update(deal, title="B").probability
    assert 33 == crm.deals.add(Deal(title="C")).probability


def _with_default(percent: int) -> Workspace:
    stages: list[Stage | str] = [
        Stage("new", probability=percent),
        "preparation",
        Stage.won(),
    ]
    return Workspace(pipelines=[Pipeline("deals", stages=stages)])


def test_a_stage_without_a_value_says_nothing(opened: Open) -> None:
    """S7: a stage need not know how likely its deals are."""
    crm = opened(workspace=_with_default(33))
    deal = crm.deals.add(Deal(title="A"))

    assert (None, "stage") == said(crm.move(deal, "preparation"))


def test_an_unknown_source_is_refused(crm: Crm) -> None:
    """S7: a source is the stage, a person or a model."""
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(UnknownName, match="did you mean 'manual'"):
        crm.deals.update(deal, probability=5, probability_source="manuel")
