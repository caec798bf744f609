import re

import pytest

import leadflow
from leadflow.cli.sample import sample, sample_lines
from leadflow.interchange import import_records


def test_a_seed_gives_one_sample() -> None:
    """Runs can be repeated, and differ by seed."""
    assert sample_lines(1, 100) == sample_lines(1, 100)
    assert sample_lines(1, 100) != sample_lines(2, 100)


@pytest.mark.parametrize("leads", [1, 19, 20, 100, 2000])
def test_a_sample_has_as_many_rows_as_asked_for(leads: int) -> None:
    """The header is not counted."""
    assert leads == len(sample(1, leads)) == len(sample_lines(1, leads)) - 1


def test_the_sample_has_what_an_import_meets() -> None:
    """Item 11: duplicates and bad rows, Latin and Cyrillic, three currencies."""
    report = import_records(leadflow.open(), sample_lines())
    reasons = {fault.path for each in report.rejected for fault in each.faults}
    text = "".join(sample_lines())

    assert (2000, True) == (report.rows, report.is_balanced)
    assert 25 == len(report.rejected) + report.skipped
    assert {"emails", "amount", "source", "created_at", "phones"} == reasons
    assert all(currency in text for currency in ("UAH", "USD", "EUR"))
    assert re.search("[а-я]івна ", text)
    assert re.search("Kovalenko", text)
