"""Definitions of pipelines fail when they are written (S1)."""

from collections.abc import Iterable

import pytest

from leadflow import InvalidWorkspace, Pipeline, Stage, UnknownName, Workspace


def paths(stages: Iterable[Stage | str]) -> list[str]:
    """Return where a pipeline of these stages is wrong."""
    with pytest.raises(InvalidWorkspace) as caught:
        Pipeline("deals", stages=stages)
    return [fault.path for fault in caught.value.faults]


def test_a_pipeline_begins_open_and_can_be_won() -> None:
    """S1: without an open stage there is no beginning, without won no end."""
    assert ["stages", "stages"] == paths([Stage.lost()])


def test_stages_stand_in_the_order_of_their_kinds() -> None:
    """S1: open, then won, then lost."""
    assert ["stages.late"] == paths(["new", Stage.won(), "late"])


def test_one_stage_is_won_unless_the_pipeline_says_otherwise() -> None:
    """S1: exactly one won stage is the rule."""
    two: list[Stage | str] = ["new", Stage.won(), Stage.won("delivered")]

    assert ["stages"] == paths(two)
    assert 2 == len(Pipeline("deals", stages=two, several_won=True).of_kind("won"))


def test_no_code_stands_twice() -> None:
    """S1: a code names one stage."""
    assert ["stages[1].code"] == paths(["new", "new", Stage.won()])


def test_all_faults_are_told_at_once() -> None:
    """S1: nobody mends a definition fault by fault."""
    wrong: list[Stage | str] = [Stage("new", limit=0, after="nwe"), Stage.won(), "late"]

    assert ["stages.new.after[0]", "stages.new.limit", "stages.late"] == paths(wrong)


def test_lost_stages_after_the_first_are_apologies() -> None:
    """S1: the first lost stage is the plain failure."""
    stages: list[Stage | str] = ["new", Stage.won(), Stage.lost(), Stage.lost("sorry")]
    pipeline = Pipeline("deals", stages=stages)

    assert (False, True) == (pipeline.is_apology("lost"), pipeline.is_apology("sorry"))


def test_a_stage_map_names_stages_that_exist() -> None:
    """S8: a map to nowhere is a slip of the pen."""
    with pytest.raises(InvalidWorkspace, match="did you mean 'visit'"):
        Pipeline(
            "service",
            stages=["visit", Stage.won()],
            arrivals={"deals": {"new": "vist"}},
        )


def test_demanded_fields_exist() -> None:
    """S4: a stage that demands an unknown field could never be entered."""
    stages: list[Stage | str] = [Stage("new", require="amout"), Stage.won()]
    with pytest.raises(InvalidWorkspace, match="did you mean 'amount'"):
        Workspace(pipelines=[Pipeline("deals", stages=stages)])


def test_a_pipeline_is_of_an_entity_with_stages() -> None:
    """S1: contacts have no pipeline."""
    with pytest.raises(UnknownName):
        Pipeline("people", entity="contact", stages=["new", Stage.won()])


def test_an_entity_has_one_default() -> None:
    """S1: two defaults would be none."""
    two = [
        Pipeline(code, stages=["new", Stage.won()], is_default=True)
        for code in ("one", "two")
    ]
    with pytest.raises(InvalidWorkspace):
        Workspace(pipelines=two)
