"""Sources: lines that can be read more than once, wherever they come from.

An import reads its file three times: for the encoding, for what the columns
hold, and for the rows. What can be read only once is kept aside in a file.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Protocol, TextIO, cast

from attrs import field, frozen

from leadflow.errors import InvalidValue
from leadflow.interchange.encodings import (
    BROKEN_BYTES,
    blocks,
    detect_encoding,
    known_encoding,
)
from leadflow.interchange.rows import LONGEST_LINE


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

    def lines(self) -> Iterator[str]:
        """Give all lines from the beginning, each with its end."""
        ...


@frozen
class FileSource:
    """A file on disk."""

    path: Path
    encoding: str

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

    def lines(self) -> Iterator[str]:
        """Give the lines."""
        # Not "yield from", which closes a file that is not read to its end.
        for line in self.open():  # noqa: UP028
            yield line


@contextmanager
def source_of(
    given: str | os.PathLike[str] | Iterable[str], encoding: str = ""
) -> Iterator[Source]:
    """Give a source of a path or of lines for a block.

    Raises ``UnknownName`` for an encoding that there is not, ``OSError`` for a
    file that cannot be read.
    """
    table: object = given
    if isinstance(given, str | os.PathLike):
        yield _file(given, encoding)
    elif isinstance(given, list | tuple):
        yield LineSource(lambda: map(_text, given))
    elif not isinstance(table, Iterable):
        reason = f"cannot be of type {type(table).__name__}"
        raise InvalidValue("table", reason, "give the path of a file, or lines")
    else:
        with _kept(given) as file:
            yield LineSource(lambda: _again(file))


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


def _kept(lines: Iterable[str]) -> TextIO:
    """Return a temporary file with lines that can be read only once."""
    # Lone surrogates are somebody's broken bytes: they must reach their row.
    file = SpooledTemporaryFile(  # noqa: SIM115  # the caller closes it
        _IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass", newline=""
    )
    try:
        for line in lines:
            file.write(_text(line))
    except BaseException:
        file.close()
        raise
    return cast("TextIO", file)


def _again(file: TextIO) -> Iterable[str]:
    file.seek(0)
    return file
