"""Looking at a file whose workspace has roles."""

from pathlib import Path

import pytest

import leadflow
from leadflow import Deal, Grant, Member, Role, Workspace
from leadflow.cli.main import main


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a CRM file in which ada alone has a role."""
    path = tmp_path / "sales.db"
    head = Role("head", grants=Grant("any", "any", scope="all"))
    firm = Workspace(roles=[head], members=[Member("ada", roles="head")])
    with leadflow.open(path, actor="ada", workspace=firm) as crm:
        crm.deals.add(Deal(title="Forklifts"))
    return path


@pytest.mark.parametrize(("command", "code"), [("funnel", 1), ("check", 2)])
def test_a_stranger_is_not_shown_an_empty_firm(
    command: str, code: int, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A1, A3: nothing to be seen is not the same as nothing there."""
    assert code == main([command, str(file)])
    assert "may not read deal, as no role grants it" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["funnel", "check"])
def test_the_one_who_looks_may_be_named(
    command: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A1: as with an import."""
    assert 0 == main([command, str(file), "--actor", "ada"])
    assert "" == capsys.readouterr().err
