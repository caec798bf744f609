"""A MariaDB of the tests' own: one node, in a temporary folder, on a unix socket."""

import os
import shutil
import socket
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

import pymysql
from pymysql.connections import Connection
from pymysql.cursors import Cursor

from tests.servers.processes import NoServer, Process, folder, run


WANTED = "install MariaDB 10.11 (Debian: mariadb-server)"

_PLACES = ("/usr/sbin", "/usr/libexec", "/usr/local/sbin", "/opt/homebrew/bin")
_QUICK = {
    "innodb-doublewrite": "OFF",
    "innodb-flush-log-at-trx-commit": "0",
    "innodb-flush-method": "nosync",
}
_USUAL = {
    # What Debian sets: an order that knows no case, in which accents are equal.
    "character-set-server": "utf8mb4",
    "collation-server": "utf8mb4_general_ci",
    # An odd zone: nothing may depend on that of the server.
    "default-time-zone": "+05:45",
    "innodb-buffer-pool-size": "64M",
    "innodb-log-file-size": "32M",
    "max-connections": "60",
    "performance-schema": "OFF",
}


def program(name: str) -> Path:
    """Return one of the server's programs; raises ``NoServer``."""
    path = os.pathsep.join([os.environ.get("PATH", ""), *_PLACES])
    if found := shutil.which(name, path=path):
        return Path(found)
    raise NoServer(WANTED)


class MariaDB:
    """A server with its data; ``durable`` makes it as careful as it is by default."""

    def __init__(self, *, durable: bool = False, **settings: str) -> None:
        self.program = program("mariadbd")
        self.folder = folder(quick=not durable)
        self.settings = {**_USUAL, **({} if durable else _QUICK), **settings}
        self._names = count(1)
        try:
            self.make_data()
            self.restart()
        except BaseException:
            shutil.rmtree(self.folder)
            raise

    @property
    def _temporary(self) -> str:
        # A server that starts removes what others have left where temporary tables
        # are, and takes those of a server that runs for such: each has its own place.
        return f"--tmpdir={self.folder}"

    @property
    def data(self) -> Path:
        """The folder in which the server keeps everything."""
        return self.folder / "data"

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return self.folder / "socket"

    def url(self, database: str = "mysql") -> str:
        """Return where SQLAlchemy finds a database."""
        options = f"unix_socket={self.socket}&ssl_disabled=true"
        return f"mysql+pymysql://root@localhost/{database}?{options}"

    def database(self) -> str:
        """Make a new, empty database, and return its URL."""
        name = f"t{next(self._names)}"
        self.ask(f"CREATE DATABASE {name}")
        return self.url(name)

    def connect(
        self, database: str = "mysql", *, commits: bool = True
    ) -> "Connection[Cursor]":
        """Open a connection, which commits each statement or not; to be closed."""
        return pymysql.connect(
            unix_socket=str(self.socket),
            user="root",
            database=database,
            autocommit=commits,
            # Else PyMySQL reads all certificates of the machine each time.
            ssl_disabled=True,
        )

    def ask(self, statement: str) -> list[tuple[object, ...]]:
        """Run one statement, and return its rows."""
        with closing(self.connect()) as connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall())

    def is_up(self) -> bool:
        """Tell whether it takes connections."""
        with suppress(pymysql.OperationalError, OSError):
            # PyMySQL leaves its socket open where nobody listens; so look first.
            with closing(socket.socket(socket.AF_UNIX)) as knock:
                knock.connect(str(self.socket))
            self.connect().close()
            return True
        return False

    def kill(self) -> None:
        """Kill the server, as a crash would."""
        self.process.kill()

    def restart(self) -> None:
        """Start again after ``kill``, and wait until it takes connections."""
        self.begin()
        self.wait()

    def begin(self) -> None:
        """Start again after ``kill``, and wait for nothing."""
        self.process = Process(self.words(), self.folder / "log")

    def words(self) -> list[str | Path]:
        """Return the command that starts the server."""
        return [
            self.program,
            "--no-defaults",
            f"--datadir={self.data}",
            self._temporary,
            f"--socket={self.socket}",
            f"--pid-file={self.folder / 'pid'}",
            "--skip-networking",
            *(f"--{name}={value}" for name, value in self.settings.items()),
        ]

    def wait(self) -> None:
        """Wait until it takes connections."""
        self.process.until(self.is_up)

    def close(self) -> None:
        """End the server and remove its folder."""
        self.process.stop()
        shutil.rmtree(self.folder)

    def make_data(self) -> None:
        """Make the folder of the data; root comes in without a password."""
        run(
            program("mariadb-install-db"),
            "--no-defaults",
            f"--datadir={self.data}",
            self._temporary,
            "--auth-root-authentication-method=normal",
            "--innodb-log-file-size=32M",
            "--skip-name-resolve",
            "--skip-test-db",
        )
