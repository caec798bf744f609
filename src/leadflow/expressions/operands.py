"""Reading the two sides of a comparison: the name of a field, and values."""

import ast
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal

from attrs import frozen

from leadflow.errors import InvalidCondition, InvalidValue, did_you_mean
from leadflow.expressions.literals import Literal, Path, checked_value, refusal
from leadflow.expressions.scanning import EXAMPLE, Source
from leadflow.values.money import Money


_READERS: dict[str, Callable[[str], Literal]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "money": Money.parse,
}
_CONSTANTS = {"true": "True", "false": "False", "none": "None", "null": "None"}


def is_path(node: ast.expr) -> bool:
    """Tell whether a node names a field, well or badly."""
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript)


def is_none(node: ast.expr) -> bool:
    """Tell whether a node is ``None``."""
    return isinstance(node, ast.Constant) and node.value is None


def wrong(
    source: Source, node: ast.expr, message: str, hint: str = EXAMPLE
) -> InvalidCondition:
    """Return the error for a node, with its place."""
    return refusal(message, hint, source.place(node.col_offset))


def placed(error: InvalidCondition, source: Source, node: ast.expr) -> InvalidCondition:
    """Return the error with the place of a node, unless it has a closer one."""
    fault = error.faults[0]
    return error if fault.path else wrong(source, node, fault.message, fault.hint)


@frozen
class Operands:
    """Reads names and values from Python's tree, and refuses what is neither."""

    source: Source

    def path(self, node: ast.expr) -> Path:
        """Read ``custom['x'].y``, with or without the ``F.`` of Python code."""
        names: list[str] = []
        at = node
        while not isinstance(at, ast.Name):
            match at:
                case ast.Attribute(value=inner, attr=name):
                    names.append(name)
                case ast.Subscript(value=inner, slice=ast.Constant(value=str(name))):
                    names.append(name)
                case _:
                    raise wrong(self.source, at, "this does not name a field")
            at = inner
        if at.id != "F" or not names:
            names.append(at.id)
        return tuple(reversed(names))

    def choices(self, node: ast.expr) -> tuple[Literal, ...]:
        """Read what may stand to the right of ``in``."""
        if isinstance(node, ast.List | ast.Tuple):
            return self.values(node.elts)
        hint = "write them in brackets, as in source in ('web', 'call')"
        raise wrong(self.source, node, "these are not choices", hint)

    def values(self, nodes: Iterable[ast.expr]) -> tuple[Literal, ...]:
        """Read several values."""
        return tuple(self.value(node) for node in nodes)

    def value(self, node: ast.expr) -> Literal:
        """Read one value."""
        try:
            return checked_value(self._constant(node))
        except InvalidCondition as error:
            raise placed(error, self.source, node) from None

    def _constant(self, node: ast.expr) -> object:
        match node:
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant() as operand):
                return self._negative(operand)
            case ast.Constant(value=float()):
                return Decimal(self._written(node))
            case ast.Constant(value=value):
                return value
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(text))]):
                return self._special(node, name, text)
            case ast.Name(id=name):
                right = _CONSTANTS.get(name.lower())
                hint = f"write {right}" if right else "put texts in quotes"
                raise wrong(self.source, node, "a name is not a value", hint)
            case _:
                hint = "write a text, a number, True, money('…') or date('…')"
                raise wrong(self.source, node, "this is not a value", hint)

    def _negative(self, node: ast.Constant) -> object:
        number = self.value(node)
        if isinstance(number, Decimal):
            # Not the minus sign: that rounds to the context of the thread.
            return number.copy_negate()
        if isinstance(number, int) and not isinstance(number, bool):
            return -number
        hint = "leave the minus sign out"
        raise wrong(self.source, node, "only a number can be negative", hint)

    def _special(self, node: ast.expr, name: str, text: str) -> Literal:
        if name not in _READERS:
            hint = did_you_mean(name, _READERS)
            raise wrong(self.source, node, f"there is no '{name}(…)'", hint)
        try:
            return _READERS[name](text)
        except InvalidValue as error:
            message = f"money {error.reason}"
            raise wrong(self.source, node, message, error.hint) from None
        except ValueError:
            hint = "write it like '2026-01-31' or '2026-01-31T10:00:00+02:00'"
            raise wrong(self.source, node, f"this is not a {name}", hint) from None

    def _written(self, node: ast.expr) -> str:
        return self.source.written(node.col_offset, node.end_col_offset or 0)
