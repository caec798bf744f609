from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from leadflow.errors import InvalidValue, InvalidWorkspace, UnknownName
from leadflow.values import Money
from leadflow.workspace import CustomField


ACCEPTED = [
    ("text", " x ", "x"),
    ("long_text", "a\r\nb", "a\nb"),
    ("integer", 5, 5),
    ("decimal", "1.50", Decimal("1.5")),
    ("money", "5 UAH", Money("5", "UAH")),
    ("boolean", True, True),
    ("date", "2026-11-02", date(2026, 11, 2)),
    ("datetime", "2026-11-02T10:00:00+02:00", datetime(2026, 11, 2, 8, tzinfo=UTC)),
    ("url", "kyivlog.example", "https://kyivlog.example"),
    ("email", "Olena@KyivLog.example", "Olena@KyivLog.example"),
    ("phone", "+380 44 123 45 67", "+380 44 123 45 67"),
    ("user", "ada", "ada"),
]


@pytest.mark.parametrize(("kind", "given", "kept"), ACCEPTED)
def test_each_type_accepts_what_people_write(
    kind: str, given: object, kept: object
) -> None:
    """F1: values become what the type keeps."""
    assert kept == CustomField("x", entity="lead", type=kind).accept(given)


REFUSED = [
    ("text", 5),
    ("integer", "5"),
    ("integer", True),
    ("integer", 2**63),
    ("decimal", 1.5),
    ("money", "5"),
    ("boolean", "yes"),
    ("date", "tomorrow"),
    ("datetime", "2026-11-02T10:00:00"),
    ("datetime", "soon"),
    ("url", "ftp://kyivlog.example"),
    ("email", "nobody"),
]


@pytest.mark.parametrize(("kind", "given"), REFUSED)
def test_each_type_refuses_what_it_cannot_keep(kind: str, given: object) -> None:
    """F1: nothing is turned into a value silently."""
    with pytest.raises(InvalidValue):
        CustomField("x", entity="lead", type=kind).accept(given)


def test_what_was_accepted_is_accepted_again() -> None:
    """F1: a record that is stored twice keeps its values."""
    for kind, given, kept in ACCEPTED:
        field = CustomField("x", entity="lead", type=kind)

        assert kept == field.accept(field.accept(given))


def test_a_choice_is_one_of_the_choices() -> None:
    """F1, F4: an unknown choice answers with the nearest."""
    field = CustomField("size", entity="deal", type="choice", choices=["small", "big"])

    with pytest.raises(UnknownName) as caught:
        field.accept("smal")

    assert "small" == caught.value.nearest


def test_several_values_are_accepted_one_by_one() -> None:
    """F1: a field of several takes one value as well."""
    field = CustomField("sizes", entity="deal", type="integer", multiple=True)

    assert ((1,), (1, 2)) == (field.accept(1), field.accept([1, 2]))


def test_an_unknown_type_answers_with_the_nearest() -> None:
    """F1: a slip of the pen is told with the way out."""
    with pytest.raises(UnknownName) as caught:
        CustomField("x", entity="lead", type="mony")

    assert "money" == caught.value.nearest


@pytest.mark.parametrize(
    ("path", "definition"),
    [
        ("choices", {"type": "choice"}),
        ("choices", {"choices": ["a"]}),
        ("multiple", {"type": "boolean", "multiple": True}),
    ],
)
def test_a_definition_that_makes_no_sense_is_refused(
    path: str, definition: dict[str, object]
) -> None:
    """F1, F2: choices belong to choices, and a truth value is one."""
    with pytest.raises(InvalidWorkspace) as caught:
        CustomField("x", entity="lead", **definition)  # type: ignore[arg-type]

    assert [path] == [fault.path for fault in caught.value.faults]


def test_labels_and_help_come_in_several_languages() -> None:
    """F2: a definition has a label per language and help text."""
    field = CustomField("x", entity="lead", label={"uk": "Бюджет"}, help="How much")

    assert ("Бюджет", "How much") == (field.title("uk"), field.help.text("uk"))
