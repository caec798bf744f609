"""A layer between SQLite and the disk, for tests of what disks do (P4, P23).

SQLite reaches files through a table of functions. The layer puts a table of its own
in front, of the library that Python's sqlite3 module has loaded. It sees every call
for the files of one folder, may refuse it, and otherwise passes it on.
"""

import ctypes
import os
import sqlite3
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from itertools import count
from pathlib import Path
from typing import Any, ClassVar, Final, Protocol, Self

from attrs import frozen

from leadflow.errors import StoreFailed


class Watcher(Protocol):
    """What is told of each call, and may refuse it; it must not raise."""

    def before(self, call: "Call") -> int:
        """Return 0 to let the call pass, or the code of SQLite that it ends with."""
        ...

    def after(self, call: "Call") -> None:
        """Hear of a call that ended well."""
        ...


@frozen(kw_only=True)
class Call:
    """One call of SQLite's for a file."""

    kind: str
    """One of ``KINDS``."""
    path: str
    offset: int = 0
    """Where is written or read; the new size for ``truncate``."""
    data: bytes = b""
    """What is written."""
    syncs_folder: bool = False
    """Whether the folder is forced to the disk as well."""


KINDS: Final = (
    "open",
    "delete",
    "read",
    "write",
    "truncate",
    "sync",
    "size",
    "lock",
    "map",
)
"""Calls that a watcher sees; ``map`` is the memory that processes share."""

_BLIND: Final = "what SQLite asks of the disk cannot be watched here"
_FUNCTION = c_void_p
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_CLOSE = CFUNCTYPE(c_int, c_void_p)
_MOVE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_FLAG = CFUNCTYPE(c_int, c_void_p, c_int)
_SIZE = CFUNCTYPE(c_int, c_void_p, c_void_p)
_MAP = CFUNCTYPE(c_int, c_void_p, c_int, c_int, c_int, c_void_p)

_CREATES: Final = 0x4
_LOGS: Final = 0x800 | 0x4000 | 0x80000
"""Rollback journals and write-ahead logs: their folder is forced with them."""


class _Methods(Structure):
    """SQLite's ``sqlite3_io_methods``."""

    _fields_: ClassVar[Any] = (
        ("version", c_int),
        ("close", _CLOSE),
        ("read", _MOVE),
        ("write", _MOVE),
        ("truncate", _TRUNCATE),
        ("sync", _FLAG),
        ("size", _SIZE),
        ("lock", _FLAG),
        ("unlock", _FUNCTION),
        ("check_lock", _FUNCTION),
        ("control", _FUNCTION),
        ("sector", _FUNCTION),
        ("traits", _FUNCTION),
        ("map", _MAP),
        ("map_lock", _FUNCTION),
        ("map_barrier", _FUNCTION),
        ("unmap", _FUNCTION),
        ("fetch", _FUNCTION),
        ("unfetch", _FUNCTION),
    )


class _File(Structure):
    """The beginning of SQLite's ``sqlite3_file``."""

    _fields_: ClassVar[Any] = (("methods", c_void_p),)


class _Vfs(Structure):
    """SQLite's ``sqlite3_vfs``."""

    _fields_: ClassVar[Any] = (
        ("version", c_int),
        ("size", c_int),
        ("longest", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _OPEN),
        ("delete", _DELETE),
        *((f"other_{number}", _FUNCTION) for number in range(14)),
    )


# In order of the methods' versions: how many bytes of the table there are.
_SIZES: Final = {1: _Methods.map.offset, 2: _Methods.fetch.offset}


def library() -> Any:  # noqa: ANN401  # what ctypes loads has no type
    """Return the SQLite that Python's sqlite3 module uses.

    Raises ``StoreFailed`` where it cannot be reached: where it is a part of Python
    that shows nothing of it, and on systems whose files have other rules.
    """
    import _sqlite3  # noqa: PLC0415  # private to CPython; only its file is asked

    try:
        # Whoever asks an extension module for a function asks its libraries as well.
        loaded = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
        loaded.sqlite3_vfs_find.restype = POINTER(_Vfs)
        loaded.sqlite3_libversion.restype = c_char_p
        version = loaded.sqlite3_libversion().decode()
    except (OSError, AttributeError, TypeError):
        raise StoreFailed(_BLIND) from None
    if os.name != "posix" or version != sqlite3.sqlite_version:
        raise StoreFailed(_BLIND)
    return loaded


def unavailable() -> str:
    """Return why nothing can be watched here; an empty text where it can.

    >>> bool(unavailable()) == (unavailable() != "")
    True
    """
    try:
        library()
    except StoreFailed as error:
        return str(error)
    return ""


