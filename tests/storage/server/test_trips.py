"""How often leadflow and the server speak to each other."""

from collections.abc import Iterator, Sequence

import attrs
import pytest
from sqlalchemy import Connection, Engine, event

import leadflow
from leadflow import Company, Contact, Crm, Lead
from leadflow.entities import Record
from leadflow.errors import Conflict
from leadflow.events import Change
from leadflow.storage.server import ServerStore
from leadflow.storage.server.statements import Statements
from leadflow.storage.server.tables import tables_of
from leadflow.storage.server.tasks import Task
from leadflow.storage.server.wires import wire_of
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


def put_at_the_end(store: ServerStore, record: Record, change: Change) -> None:
    """Store a record as the last thing of a transaction."""
    with store.write() as writer:
        writer.save([record], change.events)


def ask_behind(store: ServerStore, record: Record) -> None:
    """Store a record, and ask for something."""
    with store.write() as writer:
        writer.save([record], ())
        writer.last_seq()


def test_a_conversion_takes_few_round_trips(
    postgres_engine: Engine, tenant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P1: beginning with all look-ups; then writing everything, and the commit."""
    crm = leadflow.open(ServerStore(postgres_engine, tenant=tenant), actor="ada")
    added = crm.leads.add(lead())
    plant = Plant(monkeypatch)
    crm.convert(added, key="k-1")

    assert 2 == plant.sent


def test_a_conversion_of_an_id_takes_one_trip_more(
    postgres_engine: Engine, tenant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P1: which contact points are looked up, the stored lead tells."""
    crm = leadflow.open(ServerStore(postgres_engine, tenant=tenant), actor="ada")
    added = crm.leads.add(lead())
    plant = Plant(monkeypatch)
    crm.convert(added.id)

    assert 3 == plant.sent


def test_what_was_foreseen_wrongly_is_asked_for(
    postgres_engine: Engine, tenant: str
) -> None:
    """C6: a lead whose phone changed since finds the client that has the new one."""
    crm = leadflow.open(ServerStore(postgres_engine, tenant=tenant), actor="ada")
    known = crm.contacts.add(Contact(last_name="Kovalenko", phones="+380441234599"))
    added = crm.leads.add(lead())
    seen = crm.leads.update(added, phones=known.phones)
    crm.convert(attrs.evolve(seen, phones=added.phones))

    assert [known.id] == [each.id for each in crm.contacts]


def test_a_refusal_in_the_last_trip_is_told_as_it_is(
    postgres_engine: Engine, tenant: str
) -> None:
    """H2: an id that is there already is a conflict, and the store goes on."""
    store = ServerStore(postgres_engine, tenant=tenant)
    first, again = stored(a_lead(), 1), stored(a_lead(title="Again"), 1)
    put_at_the_end(store, *first)
    with pytest.raises(Conflict):
        put_at_the_end(store, *again)

    with store.read() as reader:
        assert {first[0].id: first[0]} == reader.get("lead", [first[0].id])
        assert len(first[1].events) == reader.last_seq()


def test_a_refusal_is_told_by_the_next_question(
    postgres_engine: Engine, tenant: str
) -> None:
    """H2: what was put soon is there when anything is asked."""
    store = ServerStore(postgres_engine, tenant=tenant)
    record, _ = stored(a_lead(), 1)
    with store.write() as writer:
        writer.save([record], ())
        assert {record.id: record} == writer.get("lead", [record.id])
    with pytest.raises(Conflict):
        ask_behind(store, record)


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


def test_whole_numbers_of_each_size_share_a_plan(
    postgres_engine: Engine, tenant: str
) -> None:
    """P8: the server keeps a statement whatever is written; making it takes long."""
    postgres_engine.dispose()
    crm = leadflow.open(ServerStore(postgres_engine, tenant=tenant), actor="ada")
    for revenue in [None, "0.5 EUR", "7 EUR", "9000000 EUR"] * 6:
        crm.companies.add(Company(name="Kyiv Logistics", revenue=revenue))
    with postgres_engine.connect() as connection:
        kept = connection.exec_driver_sql(
            "SELECT count(*), count(DISTINCT statement) FROM pg_prepared_statements"
            " WHERE statement LIKE 'WITH %%leadflow_companies%%'"
        ).one()

    assert (1, 1) == tuple(kept)


def test_who_points_at_a_record_is_found_by_it(postgres_engine: Engine) -> None:
    """P25: a plan that is kept for good reads one record's links, not a tenant's."""
    statements = Statements(postgres_engine.dialect, tables_of(None))
    with postgres_engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL plan_cache_mode = force_generic_plan")
        text = statements.links_to(one=True)
        connection.exec_driver_sql(f"PREPARE pointing AS {text}")
        told = connection.exec_driver_sql("EXPLAIN EXECUTE pointing ('a', 'b')")
        plan = "".join(row[0] for row in told)
        connection.exec_driver_sql("DEALLOCATE pointing")

    assert "Index Cond: ((tenant = $1) AND (target = $2))" in plan


@pytest.fixture
def asked_of_points(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the statements about contact points that are sent from now on."""
    asked: list[str] = []

    def hear(_: Connection, tasks: Sequence[Task]) -> None:
        asked.extend(task.text for task in tasks if "leadflow_points" in task.text)

    assert crm.promises().shared
    Plant(monkeypatch).act = hear
    return asked


def test_of_a_lead_without_contact_points_none_is_looked_up(
    crm: Crm, asked_of_points: list[str]
) -> None:
    """C6: nothing is asked of the server where the answer is known."""
    lead = crm.leads.add(Lead(title="Forklifts", last_name="Kovalenko"))
    done = crm.convert(lead.id)

    assert [done.deal] == crm.deals.all()
    assert [] == asked_of_points


def test_of_several_leads_without_contact_points_none_is_looked_up(
    crm: Crm, asked_of_points: list[str]
) -> None:
    """C7: as of one."""
    leads = crm.leads.add_many([Lead(title=f"{n}", last_name="K") for n in range(3)])
    crm.convert_many(leads)

    assert ["0", "1", "2"] == sorted(deal.title for deal in crm.deals)
    assert [] == asked_of_points


def test_what_finds_a_record_may_be_there_already(
    postgres_engine: Engine, tenant: str
) -> None:
    """P8: a row that nobody took away keeps no writer from going on."""
    crm = leadflow.open(ServerStore(postgres_engine, tenant=tenant), actor="ada")
    added = crm.leads.add(lead())
    with postgres_engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO leadflow_points SELECT tenant, 'email', 'new@kyivlog.example',"
            " record, entity FROM leadflow_points WHERE tenant = %s LIMIT 1",
            (tenant,),
        )
    updated = crm.leads.update(added, emails="new@kyivlog.example")

    assert updated == crm.leads.get(added.id)
    assert [updated] == crm.leads.known_by("email", "new@kyivlog.example")


def test_a_server_that_forgot_its_statements_hears_them_again(
    postgres_engine: Engine, tenant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P8: whoever stands between may clear a connection, and nobody hears of it."""
    store = ServerStore(postgres_engine, tenant=tenant, jitter=lambda: 0.0)
    crm = leadflow.open(store, actor="ada")
    leads = crm.leads.add_many([lead(), lead()])
    crm.convert(leads[0])
    forgot: list[Connection] = []

    def forget(connection: Connection, _: Sequence[Task]) -> None:
        if not forgot:
            forgot.append(connection)
            wire_of(connection).run([Task("DEALLOCATE ALL")])

    Plant(monkeypatch).act = forget
    done = crm.convert(leads[1])

    assert done.deal in crm.deals.all()
    assert 1 == len(forgot)
    assert crm.upkeep.verify().is_sound
