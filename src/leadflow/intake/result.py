"""What became of an inquiry."""

from typing import Final

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.duplicates import Candidate
from leadflow.entities import Activity, Company, Contact, Deal, Inquiry, Lead, Record


NEW_LEAD, NEW_CLIENT = "new_lead", "new_client"
OPEN_LEAD, REPEAT_LEAD = "open_lead", "repeat_lead"
OPEN_DEAL, REPEAT_DEAL, CLIENT = "open_deal", "repeat_deal", "client"
EXCLUDED, ANONYMOUS, REFUSED = "excluded", "anonymous", "refused"

ROUTES: Final = {
    NEW_LEAD: "nobody knew the sender: a lead was made",
    NEW_CLIENT: "nobody knew the sender: the client and a deal were made",
    OPEN_LEAD: "the sender is an open lead",
    REPEAT_LEAD: "the sender is a client: a repeat lead was made",
    OPEN_DEAL: "the sender is a client with an open deal",
    REPEAT_DEAL: "the sender is a client without an open deal: one was made",
    CLIENT: "the sender is a client, and repeat leads are not wanted",
    EXCLUDED: "the sender is on the exclusion list",
    ANONYMOUS: "it names nobody, and nobody can be reached",
    REFUSED: "the firm's own rules let nothing be made of it",
}
"""Each route with what it means (I6)."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Received:
    """An inquiry that was taken in, with everything that came of it (I6)."""

    inquiry: Inquiry
    """As it is kept, with the payload as it came."""
    created: tuple[Record, ...] = ()
    """What was made of it, in order; the inquiry itself aside."""
    touched: tuple[Record, ...] = ()
    """What was there before, and is changed or has something new."""
    candidates: tuple[Candidate, ...] = ()
    """Who looks like the sender, with score and reasons: taken for it, or not (I3).
    Told when it is received; of a repeated one the inquiry's note has the ids."""
    is_repeated: bool = False
    """It was received before: this is what became of it then (I7)."""

    @property
    def route(self) -> str:
        """Return the reason code of the branch that was taken; see ``ROUTES``."""
        return self.inquiry.route

    @property
    def reason(self) -> str:
        """Return in words why it took this route."""
        note = self.inquiry.route_note
        said = ROUTES.get(self.route, self.route)
        return f"{said}: {note}" if note else said

    @property
    def is_ambiguous(self) -> bool:
        """Return whether several records fitted equally well (I3)."""
        return self.inquiry.is_ambiguous

    @property
    def lead(self) -> Lead | None:
        """Return the lead that was made or known."""
        return next((each for each in self._all if isinstance(each, Lead)), None)

    @property
    def contact(self) -> Contact | None:
        """Return the contact that was made or known."""
        return next((each for each in self._all if isinstance(each, Contact)), None)

    @property
    def company(self) -> Company | None:
        """Return the company that was made or known."""
        return next((each for each in self._all if isinstance(each, Company)), None)

    @property
    def deal(self) -> Deal | None:
        """Return the deal that was made or known."""
        return next((each for each in self._all if isinstance(each, Deal)), None)

    @property
    def activity(self) -> Activity | None:
        """Return the call, letter or message that it is in the history."""
        return next((each for each in self.created if isinstance(each, Activity)), None)

    @property
    def _all(self) -> tuple[Record, ...]:
        return (*self.created, *self.touched)

    def __str__(self) -> str:
        made = ", ".join(each.id for each in self.created) or "nothing"
        again = ", received before" if self.is_repeated else ""
        return f"{self.reason}{again}; made {made}"

    def __repr__(self) -> str:
        return f"<Received {self.inquiry.id}: {self.route}>"

    def _repr_html_(self) -> str:
        from leadflow.entities.cards import listed  # noqa: PLC0415  # drawn on use

        made = [(f"made: {type(e).__name__.lower()}", e) for e in self.created]
        known = [(f"known: {type(e).__name__.lower()}", e) for e in self.touched]
        again = "Received before" if self.is_repeated else "Received"
        parts = [("inquiry", self.inquiry), *made, *known]
        return listed(f"{again}: {self.reason}", parts)
