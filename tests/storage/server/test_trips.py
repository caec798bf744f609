"""How often leadflow and the server speak to each other."""

from collections.abc import Iterator

import attrs
import pytest
from sqlalchemy import Engine, event

import leadflow
from leadflow import Crm, Lead
from leadflow.storage.server import ServerStore
from leadflow.testing import a_lead, stored
from leadflow.testing.suite.ledger import ask
from tests.storage.server.planting import Plant


@pytest.fixture
def crm(engine: Engine, tenant: str) -> Iterator[Crm]:
    """Return a CRM with a lead or two."""
    with leadflow.open(ServerStore(engine, tenant=tenant), actor="ada") as crm:
        yield crm


def lead() -> Lead:
    """Return a lead of which a company, a contact and a deal can be made."""
    return Lead(
        title="Forklifts",
        last_name="Kovalenko",
        company_name="Kyiv Logistics",
        phones="+380441234567",
        emails="olena@kyivlog.example",
    )


def test_a_conversion_takes_few_round_trips(
    postgres_engine: Engine, tenant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P1: beginning, five look-ups, writing all records, events and the commit."""
    crm = leadflow.open(ServerStore(postgres_engine, tenant=tenant), actor="ada")
    added = crm.leads.add(lead())
    plant = Plant(monkeypatch)
    crm.convert(added)

    assert 8 >= plant.sent


def test_a_conversion_takes_few_statements(mariadb_engine: Engine, tenant: str) -> None:
    """P1: where each statement is a round trip, rows of a table go together."""
    crm = leadflow.open(ServerStore(mariadb_engine, tenant=tenant), actor="ada")
    added = crm.leads.add(lead())
    told: list[str] = []

    def hear(*words: object) -> None:
        told.append(str(words[2]))

    event.listen(mariadb_engine, "before_cursor_execute", hear)
    crm.convert(added)
    event.remove(mariadb_engine, "before_cursor_execute", hear)

    assert 16 >= len(told)


def test_bulk_is_copied_in(
    postgres_engine: Engine, tenant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H4: a thousand records are a few statements, and none is left out."""
    store = ServerStore(postgres_engine, tenant=tenant)
    made = [stored(a_lead(), number)[0] for number in range(1, 1001)]
    plant = Plant(monkeypatch)
    with store.write() as writer:
        writer.put(made)
    sent = plant.sent

    with store.read() as reader:
        assert made == list(reader.find(ask("lead")))
    assert 3 >= sent


def test_a_workspace_is_read_once(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    """H4: its digest tells whether it is still the same."""
    crm.leads.count()
    plant = Plant(monkeypatch)
    crm.leads.count()

    assert 2 >= plant.sent


def test_a_batch_shares_its_round_trips(
    postgres_engine: Engine, tenant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C7: conversions that look up and write together take three each at most."""
    crm = leadflow.open(ServerStore(postgres_engine, tenant=tenant), actor="ada")
    several = [attrs.evolve(lead(), phones=f"+3804412345{n}") for n in range(10, 35)]
    leads = crm.leads.add_many(several)
    plant = Plant(monkeypatch)
    crm.convert_many(leads)

    assert 3 * len(leads) >= plant.sent
