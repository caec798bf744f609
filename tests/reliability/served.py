"""The state machine of the stores beside a server (H6, P15).

Each job starts a server of its own and makes a tenant for each machine. That the
questions are of all kinds is judged where they are many: with SQLite.
"""

from collections.abc import Callable
from contextlib import closing
from itertools import count
from typing import TypeAlias

from sqlalchemy import Engine, create_engine

from leadflow.storage.port import Store
from leadflow.storage.server import ServerStore
from tests.reliability import steps
from tests.reliability.figures import Tally
from tests.servers.galera import Cluster
from tests.servers.mariadb import MariaDB
from tests.servers.postgres import Postgres


STEPS_OF_A_SERVER = 400
STEPS_OF_A_CLUSTER = 2000
"""More, as three servers take as many times as long to begin."""
Server: TypeAlias = Postgres | MariaDB | Cluster
SERVERS: dict[str, Callable[[], Server]] = {
    "PostgreSQL": Postgres,
    "MariaDB": MariaDB,
    "Galera": Cluster,
}


def paired(engine: Engine, kind: type[ServerStore] = ServerStore) -> type[steps.Paired]:
    """Return the machine that runs a server's store beside the model."""
    numbers = count(1)

    class ServerPaired(steps.Paired):
        tenant = ""

        def make_store(self) -> Store:
            """Return an empty store: that of a new tenant."""
            self.tenant = f"machine {next(numbers)}"
            return kind(engine, tenant=self.tenant)

        def reopen(self, store: Store) -> Store:
            """Close the store and open the tenant's again."""
            store.close()
            return kind(engine, tenant=self.tenant)

    return ServerPaired


def run(
    seed: int,
    *,
    server: str,
    steps_of_it: int = STEPS_OF_A_SERVER,
    kind: type[ServerStore] = ServerStore,
) -> Tally:
    """Run so many steps on a server; count what was done to both stores."""
    with closing(SERVERS[server]()) as running:
        engine = _engine(running, seed)
        try:
            machine = paired(engine, kind)
            return steps.run(seed, steps=steps_of_it, machine=machine, is_whole=False)
        finally:
            engine.dispose()


def _engine(running: Server, seed: int) -> Engine:
    """Return an engine for a new database; of a cluster, for one of the nodes."""
    if isinstance(running, Cluster):
        return running.engine(running.database(), first=seed % len(running.nodes))
    return create_engine(running.database())
