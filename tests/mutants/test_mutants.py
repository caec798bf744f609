"""The tool finds tests that see nothing, and is satisfied by tests that see."""

import ast
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FunctionType

import pytest
from attrs import frozen
from coverage import CoverageData

from tests.mutants import gates, mapping
from tests.mutants.gates import Gate, read, scores
from tests.mutants.mutating import Mutant, mutants
from tests.mutants.running import KILLED, SURVIVED, UNTESTED
from tests.mutants.swapping import functions, swap


ROOTS = [Path(__file__).parents[2], Path(__file__).parents[2] / "src"]
MODULE = '''
def is_late(days, most=3):
    """Tell whether days are over."""
    return days > most and days != 99


def fail(code):
    raise ValueError("a sentence for people") if code == 1 else KeyError
'''


def shown(source: str) -> list[str]:
    """Return the mutants of a source, without their lines."""
    return [f"{each.before} → {each.after}" for each in mutants(source)]


def test_each_decision_is_taken_the_other_way() -> None:
    """Comparisons, joins, results and numbers; no docstring and no default."""
    first = [each for each in mutants(MODULE) if each.line == 4]

    assert {
        "days > most and days != 99 → days > most or days != 99",
        "days > most and days != 99 → days > most",
        "days > most and days != 99 → days != 99",
        "days > most → days >= most",
        "days != 99 → days == 99",
        "99 → 100",
        "return days > most and days != 99 → return None",
    } == {f"{each.before} → {each.after}" for each in first}
    assert not any("Tell whether" in each or "3 →" in each for each in shown(MODULE))


def test_sentences_for_people_are_left_alone() -> None:
    """Codes of errors are compared, not texts."""
    assert not any("people" in each and "''" in each for each in shown(MODULE))


def test_a_hint_is_for_people_wherever_it_stands() -> None:
    """A line of its own makes no code of it."""
    source = 'def fail():\n    hint = "give it a ZONE"\n    raise ValueError(hint)\n'

    assert ["raise ValueError(hint) → (left out)"] == shown(source)


def test_what_only_mypy_reads_is_left_alone() -> None:
    """The name of a type in ``cast`` is told to nobody when the program runs."""
    source = 'def first(one):\n    return cast("Lead", one)[0]\n'

    assert not any("Lead" in each and "''" in each for each in shown(source))
    assert any("0 → 1" in each for each in shown(source))


def test_every_mutant_differs_from_the_module_and_compiles() -> None:
    """A mutant that is the module would survive for ever."""
    whole = ast.dump(ast.parse(MODULE))
    for each in mutants(MODULE):
        compile(each.tree(), "module", "exec")

        assert whole != ast.dump(each.tree())


@frozen
class Loaded:
    """A module that was written for a test, and its functions."""

    path: Path
    names: dict[str, Callable[..., object]]

    def mutant(self, text: str) -> Mutant:
        """Return the mutant that is shown so."""
        return next(each for each in mutants(MODULE) if str(each).endswith(text))


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    """Return a module of its own, which no other test needs."""
    path = tmp_path / "module.py"
    path.write_text(MODULE, encoding="utf-8")
    names: dict[str, Callable[..., object]] = {}
    exec(compile(MODULE, str(path), "exec"), names)  # noqa: S102  # our own text
    return Loaded(path, names)


def test_whoever_holds_a_function_gets_the_mutant(loaded: Loaded) -> None:
    """The function is the same object, and does something else."""
    held = loaded.names["is_late"]
    assert isinstance(held, FunctionType)
    before = held(3)
    swap(
        loaded.path,
        loaded.mutant("days > most  →  days >= most"),
        functions([loaded.path])[loaded.path],
    )

    assert (False, True) == (before, held(3))


def test_a_function_within_another_is_changed_where_it_lives(tmp_path: Path) -> None:
    """What a decorator has made stands there already, and is none the less tried."""
    path = tmp_path / "within.py"
    source = "def made(limit):\n    return lambda days: days > limit or days == 7\n"
    names: dict[str, Callable[..., FunctionType]] = {}
    exec(compile(source, str(path), "exec"), names)  # noqa: S102  # our own text
    within = names["made"](3)
    mutant = next(each for each in mutants(source) if each.after == "days == 7")
    swap(path, mutant, [within])

    assert not within(5)


