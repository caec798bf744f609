"""The pytest plugin, in a host project of its own."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]

CONFTEST = """
import sys
import pytest
from pathlib import Path

assert not [name for name in sys.modules if name.partition(".")[0] == "leadflow"]


@pytest.fixture
def leadflow_workspace():
    import leadflow
    return leadflow.Workspace(currency="EUR")
"""
HOST = """
def promised(crm):
    return crm.deals.total()
"""
TESTS = """
from datetime import timedelta
from leadflow import Lead
from host import promised


def test_memory(leadflow_crm, leadflow_clock):
    lead = leadflow_crm.leads.add(Lead(title="Forklifts", amount="5 EUR"))
    leadflow_clock.advance(timedelta(days=3))
    deal = leadflow_crm.convert(lead).deal
    assert deal.created_at - lead.created_at == timedelta(days=3)
    assert (leadflow_crm.actor, leadflow_crm.workspace.currency) == ("tester", "EUR")
    assert promised(leadflow_crm) == (deal.amount,)


def test_file(leadflow_sqlite, leadflow_file):
    lead = leadflow_sqlite.leads.add(Lead(title="Forklifts"))
    assert lead.id == "lead_00000000000000000000000001"
    assert leadflow_file.exists()
"""


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """Return a project whose tests use the fixtures, with leadflow installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    entry = project["project"]["entry-points"]["pytest11"]["leadflow"]
    information = tmp_path / "site" / "leadflow-0.dist-info"
    information.mkdir(parents=True)
    information.joinpath("METADATA").write_text("Name: leadflow\nVersion: 0\n")
    information.joinpath("entry_points.txt").write_text(
        f"[pytest11]\nleadflow = {entry}\n"
    )
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "host.py").write_text(HOST)
    (tmp_path / "test_host.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = .\n")
    return tmp_path


def run(host: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the host's tests as a user does."""
    places = [str(host / "site"), str(ROOT / "src")]
    kept = ("COV_", "COVERAGE_", "PYTEST_")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(kept)
    }
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=host,
        env={**environment, "PYTHONPATH": os.pathsep.join(places)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_fixtures_are_there_and_coverage_is_not_disturbed(host: Path) -> None:
    """Nothing of leadflow is imported before a fixture is asked for."""
    done = run(host, "--cov=host", "--cov=leadflow.ids", "--cov-report=term")

    assert "2 passed" in done.stdout
    assert "previously imported" not in done.stdout + done.stderr
    assert "host.py" in done.stdout


def test_it_can_be_left_out(host: Path) -> None:
    """With the option that pytest has for it."""
    done = run(host, "-p", "no:leadflow")

    assert "fixture 'leadflow_crm' not found" in done.stdout


def test_all_fixtures_say_whose_they_are(host: Path) -> None:
    """None comes by itself, and each begins with leadflow's name."""
    told = run(host, "--fixtures", "-v", "-p", "no:cacheprovider").stdout
    ours = {
        line.split()[0]
        for line in told.splitlines()
        if "_leadflow_pytest.py" in line and not line.startswith("-")
    }

    assert len(ours) > 4
    assert all(name.startswith("leadflow_") for name in ours)
