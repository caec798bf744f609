"""Ties: how the targets of one conversion hold together (C9)."""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TypeAlias, cast

from attrs import frozen

from leadflow.context import Context
from leadflow.conversion.plan import FITS, FieldPlan, TargetPlan
from leadflow.conversion.recipes import Recipe
from leadflow.conversion.wishes import Wishes
from leadflow.entities import (
    Affiliation,
    Contact,
    Deal,
    Invoice,
    Lead,
    Participant,
    Quote,
    Record,
    entity_of,
)
from leadflow.entities.links import affiliations, participants, primary_of
from leadflow.entities.shapes import altered, shape
from leadflow.workspace import Target
from leadflow.workspace.conversions import CREATE


LINKED = "linked"
_Sale: TypeAlias = Deal | Quote | Invoice
_SALES = (Deal, Quote, Invoice)
_NO_LEAD = Lead()


@frozen
class Ties:
    """Ties each target to its place, its client, its siblings and its source."""

    context: Context
    record: Record
    wishes: Wishes

    def tied(
        self, recipe: Recipe, target: TargetPlan, siblings: Mapping[str, str]
    ) -> TargetPlan:
        """Return a target's plan with its ties to those before it, by entity.

        A repeat lead's client is not touched at all (C12).
        """
        if not target.takes_part or self._is_own_client(target):
            return target
        is_new = target.action == CREATE
        known = recipe.empty if is_new else self.context.live(target.id)
        ties: list[FieldPlan] = []
        if isinstance(known, Contact):
            ties += self._affiliated(known, siblings.get("company"))
        elif isinstance(known, _SALES):
            ties += self._client(target, known, siblings)
            ties += _siblings(known, siblings)
            ties += _placed(recipe.target) if is_new else ()
        ties += self._back(known)
        return _with(target, ties)

    def _is_own_client(self, target: TargetPlan) -> bool:
        lead = self.record
        return isinstance(lead, Lead) and target.id in (lead.company, lead.contact)

    def _affiliated(self, contact: Contact, company: str | None) -> Iterable[FieldPlan]:
        """Give the contact its place in the company.

        Who works there already is left alone: linking again changes nothing (C6).
        Who has left comes back with a new place.
        """
        known = contact.companies
        if not company or any(self._works_there(each, company) for each in known):
            return ()
        title = getattr(self.record, "job_title", "")
        place = _place(company, title, "", primary_of(known) is None, None, None)
        united = affiliations((*known, place)) if known else (place,)
        return (_tie("companies", united, before=known),)

    def _works_there(self, place: Affiliation, company: str) -> bool:
        if place.company != company:
            return False
        return place.until is None or place.until >= self.context.today

    def _client(
        self, target: TargetPlan, known: _Sale, siblings: Mapping[str, str]
    ) -> Iterable[FieldPlan]:
        """Give a deal or document its client; what it has already stays."""
        lead = self.record if isinstance(self.record, Lead) else _NO_LEAD
        company = siblings.get("company") or lead.company
        if company and not known.company:
            yield _tie("company", company)
        person = siblings.get("contact") or lead.contact
        there = _people(target, known)
        new = (_person(person, "", not there),) if person else ()
        said = self.wishes.participants
        united = participants((*there, *new, *said)) if there or said else new
        if len(united) > len(there):
            yield _tie("contacts", united, before=known.contacts)

    def _back(self, known: Record) -> Iterable[FieldPlan]:
        """Tie a target to what it was made from; what came from another keeps it."""
        name = entity_of(self.record).name
        # What has no such field needs no tie.
        return () if getattr(known, name, name) else (_tie(name, self.record.id),)


def _people(target: TargetPlan, known: _Sale) -> tuple[Participant, ...]:
    """Return who takes part already, and who does by the map."""
    for each in target.fields:
        if each.field == "contacts":
            mapped = cast("tuple[Participant, ...]", each.value)
            return participants((*known.contacts, *mapped))
    return known.contacts


def _siblings(known: _Sale, siblings: Mapping[str, str]) -> Iterable[FieldPlan]:
    """Tie a quote to its deal, an invoice to its deal and quote."""
    return [
        _tie(name, siblings[name])
        for name in ("deal", "quote")
        if name in siblings and not getattr(known, name, name)
    ]


def _placed(target: Target) -> Iterable[FieldPlan]:
    """Put a new target where the variant says."""
    said = (("pipeline", target.pipeline), ("stage", target.stage))
    return [_tie(name, value) for name, value in said if value]


_person = shape(Participant).made
_place = shape(Affiliation).made
_NAME = attrgetter("field")
_made = shape(FieldPlan).made


def _tie(name: str, value: object, before: object = None) -> FieldPlan:
    return _made(name, value, before or None, "", LINKED, None, *FITS)


def _with(target: TargetPlan, ties: Sequence[FieldPlan]) -> TargetPlan:
    """Return the plan with ties in place of what maps said of the same fields.

    What the caller gave stays; people who were given are among those of the tie.
    """
    tied = {tie.field for tie in ties}
    if tied.isdisjoint(map(_NAME, target.fields)):
        return altered(target, fields=(*target.fields, *ties))
    given = {each.field for each in target.fields if each.how == "given"}
    added = tuple(tie for tie in ties if tie.field not in given - {"contacts"})
    names = {tie.field for tie in added}
    carried = (each for each in target.fields if each.field not in names)
    return altered(target, fields=(*carried, *added))
