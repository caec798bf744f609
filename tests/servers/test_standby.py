"""A primary and its standby: in plain SQL, what a store may rely on; then the store."""

from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from sqlalchemy.engine import make_url

import leadflow
from leadflow import StoreFailed
from leadflow.testing import a_lead
from tests.servers.fixtures import running
from tests.servers.postgres import Postgres, Standby


@pytest.fixture(scope="module")
def primary() -> Iterator[Postgres]:
    """Return a server that waits for its standby if a session asks it to."""

    def start() -> Postgres:
        return Postgres(synchronous_standby_names="standby", synchronous_commit="local")

    for server in running(start):
        server.ask("CREATE TABLE kept (id INTEGER PRIMARY KEY)")
        yield server


@pytest.fixture
def standby(primary: Postgres) -> Iterator[Standby]:
    """Return a server that follows it."""
    with closing(Standby(primary, "standby")) as follower:
        yield follower


def test_a_standby_has_what_the_primary_wrote_a_moment_ago(
    primary: Postgres, standby: Standby
) -> None:
    """P9: reports may be read from a standby, a little later."""
    primary.ask("INSERT INTO kept VALUES (1)")
    standby.catch_up()

    assert [(1,)] == standby.ask("SELECT id FROM kept WHERE id = 1")


def test_a_standby_takes_no_writes(standby: Standby) -> None:
    """P23: it says so by a code of its own."""
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        standby.ask("INSERT INTO kept VALUES (2)")


def test_a_primary_may_wait_until_its_standby_shows_what_it_confirms(
    primary: Postgres, standby: Standby
) -> None:
    """P4, P9: with remote_apply a confirmed write is read on the standby at once."""
    with closing(primary.connect()) as connection:
        connection.execute("SET synchronous_commit = 'remote_apply'")
        connection.execute("INSERT INTO kept VALUES (3)")
    seen = standby.ask("SELECT id FROM kept WHERE id = 3")

    assert [(3,)] == seen


def test_a_promoted_standby_goes_on_with_all_that_it_had(
    primary: Postgres, standby: Standby
) -> None:
    """P4: after the loss of the primary, work goes on at the standby."""
    primary.ask("INSERT INTO kept VALUES (4)")
    standby.catch_up()
    primary.kill()
    standby.promote()
    standby.ask("INSERT INTO kept VALUES (5)")
    kept = standby.ask("SELECT id FROM kept WHERE id IN (4, 5) ORDER BY id")
    primary.restart()

    assert [(4,), (5,)] == kept


def test_reports_are_read_from_a_standby(primary: Postgres, standby: Standby) -> None:
    """P9: nothing is to be set for it; the standby is opened as any server."""
    url = primary.database()
    name = str(make_url(url).database)
    with leadflow.open(url, actor="ada") as crm:
        crm.leads.add(a_lead())
        standby.catch_up()
        with leadflow.open(standby.url(name), actor="eva") as reports:
            found = reports.reports.funnel("leads")
            with pytest.raises(StoreFailed) as told:
                reports.leads.add(a_lead())

    assert 1 == found.total
    assert "standby" in told.value.reason


def test_an_office_goes_on_at_the_promoted_standby(
    primary: Postgres, standby: Standby
) -> None:
    """P4, P23: what was open on the standby takes writes once it is promoted."""
    url = primary.database()
    with leadflow.open(url) as crm:
        crm.leads.add(a_lead())
        standby.catch_up()
    name = str(make_url(url).database)
    with leadflow.open(standby.url(name)) as later:
        primary.kill()
        standby.promote()
        later.leads.add(a_lead())
        count = later.leads.count()
    primary.restart()

    assert 2 == count
