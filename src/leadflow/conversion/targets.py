"""The plan of each target: made, linked, asked about or left out, and why (C6)."""

import warnings
from collections.abc import Container, Iterator, Mapping
from typing import cast

from attrs import field, frozen

from leadflow.context import Context
from leadflow.conversion.fields import GIVEN, FieldPlan, Filling
from leadflow.conversion.matching import alike
from leadflow.conversion.plan import Source, TargetPlan
from leadflow.conversion.recipes import CLIENTS, Recipe, recipes
from leadflow.conversion.steps import fit
from leadflow.conversion.ties import Ties
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
from leadflow.entities.shapes import shape
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
from leadflow.workspace import LOST, Conversion
from leadflow.workspace.conversions import ASK, CREATE, LINK, SKIP
from leadflow.workspace.policies import (
    ALLOW,
    BLOCK,
    REPLACE,
    SKIP as LEAVE,
    WARN,
)


UNMATCHED = "nothing like it yet"
"""Why a target is made; no longer true once a match is added."""
CANDIDATES = "the variant always makes a new one"
UNASKED = "the firm looks for nobody"
WARNED = "the firm makes a new one all the same"


@frozen
class Planner:
    """Plans the targets of one conversion."""

    context: Context
    record: Source
    variant: Conversion
    wishes: Wishes
    recipes: Mapping[str, Recipe]
    """How the variant makes its targets."""
    clients: Mapping[str, str]
    """What a repeat lead is tied to already, by entity (C12)."""
    ties: Ties
    alike: dict[str, tuple[str, ...]] = field(factory=dict)
    """Who looks like the lead's client, by entity, once somebody asked."""

    @classmethod
    def of(
        cls, context: Context, record: Source, variant: Conversion, wishes: Wishes
    ) -> "Planner":
        """Return what plans the targets that a variant makes of a record."""
        known, clients = recipes(context.workspace, variant), _clients(record)
        ties = Ties(context, record, wishes, clients)
        return cls(context, record, variant, wishes, known, clients, ties)

    def target(self, recipe: Recipe) -> TargetPlan:
        """Return the plan of one target, with its ties to those before it."""
        entity, policy = recipe.entity, recipe.target.policy
        chosen = self.wishes.choices.get(entity) or self.clients.get(entity, "")
        if chosen and chosen != NEW:
            return self._link(recipe, self._filled(recipe), chosen)
        if reason := self._left_out(recipe, chosen):
            return TargetPlan(entity=entity, action=SKIP, reason=reason)
        filling = recipe.filling(self.context, self.record)
        if self.wishes.values:
            self._give(recipe.entity, filling)
        candidates = self._candidates(recipe) if recipe.looks else ()
        if policy == ASK and not chosen:
            return _ask(entity, filling, candidates)
        if chosen == NEW or policy == CREATE:
            always = CANDIDATES if candidates else UNMATCHED
            reason = "asked for" if chosen == NEW else always
            return self._create(recipe, filling, reason, candidates)
        return self._linked_or_created(recipe, filling, candidates)

    def _filled(self, recipe: Recipe) -> Filling:
        """Return what the map gives, and what the caller gives in its place."""
        filling = recipe.filling(self.context, self.record)
        if self.wishes.values:
            self._give(recipe.entity, filling)
        return filling

    def _give(self, entity: str, filling: Filling) -> None:
        """Fill in what the caller gives, in place of what the map does."""
        given = self.wishes.values_of(entity)
        for name in given:
            filling.leave_out(name)
        for name, value in given.items():
            fitting = fit(self.context.workspace, entity, name)
            filling.put_fitting((name, GIVEN, ""), value, fitting)

    def _candidates(self, recipe: Recipe) -> tuple[str, ...]:
        if not self.alike:
            # What is no lead has no client to be found.
            self.alike.update(alike(self.context, cast("Lead", self.record)))
        return self.alike[recipe.entity]

    def _linked_or_created(
        self, recipe: Recipe, filling: Filling, candidates: tuple[str, ...]
    ) -> TargetPlan:
        """Link the one match; never take the first of several (C11)."""
        entity, policy, met = recipe.entity, recipe.target.policy, recipe.met
        if candidates and met == BLOCK:
            raise DuplicateFound(entity, candidates)
        if policy != LINK and (met == ALLOW or (candidates and met == WARN)):
            return self._as_new(recipe, filling, candidates)
        if len(candidates) > 1:
            raise AmbiguousMatch(self.record.id, entity, candidates)
        if candidates:
            return self._met(recipe, filling, candidates[0])
        if policy == LINK:
            hint = f"name one: convert(…, {entity}=…)"
            fault = Fault(entity, "no existing record matches", hint, "no_match")
            raise ConversionInvalid(self.record.id, (fault,))
        return self._create(recipe, filling, UNMATCHED, ())

    def _as_new(
        self, recipe: Recipe, filling: Filling, candidates: tuple[str, ...]
    ) -> TargetPlan:
        """Make one all the same, as the firm wants it (D2)."""
        if not candidates:
            return self._create(recipe, filling, UNASKED, ())
        warnings.warn(DuplicateWarning(recipe.entity, candidates), stacklevel=2)
        return self._create(recipe, filling, WARNED, candidates)

    def _met(self, recipe: Recipe, filling: Filling, chosen: str) -> TargetPlan:
        """Link what is there, and give it what the policy lets through (D2)."""
        if recipe.met == LEAVE:
            return self._link(recipe, filling.given, chosen)
        return self._link(recipe, filling, chosen, whole=recipe.met == REPLACE)

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
        if target.entity not in CLIENTS or not isinstance(self.record, Lead):
            return ""
        if self.clients:
            return "the client is known"
        if self.wishes.values and self.wishes.values_of(target.entity):
            return ""  # the caller says what to make it of
        return _nothing_for(self.record, target.entity)

    def _create(
        self,
        recipe: Recipe,
        filling: Filling,
        reason: str,
        candidates: tuple[str, ...],
    ) -> TargetPlan:
        entity, asks = recipe.entity, recipe.target.asks
        if asks:
            asks = tuple(each for each in asks if each not in filling.values)
        id = self.context.new_id(entity)
        self.ties.tie(recipe, filling, id, None)
        return _planned(entity, CREATE, reason, id, filling, candidates, asks)

    def _link(
        self, recipe: Recipe, filling: Filling, chosen: str, *, whole: bool = False
    ) -> TargetPlan:
        entity = recipe.entity
        if entity_named(prefix_of(chosen)).name != entity:
            found, wanted = map(with_article, (prefix_of(chosen), entity))
            raise InvalidValue("id", f"names {found}, not {wanted}", path=entity)
        existing = self.context.live(chosen)
        self._require_not_lost(existing)
        reason, taken = "it exists already", filling
        if chosen == self.clients.get(entity):
            reason, taken = "it is the lead's client", Filling()
        elif self._is_somebody_else(existing):
            # What the lead says of its person is not true of another one.
            reason, taken = "it is another person than the lead's", filling.given
        over = taken.values if whole else recipe.target.overwrite
        added = _added(existing, taken, over, whole=whole)
        self.ties.tie(recipe, added, chosen, existing)
        return _planned(entity, LINK, reason, chosen, added, (), ())

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
        for each in self._filled(self.recipes[target.entity]).told:
            if _holds(held_at(existing, each.field), each.value):
                yield each


