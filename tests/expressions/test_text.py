from datetime import UTC, date, datetime
from decimal import Decimal, localcontext

import pytest
from hypothesis import given

from leadflow.errors import InvalidCondition
from leadflow.expressions import (
    ALWAYS,
    NEVER,
    All,
    Compare,
    Condition,
    F,
    Not,
    as_text,
    from_text,
    parse,
    to_text,
)
from leadflow.values.money import Money
from tests.expressions.strategies import conditions


@given(conditions)
def test_every_condition_reads_back_as_itself(condition: Condition) -> None:
    """Strings with quotes, any alphabet and line ends included."""
    assert condition == parse(as_text(condition))


@given(conditions)
def test_the_text_of_equal_conditions_is_equal(condition: Condition) -> None:
    """Reading and writing again changes nothing."""
    assert str(condition) == str(parse(str(condition)))


READINGS = {
    "amount >= 100": F.amount >= 100,
    "amount >= 100.50": F.amount >= Decimal("100.50"),
    "amount > -5": F.amount > -5,
    "amount > - 1_000.5": F.amount > Decimal("-1000.5"),
    "amount > .5": F.amount > Decimal("0.5"),
    "amount > 1e3": F.amount > Decimal(1000),
    "5 < amount": F.amount > 5,
    "5 == amount": F.amount == 5,
    "1 < amount <= 5": (F.amount > 1) & (F.amount <= 5),
    "amount == money('120000 UAH')": F.amount == Money("120000", "UAH"),
    "day == date('2026-01-31')": F.day == date(2026, 1, 31),
    "at > datetime('2026-01-31T10:00:00+02:00')": (
        F.at > datetime(2026, 1, 31, 8, tzinfo=UTC)
    ),
    "vip == True": F.vip == True,  # noqa: E712
    "source in ('web', 'call')": F.source.in_("web", "call"),
    "source in ['web']": F.source.in_("web"),
    "source in ()": F.source.in_(),
    "source not in ('web',)": ~F.source.in_("web"),
    "'vip' in tags": F.tags.contains("vip"),
    "'vip' not in tags": ~F.tags.contains("vip"),
    "email is None": F.email.is_empty(),
    "email is not None": ~F.email.is_empty(),
    "email == None": F.email.is_empty(),
    "None != email": ~F.email.is_empty(),
    "title.contains('x')": F.title.contains("x"),
    "title.startswith('x')": F.title.startswith("x"),
    "amount.between(1, 5)": F.amount.between(1, 5),
    "source.in_('web', 'call')": F.source.in_("web", "call"),
    "source.in_(['web'])": F.source.in_("web"),
    "source.in_('web')": F.source.in_("web"),
    "email.is_empty()": F.email.is_empty(),
    "stage.kind == 'won'": F.stage.kind == "won",
    "custom['odd name'] == 'x'": F.custom["odd name"] == "x",
    "F.amount >= 100": F.amount >= 100,
    "F['class'] == 1": F["class"] == 1,
    "contains == 1": F["contains"] == 1,
    "date > date('2026-01-31')": F.date > date(2026, 1, 31),
    "not a == 1": Not(F.a == 1),
    "a == 1 and b == 2 or c == 3": ((F.a == 1) & (F.b == 2)) | (F.c == 3),
    "  (a == 1\n   and b == 2)\r\n": (F.a == 1) & (F.b == 2),
    "title == 'a\\n\\'b\\''": F.title == "a\n'b'",
    "title == 'Олена'": F.title == "Олена",
    "True": ALWAYS,
    "False": NEVER,
}


@pytest.mark.parametrize(("text", "meaning"), READINGS.items(), ids=READINGS)
def test_a_text_means_its_condition(text: str, meaning: Condition) -> None:
    """People may write a condition in several ways."""
    assert meaning == parse(text)


WRITINGS = {
    "amount >= 100": F.amount >= 100,
    "amount >= 100.0": F.amount >= Decimal(100),
    "source not in ('web',)": ~F.source.in_("web"),
    "not (a == 1 and b == 2)": ~((F.a == 1) & (F.b == 2)),
    "(a == 1 and b == 2) or c == 3": ((F.a == 1) & (F.b == 2)) | (F.c == 3),
    "True": ALWAYS,
    "not True": ~ALWAYS,
    "F['class'] == 1": F["class"] == 1,
    "custom['Budget, ₴'] > 1": F.custom["Budget, ₴"] > 1,
    "amount == money('1.50 UAH')": F.amount == Money("1.5", "UAH"),
}


@pytest.mark.parametrize(("text", "condition"), WRITINGS.items(), ids=WRITINGS)
def test_a_condition_has_its_text(text: str, condition: Condition) -> None:
    """There is one text for each condition."""
    assert text == as_text(condition) == str(condition)


def test_a_number_is_read_digit_by_digit() -> None:
    """N1: neither a float nor the context of the thread may round it."""
    with localcontext(prec=3):
        condition = parse("amount == -1234567890.12345678901234567")

    assert isinstance(condition, Compare)
    assert Decimal("-1234567890.12345678901234567") == condition.value


def test_a_decimal_stays_a_decimal() -> None:
    """Its text has a point even where it has no fraction."""
    condition = parse("amount == 100.0")

    assert isinstance(condition, Compare)
    assert Decimal is type(condition.value)


def test_nested_joins_of_one_kind_stay_nested() -> None:
    """Brackets that somebody wrote are kept."""
    a, b, c = F.a == 1, F.b == 2, F.c == 3

    assert All((a, All((b, c)))) == parse("a == 1 and (b == 2 and c == 3)")


def test_what_is_stored_can_be_read_back() -> None:
    """The stored form is the text."""
    condition = F.source.in_("web", "call")

    assert condition == from_text(to_text(condition))


def test_what_could_not_be_read_back_is_not_stored() -> None:
    """The error comes before anything is written."""
    condition = F.source.in_([f"code_{number}" for number in range(500)])

    with pytest.raises(InvalidCondition, match="more than 4000 characters"):
        to_text(condition)
