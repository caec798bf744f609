"""Puts a mutant's code into the functions of this process, without importing again.

Whoever imported a function holds the same object, so its code is what is changed.
What a module does while it is imported stays as it was.
"""

import gc
from functools import _lru_cache_wrapper
from pathlib import Path
from types import FunctionType

from tests.mutants.mutating import Mutant, codes


def functions(path: Path) -> list[FunctionType]:
    """Return all functions of a module that live in this process."""
    name = str(path)
    return [
        each
        for each in gc.get_objects()
        if isinstance(each, FunctionType) and each.__code__.co_filename == name
    ]


def swap(path: Path, mutant: Mutant) -> int:
    """Let all functions of a module do what the mutant does; count the changed."""
    found, changed = codes(mutant.tree(), str(path)), 0
    for function in functions(path):
        code = function.__code__
        new = found.get((code.co_qualname, code.co_firstlineno))
        if new is not None and new != code and _fits(function, new.co_freevars):
            function.__code__ = new
            changed += 1
    for each in gc.get_objects():
        if isinstance(each, _lru_cache_wrapper):
            each.cache_clear()
    return changed


def _fits(function: FunctionType, free: tuple[str, ...]) -> bool:
    return function.__code__.co_freevars == free
