import io
import os
import runpy
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

import leadflow
from leadflow import __version__
from leadflow.cli import funnel
from leadflow.cli.main import main
from leadflow.cli.parsing import Parser, UsageError
from leadflow.cli.terminal import Screen


# The tests may run on a tree that is not installed.
SOURCE = str(Path(leadflow.__file__).parents[1])


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """The command line says which leadflow it is."""
    assert 0 == main(["--version"])
    assert f"leadflow {__version__}\n" == capsys.readouterr().out


def test_nothing_asked_for_is_answered_with_help(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A newcomer is told the commands, with examples."""
    assert 2 == main([])
    bare = capsys.readouterr().out
    assert 0 == main(["--help"])

    assert bare == capsys.readouterr().out
    assert "python -m leadflow import sales.db leads.csv --dry-run" in bare


@pytest.mark.parametrize("command", ["demo", "import", "funnel", "presets", "check"])
def test_every_command_teaches_with_examples(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Help texts show the command at work."""
    assert 0 == main([command, "--help"])
    assert (
        f"python -m leadflow {command} "
        in capsys.readouterr().out.split("examples:")[1]
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["dmeo"], "unknown command 'dmeo', did you mean 'demo'?"),
        (["--versoin"], "unknown option '--versoin', did you mean '--version'?"),
        (
            ["import", "--delimeter", ";", "a.db", "b.csv"],
            "unknown option '--delimeter', did you mean '--delimiter'?",
        ),
        (
            ["funnel", "a.db", "--jioned"],
            "unknown option '--jioned', did you mean '--joined'?",
        ),
        (["funnel", "a.db", "--join"], "unknown option '--join'"),
        (["funnel", "a.db", "b.db"], "unexpected argument 'b.db'"),
        (["funnel", "--", "a.db", "--joined"], "unexpected argument '--joined'"),
        (["funnel"], "the following arguments are required: FILE"),
        (["demo", "--leads", "0"], "'0' is not a number above zero"),
        (["demo", "--seed", "x"], "invalid int value"),
        (["import", "a", "b", "--column", "Budget"], "write it like 'Budget=amount'"),
    ],
)
def test_a_wrong_command_line_is_one_sentence_and_code_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip gives the nearest right name, never a traceback."""
    assert 2 == main(arguments)
    printed = capsys.readouterr()
    assert "" == printed.out
    assert message in printed.err
    assert 1 == printed.err.count("\n")


def test_ctrl_c_stops_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Whoever stops a command is not scolded for it."""

    def stop(_: Parser, __: list[str]) -> Namespace:
        raise KeyboardInterrupt

    monkeypatch.setattr(Parser, "read", stop)

    assert 130 == main(["funnel", str(tmp_path / "a.db")])
    assert "leadflow: stopped\n" == capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """``python -m leadflow … | head`` ends quietly."""

    def gone(_: str) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(funnel, "existing", gone)
    monkeypatch.setattr(sys, "stdout", io.StringIO())

    assert 141 == main(["funnel", "a.db"])


def test_any_terminal_can_show_the_output(tmp_path: Path) -> None:
    """What an encoding lacks becomes a question mark."""
    table = tmp_path / "leads.csv"
    table.write_text("Ім'я\nОлена\n", encoding="utf-8")
    command = [sys.executable, "-m", "leadflow", "import", "a.db", str(table)]
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": SOURCE},
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )

    assert b"'??'?' ? name" in done.stdout
    assert b"" == done.stderr


def test_a_usage_error_names_the_help_that_helps() -> None:
    """The way out stands in the sentence."""
    error = UsageError("what?", "demo")

    assert "what? (see python -m leadflow demo --help)" == str(error)


class _Terminal(io.StringIO):
    """A stream on which somebody looks."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def test_a_terminal_sees_progress_and_a_file_does_not() -> None:
    """X7: long work reports progress where somebody watches."""
    alive, file = _Terminal(), io.StringIO()
    for out in (alive, file):
        screen = Screen.of(out, {})
        screen.progress("Import", 1, 4)
        screen.progress("Import", 4, 4)

    assert "1 of 4" in alive.getvalue()
    assert alive.getvalue().endswith("\r\x1b[K")
    assert "" == file.getvalue()


def test_a_plain_terminal_gets_a_plain_bar() -> None:
    """A terminal that lacks blocks sees signs of ASCII."""

    class Plain(_Terminal):
        encoding = "ascii"

    out = Plain()
    Screen.of(out, {}).progress("Import", 1, 2)

    assert "###" in out.getvalue()
    out.getvalue().encode("ascii")


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colours_can_be_refused(environment: dict[str, str], *, coloured: bool) -> None:
    """NO_COLOR and a terminal that knows none are obeyed."""
    screen = Screen.of(_Terminal(), environment)

    assert coloured == ("\x1b[" in screen.bold("x"))
    assert "x" == Screen.of(io.StringIO(), {}).bold("x")


@pytest.mark.parametrize(("encoding", "sign"), [("utf-8", "█"), ("ascii", "#")])
def test_a_bar_is_drawn_with_what_the_terminal_has(encoding: str, sign: str) -> None:
    """X7: a terminal without the fine signs gets plain ones."""
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    Screen(out, is_terminal=True).progress("Import", 1, 2)
    out.seek(0)

    assert 15 == out.read().count(sign)


def test_the_module_runs_as_a_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``python -m leadflow`` is the command, and ends with its status."""
    monkeypatch.setattr(sys, "argv", ["leadflow", "--version"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("leadflow", run_name="__main__")

    assert 0 == ended.value.code
    assert f"leadflow {__version__}\n" == capsys.readouterr().out


def test_reading_the_module_runs_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Tools read all modules of a package, whatever their own arguments are."""
    monkeypatch.setattr(sys, "argv", ["tool", "--unknown"])
    runpy.run_module("leadflow.__main__", run_name="leadflow.__main__")

    assert ("", "") == tuple(capsys.readouterr())
