"""A CRM on each store, whose clock stands still until a test moves it."""

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import leadflow
from leadflow import Crm
from leadflow.testing import CountingIds, FixedClock


STORES = ["memory"]
if find_spec("leadflow.storage.sqlite.store"):
    STORES.append("sqlite")


@pytest.fixture
def clock() -> FixedClock:
    """Return the clock of the CRM."""
    return FixedClock()


@pytest.fixture(params=STORES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    """Return where the data is kept: in memory, or in a file."""
    return tmp_path / "sales.db" if request.param == "sqlite" else None


@pytest.fixture
def opened(place: Path | None, clock: FixedClock) -> Iterator[Callable[..., Crm]]:
    """Return what opens a CRM; it is closed after the test."""
    made: list[Crm] = []

    def open_crm(**options: object) -> Crm:
        usual = {"actor": "ada", "clock": clock, "ids": CountingIds()}
        made.append(leadflow.open(place, **{**usual, **options}))  # type: ignore[arg-type]  # as the test says
        return made[-1]

    yield open_crm
    for each in made:
        each.close()


@pytest.fixture
def crm(opened: Callable[..., Crm]) -> Crm:
    """Return a CRM as it is out of the box."""
    return opened()
