"""Processes of database servers: started without root's rights, ended by their id.

Servers refuse to run as root, and a test has no business giving them its rights.
Where the tests run as root, servers run as nobody; else as whoever runs the tests.
What they write is in one temporary folder, which nobody else may enter.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from shutil import disk_usage
from time import monotonic
from typing import Any


BEAT = 0.03
"""Seconds between two looks at a server that begins or ends."""

_MEMORY = Path("/dev/shm")  # noqa: S108  # only mkdtemp makes something there
_ENOUGH = 4 * 2**30


class ServerFailed(Exception):
    """A server did not do what it was told; the end of its log says why."""


class NoServer(Exception):
    """There is no such server on this machine."""


def folder(*, quick: bool = False) -> Path:
    """Make a temporary folder that belongs to whom the servers run as.

    A quick one is in memory where there is enough of it.
    """
    spacious = quick and _MEMORY.exists() and disk_usage(_MEMORY).free > _ENOUGH
    inside = _MEMORY if spacious else None
    return owned(Path(tempfile.mkdtemp(prefix="leadflow-", dir=inside)))


def owned(path: Path) -> Path:
    """Give a file or folder to whom the servers run as, and return it."""
    if owner := _owner():
        os.chown(path, owner.pw_uid, owner.pw_gid)
    return path


def run(*words: str | Path, env: Mapping[str, str] | None = None) -> str:
    """Run a command of a server to its end, and return what it printed."""
    done = subprocess.run(
        [str(word) for word in words],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **(env or {})},
        text=True,
        check=False,
        **_rights(),
    )
    if done.returncode:
        raise ServerFailed(f"{words[0]}: {done.stdout[-2000:]}")
    return str(done.stdout)


class Process:
    """One server that runs."""

    def __init__(
        self,
        words: Sequence[str | Path],
        log: Path,
        *,
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Start it; call from the main thread only, for it ends with its thread."""
        self.log = log
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                [*_guard(), *(str(word) for word in words)],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env={**os.environ, **(env or {})},
                **_rights(),
            )

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    @property
    def runs(self) -> bool:
        """Tell whether it has not ended."""
        return self._process.poll() is None

    def until(self, ready: Callable[[], bool], *, seconds: float = 60) -> None:
        """Wait until the server is ready; raises ``ServerFailed`` if it ends."""
        deadline = monotonic() + seconds
        while not ready():
            if self.ends(within=BEAT):
                raise ServerFailed(f"it ended: {self._last_words()}")
            if monotonic() > deadline:
                raise ServerFailed(f"not ready in {seconds} s: {self._last_words()}")

    def ends(self, *, within: float) -> bool:
        """Wait for the end, and tell whether it came."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(within)
        return not self.runs

    def kill(self) -> None:
        """End it at once, as a crash would, with the processes that it started."""
        family = [self.pid, *children(self.pid)] if self.runs else []
        for each in family:
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        self._process.wait()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ask it to end, and kill it if it does not."""
        if self.runs:
            os.kill(self.pid, how)
        if not self.ends(within=20):
            self.kill()

    def _last_words(self) -> str:
        return self.log.read_text(errors="replace")[-3000:]


def children(pid: int) -> list[int]:
    """Return the processes that one has started; none where /proc does not tell."""
    with suppress(OSError):
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return [int(word) for word in told.split()]
    return []


def _owner() -> pwd.struct_passwd | None:
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _rights() -> dict[str, Any]:
    """Return what ``subprocess`` is told, so that a process is not root's."""
    if owner := _owner():
        return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    return {}


def _guard() -> list[str]:
    """Return what ends a server even when the tests themselves are killed."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL", "--"] if setpriv else []
