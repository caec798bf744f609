"""What is found out about a workspace once, by the rooms above it.

A workspace never changes, so what follows from it stays true as long as it lives,
and is kept in the workspace itself: looking it up by an equal one would compare all
of both.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

from leadflow.workspace.workspace import Workspace


T = TypeVar("T")
Ts = TypeVarTuple("Ts")


def once_each(find: Callable[[Workspace, *Ts], T]) -> Callable[[Workspace, *Ts], T]:
    """Let a function find out only once what it finds out about each workspace.

    >>> @once_each
    ... def many(workspace: Workspace, entity: str) -> int:
    ...     print("counting")
    ...     return len(workspace.pipelines_of(entity))
    >>> usual = Workspace()
    >>> many(usual, "deal"), many(usual, "deal")
    counting
    (1, 1)
    """

    @wraps(find)
    def found(workspace: Workspace, *about: *Ts) -> T:
        kept, key = workspace.kept, (find, *about)
        if key not in kept:
            kept[key] = find(workspace, *about)
        known: T = kept[key]  # type: ignore[assignment]  # what it found itself
        return known

    return found
