import os
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.servers import fixtures
from tests.servers.mariadb import MariaDB
from tests.servers.postgres import Postgres
from tests.servers.processes import NoServer, ServerFailed, folder, run
from tests.servers.programs import programs


class Absent:
    """A server that this machine does not have."""

    def __init__(self) -> None:
        raise NoServer

    def close(self) -> None:
        """Be never called."""


@pytest.fixture(params=["postgres", "mariadb"])
def server(request: pytest.FixtureRequest) -> Postgres | MariaDB:
    """Return each server in turn."""
    found: Postgres | MariaDB = request.getfixturevalue(request.param)
    return found


@pytest.fixture(params=[Postgres, MariaDB])
def own(request: pytest.FixtureRequest) -> Iterator[Postgres | MariaDB]:
    """Return a careful server of the test's own."""
    yield from fixtures.running(lambda: request.param(durable=True))


def test_a_server_runs_without_the_rights_of_root(server: Postgres | MariaDB) -> None:
    """Mission 2.14: what a test starts can do no harm to the machine."""
    made = [path for path in server.folder.iterdir() if path.is_socket()]

    assert made
    assert all(path.stat().st_uid != 0 for path in made)


def test_nobody_else_may_enter_the_folder_of_a_server(
    server: Postgres | MariaDB,
) -> None:
    """Mission 2.14: there is no password, so there must be no way in."""
    mode = server.folder.stat().st_mode & 0o777

    assert 0o700 == mode


def test_each_database_is_new_and_empty(server: Postgres | MariaDB) -> None:
    """Mission 2.14: tests share a server and nothing in it."""
    first, second = server.database(), server.database()

    assert first != second


def test_a_killed_server_starts_again_with_what_it_has_confirmed(
    own: Postgres | MariaDB,
) -> None:
    """P4: the launcher loses nothing by itself, or it would prove nothing."""
    own.database()
    with closing(own.connect("t1")) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY)")
        cursor.execute("INSERT INTO kept VALUES (7)")
    own.kill()
    down = own.is_up()
    own.restart()
    with closing(own.connect("t1")) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT id FROM kept")
        kept = cursor.fetchall()

    assert not down
    assert [(7,)] == list(kept)


def test_postgres_recovers_when_one_of_its_processes_is_killed() -> None:
    """P23: the server goes on by itself, and the test waits for it."""
    for server in fixtures.running(Postgres):
        with closing(server.connect()) as connection:
            server.kill_backend(connection.info.backend_pid)
        server.wait()

        assert [(1,)] == server.ask("SELECT 1")


def test_a_closed_server_leaves_nothing_behind() -> None:
    """Mission 2.14: a run of the tests leaves the machine as it was."""
    server = Postgres()
    server.close()

    assert not server.folder.exists()
    assert not server.process.runs


def test_a_missing_server_is_skipped_elsewhere_and_an_error_in_ci(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Mission 2.14: nothing is believed to be tested that was not."""
    monkeypatch.setenv("CI", "true")
    with pytest.raises(NoServer):
        next(fixtures.running(Absent))
    monkeypatch.delenv("CI")

    with pytest.raises(pytest.skip.Exception):
        next(fixtures.running(Absent))


def test_a_server_that_fails_says_why() -> None:
    """P23: the end of its log is in the error, for whoever reads CI's."""
    with pytest.raises(ServerFailed, match="no such option"):
        run("/bin/sh", "-c", "echo no such option; exit 3")


@pytest.mark.parametrize("version", ["16", "18"])
def test_wheels_bring_a_server_too(
    version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mission 2.14: a machine with only Python can run the tests on PostgreSQL."""
    monkeypatch.setenv("LEADFLOW_POSTGRES", version)
    for server in fixtures.running(Postgres):
        told = server.ask("SHOW server_version")

        assert str(told[0][0]).startswith(version)


def test_a_version_that_nobody_brings_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Mission 2.14: who asks for a version is never given another."""
    monkeypatch.setenv("LEADFLOW_POSTGRES", "9")

    with pytest.raises(ServerFailed, match="no PostgreSQL 9"):
        programs()


def test_folders_belong_to_whom_the_servers_run_as() -> None:
    """Mission 2.14: they must be able to write there, and nobody else."""
    made = folder()
    run("/bin/rmdir", made)

    assert not os.path.lexists(made)
