"""Transforms: named functions from text to text, for the maps of conversions (C4)."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from leadflow.errors import InvalidValue, UnknownName
from leadflow.workspace.codes import own_code


Transform: TypeAlias = Callable[[str], str]
"""A function from text to text."""
TRANSFORMS: Mapping[str, Transform] = {
    "upper": str.upper,
    "lower": str.lower,
    "title": str.title,
    "digits": lambda text: "".join(filter(str.isdigit, text)),
}
"""Transforms that every workspace may name; hosts add theirs when opening."""


def all_transforms(own: Mapping[str, Transform]) -> Mapping[str, Transform]:
    """Return a host's transforms beside the built-in ones.

    Raises ``InvalidValue`` for a name that is none or is taken, and for what is
    no function.

    >>> sorted(all_transforms({"slug": str.casefold}))
    ['digits', 'lower', 'slug', 'title', 'upper']
    """
    given: Any = own
    if not isinstance(given, Mapping):
        reason = f"cannot be of type {type(given).__name__}"
        raise InvalidValue("transforms", reason, "give functions by name")
    for name, function in given.items():
        path = f"transforms.{name}"
        try:
            own_code(name)
        except InvalidValue as error:
            raise error.at(path) from None
        if name in TRANSFORMS:
            hint = "give it another name"
            raise InvalidValue("transform", "is built in already", hint, path)
        if not callable(function):
            hint = "give a function that takes and returns text"
            raise InvalidValue("transform", "is no function", hint, path)
    return {**TRANSFORMS, **own}


def transform_named(name: str, transforms: Mapping[str, Transform]) -> Transform:
    """Return the transform, or raise ``UnknownName``."""
    try:
        return transforms[name]
    except KeyError:
        raise UnknownName("transform", name, tuple(transforms)) from None
