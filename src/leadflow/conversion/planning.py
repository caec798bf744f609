"""Planning: which variant, which targets, which values; nothing is written."""

from collections.abc import Iterator, Mapping

import attrs
from attrs import field, frozen

from leadflow.context import Context
from leadflow.conversion.mapping import fields, used
from leadflow.conversion.matching import MATCHERS
from leadflow.conversion.plan import ConversionPlan, FieldPlan, TargetPlan
from leadflow.conversion.ties import tie_back, tie_contact, tie_deal
from leadflow.entities import ENTITIES, Lead, Record, entity_named
from leadflow.entities.schema import Kind
from leadflow.errors import (
    AlreadyConverted,
    AmbiguousMatch,
    ConversionInvalid,
    Fault,
    InvalidValue,
    NoVariant,
)
from leadflow.ids import ConversionId, prefix_of
from leadflow.workspace import LOST, Conversion, Target
from leadflow.workspace.conversions import ASK, CREATE, LINK, SKIP, TARGETS


NEW = "new"
"""Given for a target: make a new one, whatever looks alike."""

UNMATCHED = "nothing like it yet"
"""Why a target is made; no longer true once a match is added."""

# Fields of the lead that tell of the lead itself and never go along.
_OWN = frozenset(
    {
        "title",
        "pipeline",
        "stage",
        "stage_note",
        "closed_at",
        "loss_reason",
        "loss_note",
        "owner",
        "open_to_all",
        "created_at",
        "origin",
        "company",
        "contact",
        "notes",
    }
)


@frozen(kw_only=True)
class Wishes:
    """What the caller says about a conversion besides the lead."""

    variant: str = ""
    choices: Mapping[str, str] = field(factory=dict)
    """By target: the id of an existing record, or ``new``."""


def plan(context: Context, lead: Lead, wishes: Wishes) -> ConversionPlan:
    """Return the plan; raises ``ConversionRefused`` where there can be none."""
    _require_convertible(context, lead)
    variant, why = _variant(context, lead, wishes)
    company, contact, deal = (
        _target(context, lead, variant, entity, wishes) for entity in TARGETS
    )
    contact = tie_contact(context, lead, contact, company)
    deal = tie_deal(context, lead, deal, (company, contact), variant)
    _require_something(lead, (company, contact, deal))
    targets = tuple(tie_back(context, lead, each) for each in (company, contact, deal))
    linked = [each.id for each in targets if each.action == LINK]
    records = [context.live(each) for each in linked]
    return ConversionPlan(
        id=ConversionId(context.new_id("conversion")),
        lead=lead.id,
        variant=variant.code,
        why=why,
        targets=targets,
        dropped=tuple(_dropped(context, lead, variant, targets)),
        reads=tuple((each.id, each.version) for each in (lead, *records)),
        owner=_owner(context, lead, variant),
    )


def _require_something(lead: Lead, targets: tuple[TargetPlan, ...]) -> None:
    if all(each.action == SKIP for each in targets):
        hint = "let the variant make a deal, or lose the lead: lose(lead)"
        fault = Fault("", "there is nothing to make of it", hint, "no_target")
        raise ConversionInvalid(lead.id, (fault,))


def _require_convertible(context: Context, lead: Lead) -> None:
    if lead.converted_at is not None:
        targets = (lead.company, lead.contact, lead.deal)
        raise AlreadyConverted(lead.id, tuple(each for each in targets if each))
    if lead.stage_kind == LOST:
        first = context.workspace.pipeline(lead.pipeline).first.code
        hint = f"reopen it first: move(lead, '{first}')"
        fault = Fault("stage", "the lead was lost", hint, "lead_lost")
        raise ConversionInvalid(lead.id, (fault,))


def _variant(context: Context, lead: Lead, wishes: Wishes) -> tuple[Conversion, str]:
    """Return the variant asked for, or the first that fits, and why (C2)."""
    if wishes.variant:
        return context.workspace.conversion(wishes.variant), "asked for"
    tried = []
    for variant in context.workspace.conversions:
        if variant.when is None:
            return variant, "it is for all leads"
        if context.holds(variant.when, lead):
            return variant, f"the lead has {variant.when}"
        tried.append(Fault(variant.code, f"the lead has not {variant.when}"))
    raise NoVariant(lead.id, tuple(tried))


def _owner(context: Context, lead: Lead, variant: Conversion) -> str:
    by_policy = {"lead": lead.owner, "actor": context.act.actor}
    return by_policy.get(variant.owner, variant.owner)


def _target(
    context: Context, lead: Lead, variant: Conversion, entity: str, wishes: Wishes
) -> TargetPlan:
    target = variant.target(entity)
    chosen = wishes.choices.get(entity) or _known_client(lead, entity)
    carried = fields(context, lead, target, tags=variant.tags)
    if chosen and chosen != NEW:
        return _link(context, lead, target, carried, chosen)
    if reason := _left_out(context, lead, target):
        return TargetPlan(entity=entity, action=SKIP, reason=reason)
    matcher = MATCHERS.get(entity)
    candidates = matcher(context, lead) if matcher else ()
    if target.policy == ASK and not chosen:
        return _ask(target, carried, candidates)
    if chosen == NEW or target.policy == CREATE:
        reason = "asked for" if chosen == NEW else _why_new(candidates)
        return _create(context, entity, carried, reason, candidates)
    return _linked_or_created(context, lead, target, carried, candidates)


