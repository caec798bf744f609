import pickle

import attrs
import pytest

from leadflow.entities import (
    ENTITIES,
    Company,
    Custom,
    EntityType,
    Lead,
    Record,
    evolve,
)
from leadflow.entities.records import (
    blank,
    build,
    differences,
    values_of,
    with_values,
)
from leadflow.errors import InvalidData, InvalidValue, UnknownName
from leadflow.testing import a_lead
from leadflow.values import Money


def test_a_change_gives_a_new_record() -> None:
    """Mission 0.1: what somebody holds stays as it was."""
    lead = a_lead(title="Cranes")
    new = evolve(lead, title="Forklifts")

    assert ("Cranes", "Forklifts") == (lead.title, new.title)
    assert lead == evolve(new, title="Cranes")


def test_a_change_is_converted_like_a_first_value() -> None:
    """One rule for what is accepted, wherever it is given."""
    lead = evolve(a_lead(), amount="5 UAH", tags="a, b", phones=None)

    assert (Money("5", "UAH"), ("a", "b"), ()) == (lead.amount, lead.tags, lead.phones)


def test_nothing_changed_is_equal() -> None:
    """A copy without changes is the same value."""
    assert a_lead() == evolve(a_lead())


def test_custom_values_are_merged() -> None:
    """F4: omitted keeps, ``None`` clears one, and ``None`` for all clears all."""
    lead = a_lead(custom={"a": 1, "b": 2})

    assert Custom({"a": 1, "c": 3}) == evolve(lead, custom={"b": None, "c": 3}).custom
    assert Custom() == evolve(lead, custom=None).custom


def test_a_wrong_name_is_answered_with_the_nearest() -> None:
    """F4: as in the constructor."""
    with pytest.raises(UnknownName) as caught:
        evolve(a_lead(), amout="5 UAH")

    assert "amount" == caught.value.nearest


def test_a_wrong_value_names_its_field() -> None:
    """As in the constructor."""
    with pytest.raises(InvalidValue) as caught:
        evolve(a_lead(), amount="many")

    assert "amount" == caught.value.path


def test_all_wrong_values_are_told_at_once() -> None:
    """F4: each with its field; an unknown one names the nearest."""
    with pytest.raises(InvalidData) as caught:
        evolve(a_lead(), amount="many", emails="a b", amout=1, title="B")
    told = [(fault.path, fault.code) for fault in caught.value.faults]

    assert ("lead", ["amount", "emails", "amout"]) == (
        caught.value.subject,
        [path for path, _ in told],
    )
    assert "unknown_name" == told[-1][1]
    assert "did you mean 'amount'?" == caught.value.faults[-1].hint


def test_differences_tell_name_old_and_new() -> None:
    """H1: the facts are made of these."""
    before = a_lead(title="Cranes", amount="5 UAH")
    after = evolve(before, title="Forklifts", amount="5.00 UAH")

    assert [("title", "Cranes", "Forklifts")] == list(differences(before, after))


@pytest.mark.parametrize("entity", ENTITIES.values(), ids=lambda each: each.name)
def test_a_blank_record_has_nothing_filled(entity: EntityType) -> None:
    """The first fact of a record is told against it."""
    empty = blank(entity)

    assert isinstance(empty, entity.cls)
    assert [] == list(differences(empty, entity.cls()))


def test_a_record_is_taken_apart_and_put_together() -> None:
    """Stores do it for every row; nothing is converted on the way."""
    lead = a_lead(custom={"budget": 5})

    assert lead == build(Lead, values_of(lead))
    assert attrs.astuple(lead, recurse=False) == values_of(lead)


def test_a_missing_value_is_noticed() -> None:
    """A store that lost a column must not give half a record."""
    with pytest.raises(TypeError, match="missing"):
        build(Company, ("x",))


def test_own_values_are_taken_as_they_are() -> None:
    """What leadflow made is neither converted nor merged."""
    lead = a_lead(custom={"a": 1})

    assert {"b": 2} == dict(with_values(lead, custom=Custom({"b": 2})).custom)


@pytest.mark.parametrize("entity", ENTITIES.values(), ids=lambda each: each.name)
def test_a_copy_is_as_frozen_as_its_original(entity: EntityType) -> None:
    """A copy is filled as a draft; what comes out is a record like any other."""
    original: Record = entity.cls(owner="ada")
    copy = with_values(original, version=2)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(copy, "owner", "bob")  # noqa: B010  # as a type checker allows it

    assert type(copy) is entity.cls
    assert ("ada", 2) == (copy.owner, copy.version)
    assert original == with_values(copy, version=0)
    assert copy == pickle.loads(pickle.dumps(copy))  # noqa: S301  # our own bytes
