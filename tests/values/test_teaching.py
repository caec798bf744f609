"""Values answer slips in their fields with the nearest right name."""

import pytest

from leadflow import Address, BankAccount, Origin, PersonName, Requisites, Utm
from leadflow.errors import UnknownName
from leadflow.values import PartySnapshot


@pytest.mark.parametrize(
    ("cls", "slip", "meant"),
    [
        (Address, "postalcode", "postal_code"),
        (BankAccount, "acount", "account"),
        (Origin, "sistem", "system"),
        (PartySnapshot, "adress", "address"),
        (PersonName, "frist", "first"),
        (Requisites, "taxid", "tax_id"),
        (Utm, "campain", "campaign"),
    ],
)
def test_a_slip_in_a_value_is_answered(cls: type, slip: str, meant: str) -> None:
    """F4: as a slip in a record is."""
    with pytest.raises(UnknownName) as caught:
        cls(**{slip: "x"})

    assert f"did you mean '{meant}'?" in str(caught.value)
