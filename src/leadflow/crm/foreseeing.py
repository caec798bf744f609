"""Telling a store what will be asked, where it can read that together.

A server is asked over a wire: what a verb looks up one by one takes a trip each. What
can be told beforehand is told here; nothing is answered otherwise than it would be.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from typing import TypeAlias, TypeGuard

from leadflow.crm.commands import Request
from leadflow.entities import Deal, Lead, Quote, Record
from leadflow.entities.points import points
from leadflow.storage.port import (
    Foreseeing,
    Foreseen,
    Prepared,
    Saving,
    Store,
    Writer,
)


Foresee: TypeAlias = Callable[[], Foreseen]
"""Tells what will be asked, if somebody wants to know."""


def opened(store: Store, foresee: Foresee) -> AbstractContextManager[Writer]:
    """Open a transaction of a store, with what is foreseen."""
    return store.write_foreseeing(foresee()) if _is_prepared(store) else store.write()


def look_at(writer: Writer, record: Record) -> None:
    """Read together who holds the contact points of a record."""
    if _is_foreseeing(writer):
        writer.foresee(Foreseen(points=tuple(points(record))))


def _is_prepared(store: Store) -> TypeGuard[Prepared]:
    return _has(type(store), Prepared)


def _is_foreseeing(writer: Writer) -> TypeGuard[Foreseeing]:
    return _has(type(writer), Foreseeing)


@cache
def keeping(kind: type[Writer]) -> Callable[..., None] | None:
    """Return the method that writes a verb's change at once, if such writers have it.

    >>> from leadflow.storage.sqlite.writing import SQLiteWriter
    >>> keeping(SQLiteWriter).__name__
    'save'
    """
    return kind.save if issubclass(kind, Saving) else None


def about(record: object, request: Request) -> Foreseen:
    """Return what a conversion of a record will look at.

    Of a record that the caller holds its contact points are known; should they have
    changed since, the right ones are asked for later.
    """
    commands = ((request.actor, request.key),) if request.key else ()
    found: tuple[tuple[str, str], ...] = ()
    named = record if isinstance(record, str) else getattr(record, "source", "")
    if isinstance(record, Lead | Deal | Quote):
        found, named = tuple(points(record)), record.id
    ids = (named,) if named else ()
    return Foreseen(ids=ids, targets=ids, points=found, commands=commands)


@cache
def _has(kind: type, ability: type) -> bool:
    # Asking a protocol takes longer than the question that it is asked for.
    return issubclass(kind, ability)
