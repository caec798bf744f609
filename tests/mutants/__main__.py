"""Change one line at a time, and ask whether a test notices: ``make mutants``.

``python -m tests.mutants src/leadflow/values/money.py`` takes whole modules or
folders, ``--room money`` those of a room in ``gates.toml``; without any it takes the
lines that differ from ``--since`` (``origin/main``). It ends with 1, and names every
mistake that no test noticed, where a room's tests notice fewer than its gate asks for.
``--map`` runs the tests once to learn which of them come to which line.
"""

import argparse
import os
import re
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from tests.mutants import gates, mapping
from tests.mutants.mutating import mutants
from tests.mutants.running import ASIDE, Outcome, Runner, Task


SOURCE = Path("src") / "leadflow"
EQUAL = Path(__file__).with_name("equal.toml")
_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")


def main(given: Sequence[str]) -> int:
    """Run the mutants, print who survived, and return whether it were too many."""
    asked = _asked(given)
    if asked.map or not mapping.DATA.exists():
        mapping.make(asked.tests, jobs=asked.jobs)
    tasks = list(_tasks(asked))
    Random(0).shuffle(tasks)  # so that an early end leaves a fair sample
    runner = Runner(
        tasks=tasks,
        lasted=mapping.read().lasted,
        each=asked.each,
        until=time.monotonic() + asked.seconds,
        workers=asked.jobs,
    )
    if tasks:
        os.environ["HYPOTHESIS_PROFILE"] = "mutants"
        files = sorted(
            {name.partition("::")[0] for each in tasks for name in each.tests}
        )
        pytest.main(["-q", "-s", "-p", "no:cacheprovider", *files], plugins=[runner])
    return _told(runner.outcomes, len(tasks))


def _asked(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.mutants")
    parser.add_argument("paths", nargs="*", type=Path, help="modules and folders")
    parser.add_argument("--since", default="origin/main", help="a commit")
    parser.add_argument("--map", action="store_true", help="learn the map anew")
    parser.add_argument("--tests", nargs="*", default=(), help="tests to learn from")
    parser.add_argument("--seconds", type=float, default=3600, help="end after so long")
    parser.add_argument("--each", type=float, default=30, help="test seconds of each")
    rooms = [each.room for each in gates.read()]
    parser.add_argument("--room", action="append", choices=rooms, default=[])
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args(given)


def _tasks(asked: argparse.Namespace) -> Iterator[Task]:
    known, argued = mapping.read(), _argued()
    for path, lines in _chosen(asked):
        source = path.read_text(encoding="utf-8")
        for mutant in mutants(source):
            if lines is not None and mutant.line not in lines:
                continue
            code = source.splitlines()[mutant.line - 1].strip()
            if (path.as_posix(), code, mutant.before, mutant.after) in argued:
                continue
            whole = path.resolve()
            yield Task(path=whole, mutant=mutant, tests=known.of(whole, mutant.line))


def _argued() -> set[tuple[str, ...]]:
    """Return the mutants that do the same, each with its reason in the file."""
    listed = tomllib.loads(EQUAL.read_text(encoding="utf-8"))
    keys = ("path", "code", "before", "after")
    return {tuple(each[key] for key in keys) for each in listed["equal"]}


def _chosen(asked: argparse.Namespace) -> Iterator[tuple[Path, set[int] | None]]:
    known = gates.read()
    several = [each for room in asked.room for each in gates.modules(known, room)]
    for each in (*asked.paths, *several):
        for path in sorted(each.rglob("*.py")) if each.is_dir() else [each]:
            yield path, None
    if not (asked.paths or asked.room):
        yield from _changed_since(asked.since)


def _changed_since(commit: str) -> Iterator[tuple[Path, set[int]]]:
    """Give the modules that differ from a commit, and which lines of each."""
    told = ["git", "diff", "--unified=0", "--no-color", "--merge-base", commit, "--"]
    done = subprocess.run(
        [*told, str(SOURCE)], capture_output=True, text=True, check=True
    )
    for text in done.stdout.split("diff --git ")[1:]:
        name = re.search(r"^\+\+\+ b/(.+\.py)$", text, re.MULTILINE)
        if name:
            yield Path(name[1]), set(_added(text))


def _added(text: str) -> Iterator[int]:
    for found in _HUNK.finditer(text):
        first, count = int(found[1]), int(found[2] or 1)
        yield from range(first, first + count)


def _told(outcomes: Iterable[Outcome], asked: int) -> int:
    """Print what became of the mutants; return 1 if too few were killed somewhere."""
    tried = [each for each in outcomes if each.how != ASIDE]
    by_module = Counter[str](), Counter[str]()
    lines, found = list[str](), list[tuple[str, bool]]()
    for outcome in tried:
        name = os.path.relpath(outcome.task.path)
        found.append((name, outcome.is_killed))
        by_module[outcome.is_killed][name] += 1
        if not outcome.is_killed:
            lines.append(f"{name}:{outcome.task.mutant}  ({outcome.how})")
    print()
    print(*sorted(lines, key=_place), sep="\n")
    missed, killed = by_module
    for name in sorted(missed | killed):
        print(_row(name, killed[name], missed[name] + killed[name]))
    print(_row(f"all, of {asked:,}", killed.total(), len(tried)))
    print()
    scores = gates.scores(gates.read(), found)
    print(*scores, sep="\n")
    return int(not all(each.is_reached for each in scores))


def _place(line: str) -> tuple[str, int]:
    name, number, _ = line.split(":", 2)
    return name, int(number)


def _row(name: str, killed: int, done: int) -> str:
    score = 100 * killed / done if done else 100
    return f"{name:56} {killed:6,} of {done:6,} killed {score:6.1f} %"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
