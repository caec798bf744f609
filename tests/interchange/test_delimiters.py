import pytest

from leadflow import Workspace
from leadflow.errors import InvalidValue
from leadflow.interchange.captions import Vocabulary
from leadflow.interchange.delimiters import (
    detect_delimiter,
    known_delimiter,
    said_delimiter,
)


WORDS = Vocabulary.of(Workspace())


def known(caption: str) -> bool:
    """Return whether a caption is understood."""
    return bool(WORDS.target(caption))


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_each_delimiter_is_found_out(sign: str) -> None:
    """X1: delimiters are detected."""
    lines = [sign.join(("Name", "Phone")), sign.join(("Olena", "1"))]

    assert sign == detect_delimiter(lines, known)


def test_captions_outweigh_commas_in_the_text() -> None:
    """X1: a comma in every cell makes no table of commas."""
    lines = ["Ім'я;Сума, грн;Адреса", "Олена;1,50;вул. Тиха, 5", "Юрій;2,50;Київ, 1"]

    assert ";" == detect_delimiter(lines, known)


def test_unknown_captions_leave_it_to_the_width_of_the_rows() -> None:
    """X1: without a known caption the even table wins."""
    assert ";" == detect_delimiter(["a;b;c", "1,2;3;4", "5;6,7,8;9"], known)


def test_a_single_column_is_a_table_too() -> None:
    """X1: where nothing divides, the comma is as good as any."""
    assert "," == detect_delimiter(["E-mail", "olena@kyiv.example"], known)


def test_a_line_without_end_does_not_stop_the_search() -> None:
    """P25: what csv refuses is no evidence."""
    assert ";" == detect_delimiter(["Name;Phone", "x" * 200_000], known)


def test_a_spreadsheet_may_say_its_delimiter() -> None:
    """X1: the first line ``sep=;`` is not a caption."""
    assert ("|", "") == (said_delimiter("sep=|\r\n"), said_delimiter("Name|Phone"))


@pytest.mark.parametrize("sign", ["::", "", '"', "\n"])
def test_what_cannot_divide_cells_is_refused(sign: str) -> None:
    """X1: a delimiter is one sign."""
    with pytest.raises(InvalidValue):
        known_delimiter(sign)
