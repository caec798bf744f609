"""Which rule decides, and how that is told."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from leadflow import (
    Crm,
    CustomField,
    Deal,
    Denied,
    Grant,
    InvalidValue,
    Lead,
    MoveRefused,
    NotFound,
    Pipeline,
    Role,
    Stage,
    UnknownName,
    Workspace,
)
from leadflow.access import Rights
from tests.access.office import firm, role


def rights(*grants: Grant, actor: str = "bob") -> Rights:
    """Return the rights of bob, who has one role with these rules."""
    return Rights(firm(role(*grants)), actor)


def deal(owner: str = "bob", **values: object) -> Deal:
    """Return a deal as if it were stored."""
    return Deal(title="Forklifts", owner=owner, **values)  # type: ignore[arg-type]  # as the test says


def test_without_roles_everybody_may_do_everything(crm: Crm) -> None:
    """A1: a workspace without roles limits nobody."""
    lead = crm.leads.add(Lead(title="Forklifts"))
    stranger = crm.acting_as("stranger")

    assert "B" == stranger.leads.update(lead, title="B").title
    assert stranger.access.allows("configure")


def test_with_roles_nobody_may_do_what_no_role_grants(
    opened: Callable[..., Crm],
) -> None:
    """A1: who is no member has no rights."""
    stranger = opened(workspace=firm()).acting_as("stranger")

    with pytest.raises(Denied) as caught:
        stranger.leads.add(Lead(title="Forklifts"))

    assert ("create", "lead", "") == (
        caught.value.operation,
        caught.value.entity,
        caught.value.rule,
    )
    assert 0 == stranger.leads.count()


@pytest.mark.parametrize(
    ("scope", "owners"),
    [
        ("none", []),
        ("own", ["dan"]),
        ("department", ["dan"]),
        ("department_tree", ["bob", "dan", "eve"]),
        ("open", ["bob", "dan", "eve"]),
        ("all", ["bob", "dan", "eve", "zoe"]),
    ],
)
def test_a_scope_means_these_owners(scope: str, owners: list[str]) -> None:
    """A1: dan works in the office, to which the shop of bob and eve belongs."""
    known = rights(Grant("deal", "read", scope=scope), actor="dan")
    found = [
        each
        for each in ("bob", "dan", "eve", "zoe")
        if known.allows("read", deal(each, open_to_all=False))
    ]

    assert owners == found


def test_colleagues_of_one_department_see_each_other_and_not_those_above() -> None:
    """A1: department."""
    known = rights(Grant("deal", "read", scope="department"))

    assert known.allows("read", deal("eve"))
    assert not known.allows("read", deal("dan"))


def test_what_is_open_to_all_is_within_scope_open() -> None:
    """A1: open."""
    known = rights(Grant("deal", "read", scope="open"))

    assert known.allows("read", deal("zoe", open_to_all=True))
    assert not known.allows("read", deal("zoe", open_to_all=False))


@pytest.mark.parametrize(
    ("general", "specific"),
    [
        (Grant("any", "any", scope="all"), Grant("any", "read", scope="none")),
        (Grant("any", "read", scope="all"), Grant("deal", "any", scope="none")),
        (Grant("deal", "any", scope="all"), Grant("deal", "read", scope="none")),
        (
            Grant("deal", "read", scope="all"),
            Grant("deal", "any", pipeline="deals", scope="none"),
        ),
        (
            Grant("deal", "read", pipeline="deals", scope="all"),
            Grant("any", "any", stage="won", scope="none"),
        ),
        (
            Grant("any", "any", stage="won", scope="all"),
            Grant("deal", "read", pipeline="deals", stage="won", scope="none"),
        ),
    ],
)
def test_inside_a_role_the_most_specific_rule_wins(
    general: Grant, specific: Grant
) -> None:
    """A2: field, stage, pipeline, entity, operation, in this order."""
    record = deal(pipeline="deals", stage="won")
    for grants in ((general, specific), (specific, general)):
        known = rights(*grants)

        assert known.decides("read", record).grant == specific
        assert not known.allows("read", record)


def test_between_roles_the_most_permissive_one_wins() -> None:
    """A2: a narrow rule of one role takes nothing from another."""
    narrow = role(Grant("deal", "read", stage="won", scope="none"), code="narrow")
    wide = role(Grant("any", "any", scope="own"), code="wide")
    known = Rights(firm(narrow, wide), "bob")

    assert "wide" == known.decides("read", deal(pipeline="deals", stage="won")).role


def test_an_answer_names_the_deciding_rule_and_reads_as_a_sentence(
    opened: Callable[..., Crm],
) -> None:
    """A4: explain."""
    crm = opened(workspace=firm(role(Grant("deal", "read", scope="own"))))
    mine = crm.deals.add(deal("bob"))
    told = crm.access.explain("bob", "update", of=mine)

    assert not told
    assert "" == told.rule
    assert f"bob may not update deal {mine.id}: no rule says anything about it" == str(
        told
    )
    assert (
        f"bob may read deal {mine.id}: role 'sales': read deal: own, "
        "which means their own records"
    ) == str(crm.access.explain("bob", "read", of=mine))


def test_what_cannot_be_read_cannot_be_changed(opened: Callable[..., Crm]) -> None:
    """A4: the rule about reading decides then."""
    rules = role(
        Grant("deal", "read", scope="own"), Grant("deal", "update", scope="all")
    )
    crm = opened(workspace=firm(rules))
    told = crm.access.explain("bob", "update", of=crm.deals.add(deal("eve")))

    assert (False, True, "role 'sales': read deal: own") == (
        told.allowed,
        told.unreadable,
        told.rule,
    )


def test_nobody_is_told_about_a_record_that_is_hidden_from_them(
    opened: Callable[..., Crm],
) -> None:
    """A3, A4: explaining reads as the asker may."""
    crm = opened(workspace=firm(role(Grant("deal", "read", scope="own"))))
    hers = crm.deals.add(deal("eve"))

    with pytest.raises(NotFound):
        crm.acting_as("bob").access.explain("eve", "read", of=hers)


def test_a_new_record_is_judged_as_its_maker_would_own_it(
    opened: Callable[..., Crm],
) -> None:
    """A4: before it is stored."""
    crm = opened(workspace=firm(role(Grant("deal", "any", scope="own"))))

    assert crm.access.explain("bob", "create", of=Deal(title="Forklifts"))
    assert not crm.access.explain("bob", "create", of=deal("eve"))


def test_a_question_about_a_field_is_decided_by_its_rule(
    opened: Callable[..., Crm],
) -> None:
    """A4, A5: read and update of one field."""
    locked = Grant("deal", "update", field="amount", scope="none")
    crm = opened(workspace=firm(role(Grant("deal", "any", scope="own"), locked)))
    mine = crm.deals.add(deal("bob"))

    told = crm.access.explain("bob", "update", of=mine, field="amount")

    assert "role 'sales': update deal.amount: none" == told.rule
    assert crm.access.explain("bob", "read", of=mine, field="amount")
    with pytest.raises(UnknownName):
        crm.access.explain("bob", "read", of=mine, field="amuont")


def test_a_field_of_any_record_is_decided_by_its_rule(
    opened: Callable[..., Crm],
) -> None:
    """A4, A5: a question about an entity asks for the field as well."""
    hidden = Grant("deal", "read", field="amount", scope="none")
    crm = opened(workspace=firm(role(Grant("deal", "any", scope="own"), hidden)))

    told = crm.access.explain("bob", "update", of="deal", field="amount")

    assert "role 'sales': read deal.amount: none" == told.rule
    assert crm.access.explain("bob", "update", of="deals", field="title")
    with pytest.raises(UnknownName):
        crm.access.explain("bob", "read", of="deal", field="amuont")


def test_a_question_about_nothing_known_says_so(crm: Crm) -> None:
    """A4: what is asked about is an entity, a record or its id."""
    nothing: Any = 7
    with pytest.raises(InvalidValue) as caught:
        crm.access.allows("read", of=nothing)

    assert "record" == caught.value.what


def test_who_may_not_configure_is_told_what(opened: Callable[..., Crm]) -> None:
    """A1, A4: configuring is about no kind of record."""
    bob = opened(workspace=firm(role())).acting_as("bob")
    with pytest.raises(Denied, match="'bob' may not configure the workspace, as no"):
        bob.configure(Workspace())

    told = bob.access.explain("bob", "configure")

    assert "bob may not configure the workspace: no rule says anything about it" == str(
        told
    )


def test_everything_of_an_actor_is_one_table(opened: Callable[..., Crm]) -> None:
    """A4: for a host's screen, with places and fields that differ."""
    rules = role(
        Grant("deal", ["read", "update"], scope="own"),
        Grant("deal", "update", stage="won", scope="none"),
        Grant("deal", "read", field="amount", scope="none"),
    )
    table = opened(workspace=firm(rules)).access.of("bob")

    assert ("sales",) == table.roles
    assert [("", "own"), ("won", "none")] == [
        (each.stage, each.scope)
        for each in table.of("deal", "update")
        if not each.field
    ]
    assert ("amount",) == table.hidden("deal")
    assert "update deal won none" in " ".join(str(table).split())
    assert "deal.amount" in table._repr_html_()


