"""The condition tree: frozen values that can be compared, hashed and stored.

A condition is true, false or *unknown* for a record: comparing what is not
there is unknown, and so is its negation, as in SQL. Unknown is no match.
"""

import typing
from collections.abc import Iterable, Iterator

from attrs import field, frozen

from leadflow.expressions.literals import (
    Literal,
    Path,
    checked_path,
    checked_value,
    path_text,
    refusal,
    value_identity,
    value_text,
)


Operator = typing.Literal["eq", "ne", "lt", "le", "gt", "ge"]

OPERATORS: dict[Operator, str] = {
    "eq": "==",
    "ne": "!=",
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
}
"""Every comparison with the sign that writes it."""

MAX_DEPTH = 50
"""How deep conditions nest; everything that walks them may then recurse."""


class Condition:
    """A question about one record; ``str`` gives its text form.

    Conditions are joined with ``&``, ``|`` and ``~``.

    >>> from leadflow.expressions import F
    >>> str((F.amount >= 100) & ~F.source.in_("web", "call"))
    "amount >= 100 and source not in ('web', 'call')"
    """

    __slots__ = ()

    @property
    def depth(self) -> int:
        """Return how many levels the condition has; a comparison has one."""
        return 1

    def __and__(self, other: "Condition") -> "Condition":
        if not isinstance(other, Condition):
            return NotImplemented
        return all_of(self, other)

    def __or__(self, other: "Condition") -> "Condition":
        if not isinstance(other, Condition):
            return NotImplemented
        return any_of(self, other)

    def __invert__(self) -> "Condition":
        return self.part if isinstance(self, Not) else Not(self)

    def __bool__(self) -> typing.NoReturn:
        message = "a condition is neither true nor false without a record"
        hint = "use & | ~ instead of and, or, not; put comparisons in brackets"
        raise refusal(message, hint)


def _checked_operator(op: Operator) -> Operator:
    if op not in OPERATORS:
        known = ", ".join(OPERATORS)
        raise refusal(f"'{op}' is not a comparison", f"it is one of {known}")
    return op


def _checked_start(value: Literal) -> str:
    text = checked_value(value)
    if not isinstance(text, str):
        raise refusal("only text has a beginning", "use startswith('…')")
    return text


def _checked_values(values: Iterable[Literal]) -> tuple[Literal, ...]:
    if isinstance(values, str):
        raise refusal("a choice needs several values", "put them in brackets")
    return tuple(checked_value(value) for value in values)


def _values_identity(values: tuple[Literal, ...]) -> tuple[object, ...]:
    return tuple(value_identity(value) for value in values)


def _checked_part(part: Condition) -> Condition:
    if _is_condition(part):
        return part
    hint = "compare a field with a value, as in F.amount >= 100"
    raise refusal(f"a {type(part).__name__} is not a condition", hint)


def _is_condition(part: object) -> bool:
    # What F is compared with may be anything, whatever the annotations say.
    return isinstance(part, Condition)


def _checked_parts(parts: Iterable[Condition]) -> tuple[Condition, ...]:
    checked = tuple(_checked_part(part) for part in parts)
    if len(checked) == 1:
        # One part alone is the same question twice and has no text form.
        hint = "use the part itself, or join with all_of() and any_of()"
        raise refusal("joining needs two conditions or none", hint)
    return checked


def _depth_above(parts: Iterable[Condition]) -> int:
    depth = 1 + max((part.depth for part in parts), default=0)
    if depth > MAX_DEPTH:
        hint = "split the condition or join its parts on one level"
        raise refusal(f"the condition nests deeper than {MAX_DEPTH} levels", hint)
    return depth


@frozen
class Compare(Condition):
    """A field against one value: ``amount >= 100``."""

    path: Path = field(converter=checked_path)
    op: Operator = field(converter=_checked_operator)
    value: Literal = field(converter=checked_value, eq=value_identity)

    def __str__(self) -> str:
        sign = OPERATORS[self.op]
        return f"{path_text(self.path)} {sign} {value_text(self.value)}"


