"""The product: goods or a service that we sell."""

from datetime import datetime
from decimal import Decimal

from attrs import field, frozen

from leadflow.entities.custom import EMPTY, Custom, custom
from leadflow.entities.schema import LONG, SYSTEM, named_faults, noun
from leadflow.ids import ProductId
from leadflow.values import FileRef, Money, Origin
from leadflow.values.converters import (
    files,
    instant,
    money,
    optional_quantity,
    origin,
    tags,
    text,
)


@noun
@frozen(
    kw_only=True,
    eq=False,
    repr=False,
    weakref_slot=False,
    field_transformer=named_faults,
)
class Product:
    """Goods or a service on our list, with its usual price.

    >>> Product(name="GTX Pro", price="4821 USD").unit
    ''
    """

    id: ProductId = field(default=ProductId(""), metadata=SYSTEM)
    version: int = field(default=0, metadata=SYSTEM)

    name: str = field(default="", converter=text)
    sku: str = field(default="", converter=text)
    """The article number."""
    group: str = field(default="", converter=text)
    description: str = field(default="", converter=text, metadata=LONG)
    unit: str = field(default="", converter=text)
    price: Money | None = field(default=None, converter=money)
    cost: Money | None = field(default=None, converter=money)
    """What one unit costs us."""
    tax_rate: Decimal | None = field(default=None, converter=optional_quantity)
    """Percent."""
    tax_included: bool = False
    is_active: bool = True

    origin: Origin | None = field(default=None, converter=origin)
    """The same record in another system."""
    owner: str = field(default="", converter=text)
    """Login of the person in charge."""
    open_to_all: bool = True
    notes: str = field(default="", converter=text, metadata=LONG)
    tags: tuple[str, ...] = field(default=(), converter=tags)
    files: tuple[FileRef, ...] = field(default=(), converter=files)
    """Papers that belong to it."""
    custom: Custom = field(default=EMPTY, converter=custom)
    """The workspace's own fields, by code."""

    created_at: datetime | None = field(default=None, converter=instant)
    created_by: str = field(default="", metadata=SYSTEM)
    updated_at: datetime | None = field(
        default=None, converter=instant, metadata=SYSTEM
    )
    updated_by: str = field(default="", metadata=SYSTEM)
    deleted_at: datetime | None = field(
        default=None, converter=instant, metadata=SYSTEM
    )
