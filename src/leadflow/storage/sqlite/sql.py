"""Pieces of SQL: constant text, and the values that go with it."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from attrs import frozen


Value: TypeAlias = str | int | None


@frozen
class Sql:
    """Text with question marks, and a value for each.

    The text is made of names of the schema and of nothing else, so there are
    only so many texts, however many users ask whatever they like.
    """

    text: str
    values: tuple[Value, ...] = ()


_LONGEST_CHAIN = 30

UNKNOWN, FALSE, TRUE = Sql("NULL"), Sql("0"), Sql("1")

Ask: TypeAlias = Callable[[str], Sql]
"""Makes SQL about the record that an alias stands for."""


def sql(template: str, *parts: Sql | Value) -> Sql:
    """Return a template with its parts: pieces in ``{}``, values for ``?``.

    Parts come in the order in which the template names them.

    >>> sql("{} = ?", Sql("t.stage"), "won")
    Sql(text='t.stage = ?', values=('won',))
    """
    values: list[Value] = []
    for part in parts:
        values.extend(part.values if isinstance(part, Sql) else (part,))
    texts = (part.text for part in parts if isinstance(part, Sql))
    return Sql(template.format(*texts), tuple(values))


def joined(word: str, parts: Iterable[Sql], nothing: Sql) -> Sql:
    """Return parts joined by ``AND`` or ``OR``; the deepest part comes first.

    SQLite limits how deep an expression is, where a chain counts as a ladder,
    and how many brackets are open before the first value is read.
    """
    several = list(parts)
    if not several:
        return nothing
    first, rest = several[0], several[1:]
    while len(rest) > 1:
        starts = range(0, len(rest), _LONGEST_CHAIN)
        rest = [_chained(word, rest[at : at + _LONGEST_CHAIN]) for at in starts]
    return _chained(word, [first, *rest])


def _chained(word: str, parts: list[Sql]) -> Sql:
    if len(parts) == 1:
        return parts[0]
    return sql(f"({f' {word} '.join('{}' for _ in parts)})", *parts)
