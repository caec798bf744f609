"""What is there already instead of being compiled at import."""

import gc
from importlib import import_module
from pkgutil import walk_packages

import attrs
import pytest
from attrs import frozen

import leadflow
from leadflow.deferred import by_value, collected_later


@by_value
@frozen(eq=False, repr=False)
class Size:
    """Something with fields of every sort."""

    width: int
    height: int = 1
    note: str = attrs.field(default="", eq=False)
    hidden: str = attrs.field(default="", repr=False)
    masked: str = attrs.field(default="", repr=lambda value: "*" * len(value))


@by_value
@frozen(eq=False, repr=False)
class Named:
    """Something that shows itself in its own way."""

    name: str

    def __repr__(self) -> str:
        return f"<{self.name}>"


def classes_by_value() -> list[type]:
    """Return every class of leadflow that is compared by the shared methods.

    All rooms are opened, and the order is one for all processes: workers of one
    run must find the same tests.
    """
    rooms = walk_packages(leadflow.__path__, "leadflow.")
    names = [room.name for room in rooms if not room.name.endswith("__main__")]
    held = (each for name in names for each in vars(import_module(name)).values())
    found = {each for each in held if _is_one(each)}
    return sorted(found, key=lambda each: (each.__module__, each.__qualname__))


def _is_one(each: object) -> bool:
    equal = getattr(each, "__eq__", None)
    name = getattr(equal, "__qualname__", "")
    return isinstance(each, type) and name.startswith("by_value.")


def test_equal_fields_make_equal_values() -> None:
    """One instance is as good as another."""
    assert Size(2) == Size(2)
    assert hash(Size(2)) == hash(Size(2))


def test_one_other_field_makes_another_value() -> None:
    """Every field that counts is compared."""
    assert Size(2) != Size(2, 3)
    assert Size(2) != object()


def test_a_field_that_is_not_compared_makes_no_difference() -> None:
    """``eq=False`` of a field holds for equality and hash."""
    assert Size(2, note="a") == Size(2, note="b")
    assert 1 == len({Size(2, note="a"), Size(2, note="b")})


def test_a_value_shows_its_fields() -> None:
    """The repr is that of attrs: some fields are kept out of it, some are masked."""
    assert "Size(width=2, height=1, note='', masked=**)" == repr(
        Size(2, hidden="x", masked="me")
    )


def test_what_a_class_says_itself_stays() -> None:
    """Only methods that are missing are added."""
    assert "<a>" == repr(Named("a"))
    assert Named("a") == Named("a")


@pytest.mark.parametrize(
    "cls", classes_by_value(), ids=lambda cls: f"{cls.__module__}.{cls.__name__}"
)
def test_the_shared_methods_serve_only_fields_they_understand(cls: type) -> None:
    """A key for comparing, or a field that is not hashed, would be overlooked."""
    fields = attrs.fields(cls)

    assert [] == [f.name for f in fields if f.eq_key or f.hash not in (None, f.eq)]


def test_the_collector_is_put_off_and_taken_up_again() -> None:
    """H4: bulk loads are not searched for garbage; hosts keep their own setting."""
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), collected_later():  # noqa: PT012
        assert not gc.isenabled()
        with collected_later():
            pass
        assert not gc.isenabled()
        raise ZeroDivisionError

    assert gc.isenabled()
