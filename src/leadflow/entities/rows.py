"""Product rows: what a client wants, offers list and invoices demand (N2)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities.references import product_id
from leadflow.entities.schema import named_faults
from leadflow.errors import InvalidValue
from leadflow.ids import ProductId
from leadflow.values import Money
from leadflow.values.converters import money, quantity, text
from leadflow.values.teaching import teach_names


def _price(value: Money | str | None) -> Money:
    price = money(value)
    if price is None:
        raise InvalidValue("price", "is missing", "a row has a unit price")
    return price


def _percent(value: Decimal | int | str | None) -> Decimal | None:
    percent = None if value is None else quantity(value)
    if percent is not None and not 0 <= percent <= 100:  # noqa: PLR2004
        raise InvalidValue("percentage", "lies outside 0 to 100")
    return percent


def _tax(value: Decimal | int | str | None) -> Decimal | None:
    rate = None if value is None else quantity(value)
    if rate is not None and rate < 0:
        raise InvalidValue("tax rate", "is negative")
    return rate


@teach_names
@by_value
@frozen(
    kw_only=True,
    eq=False,
    repr=False,
    field_transformer=named_faults,
    weakref_slot=False,
)
class ProductRow:
    """One line of goods or services: so many, at this price.

    The price is per unit, before discount; ``tax_included`` says whether the
    tax is inside it.
    """

    name: str = field(default="", converter=text)
    price: Money = field(converter=_price)
    quantity: Decimal = field(default=Decimal(1), converter=quantity)
    unit: str = field(default="", converter=text)
    product: ProductId | None = field(default=None, converter=product_id)
    discount: Money | None = field(default=None, converter=money)
    """Taken off the unit price; at most one kind of discount is given."""
    discount_percent: Decimal | None = field(default=None, converter=_percent)
    tax_rate: Decimal | None = field(default=None, converter=_tax)
    """Percent; ``None`` means that the row bears no tax."""
    tax_included: bool = False

    def __attrs_post_init__(self) -> None:
        if self.discount is not None and self.discount_percent is not None:
            hint = "give a sum or a percentage"
            raise InvalidValue("row", "has two discounts", hint)


def product_rows(
    value: ProductRow | Iterable[ProductRow] | None,
) -> tuple[ProductRow, ...]:
    """Return one row or several as a tuple."""
    if value is None:
        return ()
    given: Any = value
    rows = tuple(given) if isinstance(given, Iterable) else (given,)
    strange = [each for each in rows if type(each) is not ProductRow]
    if strange:
        reason = f"cannot be of type {type(strange[0]).__name__}"
        raise InvalidValue("product row", reason, "write ProductRow(…)")
    return rows
