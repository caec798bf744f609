"""Asking a condition of a record in memory.

A condition is compiled once into closures and then asked of many records.
The answer is True, False or None for *unknown*: Kleene's three values, which are
those of SQL. No record makes a compiled condition raise.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from leadflow.expressions.judging import Truth, judge_of
from leadflow.expressions.literals import Path
from leadflow.expressions.nodes import All, AnyOf, Condition, Leaf, Not


R = TypeVar("R")

Test = Callable[[R], Truth]
"""A compiled condition."""
Getter = Callable[[Path], Callable[[R], object]]
"""What finds the value of a path: asked once per leaf, then once per record."""


def compile_condition(condition: Condition, getter: Getter[R]) -> Test[R]:
    """Return a function that tells what the condition is for a record.

    >>> from leadflow.expressions import parse
    >>> test = compile_condition(parse("amount >= 100"), read_path)
    >>> test({"amount": 120}), test({"amount": 20}), test({"amount": None})
    (True, False, None)
    """
    match condition:
        case All(parts=parts):
            return _every(tuple(compile_condition(part, getter) for part in parts))
        case AnyOf(parts=parts):
            return _some(tuple(compile_condition(part, getter) for part in parts))
        case Not(part=part):
            return _opposite(compile_condition(part, getter))
        case _:
            return _asked(cast("Leaf", condition), getter)


def matches(condition: Condition, record: R, getter: Getter[R]) -> bool:
    """Tell whether the condition holds; unknown is no match.

    >>> from leadflow.expressions import parse
    >>> matches(parse("not amount > 100"), {"amount": None}, read_path)
    False
    """
    return compile_condition(condition, getter)(record) is True


def read_path(path: Path) -> Callable[[object], object]:
    """Return what reads a path from attributes and mappings, step by step.

    A step that is not there gives None. This is the getter for plain records.

    >>> read_path(("custom", "budget"))({"custom": {"budget": 5}})
    5
    """

    def read(record: object) -> object:
        for name in path:
            if isinstance(record, Mapping):
                record = record.get(name)
            else:
                record = getattr(record, name, None)
        return record

    return read


def _every(tests: tuple[Test[R], ...]) -> Test[R]:
    def every(record: R) -> Truth:
        answer: Truth = True
        for test in tests:
            truth = test(record)
            if truth is False:
                return False
            if truth is None:
                answer = None
        return answer

    return every


def _some(tests: tuple[Test[R], ...]) -> Test[R]:
    def some(record: R) -> Truth:
        answer: Truth = False
        for test in tests:
            truth = test(record)
            if truth:
                return True
            if truth is None:
                answer = None
        return answer

    return some


def _opposite(test: Test[R]) -> Test[R]:
    def opposite(record: R) -> Truth:
        truth = test(record)
        return None if truth is None else not truth

    return opposite


def _asked(leaf: Leaf, getter: Getter[R]) -> Test[R]:
    judge = judge_of(leaf)
    read = getter(leaf.path)

    def asked(record: R) -> Truth:
        return judge(read(record))

    return asked
