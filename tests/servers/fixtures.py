"""Database servers as fixtures: started when first asked for, ended with the tests.

Where a server is not installed, its tests are skipped and say what to install; in
CI that is an error, so that nothing is believed to be tested which was not.
"""

import os
from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

import pytest

from tests.servers.galera import Cluster
from tests.servers.mariadb import MariaDB
from tests.servers.postgres import Postgres
from tests.servers.processes import NoServer


class _Closing(Protocol):
    def close(self) -> None: ...


T = TypeVar("T", bound=_Closing)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Return a PostgreSQL that is quick and forgets what a power cut takes."""
    yield from running(Postgres)


@pytest.fixture(scope="session")
def mariadb() -> Iterator[MariaDB]:
    """Return a MariaDB that is quick and forgets what a power cut takes."""
    yield from running(MariaDB)


@pytest.fixture(scope="session")
def galera() -> Iterator[Cluster]:
    """Return three MariaDB nodes; a test that kills some starts them again."""
    yield from running(Cluster)


def running(start: Callable[[], T]) -> Iterator[T]:
    """Give a server that is closed afterwards; without one skip, or fail in CI."""
    try:
        server = start()
    except NoServer as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))
    try:
        yield server
    finally:
        server.close()
