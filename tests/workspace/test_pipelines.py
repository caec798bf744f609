import attrs
import pytest

from leadflow.errors import InvalidValue, InvalidWorkspace, UnknownName
from leadflow.workspace import LOST, OPEN, WON, Pipeline, Stage


def faults_of(**pipeline: object) -> dict[str, str]:
    """Return the faults of a pipeline, by path."""
    with pytest.raises(InvalidWorkspace) as caught:
        Pipeline("service", **pipeline)  # type: ignore[arg-type]  # judged at run time
    return {fault.path: fault.message for fault in caught.value.faults}


def service(**changes: object) -> Pipeline:
    """Return a pipeline of a service firm."""
    stages = ["new", "visit", Stage.won(), Stage.lost(), Stage.lost("apology")]
    return Pipeline("service", stages=stages, **changes)  # type: ignore[arg-type]


def test_a_pipeline_belongs_to_deals_unless_it_says_otherwise() -> None:
    """S1: a pipeline belongs to one entity."""
    assert "deal" == service().entity


def test_the_entity_may_be_named_in_the_plural() -> None:
    """S1: people write leads as well as lead."""
    assert "lead" == service(entity="leads").entity


def test_an_entity_without_stages_has_no_pipeline() -> None:
    """S1: companies do not move."""
    with pytest.raises(UnknownName) as caught:
        service(entity="company")

    assert "deal" in caught.value.choices


def test_records_begin_on_the_first_stage_and_end_on_the_won_one() -> None:
    """S1: the order of the stages is the way of the records."""
    pipeline = service()

    assert ("new", "won") == (pipeline.first.code, pipeline.success.code)
    assert 1 == pipeline.position("visit")


def test_further_losses_are_apologies() -> None:
    """S1: the first lost stage is plain failure, further ones are analysed."""
    pipeline = service()

    assert [False, True] == [
        pipeline.is_apology(stage.code) for stage in pipeline.of_kind(LOST)
    ]


def test_an_unknown_stage_answers_with_the_nearest() -> None:
    """S1: a slip of the pen is told with the way out."""
    with pytest.raises(UnknownName) as caught:
        service().stage("vizit")

    assert "visit" == caught.value.nearest


def test_kinds_stand_in_their_order() -> None:
    """S1: open comes before won, won before lost."""
    found = faults_of(stages=["new", Stage.lost(), Stage.won()])

    assert ["stages.won"] == list(found)


def test_a_pipeline_has_exactly_one_won_stage() -> None:
    """S1: unless the pipeline says that it has several."""
    stages: list[Stage | str] = ["new", Stage.won(), Stage.won("sold")]

    assert ["stages"] == list(faults_of(stages=stages))
    assert "won" == Pipeline("p", stages=stages, several_won=True).success.code


def test_a_pipeline_without_beginning_or_end_says_both() -> None:
    """S1: all faults are told at once."""
    with pytest.raises(InvalidWorkspace) as caught:
        Pipeline("service", stages=[])

    assert 2 == len(caught.value.faults)


def test_all_faults_of_stages_are_told_with_their_places() -> None:
    """S1, S4: codes stand once, stages named before a stage exist, limits allow one."""
    stages = ["new", Stage("new", after="nwe", limit=0, probability=101), Stage.won()]

    assert {
        "stages[1].code",
        "stages[1].after[0]",
        "stages[1].limit",
        "stages[1].probability",
    } == set(faults_of(stages=stages))


@pytest.mark.parametrize(("kind", "percent"), [(OPEN, None), (WON, 100), (LOST, 0)])
def test_closed_stages_know_their_probability(kind: str, percent: int | None) -> None:
    """S7: won is 100, lost is 0."""
    assert percent == Stage("any", kind=kind).probability


def test_the_probability_of_a_closed_stage_cannot_be_chosen() -> None:
    """S7: won is 100, whatever somebody writes."""
    stages = ["new", Stage("won", kind=WON, probability=90)]

    assert ["stages.won.probability"] == list(faults_of(stages=stages))


def test_a_stage_by_kind_equals_the_one_by_name() -> None:
    """S1: a file says kind = 'won', Python says Stage.won()."""
    assert Stage.won() == Stage("won", kind="won")
    assert Stage.lost() == Stage("lost", kind="lost")


def test_only_a_loss_has_a_reason() -> None:
    """S5: a reason is demanded on lost stages."""
    stages = [Stage("new", reason_required=True), Stage.won()]

    assert ["stages.new.reason_required"] == list(faults_of(stages=stages))


def test_arrivals_lead_to_stages_that_are_there() -> None:
    """S8: the stage map of a pipeline ends in it."""
    stages = ["new", Stage.won()]

    found = faults_of(stages=stages, arrivals={"deals": {"executing": "nwe"}})

    assert ["arrivals.deals.executing"] == list(found)


@pytest.mark.parametrize("color", ["red", "#12345", '"><script>'])
def test_a_colour_is_six_digits(color: str) -> None:
    """S1: colours end up in pages, so that nothing else may stand there."""
    with pytest.raises(InvalidValue):
        Stage("new", color=color)


def test_nothing_required_is_no_field() -> None:
    """S4: a stage may ask for nothing, in any way of writing."""
    assert () == Stage("new", require=None).require


def test_pipelines_and_stages_have_titles() -> None:
    """S1: a label, else the code as words."""
    assert "Візит" == Stage("visit", label={"uk": "Візит"}).title("uk")
    assert "Service" == service().title()


@pytest.mark.parametrize("code", ["", "Visit", "visit 2", "2nd"])
def test_codes_are_lower_case_words(code: str) -> None:
    """S1: codes are names for programs; labels are for people."""
    with pytest.raises(InvalidValue):
        Stage(code)


def test_a_condition_may_be_text() -> None:
    """S4: a gate asks a condition."""
    assert "amount > 5" == str(Stage("visit", when="amount > 5").when)


def test_pipelines_are_values() -> None:
    """S1: equal definitions are equal, and may be keys."""
    assert service() == service()
    assert 1 == len({service(), service()})
    assert service() != attrs.evolve(service(), skipping=False)