def _linked_or_created(
    context: Context,
    lead: Lead,
    target: Target,
    carried: tuple[FieldPlan, ...],
    candidates: tuple[str, ...],
) -> TargetPlan:
    """Link the one match; never take the first of several (C11)."""
    if len(candidates) > 1:
        raise AmbiguousMatch(lead.id, target.entity, candidates)
    if candidates:
        return _link(context, lead, target, carried, candidates[0])
    if target.policy == LINK:
        hint = f"name one: convert(lead, {target.entity}=…)"
        fault = Fault(target.entity, "no existing record matches", hint, "no_match")
        raise ConversionInvalid(lead.id, (fault,))
    return _create(context, target.entity, carried, UNMATCHED, ())


def _left_out(context: Context, lead: Lead, target: Target) -> str:
    """Return why there will be no such target, or ``""``."""
    if not context.workspace.uses(target.entity):
        return f"{ENTITIES[target.entity].plural} are switched off"
    if target.policy == SKIP:
        return "the variant leaves it out"
    if target.entity != "deal" and _is_repeat(lead):
        return "the client is known"
    return _nothing_for(lead, target.entity)


def _known_client(lead: Lead, entity: str) -> str:
    """Return the client that a repeat lead is tied to already (C12)."""
    tied = {"company": lead.company, "contact": lead.contact}
    return tied.get(entity) or ""


def _is_repeat(lead: Lead) -> bool:
    return bool(lead.company or lead.contact)


def _nothing_for(lead: Lead, entity: str) -> str:
    """Return why the lead has nothing to make a target of, or ``""`` (C6)."""
    if entity == "company" and not lead.company_name:
        return "the lead names no company"
    person = lead.first_name or lead.last_name
    reachable = lead.phones or lead.emails or lead.messengers
    if entity == "contact" and not (person or reachable):
        return "the lead names no person and no way to reach one"
    return ""


def _why_new(candidates: tuple[str, ...]) -> str:
    return "the variant always makes a new one" if candidates else UNMATCHED


def _create(
    context: Context,
    entity: str,
    carried: tuple[FieldPlan, ...],
    reason: str,
    candidates: tuple[str, ...],
) -> TargetPlan:
    return TargetPlan(
        entity=entity,
        action=CREATE,
        reason=reason,
        id=context.new_id(entity),
        fields=carried,
        candidates=candidates,
    )


def _ask(
    target: Target, carried: tuple[FieldPlan, ...], candidates: tuple[str, ...]
) -> TargetPlan:
    return TargetPlan(
        entity=target.entity,
        action=ASK,
        reason=f"say {target.entity}='new' or the id of an existing one",
        fields=carried,
        candidates=candidates,
    )


def _link(
    context: Context,
    lead: Lead,
    target: Target,
    carried: tuple[FieldPlan, ...],
    chosen: str,
) -> TargetPlan:
    if entity_named(prefix_of(chosen)).name != target.entity:
        reason = f"names a {prefix_of(chosen)}, not a {target.entity}"
        raise InvalidValue("id", reason, path=target.entity)
    existing = context.live(chosen)
    tied = chosen == _known_client(lead, target.entity)
    changes = () if tied else tuple(_filled(existing, carried, target.overwrite))
    reason = "it is the lead's client" if tied else "it exists already"
    return TargetPlan(
        entity=target.entity, action=LINK, reason=reason, id=chosen, fields=changes
    )


def _filled(
    existing: Record, carried: tuple[FieldPlan, ...], overwrite: tuple[str, ...]
) -> Iterator[FieldPlan]:
    """Fill blanks, unite several values, overwrite what may be (C6)."""
    for each in carried:
        before = _current(existing, each.field)
        if before is None or before in ("", ()):
            yield attrs.evolve(each, how="filled")
        elif isinstance(before, tuple) and isinstance(each.value, tuple):
            if united := _united(before, each.value):
                yield attrs.evolve(each, value=united, before=before, how="united")
        elif each.field in overwrite and each.value != before:
            yield attrs.evolve(each, before=before, how="overwritten")


def _current(record: Record, name: str) -> object:
    field_name, _, code = name.partition(".")
    value: object = getattr(record, field_name)
    return record.custom.get(code) if code else value


def _united(before: tuple[object, ...], new: tuple[object, ...]) -> tuple[object, ...]:
    """Return both without doubles, or nothing when nothing is new."""
    known = {getattr(each, "key", each) for each in before}
    fresh = tuple(each for each in new if getattr(each, "key", each) not in known)
    return (*before, *fresh) if fresh else ()


def _dropped(
    context: Context,
    lead: Lead,
    variant: Conversion,
    targets: tuple[TargetPlan, ...],
) -> Iterator[Fault]:
    """Report every filled field whose value no target will hold (C4)."""
    taken = used(
        each for target in targets for each in _held(context, lead, variant, target)
    )
    for spec in ENTITIES["lead"].fields.values():
        if spec.system or spec.name in _OWN or spec.name in taken:
            continue
        value = getattr(lead, spec.name)
        if spec.kind is Kind.CUSTOM:
            for code in value:
                if f"custom.{code}" not in taken:
                    yield Fault(f"custom.{code}", "is not carried over", code="dropped")
        elif value != spec.default:
            yield Fault(spec.name, "is not carried over", code="dropped")


def _held(
    context: Context, lead: Lead, variant: Conversion, target: TargetPlan
) -> Iterator[FieldPlan]:
    """Yield what the target takes over, and what it holds just so already."""
    yield from target.fields
    if target.action != LINK:
        return
    existing = context.live(target.id)
    wanted = variant.target(target.entity)
    for each in fields(context, lead, wanted, tags=variant.tags):
        if _holds(_current(existing, each.field), each.value):
            yield each


def _holds(now: object, value: object) -> bool:
    if isinstance(now, tuple) and isinstance(value, tuple):
        return not _united(now, value)
    return now == value
