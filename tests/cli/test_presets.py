from pathlib import Path

import pytest

from leadflow import presets
from leadflow.cli.main import main
from leadflow.workspace import Workspace


def test_presets_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever begins sees what there is to begin with (mission 2.11)."""
    assert 0 == main(["presets"])
    listed = capsys.readouterr().out.splitlines()

    assert list(presets.names()) == [line.split()[0] for line in listed]
    assert "b2b         Selling to firms" == listed[0]


@pytest.mark.parametrize("name", presets.names())
def test_a_printed_preset_is_a_workspace_file(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``presets b2b > workspace.toml`` starts a firm (mission 2.11)."""
    settings = ["--language", "uk", "--currency", "UAH", "--zone", "Europe/Kyiv"]
    path = tmp_path / "workspace.toml"

    assert 0 == main(["presets", name, *settings, "--name", "Acme"])
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    expected = presets.load(
        name, name="Acme", language="uk", currency="UAH", zone="Europe/Kyiv"
    )
    assert expected == Workspace.load(path)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["b2c"], "did you mean 'b2b'?"),
        (["b2b", "--zone", "Europe/Kiew"], "unknown time zone"),
        (["b2b", "--mode", "simpel"], "did you mean 'simple'?"),
    ],
)
def test_a_slip_prints_no_file(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A redirected file is whole or empty (mission 2.11)."""
    assert 1 == main(["presets", *arguments])
    printed = capsys.readouterr()

    assert "" == printed.out
    assert message in printed.err
