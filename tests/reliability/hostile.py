"""Hostile texts, made of honest ones: what a seeded random does to bytes.

It knows nothing of the code, but of what breaks programs: quotes, brackets and signs,
numbers beyond all bounds, half characters, and a piece that comes a thousand times.
Why not a fuzzer that watches which lines run: a seed has to show the same input on
every Python, and what is tried with every commit has to be the same twice. One that
does can drive the same targets, which take bytes.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias


LONGEST = 60_000
"""Bytes of an input at most."""

PIECES: tuple[bytes, ...] = (
    *(b"", b" ", b"\t", b"\n", b"\r", b"\r\n", b"\0", b"\x1a", b"\x85"),
    *(b",", b";", b"|", b":", b"=", b"==", b"'", b'"', b'""', b"'''", b"\\"),
    *(b"(", b")", b"[", b"]", b"{", b"}", b"{{", b"<", b">", b"!", b"%s", b"%"),
    *(b"#", b"@", b"&", b"&&", b"~", b"`", b"$", b"*", b"**", b"-", b"--", b"+"),
    *(b"0", b"-1", b"1e999", b"-0", b"NaN", b"Infinity", b"0x10", b"1_000"),
    *(b"9" * 40, b"9" * 5000, b"0." + b"1" * 60, b"1e-400", b"1/0"),
    *(b"None", b"null", b"true", b"True", b"not ", b" and ", b" or ", b" in "),
    *(b"__class__", b"lambda: 0", b"F.", b"custom.", b"company.", b".is_empty()"),
    *(b"=1+1", b"+cmd|' /C calc'!A0", b"@SUM(A1)", b"<script>", b"../../x"),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\x80"),
    *(each.encode() for each in ("ß", "İ", "ﬀ", "٣", "\u202e", "\u2028", "é")),
    *(each.encode() for each in ("\u0000", "𝟙", "👩‍👧", "\ufeff", "½", "Ω")),
    *(b"9999-12-31", b"0001-01-01T00:00:00+14:00", b"31.02.2026", b"24:00"),
    *(b"1,2,3,4 UAH", b"1.000,00", b"-", b"UAH", b"XXX", b"a@b", b"+380"),
    *(b"[[a]]", b"[a.b]\n", b'"""', b"when = ", b'{"$":', b'["', b'"]', b"[[[["),
)

Mutation: TypeAlias = Callable[[bytes, Random], bytes]


def mutated(seeds: Sequence[bytes], chance: Random) -> bytes:
    """Return one of the honest inputs after some accidents."""
    data = chance.choice(seeds)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        data = chance.choice(_MUTATIONS)(data, chance)[:LONGEST]
        if chance.random() < 0.1:
            data = _spliced(data, chance.choice(seeds), chance)
    return data


def _part(data: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 1, 2, 4, 16, 64)))


def _turned(data: bytes, chance: Random) -> bytes:
    """Turn a bit round."""
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _without(data: bytes, chance: Random) -> bytes:
    start, end = _part(data, chance)
    return data[:start] + data[end:]


def _with(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(PIECES) + data[at:]


def _instead(data: bytes, chance: Random) -> bytes:
    start, end = _part(data, chance)
    return data[:start] + chance.choice(PIECES) + data[end:]


def _again(data: bytes, chance: Random) -> bytes:
    """Repeat a part, now and then very often."""
    start, end = _part(data, chance)
    times = chance.choice((2, 2, 3, 10, 100, 1000))
    return data[:start] + data[start:end] * times + data[end:]


def _often(data: bytes, chance: Random) -> bytes:
    """Put in a piece that comes many times, as nesting does."""
    at = chance.randrange(len(data) + 1)
    piece = chance.choice(PIECES)
    return data[:at] + piece * chance.choice((2, 50, 300, 5000)) + data[at:]


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _spliced(data: bytes, other: bytes, chance: Random) -> bytes:
    here, there = chance.randrange(len(data) + 1), chance.randrange(len(other) + 1)
    return (data[:here] + other[there:])[:LONGEST]


_MUTATIONS: tuple[Mutation, ...] = (
    *(_turned, _without, _with, _with, _instead, _instead),
    *(_again, _often, _cut),
)
