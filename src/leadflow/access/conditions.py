"""From rights to a condition: which records an actor may read, as a query asks (A3)."""

from functools import lru_cache

from leadflow.access.rights import ELSEWHERE, Place, Rights
from leadflow.entities import ENTITIES
from leadflow.expressions import (
    ALWAYS,
    NEVER,
    Compare,
    Condition,
    OneOf,
    all_of,
    any_of,
)
from leadflow.workspace.roles import ALL, NONE, OPEN, READ


@lru_cache(maxsize=1024)
def readable(rights: Rights, entity: str) -> Condition:
    """Return the condition that holds for the records that may be read.

    It asks for owner, ``open_to_all`` and place alone, which nobody can hide; it is
    bound as it stands.

    >>> from leadflow.workspace import Grant, Member, Role, Workspace
    >>> own = Role("own", grants=[Grant("deal", "read", scope="own")])
    >>> firm = Workspace(roles=[own], members=[Member("ada", roles="own")])
    >>> str(readable(Rights(firm, "ada"), "deal"))
    "owner in ('ada',)"
    """
    scopes = {
        each: rights.ruling(READ, entity, each).scope for each in rights.places(entity)
    }
    if len(set(scopes.values())) == 1:
        return _of_scope(rights, next(iter(scopes.values())))
    parts = [
        all_of(_at(place, tuple(scopes)), _of_scope(rights, scope))
        for place, scope in scopes.items()
        if scope != NONE
    ]
    return any_of(*parts)


def _of_scope(rights: Rights, scope: str) -> Condition:
    if scope == ALL:
        return ALWAYS
    if scope == NONE:
        return NEVER
    own = OneOf(("owner",), rights.owners(scope))
    if scope != OPEN:
        return own
    return any_of(own, Compare(("open_to_all",), "eq", True))  # noqa: FBT003  # the value


def _at(place: Place, all_places: tuple[Place, ...]) -> Condition:
    """Return the condition that a record stands in such a place."""
    parts: list[Condition] = []
    for number, name in enumerate(("pipeline", "stage")):
        named = dict.fromkeys(each[number] for each in all_places)
        others = tuple(each for each in named if each != ELSEWHERE)
        if place[number] != ELSEWHERE:
            parts.append(Compare((name,), "eq", place[number]))
        elif others:
            parts.append(~OneOf((name,), others))
    return all_of(*parts)


def reads_everything(rights: Rights, entity: str) -> bool:
    """Return whether every record and every field of an entity may be read."""
    return rights.is_all(READ, entity) and not rights.limited(ENTITIES[entity].name)
