"""Ties: how the targets of one conversion hold together (C9)."""

from collections.abc import Iterator
from typing import cast

import attrs

from leadflow.context import Context
from leadflow.conversion.plan import FieldPlan, TargetPlan
from leadflow.entities import Affiliation, Contact, Deal, Lead, Participant
from leadflow.entities.links import affiliations, participants
from leadflow.ids import CompanyId, ContactId
from leadflow.workspace import Conversion


LINKED = "linked"


def tie_back(context: Context, lead: Lead, target: TargetPlan) -> TargetPlan:
    """Return a target's plan with its origin: the lead that it was made from.

    What came from another lead keeps that one, and a repeat lead's client is not
    touched at all (C12).
    """
    if not target.takes_part or target.id in (lead.company, lead.contact):
        return target
    if target.action == "link":
        known = context.live(target.id)
        if getattr(known, "lead", None):
            return target
    return _with(target, _tie("lead", lead.id))


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
    united = affiliations((*known, place))
    return _with(contact, _tie("companies", united, before=known))


def tie_deal(
    context: Context,
    lead: Lead,
    deal: TargetPlan,
    clients: tuple[TargetPlan, TargetPlan],
    variant: Conversion,
) -> TargetPlan:
    """Return the deal's plan with its client and, for a new one, its place.

    An existing deal keeps its company and its people; blanks are filled.
    """
    if not deal.takes_part:
        return deal
    company, contact = clients
    known = cast("Deal", context.live(deal.id)) if deal.action == "link" else Deal()
    firm = company.id if company.takes_part else lead.company
    person = contact.id if contact.takes_part else lead.contact
    ties = [*_client(known, firm, person)]
    place = variant.target("deal")
    if deal.action == "create" and place.pipeline:
        ties.append(_tie("pipeline", place.pipeline))
    if deal.action == "create" and place.stage:
        ties.append(_tie("stage", place.stage))
    return _with(deal, *ties)


def _client(
    deal: Deal, company: str | None, contact: str | None
) -> Iterator[FieldPlan]:
    if company and not deal.company:
        yield _tie("company", company)
    taking_part = {each.contact for each in deal.contacts}
    if contact and contact not in taking_part:
        united = participants((*deal.contacts, Participant(ContactId(contact))))
        yield _tie("contacts", united, before=deal.contacts)


def _tie(name: str, value: object, before: object = None) -> FieldPlan:
    return FieldPlan(field=name, value=value, before=before or None, how=LINKED)


def _with(target: TargetPlan, *ties: FieldPlan) -> TargetPlan:
    """Return the plan with ties in place of what maps said of the same fields."""
    names = {tie.field for tie in ties}
    carried = (each for each in target.fields if each.field not in names)
    return attrs.evolve(target, fields=(*carried, *ties))
