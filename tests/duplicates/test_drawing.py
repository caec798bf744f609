from collections.abc import Callable

import pytest

from leadflow import Company, Contact, Crm, Deal, Lead, Workspace
from leadflow.duplicates.drawing import name_of
from leadflow.duplicates.weights import WEIGHTS
from leadflow.entities import Record
from leadflow.workspace.words import words


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (Contact(first_name="Олена", last_name="Лис"), "Олена Лис"),
        (Company(name="Kyivlog"), "Kyivlog"),
        (Lead(title="Cranes", last_name="Лис"), "Лис"),
        (Lead(title="Cranes", company_name="Kyivlog"), "Kyivlog"),
        (Lead(title="Cranes"), "Cranes"),
        (Deal(id="deal_01jd3v8w5e7q9t2b4n6m8p0r1s"), "deal_01jd3v8w5e7q9t2b4n6m8p0r1s"),  # type: ignore[arg-type]
    ],
)
def test_a_record_on_a_list_has_a_name(record: Record, name: str) -> None:
    """Z6: who is meant is told by what is known."""
    assert name == name_of(record)


def test_reasons_are_told_in_the_language_of_the_office(
    opened: Callable[..., Crm],
) -> None:
    """Z6, D1: candidates and scans speak as the workspace does."""
    crm = opened(workspace=Workspace(language="uk"))
    crm.contacts.add_many(
        [Contact(first_name="Олена", last_name="Лис", phones="0671234567")] * 2
    )
    found, scan = crm.duplicates.of(crm.contacts.all()[0]), crm.duplicates.scan()

    for each in (str(found), str(scan), found._repr_html_(), scan._repr_html_()):
        assert "те саме ім’я та прізвище (+55), той самий телефон (+45)" in each
    assert ">Підстави</th>" in found._repr_html_()


def test_the_words_of_the_weights_are_those_of_the_english_file() -> None:
    """D1: what a reason is called stands in one way in both places."""
    known = words("en").evidence

    assert {code: each.words for code, each in WEIGHTS.items()} == {
        code: known[code] for code in WEIGHTS
    }
