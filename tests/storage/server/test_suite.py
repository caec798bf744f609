"""The server store keeps the promises that every store keeps."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from leadflow.storage.port import Store
from leadflow.storage.server import ServerStore
from leadflow.testing.suite import StoreSuite


class ServerSuite(StoreSuite):
    """H4: the published suite, each test in a tenant of its own."""

    engine: Engine
    tenant = 0

    def make_store(self, tmp_path: Path) -> ServerStore:  # noqa: ARG002  # it needs no file
        """Return a store for a new tenant."""
        type(self).tenant += 1
        return ServerStore(self.engine, tenant=f"tenant {self.tenant}")

    def reopen(self, store: Store) -> ServerStore:
        """Close the store and open the tenant again."""
        store.close()
        return ServerStore(self.engine, tenant=f"tenant {self.tenant}")


class TestPostgreSQL(ServerSuite):
    """P15: PostgreSQL keeps what memory and SQLite keep."""

    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def _server(cls, postgres_engine: Engine) -> None:
        cls.engine = postgres_engine


class TestOfAHost(ServerSuite):
    """P15: so does PostgreSQL where a host's engine leads to it."""

    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def _server(cls, hosts_engine: Engine) -> None:
        cls.engine = hosts_engine


class TestMariaDB(ServerSuite):
    """P15: MariaDB keeps what memory and SQLite keep."""

    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def _server(cls, mariadb_engine: Engine) -> None:
        cls.engine = mariadb_engine
