from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from attrs import frozen
from hypothesis import given

from leadflow.expressions import (
    ALWAYS,
    NEVER,
    All,
    AnyOf,
    Condition,
    F,
    Not,
    Path,
    Truth,
    compile_condition,
    matches,
    parse,
    read_path,
)
from leadflow.values.money import Money
from tests.expressions.strategies import conditions, known_conditions, records


UAH = Money("100", "UAH")
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
DAY = date(2026, 1, 31)


@frozen
class Number:
    """A phone as records keep it: written in any way, found by its key."""

    raw: str
    key: str


def answer(condition: Condition | str, found: object) -> Truth:
    """Return what a condition on field x says about a value."""
    tree = parse(condition) if isinstance(condition, str) else condition
    return compile_condition(tree, read_path)({"x": found})


ANSWERS: list[tuple[str, object, Truth]] = [
    # What is missing is unknown, to every question but emptiness.
    ("x == 1", None, None),
    ("x != 1", None, None),
    ("x < 1", None, None),
    ("not x == 1", None, None),
    ("x in (1, 2)", None, None),
    ("x not in (1, 2)", None, None),
    ("x in ('a', 'b')", None, None),
    ("x.between(1, 2)", None, None),
    ("x.contains('a')", None, None),
    ("x.startswith('a')", None, None),
    ("x.is_empty()", None, True),
    ("x.is_empty()", "", True),
    ("x.is_empty()", (), True),
    ("x.is_empty()", 0, False),
    ("x.is_empty()", False, False),
    ("x.is_empty()", "a", False),
    ("x.is_empty()", ("a",), False),
    # Of no choices, nothing is one.
    ("x in ()", None, False),
    ("x in ()", "a", False),
    # Text is compared exactly, and searched in any case.
    ("x == 'Web'", "Web", True),
    ("x == 'Web'", "web", False),
    ("x != ''", "", False),
    ("x < 'b'", "a", True),
    ("x in ('web', 'call')", "call", True),
    ("x in ('web', 'call')", "Call", False),
    ("x.contains('STRASSE')", "Hauptstraße 5", True),
    ("x.contains('ОЛЕНА')", "Пані Олена", True),
    ("x.contains('')", "", True),
    ("x.startswith('fork')", "Forklift rental", True),
    ("x.startswith('lift')", "Forklift rental", False),
    # Numbers are exact.
    ("x == 1", Decimal("1.00"), True),
    ("x >= 0.3", Decimal("0.1") * 3, True),
    ("x in (1, 2.5)", Decimal("2.5"), True),
    ("x in (1, 'a')", 1, True),
    ("x in (2, 'a')", 1, None),
    ("x.between(1, 5)", 5, True),
    ("x.between(1, 5)", 6, False),
    # One currency is ordered, two are not, a bare number is the amount.
    ("x == money('100 UAH')", UAH, True),
    ("x == money('100 USD')", UAH, False),
    ("x != money('100 USD')", UAH, True),
    ("x > money('1 USD')", UAH, None),
    ("x > money('1 UAH')", UAH, True),
    ("x >= 100", UAH, True),
    ("x == 100.0", UAH, True),
    ("x > money('1 UAH')", 100, None),
    ("x in (money('100 USD'), money('100 UAH'))", UAH, True),
    ("x.between(money('1 USD'), money('9 USD'))", UAH, None),
    # True is not one.
    ("x == True", True, True),
    ("x != True", False, True),
    ("x == True", 1, None),
    ("x == 1", True, None),
    ("x < True", False, None),
    # A day is no instant.
    ("x == date('2026-01-31')", DAY, True),
    ("x == date('2026-01-31')", NOON, None),
    ("x > datetime('2026-01-31T10:00:00+00:00')", DAY, None),
    ("x == datetime('2026-01-31T14:00:00+02:00')", NOON, True),
    # Of several values, contains asks for one.
    ("'vip' in x", ("vip", "new"), True),
    ("'VIP' in x", ["vip"], False),
    ("'vip' in x", (), False),
    ("'vip' not in x", (), True),
    ("1 in x", (True, None), False),
    ("2 in x", frozenset({Decimal(2)}), True),
    ("'+380441234567' in x", (Number("044 123-45-67", "+380441234567"),), True),
    ("'044 123-45-67' in x", (Number("044 123-45-67", "+380441234567"),), False),
    # Other types cannot be compared, which is no error here.
    ("x == 'a'", 1, None),
    ("x < 1", "a", None),
    ("x == 1", 1.0, None),
    ("x < 1", Decimal("NaN"), None),
    ("x < 1", Decimal("sNaN"), None),
    ("x == 'a'", ("a",), None),
    ("x.contains(1)", "1", None),
    ("x.contains('a')", 1, None),
    ("x.startswith('a')", ("a",), None),
    ("x in ('a', 'b')", 1, None),
]


