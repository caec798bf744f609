import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum

import pytest

from leadflow.errors import InvalidCondition
from leadflow.expressions import (
    ALWAYS,
    NEVER,
    All,
    AnyOf,
    Compare,
    Condition,
    F,
    IsEmpty,
    Not,
    OneOf,
    StartsWith,
    all_of,
    any_of,
    children,
)
from leadflow.values.money import Money


EMAIL = IsEmpty(("email",))
PHONE = IsEmpty(("phone",))
TITLE = IsEmpty(("title",))


class Source(StrEnum):
    """A dictionary that a host keeps as an enumeration."""

    WEB = "web"


class TestJoining:
    """Conditions are joined with signs, and stay on one level where they can."""

    def test_and_of_three_is_one_level(self) -> None:
        """The signs are associative, so brackets do not change the tree."""
        left, right = (EMAIL & PHONE) & TITLE, EMAIL & (PHONE & TITLE)

        assert All((EMAIL, PHONE, TITLE)) == left == right

    def test_or_of_three_is_one_level(self) -> None:
        """The same holds of or."""
        left, right = (EMAIL | PHONE) | TITLE, EMAIL | (PHONE | TITLE)

        assert AnyOf((EMAIL, PHONE, TITLE)) == left == right

    def test_and_inside_or_keeps_its_level(self) -> None:
        """Different signs nest."""
        condition = EMAIL | (PHONE & TITLE)

        assert AnyOf((EMAIL, All((PHONE, TITLE)))) == condition

    def test_always_adds_nothing_to_and(self) -> None:
        """ALWAYS is what and starts from."""
        assert EMAIL == all_of(ALWAYS, EMAIL) == (EMAIL & ALWAYS)

    def test_never_adds_nothing_to_or(self) -> None:
        """NEVER is what or starts from."""
        assert EMAIL == any_of(NEVER, EMAIL) == (NEVER | EMAIL)

    def test_nothing_joined_is_always_or_never(self) -> None:
        """Of no parts, and is true and or is false."""
        assert (ALWAYS, NEVER) == (all_of(), any_of())

    def test_twice_not_is_the_condition_itself(self) -> None:
        """In three values too, a double negation says nothing."""
        assert ~~EMAIL is EMAIL

    def test_one_part_alone_cannot_be_joined(self) -> None:
        """It would be a second tree with the same text."""
        with pytest.raises(InvalidCondition, match="two conditions or none"):
            All((EMAIL,))

    def test_what_is_no_condition_cannot_be_a_part(self) -> None:
        """The error names the type, not the value."""
        with pytest.raises(InvalidCondition, match="a str is not a condition"):
            Not("email")  # type: ignore[arg-type]

    @pytest.mark.parametrize("sign", ["__and__", "__or__"])
    def test_joining_with_anything_else_is_left_to_python(self, sign: str) -> None:
        """The other side may know what to do."""
        assert NotImplemented is getattr(EMAIL, sign)("email")


class TestTruth:
    """Without a record there is no answer."""

    def test_asking_for_the_truth_names_the_signs(self) -> None:
        """The usual slip is and instead of &."""
        with pytest.raises(InvalidCondition, match=r"use & \| ~ instead of and, or"):
            bool(EMAIL)

    def test_the_error_has_a_stable_code(self) -> None:
        """Hosts compare codes, never texts."""
        with pytest.raises(InvalidCondition) as caught:
            bool(EMAIL)

        assert "invalid_condition" == caught.value.faults[0].code


