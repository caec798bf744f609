"""Reading the command line, with the nearest right name for a wrong one."""

import argparse
from collections.abc import Sequence
from typing import ClassVar, NoReturn

from attrs import frozen

from leadflow.errors import LeadflowError, did_you_mean


PROGRAM = "python -m leadflow"


@frozen
class UsageError(LeadflowError):
    """The command line cannot be understood."""

    reason: str
    command: str = ""
    code: ClassVar[str] = "usage"

    def __str__(self) -> str:
        help_of = " ".join(part for part in (PROGRAM, self.command, "--help") if part)
        return f"{self.reason} (see {help_of})"


class Parser(argparse.ArgumentParser):
    """Takes options by their full names, and raises instead of leaving."""

    def __init__(self, command: str = "", **options: str) -> None:
        super().__init__(
            prog=f"{PROGRAM} {command}".strip(),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            description=options.get("description"),
            epilog=options.get("epilog"),
        )
        self.command = command

    def error(self, message: str) -> NoReturn:
        """Raise ``UsageError``."""
        raise UsageError(message, self.command)

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Return the values of the arguments, or raise ``UsageError``."""
        self._require_known(arguments)
        values, others = self.parse_known_args(list(arguments))
        if others:
            raise UsageError(f"unexpected argument '{others[0]}'", self.command)
        return values

    def _require_known(self, arguments: Sequence[str]) -> None:
        known = [name for name in self._option_string_actions if name.startswith("--")]
        for argument in arguments:
            if argument == "--":
                return
            name = argument.partition("=")[0]
            if name.startswith("--") and name not in known:
                hint = did_you_mean(name, known)
                raise UsageError(f"unknown option '{name}', {hint}", self.command)


def positive(text: str) -> int:
    """Return a whole number above zero, for options that count."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"'{text}' is not a number above zero")
    return int(text)
