import pickle
from decimal import Decimal

import pytest

from leadflow.entities import Deal, ProductRow
from leadflow.errors import InvalidValue, UnknownName
from leadflow.ids import ProductId
from leadflow.testing import nth_id
from leadflow.values import Money


def test_a_row_is_so_many_at_a_price() -> None:
    """N2: quantity, unit price, discount and tax."""
    row = ProductRow(
        name="GTX Pro",
        price="4821 USD",
        quantity="2.5",
        discount_percent="10",
        tax_rate=20,
        product=ProductId(nth_id("product", 1)),
    )

    assert (Money("4821", "USD"), Decimal("2.5")) == (row.price, row.quantity)
    assert (Decimal(10), Decimal(20)) == (row.discount_percent, row.tax_rate)


def test_one_row_stands_for_several() -> None:
    """A single row need not be put into a list."""
    row = ProductRow(name="Crane", price="5 UAH")

    assert (row,) == Deal(rows=row).rows == Deal(rows=[row]).rows
    assert () == Deal(rows=None).rows


def test_a_row_has_one_discount() -> None:
    """N2: a sum or a percentage."""
    with pytest.raises(InvalidValue, match="two discounts; give a sum or a percentage"):
        ProductRow(price="5 UAH", discount="1 UAH", discount_percent=10)


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("price", {"price": None}),
        ("price", {"price": 5}),
        ("price", {"price": "five"}),
        ("quantity", {"quantity": 1.5}),
        ("discount_percent", {"discount_percent": 101}),
        ("discount_percent", {"discount_percent": -1}),
        ("tax_rate", {"tax_rate": -1}),
        ("tax_included", {"tax_included": "yes"}),
        ("product", {"product": nth_id("deal", 1)}),
    ],
)
def test_a_wrong_value_names_its_field(path: str, values: dict[str, object]) -> None:
    """N1: no floats on the way of money, and a row's faults have paths."""
    with pytest.raises(InvalidValue) as caught:
        ProductRow(**{"price": "5 UAH", **values})  # type: ignore[arg-type]

    assert path == caught.value.path


def test_a_wrong_name_in_a_row_is_answered() -> None:
    """F4: rows teach names as entities do."""
    with pytest.raises(UnknownName) as caught:
        ProductRow(price="5 UAH", qantity=2)  # type: ignore[call-arg]

    assert "quantity" == caught.value.nearest


def test_rows_are_rows() -> None:
    """A dictionary in place of a row is refused with the right form."""
    with pytest.raises(InvalidValue, match=r"write ProductRow\(…\)") as caught:
        Deal(rows=[{"name": "Crane"}])  # type: ignore[list-item]

    assert "rows" == caught.value.path


def test_a_row_is_a_value() -> None:
    """It can be compared, hashed and pickled."""
    row = ProductRow(name="Crane", price="5 UAH")

    assert {row} == {pickle.loads(pickle.dumps(row))}  # noqa: S301  # our own bytes
