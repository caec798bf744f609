"""From Python's tree to a condition, by an allow-list.

Whatever is not named here is refused with its place; nothing is ever run.
"""

import ast
from itertools import pairwise

from attrs import field, frozen

from leadflow.errors import Fault, InvalidCondition, did_you_mean
from leadflow.expressions.fields import METHODS
from leadflow.expressions.literals import Path, refusal
from leadflow.expressions.nodes import (
    ALWAYS,
    MAX_DEPTH,
    NEVER,
    All,
    AnyOf,
    Between,
    Compare,
    Condition,
    Contains,
    IsEmpty,
    Not,
    OneOf,
    Operator,
    StartsWith,
)
from leadflow.expressions.operands import Operands, is_none, is_path, placed, wrong
from leadflow.expressions.scanning import EXAMPLE, Source, scanned


MAX_NODES = 500
"""Names, values and signs of a condition's text."""

_SIGNS: dict[type[ast.cmpop], tuple[Operator, Operator]] = {
    ast.Eq: ("eq", "eq"),
    ast.NotEq: ("ne", "ne"),
    ast.Lt: ("lt", "gt"),
    ast.LtE: ("le", "ge"),
    ast.Gt: ("gt", "lt"),
    ast.GtE: ("ge", "le"),
}
"""Every sign with its meaning, and its meaning when the sides change places."""

_ARGUMENTS = {"between": 2, "contains": 1, "is_empty": 0, "startswith": 1}


def read(text: str) -> Condition:
    """Return the condition that a text means, or raise ``InvalidCondition``.

    >>> str(read("5 < amount"))
    'amount > 5'
    """
    source = scanned(text)
    tree = _tree(source)
    # ast.walk keeps a list of its own, so that a deep tree cannot exhaust the stack.
    count = sum(1 for node in ast.walk(tree) if not isinstance(node, ast.Load))
    if count > MAX_NODES:
        raise refusal(f"the condition has more than {MAX_NODES} parts", "split it")
    return Reader(source).condition(tree)


def _tree(source: Source) -> ast.expr:
    try:
        return ast.parse(source.flat, mode="eval").body
    except SyntaxError as error:
        # Without an offset the text ended too early.
        read = source.flat[: error.offset - 1] if error.offset else source.flat
        place = source.place(len(read.encode(errors="replace")))
        raise refusal("the condition goes wrong here", EXAMPLE, place) from None
    except (ValueError, MemoryError, RecursionError):
        # Half characters, NUL, and nesting beyond what the parser can take.
        raise refusal("the text cannot be read", EXAMPLE) from None


@frozen
class Reader:
    """Reads one condition; all faults of its parts are told at once."""

    source: Source
    _operands: Operands = field(init=False)

    @_operands.default
    def _of_the_source(self) -> Operands:
        return Operands(self.source)

    def condition(self, node: ast.expr, depth: int = 1) -> Condition:
        """Return the condition that a node means."""
        if depth > MAX_DEPTH:
            message = f"the condition nests deeper than {MAX_DEPTH} levels"
            raise wrong(self.source, node, message, "split it")
        try:
            return self._read(node, depth)
        except InvalidCondition as error:
            raise placed(error, self.source, node) from None

    def _read(self, node: ast.expr, depth: int) -> Condition:
        match node:
            case ast.BoolOp(op=ast.And(), values=values):
                return All(self._parts(values, depth))
            case ast.BoolOp(values=values):
                return AnyOf(self._parts(values, depth))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self.condition(operand, depth + 1))
            case ast.Compare():
                return self._comparison(node)
            case ast.Call(func=ast.Attribute() as method):
                return self._call(node, method)
            case ast.Constant(value=bool(value)):
                return ALWAYS if value else NEVER
            case _:
                raise wrong(self.source, node, "this is not a condition")

    def _parts(self, nodes: list[ast.expr], depth: int) -> tuple[Condition, ...]:
        parts: list[Condition] = []
        faults: list[Fault] = []
        for node in nodes:
            try:
                parts.append(self.condition(node, depth + 1))
            except InvalidCondition as error:
                faults.extend(error.faults)
        if faults:
            raise InvalidCondition("condition", tuple(faults))
        return tuple(parts)

    def _comparison(self, node: ast.Compare) -> Condition:
        sides = pairwise([node.left, *node.comparators])
        links = tuple(
            self._link(left, op, right)
            for op, (left, right) in zip(node.ops, sides, strict=True)
        )
        return links[0] if len(links) == 1 else All(links)

    def _link(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Condition:
        match op:
            case ast.In():
                return self._membership(left, right)
            case ast.NotIn():
                return Not(self._membership(left, right))
            case ast.Is() | ast.IsNot():
                return self._identity(left, op, right)
            case _:
                return self._ordering(left, op, right)

    def _membership(self, left: ast.expr, right: ast.expr) -> Condition:
        if is_path(right):
            return Contains(self._operands.path(right), self._operands.value(left))
        return OneOf(self._operands.path(left), self._operands.choices(right))

    def _identity(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Condition:
        if not is_none(right):
            message = "'is' only asks for None"
            raise wrong(self.source, right, message, "write == or !=")
        empty = IsEmpty(self._operands.path(left))
        return empty if isinstance(op, ast.Is) else Not(empty)

    def _ordering(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Condition:
        sign, turned = _SIGNS[type(op)]
        if not is_path(left):
            if not is_path(right):
                hint = "one side names a field, as in amount >= 100"
                raise wrong(self.source, left, "this compares no field", hint)
            left, right, sign = right, left, turned
        path = self._operands.path(left)
        if is_none(right) and sign in {"eq", "ne"}:
            return IsEmpty(path) if sign == "eq" else Not(IsEmpty(path))
        return Compare(path, sign, self._operands.value(right))

    def _call(self, node: ast.Call, method: ast.Attribute) -> Condition:
        name, given = method.attr, node.args
        if name not in METHODS:
            hint = did_you_mean(name, METHODS)
            raise wrong(self.source, node, f"a field has no '{name}'", hint)
        wanted = _ARGUMENTS.get(name, len(given))
        if node.keywords or len(given) != wanted:
            plural = "" if wanted == 1 else "s"
            hint = f"it takes {wanted or 'no'} value{plural}, without names"
            raise wrong(self.source, node, f"'{name}' is not called like this", hint)
        return self._asked(name, self._operands.path(method.value), given)

    def _asked(self, name: str, path: Path, given: list[ast.expr]) -> Condition:
        if name == "in_" and len(given) == 1:
            given = _opened(given[0])
        values = self._operands.values(given)
        match name, values:
            case "in_", _:
                return OneOf(path, values)
            case "contains", (value,):
                return Contains(path, value)
            case "startswith", (str(value),):
                return StartsWith(path, value)
            case "between", (low, high):
                return Between(path, low, high)
            case "is_empty", ():
                return IsEmpty(path)
            case _:
                raise refusal("only text has a beginning", "write startswith('…')")


def _opened(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
