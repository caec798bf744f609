"""Planning: which variant, which targets, which values; nothing is written (C5).

One walk decides what will be done. A plan tells that decision in full, for whoever
looks at it; ``convert`` carries out the decision itself.
"""

from collections.abc import Iterator
from functools import lru_cache

import attrs
from attrs import frozen

from leadflow.access import Rights
from leadflow.access.masking import unwritable
from leadflow.context import Context
from leadflow.conversion.activities import planned
from leadflow.conversion.defaults import OWN
from leadflow.conversion.mapping import used
from leadflow.conversion.plan import ConversionPlan, Source, TargetPlan
from leadflow.conversion.targets import Planner
from leadflow.conversion.wishes import (
    Wishes,
    chosen_variant,
    require_known,
    why_chosen,
)
from leadflow.entities import Lead, Quote, Staged, entity_of
from leadflow.entities.records import blank, differences
from leadflow.entities.schema import Kind
from leadflow.errors import AlreadyConverted, ConversionInvalid, Fault
from leadflow.ids import ConversionId
from leadflow.records import billed_by, is_shown
from leadflow.workspace import LOST, Conversion, Workspace
from leadflow.workspace.conversions import CHAINS, LINK, SKIP, STAGED
from leadflow.workspace.roles import UPDATE


@frozen
class Decision:
    """What will be done: all that carrying out a conversion rests on."""

    id: ConversionId
    source: Source
    """What is converted, as it is stored."""
    variant: Conversion
    targets: tuple[TargetPlan, ...]
    owner: str
    """Of what is created."""


def decide(context: Context, record: Source, wishes: Wishes) -> Decision:
    """Return what will be done; raises ``ConversionRefused`` where nothing can be.

    It rests on what the actor may see, and on nothing else (C10): a client that is
    hidden matches nothing, a hidden field is empty and stays where it is.
    """
    return _decided(_planner(context, record, wishes), record)


def plan(context: Context, record: Source, wishes: Wishes) -> ConversionPlan:
    """Return what ``decide`` does, told in full; raises as it does."""
    planner = _planner(context, record, wishes)
    made = _decided(planner, record)
    context, record, variant = planner.context, planner.record, planner.variant
    linked = [context.live(each.id) for each in made.targets if each.action == LINK]
    return ConversionPlan(
        id=made.id,
        source=record.id,
        variant=variant.code,
        why=why_chosen(variant, wishes),
        targets=made.targets,
        activities=planned(context, record, variant),
        dropped=tuple(_dropped(planner, made.targets)),
        reads=tuple((each.id, each.version) for each in (record, *linked)),
        rules=fingerprint(context.workspace, variant),
        owner=made.owner,
    )


def _planner(context: Context, record: Source, wishes: Wishes) -> Planner:
    """Return what plans the targets of the variant that fits."""
    if context.seen is not None:
        context, record = context.as_seen(), context.shown(record)
        context.require_settable(wishes.values)
    require_convertible(context, record)
    variant = chosen_variant(context, record, wishes)
    if wishes.choices or wishes.values:
        require_known(context, record, variant, wishes)
    return Planner.of(context, record, variant, wishes)


def _decided(planner: Planner, source: Source) -> Decision:
    context, record, variant = planner.context, planner.record, planner.variant
    targets = _targets(planner)
    _require_something(record, targets)
    if planner.wishes.values or planner.wishes.participants:
        _require_taken(record, targets, planner.wishes)
    if isinstance(record, Quote):
        require_once(context, record, targets)
    return Decision(
        ConversionId(context.new_id("conversion")),
        source,
        variant,
        targets,
        _owner(context, record, variant),
    )


@lru_cache(maxsize=256)
def fingerprint(workspace: Workspace, variant: Conversion) -> str:
    """Return a text that is equal for equal rules, in any process.

    Besides the variant those are the entities in use, and the firm's own fields,
    which go along by code and label.

    >>> usual, short = Workspace(), Workspace(chain="lead-deal")
    >>> variant = usual.conversion("standard")
    >>> fingerprint(usual, variant) == fingerprint(short, variant)
    False
    """
    # Imported on use: few programs plan, and it loads slowly.
    from hashlib import sha256  # noqa: PLC0415

    entities = (variant.source, *CHAINS[variant.source])
    own = tuple(each for each in workspace.fields if each.entity in entities)
    told = (variant, workspace.chain, workspace.without, own)
    return sha256(repr(told).encode()).hexdigest()[:16]


