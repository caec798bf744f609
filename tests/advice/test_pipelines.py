"""Checks of pipelines: a small process that shows each, and one that does not."""

import pytest

from leadflow import Dictionary, Entry, Pipeline, Stage, Workspace
from leadflow.advice.ways import is_way
from leadflow.pipelines.gates import Entry as Arrival, _way
from leadflow.workspace import Finding


def deals(*stages: Stage | str, **options: object) -> Workspace:
    """Return a firm with one pipeline of deals, ``sales``."""
    sales = Pipeline("sales", stages=stages, **options)  # type: ignore[arg-type]  # as the test says
    return Workspace(pipelines=[sales])


def found(workspace: Workspace, code: str) -> list[str]:
    """Return the paths of the findings of one code."""
    return [each.path for each in workspace.check() if each.code == code]


def only(workspace: Workspace, code: str) -> Finding:
    """Return the one finding of a code."""
    (finding,) = (each for each in workspace.check() if each.code == code)
    return finding


NEW = Stage("new", probability=10)
WON = Stage.won()
LOST = Stage.lost(reason_required=True)


def test_a_plain_process_has_nothing_said_against_it() -> None:
    """M7: whoever does the usual is left in peace."""
    assert "Nothing to say against it." == str(deals(NEW, WON, LOST).check())


def test_a_stage_that_only_an_unreachable_one_leads_to_is_unreachable() -> None:
    """M7: stages are followed from where records begin."""
    island = [Stage("a", after=["b"]), Stage("b", after=["a"])]
    workspace = deals(NEW, *island, WON, LOST)

    assert ["a", "b"] == [
        path.split(".")[3] for path in found(workspace, "unreachable_stage")
    ]
    assert (
        "'b'"
        in only(
            deals(NEW, Stage("b", after=["b"]), WON, LOST), "unreachable_stage"
        ).message
    )
    assert [] == found(
        deals(NEW, Stage("b", after=["new"]), WON, LOST), "unreachable_stage"
    )


def test_a_shut_stage_blocks_the_way_where_none_may_be_skipped() -> None:
    """M7: what lies behind a gate that never opens is named as well."""
    stages: list[Stage | str] = [
        NEW,
        Stage("shut", when="stage.kind == 'won'"),
        Stage("later"),
        WON,
        LOST,
    ]

    assert ["pipelines.sales.stages.later"] == found(
        deals(*stages, skipping=False), "unreachable_stage"
    )
    assert [] == found(deals(*stages), "unreachable_stage")


def test_a_stage_map_leads_to_a_stage() -> None:
    """M7: records of other pipelines arrive where the map puts them (S8)."""
    care = Pipeline(
        "care",
        stages=[NEW, Stage("b", after=["b"]), WON, LOST],
        arrivals={"sales": {"won": "b"}},
    )
    sales = Pipeline("sales", stages=[NEW, WON, LOST], is_default=True)

    assert [] == found(Workspace(pipelines=[sales, care]), "unreachable_stage")


def test_a_pipeline_in_which_nothing_can_be_won_is_an_error() -> None:
    """M7: the won stage is entered from a stage that nobody comes to."""
    walled = [NEW, Stage("b", after=["b"]), Stage("won", kind="won", after=["b"]), LOST]

    assert "error" == only(deals(*walled), "never_won").severity
    assert [] == found(deals(NEW, WON, LOST), "never_won")


@pytest.mark.parametrize(
    ("stages", "paths"),
    [
        ([NEW, "parked", Stage("won", kind="won", after=["new"]), LOST], ["parked"]),
        ([NEW, "b", Stage("won", kind="won", after=["b"]), LOST], []),
    ],
)
def test_a_stage_from_which_nothing_is_won_is_a_dead_end(
    stages: list[Stage | str], paths: list[str]
) -> None:
    """M7: records pile up where no way leads to the sale."""
    workspace = deals(*stages, going_back=False)

    assert [f"pipelines.sales.stages.{each}" for each in paths] == found(
        workspace, "dead_end"
    )


@pytest.mark.parametrize(
    ("stage", "key"),
    [
        (Stage("b", require=["closed_at"]), "require"),
        (Stage("b", require=["amount", "loss_reason"]), "require"),
        (Stage("b", when="stage == 'new'"), "when"),
        (Stage("b", when="stage.kind == 'lost' or closed_at > '2026-01-01'"), "when"),
        (Stage("b", when="amount > 100 and amount < 50"), "when"),
        (Stage("b", when="source == 'web' and source == 'call'"), "when"),
        (Stage("b", when="not (amount > 5 or amount <= 5)"), "when"),
        (Stage("b", when="False"), "when"),
        (Stage("b", require=["amount"], when="amount.is_empty()"), "when"),
        (Stage("b", require=["source"], when="source in ('',)"), "when"),
    ],
)
def test_a_gate_that_no_record_can_pass_is_an_error(stage: Stage, key: str) -> None:
    """M7, S4: what is demanded can never be so on that stage."""
    workspace = deals(NEW, stage, WON, LOST)

    assert [f"pipelines.sales.stages.b.{key}"] == found(workspace, "gate_never_opens")


