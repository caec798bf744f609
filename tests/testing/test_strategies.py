"""The strategies for workspaces and records: whatever they draw is allowed."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings, strategies as st

import leadflow
from leadflow import CustomField, Workspace
from leadflow.entities import ENTITIES, entity_of
from leadflow.testing import strategies
from leadflow.testing.strategies import (
    conversions,
    custom_fields,
    custom_values,
    pipelines,
    records,
    workspaces,
)
from leadflow.workspace.files import dumps, loads
from leadflow.workspace.types import TYPES
from tests.effort import HEAVY


# The same every time, and the first that is found is good enough.
QUICK = settings(
    max_examples=300,
    database=None,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
FEW = settings(HEAVY, max_examples=HEAVY.max_examples // 3)


def test_every_entity_has_a_strategy_of_its_own() -> None:
    """The kit draws records of whatever there is."""
    for entity in ENTITIES.values():
        record = find(
            getattr(strategies, entity.plural)(), lambda _: True, settings=QUICK
        )

        assert entity.name == entity_of(record).name


def test_what_is_offered_is_there() -> None:
    """The door names everything, and in order."""
    assert sorted(strategies.__all__) == strategies.__all__
    assert all(hasattr(strategies, name) for name in strategies.__all__)


@FEW
@given(workspaces())
def test_a_workspace_is_valid_and_reads_back(workspace: Workspace) -> None:
    """M1, F2, S1, C3: by construction; as a file it is the same firm."""
    assert workspace == loads(dumps(workspace))


@FEW
@given(workspaces(mode="simple"))
def test_a_workspace_may_be_asked_for_by_its_mode(workspace: Workspace) -> None:
    """M1: tests of one mode need not throw others away."""
    assert "simple" == workspace.mode


@FEW
@given(workspaces())
def test_a_workspace_can_be_checked_and_opened(workspace: Workspace) -> None:
    """M7: whatever is said about it, it can be used."""
    workspace.check()

    assert workspace == leadflow.open(workspace=workspace).workspace


@FEW
@given(st.data(), custom_fields())
def test_a_custom_value_is_one_that_its_field_takes(
    data: st.DataObject, fields: list[CustomField]
) -> None:
    """F2: within all limits, as the field keeps it."""
    workspace = Workspace(fields=fields)
    for own in fields:
        if not own.is_read_only:
            value = data.draw(custom_values(own, workspace))

            assert value == own.accept(value)


def test_every_type_of_field_is_drawn() -> None:
    """F1: none is left out."""
    seen: set[str] = set()

    @settings(QUICK, max_examples=120)
    @given(custom_fields())
    def look(fields: list[CustomField]) -> None:
        seen.update(each.type for each in fields)

    look()

    assert set(TYPES) == seen


@pytest.mark.parametrize(
    "gate", ["require", "when", "after", "approvers", "limit", "expected_days"]
)
def test_every_gate_is_drawn(gate: str) -> None:
    """S4, S9: any stage may have any of them."""
    found = find(
        pipelines(),
        lambda one: any(getattr(each, gate) not in (None, ()) for each in one.stages),
        settings=QUICK,
    )

    assert found.stages


@pytest.mark.parametrize("source", ["lead", "deal", "quote"])
def test_variants_of_every_source_are_drawn(source: str) -> None:
    """C1, C16: with a map of their own."""
    found = find(
        conversions(source=source),
        lambda variant: any(target.fields for target in variant.targets),
        settings=QUICK,
    )

    assert source == found.source


@FEW
@given(st.data(), workspaces(mode="classic"))
def test_records_stand_where_their_workspace_lets_them(
    data: st.DataObject, workspace: Workspace
) -> None:
    """S1, F2: on a stage that there is, with the fields that there are."""
    entity = data.draw(st.sampled_from(["lead", "deal", "quote", "invoice"]))
    record = data.draw(records(entity, workspace))
    pipeline = workspace.pipeline(record.pipeline)  # type: ignore[union-attr]  # in a pipeline

    assert record.stage in [stage.code for stage in pipeline.stages]  # type: ignore[union-attr]  # as above
    assert set(record.custom) <= set(workspace.fields_of(entity))


def test_many_firms_are_drawn_apart() -> None:
    """The pool is wide, not one firm again and again."""
    seen: Counter[str] = Counter()

    @settings(QUICK, max_examples=15)
    @given(workspaces())
    def look(workspace: Workspace) -> None:
        seen.update([repr(workspace)])

    look()

    assert len(seen) > 5


@given(st.data())
def test_a_text_keeps_to_its_pattern_and_to_its_length(data: st.DataObject) -> None:
    """F2: of what the pattern allows, what is too long is never drawn."""
    own = CustomField("x", entity="lead", pattern="a|bb|c", max_length=1)

    assert data.draw(custom_values(own, Workspace())) in ("a", "c")
