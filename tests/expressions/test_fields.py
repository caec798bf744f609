import copy
import pickle
from datetime import date
from decimal import Decimal

import pytest

from leadflow.errors import InvalidCondition
from leadflow.expressions import (
    Between,
    Compare,
    Contains,
    F,
    FieldPath,
    IsEmpty,
    Not,
    OneOf,
    StartsWith,
    path_of,
)


DAY = date(2026, 1, 31)


class TestComparing:
    """Comparing a field makes a condition."""

    def test_every_sign_has_its_condition(self) -> None:
        """The signs are those of Python."""
        made = [
            F.amount == 5,
            F.amount != 5,
            F.amount < 5,
            F.amount <= 5,
            F.amount > 5,
            F.amount >= 5,
        ]

        assert ["eq", "ne", "lt", "le", "gt", "ge"] == [
            condition.op for condition in made if isinstance(condition, Compare)
        ]

    def test_the_sides_may_change_places(self) -> None:
        """Python turns the sign round."""
        assert Compare(("amount",), "gt", 5) == (5 < F.amount)
        assert Compare(("amount",), "le", Decimal(5)) == (Decimal(5) >= F.amount)
        assert Compare(("day",), "ge", DAY) == (DAY <= F.day)

    def test_comparing_with_none_asks_for_emptiness(self) -> None:
        """Nothing else can be asked about what is not there."""
        assert IsEmpty(("email",)) == (F.email == None)  # noqa: E711
        assert Not(IsEmpty(("email",))) == (F.email != None)  # noqa: E711

    def test_a_chain_is_refused(self) -> None:
        """Python would forget the first half of it."""
        with pytest.raises(InvalidCondition, match=r"use & \| ~"):
            _ = 1 < F.amount < 5

    def test_two_fields_cannot_be_compared(self) -> None:
        """A condition asks one field at a time."""
        with pytest.raises(InvalidCondition, match="another field"):
            _ = F.amount == F.budget

    def test_a_field_is_no_choice(self) -> None:
        """The same holds of choices."""
        with pytest.raises(InvalidCondition, match="another field"):
            F.amount.in_(F.budget)  # type: ignore[arg-type]

    def test_a_float_is_refused(self) -> None:
        """N1: 100.1 is not the number that was written."""
        with pytest.raises(InvalidCondition, match=r"Decimal\('100.1'\)"):
            _ = F.amount >= 100.1  # type: ignore[operator]


class TestAsking:
    """What has no sign in Python is a method."""

    def test_every_method_has_its_condition(self) -> None:
        """Bounds are included."""
        assert Contains(("title",), "x") == F.title.contains("x")
        assert StartsWith(("title",), "x") == F.title.startswith("x")
        assert IsEmpty(("title",)) == F.title.is_empty()
        assert Between(("amount",), 1, 5) == F.amount.between(1, 5)

    def test_choices_come_alone_or_together(self) -> None:
        """One choice is still a choice."""
        assert OneOf(("source",), ("web", "call")) == F.source.in_("web", "call")
        assert OneOf(("source",), ("web", "call")) == F.source.in_(["web", "call"])
        assert OneOf(("source",), ("web",)) == F.source.in_("web")
        assert OneOf(("source",), ()) == F.source.in_()

    def test_choices_from_a_set_are_in_order(self) -> None:
        """The text form must not differ from run to run."""
        assert "source in ('a', 'b', 'c')" == str(F.source.in_({"c", "a", "b"}))


class TestPaths:
    """A path is written as attributes or, for odd names, in brackets."""

    def test_names_are_joined(self) -> None:
        """Both ways of writing may be mixed."""
        assert ("custom", "odd name", "x") == path_of(F.custom["odd name"].x)
        assert ("odd name",) == path_of(F["odd name"])

    def test_a_field_that_is_called_like_a_method_needs_brackets(self) -> None:
        """The repr shows how to write it."""
        assert "F.custom['contains']" == repr(F.custom["contains"])

    def test_the_repr_is_the_code(self) -> None:
        """It can be copied into a program."""
        assert "F.stage.kind" == repr(F.stage.kind)
        assert "F" == repr(F)

    @pytest.mark.parametrize("field", [F, F.amount])
    def test_private_names_do_not_exist(self, field: FieldPath) -> None:
        """Notebooks and debuggers probe objects for them."""
        assert not hasattr(field, "_repr_html_")

    @pytest.mark.parametrize("name", ["_id", "", 0])
    def test_names_in_brackets_are_checked(self, name: str) -> None:
        """So F cannot be iterated by mistake either."""
        with pytest.raises(InvalidCondition):
            F.custom[name]

    def test_a_field_survives_copying_and_pickling(self) -> None:
        """Rules that hold fields can be sent to another process."""
        field = pickle.loads(pickle.dumps(F.stage.kind))  # noqa: S301

        assert ("stage", "kind") == path_of(field) == path_of(copy.deepcopy(field))
        assert F is pickle.loads(pickle.dumps(F))  # noqa: S301

    @pytest.mark.parametrize("field", [F, F.amount])
    def test_a_field_has_no_hash(self, field: FieldPath) -> None:
        """A set could not tell two fields apart."""
        with pytest.raises(TypeError, match="unhashable"):
            hash(field)


class TestSlips:
    """What is no condition says so, and how to write one."""

    def test_a_field_alone_is_no_condition(self) -> None:
        """Neither in an if nor joined with one."""
        with pytest.raises(InvalidCondition, match=r"F\.vip alone"):
            bool(F.vip)
        with pytest.raises(InvalidCondition, match=r"F\.vip alone"):
            _ = (F.amount > 5) & F.vip

    def test_missing_brackets_are_named(self) -> None:
        """The sign & binds tighter than a comparison."""
        with pytest.raises(InvalidCondition, match="put comparisons in brackets"):
            _ = F.amount > 5 & F.vip

    def test_in_points_to_contains(self) -> None:
        """Python would turn the answer into a bool."""
        with pytest.raises(InvalidCondition, match=r"use F\.tags\.contains"):
            _ = "vip" in F.tags

    @pytest.mark.parametrize("slip", ["F == 5", "F > 5", "not F", "'x' in F", "F & F"])
    def test_f_itself_is_no_field(self, slip: str) -> None:
        """A name was forgotten."""
        with pytest.raises(InvalidCondition, match="F names no field"):
            eval(slip, {"F": F})  # noqa: S307
