"""Values answer slips in their fields with the nearest right name."""

from collections.abc import Callable

import pytest
from attrs import field, frozen

from leadflow import (
    Address,
    BankAccount,
    Company,
    Conversion,
    FileRef,
    Lead,
    Origin,
    PersonName,
    Pipeline,
    ProductRow,
    Recurrence,
    Requisites,
    Role,
    Stage,
    Utm,
    Workspace,
)
from leadflow.errors import (
    Fault,
    InvalidData,
    InvalidValue,
    LeadflowError,
    UnknownName,
)
from leadflow.values import PartySnapshot
from leadflow.values.address import iso_country
from leadflow.values.teaching import faults_in, placed, teach_names


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


@pytest.mark.parametrize("others", [{"label": "A"}, {"country": "UA"}, {}])
def test_the_field_of_a_wrong_type_is_named(others: dict[str, str]) -> None:
    """F4: what is taken as it is, and what is right, is passed over."""
    with pytest.raises(InvalidValue) as caught:
        _Shelf(**others, width=[])

    assert str(caught.value) == (
        "width: cannot be of type list; help(_Shelf) says what it takes"
    )


def test_a_value_without_its_name_is_told_how_to_be_given() -> None:
    """F4: it is Python's own kind of error, with the way out."""
    with pytest.raises(TypeError) as caught:
        _Shelf("A")  # type: ignore[call-arg]  # the point

    assert str(caught.value) == (
        "_Shelf takes no values by place, not 1; name the others, as in _Shelf(label=…)"
    )


@pytest.mark.parametrize(
    ("cls", "given", "told"),
    [
        (Address, {"city": 5}, "city: must be text, not int"),
        (Address, {"country_code": "Kyiv"}, "country_code: country code must be two"),
        (Requisites, {"tax_id": [3]}, "tax_id: must be text, not list"),
        (Lead, {"address": 5}, "address: cannot be of type int; write Address(…)"),
        (Lead, {"phones": [5]}, "phones: phone must be text, not int"),
        (Company, {"name": 5}, "name: must be text, not int"),
        (Recurrence, {"every": "weak"}, "every: recurrence 'weak' is not"),
        (FileRef, {"key": "x", "name": "a.pdf", "size": 1}, "key: file has no key"),
        (Stage, {"code": "visit", "label": 5}, "label: cannot be of type int"),
        (Stage, {"code": "visit", "kind": "wan"}, "kind: unknown stage kind 'wan'"),
        (Workspace, {"name": 5}, "name: must be text, not int"),
        (Role, {"code": 5}, "code: must be text, not int"),
        (Pipeline, {"code": "service"}, "stages: is missing; write Pipeline(stages=…)"),
        (
            Conversion,
            {"code": "b2b", "when": 5},
            "condition is not valid: when: a condition cannot be of type int",
        ),
        (
            Conversion,
            {"code": "b2b", "when": "amount >="},
            "condition is not valid: when: column 10: ",
        ),
    ],
)
def test_the_field_of_a_wrong_value_is_named(
    cls: Callable[..., object], given: dict[str, object], told: str
) -> None:
    """F4: whatever is made, records, values and definitions alike."""
    with pytest.raises(LeadflowError) as caught:
        cls(**given)

    assert str(caught.value).startswith(told)


def test_several_wrong_values_are_told_at_once() -> None:
    """F4: as those of a change are, each with its field."""
    with pytest.raises(InvalidData) as caught:
        Address(city=5, country_code="Kyiv", stret="x")  # type: ignore[arg-type, call-arg]  # the point

    assert ["city", "country_code", "stret"] == [e.path for e in caught.value.faults]


def test_the_parts_of_a_value_keep_their_way() -> None:
    """F4: a field of a field is a path of two steps."""
    inner = InvalidData("address", (Fault("city", "is wrong"),))

    assert ("company.city",) == tuple(
        each.path for each in faults_in(placed(inner, "company"))
    )


def test_several_slips_are_told_of_what_it_is_in_words() -> None:
    """F4: the sentence above all of them says "product row", as people do."""
    with pytest.raises(InvalidData, match="product row is not valid"):
        ProductRow(pric="5 UAH", quantit=1)  # type: ignore[call-arg]  # that is the test
