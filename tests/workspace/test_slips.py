from collections.abc import Callable
from typing import Any

import pytest

from leadflow.errors import InvalidValue, UnknownName
from leadflow.workspace import (
    Conversion,
    CustomField,
    Grant,
    Member,
    Pipeline,
    Role,
    Stage,
    Workspace,
)


SLIPS: list[tuple[Callable[..., Any], dict[str, object], str]] = [
    (Workspace, {"curency": "UAH"}, "currency"),
    (Stage, {"code": "x", "requir": ["amount"]}, "require"),
    (Pipeline, {"code": "x", "stges": []}, "stages"),
    (Conversion, {"code": "x", "wen": "amount > 5"}, "when"),
    (CustomField, {"code": "x", "entiti": "lead"}, "entity"),
]


@pytest.mark.parametrize(("definition", "slip", "meant"), SLIPS)
def test_a_misspelt_keyword_gets_the_nearest_right_one(
    definition: Callable[..., Any], slip: dict[str, object], meant: str
) -> None:
    """A definition fails where it is written, with one sentence."""
    with pytest.raises(UnknownName, match=f"did you mean '{meant}'"):
        definition(**slip)


@pytest.mark.parametrize(
    ("definition", "given", "what"),
    [
        (Workspace, {"roles": ["sales"]}, "roles"),
        (Workspace, {"members": "ada"}, "members"),
        (Workspace, {"departments": [7]}, "departments"),
        (Workspace, {"pipelines": ["line"]}, "pipelines"),
        (Workspace, {"dictionaries": 7}, "dictionaries"),
        (Workspace, {"conversions": [None]}, "conversions"),
        (Workspace, {"fields": CustomField("x", entity="lead")}, "fields"),
        (Role, {"code": "sales", "grants": ["read"]}, "grants"),
        (Grant, {"entity": ["deal"], "operations": "read", "scope": "all"}, "entity"),
        (Grant, {"entity": "deal", "operations": 7, "scope": "all"}, "names"),
        (Member, {"login": 7}, "login"),
    ],
)
def test_a_part_of_another_type_is_named(
    definition: Callable[..., Any], given: dict[str, object], what: str
) -> None:
    """A1: a name where a definition belongs, and the like."""
    with pytest.raises(InvalidValue) as caught:
        definition(**given)

    assert what == caught.value.what
