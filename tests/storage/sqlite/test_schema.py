"""The tables are fit for people with any SQL tool."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from leadflow.entities import ENTITIES, Kind
from leadflow.storage.sqlite import SQLiteStore
from leadflow.storage.sqlite.reading import _CAUSED
from leadflow.storage.sqlite.schema import column_of, statements, table_of
from leadflow.testing.suite.ledger import fill, id_of


@pytest.fixture
def connection(store: SQLiteStore, place: Path) -> Iterator[sqlite3.Connection]:
    """Return the ledger as another program sees it."""
    fill(store)
    with closing(sqlite3.connect(place)) as connection:
        yield connection


def test_every_table_is_strict(connection: sqlite3.Connection) -> None:
    """P18: no column takes a value of another type."""
    listed = connection.execute("PRAGMA table_list").fetchall()
    tables = {row[1]: row[5] for row in listed if not row[1].startswith("sqlite_")}

    assert {entity.plural for entity in ENTITIES.values()} < set(tables)
    assert {1} == set(tables.values())


def test_a_plain_select_reads_like_the_business(connection: sqlite3.Connection) -> None:
    """P18: amounts, currencies, stages and dates need no decoding."""
    query = (
        'SELECT title, amount, amount_e4, amount_currency, stage, "birth_date", '
        "open_to_all, created_at FROM leads WHERE id = ?"
    )
    (row,) = connection.execute(query, (id_of("L1"),))

    moment = "2026-01-01T09:00:00.000000+00:00"
    amount = (120000.0, 1_200_000_000, "UAH")
    assert ("Forklift rental", *amount, "new", "1985-03-08", 1, moment) == row


def test_what_is_empty_reads_as_empty(connection: sqlite3.Connection) -> None:
    """P18: empty text is '', everything else that is missing is NULL."""
    query = "SELECT owner, company, amount, phones, custom FROM leads WHERE id = ?"
    (row,) = connection.execute(query, (id_of("L9"),))

    assert ("", None, None, None, None) == row


def test_json_columns_answer_to_the_json_functions(
    connection: sqlite3.Connection,
) -> None:
    """P18: keys, custom values and roles are one step away."""
    query = (
        "SELECT json_extract(emails, '$[0].key'), json_extract(custom, '$.seats'), "
        "json_extract(custom, '$.budget.e4'), json_extract(custom, '$.visit_on.date') "
        "FROM leads WHERE id = ?"
    )
    (row,) = connection.execute(query, (id_of("L1"),))

    assert ("olena@kyivlog.example", 5, 50_000_000, "2026-01-31") == row


def test_every_field_has_its_column() -> None:
    """P13: a new field is stored without being named in the store."""
    for name, entity in ENTITIES.items():
        specs = entity.fields.values()
        monies = [spec for spec in specs if spec.kind is Kind.MONEY]

        assert set(map(column_of, specs)) <= set(table_of(name).columns)
        assert len(specs) + len(monies) == len(table_of(name).columns)


def test_the_schema_of_format_2_does_not_change_unseen() -> None:
    """P24: another schema is another format, with a migration to it."""
    tables = [line for line in statements() if "CREATE TABLE" in line]
    indexes = [line for line in statements() if "CREATE INDEX" in line]

    assert 10 + 8 == len(tables)
    assert 4 + 1 + 2 == len(indexes)


def test_a_page_of_one_stage_needs_no_sorting(connection: sqlite3.Connection) -> None:
    """H4: the index gives the records of a stage in the order of their ids."""
    query = (
        "EXPLAIN QUERY PLAN SELECT * FROM leads t WHERE t.deleted_at IS NULL AND "
        "(t.pipeline = ? AND t.stage = ?) AND t.id > ? ORDER BY t.id LIMIT ?"
    )
    plan = connection.execute(query, ("leads", "new", "", 50)).fetchall()

    assert 1 == len(plan)
    assert "leads_by_stage" in plan[0][3]


def test_the_deals_of_a_company_are_looked_up(connection: sqlite3.Connection) -> None:
    """S10: a new deal asks for the latest of its client, however many there are."""
    query = (
        "EXPLAIN QUERY PLAN SELECT * FROM deals t WHERE t.deleted_at IS NULL AND "
        "t.company = ? ORDER BY t.id DESC LIMIT ?"
    )
    plan = connection.execute(query, ("company_1", 8)).fetchall()

    assert 1 == len(plan)
    assert "deals_by_company" in plan[0][3]


def test_a_cause_is_looked_up(connection: sqlite3.Connection) -> None:
    """C14: what a conversion did is found without reading all facts."""
    plan = connection.execute(f"EXPLAIN QUERY PLAN {_CAUSED}", ("conv_1",)).fetchall()

    assert 1 == len(plan)
    assert "events_by_cause" in plan[0][3]
