"""Classes whose misspelt fields are answered with the nearest right name."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeAlias, TypeVar, cast

import attrs

from leadflow.errors import InvalidValue, LeadflowError, UnknownName


T = TypeVar("T")

Convert: TypeAlias = Callable[[object], object]


def teach_names(cls: type[T]) -> type[T]:
    """Let ``Lead(amout=…)`` answer with the nearest right name.

    Works on the finished attrs class, so that mypy and editors still see the
    signature that attrs wrote.
    """
    build: Callable[..., None] = cls.__init__
    fields = attrs.fields(cast("Any", cls))
    known = tuple(each.name for each in fields)
    placed = tuple(each.name for each in fields if not each.kw_only)

    @wraps(build)
    def taught(self: T, *args: object, **values: object) -> None:
        try:
            build(self, *args, **values)
        except (TypeError, AttributeError):
            for name in values:
                if name not in known:
                    kind = f"field of {cls.__name__}"
                    raise UnknownName(kind, name, known) from None
            _refuse_type(cls, (*zip(placed, args, strict=False), *values.items()))
            raise

    cls.__init__ = taught  # type: ignore[assignment]  # the same signature to callers
    return cls


def _refuse_type(cls: type, given: Iterable[tuple[str, object]]) -> None:
    """Raise ``InvalidValue`` for the first argument that no converter takes."""
    converters = {each.name: each.converter for each in attrs.fields(cast("Any", cls))}
    for name, value in given:
        convert = cast("Convert | None", converters[name])
        if convert is None:
            continue
        try:
            convert(value)
        except LeadflowError:
            continue
        except (TypeError, AttributeError):
            reason = f"cannot be of type {type(value).__name__}"
            hint = f"help({cls.__name__}) says what it takes"
            raise InvalidValue(name, reason, hint, name) from None
