"""Parties as documents print them: what was written stays, whatever changes later."""

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.values.teaching import teach_names
from leadflow.values.text import clean, mask


@teach_names
@by_value
@frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class PartySnapshot:
    """A client as a document was printed for them, in the words of that day.

    The company may move and the person may leave; what was sent out says what it
    said. Tax numbers and bank accounts are requisites.

    >>> str(PartySnapshot(title="Kyiv Logistics", address="Khreshchatyk 22, Kyiv"))
    'Kyiv Logistics, Khreshchatyk 22, Kyiv'
    """

    title: str = field(default="", converter=clean, repr=mask)
    """The firm's name, or the person's."""
    address: str = field(default="", converter=clean, repr=mask)
    contact: str = field(default="", converter=clean, repr=mask)
    """The person it was addressed to."""
    email: str = field(default="", converter=clean, repr=mask)
    phone: str = field(default="", converter=clean, repr=mask)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is known."""
        return self == PartySnapshot()

    def __str__(self) -> str:
        """Return what is known in one line, as an address field shows it."""
        known = (self.title, self.contact, self.address, self.phone, self.email)
        return ", ".join(" ".join(part.split()) for part in known if part)
