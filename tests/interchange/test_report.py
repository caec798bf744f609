import csv
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow.interchange import import_records
from leadflow.interchange.columns import REASON
from leadflow.interchange.report import neutral, original


LINES = [
    "Name;Phone;E-mail;Title",
    "Olena;+380 00 123 45 67;o@k.example;crane",
    "Ivan;abc;i@;=HYPERLINK(1)",
    "Petro;;p@p.example;x;too;many",
    '"open;1;2',
]


def test_rejected_rows_can_be_corrected_and_imported_again(tmp_path: Path) -> None:
    """X2: the file has the same columns, and the reason beside them."""
    crm = leadflow.open()
    path = tmp_path / "again.csv"
    assert 3 == import_records(crm, LINES).write_rejected(path)

    text = path.read_text("utf-8-sig").replace("abc", "+380001112233")
    path.write_text(text.replace("i@;", "i@i.example;"), encoding="utf-8")
    report = import_records(crm, path)
    assert (3, 1, 2) == (report.rows, report.stored, len(report.rejected))
    assert ["=HYPERLINK(1)"] == [
        lead.title for lead in crm.leads if lead.first_name == "Ivan"
    ]


def test_rejected_rows_that_were_not_corrected_are_rejected_again(
    tmp_path: Path,
) -> None:
    """X2: nothing slips in because it was written out in between."""
    path = tmp_path / "again.csv"
    first = import_records(leadflow.open(), LINES)
    first.write_rejected(path)
    second = import_records(leadflow.open(), path)

    assert (0, len(first.rejected)) == (second.stored, len(second.rejected))


def test_the_reason_stands_in_the_first_column(tmp_path: Path) -> None:
    """X2: who corrects a row sees what is wrong with it."""
    path = tmp_path / "again.csv"
    import_records(leadflow.open(), LINES).write_rejected(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, first, *_ = csv.reader(file, delimiter=";")

    assert [REASON, "Name", "Phone", "E-mail", "Title"] == header
    assert first[0].startswith("phones: phone is not a phone number")


def test_broken_characters_stay_visible(tmp_path: Path) -> None:
    """X2: a rejected row is written even if it cannot be encoded."""
    path = tmp_path / "again.csv"
    import_records(leadflow.open(), ["Name", "ok", "\ud800x"]).write_rejected(path)

    assert "\\ud800x" in path.read_text("utf-8-sig")


@pytest.mark.parametrize(
    "cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-x", "\t=1"]
)
def test_formulas_are_neutralised(cell: str) -> None:
    """X6: a spreadsheet shows them as text."""
    assert f"'{cell}" == neutral(cell)


@pytest.mark.parametrize("cell", ["+380 44 123-45-67", "-5,50", "Olena", "", "'tis"])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    """X6: what is no formula is not touched."""
    assert cell == neutral(cell) == original(cell)


@given(st.text().filter(lambda text: not text.startswith("'")))
def test_neutralising_loses_nothing(cell: str) -> None:
    """P18: what looks like a formula comes back as it was."""
    assert cell == original(neutral(cell))


def test_the_report_prints_what_became_of_the_rows() -> None:
    """X2: counts, how the table was read, and the first rejections."""
    lines = ["Name;Zodiac;Дата", *["x;y;tomorrow"] * 12, "Olena;;2.1.2026", ""]
    text = str(import_records(leadflow.open(), lines, dry_run=True))

    assert "lines: 14 rows: 1 would be stored, 12 rejected, 1 blank" in text
    assert "read as: text, cells between semicolons, days as day, month, year" in text
    assert "columns: 'Name' → name, 'Дата' → created_at" in text
    assert "note: column 'Zodiac': fits no field and is ignored" in text
    assert "line 2: created_at: date is not a day of the calendar" in text
    assert text.endswith("… and 2 more rejected rows")


def test_a_report_s_repr_tells_nobody_s_data() -> None:
    """No personal data in reprs."""
    report = import_records(leadflow.open(), ["Name,Phone", "Olena,secret"])

    assert "secret" not in repr(report)


def test_the_report_draws_itself() -> None:
    """P17: in a notebook, with everything in it escaped."""
    rows = ["Name,<b>E-mail</b>,E-mail", "Olena,x,ivan@", "Ivan,y,i@kyiv.example"]
    drawn = import_records(leadflow.open(), rows)._repr_html_()

    assert "2 rows: 1 stored, 1 rejected" in drawn
    assert "<td>E-mail</td><td>emails</td>" in drawn
    assert "&lt;b&gt;E-mail&lt;/b&gt;</td><td>ignored" in drawn
    assert "<td>2</td><td>emails: e-mail has no valid domain" in drawn
    assert "<b>" not in drawn


def test_an_import_without_a_fault_draws_no_table_of_faults() -> None:
    """P17: what there is nothing of is not drawn."""
    drawn = import_records(leadflow.open(), ["Name", "Olena"])._repr_html_()

    assert "rejected</th>" not in drawn
