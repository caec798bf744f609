"""A host's own connection: leadflow works inside the host's transaction."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, TextClause, text

import leadflow
from leadflow import Crm, Lead
from leadflow.errors import InvalidValue, NotAStore, TransactionUndone
from leadflow.storage.server import ServerStore
from tests.storage.server.planting import Plant, cut


@pytest.fixture
def connection(engine: Engine, store: ServerStore) -> Iterator[Connection]:
    """Return a host's connection to a database that has the tables."""
    assert store.promises().shared
    with engine.connect() as connection:
        yield connection


@pytest.fixture
def joined(connection: Connection, tenant: str) -> Crm:
    """Return a CRM inside the host's transaction."""
    return leadflow.open(ServerStore(connection, tenant=tenant), actor="ada")


def titles(engine: Engine, tenant: str) -> list[str]:
    """Return what others see."""
    with leadflow.open(ServerStore(engine, tenant=tenant)) as crm:
        return [lead.title for lead in crm.leads.all()]


LEADS = text("SELECT count(*) FROM leadflow_leads WHERE tenant = :tenant")
TENANTS = text("SELECT count(*) FROM leadflow_tenants WHERE tenant = :tenant")


def rows(engine: Engine, asked: TextClause, tenant: str) -> object:
    """Return how many rows of a tenant others see."""
    with engine.connect() as other:
        return other.scalar(asked, {"tenant": tenant})


def test_what_the_host_commits_is_there(
    connection: Connection, joined: Crm, engine: Engine, tenant: str
) -> None:
    """P1: it is seen by others after the host's commit, and no earlier."""
    joined.leads.add(Lead(title="Forklifts"))
    before = rows(engine, LEADS, tenant)
    connection.commit()

    assert 0 == before
    assert ["Forklifts"] == titles(engine, tenant)


def test_what_the_host_rolls_back_never_was(
    connection: Connection, joined: Crm, engine: Engine, tenant: str
) -> None:
    """P1: records, history, links and all."""
    lead = joined.leads.add(Lead(title="Forklifts", last_name="Kovalenko"))
    joined.convert(lead)
    connection.rollback()

    assert [] == titles(engine, tenant)


def test_a_refused_call_leaves_the_host_its_work(
    connection: Connection, joined: Crm, engine: Engine, tenant: str
) -> None:
    """P20: a savepoint of ours is undone, and nothing of the host's."""
    joined.leads.add(Lead(title="Forklifts"))
    with pytest.raises(ValueError, match="never"), joined.transaction():
        raise ValueError(joined.leads.add(Lead(title="never")).title)
    connection.commit()

    assert ["Forklifts"] == titles(engine, tenant)


def test_a_failed_statement_leaves_the_host_its_work(
    connection: Connection, joined: Crm, engine: Engine, tenant: str
) -> None:
    """P23: also where the server itself says no."""
    joined.leads.add(Lead(title="Forklifts"))
    with pytest.raises(InvalidValue):
        joined.leads.add(Lead(title="never", owner="a\ud800"))
    connection.commit()

    assert ["Forklifts"] == titles(engine, tenant)


def test_a_host_without_transaction_gets_one(
    connection: Connection, joined: Crm
) -> None:
    """P1: as SQLAlchemy begins one with the first statement."""
    connection.rollback()
    joined.leads.add(Lead(title="Forklifts"))

    assert connection.in_transaction()


def test_a_conflict_is_told_to_the_host(
    joined: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P5: whoever began the transaction decides whether it is done again."""
    plant = Plant(monkeypatch)
    plant.undone(times=1)
    with pytest.raises(TransactionUndone):
        joined.leads.add(Lead(title="Forklifts"))

    assert 1 == plant.failed


def test_tables_are_not_made_inside_a_transaction(empty_engine: Engine) -> None:
    """H6: MariaDB would commit the host's work with them."""
    with empty_engine.connect() as connection, pytest.raises(NotAStore) as caught:
        ServerStore(connection)

    assert "not_a_store" == caught.value.code


def test_a_report_leaves_the_host_its_settings(
    connection: Connection, joined: Crm
) -> None:
    """Z1: how the server shall join for one report is nothing that the host meets."""
    joined.leads.add(Lead(title="Forklifts"))
    steps = joined.reports.funnel("leads").steps

    assert steps[0].count == 1
    if connection.dialect.name == "postgresql":
        assert connection.scalar(text("SHOW enable_nestloop")) == "on"


def test_a_host_may_be_the_first_of_a_tenant(
    connection: Connection, engine: Engine, tenant: str
) -> None:
    """P19: its room is made with the first act, inside the host's transaction."""
    new = f"{tenant} new"
    crm = leadflow.open(ServerStore(connection, tenant=new), actor="ada")
    assert [] == crm.leads.all()
    crm.leads.add(Lead(title="Forklifts"))
    before = rows(engine, TENANTS, new)
    connection.commit()

    assert 0 == before
    assert ["Forklifts"] == titles(engine, new)


def test_a_hosts_connection_is_not_replaced(
    connection: Connection, joined: Crm, engine: Engine, tenant: str
) -> None:
    """P23: what the host had written is gone with it, which the host has to know."""
    joined.leads.add(Lead(title="Forklifts"))
    cut(connection)
    with pytest.raises(TransactionUndone):
        joined.leads.count()
    connection.rollback()
    joined.leads.add(Lead(title="Trucks"))
    connection.commit()

    assert ["Trucks"] == titles(engine, tenant)
