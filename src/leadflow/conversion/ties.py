"""Ties: how the targets of one conversion hold together (C9)."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias, cast

from attrs import field, frozen

from leadflow.context import Context
from leadflow.conversion.fields import Filling
from leadflow.conversion.plan import Source
from leadflow.conversion.recipes import Recipe
from leadflow.conversion.wishes import Wishes
from leadflow.entities import (
    Affiliation,
    Contact,
    Deal,
    Invoice,
    Participant,
    Quote,
    Record,
)
from leadflow.entities.links import affiliations, participants, primary_of
from leadflow.entities.shapes import shape
from leadflow.errors import InvalidValue


_Sale: TypeAlias = Deal | Quote | Invoice
_SALES = (Deal, Quote, Invoice)


@frozen
class Ties:
    """Ties each target to its place, its client, its siblings and its source."""

    context: Context
    record: Source
    wishes: Wishes
    clients: Mapping[str, str]
    """Those of a repeat lead, by entity."""
    siblings: dict[str, str] = field(factory=dict)
    """The targets that were tied, by entity: the next ones are tied to them."""

    def tie(
        self, recipe: Recipe, filling: Filling, id: str, existing: Record | None
    ) -> None:
        """Tie a target to those before it and to what it is made of.

        A repeat lead's client is not touched at all (C12). What came from another
        record already keeps that tie.
        """
        if not (self.clients and id in self.clients.values()):
            known = recipe.empty if existing is None else existing
            ties: dict[str, object] = {}
            if isinstance(known, Contact):
                self._affiliate(ties, known)
            elif isinstance(known, _SALES):
                self._tie_sale(ties, filling, known)
                ties |= recipe.placed if existing is None else {}
            if recipe.back and not getattr(known, recipe.back):
                ties[recipe.back] = self.record.id
            filling.tie(ties, known)
        self.siblings[recipe.entity] = id

    def _affiliate(self, ties: dict[str, object], contact: Contact) -> None:
        """Give the contact its place in the company.

        Who works there already is left alone: linking again changes nothing (C6).
        Who has left comes back with a new place.
        """
        known, company = contact.companies, self.siblings.get("company")
        if not company or (known and self._works_there(known, company)):
            return
        title = getattr(self.record, "job_title", "")
        is_main = not known or primary_of(known) is None
        place = _place(company, title, "", is_main, None, None)
        ties["companies"] = affiliations((*known, place)) if known else (place,)

    def _works_there(self, places: Iterable[Affiliation], company: str) -> bool:
        today = self.context.today
        return any(
            each.company == company and (each.until is None or each.until >= today)
            for each in places
        )

    def _tie_sale(
        self, ties: dict[str, object], filling: Filling, known: _Sale
    ) -> None:
        """Give a deal or document its client, its deal, its quote.

        What it has already stays.
        """
        siblings = self.siblings
        company = siblings.get("company")
        if company and not known.company:
            ties["company"] = company
        person = siblings.get("contact")
        is_mapped = "contacts" in filling.values
        there = _people(filling, known) if is_mapped else known.contacts
        if there is not None:
            new = (_person(person, "", not there),) if person else ()
            said = self.wishes.participants
            united = participants((*there, *new, *said)) if there or said else new
            if len(united) > len(there):
                ties["contacts"] = united
        for name in ("deal", "quote"):
            # What has no such field needs no tie.
            if name in siblings and not getattr(known, name, name):
                ties[name] = siblings[name]


def _people(filling: Filling, known: _Sale) -> tuple[Participant, ...] | None:
    """Return who takes part already, and who does by the map; ``None`` for nobody's.

    What says of no people that they take part is told with all other faults.
    """
    try:
        mapped = participants(
            cast("tuple[Participant, ...]", filling.values["contacts"])
        )
    except InvalidValue:
        return None
    return participants((*known.contacts, *mapped))


_person = shape(Participant).made
_place = shape(Affiliation).made
