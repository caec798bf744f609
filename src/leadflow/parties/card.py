"""The one card of an actor: what it was, what it is, what it bought (0.6, 0.7, 1.1)."""

from datetime import datetime

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import Company, Contact, Counterparty, Deal, Lead
from leadflow.parties.party import Party
from leadflow.timeline.told import Touch
from leadflow.values import Money
from leadflow.workspace import Workspace


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class PartyCard:
    """An actor with all its history: how it began, what followed, what was bought.

    A value: it tells what was so when it was asked for, as far as the actor who
    asked may see it. A notebook draws it; ``print`` shows it as text.
    """

    party: Party
    leads: tuple[Lead, ...] = ()
    """Its past: the leads that became this party, or came from it, oldest first."""
    merged: tuple[str, ...] = ()
    """The ids of records that became part of it."""
    company: Company | None = None
    """Where the person works, in the first place."""
    position: str = ""
    people: tuple[Contact, ...] = ()
    """Who works at the firm."""
    first_touch: Touch | None = None
    """How it began: when, by which channel and campaign, who talked."""
    last_touch: Touch | None = None
    purchases: tuple[Deal, ...] = ()
    """The deals that were won, in the order in which they were."""
    open_deals: tuple[Deal, ...] = ()
    workspace: Workspace = field(eq=False)

    def __repr__(self) -> str:
        return f"<PartyCard {self.id}: {self.role}>"

    @property
    def record(self) -> Counterparty:
        """Return the record that stands for the party."""
        return self.party.record

    @property
    def id(self) -> str:
        """Return the id of the record."""
        return self.party.id

    @property
    def name(self) -> str:
        """Return what the party is called."""
        return self.party.name

    @property
    def role(self) -> str:
        """Return ``lead``, ``contact`` or ``client``."""
        return self.party.role

    @property
    def first_purchase(self) -> Deal | None:
        """Return the deal with which the party became a client."""
        return self.purchases[0] if self.purchases else None

    @property
    def client_since(self) -> datetime | None:
        """Return when the party became a client."""
        first = self.first_purchase
        return first.closed_at if first else None

    @property
    def later_purchases(self) -> tuple[Deal, ...]:
        """Return what was bought after the first purchase."""
        return self.purchases[1:]

    @property
    def totals(self) -> tuple[Money, ...]:
        """Return for how much was bought, one sum for each currency (N6)."""
        sums: dict[str, Money] = {}
        for amount in (each.amount for each in self.purchases if each.amount):
            known = sums.get(amount.currency)
            sums[amount.currency] = known + amount if known else amount
        return tuple(sums[currency] for currency in sorted(sums))

    def __str__(self) -> str:
        return self._drawn("text")

    def _repr_html_(self) -> str:
        return self._drawn("html")

    def _drawn(self, form: str) -> str:
        from leadflow.parties import drawing  # noqa: PLC0415  # drawn on use

        here = self.workspace
        lines = (
            *drawing.now(self.record, self.company, self.position, self.people, here),
            *drawing.past(self.first_touch, self.leads, here),
            *drawing.latest(self.last_touch, self.merged, here),
            *drawing.bought(self.purchases, self.totals, self.open_deals, here),
        )
        return drawing.drawn(self.party, lines, here, form)
