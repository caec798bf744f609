"""A small firm with roles, for the tests of rights."""

from collections.abc import Iterable

from leadflow import (
    CustomField,
    Department,
    Grant,
    Member,
    Pipeline,
    Role,
    Workspace,
)


CHIEF = Role("chief", grants=[Grant("any", "any", scope="all")])


def firm(
    *roles: Role,
    fields: Iterable[CustomField] = (),
    pipelines: Iterable[Pipeline] = (),
) -> Workspace:
    """Return a firm in which ada may do all, and bob what these roles say.

    bob and eve work in the shop of Kyiv, dan in the office above it, zoe elsewhere.
    """
    held = [role.code for role in roles]
    return Workspace(
        roles=[CHIEF, *roles],
        fields=fields,
        pipelines=pipelines,
        departments=["office", Department("shop", within="office"), "depot"],
        members=[
            Member("ada", roles="chief"),
            Member("bob", roles=held, department="shop"),
            Member("eve", roles=held, department="shop"),
            Member("dan", roles=held, department="office"),
            Member("zoe", roles=held, department="depot"),
        ],
    )


def role(*grants: Grant, code: str = "sales") -> Role:
    """Return a role with these rules."""
    return Role(code, grants=grants)
