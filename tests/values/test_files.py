"""Files: what a record keeps of one."""

import pytest
from hypothesis import given, strategies as st

from leadflow.entities import Kind
from leadflow.entities.schema import kind_and_type
from leadflow.errors import InvalidValue
from leadflow.storage.codec import shape_of
from leadflow.testing.strategies import files as references
from leadflow.values import FileRef
from leadflow.values.converters import file, files


KEY = "0a" * 32


def test_a_name_is_never_a_path() -> None:
    """F1: what somebody saves under the name stays in its folder."""
    names = ["../../etc/passwd", "C:\\a\\b.pdf", "/b.pdf", " b\n.pdf ", "b\u202e.pdf"]

    assert ["passwd", "b.pdf", "b.pdf", "b .pdf", "b.pdf"] == [
        FileRef(KEY, name, 1).name for name in names
    ]


@pytest.mark.parametrize("name", ["", " ", ".", "..", "a/", "ї" * 128])
def test_a_file_has_a_name(name: str) -> None:
    """F1: a name that no file can have is refused."""
    with pytest.raises(InvalidValue, match="name"):
        FileRef(KEY, name, 1)


@pytest.mark.parametrize("key", ["", "0a", "0g" * 32, f"{KEY}0", "sha256:" + KEY])
def test_a_key_is_a_hash(key: str) -> None:
    """F1: a key that no content can have is refused."""
    with pytest.raises(InvalidValue, match="64 hexadecimal digits"):
        FileRef(key, "a.pdf", 1)


@pytest.mark.parametrize("size", [-1, True, 1.5, "5", 2**63, None])
def test_a_size_is_a_number_of_bytes(size: object) -> None:
    """F1: a size that no file can have is refused."""
    with pytest.raises(InvalidValue, match="size"):
        FileRef(KEY, "a.pdf", size)  # type: ignore[arg-type]


def test_a_media_type_is_plain() -> None:
    """F1: parameters and capitals are left away; nothing is unknown bytes."""
    assert "text/plain" == FileRef(KEY, "a", 1, "Text/PLAIN; charset=x").media_type
    assert "application/octet-stream" == FileRef(KEY, "a", 1, "").media_type
    for wrong in ("text", "text/", "te xt/plain", "text/plain/x", "т/т"):
        with pytest.raises(InvalidValue, match="media type"):
            FileRef(KEY, "a", 1, wrong)


def test_images_are_told_by_their_type() -> None:
    """A photo can be asked for."""
    assert FileRef(KEY, "a", 1, "image/png").is_image
    assert not FileRef(KEY, "a.png", 1).is_image


def test_a_name_is_masked() -> None:
    """A file may be called after a person."""
    assert "Kovalenko" not in repr(FileRef(KEY, "Kovalenko.pdf", 1))


@given(references())
def test_the_text_tells_all(ref: FileRef) -> None:
    """F1: what is written as text comes back equal."""
    assert ref == FileRef.parse(ref.text)


@pytest.mark.parametrize(
    "text", ["a.pdf", "a; b; c; d", f"a; text/plain; x; sha256:{KEY}", "; ; ; sha256:"]
)
def test_other_texts_name_no_file(text: str) -> None:
    """F6: only what a store gave can be a file."""
    with pytest.raises(InvalidValue):
        FileRef.parse(text)


def test_a_field_takes_references_and_their_texts() -> None:
    """F1: an entity's field may hold one file or several."""
    ref = FileRef(KEY, "a.pdf", 1)

    assert (None, None, ref, ref) == tuple(map(file, (None, " ", ref, ref.text)))
    assert ((), (ref,), (ref,)) == (files(None), files(ref), files(f"{ref.text}\n\n"))
    assert (ref,) == files([ref, ref.text])
    for wrong in (5, [5]):
        with pytest.raises(InvalidValue, match=r"of type int|must be text"):
            files(wrong)  # type: ignore[arg-type]


@given(st.lists(references()).map(tuple))
def test_files_are_stored_as_they_are(several: tuple[FileRef, ...]) -> None:
    """F1: one file and several come back equal from their stored shape."""
    one, many = shape_of(Kind.VALUE, FileRef), shape_of(Kind.VALUES, FileRef)

    assert several == many.value(many.plain(several))
    assert several == tuple(one.value(one.plain(each)) for each in several)
    assert (Kind.VALUE, FileRef) == kind_and_type(FileRef | None)
    assert (Kind.VALUES, FileRef) == kind_and_type(tuple[FileRef, ...])
