"""Files in memory: for tests, and for a CRM that keeps nothing."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from leadflow.errors import NotFound
from leadflow.storage.files.port import LARGEST, Content, Digest
from leadflow.values import FileRef


class MemoryFiles:
    """Keeps files until the process ends; ``limit`` is the most bytes of one.

    >>> files = MemoryFiles()
    >>> ref = files.put(b"hello", name="hello.txt", media_type="text/plain")
    >>> files.open(ref).read()
    b'hello'
    """

    def __init__(self, *, limit: int = LARGEST) -> None:
        self._limit = limit
        # Whole entries are put and taken, each in one step.
        self._contents: dict[str, bytes] = {}

    def put(self, content: Content, *, name: str, media_type: str = "") -> FileRef:
        """Keep bytes and return the reference to them."""
        digest = Digest(self._limit)
        whole = b"".join(digest.pieces(content))
        ref = FileRef(digest.key, name, digest.size, media_type)
        self._contents[ref.key] = whole
        return ref

    def open(self, ref: FileRef) -> BinaryIO:
        """Return a stream of the bytes."""
        try:
            return BytesIO(self._contents[ref.key])
        except KeyError:
            raise NotFound("file", ref.key) from None

    def has(self, ref: FileRef) -> bool:
        """Tell whether the bytes are there."""
        found = self._contents.get(ref.key)
        return found is not None and len(found) == ref.size

    def delete(self, key: str) -> None:
        """Let go of the bytes with this key."""
        self._contents.pop(key, None)

    def keys(self) -> Iterator[str]:
        """Give the keys of all files."""
        return iter(sorted(self._contents))
