"""Change one line at a time, and ask whether a test notices: ``make mutants``.

``python -m tests.mutants src/leadflow/values/money.py`` takes whole modules or
folders, ``src/leadflow/ids.py:12`` one line, ``--room money`` those of a room in
``gates.toml``; without any, or with ``--since COMMIT``, it takes of them the lines
that differ from a commit (``origin/main``). It ends with 1, and names every mistake
that no test noticed, where a room's tests notice fewer than its gate asks for.
``--map`` runs the tests once to learn which of them come to which line; with
``--tests tests/values`` it learns only these, and keeps what it knows of the others.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from tests.mutants import gates, mapping, telling
from tests.mutants.mutating import mutants
from tests.mutants.running import EQUAL, Outcome, Runner, Task


_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")


def main(given: Sequence[str]) -> int:
    """Run the mutants, print who survived, and return whether it were too many."""
    asked = _asked(given)
    if asked.map or not mapping.CACHE.exists():
        mapping.make(asked.tests, jobs=asked.jobs)
    known = mapping.read()
    found = list(_tasks(asked, known))
    tasks = [each for each in found if not each.is_equal]
    Random(0).shuffle(tasks)  # so that an early end leaves a fair sample
    runner = Runner(
        tasks=tasks,
        lasted=known.lasted,
        each=asked.each,
        until=time.monotonic() + asked.seconds,
        workers=asked.jobs,
        heard=_said,
    )
    if tasks:
        os.environ["HYPOTHESIS_PROFILE"] = "mutants"
        files = sorted(
            {name.partition("::")[0] for each in tasks for name in each.tests}
        )
        pytest.main(["-q", "-s", "-p", "no:cacheprovider", *files], plugins=[runner])
    equal = [Outcome(each, EQUAL) for each in found if each.is_equal]
    outcomes = [*runner.outcomes, *equal]
    print(*telling.lines(outcomes), sep="\n")
    if len(outcomes) < len(found):
        print(f"the time was over: {len(outcomes):,} of {len(found):,} were tried")
    return int(not all(each.is_reached for each in telling.scores(outcomes)))


def _said(outcome: Outcome) -> None:
    """Print at once what no test noticed."""
    if not outcome.is_killed:
        print(telling.line(outcome), flush=True)


def _asked(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.mutants")
    parser.add_argument("paths", nargs="*", help="modules, folders, module.py:12")
    parser.add_argument("--since", help="a commit: changed lines alone")
    parser.add_argument("--map", action="store_true", help="learn the map anew")
    parser.add_argument("--tests", nargs="*", default=(), help="tests to learn from")
    parser.add_argument("--seconds", type=float, default=3600, help="end after so long")
    parser.add_argument("--each", type=float, default=30, help="test seconds of each")
    rooms = [each.room for each in gates.read()]
    parser.add_argument("--room", action="append", choices=rooms, default=[])
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args(given)


def _tasks(asked: argparse.Namespace, known: mapping.Map) -> Iterator[Task]:
    argued = gates.argued()
    for path, lines in _chosen(asked):
        source = path.read_text(encoding="utf-8")
        for mutant in mutants(source):
            if lines is not None and mutant.line not in lines:
                continue
            code = source.splitlines()[mutant.line - 1].strip()
            yield Task(
                path=path.resolve(),
                mutant=mutant,
                tests=known.of(path, mutant.line),
                is_equal=(path.as_posix(), code, mutant.before, mutant.after) in argued,
            )


def _chosen(asked: argparse.Namespace) -> Iterator[tuple[Path, set[int] | None]]:
    named = list(_named(asked))
    if named and not asked.since:
        yield from named
        return
    wanted = dict(named)
    for path, lines in _changed_since(asked.since or "origin/main"):
        if path in wanted or not named:
            yield path, lines


def _named(asked: argparse.Namespace) -> Iterator[tuple[Path, set[int] | None]]:
    known = gates.read()
    for each in asked.paths:
        name, _, line = each.partition(":")
        for path in _modules(Path(name)):
            yield path, {int(line)} if line else None
    for room in asked.room:
        yield from ((path, None) for path in gates.modules(known, room))


def _modules(path: Path) -> list[Path]:
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _changed_since(commit: str) -> Iterator[tuple[Path, set[int]]]:
    """Give the modules that differ from a commit, and which lines of each."""
    told = ["git", "diff", "--unified=0", "--no-color", "--merge-base", commit, "--"]
    done = subprocess.run(
        [*told, str(gates.SOURCE)], capture_output=True, text=True, check=True
    )
    for text in done.stdout.split("diff --git ")[1:]:
        name = re.search(r"^\+\+\+ b/(.+\.py)$", text, re.MULTILINE)
        if name:
            yield Path(name[1]), set(_added(text))


def _added(text: str) -> Iterator[int]:
    for found in _HUNK.finditer(text):
        first, count = int(found[1]), int(found[2] or 1)
        yield from range(first, first + count)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
