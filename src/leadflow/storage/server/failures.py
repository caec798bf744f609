"""What servers say when they fail, in leadflow's words.

The texts are leadflow's own: a server's differ between versions, and some repeat
data. Codes are PostgreSQL's SQLSTATE and MariaDB's numbers.
"""

from collections.abc import Mapping
from typing import Final

from attrs import frozen
from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    OperationalError,
    SQLAlchemyError,
    TimeoutError as PoolTimeout,
)

from leadflow.errors import (
    InvalidValue,
    LeadflowError,
    StoreBusy,
    StoreFailed,
    TransactionUndone,
)


_UNDONE: Mapping[str, str] = {
    "40001": "another transaction came in between",
    "26000": "the server keeps its statements no longer",
    "40P01": "two transactions waited for each other",
    "1213": "another transaction came in between",
    "1020": "another transaction came in between",
}
_NO_MAJORITY = "1047"
"""A node of a Galera cluster that has lost the others; in a commit, nobody knows."""
_UNREACHABLE = ("2002", "2003", "57P03")
_BUSY = ("55P03", "1205")
_SHORT = "22012"
"""A division by zero: how ``Statements.together`` fails on purpose."""
_DUPLICATE = ("23505", "1062")
_REASONS: Mapping[str, str] = {
    "25006": "the server takes no writes, as a standby does not",
    "1290": "the server takes no writes",
    "1836": "the server takes no writes",
    "53100": "the server's disk is full",
    "1021": "the server's disk is full",
    "1114": "the server's disk is full",
    "53200": "the server has not enough memory",
    "53300": "the server has no connection left",
    "1040": "the server has no connection left",
    "57014": "the server cancelled the statement",
    "1969": "the server cancelled the statement",
    "42501": "the user may not do it",
    "1044": "the user may not do it",
    "1045": "the user may not do it",
    "1142": "the user may not do it",
    "42P01": "the tables are not there, or were changed",
    "42703": "the tables are not there, or were changed",
    "3D000": "the database is not there",
    "1049": "the database is not there",
    "1146": "the tables are not there, or were changed",
    "1054": "the tables are not there, or were changed",
}
# Values that do not fit: too long, out of range, not in the server's encoding.
_UNFIT, _STATE = ("22", "23"), 5
_UNFIT_CODES = ("1062", "1048", "1264", "1265", "1366", "1406", "1300", "3988")
_VALUES = (UnicodeError, OverflowError)

FAILURES: Final = (SQLAlchemyError, *_VALUES)
"""What running a statement may raise, besides the driver's own errors."""


@frozen
class Said:
    """What is known of an error."""

    code: str
    is_lost: bool = False
    """The connection is gone."""

    @property
    def is_duplicate(self) -> bool:
        """Tell whether a row with this key was there already."""
        return self.code in _DUPLICATE

    @property
    def is_refused(self) -> bool:
        """Tell whether a row was there already, or one was not that had to be."""
        return self.code == _SHORT or self.is_duplicate


def said(error: BaseException, *, is_lost: bool = False) -> Said:
    """Return what an error of SQLAlchemy or of the driver says."""
    lost = is_lost
    if isinstance(error, DBAPIError):
        lost = lost or error.connection_invalidated
        error = error.orig or error
    # MariaDB's own number tells more than the SQLSTATE that may come with it.
    number = error.args[0] if error.args else None
    state = str(number) if isinstance(number, int) else getattr(error, "sqlstate", "")
    return Said(state or "", lost or state == _NO_MAJORITY)


def failure(error: Exception, known: Said, deadline: float) -> LeadflowError:
    """Return the documented error."""
    if isinstance(error, LeadflowError):
        return error
    if known.code in _BUSY or isinstance(error, PoolTimeout):
        return StoreBusy(deadline)
    if reason := _undone(known):
        return TransactionUndone(reason)
    if known.code not in _REASONS and _is_unfit(error, known):
        hint = "records are made by their classes, which check what they are given"
        return InvalidValue("record", "holds a value that cannot be stored", hint)
    return StoreFailed(_reason(error, known))


def _undone(known: Said) -> str:
    """Return why a transaction is gone that may be done again."""
    if known.code == _NO_MAJORITY:
        return "the node takes no part in its cluster"
    if known.is_lost:
        return "the connection broke before the commit"
    if known.is_duplicate:
        # Keys are new where writers take turns; so somebody did not wait for his.
        return _UNDONE["40001"]
    return _UNDONE.get(known.code, "")


def _reason(error: Exception, known: Said) -> str:
    is_silent = isinstance(error, OperationalError | InterfaceError) and not known.code
    if is_silent or known.code in _UNREACHABLE:
        return "the server cannot be reached"
    told = f"the server reports error {known.code or 'without a code'}"
    return _REASONS.get(known.code, told)


def _is_unfit(error: Exception, known: Said) -> bool:
    if isinstance(error, _VALUES) and not isinstance(error, SQLAlchemyError):
        return True
    if known.code in _UNFIT_CODES:
        return True
    return len(known.code) == _STATE and known.code.startswith(_UNFIT)
