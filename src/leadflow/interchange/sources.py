"""Sources: lines that can be read more than once, wherever they come from.

An import reads its file three times: for the encoding, for what the columns
hold, and for the rows. What can be read only once is kept aside in a file.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Protocol, TextIO, TypeAlias, cast

from attrs import field, frozen

from leadflow.errors import InvalidValue
from leadflow.interchange.encodings import (
    BROKEN_BYTES,
    blocks,
    detect_encoding,
    known_encoding,
)
from leadflow.interchange.mappings import keep
from leadflow.interchange.rows import LONGEST_LINE, Row, rows


_IN_MEMORY = 1 << 23
# How .xlsx, .ods and .xls begin; no table of text begins so.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MAGIC = 4


class Source(Protocol):
    """Lines of text that can be read again and again."""

    @property
    def name(self) -> str:
        """Return what to call it in messages."""
        ...

    @property
    def encoding(self) -> str:
        """Return the encoding, or ``""`` where it was text already."""
        ...

    @property
    def counted(self) -> str:
        """Return what its rows are counted by: ``line`` or ``row``."""
        ...

    def lines(self) -> Iterator[str]:
        """Give all lines from the beginning, each with its end."""
        ...

    def rows(self, delimiter: str) -> Iterator[Row]:
        """Give all rows from the beginning, the header among them."""
        ...


@frozen
class FileSource:
    """A file on disk."""

    path: Path
    encoding: str
    counted: str = "line"

    @property
    def name(self) -> str:
        """Return the file's name without its folders."""
        return self.path.name

    def lines(self) -> Iterator[str]:
        """Give the lines; of one that is too long only the beginning."""
        with self.path.open(
            encoding=self.encoding, errors=BROKEN_BYTES, newline=""
        ) as file:
            yield from _bounded(file)

    def rows(self, delimiter: str) -> Iterator[Row]:
        """Give the rows."""
        return rows(self.lines(), delimiter)


def _bounded(file: TextIO) -> Iterator[str]:
    # One more than allowed, so that the reader of rows notices.
    longest = LONGEST_LINE + 1
    while line := file.readline(longest):
        yield line
        while len(line) == longest and not line.endswith("\n"):
            line = file.readline(longest)


@frozen
class LineSource:
    """Lines that somebody holds already."""

    open: Callable[[], Iterable[str]] = field(repr=False)
    name: str = "lines"
    encoding: str = ""
    counted: str = "line"

    def lines(self) -> Iterator[str]:
        """Give the lines."""
        # Not "yield from", which closes a file that is not read to its end.
        for line in self.open():  # noqa: UP028
            yield line

    def rows(self, delimiter: str) -> Iterator[Row]:
        """Give the rows."""
        return rows(self.lines(), delimiter)


Table: TypeAlias = (
    str | os.PathLike[str] | Iterable[str] | Iterable[Mapping[str, object]]
)
"""The path of a file, lines of text, or rows as mappings."""


@contextmanager
def source_of(given: Table, encoding: str = "") -> Iterator[Source]:
    """Give a source of a path, of lines or of mappings for a block.

    Raises ``UnknownName`` for an encoding that there is not, ``OSError`` for a
    file that cannot be read.
    """
    table: object = given
    if isinstance(given, str | os.PathLike):
        yield _file(given, encoding)
    elif isinstance(table, Mapping):
        hint = "give a list of such rows, or the lines of a table"
        raise InvalidValue("table", "is one row", hint)
    elif not isinstance(table, Iterable) or hasattr(table, "to_dict"):
        raise _no_table(table)
    else:
        first, items = _begun(table)
        with _aside() as file:
            if isinstance(first, Mapping):
                yield keep(items, file)
            elif isinstance(table, list | tuple):
                yield LineSource(lambda: map(_text, table))
            else:
                # One by one, as "writelines" would hold all of them in memory.
                for each in items:
                    file.write(_text(each))
                yield LineSource(lambda: _again(file))


def _no_table(table: object) -> InvalidValue:
    reason = f"cannot be of type {type(table).__name__}"
    hint = "give the path of a file, lines, or a list of dictionaries"
    if hasattr(table, "to_dict"):
        hint = "give its rows: frame.to_dict('records'), or to_dicts() of polars"
    return InvalidValue("table", reason, hint)


def _begun(table: Iterable[object]) -> tuple[object, Iterable[object]]:
    """Return the first of some things, or ``None``, and all of them."""
    things = iter(table)
    first = list(islice(things, 1))
    return (first[0] if first else None), chain(first, things)


def _file(given: str | os.PathLike[str], encoding: str) -> FileSource:
    if isinstance(given, str) and ("\n" in given or "\0" in given):
        hint = "give it as a file: import_records(crm, io.StringIO(text))"
        raise InvalidValue("path", "is the text of a table", hint)
    path = Path(given)
    if path.is_dir():
        raise InvalidValue("path", "is a folder", "name the CSV file in it")
    if not stat.S_ISREG(path.stat().st_mode):
        hint = "copy it into a file first"
        raise InvalidValue("path", "is not a file that can be read again", hint)
    with path.open("rb") as file:
        head = file.read(_MAGIC)
    if head.startswith(_WORKBOOKS):
        hint = "save the sheet as CSV and import that"
        raise InvalidValue("path", "is a workbook and not a table of text", hint)
    if encoding:
        return FileSource(path, known_encoding(encoding))
    return FileSource(path, detect_encoding(blocks(path)))


def _text(line: object) -> str:
    if not isinstance(line, str):
        hint = "open the file as text, or give its path"
        raise InvalidValue("line", f"must be text, not {type(line).__name__}", hint)
    return line if line.endswith(("\n", "\r")) else f"{line}\n"


def _aside() -> TextIO:
    """Return a temporary file for what can be read only once."""
    # Lone surrogates are somebody's broken bytes: they must reach their row.
    file = SpooledTemporaryFile(  # noqa: SIM115  # the caller closes it
        _IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass", newline=""
    )
    return cast("TextIO", file)


def _again(file: TextIO) -> Iterable[str]:
    file.seek(0)
    return file
