"""Parties, as ``Crm`` offers them: one directory over leads, contacts, companies."""

from collections.abc import Iterator

import attrs
from attrs import field, frozen

from leadflow.crm import marks
from leadflow.crm.desk import Desk, Hand
from leadflow.crm.naming import known_id, room, spelling
from leadflow.crm.selection import order_of, question, require_limit, require_page
from leadflow.deferred import by_value
from leadflow.entities import Record
from leadflow.expressions import ALWAYS, Condition, FieldPath, all_of, parse
from leadflow.parties.asking import Asking
from leadflow.parties.card import PartyCard
from leadflow.parties.directory import Directory, directory
from leadflow.parties.party import Party
from leadflow.storage.port import Reader
from leadflow.storage.query import Order, Query


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class PartyPage:
    """Some parties of a selection, and where the next page begins."""

    items: tuple[Party, ...]
    next: str = ""
    """Give it as ``after`` to read on; empty on the last page."""

    def __iter__(self) -> Iterator[Party]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@spelling
@by_value
@frozen(kw_only=True, eq=False, repr=False)
class PartySelection:
    """Parties that meet conditions; nothing is read until asked.

    Conditions and order are over ``role``, ``entity``, ``name``, and all fields of
    leads, contacts and companies: what a kind does not have is empty there. Every
    method returns a new selection; iterating streams the parties, oldest first.

    >>> import leadflow
    >>> from leadflow import Company, F, Lead
    >>> crm = leadflow.open()
    >>> _ = crm.leads.add(Lead(last_name="Kovalenko", source="trade_show"))
    >>> _ = crm.companies.add(Company(name="Kyiv Logistics", source="trade_show"))
    >>> met = crm.parties.where(F.source == "trade_show").order_by("-name")
    >>> [(party.name, party.role) for party in met]
    [('Kyiv Logistics', 'contact'), ('Kovalenko', 'lead')]
    """

    desk: Desk = field(repr=False)
    hand: Hand = field(repr=False)
    condition: Condition = ALWAYS
    order: tuple[Order, ...] = ()
    size: int | None = None

    def __repr__(self) -> str:
        return question("parties", self.condition, self.order, self.size)

    def _repr_html_(self) -> str:
        """Return the first parties as a table, for notebooks."""
        from leadflow.parties.drawing import ROWS, listed  # noqa: PLC0415  # on use

        with self.desk.reading() as reader:
            known = self._directory(reader)
            total = known.count(reader)
            if self.size is not None:
                total = min(total, self.size)
            rows = known.rows(reader, limit=min(total, ROWS))
            found = [row.party for row in rows]
            title = "parties" if self.condition == ALWAYS else "found"
            return listed(found, total, self.desk.workspace(reader), title=title)

    def where(self, *conditions: Condition | str) -> "PartySelection":
        """Return the parties for which these conditions hold as well.

        Conditions are written with ``F`` or as text. Names that no kind knows, and
        values that none can hold, raise ``InvalidCondition`` here, all at once.
        """
        given = (c if isinstance(c, Condition) else parse(c) for c in conditions)
        joined = all_of(self.condition, *given)
        self._check(joined, self.order)
        return attrs.evolve(self, condition=joined)

    def order_by(self, *names: str | FieldPath) -> "PartySelection":
        """Return the selection sorted by fields; ``-name`` begins with the last.

        Empty values come last in both directions, ties in the order of creation.
        By ``role`` leads come first, then contacts, then clients.
        """
        order = tuple(order_of(name) for name in names)
        self._check(self.condition, order)
        return attrs.evolve(self, order=order)

    def limit(self, size: int) -> "PartySelection":
        """Return at most the first ``size`` parties of the selection."""
        require_limit(size)
        return attrs.evolve(self, size=size)

    def __iter__(self) -> Iterator[Party]:
        with self.desk.reading() as reader:
            rows = self._directory(reader).rows(reader, limit=self.size)
            yield from (row.party for row in rows)

    def all(self) -> list[Party]:
        """Return all parties of the selection at once."""
        return list(self)

    def first(self) -> Party | None:
        """Return the first party, or ``None``."""
        return next(iter(self.limit(1).all()), None)

    def count(self) -> int:
        """Return how many parties there are, no more than the limit."""
        with self.desk.reading() as reader:
            found = self._directory(reader).count(reader)
        return found if self.size is None else min(found, self.size)

    def page(self, size: int = 50, *, after: str = "") -> PartyPage:
        """Return one page; neither repeats nor skips a party between pages.

        ``after`` is the ``next`` of the page before; it stays good while records
        are added or changed.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> _ = crm.leads.add_many(leadflow.Lead(last_name=name) for name in "ABC")
        >>> first = crm.parties.page(2)
        >>> [party.name for party in crm.parties.page(2, after=first.next)]
        ['C']
        """
        require_page(size, self.size)
        with self.desk.reading() as reader:
            known = self._directory(reader)
            asked = Query(paths=known.shared, order=self.order)
            cursor = marks.read(asked, after) if after else None
            found = tuple(known.rows(reader, after=cursor, limit=size + 1))
        items = tuple(row.party for row in found[:size])
        if len(found) <= size:
            return PartyPage(items=items)
        last = (*found[size - 1].values, items[-1].id)
        return PartyPage(items=items, next=marks.written(asked, last))

    def _check(self, condition: Condition, order: tuple[Order, ...]) -> None:
        """Raise for what nobody can be asked."""
        with self.desk.reading() as reader:
            directory(self._asking(reader), condition, order)

    def _directory(self, reader: Reader) -> Directory:
        return directory(self._asking(reader), self.condition, self.order)

    def _asking(self, reader: Reader) -> Asking:
        return Asking.of(reader, self.desk.workspace(reader))


