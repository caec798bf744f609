"""H14: clocks that jump, and zones whose days have 23 or 25 hours."""

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from leadflow.storage.memory import MemoryStore
from leadflow.testing.invariants import violations
from tests.reliability import work


ZONES = [ZoneInfo("Europe/Kyiv"), ZoneInfo("America/Sao_Paulo"), UTC]
# In the night in which Kyiv puts its clocks back, and in which it puts them on.
NIGHTS = [datetime(2026, 10, 25, 1, tzinfo=UTC), datetime(2026, 3, 29, 1, tzinfo=UTC)]


def jumping(number: int) -> datetime:
    """Return a time that is near one of the nights, in some zone."""
    chance = Random(number)
    at = chance.choice(NIGHTS) + timedelta(minutes=chance.randrange(-180, 180))
    return at.astimezone(chance.choice(ZONES))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_the_clock_says_the_history_is_in_order(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """P16: nothing is lost, nothing is out of order, and no stay is negative."""
    monkeypatch.setattr(work, "instant", jumping)
    store = MemoryStore()
    office = work.Work(store, seed=seed)
    for number in range(1, 60):
        office.run(number)
    histories = [office.crm.stages.history(deal) for deal in office.crm.deals]

    assert () == violations(store)
    assert histories
    assert all(stay.lasted >= timedelta() for each in histories for stay in each.stays)
