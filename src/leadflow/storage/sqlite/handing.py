"""Rows that SQLite hands over in one step, however many columns they have.

For each execution the module ``sqlite3`` describes every column of the result, and
then asks SQLite for each value by three calls, each with a lock of its own: the 56
columns of one lead take it 20 µs. It takes 7 to make them the arguments of a
function of SQL. So a statement that reads records calls a function with the row,
and its result is but the id.

The function has to be one of C. Python interrupts where Python's own code runs, and
what a function of SQL raises is lost: an interruption would come out as an error of
SQLite. What keeps whatever it is given, and is documented to do so, is an exception.
"""

# Names are the schema's; whatever users give is a value, never text.
# ruff: noqa: S608

import sqlite3
from functools import cache
from typing import Any, Final, TypeAlias

from attrs import frozen

from leadflow.storage.sqlite.schema import selected, table_of


Row: TypeAlias = tuple[Any, ...]

NO_ROW: Final[Row] = ()
FUNCTION: Final = "handed"
"""The name of the function, as SQL calls it."""


class Connection(sqlite3.Connection):
    """A connection of which statements can hand rows over."""

    __slots__ = ("handed", "sorting")

    handed: BaseException
    """Its ``args`` are the row that was handed over last."""

    sorting: set[str]
    """Statements for which SQLite sorts, so that rows cannot be handed over."""

    def accept(self) -> None:
        """Make ready for rows that are handed over."""
        self.sorting = set()
        self.handed = BaseException()
        self.create_function(FUNCTION, -1, self.handed.__init__)  # type: ignore[misc]  # the object is ours, and of this very class


@frozen(eq=False)
class Reading:
    """How rows of one entity are selected, in both ways."""

    handing: str
    """Hands the rows over."""
    plain: str
    """Gives the same rows as results. It tells what is wrong where SQLite cannot
    hand a row over: a text that is none."""


def _reading(entity: str, source: str, before: str = "") -> Reading:
    """Return how rows of an entity are selected.

    ``source`` says from where; it calls the table ``t``, and it must not sort: SQLite
    would hand rows over before, in another order. ``before`` is a column that goes
    before those of the table.
    """
    columns = selected(entity, "t")
    several = f"{before}, {columns}" if before else columns
    return Reading(f"SELECT {handed(several)} {source}", f"SELECT {several} {source}")


def is_unhanded(error: Exception) -> bool:
    """Tell whether a row could not be handed over, or a statement was refused.

    Such an error undoes nothing, so that the row may be asked for as a result.
    """
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR


def handed(columns: str) -> str:
    """Return what hands columns over.

    >>> handed('t."id", t."title"')
    'handed(t."id", t."title")'
    """
    return f"{FUNCTION}({columns})"


@cache
def one_by_id(entity: str) -> Reading:
    """Return what gives the record with an id."""
    return _reading(entity, f'FROM {table_of(entity).name} t WHERE t."id" = ?')


@cache
def several_by_id(entity: str) -> Reading:
    """Return what gives the records with ids, which are an array of JSON."""
    where = 't."id" IN (SELECT value FROM json_each(?))'
    return _reading(entity, f"FROM {table_of(entity).name} t WHERE {where}")


@cache
def sharing(entity: str, count: int) -> Reading:
    """Return what gives each record once, with the places of what it shares."""
    table = table_of(entity).name
    several = " UNION ALL ".join(
        f'SELECT * FROM (SELECT {place} AS place, p."record" AS record '
        f'FROM "points" p JOIN {table} t ON t."id" = p."record" '
        'WHERE p."kind" = ? AND p."key" = ? AND t."deleted_at" IS NULL '
        'ORDER BY p."record" LIMIT ?)'
        for place in range(count)
    )
    source = (
        "FROM (SELECT group_concat(place) AS places, record "
        f'FROM ({several}) GROUP BY record) f JOIN {table} t ON t."id" = f.record'
    )
    return _reading(entity, source, before="f.places")


@cache
def known_by(entity: str) -> Reading:
    """Return what gives the live records with a contact point: kind and key."""
    source = (
        f'FROM "points" p JOIN {table_of(entity).name} t ON t."id" = p."record" '
        'WHERE p."kind" = ? AND p."key" = ? AND t."deleted_at" IS NULL'
    )
    return _reading(entity, source)
