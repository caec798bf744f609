"""The values of the fields that a workspace adds to an entity."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any, TypeAlias

from leadflow.entities.references import ref
from leadflow.errors import InvalidValue
from leadflow.values import Address, FileRef, Money
from leadflow.values.converters import code


CustomValue: TypeAlias = (
    str
    | int
    | bool
    | Decimal
    | Money
    | date
    | datetime
    | Address
    | FileRef
    | tuple[object, ...]
)
_TYPES = (str, int, Decimal, Money, date, Address, FileRef)
_EMPTIES = (None, "", ())


class Custom(Mapping[str, CustomValue]):
    """An unchangeable mapping from field code to value; empty values are absent.

    Of several values those that are filled are kept.

    >>> Custom({"budget": 5, "note": None})
    Custom({'budget': 5})
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, object] | None = None) -> None:
        given: Any = {} if values is None else values
        if not isinstance(given, Mapping):
            hint = "give values by code: {'budget': 5}"
            reason = f"cannot be of type {type(given).__name__}"
            raise InvalidValue("custom", reason, hint)
        checked = (
            (_name(name), _checked(name, value)) for name, value in given.items()
        )
        filled = (pair for pair in checked if pair[1] not in _EMPTIES)
        self._values: dict[str, CustomValue] = dict(sorted(filled, key=itemgetter(0)))

    def __getitem__(self, name: str) -> CustomValue:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(tuple(self._values.items()))

    def __repr__(self) -> str:
        return f"Custom({self._values!r})"

    def __reduce__(self) -> tuple[type["Custom"], tuple[dict[str, CustomValue]]]:
        return Custom, (self._values,)

    def merged(self, changes: Mapping[str, object]) -> "Custom":
        """Return a copy with ``changes``; omitted keeps, ``None`` clears (F4)."""
        return Custom({**self._values, **changes})


EMPTY = Custom()


def _name(name: str) -> str:
    found = code(name)
    if not found:
        raise InvalidValue("custom field", "has no code", "write it like 'budget'")
    return found


def _checked(name: str, value: object) -> Any:  # noqa: ANN401  # or None: it is absent
    if value is None:
        return None
    if isinstance(value, tuple | list):
        several = [_checked(name, each) for each in value]
        return tuple(each for each in several if each not in _EMPTIES)
    if isinstance(value, Address) and value.is_empty:
        return None
    if hasattr(value, "id"):
        return _record(name, value)
    if not isinstance(value, _TYPES):
        reason = f"cannot be of type {type(value).__name__}"
        hint = "write Decimal('1.5') for a float" if isinstance(value, float) else ""
        raise InvalidValue("custom value", reason, hint, name)
    return value


def _record(name: str, value: object) -> object:
    """Return the reference to a record that was given itself; users have logins."""
    login = getattr(value, "login", None)
    if isinstance(login, str):
        return login
    try:
        return ref(value)
    except InvalidValue as error:
        raise error.at(name) from None


def custom(value: Mapping[str, object] | None) -> Custom:
    """Return the values as an unchangeable mapping."""
    if isinstance(value, Custom):
        return value
    return Custom(value) if value else EMPTY
