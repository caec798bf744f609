"""Rows that SQLite hands over: the same as those that it gives as results."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from leadflow.entities import ENTITIES
from leadflow.errors import NotAStore, StoreFailed
from leadflow.storage.sqlite import SQLiteStore
from leadflow.storage.sqlite.schema import table_of
from leadflow.testing import a_lead, nth_id, stored
from leadflow.testing.suite.ledger import ask


LEADS = {nth_id("lead", n): stored(a_lead(), n)[0] for n in (1, 2, 3)}
IDS = list(LEADS)
# SQLite allows a function so many arguments where nobody allowed more.
MOST = 100
NO_TEXT = "UPDATE leads SET notes = CAST(x'ff' AS TEXT)"


@pytest.fixture
def filled(store: SQLiteStore) -> SQLiteStore:
    """Return a store that holds three leads."""
    with store.write() as writer:
        writer.put(LEADS.values())
    return store


def alter(place: Path, text: str) -> None:
    """Change the file with another program."""
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute(text)


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
    """P23: what cannot be handed over is told, and no guess is made."""
    alter(place, NO_TEXT)
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


@pytest.mark.parametrize("order", ["id", "-id"])
def test_a_page_is_handed_over_in_its_order(filled: SQLiteStore, order: str) -> None:
    """P15: in batches, with other questions in between."""
    found = []
    with filled.read() as reader:
        for lead in reader.find(ask("lead", "True", order)):
            found.append(lead)
            reader.get("lead", IDS[:1])

    assert sorted(IDS, reverse=order == "-id") == [lead.id for lead in found]


@pytest.mark.parametrize("most", [0, 9])
def test_rows_that_are_sorted_come_as_results(
    filled: SQLiteStore, place: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """P15: SQLite chooses the index, and the order is kept, whichever it takes."""
    monkeypatch.setattr("leadflow.storage.sqlite.streams._MOST_SORTED", most)
    alter(place, 'CREATE INDEX own_leads_x ON leads ("title", "version", "owner")')
    query = ask("lead", "title == 'Forklift rental'")
    with filled.read() as reader:
        first, again = (list(reader.find(query)) for _ in range(2))
        sorted_anyway = list(reader.find(ask("lead", "True", "title")))

    assert list(LEADS.values()) == first == again == sorted_anyway


def test_bytes_that_are_no_text_are_damage_on_a_page(
    filled: SQLiteStore, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P23: what was read before is given, and then the damage is told."""
    monkeypatch.setattr("leadflow.storage.sqlite.sessions._BATCH", 1)
    alter(place, f"{NO_TEXT} WHERE id = '{IDS[2]}'")
    with filled.read() as reader:
        found = reader.find(ask("lead"))

        assert list(LEADS.values())[:2] == [next(found), next(found)]
        with pytest.raises(NotAStore, match="damaged"):
            next(found)


def test_a_page_comes_as_results_where_less_is_handed_over(
    filled: SQLiteStore,
) -> None:
    """P18: as one record does."""
    with filled.write() as writer:
        connection = writer._session.connection  # noqa: SLF001  # no door leads there
        connection.setlimit(sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 9)

        assert list(LEADS.values()) == list(writer.find(ask("lead")))


@pytest.mark.parametrize("is_early", [True, False])
def test_what_fails_otherwise_is_told_at_once(
    filled: SQLiteStore, *, is_early: bool
) -> None:
    """P15: nothing is asked again when the disk or SQLite itself gave up."""
    with filled.read() as reader:
        connection = reader._session.connection  # noqa: SLF001  # no door leads there
        begun = None if is_early else reader.find(ask("lead"))
        connection.set_progress_handler(lambda: 1, 1)
        with pytest.raises(StoreFailed, match="reports error 9"):
            list(begun or reader.find(ask("lead")))
