from pathlib import Path

import pytest

from leadflow.errors import InvalidWorkspace, UnknownName
from leadflow.workspace import (
    Conversion,
    CustomField,
    Dictionary,
    Pipeline,
    Stage,
    Workspace,
    constant,
    copy,
    first_of,
    template,
)


BUDGET = CustomField("budget", entity="lead", type="money")


def faults_of(**definitions: object) -> dict[str, str]:
    """Return the faults of a workspace, by path."""
    with pytest.raises(InvalidWorkspace) as caught:
        Workspace(**definitions)  # type: ignore[arg-type]  # judged at run time
    return {
        fault.path: f"{fault.message}; {fault.hint}" for fault in caught.value.faults
    }


def pipeline(*stages: Stage | str, entity: str = "deal", **more: object) -> Pipeline:
    """Return a pipeline that ends as all do."""
    ends = [Stage.won(), Stage.lost()]
    return Pipeline("service", entity=entity, stages=[*stages, *ends], **more)  # type: ignore[arg-type]


def test_a_new_workspace_is_a_usual_firm() -> None:
    """M1, S1: classic mode, and pipelines for whatever has stages."""
    workspace = Workspace()

    assert "classic" == workspace.mode
    assert ["leads", "deals", "quotes", "invoices"] == [
        each.code for each in workspace.pipelines
    ]


def test_a_workspace_is_one_line_at_a_prompt() -> None:
    """The whole of it is what ``save`` writes."""
    told = "<Workspace 'Kran': classic, en, UTC, UAH; pipelines leads, deals, quotes, "

    assert f"{told}invoices>" == repr(Workspace(name="Kran", currency="UAH"))


def test_own_pipelines_leave_other_entities_alone() -> None:
    """S1: entities that are not named keep the usual pipeline."""
    workspace = Workspace(pipelines=[pipeline("new")])

    assert "service" == workspace.default_pipeline("deal").code
    assert "leads" == workspace.default_pipeline("lead").code


def test_one_pipeline_of_an_entity_is_the_default() -> None:
    """S1: the marked one, else the first."""
    first = Pipeline("small", stages=["new", Stage.won()])
    marked = pipeline("new", is_default=True)

    assert (
        "service" == Workspace(pipelines=[first, marked]).default_pipeline("deal").code
    )


def test_two_default_pipelines_are_refused() -> None:
    """S1: one default per entity."""
    first = Pipeline("small", stages=["new", Stage.won()], is_default=True)

    found = faults_of(pipelines=[first, pipeline("new", is_default=True)])

    assert ["pipelines.service.is_default"] == list(found)


def test_companies_have_no_pipeline() -> None:
    """S1: asking for one says who has."""
    with pytest.raises(UnknownName) as caught:
        Workspace().default_pipeline("company")

    assert "lead" in caught.value.choices


def test_an_own_dictionary_takes_the_place_of_the_usual_one() -> None:
    """S5: the values of a firm are its own."""
    workspace = Workspace(dictionaries=[Dictionary("source", ["fair"])])

    assert ["fair"] == [entry.code for entry in workspace.dictionary("source").entries]
    assert workspace.dictionary("industry").entries


@pytest.mark.parametrize("ask", ["pipeline", "dictionary", "conversion"])
def test_unknown_names_are_told_with_the_known_ones(ask: str) -> None:
    """F4: a slip of the pen is told with the way out."""
    with pytest.raises(UnknownName) as caught:
        getattr(Workspace(), ask)("zzz")

    assert caught.value.choices


def test_an_unknown_custom_field_is_told_with_the_nearest() -> None:
    """F4: unknown codes are refused with the nearest right name."""
    with pytest.raises(UnknownName) as caught:
        Workspace(fields=[BUDGET]).custom_field("lead", "bugdet")

    assert "budget" == caught.value.nearest


def test_all_faults_of_settings_are_told_at_once() -> None:
    """M1: mode, language, zone and currency are judged together."""
    found = faults_of(
        mode="clasic", language="Kyiv", zone="Europe/Berlni", currency="UHA"
    )

    assert ["mode", "language", "zone", "currency"] == list(found)
    assert "Europe/Berlin" in found["zone"]


def test_what_stands_twice_is_refused() -> None:
    """S1, F2: one code means one thing."""
    found = faults_of(
        pipelines=[pipeline("new"), pipeline("new")],
        fields=[BUDGET, BUDGET],
        conversions=[Conversion("b2b"), Conversion("b2b")],
        dictionaries=[Dictionary("source", ["web"]), Dictionary("source", ["call"])],
    )

    assert {
        "pipelines[1].code",
        "fields[1].code",
        "conversions[1].code",
        "dictionaries",
    } == set(found)


