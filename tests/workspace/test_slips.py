import pytest

from leadflow.errors import UnknownName
from leadflow.workspace import Conversion, CustomField, Pipeline, Stage, Workspace


SLIPS = [
    (Workspace, {"curency": "UAH"}, "currency"),
    (Stage, {"requir": ["amount"]}, "require"),
    (Pipeline, {"stges": []}, "stages"),
    (Conversion, {"wen": "amount > 5"}, "when"),
    (CustomField, {"entiti": "lead"}, "entity"),
]


@pytest.mark.parametrize(("definition", "slip", "meant"), SLIPS)
def test_a_misspelt_keyword_gets_the_nearest_right_one(
    definition: type, slip: dict[str, object], meant: str
) -> None:
    """A definition fails where it is written, with one sentence."""
    with pytest.raises(UnknownName, match=f"did you mean '{meant}'"):
        definition("code", **slip) if definition is not Workspace else definition(
            **slip
        )
