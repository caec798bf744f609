"""Files in a folder: each under its key, so that equal bytes are kept once."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from leadflow.deferred import expression
from leadflow.errors import InvalidValue, NotFound, StoreFailed
from leadflow.storage.files.port import LARGEST, Content, Digest
from leadflow.values import FileRef


_KEY = expression(r"[0-9a-f]{64}")


class FolderFiles:
    """Keeps files in a folder of its own, which is made with the first file.

    A file is written beside its place, forced to the disk, and then put there in
    one step: it is there whole or not at all. Only its owner may read it.
    ``limit`` is the most bytes of one file.

    >>> files = FolderFiles("sales.db-files")
    >>> ref = files.put(b"hello", name="hello.txt", media_type="text/plain")
    >>> with files.open(ref) as stored:
    ...     files.has(ref), stored.read()
    (True, b'hello')
    """

    def __init__(self, folder: str | os.PathLike[str], *, limit: int = LARGEST) -> None:
        given: object = folder
        if not isinstance(given, str | os.PathLike):
            reason = f"cannot be of type {type(given).__name__}"
            raise InvalidValue("folder", reason, "give the path of a folder")
        self._folder = Path(given).absolute()
        self._limit = limit

    def __repr__(self) -> str:
        return f"FolderFiles({str(self._folder)!r})"

    def put(self, content: Content, *, name: str, media_type: str = "") -> FileRef:
        """Keep bytes and return the reference to them."""
        digest = Digest(self._limit)
        try:
            part = self._written(digest, content)
        except OSError as error:
            raise _failed(error) from None
        try:
            ref = FileRef(digest.key, name, digest.size, media_type)
            self._settle(part, ref)
        except OSError as error:
            raise _failed(error) from None
        finally:
            with suppress(FileNotFoundError):
                part.unlink()
        return ref

    def open(self, ref: FileRef) -> BinaryIO:
        """Return a stream of the bytes."""
        try:
            return self._place(ref.key).open("rb")
        except OSError:
            raise NotFound("file", ref.key) from None

    def has(self, ref: FileRef) -> bool:
        """Tell whether the bytes are there."""
        try:
            return self._place(ref.key).stat().st_size == ref.size
        except OSError:
            return False

    def delete(self, key: str) -> None:
        """Let go of the bytes with this key."""
        if _KEY().fullmatch(key):
            with suppress(FileNotFoundError):
                self._place(key).unlink()

    def keys(self) -> Iterator[str]:
        """Give the keys of all files, in order."""
        for folder in sorted(self._folder.glob("[0-9a-f][0-9a-f]")):
            names = sorted(path.name for path in folder.iterdir())
            yield from (name for name in names if _KEY().fullmatch(name))

    def _place(self, key: str) -> Path:
        return self._folder / key[:2] / key

    def _written(self, digest: Digest, content: Content) -> Path:
        """Write the bytes beside their place, down to the disk."""
        from tempfile import mkstemp  # noqa: PLC0415  # on use only

        _make(self._folder)
        handle, name = mkstemp(prefix="part-", dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as part:
                for piece in digest.pieces(content):
                    part.write(piece)
                part.flush()
                os.fsync(part.fileno())
        except BaseException:
            Path(name).unlink()
            raise
        return Path(name)

    def _settle(self, part: Path, ref: FileRef) -> None:
        """Put the bytes in their place, in one step that a power cut outlasts."""
        if self.has(ref):
            return
        place = self._place(ref.key)
        _make(place.parent)
        part.replace(place)
        _sync(place.parent)


def _make(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=0o700, exist_ok=True)
        _sync(folder.parent)


def _sync(folder: Path) -> None:
    if sys.platform == "win32":  # there a folder cannot be forced to the disk
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _failed(error: OSError) -> StoreFailed:
    reason = (error.strerror or "the disk refuses").lower()
    return StoreFailed(f"a file cannot be kept: {reason}")
