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

import sqlite3
from functools import cache
from typing import Any, Final, TypeAlias

from attrs import frozen

from leadflow.storage.sqlite.schema import table_of


Row: TypeAlias = tuple[Any, ...]

NO_ROW: Final[Row] = ()
FUNCTION: Final = "handed"
"""The name of the function, as SQL calls it."""


class Connection(sqlite3.Connection):
    """A connection of which statements can hand rows over."""

    __slots__ = ("handed",)

    handed: BaseException
    """Its ``args`` are the row that was handed over last."""

    def accept(self) -> None:
        """Make ready for rows that are handed over."""
        self.handed = BaseException()
        self.create_function(FUNCTION, -1, self.handed.__init__)  # type: ignore[misc]  # the object is ours, and of this very class


@frozen(eq=False)
class Reading:
    """How rows of one entity are selected: ``rest`` follows the table's name, ``t``."""

    handing: str
    """Hands the rows over; its results are their ids."""
    plain: str
    """Gives the same rows as results. It tells what is wrong where SQLite cannot
    hand a row over: a text that is none."""


@cache
def reading(entity: str, rest: str) -> Reading:
    """Return how rows of an entity are selected.

    ``rest`` is what follows the table, which is called ``t``. It must not sort: SQLite
    would hand rows over before, in another order.
    """
    table = table_of(entity)
    columns = ", ".join(f"t.{column}" for column in table.columns)
    behind = f"FROM {table.name} t {rest}"
    return Reading(
        f"SELECT {FUNCTION}({columns}) {behind}",
        f"SELECT {columns} {behind}",
    )
