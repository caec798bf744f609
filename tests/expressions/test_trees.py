from hypothesis import given

from leadflow.expressions import (
    ALWAYS,
    Condition,
    F,
    IsEmpty,
    Leaf,
    Not,
    parse,
    paths,
    transform,
    walk,
)
from tests.expressions.strategies import conditions


def test_paths_are_every_field_that_is_read() -> None:
    """Each is named once, whatever asks for it."""
    condition = parse("amount > 5 and (amount < 9 or not stage.kind == 'won')")

    assert {("amount",), ("stage", "kind")} == paths(condition)


def test_a_condition_that_always_holds_reads_nothing() -> None:
    """There is nothing to bind."""
    assert frozenset() == paths(ALWAYS)


def test_walking_goes_from_the_outside_in() -> None:
    """Parents come before their parts, parts in their order."""
    first, second = F.email.is_empty(), F.phone.is_empty()
    condition = Not(first & second)

    assert [condition, first & second, first, second] == list(walk(condition))


def test_a_leaf_can_be_replaced_by_a_tree() -> None:
    """Binding rewrites what a field means this way."""

    def bound(leaf: Leaf) -> Condition:
        return F.amount.is_empty() if leaf.path == ("budget",) else leaf

    condition = transform(parse("not budget > 5 or title == 'x'"), bound)

    assert parse("not amount.is_empty() or title == 'x'") == condition


@given(conditions)
def test_replacing_nothing_gives_the_same_tree(condition: Condition) -> None:
    """The shape is kept, down to nested joins of one kind."""
    assert condition == transform(condition, lambda leaf: leaf)


@given(conditions)
def test_every_leaf_is_replaced(condition: Condition) -> None:
    """No part of a tree is forgotten."""
    bound = transform(condition, lambda _: IsEmpty(("here",)))

    assert paths(bound) <= {("here",)}
