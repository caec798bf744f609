from collections.abc import Callable
from typing import Any

import pytest

from leadflow.errors import UnknownName
from leadflow.workspace import Conversion, CustomField, Pipeline, Stage, Workspace


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
