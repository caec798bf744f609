"""The invariants see: each promise that is broken behind the store's back is told."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import leadflow
from leadflow.storage.memory import MemoryStore
from leadflow.storage.memory.store import MemoryReader
from leadflow.storage.port import Group
from leadflow.storage.query import Query
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import CountingIds, FixedClock, a_lead
from leadflow.testing.invariants import violations
from tests.testing.planted import Planted


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a file with one lead that was converted."""
    place = tmp_path / "sales.db"
    with leadflow.open(place, clock=FixedClock(), ids=CountingIds()) as crm:
        crm.convert(crm.leads.add(a_lead()))
    return place


@pytest.mark.parametrize(
    ("spoiling", "promise"),
    [
        ("UPDATE leads SET title = 'x'", "P13"),
        ("UPDATE events SET kind = 'updated' WHERE kind = 'converted'", "P1"),
        ("DELETE FROM deals", "P10"),
    ],
)
def test_what_was_changed_by_hand_is_told(
    place: Path, spoiling: str, promise: str
) -> None:
    """P1, P10, P13: a file that agrees with itself no more."""
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute(spoiling)
    with closing(SQLiteStore(place)) as store:
        found = violations(store)

    assert promise in {each.partition(":")[0] for each in found}


class Forgets(MemoryReader):
    """Groups all records but those of the first group."""

    def group(self, query: Query, by: object, *, total: str = "") -> list[Group]:
        """Return too few groups."""
        return list(super().group(query, by, total=total))[1:]  # type: ignore[arg-type]  # passed on


def test_counts_and_sums_that_leave_something_out_are_told() -> None:
    """P11, P12: groups are compared with the records themselves."""
    store = Planted(reader=Forgets)
    leadflow.open(store).leads.add(a_lead())

    assert {"P11", "P12"} == {each[:3] for each in violations(store)}


def test_a_store_that_worked_breaks_nothing() -> None:
    """P1, P10, P11, P12, P13: nothing is told of a sound one."""
    store = MemoryStore()
    crm = leadflow.open(store)
    crm.revert(crm.convert(crm.leads.add(a_lead())))

    assert () == violations(store)
