"""Which tests come to which line, and how long each takes.

A map is made of layers: one of all tests, and one more for each time that some tests
were added to it. A layer keeps the modules as they were, so that it still tells the
tests of a line that has moved since.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest
from attrs import define, field, frozen
from coverage import CoverageData

from tests.mutants import gates


CACHE = Path(".cache") / "mutants"
SETTINGS = Path(__file__).with_name("mapping.ini")
ASIDE = ("tests/servers", "tests/reliability", "tests/mutants", "tests/examples")
"""Tests that start processes and take long; none of them is needed to kill."""


@frozen
class Layer:
    """Which tests come to which line, as the modules were at a time."""

    data: CoverageData
    lasted: Mapping[str, float]
    sources: Mapping[str, str]
    _found: dict[str, Mapping[int, Sequence[str]]] = field(factory=dict)
    """What was read of each module; a room asks a thousand times."""

    def of(self, path: str, line: int, now: Sequence[str]) -> Iterator[str]:
        """Give the names of the tests that come to a line of a module."""
        if path not in self._found:
            self._found[path] = self.data.contexts_by_lineno(path)
        found = self._found[path]
        for former in _former(self.sources.get(path, ""), tuple(now), line):
            yield from (each.rpartition("|")[0] for each in found.get(former, []))


@frozen
class Map:
    """Which tests come to which line."""

    layers: tuple[Layer, ...]

    @property
    def lasted(self) -> dict[str, float]:
        """How many seconds each test takes."""
        return {
            name: seconds
            for layer in self.layers
            for name, seconds in layer.lasted.items()
        }

    def of(self, path: Path, line: int) -> tuple[str, ...]:
        """Return the names of the tests that come to a line."""
        now = path.read_text(encoding="utf-8").splitlines()
        found = (
            name
            for layer in self.layers
            for name in layer.of(path.as_posix(), line, now)
        )
        return tuple(sorted({name for name in found if name}))


@cache
def _changes(
    before: str, now: tuple[str, ...]
) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(a=before.splitlines(), b=now, autojunk=False).get_opcodes()


def _former(before: str, now: tuple[str, ...], line: int) -> range:
    """Return which lines a line was; one that is new was those around it."""
    for kind, first, end, place, last in _changes(before, now):
        if place < line <= last and kind == "equal":
            return range(first + line - place, first + line - place + 1)
        if place < line <= last:
            return range(first, end + 2)
    return range(0)


def read() -> Map:
    """Read the map that was made before."""
    return Map(tuple(map(_layer, sorted(CACHE.glob("*/coverage")))))


def _layer(path: Path) -> Layer:
    data = CoverageData(str(path))
    data.read()
    told = (path.with_name(f"{name}.json") for name in ("times", "sources"))
    lasted, sources = (json.loads(each.read_text(encoding="utf-8")) for each in told)
    return Layer(data, lasted, sources)


def make(paths: Sequence[str], *, jobs: int) -> None:
    """Run tests once, and note where each comes and how long it takes.

    Without paths these are all, and what was known before is forgotten.
    """
    if not paths:
        shutil.rmtree(CACHE, ignore_errors=True)
    folder = CACHE / f"{len(list(CACHE.glob('*'))):03}"
    folder.mkdir(parents=True)
    sources = {
        path.as_posix(): path.read_text(encoding="utf-8")
        for path in gates.SOURCE.rglob("*.py")
    }
    (folder / "sources.json").write_text(json.dumps(sources), encoding="utf-8")
    _run(paths, folder.absolute(), jobs)


def _run(paths: Iterable[str], folder: Path, jobs: int) -> None:
    told = [
        *("-q", f"--numprocesses={jobs}", "--dist=loadfile", "--no-loadscope-reorder"),
        *("--cov", "--cov-context=test", "--cov-report=", "--cov-fail-under=0"),
        *(f"--cov-config={SETTINGS}", "-p", "tests.mutants.mapping"),
        *("-p", "no:cacheprovider", *(f"--ignore={each}" for each in ASIDE)),
    ]
    environment = {
        **os.environ,
        "COVERAGE_FILE": str(folder / "coverage"),
        "MUTANTS_TIMES": str(folder / "times.json"),
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
        path = Path(os.environ["MUTANTS_TIMES"])
        path.write_text(json.dumps(self.lasted), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Note times where all reports come together."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Times())
