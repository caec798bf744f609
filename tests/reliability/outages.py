"""Servers that die while they commit: what was told is there, once (harness H9).

Clients give commands, each with a key, and repeat one whose outcome they do not know
until they are told. Meanwhile the server, one of its processes, or a node of the
cluster is killed. In the end every command took effect once, those that were
acknowledged have the id that was told, and everything that holds in a store holds.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import count
from logging import CRITICAL, getLogger
from random import Random
from threading import Event
from typing import TypeVar

from attrs import define, field
from sqlalchemy.engine import make_url

import leadflow
from leadflow import Converted, Crm
from leadflow.errors import NotFound, StoreError
from leadflow.storage.port import Store
from leadflow.storage.server import ServerStore
from leadflow.testing import a_lead
from leadflow.testing.invariants import violations
from tests.reliability.figures import Tally
from tests.servers.galera import Cluster
from tests.servers.postgres import Postgres
from tests.servers.processes import NoServer


T = TypeVar("T")

_PAUSE = 0.02
"""Seconds that a client waits before it asks again."""
_ATTEMPTS = 5
_PATIENCE = 3000
"""So often it asks again."""
_IN_COMMIT = "wait_event = 'SyncRep'"
"""A process that has written its commit to the disk, and has not said so yet."""


def pause(seconds: float) -> None:
    """Do nothing for a while."""
    Event().wait(seconds)


@define
class Client:
    """Somebody at work, who insists on an answer to each command."""

    name: str
    crm: Crm
    keyed: bool = True
    """Without keys effects are doubled: the harness must find that."""
    hasty: bool = False
    """Tells of what it then does not write: the harness must find that."""
    stops: bool = False
    done: dict[str, str] = field(factory=dict)
    """By its title: the lead that was acknowledged."""
    failures: Counter[str] = field(factory=Counter)
    """By its code: how often a command had no result."""

    def work(self) -> None:
        """Add leads, and convert each, until told to stop."""
        for number in count(1):
            if self.stops:
                return
            self.command(f"{self.name} {number}")

    def command(self, title: str) -> None:
        """Add a lead and convert it."""
        key = title if self.keyed else ""
        lead = self.insist(lambda: self.crm.leads.add(a_lead(title=title), key=key))
        self.done[title] = lead.id
        if not self.keyed:  # a second conversion would be refused anyway
            return
        again = f"convert {title}"

        def convert() -> Converted:
            return self.crm.convert(lead.id, key=again, company="new", contact="new")

        with suppress(NotFound):  # it is lost, which is told in the end
            self.insist(convert)

        if self.hasty:
            self._promise(f"{title}, promised")

    def _promise(self, title: str) -> None:
        with suppress(InterruptedError), self.crm.transaction():
            self.done[title] = self.crm.leads.add(a_lead(title=title)).id
            raise InterruptedError

    def insist(self, act: Callable[[], T]) -> T:
        """Ask until there is an answer."""
        for _ in range(_PATIENCE):
            try:
                return act()
            except StoreError as error:
                self.failures[error.code] += 1
            pause(_PAUSE)
        return act()


def progress(clients: Sequence[Client], commands: int = 3) -> None:
    """Wait until each client has had answers to so many commands more."""
    before = [len(client.done) for client in clients]
    for _ in range(_PATIENCE):
        pairs = zip(clients, before, strict=True)
        if all(len(client.done) >= known + commands for client, known in pairs):
            return
        pause(_PAUSE)
    raise AssertionError([client.failures for client in clients])


@contextmanager
def working(clients: Sequence[Client]) -> Iterator[None]:
    """Let clients work at the same time, until the block ends."""
    with ThreadPoolExecutor(len(clients)) as pool:
        jobs = [pool.submit(client.work) for client in clients]
        try:
            yield
        finally:
            for client in clients:
                client.stops = True
        for job in jobs:
            job.result()


def judged(store: Store, clients: Sequence[Client]) -> tuple[str, ...]:
    """Return what is wrong: effects that are lost or doubled, rules that are broken."""
    found = list(violations(store))
    known: dict[str, list[str]] = {}
    for lead in leadflow.open(store).leads:
        known.setdefault(lead.title, []).append(lead.id)
        if len(known[lead.title]) > 1:
            found.append(f"P3: '{lead.title}' took effect more than once")
    for client in clients:
        for title, told in client.done.items():
            if told not in known.get(title, ()):
                found.append(f"P4: '{title}' was acknowledged and is lost")
    return tuple(found)


def absent(server: Callable[[], object]) -> str:
    """Return why a server cannot be started here; in CI that is an error."""
    try:
        server()
    except NoServer as missing:
        if os.environ.get("CI"):
            raise
        return str(missing)
    return ""


def kill_in_commit(server: Postgres, database: str) -> None:
    """Kill a process whose commit is on the disk, before it can say so.

    Commits wait for a standby that is not there, so the moment cannot be missed.
    """
    server.change(synchronous_standby_names="nobody")
    server.process.until(lambda: bool(server.backends(database, state=_IN_COMMIT)))
    pid = server.backends(database, state=_IN_COMMIT)[0]
    # Told only after the kill: who is told now would let the commits go.
    server.ask("ALTER SYSTEM RESET synchronous_standby_names")
    server.kill_backend(pid)
    server.wait()
    server.ask("SELECT pg_reload_conf()")


def kill_somewhere(server: Postgres, database: str, chance: Random) -> None:
    """Kill a process at a random moment of its work."""
    pause(chance.random() * 0.05)
    server.process.until(lambda: bool(server.backends(database)))
    server.kill_backend(chance.choice(server.backends(database) or [0]))
    server.wait()


def kill_all(server: Postgres, chance: Random) -> None:
    """Kill the whole server at a random moment, and start it again."""
    pause(chance.random() * 0.05)
    server.kill()
    server.restart()


def kill_postgres(seed: int, *, kills: int, keyed: bool = True) -> Tally:
    """Kill a PostgreSQL under load so many times, every other time in a commit."""
    chance = Random(f"outages {seed}")
    with closing(Postgres()) as server, store_on(server) as (store, database):
        client = Client("ada", leadflow.open(store), keyed=keyed)
        with working([client]):
            for number in range(kills):
                if number % 2 == 0:
                    kill_in_commit(server, database)
                elif number % 10 == 9:
                    kill_all(server, chance)
                else:
                    kill_somewhere(server, database, chance)
        return Tally(kills, judged(store, [client]))


def kill_hasty_postgres(seed: int) -> Tally:
    """Kill one that acknowledges before it writes: the harness must find that.

    Sometimes it has just written everything when it is killed; then it is done again.
    """
    tally = Tally(0)
    for attempt in range(_ATTEMPTS):
        tally += _kill_hasty(seed + attempt)
        if tally.violations:
            break
    return tally


def _kill_hasty(seed: int) -> Tally:
    hasty = {"synchronous_commit": "off", "wal_writer_delay": "10000ms"}
    with (
        closing(Postgres(durable=False, **hasty)) as server,
        store_on(server) as (store, _),
    ):
        # Else a version that takes its time loses the tables as well.
        server.ask("CHECKPOINT")
        client = Client("ada", leadflow.open(store))
        with working([client]):
            progress([client])
            kill_all(server, Random(f"outages {seed}"))
        return Tally(1, judged(store, [client]))


def kill_node(seed: int, *, kills: int, hasty: bool = False) -> Tally:
    """Kill a node of a new cluster under load so many times."""
    with closing(Cluster()) as cluster:
        return kill_node_of(cluster, seed, kills=kills, hasty=hasty)


def kill_node_of(
    cluster: Cluster, seed: int, *, kills: int, hasty: bool = False
) -> Tally:
    """Kill a node of a cluster under load so many times; judge what each node has."""
    chance, database = Random(f"outages {seed}"), cluster.database()
    with ExitStack() as stack:
        stores = [
            stack.enter_context(store_at(cluster, database, number))
            for number in range(len(cluster.nodes))
        ]
        clients = [
            Client(f"ada {number}", leadflow.open(store), hasty=hasty)
            for number, store in enumerate(stores)
        ]
        with working(clients):
            progress(clients)
            for _ in range(kills):
                lost = chance.randrange(len(cluster.nodes))
                cluster.kill(lost)
                progress(clients)
                cluster.restart(lost)
                progress(clients)
        found = [wrong for store in stores for wrong in judged(store, clients)]
        return Tally(kills, tuple(found))


@contextmanager
def store_on(server: Postgres) -> Iterator[tuple[ServerStore, str]]:
    """Open a store in a new database, whose name is told too."""
    # It warns of each connection that breaks, and here they break on purpose.
    getLogger("psycopg").setLevel(CRITICAL)
    url = server.database()
    with closing(ServerStore(url)) as store:
        yield store, str(make_url(url).database)


@contextmanager
def store_at(cluster: Cluster, database: str, node: int) -> Iterator[ServerStore]:
    """Open a store on a node of a cluster, or on the next where that is down."""
    engine = cluster.engine(database, first=node)
    with closing(ServerStore(engine)) as store:
        yield store
    engine.dispose()
