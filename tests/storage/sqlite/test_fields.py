"""Indexes of custom fields: made, used, and gone with the definition."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import leadflow
from leadflow import Condition, CustomField, Deal, F, Workspace
from leadflow.context import binder
from leadflow.storage.query import Query
from leadflow.storage.sqlite.queries import count_sql


TYPES = {
    "text": F.custom.x == "a",
    "integer": F.custom.x >= 5,
    "money": F.custom.x == leadflow.Money("5", "UAH"),
    "date": F.custom.x < date(2026, 1, 1),
    "datetime": F.custom.x > date(2026, 1, 1),
    "boolean": F.custom.x == True,  # noqa: E712  # a condition
    "choice": F.custom.x.in_("a", "b"),
    "reference": F.custom.x == "company_00000000000000000000000001",
    "phone": F.custom.x == "101",
    "counter": F.custom.x == "5",
}
MORE = {"choice": {"choices": ["a", "b"]}, "reference": {"target": "company"}}


def firm(type_: str = "text", *, indexed: bool = True) -> Workspace:
    """Return a workspace whose deals have one more field, ``x``."""
    more = MORE.get(type_, {})
    own = CustomField("x", entity="deal", type=type_, indexed=indexed, **more)  # type: ignore[arg-type]
    return Workspace(fields=[own])


def plan(place: Path, workspace: Workspace, condition: Condition) -> str:
    """Return how SQLite would count the answers to a question, in its own words."""
    bound = binder(workspace, "deal")
    piece = count_sql(Query(paths=bound.paths, where=bound.bind(condition)))
    with closing(sqlite3.connect(place)) as file:
        file.create_function("fold", 1, str, deterministic=True)
        rows = file.execute(f"EXPLAIN QUERY PLAN {piece.text}", piece.values)
        return "\n".join(row[3] for row in rows)


def indexes(place: Path) -> list[str]:
    """Return the names of the indexes that fields asked for."""
    with closing(sqlite3.connect(place)) as file:
        names = "SELECT name FROM sqlite_master WHERE name GLOB 'own_*'"
        return [name for (name,) in file.execute(names)]


@pytest.mark.parametrize("type_", TYPES)
def test_an_indexed_field_is_searched_by_its_index(type_: str, tmp_path: Path) -> None:
    """F5: a question of a field of a million records is one step."""
    place = tmp_path / "sales.db"
    leadflow.open(place, workspace=firm(type_)).close()

    assert "own_deals_x" in plan(place, firm(type_), TYPES[type_])


def test_only_who_asks_gets_an_index(tmp_path: Path) -> None:
    """F5: an index costs each write a little, so nobody has one unasked."""
    place = tmp_path / "sales.db"
    leadflow.open(place, workspace=firm(indexed=False)).close()

    assert [] == indexes(place)
    assert "own" not in plan(place, firm(indexed=False), TYPES["text"])


def test_an_index_comes_and_goes_with_the_definition(tmp_path: Path) -> None:
    """F5: whatever the workspace becomes, and not where it is undone."""
    place = tmp_path / "sales.db"
    with leadflow.open(place) as crm:
        seen = []
        for workspace in (firm(), firm(indexed=False), firm("integer"), Workspace()):
            crm.configure(workspace)
            seen.append(indexes(place))
        with pytest.raises(ZeroDivisionError), crm.transaction():
            _ = crm.configure(firm()).zone, 1 // 0
        seen.append(indexes(place))

    assert [["own_deals_x"], [], ["own_deals_x"], [], []] == seen


def test_a_field_that_is_filled_can_get_an_index(tmp_path: Path) -> None:
    """F5: what is stored already is found by it, and other tools may write on."""
    place = tmp_path / "sales.db"
    with leadflow.open(place, workspace=firm("integer", indexed=False)) as crm:
        deal = crm.deals.add(Deal(title="A", custom={"x": 5}))
        crm.configure(firm("integer"))

        assert [deal] == list(crm.deals.where(F.custom.x == 5))
    with closing(sqlite3.connect(place)) as file:
        file.execute("""UPDATE deals SET custom = '{"x":6}'""")
        assert [("ok",)] == file.execute("PRAGMA integrity_check").fetchall()


def test_an_index_that_is_as_before_is_not_made_anew(tmp_path: Path) -> None:
    """F5: of a million deals that takes a while; another field's is made beside it."""
    place, more = tmp_path / "sales.db", CustomField("y", entity="deal", indexed=True)
    query = "SELECT rootpage FROM sqlite_schema WHERE name GLOB 'own_deals_x'"
    with leadflow.open(place, workspace=firm()) as crm:
        with closing(sqlite3.connect(place)) as file:
            before = file.execute(query).fetchall()
        crm.configure(Workspace(fields=[*firm().fields, more]))
        with closing(sqlite3.connect(place)) as file:
            after = file.execute(query).fetchall()

    assert 1 == len(before)
    assert before == after
    assert 2 == len(indexes(place))
