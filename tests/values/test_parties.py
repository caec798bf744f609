import pytest

from leadflow.entities import Company, Quote
from leadflow.errors import InvalidValue
from leadflow.values import PartySnapshot


CLIENT = PartySnapshot(title="Kyiv Logistics", address="Khreshchatyk 22\nKyiv")


def test_a_party_is_told_in_one_line() -> None:
    """A quote says whom it was printed for."""
    assert "Kyiv Logistics, Khreshchatyk 22 Kyiv" == str(CLIENT)


def test_a_quote_keeps_the_party_as_it_was_printed() -> None:
    """The company may be renamed; the quote says what it said."""
    assert "Kyiv Logistics" == Quote(client=CLIENT).client.title  # type: ignore[union-attr]  # it is given


def test_an_empty_party_is_none() -> None:
    """F4: nothing is one value, not two."""
    assert PartySnapshot().is_empty
    assert Quote(client=PartySnapshot()).client is None


def test_a_repr_of_a_party_masks_who_it_is() -> None:
    """H5: names and addresses do not get into logs."""
    assert "Kyiv" not in repr(CLIENT)


def test_only_a_party_is_a_party() -> None:
    """F4: a company is copied into words first."""
    with pytest.raises(InvalidValue, match=r"of type Company; write PartySnapshot"):
        Quote(client=Company(name="Kyiv Logistics"))  # type: ignore[arg-type]  # that is the point
