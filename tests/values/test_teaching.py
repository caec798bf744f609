"""Values answer slips in their fields with the nearest right name."""

import pytest
from attrs import field, frozen

from leadflow import Address, BankAccount, Origin, PersonName, Requisites, Utm
from leadflow.errors import InvalidValue, UnknownName
from leadflow.values import PartySnapshot
from leadflow.values.address import iso_country
from leadflow.values.teaching import teach_names


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


def _whole(value: object) -> int:
    return int(value)  # type: ignore[call-overload, no-any-return]  # the point


@teach_names
@frozen(kw_only=True)
class _Shelf:
    """A value with a field that is taken as it is, and two that are converted."""

    label: str = ""
    width: int = field(default=1, converter=_whole)
    country: str = field(default="", converter=iso_country)


@pytest.mark.parametrize("others", [{"label": "A"}, {"country": "Kyiv"}, {}])
def test_the_field_of_a_wrong_type_is_named(others: dict[str, str]) -> None:
    """F4: what is taken as it is, and what is wrong otherwise, is passed over."""
    with pytest.raises(InvalidValue) as caught:
        _Shelf(**others, width=[])

    assert str(caught.value) == (
        "width: width cannot be of type list; help(_Shelf) says what it takes"
    )


def test_what_is_no_matter_of_fields_is_python_s_own() -> None:
    """F4: a value without its name is told as Python tells it."""
    with pytest.raises(TypeError, match="positional"):
        _Shelf("A")  # type: ignore[call-arg]  # the point
