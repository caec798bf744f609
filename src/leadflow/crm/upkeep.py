"""Keeping the store in order, as ``crm.upkeep`` offers it."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol, runtime_checkable

from leadflow.crm.desk import Desk
from leadflow.crm.naming import room
from leadflow.errors import InvalidValue
from leadflow.storage.verification import Verification
from leadflow.workspace.roles import EXPORT, READ


@runtime_checkable
class Copied(Protocol):
    """A store that can be copied while it is used."""

    def copy_to(self, path: Path) -> None:
        """Write all that is committed into another file."""
        ...

    def health(self) -> Mapping[str, int | str]:
        """Return figures about the file."""
        ...


@runtime_checkable
class Swept(Protocol):
    """A store whose file can be cleared of what was deleted."""

    def sweep(self) -> tuple[str, ...]:
        """Rewrite the file without old bytes; return the copies beside it."""
        ...


@room
class Upkeep:
    """Verifying a store and copying it: ``crm.upkeep.verify()``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def verify(self, *, head: str = "") -> Verification:
        """Return whether everything in the store agrees (P14).

        Every record is compared with what its events tell, the indexes with the
        records, the events' numbers with each other; SQLite checks its file. It
        reads everything once or twice, at one instant, and stops nobody.

        The result's ``head`` stands for all events so far. Kept elsewhere and given
        as ``head`` later, it shows whether they were rewritten or cut off.
        Erasing and purging change events, and so change the head.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> _ = crm.leads.add(leadflow.Lead(title="Forklifts"))
        >>> crm.upkeep.verify().is_sound
        True
        """
        from leadflow.storage.auditing import verify  # noqa: PLC0415  # on use only

        with self._desk.reading() as reader:
            self._desk.require(reader, READ, "verify the store")
            return verify(reader, head=head)

    def backup(self, path: str | os.PathLike[str]) -> Path:
        """Copy all that is committed into a new file, and return its path.

        Others may read and write meanwhile. The copy appears when it is whole, and
        only its owner may read it. A file that is there already is refused.

        >>> import leadflow
        >>> with leadflow.open("sales.db") as crm:
        ...     crm.upkeep.backup("copy.db").name
        'copy.db'
        """
        self._require(READ, EXPORT, act="copy the store")
        place = Path(path).absolute()
        if place.exists():
            raise InvalidValue("path", "is taken already", "name a new file")
        self._file().copy_to(place)
        return place

    def sweep(self) -> None:
        """Overwrite in the file whatever was purged, erased or changed before.

        SQLite keeps old bytes in free pages and in its log. This writes the file
        anew, which takes as long as copying it. Raises ``StoreBusy`` while others
        read what was there before. Memory needs no sweeping.

        >>> import leadflow
        >>> with leadflow.open("sales.db") as crm:
        ...     crm.upkeep.sweep()
        """
        self._require(READ, act="sweep the store")
        if self._desk.is_writing:
            raise InvalidValue("sweeping", "is part of no transaction", "do it after")
        store = self._desk.store
        if isinstance(store, Swept):
            store.sweep()

    def health(self) -> Mapping[str, int | str]:
        """Return figures about the file: format, SQLite's version, sizes in bytes.

        >>> import leadflow
        >>> with leadflow.open("sales.db") as crm:
        ...     sorted(crm.upkeep.health())
        ['bytes', 'format', 'free_bytes', 'log_bytes', 'sqlite']
        """
        self._require(READ, act="look at the file")
        return self._file().health()

    def _require(self, *operations: str, act: str) -> None:
        """Raise ``Denied`` unless these are allowed with everything there is."""
        with self._desk.reading() as reader:
            for each in operations:
                self._desk.require(reader, each, act)

    def _file(self) -> Copied:
        store = self._desk.store
        if not isinstance(store, Copied):
            hint = "open a file: leadflow.open('sales.db')"
            raise InvalidValue("store", "keeps no file", hint)
        return store
