"""Verifying a store, copying it, and asking how it is (P14)."""

import re
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given

import leadflow
from leadflow import (
    Company,
    Contact,
    Crm,
    Deal,
    InvalidValue,
    Lead,
    Product,
    ProductRow,
)
from leadflow.errors import StoreError
from leadflow.storage.memory import MemoryStore
from leadflow.storage.sqlite.reading import SQLiteReader
from leadflow.testing import a_lead, digest
from tests.crm.office import Office, all_steps


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a store with a history, closed."""
    place = tmp_path / "sales.db"
    with leadflow.open(place, actor="ada") as crm:
        lead = crm.leads.add(a_lead())
        done = crm.convert(lead)
        assert done.deal
        crm.win(done.deal)
        firm = crm.companies.add(Company(name="Forklifts"))
        firm = crm.companies.update(firm, name="Cranes")
        crm.companies.update(firm, name="Lifts")
        crm.contacts.add(Contact(last_name="Ivan"))
        crm.contacts.delete(crm.contacts.add(Contact(last_name="Gone")))
    return place


def spoil(place: Path, *statements: str) -> None:
    """Change the file behind the store's back, as any SQL tool can."""
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def codes(place: Path, *, head: str = "") -> list[str]:
    """Return what verifying a file finds."""
    with leadflow.open(place) as crm:
        return [each.code for each in crm.upkeep.verify(head=head).findings]


def test_a_sound_store_has_no_findings(file: Path) -> None:
    """P14: it says how much it looked at, and gives a head."""
    with leadflow.open(file) as crm:
        found = crm.upkeep.verify()

    assert () == found.findings
    assert found.is_sound
    assert f"{found.records} records and {found.events} events agree" == str(found)
    assert f"<Verification: {found}>" == repr(found)
    assert found.head.startswith(f"{found.events}:")


