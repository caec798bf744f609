"""Fixtures for tests of programs that use leadflow; pytest finds them by itself.

This module stands beside the package, and imports it only when a fixture is asked
for: whoever measures the coverage of a host, or of leadflow, finds nothing imported
before measuring began. ``-p no:leadflow`` leaves it out.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


# The types are leadflow's, which must not be imported yet.
# ruff: noqa: ANN401


@pytest.fixture
def leadflow_clock() -> Any:
    """Return the clock of the test's CRM: it stands still until it is advanced."""
    from leadflow.testing import FixedClock  # noqa: PLC0415  # see above

    return FixedClock()


@pytest.fixture
def leadflow_ids() -> Any:
    """Return what makes the ids of the test's CRM: they count from 1."""
    from leadflow.testing import CountingIds  # noqa: PLC0415  # see above

    return CountingIds()


@pytest.fixture
def leadflow_workspace() -> Any:
    """Return how the firm works, usually; override it to return another workspace."""
    return None


@pytest.fixture
def leadflow_crm(
    leadflow_workspace: Any, leadflow_clock: Any, leadflow_ids: Any
) -> Iterator[Any]:
    """Give a CRM in memory; its actor is ``tester``."""
    import leadflow  # noqa: PLC0415  # see above

    with leadflow.open(
        actor="tester",
        workspace=leadflow_workspace,
        clock=leadflow_clock,
        ids=leadflow_ids,
    ) as crm:
        yield crm


@pytest.fixture
def leadflow_file(tmp_path: Path) -> Path:
    """Return where ``leadflow_sqlite`` keeps its data."""
    return tmp_path / "leadflow.db"


@pytest.fixture
def leadflow_sqlite(
    leadflow_file: Path,
    leadflow_workspace: Any,
    leadflow_clock: Any,
    leadflow_ids: Any,
) -> Iterator[Any]:
    """Give a CRM in a file of the test's own folder."""
    import leadflow  # noqa: PLC0415  # see above

    with leadflow.open(
        leadflow_file,
        actor="tester",
        workspace=leadflow_workspace,
        clock=leadflow_clock,
        ids=leadflow_ids,
    ) as crm:
        yield crm
