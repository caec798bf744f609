"""The verbs of ``Crm`` for people in firms."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeAlias, cast

from leadflow.context import Context
from leadflow.crm.desk import Desk, Hand, save
from leadflow.crm.naming import id_in
from leadflow.crm.retrying import retried
from leadflow.entities import ENTITIES, Affiliation, Company, Contact
from leadflow.events import Change
from leadflow.firms import People, Positions
from leadflow.ids import CompanyId
from leadflow.values.converters import day


_Deed: TypeAlias = Callable[
    [Context, Contact, Contact, Company], tuple[Contact, Change]
]


class Firms:
    """What ``Crm`` can do with people's places in firms."""

    _desk: Desk
    _hand: Hand

    @retried
    def join(  # what a place has
        self,
        contact: Contact | str,
        company: Company | str,
        *,
        position: str = "",
        role: str = "",
        since: date | str | None = None,
        primary: bool = False,
    ) -> Contact:
        """Let a person take a position in a firm, and return the person (mission 3.5).

        Who works there already gets what is said of the place; another title or role
        with a later ``since`` is a new position, and the one before ends on the day
        before. What is told already writes nothing. The firm becomes the primary one
        with ``primary``, or where the person has none today.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> firm = crm.companies.add(leadflow.Company(name="Kyivlog"))
        >>> iryna = crm.contacts.add(leadflow.Contact(last_name="Bondar"))
        >>> iryna = crm.join(iryna, firm, position="Accountant", since="2024-02-01")
        >>> iryna = crm.join(iryna, firm, position="Treasurer", since="2026-03-01")
        >>> [(each.position, str(each.until)) for each in iryna.companies]
        [('Treasurer', 'None'), ('Accountant', '2026-02-28')]
        """
        from leadflow.firms.places import join  # noqa: PLC0415  # on use

        def deed(
            context: Context, stored: Contact, after: Contact, firm: Company
        ) -> tuple[Contact, Change]:
            place = Affiliation(
                firm.id, position, role, primary=primary, since=day(since)
            )
            return join(context, stored, after, place)

        return self._placed(contact, company, deed)

    @retried
    def leave(
        self,
        contact: Contact | str,
        company: Company | str,
        *,
        on: date | str | None = None,
    ) -> Contact:
        """End a person's places in a firm, and return the person (mission 3.5).

        ``on`` is the last day there, today where it is not given. The place stays as
        history. A primary place gives its mark to another one once that day has come.
        Raises ``InvalidValue`` for who never worked there, and for a last day before
        the first.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> firm = crm.companies.add(leadflow.Company(name="Kyivlog"))
        >>> person = leadflow.Contact(last_name="Bondar", companies=firm)
        >>> iryna = crm.leave(crm.contacts.add(person), firm, on="2026-03-31")
        >>> iryna.company, len(iryna.companies), len(crm.people(firm))
        (None, 1, 0)
        """
        from leadflow.firms.places import leave  # noqa: PLC0415  # on use

        def deed(
            context: Context, stored: Contact, after: Contact, firm: Company
        ) -> tuple[Contact, Change]:
            return leave(context, stored, after, firm, day(on) or context.today)

        return self._placed(contact, company, deed)

    def _placed(
        self, contact: Contact | str, company: Company | str, deed: _Deed
    ) -> Contact:
        id = id_in(ENTITIES["contact"], contact)
        firm = id_in(ENTITIES["company"], company)
        with self._desk.writing() as writer:
            context = self._desk.context(writer, self._hand.act())
            stored = cast("Contact", context.live(id))
            given = context.shown(stored) if isinstance(contact, str) else contact
            after = context.given(stored, given)
            there = cast("Company", context.live(firm))
            done, change = deed(context, stored, after, there)
            save(writer, change)
        return context.shown(done)

    def people(
        self,
        companies: Company | str | Iterable[Company | str],
        *,
        on: date | str | None = None,
    ) -> People:
        """Return who works in a firm, or in several, today or ``on`` a day.

        By name; ``places`` tells the positions, ``in_role`` the accountants alone
        (mission 3.6). A place counts from its first to its last day, and without
        dates always.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> firm = crm.companies.add(leadflow.Company(name="Kyivlog"))
        >>> iryna = crm.contacts.add(leadflow.Contact(last_name="Bondar"))
        >>> iryna = crm.join(iryna, firm, role="accountant", since="2024-02-01")
        >>> (
        ...     [each.last_name for each in crm.people(firm)],
        ...     len(crm.people(firm, on="2024-01-31")),
        ... )
        (['Bondar'], 0)
        """
        from leadflow.firms.staffing import people  # noqa: PLC0415  # on use

        several = [companies] if isinstance(companies, Company | str) else companies
        ids = [CompanyId(id_in(ENTITIES["company"], each)) for each in several]
        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            there = [cast("Company", context.live(each)).id for each in ids]
            return people(context, there, day(on) or context.today)

    def positions(self, contact: Contact | str) -> Positions:
        """Return what a person was in firms over time (mission 3.5).

        From the places with their dates, and from the facts: a title that was
        changed without dates stands there with the days on which it was told.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> firm = crm.companies.add(leadflow.Company(name="Kyivlog"))
        >>> iryna = crm.contacts.add(leadflow.Contact(last_name="Bondar"))
        >>> iryna = crm.join(iryna, firm, position="Accountant")
        >>> iryna = crm.join(iryna, firm, position="Treasurer")
        >>> [each.title for each in crm.positions(iryna)]
        ['Accountant', 'Treasurer']
        """
        from leadflow.firms.staffing import positions  # noqa: PLC0415  # on use

        id = id_in(ENTITIES["contact"], contact)
        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            return positions(context, cast("Contact", context.live(id)))
