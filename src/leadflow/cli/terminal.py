"""What the command line shows, on any terminal and in any file."""

import io
import os
import sys
from collections.abc import Mapping
from typing import TextIO

from attrs import frozen


_BAR = 30
_PLAIN = {"full": "#", "empty": "-"}
_FINE = {"full": "█", "empty": "░"}
_BOLD, _END = "\x1b[1m", "\x1b[0m"
_CLEAR = "\r\x1b[K"


def any_encoding(*streams: TextIO) -> None:
    """Let streams show what their encoding lacks as a question mark."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


@frozen
class Screen:
    """Where a command prints; lively on a terminal, plain everywhere else."""

    out: TextIO
    is_terminal: bool = False
    is_coloured: bool = False

    @classmethod
    def of(
        cls, out: TextIO | None = None, environment: Mapping[str, str] = os.environ
    ) -> "Screen":
        """Return the screen of a stream; ``NO_COLOR`` keeps colours away."""
        stream = out or sys.stdout
        alive = stream.isatty() and environment.get("TERM") != "dumb"
        return cls(stream, alive, alive and not environment.get("NO_COLOR"))

    def say(self, text: object = "") -> None:
        """Print a line, or several."""
        print(text, file=self.out)

    def step(self, number: int, name: str, text: object) -> None:
        """Print what a step came to."""
        self.say(f"{self.bold(f'{number}. {name:<9}')}{text}")

    def more(self, text: object) -> None:
        """Print a line that belongs to the step above it."""
        self.say(f"{'':<12}{text}")

    def heading(self, text: str) -> None:
        """Print the title of what follows."""
        self.say(f"\n{self.bold(text)}")

    def bold(self, text: str) -> str:
        """Return text that stands out, where there are colours."""
        return f"{_BOLD}{text}{_END}" if self.is_coloured else text

    def progress(self, name: str, done: int, total: int) -> None:
        """Show how far something is; nothing where nobody watches (X7)."""
        if not self.is_terminal:
            return
        if done >= total:
            self.out.write(_CLEAR)
        else:
            filled = _BAR * done // total
            signs = _FINE if self._draws() else _PLAIN
            bar = signs["full"] * filled + signs["empty"] * (_BAR - filled)
            self.out.write(f"\r   {name:<9}{bar} {done:,} of {total:,}")
        self.out.flush()

    def _draws(self) -> bool:
        try:
            _FINE["full"].encode(self.out.encoding or "ascii")
        except UnicodeEncodeError:
            return False
        return True
