"""Postal addresses."""

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.errors import InvalidValue
from leadflow.values.teaching import teach_names
from leadflow.values.text import clean, mask, one_of


KINDS = ("physical", "registered", "legal", "mailing", "beneficiary", "delivery")


def _kind(value: str) -> str:
    return one_of(value, KINDS, "kind of address")


def iso_country(value: str | None) -> str:
    """Return a country code of ISO 3166 in capitals: two letters, or ``""``.

    Only the form is checked: states come and go.

    >>> iso_country("ua")
    'UA'
    """
    text = clean(value, "country code").upper()
    if not text or (len(text) == 2 and text.isascii() and text.isalpha()):  # noqa: PLR2004
        return text
    hint = "use a code of ISO 3166 such as 'UA'"
    raise InvalidValue("country code", "must be two letters", hint)


@teach_names
@by_value
@frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class Address:
    """One place, always copied as a block and never mixed with another (C6).

    >>> Address(line1="Khreshchatyk 22", city="Kyiv", postal_code="01001").one_line
    'Khreshchatyk 22, 01001 Kyiv'
    """

    kind: str = field(default="physical", converter=_kind)
    line1: str = field(default="", converter=clean, repr=mask)
    """Street and house."""
    line2: str = field(default="", converter=clean, repr=mask)
    """Flat, floor, care of."""
    city: str = field(default="", converter=clean)
    postal_code: str = field(default="", converter=clean, repr=mask)
    region: str = field(default="", converter=clean)
    """District or county."""
    province: str = field(default="", converter=clean)
    """State, oblast, voivodeship."""
    country: str = field(default="", converter=clean)
    country_code: str = field(default="", converter=iso_country)

    @property
    def one_line(self) -> str:
        """Return what is known in one line, from the house to the country."""
        town = f"{self.postal_code} {self.city}".strip()
        land = self.country or self.country_code
        known = (self.line1, self.line2, town, self.region, self.province, land)
        return ", ".join(" ".join(part.split()) for part in known if part)

    def __str__(self) -> str:
        """Return the full address in one line."""
        return self.one_line

    @property
    def is_empty(self) -> bool:
        """Say whether nothing but the kind is known."""
        return not self.one_line


def address(value: Address | str | None) -> Address | None:
    """Return an address for a field; text becomes its first line.

    ``None``, ``""`` and an address with nothing in it give ``None``.

    >>> address("Khreshchatyk 22, Kyiv").line1
    'Khreshchatyk 22, Kyiv'
    """
    if value is None or isinstance(value, Address):
        return None if value is None or value.is_empty else value
    given: object = value
    if not isinstance(given, str):
        hint = "write Address(…), or its first line as text"
        reason = f"cannot be of type {type(given).__name__}"
        raise InvalidValue("address", reason, hint)
    found = Address(line1=value)
    return None if found.is_empty else found