TAMPERED = {
    "a field": ("differs", "UPDATE deals SET title = 'Other'"),
    "an amount": ("differs", "UPDATE deals SET amount_e4 = 1"),
    "a stage": ("differs", "UPDATE leads SET stage = 'new'"),
    "a version": ("differs", "UPDATE leads SET version = 9"),
    "an event": (
        "differs",
        "UPDATE events SET changes = replace(changes, 'won', 'lost')",
    ),
    "the time of an event": (
        "differs",
        "UPDATE events SET at = '2020-01-01T00:00:00.000000+00:00'",
    ),
    "the last event of a record": (
        "differs",
        "DELETE FROM events WHERE kind = 'closed' OR kind = 'moved'",
    ),
    "a record": ("no_record", "DELETE FROM deals"),
    "a record's events": ("no_history", "DELETE FROM events WHERE entity = 'deal'"),
    "a record and its events": (
        "gap",
        "DELETE FROM contacts WHERE last_name = 'Ivan'",
        "DELETE FROM events WHERE changes LIKE '%Ivan%'",
    ),
    "an event in between": ("gap", "DELETE FROM events WHERE seq = 2"),
    "an event of nobody": ("no_record", "UPDATE events SET record = 'x' WHERE seq = 1"),
    "a link": ("index", "DELETE FROM links WHERE field = 'lead'"),
    "a point": ("index", "UPDATE points SET key = 'other'"),
    "the workspace": ("differs", "UPDATE workspace SET text = 'name = \"x\"'"),
    "the value before a change": (
        "differs",
        """UPDATE events SET changes = replace(changes, '"stage","new"',
        '"stage","in_progress"') WHERE kind = 'closed'""",
    ),
    "a value between two changes": (
        "differs",
        """UPDATE events SET changes = replace(changes, 'Cranes', 'Other')
        WHERE version = 2 AND entity = 'company'""",
    ),
    "the stage of an event": (
        "differs",
        "UPDATE events SET stage = 'lost' WHERE kind = 'closed'",
    ),
    "the entity of an event": (
        "damaged",
        "UPDATE events SET entity = 'deal' WHERE entity = 'company' AND version = 2",
    ),
    "the entity of all events": (
        "differs",
        "UPDATE events SET entity = 'product' WHERE entity = 'company'",
    ),
    "an entity that is none": (
        "damaged",
        "UPDATE events SET entity = 'x' WHERE entity = 'company'",
    ),
    "a text of an event": (
        "damaged",
        """UPDATE events SET changes = '[["name","",5]]'
        WHERE entity = 'company' AND version = 2""",
    ),
    "the time of an event in between": (
        "damaged",
        "UPDATE events SET at = 'x' WHERE entity = 'company' AND version = 2",
    ),
    "JSON of an event": (
        "damaged",
        "UPDATE events SET changes = '[5]' WHERE entity = 'company'",
    ),
    "what an event says was before": (
        "damaged",
        """UPDATE events SET changes = '[["name",5,"A"]]'
        WHERE entity = 'company' AND version = 2""",
    ),
    "the kind of all events": ("differs", "UPDATE events SET kind = 'touched'"),
    "JSON": ("damaged", "UPDATE contacts SET phones = '{'"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_by_hand_is_found(file: Path, what: str) -> None:
    """P14: whatever was changed, verifying tells that something was."""
    code, *statements = TAMPERED[what]
    spoil(file, *statements)

    assert code in codes(file)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a store with two firms, one of them changed, and a product sold twice."""
    place = tmp_path / "small.db"
    with leadflow.open(place, actor="ada") as crm:
        one, _ = crm.companies.add_many([Company(name="A"), Company(name="B")])
        crm.companies.update(one, name="C")
        product = crm.products.add(Product(name="Crane"))
        rows = [ProductRow(product=product, price=each) for each in ("5 UAH", "6 UAH")]
        crm.deals.add(Deal(title="x", rows=rows))
    return place


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("SELECT 1", []),
        (
            "DELETE FROM events WHERE record = (SELECT min(id) FROM companies)",
            ["company has no events", "event 2 follows a gap", "event 4 follows a gap"],
        ),
        (
            "DELETE FROM events WHERE record = (SELECT max(id) FROM companies)",
            ["company has no events", "event 3 follows a gap"],
        ),
        (
            "DELETE FROM events WHERE entity = 'product'",
            ["product has no events", "event 5 follows a gap"],
        ),
        ("DELETE FROM products", ["product has events, and is not there"]),
        (
            "UPDATE events SET version = 4 WHERE version = 2",
            [
                "company has events missing",
                "company is not what its events tell: 'version'",
            ],
        ),
        (
            "UPDATE events SET record = 'x' WHERE seq = 4",
            ["product has no events", "the events hold 1 of no record"],
        ),
        (
            "UPDATE events SET kind = 'purged' WHERE version = 2",
            ["company was purged, and is there"],
        ),
        (
            "UPDATE deals SET title = 'Z', owner = 'eve'",
            ["deal is not what its events tell: 'title', 'owner'"],
        ),
        (
            "UPDATE workspace SET text = 'name = \"x\"'",
            ["the workspace is not the last one stored"],
        ),
        (
            "UPDATE links SET role = 'x'",
            ["the links are not those of the records"],
        ),
        (
            "UPDATE points SET key = 'other.example'",
            ["the points are not those of the records"],
        ),
    ],
)
def test_a_finding_stands_for_one_thing(
    small: Path, statement: str, found: list[str]
) -> None:
    """P14: what is sound besides is not suspected."""
    spoil(small, statement)
    with leadflow.open(small) as crm:
        told = [str(each) for each in crm.upkeep.verify().findings]

    assert found == [re.sub("_[0-9a-z]{26}", "", each) for each in told]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE events SET version = 4 WHERE version = 2", ["gap", "differs"]),
        ("DELETE FROM events WHERE entity = 'product'", ["no_history", "gap"]),
        ("DELETE FROM products", ["no_record"]),
        ("UPDATE events SET record = 'x' WHERE seq = 4", ["no_history", "no_record"]),
        ("UPDATE events SET kind = 'purged' WHERE version = 2", ["no_history"]),
        ("UPDATE workspace SET text = 'name = \"x\"'", ["differs"]),
        ("UPDATE links SET role = 'x'", ["index"]),
        ("UPDATE points SET key = 'other.example'", ["index"]),
    ],
)
def test_a_finding_has_a_code(small: Path, statement: str, found: list[str]) -> None:
    """P14: programs compare codes, people read sentences."""
    spoil(small, statement)

    assert found == codes(small)


def test_each_record_and_each_event_is_counted(small: Path) -> None:
    """P14: how much agrees is part of the answer."""
    with leadflow.open(small) as crm:
        found = crm.upkeep.verify()
        assert found == crm.upkeep.verify(head=found.head)

    assert (4, 5) == (found.records, found.events)
    assert re.fullmatch("5:[0-9a-f]{64}", found.head)
    assert "4 records and 5 events agree" == str(found)


def test_what_sqlite_finds_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """P14: SQLite checks its own pages and indexes too."""
    monkeypatch.setattr(SQLiteReader, "damage", lambda _: iter(["page 3 is lost"]))
    with leadflow.open(file) as crm:
        found = crm.upkeep.verify()

    assert ["damaged"] == [each.code for each in found.findings]
    assert "1 finding:\nthe store says: page 3 is lost" == str(found)


def test_a_damaged_fact_stops_the_past(file: Path) -> None:
    """H7, P14: the store says what is damaged, and nothing is made up."""
    spoil(file, "UPDATE events SET changes = '[5]' WHERE entity = 'company'")
    with leadflow.open(file) as crm, pytest.raises(StoreError):
        crm.as_of(99).companies.all()


def test_a_finding_names_the_record_and_the_field_but_no_data(file: Path) -> None:
    """P14: whoever reads the log learns where to look, and nothing else."""
    spoil(file, "UPDATE contacts SET first_name = 'Mallory'")
    with leadflow.open(file) as crm:
        text = str(crm.upkeep.verify())

    assert "is not what its events tell: 'first_name'" in text
    assert "contact_" in text
    assert "Mallory" not in text


def test_a_rewrite_that_agrees_is_found_by_the_head(file: Path) -> None:
    """P14: the head of before stands for events that are there no more."""
    with leadflow.open(file) as crm:
        head = crm.upkeep.verify().head
        crm.leads.add(Lead(title="Later"))
    assert [] == codes(file, head=head)
    spoil(
        file,
        "UPDATE deals SET title = 'Rewritten'",
        "UPDATE events SET changes = replace(changes, 'Forklift rental', 'Rewritten')"
        " WHERE entity = 'deal'",
    )

    assert "rewritten" in codes(file, head=head)


@pytest.mark.parametrize(
    "change",
    [
        "overridden = 'limit'",
        "actor = 'eve'",
        "cause = 'a whim'",
        "stage_label = 'Other'",
        "changes = changes || ' '",
    ],
)
def test_whatever_an_event_told_is_in_the_head(file: Path, change: str) -> None:
    """P14: also what no record shows."""
    with leadflow.open(file) as crm:
        head = crm.upkeep.verify().head
    spoil(file, f"UPDATE events SET {change} WHERE seq = 1")  # noqa: S608  # ours

    assert {"rewritten", "damaged"} & set(codes(file, head=head))


def test_a_tail_that_was_cut_off_is_found_by_the_head(file: Path) -> None:
    """P14: without the head a shorter history looks whole."""
    with leadflow.open(file) as crm:
        lead = crm.leads.add(Lead(title="Last"))
        head = crm.upkeep.verify().head
    spoil(
        file,
        f"DELETE FROM leads WHERE id = '{lead.id}'",  # noqa: S608  # an id of ours
        "DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)",
    )

    assert [] == codes(file)
    assert ["cut"] == codes(file, head=head)


@pytest.mark.parametrize("head", ["x", "1", "1:", ":a", "-1:a"])
def test_a_head_that_is_none_is_refused(crm: Crm, head: str) -> None:
    """P14: a slip is no proof."""
    with pytest.raises(InvalidValue, match="head"):
        crm.upkeep.verify(head=head)


@given(all_steps)
def test_whatever_is_done_verifies(taken: list[tuple[str, int, int]]) -> None:
    """P14: leadflow itself never leaves anything that does not agree."""
    office = Office()
    for step in taken:
        office.do(*step)

    assert () == office.crm.upkeep.verify().findings


def test_the_past_is_not_verified(crm: Crm) -> None:
    """P14: what is verified is the store."""
    with pytest.raises(InvalidValue, match="view of its past"):
        crm.as_of(1).upkeep.verify()


def test_a_copy_holds_what_was_committed(file: Path, tmp_path: Path) -> None:
    """P4: made while somebody writes, without what is not committed yet."""
    crm = leadflow.open(file, actor="ada")
    before = digest(crm._desk.store)  # noqa: SLF001  # what is in the file
    with crm.transaction():
        crm.deals.add(Deal(title="Not yet"))
        copy = crm.upkeep.backup(tmp_path / "copy.db")
    crm.close()
    with leadflow.open(copy) as other:
        found = digest(other._desk.store)  # noqa: SLF001  # as above

    assert before == found
    assert 0o600 == stat.S_IMODE(copy.stat().st_mode)


def test_a_file_that_is_there_is_not_overwritten(file: Path) -> None:
    """P4: whoever mistypes a path loses nothing."""
    with leadflow.open(file) as crm, pytest.raises(InvalidValue, match="taken"):
        crm.upkeep.backup(file)


def test_memory_has_no_file_to_copy(tmp_path: Path) -> None:
    """P4: it is told, with what to do."""
    crm = leadflow.open(MemoryStore())
    asked: list[Callable[[], object]] = [
        crm.upkeep.health,
        lambda: crm.upkeep.backup(tmp_path / "copy.db"),
    ]
    for ask in asked:
        with pytest.raises(InvalidValue, match="keeps no file"):
            ask()


def test_health_tells_the_figures_of_a_file(file: Path) -> None:
    """P4: the format, SQLite, and how large it is."""
    with leadflow.open(file) as crm:
        found = crm.upkeep.health()

    assert sqlite3.sqlite_version == found["sqlite"]
    assert file.stat().st_size == found["bytes"]
    assert 2 == found["format"]
