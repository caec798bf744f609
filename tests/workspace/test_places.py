from collections.abc import Mapping

import pytest

from leadflow import (
    Conversion,
    CustomField,
    DuplicatePolicy,
    InvalidWorkspace,
    Member,
    Pipeline,
    Stage,
    Workspace,
    copy,
)
from leadflow.errors import Fault
from leadflow.workspace.places import by_name, named, place


WORKSPACE = Workspace(
    pipelines=[Pipeline("service", stages=["new", "visit", Stage.won()])],
    fields=[
        CustomField("size", entity="lead", type="choice", choices=["big"]),
        CustomField("size", entity="deal", type="choice", choices=["big"]),
    ],
    conversions=[
        Conversion("b2b").deal(copy("custom.size", to="custom.size"), stage="new")
    ],
    members=[Member("ada"), Member("bob.k"), Member("eve@kyivlog.example")],
    duplicates=[DuplicatePolicy("lead", create="warn")],
)
FILE: Mapping[str, object] = {
    "pipelines": [{"code": "service", "stages": ["new", {"code": "visit"}, 7]}],
    "fields": [{"code": "size", "entity": "lead"}, {"code": "size"}],
    "conversions": [{"code": "b2b", "deal": {"fields": [{"to": "title"}, "x"]}}],
    "roles": [{"code": "chief"}, {"code": "chief"}, "clerk"],
}


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("currency", "currency"),
        ("pipelines[0].stages[1].after[0]", "pipelines.service.stages.visit.after[0]"),
        ("pipelines[0].arrivals.deals.new", "pipelines.service.arrivals.deals.new"),
        ("fields[0].choices[0].code", "fields.lead.size.choices.big.code"),
        ("fields[1].required", "fields.deal.size.required"),
        ("conversions[0].deal.stage", "conversions.b2b.deal.stage"),
        (
            "conversions[0].deal.fields[0].by",
            "conversions.b2b.deal.fields.custom.size.by",
        ),
        ("members[0].roles", "members.ada.roles"),
        ("members[1].roles", 'members."bob.k".roles'),
        ("members[2].roles", "members[2].roles"),
        ("duplicates[0].code", "duplicates.lead.code"),
        ("pipelines[9].code", "pipelines[9].code"),
        ("line 1, column 8", "line 1, column 8"),
        ("a]b", "a]b"),
    ],
)
def test_places_are_told_by_names(path: str, told: str) -> None:
    """M7: what has a name is called by it, everything else keeps its number."""
    assert told == by_name(WORKSPACE, path)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("pipelines[0].stages[0]", "pipelines.service.stages.new"),
        ("pipelines[0].stages[1].limit", "pipelines.service.stages.visit.limit"),
        ("pipelines[0].stages[2]", "pipelines.service.stages[2]"),
        ("fields[0].label", "fields.lead.size.label"),
        ("fields[1].entity", "fields[1].entity"),
        ("conversions[0].deal.fields[0].to", "conversions.b2b.deal.fields.title.to"),
        ("conversions[0].deal.fields[1]", "conversions.b2b.deal.fields[1]"),
        ("roles[1].code", "roles[1].code"),
        ("roles[2]", "roles.clerk"),
        ("without[0]", "without[0]"),
    ],
)
def test_the_tables_of_a_file_are_told_alike(path: str, told: str) -> None:
    """M7: also where nothing could be made of them."""
    assert told == by_name(FILE, path)


def test_what_is_told_by_names_stays() -> None:
    """M7: the faults of a part come with names, and get numbers in front of them."""
    path = by_name(FILE, "pipelines[0].stages.visit.after[0]")

    assert "pipelines.service.stages.visit.after[0]" == path
    assert path == by_name(FILE, path)


def test_only_the_place_of_a_fault_changes() -> None:
    """M7: message, hint and code are as they were."""
    fault = Fault("roles[2].grants", "is empty", "add one", "empty")

    assert (Fault("roles.clerk.grants", "is empty", "add one", "empty"),) == named(
        FILE, [fault]
    )


def test_advice_and_faults_speak_of_one_place() -> None:
    """M7: one scheme for what is wrong and for what is unwise."""
    with pytest.raises(InvalidWorkspace) as caught:
        Workspace(
            pipelines=[Pipeline("a", stages=[Stage("b", when="x == 1"), Stage.won()])]
        )

    assert place("pipelines", "a", "stages", "b", "when") == (
        caught.value.faults[0].path
    )
