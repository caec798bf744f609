"""Which fields decide by what a record is found."""

import pytest

from leadflow.entities import Lead, Record, entity_of, evolve
from leadflow.entities.records import blank, values_of
from leadflow.storage.sqlite.indexes import entries_of, indexed_fields
from leadflow.storage.sqlite.plans import plan_of
from leadflow.testing.suite.samples import FULL


@pytest.mark.parametrize("record", FULL, ids=lambda one: type(one).__name__)
def test_only_indexed_fields_decide_what_finds_a_record(record: Record) -> None:
    """P10: a record with the other fields emptied has the same entries."""
    entity = entity_of(record)
    empty = blank(entity)
    kept = ("id", *indexed_fields(entity))
    others = {name: getattr(empty, name) for name in entity.fields if name not in kept}

    assert entries_of(record) == entries_of(evolve(record, **others))


@pytest.mark.parametrize("record", FULL, ids=lambda one: type(one).__name__)
def test_the_old_entries_are_read_from_the_indexed_columns(record: Record) -> None:
    """P10: what an update removes is what the insert added."""
    plan = plan_of(entity_of(record).name)
    row = plan.codec.row(record)
    old = [row[0], row[1], *(row[place] for place in plan.indexed)]

    assert entries_of(record) == entries_of(plan.old_record(old))
    assert not plan.is_reindexed(old, row)


def test_an_update_of_other_fields_reindexes_nothing() -> None:
    """P10: a move along the pipeline touches no index of links and points."""
    plan = plan_of("lead")
    lead = FULL[0]
    assert isinstance(lead, Lead)
    row = plan.codec.row(lead)
    old = [row[0], row[1], *(row[place] for place in plan.indexed)]
    moved = plan.codec.row(evolve(lead, stage="won", notes="x", version=2))
    called = plan.codec.row(evolve(lead, phones="103", version=2))

    assert not plan.is_reindexed(old, moved)
    assert plan.is_reindexed(old, called)


def test_every_row_has_a_column_for_every_field() -> None:
    """P13: rows are as wide as their tables."""
    for record in FULL:
        plan = plan_of(entity_of(record).name)
        monies = len(plan.codec.monies)

        assert len(values_of(record)) + monies == len(plan.codec.row(record))
