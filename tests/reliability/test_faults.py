"""Harnesses H3, H4: each call to the disk fails once, and the disk is full (P23)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing.disks import unavailable
from tests.reliability.faults import (
    LIMITS,
    WAYS,
    Way,
    fill_up,
    refuse_each_call,
    refuse_opening,
)
from tests.reliability.planted import Hushing, Keeping, Sulking


watched = pytest.mark.skipif(bool(unavailable()), reason=unavailable() or "can")


@watched
@pytest.mark.parametrize("opened", [Hushing, Sulking, Keeping])
def test_stores_with_a_mistake_are_found_out(
    opened: Callable[[Path], SQLiteStore],
) -> None:
    """P23: the harness sees."""
    assert refuse_each_call("Crm.move", opened=opened).violations


def test_a_full_disk_is_noticed() -> None:
    """P23: the harness sees."""
    assert fill_up("Crm.convert", limit=LIMITS["pages"], opened=Hushing).violations


@watched
@pytest.mark.parametrize("name", ["Crm.move", "Crm.configure"])
def test_a_call_that_fails_leaves_everything_as_it_was(name: str) -> None:
    """P23: whichever call it is, and the same object goes on."""
    found = refuse_each_call(name)

    assert () == found.violations
    assert found.done > 10


@watched
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_store_that_cannot_be_opened_can_be_opened_later(way: Way) -> None:
    """P23: whatever failed while it was opened."""
    assert () == refuse_opening(way).violations


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("name", ["Crm.convert", "import_records"])
def test_a_full_disk_leaves_everything_as_it_was(limit: str, name: str) -> None:
    """P23: with room again the same object does it."""
    found = fill_up(name, limit=LIMITS[limit])

    assert () == found.violations
    assert found.done > 0