def _targets(planner: Planner) -> tuple[TargetPlan, ...]:
    """Return the targets' plans, each tied to those before it and to the source."""
    context, wishes = planner.context, planner.wishes
    found: list[TargetPlan] = []
    for entity, recipe in planner.recipes.items():
        if not (recipe.is_mentioned or entity in wishes.choices):
            continue
        target = planner.target(recipe)
        if context.seen is not None and target.action == LINK:
            target = _writable(context, target, context.seen.rights)
        found.append(target)
    return tuple(found)


def _writable(context: Context, target: TargetPlan, rights: Rights) -> TargetPlan:
    """Return the plan of a linked target without what the actor may not write (C10).

    A client that one may not change is linked as it is; what is hidden in it stays.
    """
    existing = context.live(target.id)
    if not rights.allows(UPDATE, existing):
        return attrs.evolve(target, fields=())
    closed = unwritable(rights, existing)
    fields = tuple(each for each in target.fields if each.field not in closed)
    return attrs.evolve(target, fields=fields)


def _require_something(record: Source, targets: tuple[TargetPlan, ...]) -> None:
    for each in targets:
        if each.action != SKIP:
            return
    reasons = "; ".join(f"{each.entity}: {each.reason}" for each in targets)
    way_out = "let the variant make a deal, or lose the lead: lose(lead)"
    hint = way_out if isinstance(record, Lead) else reasons
    fault = Fault("", "there is nothing to make of it", hint, "no_target")
    raise ConversionInvalid(record.id, (fault,))


def _require_taken(
    record: Source, targets: tuple[TargetPlan, ...], wishes: Wishes
) -> None:
    """Refuse what the caller gives and nothing would take: it would be lost (C4)."""
    if faults := tuple(_untaken(record, targets, wishes)):
        raise ConversionInvalid(record.id, faults)


def _untaken(
    record: Source, targets: tuple[TargetPlan, ...], wishes: Wishes
) -> Iterator[Fault]:
    taking = {each.entity: each for each in targets if each.action != SKIP}
    clients = (record.company, record.contact) if isinstance(record, Lead) else ()
    for path in wishes.values:
        entity, _, name = path.partition(".")
        target = taking.get(entity)
        if name == entity_of(record).name:
            message = f"it is the {name} that is converted"
            yield Fault(f"values.{path}", message, "leave it out", "untaken")
        elif target is None:
            hint = f"leave it out, or have one made: {entity}='new'"
            yield Fault(f"values.{path}", f"no {entity} takes part", hint, "untaken")
        elif target.id in clients:
            hint = f"change the {entity} itself"
            message = "the lead's client is left as it is"
            yield Fault(f"values.{path}", message, hint, "untaken")
    if wishes.participants and taking.keys().isdisjoint(STAGED):
        message = "there is no deal, quote or invoice to take part in"
        yield Fault("participants", message, "leave them out", "untaken")


def require_convertible(context: Context, record: Source) -> None:
    """Refuse what was converted, or was lost and not reopened (C8)."""
    if isinstance(record, Lead) and record.converted_at is not None:
        targets = (record.company, record.contact, record.deal)
        raise AlreadyConverted(record.id, tuple(each for each in targets if each))
    if record.stage_kind == LOST:
        name = entity_of(record).name
        first = context.workspace.pipeline(record.pipeline).first.code
        hint = f"reopen it first: move({name}, '{first}')"
        fault = Fault("stage", f"the {name} was lost", hint, f"{name}_lost")
        raise ConversionInvalid(record.id, (fault,))


def require_once(
    context: Context, record: Source, targets: tuple[TargetPlan, ...]
) -> None:
    """A quote becomes one invoice; a deal may become any number of them (C16)."""
    if not isinstance(record, Quote):
        return
    if all(each.entity != "invoice" or each.action == SKIP for each in targets):
        return
    if bills := billed_by(context, record.id):
        seen = tuple(each for each in bills if is_shown(context, each))
        raise AlreadyConverted(record.id, seen)


def _owner(context: Context, record: Staged, variant: Conversion) -> str:
    by_policy = {"source": record.owner, "actor": context.act.actor}
    return by_policy.get(variant.owner, variant.owner)


def _dropped(planner: Planner, targets: tuple[TargetPlan, ...]) -> Iterator[Fault]:
    """Report every filled field whose value no target will hold (C4)."""
    taken = used(each for target in targets for each in planner.held(target))
    entity = entity_of(planner.record)
    for name, _, value in differences(blank(entity), planner.record):
        spec = entity.fields[name]
        if spec.system or name in OWN[entity.name] or name in taken:
            continue
        if spec.kind is Kind.CUSTOM:
            for code in value:
                if f"custom.{code}" not in taken:
                    yield Fault(f"custom.{code}", "is not carried over", code="dropped")
        else:
            yield Fault(name, "is not carried over", code="dropped")
