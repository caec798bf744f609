"""Reading cells: from what stands in a column to a value of its field."""

from collections.abc import Callable, Mapping
from datetime import tzinfo
from decimal import Decimal

from attrs import frozen

from leadflow.entities import ENTITIES, Kind
from leadflow.entities.schema import Convert, bare_convert
from leadflow.errors import InvalidValue
from leadflow.interchange.amounts import read_amount, read_number
from leadflow.interchange.captions import key_of
from leadflow.interchange.choices import Choices
from leadflow.interchange.dates import read_day, read_moment
from leadflow.interchange.linking import Find, ends_of, link_reader, read_link
from leadflow.values.calendars import zone_of
from leadflow.workspace import CustomField, Workspace


Read = Callable[[str], object]

_TRUTH = {
    "yes": True,
    "true": True,
    "1": True,
    "y": True,
    "так": True,
    "да": True,
    "no": False,
    "false": False,
    "0": False,
    "n": False,
    "ні": False,
    "нет": False,
}


@frozen(kw_only=True)
class Settings:
    """What is known about a table besides its cells."""

    workspace: Workspace
    entity: str
    choices: Choices
    find: Find
    """Finds the other end of a link."""
    decimal: str = ""
    orders: Mapping[int, str]
    """By index of the column: the order of days, months and years."""

    @property
    def zone(self) -> tzinfo:
        """Return the zone of times that do not say theirs."""
        return zone_of(self.workspace.zone)


def field_reader(name: str, part: str, settings: Settings, index: int) -> Read:
    """Return what reads a cell for a built-in field, as records keep its values."""
    spec = ENTITIES[settings.entity].spec(name)
    read: Read | None
    if ends_of(spec):
        read = read_link(spec, part, settings.find)
    elif spec.choices:
        read = settings.choices.of_list(spec)
    elif spec.kind is Kind.CHOICE:
        read = settings.choices.of_dictionary(spec)
    elif name in ("stage", "pipeline"):
        read = settings.choices.of_pipeline(name)
    else:
        read = _by_kind(spec.kind, settings, index)
    # The column says where a value stood, and is told by whoever reads it.
    return _both(read, bare_convert(spec))


def _both(read: Read | None, convert: Convert) -> Read:
    """Return what reads a cell and then judges it as the field does."""
    if read is None:
        return convert
    return lambda text: convert(read(text))


def custom_reader(own: CustomField, settings: Settings, index: int) -> Read:
    """Return what reads a cell for a field of the workspace's own."""
    if own.kind is Kind.CHOICE:
        read: Read = settings.choices.of_custom(own)
    elif own.kind is Kind.REFERENCE:
        read = _both(link_reader(own.target, settings.find), own.definition.accept)
    else:
        read = _by_kind(own.kind, settings, index) or own.definition.accept
    return _several(read) if own.multiple else read


def _by_kind(kind: Kind, settings: Settings, index: int) -> Read | None:
    order, zone = settings.orders.get(index, ""), settings.zone
    sign, code = settings.decimal, settings.workspace.currency
    readers: Mapping[Kind, Read] = {
        Kind.DATE: lambda text: read_day(text, order),
        Kind.DATETIME: lambda text: read_moment(text, order, zone),
        Kind.MONEY: lambda text: read_amount(text, code=code, sign=sign),
        Kind.DECIMAL: lambda text: Decimal(read_number(text, sign)),
        Kind.INTEGER: lambda text: _whole(read_number(text.rstrip("% "), sign)),
        Kind.BOOLEAN: read_truth,
        # Most programs write semicolons between several values of one cell.
        Kind.TEXTS: lambda text: text.replace(";", ",").split(","),
    }
    return readers.get(kind)


def read_truth(text: str) -> bool:
    """Return what a cell of yes and no says.

    >>> read_truth("Так"), read_truth("no")
    (True, False)
    """
    try:
        return _TRUTH[key_of(text)]
    except KeyError:
        raise InvalidValue("boolean", "cannot be read", "write yes or no") from None


def _whole(number: str) -> int:
    value = Decimal(number)
    if value != int(value):
        raise InvalidValue("integer", "has decimals")
    return int(value)


def _several(read: Read) -> Read:
    def each(text: str) -> object:
        parts = (part.strip() for part in text.split(";"))
        return tuple(read(part) for part in parts if part)

    return each
