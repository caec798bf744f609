from decimal import Decimal

import pytest

from leadflow.entities import ENTITIES, Activity, FieldSpec, Lead
from leadflow.errors import InvalidValue, UnknownName


CLOSED = [
    pytest.param(spec, id=f"{entity.name}.{spec.name}")
    for entity in ENTITIES.values()
    for spec in entity.fields.values()
    if spec.choices
]


@pytest.mark.parametrize("spec", CLOSED)
def test_a_field_takes_what_its_description_lists(spec: FieldSpec) -> None:
    """F2, mission 2.14: a form offers what a field accepts."""
    assert spec.convert is not None
    assert list(spec.choices) == [spec.convert(each) for each in spec.choices]
    assert spec.default == spec.convert(spec.default)


@pytest.mark.parametrize(
    ("name", "value", "nearest"),
    [
        ("outcome", "answerd", "answered"),
        ("result_mark", "positiv", "positive"),
        ("description_format", "htm", "html"),
    ],
)
def test_a_slip_is_answered_with_the_nearest(
    name: str, value: str, nearest: str
) -> None:
    """F4: closed lists teach their words."""
    with pytest.raises(UnknownName, match=f"did you mean '{nearest}'"):
        Activity(**{name: value})  # type: ignore[arg-type]  # a name of each


def test_a_call_keeps_what_came_of_it() -> None:
    """T1: the outcome, how it went, and what it brought."""
    call = Activity(
        kind="call", outcome="answered", result_mark="positive", result_value="3"
    )

    assert ("answered", "positive", Decimal(3)) == (
        call.outcome,
        call.result_mark,
        call.result_value,
    )


def test_papers_are_kept_as_references() -> None:
    """F1: the bytes lie in a file store."""
    lead = Lead(files="offer.pdf; application/pdf; 5; sha256:" + "0" * 64)

    assert ["offer.pdf"] == [each.name for each in lead.files]


def test_other_things_are_no_papers() -> None:
    """F4: the sentence names the way."""
    with pytest.raises(InvalidValue, match=r"crm\.files\.put"):
        Lead(files=[b"%PDF"])  # type: ignore[list-item]  # that is the point