TESTS = """
from module import is_late


def test_weak():
    assert is_late(5)


def test_strong():
    assert not is_late(3)
"""
DRIVER = """
import pathlib, sys, pytest
from tests.mutants.mutating import mutants
from tests.mutants.running import Runner, Task

path = pathlib.Path("module.py").resolve()
mutant = next(each for each in mutants(path.read_text()) if ">=" in each.after)
tasks = [
    Task(path=path, mutant=mutant, tests=(f"test_module.py::{name}",))
    for name in ("test_weak", "test_strong", "test_absent")
]
runner = Runner(tasks=tasks, lasted={}, each=5, until=float("inf"), workers=1)
pytest.main(["-qsp", "no:cacheprovider", "test_module.py"], plugins=[runner])
print(*(each.how for each in runner.outcomes), sep="; ")
"""


def test_a_test_that_sees_the_mistake_kills_it(tmp_path: Path) -> None:
    """Planted: a test that never asks at the limit lets the mutant live."""
    for name, text in ("module", MODULE), ("test_module", TESTS):
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    paths = os.pathsep.join([*map(str, ROOTS), str(tmp_path)])
    done = subprocess.run(
        [sys.executable, "-c", DRIVER],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )

    assert [SURVIVED, KILLED, UNTESTED] == done.stdout.splitlines()[-1].split("; ")


@frozen
class Contexts:
    """What coverage tells of a module, as it was when it told it."""

    lines: dict[int, list[str]]
    source: str

    def of(self, path: Path) -> mapping.Layer:
        """Return the layer of a map."""
        data = CoverageData(no_disk=True)
        for line, names in self.lines.items():
            for name in names:
                data.set_context(name)
                data.add_lines({path.as_posix(): [line]})
        return mapping.Layer(data, {}, {path.as_posix(): self.source})


GATES = (
    Gate(room="others", paths=("",), least=50),
    Gate(room="access", paths=("src/leadflow/access/",), least=100),
)


@pytest.mark.parametrize(
    ("found", "reached"),
    [
        ([], {}),
        ([("src/leadflow/markup.py", True)], {"others": True}),
        ([("src/leadflow/markup.py", True), ("src/x.py", False)], {"others": True}),
        ([("src/leadflow/access/rights.py", True)], {"access": True}),
        (
            [("src/leadflow/access/a.py", True), ("src/leadflow/access/b.py", False)],
            {"access": False},
        ),
        (
            [("src/x.py", False), ("src/leadflow/access/b.py", True)],
            {"others": False, "access": True},
        ),
    ],
)
def test_a_room_whose_tests_notice_too_little_is_told(
    found: list[tuple[str, bool]], reached: dict[str, bool]
) -> None:
    """Each room has a gate of its own; what belongs nowhere belongs to the others."""
    told = {each.gate.room: each.is_reached for each in scores(GATES, found)}

    assert reached == told


def test_each_module_has_one_room() -> None:
    """A room has what no other knows more closely: money is no other value."""
    known = read()
    rooms = {each.room: set(gates.modules(known, each.room)) for each in known}
    several = [path for each in rooms.values() for path in each]

    assert len(several) == len(set(several))
    assert Path("src/leadflow/values/money.py") in rooms["money"]
    assert Path("src/leadflow/values/phones.py") in rooms["values"]
    assert Path("src/leadflow/ids.py") in rooms["others"]


def test_the_rooms_of_the_gates_are_there() -> None:
    """A room that was moved takes its gate along."""
    paths = [path for gate in read() for path in gate.paths]

    assert [] == [each for each in paths if not (ROOTS[0] / each).exists()]
    assert {"money", "conversion", "access", "history", "transactions"} < {
        gate.room for gate in read()
    }


def test_each_reason_has_its_mutant() -> None:
    """A reason whose line has changed would excuse nothing, and be believed."""
    argued = gates.argued()
    there = {
        (name, source.splitlines()[each.line - 1].strip(), each.before, each.after)
        for name in {path for path, *_ in argued}
        for source in [(ROOTS[0] / name).read_text(encoding="utf-8")]
        for each in mutants(source)
    }

    assert set() == argued - there


def test_a_line_that_has_moved_keeps_its_tests(tmp_path: Path) -> None:
    """The map outlives changes; a new line is tried by the tests around it."""
    path = tmp_path / "module.py"
    layer = Contexts({1: ["test_a|run"], 2: ["test_b|run", "|run"]}, "first\nsecond")
    path.write_text("zero\nfirst\nnew\nsecond\n", encoding="utf-8")
    known = mapping.Map((layer.of(path),))

    assert ("test_a",) == known.of(path, 2)
    assert ("test_b",) == known.of(path, 4)
    assert ("test_a", "test_b") == known.of(path, 3)
