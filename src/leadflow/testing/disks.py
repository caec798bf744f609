"""Disks for tests: one that remembers, one that fails, and power cuts (P4, P23).

``RecordingDisk`` writes down whatever SQLite asks of the files in a folder. From
its log ``power_cuts`` makes what a disk may hold after the power went: all that was
synced, and of the rest nothing, everything or pieces. ``FailingDisk`` refuses one
call. Where ``unavailable()`` tells a reason, there is no such disk.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Final, Self

from attrs import define, field, frozen

from leadflow.testing.vfs import Call, Layer, unavailable


__all__ = [
    "FailingDisk",
    "PowerCut",
    "RecordingDisk",
    "lying",
    "power_cuts",
    "replayed",
    "unavailable",
]

_SECTOR: Final = 512
"""A disk writes so many bytes wholly or not at all."""

_CHANGES: Final = frozenset({"write", "truncate", "delete"})
_CODES: Final[Mapping[str, int]] = {
    "open": sqlite3.SQLITE_CANTOPEN,
    "delete": sqlite3.SQLITE_IOERR_DELETE,
    "read": sqlite3.SQLITE_IOERR_READ,
    "write": sqlite3.SQLITE_IOERR_WRITE,
    "truncate": sqlite3.SQLITE_IOERR_TRUNCATE,
    "sync": sqlite3.SQLITE_IOERR_FSYNC,
    "size": sqlite3.SQLITE_IOERR_FSTAT,
    "lock": sqlite3.SQLITE_IOERR_LOCK,
    "map": sqlite3.SQLITE_IOERR_SHMMAP,
}


class _Disk:
    """Watches a folder while it is entered."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entered = ExitStack()

    def __enter__(self) -> Self:
        self._entered.enter_context(Layer(self._folder, self))
        return self

    def __exit__(self, *_: object) -> None:
        self._entered.close()

    def before(self, call: Call) -> int:
        """Let everything pass."""
        del call
        return 0

    def after(self, call: Call) -> None:
        """Take no notice."""


class RecordingDisk(_Disk):
    """Remembers what reached the files of a folder, in order.

    >>> import leadflow
    >>> from pathlib import Path
    >>> with RecordingDisk(Path()) as disk, leadflow.open("sales.db") as crm:
    ...     lead = crm.leads.add(leadflow.Lead(title="Forklifts"))
    ...     disk.acknowledge()
    >>> any(call.kind == "sync" for call in disk.log)
    True
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.log: list[Call] = []
        """Calls that changed or synced a file, and acknowledgements."""

    def __enter__(self) -> Self:
        for path in sorted(self._folder.resolve().iterdir()):
            if path.is_file():
                data, name = path.read_bytes(), str(path)
                self.log.append(Call(kind="write", path=name, data=data))
                self.log.append(Call(kind="sync", path=name))
        return super().__enter__()

    def acknowledge(self) -> None:
        """Note that somebody was told: from now on it has to last."""
        self.log.append(Call(kind="acknowledge", path=""))

    def after(self, call: Call) -> None:
        """Remember a call."""
        if call.kind in _CHANGES or call.kind == "sync":
            self.log.append(call)


class FailingDisk(_Disk):
    """Refuses the call of a number, once, or from then on.

    ``at`` counts calls from 1; 0 refuses none, so that ``count`` tells how many
    there are. ``code`` is SQLite's, else one that suits the call. A refused write
    has written its first half.

    >>> import leadflow
    >>> from pathlib import Path
    >>> disk = FailingDisk(Path())
    >>> with disk, leadflow.open("sales.db") as crm:
    ...     disk.fail(at=1)
    ...     try:
    ...         crm.leads.add(leadflow.Lead(title="Forklifts"))
    ...     except leadflow.StoreFailed as error:
    ...         print(error.code)
    store_failed
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.fail(at=0)

    def fail(self, at: int, *, code: int = 0, lasts: bool = False) -> None:
        """Refuse the ``at``-th call from now on; ``lasts`` refuses all behind it."""
        self.count = 0
        self.refused: list[str] = []
        """The kinds of calls that were refused."""
        self._at, self._code, self._lasts = at, code, lasts

    def before(self, call: Call) -> int:
        """Refuse the call if it is its turn."""
        self.count += 1
        is_due = self.count == self._at or (self._lasts and self.count > self._at > 0)
        if not is_due:
            return 0
        self.refused.append(call.kind)
        return self._code or _CODES[call.kind]


