"""What is asked of a store: which records, in which order, from where on."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import Kind
from leadflow.errors import InvalidValue
from leadflow.expressions import ALWAYS, Condition, Path
from leadflow.values.decimals import EXACT
from leadflow.values.money import stored_units
from leadflow.values.text import fold
from leadflow.workspace import PathInfo, Paths


SortValue: TypeAlias = int | str | bool
Cursor: TypeAlias = tuple[SortValue, ...]
"""Where a page ended: the sort values of its last record, and its id."""

LIVE, DELETED, ANY = "live", "deleted", "any"


@by_value
@frozen(eq=False, repr=False)
class Order:
    """One sort criterion; empties come last in both directions."""

    path: Path
    descending: bool = False


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Query:
    """A question to a store about the records of one entity.

    ``where`` is bound: its paths and values were judged against the workspace.
    """

    paths: Paths = field(eq=False, repr=False)
    where: Condition = ALWAYS
    order: tuple[Order, ...] = ()
    """Ties are broken by id, which is the order of creation."""
    limit: int | None = None
    after: Cursor | None = None
    """Only records that sort behind this place; a page's last record gives it."""
    which: str = LIVE
    """``live`` records, the ``deleted`` ones, or ``any``."""

    @property
    def entity(self) -> str:
        """Return the entity asked for."""
        return self.paths.entity.name


def sortable(info: PathInfo) -> PathInfo:
    """Return the path if records can be sorted by it, else raise."""
    if info.several or info.kind in (Kind.VALUE, Kind.VALUES, Kind.CUSTOM):
        name = ".".join((info.spec.name, *info.part))
        raise InvalidValue("order", f"cannot be by '{name}'", "it has several parts")
    return info


def decimal_key(value: Decimal) -> str:
    """Return text that sorts as the number does, and is equal when it is.

    Stores compare numbers of any size by it, without rounding.

    >>> decimal_key(Decimal("-2")) < decimal_key(Decimal("1.5"))
    True
    >>> decimal_key(Decimal("1.50")) == decimal_key(Decimal("1.5"))
    True
    """
    sign, digits, exponent = value.normalize(EXACT).as_tuple()
    if not isinstance(exponent, int):
        raise InvalidValue("number", "is not finite")
    if not any(digits):
        return "1"
    # Magnitude first, then the digits; both reversed below zero.
    magnitude = f"{len(digits) + exponent + 500_000:06d}"
    text = magnitude + "".join(map(str, digits))
    if not sign:
        return f"2{text}"
    return "0" + text.translate(_NINES) + "~"


_NINES = str.maketrans("0123456789", "9876543210")


def instant_text(value: datetime) -> str:
    """Return an instant as text of fixed width, in UTC, that sorts by time.

    >>> instant_text(datetime(2026, 1, 31, 8, tzinfo=UTC))
    '2026-01-31T08:00:00.000000+00:00'
    """
    known, text = _told.get(id(value), _UNTOLD)
    if known is value:
        return text
    moment = value if value.tzinfo is UTC else value.astimezone(UTC)
    text = moment.isoformat(timespec="microseconds")
    if len(_told) >= _COMMANDS:
        _told.clear()
    _told[id(value)] = (value, text)
    return text


# A command has one time for all that it writes: it is put into words once. By
# identity, which it cannot leave to another one as long as it is kept here.
_COMMANDS = 256
_told: dict[int, tuple[datetime | None, str]] = {}
_UNTOLD: tuple[datetime | None, str] = (None, "")


_SORT: Mapping[Kind, Callable[[Any], tuple[SortValue, ...]]] = {
    Kind.TEXT: lambda value: (fold(value),),
    Kind.LONG_TEXT: lambda value: (fold(value),),
    Kind.CHOICE: lambda value: (value,),
    Kind.REFERENCE: lambda value: (value,),
    Kind.INTEGER: lambda value: (value,),
    Kind.BOOLEAN: lambda value: (int(value),),
    Kind.DECIMAL: lambda value: (decimal_key(value),),
    Kind.DATE: lambda value: (value.isoformat(),),
    Kind.DATETIME: lambda value: (instant_text(value),),
    Kind.MONEY: lambda value: (stored_units(value), value.currency),
}
_EMPTY: Mapping[Kind, tuple[SortValue, ...]] = {Kind.MONEY: (0, ""), Kind.INTEGER: (0,)}


def sort_values(info: PathInfo, value: object) -> tuple[SortValue, ...]:
    """Return what a field's value sorts by: emptiness first, then the value.

    Text sorts without regard to case, money by amount and then currency.
    The number of values is the same for all values of one field.
    """
    if value is None or value == "":
        return (1, *_EMPTY.get(info.kind, ("",)))
    return (0, *_SORT[info.kind](value))