def test_the_table_of_a_manager_fits_a_screen(opened: Callable[..., Crm]) -> None:
    """A4: what holds of many entities and operations is told once."""
    rules = role(
        Grant("any", ["read", "create"], scope="department"),
        Grant("lead", "any", scope="own"),
        Grant("deal", "any", scope="own"),
        Grant("deal", "update", stage="won", scope="none"),
        Grant("deal", "read", field="amount", scope="none"),
    )
    table = opened(workspace=firm(rules)).access.of("bob")

    assert 50 < len(table)
    assert len(str(table).splitlines()) < 20
    assert all(len(line) <= 88 for line in str(table).splitlines())
    assert "any lead, deal own" in " ".join(str(table).split())


def test_a_slip_hides_nothing_from_a_screen(opened: Callable[..., Crm]) -> None:
    """A4: an unknown entity is no entity without hidden fields."""
    rules = role(
        Grant("deal", "read", scope="own"),
        Grant("deal", "read", field="amount", scope="none"),
    )
    table = opened(workspace=firm(rules)).access.of("bob")

    assert ("amount",) == table.hidden("deals")
    with pytest.raises(UnknownName, match="did you mean 'deal'"):
        table.hidden("deel")
    with pytest.raises(UnknownName, match="did you mean 'update'"):
        table.of("deal", "updat")


