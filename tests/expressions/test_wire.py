"""The text form is all that a codec needs to store conditions."""

from attrs import frozen
from cattrs import Converter

from leadflow.expressions import Condition, F, from_text, to_text


@frozen
class Segment:
    """A saved condition, as a workspace would hold it."""

    code: str
    when: Condition


def converter() -> Converter:
    """Return a converter with the two hooks that conditions need."""
    made = Converter()
    made.register_unstructure_hook(Condition, to_text)
    made.register_structure_hook(Condition, lambda text, _: from_text(text))
    return made


def test_a_class_that_holds_a_condition_is_stored_as_text() -> None:
    """The stored form can be read by people and written by hand."""
    segment = Segment("large", (F.amount >= 100) & ~F.source.in_("web"))

    assert {
        "code": "large",
        "when": "amount >= 100 and source not in ('web',)",
    } == converter().unstructure(segment)


def test_a_class_that_holds_a_condition_comes_back() -> None:
    """Storing and loading gives an equal value."""
    segment = Segment("large", (F.amount >= 100) | (F.stage.kind == "won"))
    stored = converter().unstructure(segment)

    assert segment == converter().structure(stored, Segment)
