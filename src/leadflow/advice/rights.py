"""Rights that do nothing, and the one that somebody must have (A1, A2)."""

from collections.abc import Iterator

from leadflow.advice.naming import quoted
from leadflow.workspace import Grant, Role, Workspace
from leadflow.workspace.findings import ADVICE, ERROR, WARNING, Finding
from leadflow.workspace.places import place
from leadflow.workspace.roles import ALL, ANY, CONFIGURE, NONE, OPERATIONS
from leadflow.workspace.staff import roles_of


def nobody_configures(workspace: Workspace) -> Iterator[Finding]:
    """Yield that no member may change the roles any more."""
    roles = (role for m in workspace.members for role in roles_of(workspace, m.login))
    if workspace.roles and not any(map(_configures, roles)):
        yield Finding(
            severity=ERROR,
            code="nobody_configures",
            path="roles",
            message="no member may configure: nobody could change rights any more, "
            "nor anything else of the workspace",
            hint="give one role Grant('any', 'configure', scope='all'), and a member",
        )


def _configures(role: Role) -> bool:
    speaking = [each for each in role.grants if each.speaks_of(CONFIGURE, ANY)]
    strongest = max(speaking, key=lambda each: each.weight, default=None)
    return strongest is not None and strongest.scope == ALL


def idle_roles(workspace: Workspace) -> Iterator[Finding]:
    """Yield roles that allow nothing, and those that nobody has."""
    held = {name for each in workspace.members for name in each.roles}
    for role in workspace.roles:
        if all(each.scope == NONE or each.field for each in role.grants):
            yield Finding(
                severity=WARNING,
                code="grants_nothing",
                path=_of_role(role),
                message=f"role '{role.code}' allows nothing: who has it and no other "
                "sees an empty firm",
                hint="grant something, or take the role away",
            )
        if role.code not in held:
            yield Finding(
                severity=ADVICE,
                code="role_unused",
                path=_of_role(role),
                message=f"nobody has role '{role.code}'",
                hint="name it in members, or take it away",
            )


def powerless_members(workspace: Workspace) -> Iterator[Finding]:
    """Yield members without a role, who may do nothing."""
    if not workspace.roles:
        return
    if idle := [each.login for each in workspace.members if not each.roles]:
        yield Finding(
            severity=ADVICE,
            code="no_role",
            path="members",
            message=f"{quoted(idle)} have no role, and so no rights at all",
            hint="give them one, or leave them out",
        )


def overridden_grants(workspace: Workspace) -> Iterator[Finding]:
    """Yield rules that never decide: more specific ones say all they speak of."""
    for role in workspace.roles:
        for number, grant in enumerate(role.grants):
            if _is_overridden(role, grant):
                yield Finding(
                    severity=WARNING,
                    code="grant_overridden",
                    path=f"{_of_role(role)}.grants[{number}]",
                    message=f"'{grant}' never decides: more specific rules of role "
                    f"'{role.code}' say something else of all it speaks of",
                    hint="take it away, or the more specific ones",
                )


def _is_overridden(role: Role, grant: Grant) -> bool:
    """Return whether each operation is decided by another rule of the same place.

    A rule for an operation by its name stands before one for any operation.
    """
    if grant.operations != (ANY,):
        return False
    about = (grant.entity, grant.pipeline, grant.stage, grant.field)
    alike = (
        each
        for each in role.grants
        if (each.entity, each.pipeline, each.stage, each.field) == about
    )
    named = {each for other in alike for each in other.operations}
    needed = set(OPERATIONS) - (set() if grant.entity == ANY else {CONFIGURE})
    return needed <= named


def _of_role(role: Role) -> str:
    return place("roles", role.code)
