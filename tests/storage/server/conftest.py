from collections.abc import Iterator
from itertools import count

import pytest
from sqlalchemy import Engine, create_engine

from leadflow.storage.server import ServerStore
from leadflow.storage.server.connecting import engine_at


_TENANTS = count(1)


@pytest.fixture(scope="session")
def postgres_engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Return an engine for a database on PostgreSQL, as leadflow makes it."""
    yield from _engine(request, "postgres")


@pytest.fixture(scope="session")
def mariadb_engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Return an engine for a database on MariaDB."""
    yield from _engine(request, "mariadb")


@pytest.fixture(scope="session")
def hosts_engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Return an engine of a host's, for a database on PostgreSQL."""
    engine = create_engine(request.getfixturevalue("postgres").database())
    yield engine
    engine.dispose()


@pytest.fixture(params=["postgres", "mariadb"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Return an engine of each kind."""
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    return found


@pytest.fixture
def empty_engine(engine: Engine, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Return an engine for a new database, which has no tables."""
    is_postgres = engine.dialect.name == "postgresql"
    yield from _engine(request, "postgres" if is_postgres else "mariadb")


@pytest.fixture
def tenant() -> str:
    """Return a tenant that nobody had before."""
    return f"firm {next(_TENANTS)}"


@pytest.fixture
def store(engine: Engine, tenant: str) -> Iterator[ServerStore]:
    """Return an empty store that loses patience soon."""
    store = ServerStore(engine, tenant=tenant, deadline=1)
    yield store
    store.close()


def _engine(request: pytest.FixtureRequest, server: str) -> Iterator[Engine]:
    engine = engine_at(request.getfixturevalue(server).database())
    yield engine
    engine.dispose()