@room
class Parties:
    """Everybody: leads, contacts and companies in one directory, each actor once.

    Nothing of it is stored: it is read from the records as they are. Leads that
    became a client, and records that were merged, are the past of the party that
    they belong to, and no parties of their own.
    """

    def __init__(self, desk: Desk, hand: Hand) -> None:
        self._desk = desk
        self._hand = hand

    def _repr_html_(self) -> str:
        return self.select()._repr_html_()  # a notebook asks for it

    def get(self, record: Record | Party | str) -> Party:
        """Return the party to which a record belongs, given as record or as id.

        A lead belongs to the contact or the company that it became; a deal, quote
        or invoice to its company, else to its contact, else to its lead.
        Raises ``NotFound``, and ``InvalidValue`` for what belongs to nobody.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> lead = crm.leads.add(leadflow.Lead(last_name="Kovalenko"))
        >>> deal = crm.win(crm.convert(lead).deal)
        >>> crm.parties.get(lead) == crm.parties.get(deal)
        True
        >>> crm.parties.get(lead).role
        'client'
        """
        from leadflow.parties.belonging import party_of  # noqa: PLC0415  # on use

        name = known_id(record)
        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            return party_of(context, context.live(name))

    def of(self, record: Record | Party | str) -> PartyCard:
        """Return the one card of the party to which a record belongs (0.6).

        It tells how it began, what followed, what was bought and what is open; see
        ``get`` for whose card it is.

        >>> import leadflow
        >>> from leadflow import Lead
        >>> crm = leadflow.open(actor="ada")
        >>> lead = crm.leads.add(Lead(last_name="Kovalenko", source="trade_show"))
        >>> deal = crm.win(crm.convert(lead).deal)
        >>> card = crm.parties.of(deal)
        >>> card.first_touch.source, card.leads[0].id == lead.id
        ('trade_show', True)
        >>> card.first_purchase.id == deal.id
        True
        """
        from leadflow.parties.belonging import record_of  # noqa: PLC0415  # on use
        from leadflow.parties.telling import card_of  # noqa: PLC0415  # as above

        name = known_id(record)
        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            return card_of(context, record_of(context, context.live(name)))

    def select(self) -> PartySelection:
        """Return all parties, to be refined."""
        return PartySelection(desk=self._desk, hand=self._hand)

    def __iter__(self) -> Iterator[Party]:
        return iter(self.select())

    def where(self, *conditions: Condition | str) -> PartySelection:
        """Return the parties for which the conditions hold."""
        return self.select().where(*conditions)

    def order_by(self, *names: str | FieldPath) -> PartySelection:
        """Return the parties in an order; ``-name`` begins with the last."""
        return self.select().order_by(*names)

    def limit(self, size: int) -> PartySelection:
        """Return at most the first ``size`` parties."""
        return self.select().limit(size)

    def all(self) -> list[Party]:
        """Return all parties at once."""
        return self.select().all()

    def first(self) -> Party | None:
        """Return the oldest party, or ``None``."""
        return self.select().first()

    def count(self) -> int:
        """Return how many parties there are."""
        return self.select().count()

    def page(self, size: int = 50, *, after: str = "") -> PartyPage:
        """Return one page, oldest parties first."""
        return self.select().page(size, after=after)
