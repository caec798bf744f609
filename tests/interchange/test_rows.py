import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidData
from leadflow.interchange.rows import LONGEST_LINE, UNREADABLE, rows


def test_cells_may_hold_delimiters_quotes_and_line_ends() -> None:
    """X2: a row has the number of its first line."""
    found = list(rows(['a;"b;\n', '""c"""\n', "d;e\n"], ";"))

    assert [(1, ("a", 'b;\n"c"')), (3, ("d", "e"))] == [
        (r.line, r.cells) for r in found
    ]


def test_a_quote_that_is_not_closed_costs_one_row() -> None:
    """P17: the rows after it are read as if nothing had been."""
    found = list(rows(["a,b\n", '"c,d\n', "e,f\n", "g,h\n"], ","))

    assert [None, UNREADABLE, None, None] == [r.fault and r.fault.code for r in found]
    assert ("g", "h") == found[-1].cells


def test_a_quote_open_for_hundreds_of_lines_is_given_up() -> None:
    """P25: no row grows without bound."""
    found = list(rows(['"open\n', *["x\n"] * 700], ","))

    assert (701, 1) == (len(found), sum(bool(r.fault) for r in found))


def test_a_line_of_ten_megabytes_is_rejected_unread() -> None:
    """P25: only its beginning is kept."""
    long, short = list(rows(["x" * (LONGEST_LINE + 1), "a,b\n"], ","))

    assert long.fault
    assert "longer than 1,000,000" in long.fault.message
    assert 200 == len(long.cells[0])
    assert (2, ("a", "b")) == (short.line, short.cells)


def test_a_cell_beyond_the_limit_of_csv_is_rejected() -> None:
    """P25: the host's limit on cells is left as it is."""
    (row,) = rows(["x" * 140_000 + ",y\n"], ",")

    assert row.fault
    assert "a cell is longer" in row.fault.message


def test_quotes_open_all_over_make_no_table() -> None:
    """P25: a file that is no table ends soon, with a reason."""
    lines = ['a"b,"c\n', 'd"e,"f\n'] * 400

    with pytest.raises(InvalidData, match="cannot be told apart"):
        list(rows(lines, ","))


def test_a_blank_row_is_known_as_blank() -> None:
    """P17: nothing but white space is blank."""
    assert [True, True, False] == [
        r.is_blank for r in rows(["\n", " ; \n", "a;\n"], ";")
    ]


@given(st.lists(st.text(alphabet='ab,;"\n\0 ', max_size=12), max_size=12))
def test_no_line_is_lost_and_none_comes_twice(lines: list[str]) -> None:
    """P17: rows begin on growing lines, whatever stands in them."""
    ended = [line.replace("\n", " ") + "\n" for line in lines]
    begins = [row.line for row in rows(ended, ",")]

    assert begins == sorted(set(begins))
    assert all(1 <= line <= len(ended) for line in begins)
