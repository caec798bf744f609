"""Puts a mutant's code into the functions of this process, without importing again.

Whoever imported a function holds the same object, so its code is what is changed.
What a module does while it is imported stays as it was.
"""

import gc
from collections.abc import Iterable, Mapping
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType

from tests.mutants.mutating import Mutant, codes


def functions(paths: Iterable[Path]) -> dict[Path, list[FunctionType]]:
    """Return all functions of modules that live in this process."""
    found: dict[str, list[FunctionType]] = {str(path): [] for path in paths}
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename in found:
            found[each.__code__.co_filename].append(each)
    return {Path(name): each for name, each in found.items()}


def caches() -> "list[_lru_cache_wrapper[object]]":
    """Return all functions that remember what they answered."""
    return [each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper)]


def swap(path: Path, mutant: Mutant, living: Iterable[FunctionType]) -> int:
    """Let the living functions of a module do what the mutant does; count them."""
    found, kept = (
        codes(mutant.tree(keeping=keeping), str(path)) for keeping in (False, True)
    )
    changed = 0
    for function in living:
        code = function.__code__
        name = code.co_qualname, code.co_firstlineno
        new = next((one[name] for one in (found, kept) if _fits(code, one, name)), code)
        if new != code:
            function.__code__ = new
            changed += 1
    return changed


def _fits(
    code: CodeType, found: Mapping[tuple[str, int], CodeType], name: tuple[str, int]
) -> bool:
    return name in found and found[name].co_freevars == code.co_freevars
