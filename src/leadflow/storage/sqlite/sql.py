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

    def __str__(self) -> str:
        return self.text


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
    """Return parts joined by ``AND`` or ``OR``, in a tree as flat as can be.

    SQLite limits the depth of an expression, and reads a chain as a ladder.
    """
    several = list(parts)
    if not several:
        return nothing
    while len(several) > 1:
        pairs = zip(several[::2], several[1::2], strict=False)
        rest = several[-1:] if len(several) % 2 else []
        several = [sql(f"({{}} {word} {{}})", *pair) for pair in pairs] + rest
    return several[0]
