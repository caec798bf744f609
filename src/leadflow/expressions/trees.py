"""Walking through conditions and rebuilding them.

Conditions nest no deeper than ``MAX_DEPTH``, so that recursion is safe.
"""

from collections.abc import Callable, Iterator
from typing import cast

from leadflow.expressions.literals import Path
from leadflow.expressions.nodes import All, AnyOf, Condition, Leaf, Not


def children(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions that this one is directly made of."""
    match condition:
        case All() | AnyOf():
            return condition.parts
        case Not():
            return (condition.part,)
        case _:
            return ()


def walk(condition: Condition) -> Iterator[Condition]:
    """Give the condition and everything inside it, from the outside in.

    >>> from leadflow.expressions import parse
    >>> [type(node).__name__ for node in walk(parse("not amount > 5"))]
    ['Not', 'Compare']
    """
    yield condition
    for child in children(condition):
        yield from walk(child)


def paths(condition: Condition) -> frozenset[Path]:
    """Return every path that the condition reads.

    >>> from leadflow.expressions import F
    >>> sorted(paths((F.stage.kind == "won") & (F.amount > 5)))
    [('amount',), ('stage', 'kind')]
    """
    return frozenset(node.path for node in walk(condition) if isinstance(node, Leaf))


def transform(
    condition: Condition, leaf_function: Callable[[Leaf], Condition]
) -> Condition:
    """Return the same tree with every leaf replaced by what the function gives.

    >>> from leadflow.expressions import IsEmpty
    >>> tree = IsEmpty(("email",)) & IsEmpty(("phone",))
    >>> str(transform(tree, lambda leaf: ~IsEmpty(("main", *leaf.path))))
    'not main.email.is_empty() and not main.phone.is_empty()'
    """
    match condition:
        case All(parts=parts):
            return All(tuple(transform(part, leaf_function) for part in parts))
        case AnyOf(parts=parts):
            return AnyOf(tuple(transform(part, leaf_function) for part in parts))
        case Not(part=part):
            return Not(transform(part, leaf_function))
        case _:
            return leaf_function(cast("Leaf", condition))