class TestValues:
    """Values are checked and brought into one form when they are given."""

    def test_a_float_is_refused_with_the_decimal_to_write(self) -> None:
        """N1: no float on a money path."""
        with pytest.raises(InvalidCondition, match=r"write Decimal\('100.5'\)"):
            Compare(("amount",), "ge", 100.5)

    @pytest.mark.parametrize(
        "value",
        [
            None,
            Decimal("NaN"),
            Decimal("Infinity"),
            10**30,
            -(10**30),
            Decimal("1E+30"),
            Decimal("1E-31"),
            "a\0b",
            "\ud800",
            b"web",
            datetime(2026, 1, 31),  # noqa: DTZ001
            datetime.min.replace(tzinfo=timezone(timedelta(hours=2))),
        ],
    )
    def test_what_no_field_can_hold_is_refused(self, value: object) -> None:
        """Such a condition could be neither stored nor put into SQL."""
        with pytest.raises(InvalidCondition):
            Compare(("amount",), "eq", value)

    def test_an_instant_becomes_utc(self) -> None:
        """Zones with summer time make equal instants unequal in Python."""
        noon = datetime(2026, 1, 31, 12, tzinfo=timezone(timedelta(hours=2)))
        condition = Compare(("created_at",), "eq", noon)

        assert datetime(2026, 1, 31, 10, tzinfo=UTC) == condition.value
        assert "created_at == datetime('2026-01-31T10:00:00+00:00')" == str(condition)

    def test_text_becomes_nfc(self) -> None:
        """Stored text is NFC, so another form would never match."""
        assert "\u0457" == Compare(("title",), "eq", "\u0456\u0308").value

    def test_a_member_of_an_enumeration_becomes_its_text(self) -> None:
        """The tree holds plain values only."""
        value = Compare(("source",), "eq", Source.WEB).value

        assert (str, "web") == (type(value), value)

    def test_true_is_not_one(self) -> None:
        """Python's 1 == True would mix up two questions."""
        yes, one = (Compare(("vip",), "eq", value) for value in (True, 1))

        assert yes != one
        assert 2 == len({yes, one})

    def test_choices_may_be_any_iterable(self) -> None:
        """They are kept as a tuple, in their order."""
        assert ("b", "a") == OneOf(("source",), iter(["b", "a"])).values

    def test_one_text_is_not_a_list_of_choices(self) -> None:
        """Its letters would be taken for choices."""
        with pytest.raises(InvalidCondition, match="several values"):
            OneOf(("source",), "web")

    def test_only_text_has_a_beginning(self) -> None:
        """A number does not start with another."""
        with pytest.raises(InvalidCondition, match="only text"):
            StartsWith(("amount",), 5)

    def test_an_unknown_comparison_names_the_known_ones(self) -> None:
        """The way out is part of the error."""
        with pytest.raises(InvalidCondition, match="one of eq, ne, lt"):
            Compare(("amount",), "=>", 5)  # type: ignore[arg-type]


class TestPaths:
    """A path is names that can be written down."""

    @pytest.mark.parametrize(
        "path",
        [(), "amount", ("",), ("_id",), ("a",) * 9, ("a" * 101,), ("a\0",), (1,)],
    )
    def test_a_path_that_cannot_be_written_is_refused(self, path: object) -> None:
        """Underscores keep Python's own attributes out of reach."""
        with pytest.raises(InvalidCondition):
            IsEmpty(path)  # type: ignore[arg-type]


class TestDepth:
    """Conditions nest only so deep, so that walking them is safe."""

    def test_a_comparison_has_one_level(self) -> None:
        """Every join and every not adds one."""
        assert (1, 2, 3) == (EMAIL.depth, Not(EMAIL).depth, (~(EMAIL & PHONE)).depth)

    def test_nesting_too_deep_is_refused(self) -> None:
        """The fifty-first level is refused when it is built."""
        condition: Condition = EMAIL
        for _ in range(49):
            condition = Not(condition)

        with pytest.raises(InvalidCondition, match="deeper than 50 levels"):
            Not(condition)

    def test_a_long_row_is_not_deep(self) -> None:
        """Ten thousand parts of one join are on one level."""
        assert 2 == all_of(*[EMAIL] * 10_000).depth


class TestTree:
    """Trees can be compared, hashed, pickled and taken apart."""

    @pytest.mark.parametrize(
        "condition",
        [
            F.amount >= Money("120000", "UAH"),
            F.created_at.between(date(2026, 1, 1), date(2026, 1, 31)),
            ~F.source.in_("web", "call") & F.title.contains("rental"),
            F.title.startswith("Fork") | F.email.is_empty(),
            ALWAYS,
        ],
        ids=str,
    )
    def test_a_condition_survives_pickling(self, condition: Condition) -> None:
        """Equal trees have equal hashes on both sides."""
        copy = pickle.loads(pickle.dumps(condition))  # noqa: S301

        assert condition == copy
        assert hash(condition) == hash(copy)
        assert condition.depth == copy.depth

    def test_children_are_the_direct_parts(self) -> None:
        """A comparison has none."""
        assert (EMAIL, PHONE) == children(EMAIL & PHONE)
        assert (EMAIL,) == children(Not(EMAIL))
        assert () == children(EMAIL)