def test_overriders_name_roles_as_well_as_logins(opened: Callable[..., Crm]) -> None:
    """S4: an override is allowed by role; naming a role is one way of naming people."""
    visit = Stage("visit", require="amount")
    line = Pipeline("line", stages=["new", visit, Stage.won()], overriders="sales")
    office = firm(role(Grant("any", "any", scope="all")))
    crm = opened(workspace=attrs.evolve(office, pipelines=[line]))
    made = crm.deals.add(deal())

    with pytest.raises(MoveRefused):
        crm.move(made, "visit", override="they pay by the hour")
    moved = crm.acting_as("bob").move(made, "visit", override="they pay by the hour")
    assert "visit" == moved.stage


def test_custom_fields_can_be_hidden_like_others() -> None:
    """A5: custom fields are named as everywhere."""
    hiding = Grant("deal", "read", field="custom.margin", scope="none")
    own = CustomField("margin", entity="deal", type="integer")
    office = firm(role(Grant("deal", "any", scope="all"), hiding), fields=[own])

    assert ("custom.margin",) == Rights(office, "bob").limited("deal")


def test_a_workspace_without_roles_has_no_members_to_ask() -> None:
    """A1: the rights of nobody in particular."""
    assert not Rights(Workspace(roles=[Role("idle")]), "ada").is_whole


def test_a_question_about_nothing_is_told_the_way_out(
    opened: Callable[..., Crm],
) -> None:
    """A4: an entity or a record has to be named."""
    crm = opened(workspace=firm(role(Grant("deal", "read", scope="all"))))

    with pytest.raises(InvalidValue, match="name an entity or a record"):
        crm.access.explain("bob", "read", of="")


def test_an_explanation_has_as_many_lines_as_it_shows(
    opened: Callable[..., Crm],
) -> None:
    """A4: it is a sequence."""
    crm = opened(workspace=firm(role(Grant("deal", "read", scope="all"))))
    told = crm.access.of("bob")

    assert len(list(told)) == len(told)


def test_rules_of_everything_are_one_line_and_exceptions_another(
    opened: Callable[..., Crm],
) -> None:
    """A4, A5: what holds for all is not told of each; cells stand apart."""
    hiding = Grant("deal", "read", field="amount", scope="none")
    rules = role(Grant("any", "any", scope="all"), hiding)
    table = opened(workspace=firm(rules)).access.of("bob")
    title, *rows = str(table).splitlines()

    assert [
        ["any", "any", "all"],
        ["read", "deal.amount", "none"],
        ["configure", "the", "workspace", "all"],
    ] == [each.split() for each in rows]
    assert f"<caption>{title}</caption>" in table._repr_html_()
