"""Whatever is given at a public door, it is leadflow that says what is wrong."""

import inspect
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

import leadflow
from leadflow import (
    InvalidValue,
    LeadflowError,
    Pipeline,
    import_records,
    inquiry_from_form,
    inquiry_from_json,
)
from leadflow.testing import a_lead, strategies


WRONG: tuple[object, ...] = (5, 1.5, None, object(), [3], {"a": 1}, b"x", ("a", 3))
# What leadflow gives, and nobody makes.
GIVEN = frozenset({"Advice", "Collection", "Crm"})
NOUNS = [
    name
    for name in sorted({*leadflow.__all__} - GIVEN)
    if inspect.isclass(noun := getattr(leadflow, name))
    and not issubclass(noun, BaseException)
    and not getattr(noun, "_is_protocol", False)
    and not issubclass(noun, str)
]


def tries(make: Callable[..., object]) -> Iterator[Callable[[], object]]:
    """Give calls in which one argument is wrong; others that are needed are texts."""
    known = inspect.signature(make).parameters.values()
    named = [each for each in known if each.kind is not each.VAR_KEYWORD]
    if any(each.kind is each.POSITIONAL_ONLY for each in named):
        return
    needed = [each.name for each in named if each.default is each.empty]
    for each in named:
        others = {name: "x" for name in needed if name != each.name}
        for wrong in WRONG:
            if each.kind is each.VAR_POSITIONAL:
                yield partial(make, wrong)
            else:
                yield partial(make, **{**others, each.name: wrong})


def raw(call: Callable[[], object]) -> str:
    """Return the error of Python's that comes out of a call, if one does."""
    try:
        call()
    except LeadflowError:
        return ""
    except Exception as error:  # noqa: BLE001  # which one it is, is the question
        is_call = isinstance(error, TypeError) and "argument" in str(error)
        return "" if is_call else f"{call}: {error!r}"
    return ""


@pytest.mark.parametrize("name", NOUNS)
def test_no_noun_raises_an_error_of_python(name: str) -> None:
    """A value of a wrong type is told as such, with the name of the argument."""
    found = (raw(each) for each in tries(getattr(leadflow, name)))

    assert [] == [each for each in found if each]


DOORS: dict[str, Callable[[Any], object]] = {
    "import_records": lambda wrong: import_records(wrong, ["Name", "Olena"]),
    "import_records(entity=)": lambda wrong: import_records(
        leadflow.open(), ["Name", "Olena"], entity=wrong
    ),
    "import_records(delimiter=)": lambda wrong: import_records(
        leadflow.open(), ["Name", "Olena"], delimiter=wrong
    ),
    "inquiry_from_form(workspace=)": lambda wrong: inquiry_from_form(
        {}, workspace=wrong
    ),
    "inquiry_from_json(workspace=)": lambda wrong: inquiry_from_json(
        "{}", workspace=wrong
    ),
    "inquiry_from_json(fields=)": lambda wrong: inquiry_from_json("{}", fields=wrong),
    "leads": strategies.leads,
    "open(transforms=)": lambda wrong: leadflow.open(transforms=wrong),
    "open(field_types=)": lambda wrong: leadflow.open(field_types=wrong),
    "stages": lambda wrong: Pipeline("service", stages=[wrong]),
    "custom": lambda wrong: a_lead(custom=wrong),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_wrong_type_is_an_invalid_value(door: str) -> None:
    """It says which type, and what to give instead."""
    with pytest.raises(InvalidValue, match="cannot be") as caught:
        DOORS[door](5)

    assert caught.value.hint


def test_a_wrong_type_names_its_argument() -> None:
    """Also where nothing but the converter knows it."""
    with pytest.raises(InvalidValue) as caught:
        Pipeline("service", stages=["new"], arrivals=5)  # type: ignore[arg-type]  # tested

    assert "arrivals" == caught.value.path
