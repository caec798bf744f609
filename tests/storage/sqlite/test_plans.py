"""Statements that name only what there is to write."""

import sqlite3
from itertools import chain, combinations

import attrs
import pytest

from leadflow.entities import Deal, Lead, Record, entity_of, evolve
from leadflow.entities.records import with_values
from leadflow.errors import Conflict
from leadflow.events import Act, changed
from leadflow.storage.sqlite import SQLiteStore
from leadflow.storage.sqlite.plans import plan_of
from leadflow.testing import a_lead, nth_id, stored
from leadflow.testing.suite.ledger import at
from leadflow.testing.suite.samples import FULL


ACT = Act(actor="ada", now=at(1))


def leads(count: int, **values: object) -> list[Lead]:
    """Return so many new leads, as they are first stored."""
    return [stored(a_lead(**values), number)[0] for number in range(1, count + 1)]


@pytest.mark.parametrize("count", [1, 2, 9])
def test_what_is_empty_in_all_rows_is_a_constant(count: int) -> None:
    """H4: rows hand over only the columns that something stands in."""
    plan = plan_of("lead")
    rows = [plan.codec.row(lead) for lead in leads(count)]
    text, values = plan.insertion(rows)

    assert {text.count("?")} == {len(each) for each in values}
    assert len(plan.empty) > text.count("?")


def test_rows_that_are_filled_in_hundreds_of_ways_share_statements() -> None:
    """H4: no firm's habits push all other statements out of SQLite's memory."""
    plan = attrs.evolve(plan_of("lead"))
    texts = ("title", "interest", "first_name", "last_name", "job_title", "met_by")
    names = (*texts, "company_name", "notes")
    ways = chain(*(combinations(names, count) for count in range(len(names) + 1)))
    rows = [
        plan.codec.row(evolve(Lead(), **dict.fromkeys(way, "said"))) for way in ways
    ]
    known = {plan.insertion([row])[0] for row in rows}

    assert len(rows) == 256
    assert len(known) < 128


@pytest.mark.parametrize("record", FULL, ids=lambda one: type(one).__name__)
def test_many_records_come_back_whether_full_or_empty(
    store: SQLiteStore, record: Record
) -> None:
    """P13: what is left out of a statement reads as what it was."""
    entity = entity_of(record)
    blank: Record = entity.cls()
    several = [
        with_values(each, id=nth_id(entity.name, number), version=1)
        for number, each in enumerate([blank] * 9 + [record] + [blank] * 9, 1)
    ]
    with store.write() as writer:
        writer.put(several)
    with store.read() as reader:
        found = reader.get(entity.name, [each.id for each in several])

    assert several == list(found.values())


def test_an_update_sets_what_differs() -> None:
    """H4: indexes of columns that stay are left alone."""
    plan = plan_of("lead")
    (lead,) = leads(1)
    cranes = evolve(lead, title="Cranes", version=2)
    text, values = plan.replacement(("version", "title"), [cranes])

    assert 'UPDATE "leads" SET "version" = ?, "title" = ? WHERE' in text
    assert [(2, "Cranes", lead.id, 1)] == list(values)


def test_versions_that_differ_alike_are_stored_together(store: SQLiteStore) -> None:
    """H4: a batch is one statement for all that set the same columns."""
    several = leads(6)
    names = ("title", "job_title") * 3
    new = [
        evolve(each, version=2, **{name: "Cranes"})
        for each, name in zip(several, names, strict=True)
    ]
    with store.write() as writer:
        writer.put(several)
    with store.write() as writer:
        writer.put(new)
        found = writer.get("lead", [each.id for each in several])
    with store.read() as reader:
        again = reader.get("lead", [each.id for each in several])

    assert new == list(found.values()) == list(again.values())


def test_what_was_read_before_a_savepoint_was_undone_is_read_again(
    store: SQLiteStore,
) -> None:
    """P7: a writer keeps in mind what is stored, not what was undone."""
    (lead,) = leads(1)
    with store.write() as writer:
        writer.put([lead])
        with pytest.raises(ZeroDivisionError), writer.savepoint():  # noqa: PT012
            writer.put([evolve(lead, title="Cranes", version=2)])
            raise ZeroDivisionError
        writer.put([evolve(lead, job_title="Buyer", version=2)])
        (found,) = writer.get("lead", [lead.id]).values()

    assert evolve(lead, job_title="Buyer", version=2) == found


def test_a_record_that_was_dropped_is_not_known_any_more(store: SQLiteStore) -> None:
    """P21: what is gone cannot be written on."""
    (lead,) = leads(1)
    with store.write() as writer:
        writer.put([lead])
        writer.drop([lead])
        with pytest.raises(Conflict):
            writer.put([evolve(lead, version=2)])


def test_more_records_than_are_kept_in_mind_are_updated(store: SQLiteStore) -> None:
    """P7: what was forgotten is looked up."""
    several = leads(30)
    with pytest.MonkeyPatch.context() as patch, store.write() as writer:
        patch.setattr("leadflow.storage.sqlite.writing._MOST_SEEN", 10)
        writer.put(several)
        writer.put([evolve(each, title="Cranes", version=2) for each in several])
    with store.read() as reader:
        found = reader.get("lead", [each.id for each in several])

    assert {"Cranes"} == {each.title for each in found.values() if type(each) is Lead}


def test_a_move_touches_no_index_of_others(store: SQLiteStore) -> None:
    """H4: of a deal whose title changed, only the table is written."""
    deal, change = stored(Deal(title="A", stage="new", pipeline="deals"))
    with store.write() as writer:
        writer.put(change.records)
    with store.write() as writer:
        writer.get("deal", [deal.id])
        connection: sqlite3.Connection = writer._session.connection  # noqa: SLF001
        told: list[str] = []
        connection.set_trace_callback(told.append)
        writer.put([evolve(deal, title="B", version=2)])
        connection.set_trace_callback(None)

    assert 1 == len(told)
    assert '"stage"' not in told[0]


def test_a_fact_says_which_columns_are_set(store: SQLiteStore) -> None:
    """H4: whoever knows what differs hands it on, and nothing is compared."""
    lead, _ = stored(a_lead())
    after, told = changed(lead, evolve(lead, title="Cranes"), ACT)
    with store.write() as writer:
        writer.put([lead])
        connection: sqlite3.Connection = writer._session.connection  # noqa: SLF001
        text: list[str] = []
        connection.set_trace_callback(text.append)
        writer.put(
            [with_values(after, notes="of which no fact tells")], facts=told.events
        )
        connection.set_trace_callback(None)

    assert 'SET "version" = 2, "title" = \'Cranes\', "updated_at"' in text[0]
    assert '"notes"' not in text[0]
