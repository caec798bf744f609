"""The front of the command line: which command, and how errors are told."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from attrs import frozen

from leadflow._version import __version__
from leadflow.cli import checking, demo, funnel, importing, presets
from leadflow.cli.parsing import PROGRAM, Parser, UsageError
from leadflow.cli.terminal import Screen, any_encoding
from leadflow.errors import LeadflowError, did_you_mean


# Exit codes. A rejected row of an import is no error: the report tells of it.
_WRONG_DATA, _WRONG_USAGE, _STOPPED, _NO_READER = 1, 2, 130, 141

_HELP = f"""leadflow {__version__}: the CRM you import

usage: {PROGRAM} COMMAND …

commands:
  demo      work 2,000 sample leads through to won deals, and draw the funnel
  import    take the records of a CSV file into a CRM file
  funnel    print the funnel of a CRM file
  check     look for what is wrong with a process, and could be better
  presets   list workspaces to begin with, or print one

examples:
  {PROGRAM} demo
  {PROGRAM} import sales.db leads.csv --dry-run
  {PROGRAM} funnel sales.db --joined --by source
  {PROGRAM} check workspace.toml
  {PROGRAM} presets b2b --currency EUR > workspace.toml

{PROGRAM} COMMAND --help tells more; --version prints the version.
"""


@frozen
class _Command:
    """One word of the command line."""

    parser: Callable[[], Parser]
    run: Callable[[Namespace, Screen], int]


_COMMANDS: Mapping[str, _Command] = {
    "demo": _Command(demo.parser, demo.run),
    "import": _Command(importing.parser, importing.run),
    "funnel": _Command(funnel.parser, funnel.run),
    "check": _Command(checking.parser, checking.run),
    "presets": _Command(presets.parser, presets.run),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 when all went well, 1 for data or files that are wrong, 2 for a command
    line that is, 130 when stopped by Ctrl-C, 141 when nobody reads the output.

    >>> main(["--version"])
    leadflow ...
    0
    """
    any_encoding(sys.stdout, sys.stderr)
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except SystemExit as leaving:
        # argparse leaves by itself after printing a help text.
        return int(leaving.code or 0)
    except BrokenPipeError:
        return _unread()
    except (KeyboardInterrupt, LeadflowError, OSError) as error:
        text, code = _told(error)
        print(f"leadflow: {text}", file=sys.stderr)
    return code


def _run(arguments: list[str]) -> int:
    name, *others = arguments or ["--help"]
    if name in ("-h", "--help"):
        print(_HELP, end="")
        return 0 if arguments else _WRONG_USAGE
    if name == "--version":
        print(f"leadflow {__version__}")
        return 0
    if name not in _COMMANDS:
        raise _unknown(name)
    command = _COMMANDS[name]
    return command.run(command.parser().read(others), Screen.of())


def _unknown(name: str) -> UsageError:
    if name.startswith("-"):
        hint = did_you_mean(name, ("--help", "--version"))
        return UsageError(f"unknown option '{name}', {hint}")
    return UsageError(f"unknown command '{name}', {did_you_mean(name, _COMMANDS)}")


def _told(error: BaseException) -> tuple[str, int]:
    """Return one sentence about an error, and the exit code."""
    if isinstance(error, KeyboardInterrupt):
        return "stopped", _STOPPED
    if isinstance(error, UsageError):
        return str(error), _WRONG_USAGE
    if isinstance(error, OSError):
        reason = (error.strerror or str(error)).lower()
        told = f"'{error.filename}': {reason}" if error.filename else reason
        return told, _WRONG_DATA
    return str(error), _WRONG_DATA


def _unread() -> int:
    """Leave quietly: whoever read our output has gone, as ``head`` does."""
    # Python would complain at its end about what it could not flush.
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    return _NO_READER