class Layer:
    """Stands between SQLite and the files of one folder, while it is entered.

    Connections that are opened meanwhile go through it for as long as they live.
    """

    _numbers = count(1)
    # Connections may outlive the layer: what they call must outlive them.
    _kept: Final[list[object]] = []

    def __init__(self, folder: Path, watcher: Watcher) -> None:
        self._folder = f"{folder.resolve()}/"
        self._watcher = watcher
        self._library = library()
        self._below = self._library.sqlite3_vfs_find(None).contents
        self._own = _Vfs.from_buffer_copy(self._below)
        self._own.name = f"leadflow-{next(self._numbers)}".encode()
        self._own.open = _OPEN(self._open)
        self._own.delete = _DELETE(self._delete)
        self._tables: dict[int, _Methods] = {}
        self._files: dict[int, tuple[str, _Methods]] = {}
        self._unsynced: set[int] = set()
        self._kept.append(self)

    def __enter__(self) -> Self:
        self._library.sqlite3_vfs_register(ctypes.byref(self._own), 1)
        return self

    def __exit__(self, *_: object) -> None:
        self._library.sqlite3_vfs_unregister(ctypes.byref(self._own))

    def _tell(self, call: Call, act: Callable[[], int]) -> int:
        if refused := self._watcher.before(call):
            return refused
        code = act()
        if code == sqlite3.SQLITE_OK:
            self._watcher.after(call)
        return code

    def _open(self, _: int, name: int, file: int, flags: int, out: int) -> int:
        path = ctypes.string_at(name).decode() if name else ""

        def act() -> int:
            below = ctypes.addressof(self._below)
            return int(self._below.open(below, name, file, flags, out))

        if not path.startswith(self._folder):
            return act()
        code = self._tell(Call(kind="open", path=path), act)
        opened = _File.from_address(file)
        if code:
            # SQLite would close whatever has methods.
            opened.methods = None
            return code
        table = self._table(opened.methods)
        self._files[file] = path, _Methods.from_address(opened.methods)
        opened.methods = ctypes.addressof(table)
        if flags & _CREATES and flags & _LOGS:
            self._unsynced.add(file)
        return code

    def _delete(self, _: int, name: int, syncs_folder: int) -> int:
        path = ctypes.string_at(name).decode()

        def act() -> int:
            below = ctypes.addressof(self._below)
            return int(self._below.delete(below, name, syncs_folder))

        if not path.startswith(self._folder):
            return act()
        call = Call(kind="delete", path=path, syncs_folder=bool(syncs_folder))
        return self._tell(call, act)

    def _table(self, address: int) -> _Methods:
        """Return our table in front of one below; one for each is enough."""
        if address in self._tables:
            return self._tables[address]
        version = c_int.from_address(address).value
        size = _SIZES.get(version, ctypes.sizeof(_Methods))
        table = _Methods()
        ctypes.memmove(ctypes.addressof(table), address, size)
        table.close = _CLOSE(self._close)
        table.read = _MOVE(self._read)
        table.write = _MOVE(self._write)
        table.truncate = _TRUNCATE(self._truncate)
        table.sync = _FLAG(self._sync)
        table.size = _SIZE(self._size)
        table.lock = _FLAG(self._lock)
        # Of a table of version 1 SQLite reads nothing that stands so far behind.
        table.map = _MAP(self._map)
        self._tables[address] = table
        return table

    def _close(self, file: int) -> int:
        self._unsynced.discard(file)
        _, below = self._files.pop(file)
        return int(below.close(file))

    def _read(self, file: int, to: int, size: int, offset: int) -> int:
        path, below = self._files[file]
        call = Call(kind="read", path=path, offset=offset)
        return self._tell(call, lambda: int(below.read(file, to, size, offset)))

    def _write(self, file: int, given: int, size: int, offset: int) -> int:
        path, below = self._files[file]
        data = ctypes.string_at(given, size)
        call = Call(kind="write", path=path, offset=offset, data=data)
        code = self._tell(call, lambda: int(below.write(file, given, size, offset)))
        if code:
            # What a full disk refuses it has written in part.
            below.write(file, given, size // 2, offset)
        return code

    def _truncate(self, file: int, size: int) -> int:
        path, below = self._files[file]
        call = Call(kind="truncate", path=path, offset=size)
        return self._tell(call, lambda: int(below.truncate(file, size)))

    def _sync(self, file: int, flags: int) -> int:
        path, below = self._files[file]
        call = Call(kind="sync", path=path, syncs_folder=file in self._unsynced)
        code = self._tell(call, lambda: int(below.sync(file, flags)))
        if code == sqlite3.SQLITE_OK:
            self._unsynced.discard(file)
        return code

    def _size(self, file: int, out: int) -> int:
        path, below = self._files[file]
        call = Call(kind="size", path=path)
        return self._tell(call, lambda: int(below.size(file, out)))

    def _lock(self, file: int, level: int) -> int:
        path, below = self._files[file]
        call = Call(kind="lock", path=path)
        return self._tell(call, lambda: int(below.lock(file, level)))

    def _map(self, file: int, page: int, size: int, extend: int, out: int) -> int:
        path, below = self._files[file]
        call = Call(kind="map", path=path)
        return self._tell(call, lambda: int(below.map(file, page, size, extend, out)))
