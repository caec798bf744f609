"""What is changed in a function to see whether a test notices.

Each mutant is one small mistake in one line: a comparison that is turned round, a
condition that is denied, a number one too high, a statement that is left out. Texts
that only people read are left alone: tests compare codes of errors, not sentences.
"""

import ast
import builtins
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from inspect import isclass
from types import CodeType
from typing import TypeAlias, TypeGuard

from attrs import field, frozen

from leadflow import errors


COMPARISONS: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
SUMS: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_TOLD = {
    *(
        name
        for names in (vars(errors), vars(builtins))
        for name, each in names.items()
        if isclass(each) and issubclass(each, Exception)
    ),
    *("Fault", "fault", "warn"),
}
"""Calls whose texts are for people."""


Change: TypeAlias = Callable[[ast.AST], ast.AST | None]
"""Makes the mistake in a copy; what it returns stands where the node stood."""


@frozen(kw_only=True)
class Mutant:
    """One mistake in one module."""

    line: int
    before: str
    after: str
    source: str = field(repr=False)
    node: int = field(repr=False)
    change: Change = field(repr=False)

    def __str__(self) -> str:
        return f"{self.line}: {self.before}  →  {self.after}"

    def tree(self, *, keeping: bool = False) -> ast.Module:
        """Return the whole module, with the mistake in it.

        With ``keeping`` what it replaces stands there too, where nothing gets to: a
        function that already lives must go on using the same names from around it.
        """
        tree = ast.parse(self.source)
        node = _nodes(tree)[self.node]
        made = self.change(node)
        if made is not None:
            new = _kept(made, node) if keeping else made
            _Put(node, ast.copy_location(new, node)).visit(tree)
        return ast.fix_missing_locations(tree)


def mutants(source: str) -> Iterator[Mutant]:
    """Give every mutant of a module's functions, in the order of lines."""
    for number, node in enumerate(_nodes(ast.parse(source))):
        for change in _changes(node):
            yield Mutant(
                line=_line(node),
                before=_short(ast.unparse(node)),
                after=_after(node, change),
                source=source,
                node=number,
                change=change,
            )


def codes(tree: ast.Module, name: str) -> dict[tuple[str, int], CodeType]:
    """Return the code of all functions of a module, by name and first line."""
    waiting, found = [compile(tree, name, "exec", dont_inherit=True)], {}
    while waiting:
        for each in waiting.pop().co_consts:
            if isinstance(each, CodeType):
                found[each.co_qualname, each.co_firstlineno] = each
                waiting.append(each)
    return found


def _kept(made: ast.AST, node: ast.AST) -> ast.AST:
    match made, node:
        case ast.Pass(), ast.stmt():
            return ast.If(ast.Constant(value=False), [node], [])
        case ast.Return(value=ast.expr() as new), ast.Return(value=ast.expr() as old):
            return ast.Return(ast.IfExp(ast.Constant(value=True), new, old))
        case ast.expr(), ast.expr():
            return ast.IfExp(ast.Constant(value=True), made, node)
        case _:
            return made


def _after(node: ast.AST, change: Change) -> str:
    """Return what stands in the place of a node."""
    copied = deepcopy(node)
    made = change(copied)
    left_out = isinstance(made, ast.Pass)
    return "(left out)" if left_out else _short(ast.unparse(made or copied))


def _line(node: ast.AST) -> int:
    match node:
        case ast.comprehension():
            return node.target.lineno
        case ast.match_case():
            return node.pattern.lineno
        case _:
            return int(getattr(node, "lineno", 0))


def _short(text: str) -> str:
    first, *others = text.splitlines()
    return first[:100] + (" …" if others or len(first) > 100 else "")


class _Put(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """Return what stands in the place of a node."""
        if node is self.old:
            return self.new
        return self.generic_visit(node)


def _nodes(tree: ast.Module) -> list[ast.AST]:
    """Return what can be changed: all within functions that is not text for people."""
    found = list[ast.AST]()
    _collect(tree, found, inside=False)
    return sorted(
        found,
        key=lambda node: (_line(node), getattr(node, "col_offset", 0)),
    )


def _collect(node: ast.AST, found: list[ast.AST], *, inside: bool) -> None:
    for name, value in ast.iter_fields(node):
        below = inside or (
            isinstance(node, (ast.FunctionDef, ast.Lambda)) and name == "body"
        )
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for each in value if isinstance(value, list) else [value]:
            if not isinstance(each, ast.AST) or _is_told(each):
                continue
            if _is_cast(node) and each is node.args[0]:
                continue  # for mypy; nothing looks at it
            if below:
                found.append(each)
            _collect(each, found, inside=below)


def _is_cast(node: ast.AST) -> TypeGuard[ast.Call]:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "cast"
    )


