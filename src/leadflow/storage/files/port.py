"""The port of file stores: what leadflow asks of a place that keeps bytes.

1.  ``put`` is all or nothing: what it returned is there, whole, and an
    interruption leaves nothing that ``has`` would tell of.
2.  Equal bytes are kept once, under one key, which never comes to mean others.
3.  ``open`` gives the very bytes that were put.
4.  ``has`` is true only where bytes of the key and of the size are there.
5.  ``delete`` of what is not there changes nothing.
6.  Threads may share a store.

A transaction of records does not undo ``put``: what no record came to refer to
is found and swept later.
"""

from collections.abc import Iterator
from typing import BinaryIO, Protocol, TypeAlias

from leadflow.errors import InvalidValue
from leadflow.values import FileRef


LARGEST = 100 * 2**20
"""How many bytes a file may have unless the store was made for more."""

_CHUNK = 2**16

Content: TypeAlias = bytes | BinaryIO
"""The bytes of a file, or a stream of them, which is read to its end."""


class FileStore(Protocol):
    """A place that keeps the bytes of files; see the promises above."""

    def put(self, content: Content, *, name: str, media_type: str = "") -> FileRef:
        """Keep bytes and return the reference to them.

        Raises ``InvalidValue`` for more bytes than the store takes.
        """
        ...

    def open(self, ref: FileRef) -> BinaryIO:
        """Return a stream of the bytes; raises ``NotFound`` if they are not there."""
        ...

    def has(self, ref: FileRef) -> bool:
        """Tell whether the bytes are there."""
        ...

    def delete(self, key: str) -> None:
        """Let go of the bytes with this key."""
        ...

    def keys(self) -> Iterator[str]:
        """Give the keys of all files."""
        ...


class Digest:
    """Reads bytes a piece at a time; counts them and knows their key."""

    def __init__(self, limit: int) -> None:
        from hashlib import sha256  # noqa: PLC0415  # on use only

        self._hash = sha256()
        self._limit = limit
        self.size = 0

    @property
    def key(self) -> str:
        """Return the key of all that was read."""
        return self._hash.hexdigest()

    def pieces(self, content: Content) -> Iterator[bytes]:
        """Give the bytes; raises ``InvalidValue`` once there are too many."""
        for piece in _pieces(content):
            self.size += len(piece)
            if self.size > self._limit:
                reason = f"has more than the {self._limit} bytes that are taken"
                raise InvalidValue("file", reason, "open the store with another limit")
            self._hash.update(piece)
            yield piece


def _pieces(content: Content) -> Iterator[bytes]:
    if isinstance(content, bytes | bytearray | memoryview):
        yield bytes(content)
        return
    read = getattr(content, "read", None)
    if read is None:
        reason = f"cannot be read from a {type(content).__name__}"
        raise InvalidValue("file", reason, "give bytes, or a file opened with 'rb'")
    while piece := read(_CHUNK):
        if not isinstance(piece, bytes):
            hint = "open it with 'rb'"
            raise InvalidValue("file", "is a stream of text, not of bytes", hint)
        yield piece
