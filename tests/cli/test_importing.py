from pathlib import Path

import pytest

import leadflow
from leadflow.cli.main import main


TABLE = "Name;Phone;Wish\nOlena;+380 00 123 45 67;a crane\nIvan;abc;a ramp\n;;\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a table of leads in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "leads.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def stored() -> list[leadflow.Lead]:
    """Return the leads of sales.db."""
    with leadflow.open("sales.db") as crm:
        return crm.leads.all()


@pytest.mark.usefixtures("here")
def test_a_table_is_imported_and_accounted_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """P17, X2: rejected rows are reported with line and reason, and are no error."""
    assert 0 == main(["import", "sales.db", "leads.csv", "--actor", "ada"])
    printed = capsys.readouterr().out

    assert "leads.csv: 3 rows: 1 stored, 1 rejected, 1 blank" in printed
    assert "line 3: phones: phone is not a phone number" in printed
    assert [("Olena", "ada")] == [(lead.first_name, lead.owner) for lead in stored()]


@pytest.mark.usefixtures("here")
def test_importing_again_stores_nothing_twice(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """X3: what was cut off is run once more; a key says that it is wanted again."""
    for _ in range(2):
        main(["import", "sales.db", "leads.csv"])
    main(["import", "sales.db", "leads.csv", "--key", "second"])

    assert "0 stored, 1 stored before, 1 rejected" in capsys.readouterr().out
    assert 2 == len(stored())


def test_other_records_are_imported_too(here: Path) -> None:
    """X1: the entity is named as the collections are."""
    (here / "deals.csv").write_text("Deal;Amount\nCranes;5 EUR\n", encoding="utf-8")

    assert 0 == main(["import", "sales.db", "deals.csv", "--entity", "deals"])
    with leadflow.open("sales.db") as crm:
        assert ["Cranes"] == [deal.title for deal in crm.deals]


def test_a_dry_run_makes_no_file(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """X2: a dry run gives the same report and writes nothing."""
    assert 0 == main(["import", "sales.db", "leads.csv", "--dry-run"])
    assert "1 would be stored" in capsys.readouterr().out
    assert ["leads.csv"] == [path.name for path in here.iterdir()]


@pytest.mark.usefixtures("here")
def test_a_dry_run_leaves_a_file_as_it_was() -> None:
    """X2: what is stored already stays alone."""
    main(["import", "sales.db", "leads.csv"])
    main(["import", "sales.db", "leads.csv", "--dry-run"])

    assert 1 == len(stored())


def test_rejected_rows_are_kept_for_correction(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """X2: correct them, and import them the same way."""
    main(["import", "sales.db", "leads.csv", "--rejected", "again.csv"])
    assert "1 rejected rows are in again.csv" in capsys.readouterr().out

    again = here / "again.csv"
    fixed = again.read_text("utf-8-sig").replace("abc", "+380001112233")
    again.write_text(fixed, encoding="utf-8")
    assert 0 == main(["import", "sales.db", "again.csv", "--rejected", "none.csv"])
    assert ["Olena", "Ivan"] == [lead.first_name for lead in stored()]
    assert not (here / "none.csv").exists()


@pytest.mark.usefixtures("here")
def test_what_cannot_be_found_out_can_be_said() -> None:
    """X1: encoding, delimiter, dates, decimals and columns."""
    format_of = ["--encoding", "utf-8", "--delimiter", ";", "--dates", "dmy"]
    columns = ["--column", "Wish=interest", "--column", "Phone="]
    arguments = ["import", "sales.db", "leads.csv", "--decimal", ",", *format_of]

    assert 0 == main([*arguments, *columns])
    assert ["a crane", "a ramp"] == [lead.interest for lead in stored()]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["leads.csb"], "'leads.csb': no such file or directory"),
        (["."], "path is a folder; name the CSV file in it"),
        (["leads.csv", "--encoding", "utf9"], "did you mean 'utf-8'?"),
        (["leads.csv", "--dates", "dym"], "unknown order of dates 'dym'"),
        (["leads.csv", "--column", "Wish=intrest"], "did you mean 'interest'?"),
        (["leads.csv", "--delimiter", "|"], "no column is known"),
    ],
)
def test_what_is_wrong_is_told_and_leaves_nothing_behind(
    here: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table that cannot be understood makes no empty CRM."""
    assert 1 == main(["import", "sales.db", *arguments])
    assert message in capsys.readouterr().err
    assert not (here / "sales.db").exists()


@pytest.mark.usefixtures("here")
def test_a_file_that_is_no_crm_is_left_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """FILE and CSV in the wrong order harm nothing."""
    assert 1 == main(["import", "leads.csv", "leads.csv"])
    assert "is not a leadflow store" in capsys.readouterr().err
    assert TABLE == Path("leads.csv").read_text("utf-8")


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_workbook_is_no_table_of_text(
    here: Path, head: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever has a spreadsheet is told what to do with it."""
    (here / "leads.xlsx").write_bytes(head)

    assert 1 == main(["import", "sales.db", "leads.xlsx"])
    assert "save the sheet as CSV and import that" in capsys.readouterr().err
