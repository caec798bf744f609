"""What SQLite says when it fails, in leadflow's words.

The texts are leadflow's own: SQLite's differ between versions, and some repeat
data. The codes are those of the file format and do not change.
"""

import sqlite3
from collections.abc import Mapping

from leadflow.errors import (
    InvalidValue,
    LeadflowError,
    NotAStore,
    StoreBusy,
    StoreFailed,
)


_PRIMARY = 0xFF
"""An error code's last byte is the kind; the rest says more about it."""

_REASONS: Mapping[int, str] = {
    sqlite3.SQLITE_ERROR: "a question was too deep, or the tables were changed",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written",
    sqlite3.SQLITE_READONLY: "the file may not be written",
    sqlite3.SQLITE_PERM: "the file may not be opened",
    sqlite3.SQLITE_CANTOPEN: "the file or its folder cannot be opened",
    sqlite3.SQLITE_LOCKED: "the file is locked by another program",
    sqlite3.SQLITE_PROTOCOL: "the file is locked by another program",
    sqlite3.SQLITE_NOLFS: "the disk cannot hold so large a file",
    sqlite3.SQLITE_NOMEM: "there is not enough memory",
    sqlite3.SQLITE_TOOBIG: "a value is larger than a store can hold",
}
_DAMAGE: Mapping[int, str] = {
    sqlite3.SQLITE_CORRUPT: "it is damaged",
    sqlite3.SQLITE_NOTADB: "it is no database",
    sqlite3.SQLITE_FORMAT: "it is no database",
}


def failure(error: Exception, place: str, deadline: float) -> LeadflowError:
    """Return the documented error for one of the sqlite3 module."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    is_module = isinstance(error, sqlite3.OperationalError) and not code
    if is_module or isinstance(error, UnicodeDecodeError):
        # The module found no text where the file must have one.
        return NotAStore(place, _DAMAGE[sqlite3.SQLITE_CORRUPT])
    if code == sqlite3.SQLITE_BUSY:
        return StoreBusy(deadline)
    if code in _DAMAGE:
        return NotAStore(place, _DAMAGE[code])
    if code == sqlite3.SQLITE_CONSTRAINT or not code:
        # Not from the engine: a value that could not even be handed over.
        hint = "records are made by their classes, which check what they are given"
        return InvalidValue("record", "holds a value that cannot be stored", hint)
    return StoreFailed(_REASONS.get(code, f"SQLite reports error {code}"))
