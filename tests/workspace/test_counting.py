"""The form of a counter's numbers (F3)."""

from datetime import date

import pytest

from leadflow.errors import InvalidValue
from leadflow.workspace.counting import number_format, written


DAY = date(2026, 2, 3)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("", "42"),
        ("{number}", "42"),
        ("{number:5}", "00042"),
        ("INV-{year}-{number:05}", "INV-2026-00042"),
        ("{day}.{month}/{number:01}", "03.02/42"),
        ("№ {number}", "№ 42"),
    ],
)
def test_a_number_is_written_in_its_form(form: str, text: str) -> None:
    """F3: with zeros before it, and with the day on which it was given."""
    assert text == written(number_format(form), 42, DAY)


@pytest.mark.parametrize(
    "form",
    [
        "INV",
        "{number}{number}",
        "{nubmer}",
        "{number:x}",
        "{number:0}",
        "{number:99}",
        "{year:2}-{number}",
        "{number",
        "{}",
        "{number!r}",
        "{number.real}",
        "x" * 101 + "{number}",
    ],
)
def test_other_forms_are_refused(form: str) -> None:
    """F3: a form is no template that could reach anything else."""
    with pytest.raises(InvalidValue, match="format"):
        number_format(form)
