"""The decision: which rule speaks, whose records it means, what is hidden (A2, A5)."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TypeAlias

import attrs
from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import ENTITIES, Record, Staged, entity_of
from leadflow.errors import Denied
from leadflow.workspace import Grant, Role, Workspace
from leadflow.workspace.roles import (
    ALL,
    ANY,
    CONFIGURE,
    DEPARTMENT,
    NONE,
    OPEN,
    OPERATIONS,
    OWN,
    READ,
    SCOPES,
    TREE,
    UPDATE,
)
from leadflow.workspace.staff import colleagues, roles_of


Place: TypeAlias = tuple[str, str]
"""A pipeline and a stage; both empty for what stands on none."""

ELSEWHERE = "*"
"""Any pipeline or stage that no rule names; no code looks like it."""
NOWHERE: Place = ("", "")


@by_value
@frozen(eq=False, repr=False)
class Ruling:
    """What the roles of an actor say in the end, and which rule says so (A4)."""

    scope: str
    role: str = ""
    grant: Grant | None = None

    @property
    def rule(self) -> str:
        """Return the name of the deciding rule; ``""`` where none speaks.

        >>> Ruling("own", "sales", Grant("deal", "read", scope="own")).rule
        "role 'sales': read deal: own"
        """
        return f"role '{self.role}': {self.grant}" if self.grant else ""

    @property
    def rank(self) -> int:
        """Return how much the ruling allows."""
        return SCOPES.index(self.scope)


@frozen(eq=False, repr=False, slots=False)
class Rights:
    """What one actor may do under one workspace."""

    workspace: Workspace
    actor: str

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """Return the actor's roles; who is no member has none."""
        return roles_of(self.workspace, self.actor)

    @cached_property
    def _logins(self) -> Mapping[str, frozenset[str]]:
        near = colleagues(self.workspace, self.actor)
        below = colleagues(self.workspace, self.actor, below=True)
        alone = frozenset({self.actor})
        return {
            NONE: frozenset(),
            OWN: alone,
            DEPARTMENT: frozenset(near),
            TREE: frozenset(below),
            OPEN: frozenset(below),
        }

    def owners(self, scope: str) -> tuple[str, ...]:
        """Return the logins whose records a scope means; of ``all``, any."""
        return tuple(sorted(self._logins[scope]))

    @cached_property
    def _decided(self) -> dict[tuple[str, str, Place, str], Ruling]:
        return {}

    def ruling(
        self, operation: str, entity: str, place: Place = NOWHERE, field: str = ""
    ) -> Ruling:
        """Return what the roles say: the most specific rule of each, the widest of all.

        A field that no rule names is treated like its record.
        """
        key = (operation, entity, place, field)
        if key not in self._decided:
            said = (_said(role, *key) for role in self.roles)
            known = [each for each in said if each is not None]
            widest = max(known, key=lambda each: each.rank, default=Ruling(NONE))
            self._decided[key] = widest
        return self._decided[key]

    def covers(self, scope: str, record: Record) -> bool:
        """Return whether a record is among those that a scope means."""
        if scope == ALL:
            return True
        if record.owner in self._logins[scope]:
            return True
        return scope == OPEN and record.open_to_all

    def decides(self, operation: str, record: Record, field: str = "") -> Ruling:
        """Return the ruling about one record, or about one of its fields."""
        return self.ruling(operation, entity_of(record).name, place_of(record), field)

    def allows(self, operation: str, record: Record, field: str = "") -> bool:
        """Return whether the rule for an operation means this record."""
        return self.covers(self.decides(operation, record, field).scope, record)

    def require(self, operation: str, record: Record, field: str = "") -> None:
        """Raise ``Denied``, naming the deciding rule, where it is not allowed."""
        ruling = self.decides(operation, record, field)
        if not self.covers(ruling.scope, record):
            raise self.denied(operation, entity_of(record).name, ruling, field)

    def require_settable(self, entity: str, field: str) -> None:
        """Raise ``Denied`` for a field that the actor may not set in every record."""
        for operation, limits in ((READ, self.limited), (UPDATE, self.locked)):
            if field in limits(entity):
                places = self.places(entity)
                found = (self.ruling(operation, entity, p, field) for p in places)
                least = min(found, key=lambda each: each.rank)
                raise self.denied(UPDATE, entity, least, field)

    def denied(
        self, operation: str, entity: str, ruling: Ruling, field: str = ""
    ) -> Denied:
        """Return the refusal."""
        return Denied(self.actor, operation, entity, ruling.rule, field)

    def denied_as(self, operation: str, entity: str, rule: str) -> Denied:
        """Return the refusal by the rule of that name."""
        return Denied(self.actor, operation, entity, rule)

    def require_whole(self, operation: str, act: str = "") -> None:
        """Raise ``Denied`` unless this is allowed with everything there is.

        For what concerns the whole store: a part of it would be wrong, or would tell.
        """
        if operation == CONFIGURE:
            ruling = self.ruling(CONFIGURE, ANY)
            if ruling.scope != ALL:
                raise attrs.evolve(self.denied(operation, ANY, ruling), act=act)
            return
        for entity in ENTITIES:
            hidden = self.limited(entity) if operation == READ else ()
            if hidden or not self.is_all(operation, entity):
                ruling = self.widest(operation, entity)
                refused = self.denied(operation, entity, ruling, next(iter(hidden), ""))
                raise attrs.evolve(refused, act=act)

    def places(self, entity: str) -> tuple[Place, ...]:
        """Return every kind of place that the rules tell apart for an entity."""
        if not ENTITIES[entity].in_pipeline:
            return (NOWHERE,)
        named = [
            each
            for role in self.roles
            for each in role.grants
            if each.entity in (ANY, entity)
        ]
        pipelines = dict.fromkeys(each.pipeline for each in named if each.pipeline)
        stages = dict.fromkeys(each.stage for each in named if each.stage)
        return tuple(
            (pipeline, stage)
            for pipeline in (*pipelines, ELSEWHERE)
            for stage in (*stages, ELSEWHERE)
        )

    def widest(self, operation: str, entity: str, field: str = "") -> Ruling:
        """Return the most that is allowed anywhere, with records or with a field."""
        places = self.places(entity)
        found = (self.ruling(operation, entity, each, field) for each in places)
        return max(found, key=lambda each: each.rank)

    def is_all(self, operation: str, entity: str, field: str = "") -> bool:
        """Return whether it is allowed with every record, wherever it stands."""
        return all(
            self.ruling(operation, entity, each, field).scope == ALL
            for each in self.places(entity)
        )

    def limited(self, entity: str) -> tuple[str, ...]:
        """Return the fields that the actor cannot read in every record (A5)."""
        return self._limited[READ][entity]

    def locked(self, entity: str) -> tuple[str, ...]:
        """Return the fields that the actor cannot change in every record (A5)."""
        return self._limited[UPDATE][entity]

    @cached_property
    def _limited(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        return {
            operation: {name: self._limits(operation, name) for name in ENTITIES}
            for operation in (READ, UPDATE)
        }

    def _limits(self, operation: str, entity: str) -> tuple[str, ...]:
        named = (
            each.field
            for role in self.roles
            for each in role.grants
            if each.field and each.speaks_of(operation, entity)
        )
        fields = dict.fromkeys(named)
        return tuple(f for f in fields if not self.is_all(operation, entity, f))

    @cached_property
    def sees_all(self) -> bool:
        """Return whether nothing at all is hidden."""
        return all(
            self.is_all(READ, name) and not self.limited(name) for name in ENTITIES
        )

    @cached_property
    def is_whole(self) -> bool:
        """Return whether nothing at all is forbidden."""
        return all(
            self.is_all(operation, name)
            for operation in OPERATIONS
            for name in ENTITIES
        ) and not any((*self.limited(name), *self.locked(name)) for name in ENTITIES)


def _said(
    role: Role, operation: str, entity: str, place: Place, field: str
) -> Ruling | None:
    """Return what the most specific rule of a role says, if one speaks."""
    speaking = [
        each
        for each in role.grants
        if each.speaks_of(operation, entity)
        and each.pipeline in ("", place[0])
        and each.stage in ("", place[1])
        and each.field in ("", field)
    ]
    if not speaking:
        return None
    first = max(speaking, key=lambda each: each.weight)
    return Ruling(first.scope, role.code, first)


def place_of(record: Record) -> Place:
    """Return where a record stands, as far as it stands on a stage."""
    return (record.pipeline, record.stage) if isinstance(record, Staged) else NOWHERE


@lru_cache(maxsize=1024)
def rights_of(workspace: Workspace, actor: str) -> Rights:
    """Return the rights of an actor; one value for each workspace and actor.

    >>> rights_of(Workspace(), "ada").roles
    ()
    """
    return Rights(workspace, actor)
