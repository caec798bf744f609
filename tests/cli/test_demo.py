import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

import leadflow
from leadflow import F
from leadflow.cli.main import main
from leadflow.cli.story import Story
from leadflow.cli.terminal import Screen


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the demonstration was run twice, with one seed."""
    made = tmp_path_factory.mktemp("demo")
    for name in ("one.db", "two.db"):
        assert 0 == main(["demo", str(made / name), "--leads", "120", "--seed", "3"])
    return made


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    """Return what plain SQLite says."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_one_seed_tells_one_story(folder: Path) -> None:
    """Item 11: two runs give the same records and the same history."""
    for table in ("leads", "deals", "contacts", "companies", "activities", "events"):
        query = f"SELECT * FROM {table} ORDER BY 1"  # noqa: S608  # names from above

        assert rows(folder / "one.db", query) == rows(folder / "two.db", query)


def test_the_story_goes_from_leads_to_won_deals(folder: Path) -> None:
    """Mission 1.4, 1.9, 1.13: hooks become leads, are worked, ripen, become clients."""
    with leadflow.open(folder / "one.db") as crm:
        won = crm.deals.where(F.stage.kind == "won").first()
        assert won
        assert won.lead
        lead = crm.leads.get(won.lead)

        assert "converted" == lead.stage
        assert lead.owner == won.owner != "import"
        assert ["created", "touched", "moved", "moved", "converted"] == [
            event.kind for event in crm.history(lead)
        ]
        assert crm.leads.where("stage == 'junk' and not loss_reason.is_empty()").count()
        assert crm.activities.where(F.done_at.is_empty()).count()
        assert crm.contacts.count() < crm.deals.count()


def test_history_runs_forward(folder: Path) -> None:
    """P16: within a record, each fact is later than the one before."""
    with leadflow.open(folder / "one.db") as crm:
        for record in (*crm.leads, *crm.deals):
            times = [event.at for event in crm.history(record)]

            assert times == sorted(times)


def test_any_sqlite_tool_reads_the_file(folder: Path) -> None:
    """The query that the demonstration shows at its end works."""
    query = (
        "SELECT stage, count(*), sum(amount), amount_currency "
        "FROM deals GROUP BY stage, amount_currency"
    )
    found = rows(folder / "one.db", query)

    assert "won" in {stage for stage, *_ in found}
    assert {"UAH", "USD", "EUR"} >= {currency for *_, currency in found}


def test_a_page_is_left_beside_the_file(folder: Path) -> None:
    """Item 11: the funnel as a page, which is the same in both runs."""
    one, two = (folder / f"{name}.html" for name in ("one", "two"))
    page = one.read_text("utf-8")

    assert page == two.read_text("utf-8")
    assert "<svg" in page
    assert "Where clients are lost" in page
    assert "<script" not in page


def test_the_steps_are_told_with_their_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Item 11: sample, import, work, convert, sell, and what came of it."""
    assert 0 == main(["demo", str(tmp_path / "a.db"), "--leads", "120"])
    printed = capsys.readouterr().out

    for name in ("1. Sample", "2. Import", "3. Work", "4. Convert", "5. Sell"):
        assert name in printed
    assert "rows rejected, 1 blank" in printed or "rows rejected, 0 blank" in printed
    assert "Leads → Deals" in printed
    assert "Most are lost at" in printed
    assert "\x1b" not in printed
    assert "\r" not in printed


def test_of_many_rejected_rows_some_are_shown_and_the_rest_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """X2: the reasons are examples, the number is whole."""
    with leadflow.open() as crm:
        story = Story(crm, Screen(sys.stdout, is_terminal=False), seed=1, leads=420)
        story.gather()
    lines = capsys.readouterr().out.splitlines()
    told = [each for each in lines if each.strip().startswith(("line ", "…"))]

    assert (4, True) == (len(told), told[-1].endswith("… and 1 more"))


def test_an_existing_file_is_not_replaced_unasked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of a user's is lost by trying the demonstration."""
    path = tmp_path / "sales.db"
    path.write_text("precious", encoding="utf-8")

    assert 2 == main(["demo", str(path)])
    assert (
        "exists already; name another file, or say --force" in capsys.readouterr().err
    )
    assert "precious" == path.read_text("utf-8")


def test_an_existing_file_is_replaced_when_asked(tmp_path: Path) -> None:
    """``--force`` means it."""
    path = tmp_path / "sales.db"
    path.write_text("precious", encoding="utf-8")

    assert 0 == main(["demo", str(path), "--leads", "5", "--force"])
    assert [(5,)] == rows(path, "SELECT count(*) FROM leads")


@pytest.mark.parametrize(
    ("name", "message"),
    [("a.html", "is where the page goes"), ("folder.db", "is a folder")],
)
def test_a_name_that_cannot_be_is_refused(
    tmp_path: Path, name: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is a file, and the page is another."""
    (tmp_path / "folder.db").mkdir()

    assert 2 == main(["demo", str(tmp_path / name), "--force"])
    assert message in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """P23: a file that cannot be made is an error with a reason."""
    assert 1 == main(["demo", str(tmp_path / "nowhere" / "a.db")])
    assert "Traceback" not in capsys.readouterr().err


def test_the_demo_makes_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    """A server's database is nothing to play with."""
    assert 2 == main(["demo", "postgresql://app@nowhere/sales"])
    assert "the demo makes a file" in capsys.readouterr().err
