"""The style of the API, as far as signatures tell it."""

import inspect
from collections.abc import Callable, Iterator

import leadflow
from leadflow import Crm


ROOMS = ("files", "privacy", "reports", "stages", "upkeep", "leads")


def verbs(crm: Crm) -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield every public method of the front door and of its rooms."""
    classes = [type(getattr(crm, name)) for name in ROOMS]
    classes += [Crm, leadflow.Selection, leadflow.Workspace, leadflow.Conversion]
    for each in classes:
        for name, method in inspect.getmembers(each, inspect.isfunction):
            if not name.startswith("_"):
                yield f"{each.__name__}.{name}", method


def test_verbs_take_two_things_by_position_at_most(crm: Crm) -> None:
    """More than two are told apart by their names alone."""
    positional = inspect.Parameter.POSITIONAL_OR_KEYWORD
    found = [
        name
        for name, method in verbs(crm)
        if sum(
            each.kind is positional and each.name not in ("self", "cls")
            for each in inspect.signature(method).parameters.values()
        )
        > 2
    ]

    assert [] == found


def test_switches_are_off_by_default_and_have_names(crm: Crm) -> None:
    """``stop=True`` can be read, a bare ``True`` cannot."""
    found = [
        f"{name}({each.name})"
        for name, method in verbs(crm)
        for each in inspect.signature(method).parameters.values()
        if isinstance(each.default, bool)
        and (each.default or each.kind is not inspect.Parameter.KEYWORD_ONLY)
    ]

    assert [] == found
