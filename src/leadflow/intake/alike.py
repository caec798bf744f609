"""Who looks like the sender of an inquiry, where no exact key tells (I3, D1)."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from leadflow.context import Context
from leadflow.duplicates import Candidate
from leadflow.entities import Company, Counterparty, Inquiry, Lead, Record
from leadflow.intake.making import draft_of
from leadflow.intake.matching import Match, intake_policy, matched
from leadflow.workspace import OPEN
from leadflow.workspace.intake import ATTACH, EXACT
from leadflow.workspace.policies import ALLOW, COMPARED, MEETING, policy_on


Ask: TypeAlias = Callable[[Context, str, Counterparty], Sequence[Candidate]]
"""Gives who of an entity may be a record, as far as the actor sees them."""


def alike(context: Context, inquiry: Inquiry, ask: Ask | None) -> Match:
    """Return who looks like the sender: an open lead, else a client.

    Taken for the sender is one alone; of several nobody is, and all are told.
    """
    intake = context.workspace.intake
    if ask is None or intake.soft == EXACT:
        return Match()
    for entity in COMPARED:
        policy = policy_on(context.workspace.duplicates, entity).intake
        if policy == ALLOW or not _names(inquiry, entity):
            continue
        draft = draft_of(context, inquiry, entity)
        found = tuple(e for e in ask(context, entity, draft) if _may_be(e.record))
        if found:
            return _taken(context, found, attaches=intake.soft == ATTACH)
    return Match()


def _taken(context: Context, found: tuple[Candidate, ...], *, attaches: bool) -> Match:
    first = found[0].record
    if len(found) > 1:
        return Match(alike=tuple(each.record.id for each in found), looks_like=found)
    if not attaches or intake_policy(context, first) not in MEETING:
        return Match(looks_like=found)
    known = matched(context, first, soft=True)
    return Match(
        lead=known.lead,
        contact=known.contact,
        company=known.company,
        looks_like=found,
        is_soft=True,
    )


def _names(inquiry: Inquiry, entity: str) -> bool:
    """Return whether an inquiry tells enough to look for such a record."""
    if entity == "company":
        return bool(inquiry.company_name)
    return bool(inquiry.first_name or inquiry.last_name)


def _may_be(record: Record) -> bool:
    if isinstance(record, Company):
        return not record.is_ours
    return not isinstance(record, Lead) or record.stage_kind == OPEN
