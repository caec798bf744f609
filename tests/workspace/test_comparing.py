import pytest

from leadflow.workspace import (
    CustomField,
    Dictionary,
    Entry,
    Pipeline,
    Stage,
    Workspace,
)
from leadflow.workspace.comparing import (
    RemovedEntry,
    RemovedField,
    RemovedPipeline,
    RemovedStage,
    compare,
)


def deals(*stages: Stage | str, code: str = "service") -> Workspace:
    """Return a workspace with one pipeline of deals."""
    ends = [Stage.won(), Stage.lost()]
    return Workspace(pipelines=[Pipeline(code, stages=[*stages, *ends])])


def test_what_stays_the_same_is_harmless() -> None:
    """S1: labels, colours and order are not immutable."""
    old = deals("new", "visit")
    new = deals("visit", Stage("new", label="Fresh", color="#000000"))

    assert compare(old, new).is_harmless


def test_removed_stages_are_named_with_their_pipeline() -> None:
    """S2: deleting a stage in use needs a place for its records."""
    found = compare(deals("new", "visit"), deals("new"))

    assert (RemovedStage("service", "visit", "deal"),) == found.removed_stages
    assert not found.is_harmless


def test_a_removed_pipeline_is_named_once() -> None:
    """S2: its stages go with it."""
    found = compare(deals("new"), deals("new", code="sales"))

    assert (RemovedPipeline("service", "deal"),) == found.removed_pipelines
    assert () == found.removed_stages


def test_a_kind_never_changes() -> None:
    """S1: codes and kinds are immutable."""
    old = deals("new", "done")
    new = Workspace(
        pipelines=[Pipeline("service", stages=["new", Stage.won("done"), Stage.lost()])]
    )

    assert ["pipelines[0].stages[1].kind"] == [f.path for f in compare(old, new).faults]


def test_a_pipeline_keeps_its_entity() -> None:
    """S1: a pipeline belongs to one entity."""
    new = Workspace(
        pipelines=[Pipeline("service", entity="lead", stages=["new", Stage.won()])]
    )

    assert ["pipelines[0].entity"] == [
        f.path for f in compare(deals("new"), new).faults
    ]


def sources(*entries: Entry | str, is_open: bool = False) -> Workspace:
    """Return a workspace with these sources."""
    return Workspace(dictionaries=[Dictionary("source", entries, is_open=is_open)])


def test_removed_values_are_named_and_retired_ones_are_not() -> None:
    """S5: values in use cannot be deleted, only retired."""
    new = sources("web", Entry("fax", is_retired=True))

    found = compare(sources("web", "fax", "call"), new)

    assert (RemovedEntry("source", "call"),) == found.removed_entries


def test_nothing_goes_from_an_open_dictionary() -> None:
    """S5: it takes any code."""
    assert compare(sources("web", "fax"), sources("web", is_open=True)).is_harmless


def with_field(**definition: object) -> Workspace:
    """Return a workspace with one field of leads."""
    return Workspace(fields=[CustomField("x", entity="lead", **definition)])  # type: ignore[arg-type]


def test_removed_fields_are_named() -> None:
    """F2: their values would be lost."""
    found = compare(with_field(), Workspace())

    assert (RemovedField("lead", "x"),) == found.removed_fields


@pytest.mark.parametrize(
    ("old", "new", "is_lossless"),
    [
        ({"type": "integer"}, {"type": "decimal"}, True),
        ({"type": "decimal"}, {"type": "integer"}, False),
        ({"type": "text"}, {"type": "text", "multiple": True}, True),
        ({"type": "text", "multiple": True}, {"type": "text"}, False),
        ({"type": "text"}, {"type": "money"}, False),
    ],
)
def test_a_type_changes_only_where_nothing_is_lost(
    old: dict[str, object], new: dict[str, object], *, is_lossless: bool
) -> None:
    """F2: a type is immutable while values exist, except lossless widenings."""
    (found,) = compare(with_field(**old), with_field(**new)).retyped_fields

    assert is_lossless == found.is_lossless
