"""Roles, departments and members as they are written."""

import pytest

from leadflow import (
    CustomField,
    Department,
    Grant,
    InvalidValue,
    InvalidWorkspace,
    Member,
    Role,
    UnknownName,
    Workspace,
)
from leadflow.workspace.files import dumps, loads
from leadflow.workspace.staff import colleagues, roles_of


def paths(**parts: object) -> list[str]:
    """Return where a workspace of these parts is wrong."""
    with pytest.raises(InvalidWorkspace) as caught:
        Workspace(**parts)  # type: ignore[arg-type]  # as the test says
    return [fault.path for fault in caught.value.faults]


def test_rights_are_written_to_the_file_and_read_back() -> None:
    """A1: Python and TOML say the same."""
    grant = Grant("deal", ["read", "update"], scope="own", stage="won")
    hiding = Grant("deal", "read", scope="none", field="custom.margin")
    firm = Workspace(
        fields=[CustomField("margin", entity="deal")],
        roles=[Role("sales", grants=[grant, hiding], label={"uk": "Продажі"})],
        departments=["office", Department("shop", within="office", label="Shop")],
        members=[Member("ada", roles=["sales"], department="shop")],
    )

    assert firm == loads(dumps(firm))


def test_a_role_and_a_department_have_a_word_in_each_language() -> None:
    """A1: labels, else the code made readable."""
    label = {"en": "Sales", "uk": "Продажі"}

    assert "Продажі" == Role("sales", label=label).title("uk")
    assert "Продажі" == Department("sales", label=label).title("uk")
    assert "Key accounts" == Role("key_accounts").title()
    assert "Key accounts" == Department("key_accounts").title()


def test_wrong_names_are_told_at_once_with_the_nearest_right_one() -> None:
    """A1: a grant is judged against the whole workspace."""
    grants = [
        Grant("deal", "read", scope="own", pipeline="dels"),
        Grant("deal", "update", scope="own", stage="wonn"),
        Grant("deal", "read", scope="none", field="amuont"),
        Grant("deal", "read", scope="none", field="owner"),
        Grant("any", "read", scope="none", field="amount"),
        Grant("deal", "delete", scope="none", field="title"),
        Grant("product", "read", scope="all", stage="won"),
    ]
    members = [Member("ada", roles="slaes", department="shpo")]
    found = paths(
        roles=[Role("sales", grants=grants)], departments=["shop"], members=members
    )

    assert [
        "roles.sales.grants[0].pipeline",
        "roles.sales.grants[1].stage",
        "roles.sales.grants[2].field",
        "roles.sales.grants[3].field",
        "roles.sales.grants[4].field",
        "roles.sales.grants[5].operations",
        "roles.sales.grants[6].stage",
        "members.ada.roles",
        "members.ada.department",
    ] == found


def test_what_is_said_twice_is_a_fault() -> None:
    """A2: two rules of one weight would leave open which one wins."""
    twice = [
        Grant("deal", ["read", "update"], scope="own"),
        Grant("deal", "read", scope="all"),
    ]
    found = paths(
        roles=[Role("sales", grants=twice), Role("sales")],
        departments=["shop", "shop"],
        members=[Member("ada"), Member("ada")],
    )

    assert [
        "roles[1].code",
        "departments[1].code",
        "members[1].login",
        "roles[0].grants[1]",
    ] == found


def test_there_is_one_configuration_for_all() -> None:
    """A1: configuring is about no entity and nobody's own."""
    found = paths(roles=[Role("boss", grants=Grant("deal", "configure", scope="own"))])

    assert ["roles.boss.grants[0].entity", "roles.boss.grants[0].scope"] == found


def test_departments_end_somewhere() -> None:
    """A1: a tree has no circles and no unknown parents."""
    circle = [Department("a", within="b"), Department("b", within="a")]
    found = paths(departments=[*circle, Department("c", within="d")])

    assert [f"departments.{code}.within" for code in "abc"] == found


def test_a_login_is_no_role() -> None:
    """S4: overriders name both, so they must be told apart."""
    assert ["members.ada.login"] == paths(roles=[Role("ada")], members=[Member("ada")])


def test_a_grant_speaks_of_known_things_only() -> None:
    """A1: what a grant can judge of itself, it judges when it is written."""
    with pytest.raises(UnknownName):
        Grant("dael", "read", scope="own")
    with pytest.raises(UnknownName):
        Grant("deal", "raed", scope="own")
    with pytest.raises(UnknownName):
        Grant("deal", "read", scope="mine")
    with pytest.raises(InvalidValue):
        Grant("deal", [], scope="own")
    with pytest.raises(InvalidValue):
        Member("")


def test_faults_of_a_file_beside_others_are_told_too() -> None:
    """A1: a slip elsewhere does not hide a wrong name in a grant."""
    text = """
    language = "english!"
    [[roles]]
    code = "sales"
    grants = [{ entity = "deal", operations = "read", scope = "own", stage = "wno" }]
    """
    with pytest.raises(InvalidWorkspace) as caught:
        loads(text)

    found = {fault.path for fault in caught.value.faults}
    assert {"language", "roles.sales.grants[0].stage"} == found


def test_colleagues_are_those_of_the_department_and_those_below_it() -> None:
    """A1: who belongs to no department is alone."""
    firm = Workspace(
        departments=["office", Department("shop", within="office")],
        members=[
            Member("ada", department="office"),
            Member("bob", department="shop"),
            Member("eve"),
        ],
    )

    assert ("ada",) == colleagues(firm, "ada")
    assert ("ada", "bob") == colleagues(firm, "ada", below=True)
    assert ("eve",) == colleagues(firm, "eve", below=True)
    assert ("zoe",) == colleagues(firm, "zoe", below=True)
    assert () == roles_of(firm, "ada")
