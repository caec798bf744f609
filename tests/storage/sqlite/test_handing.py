"""Rows that SQLite hands over: the same as those that it gives as results."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from leadflow.entities import ENTITIES
from leadflow.errors import NotAStore
from leadflow.storage.sqlite import SQLiteStore
from leadflow.storage.sqlite.schema import table_of
from leadflow.testing import a_lead, nth_id, stored


LEADS = {nth_id("lead", n): stored(a_lead(), n)[0] for n in (1, 2, 3)}
IDS = list(LEADS)
# SQLite allows a function so many arguments where nobody allowed more.
MOST = 100


@pytest.fixture
def filled(store: SQLiteStore) -> SQLiteStore:
    """Return a store that holds three leads."""
    with store.write() as writer:
        writer.put(LEADS.values())
    return store


def spoil(place: Path) -> None:
    """Put bytes that are no text in place of one, as damage would."""
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("UPDATE leads SET notes = CAST(x'ff' AS TEXT)")


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_each_row_is_handed_over_once(filled: SQLiteStore, count: int) -> None:
    """P13: as many as there are, whether one is asked for or several."""
    with filled.read() as reader:
        found = reader.get("lead", [*IDS[:count], nth_id("lead", 9)])

    assert {id: LEADS[id] for id in IDS[:count]} == dict(found)


def test_what_was_handed_over_before_is_not_given_again(filled: SQLiteStore) -> None:
    """P13: who is not there has no row, whoever was read last."""
    with filled.read() as reader:
        reader.get("lead", IDS[:1])

        assert {} == reader.get("lead", [nth_id("lead", 9)])


@pytest.mark.parametrize("count", [1, 2])
def test_bytes_that_are_no_text_are_damage(
    filled: SQLiteStore, place: Path, count: int
) -> None:
    """H10: what cannot be handed over is told, and no guess is made."""
    spoil(place)
    with filled.read() as reader, pytest.raises(NotAStore, match="damaged"):
        reader.get("lead", IDS[:count])


@pytest.mark.parametrize("count", [1, 2])
def test_an_sqlite_that_hands_over_less_gives_results(
    filled: SQLiteStore, count: int
) -> None:
    """P18: where a function may not have so many arguments, rows come as results."""
    with filled.write() as writer:
        connection = writer._session.connection  # noqa: SLF001  # no door leads there
        connection.setlimit(sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 9)

        assert {id: LEADS[id] for id in IDS[:count]} == writer.get("lead", IDS[:count])


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_sqlite_hands_over_whole_rows(entity: str) -> None:
    """P18: no table has more columns than a function may have arguments."""
    assert MOST >= len(table_of(entity).columns)
