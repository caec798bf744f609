"""Functions written for one class do what a loop over its fields would do."""

from hypothesis import given

from leadflow.entities import Lead
from leadflow.entities.shapes import shape
from leadflow.testing.strategies import leads


_LEADS = shape(Lead)


@given(leads())
def test_taking_a_record_apart_and_putting_it_together_changes_nothing(
    lead: Lead,
) -> None:
    """P15: however a record was made, it is the same record."""
    made = _LEADS.made(*_LEADS.take(lead))

    draft = _LEADS.copy(lead)
    draft.__class__ = Lead

    assert (lead, lead) == (made, draft)


@given(leads(), leads())
def test_what_differs_is_what_a_comparison_of_each_field_finds(
    lead: Lead, other: Lead
) -> None:
    """H1: an event tells every field that differs, and no other."""
    names = (each for each in _LEADS.names)
    pairs = ((name, getattr(lead, name), getattr(other, name)) for name in names)

    differing = _LEADS.differing(lead, other)

    assert [each for each in pairs if each[1] != each[2]] == differing
