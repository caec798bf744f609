"""The plan of each target: made, linked, asked about or left out, and why (C6)."""

import warnings
from collections.abc import Iterable, Iterator, Mapping

import attrs
from attrs import frozen

from leadflow.context import Context
from leadflow.conversion.mapping import fitted
from leadflow.conversion.matching import MATCHERS
from leadflow.conversion.plan import FieldPlan, Source, TargetPlan
from leadflow.conversion.recipes import Recipe, recipes
from leadflow.conversion.wishes import NEW, Wishes
from leadflow.duplicates import DuplicateWarning
from leadflow.duplicates.namesakes import is_other_person
from leadflow.entities import (
    ENTITIES,
    Contact,
    Lead,
    Record,
    Staged,
    entity_named,
    entity_of,
)
from leadflow.entities.records import held_at
from leadflow.entities.shapes import altered, shape
from leadflow.errors import (
    AmbiguousMatch,
    ConversionInvalid,
    DuplicateFound,
    Fault,
    InvalidValue,
    with_article,
)
from leadflow.ids import prefix_of
from leadflow.records import disabled
from leadflow.workspace import LOST, Conversion, Target
from leadflow.workspace.conversions import ASK, CREATE, LINK, SKIP
from leadflow.workspace.policies import (
    ALLOW,
    BLOCK,
    MERGE,
    REPLACE,
    SKIP as LEAVE,
    WARN,
    policy_on,
)


UNMATCHED = "nothing like it yet"
"""Why a target is made; no longer true once a match is added."""
UNASKED = "the firm looks for nobody"
WARNED = "the firm makes a new one all the same"

_CLIENTS = ("company", "contact")


