from pathlib import Path

import pytest

import leadflow
from leadflow import CustomField, Lead, Workspace, presets
from leadflow.cli.main import main


Printed = pytest.CaptureFixture[str]

FIELD = """
# What the client wants.
[[fields]]
code = "budget"
entity = "lead"
type = "money"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a workspace file in which a field of leads is lost."""
    path = tmp_path / "workspace.toml"
    path.write_text(FIELD, encoding="utf-8")
    return path


def test_a_sound_process_ends_with_0(tmp_path: Path, capsys: Printed) -> None:
    """M7: advice alone is no failure of a build."""
    path = tmp_path / "workspace.toml"
    path.write_text("", encoding="utf-8")

    assert 0 == main(["check", str(path)])
    assert "1 piece of advice" in capsys.readouterr().out


def test_a_warning_ends_with_1(file: Path, capsys: Printed) -> None:
    """M7: findings are printed as advice, with their paths."""
    assert 1 == main(["check", str(file)])
    printed = capsys.readouterr().out

    assert "warning  fields.lead.budget\n    What is asked as 'budget'" in printed
    assert f"{Workspace.load(file).check()}\n" == printed


def test_a_broken_file_ends_with_2_and_all_its_faults(
    tmp_path: Path, capsys: Printed
) -> None:
    """M7: whoever corrects a file wants to do it once."""
    path = tmp_path / "workspace.toml"
    path.write_text('mode = "clasic"\n[[fields]]\ncode = "A"\nentity = "led"\n')

    assert 2 == main(["check", str(path)])
    printed = capsys.readouterr()
    assert "" == printed.out
    for place in ("mode: ", "fields.led.A.code: ", "fields.led.A.entity: "):
        assert place in printed.err


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[[", b"SQLite format 3\0"])
def test_a_file_that_is_neither_ends_with_2(
    content: bytes, tmp_path: Path, capsys: Printed
) -> None:
    """M7: damaged files are told, in one sentence."""
    path = tmp_path / "workspace.toml"
    path.write_bytes(content)

    assert 2 == main(["check", str(path)])
    assert capsys.readouterr().err.startswith("leadflow: ")
    assert 2 == main(["check", str(tmp_path / "nowhere.toml")])


def test_the_data_of_a_crm_file_is_asked_as_well(
    tmp_path: Path, capsys: Printed
) -> None:
    """M7: only leads are used (mission 3.1)."""
    path = tmp_path / "sales.db"
    with leadflow.open(path, workspace=presets.b2b()) as crm:
        for number in range(10):
            crm.leads.add(Lead(last_name=f"K{number}"))

    assert 1 == main(["check", str(path)])
    assert "Only leads are used: 10 of them" in capsys.readouterr().out


def test_a_missing_field_is_added_to_the_file(file: Path, capsys: Printed) -> None:
    """M7, C4: what stands in the file stays, comments and all."""
    assert 0 == main(["check", str(file), "--fix"])

    assert "added    fields.deal.budget" in capsys.readouterr().out
    assert file.read_text("utf-8").startswith(FIELD)
    assert Workspace.load(file).custom_field("deal", "budget").type == "money"
    after = file.read_bytes()
    assert 0 == main(["check", str(file), "--fix"])
    assert "added" not in capsys.readouterr().out
    assert after == file.read_bytes()


def test_fields_in_one_list_are_written_anew(tmp_path: Path) -> None:
    """M7, C4: nothing can follow such a list, so that the file is written whole."""
    path = tmp_path / "workspace.toml"
    path.write_text('fields = [{ code = "budget", entity = "lead" }]')

    assert 0 == main(["check", str(path), "--fix"])
    assert ["lead", "deal"] == [each.entity for each in Workspace.load(path).fields]


def test_a_missing_field_is_added_to_a_crm_file(tmp_path: Path) -> None:
    """M7, C4: the stored workspace is completed, the records stay as they are."""
    path = tmp_path / "sales.db"
    asked = Workspace(fields=[CustomField("budget", entity="lead")])
    with leadflow.open(path, workspace=asked) as crm:
        lead = crm.leads.add(Lead(title="Forklift", custom={"budget": "5"}))

    assert 0 == main(["check", str(path), "--fix"])
    with leadflow.open(path) as crm:
        assert asked.completed() == crm.workspace
        assert lead == crm.leads.get(lead.id)
        assert "5" == crm.convert(lead).deal.custom["budget"]  # type: ignore[union-attr]  # the variant makes one
