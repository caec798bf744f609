"""What roles come to: scopes, places, fields, and whether anything is forbidden."""

import pytest

from leadflow import Denied, Grant
from leadflow.access.conditions import readable, reads_everything
from leadflow.access.rights import ELSEWHERE, Rights, Ruling
from leadflow.workspace.roles import DELETE, READ, UPDATE
from tests.access.office import firm, role


ALL = Grant("any", "any", scope="all")
HIDDEN = Grant("deal", "read", field="amount", scope="none")
LOCKED = Grant("deal", "update", field="amount", scope="none")


def rights(*grants: Grant, actor: str = "bob") -> Rights:
    """Return what bob may do, whose role has these rules."""
    return Rights(firm(role(*grants)), actor)


def test_a_ruling_names_its_rule_if_one_speaks() -> None:
    """A4: or nothing, where no role says a word."""
    spoken = Ruling("own", "sales", Grant("deal", "read", scope="own"))

    assert "role 'sales': read deal: own" == spoken.rule
    assert "" == Ruling("none").rule


@pytest.mark.parametrize(
    ("scope", "owners"),
    [
        ("none", ()),
        ("own", ("dan",)),
        ("department", ("dan",)),
        ("department_tree", ("bob", "dan", "eve")),
        ("open", ("bob", "dan", "eve")),
    ],
)
def test_a_scope_of_a_tree_goes_down(scope: str, owners: tuple[str, ...]) -> None:
    """A2: who stands above sees those below as well."""
    assert owners == rights(ALL, actor="dan").owners(scope)


def test_a_hidden_field_is_in_the_way_of_full_sight_alone() -> None:
    """A3, A5: the refusal names the field; whoever deletes need not read it."""
    held = rights(ALL, HIDDEN)
    with pytest.raises(Denied) as caught:
        held.require_whole(READ, "verify")
    held.require_whole(DELETE, "verify")
    told = caught.value

    assert ("deal", "amount", "verify") == (told.entity, told.field, told.act)


def test_a_part_of_the_records_is_not_the_whole() -> None:
    """A3: of one's own alone nothing can be said about everything."""
    with pytest.raises(Denied) as caught:
        rights(Grant("any", "any", scope="own")).require_whole(UPDATE, "switch")

    assert ("", "switch") == (caught.value.field, caught.value.act)


def test_places_are_those_that_the_rules_of_an_entity_name() -> None:
    """A2: other entities' pipelines tell nothing apart."""
    held = rights(
        ALL,
        Grant("deal", "update", pipeline="deals", stage="won", scope="own"),
        Grant("lead", "update", pipeline="leads", scope="own"),
    )

    assert {
        ("deals", "won"),
        ("deals", ELSEWHERE),
        (ELSEWHERE, "won"),
        (ELSEWHERE, ELSEWHERE),
    } == {*held.places("deal")}
    assert (("", ""),) == held.places("contact")


def test_the_most_specific_rule_of_a_place_decides() -> None:
    """A2: stage before pipeline before entity; a field follows its record."""
    held = rights(
        Grant("deal", "any", scope="own"),
        Grant("deal", "any", pipeline="deals", scope="all"),
        Grant("deal", "any", pipeline="deals", stage="won", scope="none"),
    )
    places = {("deals", "new"): "all", ("deals", "won"): "none", ("x", "won"): "own"}

    for place, scope in places.items():
        assert scope == held.ruling(UPDATE, "deal", place).scope
        assert scope == held.ruling(UPDATE, "deal", place, "amount").scope
    assert held.is_all(UPDATE, "deal") is False
    assert "none" == held.ruling(UPDATE, "lead").scope


def test_a_pipeline_and_a_stage_of_one_code_are_two_places() -> None:
    """A2: a rule for a pipeline says nothing about a stage that is called alike."""
    held = rights(
        Grant("deal", "any", scope="all"),
        Grant("deal", "any", pipeline="deals", scope="none"),
    )

    assert "none" == held.ruling(READ, "deal", ("deals", "x")).scope
    assert "all" == held.ruling(READ, "deal", ("x", "deals")).scope


def test_what_holds_everywhere_holds() -> None:
    """A2: with all records, whatever the entity."""
    assert rights(ALL).is_all(READ, "deal") is True
    assert rights(ALL).is_all(READ, "contact") is True
    assert rights().is_all(READ, "deal") is False


def test_fields_are_limited_that_a_rule_closes() -> None:
    """A5: an open one is not, nor one of another entity."""
    held = rights(
        ALL,
        HIDDEN,
        Grant("deal", "read", field="notes", scope="all"),
        Grant("deal", "update", field="source", scope="own"),
        Grant("lead", "read", field="title", scope="none"),
    )

    assert ("amount",) == held.limited("deal")
    assert "source" in held.locked("deal")
    assert "notes" not in held.locked("deal")
    assert ("title",) == held.limited("lead")
    assert () == held.limited("contact")


@pytest.mark.parametrize(
    ("grants", "sees_all", "is_whole"),
    [
        ((ALL,), True, True),
        ((ALL, HIDDEN), False, False),
        ((ALL, LOCKED), True, False),
        ((Grant("any", "read", scope="all"),), True, False),
        ((Grant("any", "any", scope="own"),), False, False),
        ((), False, False),
    ],
)
def test_whether_anything_is_hidden_or_forbidden(
    grants: tuple[Grant, ...],
    sees_all: bool,  # noqa: FBT001  # a column of the table
    is_whole: bool,  # noqa: FBT001  # as above
) -> None:
    """A3: who is asked nothing more is who may do everything."""
    held = rights(*grants)

    assert (sees_all, is_whole) == (held.sees_all, held.is_whole)
    assert sees_all is reads_everything(held, "deal")
    assert (sees_all or HIDDEN in grants) is reads_everything(held, "contact")


def test_a_condition_tells_places_apart() -> None:
    """A3: each place with what may be read there, and whatever else is elsewhere."""
    held = rights(
        Grant("deal", "read", scope="own"),
        Grant("deal", "read", pipeline="deals", scope="all"),
        Grant("deal", "read", pipeline="deals", stage="won", scope="none"),
    )
    told = str(readable(held, "deal"))

    assert [
        "(pipeline == 'deals' and stage not in ('won',))",
        "(pipeline not in ('deals',) and stage == 'won' and owner in ('bob',))",
        "(pipeline not in ('deals',) and stage not in ('won',) and owner in ('bob',))",
    ] == told.split(" or ")


def test_a_condition_without_places_asks_for_the_owner() -> None:
    """A3: of what stands nowhere."""
    held = rights(Grant("contact", "read", scope="open"))

    assert "owner in ('bob', 'eve') or open_to_all == True" == str(
        readable(held, "contact")
    )
