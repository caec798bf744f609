import pytest

from leadflow.errors import InvalidValue
from leadflow.values import Address
from leadflow.values.address import address, iso_country


KYIV = Address(
    kind="legal",
    line1="Khreshchatyk 22",
    line2="office 5",
    city="Kyiv",
    postal_code="01001",
    country_code="ua",
)


def test_an_address_fits_in_one_line() -> None:
    """The code stands for a country without name."""
    assert "Khreshchatyk 22, office 5, 01001 Kyiv, UA" == KYIV.one_line == str(KYIV)


def test_lines_within_a_part_are_joined() -> None:
    """One line is one line."""
    assert "a b" == Address(line1="a\nb").one_line


def test_an_address_of_kind_alone_is_empty() -> None:
    """The kind says nothing about the place."""
    assert Address(kind="delivery").is_empty
    assert not KYIV.is_empty


def test_a_field_takes_text_as_first_line() -> None:
    """Forms send one text."""
    assert Address(line1="Kyiv") == address("Kyiv")
    assert KYIV == address(KYIV)


@pytest.mark.parametrize("value", [None, "", " ", Address(kind="legal")])
def test_nothing_is_none(value: Address | str | None) -> None:
    """An address without place is no address."""
    assert address(value) is None


def test_something_else_is_refused() -> None:
    """Nothing is converted silently."""
    with pytest.raises(InvalidValue, match="write Address"):
        address(5)  # type: ignore[arg-type]


def test_the_repr_hides_house_and_post_code() -> None:
    """Logs may name a city, not a door."""
    shown = repr(KYIV)

    assert "line1=K…" in shown
    assert "Khreshchatyk" not in shown
    assert "01001" not in shown


@pytest.mark.parametrize("code", ["UKR", "U", "У1", "1A"])
def test_a_country_code_has_two_letters(code: str) -> None:
    """ISO 3166, alpha-2."""
    with pytest.raises(InvalidValue, match="must be two letters"):
        iso_country(code)


def test_a_wrong_kind_names_the_nearest() -> None:
    """The message offers the right code."""
    with pytest.raises(InvalidValue, match="did you mean 'delivery'"):
        Address(kind="delivry")
