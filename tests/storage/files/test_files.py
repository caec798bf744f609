"""File stores keep their promises, in memory and in a folder."""

import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import attrs
import pytest

from leadflow.errors import InvalidValue, NotFound, StoreFailed
from leadflow.storage.files import FileStore, FolderFiles, MemoryFiles, folder
from leadflow.values import FileRef
from tests.interruption import Interruption, first_times, in_files


LIMIT = 200_000
MAKERS: dict[str, Callable[[Path], FileStore]] = {
    "memory": lambda _: MemoryFiles(limit=LIMIT),
    "folder": lambda path: FolderFiles(path / "files", limit=LIMIT),
}


@pytest.fixture(params=MAKERS)
def files(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    """Return an empty file store."""
    return MAKERS[request.param](tmp_path)


@pytest.mark.parametrize("content", [b"", b"hello", b"\0\xff" * 70_000])
def test_what_was_put_is_there(files: FileStore, content: bytes) -> None:
    """F1: the very bytes come back, under the hash of what they are."""
    ref = files.put(content, name="a.bin", media_type="text/plain")

    assert (len(content), "a.bin", "text/plain") == (ref.size, ref.name, ref.media_type)
    assert sha256(content).hexdigest() == ref.key
    with files.open(ref) as stream:
        assert content == stream.read()


def test_a_stream_is_read_to_its_end(files: FileStore) -> None:
    """F1: large files need not fit into memory."""
    whole = bytes(range(256)) * 600

    assert files.put(whole, name="a") == files.put(BytesIO(whole), name="a")


def test_equal_bytes_are_kept_once(files: FileStore) -> None:
    """F1: two names for the same bytes are one file."""
    one, two = files.put(b"x", name="a"), files.put(b"x", name="b")

    assert [one.key] == list(files.keys())
    assert one.key == two.key


def test_only_what_is_there_is_had(files: FileStore) -> None:
    """F6: a reference that somebody made up names nothing."""
    ref = files.put(b"hello", name="a")

    assert files.has(ref)
    assert not files.has(attrs.evolve(ref, size=4))
    assert not files.has(attrs.evolve(ref, key="0a" * 32))
    with pytest.raises(NotFound):
        files.open(attrs.evolve(ref, key="0a" * 32))


def test_what_was_deleted_is_gone(files: FileStore) -> None:
    """F1: deleting twice, or what never was, is harmless."""
    ref = files.put(b"hello", name="a")
    for key in (ref.key, ref.key, "../../etc/passwd", ""):
        files.delete(key)

    assert not files.has(ref)
    assert [] == list(files.keys())


def test_too_many_bytes_are_refused(files: FileStore) -> None:
    """P25: what does not end is not read to the end, and leaves nothing."""

    class Endless(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return b"x" * (size or 0)

    with pytest.raises(InvalidValue, match="200000 bytes"):
        files.put(Endless(), name="a")
    with pytest.raises(InvalidValue, match="200000 bytes"):
        files.put(b"x" * (LIMIT + 1), name="a")

    assert [] == list(files.keys())


def test_text_is_no_bytes(files: FileStore) -> None:
    """F1: nobody guesses an encoding."""
    wrong: tuple[Any, ...] = ("text", 5, StringIO("text"), None)
    for content in wrong:
        with pytest.raises(InvalidValue, match="bytes"):
            files.put(content, name="a")


def test_a_wrong_name_leaves_nothing_behind(files: FileStore) -> None:
    """F1: what cannot be referred to is not kept."""
    with pytest.raises(InvalidValue, match="no name"):
        files.put(b"hello", name="")

    assert [] == list(files.keys())


def test_threads_share_a_store(files: FileStore) -> None:
    """F1: many that put the same and others get what they put."""

    def put(number: int) -> bool:
        content = b"%d" % (number % 5)
        return content == _content(files, files.put(content, name="a"))

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(put, range(40)))
    assert 5 == len(list(files.keys()))


def test_a_folder_is_its_owners_alone(tmp_path: Path) -> None:
    """What clients sent is nobody else's business."""
    files = FolderFiles(tmp_path / "files")
    ref = files.put(b"hello", name="a")
    place = tmp_path / "files" / ref.key[:2] / ref.key

    assert 0o600 == stat.S_IMODE(place.stat().st_mode)
    assert 0o700 == stat.S_IMODE(place.parent.stat().st_mode)
    assert ["files"] == [path.name for path in tmp_path.iterdir()]
    assert f"FolderFiles({str(tmp_path / 'files')!r})" == repr(files)


def test_a_damaged_file_is_put_anew(tmp_path: Path) -> None:
    """P24: bytes that were cut short are not taken for the file."""
    files = FolderFiles(tmp_path)
    ref = files.put(b"hello", name="a")
    (tmp_path / ref.key[:2] / ref.key).write_bytes(b"he")

    assert not files.has(ref)
    assert b"hello" == _content(files, files.put(b"hello", name="a"))


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    """P23: the reason is told, and nothing is left."""
    (tmp_path / "files").write_text("a file stands here")

    with pytest.raises(StoreFailed, match="a file cannot be kept"):
        FolderFiles(tmp_path / "files").put(b"hello", name="a")


def test_a_file_where_its_folder_should_be_says_so(tmp_path: Path) -> None:
    """P23: what was written beside its place by then is taken away again."""
    files = FolderFiles(tmp_path / "files")
    ref = MemoryFiles().put(b"hello", name="a")
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / ref.key[:2]).write_text("a file stands here")
    with pytest.raises(StoreFailed, match="a file cannot be kept"):
        files.put(b"hello", name="a")

    assert [ref.key[:2]] == [each.name for each in (tmp_path / "files").iterdir()]


# Struck between two lines of ``with`` a stream is left to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interruption_at_any_line_leaves_a_whole_file_or_none(
    tmp_path: Path,
) -> None:
    """P1: struck at each line of putting, a file is there whole or not at all."""
    follows = in_files(folder.__file__)
    for number in first_times(follows, lambda: _put(tmp_path / "whole")):
        place = tmp_path / str(number)
        # A thread of its own: what was struck leaves its exception to the thread.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(Interruption(number, follows).strike, partial(_put, place))
        files = FolderFiles(place)

        assert all(b"hello" == _read(place, key) for key in files.keys())  # noqa: SIM118  # no mapping
        assert b"hello" == _content(files, _put(place))


def _put(place: Path) -> FileRef:
    return FolderFiles(place).put(b"hello", name="a")


def _content(files: FileStore, ref: FileRef) -> bytes:
    with files.open(ref) as stream:
        return stream.read()


def _read(place: Path, key: str) -> bytes:
    return (place / key[:2] / key).read_bytes()
