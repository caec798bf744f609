from leadflow.entities import ENTITIES, Lead
from leadflow.entities.fieldsets import FieldSet


def test_one_field_is_a_set_as_well() -> None:
    """F4: whoever looks at a set need not know how many fields it has."""
    titles = FieldSet.of(ENTITIES["lead"], ["title"])

    assert ("Forklifts",) == titles.held(Lead(title="Forklifts"))
    assert titles.empty == titles.held(Lead(notes="A call"))


def test_no_field_is_a_set_as_well() -> None:
    """F4: an entity without such fields holds nothing in them."""
    nothing = FieldSet.of(ENTITIES["lead"], [])

    assert () == nothing.held(Lead(title="Forklifts")) == nothing.empty
