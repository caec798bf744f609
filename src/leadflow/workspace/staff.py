"""Judging rights: what roles, departments and members name must be there (A1)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from leadflow.entities import ENTITIES, Kind
from leadflow.errors import Fault, UnknownName
from leadflow.workspace.definitions import Definitions
from leadflow.workspace.roles import (
    ALL,
    ANY,
    CONFIGURE,
    NONE,
    READ,
    UPDATE,
    Department,
    Grant,
    Member,
    Role,
)


_OPEN = frozenset({"owner", "open_to_all", "pipeline", "stage", "login", "custom"})
"""What rights are decided by cannot be hidden by them."""


class Staff(Protocol):
    """The part of a workspace that says who may do what."""

    @property
    def roles(self) -> tuple[Role, ...]:
        """Return the roles."""
        ...

    @property
    def departments(self) -> tuple[Department, ...]:
        """Return the departments."""
        ...

    @property
    def members(self) -> tuple[Member, ...]:
        """Return who is what."""
        ...


def roles_of(staff: Staff, login: str) -> tuple[Role, ...]:
    """Return the roles of whoever acts; none for who is no member."""
    held = {
        name for each in staff.members if each.login == login for name in each.roles
    }
    return tuple(role for role in staff.roles if role.code in held)


def colleagues(staff: Staff, login: str, *, below: bool = False) -> tuple[str, ...]:
    """Return the logins of a member's department, with those below it or without.

    Who belongs to no department is alone.
    """
    homes = {each.login: each.department for each in staff.members}
    home = homes.get(login, "")
    wanted = _below(staff, home) if below else {home}
    near = (name for name, each in homes.items() if home and each in wanted)
    return tuple(dict.fromkeys((login, *sorted(near))))


def _below(staff: Staff, top: str) -> set[str]:
    found = {top}
    while more := {d.code for d in staff.departments if d.within in found} - found:
        found |= more
    return found


def hideable(definitions: Definitions, entity: str) -> tuple[str, ...]:
    """Return the fields that a role can hide or lock, custom ones among them."""
    usual = (
        spec.name
        for spec in ENTITIES[entity].fields.values()
        if not spec.system and spec.name not in _OPEN and spec.kind is not Kind.CUSTOM
    )
    own = (f"custom.{code}" for code in definitions.fields_of(entity))
    return (*usual, *own)


def staff_faults(definitions: Definitions, staff: Staff) -> Iterator[Fault]:
    """Yield everything that is wrong with roles, departments and members."""
    yield from _twice("roles", "code", [each.code for each in staff.roles])
    yield from _twice("departments", "code", [each.code for each in staff.departments])
    yield from _twice("members", "login", [each.login for each in staff.members])
    for number, role in enumerate(staff.roles):
        yield from role_faults(definitions, role, f"roles[{number}]")
    yield from department_faults(staff.departments)
    yield from _member_faults(staff)


def _twice(path: str, key: str, given: list[str]) -> Iterator[Fault]:
    for number, each in enumerate(given):
        if given.index(each) != number:
            yield Fault(f"{path}[{number}].{key}", f"'{each}' stands twice")


def role_faults(definitions: Definitions, role: Role, path: str) -> Iterator[Fault]:
    """Yield what a role names that is not there, and what it says twice."""
    said: dict[tuple[str, ...], int] = {}
    for number, grant in enumerate(role.grants):
        where = f"{path}.grants[{number}]"
        yield from _place_faults(definitions, grant, where)
        yield from _field_faults(definitions, grant, where)
        yield from _configure_faults(grant, where)
        for operation in grant.operations:
            key = (grant.entity, operation, grant.pipeline, grant.stage, grant.field)
            if said.setdefault(key, number) != number:
                message = f"'{operation}' is said twice, as grants[{said[key]}]"
                yield Fault(where, message, "keep one of them")


def _place_faults(
    definitions: Definitions, grant: Grant, where: str
) -> Iterator[Fault]:
    """Yield pipelines and stages that the entity does not have."""
    if not (grant.pipeline or grant.stage):
        return
    entities = ENTITIES if grant.entity == ANY else (grant.entity,)
    own = [each for name in entities for each in definitions.pipelines_of(name)]
    here = [each for each in own if grant.pipeline in ("", each.code)]
    if grant.pipeline and not here:
        known = tuple(each.code for each in own)
        kind = f"pipeline of {grant.entity}"
        yield UnknownName(kind, grant.pipeline, known, f"{where}.pipeline").fault
        return
    stages = tuple(dict.fromkeys(stage.code for each in here for stage in each.stages))
    if grant.stage and grant.stage not in stages:
        kind = f"stage of {grant.entity}"
        yield UnknownName(kind, grant.stage, stages, f"{where}.stage").fault


def _field_faults(
    definitions: Definitions, grant: Grant, where: str
) -> Iterator[Fault]:
    if not grant.field:
        return
    if grant.entity == ANY:
        message, hint = "belongs to one entity", "name the entity"
        yield Fault(f"{where}.field", message, hint)
        return
    known = hideable(definitions, grant.entity)
    if grant.field in ENTITIES[grant.entity].fields and grant.field not in known:
        message = f"'{grant.field}' can be neither hidden nor locked"
        yield Fault(f"{where}.field", message, "leadflow itself works by it")
    elif grant.field not in known:
        kind = f"field of {grant.entity}"
        yield UnknownName(kind, grant.field, known, f"{where}.field").fault
    others = [each for each in grant.operations if each not in (ANY, READ, UPDATE)]
    if others:
        message = f"of a field there is no '{others[0]}'"
        yield Fault(f"{where}.operations", message, f"say '{READ}', '{UPDATE}' or both")


def _configure_faults(grant: Grant, where: str) -> Iterator[Fault]:
    if CONFIGURE not in grant.operations:
        return
    if grant.entity != ANY:
        message, hint = "configuring is about the whole firm", f"say entity '{ANY}'"
        yield Fault(f"{where}.entity", message, hint)
    if grant.scope not in (NONE, ALL):
        hint = f"say '{ALL}' or '{NONE}'"
        yield Fault(f"{where}.scope", "there is one configuration for all", hint)


def department_faults(departments: tuple[Department, ...]) -> Iterator[Fault]:
    """Yield departments within what is not there, and those within themselves."""
    above = {each.code: each.within for each in departments}
    for number, each in enumerate(departments):
        path = f"departments[{number}].within"
        if each.within and each.within not in above:
            yield UnknownName("department", each.within, tuple(above), path).fault
        elif each.code in _above(above, each.code):
            yield Fault(path, f"'{each.code}' is within itself", "end it somewhere")


def _above(above: Mapping[str, str], code: str) -> Iterator[str]:
    seen: set[str] = set()
    while (code := above.get(code, "")) and code not in seen:
        seen.add(code)
        yield code


def _member_faults(staff: Staff) -> Iterator[Fault]:
    roles = [each.code for each in staff.roles]
    departments = [each.code for each in staff.departments]
    for number, member in enumerate(staff.members):
        path = f"members[{number}]"
        yield from _unknown("role", member.roles, roles, f"{path}.roles")
        home = [member.department] if member.department else []
        yield from _unknown("department", home, departments, f"{path}.department")
        if member.login in roles:
            message = f"'{member.login}' is a role's name too"
            hint = "call the role otherwise: overriders name both"
            yield Fault(f"{path}.login", message, hint)


def _unknown(
    kind: str, given: Iterable[str], known: Iterable[str], path: str
) -> Iterator[Fault]:
    choices = tuple(known)
    for name in given:
        if name not in choices:
            yield UnknownName(kind, name, choices, path).fault
