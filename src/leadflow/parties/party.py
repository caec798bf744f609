"""A party: one actor in the directory, whichever record stands for it (0.4, 0.6)."""

from datetime import datetime
from typing import Final

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import Company, Contact, Counterparty, entity_of
from leadflow.values import Email, Messenger, Phone


LEAD: Final = "lead"
"""Somebody who asked, and has become no contact and no company yet."""
CONTACT: Final = "contact"
"""A person or a firm with whom no deal was won."""
CLIENT: Final = "client"
"""A person or a firm with whom a deal was won."""

ROLES: Final = (LEAD, CONTACT, CLIENT)
"""What a party can be, in the order in which it becomes so."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Party:
    """An actor: a person or a firm, as one directory of everybody shows it.

    The record stands for it: a contact, a company, or a lead that has become
    neither yet. The role is derived when it is read, and stored nowhere.

    >>> import leadflow
    >>> crm = leadflow.open()
    >>> lead = crm.leads.add(leadflow.Lead(first_name="Olena", last_name="Kovalenko"))
    >>> party = crm.parties.get(lead)
    >>> party.name, party.role
    ('Olena Kovalenko', 'lead')
    """

    record: Counterparty
    role: str
    """``lead``, ``contact`` or ``client``."""

    def __repr__(self) -> str:
        return f"<Party {self.id}: {self.role}>"

    def _repr_html_(self) -> str:
        from leadflow.entities.cards import card  # noqa: PLC0415  # drawn on use

        return card(self.record, kind=self.role.capitalize())

    @property
    def id(self) -> str:
        """Return the id of the record."""
        return self.record.id

    @property
    def entity(self) -> str:
        """Return what the record is: ``lead``, ``contact`` or ``company``."""
        return entity_of(self.record).name

    @property
    def name(self) -> str:
        """Return what the party is called.

        A firm's name, or a person's; a lead that names nobody goes by its firm, or
        by its title.
        """
        if isinstance(self.record, Company):
            return self.record.name
        name = self.record.name.full()
        if name or isinstance(self.record, Contact):
            return name
        return self.record.company_name or self.record.title

    @property
    def phones(self) -> tuple[Phone, ...]:
        """Return the telephone numbers."""
        return self.record.phones

    @property
    def emails(self) -> tuple[Email, ...]:
        """Return the e-mail addresses."""
        return self.record.emails

    @property
    def messengers(self) -> tuple[Messenger, ...]:
        """Return the accounts of messengers."""
        return self.record.messengers

    @property
    def owner(self) -> str:
        """Return the login of the person in charge."""
        return self.record.owner

    @property
    def source(self) -> str:
        """Return the channel that brought it."""
        return self.record.source

    @property
    def tags(self) -> tuple[str, ...]:
        """Return the tags."""
        return self.record.tags

    @property
    def created_at(self) -> datetime | None:
        """Return since when the record is there."""
        return self.record.created_at

    @property
    def last_activity_at(self) -> datetime | None:
        """Return when something last happened with it."""
        return self.record.last_activity_at
