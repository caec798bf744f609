"""A PostgreSQL of the tests' own: in a temporary folder, on a unix socket."""

import os
import shutil
import signal
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

import psycopg

from tests.servers.processes import (
    Process,
    ServerFailed,
    children,
    folder,
    owned,
    run,
)
from tests.servers.programs import programs, surroundings


_USER = "leadflow"
_QUICK = {"fsync": "off", "full_page_writes": "off"}
_USUAL = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "32MB",
    # An odd zone: nothing may depend on that of the server.
    "timezone": "Asia/Kathmandu",
}


class Postgres:
    """A server with its data; ``durable`` makes it as careful as it is by default."""

    def __init__(self, *, durable: bool = False, **settings: str) -> None:
        self.folder = folder(quick=not durable)
        try:
            self.programs = programs()
            self.settings = {**_USUAL, **({} if durable else _QUICK), **settings}
            self.make_data()
            self.process = self._start()
        except BaseException:
            shutil.rmtree(self.folder)
            raise
        self._names = count(1)

    @property
    def data(self) -> Path:
        """The folder in which the server keeps everything."""
        return self.folder / "data"

    def url(self, database: str = "postgres") -> str:
        """Return where SQLAlchemy finds a database."""
        return f"postgresql+psycopg://{_USER}@/{database}?host={self.folder}"

    def database(self) -> str:
        """Make a new, empty database, and return its URL."""
        name = f"t{next(self._names)}"
        self.ask(f"CREATE DATABASE {name}")
        return self.url(name)

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """Open a connection that commits each statement; the caller closes it."""
        return psycopg.connect(
            host=str(self.folder), user=_USER, dbname=database, autocommit=True
        )

    def ask(self, statement: str) -> list[tuple[object, ...]]:
        """Run one statement, and return its rows, if it gives any."""
        with closing(self.connect()) as connection:
            done = connection.execute(statement.encode())
            return done.fetchall() if done.description else []

    def is_up(self) -> bool:
        """Tell whether it takes connections."""
        with suppress(psycopg.OperationalError):
            self.connect().close()
            return True
        return False

    def kill(self) -> None:
        """Kill the server and all its processes, as a crash of the machine would."""
        self.process.kill()

    def kill_backend(self, pid: int) -> None:
        """Kill the process that serves one connection; the server then recovers."""
        if pid in children(self.process.pid):
            os.kill(pid, signal.SIGKILL)
        # From when the server has noticed, until it is ready again, nobody comes in.
        self.process.until(lambda: pid not in children(self.process.pid))

    def backends(self, database: str, *, state: str = "TRUE") -> list[int]:
        """Return the processes that serve a database, those in some state."""
        query = "SELECT pid FROM pg_stat_activity"
        found = self.ask(f"{query} WHERE datname = '{database}' AND {state}")
        return [int(str(pid)) for (pid,) in found]

    def change(self, **settings: str) -> None:
        """Change settings while it runs; an empty one is taken back."""
        for name, value in settings.items():
            to = f"SET {name} = '{value}'" if value else f"RESET {name}"
            self.ask(f"ALTER SYSTEM {to}")
        self.ask("SELECT pg_reload_conf()")

    def restart(self) -> None:
        """Start again after ``kill``, and wait until it takes connections."""
        # Processes of the killed server may still hold its memory for a moment.
        for left in reversed(range(20)):
            try:
                self.process = self._start()
            except ServerFailed:
                if not left:
                    raise
            else:
                return

    def wait(self) -> None:
        """Wait until it takes connections again."""
        self.process.until(self.is_up)

    def close(self) -> None:
        """End the server and remove its folder."""
        self.process.stop(signal.SIGINT)
        shutil.rmtree(self.folder)

    def make_data(self) -> None:
        """Make the folder of the data; whoever reaches the socket comes in."""
        try:
            # An order of words that is not that of their bytes, if it knows one.
            self._initialise("--locale-provider=icu", "--icu-locale=en")
        except ServerFailed:
            self._initialise()

    def _initialise(self, *order: str) -> None:
        run(
            self.programs / "initdb",
            f"--pgdata={self.data}",
            f"--username={_USER}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            *order,
            env=surroundings(self.programs),
        )

    def _start(self) -> Process:
        settings = {**self.settings, "unix_socket_directories": str(self.folder)}
        words = [f"--{name}={value}" for name, value in settings.items()]
        process = Process(
            [self.programs / "postgres", "-D", self.data, *words],
            self.folder / "log",
            env=surroundings(self.programs),
        )
        process.until(self.is_up)
        return process


class Standby(Postgres):
    """A copy of a server that follows it, and answers what only reads."""

    def __init__(self, primary: Postgres, name: str = "standby") -> None:
        self.primary = primary
        self.name = name
        super().__init__()

    def make_data(self) -> None:
        """Copy the data of the primary, with the order to follow it.

        Not every package brings ``pg_basebackup``, which does the same.
        """
        with closing(self.primary.connect()) as connection:
            connection.execute("SELECT pg_backup_start('standby', true)")
            shutil.copytree(
                self.primary.data, self.data, ignore=_left, copy_function=_copied
            )
            told = connection.execute("SELECT labelfile FROM pg_backup_stop(false)")
            (label,) = told.fetchone() or ("",)
        (self.data / "backup_label").write_text(label)
        (self.data / "standby.signal").touch()
        for path in [self.data, *self.data.rglob("*")]:
            owned(path)
        origin = f"host={self.primary.folder} user={_USER} application_name={self.name}"
        self.settings["primary_conninfo"] = origin

    def catch_up(self) -> None:
        """Wait until all that the primary has written can be read here."""
        ((written,),) = self.primary.ask("SELECT pg_current_wal_lsn()")
        asked = f"SELECT pg_last_wal_replay_lsn() >= '{written}'"
        self.process.until(lambda: self.ask(asked) == [(True,)])

    def promote(self) -> None:
        """Follow no longer: from now on this one takes writes."""
        self.ask("SELECT pg_promote()")


def _left(place: str, names: list[str]) -> list[str]:
    """Return what of a server's data is its own and not a copy's."""
    inside = Path(place).name in {"pg_wal", "pg_replslot"}
    mine = {"postmaster.pid", "postmaster.opts"}
    return [name for name in names if inside or name in mine]


def _copied(source: str, target: str) -> None:
    # A file that a running server takes away meanwhile, its log brings back.
    with suppress(FileNotFoundError):
        shutil.copy2(source, target)
