"""Which fields decide by what a record is found."""

import pytest

from leadflow.entities import Record, entity_of, evolve
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


def test_an_update_of_other_fields_reindexes_nothing() -> None:
    """P10: a move along the pipeline touches no index of links and points."""
    indexed = plan_of("lead").indexed

    assert indexed.isdisjoint({"stage", "notes", "version"})
    assert {"phones", "company", "custom"} <= indexed


def test_every_row_has_a_column_for_every_field() -> None:
    """P13: rows are as wide as their tables."""
    for record in FULL:
        plan = plan_of(entity_of(record).name)
        monies = len(plan.codec.monies)

        assert len(values_of(record)) + monies == len(plan.codec.row(record))
