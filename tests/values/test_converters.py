from decimal import Decimal

import pytest

from leadflow.errors import InvalidValue
from leadflow.values import Origin, Requisites, Utm
from leadflow.values.converters import (
    minutes,
    optional_quantity,
    origin,
    percent,
    requisites,
    tags,
    text,
    utm,
)


def test_text_is_cleaned() -> None:
    """The converter of every text field."""
    assert "Kyiv" == text(" Kyiv ")
    assert "" == text(None)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (None, ()),
        ("", ()),
        ("vip, warm,, vip", ("vip", "warm")),
        (["b", "a"], ("b", "a")),
    ],
)
def test_tags_are_kept_once_in_order(
    value: str | list[str] | None, found: tuple[str, ...]
) -> None:
    """C6: several are united."""
    assert found == tags(value)


@pytest.mark.parametrize("value", [5, [5], [None], b"vip", {"vip": 1}])
def test_tags_are_text(value: object) -> None:
    """Nothing is converted silently."""
    with pytest.raises(InvalidValue, match="tag"):
        tags(value)  # type: ignore[arg-type]


def test_a_quantity_may_be_missing() -> None:
    """A missing rate is unknown, not zero."""
    assert optional_quantity(None) is None
    assert Decimal(20) == optional_quantity("20")


@pytest.mark.parametrize("value", [None, 0, 50, 100])
def test_percent_is_whole_and_may_be_missing(value: int | None) -> None:
    """S7: a probability is 0 to 100."""
    assert value == percent(value)


@pytest.mark.parametrize("value", [-1, 101, True, 0.5, "50"])
def test_anything_else_is_no_percentage(value: object) -> None:
    """Half a percent was probably meant as half."""
    with pytest.raises(InvalidValue, match="percentage"):
        percent(value)  # type: ignore[arg-type]


def test_campaign_marks_are_read_from_a_link() -> None:
    """Text is the link that the visitor followed."""
    assert Utm("ads") == utm("https://x.example/?utm_source=ads") == utm(Utm("ads"))


def test_a_pair_names_the_record_elsewhere() -> None:
    """System and id."""
    assert Origin("bitrix24", "7") == origin(("bitrix24", "7"))


def test_empty_values_are_none() -> None:
    """What says nothing is not kept."""
    assert utm("https://x.example") is None
    assert origin(Origin()) is None
    assert requisites(Requisites()) is None
    assert requisites(None) is None


def test_other_types_are_refused() -> None:
    """The message shows the class to use."""
    with pytest.raises(InvalidValue, match=r"write Requisites\(…\)"):
        requisites("Kyivlog LLC")  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [None, 0, 15])
def test_minutes_are_whole_and_may_be_missing(value: int | None) -> None:
    """T1: a reminder comes so long before the deadline, or not at all."""
    assert value == minutes(value)


@pytest.mark.parametrize("value", [-1, 2**63, True, 1.5, "15"])
def test_anything_else_is_no_number_of_minutes(value: object) -> None:
    """T1: a quarter of an hour is 15, and nothing lies behind the deadline."""
    with pytest.raises(InvalidValue, match="minutes"):
        minutes(value)  # type: ignore[arg-type]
