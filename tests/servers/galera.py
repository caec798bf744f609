"""Three MariaDB nodes that replicate by Galera, on this machine's loopback.

Each node is a MariaDB with its own folder and socket. What the nodes tell each other
goes through ports of 127.0.0.1. A node that was killed first recovers its place in
the history of the cluster when it starts again, as a distribution's service does.
"""

import random
import re
import shutil
import socket
from collections.abc import Sequence
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

import pymysql
from pymysql.connections import Connection
from pymysql.cursors import Cursor
from sqlalchemy import Engine, create_engine

from tests.servers.mariadb import MariaDB
from tests.servers.processes import NoServer, ServerFailed, owned, run


WANTED = "install Galera (Debian: galera-4 and rsync, beside mariadb-server)"

_PROVIDERS = (
    "/usr/lib/galera/libgalera_smm.so",
    "/usr/lib64/galera-4/libgalera_smm.so",
    "/usr/lib64/galera/libgalera_smm.so",
)
_PORTS = range(20_000, 32_000)
"""Below those that the system hands out for connections."""
_USUAL = (
    # A node that is silent for two seconds is given up, not only after five.
    "gcache.size=32M;evs.suspect_timeout=PT2S;evs.inactive_timeout=PT6S;"
    "evs.keepalive_period=PT0.5S;evs.inactive_check_period=PT0.25S"
)
_NOBODY = 2003
_FIRST = {"wsrep-new-cluster": "1"}
_FOUND = re.compile(r"Recovered position: ?(\S+:-?\d+)")


class Node(MariaDB):
    """One node of a cluster, which listens on the first of these ports."""

    def __init__(self, port: int, group: Sequence[int], *, like: Path | None) -> None:
        """Start it with a copy of data, or as the first node of a new cluster."""
        self._like = like
        part, whole = free_ports(2)
        cluster: dict[str, str] = {
            "binlog-format": "ROW",
            "innodb-autoinc-lock-mode": "2",
            "wsrep-on": "ON",
            "wsrep-cluster-address": "gcomm://" + ",".join(map(_local, group)),
            "wsrep-node-address": _local(port),
            "wsrep-provider": str(provider()),
            "wsrep-provider-options": f"gmcast.listen_addr=tcp://{_local(port)};"
            f"ist.recv_addr={_local(part)};{_USUAL}",
            "wsrep-sst-method": "rsync",
            "wsrep-sst-receive-address": _local(whole),
        }
        super().__init__(durable=False, **{**cluster, **({} if like else _FIRST)})

    def is_up(self) -> bool:
        """Tell whether it takes part in the cluster and has all of its data."""
        return super().is_up() and "Synced" == self.status("local_state_comment")

    def status(self, name: str) -> str:
        """Return what the node says of itself; empty where it says nothing."""
        with suppress(pymysql.Error):
            rows = self.ask(f"SHOW STATUS LIKE 'wsrep_{name}'")
            return str(rows[0][1]) if rows else ""
        return ""

    def recover(self) -> None:
        """Find out after a crash up to which change of the cluster it has the data."""
        told = run(*self.words(), "--wsrep-recover", "--log-warnings=2")
        found = _FOUND.search(told)
        if not found:
            raise ServerFailed(f"no position was recovered: {told[-2000:]}")
        self.settings["wsrep-start-position"] = found[1]

    def make_data(self) -> None:
        """Make the data of a first node, or copy it for the others."""
        if self._like:
            copy(self._like, self.data)
        else:
            super().make_data()


class Cluster:
    """Three nodes, each with the same data."""

    def __init__(self) -> None:
        group = free_ports(3)
        first = Node(group[0], group, like=None)
        self.nodes = [first]
        try:
            seed = self._seed(first)
            self.nodes += [Node(port, group, like=seed) for port in group[1:]]
            for name in _FIRST:
                del first.settings[name]
        except BaseException:
            self.close()
            raise
        self._names = count(1)

    def database(self) -> str:
        """Make a new, empty database on all nodes, and return its name."""
        name = f"t{next(self._names)}"
        self.nodes[0].ask(f"CREATE DATABASE {name}")
        return name

    def engine(self, database: str, *, first: int = 0) -> Engine:
        """Return an engine that takes one node, and the next where that is down."""
        order = [*self.nodes[first:], *self.nodes[:first]]

        def connect() -> "Connection[Cursor]":
            for node in order:
                if node.is_up():
                    return node.connect(database, commits=False)
            # As PyMySQL says it where nobody listens.
            raise pymysql.OperationalError(_NOBODY, "no node takes part")

        return create_engine("mysql+pymysql://", creator=connect)

    def kill(self, *numbers: int) -> None:
        """Kill these nodes, as a crash of their machines would."""
        for number in numbers:
            self.nodes[number].kill()

    def restart(self, *numbers: int) -> None:
        """Start killed nodes again, and wait until all take part."""
        for number in numbers:
            self.nodes[number].recover()
            self.nodes[number].begin()
        for node in self.nodes:
            node.wait()

    def close(self) -> None:
        """End all nodes and remove their folders."""
        for node in reversed(self.nodes):
            node.close()

    @staticmethod
    def _seed(first: Node) -> Path:
        """Return a copy of the first node's data, from which the others start.

        Without it each of them would ask for all data by rsync, which takes five
        seconds each time.
        """
        first.process.stop()
        seed = first.folder / "seed"
        copy(first.data, seed)
        first.restart()
        return seed


def free_ports(many: int) -> list[int]:
    """Return ports of 127.0.0.1 on which nobody listens."""
    found: list[int] = []
    while len(found) < many:
        port = random.choice(_PORTS)  # any will do
        with closing(socket.socket()) as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            found += [port] if port not in found else []
    return found


def copy(source: Path, target: Path) -> None:
    """Copy a folder, for whom the servers run as."""
    shutil.copytree(source, target)
    for path in [target, *target.rglob("*")]:
        owned(path)


def _local(port: int) -> str:
    return f"127.0.0.1:{port}"


def provider() -> Path:
    """Return the library that replicates; raises ``NoServer``."""
    for place in _PROVIDERS:
        if Path(place).exists():
            return Path(place)
    raise NoServer(WANTED)
