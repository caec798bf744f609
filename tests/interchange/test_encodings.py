import pytest

from leadflow.errors import UnknownName
from leadflow.interchange.encodings import BROKEN_BYTES, detect_encoding, known_encoding


UKRAINIAN = "Ім'я;Компанія\nОлена Коваленко;Синій лелека\nЮрій Їжак;Ґанок\n"
WESTERN = "Name;Town\nJürgen Müller;Köln\nChloé;Orléans\nBjörn;Malmö\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (UKRAINIAN, "utf-8"),
        (UKRAINIAN, "utf-8-sig"),
        (UKRAINIAN, "utf-16"),
        (UKRAINIAN, "utf-32"),
        (UKRAINIAN, "cp1251"),
        (WESTERN, "cp1252"),
        ("Name;Phone\nOlena;1\n", "utf-16-le"),
        ("Name;Phone\nOlena;1\n", "utf-16-be"),
        ("Name;Phone\n", "utf-8"),
        ("", "utf-8"),
    ],
)
def test_the_usual_encodings_are_found_out(text: str, encoding: str) -> None:
    """X1: the encoding is detected by mark, by proof, or by likelihood."""
    assert encoding == detect_encoding([text.encode(encoding)])


def test_a_letter_cut_in_two_by_reading_is_whole() -> None:
    """X1: the pieces of a long file end anywhere."""
    data = UKRAINIAN.encode()

    assert "utf-8" == detect_encoding([data[:1], data[1:20], data[20:]])


def test_one_broken_byte_does_not_turn_utf_8_into_something_else() -> None:
    """P17: one row is broken, not all the others."""
    assert "utf-8" == detect_encoding([UKRAINIAN.encode() + b"\xff"])


def test_what_cannot_be_written_is_not_hidden() -> None:
    """P18: broken bytes are marked in reading only, never in writing."""
    with pytest.raises(UnicodeEncodeError):
        "ї".encode("cp1252", BROKEN_BYTES)


def test_bytes_that_cp1252_lacks_are_latin_1() -> None:
    """X1: any byte can be read somehow."""
    assert "latin-1" == detect_encoding(["Köln ".encode("latin-1") + b"x\x81x"])


@pytest.mark.parametrize("name", ["utf9", "base64", "x\0y"])
def test_an_encoding_that_there_is_not_is_refused(name: str) -> None:
    """X1: encodings can be given, and a slip is named."""
    with pytest.raises(UnknownName):
        known_encoding(name)
