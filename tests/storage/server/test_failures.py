"""What servers say, in leadflow's words."""

import psycopg
import pymysql
import pytest
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError as PoolTimeout

from leadflow.errors import LeadflowError
from leadflow.storage.server.failures import failure, said


PSYCOPG = psycopg.errors


def code_of(error: Exception) -> str:
    """Return the code of the documented error."""
    return failure(error, said(error), 30).code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PSYCOPG.SerializationFailure(), "transaction_undone"),
        (PSYCOPG.DeadlockDetected(), "transaction_undone"),
        (PSYCOPG.UniqueViolation(), "transaction_undone"),
        (PSYCOPG.LockNotAvailable(), "store_busy"),
        (PSYCOPG.ReadOnlySqlTransaction(), "store_failed"),
        (PSYCOPG.DiskFull(), "store_failed"),
        (PSYCOPG.InsufficientPrivilege(), "store_failed"),
        (PSYCOPG.UndefinedTable(), "store_failed"),
        (PSYCOPG.CannotConnectNow(), "store_failed"),
        (PSYCOPG.NumericValueOutOfRange(), "invalid_value"),
        (PSYCOPG.CharacterNotInRepertoire(), "invalid_value"),
        (PSYCOPG.InternalError_(), "store_failed"),
        (pymysql.err.OperationalError(1213, ""), "transaction_undone"),
        (pymysql.err.OperationalError(1047, ""), "transaction_undone"),
        (pymysql.err.IntegrityError(1062, ""), "transaction_undone"),
        (pymysql.err.OperationalError(1205, ""), "store_busy"),
        (pymysql.err.OperationalError(1290, ""), "store_failed"),
        (pymysql.err.OperationalError(2003, ""), "store_failed"),
        (pymysql.err.DataError(1406, ""), "invalid_value"),
        (pymysql.err.DataError(1264, ""), "invalid_value"),
        (PoolTimeout(), "store_busy"),
        (UnicodeError(), "invalid_value"),
        (OverflowError(), "invalid_value"),
    ],
    ids=lambda one: one if isinstance(one, str) else repr(one),
)
def test_errors_have_documented_codes(error: Exception, code: str) -> None:
    """P23: whatever the driver says, and in whichever words."""
    assert code == code_of(error)


def test_errors_of_drivers_are_looked_into() -> None:
    """P23: SQLAlchemy wraps them."""
    inner = pymysql.err.OperationalError(1213, "")

    assert "transaction_undone" == code_of(DBAPIError("", None, inner))


def test_a_lost_connection_wrote_nothing() -> None:
    """P23: as long as nobody asked it to commit."""
    lost = DBAPIError("", None, Exception(), connection_invalidated=True)

    assert "transaction_undone" == code_of(lost)


def test_a_server_that_is_not_there_is_told() -> None:
    """P23: without its address."""
    silent = OperationalError("", None, psycopg.OperationalError("at 10.0.0.1"))

    assert "10.0.0.1" not in str(failure(silent, said(silent), 30))


def test_own_errors_stay_as_they_are() -> None:
    """P23: they are documented already."""
    own = LeadflowError()

    assert own is failure(own, said(own), 30)