@frozen
class Planner:
    """Plans the targets of one conversion."""

    context: Context
    record: Source
    variant: Conversion
    wishes: Wishes

    @property
    def recipes(self) -> Mapping[str, Recipe]:
        """Return how the variant makes its targets."""
        return recipes(self.context.workspace, self.variant)

    def target(self, recipe: Recipe) -> TargetPlan:
        """Return the plan of one target, without its ties to the others."""
        target = recipe.target
        entity = target.entity
        chosen = self.wishes.choices.get(entity) or self._known_client(entity)
        if chosen and chosen != NEW:
            return self._link(target, self._carried(recipe), chosen)
        if reason := self._left_out(recipe, chosen):
            return TargetPlan(entity=entity, action=SKIP, reason=reason)
        carried, candidates = self._carried(recipe), self._candidates(entity)
        if target.policy == ASK and not chosen:
            return _ask(target, carried, candidates)
        if chosen == NEW or target.policy == CREATE:
            reason = "asked for" if chosen == NEW else _why_new(candidates)
            return self._create(target, carried, reason, candidates)
        return self._linked_or_created(target, carried, candidates)

    def _carried(self, recipe: Recipe) -> tuple[FieldPlan, ...]:
        """Return what the map gives, and what the caller gives in its place."""
        mapped = recipe.fields(self.context, self.record)
        entity = recipe.target.entity
        given = self.wishes.values_of(entity)
        if not given:
            return mapped
        kept = (each for each in mapped if each.field not in given)
        said = (
            FieldPlan(field=name, value=value, how="given")
            for name, value in given.items()
        )
        return (*kept, *(fitted(self.context, entity, each) for each in said))

    def _candidates(self, entity: str) -> tuple[str, ...]:
        matcher = MATCHERS.get(entity)
        if matcher is None or not isinstance(self.record, Lead):
            return ()
        if self._policy(entity) == ALLOW:
            return ()
        return matcher(self.context, self.record)

    def _policy(self, entity: str) -> str:
        """Return what a client meets that is there already (D2)."""
        return policy_on(self.context.workspace.duplicates, entity).convert

    def _linked_or_created(
        self,
        target: Target,
        carried: tuple[FieldPlan, ...],
        candidates: tuple[str, ...],
    ) -> TargetPlan:
        """Link the one match; never take the first of several (C11)."""
        policy = self._policy(target.entity) if target.entity in _CLIENTS else MERGE
        if candidates and policy == BLOCK:
            raise DuplicateFound(target.entity, candidates)
        if target.policy != LINK and (
            policy == ALLOW or (candidates and policy == WARN)
        ):
            return self._as_new(target, carried, candidates)
        if len(candidates) > 1:
            raise AmbiguousMatch(self.record.id, target.entity, candidates)
        if candidates:
            return self._met(target, carried, candidates[0], policy)
        if target.policy == LINK:
            hint = f"name one: convert(…, {target.entity}=…)"
            fault = Fault(target.entity, "no existing record matches", hint, "no_match")
            raise ConversionInvalid(self.record.id, (fault,))
        return self._create(target, carried, UNMATCHED, ())

    def _as_new(
        self,
        target: Target,
        carried: tuple[FieldPlan, ...],
        candidates: tuple[str, ...],
    ) -> TargetPlan:
        """Make one all the same, as the firm wants it (D2)."""
        if not candidates:
            return self._create(target, carried, UNASKED, ())
        warnings.warn(DuplicateWarning(target.entity, candidates), stacklevel=2)
        return self._create(target, carried, WARNED, candidates)

    def _met(
        self,
        target: Target,
        carried: tuple[FieldPlan, ...],
        chosen: str,
        policy: str,
    ) -> TargetPlan:
        """Link what is there, and give it what the policy lets through (D2)."""
        if policy == LEAVE:
            given = tuple(each for each in carried if each.how == "given")
            return self._link(target, given, chosen)
        if policy == REPLACE:
            target = attrs.evolve(
                target, overwrite=tuple(each.field for each in carried)
            )
            return self._link(target, carried, chosen, whole=True)
        return self._link(target, carried, chosen)

    def _left_out(self, recipe: Recipe, chosen: str) -> str:
        """Return why there will be no such target, or ``""``.

        Raises ``EntityDisabled`` where a new one is asked for all the same (M6).
        """
        target = recipe.target
        if not recipe.is_used:
            if chosen == NEW:
                raise disabled(target.entity)
            return f"{ENTITIES[target.entity].plural} are switched off"
        if target.policy == SKIP and chosen != NEW:
            return "the variant leaves it out"
        if not isinstance(self.record, Lead):
            return ""
        if target.entity in _CLIENTS and _is_repeat(self.record):
            return "the client is known"
        if self.wishes.values_of(target.entity):
            return ""  # the caller says what to make it of
        return _nothing_for(self.record, target.entity)

    def _known_client(self, entity: str) -> str:
        """Return the client that a repeat lead is tied to already (C12)."""
        lead = self.record
        if not isinstance(lead, Lead) or entity not in _CLIENTS:
            return ""
        return (lead.company if entity == "company" else lead.contact) or ""

    def _create(
        self,
        target: Target,
        carried: tuple[FieldPlan, ...],
        reason: str,
        candidates: tuple[str, ...],
    ) -> TargetPlan:
        asks = _unfilled(target.asks, carried) if target.asks else ()
        id, made = self.context.new_id(target.entity), shape(TargetPlan).made
        return made(target.entity, CREATE, reason, id, carried, candidates, asks)

    def _link(
        self,
        target: Target,
        carried: tuple[FieldPlan, ...],
        chosen: str,
        *,
        whole: bool = False,
    ) -> TargetPlan:
        if entity_named(prefix_of(chosen)).name != target.entity:
            found, wanted = map(with_article, (prefix_of(chosen), target.entity))
            reason = f"names {found}, not {wanted}"
            raise InvalidValue("id", reason, path=target.entity)
        existing = self.context.live(chosen)
        self._require_not_lost(existing)
        reason, taken = "it exists already", carried
        if chosen == self._known_client(target.entity):
            reason, taken = "it is the lead's client", ()
        elif self._is_somebody_else(existing):
            # What the lead says of its person is not true of another one.
            reason = "it is another person than the lead's"
            taken = tuple(each for each in carried if each.how == "given")
        changes = tuple(_filled(existing, taken, target.overwrite, whole=whole))
        return TargetPlan(
            entity=target.entity, action=LINK, reason=reason, id=chosen, fields=changes
        )

    def _require_not_lost(self, existing: Record) -> None:
        """Refuse to add to what came to nothing: the lead would be lost with it."""
        if isinstance(existing, Staged) and existing.stage_kind == LOST:
            name = entity_of(existing).name
            hint = f"reopen it first, or say {name}='new'"
            fault = Fault(name, "was lost", hint, f"{name}_lost")
            raise ConversionInvalid(self.record.id, (fault,))

    def _is_somebody_else(self, existing: Record) -> bool:
        return (
            isinstance(self.record, Lead)
            and isinstance(existing, Contact)
            and is_other_person(self.record, existing)
        )

    def held(self, target: TargetPlan) -> Iterator[FieldPlan]:
        """Yield what the target takes over, and what it holds just so already."""
        yield from target.fields
        if target.action != LINK:
            return
        existing = self.context.live(target.id)
        for each in self._carried(self.recipes[target.entity]):
            if _holds(held_at(existing, each.field), each.value):
                yield each


def _unfilled(names: Iterable[str], carried: Iterable[FieldPlan]) -> tuple[str, ...]:
    filled = {each.field for each in carried}
    return tuple(name for name in names if name not in filled)


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


def _filled(
    existing: Record,
    carried: tuple[FieldPlan, ...],
    overwrite: tuple[str, ...],
    *,
    whole: bool = False,
) -> Iterator[FieldPlan]:
    """Fill blanks, unite several values, overwrite what may be (C6).

    With ``whole`` several values are overwritten too.
    """
    for each in carried:
        before = held_at(existing, each.field)
        if each.how == "given":
            if before != each.value:
                yield altered(each, before=before)
        elif before is None or before in ("", ()):
            yield altered(each, how="filled")
        elif isinstance(before, tuple) and isinstance(each.value, tuple) and not whole:
            if united := _united(before, each.value):
                yield altered(each, value=united, before=before, how="united")
        elif each.field in overwrite and each.value != before:
            yield altered(each, before=before, how="overwritten")


def _united(before: tuple[object, ...], new: tuple[object, ...]) -> tuple[object, ...]:
    """Return both without doubles, or nothing when nothing is new."""
    known = {getattr(each, "key", each) for each in before}
    fresh = tuple(each for each in new if getattr(each, "key", each) not in known)
    return (*before, *fresh) if fresh else ()


def _holds(now: object, value: object) -> bool:
    if isinstance(now, tuple) and isinstance(value, tuple):
        return not _united(now, value)
    return now == value