@pytest.mark.parametrize(("text", "found", "truth"), ANSWERS)
def test_a_question_has_its_answer(text: str, found: object, truth: Truth) -> None:
    """The answers are those of SQL, with the office's notion of money and text."""
    assert truth is answer(text, found)


def test_a_naive_moment_is_unknown() -> None:
    """Nobody can tell which instant it is."""
    naive = NOON.replace(tzinfo=None)

    assert answer(F.x <= NOON, naive) is None


def test_an_instant_is_the_same_in_every_zone() -> None:
    """Only the instant counts."""
    kyiv = NOON.astimezone(timezone(timedelta(hours=2)))

    assert True is answer(F.x == NOON, kyiv)


class TestThreeValues:
    """Joins follow Kleene: what cannot change the answer does not matter."""

    T, N, U = ALWAYS, NEVER, F.missing == 1

    @pytest.mark.parametrize(
        ("left", "right", "both", "either"),
        [
            (T, T, True, True),
            (T, N, False, True),
            (N, N, False, False),
            (T, U, None, True),
            (N, U, False, None),
            (U, U, None, None),
        ],
    )
    def test_joins_of_two(
        self,
        left: Condition,
        right: Condition,
        both: Truth,
        either: Truth,
    ) -> None:
        """The order of the parts does not matter."""
        for parts in ((left, right), (right, left)):
            assert both is answer(All(parts), 0)
            assert either is answer(AnyOf(parts), 0)

    def test_unknown_stays_unknown_when_turned_round(self) -> None:
        """A record without an amount is neither above nor not above 100."""
        assert answer(Not(self.U), 0) is None

    def test_unknown_is_no_match(self) -> None:
        """Neither the condition nor its opposite finds the record."""
        assert not matches(self.U, {}, read_path)
        assert not matches(~self.U, {}, read_path)

    @given(known_conditions, records)
    def test_twice_not_changes_nothing(
        self, condition: Condition, record: dict[str, object]
    ) -> None:
        """In three values as in two."""
        test = compile_condition(condition, read_path)
        twice = compile_condition(Not(Not(condition)), read_path)

        assert test(record) is twice(record)

    @given(known_conditions, known_conditions, records)
    def test_de_morgan_holds(
        self, one: Condition, two: Condition, record: dict[str, object]
    ) -> None:
        """Not both is one not or the other not, unknown included."""
        left = compile_condition(Not(All((one, two))), read_path)
        right = compile_condition(AnyOf((Not(one), Not(two))), read_path)

        assert left(record) is right(record)

    @given(known_conditions, records)
    def test_the_text_asks_the_same(
        self, condition: Condition, record: dict[str, object]
    ) -> None:
        """A stored condition finds what it found before."""
        test = compile_condition(condition, read_path)
        again = compile_condition(parse(str(condition)), read_path)

        assert test(record) is again(record)


@given(conditions | known_conditions, records)
def test_no_record_makes_a_condition_raise(
    condition: Condition, record: dict[str, object]
) -> None:
    """The answer is one of three, whatever is compared with whatever."""
    assert compile_condition(condition, read_path)(record) in {True, False, None}


class TestReadingPaths:
    """Plain records are read by name, through attributes and mappings."""

    def test_steps_may_be_mixed(self) -> None:
        """An attribute may hold a mapping and a mapping an object."""
        record = {"phone": Number("044", "+38044")}

        assert "+38044" == read_path(("phone", "key"))(record)

    def test_what_is_not_there_is_none(self) -> None:
        """At any step of the path."""
        assert read_path(("custom", "budget"))({}) is None
        assert read_path(("raw", "budget"))(Number("044", "+38044")) is None

    def test_the_getter_is_asked_once_for_each_question(self) -> None:
        """Looking a path up may be dear; records are many."""
        asked: list[Path] = []

        def getter(path: Path) -> Callable[[str], object]:
            asked.append(path)
            return int

        test = compile_condition(F.x >= 2, getter)

        assert [False, True, True] == [test("1"), test("2"), test("3")]
        assert [("x",)] == asked
