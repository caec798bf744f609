"""The records of a CRM: one collection for each entity.

Each is made when it is first asked for, and kept: it holds nothing of its own.
"""

from functools import cached_property

from leadflow.crm.collection import Collection
from leadflow.crm.companies import Companies
from leadflow.crm.desk import Desk, Hand
from leadflow.entities import (
    Activity,
    Contact,
    Deal,
    Inquiry,
    Invoice,
    Lead,
    Product,
    Quote,
    User,
)
from leadflow.ids import (
    ActivityId,
    ContactId,
    DealId,
    InquiryId,
    InvoiceId,
    LeadId,
    ProductId,
    QuoteId,
    UserId,
)


class Directory:
    """The collections of ``Crm``."""

    _desk: Desk
    _hand: Hand

    @cached_property
    def leads(self) -> Collection[Lead, LeadId]:
        """Return the leads: inquiries of potential clients."""
        return Collection(self._desk, self._hand, "lead")

    @cached_property
    def contacts(self) -> Collection[Contact, ContactId]:
        """Return the contacts: people."""
        return Collection(self._desk, self._hand, "contact")

    @cached_property
    def companies(self) -> Companies:
        """Return the companies: firms, alone and in groups."""
        return Companies(self._desk, self._hand, "company")

    @cached_property
    def deals(self) -> Collection[Deal, DealId]:
        """Return the deals: sales on their way."""
        return Collection(self._desk, self._hand, "deal")

    @cached_property
    def activities(self) -> Collection[Activity, ActivityId]:
        """Return the activities: calls, meetings, tasks, letters."""
        return Collection(self._desk, self._hand, "activity")

    @cached_property
    def quotes(self) -> Collection[Quote, QuoteId]:
        """Return the quotes: offers."""
        return Collection(self._desk, self._hand, "quote")

    @cached_property
    def invoices(self) -> Collection[Invoice, InvoiceId]:
        """Return the invoices: demands for payment."""
        return Collection(self._desk, self._hand, "invoice")

    @cached_property
    def products(self) -> Collection[Product, ProductId]:
        """Return the products: goods and services."""
        return Collection(self._desk, self._hand, "product")

    @cached_property
    def inquiries(self) -> Collection[Inquiry, InquiryId]:
        """Return the inquiries: messages as they came in."""
        return Collection(self._desk, self._hand, "inquiry")

    @cached_property
    def users(self) -> Collection[User, UserId]:
        """Return the users: us."""
        return Collection(self._desk, self._hand, "user")