@pytest.mark.parametrize(
    "stage",
    [
        Stage("b", require=["amount"], when="stage == 'b' and stage.kind == 'open'"),
        Stage("b", when="amount > 50 and amount < 100"),
        Stage("b", when="amount > 50 and amount < '50.0001 USD'"),
        Stage("b", when="source in ('web', 'call') and not source == 'web'"),
        Stage("b", when="title.contains('x') and not title.contains('y')"),
        Stage("b", when="title > 'a' and title < 'b'"),
        Stage("b", when="loss_reason == ''"),
        Stage("b", when="company.is_empty() or company.name != ''"),
        Stage("b", when="created_at >= '2026-01-01' and created_at < '2026-01-02'"),
        Stage("b", when="expected_close == '9999-12-31'"),
        Stage("b", when="tags.contains('a') and tags.contains('b')"),
        Stage("b", when="True"),
        Stage("b", require=["amount"], when="not " * 47 + "amount > 5"),
        Stage("b", require=["amount", "tags"], when="amount > 5"),
        Stage("b", require=["contacts", "company"], when="title != ''"),
        Stage("b", when=" and ".join(f"amount != {n}" for n in range(90))),
        Stage("b", when=" and ".join(["(amount < 1 or amount > 2)"] * 12)),
        Stage("b", when="expected_close <= '0001-01-01'"),
        Stage("b", when="expected_close > '9999-12-30'"),
    ],
)
def test_a_gate_that_some_record_can_pass_is_none(stage: Stage) -> None:
    """M7: in doubt a condition is left alone."""
    workspace = deals(NEW, stage, WON, LOST)

    assert [] == found(workspace, "gate_never_opens")


def test_a_pipeline_without_a_lost_stage_is_told() -> None:
    """M7, S5: what comes to nothing would stay open for ever."""
    assert ["pipelines.sales"] == found(deals(NEW, WON), "no_lost_stage")
    assert [] == found(deals(NEW, WON, LOST), "no_lost_stage")


def test_deals_that_are_lost_without_a_word_are_told() -> None:
    """M7, S5: it is advice, as the process works."""
    silent = deals(NEW, WON, Stage.lost())

    assert "advice" == only(silent, "no_loss_reason").severity
    assert silent.check().is_sound
    assert [] == found(deals(NEW, WON, LOST), "no_loss_reason")


def test_a_reason_that_nobody_can_give_is_an_error() -> None:
    """M7, S5: the dictionary of reasons is empty, or all of them are retired."""
    gone = Dictionary("loss_reason", [Entry("price", is_retired=True)])
    sales = Pipeline("sales", stages=[NEW, WON, LOST])
    workspace = Workspace(pipelines=[sales], dictionaries=[gone])

    assert ["pipelines.sales.stages.lost.reason_required"] == found(
        workspace, "no_usable_reason"
    )
    assert ["dictionaries.loss_reason"] == found(workspace, "nothing_to_choose")
    assert [] == found(deals(NEW, WON, LOST), "no_usable_reason")


def test_a_probability_that_falls_on_the_way_is_told() -> None:
    """M7, S7: moving on must not make a sale less likely."""
    stages: list[Stage | str] = [
        Stage("a", probability=50),
        Stage("b"),
        Stage("c", probability=40),
    ]
    finding = only(deals(*stages, WON, LOST), "probability_falls")

    assert "pipelines.sales.stages.c.probability" == finding.path
    assert "falls from 50 to 40 percent" in finding.message
    assert [] == found(
        deals(NEW, Stage("b", probability=10), WON, LOST), "probability_falls"
    )


def test_stages_that_a_forecast_does_not_see_are_told() -> None:
    """M7: a stage without probability counts nothing."""
    finding = only(deals(NEW, "b", WON, LOST), "no_probability")

    assert "deals on 'b'" in finding.message
    assert [] == found(deals(NEW, WON, LOST), "no_probability")


def test_a_default_that_is_a_matter_of_order_is_told() -> None:
    """M7, S1: several pipelines of deals, and none is marked."""
    stages: list[Stage | str] = [NEW, WON, LOST]
    plain = Pipeline("a", stages=stages)
    marked = Pipeline("b", stages=stages, is_default=True)

    assert ["pipelines.a"] == found(
        Workspace(pipelines=[plain, Pipeline("b", stages=stages)]), "no_default_marked"
    )
    assert [] == found(Workspace(pipelines=[plain, marked]), "no_default_marked")


@pytest.mark.parametrize(
    ("door", "code"),
    [
        (Stage("new", require=["company_name"]), "gate_at_the_door"),
        (Stage("new", when="source != ''"), "gate_at_the_door"),
        (Stage("new", limit=5), "limit_at_the_door"),
        (Stage("new", approvers=["ada"]), "approval_at_the_door"),
    ],
)
def test_what_keeps_leads_out_at_the_door_is_told(door: Stage, code: str) -> None:
    """M7: a lead is anyone with the least contact data (mission 1.5)."""
    leads = Pipeline("leads", entity="lead", stages=[door, Stage.won("done"), LOST])
    inside = Pipeline(
        "leads", entity="lead", stages=["in", door, Stage.won("done"), LOST]
    )

    assert 1 == len(found(Workspace(pipelines=[leads]), code))
    assert [] == found(Workspace(pipelines=[inside]), code)


@pytest.mark.parametrize("skipping", [True, False])
@pytest.mark.parametrize("going_back", [True, False])
def test_ways_are_those_that_moves_take(*, skipping: bool, going_back: bool) -> None:
    """M7, S4: the check and the gates agree about every pair of stages."""
    stages: list[Stage | str] = [NEW, "b", Stage("c", after=["b", "lost"]), WON, LOST]
    pipeline = Pipeline(
        "sales", stages=stages, skipping=skipping, going_back=going_back
    )
    pairs = [(a, b) for a in (None, *pipeline.stages) for b in pipeline.stages]
    by_gates = {
        (before, stage)
        for before, stage in pairs
        if not list(
            _way(Arrival(entity="deal", pipeline=pipeline, stage=stage, before=before))
        )
    }

    assert by_gates == {pair for pair in pairs if is_way(pipeline, *pair)}
