"""Which tests come to which line, and how long each takes."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from attrs import define, field, frozen
from coverage import CoverageData


CACHE = Path(".cache") / "mutants"
DATA = CACHE / "coverage"
TIMES = CACHE / "times.json"
ASIDE = ("tests/servers", "tests/reliability", "tests/mutants", "tests/examples")
"""Tests that start processes and take long; none of them is needed to kill."""


@frozen
class Map:
    """Which tests come to which line."""

    data: CoverageData
    lasted: Mapping[str, float]

    def of(self, path: Path, line: int) -> tuple[str, ...]:
        """Return the names of the tests that come to a line."""
        found = self.data.contexts_by_lineno(str(path)).get(line, [])
        return tuple(sorted({each.rpartition("|")[0] for each in found if each}))


def read() -> Map:
    """Read the map that was made before."""
    data = CoverageData(str(DATA))
    data.read()
    return Map(data, json.loads(TIMES.read_text(encoding="utf-8")))


def make(paths: Iterable[str], *, jobs: int) -> None:
    """Run tests once, and note where each comes and how long it takes."""
    CACHE.mkdir(parents=True, exist_ok=True)
    told = [
        *("-q", f"--numprocesses={jobs}", "--dist=loadfile", "--no-loadscope-reorder"),
        *("--cov", "--cov-context=test", "--cov-report=", "--cov-fail-under=0"),
        *("-p", "tests.mutants.mapping", "-p", "no:cacheprovider"),
        *(f"--ignore={each}" for each in ASIDE),
    ]
    environment = {
        **os.environ,
        "COVERAGE_FILE": str(DATA),
        "HYPOTHESIS_PROFILE": "mutants",
    }
    subprocess.run(
        [sys.executable, "-m", "pytest", *told, *paths], env=environment, check=False
    )


@define
class Times:
    """A plugin of pytest that notes how long each test takes."""

    lasted: dict[str, float] = field(factory=dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how long a part of a test took."""
        before = self.lasted.get(report.nodeid, 0)
        self.lasted[report.nodeid] = before + report.duration

    def pytest_sessionfinish(self) -> None:
        """Write down what was noted."""
        TIMES.write_text(json.dumps(self.lasted), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Note times where all reports come together."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Times())