def _is_told(node: ast.AST) -> bool:
    """Tell whether a node is for people, or for nobody: docstrings, texts of errors."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.JoinedStr():
            return True
        case ast.Assign(targets=[ast.Name(id="hint")], value=ast.Constant()):
            return True
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in _TOLD
        case ast.arguments():
            return True
        case _:
            return False


def _changes(node: ast.AST) -> Iterator[Change]:
    for change in (_condition, _sum, _constant, _branch, _statement, _choice):
        yield from change(node)


def _condition(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=[operator]):
            yield lambda copied: _with_operator(copied, COMPARISONS[type(operator)]())
        case ast.BoolOp(op=ast.And()):
            yield lambda copied: _joined_by(copied, ast.Or())
        case ast.BoolOp():
            yield lambda copied: _joined_by(copied, ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield lambda copied: _part(copied, "operand")
        case _:
            return


def _with_operator(node: ast.AST, operator: ast.cmpop) -> ast.AST:
    assert isinstance(node, ast.Compare)
    return ast.Compare(node.left, [operator], node.comparators)


def _joined_by(node: ast.AST, joined: ast.boolop) -> ast.AST:
    assert isinstance(node, ast.BoolOp)
    return ast.BoolOp(joined, node.values)


def _part(node: ast.AST, name: str) -> ast.AST:
    part = getattr(node, name)
    assert isinstance(part, ast.AST)
    return part


def _sum(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.BinOp(left=ast.Constant(value=str())):
            return
        case ast.BinOp(op=operator) if type(operator) in SUMS:
            yield lambda copied: _counted_by(copied, SUMS[type(operator)]())
        case ast.UnaryOp(op=ast.USub()):
            yield lambda copied: _part(copied, "operand")
        case _:
            return


def _counted_by(node: ast.AST, operator: ast.operator) -> ast.AST:
    assert isinstance(node, ast.BinOp)
    return ast.BinOp(node.left, operator, node.right)


def _constant(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Constant(value=bool() as value):
            yield lambda _: ast.Constant(not value)
        case ast.Constant(value=int() as number):
            yield lambda _: ast.Constant(number + 1)
        case ast.Constant(value=str() as text) if not _is_sentence(text):
            yield lambda _: ast.Constant("" if text else "mutant")
        case _:
            return


def _is_sentence(text: str) -> bool:
    """Tell whether a text is for people; SQL has capitals."""
    return " " in text.strip() and text == text.lower()


def _branch(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.If() | ast.IfExp() | ast.While() if not _turns_anyway(node.test):
            yield _denied
        case ast.match_case(guard=ast.expr() as guard) if not _turns_anyway(guard):
            yield _unguarded
        case ast.comprehension(ifs=[_, *_]):
            yield _unfiltered
        case ast.Break():
            yield lambda _: ast.Continue()
        case ast.Continue():
            yield lambda _: ast.Break()
        case _:
            return


def _turns_anyway(test: ast.AST) -> bool:
    """Tell whether a change of the condition itself is the same as its denial."""
    turned = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)
    match test:
        case ast.UnaryOp(op=ast.Not()):
            return True
        case ast.Compare(ops=[operator]):
            return isinstance(operator, turned)
        case _:
            return False


def _denied(node: ast.AST) -> None:
    assert isinstance(node, (ast.If, ast.IfExp, ast.While))
    node.test = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)


def _unguarded(node: ast.AST) -> None:
    assert isinstance(node, ast.match_case)
    node.guard = None


def _unfiltered(node: ast.AST) -> None:
    assert isinstance(node, ast.comprehension)
    node.ifs = []


def _statement(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Return(value=ast.expr() as value):
            # Instead of False or 0 it is no mistake; True and 1 are tried anyway.
            nothing = isinstance(value, ast.Constant) and value.value in (None, False)
            if not nothing:
                yield lambda _: ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.Raise():
            yield lambda _: ast.Pass()
        case ast.AugAssign():
            yield lambda _: ast.Pass()
        case _:
            return


def _choice(node: ast.AST) -> Iterator[Change]:
    """Change which of several values is taken."""
    match node:
        case ast.BoolOp(values=[_, _]):
            yield lambda copied: _of_two(copied, 0)
            yield lambda copied: _of_two(copied, 1)
        case _:
            return


def _of_two(node: ast.AST, number: int) -> ast.AST:
    assert isinstance(node, ast.BoolOp)
    return node.values[number]
