from pathlib import Path

import pytest

import leadflow
from leadflow import Deal
from leadflow.cli.main import main
from leadflow.testing import a_lead


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a CRM file with a deal in it."""
    path = tmp_path / "sales.db"
    with leadflow.open(path, actor="ada") as crm:
        crm.win(crm.deals.add(Deal(title="Forklifts", amount="5 UAH", source="web")))
    return path


def test_the_funnel_of_a_file_is_printed(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Z1: as the report prints itself."""
    with leadflow.open(store) as crm:
        expected = str(crm.reports.funnel("deals", joined=True, by="source"))

    assert 0 == main(["funnel", str(store), "--joined", "--by", "source"])
    assert f"{expected}\n" == capsys.readouterr().out


def test_a_file_of_leads_alone_says_where_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever has just imported leads must not think that they are lost."""
    path = tmp_path / "leads.db"
    with leadflow.open(path) as crm:
        crm.leads.add(a_lead())

    assert 0 == main(["funnel", str(path)])
    assert "no deal yet, leads: 1; --joined shows them" in capsys.readouterr().out
    assert 0 == main(["funnel", str(path), "--joined"])
    assert "--joined" not in capsys.readouterr().out


def test_the_funnel_is_written_as_a_page(store: Path, tmp_path: Path) -> None:
    """Z1: a page to be sent around."""
    page = tmp_path / "funnel.html"

    assert 0 == main(["funnel", str(store), "--html", str(page)])
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--of", "dels"], "did you mean 'deals'?"),
        (["--by", "sourc"], "did you mean 'source'?"),
        (["--view", "snapshto"], "did you mean 'snapshot'?"),
        (["--during", "2026-Q9"], "period cannot be read"),
    ],
)
def test_a_wrong_name_is_told_with_the_right_one(
    store: Path, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip in a name of the data is one clear sentence."""
    assert 1 == main(["funnel", str(store), *options])
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "reason"),
    [("nowhere.db", "there is no such file"), (".", "it is a folder")],
)
def test_a_file_that_is_not_there_is_not_made(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    reason: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Reading makes no files."""
    monkeypatch.chdir(tmp_path)

    assert 1 == main(["funnel", name])
    assert reason in capsys.readouterr().err
    assert [] == list(tmp_path.iterdir())


def test_a_url_stands_where_a_file_does(
    request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    """Z1: the funnel of one firm in the tables of a server."""
    url = request.getfixturevalue("postgres").database()
    with leadflow.open(url, tenant="acme", actor="ada") as crm:
        crm.win(crm.deals.add(Deal(title="Forklifts", source="web")))
        expected = str(crm.reports.funnel("deals"))

    assert 0 == main(["funnel", url, "--tenant", "acme"])
    assert f"{expected}\n" == capsys.readouterr().out
    assert 0 == main(["check", url, "--tenant", "acme"])


def test_a_tenant_is_of_a_server(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file holds one firm."""
    assert 1 == main(["funnel", str(store), "--tenant", "acme"])
    assert "is for databases on a server" in capsys.readouterr().err