@frozen
class OneOf(Condition):
    """A field is exactly one of several values; of none, it never is."""

    path: Path = field(converter=checked_path)
    values: tuple[Literal, ...] = field(converter=_checked_values, eq=_values_identity)

    def __str__(self) -> str:
        return f"{path_text(self.path)} in {self.listed}"

    @property
    def listed(self) -> str:
        """Return the values as text, in brackets."""
        texts = [value_text(value) for value in self.values]
        return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"


@frozen
class Contains(Condition):
    """A text holds another in any case, or several values hold this one."""

    path: Path = field(converter=checked_path)
    value: Literal = field(converter=checked_value, eq=value_identity)

    def __str__(self) -> str:
        return f"{path_text(self.path)}.contains({value_text(self.value)})"


@frozen
class StartsWith(Condition):
    """A text begins with another, in any case."""

    path: Path = field(converter=checked_path)
    value: str = field(converter=_checked_start)

    def __str__(self) -> str:
        return f"{path_text(self.path)}.startswith({value_text(self.value)})"


@frozen
class IsEmpty(Condition):
    """A field has no value, an empty text, or nothing of several; never unknown."""

    path: Path = field(converter=checked_path)

    def __str__(self) -> str:
        return f"{path_text(self.path)}.is_empty()"


@frozen
class Between(Condition):
    """A field lies between two values, both included."""

    path: Path = field(converter=checked_path)
    low: Literal = field(converter=checked_value, eq=value_identity)
    high: Literal = field(converter=checked_value, eq=value_identity)

    def __str__(self) -> str:
        bounds = f"{value_text(self.low)}, {value_text(self.high)}"
        return f"{path_text(self.path)}.between({bounds})"


@frozen
class All(Condition):
    """Every part holds; of no parts, that is always true."""

    parts: tuple[Condition, ...] = field(converter=_checked_parts)
    depth: int = field(init=False, eq=False, repr=False)

    @depth.default
    def _depth(self) -> int:
        return _depth_above(self.parts)

    def __str__(self) -> str:
        return " and ".join(map(_inner_text, self.parts)) or "True"


@frozen
class AnyOf(Condition):
    """At least one part holds; of no parts, that is never true."""

    parts: tuple[Condition, ...] = field(converter=_checked_parts)
    depth: int = field(init=False, eq=False, repr=False)

    @depth.default
    def _depth(self) -> int:
        return _depth_above(self.parts)

    def __str__(self) -> str:
        return " or ".join(map(_inner_text, self.parts)) or "False"


@frozen
class Not(Condition):
    """The part does not hold; what is unknown stays unknown."""

    part: Condition = field(converter=_checked_part)
    depth: int = field(init=False, eq=False, repr=False)

    @depth.default
    def _depth(self) -> int:
        return _depth_above((self.part,))

    def __str__(self) -> str:
        if isinstance(self.part, OneOf):
            return f"{path_text(self.part.path)} not in {self.part.listed}"
        return f"not {_inner_text(self.part)}"


Leaf = Compare | OneOf | Contains | StartsWith | IsEmpty | Between
"""The conditions that ask a field."""

ALWAYS = All(())
"""True for every record; its text form is ``True``."""
NEVER = AnyOf(())
"""False for every record; its text form is ``False``."""


def _inner_text(part: Condition) -> str:
    joined = isinstance(part, All | AnyOf) and part.parts
    return f"({part})" if joined else str(part)


def all_of(*conditions: Condition) -> Condition:
    """Return the condition that all of these hold, on one level.

    >>> str(all_of(ALWAYS, IsEmpty(("email",))))
    'email.is_empty()'
    """
    parts = tuple(_flat(All, conditions))
    return parts[0] if len(parts) == 1 else All(parts)


def any_of(*conditions: Condition) -> Condition:
    """Return the condition that at least one of these holds, on one level.

    >>> any_of() == NEVER
    True
    """
    parts = tuple(_flat(AnyOf, conditions))
    return parts[0] if len(parts) == 1 else AnyOf(parts)


def _flat(
    kind: type[All | AnyOf], conditions: Iterable[Condition]
) -> Iterator[Condition]:
    for condition in conditions:
        if isinstance(condition, kind):
            yield from condition.parts
        else:
            yield condition
