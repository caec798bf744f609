"""Doing a verb in a transaction, and again where the server undid it for another one.

Nothing of it was written, so doing it again is safe, with a key and without. Where
it is a step of a larger transaction, only whoever opened that can begin anew.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from inspect import signature
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from leadflow.crm.answering import answering, explain
from leadflow.crm.desk import Desk
from leadflow.errors import TransactionUndone
from leadflow.storage.port import Patient, Writer


P = ParamSpec("P")
T = TypeVar("T")


class _Clerk(Protocol):
    """Whoever has a desk."""

    _desk: Desk


S = TypeVar("S", bound=_Clerk)


def retried(verb: Callable[P, T]) -> Callable[P, T]:
    """Make a method of something with a desk begin anew, as often as a store allows."""

    @wraps(verb)
    def done(*args: P.args, **values: P.kwargs) -> T:
        attempt = 0
        while True:
            try:
                return verb(*args, **values)
            except TransactionUndone:
                attempt += 1
                if not _may_try_again(args, attempt):
                    raise
            except TypeError:
                explain(verb, args, values)
                raise

    return answering(done)


def written(
    verb: Callable[Concatenate[S, Writer, P], T],
) -> Callable[Concatenate[S, P], T]:
    """Make a method that writes open its transaction, and begin anew as ``retried``.

    It is given the writer, of which its callers know nothing. All that is done here
    could be left to ``Desk.writing``, but half of a short act's frame would be the
    block's: a function needs none, and whatever line of it is interrupted, a block
    around that line ends what was begun.
    """

    @wraps(verb)
    def done(owner: S, /, *args: P.args, **values: P.kwargs) -> T:
        desk = owner._desk  # noqa: SLF001  # a method of the owner, in all but place
        current = desk.current
        if current.writer is not None:
            with desk.writing() as writer:
                return verb(owner, writer, *args, **values)
        # Forgotten twice, as in ``Desk.giving``.
        try:
            with desk.store.write() as own:
                try:
                    current.writer = own
                    return verb(owner, desk.admitted(own), *args, **values)
                finally:
                    current.writer = current.known = None
        finally:
            current.writer = current.known = None

    known = signature(verb)
    asked = [each for each in known.parameters.values() if each.name != "writer"]
    vars(done)["__signature__"] = known.replace(parameters=asked)
    return retried(done)


def _may_try_again(args: tuple[object, ...], attempt: int) -> bool:
    desk = _desk(args[0])
    # What can be read only once is used up.
    if desk.is_writing or any(isinstance(each, Iterator) for each in args):
        return False
    return isinstance(desk.store, Patient) and desk.store.pause(attempt)


def _desk(owner: object) -> Desk:
    found: Desk = getattr(owner, "_desk", None) or owner.desk  # type: ignore[attr-defined]  # one of both
    return found
