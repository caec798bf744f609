"""Calls that do not fit a method, answered with how it is called.

Python itself tells such a call in the words of its own machinery. Here is the one
place that answers for all verbs. A verb that writes pays nothing for it, as it may be
done again and so is guarded already; one that reads pays a quarter of a microsecond.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from inspect import Parameter, signature
from typing import ParamSpec, TypeVar

from leadflow.deferred import expression
from leadflow.errors import nearest


P = ParamSpec("P")
T = TypeVar("T")

_MARK = "answers"
_EXAMPLE = expression(r"^ *(?:>>>|\.\.\.) (.*)$", re.MULTILINE)
_MOST = 6
"""How many names of arguments are told at most."""


def answered(verb: Callable[P, T]) -> Callable[P, T]:
    """Let a method tell how it is called to whoever calls it otherwise.

    >>> @answered
    ... def win(deal: str) -> str:
    ...     return deal
    >>> win()
    Traceback (most recent call last):
        ...
    TypeError: win() needs 'deal'; it takes deal
    """
    if _MARK in vars(verb):
        return verb

    @wraps(verb)
    def done(*args: P.args, **values: P.kwargs) -> T:
        try:
            return verb(*args, **values)
        except TypeError:
            explain(verb, args, values)
            raise

    return answering(done)


def answering(verb: Callable[P, T]) -> Callable[P, T]:
    """Mark a method that calls ``explain`` itself."""
    vars(verb)[_MARK] = True
    return verb


def explain(
    verb: Callable[..., object], args: tuple[object, ...], values: Mapping[str, object]
) -> None:
    """Raise ``TypeError`` with the way out, if the arguments do not fit the verb."""
    try:
        signature(verb).bind(*args, **values)
    except TypeError:
        known = signature(verb).parameters
    else:
        return
    own = [each for each in known.values() if each.name != "self"]
    placed = [p.name for p in own if p.kind is Parameter.POSITIONAL_OR_KEYWORD]
    named = [p.name for p in own if p.kind is Parameter.KEYWORD_ONLY]
    count = len(args) - (len(known) - len(own))
    unknown = [each for each in values if each not in (*placed, *named)]
    if unknown and not any(p.kind is Parameter.VAR_KEYWORD for p in own):
        told = _unknown(unknown[0], (*placed, *named))
    elif count > len(placed):
        told = _too_many(count, placed, named)
    else:
        open_ones = (*placed[count:], *named)
        needed = [p.name for p in own if p.default is Parameter.empty]
        told = _missing([each for each in needed if each in open_ones], values)
    way = "" if told.endswith("?") else _way(verb, own)
    raise TypeError(f"{verb.__name__}() {told}{way}") from None


def _unknown(name: str, known: Sequence[str]) -> str:
    near = nearest(name, known)
    return f"has no argument '{name}'" + (f"; did you mean '{near}'?" if near else "")


def _too_many(count: int, placed: Sequence[str], named: Sequence[str]) -> str:
    several = "argument" if len(placed) == 1 else "arguments"
    told = f"takes {len(placed) or 'no'} {several} by place, not {count}"
    others = ", ".join(f"{each}=…" for each in named[:_MOST])
    more = " …" if len(named) > _MOST else ""
    return f"{told}; name the others: {others}{more}" if others else told


def _missing(needed: Sequence[str], values: Mapping[str, object]) -> str:
    missing = [f"'{each}'" for each in needed if each not in values]
    return f"needs {' and '.join(missing)}" if missing else "is told one thing twice"


def _way(verb: Callable[..., object], own: Sequence[Parameter]) -> str:
    """Return the call in the verb's own example, or what it takes."""
    lines = _EXAMPLE().findall(verb.__doc__ or "")
    calls = (_call(line, f".{verb.__name__}(") for line in lines)
    if found := next(filter(None, calls), ""):
        return f"; write it as in {found}"
    taken = ", ".join(
        str(each.replace(annotation=each.empty, default=each.empty)) for each in own
    )
    return f"; it takes {taken}" if taken else ""


def _call(line: str, verb: str) -> str:
    """Return the call of a verb out of a line of code, ``""`` where there is none."""
    place = line.find(verb)
    begin = next(
        (at for name in ("crm", "leadflow") if (at := line.find(name)) >= 0), place
    )
    depth = 0
    for end in range(place + len(verb) - 1, len(line)) if place > begin else ():
        depth += {"(": 1, ")": -1}.get(line[end], 0)
        if not depth:
            return line[begin : end + 1]
    return ""