_planned = shape(TargetPlan).made
_NOBODY: Mapping[str, str] = {}


def _clients(record: Source) -> Mapping[str, str]:
    """Return the clients that a repeat lead is tied to already, by entity (C12)."""
    if not isinstance(record, Lead) or not (record.company or record.contact):
        return _NOBODY
    known = (("company", record.company), ("contact", record.contact))
    return {entity: id for entity, id in known if id}


def _nothing_for(lead: Lead, entity: str) -> str:
    """Return why the lead has nothing to make a target of, or ``""`` (C6)."""
    if entity == "company" and not lead.company_name:
        return "the lead names no company"
    person = lead.first_name or lead.last_name
    reachable = lead.phones or lead.emails or lead.messengers
    if entity == "contact" and not (person or reachable):
        return "the lead names no person and no way to reach one"
    return ""


def _ask(entity: str, filling: Filling, candidates: tuple[str, ...]) -> TargetPlan:
    reason = f"say {entity}='new' or the id of an existing one"
    return _planned(entity, ASK, reason, "", filling, candidates, ())


def _added(
    existing: Record, filling: Filling, overwrite: Container[str], *, whole: bool
) -> Filling:
    """Fill blanks, unite several values, overwrite what may be (C6).

    With ``whole`` several values are overwritten too.
    """
    added = Filling()
    for name, value in filling.values.items():
        before, entry = held_at(existing, name), filling.entries[name]
        how, source = entry[1:]
        if how == GIVEN:
            if before != value:
                added.put(entry, value, before)
        elif before is None or before in ("", ()):
            added.put((name, "filled", source), value)
        elif isinstance(before, tuple) and isinstance(value, tuple) and not whole:
            if united := _united(before, value):
                added.put((name, "united", source), united, before)
        elif name in overwrite and value != before:
            added.put((name, "overwritten", source), value, before)
    return added.judged_as(filling)


def _united(before: tuple[object, ...], new: tuple[object, ...]) -> tuple[object, ...]:
    """Return both without doubles, or nothing when nothing is new."""
    known = {getattr(each, "key", each) for each in before}
    fresh = tuple(each for each in new if getattr(each, "key", each) not in known)
    return (*before, *fresh) if fresh else ()


def _holds(now: object, value: object) -> bool:
    if isinstance(now, tuple) and isinstance(value, tuple):
        return not _united(now, value)
    return now == value
