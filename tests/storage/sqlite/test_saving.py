"""What a verb writes at its end, when its block undoes it if need be."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import pytest

from leadflow.entities import evolve
from leadflow.errors import Conflict, InvalidValue
from leadflow.events import Act, changed
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import BEGINNING, a_lead, digest, nth_id, stored


ACT = Act(actor="ada", now=BEGINNING)

Stores: TypeAlias = tuple[SQLiteStore, SQLiteStore]


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    """Return two new stores."""
    one, other = (SQLiteStore(tmp_path / f"{name}.db") for name in ("one", "other"))
    with closing(one), closing(other):
        yield one, other


def test_what_is_saved_is_what_is_put_and_appended(stores: Stores) -> None:
    """P15: the same records, the same facts."""
    several = [stored(a_lead(), number) for number in (1, 2)]
    records = [record for record, _ in several]
    facts = [fact for _, change in several for fact in change.events]
    one, other = stores
    with one.write() as writer:
        writer.save(records, facts)
    with other.write() as writer:
        writer.put(records)
        writer.append(facts)

    assert digest(one) == digest(other)


def test_what_was_saved_in_part_is_undone_with_its_block(stores: Stores) -> None:
    """H3: the transaction around it goes on as if nothing had been tried."""
    known, change = stored(a_lead(), 1)
    new, _ = stored(a_lead(), 2)
    with stores[0].write() as writer:
        writer.save([known], change.events)
        with pytest.raises(Conflict), writer.savepoint():
            # The first of them is written when the second one is refused.
            writer.save([new, known], ())

        assert [known.id] == list(writer.get("lead", [nth_id("lead", 1), new.id]))
        writer.save([new], ())


def test_where_there_is_nothing_to_save_nothing_is_written(stores: Stores) -> None:
    """H1: a verb that changes nothing leaves no trace."""
    before = digest(stores[0])
    with stores[0].write() as writer:
        writer.save((), ())

    assert before == digest(stores[0])


def test_what_a_next_version_lacks_is_told(stores: Stores) -> None:
    """P7: nobody writes over what is not there, or over another version."""
    known, change = stored(a_lead(), 1)
    new, told = changed(known, evolve(known, notes="x"), ACT)
    with stores[0].write() as writer:
        with pytest.raises(Conflict):
            writer.save([new], told.events)
        writer.save([known], change.events)
        writer.save([new], told.events)

        assert new == writer.get("lead", [new.id])[new.id]


def test_a_fact_of_another_record_tells_nothing_of_this_one(stores: Stores) -> None:
    """P13: what differs is then found by comparing."""
    known, change = stored(a_lead(), 1)
    new, told = changed(known, evolve(known, notes="x"), ACT)
    for store, facts in zip(stores, (change.events, told.events), strict=True):
        with store.write() as writer:
            writer.save([known], change.events)
            writer.save([new], facts)
            assert new == writer.get("lead", [new.id])[new.id]


def test_what_the_file_refuses_is_undone(stores: Stores, tmp_path: Path) -> None:
    """P15: an index of somebody else's may want no two records alike."""
    known = [stored(a_lead(title=title), n)[0] for n, title in enumerate("AB", 1)]
    with stores[0].write() as writer:
        writer.put(known)
    with closing(sqlite3.connect(tmp_path / "one.db")) as file, file:
        file.execute('CREATE UNIQUE INDEX own_titles ON leads ("title")')
    alike, told = changed(known[1], evolve(known[1], title="A"), ACT)
    for facts in ((), told.events):
        with pytest.raises(InvalidValue), stores[0].write() as writer:
            writer.save([alike], facts)

    with stores[0].read() as reader:
        assert known == [*reader.get("lead", [each.id for each in known]).values()]
