import pytest

from leadflow import Company, Contact, Deal, Lead
from leadflow.duplicates.drawing import name_of
from leadflow.entities import Record


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (Contact(first_name="Олена", last_name="Лис"), "Олена Лис"),
        (Company(name="Kyivlog"), "Kyivlog"),
        (Lead(title="Cranes", last_name="Лис"), "Лис"),
        (Lead(title="Cranes", company_name="Kyivlog"), "Kyivlog"),
        (Lead(title="Cranes"), "Cranes"),
        (Deal(id="deal_01jd3v8w5e7q9t2b4n6m8p0r1s"), "deal_01jd3v8w5e7q9t2b4n6m8p0r1s"),  # type: ignore[arg-type]
    ],
)
def test_a_record_on_a_list_has_a_name(record: Record, name: str) -> None:
    """Z6: who is meant is told by what is known."""
    assert name == name_of(record)
