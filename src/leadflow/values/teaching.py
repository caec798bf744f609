"""Classes that answer slips in their fields: wrong names, and wrong values by name."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, TypeAlias, TypeVar, cast

import attrs

from leadflow.errors import (
    Fault,
    InvalidCondition,
    InvalidData,
    InvalidValue,
    LeadflowError,
    UnknownName,
)


T = TypeVar("T")

Convert: TypeAlias = Callable[[object], object]
Wrong: TypeAlias = InvalidValue | UnknownName | InvalidData


def teach_names(cls: type[T]) -> type[T]:
    """Let a constructor name the field of every wrong value, and misspelt fields.

    ``Lead(amout=…)`` answers with the nearest right name, ``Address(city=5)`` with
    the path ``city``; several slips are told at once. What is right costs nothing:
    slips are looked for once the constructor has failed. Works on the finished attrs
    class, so that mypy and editors still see the signature that attrs wrote.
    """
    build: Callable[..., None] = cls.__init__

    @wraps(build)
    def taught(self: T, *args: object, **values: object) -> None:
        try:
            build(self, *args, **values)
        except (TypeError, AttributeError, LeadflowError):
            _explain(cls, args, values)
            raise

    cls.__init__ = taught  # type: ignore[assignment]  # the same signature to callers
    return cls


def placed(error: Wrong, name: str) -> Wrong:
    """Return an error about the value of a field, with the field as its path.

    >>> str(placed(InvalidValue("text", "must be text, not int"), "city"))
    'city: must be text, not int'
    """
    if isinstance(error, InvalidValue):
        return error.at(name)
    if isinstance(error, UnknownName):
        return attrs.evolve(error, path=_path(name, error.path))
    if isinstance(error, InvalidCondition):
        return attrs.evolve(error, faults=tuple(_of_text(error.faults, name)))
    inner = (attrs.evolve(each, path=_path(name, each.path)) for each in error.faults)
    return attrs.evolve(error, faults=tuple(inner))


def together(subject: str, wrong: Iterable[Wrong]) -> Wrong:
    """Return one error for everything that is wrong; one alone as it is."""
    first, *others = wrong
    if not others:
        return first
    faults = (fault for each in (first, *others) for fault in faults_in(each))
    return InvalidData(subject, tuple(faults))


def faults_in(error: Wrong) -> tuple[Fault, ...]:
    """Return what is wrong, as a list that may be one long."""
    if isinstance(error, UnknownName):
        # Beside others a name that is not there is its own path.
        return (attrs.evolve(error.fault, path=error.path or error.name),)
    return error.faults if isinstance(error, InvalidData) else (error.fault,)


def _path(name: str, inner: str) -> str:
    return f"{name}.{inner}" if inner else name


def _of_text(faults: Iterable[Fault], name: str) -> Iterator[Fault]:
    """Tell the column of a condition's text in words: it is no field."""
    for each in faults:
        said = f"{each.path}: {each.message}" if each.path else each.message
        yield attrs.evolve(each, path=name, message=said)


def _explain(cls: type, args: tuple[object, ...], values: dict[str, object]) -> None:
    """Raise what says which arguments are wrong, if one of them is."""
    fields = attrs.fields_dict(cast("Any", cls))
    by_place = [each.name for each in fields.values() if not each.kw_only]
    given = {**dict(zip(by_place, args, strict=False)), **values}
    wrong = [*_wrong(cls, given), *_missing(cls, given)]
    if wrong:
        raise together(_words(cls), wrong) from None
    if len(args) > len(by_place):
        # Users fill no field that leadflow keeps itself.
        free = (n for n, each in fields.items() if not each.metadata.get("system"))
        name = next(each for each in free if each not in by_place)
        way = f"name the others, as in {cls.__name__}({name}=…)"
        count = f"at most {len(by_place)}" if by_place else "no"
        told = f"{cls.__name__} takes {count} values by place"
        raise TypeError(f"{told}, not {len(args)}; {way}") from None


def _wrong(cls: type, given: dict[str, object]) -> Iterator[Wrong]:
    fields = attrs.fields_dict(cast("Any", cls))
    for name, value in given.items():
        if name not in fields:
            yield UnknownName(f"field of {cls.__name__}", name, tuple(fields))
        elif error := _refused(cls, fields[name], value):
            yield error


def _refused(
    cls: type, attribute: "attrs.Attribute[Any]", value: object
) -> Wrong | None:
    """Return why a field does not take a value."""
    name, convert = attribute.name, cast("Convert | None", attribute.converter)
    try:
        if convert is not None:
            convert(value)
    except (InvalidValue, UnknownName, InvalidData) as error:
        paths = {each.path.partition(".")[0] for each in faults_in(error)}
        # Converters of records name their field themselves.
        return error if paths == {name} else placed(error, name)
    except (TypeError, AttributeError):
        reason = f"cannot be of type {type(value).__name__}"
        return InvalidValue(
            name, reason, f"help({cls.__name__}) says what it takes", name
        )
    return None


def _missing(cls: type, given: dict[str, object]) -> Iterator[Wrong]:
    fields = attrs.fields_dict(cast("Any", cls))
    if not given.keys() <= fields.keys():
        return  # a misspelt one may be the one that is missing
    for each in fields.values():
        if each.default is attrs.NOTHING and each.name not in given:
            hint = f"write {cls.__name__}({each.name}=…)"
            yield InvalidValue(each.name, "is missing", hint, each.name)


def _words(cls: type) -> str:
    """Return the name of a class as words: ``product row``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()
