"""Conversion as a command: planned and written in one transaction, by key once."""

import json
from collections.abc import Mapping
from typing import TypeAlias

import attrs

from leadflow.context import Context
from leadflow.conversion import (
    NEW,
    ConversionPlan,
    Converted,
    Wishes,
    apply,
    plan,
    problems,
    reversal,
)
from leadflow.crm.commands import Request, answer_to, remember
from leadflow.crm.desk import Desk, Hand, save
from leadflow.entities import Company, Contact, Deal, Lead, Record, entity_of
from leadflow.errors import ConversionReverted, InvalidValue, UnknownName
from leadflow.events import CONVERTED
from leadflow.ids import ConversionId, LeadId, prefix_of
from leadflow.records import latest
from leadflow.storage.port import Writer
from leadflow.storage.remembering import Remembering
from leadflow.values.converters import text
from leadflow.workspace.conversions import TARGETS


Choice: TypeAlias = Record | str | None
"""What is said about a target: a record, its id, ``new``, or nothing."""


class Conversions:
    """Plans and carries out conversions for ``Crm``."""

    def __init__(self, desk: Desk, hand: Hand) -> None:
        self._desk = desk
        self._hand = hand

    def plan(
        self, lead: Lead | LeadId, variant: str, choices: Mapping[str, Choice]
    ) -> ConversionPlan:
        """Return the plan with everything that stands in its way."""
        wishes = _wishes(variant, choices)
        with self._desk.reading() as reader:
            context = self._desk.context(Remembering(reader), self._hand.act())
            made = plan(context, _lead(context, lead), wishes)
            return attrs.evolve(made, faults=problems(context, made))

    def require(self, variant: str, choices: Mapping[str, Choice]) -> None:
        """Raise ``UnknownName`` or ``InvalidValue`` for wishes that fit no lead."""
        wishes = _wishes(variant, choices)
        with self._desk.reading() as reader:
            if wishes.variant:
                self._desk.workspace(reader).conversion(wishes.variant)

    def convert(
        self,
        lead: Lead | LeadId | ConversionPlan,
        variant: str,
        key: str,
        choices: Mapping[str, Choice],
    ) -> Converted:
        """Convert, or return what the same request or plan gave before."""
        wishes = _wishes(variant, choices)
        with self._desk.writing() as writer:
            context = self._desk.context(Remembering(writer), self._hand.act())
            request = self._request(key, lead, wishes)
            if first := answer_to(writer, request):
                return _result(context, first["id"], first["variant"], first["lead"])
            if isinstance(lead, ConversionPlan):
                _require_no(wishes)
                done = self._of_plan(context, writer, lead)
            else:
                fresh = plan(context, _lead(context, lead), wishes)
                done = self._write(context, writer, fresh)
            kept = {"id": done.id, "variant": done.variant, "lead": done.lead.id}
            remember(writer, request, kept)
        return done

    def _of_plan(
        self, context: Context, writer: Writer, made: ConversionPlan
    ) -> Converted:
        for event in writer.history(made.lead):
            if event.kind == CONVERTED and event.cause == made.id:
                return _result(context, made.id, made.variant, made.lead)
        plan_again = _lead(context, made.lead)
        if plan_again.converted_at is not None:
            plan(context, plan_again, Wishes(variant=made.variant))
        return self._write(context, writer, made)

    def _write(
        self, context: Context, writer: Writer, made: ConversionPlan
    ) -> Converted:
        done, change = apply(context, made)
        save(writer, change)
        return done

    def _request(
        self, key: str, lead: Lead | LeadId | ConversionPlan, wishes: Wishes
    ) -> Request:
        return Request(
            actor=self._hand.actor, verb="convert", key=key, asked=_asked(lead, wishes)
        )


def _wishes(variant: str, choices: Mapping[str, Choice]) -> Wishes:
    given: dict[str, str] = {}
    for entity, choice in choices.items():
        if entity not in TARGETS:
            raise UnknownName("conversion target", entity, TARGETS)
        if choice is not None:
            given[entity] = _chosen(entity, choice)
    return Wishes(variant=text(variant), choices=given)


def _chosen(entity: str, choice: Record | str) -> str:
    """Return ``new`` or the id that a choice names; which entity, the plan judges."""
    try:
        name = choice if isinstance(choice, str) else _stored_id(choice)
        if name != NEW:
            prefix_of(name)
    except InvalidValue as error:
        raise error.at(entity) from None
    return name


def _stored_id(record: Record) -> str:
    entity = entity_of(record)
    if not record.id:
        hint = "add it first, or say 'new' to have one made of the lead"
        raise InvalidValue(entity.name, "is not stored yet", hint)
    return record.id


def _require_no(wishes: Wishes) -> None:
    if wishes != Wishes():
        hint = "plan again with these wishes, and convert that plan"
        raise InvalidValue("plan", "was made with wishes of its own", hint)


def _asked(lead: Lead | LeadId | ConversionPlan, wishes: Wishes) -> str:
    if isinstance(lead, ConversionPlan):
        return json.dumps({"plan": lead.id, "lead": lead.lead})
    name = lead if isinstance(lead, str) else _stored_id(lead)
    asked = {"lead": name, "variant": wishes.variant, **wishes.choices}
    return json.dumps(asked, sort_keys=True)


def _lead(context: Context, lead: Lead | LeadId | str) -> Lead:
    """Return the stored lead, if the caller's is the latest.

    A converted lead is returned whatever version the caller holds: that it was
    converted is the better answer.
    """
    name = lead if isinstance(lead, str) else _stored_id(lead)
    stored = context.live(name)
    if not isinstance(stored, Lead):
        reason = f"names a {prefix_of(name)}; only leads are converted"
        raise InvalidValue("id", reason)
    if not isinstance(lead, str) and stored.converted_at is None:
        latest(context, lead, stored)
    return stored


def _result(context: Context, id: str, variant: str, lead_id: str) -> Converted:
    """Return a conversion's records as they are today."""
    if reversal(context.reader, id):
        raise ConversionReverted(lead_id, id)
    lead = context.load("lead", lead_id)
    if not isinstance(lead, Lead):
        raise InvalidValue("lead", "is not there any more")
    company = context.load("company", lead.company) if lead.company else None
    contact = context.load("contact", lead.contact) if lead.contact else None
    deal = context.load("deal", lead.deal) if lead.deal else None
    return Converted(
        id=ConversionId(id),
        variant=variant,
        lead=lead,
        company=company if isinstance(company, Company) else None,
        contact=contact if isinstance(contact, Contact) else None,
        deal=deal if isinstance(deal, Deal) else None,
    )
