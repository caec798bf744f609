"""Which encoding a file is in: marked, proved by its bytes, or the likeliest.

UTF-8 cannot be mistaken for anything else. Of the older encodings two are told
apart, because both are what spreadsheets of our users save: letters of cp1251
stand in runs, while the accents of cp1252 stand alone between Latin letters.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from leadflow.errors import UnknownName


# UTF-32 first: its mark begins as the one of UTF-16 does.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
COMMON = ("utf-8", "utf-8-sig", "utf-16", "cp1251", "cp1252", "latin-1", "koi8-u")

_BLOCK = 1 << 18
_HEAD = 4096
_RUNS = re.compile(rb"[\x80-\xff]{2,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_NOT_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_BROKEN = "\ufffd"

BROKEN_BYTES = "leadflow.broken_bytes"
"""The error handler that makes half a character of bytes that do not fit."""


def _half_a_character(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    # A lone surrogate is refused at the border of every field, so that the one
    # row is rejected and the file is not.
    return "\udcff", error.end


codecs.register_error(BROKEN_BYTES, _half_a_character)


def blocks(path: Path) -> Iterator[bytes]:
    """Give a file's bytes in pieces of a bounded size."""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def known_encoding(name: str) -> str:
    """Return the name if Python has a text encoding of it, or raise ``UnknownName``.

    >>> known_encoding("cp1251")
    'cp1251'
    """
    try:
        # str.encode refuses codecs between bytes and bytes as well.
        "".encode(name)
    except (LookupError, ValueError):
        raise UnknownName("encoding", name, COMMON) from None
    return name


def detect_encoding(pieces: Iterable[bytes]) -> str:
    """Return the encoding of a file that is given in pieces.

    A mark at the beginning decides; then UTF-8, unless more than one in ten of
    its foreign characters is broken; then cp1251, cp1252 or latin-1.

    >>> detect_encoding(["Олена".encode()]), detect_encoding(["Олена".encode("cp1251")])
    ('utf-8', 'cp1251')
    """
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    good, broken, doubtful = 0, 0, b""
    for number, piece in enumerate(pieces):
        if number == 0 and (marked := _marked(piece)):
            return marked
        text = decoder.decode(piece)
        lost = text.count(_BROKEN)
        if lost and not broken:
            doubtful = piece
        broken += lost
        good += len(text) - len(text.encode("ascii", "ignore")) - lost
    return "utf-8" if broken * 10 <= good else _single_byte(doubtful)


def _marked(head: bytes) -> str:
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    return _wide(head[:_HEAD])


def _wide(head: bytes) -> str:
    """Return the UTF-16 that every second byte betrays by being zero."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 5 <= len(head) or min(even, odd) * 10 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _single_byte(sample: bytes) -> str:
    high = len(_HIGH.findall(sample))
    in_runs = sum(len(run) for run in _RUNS.findall(sample))
    if in_runs * 2 > high:
        return "cp1251"
    return "latin-1" if _NOT_IN_CP1252.search(sample) else "cp1252"
