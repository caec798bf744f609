"""``F``: the way to write conditions in Python.

``F.amount >= 100`` is not a truth value but a condition that can be asked of
any record, stored, and turned into SQL.
"""

from collections.abc import Iterable
from typing import Final, NoReturn

from leadflow.errors import InvalidCondition, did_you_mean
from leadflow.expressions.literals import (
    Literal,
    Path,
    checked_path,
    is_plain,
    refusal,
)
from leadflow.expressions.nodes import (
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


METHODS: Final = ("between", "contains", "in_", "is_empty", "startswith")
"""What can be asked of a field besides comparing it."""


class FieldPath:
    """A field of a record, to be compared with a value.

    It has no hash: ``==`` makes a condition, so a set could not tell two
    fields apart. ``path_of`` gives the names, which can be put in sets.

    >>> from leadflow.expressions import F
    >>> F.custom["odd name"]
    F.custom['odd name']
    """

    __slots__ = ("_names",)

    _names: Path

    def __init__(self, names: Path) -> None:
        self._names = checked_path(names)

    def __getattr__(self, name: str) -> "FieldPath":
        if name.startswith("_"):
            # Python and notebooks probe objects for such names all the time.
            raise AttributeError(name)
        return FieldPath((*self._names, name))

    def __getitem__(self, name: str) -> "FieldPath":
        return FieldPath((*self._names, name))

    def __repr__(self) -> str:
        return "F" + "".join(map(_step, self._names))

    def __reduce__(self) -> tuple[type["FieldPath"], tuple[Path]]:
        return FieldPath, (self._names,)

    # The result is a condition and not a bool: that is the point of F.
    def __eq__(self, other: object) -> Condition:  # type: ignore[override]
        if other is None:
            return self.is_empty()
        return self._compare("eq", other)

    def __ne__(self, other: object) -> Condition:  # type: ignore[override]
        if other is None:
            return Not(self.is_empty())
        return self._compare("ne", other)

    __hash__ = None  # type: ignore[assignment]  # see the docstring

    def __lt__(self, other: Literal) -> Condition:
        return self._compare("lt", other)

    def __le__(self, other: Literal) -> Condition:
        return self._compare("le", other)

    def __gt__(self, other: Literal) -> Condition:
        return self._compare("gt", other)

    def __ge__(self, other: Literal) -> Condition:
        return self._compare("ge", other)

    def in_(self, *values: Literal | Iterable[Literal]) -> Condition:
        """Return the condition that the field is exactly one of these values.

        >>> from leadflow.expressions import F
        >>> F.source.in_("web", "call") == F.source.in_(["web", "call"])
        True
        """
        only = values[0] if len(values) == 1 else values
        if isinstance(only, str) or not isinstance(only, Iterable):
            return OneOf(self._names, (_value(only),))
        if isinstance(only, set | frozenset):
            # The order of a set differs from run to run; the text form must not.
            only = sorted(only, key=repr)
        return OneOf(self._names, tuple(_value(value) for value in only))

    def contains(self, value: Literal) -> Condition:
        """Return the condition that a text or several values hold this one.

        >>> from leadflow.expressions import F
        >>> str(F.title.contains("rental"))
        "title.contains('rental')"
        """
        return Contains(self._names, _value(value))

    def startswith(self, value: str) -> Condition:
        """Return the condition that a text begins with this one, in any case.

        >>> from leadflow.expressions import F
        >>> str(F.title.startswith("Fork"))
        "title.startswith('Fork')"
        """
        return StartsWith(self._names, value)

    def is_empty(self) -> Condition:
        """Return the condition that there is no value, or an empty text.

        >>> from leadflow.expressions import F
        >>> F.email.is_empty() == (F.email == None)
        True
        """
        return IsEmpty(self._names)

    def between(self, low: Literal, high: Literal) -> Condition:
        """Return the condition that the field lies between two values, inclusive.

        >>> from leadflow.expressions import F
        >>> str(F.amount.between(10, 20))
        'amount.between(10, 20)'
        """
        return Between(self._names, _value(low), _value(high))

    def _compare(self, op: Operator, other: object) -> Condition:
        return Compare(self._names, op, _value(other))

    def _not_alone(self, *_: object) -> NoReturn:
        message = f"{self!r} alone is not a condition"
        hint = "compare it with a value, and put comparisons in brackets"
        raise refusal(message, hint)

    __bool__ = __and__ = __rand__ = __or__ = __ror__ = __invert__ = _not_alone

    def __neg__(self) -> NoReturn:
        name = ".".join(self._names)
        raise refusal(f"{self!r} has no opposite", f"sort by the text '-{name}'")

    def __contains__(self, value: object) -> NoReturn:
        message = f"'in' does not work on {self!r}"
        raise refusal(message, f"use {self!r}.contains(…)")


def _called(path: FieldPath, *_: object, **__: object) -> NoReturn:
    message = f"{path!r} is a field and cannot be called"
    raise refusal(message, did_you_mean(path_of(path)[-1], METHODS))


# Not written in the class: type checkers then refuse such calls by themselves.
FieldPath.__call__ = _called  # type: ignore[method-assign]


class Fields:
    """The class of ``F``, which has every field that a record may have.

    Whether a field exists is judged where the condition meets an entity.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> FieldPath:
        if name.startswith("_"):
            raise AttributeError(name)
        return FieldPath((name,))

    def __getitem__(self, name: str) -> FieldPath:
        return FieldPath((name,))

    def __repr__(self) -> str:
        return "F"

    def __reduce__(self) -> str:
        return "F"

    def _no_field(self, *_: object) -> NoReturn:
        raise refusal("F names no field", "say which, as in F.amount >= 100")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _no_field
    __bool__ = __and__ = __rand__ = __or__ = __ror__ = __invert__ = _no_field
    __contains__ = _no_field
    __hash__ = None  # type: ignore[assignment]  # as a field: it cannot be compared


F: Final = Fields()


def path_of(field: FieldPath) -> Path:
    """Return the names that lead to a field.

    >>> from leadflow.expressions import F
    >>> path_of(F.stage.kind)
    ('stage', 'kind')
    """
    # A method would take the name away from the fields of records.
    return field._names  # noqa: SLF001


def _value(value: object) -> Literal:
    if isinstance(value, FieldPath | Fields):
        raise _two_fields()
    return value  # type: ignore[return-value]  # the node checks it


def _two_fields() -> InvalidCondition:
    message = "a field cannot be compared with another field"
    return refusal(message, "compare it with a value")


def _step(name: str) -> str:
    return f".{name}" if is_plain(name) and name not in METHODS else f"[{name!r}]"
