"""Small converters that the definitions share."""

from collections.abc import Iterable
from typing import Any, TypeVar

from leadflow.deferred import expression
from leadflow.errors import InvalidValue, UnknownName
from leadflow.values.converters import code as as_code
from leadflow.values.text import clean


_Part = TypeVar("_Part")
_COLOR = expression(r"#[0-9A-Fa-f]{6}")


def own_code(value: str) -> str:
    """Return the code of a definition, which cannot be empty.

    >>> own_code("in_progress")
    'in_progress'
    """
    found = as_code(value)
    if not found:
        raise InvalidValue("code", "is missing", "write it like 'in_progress'")
    return found


def names(value: Iterable[str] | str | None) -> tuple[str, ...]:
    """Return one name or several as a tuple; ``None`` is nothing.

    >>> names("amount"), names(["amount", "company"])
    (('amount',), ('amount', 'company'))
    """
    if value is None:
        return ()
    given_as: object = value
    if not isinstance(given_as, Iterable):
        reason = f"cannot be of type {type(given_as).__name__}"
        raise InvalidValue("names", reason, "give a name, or a list of names")
    given = (value,) if isinstance(value, str) else tuple(value)
    return tuple(clean(each, "name") for each in given)


def whole(value: int | None) -> int | None:
    """Return a whole number, or nothing; how large it may be is judged later.

    >>> whole(7)
    7
    """
    given: object = value
    if given is not None and (isinstance(given, bool) or not isinstance(given, int)):
        reason = f"cannot be of type {type(given).__name__}"
        raise InvalidValue("number", reason, "write a whole number, as in 7")
    return value


def color(value: str) -> str:
    """Return a colour such as ``#39A8EF``, or ``""`` for none.

    Colours end up in pages, so that nothing else may stand there.
    """
    text = clean(value, "colour")
    if text and not _COLOR().fullmatch(text):
        raise InvalidValue("colour", "cannot be read", "write it like '#39A8EF'")
    return text


def one_of(value: str, what: str, choices: Iterable[str]) -> str:
    """Return the value, or raise ``UnknownName`` with the nearest right one."""
    known = tuple(choices)
    if value not in known:
        raise UnknownName(what, str(value), known)
    return value


def all_of(given: Iterable[_Part], cls: type[_Part], what: str) -> tuple[_Part, ...]:
    """Return the parts of a definition as a tuple, whatever was declared.

    Raises ``InvalidValue`` for what is of another type.

    >>> all_of([True], bool, "answers")
    (True,)
    """
    parts: Any = given
    is_list = isinstance(parts, Iterable) and not isinstance(parts, str)
    found = tuple(parts) if is_list else (parts,)
    for each in found:
        if not is_list or not isinstance(each, cls):
            reason = f"cannot be of type {type(each).__name__}"
            name = cls.__name__
            raise InvalidValue(what, reason, f"give a list: [{name}(…), {name}(…)]")
    return found
