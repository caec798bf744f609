"""Ties: how the targets of one conversion hold together (C9)."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias, cast

from attrs import frozen

from leadflow.context import Context
from leadflow.conversion.fields import Filling
from leadflow.conversion.plan import Source, TargetPlan
from leadflow.conversion.recipes import Recipe
from leadflow.conversion.wishes import Wishes
from leadflow.entities import (
    Affiliation,
    Contact,
    Deal,
    Invoice,
    Participant,
    Quote,
)
from leadflow.entities.links import affiliations, participants, primary_of
from leadflow.entities.shapes import shape
from leadflow.errors import InvalidValue
from leadflow.workspace.conversions import CREATE


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

    def tie(
        self, recipe: Recipe, target: TargetPlan, siblings: Mapping[str, str]
    ) -> None:
        """Tie a target to those before it, by entity, and to what it is made of.

        A repeat lead's client is not touched at all (C12). What came from another
        record already keeps that tie.
        """
        if target.id in self.clients.values():
            return
        filling, is_new = target.filling, target.action == CREATE
        known = recipe.empty if is_new else self.context.live(target.id)
        if isinstance(known, Contact):
            self._affiliate(filling, known, siblings.get("company"))
        elif isinstance(known, _SALES):
            self._tie_sale(filling, known, siblings)
            for name, code in recipe.placed if is_new else ():
                filling.tie(name, code)
        if recipe.back and not getattr(known, recipe.back):
            filling.tie(recipe.back, self.record.id)

    def _affiliate(
        self, filling: Filling, contact: Contact, company: str | None
    ) -> None:
        """Give the contact its place in the company.

        Who works there already is left alone: linking again changes nothing (C6).
        Who has left comes back with a new place.
        """
        known = contact.companies
        if not company or (known and self._works_there(known, company)):
            return
        title = getattr(self.record, "job_title", "")
        is_main = not known or primary_of(known) is None
        place = _place(company, title, "", is_main, None, None)
        united = affiliations((*known, place)) if known else (place,)
        filling.tie("companies", united, before=known)

    def _works_there(self, places: Iterable[Affiliation], company: str) -> bool:
        today = self.context.today
        return any(
            each.company == company and (each.until is None or each.until >= today)
            for each in places
        )

    def _tie_sale(
        self, filling: Filling, known: _Sale, siblings: Mapping[str, str]
    ) -> None:
        """Give a deal or document its client, its deal, its quote.

        What it has already stays.
        """
        company = siblings.get("company")
        if company and not known.company:
            filling.tie("company", company)
        person = siblings.get("contact")
        there = _people(filling, known)
        if there is not None:
            new = (_person(person, "", not there),) if person else ()
            said = self.wishes.participants
            united = participants((*there, *new, *said)) if there or said else new
            if len(united) > len(there):
                filling.tie("contacts", united, before=known.contacts)
        for name in ("deal", "quote"):
            # What has no such field needs no tie.
            if name in siblings and not getattr(known, name, name):
                filling.tie(name, siblings[name])


def _people(filling: Filling, known: _Sale) -> tuple[Participant, ...] | None:
    """Return who takes part already, and who does by the map; ``None`` for nobody's.

    What says of no people that they take part is told with all other faults.
    """
    if "contacts" not in filling.values:
        return known.contacts
    try:
        mapped = participants(
            cast("tuple[Participant, ...]", filling.values["contacts"])
        )
    except InvalidValue:
        return None
    return participants((*known.contacts, *mapped))


_person = shape(Participant).made
_place = shape(Affiliation).made
