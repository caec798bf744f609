"""Making the tables, and bringing older ones up to date."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, MetaData, inspect, text

import leadflow
from leadflow import Lead
from leadflow.errors import NotAStore, StoreBusy, StoreTooNew
from leadflow.storage.server import ServerStore, metadata, migrations
from leadflow.storage.server.tables import FORMAT


def change(engine: Engine, *statements: str) -> None:
    """Change a database behind leadflow's back."""
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_opening_makes_the_tables_of_the_metadata(empty_engine: Engine) -> None:
    """H6: what Alembic compares with is what leadflow makes."""
    ServerStore(empty_engine).close()
    names = set(inspect(empty_engine).get_table_names())

    assert {table.name for table in metadata().tables.values()} == names


def test_tables_of_a_hosts_migration_are_taken_as_they_are(
    empty_engine: Engine,
) -> None:
    """H6: a host may make the tables itself, with Alembic, among its own."""
    own = MetaData()
    for table in metadata().tables.values():
        table.to_metadata(own)
    own.create_all(empty_engine)
    with leadflow.open(ServerStore(empty_engine, migrate=False)) as crm:
        lead = crm.leads.add(Lead(title="Forklifts"))

        assert [lead] == crm.leads.all()


def test_missing_tables_are_told(empty_engine: Engine) -> None:
    """H6: where leadflow may not make them."""
    with pytest.raises(NotAStore) as caught:
        ServerStore(empty_engine, migrate=False)

    assert "missing" in str(caught.value)


def test_what_a_newer_leadflow_made_is_refused(empty_engine: Engine) -> None:
    """H6: untouched."""
    ServerStore(empty_engine).close()
    newer = f"UPDATE leadflow_meta SET value = '{FORMAT + 1}'"  # noqa: S608  # a number
    change(empty_engine, newer)
    with pytest.raises(StoreTooNew) as caught:
        ServerStore(empty_engine)

    assert (FORMAT + 1, FORMAT) == (caught.value.found, caught.value.known)


def test_a_column_and_an_index_that_are_new_are_added(empty_engine: Engine) -> None:
    """P24: rows that lack a field have its default."""
    with leadflow.open(ServerStore(empty_engine)) as crm:
        lead = crm.leads.add(Lead(title="Forklifts"))
    where = "" if empty_engine.dialect.name == "postgresql" else " ON leadflow_events"
    change(
        empty_engine,
        "ALTER TABLE leadflow_leads DROP COLUMN met_by",
        "ALTER TABLE leadflow_leads DROP COLUMN open_to_all",
        "DROP TABLE leadflow_settings",
        f"DROP INDEX leadflow_events_by_cause{where}",
        "UPDATE leadflow_meta SET value = 'older' WHERE name = 'shape'",
    )
    with leadflow.open(ServerStore(empty_engine)) as again:
        assert lead == again.leads.get(lead.id)
    indexes = inspect(empty_engine).get_indexes("leadflow_events")
    assert "leadflow_events_by_cause" in {each["name"] for each in indexes}


def test_many_may_open_an_empty_database_at_once(empty_engine: Engine) -> None:
    """P24: one makes the tables, the others wait."""

    def opened(number: int) -> int:
        store = ServerStore(empty_engine, tenant=f"t{number % 2}")
        store.close()
        return number

    with ThreadPoolExecutor(4) as threads:
        assert [0, 1, 2, 3] == list(threads.map(opened, range(4)))


def test_a_schema_keeps_the_tables_apart(empty_engine: Engine) -> None:
    """H6: PostgreSQL's schemas, and MariaDB's databases."""
    other = f"{empty_engine.url.database}_apart"
    change(empty_engine, f"CREATE SCHEMA {other}")
    with leadflow.open(ServerStore(empty_engine, schema=other)) as crm:
        lead = crm.leads.add(Lead(title="Forklifts", last_name="Kovalenko"))
        deal = crm.convert(lead).deal

        assert [deal] == crm.deals.where("title == 'Forklifts'").all()
    assert [] == inspect(empty_engine).get_table_names()


def test_a_migration_that_fails_leaves_nothing_behind(
    postgres_engine: Engine,
) -> None:
    """P24: PostgreSQL makes all tables or none."""
    name = "half"
    with postgres_engine.connect().execution_options(
        isolation_level="AUTOCOMMIT"
    ) as admin:
        admin.execute(text(f"CREATE SCHEMA {name}"))
        admin.execute(text(f"CREATE VIEW {name}.leadflow_users AS SELECT 1"))
    with pytest.raises(leadflow.StoreFailed):
        ServerStore(postgres_engine, schema=name)

    assert [] == inspect(postgres_engine).get_table_names(name)


def test_tables_of_an_older_format_get_its_steps_once(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P24: in the order of their numbers, and never a second time."""
    with leadflow.open(ServerStore(empty_engine)) as crm:
        lead = crm.leads.add(Lead(title="Forklifts"))
    add = "UPDATE leadflow_leads SET title = concat(title, ' {}')"
    steps = {
        FORMAT + 1: (add.format("b"), add.format("c")),
        FORMAT + 2: (add.format("d"),),
    }
    monkeypatch.setattr(migrations, "STEPS", steps)
    monkeypatch.setattr(migrations, "FORMAT", FORMAT + 2)
    for _ in range(2):
        with leadflow.open(ServerStore(empty_engine)) as newer:
            assert "Forklifts b c d" == newer.leads.get(lead.id).title


def test_who_waits_too_long_for_a_migration_is_told(empty_engine: Engine) -> None:
    """P24: while another one makes the tables; afterwards they are there."""
    with empty_engine.begin() as other:
        migrations._lock(other, 1)  # noqa: SLF001  # as one that migrates does
        with pytest.raises(StoreBusy):
            ServerStore(empty_engine, deadline=0.05)
        migrations._unlock(other)  # noqa: SLF001  # as above

    ServerStore(empty_engine).close()
    assert "leadflow_leads" in inspect(empty_engine).get_table_names()
