"""leadflow on a PostgreSQL of its own, which the launcher of the tests starts.

The server is as careful as it is by default: a commit is on the disk. It talks over
a unix socket, and one client asks one question after the other.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from urllib.parse import urlsplit

from sqlalchemy import create_engine, text

import leadflow
from benchmarks.contender import ACTOR, Clock, Ids
from benchmarks.ours import Leadflow, lead_of
from benchmarks.samples import person
from leadflow.storage.server import ServerStore
from leadflow.testing import CountingIds
from tests.servers.postgres import Postgres


_BATCH = 5_000


class OnServer(Leadflow):
    """leadflow with its tables on a server."""

    name = "server"

    def __init__(self, url: str, clock: Clock, ids: Ids) -> None:
        store = ServerStore(url, tenant="growth")
        self.crm = leadflow.open(store, actor=ACTOR, clock=clock, ids=ids)


def filled(sizes: Sequence[int], clock: Clock) -> Iterator[tuple[int, OnServer, int]]:
    """Give a database of each size, and its bytes; the leads are those of ``crowd``."""
    with closing(Postgres(durable=True)) as server:
        for size in sizes:
            url = server.database()
            contender = OnServer(url, clock, CountingIds())
            with closing(contender):
                for start in range(0, size, _BATCH):
                    numbers = range(start, min(start + _BATCH, size))
                    contender.create_many([lead_of(person(n)) for n in numbers])
                _analyse(url)
                yield size, contender, _bytes(server, url)


def _analyse(url: str) -> None:
    """Let the server learn what its tables hold, as it does by itself in a minute."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:", 1))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    engine.dispose()


def _bytes(server: Postgres, url: str) -> int:
    name = urlsplit(url).path.removeprefix("/")
    ((found,),) = server.ask(f"SELECT pg_database_size('{name}')")
    return int(str(found))
