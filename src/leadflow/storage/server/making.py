"""What constant statements are made with."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import Table, bindparam

from leadflow.storage.server.sql import Expr


P = ParamSpec("P")
T = TypeVar("T")


def kept(make: Callable[P, T]) -> Callable[P, T]:
    """Make a method of ``Statements`` that answers each question once."""

    @wraps(make)
    def answer(*args: P.args, **values: P.kwargs) -> T:
        owner: Any = args[0]
        known: dict[object, T] = owner.known
        key = (make, args[1:], *values.values())
        found = known.get(key)
        if found is None:
            known[key] = found = make(*args, **values)
        return found

    return answer


def dialect_of(kind: Any, *, is_numbered: bool) -> Any:  # noqa: ANN401  # a class of SQLAlchemy's, and one
    """Return a dialect whose values go by their place, numbered or not."""
    return kind(paramstyle="numeric_dollar" if is_numbered else "format")


def renumbered(statement: str, offset: int) -> str:
    """Return a text whose values come behind those of another."""
    return _MARK.sub(lambda found: f"${int(found[1]) + offset}", statement)


_MARK = re.compile(r"\$(\d+)")


def new_values(names: Iterable[str]) -> dict[str, Any]:
    """Return what columns are set to."""
    return {name: bindparam(f"new_{name}") for name in names}


def same(table: Table, names: Sequence[str]) -> list[Expr]:
    """Return the conditions that columns hold given values."""
    return [table.c[name] == bindparam(f"old_{name}") for name in names]


def equal(is_postgres: bool, column: Expr, value: Expr) -> Expr:  # noqa: FBT001
    """Compare so that NULL equals NULL."""
    if is_postgres:
        return column.is_not_distinct_from(value)
    return column.op("<=>")(value)
