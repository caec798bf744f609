"""Runs the tests of each mutant in a copy of this process (a fork).

pytest starts and collects once. A copy of the process then puts one mutant into its
functions and runs the tests that reach the line, the likeliest first, until one fails.
"""

import gc
import importlib
import os
import resource
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FunctionType

import pytest
from _pytest.runner import runtestprotocol
from attrs import define, field, frozen

from tests.mutants.mutating import Mutant
from tests.mutants.swapping import caches, functions, swap


KILLED, SURVIVED, LATE, UNTESTED, ASIDE, EQUAL = (
    *("killed", "survived", "too late"),
    *("no test comes here", "cannot be put in", "does the same"),
)
_FAR = 40
"""As many lines away as another function; a test of the module is likelier there."""


@frozen(kw_only=True)
class Task:
    """A mutant, and the tests that reach its line."""

    path: Path
    mutant: Mutant
    tests: tuple[str, ...]
    is_equal: bool = False
    """Whether it does the same as the code, for a reason that is written down."""


@frozen
class Outcome:
    """What became of a mutant."""

    task: Task
    how: str
    killer: str = ""

    @property
    def is_killed(self) -> bool:
        """Tell whether a test noticed; one that never ends is noticed as well."""
        return self.how in (KILLED, LATE)


@define
class Runner:
    """A plugin of pytest that runs mutants in place of the tests."""

    tasks: Sequence[Task]
    lasted: Mapping[str, float]
    """How many seconds each test takes."""
    each: float
    """How many seconds of tests one mutant has to outlive."""
    until: float
    """When it has to be over, as ``time.monotonic`` tells it."""
    workers: int = 2
    heard: Callable[[Outcome], None] = print
    """What is told of each outcome at once."""
    outcomes: list[Outcome] = field(factory=list)
    _killers: dict[Path, dict[str, list[int]]] = field(
        factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    """Which tests noticed mistakes of a module, and in which lines."""
    _living: dict[Path, list[FunctionType]] = field(factory=dict)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all mutants."""
        paths = {task.path for task in self.tasks}
        for path in paths:
            # Many are imported on use; a mutant needs its functions at once.
            importlib.import_module(_name(path))
        self._living = functions(paths)
        for each in caches():
            each.cache_clear()
        gc.freeze()  # Copies need not look through what they all have.
        signal.signal(signal.SIGTERM, self._end)
        items = {item.nodeid: item for item in session.items}
        waiting, running = iter(self.tasks), list[_Copy]()
        while True:
            while len(running) < self.workers and time.monotonic() < self.until:
                task = next(waiting, None)
                if task is None:
                    break
                running.append(self._begun(task, items))
            if not running:
                return True
            running = [copy for copy in running if not self._is_over(copy)]
            time.sleep(0.005)

    def _end(self, *_: object) -> None:
        """Begin no more of them, so that those that were tried are told."""
        self.until = 0

    def _begun(self, task: Task, items: Mapping[str, pytest.Item]) -> "_Copy":
        chosen = [items[name] for name in self._chosen(task) if name in items]
        living = self._living[task.path]
        limit = 3 + 3 * sum(self.lasted.get(each.nodeid, 0.1) for each in chosen)
        number, heard = _forked(lambda: _tried(task, chosen, living), int(limit))
        # Somebody who waits for ever uses no time; a busy machine is no mistake.
        return _Copy(task, number, heard, time.monotonic() + 20 + limit)

    def _chosen(self, task: Task) -> Iterator[str]:
        """Give the tests that are run: what killed nearby before, what is quick."""
        left = self.each
        for name in self._ordered(task):
            yield name
            left -= self.lasted.get(name, 0.1)
            if left < 0:
                return

    def _ordered(self, task: Task) -> list[str]:
        # Tests mirror the tree: those of the module, then of its room. What a test
        # sees on one store it mostly sees on the other. A file of tests looks at one
        # thing, so each has its turn before another one has its third.
        room, own = task.path.parent.name, f"test_{task.path.stem}"
        near = f"tests/{room}/", f"tests/test_{room}.py"
        is_alike = "storage" not in task.path.parts
        killers, here = self._killers[task.path], task.mutant.line
        asked, turns = Counter[str](), dict[str, int]()
        for name in sorted(task.tests, key=lambda each: self.lasted.get(each, 0.1)):
            file = name.partition("::")[0]
            asked[file] += 1
            turns[name] = asked[file] // (6 if name.startswith(near) else 2)
        return sorted(
            turns,
            key=lambda each: (
                min((_FAR, *(abs(line - here) for line in killers.get(each, ())))),
                is_alike and "sqlite" in each.partition("[")[2],
                own not in each,
                turns[each],
            ),
        )

    def _is_over(self, copy: "_Copy") -> bool:
        outcome = copy.outcome()
        if outcome is None:
            return False
        if outcome.killer:
            lines = self._killers[outcome.task.path][outcome.killer]
            lines.append(outcome.task.mutant.line)
        self.outcomes.append(outcome)
        self.heard(outcome)
        return True


def _name(path: Path) -> str:
    """Return the full name of a module, whose folders are packages."""
    parts = [path.stem] if path.stem != "__init__" else []
    folder = path.parent
    while (folder / "__init__.py").exists():
        parts.insert(0, folder.name)
        folder = folder.parent
    return ".".join(parts)


@frozen
class _Copy:
    """A copy of this process that runs tests."""

    task: Task
    number: int
    """Of the process."""
    heard: int
    """Where it says what came of it."""
    until: float

    def outcome(self) -> Outcome | None:
        """Return what came of it, if it is over."""
        done, _ = os.waitpid(self.number, os.WNOHANG)
        if done:
            return self._told()
        if time.monotonic() < self.until:
            return None
        os.kill(self.number, signal.SIGKILL)
        os.waitpid(self.number, 0)
        os.close(self.heard)
        return Outcome(self.task, LATE)

    def _told(self) -> Outcome:
        said = os.read(self.heard, 4000).decode()
        os.close(self.heard)
        # Who ends without a word was ended by the mistake.
        how, _, killer = (said or KILLED).partition("\n")
        return Outcome(self.task, how, killer)


def _forked(tried: Callable[[], str], seconds: int) -> tuple[int, int]:
    """Begin a copy of this process; return its id, and where it tells what came."""
    heard, told = os.pipe()
    number = os.fork()
    if number:
        os.close(told)
        return number, heard
    try:
        _quiet()
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        os.write(told, tried().encode()[:4000])
    finally:
        # Nothing of pytest's own end may run twice.
        os._exit(0)


def _quiet() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (1, 2):
        os.dup2(nowhere, number)


def _tried(
    task: Task, items: Sequence[pytest.Item], living: Sequence[FunctionType]
) -> str:
    """Return what came of a mutant, and below it the test that noticed."""
    if not items:
        return UNTESTED
    if not swap(task.path, task.mutant, living):
        return ASIDE
    killer = next(_failing(items), "")
    return f"{KILLED}\n{killer}" if killer else SURVIVED


def _failing(items: Sequence[pytest.Item]) -> Iterator[str]:
    """Give the tests that fail, as each has run."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        reports = runtestprotocol(item, log=False, nextitem=following)
        if any(report.failed for report in reports):
            yield item.nodeid
