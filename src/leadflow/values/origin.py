"""Where a record comes from: the campaign that brought it, the system that had it."""

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.values.teaching import teach_names
from leadflow.values.text import clean


@teach_names
@by_value
@frozen(eq=False, repr=False, weakref_slot=False)
class Utm:
    """The campaign tags of the link that a visitor followed.

    >>> Utm("newsletter", "email").source
    'newsletter'
    """

    source: str = field(default="", converter=clean)
    medium: str = field(default="", converter=clean)
    campaign: str = field(default="", converter=clean)
    content: str = field(default="", converter=clean)
    term: str = field(default="", converter=clean)

    @classmethod
    def from_url(cls, url: str) -> "Utm":
        """Return the tags in the query of ``url``; without any, an empty value.

        The query may stand alone, as some systems export it.

        >>> Utm.from_url("https://kyivlog.example/?utm_source=ads&utm_term=crane")
        Utm(source='ads', medium='', campaign='', content='', term='crane')
        """
        # Loaded on use: only forms and calls bring links.
        from urllib.parse import parse_qsl  # noqa: PLC0415

        link, mark, query = clean(url, "link").partition("#")[0].partition("?")
        query = query if mark else link
        pairs = parse_qsl(query, errors="replace", max_num_fields=None)
        # The first of repeated tags is what the visitor's browser was sent with.
        tags = {name.lower(): value.replace("\0", "") for name, value in pairs[::-1]}
        names = ("source", "medium", "campaign", "content", "term")
        return cls(*(tags.get(f"utm_{name}", "") for name in names))

    @property
    def is_empty(self) -> bool:
        """Say whether no tag is set."""
        return self == Utm()


@teach_names
@by_value
@frozen(eq=False, repr=False, weakref_slot=False)
class Origin:
    """The name of a record in another system, so that it can be found again.

    >>> Origin("bitrix24", "4711").id
    '4711'
    """

    system: str = field(default="", converter=clean)
    """The other system: ``bitrix24``, ``webshop``."""
    id: str = field(default="", converter=clean)
    """The record's id over there, as text."""
    version: str = field(default="", converter=clean)
    """The record's version over there; it shows whether it changed since."""

    @property
    def is_empty(self) -> bool:
        """Say whether the record began here."""
        return self == Origin()
