"""What is made when it is first needed, so that importing leadflow stays quick."""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from operator import attrgetter
from typing import Any, TypeVar, cast

import attrs


T = TypeVar("T")


def expression(text: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """Return what gives a regular expression, which is compiled by its first use.

    Reading an e-mail address needs four expressions, importing leadflow none: all
    of them together would take longer to compile than most rooms to load.

    >>> code = expression("[a-z]+")
    >>> code().fullmatch("lead") is not None
    True
    """
    return cache(partial(re.compile, text, flags))


@contextmanager
def collected_later() -> Iterator[None]:
    """Put the garbage collector off for a block that makes very many objects.

    Whatever is made in bulk stays: looking through all of it again and again finds
    nothing and takes a tenth of the time. Whoever has switched the collector off
    finds it so afterwards.

    >>> with collected_later():
    ...     several = [object() for _ in range(100_000)]
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def by_value(cls: type[T]) -> type[T]:
    """Let a finished attrs class be compared, hashed and shown by its fields.

    They do what attrs would do. But attrs writes and compiles three functions for
    each class at every import, which was a fifth of opening a CRM; these are there
    already. Methods that a class has itself stay. Of a private field the property
    with its public name is looked at. A field that is compared by a key
    (``eq=key``) or not hashed (``hash=False``) needs those of attrs, and so does
    what is compared all the time, such as money: theirs are quicker by half a
    microsecond.

    >>> @by_value
    ... @attrs.frozen(eq=False, repr=False)
    ... class Size:
    ...     width: int
    >>> Size(2) == Size(2), Size(2)
    (True, Size(width=2))
    """
    names = [each.alias or each.name for each in _fields(cls) if each.eq]
    parts = attrgetter(*names)

    def equal(self: object, other: object) -> object:
        if type(self) is not type(other):
            return NotImplemented
        return parts(self) == parts(other)

    def hashed(self: object) -> int:
        return hash(parts(self))

    own = {"__eq__": equal, "__hash__": hashed, "__repr__": _shown}
    for name, method in own.items():
        if name not in vars(cls):
            setattr(cls, name, method)
    return cls


def _shown(self: object) -> str:
    texts = (
        f"{each.alias}={_how(each)(getattr(self, each.alias or each.name))}"
        for each in _fields(type(self))
        if each.repr
    )
    return f"{type(self).__qualname__}({', '.join(texts)})"


def _how(attribute: "attrs.Attribute[Any]") -> Callable[[object], str]:
    """Return what shows the field: what it names itself, as a mask, or ``repr``."""
    return attribute.repr if callable(attribute.repr) else repr


def _fields(cls: type) -> "tuple[attrs.Attribute[Any], ...]":
    return cast("tuple[attrs.Attribute[Any], ...]", attrs.fields(cast("Any", cls)))
