"""What facts tell a store of next versions is all that differs."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from leadflow.entities import Record
from leadflow.entities.records import differences
from leadflow.events import Event, Succession
from leadflow.storage.sqlite import SQLiteStore, store as opening
from leadflow.storage.sqlite.plans import Plan
from leadflow.storage.sqlite.writing import SQLiteWriter
from tests.reliability.operations import ALL, Scene


class Doubting(SQLiteWriter):
    """Believes no fact: it compares each next version with what is stored."""

    believed = 0

    def _update(
        self,
        plan: Plan,
        records: Sequence[Record],
        told: Mapping[tuple[str, int], Succession],
    ) -> None:
        known = self._known(plan, records)
        for record in records:
            if fact := told.get((record.id, record.version)):
                self._doubt(known[record.id], record, fact.names)
        super()._update(plan, records, told)

    def _continue(
        self, plan: Plan, record: Record, fact: Event, names: tuple[str, ...]
    ) -> None:
        self._doubt(self._known(plan, [record])[record.id], record, names)
        super()._continue(plan, record, fact, names)

    def _doubt(self, old: Record, new: Record, names: Sequence[str]) -> None:
        assert {each[0] for each in differences(old, new)} <= set(names)
        Doubting.believed += 1


@pytest.mark.parametrize("operation", ALL)
def test_facts_leave_out_nothing_that_differs(
    operation: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P13: so what a store writes of a next version is the whole of it."""
    monkeypatch.setattr(opening, "SQLiteWriter", Doubting)
    scene = Scene(SQLiteStore(tmp_path / "sales.db"))
    before = Doubting.believed
    scene.do(ALL[operation])

    assert before > 0
