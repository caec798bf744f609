"""Doing a verb again where the server undid its transaction in favour of another.

Nothing of it was written, so doing it again is safe, with a key and without. Where
it is a step of a larger transaction, only whoever opened that can begin anew.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import ParamSpec, TypeVar

from leadflow.crm.answering import answering, explain
from leadflow.crm.desk import Desk
from leadflow.errors import TransactionUndone
from leadflow.storage.port import Patient


P = ParamSpec("P")
T = TypeVar("T")


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


def _may_try_again(args: tuple[object, ...], attempt: int) -> bool:
    desk = _desk(args[0])
    # What can be read only once is used up.
    if desk.is_writing or any(isinstance(each, Iterator) for each in args):
        return False
    return isinstance(desk.store, Patient) and desk.store.pause(attempt)


def _desk(owner: object) -> Desk:
    found: Desk = getattr(owner, "_desk", None) or owner.desk  # type: ignore[attr-defined]  # one of both
    return found