@frozen(kw_only=True)
class PowerCut:
    """What is on the disk after the power went."""

    position: int
    """How many entries of the log had happened."""
    acknowledged: int
    """How many acknowledgements were among them."""
    kept: str
    """What was kept of the rest: ``none``, ``all`` or ``some``."""
    files: Mapping[str, bytes]
    """By name; what is missing is not there."""

    def lay_out(self, folder: Path) -> None:
        """Write the files into a folder."""
        for name, content in self.files.items():
            (folder / name).write_bytes(content)


@define
class _File:
    """What is safe of one file, and what has still to be."""

    safe: bytearray | None = None
    waiting: list[Call] = field(factory=list)

    def settle(self, count: int | None = None) -> None:
        """Make the first of what waits safe; all of it without a count."""
        for call in self.waiting[:count]:
            self.safe = _applied(self.safe, call)
        del self.waiting[:count]

    def after(self, kept: str, chance: Random) -> bytes | None:
        """Return what the file may hold after a power cut."""
        content = None if self.safe is None else bytearray(self.safe)
        for call in self.waiting if kept != "none" else ():
            if kept == "all" or chance.random() < 0.5:  # noqa: PLR2004  # as often as not
                content = _applied(content, _torn(call, chance, kept))
            elif call.kind == "delete":
                # The new file of this name is not in the folder yet.
                break
        return None if content is None else bytes(content)


def power_cuts(log: Sequence[Call], count: int, chance: Random) -> Iterator[PowerCut]:
    """Give what a disk may hold after power cuts at random moments of a log.

    >>> log = [Call(kind="write", path="/a", data=b"x"), Call(kind="sync", path="/a")]
    >>> cuts = list(power_cuts(log, 50, Random(1)))
    >>> {cut.files["a"] for cut in cuts if cut.position == 2}
    {b'x'}
    """
    positions = sorted(chance.choices(range(len(log) + 1), k=count))
    files, acknowledged, at = dict[str, _File](), 0, 0
    for position in positions:
        for call in log[at:position]:
            acknowledged += call.kind == "acknowledge"
            _happen(files, call)
        at = position
        kept = chance.choice(("none", "all", "some", "some"))
        found = {path: one.after(kept, chance) for path, one in files.items()}
        yield PowerCut(
            position=position,
            acknowledged=acknowledged,
            kept=kept,
            files={
                path.rpartition("/")[2]: content
                for path, content in found.items()
                if content is not None
            },
        )


def replayed(log: Iterable[Call]) -> Mapping[str, bytes]:
    """Return the files after all of a log, by path.

    >>> dict(replayed([Call(kind="write", path="/a", data=b"x")]))
    {'/a': b'x'}
    """
    files = dict[str, _File]()
    for call in log:
        _happen(files, call)
    for one in files.values():
        one.settle()
    return {path: bytes(f.safe) for path, f in files.items() if f.safe is not None}


def lying(log: Iterable[Call]) -> list[Call]:
    """Return the log of a disk that says it has synced, and has not.

    >>> lying([Call(kind="sync", path="/a")])
    []
    """
    return [call for call in log if call.kind != "sync"]


def _happen(files: dict[str, _File], call: Call) -> None:
    if call.kind in _CHANGES:
        files.setdefault(call.path, _File()).waiting.append(call)
    elif call.kind == "sync":
        files.setdefault(call.path, _File(safe=bytearray())).settle()
    if call.syncs_folder:
        for one in files.values():
            deletes = [i for i, each in enumerate(one.waiting) if each.kind == "delete"]
            one.settle(deletes[-1] + 1 if deletes else 0)


def _applied(content: bytearray | None, call: Call) -> bytearray | None:
    if call.kind == "delete":
        return None
    content = bytearray() if content is None else content
    if call.kind == "truncate":
        del content[call.offset :]
        return content
    content.extend(bytes(max(call.offset - len(content), 0)))
    content[call.offset : call.offset + len(call.data)] = call.data
    return content


def _torn(call: Call, chance: Random, kept: str) -> Call:
    """Return a write of which some sectors may not have arrived."""
    if kept == "all" or call.kind != "write" or chance.random() < 0.5:  # noqa: PLR2004
        return call
    size = len(call.data)
    ends = [0, *range(_SECTOR - call.offset % _SECTOR, size, _SECTOR), size]
    first, last = sorted(chance.choices(ends, k=2))
    part = call.data[first:last]
    return Call(kind="write", path=call.path, offset=call.offset + first, data=part)
