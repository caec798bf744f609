"""Ties: how the targets of one conversion hold together (C9)."""

import attrs

from leadflow.context import Context
from leadflow.conversion.plan import FieldPlan, TargetPlan
from leadflow.entities import Affiliation, Contact, Lead, Participant
from leadflow.ids import CompanyId, ContactId
from leadflow.workspace import Conversion


LINKED = "linked"


def tie_contact(
    context: Context, lead: Lead, contact: TargetPlan, company: TargetPlan
) -> TargetPlan:
    """Return the contact's plan with its place in the company.

    Who works there already is left alone: linking again changes nothing (C6).
    A repeat lead's client is not touched at all (C12).
    """
    if not (company.takes_part and contact.takes_part) or contact.id == lead.contact:
        return contact
    place = Affiliation(CompanyId(company.id), position=lead.job_title)
    known: tuple[Affiliation, ...] = ()
    if contact.action == "link":
        person = context.live(contact.id)
        known = person.companies if isinstance(person, Contact) else ()
    if any(each.company == place.company for each in known):
        return contact
    return _with(contact, _tie("companies", (*known, place), before=known))


def tie_deal(
    lead: Lead,
    deal: TargetPlan,
    company: TargetPlan,
    contact: TargetPlan,
    variant: Conversion,
) -> TargetPlan:
    """Return a new deal's plan with its client and its place in a pipeline."""
    if deal.action != "create":
        return deal
    ties = []
    if firm := company.id if company.takes_part else lead.company:
        ties.append(_tie("company", firm))
    if person := contact.id if contact.takes_part else lead.contact:
        ties.append(_tie("contacts", (Participant(ContactId(person)),)))
    place = variant.target("deal")
    if place.pipeline:
        ties.append(_tie("pipeline", place.pipeline))
    if place.stage:
        ties.append(_tie("stage", place.stage))
    return _with(deal, *ties)


def _tie(name: str, value: object, before: object = None) -> FieldPlan:
    return FieldPlan(field=name, value=value, before=before or None, how=LINKED)


def _with(target: TargetPlan, *ties: FieldPlan) -> TargetPlan:
    """Return the plan with ties in place of what maps said of the same fields."""
    names = {tie.field for tie in ties}
    carried = (each for each in target.fields if each.field not in names)
    return attrs.evolve(target, fields=(*carried, *ties))
