"""What tests share: how hard Hypothesis tries, and a CRM on each store.

``HYPOTHESIS_PROFILE`` names a profile; without it CI takes ``ci`` and every
other place ``dev``.
"""

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, settings

import leadflow
from leadflow import Crm
from leadflow.testing import CountingIds, FixedClock


STORES = ("memory", "sqlite")


# No deadline: a shared machine is slow at random, and that proves nothing.
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True)
settings.register_profile(
    "nightly", max_examples=500, stateful_step_count=100, deadline=None
)

# For `make mutants`: whether a law fails is asked, not at which smallest example.
settings.register_profile(
    "mutants",
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)

settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if "CI" in os.environ else "dev")
)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count no lines in tests that are marked as ``uncounted``.

    They run through large worlds, three times as fast so, and come to no line that
    single rules of other tests do not come to.
    """
    # Whoever asks which test comes to which line wants to know it of all of them.
    if item.get_closest_marker("uncounted") and not item.config.getoption(
        "cov_context", None
    ):
        from coverage import Coverage  # noqa: PLC0415  # not every run has it

        counting = Coverage.current()
    else:
        counting = None
    if counting is None:
        return (yield)
    counting.stop()
    try:
        return (yield)
    finally:
        counting.start()


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
