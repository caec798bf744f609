"""P15: the fast driver of the state machine sees what the machine sees."""

from collections.abc import Callable

import pytest

from leadflow.storage.memory import MemoryStore
from tests.reliability.steps import Paired, SQLitePaired, run
from tests.testing.planted import STORES


# One client that closes nothing cannot meet these.
UNMET = frozenset({"unsteady", "undead"})


def pair(make: Callable[[], MemoryStore]) -> type[Paired]:
    """Return the machine that runs a store beside the model."""

    class Pair(Paired):
        def make_store(self) -> MemoryStore:
            """Return the store."""
            return make()

    return Pair


@pytest.mark.parametrize("mistake", sorted(STORES.keys() - UNMET))
def test_each_planted_mistake_is_found(mistake: str) -> None:
    """P15: each run first proves that it can see."""
    found = run(1, steps=500, machine=pair(STORES[mistake])).violations

    assert any("step" in each for each in found)


def test_what_never_came_is_told() -> None:
    """P15: a run that asked too little fails."""
    found = run(1, steps=3, machine=pair(MemoryStore)).violations

    assert any("never came" in each for each in found)


def test_both_stores_do_the_same() -> None:
    """P15: whatever comes, in whatever order."""
    found = run(1, steps=300, machine=SQLitePaired)

    assert [] == [each for each in found.violations if "never came" not in each]
    assert found.done > 300
