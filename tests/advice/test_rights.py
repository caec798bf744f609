"""What is said of roles that do nothing."""

import pytest

from leadflow import Crm, Grant, Member, Role, User, Workspace
from leadflow.workspace.roles import OPERATIONS


BOSS = Role("boss", grants=[Grant("any", "any", scope="all")])


def codes(*roles: Role, members: tuple[Member, ...] = ()) -> set[tuple[str, str]]:
    """Return what is found of these roles beside the boss's."""
    boss = Member("ada", roles="boss")
    firm = Workspace(roles=[BOSS, *roles], members=[boss, *members])
    return {
        (each.code, each.path)
        for each in firm.check()
        if "role" in each.path or each.path.startswith("members")
    }


def test_a_firm_with_a_boss_is_sound() -> None:
    """M7: nothing is said of roles that work."""
    assert set() == codes()


@pytest.mark.parametrize(
    "members", [(), (Member("eve"),), (Member("eve", roles="guest"),)]
)
def test_somebody_must_be_able_to_configure(members: tuple[Member, ...]) -> None:
    """M7: else nobody could give rights any more."""
    guest = Role("guest", grants=[Grant("any", "read", scope="all")])
    found = Workspace(roles=[BOSS, guest], members=members).check()

    assert "nobody_configures" in {each.code for each in found.of("error")}


def test_a_narrow_rule_may_take_the_configuring_away() -> None:
    """M7, A2: the most specific rule decides here as well."""
    taken = Grant("any", "configure", scope="none")
    role = Role("boss", grants=[*BOSS.grants, taken])
    firm = Workspace(roles=[role], members=[Member("ada", roles="boss")])

    assert "nobody_configures" in {each.code for each in firm.check()}


def test_a_role_that_grants_nothing_is_found() -> None:
    """M7: and so is one that nobody has, and a member without one."""
    hiding = Grant("deal", "read", field="amount", scope="all")
    nothing = Role("guest", grants=[Grant("any", "any", scope="none"), hiding])

    assert {
        ("grants_nothing", "roles.guest"),
        ("role_unused", "roles.guest"),
        ("no_role", "members"),
    } == codes(nothing, members=(Member("eve"),))


def test_a_rule_that_never_decides_is_found() -> None:
    """M7, A2: all it speaks of is said by more specific rules."""
    usual = Grant("deal", "any", scope="all")
    each = Grant("deal", [o for o in OPERATIONS if o != "configure"], scope="own")
    role = Role("guest", grants=[usual, each])

    assert {("grant_overridden", "roles.guest.grants[0]")} == codes(
        role, members=(Member("eve", roles="guest"),)
    )


def test_members_that_are_no_users_are_found_where_users_are_stored(crm: Crm) -> None:
    """M7: an overrider may be a role, a member must be somebody."""
    crm.users.add(User(login="ada"))
    members = [Member("ada", roles="boss"), Member("eve", roles="boss")]
    crm.configure(Workspace(roles=[BOSS], members=members))
    found = {each.path: each.message for each in crm.check()}

    assert "'eve'" in found["members"]
