"""Functions written for one attrs class each: taking apart, copying, comparing.

Every record that is written passes through these some ten times, and has some
fifty fields. A loop over names costs 8 µs for one comparison and attrs' own
``evolve`` 6 µs for one copy, most of it for finding the fields by their names; a
function that names them in its own text costs 1 µs. It is written and compiled
when a class first needs it, as attrs writes the constructors of its classes.
Besides the codec of the stores this is the one place where leadflow makes code out
of text; the text holds nothing but names of fields.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar, cast

import attrs


T = TypeVar("T")


class Shape(Generic[T]):
    """How to take the values of a class apart and put them together, fast.

    Nothing is converted or judged: only for values that leadflow made itself.
    """

    def __init__(self, cls: type[T]) -> None:
        self.cls = cls
        self.names = tuple(each.name for each in attrs.fields(cast("Any", cls)))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Return where each field stands, in declared order."""
        return {name: place for place, name in enumerate(self.names)}

    @cached_property
    def draft(self) -> Callable[..., Any]:
        """Return what takes all values by position, and can still be written.

        Filling a frozen object takes a descriptor call for each field. A class
        with the same slots that is not frozen fills them five times as fast, and
        Python lets an object change between such classes.
        """
        slots = tuple(vars(self.cls)["__slots__"])
        text = (
            f"class Draft:\n __slots__ = {slots!r}\n"
            f" def __init__(self, {', '.join(self.names)}):\n"
            f"{_lines(f'  self.{name} = {name}' for name in self.names)}"
        )
        return cast("Callable[..., Any]", _written(text, "Draft"))

    @cached_property
    def take(self) -> Callable[[T], tuple[Any, ...]]:
        """Return what gives all values, in declared order."""
        parts = "".join(f"of.{name}, " for name in self.names)
        text = f"def take(of):\n return ({parts})"
        return cast("Callable[[T], tuple[Any, ...]]", _written(text, "take"))

    @cached_property
    def copy(self) -> Callable[[T], Any]:
        """Return what gives a draft with the same values."""
        text = (
            "def copy(of, new=object.__new__):\n"
            " made = new(Draft)\n"
            f"{_lines(f' made.{name} = of.{name}' for name in self.names)}"
            " return made"
        )
        return cast("Callable[[T], Any]", _written(text, "copy", Draft=self.draft))

    @cached_property
    def fill(self) -> Callable[[Any, T], None]:
        """Return what gives a draft the values of another object."""
        text = (
            "def fill(made, of):\n"
            f"{_lines(f' made.{name} = of.{name}' for name in self.names)}"
        )
        return cast("Callable[[Any, T], None]", _written(text, "fill"))

    @cached_property
    def differing(self) -> Callable[[T, T], list[tuple[str, Any, Any]]]:
        """Return what lists name, old and new value of every field that differs."""
        each = (
            f" a = old.{name}; b = new.{name}\n"
            f" if a is not b and a != b: found.append(({name!r}, a, b))"
            for name in self.names
        )
        text = f"def differing(old, new):\n found = []\n{_lines(each)} return found"
        made = _written(text, "differing")
        return cast("Callable[[T, T], list[tuple[str, Any, Any]]]", made)

    @cached_property
    def made(self) -> Callable[..., T]:
        """Return what makes a value of all its fields, by position."""
        text = (
            f"def made({', '.join(self.names)}):\n"
            " found = new(Draft)\n"
            f"{_lines(f' found.{name} = {name}' for name in self.names)}"
            " found.__class__ = Finished\n"
            " return found"
        )
        known = {"new": object.__new__, "Draft": self.draft, "Finished": self.cls}
        return cast("Callable[..., T]", _written(text, "made", **known))


class _Shapes(dict[type, Shape[Any]]):
    """The shapes of classes, each made when it is first needed."""

    def __missing__(self, cls: type) -> Shape[Any]:
        shape = self[cls] = Shape(cls)
        return shape


SHAPES = _Shapes()


def shape(cls: type[T]) -> Shape[T]:
    """Return the shape of an attrs class with slots, made with no weakref slot.

    >>> from leadflow.entities import Lead
    >>> leads = shape(Lead)
    >>> draft = leads.copy(Lead(title="Forklifts"))
    >>> draft.version = 1
    >>> draft.__class__ = Lead
    >>> draft
    Lead(version=1, title='Forklifts')
    """
    return SHAPES[cls]


def altered(value: T, /, **changes: object) -> T:
    """Return a copy with values that leadflow made itself, taken as they are.

    >>> from leadflow.entities import Lead
    >>> altered(Lead(title="Forklifts"), version=1)
    Lead(version=1, title='Forklifts')
    """
    return altered_by(value, changes) if changes else value


def altered_by(value: T, changes: Mapping[str, object]) -> T:
    """Return a copy with values by name, taken as ``altered`` takes them."""
    draft = SHAPES[type(value)].copy(value)
    for name, each in changes.items():
        setattr(draft, name, each)
    draft.__class__ = type(value)
    made: T = draft
    return made


@lru_cache(maxsize=256)
def copier(cls: type[T], names: tuple[str, ...]) -> Callable[..., T]:
    """Return what copies a value with others in these fields, given by position.

    For what is copied time and again with the same fields: nothing is looked for by
    its name, and what is replaced is not copied.

    >>> from leadflow.entities import Lead
    >>> copier(Lead, ("version", "owner"))(Lead(title="Forklifts"), 1, "ada")
    Lead(version=1, title='Forklifts', owner='ada')
    """
    own = shape(cls)
    kept = [name for name in own.names if name not in names]
    text = (
        f"def copied(of, {', '.join(names)}):\n"
        " made = new(Draft)\n"
        f"{_lines(f' made.{name} = {name}' for name in names)}"
        f"{_lines(f' made.{name} = of.{name}' for name in kept)}"
        " made.__class__ = Finished\n"
        " return made"
    )
    known = {"new": object.__new__, "Draft": own.draft, "Finished": cls}
    return cast("Callable[..., T]", _written(text, "copied", **known))


def _lines(several: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in several)


def _written(text: str, name: str, **known: object) -> object:
    found: dict[str, object] = dict(known)
    exec(compile(text, f"<leadflow {name}>", "exec"), found)  # noqa: S102  # see above
    return found[name]