def test_gates_ask_for_fields_that_are_there() -> None:
    """S4: required fields and conditions are judged against the entity."""
    stage = Stage("visit", require=["amuont", "custom.size"], when="amout > 5")

    found = faults_of(pipelines=[pipeline("new", stage)])

    assert [
        "pipelines.service.stages.visit.require[0]",
        "pipelines.service.stages.visit.require[1]",
        "pipelines.service.stages.visit.when",
    ] == list(found)
    assert "amount" in found["pipelines.service.stages.visit.when"]


def test_gates_know_the_fields_of_the_firm() -> None:
    """S4, F5: custom fields work like built-in ones."""
    stage = Stage("visit", require="custom.budget", when="custom.budget > 5")

    workspace = Workspace(fields=[BUDGET], pipelines=[pipeline(stage, entity="lead")])

    assert "visit" == workspace.default_pipeline("lead").first.code


def test_arrivals_come_from_stages_that_are_there() -> None:
    """S8: the stage map begins in another pipeline of the same entity."""
    found = faults_of(
        pipelines=[
            Pipeline("small", stages=["new", Stage.won()]),
            pipeline("new", arrivals={"smal": {}, "small": {"old": "new"}}),
        ]
    )

    assert {
        "pipelines.service.arrivals.smal",
        "pipelines.service.arrivals.small.old",
    } == set(found)


def test_all_faults_of_a_map_are_told_at_once() -> None:
    """C3: unknown sources and targets, with the nearest right names."""
    variant = Conversion("b2b", when="compny_name != ''").deal(
        copy("titel", to="title"),
        copy("custom.bugdet", to="amount"),
        template("{compny_name}", to="notes"),
        first_of("title", "tilte", to="custom.size"),
        constant("x", to="created_by"),
        constant("visit", to="stage"),
        copy("title", to="loss_note", when="amout > 5"),
    )

    found = faults_of(fields=[BUDGET], conversions=[variant])

    assert {
        "conversions.b2b.when",
        "conversions.b2b.deal.fields.title.copy",
        "conversions.b2b.deal.fields.amount.copy",
        "conversions.b2b.deal.fields.notes.template",
        "conversions.b2b.deal.fields.custom.size.to",
        "conversions.b2b.deal.fields.custom.size.first_of[1]",
        "conversions.b2b.deal.fields.created_by.to",
        "conversions.b2b.deal.fields.stage.to",
        "conversions.b2b.deal.fields.loss_note.when",
    } == set(found)
    assert "budget" in found["conversions.b2b.deal.fields.amount.copy"]


def test_overwritten_fields_are_there() -> None:
    """C6: overwriting is opt-in per field."""
    variant = Conversion("b2b").company(overwrite=["name", "indutsry"])

    assert ["conversions.b2b.company.overwrite[1]"] == list(
        faults_of(conversions=[variant])
    )


def test_a_conversion_ends_on_stages_that_are_there() -> None:
    """C1: pipeline and stage of the deal, closing stage of the lead."""
    found = faults_of(
        conversions=[
            Conversion("a", closing_stage="new").deal(pipeline="dels"),
            Conversion("b").deal(stage="visit"),
        ]
    )

    assert {
        "conversions.a.deal.pipeline",
        "conversions.a.closing_stage",
        "conversions.b.deal.stage",
    } == set(found)


def test_the_whole_name_is_a_source() -> None:
    """C4: templates and maps may take the name of the person as one."""
    variant = Conversion("b2b").deal(first_of("title", "name", to="title"))

    assert Workspace(conversions=[variant]).conversion("b2b") == variant


def test_labels_of_what_is_not_there_are_refused() -> None:
    """F4: a label that nothing shows is a slip of the pen."""
    found = faults_of(labels={"leed": "Inquiry", "lead.amuont": "Budget"})

    assert ["labels.leed", "labels.lead.amuont"] == list(found)


def test_workspaces_are_values() -> None:
    """M1: equal definitions are equal, and may be keys."""
    assert Workspace(fields=[BUDGET]) == Workspace(fields=[BUDGET])
    assert 1 == len({Workspace(fields=[BUDGET]), Workspace(fields=[BUDGET])})


def test_a_workspace_is_saved_and_loaded(tmp_path: Path) -> None:
    """M1: a workspace lives in a file as well as in Python."""
    workspace = Workspace(name="Київ", fields=[BUDGET])
    workspace.save(tmp_path / "workspace.toml")

    assert workspace == Workspace.load(str(tmp_path / "workspace.toml"))
